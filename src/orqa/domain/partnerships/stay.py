"""What is due of a foreigner's stay and work, by when (กำหนดเวลาการพำนักและทำงาน): from events, by dated rules.

Each answer is a decision of its own, with its citations and how sure they are: what the running stay asks by the rules
of the day that is asked for, what follows from an event by those of the day of the event.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, timedelta
from types import MappingProxyType
from typing import Final, NamedTuple

from attrs import evolve

from orqa.base.calendar import WorkCalendar
from orqa.base.date_format import day_text
from orqa.base.language import Text
from orqa.base.money import Money
from orqa.base.months import months_after
from orqa.domain.partnerships.permission import OVERSTAY, REENTRY, counted, decide_permission, in_order, reentry_permit
from orqa.domain.partnerships.stays import DueStep, EventKind, Permission, Stayer, StayEvent, Step
from orqa.rules.decisions import Decision
from orqa.rules.ruleset import RuleSet
from orqa.rules.views import Reading

MOVE_OVER_HOLIDAYS: Final = "stay.move_over_holidays"
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
_TOURISTS: Final = frozenset({"tourist", "exempt"})
"""Those who stay only with another visa."""


class _Case(NamedTuple):
    """What the steps are worked out from."""

    rules: RuleSet
    stayer: Stayer
    permission: Decision[Permission]
    calendar: WorkCalendar | None
    on: date
    printed: date | None = None


def due(
    rules: RuleSet,
    stayer: Stayer,
    events: Iterable[StayEvent],
    on: date,
    *,
    calendar: WorkCalendar | None = None,
) -> tuple[Decision[DueStep], ...]:
    """What is due and not done yet, as things stand at the end of a day; the earliest last day first.

    Args:
        rules: of the profile.
        stayer: who.
        events: what happened, and of later days what is planned: arrival, leaving, the end of work or study.
        on: the day.
        calendar: of the place, where the rules move a last day on which the office is closed; without it none moves.

    Raises:
        StayRefused: for events that do not fit, such as an extension while abroad.
        NotModelled: where a rule has not begun, or tells no day where one is needed.
    """
    ordered = in_order(events)
    case = _Case(rules, stayer, decide_permission(rules, stayer, ordered, on), calendar, on)
    done = {event.step: event.day for event in ordered if event.kind is EventKind.DONE and event.happened(on)}
    found = [*_of_stay(case, ordered, done), *_of_events(case, ordered, done), *_of_papers(case, ordered)]
    return tuple(sorted(found, key=lambda one: (one.value.last or date.max, one.value.step, one.value.since)))


def _of_stay(case: _Case, events: list[StayEvent], done: Mapping[Step | None, date]) -> Iterator[Decision[DueStep]]:
    """What the running stay asks: report, notice of residence, extension or another visa."""
    stay = case.permission.value
    if not stay.inside or stay.entered is None:
        return
    base = max(stay.entered, done.get(Step.REPORT, stay.entered))
    if report := _made(_with_printed_day(case, events, base), Step.REPORT, base, case.on):
        yield report
    more = Step.CHANGE_OF_VISA if case.stayer.visa in _TOURISTS else Step.EXTENSION
    for step, as_of in ((Step.RESIDENCE_NOTICE, stay.entered), (more, case.on)):
        found = _made(case, step, stay.entered, as_of)
        if found and _is_open(found.value, done, found.value.first):
            yield found


def _with_printed_day(case: _Case, events: list[StayEvent], base: date) -> _Case:
    """The case with the day of the next report as the receipt of the last one prints it, where it was kept."""
    told = (one for one in events if one.does(Step.REPORT) and one.day == base and one.happened(case.on))
    return case._replace(printed=next((one.until for one in told if one.until), None))


def _of_papers(case: _Case, events: list[StayEvent]) -> Iterator[Decision[DueStep]]:
    """Passport and work permit by the last day that is printed in them; no rule counts it."""
    for step, title, is_one in _PAPERS:
        held = [one for one in events if is_one(one) and one.happened(case.on)]
        if held and (last := held[-1].until):
            found = DueStep(step=step, since=held[-1].day, last=last, why=_VALID.fill(what=title, until=day_text(last)))
            yield case.rules.at(case.on).reading().decision(found, {"step": step, "since": held[-1].day})


def _of_events(case: _Case, events: list[StayEvent], done: Mapping[Step | None, date]) -> Iterator[Decision[DueStep]]:
    """What each event asks; a plan of the same kind before it is where what was done for it begins to count."""
    before: dict[EventKind, date] = {}
    for place, event in enumerate(events):
        for step in _steps(case, event, events[:place]):
            found = _made(case, step, event.day, event.day)
            if found and _is_open(found.value, done, found.value.first or before.get(event.kind)):
                yield found
        before[event.kind] = event.day


def _steps(case: _Case, event: StayEvent, before: list[StayEvent]) -> tuple[Step, ...]:
    happened = event.happened(case.on)
    if event.kind in {EventKind.CONTRACT_END, EventKind.PROGRAMME_END}:
        ended = (Step.NOTICE_OF_WORK_END,) if event.kind is EventKind.CONTRACT_END else ()
        return (Step.NOTICE_OF_LEAVING, *ended)
    if event.kind is EventKind.EXIT and (event.permit or reentry_permit(before, event)):
        return ()
    if event.kind is EventKind.PASSPORT and EventKind.ENTRY not in {one.kind for one in before}:
        return ()  # the first one: no stamps are in another
    return (_WHEN_HAPPENED if happened else _WHEN_PLANNED).get(event.kind, ())


_WHEN_PLANNED: Mapping[EventKind, tuple[Step, ...]] = MappingProxyType(
    {EventKind.ENTRY: (Step.ARRIVAL_CARD,), EventKind.EXIT: (Step.REENTRY_PERMIT,)}
)
_WHEN_HAPPENED: Mapping[EventKind, tuple[Step, ...]] = MappingProxyType(
    {
        EventKind.WORK_START: (Step.WORK_PERMIT, Step.NOTICE_OF_WORK),
        EventKind.PASSPORT: (Step.MOVE_OF_STAMPS,),
        EventKind.GRADUATION: (Step.STAY_AFTER_DEGREE,),
    }
)


def _is_open(step: DueStep, done: Mapping[Step | None, date], since: date | None) -> bool:
    """Whether it was not done since the day from which that counts."""
    return step.step not in done or (since is not None and done[step.step] < since)


def _made(case: _Case, step: Step, since: date, as_of: date) -> Decision[DueStep] | None:
    reading = case.rules.at(as_of).reading()
    found = _WINDOWS[step](reading, case, since)
    if found is None:
        return None
    if step in _AT_OFFICE and found.last:
        found = evolve(found, last=_moved(reading, case.calendar, found.last))
    return reading.decision(found, {"step": step, "since": since, "visa": case.stayer.visa, "on": case.on})


def _moved(reading: Reading, calendar: WorkCalendar | None, last: date) -> date:
    """The next working day for one on which the office is closed, where the rules say so."""
    if calendar is None or calendar.is_working_day(last) or not reading.value(MOVE_OVER_HOLIDAYS):
        return last
    return calendar.add(last, 1)


_AT_OFFICE: Final = frozenset(Step) - {Step.ARRIVAL_CARD, Step.REENTRY_PERMIT, Step.STAY_AFTER_DEGREE}


def _baht(reading: Reading, amount: int | None) -> Money | None:
    """An amount of a rule, in the currency of the fines."""
    return None if amount is None else Money.of(amount, reading.view.parameter(OVERSTAY).unit)


def _report(reading: Reading, case: _Case, since: date) -> DueStep:
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


def _residence(reading: Reading, _case: _Case, since: date) -> DueStep:
    rule = reading.value(RESIDENCE)
    last = since + timedelta(days=-(-rule["hours"] // _HOURS))
    why = _RESIDENCE.fill(hours=rule["hours"], since=day_text(since))
    return DueStep(step=Step.RESIDENCE_NOTICE, since=since, first=since, last=last, form=rule["form"], why=why)


def _extension(reading: Reading, case: _Case, since: date) -> DueStep:
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


def _change(reading: Reading, case: _Case, since: date) -> DueStep:
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


def _arrival(reading: Reading, _case: _Case, since: date) -> DueStep:
    rule = reading.value(ARRIVAL)
    first = since - timedelta(days=rule["before"])
    why = _ARRIVAL.fill(since=day_text(since))
    return DueStep(step=Step.ARRIVAL_CARD, since=since, first=first, last=since, form=rule["form"], why=why)


def _reentry(reading: Reading, case: _Case, since: date) -> DueStep | None:
    rule = reading.value(REENTRY, student=case.stayer.student)
    if not rule["needed"]:
        return None
    why = _REENTRY.fill(since=day_text(since), more=rule["multiple"])
    entered = case.permission.value.entered
    fee = _baht(reading, rule["single"])
    return DueStep(step=Step.REENTRY_PERMIT, since=since, first=entered, last=since, fee=fee, why=why)


def _work_permit(reading: Reading, _case: _Case, since: date) -> DueStep:
    rule = reading.value(WORK_PERMIT)
    last = counted(reading, "work", since, rule["days"])
    fee, why = _baht(reading, rule.get("fee")), _WORK.fill(days=rule["days"], since=day_text(since))
    return DueStep(step=Step.WORK_PERMIT, since=since, first=since, last=last, form=rule["form"], fee=fee, why=why)


def _employer(step: Step, form: Text) -> Callable[[Reading, _Case, date], DueStep]:
    def notice(reading: Reading, _case: _Case, since: date) -> DueStep:
        rule = reading.value(EMPLOYER)
        last, fine = counted(reading, "work", since, rule["days"]), _baht(reading, rule.get("fine"))
        why = form.fill(days=rule["days"], since=day_text(since))
        return DueStep(step=step, since=since, first=since, last=last, fine=fine, why=why)

    return notice


def _leaving(reading: Reading, _case: _Case, since: date) -> DueStep:
    months: int = reading.value(LEAVING)
    why = _LEAVING.fill(months=months, since=day_text(since))
    return DueStep(step=Step.NOTICE_OF_LEAVING, since=since, last=months_after(since, -months), why=why)


def _after_degree(reading: Reading, case: _Case, since: date) -> DueStep | None:
    years: int = reading.value(AFTER_DEGREE) if case.stayer.student == "degree" else 0
    if not years:
        return None
    why = _AFTER_DEGREE.fill(years=years, since=day_text(since))
    last = months_after(since, 12 * years)
    return DueStep(step=Step.STAY_AFTER_DEGREE, since=since, first=since, last=last, why=why)


def _passport(reading: Reading, _case: _Case, since: date) -> DueStep:
    rule = reading.value(PASSPORT)
    last = None if rule.get("unknown") else since + timedelta(days=rule["days"])
    why = _PASSPORT if last is None else _PASSPORT_DAYS.fill(days=rule["days"])
    return DueStep(step=Step.MOVE_OF_STAMPS, since=since, first=since, last=last, why=why)


_REPORT = Text.of(en="{days} days from {since} end on {day}", th="ครบ {days} วันนับจาก {since} ในวันที่ {day}")
_PRINTED = Text.of(en="the receipt of {since} prints {day}", th="ใบรับรายงานตัว {since} ระบุวันที่ {day}")
_VALID = Text.of(en="{what} ends on {until}", th="{what}สิ้นอายุ {until}")
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

_WINDOWS: Mapping[Step, Callable[[Reading, _Case, date], DueStep | None]] = MappingProxyType(
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

_PAPERS: Final[tuple[tuple[Step, Text, Callable[[StayEvent], bool]], ...]] = (
    (
        Step.NEW_PASSPORT,
        Text.of(en="the passport", th="หนังสือเดินทาง"),
        lambda event: event.kind is EventKind.PASSPORT,
    ),
    (
        Step.NEW_WORK_PERMIT,
        Text.of(en="the work permit", th="ใบอนุญาตทำงาน"),
        lambda event: event.does(Step.WORK_PERMIT),
    ),
)
"""Papers that end on the day that is printed in them."""
