"""The base of stored records, and the markers of their fields."""

import attrs
import pytest
from attrs import evolve, field, frozen

from orqa.base.markers import indexed, is_marked, marked, personal, public, searchable
from orqa.base.records import Record


@frozen(kw_only=True)
class Note(Record):
    kind = "note"

    subject: str = field(default="", metadata=searchable() | public())
    author: str = field(default="", metadata=indexed() | personal())


def test_the_version_is_no_part_of_equality() -> None:
    stored = Note(id="1", subject="a", version=3)
    assert stored == Note(id="1", subject="a")
    assert hash(stored) == hash(evolve(stored, version=4))
    assert stored != Note(id="2", subject="a")


def test_a_record_is_frozen_and_keyword_only() -> None:
    note = Note(id="1")
    assert (note.version, note.schema) == (0, 1)
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        note.subject = "b"  # type: ignore[misc]
    with pytest.raises(TypeError):
        Note("1")  # type: ignore[call-arg]


def test_markers_combine_and_are_listed_in_order() -> None:
    assert marked(Note, "searchable") == marked(Note, "public") == ("subject",)
    assert marked(Note, "indexed") == marked(Note, "personal") == ("author",)
    assert not is_marked(attrs.fields(Note).id, "public")


def test_a_misspelt_marker_does_not_read_as_no() -> None:
    with pytest.raises(ValueError, match="no marker 'pubic'; choose one of indexed, searchable, personal, public"):
        marked(Note, "pubic")  # type: ignore[arg-type]
