"""Service owed for study leave: counted day by day, and what a breach costs."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orqa.base.money import Money
from orqa.base.months import months_after
from orqa.domain.attendance.bond_errors import BondRefused
from orqa.domain.attendance.bonds import (
    Bond,
    Extension,
    Pause,
    decide_breach,
    decide_factor,
    decide_reports_due,
    decide_return_by,
    months_begun,
    standing,
)
from orqa.domain.attendance.service_years import end_of_months
from orqa.plugins.opening import builtin_registry

VIEW = builtin_registry().profile("national").at(date(2026, 11, 23))
START = date(2020, 1, 1)
ONE = timedelta(days=1)

days = st.dates(START, date(2035, 12, 31))


def bond(**fields: object) -> Bond:
    """A leave of 100 days abroad."""
    known: dict[str, object] = {"id": "b", "person": "p", "first": START, "last": START + 99 * ONE, "factor": 200}
    return Bond(**(known | fields))  # type: ignore[arg-type]


@st.composite
def bonds(draw: st.DrawFn) -> Bond:
    """Of somebody who is back, with some pauses, which may overlap."""
    back = START + draw(st.integers(0, 400)) * ONE
    starts = draw(st.lists(st.integers(0, 900), max_size=4))
    pauses = [Pause(first=back + n * ONE, last=back + (n + draw(st.integers(0, 60))) * ONE) for n in starts]
    return bond(last=back, returned=back, pauses=tuple(pauses), factor=draw(st.sampled_from([50, 100, 150, 200])))


@given(bonds(), st.integers(0, 1500))
def test_each_day_back_serves_unless_it_lies_in_a_pause(one: Bond, later: int) -> None:
    assert one.returned
    on = one.returned + later * ONE
    span = [one.returned + n * ONE for n in range(later + 1)]
    counted = sum(not any(p.first <= day <= (p.last or date.max) for p in one.pauses) for day in span)
    stands = standing(one, on)
    assert stands.served == min(counted, one.days_owed)
    assert stands.left == stands.owed - stands.served >= 0


@given(bonds())
def test_the_last_day_owed_is_served_on_the_day_that_is_told(one: Bond) -> None:
    by = standing(one, START).served_by
    assert by
    assert standing(one, by).left == 0
    if one.days_owed:
        assert standing(one, by - ONE).left == 1


@given(bonds(), days, st.integers(0, 10_000_000))
def test_a_breach_never_costs_more_the_later_it_is(one: Bond, on: date, baht: int) -> None:
    paid = Money.of(baht, "THB")
    first, later = (decide_breach(VIEW.reading(), one, day, paid).value for day in (on, on + 30 * ONE))
    assert later.repaid <= first.repaid <= paid
    assert first.penalty == first.repaid * 2
    assert first.total == first.repaid * 3


def test_study_abroad_is_owed_twice_and_at_home_once() -> None:
    abroad, home = (decide_factor(VIEW.reading(), abroad=abroad) for abroad in (True, False))
    assert (abroad.value, home.value) == (200, 100)
    assert [str(cited) for cited in abroad.citations] == ["study-bond-practice"]


def test_an_extension_is_owed_and_days_at_home_earlier_are_not() -> None:
    assert bond().days_owed == 200
    assert bond(extensions=(Extension(last=START + 109 * ONE),)).days_owed == 220
    assert bond(returned=START + 50 * ONE).days_owed == 100
    assert bond(factor=150, last=START).days_owed == 2, "a part of a day counts as one"


def test_nothing_is_served_while_away_and_no_day_can_be_told() -> None:
    away = standing(bond(), date(2030, 1, 1))
    assert (away.served, away.served_by, away.left) == (0, None, 200)


def test_a_pause_without_end_leaves_the_last_day_open() -> None:
    back = START + 100 * ONE
    open_ended = bond(returned=back, pauses=(Pause(first=back + 10 * ONE),))
    stands = standing(open_ended, back + 1000 * ONE)
    assert (stands.served, stands.served_by) == (10, None)


def test_service_stops_when_the_person_leaves() -> None:
    back = START + 100 * ONE
    gone = bond(returned=back, ended=back + 49 * ONE)
    breach = decide_breach(VIEW.reading(), gone, back + 400 * ONE, Money.of(200_000, "THB")).value
    assert (breach.standing.served, breach.standing.left) == (50, 150)
    assert (str(breach.repaid), str(breach.penalty)) == ("150000.00 THB", "300000.00 THB")


@pytest.mark.parametrize(("demanded", "interest"), [(date(2021, 4, 10), "45000.00"), (date(2021, 4, 11), "30000.00")])
def test_interest_is_that_of_the_day_of_the_demand(demanded: date, interest: str) -> None:
    reading = builtin_registry().profile("national").at(demanded).reading()
    year = demanded + 365 * ONE
    decision = decide_breach(reading, bond(), demanded, Money.of(200_000, "THB"), demanded=demanded, settled=year)
    assert str(decision.value.interest) == f"{interest} THB"
    assert "bond.interest" in decision.keys


RETURNS = [
    (date(2026, 3, 31), 5, "six months to their last day"),
    (date(2026, 4, 1), 10, "a day more than six months"),
    (date(2026, 9, 30), 10, "a year to its last day"),
    (date(2026, 10, 1), 20, "a day more than a year"),
]
SHORT_MONTHS = [
    (date(2025, 8, 31), date(2026, 2, 28), 5, "six months that end with February"),
    (date(2025, 8, 31), date(2026, 3, 1), 10, "a day more"),
    (date(2024, 2, 29), date(2025, 2, 28), 10, "a year from a leap day"),
]


@pytest.mark.parametrize(("last", "days_given", "_why"), RETURNS, ids=[why for *_, why in RETURNS])
def test_the_longer_the_leave_the_more_days_for_reporting_back(last: date, days_given: int, _why: str) -> None:
    decision = decide_return_by(VIEW.reading(), bond(first=date(2025, 10, 1), last=last))
    assert decision.value == last + days_given * ONE


@pytest.mark.parametrize(("first", "last", "days_given", "_why"), SHORT_MONTHS, ids=[why for *_, why in SHORT_MONTHS])
def test_a_month_without_such_a_day_ends_with_its_last(first: date, last: date, days_given: int, _why: str) -> None:
    assert decide_return_by(VIEW.reading(), bond(first=first, last=last)).value == last + days_given * ONE


@given(days, st.integers(1, 100))
def test_the_day_after_so_many_months_begins_one_more(first: date, months: int) -> None:
    last = end_of_months(first, months)
    assert (months_begun(first, last), months_begun(first, last + ONE)) == (months, months + 1)


@given(st.integers(0, 200))
def test_who_leaves_for_good_while_away_owes_for_the_days_until_then(away: int) -> None:
    gone = bond(ended=START + away * ONE)
    assert gone.days_away == min(away + 1, 100)
    breach = decide_breach(VIEW.reading(), gone, START + 400 * ONE, Money.of(200_000, "THB")).value
    assert (breach.standing.left, breach.repaid) == (2 * gone.days_away, breach.paid)


def test_reports_are_due_every_six_months_while_the_leave_lasts() -> None:
    leave = bond(first=date(2025, 8, 31), last=date(2027, 2, 28))
    due = decide_reports_due(VIEW.reading(), leave).value
    assert due == (date(2026, 2, 28), date(2026, 8, 31), date(2027, 2, 28))


@given(days, st.integers(0, 200))
def test_months_are_counted_back_from_what_they_lead_to(day: date, months: int) -> None:
    later = months_after(day, months)
    assert (later.year - day.year) * 12 + later.month - day.month == months
    assert later.day <= day.day
    assert months_begun(day, later) == months + (later.day == day.day), "a month without such a day is over"


@pytest.mark.parametrize(
    ("paid", "when", "words"),
    [
        (-1, {}, "what was paid cannot be below 0"),
        (200_000, {"settled": START}, "on or after the day of the demand"),
        (200_000, {"demanded": START, "settled": START - ONE}, "on or after the day of the demand"),
    ],
)
def test_a_breach_that_cannot_be_is_refused(paid: int, when: dict[str, date], words: str) -> None:
    with pytest.raises(BondRefused, match=words):
        decide_breach(VIEW.reading(), bond(), START + 400 * ONE, Money.of(paid, "THB"), **when)
