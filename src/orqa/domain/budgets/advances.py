"""Advances (เงินยืม): by when they are cleared (ส่งใช้), how long they are overdue, and who may have another; pure."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from attrs import frozen

from orqa.base.date_format import day_text
from orqa.base.findings import Finding, FindingKind, Severity
from orqa.base.language import Text
from orqa.base.money import Money
from orqa.base.years import Year
from orqa.domain.budgets.rates import NATIONAL
from orqa.domain.budgets.verdicts import Verdict

if TYPE_CHECKING:
    from orqa.base.calendar import WorkCalendar
    from orqa.rules.decisions import Decision
    from orqa.rules.views import Reading

CLEAR: Final = "advance.clear"
COUNT_FIRST_DAY: Final = "advance.count_first_day"
MOVE_OVER_HOLIDAYS: Final = "advance.move_over_holidays"
ONE_OPEN: Final = "advance.one_open"
OVERLAP_DAYS: Final = "advance.overlap_days"
COPIES: Final = "advance.copies"
MOST: Final = "advance.most"
NOTICE_DAYS: Final = "advance.notice_days"
AGEING: Final = "advance.ageing"
SINCE_RETURN: Final = "return"

OPEN_ADVANCE: Final = FindingKind(
    "advance-open",
    Severity.ERROR,
    Text.of(
        en="{count} earlier advance(s) are not cleared: clear them first",
        th="ยังมีเงินยืมเดิมที่ไม่ได้ส่งใช้ {count} รายการ โปรดส่งใช้ก่อนยืมใหม่",
    ),
)
ABOVE_MOST: Final = FindingKind(
    "advance-above-most",
    Severity.ERROR,
    Text.of(en="{amount} is more than one advance may be, {most}", th="ขอยืม {amount} เกินวงเงินต่อสัญญา {most}"),
)
SHORT_NOTICE: Final = FindingKind(
    "advance-short-notice",
    Severity.WARNING,
    Text.of(
        en="asked for on {asked}, {found} working days before {needed}: at least {least}",
        th="ยื่นวันที่ {asked} ก่อนวันใช้เงิน {needed} เพียง {found} วันทำการ ต้องไม่น้อยกว่า {least}",
    ),
)
NOT_POSITIVE: Final = FindingKind(
    "advance-not-positive",
    Severity.ERROR,
    Text.of(en="an advance is more than nothing, found {amount}", th="เงินยืมต้องมากกว่าศูนย์ พบ {amount}"),
)

TO_COPY: Final = FindingKind(
    "advance-copies",
    Severity.INFO,
    Text.of(en="make the agreement in {copies} copies", th="ให้ทำสัญญาการยืมเงิน {copies} ฉบับ"),
)
CROSSES_YEAR: Final = FindingKind(
    "advance-crosses-year",
    Severity.INFO,
    Text.of(
        en="it falls due after the fiscal year ends on {end}: use it until {until}; it counts as paid from that year",
        th="ครบกำหนดหลังวันที่ {end} ซึ่งเป็นวันสิ้นปีงบประมาณ ใช้จ่ายได้ถึงวันที่ {until} และถือเป็นรายจ่ายของปีนั้น",
    ),
)


@frozen(kw_only=True)
class AdvanceRequest:
    """An advance that is asked for.

    Attributes:
        amount: how much.
        asked: the day of asking.
        needed: the day on which the money is needed.
        open_advances: earlier ones of the same borrower that are not cleared.
        fund: what it is paid from.
    """

    amount: Money
    asked: date
    needed: date
    open_advances: int = 0
    fund: str = NATIONAL


@frozen(kw_only=True)
class Age:
    """How long an advance is overdue (อายุลูกหนี้).

    Attributes:
        days: calendar days after the due day; 0 where it is not overdue.
        step: the first day of the step of ageing it is in; 0 where it is not overdue.
    """

    days: int
    step: int


def decide_clear_by(
    reading: "Reading", calendar: "WorkCalendar", *, purpose: str, received: date, returned: date | None = None
) -> "Decision[date | None]":
    """The last day for clearing an advance; None while it counts from a return that is not known yet.

    Travel counts from the day of return, other purposes from the day on which the money was received. Whether that day
    counts itself, and whether a due day that is no working day moves, are rules of their own.

    Args:
        reading: of the rules on the day on which the money was received.
        calendar: of the place, for a due day that moves.
        purpose: ``travel``, ``travel_abroad``, ``take_up_post`` or ``other``.
        received: the day on which the money was received.
        returned: the day of return, for travel.

    Raises:
        UnknownDimension: when there is no such purpose.
        NotModelled: where the rule has not begun, or the calendar does not reach a day that moves.
    """
    rule = reading.value(CLEAR, purpose=purpose)
    start = returned if rule["since"] == SINCE_RETURN else received
    due = None if start is None else _moved(reading, calendar, _after(reading, start, rule["days"]))
    return reading.decision(due, {"purpose": purpose, "received": received, "returned": returned})


def _after(reading: "Reading", start: date, days: int) -> date:
    return start + timedelta(days=days - bool(reading.value(COUNT_FIRST_DAY)))


def _moved(reading: "Reading", calendar: "WorkCalendar", due: date) -> date:
    if not reading.value(MOVE_OVER_HOLIDAYS) or calendar.is_working_day(due):
        return due
    return calendar.add(due, 1)


def decide_overlap_until(reading: "Reading", *, purpose: str, year: Year) -> "Decision[date]":
    """The last day for using an advance that crosses the end of a fiscal year (เงินยืมคาบเกี่ยว).

    It counts as paid from the old year, from the first day of the new one on.
    """
    begins = year.last + timedelta(days=1)
    last = _after(reading, begins, reading.value(OVERLAP_DAYS, purpose=purpose))
    return reading.decision(last, {"purpose": purpose, "year": year.ce})


def decide_ageing(reading: "Reading", *, due: date, on: date) -> "Decision[Age]":
    """How long an advance that is not cleared is overdue on a day, and in which step of ageing."""
    days = max((on - due).days, 0)
    step = max((first for first in reading.value(AGEING) if first <= days), default=0)
    return reading.decision(Age(days=days, step=step), {"due": due, "on": on})


def decide_copies(reading: "Reading") -> "Decision[int]":
    """In how many copies an advance agreement is made (สัญญาการยืมเงิน)."""
    copies: int = reading.value(COPIES)
    return reading.decision(copies, {})


def agreement_notes(reading: "Reading", *, purpose: str, year: Year, due: date | None) -> Iterator[Finding]:
    """What to know when an advance agreement is made: in how many copies, and how long it may be used across a year.

    Args:
        reading: of the rules on the day of the agreement; what is asked of them is recorded in it.
        purpose: ``travel``, ``travel_abroad``, ``take_up_post`` or ``other``.
        year: the fiscal year that it is paid from.
        due: the last day for clearing it; None while it is not known.

    Raises:
        UnknownDimension: when there is no such purpose.
        NotModelled: where a rule has not begun.
    """
    yield TO_COPY.make(copies=reading.adopt(decide_copies(reading.view.reading())))
    if due is not None and due > year.last:
        until = reading.adopt(decide_overlap_until(reading.view.reading(), purpose=purpose, year=year))
        yield CROSSES_YEAR.make(field="due", end=day_text(year.last), until=day_text(until))


def decide_new_advance(reading: "Reading", calendar: "WorkCalendar", request: AdvanceRequest) -> "Decision[Verdict]":
    """Whether a borrower may have a new advance: the old ones cleared, within the limit, asked for in time."""
    verdict = Verdict.of(_against(reading, calendar, request))
    return reading.decision(verdict, {"amount": request.amount, "asked": request.asked, "needed": request.needed})


def _against(reading: "Reading", calendar: "WorkCalendar", request: AdvanceRequest) -> Iterator[Finding]:
    if request.amount.minor <= 0:
        yield NOT_POSITIVE.make(field="amount", amount=request.amount.written())
    if reading.value(ONE_OPEN) and request.open_advances:
        yield OPEN_ADVANCE.make(field="open_advances", count=request.open_advances)
    most = reading.value(MOST, fund=request.fund)
    if isinstance(most, int):
        limit = Money.of(most, reading.view.parameter(MOST).unit)
        if request.amount > limit:
            yield ABOVE_MOST.make(field="amount", amount=request.amount.written(), most=limit.written())
    least: int = reading.value(NOTICE_DAYS, fund=request.fund)
    if least and (found := _working_days(calendar, request)) < least:
        asked, needed = day_text(request.asked), day_text(request.needed)
        yield SHORT_NOTICE.make(field="needed", found=found, least=least, asked=asked, needed=needed)


def _working_days(calendar: "WorkCalendar", request: AdvanceRequest) -> int:
    """Working days from the day of asking, that day included, to the day before the money is needed."""
    before = request.needed - timedelta(days=1)
    return calendar.count(request.asked, before) if request.asked <= before else 0
