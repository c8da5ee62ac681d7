"""Pay by an order to work outside office hours: hours in its time, limits of a day, leave, unknown rates."""

from datetime import date
from decimal import Decimal

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from orqa.base.errors import NotModelled
from orqa.domain.budgets.estimate_errors import EstimateRefused
from orqa.domain.budgets.overtime_orders import (
    DayFacts,
    OrderPay,
    OvertimeWindow,
    clock_time,
    decide_order_pay,
    minutes_in,
)
from orqa.plugins.opening import builtin_registry
from orqa.rules.decisions import Decision
from orqa.rules.ruleset import RuleSet

MONDAY, SATURDAY = date(2026, 11, 16), date(2026, 11, 21)
OFFICE = (8 * 60 + 30, 16 * 60 + 30)
EVENING = OvertimeWindow(on=MONDAY, starts=16 * 60 + 30, ends=21 * 60)
DAY_OFF = OvertimeWindow(on=SATURDAY, starts=8 * 60 + 30, ends=17 * 60)


@pytest.fixture(scope="module")
def rules() -> RuleSet:
    return builtin_registry().profile("thai-public-university").ruleset


def at(text: str) -> int:
    hour, _, minute = text.partition(":")
    return int(hour) * 60 + int(minute)


def there(first: str, last: str, on: date = MONDAY, person: str = "p1", **more: bool) -> DayFacts:
    holiday = on == SATURDAY
    hours = None if holiday else OFFICE
    times = {"first": at(first), "last": at(last), "punches": 1 if first == last else 2}
    return DayFacts(person=person, on=on, holiday=holiday, office_hours=hours, **times, **more)


def pay(rules: RuleSet, *facts: DayFacts) -> Decision[OrderPay]:
    return decide_order_pay([EVENING, DAY_OFF], facts, rules)


@pytest.mark.parametrize(
    ("facts", "minutes", "hours", "amount", "codes"),
    [
        (there("08:20", "18:30"), 120, "2", "100.00", []),
        (there("08:20", "18:29"), 119, "1", "50.00", []),
        (there("08:20", "17:29"), 59, "0", "0.00", ["overtime-not-worked"]),
        (there("08:20", "16:30"), 0, "0", "0.00", ["overtime-not-worked"]),
        (there("18:00", "20:00"), 120, "2", "100.00", []),
        (there("08:20", "20:30"), 240, "4", "200.00", []),
        (there("08:20", "22:00"), 270, "4", "200.00", []),
        (there("09:00", "12:00", SATURDAY), 180, "3", "180.00", []),
        (there("08:00", "18:00", SATURDAY), 510, "7", "420.00", ["estimate-overtime-cut"]),
        (there("08:20", "20:30", on_leave=True), 0, "0", "0.00", ["overtime-on-leave"]),
        (there("13:00", "20:30", half_leave=True), 240, "4", "200.00", ["overtime-half-leave"]),
        (there("20:30", "20:30"), 0, "0", "0.00", ["overtime-no-punches"]),
        (DayFacts(person="p1", on=MONDAY), 0, "0", "0.00", ["overtime-no-punches"]),
    ],
)
def test_what_a_day_may_be_paid(  # noqa: PLR0917 - columns of the table
    rules: RuleSet, facts: DayFacts, minutes: int, hours: str, amount: str, codes: list[str]
) -> None:
    decision = pay(rules, facts)
    (day,) = decision.value.days
    assert (day.minutes, day.hours, str(day.amount)) == (minutes, Decimal(hours), f"{amount} THB")
    assert [finding.code for finding in day.findings] == codes
    assert {"th", "en"} <= set(day.why.languages)
    assert "mof-overtime-2550" in {str(one) for one in decision.citations}


def test_the_explanation_tells_how_it_came_to_that(rules: RuleSet) -> None:
    (day,) = pay(rules, there("08:20", "18:30")).value.days
    assert day.why.in_language("en").endswith(
        "ordered 16:30–21:00, there 08:20–18:30, 120 minutes: 2 hours × 50.00 = 100.00"
    )


def test_people_and_the_whole_are_summed(rules: RuleSet) -> None:
    found = pay(
        rules,
        there("08:20", "18:30"),
        there("09:00", "12:00", SATURDAY),
        there("08:20", "17:30", person="p2"),
        there("08:20", "20:30", person="p3", on_leave=True),
    ).value
    assert {person: str(amount) for person, amount in found.people.items()} == {
        "p1": "280.00 THB", "p2": "50.00 THB", "p3": "0.00 THB",
    }  # fmt: skip
    assert str(found.total) == "330.00 THB"
    assert [one.field for one in found.findings] == ["p3"]


def test_times_that_overlap_count_once(rules: RuleSet) -> None:
    double = [EVENING, OvertimeWindow(on=MONDAY, starts=at("17:00"), ends=at("19:00"))]
    assert decide_order_pay(double, [there("08:20", "18:30")], rules).value.days[0].minutes == 120


def test_what_no_source_tells_is_not_modelled(rules: RuleSet) -> None:
    early = date(2006, 6, 5)
    with pytest.raises(NotModelled):
        decide_order_pay([OvertimeWindow(on=early, starts=990, ends=1200)], [DayFacts(person="p", on=early)], rules)
    with pytest.raises(EstimateRefused):
        decide_order_pay([EVENING], [], rules)


@given(first=st.integers(0, 1439), length=st.integers(0, 1440), starts=st.integers(0, 1439), ends=st.integers(1, 1440))
def test_nobody_counts_more_than_the_order_or_the_punches(first: int, length: int, starts: int, ends: int) -> None:
    last = min(first + length, 1440)
    facts = DayFacts(person="p", on=MONDAY, punches=2, first=first, last=last, office_hours=OFFICE)
    window = OvertimeWindow(on=MONDAY, starts=min(starts, ends), ends=max(starts, ends))
    found = minutes_in([window], facts)
    assert 0 <= found <= min(last - first, window.ends - window.starts)
    inside = OvertimeWindow(on=MONDAY, starts=OFFICE[0], ends=OFFICE[1])
    assert minutes_in([inside], facts) == 0
    assert minutes_in([], facts) == 0


def test_minutes_are_shown_as_a_clock_shows_them() -> None:
    assert [clock_time(one) for one in (0, 510, 990, 1440)] == ["00:00", "08:30", "16:30", "24:00"]


def test_the_most_of_a_day_is_paid_once_over_several_orders(rules: RuleSet) -> None:
    def window(starts: str, ends: str) -> OvertimeWindow:
        return OvertimeWindow(on=MONDAY, starts=at(starts), ends=at(ends))

    early, late = (window("17:00", "20:00"),), (window("20:00", "23:00"),)
    facts = there("08:20", "23:30")
    alone = decide_order_pay(late, [facts], rules).value.days[0]
    after = decide_order_pay(late, [evolve(facts, earlier=(early,))], rules).value.days[0]
    assert (str(alone.hours), str(after.hours)) == ("3", "1")
    assert "overtime-cut" in {one.code.removeprefix("estimate-") for one in after.findings}
    third = (window("23:00", "23:30"),)
    assert decide_order_pay(third, [evolve(facts, earlier=(early, late))], rules).value.total.minor == 0
    whole = minutes_in([*early, *late], facts) // 60
    assert whole == 6
