"""Working days of whoever moves (วันทำการของผู้ที่ย้ายสถานที่ทำงาน): one calendar until a day, another from it on."""

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import groupby, pairwise
from operator import attrgetter
from typing import Self

from attrs import frozen

from orqa.base.calendar import WorkCalendar
from orqa.base.holidays import Holiday


@frozen(eq=False, kw_only=True, repr=False)
class MovingCalendar(WorkCalendar):
    """The working days of somebody who works in one region after the other; asked like any other calendar.

    Each day is one of the calendar that holds on it. Made by :meth:`of`; ``region`` is None and ``covers`` empty, as
    no region is that of all days.

    Attributes:
        parts: the first day of each calendar with it, in order; the first one holds before its day, too.
    """

    parts: tuple[tuple[date, WorkCalendar], ...]

    @classmethod
    def of(cls, parts: Sequence[tuple[date, WorkCalendar]]) -> Self:
        """Put calendars of the same office together, each from its first day until the next one begins.

        Raises:
            ValueError: when there is none, their days do not rise, or they differ in their years, their weekend, their
                entries or the day by whose knowledge they answer.
        """
        if not parts or any(later <= earlier for (earlier, _), (later, _) in pairwise(parts)):
            raise ValueError("a moving calendar is made of calendars with rising first days")
        one = parts[0][1]
        if any(_common(other) != _common(one) for _, other in parts):
            raise ValueError("the parts of a moving calendar are of one office: the same years, weekend and entries")
        before: dict[date, int] = {}
        upto: dict[date, int] = {}
        working: list[date] = []
        for number in range(one.first.toordinal(), one.last.toordinal() + 1):
            day = date.fromordinal(number)
            before[day] = len(working)
            if _holding(parts, day).is_working_day(day):
                working.append(day)
            upto[day] = len(working)
        return cls(
            first=one.first,
            last=one.last,
            weekend=one.weekend,
            region=None,
            covers=frozenset(),
            known_on=one.known_on,
            entries=one.entries,
            gaps=tuple(dict.fromkeys(gap for _, part in parts for gap in part.gaps)),
            _before=before,
            _upto=upto,
            _working=tuple(working),
            _by_day={day: tuple(group) for day, group in groupby(one.entries, key=attrgetter("day"))},
            parts=tuple(parts),
        )

    def on(self, day: date) -> WorkCalendar:
        """The calendar that holds on a day."""
        return _holding(self.parts, day)

    def closes(self, holiday: Holiday) -> bool:
        """Whether an entry closes the place where the person works on its day."""
        return self.on(holiday.day).closes(holiday)

    def revised(self, add: Iterable[Holiday] = (), drop: Iterable[Holiday] = ()) -> Self:
        """The same with other entries in every part; see :meth:`WorkCalendar.revised`."""
        more, less = tuple(add), tuple(drop)
        return self.of([(first, part.revised(more, less)) for first, part in self.parts])

    def as_known_on(self, known_on: date | None) -> Self:
        """The same by what was known on another day; None uses all that is known."""
        return self.of([(first, part.as_known_on(known_on)) for first, part in self.parts])


def _holding(parts: Sequence[tuple[date, WorkCalendar]], day: date) -> WorkCalendar:
    return next((part for first, part in reversed(parts) if first <= day), parts[0][1])


def _common(calendar: WorkCalendar) -> tuple[object, ...]:
    return calendar.first, calendar.last, calendar.weekend, calendar.known_on, calendar.entries
