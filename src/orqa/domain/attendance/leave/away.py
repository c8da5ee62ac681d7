"""Leave as days away (วันที่ลา): what a permitted leave makes of each of its days."""

from collections.abc import Iterator
from datetime import date, timedelta

from orqa.base.language import Text
from orqa.domain.attendance.events import DayEvent, Half
from orqa.domain.attendance.leave.records import Leave, LeaveState
from orqa.domain.attendance.statuses import DayStatus

_ONE_DAY = timedelta(days=1)
GRANTED = frozenset({LeaveState.PERMITTED, LeaveState.RETURNED})
"""The states in which a leave takes its days from work; while it is only asked for, the days are judged without it."""


def days_away(leave: Leave, title: Text | None = None) -> Iterator[DayEvent]:
    """The days of a leave that was permitted, its half days apart; nothing of one that was not.

    Args:
        leave: any leave.
        title: what its type is called.
    """
    if leave.state not in GRANTED:
        return
    first, last = leave.first, leave.last
    if first == last:
        half = leave.first_half if leave.first_half is not Half.WHOLE else leave.last_half
        yield _event(leave, first, last, half, title)
        return
    if leave.first_half is not Half.WHOLE:
        yield _event(leave, first, first, leave.first_half, title)
        first += _ONE_DAY
    if leave.last_half is not Half.WHOLE:
        yield _event(leave, last, last, leave.last_half, title)
        last -= _ONE_DAY
    if first <= last:
        yield _event(leave, first, last, Half.WHOLE, title)


def _event(leave: Leave, first: date, last: date, half: Half, title: Text | None) -> DayEvent:
    return DayEvent(leave.person, first, last, DayStatus.LEAVE, leave.leave_type, title, half)
