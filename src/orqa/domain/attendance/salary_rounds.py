"""The round of salaries that a half year counts for (รอบการเลื่อนเงินเดือน), and what it needs besides attendance; pure."""

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from attrs import frozen

from orqa.base.language import Text
from orqa.base.years import Period
from orqa.domain.attendance.statistics import Standing
from orqa.rules.decisions import Decision
from orqa.rules.views import View

if TYPE_CHECKING:
    from collections.abc import Sequence

ROUNDS: Final = "statistics.rounds"
ALSO_NEEDED: Final = "statistics.also_needed"
LONG_SICK_DAYS: Final = "statistics.long_sick_days"
_SICK: Final = ("sick",)


@frozen(kw_only=True)
class SalaryRound:
    """What a half year of a type of personnel counts for.

    Attributes:
        personnel: code of the vocabulary ``personnel-type``.
        on: the day of the next round after the span.
        long_sick_days: working days of long necessary sick leave that somebody may leave out of what counts.
        also_needed: conditions that attendance does not tell.
    """

    personnel: str
    on: date
    long_sick_days: int
    also_needed: tuple[Text, ...]


def decide_round(personnel: str, span: Period, view: View) -> Decision[SalaryRound]:
    """The round that a span of days counts for, with the clauses.

    Args:
        personnel: code of the vocabulary ``personnel-type``.
        span: the half year.
        view: the rules of its last day.
    """
    reading = view.reading()
    days: Sequence[dict[str, int]] = reading.value(ROUNDS, personnel_type=personnel)
    found = SalaryRound(
        personnel=personnel,
        on=min(_next(span.last, one["month"], one["day"]) for one in days),
        long_sick_days=reading.value(LONG_SICK_DAYS),
        also_needed=tuple(one["title"] for one in reading.value(ALSO_NEEDED)),
    )
    return reading.decision(found, {"personnel": personnel, "last": span.last})


def may_leave_out(standing: Standing, long_sick_days: int) -> Decimal:
    """Of the days that count beyond their limit, how many days of sick leave somebody may leave out; 0 within it."""
    if all(check.met for check in standing.checks if check.name == "days"):
        return Decimal(0)
    return min(standing.totals.leave_days(_SICK), Decimal(long_sick_days))


def _next(after: date, month: int, day: int) -> date:
    found = date(after.year, month, day)
    return found if found > after else date(after.year + 1, month, day)
