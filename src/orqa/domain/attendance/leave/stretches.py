"""Stretches of leave and what they count: working days, calendar days, halves, years (การนับวันลา); pure.

ระเบียบว่าด้วยการลาของข้าราชการ พ.ศ. 2555 ข้อ 10: days are counted on for filing and permitting, holidays inside;
what is used of sick, assist-wife, personal leave and vacation is working days alone. Which type counts how is in the
vocabulary ``leave-type``.
"""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Final, Protocol, TypeVar

from orqa.base.calendar import OutsideCalendar, WorkCalendar
from orqa.base.years import Year, YearRule
from orqa.domain.attendance.events import Half

HALF: Final = Decimal("0.5")
WORKING: Final = "working_day"
_ONE_DAY: Final = timedelta(days=1)


class Stretch(Protocol):
    """Days on which somebody is on leave: from ``first`` to ``last``, both included.

    Attributes:
        leave_type: code of the vocabulary ``leave-type``.
        first: the first day.
        last: the last day.
        first_half: ``afternoon`` where the first day begins at noon, else ``whole``.
        last_half: ``morning`` where the last day ends at noon, else ``whole``.
    """

    @property
    def leave_type(self) -> str:
        """See above."""

    @property
    def first(self) -> date:
        """See above."""

    @property
    def last(self) -> date:
        """See above."""

    @property
    def first_half(self) -> Half:
        """See above."""

    @property
    def last_half(self) -> Half:
        """See above."""


_S = TypeVar("_S", bound=Stretch)


def days_used(
    stretch: Stretch, counted: str, calendar: WorkCalendar, first: date = date.min, last: date = date.max
) -> Decimal:
    """What a stretch uses: working days or calendar days, half days as 0.5.

    Args:
        stretch: the days.
        counted: ``working_day`` or ``calendar_day``, as the vocabulary has it.
        calendar: of the place where the person works.
        first: only days from here on.
        last: only days until here.

    Raises:
        NotModelled: where the calendar does not reach the days.
    """
    first, last = max(stretch.first, first), min(stretch.last, last)
    if first > last:
        return Decimal(0)
    working = counted == WORKING
    whole = calendar.count(first, last) if working else (last - first).days + 1
    halves = ((stretch.first, stretch.first_half), (stretch.last, stretch.last_half))
    days = [day for day, half in halves if half is not Half.WHOLE and first <= day <= last]
    cut = sum(not working or calendar.is_working_day(day) for day in days)
    return whole - HALF * cut if cut else Decimal(whole)


def calendar_days(stretch: Stretch) -> int:
    """Days counted on, holidays inside; a day that is begun counts whole."""
    return (stretch.last - stretch.first).days + 1


def overlaps(one: Stretch, other: Stretch) -> bool:
    """Whether two stretches share half a day at least."""
    (first, last), (other_first, other_last) = half_days(one), half_days(other)
    return first <= other_last and other_first <= last


def half_days(stretch: Stretch) -> tuple[int, int]:
    """The first and the last half day, numbered through the calendar, so that they can be compared."""
    begins = stretch.first.toordinal() * 2 + (stretch.first_half is Half.AFTERNOON)
    return begins, stretch.last.toordinal() * 2 + (stretch.last_half is not Half.MORNING)


def runs_on(earlier: Stretch, later: Stretch, calendar: WorkCalendar) -> bool:
    """Whether the later goes on where the earlier ends: no working day, and no half of one, lies between them."""
    if earlier.last >= later.first:
        return earlier.last == later.first
    if earlier.last_half is Half.MORNING and calendar.is_working_day(earlier.last):
        return False
    if later.first_half is Half.AFTERNOON and calendar.is_working_day(later.first):
        return False
    between_first, between_last = earlier.last + _ONE_DAY, later.first - _ONE_DAY
    return between_first > between_last or not _works_between(between_first, between_last, calendar)


def _works_between(first: date, last: date, calendar: WorkCalendar) -> bool:
    """Whether a working day lies in a span; where the calendar does not reach it, it is taken to."""
    try:
        return calendar.count(first, last) > 0
    except OutsideCalendar:
        return True


def times(stretches: Iterable[_S], calendar: WorkCalendar, *, joined: bool) -> tuple[tuple[_S, ...], ...]:
    """The times (ครั้ง) that stretches of one type make: each its own, or those that run on together.

    Args:
        stretches: of one person and type.
        calendar: of the place where the person works.
        joined: whether stretches without a break are one time.
    """
    found: list[list[_S]] = []
    for one in sorted(stretches, key=half_days):
        if joined and found and runs_on(found[-1][-1], one, calendar):
            found[-1].append(one)
        else:
            found.append([one])
    return tuple(map(tuple, found))


def years_of(stretch: Stretch, rule: YearRule) -> Sequence[Year]:
    """The years that a stretch has days in, in order."""
    found = [rule.year_of(stretch.first)]
    while found[-1].last < stretch.last:
        found.append(rule.year_of(found[-1].last + _ONE_DAY))
    return found
