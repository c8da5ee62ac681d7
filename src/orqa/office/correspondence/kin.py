"""What else is kept of a letter: every record of whatever kind that points to it and that can be kept from anybody."""

from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

import attrs
from attrs import evolve

from orqa.base.markers import is_marked
from orqa.base.records import Record
from orqa.base.refs import RecordRef
from orqa.domain.correspondence.records import Letter, RegisterEntry
from orqa.domain.organization.approvals import Approval
from orqa.domain.organization.restriction import Restriction
from orqa.domain.organization.tasks import Task
from orqa.office import paging
from orqa.office.access import restriction_of
from orqa.office.errors import LETTER, LetterDestroyed, NotFound
from orqa.office.record_types import RECORD_TYPES
from orqa.storage.protocol import Op
from orqa.storage.query import equal

if TYPE_CHECKING:
    from orqa.office.office import Office
    from orqa.storage.protocol import Reader

OUTLIVES: Final = frozenset(
    {
        *("destruction-line", "stored-letter", "loan", "circulation"),
        *("secret-control", "instrument", "instrument-change"),
    }
)
"""The kinds that stay when the letter that they are about is destroyed: lines and numbers of registers of their own."""

_REFS = (RecordRef, RecordRef | None)


def kin_of(office: "Office", reader: "Reader", letter: RecordRef) -> Iterator[Record]:
    """The records about a letter, but for its lines in registers: attachments, tasks, links, openings and all.

    What is about one of these, or about a line of the letter, goes with it: a request about an attachment, its task.
    """
    seen: set[RecordRef] = set()
    waiting = [letter, *(line.ref for line in every(office, reader, RegisterEntry, "letter", letter))]
    while waiting:
        about = waiting.pop()
        for kind, field in _pointing():
            for record in every(office, reader, kind, field, about):
                if record.ref not in seen:
                    seen.add(record.ref)
                    waiting.append(record.ref)
                    yield record


def missing(reader: "Reader", letter: RecordRef) -> NotFound:
    """The error for a letter that is not there: that it was destroyed, where whoever asks may know it."""
    entries = reader.history(letter)
    if not entries or entries[-1].op is not Op.ERASE:
        return NotFound(LETTER, letter.id)
    gone = entries[-1]
    return LetterDestroyed(LETTER, letter.id, on=gone.at[:10], why=str((gone.body or {}).get("reason", "")))


def every(office: "Office", reader: "Reader", kind: type[Record], field: str, ref: RecordRef) -> Iterator[Record]:
    """The records of a kind that point to another with a field."""
    return paging.every(office, reader, kind, equal(field, str(ref)))


@lru_cache(maxsize=1)
def _pointing() -> tuple[tuple[type[Record], str], ...]:
    """The kinds that can be restricted, and each declared field by which they point to something."""
    return tuple(
        (kind, field.name)
        for kind in RECORD_TYPES.values()
        if kind is not RegisterEntry and "restricted" in attrs.fields_dict(kind)
        for field in attrs.fields(kind)
        if field.type in _REFS and is_marked(field, "indexed")
    )


def kept_like(office: "Office", reader: "Reader", record: Record, letter: RecordRef, now: Restriction | None) -> Record:
    """A record about a letter, kept from whom the letter is kept from now.

    One that is about another secret letter too is for those who may see both. Whoever was given a record besides keeps
    it, as far as they are cleared.

    Args:
        office: whose.
        reader: of a snapshot.
        record: as it is.
        letter: which the record is about.
        now: whom the letter is kept from.
    """
    found, others = now, list(_of_others(office, reader, record, letter))
    for other in others:
        found = other.and_of(found)
    before = restriction_of(record)
    if found is not None and before is not None and not others:
        found = found.shared_with(units=before.units, persons=before.persons)
    changes: dict[str, Any] = {"restricted": found}
    if isinstance(record, Task | Approval) and found is not None:
        changes["title"] = None  # only those who open the letter may know what it is about
    return evolve(record, **changes)


def _of_others(office: "Office", reader: "Reader", record: Record, letter: RecordRef) -> Iterator[Restriction]:
    values = [getattr(record, name) for kind, name in _pointing() if kind is type(record)]
    refs = [ref for ref in values if ref is not None and ref.kind == Letter.kind and ref != letter]
    for stored in reader.get_many(refs):
        restriction = restriction_of(office.codec.decode(stored)) if stored else None
        if restriction is not None:
            yield restriction
