"""Pay for work outside office hours (เงินตอบแทนการปฏิบัติงานนอกเวลาราชการ); pure."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Final

from attrs import field, frozen
from attrs.validators import ge, instance_of

from orqa.domain.budgets.estimate_errors import NO_DAYS, OVERTIME_CUT, EstimateRefused
from orqa.domain.budgets.estimates import Estimate, EstimateDraft
from orqa.domain.budgets.rates import NATIONAL, rate
from orqa.rules.decisions import Decision
from orqa.rules.ruleset import RuleSet
from orqa.rules.views import Reading

HOUR: Final = "overtime.hour"
HOURS_MOST: Final = "overtime.hours_most"
WHOLE_HOURS: Final = "overtime.whole_hours"

_MINUTES = 60


@frozen(kw_only=True)
class Overtime:
    """Work outside office hours on a day, by an approved order and the punches of the day.

    Attributes:
        on: the day.
        minutes: how long.
        holiday: whether the day is none of work.
        before: hours of the same day that are paid by other orders.
    """

    on: date = field(validator=instance_of(date))
    minutes: int = field(validator=[instance_of(int), ge(0)])
    holiday: bool = False
    before: Decimal = Decimal(0)


def decide_overtime(worked: Iterable[Overtime], rules: RuleSet, *, fund: str = NATIONAL) -> Decision[Estimate]:
    """What is paid for work outside office hours: by the whole hour, up to the hours of a day.

    Raises:
        EstimateRefused: when there is no day.
        NotModelled: where the rates have not begun.
        UnknownTerm: when there is no such fund.
    """
    days = sorted(worked, key=lambda one: one.on)
    if not days:
        raise EstimateRefused(NO_DAYS)
    draft = EstimateDraft(rules, days[0].on, fund)
    for one in days:
        reading = draft.reading_of(one.on)
        hours = _hours(draft, reading, one)
        draft.add("overtime", one.on, hours, rate(reading, HOUR, day=_kind(one)), reading)
    return draft.decide(rules.parameter(HOUR).unit, {"days": len(days), "first": days[0].on})


def _kind(one: Overtime) -> str:
    return "holiday" if one.holiday else "working"


def _hours(draft: EstimateDraft, reading: Reading, one: Overtime) -> Decimal:
    hours = Decimal(one.minutes) / _MINUTES
    if reading.value(WHOLE_HOURS):
        hours = Decimal(one.minutes // _MINUTES)
    most = Decimal(reading.value(HOURS_MOST, day=_kind(one)))
    if hours + one.before > most:
        draft.find(OVERTIME_CUT, reading, day=one.on, found=hours + one.before, most=most)
    return max(min(hours, most - one.before), Decimal(0))
