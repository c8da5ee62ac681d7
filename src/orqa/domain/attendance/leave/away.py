"""Leave as days away (วันที่ลา): what a leave makes of each of its days, permitted or still waiting for it."""

from collections.abc import Iterator
from datetime import date, timedelta
from types import MappingProxyType
from typing import Final

from orqa.base.language import Text
from orqa.domain.attendance.events import DayEvent, Half
from orqa.domain.attendance.leave.records import Leave, LeaveState
from orqa.domain.attendance.statuses import DayStatus

_ONE_DAY = timedelta(days=1)
_COUNTS_AS: Final = MappingProxyType(
    {
        **dict.fromkeys((LeaveState.PERMITTED, LeaveState.RETURNED), DayStatus.LEAVE),
        **dict.fromkeys((LeaveState.FILED, LeaveState.CHECKED, LeaveState.SUPPORTED), DayStatus.PENDING),
    }
)
"""What the days of a leave count as in each state; in the others they are judged without it."""


def days_away(leave: Leave, title: Text | None = None) -> Iterator[DayEvent]:
    """The days of a leave that was permitted or waits for it, its half days apart; nothing of a refused one.

    Args:
        leave: any leave.
        title: what its type is called.
    """
    if leave.state not in _COUNTS_AS:
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
    return DayEvent(leave.person, first, last, _COUNTS_AS[leave.state], leave.leave_type, title, half)
