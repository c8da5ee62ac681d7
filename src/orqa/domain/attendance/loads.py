"""Weekly loads (ภาระงานรายสัปดาห์): what somebody worked of a week against what was owed of it."""

from collections.abc import Iterable
from datetime import date, timedelta

from attrs import frozen

from orqa.domain.attendance.results import DayResult
from orqa.domain.attendance.statuses import DayStatus

_WORK_WEEK = 5
_OWED = frozenset({DayStatus.PRESENT, DayStatus.ABSENT, DayStatus.UNRESOLVED})


@frozen(kw_only=True)
class WeekLoad:
    """A week of somebody with a weekly load.

    Attributes:
        user: whose.
        monday: the first day of the week.
        worked: minutes that count.
        owed: minutes owed: those of the week, for each of its five working days that was neither off nor leave or duty.
    """

    user: str
    monday: date
    worked: int
    owed: int

    @property
    def missing(self) -> int:
        """Minutes by which it fell short; 0 where it did not."""
        return max(0, self.owed - self.worked)


def week_loads(results: Iterable[DayResult]) -> tuple[WeekLoad, ...]:
    """The weeks of those whose schedule is a load, in order; of a week that is cut off, the days that are there."""
    worked: dict[tuple[str, date], int] = {}
    owed: dict[tuple[str, date], int] = {}
    for one in results:
        if one.schedule.mode == "load":
            week = one.user, one.day - timedelta(days=one.day.weekday())
            worked[week] = worked.get(week, 0) + one.worked
            share = one.schedule.weekly_load if one.status in _OWED else 0
            owed[week] = owed.get(week, 0) + share
    return tuple(
        WeekLoad(user=user, monday=monday, worked=minutes, owed=owed[user, monday] // _WORK_WEEK)
        for (user, monday), minutes in worked.items()
    )
