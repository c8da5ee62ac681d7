"""Which schedule somebody follows, and how its rules are read."""

from datetime import date

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from orqa.domain.attendance.errors import AttendanceRefused
from orqa.domain.attendance.schedules import (
    Schedule,
    ScheduleAssignment,
    check_hours,
    clock_of,
    minutes_of,
    schedule_code,
)
from orqa.rules.errors import UnknownTerm
from orqa.rules.profile import Profile

ON = date(2026, 10, 5)


def assigned(schedule: str, first: date = ON, last: date | None = None, **whom: str) -> ScheduleAssignment:
    return ScheduleAssignment(id=f"{schedule}-{first}", schedule=schedule, first=first, last=last, **whom)


def test_the_official_one_as_the_rules_have_it(university: Profile) -> None:
    schedule = Schedule.of(university.ruleset.at(ON))
    assert (schedule.start, schedule.end, schedule.lunch_first, schedule.lunch_last) == (510, 990, 720, 780)
    assert (schedule.half_in, schedule.half_out, schedule.weekly_load) == (780, 720, 2100)
    assert "attendance.hours" in schedule.keys
    assert "office-hours-2502" in {str(one) for one in schedule.citations}


def test_each_schedule_of_the_list_can_be_read(university: Profile) -> None:
    view = university.ruleset.at(ON)
    assert {Schedule.of(view, code).mode for code in view.vocabulary("work-schedule")} == {"hours", "exempt", "load"}
    with pytest.raises(UnknownTerm, match="night"):
        Schedule.of(view, "night")


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([], "official"),
        ([assigned("slot_0730", person="p")], "slot_0730"),
        ([assigned("slot_0730", person="q")], "official"),
        ([assigned("load", unit="faculty")], "load"),
        ([assigned("load", unit="faculty"), assigned("slot_0930", unit="section")], "slot_0930"),
        ([assigned("load", unit="section"), assigned("exempt", person="p")], "exempt"),
        ([assigned("slot_0730", date(2026, 1, 1), person="p"), assigned("slot_0930", person="p")], "slot_0930"),
        ([assigned("slot_0730", date(2026, 1, 1), date(2026, 10, 4), person="p")], "official"),
        ([assigned("slot_0730", date(2026, 10, 6), person="p")], "official"),
    ],
)
def test_one_s_own_then_that_of_the_nearest_unit(rows: list[ScheduleAssignment], expected: str) -> None:
    assert schedule_code(rows, "p", ("section", "faculty"), ON) == expected


@given(minute=st.integers(0, 1439))
def test_times_go_there_and_back(minute: int) -> None:
    assert minutes_of(clock_of(minute)) == minute


def test_hours_of_a_day_without_lunch(university: Profile) -> None:
    view = university.ruleset.at(ON)
    assert {Schedule.of(view, code).net_minutes for code in ("official", "slot_0730", "slot_0930", "lunch_1130")} == {
        420
    }
    official = Schedule.of(view)
    check_hours(view.reading(), official)
    check_hours(view.reading(), evolve(official, mode="load", end=720))
    with pytest.raises(AttendanceRefused, match="419 minutes of work a day without lunch, 420"):
        check_hours(view.reading(), evolve(official, start=511))
    assert evolve(official, end=720).net_minutes == 210


@pytest.mark.parametrize("spelled", ["", "8", "24:00", "08:60", "-1:00", "a:b"])
def test_what_is_no_time_is_refused(spelled: str) -> None:
    with pytest.raises(ValueError, match="HH:MM"):
        minutes_of(spelled)
