"""Calendar, fiscal and academic years (ปีปฏิทิน ปีงบประมาณ ปีการศึกษา): a period is never a bare year.

When a year begins and by which end it is named are rules of a profile, given to a :class:`YearRule`; nothing of law
is here. The three kinds of year are classes of their own, so that a fiscal year cannot pass for an academic one.

>>> rule = YearRule(kind="fiscal", month=10, day=1, named_by="end")
>>> year = rule.year_of(date(2026, 10, 1))
>>> year.be, year.ce, year.first, year.last
(2570, 2027, datetime.date(2026, 10, 1), datetime.date(2027, 9, 30))
"""

from datetime import date, timedelta
from typing import ClassVar

from attrs import field, frozen
from attrs.validators import in_

from orqa.base.date_format import format_thai_date
from orqa.base.digits import Digits, in_digits
from orqa.base.eras import OFFSET, Era
from orqa.base.language import Text


@frozen(order=True)
class Period:
    """A span of days, both ends included. Periods of one class order by their first day, then their last.

    Attributes:
        first: the first day.
        last: the last day, not before the first.
    """

    title: ClassVar[Text] = Text.of(th="ช่วงเวลา", en="Period")

    first: date
    last: date = field()

    @last.validator
    def _check_last(self, _attribute: object, last: date) -> None:
        if last < self.first:
            raise ValueError(f"a period ends on or after its first day, found {self.first} to {last}")

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last

    def label(self, language: str = "th", *, era: Era | str = Era.BUDDHIST, digits: Digits = "arabic") -> str:
        """What people call the period: its two days; in Thai and the Buddhist era as letters print them, else ISO."""
        thai = language == "th" and Era(era) is Era.BUDDHIST
        first, last = (format_thai_date(day) if thai else day.isoformat() for day in (self.first, self.last))
        return in_digits(f"{first} – {last}", digits)


@frozen(order=True)
class Year(Period):
    """A year of some kind, named by one calendar year; made by a :class:`YearRule`.

    Attributes:
        kind: of which kind: ``calendar``, ``fiscal``, ``academic``.
        ce: the common-era year that names it.
    """

    kind: ClassVar[str] = ""

    ce: int

    @property
    def be(self) -> int:
        """The Buddhist-era year that names it: always 543 more, for a name needs no month."""
        return self.ce + OFFSET

    def label(self, language: str = "th", *, era: Era | str = Era.BUDDHIST, digits: Digits = "arabic") -> str:
        """What people call the year.

        >>> rule = YearRule(kind="fiscal", month=10, day=1, named_by="end")
        >>> rule.year(2569, "buddhist").label(digits="thai")
        'ปีงบประมาณ พ.ศ. ๒๕๖๙'
        >>> rule.year(2026).label("en", era="common")
        'Fiscal year 2026'
        """
        buddhist = Era(era) is Era.BUDDHIST
        mark = _MARKS[buddhist].get(language, _MARKS[buddhist]["en"])
        name = self.be if buddhist else self.ce
        return in_digits(f"{self.title.in_language(language)} {mark}{name}", digits)


_MARKS = {True: {"th": "พ.ศ. ", "en": "B.E. "}, False: {"th": "ค.ศ. ", "en": ""}}


@frozen(order=True)
class CalendarYear(Year):
    """ปีปฏิทิน: document numbers and registers."""

    kind: ClassVar[str] = "calendar"
    title: ClassVar[Text] = Text.of(th="ปีปฏิทิน", en="Calendar year")


@frozen(order=True)
class FiscalYear(Year):
    """ปีงบประมาณ: budget, supplies, leave."""

    kind: ClassVar[str] = "fiscal"
    title: ClassVar[Text] = Text.of(th="ปีงบประมาณ", en="Fiscal year")


@frozen(order=True)
class AcademicYear(Year):
    """ปีการศึกษา: quality assurance, exchange students."""

    kind: ClassVar[str] = "academic"
    title: ClassVar[Text] = Text.of(th="ปีการศึกษา", en="Academic year")


_CLASSES: dict[str, type[Year]] = {year.kind: year for year in (CalendarYear, FiscalYear, AcademicYear)}


@frozen(kw_only=True)
class YearRule:
    """When the years of one kind begin and how they are named; the values come from a profile.

    Attributes:
        kind: ``"calendar"``, ``"fiscal"`` or ``"academic"``.
        month: month of the first day.
        day: day of the month of the first day; one that every year has, so not 29 February.
        named_by: ``"start"`` or ``"end"``: named by the calendar year in which it starts or ends.
    """

    kind: str = field(validator=in_(tuple(_CLASSES)))
    month: int
    day: int = field(default=1)
    named_by: str = field(default="start", validator=in_(("start", "end")))

    @day.validator
    def _check_day(self, _attribute: object, day: int) -> None:
        try:
            date(2001, self.month, day)
        except ValueError:
            raise ValueError(f"a year begins on a day that every year has, found {self.month}-{day}") from None

    @property
    def _named_after(self) -> int:
        """Calendar years from the first day to the name; a year from 1 January ends in the year it starts in."""
        return int(self.named_by == "end" and (self.month, self.day) != (1, 1))

    def year(self, named: int, era: Era | str = Era.COMMON) -> Year:
        """The year of that name: ``rule.year(2569, "buddhist")`` is ``rule.year(2026)``.

        Raises:
            ValueError: when its days lie outside the common years 1 to 9999, or there is no such era.
        """
        ce = named - OFFSET if Era(era) is Era.BUDDHIST else named
        start = ce - self._named_after
        first = date(start, self.month, self.day)
        return _CLASSES[self.kind](first, date(start + 1, self.month, self.day) - timedelta(days=1), ce)

    def year_of(self, day: date) -> Year:
        """The year that contains ``day``."""
        before = (day.month, day.day) < (self.month, self.day)
        return self.year(day.year - before + self._named_after)
