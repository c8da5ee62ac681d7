"""Absence in one stretch: days off count, and a day of work or leave ends it."""

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orqa.base.calendar import WorkCalendar
from orqa.domain.attendance import DayEvent, DayResult, Schedule, daily_results
from orqa.domain.attendance.absence import AbsenceRun, absence_runs
from orqa.domain.attendance.punches import Punch
from orqa.domain.attendance.statuses import DayStatus
from orqa.rules.profile import Profile
from orqa.rules.views import View

MONDAY = date(2026, 3, 2)
CALENDAR = WorkCalendar.from_holidays([], first=date(2026, 1, 1), last=date(2026, 12, 31))


@pytest.fixture(scope="module")
def view(university: Profile) -> View:
    return university.ruleset.at(MONDAY)


def days(view: View, length: int, *here: int, leave: tuple[int, ...] = (), decided: int = 99) -> list[DayResult]:
    came = [datetime.combine(MONDAY + timedelta(n), time(hour)) for n in here for hour in (8, 17)]
    punches = [Punch("7", moment) for moment in came]
    away = [MONDAY + timedelta(n) for n in leave]
    events = [DayEvent("7", day, day, DayStatus.LEAVE, "sick") for day in away]
    last = MONDAY + timedelta(length - 1)
    until = MONDAY + timedelta(decided)
    return daily_results(punches, {"7": Schedule.of(view)}, CALENDAR, events, MONDAY, last, decided=until)


def spans(runs: tuple[AbsenceRun, ...]) -> list[tuple[int, int]]:
    return [((run.first - MONDAY).days, run.days) for run in runs]


@pytest.mark.parametrize(
    ("length", "here", "leave", "expected"),
    [
        (5, (), (), [(0, 5)]),
        (7, (), (), [(0, 5)]),
        (8, (), (), [(0, 8)]),
        (12, (4,), (), [(7, 5), (0, 4)]),
        (12, (), (4,), [(7, 5), (0, 4)]),
        (5, (0, 1, 2, 3, 4), (), []),
        (12, (5,), (), [(0, 12)]),
    ],
    ids=[
        "a week",
        "days off after it",
        "over the weekend",
        "one day here",
        "one day of leave",
        "none",
        "on a Saturday",
    ],
)
def test_stretches(
    view: View, length: int, here: tuple[int, ...], leave: tuple[int, ...], expected: list[tuple[int, int]]
) -> None:
    assert spans(absence_runs(days(view, length, *here, leave=leave), view)) == expected


def test_the_warning_and_the_grave_day(view: View) -> None:
    (run,) = absence_runs(days(view, 15), view)
    assert (run.days, run.warn_on, run.grave_on) == (15, MONDAY + timedelta(9), None)
    (run,) = absence_runs(days(view, 16), view)
    assert (run.days, run.grave_on) == (16, MONDAY + timedelta(15))
    assert "civil-service-2551#85" in {str(one) for one in run.citations}


def test_days_that_are_not_due_count_nothing(view: View) -> None:
    assert spans(absence_runs(days(view, 12, decided=8), view)) == [(0, 9)]


@given(length=st.integers(1, 60), here=st.sets(st.integers(0, 59), max_size=12))
def test_stretches_hold_every_day_of_absence_once_and_begin_and_end_with_one(
    view: View, length: int, here: set[int]
) -> None:
    results = days(view, length, *here)
    status = {one.day: one.status for one in results}
    runs = absence_runs(results, view)
    covered = [run.first + timedelta(n) for run in runs for n in range(run.days)]
    assert len(covered) == len(set(covered))
    assert {day for day, one in status.items() if one is DayStatus.ABSENT} <= set(covered)
    assert all(status[run.first] == status[run.last] == "absent" for run in runs)
    assert [run.days for run in runs] == sorted((run.days for run in runs), reverse=True)
