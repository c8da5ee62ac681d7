"""Dates as they are printed in Thai offices, read and written (วัน เดือน ปี).

Inside, a date is a :class:`datetime.date`; the Buddhist era lives at the edges, here. What is clear is read in any
of the usual forms, with Thai, Arabic or mixed digits. What is not clear is refused with the days it may mean, for a
misread date in a register is worse than a question.

The rules, in short:

* the order is day, month, year, or year-month-day when the first number has four digits;
* a year of four digits from 2432 on is of the Buddhist era, from 1800 to 2199 of the common era;
* a year of two digits is B.E. 25xx beside Thai writing or พ.ศ.; with an English month it is refused; between numbers
  only it is B.E. 25xx when it cannot be a day (``23-11-60``), else refused (``01/02/03``);
* in what parties of several countries print (:func:`parse_partial_date`), ``3/4/2018`` may be 3 April or 4 March and is
  refused; a year of the Buddhist era, Thai writing, or dots (``3.4.2018``) tell that the day stands first;
* before B.E. 2484 the year began on 1 April (:mod:`orqa.base.eras`).
"""

import re
from datetime import date
from typing import Final

from orqa.base import date_errors as why
from orqa.base.date_errors import WEEKDAY_MISMATCH, DateNotUnderstood
from orqa.base.date_format import DateStyle, format_thai_date, format_thai_partial
from orqa.base.date_names import ENGLISH_WEEKDAYS, THAI_WEEKDAYS
from orqa.base.date_reading import Parts, Reader, plain_date
from orqa.base.findings import Finding
from orqa.base.language import Text
from orqa.base.partial import PartialDate

__all__ = [
    "WEEKDAY_MISMATCH",
    "DateNotUnderstood",
    "DateStyle",
    "check_weekday",
    "format_thai_date",
    "format_thai_partial",
    "parse_partial_date",
    "parse_thai_date",
]


_EITHER_FIRST: Final = re.compile(r"\s*(\d{1,2})\s*([/-])\s*(\d{1,2})\s*\2\s*(\d{4})\s*", re.ASCII)
_MONTHS: Final = 12


def _date_of(reader: Reader, parts: Parts) -> date:
    if parts.month is None or parts.day is None:
        reader.refuse(why.NOT_A_DAY)
    try:
        return date(parts.year, parts.month, parts.day)
    except ValueError:
        reader.refuse(why.NO_SUCH_DAY)


def parse_thai_date(text: str) -> date:
    """The day that a printed date means.

    Words such as วันที่, ลงวันที่, ลว., สั่ง ณ วันที่ or a weekday may stand before it, and a time after it
    (``เวลา ๐๙.๓๐ น.``, ``T09:30:00``), which is left out. The weekday is not compared: see :func:`check_weekday`.

    >>> parse_thai_date("๑๒ มกราคม ๒๕๖๘")
    datetime.date(2025, 1, 12)
    >>> parse_thai_date("ลว. 30 ต.ค. 51")
    datetime.date(2008, 10, 30)

    Raises:
        DateNotUnderstood: when the text is no date, names no single day or may mean several.
    """
    day = plain_date(text)
    if day is not None:
        return day
    reader = Reader(text)
    return _date_of(reader, reader.read())


def parse_partial_date(text: str) -> PartialDate:
    """A printed date with the precision it was printed with: a day, a month or a year.

    >>> parse_partial_date("ม.ค. 2568"), parse_partial_date("พ.ศ. ๒๕๖๘"), parse_partial_date("Nov. 2018")
    (PartialDate.parse('2025-01'), PartialDate.parse('2025'), PartialDate.parse('2018-11'))

    Raises:
        DateNotUnderstood: when the text is no date or may mean several.
    """
    reader = Reader(text)
    parts = reader.read()
    if parts.day is None:
        return PartialDate(parts.year, parts.month)
    day = _date_of(reader, parts)
    _check_order(reader, day)
    return PartialDate.of(day)


def _check_order(reader: Reader, day: date) -> None:
    """Go on where a date cannot be another day by putting the month first."""
    printed = _EITHER_FIRST.fullmatch(reader.text)
    if printed and int(printed[4]) == day.year and day.day != day.month and day.day <= _MONTHS:
        reader.refuse(why.EITHER_FIRST, day, date(day.year, day.day, day.month))


def check_weekday(text: str) -> Finding | None:
    """A warning when the printed weekday is not that of the printed date; the date is kept as printed.

    >>> str(check_weekday("วันจันทร์ที่ ๙ ธันวาคม ๒๕๖๘").severity)
    'warning'

    Raises:
        DateNotUnderstood: as :func:`parse_thai_date` does.
    """
    reader = Reader(text)
    parts = reader.read()
    day, printed = _date_of(reader, parts), parts.words.weekday
    if printed is None or printed == day.weekday():
        return None
    return WEEKDAY_MISMATCH.make(
        text=text,
        day=Text.of(th=format_thai_date(day), en=day.isoformat()),
        printed=_weekday(printed),
        actual=_weekday(day.weekday()),
    )


def _weekday(number: int) -> Text:
    return Text.of(th=THAI_WEEKDAYS[number], en=ENGLISH_WEEKDAYS[number])
