"""Lines cut at their quotation marks give what reading them as JSON gives, or are left to that."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orqa.storage.chain import canonical

pytest.importorskip("pyarrow")

import pyarrow as pa

from orqa.storage.quoted_lines import NotOfOnePattern, QuotedLines

NAMES = ("dated", "number", "sender", "subject")
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=8) | st.sampled_from(
    ["", ":", ",", "null", "sender", "subject", 'say "x"', "back\\slash", '\\"', "two\nlines", "1", ":null,", "{", "}"]
)
BODIES = st.fixed_dictionaries(
    {
        "dated": st.none() | TEXTS,
        "key": st.none() | TEXTS,
        "number": st.none() | st.integers(-(2**63), 2**63 - 1),
        "sender": TEXTS,
        "subject": st.none() | TEXTS,
        "year": st.integers(1900, 2100),
    },
    optional={"schema": st.just(2), "extra": TEXTS},
)


def cut(bodies: list[dict[str, Any]]) -> list[dict[str, Any]] | None:
    """What is read; None where the lines are left to JSON."""
    raw = "\n".join(map(canonical, bodies)).encode()
    try:
        return list(QuotedLines(NAMES, "schema").read(raw).select(NAMES).to_pylist())
    except (pa.ArrowException, NotOfOnePattern):
        return None


@given(st.lists(BODIES, min_size=1, max_size=4))
def test_what_is_cut_is_what_json_gives(bodies: list[dict[str, Any]]) -> None:
    found = cut(bodies)
    if found is not None:
        assert found == [{name: body[name] for name in NAMES} for body in bodies]
        assert not any("schema" in body for body in bodies)


PLAIN = {"dated": "2026-01-01", "key": None, "number": 1, "sender": "ก", "subject": "ทุน", "year": 2026}


@pytest.mark.parametrize("text", ["", "ทุน", 'เรื่อง "ทุน"', "a\\b", "\\", '"', ":", "subject", "null", ",{}[]"])
def test_lines_of_one_pattern_are_cut(text: str) -> None:
    bodies = [PLAIN, {**PLAIN, "subject": text}, {**PLAIN, "number": -5, "sender": text}]
    assert cut(bodies) == [{name: body[name] for name in NAMES} for body in bodies]


@pytest.mark.parametrize(
    "changed",
    [
        {"dated": None},
        {"dated": None, "key": "sender"},
        {"number": None},
        {"number": "1"},
        {"number": 2**63},
        {"sender": "two\nlines"},
        {"subject": ["a"]},
        {"schema": 2},
        {"extra": ""},
    ],
)
def test_a_line_of_another_pattern_leaves_all_to_json(changed: dict[str, Any]) -> None:
    assert cut([PLAIN, {**PLAIN, **changed}]) is None


@pytest.mark.parametrize("line", ["", "{", "null", "[]", '{"number":1}', json.dumps(PLAIN), '"', "{}"])
def test_what_is_not_canonical_is_left(line: str) -> None:
    with pytest.raises((pa.ArrowException, NotOfOnePattern)):
        QuotedLines(NAMES, "schema").read(line.encode())
