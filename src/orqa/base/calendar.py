"""Working days (วันทำการ): which days an office is open, counted in constant time.

>>> from orqa.base.language import Text
>>> new_year = Holiday(day=date(2026, 1, 1), name=Text.of(en="New Year"))
>>> calendar = WorkCalendar.from_holidays([new_year], first=date(2026, 1, 1), last=date(2026, 12, 31))
>>> calendar.count(date(2026, 1, 1), date(2026, 1, 9))
6
>>> calendar.add(date(2025, 12, 31), 1)
Traceback (most recent call last):
    ...
orqa.base.calendar_errors.OutsideCalendar: 2025-12-31 is outside the work calendar, which covers 2026-01-01/2026-12-31
"""

from collections.abc import Iterable
from datetime import date, datetime
from itertools import groupby
from operator import attrgetter
from typing import Any, Self

from attrs import field, frozen

from orqa.base.calendar_errors import NotADate, OutsideCalendar, SpanReversed
from orqa.base.errors import OrqaError
from orqa.base.holidays import Gap, Holiday, HolidayStatus

__all__ = ["Gap", "Holiday", "HolidayStatus", "NotADate", "OutsideCalendar", "SpanReversed", "WorkCalendar"]

SATURDAY_SUNDAY = (5, 6)
"""The weekend where none is given, as :meth:`datetime.date.weekday` numbers days (Monday is 0)."""


@frozen(eq=False, kw_only=True, repr=False)
class WorkCalendar:
    """The working days of one office, in the years from ``first`` to ``last``.

    Immutable; share it freely between threads. Made by :meth:`from_holidays`. Every question is answered by one or two
    look-ups, whatever the length of the span. A question that leaves the years raises :class:`OutsideCalendar`,
    one about a datetime raises :class:`NotADate`.

    Attributes:
        first: first day covered.
        last: last day covered.
        weekend: weekdays that are never worked, Monday being 0.
        region: where the office stands, an ISO 3166-2 code or the name of a group of regions; None counts days off
            of the whole country only.
        covers: the ISO 3166-2 codes of that; a day is off where it is off in each of them.
        known_on: answer by what was known on that day; None uses all that is known.
        entries: every entry that the calendar was made from, those of other regions as well.
        gaps: days off of this region that are known to exist and are not counted, as their date is missing.
    """

    first: date
    last: date
    weekend: frozenset[int]
    region: str | None
    covers: frozenset[str]
    known_on: date | None
    entries: tuple[Holiday, ...]
    gaps: tuple[Gap, ...]
    # A dict of dates refuses a datetime by itself (its hash differs) and bounds cost nothing: both checks that a
    # list of ordinals would need are saved.
    _before: dict[date, int] = field(alias="_before")
    _upto: dict[date, int] = field(alias="_upto")
    _working: tuple[date, ...] = field(alias="_working")
    _by_day: dict[date, tuple[Holiday, ...]] = field(alias="_by_day")

    @classmethod
    def from_holidays(  # noqa: PLR0913 - the parts of a calendar, all but the first by name
        cls,
        holidays: Iterable[Holiday],
        *,
        first: date,
        last: date,
        weekend: Iterable[int] = SATURDAY_SUNDAY,
        region: str | None = None,
        covers: Iterable[str] | None = None,
        known_on: date | None = None,
        gaps: Iterable[Gap] = (),
    ) -> Self:
        """Work out the working days.

        A day is worked unless it is on the weekend or an entry closes the office on it: one that is a day off,
        stands by what was known on ``known_on`` and holds in ``region``. Where that is a group, ``covers`` names
        its regions, and a day must be off in each. Entries outside ``first`` to ``last`` are kept and change nothing.

        Raises:
            SpanReversed: when ``last`` is before ``first``.
            ValueError: when ``weekend`` has a number that is no weekday.
        """
        rest = _weekdays(weekend)
        entries = tuple(sorted(holidays, key=attrgetter("day")))
        where = frozenset(covers if covers is not None else () if region is None else (region,))
        closed = {h.day for h in entries if _closes(h, where, known_on)}
        before, upto, working = _count_days(_days(first, last), rest, closed)
        return cls(
            first=first,
            last=last,
            weekend=rest,
            region=region,
            covers=where,
            known_on=known_on,
            entries=entries,
            gaps=tuple(gap for gap in gaps if gap.holds_in(*where) and first.year <= gap.year <= last.year),
            _before=before,
            _upto=upto,
            _working=working,
            _by_day={day: tuple(group) for day, group in groupby(entries, key=attrgetter("day"))},
        )

    def is_working_day(self, day: date) -> bool:
        """Whether the office is open on ``day``.

        Raises:
            OutsideCalendar: when ``day`` is outside the calendar.
            NotADate: when ``day`` is a datetime or no date at all.
        """
        try:
            return self._before[day] != self._upto[day]
        except KeyError:
            raise self._refusal(day) from None

    def count(self, first: date, last: date) -> int:
        """The number of working days from ``first`` to ``last``, both included.

        Raises:
            SpanReversed: when ``last`` is before ``first``.
            OutsideCalendar: when either day is outside the calendar.
            NotADate: when either is a datetime or no date at all.
        """
        try:
            days = self._upto[last] - self._before[first]
        except KeyError:
            raise self._refusal(first, last) from None
        if days <= 0 and last < first:
            raise SpanReversed(first, last)
        return days

    def add(self, day: date, days: int) -> date:
        """The working day that is ``days`` working days away from ``day``.

        Args:
            day: where to start; need not be a working day.
            days: n > 0 gives the n-th working day strictly after ``day``, n < 0 the n-th strictly before it,
                and 0 gives ``day`` itself when it is a working day, else the next one.

        Raises:
            OutsideCalendar: when ``day`` or the answer is outside the calendar.
            NotADate: when ``day`` is a datetime or no date at all.
        """
        try:
            if days > 0:
                return self._working[self._upto[day] + days - 1]
            at = self._before[day] + days
            if at >= 0:
                return self._working[at]
        except (KeyError, IndexError):
            pass
        raise self._refusal(day, beyond=days)

    def working_days(self, first: date, last: date) -> tuple[date, ...]:
        """The working days from ``first`` to ``last``, both included, in order.

        Raises:
            SpanReversed: when ``last`` is before ``first``.
            OutsideCalendar: when either day is outside the calendar.
            NotADate: when either is a datetime or no date at all.
        """
        days = self.count(first, last)
        start = self._before[first]
        return self._working[start : start + days]

    def closes(self, holiday: Holiday) -> bool:
        """Whether an entry closes this office: a day off, standing, holding in its region."""
        return _closes(holiday, self.covers, self.known_on)

    def holidays(self, first: date | None = None, last: date | None = None) -> tuple[Holiday, ...]:
        """The entries that close this office, in order of their days, weekends included.

        Args:
            first: leave out earlier days; the calendar's first day by default.
            last: leave out later days; the calendar's last day by default.

        Raises:
            SpanReversed: when ``last`` is before ``first``.
            OutsideCalendar: when either day is outside the calendar.
            NotADate: when either is a datetime or no date at all.
        """
        start, end = first or self.first, last or self.last
        self.count(start, end)
        return tuple(h for h in self.entries if start <= h.day <= end and self.closes(h))

    def why(self, day: date) -> tuple[Holiday, ...]:
        """What is known about ``day``: the entries that close the office on it first, then all others.

        The others say why an office works on a day that some list calls a holiday: it was moved, withdrawn, is
        disputed, or holds in other regions. Empty for a plain working day and a plain weekend.

        Raises:
            OutsideCalendar: when ``day`` is outside the calendar.
            NotADate: when ``day`` is a datetime or no date at all.
        """
        self.is_working_day(day)
        known = (h for h in self._by_day.get(day, ()) if h.is_known(self.known_on))
        return tuple(sorted(known, key=lambda h: not self.closes(h)))

    @property
    def provisional(self) -> frozenset[int]:
        """The years whose final list is not out: what is counted in them may change."""
        return frozenset(h.day.year for h in self.entries if h.status is HolidayStatus.PROVISIONAL)

    def revised(self, add: Iterable[Holiday] = (), drop: Iterable[Holiday] = ()) -> Self:
        """The same calendar with other entries: an office's own days off, or the final list of a year.

        >>> calendar.revised(add=final_2570, drop=[h for h in calendar.entries if h.day.year == 2027])  # doctest: +SKIP

        Raises:
            ValueError: when an entry to drop is not in the calendar.
        """
        dropped = tuple(drop)
        missing = [h for h in dropped if h not in self.entries]
        if missing:
            raise ValueError(f"not in the calendar, so it cannot be dropped: {missing[0]}")
        kept = [h for h in self.entries if h not in dropped]
        return self._like([*kept, *add], self.known_on)

    def as_known_on(self, known_on: date | None) -> Self:
        """The same calendar by what was known on another day; None uses all that is known."""
        return self._like(self.entries, known_on)

    def _like(self, entries: Iterable[Holiday], known_on: date | None) -> Self:
        return self.from_holidays(
            entries,
            first=self.first,
            last=self.last,
            weekend=self.weekend,
            region=self.region,
            covers=self.covers,
            known_on=known_on,
            gaps=self.gaps,
        )

    def _refusal(self, *days: Any, beyond: int = 0) -> OrqaError:
        """The error for the first day that is no date or not covered; else the answer lies ``beyond``."""
        for day in days:
            if not isinstance(day, date) or isinstance(day, datetime):
                return NotADate(repr(day))
            if day not in self._before:
                return OutsideCalendar(str(day), self._span)
        return OutsideCalendar(f"{days[0]} {beyond:+d}", self._span)

    @property
    def _span(self) -> str:
        return f"{self.first}/{self.last}"

    def __repr__(self) -> str:
        about = [f"{self._span}", f"region={self.region}"]
        if self.known_on:
            about.append(f"known_on={self.known_on}")
        return f"<WorkCalendar {' '.join(about)}: {len(self._working)} working days>"


def _closes(holiday: Holiday, where: frozenset[str], known_on: date | None) -> bool:
    return holiday.day_off and holiday.holds_in(*where) and holiday.stands(known_on)


def _weekdays(weekend: Iterable[int]) -> frozenset[int]:
    rest = frozenset(weekend)
    if not rest <= frozenset(range(7)) or len(rest) == 7:
        raise ValueError(f"a weekend is some of the weekdays 0 (Monday) to 6 (Sunday), found {sorted(rest)}")
    return rest


def _days(first: date, last: date) -> Iterable[date]:
    if last < first:
        raise SpanReversed(first, last)
    return map(date.fromordinal, range(first.toordinal(), last.toordinal() + 1))


def _count_days(
    days: Iterable[date], rest: frozenset[int], closed: set[date]
) -> tuple[dict[date, int], dict[date, int], tuple[date, ...]]:
    """For each day the working days before it and up to it, and the working days in order."""
    before: dict[date, int] = {}
    upto: dict[date, int] = {}
    working: list[date] = []
    for day in days:
        before[day] = len(working)
        if day.weekday() not in rest and day not in closed:
            working.append(day)
        upto[day] = len(working)
    return before, upto, tuple(working)
