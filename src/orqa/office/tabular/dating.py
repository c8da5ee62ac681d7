"""Dates in a column: which era their years are of, and what a year of two digits means in this file."""

import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from enum import StrEnum
from functools import lru_cache

from attrs import define, field

from orqa.base.dates import DateNotUnderstood, parse_thai_date
from orqa.base.digits import to_arabic_digits
from orqa.base.eras import OFFSET, SHORT_YEARS_FROM, Era
from orqa.base.findings import Finding, Place
from orqa.base.language import Text
from orqa.office.tabular.findings import SHORT_YEARS, TWO_ERAS

_SHORT = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d\d)").fullmatch
_YEAR = re.compile(r"(?<!\d)(\d{4})(?!\d)").search
_ISO = re.compile(r"(?:1[89]|2[01])\d\d-\d\d-\d\d").match
_FIRST_BUDDHIST = 2400
_WHICH_CENTURY = Text.of(en="a year of two digits names no century: write four", th="ปีสองหลักไม่บอกศตวรรษ ให้เขียนปีสี่หลัก")
_NAMES = {
    Era.BUDDHIST: Text.of(en="the Buddhist era (25xx)", th="พ.ศ. 25xx"),
    Era.COMMON: Text.of(en="the common era", th="ค.ศ."),
}


class DateStyle(StrEnum):
    """Of which era years of two digits are: as the profile has it, or as somebody says who knows the file."""

    PROFILE = "profile"
    BUDDHIST = "buddhist"
    COMMON = "common"


@define
class Dates:
    """The dates of one column, one after the other.

    Attributes:
        era: of years of two digits; None where the profile's era does not tell the century.
        on: the day of the import; a year of two digits of the common era is at most one year later.
        said: whether somebody said so of this file, so that it holds for dates like 01/02/03, too.
        buddhist: how many years of four digits were of the Buddhist era.
        common: how many of the common one; dates that a spreadsheet keeps as such tell nothing.
        short: how many years had two digits only.
    """

    era: Era | None
    on: date
    said: bool = False
    buddhist: int = field(default=0, init=False)
    common: int = field(default=0, init=False)
    short: int = field(default=0, init=False)

    @classmethod
    def of(cls, style: DateStyle, profile_era: str, on: date) -> "Dates":
        """For a column of a file."""
        if style is DateStyle.PROFILE:
            return cls(Era.BUDDHIST if profile_era == Era.BUDDHIST else None, on)
        return cls(Era(style), on, said=True)

    def note(self, text: str) -> None:
        """Count the era of a printed date."""
        kind = _kind(text)
        if kind:
            setattr(self, kind, getattr(self, kind) + 1)

    def full(self, text: str) -> str:
        """The text with a year of four digits in place of one of two, where the era of those was said."""
        short = _SHORT(to_arabic_digits(text).strip()) if self.said else None
        if short is None:
            return text
        day, sign, month, year = short.groups()
        return f"{day}{sign}{month}{sign}{self._full_year(int(year))}"

    def read(self, text: str) -> date:
        """The day that a cell means.

        Raises:
            DateNotUnderstood: when the text is no date, or may mean several.
        """
        text = self.full(text)
        if self.era is None and (short := _SHORT(to_arabic_digits(text))):
            day, _, month, year = short.groups()
            raise DateNotUnderstood(text, _WHICH_CENTURY, tuple(_centuries(int(day), int(month), int(year))))
        return parse_thai_date(text)

    def told(self, column: str, place: Place) -> Iterator[Finding]:
        """What to say about the column as a whole."""
        if self.buddhist and self.common:
            buddhist, common = f"{self.buddhist:,}", f"{self.common:,}"
            yield TWO_ERAS.make(place=place, column=column, buddhist=buddhist, common=common)
        other = {Era.BUDDHIST: self.common, Era.COMMON: self.buddhist}
        if self.short and self.era and other[self.era]:
            yield SHORT_YEARS.make(place=place, column=column, count=f"{self.short:,}", era=_NAMES[self.era])

    def _full_year(self, year: int) -> int:
        if self.era is Era.BUDDHIST:
            return SHORT_YEARS_FROM + year
        full = self.on.year // 100 * 100 + year
        return full if full <= self.on.year + 1 else full - 100


@lru_cache(maxsize=4096)
def _kind(text: str) -> str:
    """Which count a printed date belongs to; kept, for the rows of a year bear few dates."""
    text = to_arabic_digits(text).strip()
    if _ISO(text):  # as programs write days of the common era, and workbooks keep them
        return ""
    year = _YEAR(text)
    if year is None:
        return "short" if _SHORT(text) else ""
    return "buddhist" if int(year[1]) >= _FIRST_BUDDHIST else "common"


def _centuries(day: int, month: int, year: int) -> Iterator[date]:
    for first in (SHORT_YEARS_FROM - OFFSET, 2000, 1900):
        with suppress(ValueError):
            yield date(first + year, month, day)
