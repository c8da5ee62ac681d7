"""Dates and terms as registers print them, so that the modules beside read the same again; pure."""

from collections.abc import Callable, Mapping
from typing import Final

from orqa.base.date_format import format_thai_partial
from orqa.base.date_names import ENGLISH_MONTHS
from orqa.base.partial import PartialDate, Precision
from orqa.domain.partnerships.terms import NoEnd, Standing, Term

_YEAR: Final = 12
_WORDS: Final[Mapping[str, Mapping[object, str]]] = {
    "en": {
        NoEnd.OPEN_ENDED: "Endless",
        NoEnd.AUTO_RENEWED: "Automatic Extension",
        Standing.IN_FORCE: "active",
        Standing.RENEWAL_PENDING: "pending renewal",
        Standing.EXPIRED: "expired",
        Standing.TERMINATED: "terminated",
        "years": "{count} Years",
        "months": "{count} months",
        "every": "Automatic Extension Every {length}",
        "after": "Auto-renewable after {length}",
    },
    "th": {
        NoEnd.OPEN_ENDED: "ไม่มีกำหนดสิ้นสุด",
        NoEnd.AUTO_RENEWED: "ต่ออายุอัตโนมัติ",
        Standing.IN_FORCE: "มีผลบังคับใช้",
        Standing.RENEWAL_PENDING: "รอต่ออายุ",
        Standing.EXPIRED: "หมดอายุ",
        Standing.TERMINATED: "ยกเลิก",
        "years": "{count} ปี",
        "months": "{count} เดือน",
        "every": "ต่ออายุอัตโนมัติทุก {length}",
        "after": "ต่ออายุอัตโนมัติหลัง {length}",
    },
}


def _words(one: PartialDate) -> str:
    return f"{one.day} {_month(one)}"


def _month_words(one: PartialDate) -> str:
    return f"{ENGLISH_MONTHS[(one.month or 1) - 1]} {one.day}, {one.year}"


def _points(one: PartialDate) -> str:
    return f"{one.day:02}.{one.month:02}.{one.year}"


def _month_first(one: PartialDate) -> str:
    return f"{one.month}/{one.day}/{one.year}"


def _month(one: PartialDate) -> str:
    return f"{ENGLISH_MONTHS[(one.month or 1) - 1]} {one.year}"


def _year(one: PartialDate) -> str:
    return str(one.year)


_DAYS: Final[Mapping[str, Callable[[PartialDate], str]]] = {
    "words": _words,
    "month_words": _month_words,
    "points": _points,
    "month_first": _month_first,
    "month": _month,
    "year": _year,
    "thai": format_thai_partial,
}


def write_date(one: PartialDate, form: str) -> str:
    """A date in one of the forms of a layout, never at more precision than it has.

    >>> write_date(PartialDate.parse("2018-01-25"), "month_first"), write_date(PartialDate.parse("2018-11"), "points")
    ('1/25/2018', 'November 2018')
    """
    if form in {"thai", "year"} or one.precision is Precision.DAY:
        return _DAYS[form](one)
    return _month(one) if one.precision is Precision.MONTH else _year(one)


def write_end(term: Term, form: str, language: str, *, lengths: bool) -> str:
    """The end of an agreement as a register prints it; empty where nothing was stated.

    Args:
        term: how long it holds.
        form: of dates.
        language: of words.
        lengths: whether the length stands here, too, as there is no column of its own.
    """
    words = _WORDS[language]
    parts = [write_date(term.until, form)] if term.until else []
    parts += [write_length(term, language)] if lengths or not term.until else []
    parts += [words[term.standing]] if term.standing else []
    parts = list(dict.fromkeys(part for part in parts if part))
    return f"{parts[0]} ({parts[1]})" if len(parts) > 1 else "".join(parts)


def write_length(term: Term, language: str) -> str:
    """The length of a term, or the words for one that has no end; empty where nothing was stated."""
    words = _WORDS[language]
    if term.no_end is NoEnd.AUTO_RENEWED:
        if term.renewed_for is None:
            return words[NoEnd.AUTO_RENEWED]
        key = "after" if term.months == term.renewed_for else "every"
        return words[key].format(length=_length(term.renewed_for, language))
    if term.months:
        return _length(term.months, language)
    return words.get(term.no_end, "") if term.no_end else ""


def _length(months: int, language: str) -> str:
    years, rest = divmod(months, _YEAR)
    words = _WORDS[language]
    return words["months"].format(count=months) if rest else words["years"].format(count=years)
