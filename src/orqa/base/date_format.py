"""Dates as Thai offices print them."""

from datetime import date
from typing import Literal, TypeAlias

from orqa.base.date_names import THAI_MONTHS, THAI_MONTHS_SHORT, THAI_WEEKDAYS
from orqa.base.digits import Digits, in_digits
from orqa.base.eras import SHORT_YEARS_FROM, buddhist_year
from orqa.base.language import Text
from orqa.base.partial import PartialDate

DateStyle: TypeAlias = Literal["long", "short", "numeric"]
"""``long``: 12 มกราคม 2568; ``short``: 12 ม.ค. 68; ``numeric``: 12/01/2568."""


def format_thai_date(
    day: date, digits: Digits = "arabic", style: DateStyle = "long", *, era: bool = False, weekday: bool = False
) -> str:
    """A day in the Buddhist era, as a letter prints it.

    Args:
        day: the day; of a datetime, its date.
        digits: ``"arabic"`` or ``"thai"``.
        style: ``"long"``, ``"short"`` (two digits for a year of B.E. 25xx) or ``"numeric"``.
        era: write พ.ศ. before the year, as orders and announcements do.
        weekday: begin with the weekday, as minutes do.

    >>> from datetime import date
    >>> format_thai_date(date(2025, 12, 9), "thai", era=True, weekday=True)
    'วันอังคารที่ ๙ ธันวาคม พ.ศ. ๒๕๖๘'
    >>> format_thai_date(date(2025, 1, 12), style="short")
    '12 ม.ค. 68'

    Raises:
        ValueError: for an unknown style or unknown digits.
    """
    printed = _body(day, style, "พ.ศ. " if era else "")
    head = f"วัน{THAI_WEEKDAYS[day.weekday()]}ที่ " if weekday else ""
    return in_digits(head + printed, digits)


def _body(day: date, style: DateStyle, era: str) -> str:
    year = buddhist_year(day.year, day.month)
    match style:
        case "long":
            return f"{day.day} {THAI_MONTHS[day.month - 1]} {era}{year}"
        case "short":
            short = year % 100 if 0 <= year - SHORT_YEARS_FROM < 100 else year
            return f"{day.day} {THAI_MONTHS_SHORT[day.month - 1]} {era}{short:02}"
        case "numeric":
            return f"{day.day:02}/{day.month:02}/{year}"
    raise ValueError(f"a date is written 'long', 'short' or 'numeric', found {style!r}")


def format_thai_partial(day: PartialDate, digits: Digits = "arabic", style: DateStyle = "long") -> str:
    """A date of any precision in the Buddhist era: ``12 มกราคม 2568``, ``มกราคม 2568`` or ``พ.ศ. 2568``.

    >>> format_thai_partial(PartialDate(2025, 1), style="short")
    'ม.ค. 2568'
    """
    if day.day is not None:
        return format_thai_date(day.first, digits, style)
    if day.month is None:
        return in_digits(_year_text(day.year), digits)
    year = buddhist_year(day.year, day.month)
    if style == "numeric":
        return in_digits(f"{day.month:02}/{year}", digits)
    names = THAI_MONTHS if style == "long" else THAI_MONTHS_SHORT
    return in_digits(f"{names[day.month - 1]} {year}", digits)


def _year_text(year: int) -> str:
    """A whole common year; before 1941 no Buddhist year has the same days, so the common one is named."""
    january, december = buddhist_year(year, 1), buddhist_year(year, 12)
    return f"พ.ศ. {january}" if january == december else f"ค.ศ. {year}"


def day_text(day: date) -> Text:
    """A day as messages write it: ISO 8601 in English, short and in the Buddhist era in Thai.

    >>> print(day_text(date(2026, 1, 5)).in_language("th"))
    5 ม.ค. 69
    """
    return Text.of(en=day.isoformat(), th=format_thai_date(day, style="short"))
