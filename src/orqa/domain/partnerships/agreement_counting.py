"""How agreements are counted (การนับข้อตกลง): when one must be in force to count for a year, and which do at all."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from enum import StrEnum
from statistics import median

from attrs import frozen

from orqa.base.months import months_after
from orqa.domain.partnerships.agreement_states import IN_FORCE
from orqa.domain.partnerships.agreements import Agreement
from orqa.rules.decisions import Decision
from orqa.rules.views import Reading

RULE = "agreement.counting"


class CountedAt(StrEnum):
    """When an agreement must be in force to count for a year."""

    LAST_DAY = "last_day"
    """On the last day of the year, or today in a year that runs."""
    ANY_TIME = "any_time"
    """On any day of it: one that ended on its first day counts, too."""


@frozen(kw_only=True)
class Counting:
    """How the agreements of a year are counted.

    Attributes:
        at: when one must be in force.
        left_out: kinds that are no agreement of their own, such as an addendum.
    """

    at: CountedAt
    left_out: frozenset[str] = frozenset()

    def counts(self, agreement: Agreement, first: date, last: date) -> bool:
        """Whether an agreement counts for the days from one to another, both included."""
        if agreement.agreement_kind in self.left_out:
            return False
        if self.at is CountedAt.LAST_DAY:
            return agreement.is_in_force(last)
        turns = (first, last, agreement.starts_on, agreement.end(first))
        return any(agreement.is_in_force(day) for day in turns if day is not None and first <= day <= last)


def decide_counting(reading: Reading) -> Decision[Counting]:
    """How agreements are counted, by the rule ``agreement.counting``; a university may set another."""
    told = reading.value(RULE)
    counting = Counting(at=CountedAt(told["time"]), left_out=frozenset(told.get("left_out", ())))
    return reading.decision(counting, {})


def ends_undecided(agreement: Agreement, on: date, months: int) -> bool:
    """Whether an agreement in force ends within so many months of a day, and nobody decided what becomes of it.

    One that is prolonged of itself ends only where notice was given; then it was decided.
    """
    end = agreement.end(on)
    if agreement.renewed_for or end is None or agreement.intention or agreement.noticed_on is not None:
        return False
    return agreement.standing(on) in IN_FORCE and end <= months_after(on, months)


def days_to_signature(agreements: Iterable[Agreement]) -> tuple[Decimal | None, int]:
    """The median of days from request to the last signature, and of how many agreements; None of none.

    Only days that are known as such count: a request of "May 2026" is no day.
    """
    days = []
    for one in agreements:
        asked = one.requested.day if one.requested else None
        if one.signed_on is not None and asked is not None and asked.day is not None:
            days.append((one.signed_on - asked.first).days)
    return (Decimal(median(days)) if days else None), len(days)
