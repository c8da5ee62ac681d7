"""References to records."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orqa.base.records import Record
from orqa.base.refs import RecordRef

KINDS = st.from_regex(r"[a-z][a-z0-9-]{0,62}", fullmatch=True)


@given(KINDS, st.text(min_size=1, max_size=200))
def test_a_reference_is_read_back(kind: str, identity: str) -> None:
    ref = RecordRef(kind, identity)
    assert RecordRef.parse(str(ref)) == ref


@pytest.mark.parametrize("text", ["letter", "", "Letter:1", "1letter:1", "letter_in:1", ":1", "a" * 64 + ":1"])
def test_a_kind_is_kebab_case(text: str) -> None:
    with pytest.raises(ValueError, match=r"written kind:id|a kind must match"):
        RecordRef.parse(text)


@pytest.mark.parametrize("identity", ["", "x" * 201])
def test_an_id_has_1_to_200_characters(identity: str) -> None:
    with pytest.raises(ValueError, match=f"1 to 200 characters, found {len(identity)}"):
        RecordRef("letter", identity)


def test_an_id_is_text() -> None:
    with pytest.raises(TypeError):
        RecordRef("letter", 7)  # type: ignore[arg-type]


def test_references_sort_by_kind_then_id() -> None:
    refs = [RecordRef("letter", "2"), RecordRef("entry", "9"), RecordRef("letter", "10")]
    assert [str(ref) for ref in sorted(refs)] == ["entry:9", "letter:10", "letter:2"]


def test_a_record_points_at_itself() -> None:
    class Note(Record):
        kind = "note"

    assert Note(id="7").ref == RecordRef("note", "7")
