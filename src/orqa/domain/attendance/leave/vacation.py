"""Vacation (ลาพักผ่อน) of a fiscal year: who has it from which day, and what goes on to the next year; pure.

ระเบียบสำนักนายกรัฐมนตรีว่าด้วยการลาของข้าราชการ พ.ศ. 2555 ข้อ 23 ถึง 28, and what takes its place for other types of personnel.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, Final

from attrs import frozen

from orqa.base.errors import NotModelled
from orqa.base.language import Text
from orqa.base.years import FiscalYear
from orqa.domain.attendance.leave.days import to_hundredths
from orqa.domain.attendance.leave.ledger import Account, EntryKind, Line
from orqa.domain.attendance.leave.limits import Limit
from orqa.domain.attendance.people import Employment
from orqa.domain.attendance.service_years import (
    ServiceLength,
    decide_service,
    employment_on,
    end_of_months,
)
from orqa.rules.decisions import Decision
from orqa.rules.views import Reading, View

GRANT_DAYS: Final = "leave.vacation.grant_days"
CAP_DAYS: Final = "leave.vacation.cap_days"
LEAST_MONTHS: Final = "leave.vacation.least_months"
BARRED: Final = "leave.vacation.barred"
BARRED_AFTER: Final = "leave.vacation.barred_after"
TESTED_ON: Final = "leave.vacation.tested_on"
HARDSHIP_DAYS: Final = "leave.vacation.hardship_days"
TERM_BREAKS: Final = "leave.vacation.term_breaks"
WHILE_STUDYING: Final = "leave.vacation.while_studying"

_UNTIL_REACHED: Final = "until_reached"
_CARRIED_FROM: Final = "carried_from"
_NONE: Final = Decimal(0)

_NOT_EMPLOYED = Text.of(en="not employed in this fiscal year", th="ไม่ได้ปฏิบัติงานในปีงบประมาณนี้")
_TOO_NEW = Text.of(
    en="less than {months} {months:month|months} of service by the end of the fiscal year in which the service began, "
    "on {since}",
    th="เริ่มปฏิบัติงานเมื่อ {since} และยังไม่ครบ {months} เดือนในปีงบประมาณที่เริ่มปฏิบัติงาน",
)
_FROM = Text.of(
    en="{days} {days:day|days}, from the day on which {months} {months:month|months} of service {months:is|are} full",
    th="{days} วัน ตั้งแต่วันที่ทำงานครบ {months} เดือน",
)
_FULL = Text.of(en="{days} {days:day|days} of the fiscal year", th="วันลาประจำปีงบประมาณ {days} วัน")
_WHILE_STUDYING = Text.of(
    en="no source at hand tells whether vacation accrues on study leave there; set it in the university's own profile",
    th="ไม่มีแหล่งข้อมูลที่บอกว่าลาไปศึกษาที่นั่นมีวันลาพักผ่อนหรือไม่ โปรดกำหนดในโปรไฟล์ของมหาวิทยาลัย",
)
_TERM_BREAKS = Text.of(
    en="{breaks} {breaks:day|days} off in term breaks {breaks:is|are} more than the {days} {days:day|days} of vacation",
    th="ได้หยุดราชการในภาคการศึกษา {breaks} วัน ซึ่งมากกว่าวันลาพักผ่อน {days} วัน",
)
_GONE = Text.of(
    en="{left} {left:day was|days were} left and {left:lapses|lapse}: "
    "the service did not go on into the next fiscal year",
    th="เหลือ {left} วัน หมดสิทธิทั้งหมด เพราะไม่ได้ปฏิบัติงานต่อเนื่องไปในปีงบประมาณถัดไป",
)
_CARRIED = Text.of(
    en="of {left} {left:day|days} left, {carried} {carried:goes|go} on and {lapsed} {lapsed:lapses|lapse}: with the "
    "{grant} {grant:day|days} of the next fiscal year there "
    "may be {cap} {cap:day|days}, after {years} {years:year|years} of service",
    th="เหลือ {left} วัน ยกไป {carried} วัน หมดสิทธิ {lapsed} วัน "
    "เพราะรวมกับ {grant} วันของปีงบประมาณถัดไปแล้วต้องไม่เกิน {cap} วัน (อายุงาน {years} ปี)",
)


@frozen(kw_only=True)
class VacationRight:
    """The vacation that somebody gets in a fiscal year (สิทธิลาพักผ่อนประจำปี), without what was carried in.

    Attributes:
        days: working days; 0 for none.
        first: the first day on which it may be taken; None for none.
        reason: why.
    """

    days: Decimal
    first: date | None
    reason: Text


@frozen(kw_only=True)
class YearEnd:
    """What becomes of the vacation that is left on the last day of a fiscal year (วันลาพักผ่อนคงเหลือสิ้นปี).

    Attributes:
        carried: days that go on to the next year (วันลาพักผ่อนสะสม).
        lapsed: days that are lost.
        reason: why.
    """

    carried: Decimal
    lapsed: Decimal
    reason: Text


def decide_vacation(  # noqa: PLR0913 - what a year of somebody is like, by name
    employments: Sequence[Employment],
    view: View,
    year: FiscalYear,
    *,
    term_break_days: Decimal | int = 0,
    hardship_post: bool = False,
    studying: str = "",
    came_back: str = "first",
    months_away: int = 0,
) -> Decision[VacationRight]:
    """The vacation of a fiscal year, and from which day it may be taken (ข้อ 23, 27, 28).

    Whoever works as several types of personnel in the year has the vacation of the type that they begin the year with.

    Args:
        employments: of one person.
        view: the rules of the year.
        year: the fiscal year.
        term_break_days: days off in term breaks of the year (วันหยุดภาคการศึกษา), for those who have them.
        hardship_post: whether the person is posted to a listed hardship city abroad.
        studying: ``home`` or ``abroad`` for somebody who is on study leave all year; empty for others.
        came_back: after what the service began again: ``resigned``, ``resigned_for_politics``, ``discharged``,
            ``military_service`` or ``work_for_state``; ``first`` for a first appointment.
        months_away: whole months out of service before that.

    Raises:
        NotModelled: when the rules say nothing about that time, of vacation while somebody studies there, or of the
            vacation of that type of personnel.
    """
    reading = view.reading()
    inputs = {"year": year.ce, "term_break_days": term_break_days, "hardship_post": hardship_post}
    if studying and studying not in reading.value(WHILE_STUDYING):
        raise NotModelled(WHILE_STUDYING, _WHILE_STUDYING)
    held = _begins_with(employments, year)
    if held is None:
        return reading.decision(VacationRight(days=_NONE, first=None, reason=_NOT_EMPLOYED), inputs)
    days = _grant(reading, held.personnel)
    if hardship_post:
        days += reading.value(HARDSHIP_DAYS)
    if term_break_days > days and reading.value(TERM_BREAKS):
        reason = _TERM_BREAKS.fill(breaks=term_break_days, days=days)
        return reading.decision(VacationRight(days=_NONE, first=None, reason=reason), inputs)
    least: int = reading.value(LEAST_MONTHS, personnel_type=held.personnel)
    months = least if _is_barred(reading, came_back, months_away) else 0
    return reading.decision(_from_day(reading, employments, held, year, days, months), inputs)


def _grant(reading: Reading, personnel: str) -> Decimal:
    """The days of a fiscal year.

    Raises:
        NotModelled: where no source tells them for this type of personnel.
    """
    days = reading.value(GRANT_DAYS, personnel_type=personnel)
    return Limit.of(GRANT_DAYS, days).days or _NONE if isinstance(days, Mapping) else Decimal(days)


def _is_barred(reading: Reading, came_back: str, months_away: int) -> bool:
    """Whether the bar of the first months holds for somebody who came back so; rule ``leave.vacation.barred_after``."""
    after: int = reading.value(BARRED_AFTER, came_back=came_back)
    return after == 0 or 0 < after < months_away


def _begins_with(employments: Sequence[Employment], year: FiscalYear) -> Employment | None:
    """The employment on the first day of the year, else the first one that begins in it."""
    begun = [one for one in employments if year.first < one.first <= year.last]
    return employment_on(employments, year.first) or min(begun, key=lambda one: one.first, default=None)


def _from_day(  # noqa: PLR0913, PLR0917 - the hands of decide_vacation
    reading: Reading, employments: Sequence[Employment], held: Employment, year: FiscalYear, days: Decimal, months: int
) -> VacationRight:
    begins = max(year.first, held.first)
    since = _since(reading, employments, begins) or begins
    reached = end_of_months(since, months)
    if reached <= begins or (since < year.first and reading.value(BARRED) != _UNTIL_REACHED):
        return VacationRight(days=days, first=begins, reason=_FULL.fill(days=days))
    if reached > year.last:
        return VacationRight(days=_NONE, first=None, reason=_TOO_NEW.fill(months=months, since=since))
    return VacationRight(days=days, first=reached, reason=_FROM.fill(days=days, months=months))


def _since(reading: Reading, employments: Sequence[Employment], on: date) -> date | None:
    """The first day of the unbroken service that reaches a day; None for none."""
    decision = decide_service(employments, reading.view, on)
    reading.adopt(decision)
    since: date | None = decision.inputs["since"]
    return since


def decide_year_end(  # noqa: PLR0913 - what a year leaves behind, by name
    employments: Sequence[Employment],
    account: Account,
    view: View,
    *,
    year: FiscalYear,
    following: FiscalYear,
    never_carried: Decimal | int = 0,
) -> Decision[YearEnd]:
    """What becomes of the vacation that is left at the end of a fiscal year (ข้อ 24).

    Days carried and those of the next year together may not pass a cap, which grows with the years of service; the rest
    lapses. On which day the years are looked at is the rule ``leave.vacation.tested_on``. What this finds does not
    depend on whether the year was closed before.

    Args:
        employments: of one person.
        account: of vacation, of that year.
        view: the rules of the first day of the following year.
        year: the fiscal year that ends.
        following: the next one.
        never_carried: days of the year that are never carried, such as those of a hardship post; they count as the
            first that were used.

    Raises:
        NotModelled: when the rules say nothing about that time.
    """
    reading = view.reading()
    inputs = {"year": year.ce, "account": account, "never_carried": never_carried}
    left = max(account.available - account.used, _NONE)
    held = employment_on(employments, following.first)
    since = _since(reading, employments, following.first)
    if held is None or since is None or since > year.last:
        end = YearEnd(carried=_NONE, lapsed=left, reason=_GONE.fill(left=left))
        return reading.decision(end, inputs)
    carriable = left - min(left, max(never_carried - account.used, _NONE))
    service = reading.adopt(decide_service(employments, view, _tested_on(reading, held.personnel, year, following)))
    return reading.decision(_split(reading, held.personnel, service, left, carriable), inputs)


def _split(reading: Reading, personnel: str, service: ServiceLength, left: Decimal, carriable: Decimal) -> YearEnd:
    grant = _grant(reading, personnel)
    cap = Decimal(reading.value(CAP_DAYS, personnel_type=personnel, service_years=service.years))
    carried = min(carriable, max(cap - grant, _NONE))
    lapsed = left - carried
    told: dict[str, Any] = {"left": left, "grant": grant, "cap": cap, "years": service.years}
    return YearEnd(carried=carried, lapsed=lapsed, reason=_CARRIED.fill(carried=carried, lapsed=lapsed, **told))


def _tested_on(reading: Reading, personnel: str, year: FiscalYear, following: FiscalYear) -> date:
    tested: str = reading.value(TESTED_ON, personnel_type=personnel)
    return year.last if tested == _CARRIED_FROM else following.first


def grant_lines(right: VacationRight, account: Account, year: FiscalYear) -> tuple[Line, ...]:
    """What is to be entered so that the account holds the grant; nothing where it does already.

    Args:
        right: the vacation of the year.
        account: of vacation, of that year.
        year: the fiscal year.
    """
    missing = to_hundredths(right.days - account.granted)
    on = right.first or year.first
    return _lines((Line(year=year.ce, entry=EntryKind.GRANT, hundredths=missing, on=on, reason=right.reason),))


def closing_lines(end: YearEnd, account: Account, year: FiscalYear, following: FiscalYear) -> tuple[Line, ...]:
    """What is to be entered so that a year is closed; nothing where it is closed so already.

    Days that go on leave the account of the year and come into that of the following one, so that no day is in two
    accounts. Where a leave was entered or cancelled after the year was closed, the lines set right the difference.

    Args:
        end: what becomes of the days that are left.
        account: of vacation, of the year that ends.
        year: the fiscal year that ends.
        following: the next one.
    """
    lapsed = to_hundredths(end.lapsed - account.lapsed)
    carried = to_hundredths(end.carried - account.carried_out)
    last, first, why = year.last, following.first, end.reason
    return _lines((
        Line(year=year.ce, entry=EntryKind.LAPSE, hundredths=-lapsed, on=last, reason=why),
        Line(year=year.ce, entry=EntryKind.CARRY_OUT, hundredths=-carried, on=last, reason=why),
        Line(year=following.ce, entry=EntryKind.CARRY_IN, hundredths=carried, on=first, reason=why),
    ))  # fmt: skip


def _lines(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    return tuple(line for line in lines if line.hundredths)
