"""Visits and delegations, in and out (การเยือนและคณะผู้แทน), as they are kept; pure."""

from datetime import date
from enum import StrEnum
from typing import ClassVar, Final

from attrs import evolve, field, frozen
from attrs.validators import deep_iterable, ge, instance_of, le, matches_re, optional

from orqa.base.language import Text, joined
from orqa.base.markers import indexed, personal, public, searchable
from orqa.base.money import Money
from orqa.base.records import Record, shown_by
from orqa.base.refs import RecordRef
from orqa.base.thai import clean_text
from orqa.domain.partnerships.errors import VisitRefused
from orqa.domain.partnerships.movements import Direction
from orqa.domain.partnerships.written import clean_lines

_text = instance_of(str)
_named = matches_re(r"(?s).*\S.*")
_day = instance_of(date)
_perhaps = optional(_text)
_minute = optional([instance_of(int), ge(0), le(24 * 60)])


class VisitState(StrEnum):
    """Where a visit stands."""

    PLANNED = "planned"
    CONFIRMED = "confirmed"
    HELD = "held"
    REPORTED = "reported"
    CANCELLED = "cancelled"


STATES: Final = {
    VisitState.PLANNED: Text.of(en="planned", th="วางแผน"),
    VisitState.CONFIRMED: Text.of(en="confirmed", th="ยืนยันแล้ว"),
    VisitState.HELD: Text.of(en="held", th="เกิดขึ้นแล้ว"),
    VisitState.REPORTED: Text.of(en="reported", th="รายงานแล้ว"),
    VisitState.CANCELLED: Text.of(en="cancelled", th="ยกเลิก"),
}
"""What people call each state."""

DIRECTIONS: Final = {
    Direction.RECEIVED: Text.of(en="received", th="มาเยือน"),
    Direction.SENT: Text.of(en="sent", th="ไปเยือน"),
}
"""What people call the two ways of a visit."""

_NEXT: Final = {
    VisitState.PLANNED: {VisitState.CONFIRMED, VisitState.HELD, VisitState.CANCELLED},
    VisitState.CONFIRMED: {VisitState.HELD, VisitState.CANCELLED},
    VisitState.HELD: {VisitState.REPORTED},
}

_NOT_NEXT = Text.of(
    en="it is {state}; that does not follow; what may follow: {allowed}",
    th="สถานะคือ{state} ทำขั้นนี้ไม่ได้ ขั้นต่อไปที่ทำได้: {allowed}",
)


_NOT_NOW = Text.of(
    en="it is {state}; the plan of a visit is changed before it is held or cancelled",
    th="สถานะคือ{state} แก้ไขแผนได้ก่อนเกิดขึ้นหรือยกเลิกเท่านั้น",
)


_GONE = Text.of(en="it was cancelled; plan a new one", th="ยกเลิกแล้ว ให้วางแผนใหม่")
_BELOW_ZERO = Text.of(en="{amount} is less than nothing", th="{amount} น้อยกว่าศูนย์")


class GiftWay(StrEnum):
    """Who gave a gift."""

    GIVEN = "given"
    RECEIVED = "received"


@frozen(kw_only=True)
class Member:
    """Somebody of a delegation; all of it is personal data.

    Attributes:
        name: of the person.
        post: what they are (ตำแหน่ง).
        organization: where they work, where it is not the partner.
    """

    name: str = field(converter=clean_text, validator=_named)
    post: str = field(default="", converter=clean_text, validator=_text)
    organization: str = field(default="", converter=clean_text, validator=_text)


@frozen(kw_only=True)
class ProgrammeItem:
    """One item of a programme (กำหนดการ).

    Attributes:
        on: the day.
        starts: minute of the day at which it begins; None where no time is set.
        ends: minute of the day at which it ends.
        what: what happens.
        place: where.
        host: who receives or leads; personal data where it names a person.
    """

    on: date = field(validator=_day)
    starts: int | None = field(default=None, validator=_minute)
    ends: int | None = field(default=None, validator=_minute)
    what: str = field(converter=clean_text, validator=_named)
    place: str = field(default="", converter=clean_text, validator=_text)
    host: str = field(default="", converter=clean_text, validator=_text)


@frozen(kw_only=True)
class Gift:
    """A gift of a visit (ของที่ระลึก).

    Attributes:
        way: ``given`` or ``received``.
        what: the gift.
        value: what it is worth; None where nobody said.
        person: who gave or got it; personal data.
        on: the day.
    """

    way: GiftWay = field(converter=GiftWay)
    what: str = field(converter=clean_text, validator=_named)
    value: Money | None = field(default=None, validator=optional(instance_of(Money)))
    person: str = field(default="", converter=clean_text, validator=_text)
    on: date = field(validator=_day)


@frozen(kw_only=True)
class Visit(Record):
    """A visit that the university receives, or that it sends (การเยือน).

    Attributes:
        direction: ``received`` or ``sent``.
        purpose: what for.
        partner: id of the institution; None where it is none that is kept.
        visitor: the institution or group as it was named, such as an embassy.
        agreement: id of the agreement that it uses; None for none.
        first: the first day.
        last: the last day.
        members: the delegation.
        programme: what happens when, in the order of time.
        gifts: given and received.
        interpreters: who interprets.
        unit: code of the unit that hosts or sends.
        owner: id of the person in charge; empty where the unit is.
        budget_line: the line of the budget that pays; None for none.
        estimate: what it may cost; None where it was not estimated.
        letters: letters that it goes back to.
        state: where it stands.
        held: the first day, once it was held; None before.
        report: what came of it (ผลการเยือน).
        reason: why it was cancelled, else why its plan was last changed.
    """

    kind: ClassVar[str] = "visit"
    __repr__ = shown_by("direction", "partner", "first", "state")
    indexes: ClassVar[tuple[tuple[str, ...], ...]] = (("agreement", "held"), ("partner", "first"), ("state", "first"))

    direction: Direction = field(converter=Direction, metadata=indexed() | public())
    purpose: str = field(converter=clean_text, validator=_named, metadata=searchable())
    partner: str | None = field(default=None, validator=_perhaps, metadata=indexed() | public())
    visitor: str = field(default="", converter=clean_text, validator=_text, metadata=searchable())
    agreement: str | None = field(default=None, validator=_perhaps, metadata=indexed())
    first: date = field(validator=_day, metadata=indexed() | public())
    last: date = field(validator=_day, metadata=indexed() | public())
    members: tuple[Member, ...] = field(default=(), validator=deep_iterable(instance_of(Member)), metadata=personal())
    programme: tuple[ProgrammeItem, ...] = field(default=(), metadata=personal())
    gifts: tuple[Gift, ...] = field(default=(), metadata=personal())
    interpreters: tuple[str, ...] = field(default=(), metadata=personal())
    unit: str = field(default="", validator=_text, metadata=indexed() | public())
    owner: str = field(default="", validator=_text, metadata=indexed() | personal())
    budget_line: RecordRef | None = field(default=None, validator=optional(instance_of(RecordRef)))
    estimate: Money | None = field(default=None, validator=optional(instance_of(Money)))
    letters: tuple[RecordRef, ...] = ()
    state: VisitState = field(default=VisitState.PLANNED, converter=VisitState, metadata=indexed() | public())
    held: date | None = field(default=None, validator=optional(_day), metadata=indexed())
    report: str = field(default="", converter=clean_lines, validator=_text, metadata=personal())
    reason: str = field(default="", converter=clean_text, validator=_text, metadata=personal())


def moved_to(visit: Visit, state: VisitState, **fields: object) -> Visit:
    """The visit in its next state, with what is kept of that.

    Raises:
        VisitRefused: when the state does not follow; it tells which do.
    """
    allowed = _NEXT.get(visit.state, set())
    if state not in allowed:
        told = joined(STATES[one] for one in VisitState if one in allowed)
        raise VisitRefused(_NOT_NEXT.fill(state=STATES[visit.state], allowed=told))
    held = visit.first if state is VisitState.HELD else visit.held
    return evolve(visit, state=state, held=held, **fields)  # type: ignore[arg-type]


def changed(visit: Visit, **fields: object) -> Visit:
    """The visit with other fields, before it is held.

    Raises:
        VisitRefused: when it was held or cancelled.
    """
    if visit.state not in {VisitState.PLANNED, VisitState.CONFIRMED}:
        raise VisitRefused(_NOT_NOW.fill(state=STATES[visit.state]))
    return evolve(visit, **fields)  # type: ignore[arg-type]


def with_gift(visit: Visit, gift: Gift) -> Visit:
    """The visit with a further gift.

    Raises:
        VisitRefused: when it was cancelled, or the gift is worth less than nothing.
    """
    _refuse_gone(visit)
    refuse_below_zero(gift.value)
    return evolve(visit, gifts=(*visit.gifts, gift))


def with_item(visit: Visit, item: ProgrammeItem) -> Visit:
    """The visit with a further item of its programme.

    Raises:
        VisitRefused: when it was cancelled.
    """
    _refuse_gone(visit)
    return evolve(visit, programme=in_order((*visit.programme, item)))


def outside(visit: Visit) -> tuple[ProgrammeItem, ...]:
    """The items of a programme that lie on no day of the visit."""
    return tuple(one for one in visit.programme if not visit.first <= one.on <= visit.last)


def moved_programme(visit: Visit, first: date) -> tuple[ProgrammeItem, ...]:
    """The programme of a visit that begins on another day: as long after its first day as before."""
    return tuple(evolve(one, on=one.on + (first - visit.first)) for one in visit.programme)


def refuse_below_zero(amount: Money | None) -> None:
    """Refuse an amount below zero.

    Raises:
        VisitRefused: when it is one.
    """
    if amount is not None and amount.minor < 0:
        raise VisitRefused(_BELOW_ZERO.fill(amount=amount))


def _refuse_gone(visit: Visit) -> None:
    if visit.state is VisitState.CANCELLED:
        raise VisitRefused(_GONE)


def in_order(programme: tuple[ProgrammeItem, ...]) -> tuple[ProgrammeItem, ...]:
    """The items of a programme in the order of time; what has no time stands before what has one."""
    return tuple(sorted(programme, key=lambda one: (one.on, -1 if one.starts is None else one.starts, one.ends or 0)))
