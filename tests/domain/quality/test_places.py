"""Where something stands in a framework file: the line of a table, a key, and an item of a list that runs on."""

import pytest

from orqa.domain.quality.files import FrameworkFile

TEXT = """\
schema = 1
[framework]
id = "x"   # [not a list]
[bands.words]
rows = [
  {from = 0, to = 1, title = {th = "[", en = "{"}},
  {from = 2, to = 3},  # {not an item}
]
[[node]]
id = "1"
[[node]]
id = "2"
score = {method = "items", items = [
  {id = "1"}, {id = "2"},
  {id = "3"},
]}
[node.quantity]
numerator = ["a"]
"""


@pytest.mark.parametrize(
    ("path", "line"),
    [
        ("schema", 1),
        ("framework.id", 3),
        ("bands.words", 4),
        ("bands.words.rows[0]", 6),
        ("bands.words.rows[1].from", 7),
        ("node[0].id", 10),
        ("node[1].id", 12),
        ("node[1].score.items[2]", 13),
        ("node[1].quantity.numerator", 18),
        ("node[1].nowhere", 11),
        ("nowhere", None),
    ],
)
def test_the_line_of_a_path_is_the_nearest_there_is(path: str, line: int | None) -> None:
    place = FrameworkFile("x.toml", TEXT).place(path)
    assert (place.file, place.line, place.column) == ("x.toml", line, path)
