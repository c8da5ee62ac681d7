"""What trips abroad cost: allowance flat or as spent, lodging by groups of countries, clothing once in two years."""

from datetime import date, datetime, timedelta, timezone
from decimal import Decimal

import pytest

from orqa.base.errors import NotModelled
from orqa.base.money import Money
from orqa.domain.budgets.estimate_errors import EstimateRefused
from orqa.domain.budgets.transport import Leg, Means
from orqa.domain.budgets.travel_abroad import NightAbroad, TripAbroad, decide_trip_abroad
from orqa.rules.ruleset import RuleSet

HERE = timezone(timedelta(hours=7))
DEPARTS = datetime(2026, 11, 2, 8, tzinfo=HERE)
DAY = DEPARTS.date()


def baht(amount: int | str) -> Money:
    return Money.of(amount, "THB")


def trip(hours: int = 48, level: str = "senior", **more: object) -> TripAbroad:
    return TripAbroad(position_level=level, departs=DEPARTS, returns=DEPARTS + timedelta(hours=hours), **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(("level", "each"), [("senior", 2100), ("director_primary", 2100), ("expert", 3100)])
def test_the_flat_allowance_goes_by_the_level(rules: RuleSet, level: str, each: int) -> None:
    (line,) = decide_trip_abroad(trip(60, level), rules).value.lines
    assert (line.count, line.amount) == (2, baht(each * 2))  # twelve hours exactly are not more than twelve
    (line,) = decide_trip_abroad(trip(61, level), rules).value.lines
    assert (line.count, line.amount) == (3, baht(each * 3))


def test_what_was_spent_is_paid_up_to_the_limit_of_each_day(rules: RuleSet) -> None:
    spent = ((DAY, baht(4500)), (date(2026, 11, 3), baht("4500.01")))
    found = decide_trip_abroad(trip(72, way="actual", spent=spent), rules).value
    assert [(line.count, line.each) for line in found.lines] == [(Decimal(3), baht(4500))]
    assert [finding.code for finding in found.findings] == ["estimate-bill-above"]


HOTELS = [("a", 7500, 10000), ("b", 5000, 7000), ("c", 3100, 4500), ("d", 10500, 14000), ("e", 9375, 12500)]


@pytest.mark.parametrize(("group", "lower", "upper"), HOTELS)
def test_lodging_by_the_group_of_the_country(rules: RuleSet, group: str, lower: int, upper: int) -> None:
    for level, most in (("senior", lower), ("expert", upper)):
        nights = (NightAbroad(on=DAY, group=group), NightAbroad(on=date(2026, 11, 3), group=group, bill=baht(1)))
        found = decide_trip_abroad(trip(60, level, nights=nights), rules).value
        assert found.of("lodging") == baht(most + 1)


def test_a_country_that_is_in_no_list_is_not_guessed(rules: RuleSet) -> None:
    with pytest.raises(NotModelled, match="JP Tokyo is not in the list of countries") as caught:
        decide_trip_abroad(trip(nights=(NightAbroad(on=DAY, country="JP", city="Tokyo"),)), rules)
    assert "โปรดระบุประเภท" in caught.value.message("th")


def test_what_a_meal_takes_off_abroad_is_not_known(rules: RuleSet) -> None:
    with pytest.raises(NotModelled, match=r"travel\.meals_of_day"):
        decide_trip_abroad(trip(meals_given=(DAY,)), rules)


@pytest.mark.parametrize(
    ("last", "paid"),
    [(None, True), (date(2024, 11, 2), True), (date(2024, 11, 3), False), (date(2024, 2, 29), True)],
)
def test_clothing_comes_once_in_two_years(rules: RuleSet, last: date | None, *, paid: bool) -> None:
    found = decide_trip_abroad(trip(clothing=True, last_clothing=last), rules).value
    assert found.of("clothing") == baht(7500 if paid else 0)
    assert [finding.code for finding in found.findings] == [] if paid else ["estimate-clothing-too-soon"]


def test_fares_are_added_and_days_outside_refused(rules: RuleSet) -> None:
    found = decide_trip_abroad(trip(legs=(Leg(on=DAY, means=Means.FARE, bill=baht(21_000)),)), rules)
    assert found.value.total == baht(2100 * 2 + 21_000)
    assert "chula-travel-page" in {citation.source for citation in found.citations}
    with pytest.raises(EstimateRefused, match="is not a day of the trip"):
        decide_trip_abroad(trip(spent=((date(2026, 11, 9), baht(1)),)), rules)
