"""JSON lines: what is written comes back as text, to the last zero; what is no row is told."""

import json
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from orqa.base.findings import Finding, Place
from orqa.plugins.builtin.formats import lines
from orqa.plugins.builtin.formats.jsonl_reader import JsonlReader
from orqa.plugins.rows import Row

GOOD = '{"ที่": "อว 0655.08/12", "เรื่อง": "ขอเชิญประชุม"}\n'
TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\ufffd"), max_size=8)


def read(tmp_path: Path, content: str | bytes) -> list[Row | Finding]:
    path = tmp_path / "letters.jsonl"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return list(JsonlReader().read(path))


def told(items: Sequence[Row | Finding]) -> list[str]:
    return [f"{i.code}:{i.place.line if i.place else '?'}" for i in items if isinstance(i, Finding)]


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(objects=st.lists(st.dictionaries(TEXT, TEXT, max_size=4), max_size=5), ascii_only=st.booleans())
def test_every_object_comes_back(tmp_path: Path, objects: list[dict[str, str]], ascii_only: bool) -> None:  # noqa: FBT001
    content = "".join(json.dumps(each, ensure_ascii=ascii_only) + "\n" for each in objects)
    items = read(tmp_path, content)
    assert [item.values for item in items if isinstance(item, Row)] == objects
    assert told(items) == ([] if objects else ["file-empty:None"])
    assert [item.place.line for item in items if isinstance(item, Row)] == list(range(1, len(objects) + 1))


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=st.text(st.sampled_from('{}[]":,ก1e\\un0 \n\0'), max_size=60))
def test_no_text_is_too_strange(tmp_path: Path, content: str) -> None:
    assert all(isinstance(item, Row | Finding) for item in read(tmp_path, content))


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ('"อว"', "อว"),
        ("12", "12"),
        ("-0", "-0"),
        ("1.50", "1.50"),
        ("1e400", "1e400"),
        ("9" * 5000, "9" * 5000),
        ("true", "true"),
        ("false", "false"),
        ("null", ""),
        ('""', ""),
        ('"=1+1"', "=1+1"),
        ('"a\\nb"', "a\nb"),
        ('"a\tb"', "a\tb"),
        ('"\\ud83d\\ude00"', "\U0001f600"),
    ],
)
def test_values_stay_as_written(tmp_path: Path, written: str, text: str) -> None:
    (row,) = read(tmp_path, f'{{"a": {written}}}\n')
    assert isinstance(row, Row)
    assert row.values == {"a": text}


CASES: list[tuple[str, str | bytes, list[str], int]] = [
    ("no fault", GOOD * 2, [], 2),
    ("a byte order mark", "\ufeff" + GOOD, [], 1),
    ("blank lines", "\n" + GOOD + "\n \n" + GOOD, [], 2),
    ("nothing", "", ["file-empty:None"], 0),
    ("blank lines only", "\n \n", ["file-empty:None"], 0),
    ("half a file", GOOD + GOOD[:20], ["file-cut-off:2"], 1),
    ("no JSON", GOOD + "ที่: 12\n" + GOOD, ["row-not-json:2"], 2),
    ("two objects in a line", "{} {}\n" + GOOD, ["row-not-json:1"], 1),
    ("a list", "[1, 2]\n" + GOOD, ["row-not-object:1"], 1),
    ("a text", '"x"\n' + GOOD, ["row-not-object:1"], 1),
    ("a large document over many lines", '[\n {"a": 1},\n {"a": 2}\n]\n', ["file-not-json-lines:1"], 0),
    ("an object over many lines", '{\n "a": 1\n}\n', ["file-not-json-lines:1"], 0),
    ("a name twice", '{"a": 1, "a": 2}\n' + GOOD, ["row-name-twice:1"], 1),
    ("a list within", '{"a": [1]}\n' + GOOD, ["row-not-plain:1"], 1),
    ("an object within", '{"a": {}}\n' + GOOD, ["row-not-plain:1"], 1),
    ("a depth without end", '{"a": ' + "[" * 200_000 + "\n" + GOOD, ["row-not-plain:1"], 1),
    ("no number", '{"a": NaN}\n' + GOOD, ["row-not-json:1"], 1),
    ("half a character", '{"a": "\\ud83d"}\n' + GOOD, ["row-bad-characters:1"], 1),
    ("half a character in a name", '{"\\ud83d": 1}\n' + GOOD, ["row-bad-characters:1"], 1),
    ("a replaced character", '{"a": "\ufffd"}\n' + GOOD, ["row-bad-characters:1"], 1),
    ("a damaged character", GOOD.encode() + b'{"a": "\xe0\xb8"}\n', ["row-bad-characters:2"], 1),
    ("a NUL", '{"a": "\\u0000"}\n' + GOOD, ["row-nul:1"], 1),
    ("Thai of old systems", GOOD.encode("cp874"), ["file-encoding-old:None"], 1),
    ("a workbook", b"PK\x03\x04" + b"x" * 50, ["file-not-text:None"], 0),
]


@pytest.mark.parametrize(
    ("content", "findings", "count"), [case[1:] for case in CASES], ids=[case[0] for case in CASES]
)
def test_damage_is_told_and_the_rest_is_read(
    tmp_path: Path, content: str | bytes, findings: list[str], count: int
) -> None:
    items = read(tmp_path, content)
    assert told(items) == findings
    assert sum(isinstance(item, Row) for item in items) == count


def test_a_line_without_end_needs_no_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lines, "LINE_LIMIT", 1000)
    items = read(tmp_path, '{"a": "' + "x" * 5000 + '"}\n' + GOOD)
    assert told(items) == ["row-too-long:1"]
    assert items[-1].place == Place("letters.jsonl", 2)


def test_messages_say_what_to_do_in_both_languages(tmp_path: Path) -> None:
    (finding,) = read(tmp_path, '{"ถึง": [1]}\n')
    assert isinstance(finding, Finding)
    assert finding.show() == (
        "letters.jsonl:1: error: 'ถึง' holds a list; only text, numbers, true, false and null are read."
        " The line was not read [row-not-plain]"
    )
    assert "'ถึง' เป็น รายการย่อย" in finding.show("th")
