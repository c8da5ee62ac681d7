"""Why a day came to what it came to, in words (คำอธิบายผลรายวัน)."""

from collections.abc import Iterator

from orqa.base.language import Text, joined
from orqa.domain.attendance.events import DayEvent, Half
from orqa.domain.attendance.judging import came_at
from orqa.domain.attendance.results import DayResult
from orqa.domain.attendance.schedules import Schedule, clock_of
from orqa.domain.attendance.statuses import TITLES, DayStatus

_LATE = Text.of(
    en="late {late} {late:minute|minutes}: in {came}, work begins {start}, courtesy {courtesy}",
    th="สาย {late} นาที: เข้า {came} เริ่มงาน {start} ผ่อนผัน {courtesy} นาที",
)
_EARLY = Text.of(
    en="left {early} {early:minute|minutes} early: out {left}, work ends {end}, courtesy {courtesy}",
    th="กลับก่อน {early} นาที: ออก {left} เลิกงาน {end} ผ่อนผัน {courtesy} นาที",
)
_IN_AND_OUT = Text.of(
    en="in {came}, out {left}, {worked} {worked:minute|minutes} of work", th="เข้า {came} ออก {left} ทำงาน {worked} นาที"
)
_SINGLE = Text.of(
    en="only {came} was punched; file a reason, or leave for the part away",
    th="ลงเวลาเพียงครั้งเดียวเวลา {came} ให้ยื่นเหตุผล หรือยื่นใบลาส่วนที่ไม่อยู่",
)
_ODD = Text.of(
    en="a punch is missing between {came} and {left}; file a reason",
    th="ขาดการลงเวลาระหว่าง {came} ถึง {left} ให้ยื่นเหตุผล",
)
_FILE_HALF = Text.of(en="file half a day of leave", th="ให้ยื่นใบลาครึ่งวัน")
_NO_PUNCH = Text.of(en="no punch and nothing filed", th="ไม่มีการลงเวลาและไม่มีเรื่องที่ยื่นไว้")
_NOT_SIGNED_IN = Text.of(
    en="came {came}, and sign-in ends {until}; file leave for the part away",
    th="มา {came} หลังเวลาปิดลงชื่อ {until} ให้ยื่นใบลาส่วนที่ไม่อยู่",
)
_RULES = Text.of(en="rules {rules}", th="ตาม {rules}")
_HALVES = {
    Half.MORNING: Text.of(en="{event} in the morning", th="{event} ช่วงเช้า"),
    Half.AFTERNOON: Text.of(en="{event} in the afternoon", th="{event} ช่วงบ่าย"),
    Half.WHOLE: Text.of(en="{event}", th="{event}"),
}
_WAITS = Text.of(en="{event} was asked for and waits for permission", th="{event} ยื่นใบลาแล้ว รออนุญาต")
_UNPROVED = Text.of(
    en="{event}: neither a check-in nor a report of the day is kept; file the report",
    th="{event}: ไม่มีการลงเวลาและไม่มีรายงานผลงานของวัน ให้ยื่นรายงาน",
)
_LATE_UNTIL = Text.of(en="{event}: coming by {until} is not late", th="{event}: มาภายใน {until} ไม่นับว่าสาย")


def explanation(result: DayResult) -> Text:
    """Why the day came to that: status, times, thresholds, events, schedule and the clauses."""
    rules = ", ".join(dict.fromkeys(str(citation) for citation in result.citations))
    parts = (*_of_status(result), *map(_of_event, result.events), result.schedule.title, _RULES.fill(rules=rules))
    return joined(parts, "; ")


def _of_status(result: DayResult) -> Iterator[Text]:
    if result.late == result.early == 0 or result.status is DayStatus.UNRESOLVED:
        yield TITLES[result.status]
    yield from _of_lateness(result)
    if result.status is DayStatus.UNRESOLVED:
        yield _why_unresolved(result)
    elif result.status is DayStatus.ABSENT and result.first_in is not None and not _found_away(result):
        yield _NOT_SIGNED_IN.fill(until=clock_of(result.schedule.sign_in), **_times(result))
    elif result.first_in is not None and result.last_out is not None:
        yield _IN_AND_OUT.fill(worked=result.worked, **_times(result))
    elif result.status is DayStatus.ABSENT and not any(one.takes for one in result.events):
        yield _NO_PUNCH


def _found_away(result: DayResult) -> bool:
    """Whether it is not the clock that tells the absence."""
    return any(one.status is DayStatus.ABSENT for one in result.events)


def _of_lateness(result: DayResult) -> Iterator[Text]:
    schedule = result.schedule
    if result.late:
        start = clock_of(came_at(result.first_in, schedule) - result.late) if result.first_in else ""
        yield _LATE.fill(late=result.late, start=start, courtesy=schedule.arriving, **_times(result))
    if result.early:
        yield _EARLY.fill(early=result.early, end=_end(result, schedule), courtesy=schedule.leaving, **_times(result))


def _end(result: DayResult, schedule: Schedule) -> str:
    return clock_of(schedule.half_out if result.half is Half.AFTERNOON else schedule.end)


def _why_unresolved(result: DayResult) -> Text:
    if result.late:
        return _FILE_HALF
    single = result.last_out is None or result.schedule.pairing != "lunch" or result.first_in == result.last_out
    return (_SINGLE if single else _ODD).fill(**_times(result))


def _times(result: DayResult) -> dict[str, str]:
    """The first and the last punch as people write them; with seconds where these count."""
    form = "%H:%M:%S" if result.schedule.seconds_count else "%H:%M"
    ends = {"came": result.first_in, "left": result.last_out}
    return {name: moment.strftime(form) if moment else "–" for name, moment in ends.items()}


def _of_event(event: DayEvent) -> Text:
    if event.tells is not None:
        return event.tells
    title = event.title or TITLES[event.status]
    if event.late_until is not None:
        return _LATE_UNTIL.fill(event=title, until=clock_of(event.late_until))
    told = _HALVES[event.half].fill(event=title)
    if event.unproved and event.status is DayStatus.ABSENT:
        return _UNPROVED.fill(event=told)
    return _WAITS.fill(event=told) if event.status is DayStatus.PENDING else told
