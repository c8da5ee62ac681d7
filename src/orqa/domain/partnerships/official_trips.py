"""Trips abroad of staff and executives (การไปราชการต่างประเทศ), as they are kept; pure."""

from datetime import date
from enum import StrEnum
from typing import ClassVar, Final

from attrs import evolve, field, frozen
from attrs.validators import instance_of, matches_re, optional

from orqa.base.language import Text, joined
from orqa.base.markers import indexed, personal, public, searchable
from orqa.base.money import Money
from orqa.base.records import Record, shown_by
from orqa.base.refs import RecordRef
from orqa.base.thai import clean_text
from orqa.domain.partnerships.errors import TripRefused
from orqa.domain.partnerships.written import clean_lines

_text = instance_of(str)
_perhaps = optional(_text)
_day = instance_of(date)


class TripState(StrEnum):
    """Where a trip stands."""

    PLANNED = "planned"
    PERMITTED = "permitted"
    REPORTED = "reported"
    CANCELLED = "cancelled"


STATES: Final = {
    TripState.PLANNED: Text.of(en="planned", th="รออนุมัติ"),
    TripState.PERMITTED: Text.of(en="permitted", th="อนุมัติแล้ว"),
    TripState.REPORTED: Text.of(en="reported", th="รายงานแล้ว"),
    TripState.CANCELLED: Text.of(en="cancelled", th="ยกเลิก"),
}
"""What people call each state."""

_NEXT: Final = {
    TripState.PLANNED: {TripState.PERMITTED, TripState.CANCELLED},
    TripState.PERMITTED: {TripState.REPORTED, TripState.CANCELLED},
}
_NOT_NEXT = Text.of(
    en="it is {state}; that does not follow; what may follow: {allowed}",
    th="สถานะคือ{state} ทำขั้นนี้ไม่ได้ ขั้นต่อไปที่ทำได้: {allowed}",
)


_NOT_NOW = Text.of(
    en="it is {state}; what was permitted is cancelled and asked for anew",
    th="สถานะคือ{state} หากอนุมัติแล้วให้ยกเลิกและขออนุมัติใหม่",
)


@frozen(kw_only=True)
class OfficialTrip(Record):
    """A trip abroad of one person on official duty (การไปราชการต่างประเทศชั่วคราว).

    Attributes:
        person: id of the traveller.
        unit: code of the unit that asks.
        purpose: what for.
        country: ISO 3166-1 alpha-2.
        place: city or institution.
        partner: id of the institution that is visited; None for none that is kept.
        agreement: id of the agreement that it uses; None for none.
        visit: id of the delegation that it is part of; None for none.
        first: the first day of the trip.
        last: the last day.
        estimate: what it may cost; None where it was not estimated.
        budget_line: the line of the budget that pays; None for none.
        passport: code of the vocabulary ``passport``; empty where nobody said.
        visa: what is known of visa and letter to the embassy.
        letters: letters that it goes back to, such as the invitation.
        document: number of the order or memo by which it was permitted.
        permitted: the day on which it was permitted; None before.
        duty: the days at work of the traveller, as attendance keeps them; None before it was permitted.
        report_by: the day by which the report is due; None where no rule says it.
        report: what came of it.
        reported: the day of the report; None before.
        state: where it stands.
        held: the first day, once it was permitted; None where it was not, or was cancelled.
        reason: why it was cancelled, else why it was last changed.
    """

    kind: ClassVar[str] = "official-trip"
    __repr__ = shown_by("country", "first", "state")
    indexes: ClassVar[tuple[tuple[str, ...], ...]] = (("agreement", "held"), ("person", "first"), ("state", "last"))

    person: str = field(validator=matches_re(r".+"), metadata=indexed() | personal())
    unit: str = field(validator=_text, metadata=indexed() | public())
    purpose: str = field(converter=clean_text, validator=matches_re(r"(?s).*\S.*"), metadata=searchable())
    country: str = field(validator=matches_re("[A-Z]{2}"), metadata=indexed() | public())
    place: str = field(default="", converter=clean_text, validator=_text, metadata=searchable() | public())
    partner: str | None = field(default=None, validator=_perhaps, metadata=indexed() | public())
    agreement: str | None = field(default=None, validator=_perhaps, metadata=indexed())
    visit: str | None = field(default=None, validator=_perhaps, metadata=indexed())
    first: date = field(validator=_day, metadata=indexed() | public())
    last: date = field(validator=_day, metadata=indexed() | public())
    estimate: Money | None = field(default=None, validator=optional(instance_of(Money)))
    budget_line: RecordRef | None = field(default=None, validator=optional(instance_of(RecordRef)))
    passport: str = field(default="", validator=_text, metadata=personal())
    visa: str = field(default="", converter=clean_text, validator=_text, metadata=personal())
    letters: tuple[RecordRef, ...] = ()
    document: str = field(default="", converter=clean_text, validator=_text)
    permitted: date | None = field(default=None, validator=optional(_day))
    duty: RecordRef | None = field(default=None, validator=optional(instance_of(RecordRef)))
    report_by: date | None = field(default=None, validator=optional(_day), metadata=indexed())
    report: str = field(default="", converter=clean_lines, validator=_text, metadata=personal())
    reported: date | None = field(default=None, validator=optional(_day))
    state: TripState = field(default=TripState.PLANNED, converter=TripState, metadata=indexed() | public())
    held: date | None = field(default=None, validator=optional(_day), metadata=indexed())
    reason: str = field(default="", converter=clean_text, validator=_text, metadata=personal())

    def is_overdue(self, on: date) -> bool:
        """Whether its report is owed and the day for it has passed."""
        return self.state is TripState.PERMITTED and self.report_by is not None and self.report_by < on


def changed(trip: OfficialTrip, **fields: object) -> OfficialTrip:
    """The trip with other fields, while it waits for permission.

    Raises:
        TripRefused: when it was permitted, reported or cancelled.
    """
    if trip.state is not TripState.PLANNED:
        raise TripRefused(_NOT_NOW.fill(state=STATES[trip.state]))
    return evolve(trip, **fields)  # type: ignore[arg-type]


def moved_to(trip: OfficialTrip, state: TripState, **fields: object) -> OfficialTrip:
    """The trip in its next state, with what is kept of that.

    Raises:
        TripRefused: when the state does not follow; it tells which do.
    """
    allowed = _NEXT.get(trip.state, set())
    if state not in allowed:
        told = joined(STATES[one] for one in TripState if one in allowed)
        raise TripRefused(_NOT_NEXT.fill(state=STATES[trip.state], allowed=told))
    held = {TripState.PERMITTED: trip.first, TripState.CANCELLED: None}.get(state, trip.held)
    return evolve(trip, state=state, held=held, **fields)  # type: ignore[arg-type]
