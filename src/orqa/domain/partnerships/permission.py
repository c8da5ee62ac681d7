"""Until when a foreigner may stay (ระยะเวลาที่ได้รับอนุญาตให้อยู่): from entries, exits and extensions, by dated rules."""

from collections.abc import Iterable
from datetime import date, timedelta
from types import MappingProxyType
from typing import Final, NamedTuple

from attrs import evolve

from orqa.base.date_format import day_text
from orqa.base.errors import NotModelled
from orqa.base.language import Text
from orqa.base.money import Money
from orqa.domain.partnerships.stays import STEPS, EventKind, Permission, Stayer, StayEvent, StayRefused, Step
from orqa.rules.decisions import Decision
from orqa.rules.ruleset import RuleSet
from orqa.rules.views import Reading

FIRST: Final = "stay.first"
COUNT_FIRST_DAY: Final = "stay.count_first_day"
REENTRY: Final = "stay.reentry"
OVERSTAY: Final = "stay.overstay"

_NONE: Final = Permission(inside=False, until=None, stamped=False, entered=None)


def decide_permission(rules: RuleSet, stayer: Stayer, events: Iterable[StayEvent], on: date) -> Decision[Permission]:
    """Until when somebody may stay, by what happened to the end of a day.

    A stamped day always counts before a count of days. Leaving ends the permission, unless there is a re-entry permit
    or the rules ask for none.

    Args:
        rules: of the profile.
        stayer: who.
        events: in order; those of one day in the order in which they happened.
        on: the day; later events do not count.

    Raises:
        StayRefused: for events that do not fit, such as an extension while abroad.
        NotModelled: for an entry without a stamped day where no rule tells one.
    """
    reading = rules.at(on).reading()
    found = _NONE
    before: list[StayEvent] = []
    for event in in_order(events):
        if event.happened(on):
            found = _after(_Case(rules, reading, stayer, before), found, event)
            before.append(event)
    return reading.decision(found, {"visa": stayer.visa, "student": stayer.student, "on": on})


class _Case(NamedTuple):
    """What a permission follows from, besides the next event."""

    rules: RuleSet
    reading: Reading
    stayer: Stayer
    before: list[StayEvent]


def in_order(events: Iterable[StayEvent]) -> list[StayEvent]:
    """Events by day; those of one day as they are given."""
    return sorted(events, key=lambda event: event.day)


def reentry_permit(before: Iterable[StayEvent], leaving: StayEvent) -> StayEvent | None:
    """The re-entry permit that holds when somebody leaves, of those given before; one for a single time is used once.

    Args:
        before: what happened before, in order.
        leaving: the exit.
    """
    held: list[StayEvent] = []
    for event in before:
        if event.kind is EventKind.EXIT and not event.planned and held and not held[-1].multiple:
            held.pop()
        elif event.does(Step.REENTRY_PERMIT):
            held.append(event)
    return next((one for one in reversed(held) if one.until is None or one.until >= leaving.day), None)


def _after(case: _Case, found: Permission, event: StayEvent) -> Permission:
    rules, reading, stayer = case.rules, case.reading, case.stayer
    if event.until is not None and event.until < event.day:
        raise StayRefused(_BACKWARDS.fill(until=day_text(event.until), day=day_text(event.day)))
    if event.kind is EventKind.ENTRY:
        if found.inside:
            raise StayRefused(_ALREADY_IN.fill(day=day_text(event.day)))
        kept = found.until if found.until and found.until >= event.day else None
        until = event.until or kept or reading.adopt(_first_stay(rules, event.visa or stayer.visa, event.day))
        stamped = event.until is not None or (kept is not None and found.stamped)
        return Permission(inside=True, until=until, stamped=stamped, entered=event.day)
    if event.kind in {EventKind.EXIT, EventKind.EXTENSION} and not found.inside:
        raise StayRefused(_ABROAD.fill(what=_WHAT[event.kind], day=day_text(event.day)))
    if event.kind is EventKind.EXIT:
        has = event.permit or reentry_permit(case.before, event) is not None
        keeps = has or not reading.adopt(reentry_needed(rules, stayer, event.day))
        left = found.until if keeps else None
        return Permission(inside=False, until=left, stamped=found.stamped, entered=found.entered)
    if event.kind is EventKind.EXTENSION:
        if event.until is None:
            raise StayRefused(_NO_STAMP.fill(day=day_text(event.day)))
        return Permission(inside=True, until=event.until, stamped=True, entered=found.entered)
    if event.does(Step.CHANGE_OF_VISA):
        if not found.inside:
            raise StayRefused(_ABROAD.fill(what=STEPS[Step.CHANGE_OF_VISA], day=day_text(event.day)))
        return evolve(found, until=event.until, stamped=True) if event.until else found
    return found


def _first_stay(rules: RuleSet, visa: str, day: date) -> Decision[date]:
    reading = rules.at(day).reading()
    rule = reading.value(FIRST, visa=visa)
    if rule.get("unknown"):
        raise NotModelled(FIRST, _STAMP.fill(visa=visa))
    return reading.decision(counted(reading, "stay", day, rule["days"]), {"visa": visa, "day": day})


def reentry_needed(rules: RuleSet, stayer: Stayer, day: date) -> Decision[bool]:
    """Whether a re-entry permit is needed."""
    reading = rules.at(day).reading()
    needed: bool = reading.value(REENTRY, student=stayer.student)["needed"]
    return reading.decision(needed, {"student": stayer.student, "day": day})


def counted(reading: Reading, count: str, day: date, days: int) -> date:
    """The last of so many days from a day on; rule ``stay.count_first_day`` tells whether that day is one of them."""
    return day + timedelta(days=days - bool(reading.value(COUNT_FIRST_DAY, count=count)))


def decide_overstay(reading: Reading, *, until: date, on: date) -> Decision[Money]:
    """The fine for staying longer than permitted: so much a day, up to a most; rule ``stay.overstay``."""
    rule = reading.value(OVERSTAY)
    days = max((on - until).days, 0)
    fine = Money.of(min(days * rule["day"], rule["most"]), reading.view.parameter(OVERSTAY).unit)
    return reading.decision(fine, {"until": until, "on": on})


_WHAT = MappingProxyType(
    {
        EventKind.EXIT: Text.of(en="an exit", th="การออกนอกประเทศ"),
        EventKind.EXTENSION: Text.of(en="an extension", th="การอยู่ต่อ"),
    }
)
_BACKWARDS = Text.of(
    en="a permission until {until} cannot be given on {day}; correct one of the two",
    th="การอนุญาตถึง {until} ให้ในวันที่ {day} ไม่ได้ โปรดแก้ไข",
)
_ALREADY_IN = Text.of(
    en="there is an entry on {day} without an exit before; add the exit",
    th="มีการเข้าเมืองวันที่ {day} โดยไม่มีการออกก่อนหน้า โปรดเพิ่มการออก",
)
_ABROAD = Text.of(
    en="{what} on {day} while abroad; add the entry before it, or correct the day",
    th="มี{what}วันที่ {day} ขณะอยู่ต่างประเทศ โปรดเพิ่มการเข้าเมืองก่อนหน้า หรือแก้วันที่",
)
_NO_STAMP = Text.of(
    en="the extension on {day} has no last day; give the one that was stamped",
    th="การอยู่ต่อวันที่ {day} ไม่มีวันสิ้นสุด โปรดระบุวันที่ประทับ",
)
_STAMP = Text.of(
    en="no count of days is known for the visa {visa}; give the last day that was stamped",
    th="ไม่ทราบจำนวนวันของวีซ่า {visa} โปรดระบุวันสิ้นสุดที่ประทับ",
)
