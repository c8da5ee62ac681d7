"""How long an agreement holds (ระยะเวลาของข้อตกลง): its term, its end as printed, the last day, the day to give notice.

A register prints a length, an end, or neither; the three are kept apart, and the last day is worked out from the length
only where no end is printed. "No end" has three meanings: without end, prolonged by itself, not stated.
"""

import re
from datetime import date, timedelta
from enum import StrEnum
from typing import ClassVar, Final

from attrs import field, frozen
from attrs.validators import ge, instance_of, optional

from orqa.base.date_errors import DateNotUnderstood
from orqa.base.dates import parse_partial_date
from orqa.base.digits import to_arabic_digits
from orqa.base.errors import OrqaError
from orqa.base.language import Text
from orqa.base.months import months_after
from orqa.base.partial import PartialDate


class LastDay(StrEnum):
    """Which day is the last of a term of whole years or months."""

    DAY_BEFORE = "day_before"
    """The day before the anniversary, as nearly all registers with both dates have it."""
    ANNIVERSARY = "anniversary"
    """The anniversary itself."""


class NoEnd(StrEnum):
    """What it means that no end is printed."""

    OPEN_ENDED = "open_ended"
    """It holds until somebody ends it."""
    AUTO_RENEWED = "auto_renewed"
    """Each term is followed by another, unless somebody gives notice."""
    NOT_STATED = "not_stated"
    """The register does not say."""


class Standing(StrEnum):
    """What a register prints in the place of a date about where an agreement stands."""

    IN_FORCE = "in_force"
    RENEWAL_PENDING = "renewal_pending"
    EXPIRED = "expired"
    TERMINATED = "terminated"


class TermNotUnderstood(OrqaError, ValueError):
    """A printed term or end has no one meaning; nothing is guessed."""

    code: ClassVar[str] = "term-not-understood"
    template: ClassVar[Text] = Text.of(
        en="{found!r} is not understood as a term or end: {reason}",
        th="อ่าน {found!r} เป็นระยะเวลาหรือวันสิ้นสุดไม่ได้: {reason}",
    )

    found: str
    reason: Text


@frozen(kw_only=True)
class Term:
    """How long an agreement holds, as it was printed.

    Attributes:
        months: of the first term; None where no length is printed.
        until: its end, at the precision of print.
        no_end: what it means that there is no end; None where there is one or where it follows from the length.
        renewed_for: months of each further term, where each is followed by another of itself.
        standing: what the register says in words in the place of a date.
    """

    months: int | None = field(default=None, validator=optional([instance_of(int), ge(1)]))
    until: PartialDate | None = None
    no_end: NoEnd | None = None
    renewed_for: int | None = field(default=None, validator=optional([instance_of(int), ge(1)]))
    standing: Standing | None = None

    def last_day(self, start: date, rule: LastDay = LastDay.DAY_BEFORE, on: date | None = None) -> date | None:
        """The last day on which it holds; None where there is none, or where nothing tells it.

        A printed end is taken at its last day, since no more is claimed than was printed: an agreement "until 2026"
        holds on 31 December.

        Args:
            start: the first day on which it is in force.
            rule: which day is the last of a length.
            on: a day for which the end of the running term of one that is prolonged of itself is asked; without it the
                end of the first term.
        """
        length = self.months or self.renewed_for
        if self.until is None and length is None:
            return None
        end, terms = self._end(start, rule, 0), 0
        while self.renewed_for is not None and on is not None and end < on:
            terms += 1
            end = self._end(start, rule, terms)
        return end

    def _end(self, start: date, rule: LastDay, further: int) -> date:
        """The last day of the first term and so many further ones."""
        more = further * (self.renewed_for or 0)
        if self.until is not None:
            return months_after(self.until.last, more)
        return last_day(start, (self.months or self.renewed_for or 0) + more, rule)


def last_day(start: date, months: int, rule: LastDay = LastDay.DAY_BEFORE) -> date:
    """The last day of a term of months: the day before its anniversary, or the anniversary.

    In a month without that day, its last day: five years from 29 February 2020 end on 28 February 2025 by both rules.

    >>> last_day(date(2021, 8, 1), 60), last_day(date(2021, 8, 1), 60, LastDay.ANNIVERSARY)
    (datetime.date(2026, 7, 31), datetime.date(2026, 8, 1))

    Raises:
        ValueError: when the term has no month, or its end lies beyond the calendar.
    """
    if months < 1:
        raise ValueError(f"a term has at least one month, found {months}")
    anniversary = months_after(start, months)
    if rule is LastDay.ANNIVERSARY or anniversary.day != start.day:
        return anniversary
    return anniversary - timedelta(days=1)


def notice_day(last: date, *, months: int = 0, days: int = 0) -> date:
    """The last day on which notice can be given, counted back from the last day of a term.

    >>> notice_day(date(2026, 8, 31), months=6)
    datetime.date(2026, 2, 28)

    Raises:
        ValueError: when a count is negative or the day lies before the calendar.
    """
    if months < 0 or days < 0:
        raise ValueError(f"notice is given before the end, found {months} months and {days} days")
    return months_after(last, -months) - timedelta(days=days)


# ---------------------------------------------------------------------- printed terms

_LENGTH: Final = re.compile(
    r"(?:(\d{1,3})\s*(?:years?|yrs?\.?|ปี))?(?:\s*(?:and|และ)?\s*(\d{1,3})\s*(?:months?|เดือน))?(?:\s+with prolongation)?"
)
_EVERY_YEAR: Final = re.compile(r"every\s+year|annual(?:ly)?|yearly|ทุกปี|รายปี")
_ANY_LENGTH: Final = re.compile(r"(\d{1,3})\s*(years?|yrs?|ปี|months?|เดือน)")
_RENEWED: Final = re.compile(r"auto|อัตโนมัติ")
_FIRST: Final = re.compile(r"^(?:initially|เริ่มแรก|ระยะเวลา)\s*")
_WORDS: Final = {
    **dict.fromkeys(("", "-", "–", "—", "not specified", "not stated", "n/a", "ไม่ระบุ", "ไม่ได้ระบุ"), NoEnd.NOT_STATED),
    **dict.fromkeys(
        (
            "endless",
            "no end date",
            "open ended",
            "open-ended",
            "indefinite",
            "till consent",
            "ไม่มีกำหนด",
            "ไม่มีกำหนดสิ้นสุด",
            "no end",
            "without end",
            "no expiry",
            "no expiry date",
            "no expiration date",
            "ไม่กำหนด",
            "ไม่กำหนดระยะเวลา",
            "ไม่กำหนดวันสิ้นสุด",
            "ไม่มีกำหนดเวลา",
            "ไม่มีกำหนดระยะเวลา",
            "ไม่มีวันสิ้นสุด",
            "ไม่มีวันหมดอายุ",
        ),
        NoEnd.OPEN_ENDED,
    ),
}
_STANDINGS: Final = {
    **dict.fromkeys(("active", "in force", "in effect", "valid", "current", "ongoing"), Standing.IN_FORCE),
    **dict.fromkeys(("มีผล", "มีผลบังคับใช้", "มีผลใช้บังคับ", "ยังมีผล", "ยังมีผลบังคับใช้"), Standing.IN_FORCE),
    **dict.fromkeys(("pending renewal", "renewal pending", "รอต่ออายุ", "อยู่ระหว่างต่ออายุ"), Standing.RENEWAL_PENDING),
    **dict.fromkeys(("expired", "หมดอายุ", "สิ้นสุดแล้ว"), Standing.EXPIRED),
    **dict.fromkeys(("terminated", "ยกเลิก", "บอกเลิก"), Standing.TERMINATED),
}
_LONGEST = 200
_YEAR = 12


def read_term(text: str) -> Term:
    """A term or an end as a register prints it: a length, a date, words for no end, or where it stands.

    >>> read_term("Automatic Extension Every 5 years")
    Term(months=None, until=None, no_end=<NoEnd.AUTO_RENEWED: 'auto_renewed'>, renewed_for=60, standing=None)

    Raises:
        TermNotUnderstood: when it is none of these, or has several lengths.
        DateNotUnderstood: when it is a date that may mean several days; the error has them.
    """
    plain = " ".join(to_arabic_digits(text).split()).strip(" .").casefold()
    if len(plain) > _LONGEST:
        raise TermNotUnderstood(text[:_LONGEST], _TOO_LONG)
    if plain in _WORDS:
        return Term(no_end=_WORDS[plain])
    if plain in _STANDINGS:
        return Term(no_end=NoEnd.NOT_STATED, standing=_STANDINGS[plain])
    if _RENEWED.search(plain) or _EVERY_YEAR.fullmatch(plain):
        return _renewed(text, plain)
    months = _months(_FIRST.sub("", plain))
    if months:
        return Term(months=months)
    if months == 0:
        raise TermNotUnderstood(text, _NO_TIME)
    try:
        return Term(until=parse_partial_date(text))
    except DateNotUnderstood as error:
        if error.candidates:
            raise
        raise TermNotUnderstood(text, _NEITHER) from error


def _renewed(text: str, plain: str) -> Term:
    """One that is prolonged of itself: for how long, and after which first term."""
    lengths = [int(number) * (_YEAR if unit[0] in "yป" else 1) for number, unit in _ANY_LENGTH.findall(plain)]
    if 0 in lengths or len(lengths) > 1:
        raise TermNotUnderstood(text, _NO_TIME if 0 in lengths else _SEVERAL)
    if lengths:
        first = None if re.search(r"every|ทุก", plain) else lengths[0]
        return Term(months=first, no_end=NoEnd.AUTO_RENEWED, renewed_for=lengths[0])
    every = _YEAR if _EVERY_YEAR.search(plain) else None
    return Term(no_end=NoEnd.AUTO_RENEWED, renewed_for=every)


def _months(plain: str) -> int | None:
    """The months of a length; None for what is none."""
    found = _LENGTH.fullmatch(plain)
    if found is None or not any(found.groups()):
        return None
    years, months = (int(part or 0) for part in found.groups())
    return years * _YEAR + months


_NEITHER = Text.of(
    en="it is no length such as 5 years, no date, and no words that are known; write one of these",
    th="ไม่ใช่ระยะเวลา เช่น 5 ปี ไม่ใช่วันที่ และไม่ใช่คำที่รู้จัก โปรดแก้ไข",
)
_TOO_LONG = Text.of(en="it is too long for one", th="ยาวเกินไป")
_NO_TIME = Text.of(en="a term has at least one month", th="ระยะเวลาต้องไม่น้อยกว่าหนึ่งเดือน")
_SEVERAL = Text.of(
    en="it has several lengths; write the term and what it is prolonged for apart",
    th="มีหลายระยะเวลา โปรดแยกระยะเวลาและการต่ออายุ",
)
