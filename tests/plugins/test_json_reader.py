"""JSON documents: a list of objects comes back as rows with their lines; what is no row, or no document, is told."""

import json
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from orqa.base.findings import Finding
from orqa.plugins.builtin.formats import json_reader
from orqa.plugins.builtin.formats.json_reader import JsonReader
from orqa.plugins.registry import Registry
from orqa.plugins.rows import Row

TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\ufffd"), max_size=8)


def read(tmp_path: Path, content: str | bytes) -> list[Row | Finding]:
    path = tmp_path / "data.json"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return list(JsonReader().read(path))


def told(items: Sequence[Row | Finding]) -> list[str]:
    return [f"{i.code}:{i.place.line if i.place else '?'}" for i in items if isinstance(i, Finding)]


def rows(items: Sequence[Row | Finding]) -> list[Row]:
    return [item for item in items if isinstance(item, Row)]


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(objects=st.lists(st.dictionaries(TEXT, TEXT, max_size=4), max_size=5), indent=st.sampled_from([None, 0, 2]))
def test_every_object_comes_back(tmp_path: Path, objects: list[dict[str, str]], indent: int | None) -> None:
    items = read(tmp_path, json.dumps(objects, ensure_ascii=False, indent=indent))
    assert [row.values for row in rows(items)] == objects
    assert told(items) == []


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=st.text(st.sampled_from('{}[]":,ก1e\\un0 \n\0'), max_size=60))
def test_no_text_is_too_strange(tmp_path: Path, content: str) -> None:
    assert all(isinstance(item, Row | Finding) for item in read(tmp_path, content))


def test_rows_know_their_lines_and_numbers_are_as_written(tmp_path: Path) -> None:
    content = '\ufeff[\n  {"a": 1.50, "b": null},\n  {\n    "a": true\n  },\n{"a": "=1+1"}]\n'
    items = read(tmp_path, content)
    assert [(row.place.line, dict(row.values)) for row in rows(items)] == [
        (2, {"a": "1.50", "b": ""}),
        (3, {"a": "true"}),
        (6, {"a": "=1+1"}),
    ]


@pytest.mark.parametrize(
    ("content", "codes", "good"),
    [
        ("", ["file-empty:None"], 0),
        ("  \n ", ["file-empty:None"], 0),
        ("[]", [], 0),
        ('{"a": 1}', ["file-json-no-list:1"], 0),
        ("\n\n12", ["file-json-no-list:3"], 0),
        ('[{"a": 1},\n{"a": ]', ["file-json-broken:2"], 1),
        ('[{"a": 1}\n{"a": 2}]', ["file-json-broken:2"], 1),
        ('[{"a": 1}]\n[]', ["file-json-broken:2"], 1),
        ('[{"a": 1},', ["file-json-broken:1"], 1),
        ('[{"a": NaN}]', ["file-json-broken:1"], 0),
        ('[{"a": 1},\n12,\n{"a": 2}]', ["row-not-object:2"], 2),
        ('[{"a": 1, "a": 2},\n{"a": 2}]', ["row-name-twice:1"], 1),
        ('[{"a": {"b": 1, "b": 2}},\n{"a": [1]}]', ["row-not-plain:1", "row-not-plain:2"], 0),
        ('[{"a": "\\u0000"},\n{"a": "\\ud800"}]', ["row-nul:1", "row-bad-characters:2"], 0),
        ("[" * 200_000, ["file-json-broken:1"], 0),
        ('[{"a":' * 200_000, ["file-json-broken:1"], 0),
        (b"PK\x03\x04", ["file-not-text:None"], 0),
    ],
)
def test_what_is_wrong_is_told_with_its_line(tmp_path: Path, content: str | bytes, codes: list[str], good: int) -> None:
    items = read(tmp_path, content)
    assert (told(items), len(rows(items))) == (codes, good)


def test_a_document_that_is_too_large_is_not_taken_into_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(json_reader, "MOST", 10)
    assert told(read(tmp_path, '[{"a": 1234567890}]')) == ["file-json-too-large:None"]


def test_the_ending_tells_it(tmp_path: Path) -> None:
    path = tmp_path / "a.JSON"
    path.write_text('[{"a": 1}]')
    (row,) = Registry().read_rows(path)
    assert isinstance(row, Row)
    assert row.values == {"a": "1"}
