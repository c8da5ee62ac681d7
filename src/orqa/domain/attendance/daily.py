"""Daily results (ผลการลงเวลารายวัน) of many people: what each day came to, from punches, schedules and events."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from operator import attrgetter
from typing import Final, NamedTuple

from orqa.base.calendar import WorkCalendar
from orqa.domain.attendance.events import DayEvent
from orqa.domain.attendance.judging import judge
from orqa.domain.attendance.punches import Punch, without_repeats
from orqa.domain.attendance.results import DayResult
from orqa.domain.attendance.schedules import Schedule
from orqa.domain.attendance.statuses import DayStatus

__all__ = ["DayResult", "daily_results"]

_DAY_BITS: Final = 22
"""Days of the calendar fit into so many bits: a person's number above them makes one key of person and day."""

_WHOLE_DAY: Final = (0, 24 * 60 - 1)
_at = attrgetter("at")

Moments = Mapping[int, datetime]
Happenings = Mapping[int, tuple[DayEvent, ...]]
"""The events of each day, by its ordinal."""


class _Day(NamedTuple):
    number: int
    day: date
    off: DayStatus | None


def daily_results(  # noqa: PLR0913, PLR0917 - what makes the days of an office
    punches: Iterable[Punch],
    schedule: Schedule | Mapping[str, Schedule],
    calendar: WorkCalendar,
    events: Iterable[DayEvent],
    first: date,
    last: date,
    *,
    decided: date | None = None,
) -> list[DayResult]:
    """One result for each person and day, by person, then by day.

    Whoever has punched twice or more on a day was there from the first to the last punch; a single punch leaves the
    day ``unresolved``, never ``absent``. Days off stay days off, whatever was punched; leave and duty come before the
    clock. The rules are in the schedules: read them once for days in which none changes.

    Args:
        punches: of any people, in any order, repeats among them; only ``user`` and ``at`` are read.
        schedule: by which all people of the punches and events are judged, or one for each person: then each of these
            has a result for each day, and nobody else has.
        calendar: which days are worked.
        events: leave, duty and the like.
        first: the first day.
        last: the last day.
        decided: the last day that is judged; working days after it are ``not_due``. None for all.

    Raises:
        OutsideCalendar: when the days are not all in the calendar.
        SpanReversed: when ``last`` is before ``first``.
    """
    plan = _plan(calendar, first, last, decided)
    events = tuple(events)
    if isinstance(schedule, Schedule):
        punches = tuple(punches)
        seen = (*(punch.user for punch in punches), *(event.user for event in events if event.user))
        schedule = dict.fromkeys(seen, schedule)
    index = {user: number << _DAY_BITS for number, user in enumerate(schedule)}
    counted = _counted(punches, schedule)
    happenings, of_all = _happenings(events, first, last)
    found: list[DayResult] = []
    firsts, lasts, every = _by_day(counted, index, schedule, first.toordinal(), last.toordinal())
    for user, own in schedule.items():
        special, base = happenings.get(user, of_all), index[user]
        if own.mode == "hours" and own.pairing == "first_last":
            _judge_hours(found, user, own, plan, base, firsts, lasts, special)
        else:
            found += _judge_each(user, own, plan, base, every, special)
    return found


def _plan(calendar: WorkCalendar, first: date, last: date, decided: date | None) -> list[_Day]:
    working = set(calendar.working_days(first, last))
    last_decided = decided or last
    plan = []
    for number in range(first.toordinal(), last.toordinal() + 1):
        day = date.fromordinal(number)
        off = DayStatus.WEEKEND if day.weekday() in calendar.weekend else DayStatus.HOLIDAY
        not_due = DayStatus.NOT_DUE if day > last_decided else None
        plan.append(_Day(number, day, not_due if day in working else off))
    return plan


def _counted(punches: Iterable[Punch], schedules: Mapping[str, Schedule]) -> Iterable[Punch]:
    """The punches in order of time, without those outside the window of a schedule that has one."""
    windows = {user: (one.window_first, one.window_last) for user, one in schedules.items()}
    windows = {user: window for user, window in windows.items() if window != _WHOLE_DAY}
    ordered = sorted(punches, key=_at)
    return _within(ordered, windows) if windows else ordered


def _within(punches: Iterable[Punch], windows: Mapping[str, tuple[int, int]]) -> Iterator[Punch]:
    for punch in punches:
        first, last = windows.get(punch.user, _WHOLE_DAY)
        if first <= punch.at.hour * 60 + punch.at.minute <= last:
            yield punch


def _by_day(
    punches: Iterable[Punch], index: Mapping[str, int], schedules: Mapping[str, Schedule], low: int, high: int
) -> tuple[Moments, Moments, Mapping[int, list[Punch]]]:
    """The first and the last punch of each person and day, and every one of those whom the first and last do not do."""
    firsts: dict[int, datetime] = {}
    lasts: dict[int, datetime] = {}
    every: dict[int, list[Punch]] = {}
    keep = firsts.setdefault
    paired = {user for user, one in schedules.items() if one.mode != "hours" or one.pairing != "first_last"}
    for punch in punches:
        at = punch.at
        number = at.toordinal()
        base = index.get(punch.user)
        if base is None or not low <= number <= high:
            continue
        key = base + number
        keep(key, at)
        lasts[key] = at
        if paired and punch.user in paired:
            every.setdefault(key, []).append(punch)
    return firsts, lasts, every


def _happenings(events: Iterable[DayEvent], first: date, last: date) -> tuple[Mapping[str, Happenings], Happenings]:
    """The events of each person by day, those of everybody among them; and those of whom only the latter concern."""
    own: dict[str, dict[int, tuple[DayEvent, ...]]] = {"": {}}
    for event in events:
        days = own.setdefault(event.user, {})
        for number in range(max(event.first, first).toordinal(), min(event.last, last).toordinal() + 1):
            days[number] = (*days.get(number, ()), event)
    of_all = own.pop("")
    merged = {
        user: {number: (*days.get(number, ()), *of_all.get(number, ())) for number in days.keys() | of_all.keys()}
        for user, days in own.items()
    }
    return merged, of_all


def _judge_each(  # noqa: PLR0913, PLR0917 - the hands of daily_results
    user: str,
    schedule: Schedule,
    plan: Iterable[_Day],
    base: int,
    every: Mapping[int, Sequence[Punch]],
    special: Happenings,
) -> Iterator[DayResult]:
    """The days of somebody whose lunch is punched, whose load counts, or who need not punch."""
    for number, day, off in plan:
        punches = without_repeats(every.get(base + number, ()), schedule.repeat_seconds)
        yield judge(user, day, off, [punch.at for punch in punches], special.get(number, ()), schedule)


def _judge_hours(  # noqa: PLR0913, PLR0917 - the hands of daily_results
    found: list[DayResult],
    user: str,
    schedule: Schedule,
    plan: Iterable[_Day],
    base: int,
    firsts: Moments,
    lasts: Moments,
    special: Happenings,
) -> None:
    """The days of somebody with fixed hours.

    It does for a plain day what :func:`~orqa.domain.attendance.judging.judge` does, written out: a call or an attribute
    more for each of a hundred thousand days is what the whole takes. A test holds the two together.
    """
    start, end, exact = schedule.start, schedule.end, schedule.seconds_count
    latest, earliest = start + schedule.arriving, end - schedule.leaving
    lunch_first, lunch_last, repeat = schedule.lunch_first, schedule.lunch_last, schedule.repeat_seconds
    half_day_after = schedule.half_day_after or 24 * 60
    short, lunch, sign_in = repeat // 60 + 1, lunch_last - lunch_first, schedule.sign_in
    present, late_, early_, both = DayStatus.PRESENT, DayStatus.LATE, DayStatus.EARLY_EXIT, DayStatus.LATE_AND_EARLY
    absent, unresolved = DayStatus.ABSENT, DayStatus.UNRESOLVED
    new, kind, append, first_of = tuple.__new__, DayResult, found.append, firsts.get
    for number, day, off in plan:
        first = first_of(base + number)
        if number in special or (off is not None and first is not None):
            moments = () if first is None else (first, lasts[base + number])
            append(judge(user, day, off, moments, special.get(number, ()), schedule))
            continue
        if first is None:
            append(new(kind, (user, day, off or absent, None, None, 0, 0, 0, (), schedule)))
            continue
        last = lasts[base + number]
        came = first.hour * 60 + first.minute
        left = last.hour * 60 + last.minute
        if exact and first.second:
            came += 1
        if came <= lunch_first and left >= lunch_last:
            worked = left - came - lunch
        else:
            worked = max(0, left - came - max(0, min(left, lunch_last) - max(came, lunch_first)))
        if came > sign_in:
            append(new(kind, (user, day, absent, first, last, 0, 0, worked, (), schedule)))
            continue
        if left - came <= short and (last - first).total_seconds() <= repeat:
            append(new(kind, (user, day, unresolved, first, last, 0, 0, worked, (), schedule)))
            continue
        late = came - start if came > latest else 0
        early = end - left if left < earliest else 0
        status = (both if early else late_) if late else early_ if early else present
        if late >= half_day_after:
            status = unresolved
        append(new(kind, (user, day, status, first, last, late, early, worked, (), schedule)))
