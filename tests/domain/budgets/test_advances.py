"""Advances: days of clearing at the edges of years and holidays, ageing, and who may have another."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from orqa.base.calendar import WorkCalendar
from orqa.base.money import Money
from orqa.base.years import YearRule
from orqa.domain.budgets.advances import (
    AdvanceRequest,
    Age,
    decide_ageing,
    decide_clear_by,
    decide_copies,
    decide_new_advance,
    decide_overlap_until,
)
from orqa.domain.budgets.verdicts import Answer
from orqa.rules.ruleset import RuleSet
from orqa.rules.views import Reading

Changed = Callable[..., RuleSet]

FISCAL = YearRule(kind="fiscal", month=10, day=1, named_by="end")
CALENDAR = WorkCalendar.from_holidays([], first=date(2026, 1, 1), last=date(2028, 12, 31))
ON = date(2026, 11, 27)


def baht(amount: int | str) -> Money:
    return Money.of(amount, "THB")


@pytest.fixture
def reading(rules: RuleSet) -> Reading:
    return rules.at(ON).reading()


@pytest.mark.parametrize(
    ("purpose", "received", "returned", "due"),
    [
        ("travel", date(2027, 3, 1), date(2027, 3, 12), date(2027, 3, 27)),
        ("travel_abroad", date(2027, 9, 1), date(2027, 9, 20), date(2027, 10, 5)),
        ("travel", date(2027, 3, 1), None, None),
        ("other", date(2027, 1, 5), None, date(2027, 2, 4)),
        ("other", date(2028, 2, 1), None, date(2028, 3, 2)),
        ("take_up_post", date(2027, 1, 5), date(2027, 1, 6), date(2027, 2, 4)),
    ],
)
def test_the_day_of_clearing(
    reading: Reading, purpose: str, received: date, returned: date | None, due: date | None
) -> None:
    decision = decide_clear_by(reading, CALENDAR, purpose=purpose, received=received, returned=returned)
    assert decision.value == due
    assert "advance.clear" in decision.keys


def test_settings_count_the_first_day_and_move_over_holidays(changed: Changed) -> None:
    counted = changed("advance", count_first_day="true").at(ON).reading()
    got = decide_clear_by(counted, CALENDAR, purpose="other", received=date(2027, 1, 5)).value
    assert got == date(2027, 2, 3)
    moved = changed("advance", move_over_holidays="true").at(ON).reading()
    back = {"purpose": "travel", "received": date(2027, 3, 1)}
    assert decide_clear_by(moved, CALENDAR, returned=date(2027, 3, 12), **back).value == date(2027, 3, 29)
    assert decide_clear_by(moved, CALENDAR, returned=date(2027, 3, 11), **back).value == date(2027, 3, 26)


@pytest.mark.parametrize(("purpose", "last"), [("travel", date(2026, 12, 30)), ("other", date(2026, 10, 31))])
def test_an_advance_over_the_end_of_the_year(reading: Reading, purpose: str, last: date) -> None:
    assert decide_overlap_until(reading, purpose=purpose, year=FISCAL.year(2569, "buddhist")).value == last


@pytest.mark.parametrize(
    ("late", "age"),
    [(-5, Age(days=0, step=0)), (0, Age(days=0, step=0)), (1, Age(days=1, step=1)), (30, Age(days=30, step=1)),
     (31, Age(days=31, step=31)), (61, Age(days=61, step=61)), (91, Age(days=91, step=91)),
     (900, Age(days=900, step=91))],
)  # fmt: skip
def test_ageing_at_each_step(reading: Reading, late: int, age: Age) -> None:
    assert decide_ageing(reading, due=ON, on=ON + timedelta(days=late)).value == age


ASKED = AdvanceRequest(amount=baht(20_000), asked=date(2026, 11, 25), needed=date(2026, 11, 30))


def test_a_new_advance_waits_for_the_old_one(reading: Reading) -> None:
    assert decide_new_advance(reading, CALENDAR, ASKED).value.answer is Answer.ALLOWED
    verdict = decide_new_advance(reading, CALENDAR, evolve(ASKED, open_advances=1)).value
    assert (verdict.answer, [finding.code for finding in verdict.findings]) == (Answer.REFUSED, ["advance-open"])
    assert "โปรดส่งใช้ก่อนยืมใหม่" in verdict.findings[0].show("th")


@pytest.mark.parametrize("amount", ["0", "-1"])
def test_an_advance_of_nothing_is_refused(reading: Reading, amount: str) -> None:
    verdict = decide_new_advance(reading, CALENDAR, evolve(ASKED, amount=baht(amount))).value
    assert [finding.code for finding in verdict.findings] == ["advance-not-positive"]


def test_a_university_sets_its_limit_and_its_notice(changed: Changed) -> None:
    reading = changed("advance", most="300000", notice_days="3").at(ON).reading()
    at_most = evolve(ASKED, amount=baht(300_000))
    assert decide_new_advance(reading, CALENDAR, at_most).value.findings == ()
    above = decide_new_advance(reading, CALENDAR, evolve(ASKED, amount=baht("300000.01"))).value
    assert [finding.code for finding in above.findings] == ["advance-above-most"]
    late = decide_new_advance(reading, CALENDAR, evolve(ASKED, asked=date(2026, 11, 26))).value
    assert (late.answer, [finding.code for finding in late.findings]) == (Answer.ALLOWED, ["advance-short-notice"])
    assert "2 working days before" in late.findings[0].show("en")
    same_day = decide_new_advance(reading, CALENDAR, evolve(ASKED, asked=ASKED.needed)).value
    assert "0 working days before" in same_day.findings[0].show("en")


def test_copies_of_the_agreement(reading: Reading) -> None:
    assert decide_copies(reading).value == 2


@given(days=st.integers(0, 400))
def test_what_is_due_later_is_never_older(rules: RuleSet, days: int) -> None:
    reading = rules.at(ON).reading()
    older = decide_ageing(reading, due=ON, on=ON + timedelta(days=days + 1)).value
    younger = decide_ageing(reading, due=ON, on=ON + timedelta(days=days)).value
    assert younger.days == days
    assert younger.step <= older.step <= older.days
