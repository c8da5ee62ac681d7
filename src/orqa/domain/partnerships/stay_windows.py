"""From when to when each step of a stay can be done, by the rules of a day (ช่วงเวลาของแต่ละขั้นตอน)."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from types import MappingProxyType
from typing import Final, NamedTuple

from orqa.base.calendar import WorkCalendar
from orqa.base.date_format import day_text
from orqa.base.language import Text
from orqa.base.money import Money
from orqa.base.months import months_after
from orqa.domain.partnerships.permission import OVERSTAY, REENTRY, counted
from orqa.domain.partnerships.stays import DueStep, Permission, Stayer, Step
from orqa.rules.decisions import Decision
from orqa.rules.ruleset import RuleSet
from orqa.rules.views import Reading

EXTENSION: Final = "stay.extension"
REPORT: Final = "stay.report"
RESIDENCE: Final = "stay.residence"
CHANGE: Final = "stay.change"
AFTER_DEGREE: Final = "stay.after_degree"
ARRIVAL: Final = "stay.arrival"
WORK_PERMIT: Final = "stay.work_permit"
EMPLOYER: Final = "stay.employer"
LEAVING: Final = "stay.leaving"
PASSPORT: Final = "stay.passport"

_HOURS: Final = 24


class Case(NamedTuple):
    """What the steps are worked out from."""

    rules: RuleSet
    stayer: Stayer
    permission: Decision[Permission]
    calendar: WorkCalendar | None
    on: date
    printed: date | None = None


def _baht(reading: Reading, amount: int | None) -> Money | None:
    """An amount of a rule, in the currency of the fines."""
    return None if amount is None else Money.of(amount, reading.view.parameter(OVERSTAY).unit)


def _report(reading: Reading, case: Case, since: date) -> DueStep:
    rule = reading.value(REPORT)
    day = case.printed or counted(reading, "report", since, rule["every"])
    why = _PRINTED.fill(since=day_text(since), day=day_text(day)) if case.printed else None
    return DueStep(
        step=Step.REPORT,
        since=since,
        first=day - timedelta(days=rule["before"]),
        last=day + timedelta(days=rule["after"]),
        form=rule["form"],
        fine=_baht(reading, rule.get("fine")),
        why=why or _REPORT.fill(days=rule["every"], since=day_text(since), day=day_text(day)),
    )


def _residence(reading: Reading, _case: Case, since: date) -> DueStep:
    rule = reading.value(RESIDENCE)
    last = since + timedelta(days=-(-rule["hours"] // _HOURS))
    why = _RESIDENCE.fill(hours=rule["hours"], since=day_text(since))
    return DueStep(step=Step.RESIDENCE_NOTICE, since=since, first=since, last=last, form=rule["form"], why=why)


def _extension(reading: Reading, case: Case, since: date) -> DueStep:
    stay, rule = reading.adopt(case.permission), reading.value(EXTENSION)
    last = stay.until or since
    return DueStep(
        step=Step.EXTENSION,
        since=since,
        first=last - timedelta(days=rule["before"]),
        last=last,
        form=rule["form"],
        fee=_baht(reading, rule.get("fee")),
        why=_EXTENSION.fill(until=day_text(last), days=rule["days"]),
    )


def _change(reading: Reading, case: Case, since: date) -> DueStep:
    stay, rule = reading.adopt(case.permission), reading.value(CHANGE)
    until = stay.until or since
    return DueStep(
        step=Step.CHANGE_OF_VISA,
        since=since,
        first=since,
        last=until - timedelta(days=rule["left"]),
        form=rule["form"],
        fee=_baht(reading, rule.get("fee")),
        why=_CHANGE.fill(until=day_text(until), days=rule["left"]),
    )


def _arrival(reading: Reading, _case: Case, since: date) -> DueStep:
    rule = reading.value(ARRIVAL)
    first = since - timedelta(days=rule["before"])
    why = _ARRIVAL.fill(since=day_text(since))
    return DueStep(step=Step.ARRIVAL_CARD, since=since, first=first, last=since, form=rule["form"], why=why)


def _reentry(reading: Reading, case: Case, since: date) -> DueStep | None:
    rule = reading.value(REENTRY, student=case.stayer.student)
    if not rule["needed"]:
        return None
    why = _REENTRY.fill(since=day_text(since), more=rule["multiple"])
    entered = case.permission.value.entered
    fee = _baht(reading, rule["single"])
    return DueStep(step=Step.REENTRY_PERMIT, since=since, first=entered, last=since, fee=fee, why=why)


def _work_permit(reading: Reading, _case: Case, since: date) -> DueStep:
    rule = reading.value(WORK_PERMIT)
    last = counted(reading, "work", since, rule["days"])
    fee, why = _baht(reading, rule.get("fee")), _WORK.fill(days=rule["days"], since=day_text(since))
    return DueStep(step=Step.WORK_PERMIT, since=since, first=since, last=last, form=rule["form"], fee=fee, why=why)


def _employer(step: Step, form: Text) -> Callable[[Reading, Case, date], DueStep]:
    def notice(reading: Reading, _case: Case, since: date) -> DueStep:
        rule = reading.value(EMPLOYER)
        last, fine = counted(reading, "work", since, rule["days"]), _baht(reading, rule.get("fine"))
        why = form.fill(days=rule["days"], since=day_text(since))
        return DueStep(step=step, since=since, first=since, last=last, fine=fine, why=why)

    return notice


def _leaving(reading: Reading, _case: Case, since: date) -> DueStep:
    months: int = reading.value(LEAVING)
    why = _LEAVING.fill(months=months, since=day_text(since))
    return DueStep(step=Step.NOTICE_OF_LEAVING, since=since, last=months_after(since, -months), why=why)


def _after_degree(reading: Reading, case: Case, since: date) -> DueStep | None:
    years: int = reading.value(AFTER_DEGREE) if case.stayer.student == "degree" else 0
    if not years:
        return None
    why = _AFTER_DEGREE.fill(years=years, since=day_text(since))
    last = months_after(since, 12 * years)
    return DueStep(step=Step.STAY_AFTER_DEGREE, since=since, first=since, last=last, why=why)


def _passport(reading: Reading, _case: Case, since: date) -> DueStep:
    rule = reading.value(PASSPORT)
    last = None if rule.get("unknown") else since + timedelta(days=rule["days"])
    why = _PASSPORT if last is None else _PASSPORT_DAYS.fill(days=rule["days"])
    return DueStep(step=Step.MOVE_OF_STAMPS, since=since, first=since, last=last, why=why)


_REPORT = Text.of(en="{days} days from {since} end on {day}", th="ครบ {days} วันนับจาก {since} ในวันที่ {day}")
_PRINTED = Text.of(en="the receipt of {since} prints {day}", th="ใบรับรายงานตัว {since} ระบุวันที่ {day}")
_RESIDENCE = Text.of(en="within {hours} hours of the entry on {since}", th="ภายใน {hours} ชั่วโมงหลังเข้าเมือง {since}")
_EXTENSION = Text.of(
    en="the permission ends on {until}; an extension is usually up to {days} days",
    th="การอนุญาตสิ้นสุด {until} มักอยู่ต่อได้ไม่เกิน {days} วัน",
)
_CHANGE = Text.of(
    en="the permission ends on {until}, and {days} days must be left", th="การอนุญาตสิ้นสุด {until} และต้องเหลือ {days} วัน"
)
_ARRIVAL = Text.of(en="before the arrival on {since}", th="ก่อนเดินทางถึง {since}")
_REENTRY = Text.of(
    en="before leaving on {since}, else the permission ends; for several times {more} baht",
    th="ก่อนออกเดินทาง {since} มิฉะนั้นการอนุญาตสิ้นสุด หากหลายครั้ง {more} บาท",
)
_WORK = Text.of(en="within {days} days of the first day of work {since}", th="ภายใน {days} วันนับจากวันเริ่มงาน {since}")
_WORK_END = Text.of(en="within {days} days of the end of work on {since}", th="ภายใน {days} วันนับจากวันสิ้นสุดงาน {since}")
_LEAVING = Text.of(en="{months} month(s) before the end on {since}", th="ก่อนสิ้นสุด {since} {months} เดือน")
_AFTER_DEGREE = Text.of(en="{years} year(s) after the graduation on {since}", th="{years} ปีหลังสำเร็จการศึกษา {since}")
_PASSPORT = Text.of(
    en="no count of days is known; do it before the next step at the office", th="ไม่ทราบกำหนดวัน ให้ทำก่อนติดต่อครั้งถัดไป"
)
_PASSPORT_DAYS = Text.of(en="within {days} days of the renewal", th="ภายใน {days} วันหลังเปลี่ยนเล่ม")

WINDOWS: Mapping[Step, Callable[[Reading, Case, date], DueStep | None]] = MappingProxyType(
    {
        Step.REPORT: _report,
        Step.RESIDENCE_NOTICE: _residence,
        Step.EXTENSION: _extension,
        Step.CHANGE_OF_VISA: _change,
        Step.ARRIVAL_CARD: _arrival,
        Step.REENTRY_PERMIT: _reentry,
        Step.WORK_PERMIT: _work_permit,
        Step.NOTICE_OF_WORK: _employer(Step.NOTICE_OF_WORK, _WORK),
        Step.NOTICE_OF_WORK_END: _employer(Step.NOTICE_OF_WORK_END, _WORK_END),
        Step.NOTICE_OF_LEAVING: _leaving,
        Step.STAY_AFTER_DEGREE: _after_degree,
        Step.MOVE_OF_STAMPS: _passport,
    }
)
"""How the days of each step are counted; None where the rules do not ask for it."""
