"""From a printed date to its numbers: which one is the day, the month, the year, and of which era."""

import re
from datetime import date
from typing import NamedTuple, NoReturn

from orqa.base import date_errors as why
from orqa.base.date_errors import DateNotUnderstood
from orqa.base.date_names import ENGLISH_MONTHS, THAI_MONTHS, THAI_MONTHS_SHORT
from orqa.base.date_words import Words, after, before, between, near_months
from orqa.base.eras import FIRST_JANUARY_YEAR, FIRST_SOLAR_YEAR, OFFSET, SHORT_YEARS_FROM, Era, common_year
from orqa.base.language import Text
from orqa.base.thai import clean_text

_FIRST_COMMON, _LAST_COMMON = 1800, 2199
_ONLY_BUDDHIST = 2400
"""A year from here on can only be of the Buddhist era."""
_LAST_BUDDHIST = _LAST_COMMON + OFFSET
_COMMON_CENTURY = 2000
_LAST_DAY = 31
_LONGEST = 200
"""No printed date is longer; keeps a hostile text from taking time."""

_N = "([0-9๐-๙]+)"
_W = "([^0-9๐-๙]*)"
_SHAPE = re.compile(f"{_W}{_N}(?:([^0-9๐-๙]+){_N}(?:([^0-9๐-๙]+){_N})?)?{_W}").fullmatch
_THAI = re.compile("[ก-๛]").search
_TIME = re.compile(r"[T ](?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d+)?)?$|\s*เวลา.*$", re.DOTALL | re.ASCII)
"""A time after the date, as printed or as a program exports it; one with an offset is of no certain day here."""
_SEPARATORS = {"/", "-", ".", "\u2013", "\u2212"}


_PLAIN = re.compile(r"([0-9๐-๙]{1,2}) ([^\s0-9๐-๙]+) ([0-9๐-๙]{4}|[0-9๐-๙]{2})").fullmatch
_PRINTED_MONTHS = {
    name: month
    for names in (THAI_MONTHS, THAI_MONTHS_SHORT, ENGLISH_MONTHS, [name[:3] for name in ENGLISH_MONTHS])
    for month, name in enumerate(names, 1)
}


def plain_date(text: str) -> date | None:
    """The day of the commonest forms: ``12 มกราคม 2568``, ``12 ม.ค. 68``, ``2025-01-12``.

    None lets :class:`Reader` look. Never another answer than the reader's, three times as fast.
    """
    try:
        if text[4:5] == "-" == text[7:8]:
            day = date.fromisoformat(text)
            return day if _FIRST_COMMON <= day.year <= _LAST_COMMON else None
        plain = _PLAIN(text)
        if plain is None:
            return None
        number, name, digits = plain.groups()
        month, year = _PRINTED_MONTHS.get(name, 0), int(digits)
        if len(digits) == 2 and not name.isascii():
            year += SHORT_YEARS_FROM
        if FIRST_JANUARY_YEAR <= year <= _LAST_BUDDHIST:
            year -= OFFSET
        return date(year, month, int(number)) if _FIRST_COMMON <= year <= _LAST_COMMON else None
    except ValueError:
        return None


class Parts(NamedTuple):
    """A date as printed: month and day are None where they are not printed; the year is in the common era."""

    year: int
    month: int | None
    day: int | None
    words: Words


class Reader:
    """Reads one text; it exists so that every refusal can show the text and its candidates."""

    __slots__ = ("text",)

    def __init__(self, text: str) -> None:
        self.text = text

    def refuse(self, reason: Text, *candidates: date | None) -> NoReturn:
        """Refuse the text, with the days that it may mean."""
        days = tuple(dict.fromkeys(day for day in candidates if day))
        raise DateNotUnderstood(self.text, reason, days)

    def read(self) -> Parts:
        """The parts of the date.

        Raises:
            DateNotUnderstood: when they are not clear.
        """
        shape = _SHAPE(self.text) if self.text.isprintable() else None
        shape = shape or _SHAPE(_TIME.sub("", clean_text(self.text)))
        if not shape or len(self.text) > _LONGEST:
            self.refuse(why.NO_DATE)
        lead, a, gap, b, second_gap, c, tail = shape.groups()
        words = self._around(lead, tail)
        if b is None:
            return self._one(a, words)
        if c is None:
            return self._two(a, gap, b, words)
        return self._three((a, b, c), (gap, second_gap), words)

    def _around(self, lead: str, tail: str) -> Words:
        """The words before and after the numbers."""
        said = before(lead)
        if said is None:
            self.refuse(why.UNKNOWN_WORDS.fill(words=lead.strip()))
        if not tail:
            return said
        last = after(tail)
        if last is None:
            self.refuse(why.UNKNOWN_WORDS.fill(words=tail.strip()))
        return said._replace(era=self._one_era(said.era, last.era))

    def _one_era(self, first: Era | None, second: Era | None) -> Era | None:
        if first and second and first is not second:
            self.refuse(why.TWO_ERAS)
        return first or second

    def _one(self, year: str, words: Words) -> Parts:
        """One number: a year, perhaps with a month before it."""
        if words.weekday is not None or (len(year) != 4 and not words.month and not words.era):
            self.refuse(why.NO_DATE)
        return Parts(self.common(year, words.month, words.era), words.month, None, words)

    def _two(self, first: str, gap: str, second: str, words: Words) -> Parts:
        """Two numbers: ``12 มกราคม 2568``, ``January 12, 2025``, ``01/2568`` or ``2025-01``."""
        if gap.strip() in _SEPARATORS and not words.month:
            return self._month_and_year(first, second, words)
        said = between(gap)
        if said is None:
            self._no_month(first, gap, second)
        era = self._one_era(words.era, said.era)
        if said.month and words.month:
            self.refuse(why.TWO_MONTHS)
        month = said.month or words.month
        if not month or len(first) > 2:
            self.refuse(why.NO_DATE)
        return Parts(self.common(second, month, era, day=first), month, int(first), words)

    def _no_month(self, day: str, gap: str, year: str) -> NoReturn:
        """The word for the month is misprinted: show what it may be."""
        near = (self._day(self._year_or_none(year, month), month, int(day)) for month in near_months(gap))
        self.refuse(why.UNKNOWN_MONTH.fill(words=gap.strip()), *near)

    def _month_and_year(self, first: str, second: str, words: Words) -> Parts:
        year, month = (first, second) if len(first) == 4 else (second, first)
        if len(year) != 4 or len(month) > 2:
            self.refuse(why.NO_DATE)
        return Parts(self.common(year, self._month(month), words.era), int(month), None, words)

    def _three(self, numbers: tuple[str, str, str], gaps: tuple[str, str], words: Words) -> Parts:
        """Three numbers: day/month/year, or year-month-day when the first has four digits."""
        if words.month:
            self.refuse(why.TWO_MONTHS)
        if gaps[0].strip() != gaps[1].strip() or gaps[0].strip() not in _SEPARATORS:
            self.refuse(why.MIXED_SEPARATORS)
        year, month, day = numbers if len(numbers[0]) == 4 else numbers[::-1]
        if len(month) > 2 or len(day) > 2:
            self.refuse(why.NO_DATE)
        if len(year) == 2:
            self._check_order(day, month, year, words)
        number = int(month)
        if not 0 < number <= 12:
            swapped = self._day(self._year_or_none(year, int(day)), int(day), number)
            self.refuse(why.NO_SUCH_MONTH.fill(month=number), swapped)
        return Parts(self.common(year, number, words.era, sure=True), number, int(day), words)

    def _check_order(self, day: str, month: str, year: str, words: Words) -> None:
        """Refuse 01/02/03: no Thai writing, and its last number may be a day, so nothing says which is the year."""
        if _THAI(self.text) or words.era or int(year) > _LAST_DAY:
            return
        d, m, y = int(day), int(month), int(year)
        self.refuse(
            why.YEAR_LENGTH.fill(count=2),
            self._day(common_year(SHORT_YEARS_FROM + y, m), m, d),
            self._day(_COMMON_CENTURY + y, m, d),
            self._day(_COMMON_CENTURY + d, m, y),
        )

    def _month(self, month: str) -> int:
        number = int(month)
        if not 0 < number <= 12:
            self.refuse(why.NO_SUCH_MONTH.fill(month=number))
        return number

    def common(self, digits: str, month: int | None, era: Era | None, *, day: str = "1", sure: bool = False) -> int:
        """The common year of a printed year; ``day`` serves the candidates.

        A year of two digits is read beside พ.ศ. or Thai writing, or when it is ``sure`` to be one.
        """
        if len(digits) not in {2, 4} or (len(digits) == 2 and not self._in_thai_century(era, sure=sure)):
            self._unclear_year(digits, month, int(day))
        year = int(digits) + (SHORT_YEARS_FROM if len(digits) == 2 else 0)
        if year >= _ONLY_BUDDHIST and era is not Era.COMMON:
            return self._from_buddhist(year, month, int(day))
        if era is Era.BUDDHIST or not _FIRST_COMMON <= year <= _LAST_COMMON:
            self._out_of_range(year, month, int(day))
        return year

    def _in_thai_century(self, era: Era | None, *, sure: bool) -> bool:
        return era is Era.BUDDHIST or (era is None and (sure or bool(_THAI(self.text))))

    def _unclear_year(self, digits: str, month: int | None, day: int) -> NoReturn:
        years: tuple[int | None, ...] = ()
        if len(digits) == 2:
            years = (common_year(SHORT_YEARS_FROM + int(digits), month or 1), _COMMON_CENTURY + int(digits))
        self.refuse(why.YEAR_LENGTH.fill(count=len(digits)), *(self._day(year, month, day) for year in years))

    def _from_buddhist(self, year: int, month: int | None, day: int) -> int:
        if year > _LAST_BUDDHIST:
            self._out_of_range(year, month, day)
        if year < FIRST_SOLAR_YEAR:
            self.refuse(why.LUNAR)
        common = common_year(year, month or 1)
        if month is None and common != year - OFFSET:
            self.refuse(why.YEAR_ACROSS)
        if common is None:
            years = (year - OFFSET, year - OFFSET + 1)
            self.refuse(why.MONTH_NEVER_WAS, *(self._day(near, month, day) for near in years))
        return common

    def _out_of_range(self, year: int, month: int | None, day: int) -> NoReturn:
        near = year if _FIRST_COMMON <= year <= _LAST_COMMON else year - OFFSET
        plausible = near if _FIRST_COMMON <= near <= _LAST_COMMON else None
        reason = why.YEAR_OUT_OF_RANGE.fill(
            year=year, be_first=FIRST_SOLAR_YEAR, be_last=_LAST_BUDDHIST, ce_first=_FIRST_COMMON, ce_last=_LAST_COMMON
        )
        self.refuse(reason, self._day(plausible, month, day))

    def _year_or_none(self, digits: str, month: int) -> int | None:
        """The common year for a candidate; None where the year is not clear either."""
        try:
            return self.common(digits, month, None, sure=True)
        except DateNotUnderstood:
            return None

    @staticmethod
    def _day(year: int | None, month: int | None, day: int) -> date | None:
        """A candidate; None where there is no such day."""
        try:
            return date(year or 0, month or 0, day)
        except ValueError:
            return None
