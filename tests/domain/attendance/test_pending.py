"""Days of leave that waits for permission: pending where the permission would make them another day."""

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orqa.base.calendar import WorkCalendar
from orqa.base.language import Text
from orqa.base.years import Period
from orqa.domain.attendance import DayEvent, DayResult, Schedule, daily_results
from orqa.domain.attendance.absence import absence_runs
from orqa.domain.attendance.events import Half
from orqa.domain.attendance.punches import Punch
from orqa.domain.attendance.statistics import totals_of
from orqa.domain.attendance.statuses import TITLES, DayStatus
from orqa.rules.profile import Profile
from orqa.rules.views import View

MONDAY = date(2026, 3, 2)
CALENDAR = WorkCalendar.from_holidays([], first=date(2026, 1, 1), last=date(2026, 12, 31))
SICK = Text.of(th="ลาป่วย", en="Sick leave")


@pytest.fixture(scope="module")
def view(university: Profile) -> View:
    return university.ruleset.at(MONDAY)


def judged(
    view: View,
    clocks: tuple[tuple[int, int], ...],
    *events: tuple[DayStatus, Half],
    day: date = MONDAY,
    decided: date | None = None,
) -> DayResult:
    punches = [Punch("7", datetime.combine(day, time(*clock))) for clock in clocks]
    happened = [DayEvent("7", day, day, status, "sick", SICK, half) for status, half in events]
    schedules = {"7": Schedule.of(view)}
    (found,) = daily_results(punches, schedules, CALENDAR, happened, day, day, decided=decided)
    return found


PENDING, LEAVE = DayStatus.PENDING, DayStatus.LEAVE
WHOLE, MORNING, AFTERNOON = Half.WHOLE, Half.MORNING, Half.AFTERNOON


@pytest.mark.parametrize(
    ("clocks", "half", "status"),
    [
        ((), WHOLE, "pending"),
        (((8, 0),), WHOLE, "pending"),
        (((8, 0), (16, 31)), WHOLE, "present"),
        (((8, 45), (16, 31)), WHOLE, "pending"),
        (((12, 50), (16, 31)), MORNING, "pending"),
        (((8, 0), (12, 10)), AFTERNOON, "pending"),
        (((8, 0), (16, 31)), MORNING, "present"),
        ((), MORNING, "absent"),
        (((8, 0),), AFTERNOON, "unresolved"),
        (((8, 45), (16, 31)), AFTERNOON, "late"),
    ],
)
def test_a_day_is_pending_where_the_permission_would_make_it_another(
    view: View, clocks: tuple[tuple[int, int], ...], half: Half, status: str
) -> None:
    found = judged(view, clocks, (PENDING, half))
    assert str(found.status) == status
    if found.status is PENDING:
        assert (found.late, found.early) == (0, 0)


def test_what_is_off_not_due_or_permitted_otherwise_stays(view: View) -> None:
    saturday = MONDAY + timedelta(5)
    assert judged(view, (), (PENDING, WHOLE), day=saturday).status is DayStatus.WEEKEND
    assert judged(view, (), (PENDING, WHOLE), decided=MONDAY - timedelta(1)).status is DayStatus.NOT_DUE
    assert judged(view, (), (PENDING, WHOLE), (DayStatus.TRAINING, WHOLE)).status is DayStatus.TRAINING
    assert judged(view, (), (PENDING, MORNING), (LEAVE, AFTERNOON)).status is PENDING


def test_the_reason_is_told(view: View) -> None:
    told = judged(view, (), (PENDING, WHOLE)).explain()
    assert told.in_language("en").startswith("waits for permission; Sick leave was asked for and waits for permission")
    assert "ลาป่วย ยื่นใบลาแล้ว รออนุญาต" in told.in_language("th")
    half = judged(view, ((12, 50), (16, 31)), (PENDING, MORNING)).explain().in_language("en")
    assert "Sick leave in the morning was asked for and waits for permission" in half
    assert set(TITLES) == set(DayStatus)


@given(
    clocks=st.lists(st.tuples(st.integers(6, 20), st.integers(0, 59)), max_size=3).map(sorted).map(tuple),
    half=st.sampled_from(Half),
)
def test_a_request_makes_no_day_worse_and_the_permission_decides_it(
    university: Profile, clocks: tuple[tuple[int, int], ...], half: Half
) -> None:
    view = university.ruleset.at(MONDAY)
    without, waiting = judged(view, clocks), judged(view, clocks, (PENDING, half))
    permitted = judged(view, clocks, (LEAVE, half))
    assert waiting.status in {without.status, PENDING}
    if waiting.status is PENDING:
        assert (permitted.status, permitted.late, permitted.early) != (without.status, without.late, without.early)
    assert (waiting.first_in, waiting.last_out, waiting.worked) == (without.first_in, without.last_out, without.worked)


def test_pending_days_are_no_absence_and_not_resolved(view: View) -> None:
    friday = MONDAY + timedelta(4)
    waits = DayEvent("7", MONDAY + timedelta(1), MONDAY + timedelta(1), PENDING, "sick", SICK)
    results = daily_results([], {"7": Schedule.of(view)}, CALENDAR, [waits], MONDAY, friday)
    (run,) = absence_runs(results, view)
    assert (run.first, run.last, run.days) == (MONDAY, friday, 4)
    (totals,) = totals_of(results, [], Period(MONDAY, friday), view, CALENDAR)
    assert (totals.due, totals.absent, totals.unresolved) == (5, 4, 1)
