"""Who keeps money that comes in, and by when the rest goes on (การนำส่งเงิน); pure."""

from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from attrs import frozen

from orqa.base.money import Money
from orqa.base.rounding import Rounding
from orqa.domain.budgets.rates import known

if TYPE_CHECKING:
    from orqa.base.calendar import WorkCalendar
    from orqa.rules.decisions import Decision
    from orqa.rules.views import Reading

KEPT: Final = "income.kept"
FEEDS: Final = "income.feeds"
WITHIN: Final = "remittance.within"
RECEIVED: Final = "received"
"""The value of ``income.feeds`` by which own income is allotted only once it has come in."""

_HUNDRED: Final = 100


@frozen(kw_only=True)
class Parted:
    """What becomes of money that came in.

    Attributes:
        kept: what the university keeps.
        passed_on: what goes to others.
        what: what that is remitted as.
    """

    kept: Money
    passed_on: Money
    what: str


def decide_kept(reading: "Reading", source: str, amount: Money) -> "Decision[Parted]":
    """What the university keeps of money that came in; the rest goes on.

    Args:
        reading: of the rules on the day of the receipt.
        source: code of the source of income.
        amount: how much came.

    Raises:
        UnknownDimension: when there is no such source.
        NotModelled: where the rules have not begun.
    """
    rule = known(reading, KEPT, income_source=source)
    kept = amount.times(Decimal(rule["percent"]) / _HUNDRED, Rounding.HALF_UP)
    parted = Parted(kept=kept, passed_on=amount - kept, what=rule["rest"])
    return reading.decision(parted, {"source": source, "amount": amount})


def decide_remit_by(
    reading: "Reading", what: str, since: date, held: Money, calendar: "WorkCalendar"
) -> "Decision[date]":
    """The day by which money that is held for others is remitted.

    Args:
        reading: of the rules on the day on which it came.
        what: what it is, such as ``state_revenue``.
        since: the day from which it is held.
        held: all of that sort that is held then, this included: much of it goes on sooner.
        calendar: the working days.

    Raises:
        NotModelled: where no rule tells it.
        OutsideCalendar: where the calendar does not tell the working days.
        UnknownDimension: when there is no such sort.
    """
    rule = known(reading, WITHIN, what=what)
    begins = _month_end(since) if rule["since"] == "month_end" else since
    days: int = rule["days"]
    due = calendar.add(begins, days) if rule["count"] == "working" and days else begins + timedelta(days=days)
    if "above" in rule and held > Money.of(rule["above"], held.currency):
        due = min(due, calendar.add(since, rule["then"]))
    return reading.decision(due, {"what": what, "since": since, "held": held})


def _month_end(day: date) -> date:
    later = day.replace(day=28) + timedelta(days=4)
    return later - timedelta(days=later.day)
