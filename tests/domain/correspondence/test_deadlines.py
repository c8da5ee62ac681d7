"""By when letters are handled and answered."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orqa.base.calendar import WorkCalendar
from orqa.base.citations import Certainty
from orqa.domain.correspondence.deadlines import decide_answer_by, decide_due
from orqa.plugins.opening import work_calendar
from orqa.rules.profile import Profile

BANGKOK = ZoneInfo("Asia/Bangkok")
ON = date(2026, 11, 23)
CALENDAR = work_calendar("th-government")


@pytest.mark.parametrize(
    ("urgency", "on", "day"),
    [
        ("", ON, date(2026, 12, 2)),
        ("normal", ON, date(2026, 12, 2)),
        ("urgent", ON, date(2026, 11, 26)),
        ("very-urgent", ON, date(2026, 11, 24)),
        ("most-urgent", ON, ON),
        ("most-urgent", date(2026, 11, 22), ON),
        ("urgent", date(2026, 12, 4), date(2026, 12, 11)),
    ],
)
def test_due_days_count_working_days(university: Profile, urgency: str, on: date, day: date) -> None:
    due = decide_due(university.at(on).reading(), CALENDAR, urgency, on)
    assert (due.day, due.findings) == (day, ())
    assert due.decision.certainty is Certainty.UNCERTAIN
    assert "thai-university-practice" in map(str, due.decision.citations)


@given(
    st.dates(date(2020, 1, 1), date(2026, 12, 1)),
    st.sampled_from([("normal", 7), ("urgent", 3), ("very-urgent", 1), ("most-urgent", 0)]),
)
def test_the_due_day_is_what_the_calendar_adds(university: Profile, on: date, rule: tuple[str, int]) -> None:
    urgency, days = rule
    day = decide_due(university.at(on).reading(), CALENDAR, urgency, on).day
    assert day == CALENDAR.add(on, days)
    assert day is not None
    assert CALENDAR.is_working_day(day)


def test_a_day_beyond_the_calendar_is_told_and_not_guessed(university: Profile) -> None:
    short = WorkCalendar.from_holidays([], first=date(2026, 1, 1), last=date(2026, 11, 30))
    due = decide_due(university.at(ON).reading(), short, "normal", ON)
    (finding,) = due.findings
    assert due.day is None
    assert finding.code == "letter-due-not-modelled"
    assert finding.message.in_language("en").startswith(
        "no due day was set: 7 working days after 2026-11-23 lie outside the work calendar, which covers 2026-01-01"
    )
    assert finding.message.in_language("th").startswith("ไม่ได้กำหนดวันครบกำหนด: 7 วันทำการนับจาก 2026-11-23")


def test_deliver_by_takes_the_day_that_the_letter_names(university: Profile) -> None:
    moment = datetime(2026, 11, 25, 15, 30, tzinfo=BANGKOK)
    assert decide_due(university.at(ON).reading(), CALENDAR, "deliver-by", ON, moment).day == date(2026, 11, 25)
    without = decide_due(university.at(ON).reading(), CALENDAR, "deliver-by", ON)
    (finding,) = without.findings
    assert without.day is None
    assert "marked Deliver by" in finding.message.in_language("en")
    assert "“ด่วนภายใน”" in finding.message.in_language("th")


@pytest.mark.parametrize("urgency", ["normal", "urgent"])
def test_a_profile_without_days_sets_none(abroad: Profile, urgency: str) -> None:
    due = decide_due(abroad.at(ON).reading(), CALENDAR, urgency, ON)
    assert (due.day, due.findings) == (None, ())


@given(st.dates(date(2003, 10, 10), date(2100, 12, 1)))
def test_an_answer_is_due_fifteen_days_after_receiving(university: Profile, on: date) -> None:
    decision = decide_answer_by(university.at(on).reading(), on)
    assert decision.value == on + timedelta(days=15)
    assert [str(cited) for cited in decision.citations] == ["good-governance-2546#38"]


def test_no_answer_is_asked_for_where_no_rule_says_so(abroad: Profile) -> None:
    assert decide_answer_by(abroad.at(ON).reading(), ON).value is None
