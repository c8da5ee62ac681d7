"""Days as named offices judge them, by the rules that were read of each."""

from datetime import date, datetime, time

import pytest

from orqa.base.calendar import WorkCalendar
from orqa.domain.attendance import Schedule, daily_results
from orqa.domain.attendance.punches import Punch
from orqa.plugins.builtin.profiles.named import OFFICES
from orqa.plugins.opening import builtin_registry

REGISTRY = builtin_registry()
MONDAY = date(2026, 3, 2)
CALENDAR = WorkCalendar.from_holidays([], first=MONDAY, last=MONDAY)

DAYS = [
    ("national", "official", "08:31 16:30", "late"),
    ("national", "lunch_1130", "08:30 16:30", "present"),
    ("rmut-phra-nakhon", "official", "08:31 16:29", "late_and_early"),
    ("psu-natural-resources", "official", "08:30 16:30", "present"),
    ("psu-natural-resources", "official", "08:31 16:30", "late"),
    ("psu-engineering", "official", "08:45 16:20", "present"),
    ("psu-engineering", "official", "08:46 16:20", "late"),
    ("psu-engineering", "official", "08:30 16:19", "early_exit"),
    ("psu-engineering", "official", "06:59 08:30 16:30 20:31", "present"),
    ("psu-engineering", "official", "06:59 20:31", "absent"),
    ("health-department", "official", "08:45 16:30", "present"),
    ("health-department", "official", "08:46 16:30", "late"),
    ("health-department", "official", "10:00 16:30", "late"),
    ("health-department", "official", "10:01 16:30", "unresolved"),
    ("chandrakasem-education", "official", "08:30 16:30", "present"),
    ("chandrakasem-education", "official", "08:31 16:30", "absent"),
    ("chandrakasem-education", "official", "05:59 16:30", "absent"),
    ("chandrakasem-education", "load", "12:00 19:00", "present"),
    ("chandrakasem-education", "load", "12:01 19:00", "absent"),
    ("mahidol", "official", "08:20 12:01 12:55 16:45", "present"),
]


@pytest.mark.parametrize(("profile", "schedule", "clocks", "status"), DAYS)
def test_a_day(profile: str, schedule: str, clocks: str, status: str) -> None:
    own = Schedule.of(REGISTRY.profile(profile).ruleset.at(MONDAY), schedule)
    punches = [Punch("7", datetime.combine(MONDAY, time.fromisoformat(one))) for one in clocks.split()]
    (found,) = daily_results(punches, {"7": own}, CALENDAR, [], MONDAY, MONDAY)
    assert found.status == status


def test_half_days_of_a_faculty() -> None:
    own = Schedule.of(REGISTRY.profile("psu-engineering").ruleset.at(MONDAY))
    assert (own.half_in, own.half_out, own.window_first, own.window_last) == (795, 705, 420, 1230)


def test_lunch_by_rounds_moves_the_minutes_of_work() -> None:
    own = Schedule.of(REGISTRY.profile("national").ruleset.at(MONDAY), "lunch_1130")
    punches = [Punch("7", datetime.combine(MONDAY, time.fromisoformat(one))) for one in ("08:30", "12:00")]
    (found,) = daily_results(punches, {"7": own}, CALENDAR, [], MONDAY, MONDAY)
    assert found.worked == 180


@pytest.mark.parametrize("name", [office for office, *_ in OFFICES])
def test_each_office_tells_where_its_figures_were_read_and_changes_nothing_of_its_parent(name: str) -> None:
    profile = REGISTRY.profile(name)
    parent = REGISTRY.profile(profile.parent)
    own = [row for rule in profile.ruleset.parameters.values() for row in rule.rows if row.profile == name]
    sources = set(profile.sources) - set(parent.sources)
    assert own
    assert {citation.source for row in own for citation in row.citations} == sources
    assert set(profile.ruleset.keys()) == set(parent.ruleset.keys())
