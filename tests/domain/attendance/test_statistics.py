"""What the days of a span come to: each half day once, times across its ends, months of unbroken service."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orqa.base.calendar import Holiday, WorkCalendar
from orqa.base.language import Text
from orqa.base.years import Period
from orqa.domain.attendance import DayEvent, daily_results
from orqa.domain.attendance.events import Half
from orqa.domain.attendance.leave import Leave, LeaveState
from orqa.domain.attendance.leave.away import days_away
from orqa.domain.attendance.people import Employment
from orqa.domain.attendance.punches import Punch
from orqa.domain.attendance.schedules import Schedule
from orqa.domain.attendance.statistics import Standing, Totals, decide_standing, totals_of
from orqa.domain.attendance.statuses import DayStatus
from orqa.rules.profile import Profile

MAKHA = Holiday(day=date(2026, 3, 3), name=Text.of(th="วันมาฆบูชา", en="Makha Bucha"))
CALENDAR = WorkCalendar.from_holidays([MAKHA], first=date(2025, 10, 1), last=date(2026, 12, 31))
MARCH = Period(date(2026, 3, 1), date(2026, 3, 31))
SECOND = Period(date(2026, 4, 1), date(2026, 9, 30))
MONDAY = date(2026, 3, 9)
ONE = timedelta(days=1)


def leave(first: date, last: date, kind: str = "sick", state: LeaveState = LeaveState.PERMITTED, **more: Half) -> Leave:
    identity = f"{kind}{first}{last}"
    return Leave(
        id=identity, person="p", leave_type=kind, first=first, last=last, filed_on=first, state=state, **more
    )  # fmt: skip


def clocked(first: date, last: date, clocks: tuple[str, ...]) -> list[Punch]:
    days = [first + n * ONE for n in range((last - first).days + 1)]
    return [Punch("p", datetime.combine(day, time.fromisoformat(clock))) for day in days for clock in clocks]


def totals(
    university: Profile, leaves: list[Leave], events: list[DayEvent], clocks: str, span: Period = MARCH
) -> Totals:
    view = university.ruleset.at(span.last)
    away = [event for one in leaves for event in days_away(one)]
    punches = clocked(span.first, span.last, tuple(clocks.split()))
    schedule = {"p": Schedule.of(view)}
    results = daily_results(punches, schedule, CALENDAR, [*away, *events], span.first, span.last)
    (found,) = totals_of(results, leaves, span, view, CALENDAR)
    return found


def duty(status: DayStatus, half: Half, day: date = MONDAY) -> DayEvent:
    return DayEvent("p", day, day, status, str(status), half=half)


# ------------------------------------------------------------------ days


@st.composite
def leaves_of_march(draw: st.DrawFn) -> list[Leave]:
    """Leaves that lie apart, some of half days, some over the ends of the month."""
    found, day = [], date(2026, 2, 20) + draw(st.integers(0, 9)) * ONE
    while day <= MARCH.last and len(found) < 4:
        last = day + draw(st.integers(0, 9)) * ONE
        noon, until = draw(st.booleans()), draw(st.booleans())
        halves = {
            "first_half": Half.AFTERNOON if noon else Half.WHOLE,
            "last_half": Half.MORNING if until and last > day else Half.WHOLE,
        }
        found.append(leave(day, last, draw(st.sampled_from(["sick", "personal", "vacation"])), **halves))
        day = last + draw(st.integers(1, 9)) * ONE
    return found


STATUSES = (DayStatus.OFFICIAL_DUTY, DayStatus.TRAINING, DayStatus.HOME_WORKING, DayStatus.EXCUSED)
happenings = st.builds(
    duty, st.sampled_from(STATUSES), st.sampled_from(Half), st.integers(0, 30).map(lambda n: MARCH.first + n * ONE)
)


@given(
    leaves_of_march(), st.lists(happenings, max_size=6), st.sampled_from(["08:00 17:00", "09:10 15:00", "10:00 16:30"])
)
def test_leave_duty_and_presence_make_the_days_that_are_due(
    university: Profile, leaves: list[Leave], events: list[DayEvent], clocks: str
) -> None:
    found = totals(university, leaves, events, clocks)
    away = sum((one.days for one in found.leave), Decimal(0))
    worked = found.present + found.official_duty + found.training + found.home_working + found.excused
    assert found.due == CALENDAR.count(MARCH.first, MARCH.last)
    assert worked + away == found.due


@pytest.mark.parametrize(
    ("clocks", "present", "late"), [("13:00 16:30", "0.5", 0), ("13:20 16:30", "0.5", 1), ("08:00 17:00", "0.5", 0)]
)
def test_half_a_day_of_leave_leaves_half_a_day_at_work_late_or_not(
    university: Profile, clocks: str, present: str, late: int
) -> None:
    day = Period(MONDAY, MONDAY)
    half = leave(MONDAY, MONDAY, last_half=Half.MORNING)
    found = totals(university, [half], [], clocks, day)
    assert (found.present, found.late, found.leave[0].days) == (Decimal(present), late, Decimal("0.5"))


def test_half_a_day_of_duty_beside_half_a_day_of_leave(university: Profile) -> None:
    half = leave(MONDAY, MONDAY, last_half=Half.MORNING)
    events = [duty(DayStatus.OFFICIAL_DUTY, Half.AFTERNOON)]
    found = totals(university, [half], events, "", Period(MONDAY, MONDAY))
    assert (found.present, found.official_duty, found.absent) == (0, Decimal("0.5"), 0)


def test_half_a_day_of_training_and_the_rest_at_work(university: Profile) -> None:
    events = [duty(DayStatus.TRAINING, Half.AFTERNOON)]
    found = totals(university, [], events, "08:00 12:00", Period(MONDAY, MONDAY))
    assert (found.present, found.training) == (Decimal("0.5"), Decimal("0.5"))


# ------------------------------------------------------------------ times


def of_span(university: Profile, *leaves: Leave) -> list[tuple[int, Decimal]]:
    found = totals(university, list(leaves), [], "", SECOND)
    return [(one.times, one.days) for one in found.leave]


def test_leave_that_runs_on_from_before_the_span_began_no_time_in_it(university: Profile) -> None:
    before, after = leave(date(2026, 3, 30), date(2026, 3, 31)), leave(date(2026, 4, 1), date(2026, 4, 2))
    assert of_span(university, before, after) == [(0, Decimal(2))]
    assert of_span(university, after) == [(1, Decimal(2))]


def test_leave_before_the_span_alone_is_none_of_it(university: Profile) -> None:
    assert of_span(university, leave(date(2026, 3, 30), date(2026, 3, 31))) == []
    asked = leave(date(2026, 3, 31), date(2026, 3, 31), state=LeaveState.FILED)
    assert of_span(university, asked, leave(date(2026, 4, 1), date(2026, 4, 2))) == [(1, Decimal(2))]


def test_two_halves_of_a_day_and_the_next_are_one_time(university: Profile) -> None:
    day = date(2026, 4, 20)
    afternoon = leave(day, day, first_half=Half.AFTERNOON)
    morning, rest = leave(day, day, last_half=Half.MORNING), leave(day + ONE, day + 2 * ONE)
    assert of_span(university, afternoon, rest, morning) == [(1, Decimal(3))]


# ------------------------------------------------------------------ months


def stretch(first: date, last: date | None, personnel: str = "civil_servant") -> Employment:
    return Employment(id=str(first), person="p", personnel=personnel, first=first, last=last)


def standing(university: Profile, *employments: Employment) -> Standing:
    none = totals(university, [], [], "08:00 17:00", SECOND)
    return decide_standing(none, employments, SECOND, university.ruleset.at(SECOND.last)).value


def months(found: Standing) -> Decimal:
    return next(check.found for check in found.checks if check.name == "months")


@pytest.mark.parametrize(
    ("employments", "expected"),
    [
        ([stretch(date(2020, 1, 6), None)], 6),
        ([stretch(date(2020, 1, 6), date(2026, 6, 15)), stretch(date(2026, 6, 16), None, "university_employee")], 6),
        ([stretch(date(2026, 5, 16), date(2026, 7, 20)), stretch(date(2026, 7, 21), date(2026, 9, 15))], 4),
        ([stretch(date(2026, 4, 1), date(2026, 5, 15)), stretch(date(2026, 6, 1), date(2026, 7, 15))], 2),
        ([stretch(date(2026, 6, 1), None)], 4),
        ([stretch(date(2026, 6, 2), None)], 3),
    ],
)
def test_months_of_service_go_on_over_a_change_of_type(
    university: Profile, employments: list[Employment], expected: int
) -> None:
    found = standing(university, *employments)
    assert months(found) == expected
    assert found.met == (expected >= 4)


@given(st.lists(st.dates(SECOND.first, SECOND.last), min_size=1, max_size=4, unique=True))
def test_service_in_many_pieces_is_as_long_as_in_one(university: Profile, cuts: list[date]) -> None:
    starts = [SECOND.first, *(day for day in sorted(cuts) if day > SECOND.first)]
    ends: list[date | None] = [*(day - ONE for day in starts[1:]), None]
    pieces = [stretch(first, last) for first, last in zip(starts, ends, strict=True)]
    assert months(standing(university, *pieces)) == 6
