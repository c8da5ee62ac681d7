"""Spending by quarter against the cabinet's targets (ผลการใช้จ่ายรายไตรมาสเทียบเป้าหมาย), as a table and as a chart."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from attrs import field, frozen

from orqa.base.errors import NotModelled
from orqa.base.language import Text
from orqa.base.money import Money
from orqa.domain.budgets.flows import Flow
from orqa.domain.budgets.quarter_plans import QuarterPlan
from orqa.domain.budgets.rates import NATIONAL
from orqa.domain.budgets.records import BudgetLine
from orqa.domain.budgets.spending_rates import disbursed, rates_of, shown
from orqa.domain.budgets.targets import decide_target, distance, pace
from orqa.office.budgets.comparing import Counting
from orqa.office.budgets.flows import YearFlows
from orqa.office.budgets.register import QUARTER
from orqa.office.budgets.words import AXIS_TITLES, quarter_text
from orqa.reporting.blocks import Chart, ChartKind, Figure, Series
from orqa.reporting.columns import Column, ColumnType
from orqa.reporting.tables import Table

if TYPE_CHECKING:
    from orqa.base.citations import Citation
    from orqa.base.years import Year
    from orqa.rules.ruleset import RuleSet

TOTAL: Final = "total"
NATURES: Final = ("recurrent", "investment")
"""Economic natures that targets are made for, besides the total."""

MEASURES: Final = {"disbursed": "disbursement", "committed": "use"}
"""What targets measure, and the rate that is held against them."""

_START = Text.of(th="ต้นปี", en="Start of the year")
_LEFT = Text.of(th="คงเหลือจริง", en="Left")
_ASKED = Text.of(th="คงเหลือตามเป้าหมาย", en="Left, as the cabinet asks")
_PACE = Text.of(th="ต้องเบิกจ่ายเฉลี่ยเดือนละ", en="To be disbursed each month, to reach the target of the year")
_PERCENT = Text.of(th="ร้อยละของงบประมาณ", en="percent of the budget")
_TITLE = {
    "disbursed": Text.of(
        th="งบประมาณที่ยังไม่ได้เบิกจ่าย รายไตรมาส {fund} ({nature})",
        en="Budget not yet disbursed by quarter, {fund} ({nature})",
    ),
    "committed": Text.of(
        th="งบประมาณที่ยังไม่ได้ก่อหนี้หรือเบิกจ่าย รายไตรมาส {fund} ({nature})",
        en="Budget not yet committed by quarter, {fund} ({nature})",
    ),
}
_HUNDRED = 100


def _percent(name: str, th: str, en: str) -> Column:
    return Column(name=name, title=Text.of(th=th, en=en), type=ColumnType.PERCENT, public=True)


def _amount(name: str, th: str, en: str) -> Column:
    return Column(name=name, title=Text.of(th=th, en=en), type=ColumnType.DECIMAL, public=True)


_COLUMNS: Final = (
    Column(name="fund", title=AXIS_TITLES["fund"], public=True),
    Column(name="nature", title=AXIS_TITLES["nature"], public=True),
    QUARTER,
    _amount("budget", "งบประมาณหลังโอน", "Budget after transfers"),
    _amount("paid_within", "เบิกจ่ายในไตรมาส", "Disbursed in the quarter"),
    _amount("paid", "เบิกจ่ายสะสม", "Disbursed so far"),
    _percent("disbursement", "ร้อยละเบิกจ่าย", "Disbursed, %"),
    _percent("target", "เป้าหมาย", "Target"),
    _percent("above", "สูงกว่าเป้าหมาย", "Above the target"),
    _percent("use", "ร้อยละใช้จ่าย", "Committed, %"),
    _percent("target_of_use", "เป้าหมายก่อหนี้", "Target, committed"),
)


_OF_PLANS: Final = (
    _amount("planned_within", "แผนในไตรมาส", "Planned for the quarter"),
    _amount("planned", "แผนสะสม", "Planned so far"),
    _amount("paid_of_planned", "เบิกจ่ายสะสม (รายการที่มีแผน)", "Disbursed so far, of lines with a plan"),
    _percent("of_plan", "ร้อยละของแผน", "Of the plan, %"),
)
"""Columns beside the others where lines have a plan by quarter."""


@frozen
class Targets:
    """The cabinet's targets of a year: of national money alone, and only those that are known."""

    ruleset: "RuleSet"
    year: "Year"
    read: "dict[Citation, None]"

    def of(self, fund: str, nature: str, quarter: int, measure: str) -> Decimal | None:
        """The target at the end of a quarter; None where no figure was found, or none is made."""
        if fund != NATIONAL or nature not in {TOTAL, *NATURES}:
            return None
        try:
            found = decide_target(self.ruleset, self.year, quarter, measure=measure, nature=nature)
        except NotModelled:
            return None
        self.read.update(dict.fromkeys(found.citations))
        return found.value


Groups = Mapping[tuple[str, str], Sequence[str]]
"""Ids of lines by fund and nature; ``total`` stands for all natures of a fund."""


def groups_of(lines: Iterable[BudgetLine]) -> Groups:
    """The lines of each fund, in all and by nature."""
    found: dict[tuple[str, str], list[str]] = {}
    for line in lines:
        found.setdefault((line.fund, TOTAL), []).append(line.id)
        if line.nature:
            found.setdefault((line.fund, line.nature), []).append(line.id)
    return found


@frozen(kw_only=True)
class ByQuarter:
    """Flows of groups of lines by quarter.

    Attributes:
        flows: of the year.
        groups: whose flows are added up.
        today: a quarter that begins later has no figures yet.
        counting: how amounts and percents are shown.
        targets: what is asked for.
        plans: of lines that have a plan by quarter, by their ids.
    """

    flows: YearFlows
    groups: Groups
    today: date
    counting: Counting
    targets: Targets
    plans: Mapping[str, QuarterPlan] = field(factory=dict)
    _known: dict[tuple[tuple[str, str], int], Flow] = field(factory=dict, init=False)

    def begun(self, number: int) -> bool:
        """Whether a quarter has begun."""
        return self.flows.quarters[number - 1].first <= self.today

    def until(self, group: tuple[str, str], number: int) -> Flow:
        """What a group comes to at the end of a quarter."""
        known = self._known
        if (group, number) not in known:
            known[group, number] = self.flows.of_lines(self.groups[group], number)
        return known[group, number]

    def rate(self, group: tuple[str, str], number: int, measure: str) -> Decimal | None:
        """The rate that is held against a target; None for a quarter to come, or no budget."""
        if not self.begun(number):
            return None
        counting = self.counting
        rates = rates_of(self.until(group, number), counting.currency, counting.convention, counting.advances)
        found: Decimal | None = getattr(rates, MEASURES[measure])
        return found

    def table(self, title_of: Callable[[str, str], Text]) -> Table:
        """Each fund and nature, quarter by quarter.

        Args:
            title_of: what people call a value of an axis.
        """
        planned = any(line in self.plans for lines in self.groups.values() for line in lines)
        rows = self._rows(title_of, planned=planned)
        return Table.of((*_COLUMNS, *(_OF_PLANS if planned else ())), rows, group_by=("fund", "nature"))

    def _rows(self, title_of: Callable[[str, str], Text], *, planned: bool) -> Iterator[tuple[Any, ...]]:
        natures = (TOTAL, *NATURES)
        for group in sorted(self.groups, key=lambda key: (key[0], natures.index(key[1]) if key[1] in natures else 9)):
            fund, nature = group
            for number in range(1, len(self.flows.quarters) + 1):
                amounts = self._amounts(group, number) if self.begun(number) else (None, None, None)
                rate = self.rate(group, number, "disbursed")
                target = self.targets.of(fund, nature, number, "disbursed")
                yield (
                    title_of("fund", fund),
                    title_of("nature", nature),
                    number,
                    *amounts,
                    rate,
                    target,
                    None if rate is None or target is None else distance(rate, target),
                    self.rate(group, number, "committed"),
                    self.targets.of(fund, nature, number, "committed"),
                    *(self._of_plans(group, number) if planned else ()),
                )

    def _of_plans(self, group: tuple[str, str], number: int) -> tuple[Decimal | None, ...]:
        """Plan and actual of those lines of a group that have a plan; nothing where none has."""
        lines = [line for line in self.groups[group] if line in self.plans]
        if not lines:
            return (None,) * len(_OF_PLANS)
        amount, convention = self.counting.amount, self.counting.convention
        within, until = (
            sum(minors)
            for minors in zip(
                *((self.plans[line].minors[number - 1], self.plans[line].until(number)) for line in lines), strict=True
            )
        )
        if not self.begun(number):
            return (amount(within), amount(until), None, None)
        paid = disbursed(self.flows.of_lines(lines, number), self.counting.advances)
        percent = convention.percent(*(Money(minor, self.counting.currency) for minor in (paid, until)))
        rate = None if percent is None else shown(percent, convention)
        return (amount(within), amount(until), amount(paid), rate)

    def pace(self) -> Iterator[Figure]:
        """What must be disbursed each month from now on to reach the year's target of national money."""
        last = len(self.flows.quarters)
        target = self.targets.of(NATIONAL, TOTAL, last, "disbursed")
        left = months_left(self.today, self.flows.quarters[-1].last)
        if target is None or not self.flows.quarters[0].first <= self.today <= self.flows.quarters[-1].last:
            return
        flow = self.until((NATIONAL, TOTAL), last)
        amounts = (flow.budget, disbursed(flow, self.counting.advances))
        budget, out = (Money(minor, self.counting.currency) for minor in amounts)
        yield Figure(label=_PACE, value=pace(target, budget, out, left), type=ColumnType.MONEY)

    def _amounts(self, group: tuple[str, str], number: int) -> tuple[Decimal, Decimal, Decimal]:
        now, before = self.until(group, number), self.until(group, number - 1)
        amounts = (now.budget, now.paid - before.paid, now.paid)
        return (*map(self.counting.amount, amounts),)  # type: ignore[return-value] # three of them

    def chart(self, fund: str, nature: str, measure: str, title_of: Callable[[str, str], Text]) -> Chart:
        """What is left of the budget at the end of each quarter, against what the targets leave; both begin whole."""
        numbers = range(1, len(self.flows.quarters) + 1)
        found = [self.rate((fund, nature), number, measure) for number in numbers]
        asked = [self.targets.of(fund, nature, number, measure) for number in numbers]
        series = [Series(_LEFT, (_HUNDRED, *map(_rest, found)))]
        if any(one is not None for one in asked):
            series.append(Series(_ASKED, (_HUNDRED, *map(_rest, asked))))
        return Chart(
            kind=ChartKind.LINE,
            title=_TITLE[measure].fill(fund=title_of("fund", fund), nature=title_of("nature", nature)),
            categories=(_START, *(quarter_text(number, self.counting.digits) for number in numbers)),
            series=tuple(series),
            unit=_PERCENT,
        )


def months_left(today: date, last: date) -> int:
    """Months of a year that are not over, the one that today is in among them."""
    return (last.year - today.year) * 12 + last.month - today.month + 1


def _rest(percent: Decimal | None) -> Decimal | None:
    return None if percent is None else _HUNDRED - percent
