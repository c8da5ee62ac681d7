"""How values are printed for people: language, era and digits in one place.

Inside a report dates are dates and numbers are numbers; a :class:`Style` turns them into text when a format for
people is written. Formats for programs (CSV, JSON) write ISO dates and plain digits instead.
"""

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from typing import Any, TypeAlias

from attrs import field, frozen

from orqa.base.date_names import ENGLISH_MONTHS
from orqa.base.dates import DateStyle, format_thai_date, format_thai_partial
from orqa.base.digits import Digits, in_digits
from orqa.base.eras import Era, buddhist_year
from orqa.base.language import Text
from orqa.base.money import Money
from orqa.base.partial import PartialDate
from orqa.reporting.columns import Column, ColumnType
from orqa.rules.profile import Profile

NOTHING = "–"
"""What stands for a number that there is none of, where an empty place would look forgotten."""

YES = Text.of(th="ใช่", en="yes")
NO = Text.of(th="ไม่ใช่", en="no")

Printer: TypeAlias = Callable[[Any], str]
"""Turns a cell into text for people; None becomes an empty text."""


@frozen
class Style:
    """How a report prints its values.

    Attributes:
        language: BCP 47 tag of its text.
        era: how it counts years.
        digits: how it writes digits; only of values: text is shown as it was stored.
        dates: how long it prints dates in tables; elsewhere they are always long.
    """

    language: str = "en"
    era: Era = field(default=Era.COMMON, converter=Era)
    digits: Digits = "arabic"
    dates: DateStyle = "short"

    @classmethod
    def of_profile(cls, profile: Profile, language: str | None = None) -> "Style":
        """The style of an office's papers.

        In another language than the office's own, years are of the common era and digits Arabic, as in official
        letters written in English.
        """
        if language is None or language == profile.language:
            return cls(profile.language, Era(profile.era), _digits(profile.digits))
        return cls(language)

    @property
    def is_thai(self) -> bool:
        """Whether the text is Thai."""
        return self.language.partition("-")[0] == "th"

    def say(self, text: Text) -> str:
        """A text in the style's language."""
        return text.in_language(self.language)

    def date(self, day: date | PartialDate, length: DateStyle = "long") -> str:
        """A date in the style's era and digits.

        >>> Style("th", Era.BUDDHIST, "thai").date(date(2025, 1, 12))
        '๑๒ มกราคม ๒๕๖๘'
        >>> Style().date(PartialDate(2025, 1))
        'January 2025'
        """
        if self.is_thai and self.era is Era.BUDDHIST:
            if isinstance(day, PartialDate):
                return format_thai_partial(day, self.digits, length)
            return format_thai_date(day, self.digits, length)
        return in_digits(_english(day, self.era, length), self.digits)

    def moment(self, at: datetime) -> str:
        """A day and time, as its own time zone reads it."""
        clock = f"เวลา {at:%H.%M} น." if self.is_thai else f"{at:%H:%M}"
        return f"{self.date(at.date())} {in_digits(clock, self.digits)}"

    def number(self, value: int | Decimal) -> str:
        """A quantity with commas between thousands.

        >>> Style().number(Decimal("-1234.50"))
        '-1,234.50'
        """
        return in_digits(f"{value:,f}" if isinstance(value, Decimal) else f"{value:,}", self.digits)

    def percent(self, value: Decimal) -> str:
        """A share of a hundred."""
        return f"{self.number(value)}%"

    def money(self, value: Money) -> str:
        """An amount with its currency's code; baht by its name in Thai."""
        unit = "บาท" if self.is_thai and value.currency == "THB" else value.currency
        return f"{value.written(self.digits)} {unit}"

    def truth(self, value: bool) -> str:  # noqa: FBT001 - the value is what is printed
        """Yes or no."""
        return self.say(YES if value else NO)

    def text(self, value: object) -> str:
        """Anything that is no number and no date."""
        return self.say(value) if isinstance(value, Text) else str(value)

    def printer(self, kind: ColumnType) -> Printer:
        """What prints the cells of a column of this type."""
        return _printer(self, kind)

    def column_printer(self, column: Column) -> Printer:
        """What prints the cells of a column."""
        write = self.printer(column.type)
        return (lambda value: in_digits(write(value), self.digits)) if column.own_numbers else write

    def value(self, value: Any, kind: ColumnType) -> str:
        """One value; :data:`NOTHING` for None."""
        return NOTHING if value is None else self.printer(kind)(value)


def _digits(name: str) -> Digits:
    return "thai" if name == "thai" else "arabic"


def _printer(style: Style, kind: ColumnType) -> Printer:
    match kind:
        case ColumnType.TEXT:
            return lambda v: v if type(v) is str else "" if v is None else style.text(v)
        case ColumnType.INTEGER | ColumnType.DECIMAL:
            write: Printer = style.number
        case ColumnType.NUMBER:
            return lambda v: "" if v is None else in_digits(str(v), style.digits)
        case ColumnType.PERCENT:
            write = style.percent
        case ColumnType.DATE:
            write = lru_cache(maxsize=1024)(lambda v: style.date(v, style.dates))  # a register repeats its days
        case ColumnType.MOMENT:
            write = style.moment
        case ColumnType.MONEY:
            write = style.money
        case ColumnType.BOOLEAN:
            write = style.truth
    return lambda v: "" if v is None else write(v)


def _english(day: date | PartialDate, era: Era, length: DateStyle) -> str:
    if length == "numeric" and era is Era.COMMON:
        return str(day) if isinstance(day, PartialDate) else f"{day:%Y-%m-%d}"
    month = "" if day.month is None else ENGLISH_MONTHS[day.month - 1]
    year = f"B.E. {buddhist_year(day.year, day.month or 12)}" if era is Era.BUDDHIST else str(day.year)
    parts = ["" if day.day is None else str(day.day), month if length == "long" else month[:3], year]
    return " ".join(part for part in parts if part)
