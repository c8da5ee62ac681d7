"""Times as programs of clocks and spreadsheets print them, of a whole file: month first or day first, both eras."""

import re
from datetime import date, datetime, time
from enum import StrEnum

from attrs import define

from orqa.base.digits import to_arabic_digits
from orqa.base.eras import OFFSET

_DAY = r"(?P<a>\d{1,4})[-/.](?P<b>\d{1,2})[-/.](?P<c>\d{1,4})"
_TIME = r"(?P<h>\d{1,2})[:.](?P<m>\d{2})(?:[:.](?P<s>\d{2}))?(?:\.\d+)?\s*(?P<half>[AaPp]\.?[Mm]\.?)?"
_AT = re.compile(rf"{_DAY}(?:[T\s]+|\s*,\s*){_TIME}(?:\s*น\.)?").fullmatch
_DATE = re.compile(rf"{_DAY}(?:[T\s]+0{{1,2}}:00(?::00)?)?").fullmatch
_CLOCK = re.compile(rf"{_TIME}(?:\s*น\.)?").fullmatch
_FIRST_BUDDHIST = 2400
_NOON = 12


class DayOrder(StrEnum):
    """Which stands first in ``03/10/2026``."""

    UNKNOWN = "unknown"
    DAY = "day"
    MONTH = "month"


@define
class Times:
    """Reads the times of one file, once its dates were looked over with :meth:`note`.

    Attributes:
        order: which stands first, as somebody said or as the dates of the file tell.
        assumed: a date that may mean two days, where only what is usual decided.
        halves: whether hours are printed with AM and PM.
    """

    order: DayOrder = DayOrder.UNKNOWN
    assumed: str = ""
    halves: bool = False

    def note(self, text: str) -> None:
        """Learn from a date which of its numbers is the month."""
        text = to_arabic_digits(text).strip()
        found = _AT(text) or _DATE(text)
        if found is None or len(found["a"]) > 2:
            return
        self.halves = self.halves or bool(found.groupdict().get("half"))
        first, second, year = int(found["a"]), int(found["b"]), int(found["c"])
        if self.order is not DayOrder.UNKNOWN:
            return
        if first > _NOON or year >= _FIRST_BUDDHIST:
            self.order = DayOrder.DAY
        elif second > _NOON:
            self.order = DayOrder.MONTH
        elif first != second:
            self.assumed = self.assumed or text

    def settle(self) -> None:
        """Decide by what is usual where no date told: programs of clocks with AM and PM write the month first."""
        if self.order is DayOrder.UNKNOWN:
            self.order = DayOrder.MONTH if self.halves else DayOrder.DAY
        else:
            self.assumed = ""

    def moment(self, text: str) -> datetime | None:
        """A day with a time; None where it is none."""
        found = _AT(to_arabic_digits(text).strip())
        if found is None:
            return None
        day, clock = self._day(found), _time(found)
        return datetime.combine(day, clock) if day and clock else None

    def day(self, text: str) -> date | None:
        """A day; None where it is none."""
        found = _DATE(to_arabic_digits(text).strip())
        return self._day(found) if found else None

    def _day(self, found: "re.Match[str]") -> date | None:
        first, second, third = int(found["a"]), int(found["b"]), int(found["c"])
        if len(found["a"]) == 4:
            year, month, day = first, second, third
        elif self.order is DayOrder.MONTH:
            year, month, day = third, first, second
        else:
            year, month, day = third, second, first
        try:
            return date(year - (OFFSET if year >= _FIRST_BUDDHIST else 0), month, day)
        except ValueError:
            return None


def is_time(text: str) -> bool:
    """Whether a cell is printed like the time of a day, right or wrong."""
    return _CLOCK(to_arabic_digits(text).strip()) is not None


def time_of(text: str) -> time | None:
    """The time of a day; None where it is none."""
    found = _CLOCK(to_arabic_digits(text).strip())
    return _time(found) if found else None


def _time(found: "re.Match[str]") -> time | None:
    hours, half = int(found["h"]), (found["half"] or "").upper().replace(".", "")
    if half and 1 <= hours <= _NOON:
        hours = hours % _NOON + (_NOON if half == "PM" else 0)
    try:
        return time(hours, int(found["m"]), int(found["s"] or 0))
    except ValueError:
        return None
