"""How one register prints its dates: worked out from all of them, for a cell alone does not tell (วันที่ในทะเบียน).

``03/04/2019`` is 3 April in one register and 4 March in another, and ``13`` is 2013 in one and 2513 in another. Cells
that can only be read one way tell it for those that can be read both ways; where none does, the cell is refused with
the days that it may mean.
"""

import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from attrs import define, field

from orqa.base.date_errors import DateNotUnderstood
from orqa.base.dates import parse_partial_date, parse_thai_date
from orqa.base.digits import to_arabic_digits
from orqa.base.eras import OFFSET, SHORT_YEARS_FROM, Era
from orqa.base.language import Text
from orqa.base.partial import PartialDate
from orqa.domain.partnerships.registers.japanese import read_japanese


class DateOrder(StrEnum):
    """Which number of 03/04/2019 is the day."""

    DAY_FIRST = "day_first"
    MONTH_FIRST = "month_first"


_NUMBERS: Final = re.compile(r"(\d{1,2})\s*([-/.])\s*(\d{1,2})\s*\2\s*(\d{4}|\d{2})")
_ANY_NUMBERS: Final = re.compile(r"(?<!\d)\d{1,2}\s*[-/.]\s*\d{1,2}\s*[-/.]\s*(?:\d{4}|\d{2})(?!\d)")
_WORDED: Final = re.compile(r"((?:\d{1,2}[-\s]*)?[A-Za-z]{3,9}\.?)[-\s,']+(\d{2})(?!\d|,?\s*\d)")
_YEAR: Final = re.compile(r"(?<!\d)\d{4}(?!\d)")
_YEARS: Final = re.compile(r"(\d{4})\s*/\s*(\d{4})")
_PARTS: Final = (
    re.compile(r"\s*[\n;|&]\s*"),
    re.compile(r"\s+(?:and|และ)\s+"),
    re.compile(r"\s+[/,]\s+"),
    re.compile(r",\s+(?=\d)"),
)
_BRACKETS: Final = re.compile(r"\s*\([^()]*\)")
_SHORT = 2
_MONTHS = 12
_FIRST_BUDDHIST = 2400
_COMMON_CENTURY = 2000
_CENTURY = 100
_SERIAL: Final = re.compile(r"\d{5}", re.ASCII)
_SERIAL_ZERO: Final = date(1899, 12, 30)
_FIRST_SERIAL, _LAST_SERIAL = 20_000, 73_050
_MOST = 4
"""Dates in one cell, at most."""

_EITHER = Text.of(
    en="day or month may stand first, and no date of this register tells which",
    th="อาจเขียนวันหรือเดือนก่อน และไม่มีวันที่อื่นในทะเบียนนี้ที่บอกได้",
)
_BOTH_WAYS = Text.of(
    en="day or month may stand first, and this register has dates of both kinds",
    th="อาจเขียนวันหรือเดือนก่อน และทะเบียนนี้มีทั้งสองแบบ",
)
_ACADEMIC = Text.of(
    en="it is an academic year, whose days the register does not tell",
    th="เป็นปีการศึกษา ซึ่งทะเบียนไม่ได้บอกวันเริ่มและวันสิ้นสุด",
)
_NOT_ADJACENT = Text.of(en="an academic year has two years that follow each other", th="ปีการศึกษาต้องประกอบด้วยสองปีที่ติดกัน")


@define
class DateHabits:
    """How the dates of one register are printed.

    Attributes:
        on: the day of the reading: an agreement is not signed in a century to come.
        said: the order, where somebody said it.
        day_first: dates that can only be read with the day first.
        month_first: dates that can only be read with the month first.
        either: dates that can be read both ways.
        buddhist: years of four digits of the Buddhist era.
        common: years of four digits of the common era.
        short: years of two digits.
        serials: numbers of days, as spreadsheets count them.
    """

    on: date
    said: DateOrder | None = None
    day_first: int = field(default=0, init=False)
    month_first: int = field(default=0, init=False)
    either: int = field(default=0, init=False)
    buddhist: int = field(default=0, init=False)
    common: int = field(default=0, init=False)
    short: int = field(default=0, init=False)
    serials: int = field(default=0, init=False)

    @property
    def order(self) -> DateOrder | None:
        """Which number is the day; None where nothing tells, or both are found."""
        if self.said is not None or bool(self.day_first) == bool(self.month_first):
            return self.said
        return DateOrder.DAY_FIRST if self.day_first else DateOrder.MONTH_FIRST

    @property
    def era(self) -> Era | None:
        """The era of years of two digits: that of all years of four; None where there are none, or of both."""
        if bool(self.buddhist) == bool(self.common):
            return None
        return Era.BUDDHIST if self.buddhist else Era.COMMON

    def note(self, text: str) -> None:
        """Learn from a cell."""
        plain = _plain(text)
        self.serials += _is_serial(plain)
        for year in map(int, _YEAR.findall(plain)):
            self.buddhist += year >= _FIRST_BUDDHIST
            self.common += year < _FIRST_BUDDHIST
        for numbers in _ANY_NUMBERS.findall(plain):
            if found := _NUMBERS.fullmatch(numbers):
                self._note(int(found[1]), int(found[3]), found[4])
        self.short += sum(len(found[2]) == _SHORT for found in _WORDED.finditer(plain) if _WORDED.fullmatch(found[0]))

    def _note(self, first: int, second: int, year: str) -> None:
        self.short += len(year) == _SHORT
        if first > _MONTHS >= second:
            self.day_first += 1
        elif second > _MONTHS >= first:
            self.month_first += 1
        elif first != second:
            self.either += 1

    def read(self, text: str, *, ends: bool = False) -> PartialDate:
        """The date of a text, at the precision of print.

        Args:
            text: one date.
            ends: whether something ends then, which may be in years to come.

        Raises:
            DateNotUnderstood: when it is none, or may mean several days.
        """
        plain = _plain(text)
        if _is_serial(plain):
            return PartialDate.of(_SERIAL_ZERO + timedelta(days=int(plain)))
        if years := _YEARS.fullmatch(plain):
            follows = int(years[2]) == int(years[1]) + 1
            raise DateNotUnderstood(text, _ACADEMIC if follows else _NOT_ADJACENT)
        with suppress(ValueError):
            if (japanese := read_japanese(plain)) is not None:
                return japanese
        if numbers := _NUMBERS.fullmatch(plain):
            return self._numbers(text, int(numbers[1]), int(numbers[3]), numbers[4], ends=ends)
        if (worded := _WORDED.fullmatch(plain)) and self.era is not None:
            plain = f"{worded[1]} {self._full(int(worded[2]), ends=ends)}"
        return parse_partial_date(plain.replace("-", " ") if plain[:1].isalpha() else plain)

    def read_all(self, text: str, *, ends: bool = False) -> tuple[PartialDate, ...]:
        """The dates of a cell, of which there are several where the parties signed on different days.

        Args:
            text: one date or several.
            ends: as of :meth:`read`.

        Raises:
            DateNotUnderstood: when it is no date, or may mean several days.
        """
        try:
            return (self.read(text, ends=ends),)
        except DateNotUnderstood as whole:
            why = whole
            for parts in _several(text):
                try:
                    return tuple(self.read(part, ends=ends) for part in parts)
                except DateNotUnderstood as error:
                    why = why if why.candidates else error if error.candidates else why
            raise why from None

    def _numbers(self, text: str, first: int, second: int, digits: str, *, ends: bool) -> PartialDate:
        year = int(digits)
        if len(digits) == _SHORT:
            if self.era is None:
                return parse_partial_date(text)  # which refuses what it cannot tell, with candidates
            year = self._full(year, ends=ends)
        order = self.order
        if order is None and year >= _FIRST_BUDDHIST:
            order = DateOrder.DAY_FIRST
        pairs = [(first, second), (second, first)]  # day and month
        can = [pair for pair in dict.fromkeys(pairs) if pair[1] <= _MONTHS]
        if len(can) > 1 and order is None:
            mixed = self.day_first and self.month_first
            raise DateNotUnderstood(text, _BOTH_WAYS if mixed else _EITHER, tuple(_days(year, can)))
        day, month = can[-1] if order is DateOrder.MONTH_FIRST or len(can) == 1 else can[0] if can else (first, second)
        return PartialDate.of(parse_thai_date(f"{day}/{month}/{year}"))

    def _full(self, year: int, *, ends: bool) -> int:
        """A year of two digits in full."""
        if self.era is Era.BUDDHIST:
            return SHORT_YEARS_FROM + year
        full = _COMMON_CENTURY + year
        return full if ends or full <= self.on.year + 1 else full - _CENTURY


def _is_serial(plain: str) -> bool:
    """Whether a cell holds a day as spreadsheets count them, from 1900: the number is that of a day from 1954 on."""
    return bool(_SERIAL.fullmatch(plain)) and _FIRST_SERIAL <= int(plain) <= _LAST_SERIAL


def _plain(text: str) -> str:
    return to_arabic_digits(text).strip().strip("., ")


def _several(text: str) -> Iterator[list[str]]:
    """Ways to part a cell into dates."""
    bare = _BRACKETS.sub("", text).strip()
    for between in _PARTS:
        parts = [part for part in between.split(bare) if part]
        if 1 < len(parts) <= _MOST or (parts == [bare] and bare != text):
            yield parts
    numbers = _ANY_NUMBERS.findall(to_arabic_digits(bare))
    if 1 < len(numbers) <= _MOST and not _ANY_NUMBERS.sub("", to_arabic_digits(bare)).strip(" /-–,"):
        yield numbers


def _days(year: int, pairs: list[tuple[int, int]]) -> Iterator[date]:
    for day, month in pairs:
        with suppress(ValueError):
            yield date(year - OFFSET if year >= _FIRST_BUDDHIST else year, month, day)
