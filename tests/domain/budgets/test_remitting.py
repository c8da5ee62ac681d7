"""Who keeps money that comes in, and by when the rest goes on."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orqa.base.calendar import WorkCalendar
from orqa.base.errors import NotModelled
from orqa.base.money import Money
from orqa.domain.budgets.remitting import decide_kept, decide_remit_by
from orqa.rules.ruleset import RuleSet

CALENDAR = WorkCalendar.from_holidays([], first=date(2026, 1, 1), last=date(2027, 12, 31))
DAY = date(2026, 11, 2)
SMALL, LARGE = Money.of(10_000, "THB"), Money.of("10000.01", "THB")


@pytest.mark.parametrize(
    ("what", "since", "held", "due"),
    [
        ("state_revenue", date(2026, 11, 2), SMALL, date(2026, 11, 30)),
        ("state_revenue", date(2026, 11, 2), LARGE, date(2026, 11, 5)),
        ("state_revenue", date(2026, 11, 6), LARGE, date(2026, 11, 11)),  # a Friday
        ("state_revenue", date(2026, 11, 30), LARGE, date(2026, 11, 30)),  # the month ends before the third day
        ("state_revenue", date(2026, 2, 28), SMALL, date(2026, 2, 28)),
        ("state_revenue", date(2026, 12, 31), SMALL, date(2026, 12, 31)),
        ("refund", date(2026, 11, 2), SMALL, date(2026, 11, 23)),
        ("refund", date(2026, 11, 1), SMALL, date(2026, 11, 20)),  # a Sunday
        ("withheld_tax", date(2026, 11, 1), SMALL, date(2026, 12, 7)),
        ("withheld_tax", date(2026, 11, 30), LARGE, date(2026, 12, 7)),
        ("withheld_tax", date(2026, 12, 1), SMALL, date(2027, 1, 7)),
    ],
)
def test_by_when_money_is_remitted(rules: RuleSet, what: str, since: date, held: Money, due: date) -> None:
    decision = decide_remit_by(rules.at(DAY).reading(), what, since, held, CALENDAR)
    assert decision.value == due
    assert decision.citations


@pytest.mark.parametrize("what", ["own_income", "penalty"])
def test_what_each_university_sets_is_not_guessed(rules: RuleSet, what: str) -> None:
    with pytest.raises(NotModelled, match=what):
        decide_remit_by(rules.at(DAY).reading(), what, date(2026, 11, 2), SMALL, CALENDAR)


def test_working_days_that_no_calendar_tells_are_not_guessed(rules: RuleSet) -> None:
    with pytest.raises(NotModelled):
        decide_remit_by(rules.at(DAY).reading(), "refund", date(2027, 12, 30), SMALL, CALENDAR)


@given(st.sampled_from(["tuition", "donation", "state_revenue", "other"]), st.integers(0, 10**12))
def test_what_is_kept_and_what_goes_on_is_what_came(rules: RuleSet, source: str, minor: int) -> None:
    amount = Money(minor, "THB")
    parted = decide_kept(rules.at(DAY).reading(), source, amount).value
    assert parted.kept + parted.passed_on == amount
    assert parted.kept == (Money(0, "THB") if source == "state_revenue" else amount)
