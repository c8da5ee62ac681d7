"""Targets, quarters and percents: figures of their own year only, four conventions of rounding, distance and pace."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orqa.base.calendar import WorkCalendar
from orqa.base.errors import NotModelled
from orqa.base.money import MixedCurrencies, Money
from orqa.base.years import Year, YearRule
from orqa.domain.budgets.percents import decide_convention
from orqa.domain.budgets.quarters import decide_quarters, quarter_of
from orqa.domain.budgets.targets import (
    decide_obligate_by,
    decide_pay_by,
    decide_target,
    decide_windows,
    distance,
    pace,
)
from orqa.rules.errors import UnknownDimension
from orqa.rules.ruleset import RuleSet

FISCAL = YearRule(kind="fiscal", month=10, day=1, named_by="end")
CALENDAR = WorkCalendar.from_holidays([], first=date(2025, 1, 1), last=date(2027, 12, 31))


def fiscal(be: int) -> Year:
    return FISCAL.year(be, "buddhist")


def baht(amount: int | str) -> Money:
    return Money.of(amount, "THB")


KNOWN = [
    (2565, 1, "total", 30),
    (2565, 3, "total", 72),
    (2565, 3, "recurrent", 79),
    (2565, 4, "investment", 75),
    (2566, 2, "investment", 39),
    (2567, 3, "investment", 21),
    (2568, 4, "investment", 80),
    (2569, 4, "total", 93),
    (2569, 4, "recurrent", 98),
    (2569, 4, "state_enterprise_investment", 95),
]


@pytest.mark.parametrize(("be", "quarter", "nature", "percent"), KNOWN)
def test_targets_that_were_found(rules: RuleSet, be: int, quarter: int, nature: str, percent: int) -> None:
    assert decide_target(rules, fiscal(be), quarter, nature=nature).value == percent


EMPTY = [(2565, 1, "recurrent"), (2567, 1, "total"), (2568, 3, "investment"), (2569, 1, "total"), (2570, 4, "total")]


@pytest.mark.parametrize(("be", "quarter", "nature"), [*EMPTY, (2571, 4, "investment"), (2564, 4, "total")])
def test_an_empty_cell_is_not_that_of_another_year(rules: RuleSet, be: int, quarter: int, nature: str) -> None:
    with pytest.raises(NotModelled, match=r"target\.percent"):
        decide_target(rules, fiscal(be), quarter, nature=nature)


def test_committed_and_unknown_quarters(rules: RuleSet) -> None:
    assert decide_target(rules, fiscal(2569), 4, measure="committed").value == 100
    with pytest.raises(UnknownDimension, match="quarter = 5"):
        decide_target(rules, fiscal(2569), 5)


@pytest.mark.parametrize(
    ("day", "found"), [(date(2025, 9, 30), 0), (date(2025, 10, 1), 1), (date(2026, 1, 31), 1), (date(2026, 2, 1), 0)]
)
def test_a_target_may_bind_a_window_of_its_own(rules: RuleSet, day: date, found: int) -> None:
    assert [w.percent for w in decide_windows(rules, day, "training_and_seminars").value] == [60] * found
    assert len(decide_windows(rules, day).value) == found
    assert decide_windows(rules, day, "works").value == ()


def test_days_for_committing_and_paying(rules: RuleSet) -> None:
    assert decide_obligate_by(rules, fiscal(2569), "one_year").value == date(2025, 12, 31)
    assert decide_obligate_by(rules, fiscal(2569), "new_multi_year").value == date(2026, 3, 31)
    assert decide_pay_by(rules, CALENDAR, fiscal(2569), date(2026, 5, 14)).value == date(2026, 5, 21)
    for ask in (
        lambda: decide_obligate_by(rules, fiscal(2570), "one_year"),
        lambda: decide_pay_by(rules, CALENDAR, fiscal(2570), date(2026, 11, 2)),
    ):
        with pytest.raises(NotModelled, match="no figure was found for fiscal year B"):
            ask()


def test_quarters_are_the_year(rules: RuleSet) -> None:
    year = fiscal(2570)
    quarters = decide_quarters(rules.at(year.first).reading(), year).value
    assert [quarter.first for quarter in quarters] == [
        date(2026, 10, 1), date(2027, 1, 1), date(2027, 4, 1), date(2027, 7, 1),
    ]  # fmt: skip
    assert quarters[-1].last == year.last
    assert [quarter_of(quarters, day) for day in (date(2026, 12, 31), date(2027, 1, 1), date(2027, 9, 30))] == [1, 2, 4]
    with pytest.raises(ValueError, match="is not a day of"):
        quarter_of(quarters, date(2027, 10, 1))


@pytest.mark.parametrize(
    ("name", "shown"),
    [("", "31.02"), ("usual", "31.02"), ("truncated", "31.01"), ("always_up", "31.02"), ("whole", "31.00")],
)
def test_four_conventions_of_rounding(rules: RuleSet, name: str, shown: str) -> None:
    convention = decide_convention(rules.at(date(2026, 11, 27)).reading(), name).value
    assert convention.written(convention.percent(baht(123_456), baht(398_000))) == shown


def test_of_nothing_there_is_no_rate(rules: RuleSet) -> None:
    convention = decide_convention(rules.at(date(2026, 11, 27)).reading()).value
    assert convention.percent(baht(5), baht(0)) is None
    assert convention.written(None) == "–"
    with pytest.raises(MixedCurrencies):
        convention.percent(baht(5), Money.zero("EUR"))
    with pytest.raises(UnknownDimension):
        decide_convention(rules.at(date(2026, 11, 27)).reading(), "guess")


def test_the_distance_is_of_what_is_printed() -> None:
    assert distance(Decimal("31.02"), Decimal(30)) == Decimal("1.02")
    assert distance(Decimal("29.99"), Decimal(30)) == Decimal("-0.01")


@pytest.mark.parametrize(
    ("disbursed", "months", "each"),
    [("50", 4, "10.75"), ("92.99", 1, "0.01"), ("93", 4, "0"), ("120", 0, "0"), ("50", 0, None), ("50", 3, "14.34")],
)
def test_pace(disbursed: str, months: int, each: str | None) -> None:
    found = pace(Decimal(93), baht(100), baht(disbursed), months)
    assert found == (None if each is None else baht(each))


def test_months_left_are_not_negative() -> None:
    with pytest.raises(ValueError, match="not negative, found -1"):
        pace(Decimal(93), baht(100), baht(1), -1)


@given(
    budget=st.integers(1, 10**9), disbursed=st.integers(0, 10**9), months=st.integers(1, 12), target=st.integers(1, 100)
)
def test_who_keeps_the_pace_reaches_the_target(budget: int, disbursed: int, months: int, target: int) -> None:
    each = pace(Decimal(target), Money(budget, "THB"), Money(disbursed, "THB"), months)
    assert each is not None
    assert (disbursed + each.minor * months) * 100 >= budget * target
