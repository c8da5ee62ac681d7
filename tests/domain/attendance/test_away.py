"""What a leave makes of each of its days."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orqa.domain.attendance.events import Half
from orqa.domain.attendance.leave.away import days_away
from orqa.domain.attendance.leave.records import Leave, LeaveState

MONDAY = date(2026, 3, 2)


def leave(last: int = 0, state: LeaveState = LeaveState.PERMITTED, **halves: Half) -> Leave:
    return Leave(
        id="leave-1",
        person="p",
        leave_type="sick",
        first=MONDAY,
        last=MONDAY + timedelta(last),
        filed_on=MONDAY,
        state=state,
        **halves,
    )


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        (leave(), [(0, 0, "whole")]),
        (leave(2), [(0, 2, "whole")]),
        (leave(first_half=Half.AFTERNOON), [(0, 0, "afternoon")]),
        (leave(last_half=Half.MORNING), [(0, 0, "morning")]),
        (leave(2, first_half=Half.AFTERNOON), [(0, 0, "afternoon"), (1, 2, "whole")]),
        (leave(2, last_half=Half.MORNING), [(2, 2, "morning"), (0, 1, "whole")]),
        (leave(1, first_half=Half.AFTERNOON, last_half=Half.MORNING), [(0, 0, "afternoon"), (1, 1, "morning")]),
    ],
    ids=["a day", "three days", "an afternoon", "a morning", "from noon", "to noon", "from noon to noon"],
)
def test_days_and_halves(asked: Leave, expected: list[tuple[int, int, str]]) -> None:
    found = [((one.first - MONDAY).days, (one.last - MONDAY).days, str(one.half)) for one in days_away(asked)]
    assert found == expected
    assert {(one.user, str(one.status), one.code) for one in days_away(asked)} == {("p", "leave", "sick")}


@pytest.mark.parametrize("state", [LeaveState.DRAFT, LeaveState.REFUSED, LeaveState.CANCELLED])
def test_what_was_not_permitted_takes_no_day(state: LeaveState) -> None:
    assert list(days_away(leave(state=state))) == []


@given(
    last=st.integers(0, 30),
    first_half=st.sampled_from([Half.WHOLE, Half.AFTERNOON]),
    last_half=st.sampled_from([Half.WHOLE, Half.MORNING]),
)
def test_each_day_is_away_once(last: int, first_half: Half, last_half: Half) -> None:
    if last == 0 and Half.WHOLE not in {first_half, last_half}:
        return
    parts = list(days_away(leave(last, first_half=first_half, last_half=last_half)))
    days = sum(Decimal(1 if one.half is Half.WHOLE else "0.5") * ((one.last - one.first).days + 1) for one in parts)
    halves = [first_half, last_half].count(Half.WHOLE)
    assert days == last + 1 - Decimal("0.5") * (2 - halves)


@pytest.mark.parametrize("state", [LeaveState.FILED, LeaveState.CHECKED, LeaveState.SUPPORTED])
def test_days_of_a_leave_that_waits_for_permission_are_pending(state: LeaveState) -> None:
    (found,) = days_away(leave(state=state))
    assert (str(found.status), found.code) == ("pending", "sick")
