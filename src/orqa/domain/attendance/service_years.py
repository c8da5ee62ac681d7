"""How long somebody has served (อายุงาน): which stretches add up, and whole years, months and days of them."""

from calendar import monthrange
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Any, Final

from attrs import frozen

from orqa.domain.attendance.people import Employment
from orqa.rules.decisions import Decision
from orqa.rules.views import Reading, View

COUNTS: Final = "employment.counts"
_ONE_DAY = timedelta(days=1)


@frozen(order=True)
class ServiceLength:
    """A length of service.

    Attributes:
        years: whole years.
        months: whole months beyond them.
        days: days beyond those.
    """

    years: int
    months: int
    days: int

    @property
    def all_months(self) -> int:
        """Whole months, those of the years among them."""
        return self.years * 12 + self.months


def employment_on(employments: Iterable[Employment], day: date) -> Employment | None:
    """The stretch in which somebody works on a day, the latest where several do; None for none."""
    held = [one for one in employments if one.holds_on(day)]
    return max(held, key=lambda one: one.first, default=None)


def decide_service(employments: Iterable[Employment], view: View, on: date) -> Decision[ServiceLength]:
    """How long somebody has served without a break by the end of a day (อายุงานต่อเนื่อง).

    Stretches of the same type of personnel add up; those of another type do where the rule ``employment.counts`` says
    so. A day without employment breaks the service. Nothing is counted on a day without employment.

    Args:
        employments: of one person.
        view: the rules.
        on: the last day that counts.
    """
    reading = view.reading()
    rows = sorted((one for one in employments if one.first <= on), key=lambda one: one.first)
    since = _since(reading, rows, on)
    inputs = {"on": on, "since": since}
    return reading.decision(ServiceLength(0, 0, 0) if since is None else length_between(since, on), inputs)


def _since(reading: Reading, rows: Sequence[Employment], on: date) -> date | None:
    """The first day of the unbroken service that reaches ``on``."""
    now = employment_on(rows, on)
    if now is None:
        return None
    since = now.first
    for one in sorted(rows, key=lambda row: row.last or date.max, reverse=True):
        unbroken = one.first < since and (one.last is None or one.last + _ONE_DAY >= since)
        if unbroken and _adds_up(reading, one.personnel, now.personnel):
            since = one.first
    return since


def _adds_up(reading: Reading, earlier: str, now: str) -> bool:
    if earlier == now:
        return True
    counted: Any = reading.value(COUNTS, personnel_type=now)
    return earlier in counted


def length_between(first: date, last: date) -> ServiceLength:
    """The time from one day to another, both counted: a year is full on the day before its anniversary."""
    months = (last.year - first.year) * 12 + last.month - first.month
    if end_of_months(first, months) > last:
        months -= 1
    elif end_of_months(first, months + 1) <= last:
        months += 1
    return ServiceLength(months // 12, months % 12, (last - end_of_months(first, months)).days)


def end_of_months(first: date, months: int) -> date:
    """The last day of so many months from ``first`` on (ประมวลกฎหมายแพ่งและพาณิชย์ มาตรา 193/5).

    It is the day before the same day of the month; the last of the month where it has no such day.
    """
    year, month = divmod(first.year * 12 + first.month - 1 + months, 12)
    days = monthrange(year, month + 1)[1]
    return date(year, month + 1, first.day) - _ONE_DAY if first.day <= days else date(year, month + 1, days)
