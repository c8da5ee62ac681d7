"""How one day is judged (การวินิจฉัยผลรายวัน): from its punches, events and schedule to its status."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from itertools import pairwise

from orqa.domain.attendance.events import DayEvent, Half
from orqa.domain.attendance.home import as_proved
from orqa.domain.attendance.results import DayResult
from orqa.domain.attendance.schedules import Schedule
from orqa.domain.attendance.statuses import DayStatus

_DAYS_OFF = (DayStatus.HOLIDAY, DayStatus.WEEKEND)
_STRONGEST_FIRST = (
    DayStatus.LEAVE,
    DayStatus.OFFICIAL_DUTY,
    DayStatus.TRAINING,
    DayStatus.HOME_WORKING,
    DayStatus.EXCUSED,
    DayStatus.ABSENT,
    DayStatus.PRESENT,
)
_IN_DOUBT = frozenset(
    {DayStatus.ABSENT, DayStatus.UNRESOLVED, DayStatus.LATE, DayStatus.EARLY_EXIT, DayStatus.LATE_AND_EARLY}
)
"""What a leave could make better; who was there was there, whatever becomes of the request."""
_BY_LATE_AND_EARLY = {
    (False, False): DayStatus.PRESENT,
    (True, False): DayStatus.LATE,
    (False, True): DayStatus.EARLY_EXIT,
    (True, True): DayStatus.LATE_AND_EARLY,
}


def judge(  # noqa: PLR0913, PLR0917 - what makes a day
    user: str,
    day: date,
    off: DayStatus | None,
    moments: Sequence[datetime],
    events: tuple[DayEvent, ...],
    schedule: Schedule,
) -> DayResult:
    """What a day came to.

    Args:
        user: whose.
        day: which.
        off: ``holiday`` or ``weekend`` on a day off, ``not_due`` on one that is not to be judged yet, None on others.
        moments: the punches that count, in order of time.
        events: of the day.
        schedule: by which it is judged.
    """
    judged = tuple(one for one in events if one.tells is None)
    if len(judged) < len(events):
        return judge(user, day, off, moments, judged, schedule)._replace(events=events)
    if off is None:
        events = as_proved(events, moments)
    others = tuple(one for one in events if one.status is not DayStatus.PENDING)
    if len(others) < len(events):
        return _while_it_waits(judge(user, day, off, moments, others, schedule), off, moments, events)
    late = early = 0
    status = off if off in _DAYS_OFF else _of_events(events) or off or _of_clock(moments, events, schedule)
    if status is None:
        late, early = lateness(moments, events, schedule)
        status = _status(late, early, events, schedule)
    first, last = (moments[0], moments[-1]) if moments else (None, None)
    return DayResult(user, day, status, first, last, late, early, worked(moments, schedule), events, schedule)


def _while_it_waits(
    without: DayResult, off: DayStatus | None, moments: Sequence[datetime], events: tuple[DayEvent, ...]
) -> DayResult:
    """A day of leave that waits for permission: pending where the permission would make it another.

    Args:
        without: what it comes to without that leave.
        off: as of :func:`judge`.
        moments: likewise.
        events: of the day, that leave among them.
    """
    told = without._replace(events=events)
    if without.status not in _IN_DOUBT:
        return told
    permitted = tuple(
        one._replace(status=DayStatus.LEAVE) if one.status is DayStatus.PENDING else one for one in events
    )
    then = judge(without.user, without.day, off, moments, permitted, without.schedule)
    if (then.status, then.late, then.early) == (without.status, without.late, without.early):
        return told
    return told._replace(status=DayStatus.PENDING, late=0, early=0)


def _of_events(events: tuple[DayEvent, ...]) -> DayStatus | None:
    """What the events of a day make of the whole of it; None where they leave some of it."""
    taking = [one for one in events if one.takes]
    whole = _strongest(one.status for one in taking if one.half is Half.WHOLE)
    morning, afternoon = (_strongest(one.status for one in taking if one.half is half) for half in HALVES)
    if whole is not None or morning is None or afternoon is None:
        return whole
    one_is_leave = (morning is DayStatus.LEAVE) != (afternoon is DayStatus.LEAVE)
    return DayStatus.HALF_DAY_LEAVE if one_is_leave else _strongest((morning, afternoon))


HALVES = (Half.MORNING, Half.AFTERNOON)


def taken(events: Iterable[DayEvent], half: Half) -> DayStatus | None:
    """What takes one half of a day, ``morning`` or ``afternoon``; None where that half is worked or missed."""
    taking = (one for one in events if one.takes and one.status is not DayStatus.PENDING)
    return _strongest(one.status for one in taking if one.half in {Half.WHOLE, half})


def _strongest(statuses: Iterable[DayStatus]) -> DayStatus | None:
    return min(statuses, key=_STRONGEST_FIRST.index, default=None)


def _of_clock(moments: Sequence[datetime], events: tuple[DayEvent, ...], schedule: Schedule) -> DayStatus | None:
    """What a day is whatever its hours: by nobody's clock, without a punch, or with too few; None for others."""
    if schedule.mode == "exempt":
        return DayStatus.PRESENT
    if not moments or (came_at(moments[0], schedule) > schedule.sign_in and not _mornings_off(events)):
        return DayStatus.ABSENT
    if is_single(moments[0], moments[-1], schedule) or (schedule.pairing == "lunch" and len(moments) % 2):
        return DayStatus.UNRESOLVED
    return DayStatus.PRESENT if schedule.mode == "load" else None


def _mornings_off(events: Iterable[DayEvent]) -> bool:
    """Whether somebody need not sign in: the morning is taken, or coming later is allowed on that day."""
    return any(one.half is Half.MORNING or one.late_until is not None for one in events)


def is_single(first: datetime, last: datetime, schedule: Schedule) -> bool:
    """Whether all punches of a day are one, repeated."""
    return (last - first).total_seconds() <= schedule.repeat_seconds


def lateness(moments: Sequence[datetime], events: tuple[DayEvent, ...], schedule: Schedule) -> tuple[int, int]:
    """Minutes late and minutes left early, both from the hour without courtesy; 0 within the courtesy."""
    halves = {one.half for one in events if one.takes}
    start = schedule.half_in if Half.MORNING in halves else schedule.start
    end = schedule.half_out if Half.AFTERNOON in halves else schedule.end
    until = max((start + schedule.arriving, *(one.late_until for one in events if one.late_until is not None)))
    came, left = came_at(moments[0], schedule), _minute(moments[-1])
    return (came - start if came > until else 0), (end - left if left < end - schedule.leaving else 0)


def _status(late: int, early: int, events: tuple[DayEvent, ...], schedule: Schedule) -> DayStatus:
    if late and 0 < schedule.half_day_after <= late:
        return DayStatus.UNRESOLVED
    if not late and not early and any(one.status is DayStatus.LEAVE for one in events):
        return DayStatus.HALF_DAY_LEAVE
    return _BY_LATE_AND_EARLY[late > 0, early > 0]


def came_at(moment: datetime, schedule: Schedule) -> int:
    """The minute at which somebody came; where seconds count, a minute that has begun is over."""
    return _minute(moment) + (schedule.seconds_count and moment.second > 0)


def worked(moments: Sequence[datetime], schedule: Schedule) -> int:
    """Minutes of work, lunch left out: from the first to the last punch, or of the pairs where lunch is punched."""
    if not moments:
        return 0
    came, left = came_at(moments[0], schedule), _minute(moments[-1])
    if schedule.mode == "load":
        return _of_load(came, left, schedule)
    if schedule.pairing == "lunch" and len(moments) % 2 == 0:
        return sum(_minute(out) - _minute(in_) for in_, out in list(pairwise(moments))[::2])
    return _without_lunch(came, left, schedule)


def _of_load(came: int, left: int, schedule: Schedule) -> int:
    within = max(came, schedule.start), min(left, schedule.end)
    return max(0, min(_without_lunch(*within, schedule), schedule.daily_load))


def _without_lunch(came: int, left: int, schedule: Schedule) -> int:
    lunch = min(left, schedule.lunch_last) - max(came, schedule.lunch_first)
    return max(0, left - came - max(0, lunch))


def _minute(moment: datetime) -> int:
    return moment.hour * 60 + moment.minute
