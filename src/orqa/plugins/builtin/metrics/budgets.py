"""Metrics of budgets: rates of spending of a fiscal year, how far from the targets, advances that are overdue."""

from collections.abc import Mapping
from decimal import Decimal
from typing import TYPE_CHECKING

from orqa.base.errors import NotModelled
from orqa.base.language import Text
from orqa.base.years import FiscalYear
from orqa.domain.budgets.flows import Flow
from orqa.domain.budgets.percents import decide_convention
from orqa.domain.budgets.quarters import decide_quarters
from orqa.domain.budgets.rates import NATIONAL
from orqa.domain.budgets.records import BudgetLine, CaseState, SpendingCase
from orqa.domain.budgets.spending_rates import decide_advances, rates_of
from orqa.domain.budgets.targets import decide_target, distance
from orqa.office.budgets.flows import YearFlows, year_flows
from orqa.plugins.builtin.reports.reading import every
from orqa.reporting.metrics import Measure, MetricContext
from orqa.storage.codec import Codec
from orqa.storage.query import between, equal

if TYPE_CHECKING:
    from orqa.rules.views import Reading

_CODEC = Codec([BudgetLine])
_NOTHING = Measure(value=None, count=0)


class SpendingRate:
    """A rate of national money; its parts are the rates of each fund, for funds are never added up unasked.

    Args:
        name: which of :class:`orqa.domain.budgets.spending_rates.SpendingRates`.
    """

    def __init__(self, name: str) -> None:
        self._name = name

    def measure(self, context: MetricContext) -> Measure:
        """Of a fiscal year; nothing of another kind of year, and where there is no budget."""
        if not isinstance(context.period, FiscalYear):
            return _NOTHING
        reading = _reading(context)
        lines, flows = _lines(context), _flows(context, reading)
        last = len(flows.quarters)
        rates = {fund: self._rate(flows.of_lines(own, last), reading) for fund, own in lines.items()}
        funds = context.profile.vocabulary("fund")
        known = [(fund, rate) for fund, rate in rates.items() if rate is not None]
        titles = {fund: term.title if (term := funds.get(fund)) else Text.of(en=fund or "–") for fund, _ in known}
        return Measure(
            value=rates.get(NATIONAL),
            count=len(lines.get(NATIONAL, ())),
            parts=tuple((titles[fund], rate) for fund, rate in sorted(known)),
            citations=reading.decision(None, {}).citations,
        )

    def _rate(self, flow: Flow, reading: "Reading") -> Decimal | None:
        convention = reading.adopt(decide_convention(reading.view.reading()))
        advances = reading.adopt(decide_advances(reading.view.reading()))
        found = rates_of(flow, reading.value("spending.currency"), convention, advances)
        rate: Decimal | None = getattr(found, self._name)
        return rate


class AboveTarget:
    """Percentage points by which national money that is disbursed is above the cabinet's target, negative below it."""

    def measure(self, context: MetricContext) -> Measure:
        """At the end of the last quarter that is over and whose target is known; nothing where there is none."""
        if not isinstance(context.period, FiscalYear):
            return _NOTHING
        reading = _reading(context)
        lines, flows = _lines(context).get(NATIONAL, []), _flows(context, reading)
        over = [number for number, quarter in enumerate(flows.quarters, 1) if quarter.last <= context.until]
        for number in reversed(over):
            try:
                target = decide_target(context.profile.ruleset, context.period, number)
            except NotModelled:
                continue
            rate = SpendingRate("disbursement")._rate(flows.of_lines(lines, number), reading)  # noqa: SLF001 - its own
            cited = (*reading.decision(None, {}).citations, *target.citations)
            value = None if rate is None else distance(rate, target.value)
            return Measure(value=value, count=len(lines), citations=cited)
        return _NOTHING


class OverdueAdvances:
    """Advances of the year that were due and are not accounted for."""

    def measure(self, context: MetricContext) -> Measure:
        """Counted of the open cases that are due in the period; one that is due today is not overdue."""
        first, today = context.period.first.isoformat(), context.at.date().isoformat()
        lent = equal("state", CaseState.OPEN.value)
        owed = lent & between("due", first, f"{context.period.last.isoformat()}~")
        late = lent & between("due", first, min(today, f"{context.period.last.isoformat()}~"))
        reader = context.counting
        return Measure(value=reader.count(SpendingCase.kind, late), count=reader.count(SpendingCase.kind, owed))


def _reading(context: MetricContext) -> "Reading":
    return context.profile.at(context.period.first).reading()


def _lines(context: MetricContext) -> Mapping[str, list[str]]:
    """Ids of the lines that hold money, by fund."""
    found: dict[str, list[str]] = {}
    for line in every(context.reader, _CODEC, BudgetLine, equal("year", context.period.ce)):
        if line.holds_money:
            found.setdefault(line.fund, []).append(line.id)
    return found


def _flows(context: MetricContext, reading: "Reading") -> YearFlows:
    quarters = reading.adopt(decide_quarters(reading.view.reading(), context.period))
    return year_flows(context.reader, context.period, quarters)
