"""A leave that ends another, and one that turns into another."""

from datetime import date
from typing import Any

import pytest

from orqa.domain.attendance.leave import Leave, LeaveState
from orqa.domain.attendance.leave.errors import LeaveStateRefused
from orqa.domain.attendance.leave.turning import decide_giving_up, ended_by
from orqa.rules.profile import Profile

FIRST, LAST = date(2026, 3, 2), date(2026, 5, 30)


def leave(leave_type: str = "maternity", **more: Any) -> Leave:
    given = {"id": "leave-1", "person": "a", "first": FIRST, "last": LAST, "filed_on": FIRST, "state": "permitted"}
    return Leave(leave_type=leave_type, **(given | more))


def give_up(university: Profile, one: Leave, back_on: date) -> Any:
    return decide_giving_up(one, university.at(FIRST), back_on=back_on, because="ไม่คลอดตามกำหนด", new_id="leave-2")


def test_days_of_maternity_leave_become_personal_leave(university: Profile) -> None:
    found = give_up(university, leave(birth=date(2026, 3, 20)), date(2026, 3, 16))
    given_up, instead = found.value.given_up, found.value.instead
    assert (given_up.state, given_up.ended_because) == (LeaveState.CANCELLED, "ไม่คลอดตามกำหนด")
    assert (instead.id, instead.leave_type, instead.came_from) == ("leave-2", "personal", "leave-1")
    assert (instead.first, instead.last, instead.state) == (FIRST, date(2026, 3, 15), LeaveState.PERMITTED)
    assert instead.filed_on == FIRST
    assert "opm-leave-2555#19" in map(str, found.citations)


def test_nothing_taken_turns_into_nothing(university: Profile) -> None:
    found = give_up(university, leave(), FIRST).value
    assert (found.given_up.state, found.instead) == (LeaveState.CANCELLED, None)


def test_other_leave_keeps_its_type_and_is_cut_short(university: Profile) -> None:
    found = give_up(university, leave("study"), date(2026, 4, 1)).value
    assert found.instead is None
    assert (found.given_up.last, found.given_up.planned_last) == (date(2026, 3, 31), LAST)


@pytest.mark.parametrize("back_on", [date(2026, 5, 31), date(2026, 7, 1)])
def test_what_was_taken_in_full_is_not_given_up(university: Profile, back_on: date) -> None:
    with pytest.raises(LeaveStateRefused):
        give_up(university, leave(), back_on)


def test_maternity_leave_ends_another_the_day_before() -> None:
    found = ended_by(leave("sick"), date(2026, 3, 11), "ลาคลอดบุตร")
    assert (found.last, found.planned_last, found.state) == (date(2026, 3, 10), LAST, LeaveState.PERMITTED)
    assert ended_by(leave("sick"), FIRST, "ลาคลอดบุตร").state is LeaveState.CANCELLED
    asked = ended_by(leave("sick", state="filed"), date(2026, 3, 11), "ลาคลอดบุตร")
    assert (asked.last, asked.planned_last, asked.state) == (date(2026, 3, 10), LAST, LeaveState.FILED)
    for over in (leave("sick", state="returned"), leave("sick", state="draft")):
        with pytest.raises(LeaveStateRefused):
            ended_by(over, date(2026, 3, 11), "ลาคลอดบุตร")
