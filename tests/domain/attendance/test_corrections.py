"""Corrected punches: those that were told wrong give way to those that were, and nothing else changes."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orqa.base.calendar import WorkCalendar
from orqa.domain.attendance import Schedule, daily_results
from orqa.domain.attendance.corrections import PunchCorrection, corrected, told_on_their_days
from orqa.domain.attendance.events import DayEvent, Half
from orqa.domain.attendance.punches import Punch
from orqa.domain.attendance.statuses import DayStatus
from orqa.rules.profile import Profile

MONDAY = date(2026, 3, 2)
CALENDAR = WorkCalendar.from_holidays([], first=MONDAY, last=MONDAY + timedelta(6))
START = datetime.fromisoformat("2026-03-02 00:00:00")


def correction(second: int, minute: int, person: str = "p", number: int = 1, **more: object) -> PunchCorrection:
    fields = {"clock": "gate", "told_on": MONDAY, "day": MONDAY, "reason": "ไฟดับ", **more}
    filed = datetime(2026, 3, 3, tzinfo=UTC) + timedelta(seconds=number)
    return PunchCorrection(
        id=f"c{number}",
        person=person,
        told_second=second,
        minute=minute,
        filed_at=filed,
        **fields,  # type: ignore[arg-type]
    )


moments = st.integers(0, 86_399)
punches = st.lists(
    st.builds(
        lambda person, second, clock: Punch(person, START + timedelta(seconds=second), clock),
        st.sampled_from("pq"),
        moments,
        st.sampled_from(["gate", "door"]),
    ),
    unique=True,
)


@given(told=punches, picked=st.data(), minute=st.integers(0, 1439))
def test_one_punch_moves_and_no_other(told: list[Punch], picked: st.DataObject, minute: int) -> None:
    if not told:
        assert corrected(told, []) == ()
        return
    wrong = picked.draw(st.sampled_from(told))
    second = int((wrong.at - START).total_seconds())
    after = corrected(told, [correction(second, minute, wrong.user, clock=wrong.device)])
    assert len(after) == len(told)
    assert set(after[:-1]) == set(told) - {wrong}
    assert after[-1] == Punch(wrong.user, START + timedelta(minutes=minute), wrong.device)


@given(told=punches)
def test_without_corrections_all_stays(told: list[Punch]) -> None:
    assert corrected(told, []) == tuple(told)


def test_of_several_about_one_punch_the_last_one_counts() -> None:
    told = [Punch("p", START + timedelta(seconds=60), "gate")]
    found = corrected(told, [correction(60, 500, number=2), correction(60, 400, number=1)])
    assert [one.at.hour * 60 + one.at.minute for one in found] == [500]


def test_a_doubtful_punch_that_is_in_no_month_is_added() -> None:
    found = corrected([], [correction(753, 501, told_on=date(2000, 1, 1))])
    assert [str(one.at) for one in found] == ["2026-03-02 08:21:00"]


@pytest.mark.parametrize("half", [Half.WHOLE, Half.MORNING])
def test_what_tells_of_it_takes_nothing_from_the_day(university: Profile, half: Half) -> None:
    leave = DayEvent("p", MONDAY, MONDAY, DayStatus.LEAVE, "sick", half=half)
    schedule = {"p": Schedule.of(university.ruleset.at(MONDAY))}
    came = [Punch("p", START + timedelta(hours=hour)) for hour in (12, 17)]
    told = told_on_their_days([correction(753, 720)])
    (plain,) = daily_results(came, schedule, CALENDAR, [leave], MONDAY, MONDAY)
    (found,) = daily_results(came, schedule, CALENDAR, [leave, *told], MONDAY, MONDAY)
    assert found._replace(events=(leave,)) == plain
    assert (found.half, found.leave) == (plain.half, "sick")
    assert "was 12:00 instead: ไฟดับ (request punch-correction:c1 was approved)" in found.explain().in_language("en")
