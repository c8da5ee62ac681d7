"""The stay of a foreigner as it is kept (ทะเบียนการพำนักของชาวต่างชาติ): who, and what happened on which day."""

from datetime import date
from typing import TYPE_CHECKING, ClassVar, Final, Literal

from attrs import evolve, field, frozen
from attrs.validators import deep_iterable, instance_of, matches_re, optional

from orqa.base.date_format import day_text
from orqa.base.language import Text
from orqa.base.markers import indexed, personal, searchable
from orqa.base.records import Record, shown_by
from orqa.base.refs import RecordRef
from orqa.base.thai import clean_text
from orqa.domain.partnerships.stays import EventKind, Stayer, StayEvent, StayRefused, Step

if TYPE_CHECKING:
    from collections.abc import Iterable

_day = optional(instance_of(date))
_text = instance_of(str)
_ENDS: Final = frozenset({EventKind.CONTRACT_END, EventKind.PROGRAMME_END})


@frozen(kw_only=True)
class Stay(Record):
    """A foreigner whom the office keeps (ชาวต่างชาติในความดูแล), from coming to the university to leaving it.

    All of it is personal data, the passport and the permission sensitive; who reads it, the policy says.

    Attributes:
        name: as the passport has it.
        person: id of the person of the organization; empty for one who is none, such as a student.
        group: what they are to the university (vocabulary ``foreigner``).
        nationality: ISO 3166-1 alpha-2; empty where it is not known.
        unit: id of the unit that they are with; empty for the office as a whole.
        visa: the kind of visa that they came with (vocabulary ``visa``).
        first: the first day with the university.
        last: the last one; None while nobody said it.
        about: the record that the stay comes from, such as the file of a mobility.
        note: what else is to be known.
        events: what happened and what is planned, by day; those of one day as they were told.
    """

    kind: ClassVar[str] = "stay"
    __repr__ = shown_by("group", "unit", "first", "last")
    indexes: ClassVar[tuple[tuple[str, ...], ...]] = (("group", "first"),)

    name: str = field(converter=clean_text, validator=matches_re(r"(?s).*\S.*"), metadata=searchable() | personal())
    person: str = field(default="", validator=_text, metadata=indexed() | personal())
    group: str = field(validator=_text, metadata=indexed())
    nationality: str = field(default="", validator=matches_re("([A-Z]{2})?"), metadata=indexed() | personal())
    unit: str = field(default="", validator=_text, metadata=indexed())
    visa: str = field(validator=_text, metadata=personal())
    first: date = field(validator=instance_of(date), metadata=indexed())
    last: date | None = field(default=None, validator=_day, metadata=indexed())
    about: RecordRef | None = field(default=None, validator=optional(instance_of(RecordRef)), metadata=indexed())
    note: str = field(default="", validator=_text, metadata=personal())
    events: tuple[StayEvent, ...] = field(
        default=(), validator=deep_iterable(instance_of(StayEvent)), metadata=personal()
    )

    def holds(self, on: date) -> bool:
        """Whether they were with the university on a day."""
        return self.first <= on and (self.last is None or on <= self.last)

    def visa_on(self, on: date) -> str:
        """The kind of visa on a day."""
        return next((one.visa for one in reversed(self.events) if one.visa and one.happened(on)), self.visa)

    def stayer(self, on: date, student: Literal["degree", "other"]) -> Stayer:
        """Who stays, as the rules ask on a day; how they see a student, the term of the group says."""
        return Stayer(visa=self.visa_on(on), student=student)

    def paper(self, kind: EventKind, on: date, step: Step | None = None) -> StayEvent | None:
        """The last paper of a kind that was noted to the end of a day, such as the passport; None for none."""
        found = (one for one in reversed(self.events) if one.kind is kind and one.step is step and one.happened(on))
        return next(found, None)

    def passport(self, on: date) -> StayEvent | None:
        """The passport of a day, with its number and its last day; None where none was told."""
        return self.paper(EventKind.PASSPORT, on)

    def work_permit(self, on: date) -> StayEvent | None:
        """The work permit of a day, with its number and its last day; None where none was told."""
        return self.paper(EventKind.DONE, on, Step.WORK_PERMIT)


def noted(stay: Stay, *events: StayEvent) -> Stay:
    """The stay with further events, each in its place by day; what happened takes the place of its plan.

    The end of a contract or programme is the last day with the university, as is leaving it.

    Raises:
        StayRefused: for an event that is there already.
    """
    for event in events:
        stay = _noted(stay, event)
    return stay


def _noted(stay: Stay, event: StayEvent) -> Stay:
    kept = list(stay.events)
    if event in kept:
        raise StayRefused(_THERE.fill(day=day_text(event.day)))
    if not event.planned:
        plan = next((one for one in kept if one.planned and one.kind is event.kind and one.step is event.step), None)
        kept = [one for one in kept if one is not plan]
    place = sum(one.day <= event.day for one in kept)
    kept.insert(place, event)
    last = max((one.day for one in kept if one.kind in _ENDS), default=stay.last)
    return evolve(stay, events=tuple(kept), last=last)


def struck(stay: Stay, number: int) -> Stay:
    """The stay without one event, by its place in the list from 1; earlier versions keep it.

    Raises:
        StayRefused: when there is none at that place.
    """
    if not 1 <= number <= len(stay.events):
        raise StayRefused(_NO_SUCH.fill(number=number, count=len(stay.events)))
    gone = stay.events[number - 1]
    kept = (*stay.events[: number - 1], *stay.events[number:])
    ends: Iterable[date] = (one.day for one in kept if one.kind in _ENDS)
    return evolve(stay, events=kept, last=max(ends, default=None) if gone.kind in _ENDS else stay.last)


_THERE = Text.of(
    en="this was noted on {day} already; strike the old one first if it is to be another",
    th="มีการบันทึกรายการนี้ในวันที่ {day} แล้ว หากต้องการแก้ไขโปรดลบรายการเดิมก่อน",
)
_NO_SUCH = Text.of(
    en="there is no entry {number}; there are {count}, from 1 on",
    th="ไม่มีรายการที่ {number} มีทั้งหมด {count} รายการ นับจาก 1",
)
