"""What an official trip at home may cost (ค่าใช้จ่ายในการเดินทางไปราชการในประเทศ); pure."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Final

from attrs import field, frozen
from attrs.validators import in_, instance_of, optional

from orqa.base.date_format import day_text
from orqa.base.money import Money
from orqa.base.rounding import Rounding
from orqa.domain.budgets.estimate_errors import (
    DAY_OUTSIDE,
    MEALS_ABOVE,
    NIGHT_OUTSIDE,
    NIGHT_TWICE,
    NOT_FOR_FLAT,
    TWO_WAYS,
    EstimateRefused,
)
from orqa.domain.budgets.estimates import Estimate, EstimateDraft
from orqa.domain.budgets.rates import NATIONAL, known, rate
from orqa.domain.budgets.transport import Leg, add_transport, within
from orqa.domain.budgets.travel_days import decide_days
from orqa.rules.decisions import Decision
from orqa.rules.ruleset import RuleSet
from orqa.rules.views import Reading

GROUP: Final = "travel.group"
PER_DIEM: Final = "travel.per_diem"
MEALS_OF_DAY: Final = "travel.meals_of_day"
ONE_WAY: Final = "travel.one_way"
HOTEL_ACTUAL: Final = "travel.hotel_actual"
HOTEL_FLAT: Final = "travel.hotel_flat"
HOTEL_EXTRA: Final = "travel.hotel_extra_percent"
ACTUAL, FLAT = "actual", "flat"

_HUNDRED: Final = 100
_ONE_DAY = timedelta(days=1)


@frozen(kw_only=True)
class Night:
    """A night of lodging (คืนที่พักแรม).

    Attributes:
        on: the day on whose evening it begins.
        way: ``actual``, as billed up to a limit (จ่ายจริง), or ``flat``, a fixed sum (เหมาจ่าย).
        bill: what this person pays; None estimates with the limit.
        room: ``single``, or ``shared`` for one person's half of a double room.
        dear: the head found the place dear or one of tourism, which lifts the limit of ``actual``.
    """

    on: date = field(validator=instance_of(date))
    way: str = field(default=ACTUAL, validator=in_((ACTUAL, FLAT)))
    bill: Money | None = field(default=None, validator=optional(instance_of(Money)))
    room: str = "single"
    dear: bool = False


@frozen(kw_only=True)
class Trip:
    """An official trip at home of one person.

    Attributes:
        position_level: the person's level, a code of the vocabulary ``position-level``.
        departs: when the person leaves home or office; local time.
        returns: when the person is back; local time.
        overnight: whether a night is spent away.
        fund: what pays, a code of the vocabulary ``fund``.
        meals_given: for each meal that an organiser gives, its day.
        nights: nights of lodging that are claimed.
        legs: what is travelled.
    """

    position_level: str
    departs: datetime = field(validator=instance_of(datetime))
    returns: datetime = field(validator=instance_of(datetime))
    overnight: bool = field(validator=instance_of(bool))
    fund: str = NATIONAL
    meals_given: tuple[date, ...] = ()
    nights: tuple[Night, ...] = ()
    legs: tuple[Leg, ...] = ()

    @property
    def first(self) -> date:
        """The day of departure."""
        return self.departs.date()

    @property
    def last(self) -> date:
        """The day of return."""
        return self.returns.date()


def decide_trip(trip: Trip, rules: RuleSet, *, partly: bool = False) -> Decision[Estimate]:
    """What a trip may cost: allowance by the day less meals that are given, lodging, transport.

    Every rate is that of the day of travel: where one changes during a trip, so does the line.

    Args:
        trip: the trip.
        rules: all rules of the profile.
        partly: whether a part that no source tells is told as :attr:`~orqa.domain.budgets.estimates.Estimate.unknown`.

    Raises:
        EstimateRefused: when the times, nights, meals or bills contradict each other.
        NotModelled: where a rate is not known for a day, or nothing tells the group of the level.
        UnknownDimension: when there is no such fund, level, room or route.
    """
    draft = EstimateDraft(rules, trip.first, trip.fund, partly=partly)
    group: str = known(draft.reading, GROUP, position_level=trip.position_level)
    days = draft.reading.adopt(
        decide_days(draft.reading_of(trip.first), trip.departs, trip.returns, place="home", overnight=trip.overnight)
    )
    check_days(trip.meals_given, trip.first, trip.last)
    with draft.part("per_diem", trip.first):
        each = draft.add_days("per_diem", days, lambda reading, _: _per_diem(reading, trip, group))
        _take_meals(draft, trip, group, Money.total((line.amount for line in each), _currency(draft)))
    check_nights((night.on for night in trip.nights), trip.first, trip.last, overnight=trip.overnight)
    with draft.part("lodging", trip.first):
        _add_nights(draft, trip, group)
    check_days((leg.on for leg in trip.legs), trip.first, trip.last)
    add_transport(draft, trip.legs)
    inputs = {"level": trip.position_level, "departs": trip.departs, "returns": trip.returns, "fund": trip.fund}
    return draft.decide(_currency(draft), inputs)


def _currency(draft: EstimateDraft) -> str:
    return draft.rules.parameter(PER_DIEM).unit


def _per_diem(reading: Reading, trip: Trip, group: str) -> Money:
    return rate(reading, PER_DIEM, fund=trip.fund, traveller_group=group)


def _take_meals(draft: EstimateDraft, trip: Trip, group: str, allowance: Money) -> None:
    """Take off a part of the day's allowance for each meal that is given, and no more than the allowance."""
    meals = [(day, Decimal(-1)) for day in sorted(trip.meals_given)]

    def part(reading: Reading, _day: date) -> Money:
        parts: int = known(reading, MEALS_OF_DAY, place="home")
        whole = _per_diem(reading, trip, group)
        return Money(Rounding.HALF_UP.whole(whole.minor, parts), whole.currency)

    before = len(draft.lines)
    taken = -Money.total((line.amount for line in draft.add_days("meals_given", meals, part)), allowance.currency)
    if taken > allowance:
        reading = draft.reading_of(trip.first)
        draft.find(MEALS_ABOVE, draft.reading, meals=taken.written(), allowance=allowance.written())
        del draft.lines[before:]
        part(reading, trip.first)
        draft.add("meals_given", trip.first, -1, allowance, reading)


def check_days(days: Iterable[date], first: date, last: date) -> None:
    """Refuse a day that is not one of the trip.

    Raises:
        EstimateRefused: naming the day.
    """
    for day in days:
        if not first <= day <= last:
            raise EstimateRefused(DAY_OUTSIDE.fill(day=day_text(day), first=day_text(first), last=day_text(last)))


def check_nights(nights: Iterable[date], first: date, last: date, *, overnight: bool) -> None:
    """Refuse a night that is not one of the trip, or is there twice.

    Raises:
        EstimateRefused: naming the night.
    """
    seen: set[date] = set()
    for night in nights:
        if not overnight or not first <= night <= max(first, last - _ONE_DAY):
            raise EstimateRefused(NIGHT_OUTSIDE.fill(night=day_text(night), first=day_text(first), last=day_text(last)))
        if night in seen:
            raise EstimateRefused(NIGHT_TWICE.fill(night=day_text(night)))
        seen.add(night)


def _add_nights(draft: EstimateDraft, trip: Trip, group: str) -> None:
    nights = {night.on: night for night in trip.nights}
    if len({night.way for night in trip.nights}) > 1 and draft.reading.value(ONE_WAY):
        raise EstimateRefused(TWO_WAYS)

    def allowed(reading: Reading, day: date) -> Money:
        night = nights[day]
        if night.way == FLAT:
            return _flat(draft, night, reading, trip, group)
        most = _most(night, reading, trip, group)
        return most if night.bill is None else within(draft, night.bill, most, day, reading, kind="lodging")

    draft.add_days("lodging", [(day, Decimal(1)) for day in sorted(nights)], allowed)


def _flat(draft: EstimateDraft, night: Night, reading: Reading, trip: Trip, group: str) -> Money:
    found = rate(reading, HOTEL_FLAT, fund=trip.fund, traveller_group=group)
    if night.dear:
        draft.find(NOT_FOR_FLAT, reading, day=night.on)
    return found


def _most(night: Night, reading: Reading, trip: Trip, group: str) -> Money:
    most = rate(reading, HOTEL_ACTUAL, fund=trip.fund, traveller_group=group, room=night.room)
    if not night.dear:
        return most
    extra: int = known(reading, HOTEL_EXTRA)
    return more(most, extra)


def more(amount: Money, percent: int) -> Money:
    """An amount and so many percent of it, a part of the smallest unit cut off: a ceiling is never rounded up."""
    return Money(Rounding.DOWN.whole(amount.minor * (_HUNDRED + percent), _HUNDRED), amount.currency)
