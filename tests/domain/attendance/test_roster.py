"""Who works by which hours on which days, over changes of people, schedules and rules."""

from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from organization_samples import STRUCTURE
from orqa.base.calendar import WorkCalendar
from orqa.domain.attendance.events import Half, WorkEvent
from orqa.domain.attendance.loads import week_loads
from orqa.domain.attendance.people import Employment
from orqa.domain.attendance.punches import Punch
from orqa.domain.attendance.roster import Roster
from orqa.domain.attendance.schedules import ScheduleAssignment
from orqa.rules.profile import Profile

MONDAY = date(2026, 3, 2)
CALENDAR = WorkCalendar.from_holidays([], first=date(2026, 1, 1), last=date(2026, 12, 31))


def employed(person: str, first: date = date(2020, 1, 1), last: date | None = None, **more: Any) -> Employment:
    return Employment(id=f"{person}-{first}", person=person, personnel="civil_servant", first=first, last=last, **more)


def roster(profile: Profile, *held: Employment, assignments: tuple[ScheduleAssignment, ...] = ()) -> Roster:
    people: dict[str, tuple[Employment, ...]] = {}
    for one in held:
        people[one.person] = (*people.get(one.person, ()), one)
    return Roster(rules=profile.ruleset, structure=STRUCTURE, employments=people, assignments=assignments)


def assigned(schedule: str, first: date, last: date | None = None, **whom: str) -> ScheduleAssignment:
    return ScheduleAssignment(id=f"{schedule}-{first}", schedule=schedule, first=first, last=last, **whom)


@pytest.mark.parametrize(
    ("held", "assignments", "mode", "code"),
    [
        (employed("p-3"), (), "hours", "official"),
        (employed("p-3", line="executive"), (), "exempt", "exempt"),
        (employed("p-3", line="academic"), (), "load", "load"),
        (employed("p-3", unit="ga"), (assigned("slot_0930", MONDAY, unit="irqa"),), "hours", "slot_0930"),
        (employed("p-2"), (assigned("slot_0930", MONDAY, unit="ga"),), "hours", "slot_0930"),
        (employed("p-3", line="academic"), (assigned("official", MONDAY, person="p-3"),), "hours", "official"),
    ],
    ids=["nothing said", "executive", "academic", "of the unit above", "of the unit of the post", "one's own"],
)
def test_schedule(
    university: Profile, held: Employment, assignments: tuple[ScheduleAssignment, ...], mode: str, code: str
) -> None:
    found = roster(university, held, assignments=assignments).schedule(held.person, MONDAY)
    assert (found.mode, found.code) == (mode, code)


def test_one_s_own_load(university: Profile) -> None:
    assert (
        roster(university, employed("p-3", line="academic", weekly_load=1200)).schedule("p-3", MONDAY).weekly_load
        == 1200
    )


def test_days_are_judged_by_the_schedule_that_held_on_each(university: Profile) -> None:
    change = MONDAY + timedelta(2)
    people = roster(university, employed("p-3"), assignments=(assigned("slot_0730", change, person="p-3"),))
    came = [Punch("p-3", datetime.combine(MONDAY + timedelta(n), time(hour))) for n in range(4) for hour in (8, 17)]
    rows = people.results(came, [], CALENDAR, MONDAY, MONDAY + timedelta(3))
    assert [(row.late, row.schedule.code) for row in rows] == [(0, "official")] * 2 + [(30, "slot_0730")] * 2


def test_only_days_on_which_somebody_worked_here(university: Profile) -> None:
    held = [
        employed("p-1", last=MONDAY),
        employed("p-2", MONDAY + timedelta(1)),
        employed("p-3", last=date(2025, 1, 1)),
    ]
    people = roster(university, *held)
    rows = people.results(
        [Punch("p-1", datetime.combine(MONDAY + timedelta(2), time(8)))], [], CALENDAR, MONDAY, MONDAY + timedelta(2)
    )
    assert [(row.user, (row.day - MONDAY).days) for row in rows] == [("p-1", 0), ("p-2", 1), ("p-2", 2)]


def event(code: str, half: Half = Half.WHOLE, **whom: str) -> WorkEvent:
    return WorkEvent(id=code, event=code, first=MONDAY, last=MONDAY, half=half, **whom)


def test_events_of_a_person_a_unit_and_everybody(university: Profile) -> None:
    people = roster(
        university, employed("p-1", unit="irqa"), employed("p-2", unit="ga"), employed("p-3", unit="university")
    )
    assert [one.user for one in people.events([event("training", person="p-3")])] == ["p-3"]
    assert [one.user for one in people.events([event("official_duty", unit="irqa")])] == ["p-1", "p-2"]
    (flood,) = people.events([event("area_event", Half.AFTERNOON)])
    assert (flood.user, flood.status, flood.half) == ("", "excused", Half.AFTERNOON)
    rows = people.results([], people.events([event("home_working", unit="ga")]), CALENDAR, MONDAY, MONDAY)
    assert [str(row.status) for row in rows] == ["absent", "absent", "absent"], "nothing proves it"
    came = [Punch("p-2", datetime.combine(MONDAY, time(8, 30)))]
    rows = people.results(came, people.events([event("home_working", unit="ga")]), CALENDAR, MONDAY, MONDAY)
    assert [str(row.status) for row in rows] == ["absent", "home_working", "absent"]


def test_a_weekly_load(university: Profile) -> None:
    people = roster(university, employed("p-3", line="academic"))
    came = [Punch("p-3", datetime.combine(MONDAY + timedelta(n), time(hour))) for n in range(3) for hour in (8, 18)]
    days = people.events([event("training", person="p-3")])
    (week,) = week_loads(people.results(came, days, CALENDAR, MONDAY, MONDAY + timedelta(6)))
    assert (week.monday, week.worked, week.owed, week.missing) == (MONDAY, 3 * 420, 4 * 420, 420)
    assert week_loads(roster(university, employed("p-3")).results(came, [], CALENDAR, MONDAY, MONDAY)) == ()


spans = st.tuples(st.integers(0, 20), st.integers(0, 20)).map(sorted)


@given(works=st.lists(spans, max_size=3), slots=st.lists(spans, max_size=4), cut=st.integers(0, 19))
def test_stretches_cover_each_day_once_and_change_nothing(
    university: Profile, works: list[list[int]], slots: list[list[int]], cut: int
) -> None:
    day = [MONDAY + timedelta(n) for n in range(22)]
    held = [employed("p-3", day[a], day[b]) for a, b in works] or [employed("p-3")]
    chosen = tuple(assigned("slot_0730", day[a], day[b], person="p-3") for a, b in slots)
    people = roster(university, *held, assignments=chosen)
    stretches = list(people.stretches(day[0], day[20]))
    covered = [start + timedelta(n) for start, end, _ in stretches for n in range((end - start).days + 1)]
    assert covered == day[:21]
    for start, end, schedules in stretches:
        for one in (start, end):
            working = any(stretch.holds_on(one) for stretch in held)
            assert schedules == ({"p-3": people.schedule("p-3", one)} if working else {})
    parts = people.results([], [], CALENDAR, day[0], day[cut]) + people.results([], [], CALENDAR, day[cut + 1], day[20])
    assert parts == people.results([], [], CALENDAR, day[0], day[20])
