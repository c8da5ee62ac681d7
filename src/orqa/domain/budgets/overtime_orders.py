"""Orders to work outside office hours (คำสั่งให้ปฏิบัติงานนอกเวลาราชการ), and what people may be paid by them; pure."""

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from typing import ClassVar, Final

from attrs import evolve, field, frozen
from attrs.validators import deep_iterable, ge, instance_of, le, matches_re, optional

from orqa.base.date_format import day_text
from orqa.base.findings import Finding, FindingKind, Severity
from orqa.base.language import Text
from orqa.base.markers import indexed, personal, searchable
from orqa.base.money import Money
from orqa.base.records import Record, shown_by
from orqa.base.refs import RecordRef
from orqa.domain.budgets.estimate_errors import NO_DAYS, EstimateRefused
from orqa.domain.budgets.overtime import HOUR, Overtime, decide_overtime
from orqa.domain.budgets.rates import NATIONAL
from orqa.rules.decisions import Decision
from orqa.rules.ruleset import RuleSet

_text = instance_of(str)
_named = matches_re(r"(?s)\S.*")
_minute = [instance_of(int), ge(0), le(24 * 60)]

ON_LEAVE: Final = FindingKind(
    "overtime-on-leave",
    Severity.WARNING,
    Text.of(en="{day}: on leave, so nothing is paid", th="วันที่ {day}: ลา จึงไม่จ่าย"),
)
HALF_LEAVE: Final = FindingKind(
    "overtime-half-leave",
    Severity.WARNING,
    Text.of(en="{day}: half a day of leave; look whether it is to be paid", th="วันที่ {day}: ลาครึ่งวัน โปรดพิจารณา"),
)
NO_PUNCHES: Final = FindingKind(
    "overtime-no-punches",
    Severity.WARNING,
    Text.of(
        en="{day}: {count} punch(es), so the hours are not known; file a reason for the missing one",
        th="วันที่ {day}: มีการลงเวลา {count} ครั้ง จึงไม่ทราบชั่วโมง โปรดยื่นคำชี้แจงการไม่ได้ลงเวลา",
    ),
)
NOT_THERE: Final = FindingKind(
    "overtime-not-worked",
    Severity.INFO,
    Text.of(
        en="{day}: no whole hour in the time of the order, {window}", th="วันที่ {day}: ไม่ครบชั่วโมงในเวลาตามคำสั่ง {window}"
    ),
)
_WHY = Text.of(
    en="{day}: ordered {window}, there {there}, {minutes} minutes: {hours} hours × {each} = {amount}",
    th="วันที่ {day}: คำสั่ง {window} ลงเวลา {there} รวม {minutes} นาที: {hours} ชั่วโมง × {each} = {amount}",
)
_NOTHING = Text.of(en="{day}: ordered {window}, nothing is paid", th="วันที่ {day}: คำสั่ง {window} ไม่จ่าย")
_MINUTES_OF_HOUR = 60


@frozen(kw_only=True)
class OvertimeWindow:
    """A time in which an order has people work.

    Attributes:
        on: the day.
        starts: the first minute of the day, 990 for 16:30.
        ends: the minute at which it ends, later than ``starts``.
    """

    on: date = field(validator=instance_of(date))
    starts: int = field(validator=_minute)
    ends: int = field(validator=_minute)

    def overlaps(self, other: "OvertimeWindow") -> bool:
        """Whether both have a minute in common."""
        return self.on == other.on and self.starts < other.ends and other.starts < self.ends


@frozen(kw_only=True)
class OvertimeOrder(Record):
    """An order to work outside office hours.

    Attributes:
        unit: code of the unit.
        purpose: what for.
        line: id of the line of the budget that pays.
        on: the day of the order.
        document: number of the paper, where it was approved on paper; empty for one that goes along its route.
        people: ids of those who are to work.
        windows: when.
        concerns: letters, projects and other records that it goes back to.
        withdrawn: the day on which it was taken back.
        reason: why it was taken back.
    """

    kind: ClassVar[str] = "overtime-order"

    unit: str = field(validator=_text, metadata=indexed())
    purpose: str = field(validator=_named, metadata=searchable())
    line: str = field(validator=_named, metadata=indexed())
    on: date = field(validator=instance_of(date), metadata=indexed())
    document: str = field(default="", validator=_text, metadata=searchable())
    people: tuple[str, ...] = field(validator=deep_iterable(_text, instance_of(tuple)), metadata=personal())
    windows: tuple[OvertimeWindow, ...] = field(
        validator=deep_iterable(instance_of(OvertimeWindow), instance_of(tuple))
    )
    concerns: tuple[RecordRef, ...] = field(
        default=(), validator=deep_iterable(instance_of(RecordRef), instance_of(tuple))
    )
    withdrawn: date | None = field(default=None, validator=optional(instance_of(date)), metadata=indexed())
    reason: str = field(default="", validator=_text)

    __repr__ = shown_by("unit", "on")


@frozen(kw_only=True)
class DayFacts:
    """What is known of a person on a day of an order.

    Attributes:
        person: id.
        on: the day.
        holiday: whether it is no working day for them.
        punches: how many moments stand for the day: none, one, or the first and the last.
        first: minute of the first punch; None without one.
        last: minute of the last one.
        office_hours: the minutes of work that are not outside office hours; None on a day off.
        on_leave: whether the whole day is leave, or waits to become it.
        half_leave: whether half of it is.
        earlier: the times of each earlier order that names them for this day: the most of a day is paid once.
    """

    person: str
    on: date
    holiday: bool = False
    punches: int = 0
    first: int | None = None
    last: int | None = None
    office_hours: tuple[int, int] | None = None
    on_leave: bool = False
    half_leave: bool = False
    earlier: tuple[tuple[OvertimeWindow, ...], ...] = ()


@frozen(kw_only=True)
class DayPay:
    """What a person may be paid for a day.

    Attributes:
        person: id.
        on: the day.
        holiday: whether it is no working day for them.
        minutes: how long they were there in the time of the order, office hours left out.
        hours: what is paid of it.
        each: the rate of an hour.
        amount: hours times the rate.
        why: how it came to that.
        findings: why less or nothing is paid, what to look at.
    """

    person: str
    on: date
    holiday: bool
    minutes: int
    hours: Decimal
    each: Money
    amount: Money
    why: Text
    findings: tuple[Finding, ...] = ()


@frozen(kw_only=True)
class OrderPay:
    """What an order may cost.

    Attributes:
        currency: ISO 4217 code.
        days: of each person and day, by person, then by day.
    """

    currency: str
    days: tuple[DayPay, ...]

    @property
    def total(self) -> Money:
        """The sum of all days."""
        return Money.total((one.amount for one in self.days), self.currency)

    @property
    def people(self) -> dict[str, Money]:
        """The sum of each person, by id; those too who are paid nothing."""
        sums = {one.person: Money(0, self.currency) for one in self.days}
        for one in self.days:
            sums[one.person] += one.amount
        return sums

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Those of all days."""
        return tuple(finding for one in self.days for finding in one.findings)


def minutes_in(windows: Iterable[OvertimeWindow], facts: DayFacts) -> int:
    """How many minutes somebody was there in the time of an order: from the first punch to the last, office hours out.

    Times of the order that overlap count once.
    """
    if facts.first is None or facts.last is None:
        return 0
    there = set(range(facts.first, facts.last))
    ordered = {minute for one in windows if one.on == facts.on for minute in range(one.starts, one.ends)}
    office = set(range(*facts.office_hours)) if facts.office_hours and not facts.holiday else set()
    return len((there & ordered) - office)


def decide_order_pay(
    windows: Iterable[OvertimeWindow], facts: Iterable[DayFacts], rules: RuleSet, *, fund: str = NATIONAL
) -> Decision[OrderPay]:
    """What each person may be paid for each day of an order: whole hours, up to the most of a day, at the day's rate.

    Raises:
        EstimateRefused: when there is nobody, or no day.
        NotModelled: where the rates have not begun, or no source tells them.
        UnknownTerm: when there is no such fund.
    """
    ordered = tuple(windows)
    known = sorted(facts, key=lambda one: (one.person, one.on))
    if not known:
        raise EstimateRefused(NO_DAYS)
    reading = rules.at(known[0].on).reading()
    days = []
    for one in known:
        worked, before = _payable(ordered, one), Decimal(0)
        for times in one.earlier:
            paid = Overtime(on=one.on, minutes=_payable(times, one), holiday=one.holiday, before=before)
            before += decide_overtime([paid], rules, fund=fund).value.lines[0].count
        asked = Overtime(on=one.on, minutes=worked, holiday=one.holiday, before=before)
        decision = decide_overtime([asked], rules, fund=fund)
        (line,) = reading.adopt(decision).lines
        told = tuple(_findings(ordered, one, line.count)) + decision.value.findings
        day = DayPay(
            person=one.person,
            on=one.on,
            holiday=one.holiday,
            minutes=worked,
            hours=line.count,
            each=line.each,
            amount=line.amount,
            why=_why(ordered, one, worked, line.count, line.each, line.amount),
            findings=tuple(evolve(finding, field=finding.field or one.person) for finding in told),
        )
        days.append(day)
    currency = rules.parameter(HOUR).unit
    found = OrderPay(currency=currency, days=tuple(days))
    return reading.decision(found, {"people": len(found.people), "days": len(days)})


def _payable(windows: tuple[OvertimeWindow, ...], facts: DayFacts) -> int:
    return 0 if facts.on_leave else minutes_in(windows, facts)


def _findings(windows: tuple[OvertimeWindow, ...], facts: DayFacts, hours: Decimal) -> Iterator[Finding]:
    day = day_text(facts.on)
    if facts.on_leave:
        yield ON_LEAVE.make(day=day)
    elif facts.first is None or facts.last is None or facts.first == facts.last:
        yield NO_PUNCHES.make(day=day, count=facts.punches)
    elif not hours:
        yield NOT_THERE.make(day=day, window=_window(windows, facts.on))
    if facts.half_leave and hours:
        yield HALF_LEAVE.make(day=day)


def _why(  # noqa: PLR0913, PLR0917 - what the sentence tells
    windows: tuple[OvertimeWindow, ...], facts: DayFacts, minutes: int, hours: Decimal, each: Money, amount: Money
) -> Text:
    shown = {"day": day_text(facts.on), "window": _window(windows, facts.on)}
    if not hours or facts.first is None or facts.last is None:
        return _NOTHING.fill(**shown)
    there = f"{clock_time(facts.first)}–{clock_time(facts.last)}"
    sums = {"hours": hours, "each": each.written(), "amount": amount.written()}
    return _WHY.fill(there=there, minutes=minutes, **shown, **sums)


def _window(windows: tuple[OvertimeWindow, ...], on: date) -> str:
    return ", ".join(f"{clock_time(one.starts)}–{clock_time(one.ends)}" for one in windows if one.on == on)


def clock_time(minute: int) -> str:
    """A minute of the day as a clock shows it.

    >>> clock_time(990)
    '16:30'
    """
    return f"{minute // _MINUTES_OF_HOUR:02}:{minute % _MINUTES_OF_HOUR:02}"
