"""What the parts of the service of attendance share: reading records, and refusing what cannot be."""

from datetime import date
from typing import TYPE_CHECKING, TypeVar, cast

from attrs import evolve

from orqa.base.date_format import day_text
from orqa.base.language import Text
from orqa.base.records import Record
from orqa.base.refs import RecordRef
from orqa.domain.attendance.errors import AttendanceRefused
from orqa.office.access import UNNAMED
from orqa.office.errors import NotFound
from orqa.office.paging import every
from orqa.storage.query import Query

if TYPE_CHECKING:
    from orqa.office.office import Office
    from orqa.office.recorder import Recording

R = TypeVar("R", bound=Record)

_REVERSED = Text.of(en="the last day {last} lies before the first, {first}", th="วันสุดท้าย {last} อยู่ก่อนวันแรก {first}")
_UNIT = Text.of(en="the unit", th="หน่วยงาน")


def record_of(office: "Office", kind: type[R], identity: str, what: Text) -> R:
    """The record of an id.

    Raises:
        NotFound: when there is none, or it may not be seen.
    """
    with office.reading(personal=True) as reader:
        (stored,) = reader.get_many([RecordRef(kind.kind, identity)])
    if stored is None:
        raise NotFound(what, identity)
    return cast("R", office.codec.decode(stored))


def left_as(office: "Office", recorder: "Recording", kind: type[R], identity: str, what: Text) -> R:
    """The record as a call leaves it: as it waits to be written with others, else as it is written.

    Raises:
        NotFound: as of :func:`record_of`.
    """
    waiting = recorder.waiting(RecordRef(kind.kind, identity))
    if isinstance(waiting, kind):
        return evolve(waiting, version=waiting.version + 1)
    return record_of(office, kind, identity, what)


def all_of(office: "Office", kind: type[R], query: Query | None = None) -> tuple[R, ...]:
    """The records of a kind that may be seen, the first that was made first."""
    with office.reading(personal=True) as reader:
        return tuple(every(office, reader, kind, query or Query()))


def counted(office: "Office", kind: type[R], query: Query | None = None) -> tuple[R, ...]:
    """All records of a kind, whoever acts: for what counts them or decides by them, and shows them to nobody."""
    with office.store.read(UNNAMED) as reader:
        return tuple(every(office, reader, kind, query or Query()))


def check_days(first: date, last: date | None) -> None:
    """Go on where the days are in order.

    Raises:
        AttendanceRefused: where the last lies before the first.
    """
    if last is not None and last < first:
        raise AttendanceRefused(_REVERSED.fill(first=day_text(first), last=day_text(last)))


def unit_id(office: "Office", unit: str, on: date) -> str:
    """The id of a unit that there is on a day; empty for none asked.

    Raises:
        NotFound: when there is none.
    """
    if unit and office.organization.on(on).unit(unit) is None:
        raise NotFound(_UNIT, unit)
    return unit


def person_id(office: "Office", person: str) -> str:
    """The id of a person known by id or staff number; empty for none asked.

    Raises:
        NotFound: when there is no such person.
    """
    return office.organization.person(person).id if person else ""
