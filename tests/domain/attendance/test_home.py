"""Working from home: a punch or a report of the day proves it, by the rule of the office."""

from datetime import date, datetime, time

import pytest

from orqa.base.calendar import WorkCalendar
from orqa.domain.attendance import Schedule, daily_results
from orqa.domain.attendance.events import DayEvent, Half
from orqa.domain.attendance.home import as_proved_by, ordered_days
from orqa.domain.attendance.punches import Punch
from orqa.domain.attendance.results import DayResult
from orqa.domain.attendance.statuses import DayStatus
from orqa.rules.profile import Profile

MONDAY = date(2026, 3, 2)
CALENDAR = WorkCalendar.from_holidays([], first=date(2026, 1, 1), last=date(2026, 12, 31))


def home(proof: str, half: Half = Half.WHOLE) -> DayEvent:
    return DayEvent("7", MONDAY, MONDAY, DayStatus.HOME_WORKING, "home_working", half=half, unproved=proof)


REPORT = DayEvent("7", MONDAY, MONDAY, DayStatus.HOME_WORKING, "home_report")
LEAVE = DayEvent("7", MONDAY, MONDAY, DayStatus.LEAVE, "sick")
AWAY = DayEvent("7", MONDAY, MONDAY, DayStatus.ABSENT, "found_away")


def judged(university: Profile, clocks: str, *events: DayEvent, decided: date | None = None) -> DayResult:
    punches = [Punch("7", datetime.combine(MONDAY, time.fromisoformat(one))) for one in clocks.split()]
    schedule = {"7": Schedule.of(university.ruleset.at(MONDAY))}
    (found,) = daily_results(punches, schedule, CALENDAR, events, MONDAY, MONDAY, decided=decided)
    return found


DAYS = [
    ("any", "", (), "absent"),
    ("any", "08:30", (), "home_working"),
    ("any", "", (REPORT,), "home_working"),
    ("report", "08:30", (), "absent"),
    ("report", "", (REPORT,), "home_working"),
    ("", "", (), "home_working"),
    ("any", "", (LEAVE,), "leave"),
]


@pytest.mark.parametrize(("proof", "clocks", "others", "status"), DAYS)
def test_a_day(university: Profile, proof: str, clocks: str, others: tuple[DayEvent, ...], status: str) -> None:
    assert judged(university, clocks, home(proof), *others).status == status


def test_why_it_is_absence(university: Profile) -> None:
    told = judged(university, "", home("any")).explain().in_language("en")
    assert "neither a check-in nor a report of the day is kept" in told
    assert "no punch and nothing filed" not in told


def test_a_day_that_is_not_decided_yet_is_not_judged(university: Profile) -> None:
    assert judged(university, "", home("any"), decided=date(2026, 3, 1)).status == "home_working"


def test_half_a_day_at_home_and_nothing_else_is_absence(university: Profile) -> None:
    assert judged(university, "", home("any", Half.MORNING)).status == "absent"
    assert judged(university, "13:00 16:30", home("any", Half.MORNING)).status == "present"


def test_who_signed_in_and_was_found_away_is_absent(university: Profile) -> None:
    found = judged(university, "08:20 16:40", AWAY)
    assert found.status == "absent"
    assert "sign-in ends" not in found.explain().in_language("en")
    assert judged(university, "08:20 16:40", AWAY, LEAVE).status == "leave"


@pytest.mark.parametrize(
    ("day", "event", "proof"),
    [
        (MONDAY, home(""), ["any"]),
        (date(2020, 4, 1), home(""), [""]),
        (MONDAY, REPORT, [""]),
        (date(2020, 4, 1), REPORT, []),
        (MONDAY, LEAVE, [""]),
    ],
)
def test_what_the_rules_ask_for(university: Profile, day: date, event: DayEvent, proof: list[str]) -> None:
    found = as_proved_by(event._replace(first=day, last=day), university.at(day))
    assert [one.unproved for one in found] == proof


def test_days_that_the_cabinet_ordered(university: Profile) -> None:
    found = ordered_days(university.at(date(2026, 10, 1)), date(2026, 10, 13), date(2026, 10, 31))
    assert [(one.day.day, one.regions) for one in found.value] == [(14, ("TH-10",)), (15, ("TH-10",))]
    assert [str(one) for one in found.citations] == ["cabinet-home-days-2569"]
