"""What an official trip abroad may cost (ค่าใช้จ่ายในการเดินทางไปราชการต่างประเทศชั่วคราว); pure."""

from datetime import date, datetime
from decimal import Decimal
from typing import Final

from attrs import field, frozen
from attrs.validators import in_, instance_of, optional

from orqa.base.errors import NotModelled
from orqa.base.language import Text
from orqa.base.money import Money
from orqa.base.rounding import Rounding
from orqa.domain.budgets.estimate_errors import CLOTHING_TOO_SOON
from orqa.domain.budgets.estimates import Estimate, EstimateDraft
from orqa.domain.budgets.rates import NATIONAL, known, rate
from orqa.domain.budgets.transport import Leg, add_transport, within
from orqa.domain.budgets.travel import ACTUAL, FLAT, GROUP, MEALS_OF_DAY, check_days, check_nights, more
from orqa.domain.budgets.travel_days import decide_days
from orqa.rules.decisions import Decision
from orqa.rules.ruleset import RuleSet
from orqa.rules.views import Reading

ABROAD_FLAT: Final = "travel.abroad_flat"
ABROAD_ACTUAL: Final = "travel.abroad_actual"
ABROAD_HOTEL: Final = "travel.abroad_hotel"
COUNTRY_GROUPS: Final = "travel.country_groups"
CLOTHING: Final = "travel.clothing"
CLOTHING_YEARS: Final = "travel.clothing_years"

_NOT_LISTED = Text.of(
    en="{country} {city} is not in the list of countries; give its group, or put it into your own profile",
    th="ไม่มี {country} {city} ในบัญชีประเทศ โปรดระบุประเภท หรือใส่ในโปรไฟล์ของตน",
)


@frozen(kw_only=True)
class NightAbroad:
    """A night of lodging abroad.

    Attributes:
        on: the day on whose evening it begins.
        bill: what this person pays; None estimates with the limit.
        country: where, an ISO 3166-1 code.
        city: where; empty for the country's group.
        group: the group of the place, ``a`` to ``e``, where it is known; else it is looked up.
    """

    on: date = field(validator=instance_of(date))
    bill: Money | None = field(default=None, validator=optional(instance_of(Money)))
    country: str = ""
    city: str = ""
    group: str = ""


@frozen(kw_only=True)
class TripAbroad:
    """An official trip abroad of one person.

    Attributes:
        position_level: the person's level, a code of the vocabulary ``position-level``.
        departs: when the trip begins; with a time zone where the two times are of two zones.
        returns: when it ends.
        fund: what pays, a code of the vocabulary ``fund``.
        way: ``flat`` allowance by the day, or ``actual``: what was spent, up to a limit.
        spent: what was spent on a day, for ``actual``; a day that is left out is taken at the limit.
        meals_given: for each meal that an organiser gives, its day.
        nights: nights of lodging that are claimed, as billed.
        legs: what is travelled.
        clothing: whether clothing is claimed.
        last_clothing: departure of the last trip for which clothing was paid; None for never.
    """

    position_level: str
    departs: datetime = field(validator=instance_of(datetime))
    returns: datetime = field(validator=instance_of(datetime))
    fund: str = NATIONAL
    way: str = field(default=FLAT, validator=in_((FLAT, ACTUAL)))
    spent: tuple[tuple[date, Money], ...] = ()
    meals_given: tuple[date, ...] = ()
    nights: tuple[NightAbroad, ...] = ()
    legs: tuple[Leg, ...] = ()
    clothing: bool = False
    last_clothing: date | None = None


def decide_trip_abroad(trip: TripAbroad, rules: RuleSet, *, partly: bool = False) -> Decision[Estimate]:
    """What a trip abroad may cost: allowance, lodging by the group of the country, transport, clothing.

    Args:
        trip: the trip.
        rules: all rules of the profile.
        partly: whether a part that no source tells is told as :attr:`~orqa.domain.budgets.estimates.Estimate.unknown`.

    Raises:
        EstimateRefused: when the times, nights or bills contradict each other.
        NotModelled: where a rate is not known for a day, a country is in no group, or an organiser gives meals.
        UnknownDimension: when there is no such fund, level or group of countries.
    """
    draft = EstimateDraft(rules, trip.departs.date(), trip.fund, partly=partly)
    group: str = known(draft.reading, GROUP, position_level=trip.position_level)
    first, last = trip.departs.date(), trip.returns.date()
    overnight = last > first
    read = draft.reading_of(first)
    days = draft.reading.adopt(decide_days(read, trip.departs, trip.returns, place="abroad", overnight=overnight))
    check_days((*(day for day, _ in trip.spent), *trip.meals_given, *(leg.on for leg in trip.legs)), first, last)
    with draft.part("per_diem", first):
        _add_allowance(draft, trip, group, days)
    with draft.part("meals_given", first):
        _take_meals(draft, trip, group)
    check_nights((night.on for night in trip.nights), first, last, overnight=overnight)
    with draft.part("lodging", first):
        _add_nights(draft, trip, group)
    add_transport(draft, trip.legs)
    with draft.part("clothing", first):
        _add_clothing(draft, trip, group)
    inputs = {"level": trip.position_level, "departs": trip.departs, "returns": trip.returns, "fund": trip.fund}
    return draft.decide(rules.parameter(ABROAD_FLAT).unit, inputs)


def _add_allowance(draft: EstimateDraft, trip: TripAbroad, group: str, days: tuple[tuple[date, Decimal], ...]) -> None:
    spent = dict(trip.spent)

    def each(reading: Reading, day: date) -> Money:
        if trip.way == FLAT:
            return rate(reading, ABROAD_FLAT, fund=trip.fund, traveller_group=group)
        most = rate(reading, ABROAD_ACTUAL, fund=trip.fund)
        return within(draft, spent[day], most, day, reading, kind="per_diem") if day in spent else most

    draft.add_days("per_diem", days, each)


def _take_meals(draft: EstimateDraft, trip: TripAbroad, group: str) -> None:
    """Take off a part of the day's flat allowance for each meal that is given."""
    if trip.way != FLAT:
        return

    def part(reading: Reading, _day: date) -> Money:
        parts: int = known(reading, MEALS_OF_DAY, place="abroad")
        whole = rate(reading, ABROAD_FLAT, fund=trip.fund, traveller_group=group)
        return Money(Rounding.HALF_UP.whole(whole.minor, parts), whole.currency)

    draft.add_days("meals_given", [(day, Decimal(-1)) for day in sorted(trip.meals_given)], part)


def _add_nights(draft: EstimateDraft, trip: TripAbroad, group: str) -> None:
    nights = {night.on: night for night in trip.nights}

    def allowed(reading: Reading, day: date) -> Money:
        night = nights[day]
        most = _hotel(reading, trip.fund, group, night.group or _country_group(reading, night))
        return most if night.bill is None else within(draft, night.bill, most, day, reading, kind="lodging")

    draft.add_days("lodging", [(day, Decimal(1)) for day in sorted(nights)], allowed)


def _country_group(reading: Reading, night: NightAbroad) -> str:
    """The group of a city, else of its country."""
    listed = {(row["country"], row.get("city", "")): row["group"] for row in reading.value(COUNTRY_GROUPS)}
    found = listed.get((night.country, night.city)) or listed.get((night.country, ""))
    if found is None:
        raise NotModelled(COUNTRY_GROUPS, _NOT_LISTED.fill(country=night.country or "–", city=night.city))
    return str(found)


def _hotel(reading: Reading, fund: str, group: str, countries: str) -> Money:
    """The limit for a night: an amount, or that of another group of countries and a percentage more."""
    value = known(reading, ABROAD_HOTEL, fund=fund, traveller_group=group, country_group=countries)
    if isinstance(value, int):
        return rate(reading, ABROAD_HOTEL, fund=fund, traveller_group=group, country_group=countries)
    base = rate(reading, ABROAD_HOTEL, fund=fund, traveller_group=group, country_group=value["as"])
    return more(base, value["extra_percent"])


def _add_clothing(draft: EstimateDraft, trip: TripAbroad, group: str) -> None:
    if not trip.clothing:
        return
    day = trip.departs.date()
    reading = draft.reading_of(day)
    years: int = reading.value(CLOTHING_YEARS)
    last = trip.last_clothing
    if last is not None and (day.year, day.month, day.day) < (last.year + years, last.month, last.day):
        draft.find(CLOTHING_TOO_SOON, reading, last=last, years=years, day=day)
        return
    draft.add("clothing", day, 1, rate(reading, CLOTHING, fund=trip.fund, traveller_group=group), reading)
