"""Late days of people, and the leave that some offices ask for them."""

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orqa.base.calendar import WorkCalendar
from orqa.domain.attendance import DayResult, Schedule, daily_results
from orqa.domain.attendance.lateness import LateCount, decide_late_counts
from orqa.domain.attendance.punches import Punch
from orqa.rules.loader import load_profile
from orqa.rules.profile import Profile

MONDAY = date(2026, 3, 2)
CALENDAR = WorkCalendar.from_holidays([], first=date(2026, 1, 1), last=date(2026, 12, 31))
HEAD = 'name = "two"\ntitle = {th = "สาย 2 ครั้งลา 1 วัน", en = "Two late days are one of leave"}\nversion = "1"\n'
RULE = """
[late_converts]
override = {reason = {th = "ตามกรมหนึ่ง", en = "As one department does"}, cite = "thai-office-practice"}
rows = [{from = 2020-01-01, value = 2, cite = "thai-office-practice", certainty = "known"}]
"""


@pytest.fixture(scope="module")
def strict(university: Profile, tmp_path_factory: pytest.TempPathFactory) -> Profile:
    """A profile in which two late days are one day of leave."""
    folder = tmp_path_factory.mktemp("two")
    (folder / "rules").mkdir()
    (folder / "profile.toml").write_text(HEAD + 'parent = "thai-public-university"\n', encoding="utf-8")
    (folder / "sources.toml").write_text("", encoding="utf-8")
    (folder / "rules" / "attendance.toml").write_text(RULE, encoding="utf-8")
    return load_profile(folder, university)


def results(profile: Profile, late: list[int]) -> list[DayResult]:
    """Somebody's days on which they came so many minutes after the hour, from a Monday on."""
    view = profile.ruleset.at(MONDAY)
    days = [MONDAY + timedelta(n + n // 5 * 2) for n in range(len(late))]
    came = [datetime.combine(day, time(8, 30)) + timedelta(minutes=n) for day, n in zip(days, late, strict=True)]
    left = [datetime.combine(day, time(17)) for day in days]
    punches = [Punch("7", moment) for moment in came + left]
    return daily_results(punches, {"7": Schedule.of(view)}, CALENDAR, [], MONDAY, MONDAY + timedelta(60))


def test_counted(university: Profile, strict: Profile) -> None:
    late = [5, 0, 10, 1]
    plain = decide_late_counts(results(university, late), university.ruleset.at(MONDAY))
    assert plain.value == (LateCount(user="7", days=3, minutes=16, leave_days=0),)
    assert plain.keys == ("attendance.late_converts",)
    asked = decide_late_counts(results(strict, late), strict.ruleset.at(MONDAY))
    assert [one.leave_days for one in asked.value] == [1]


@given(late=st.lists(st.integers(0, 60), max_size=20))
def test_every_late_day_and_minute_is_counted_once(strict: Profile, late: list[int]) -> None:
    days = sum(1 for one in late if one)
    found = decide_late_counts(results(strict, late), strict.ruleset.at(MONDAY)).value
    assert found == ((LateCount(user="7", days=days, minutes=sum(late), leave_days=days // 2),) if days else ())
