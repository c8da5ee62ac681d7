"""Allotment by quarter (การจัดสรรเงินงวดรายไตรมาส): a plan of each line, and what is allotted by it."""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Any

from attrs import evolve, frozen

from orqa.base.language import Text
from orqa.base.money import Money
from orqa.domain.budgets.errors import BudgetRefused
from orqa.domain.budgets.moves import positive
from orqa.domain.budgets.quarter_plans import QuarterPlan, check_plan
from orqa.domain.budgets.stages import Move, Stage
from orqa.office.budgets.cells import closed_cell, line_cell, plan_cell
from orqa.office.budgets.ledger import ABOVE_GRANT, CLOSED, LAST
from orqa.office.budgets.reading import Amount
from orqa.office.budgets.words import NO_QUARTER, quarter_text
from orqa.office.budgets.years import BudgetYears
from orqa.storage.protocol import Add
from orqa.storage.query import equal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from orqa.base.records import Record
    from orqa.base.years import Year
    from orqa.domain.budgets.flows import Flow
    from orqa.domain.budgets.records import BudgetLine, Posting
    from orqa.office.budgets.flows import YearFlows
    from orqa.rules.views import Reading

_NO_PLAN = Text.of(
    en="{line} has no plan by quarter; make one first, or allot without a quarter",
    th="รายการ {line} ยังไม่มีแผนรายไตรมาส ให้ทำแผนก่อน หรือจัดสรรโดยไม่ระบุไตรมาส",
)
_WHY = Text.of(
    en="{line} has a plan by quarter; say why it is changed", th="รายการ {line} มีแผนรายไตรมาสแล้ว โปรดระบุเหตุผลที่เปลี่ยน"
)
_ABOVE_PLAN = Text.of(
    en="up to quarter {quarter} the plan of {line} leaves {left}, {asked} was asked for; change the plan first",
    th="แผนของรายการ {line} ถึงไตรมาสที่ {quarter} เหลือให้จัดสรร {left} แต่ขอ {asked} ให้ปรับแผนก่อน",
)
_NOTHING_LEFT = Text.of(
    en="all that {line} has planned up to quarter {quarter} is allotted",
    th="รายการ {line} จัดสรรครบตามแผนถึงไตรมาสที่ {quarter} แล้ว",
)


@frozen(kw_only=True)
class PlannedQuarter:
    """A quarter of a line's plan.

    Attributes:
        number: of the quarter, from 1.
        planned: for the quarter itself.
        until: planned from the beginning of the year to its end.
        left: how much of that may still be allotted.
        paid: what was paid up to its end.
    """

    number: int
    planned: Money
    until: Money
    left: Money
    paid: Money


class QuarterPlans(BudgetYears):
    """Keep plans by quarter, and allot by them."""

    def plan_quarters(  # noqa: PLR0913 - what stands on the paper, by name
        self,
        line: "BudgetLine | str",
        amounts: Iterable[Amount],
        *,
        on: date | None = None,
        document: str = "",
        reason: str = "",
        key: str | None = None,
    ) -> QuarterPlan:
        """Keep the plan of spending of a line by quarter (แผนการใช้จ่ายรายไตรมาส), or change it.

        The amounts come to what was granted to the line; what transfers brought or took is in no plan.

        Args:
            line: the line, its id, or its code this year.
            amounts: one for each quarter, in order.
            on: the day; by default today.
            document: number of the paper.
            reason: why it is changed; needed where there is a plan already.
            key: of the caller's choice: the same call with the same key is done once.

        Raises:
            NotFound: when there is no such line.
            BudgetRefused: when the line holds no money or is closed, the amounts are not one for each quarter or do not
                come to what was granted, or a plan is changed without a reason.
            NotAllowed: when whoever acts may not; nothing is written.
        """
        known, minors = self._holding(line), tuple(map(self.minor, amounts))
        marks: list[Add] = []
        paper: dict[str, Any] = {"on": on or self._office.today(), "document": document, "reason": reason.strip()}

        def make() -> "tuple[Sequence[Record], Sequence[Posting]]":
            now, flows, before = self.line(known.id), self._flow_of(known), self.quarter_plan(known)
            marks[:] = plan_marks(now)
            return [drafted_plan(now, minors, flows, before, self.currency(), **paper)], []

        asked = {"line": known.id, "minors": minors, "on": on, "document": document, "reason": paper["reason"]}
        (plan,) = self._posted(key, asked, make, LAST, marks=marks)
        return plan  # type: ignore[no-any-return] # a plan

    def quarter_plan(self, line: "BudgetLine | str", year: "Year | None" = None) -> QuarterPlan | None:
        """The plan of a line by quarter; None where it has none.

        Raises:
            NotFound: when there is no such line.
        """
        plan: QuarterPlan | None = self._by_id(QuarterPlan, self.line(line, year).id)
        return plan

    def quarter_plans(self, year: "Year | int") -> dict[str, QuarterPlan]:
        """The plans of a year, by the ids of their lines."""
        plans = self._every(QuarterPlan, equal("year", year if isinstance(year, int) else year.ce))
        return {plan.line: plan for plan in plans}

    def planned_quarters(self, line: "BudgetLine | str", year: "Year | None" = None) -> tuple[PlannedQuarter, ...]:
        """The plan of a line quarter by quarter, with what is left to allot and what was paid.

        Raises:
            NotFound: when there is no such line.
            BudgetRefused: when it has no plan.
        """
        known = self.line(line, year)
        plan, flows = self._planned(known), self._flow_of(known)
        allotted = _allotted(_whole(flows, known))
        return tuple(
            PlannedQuarter(
                number=number,
                planned=self.money(minor),
                until=self.money(plan.until(number)),
                left=self.money(plan.left(number, allotted)),
                paid=self.money(flows.until(known.id, number).paid),
            )
            for number, minor in enumerate(plan.minors, start=1)
        )

    def allot_quarter(  # noqa: PLR0913 - what stands on the paper, by name
        self,
        line: "BudgetLine | str",
        quarter: int,
        amount: Amount | None = None,
        *,
        on: date | None = None,
        document: str = "",
        reason: str = "",
        key: str | None = None,
    ) -> "Posting":
        """Allot what a line's plan has for a quarter, out of what was granted (จัดสรรเงินงวด).

        What earlier quarters left is carried on: counted is the plan from the beginning of the year to the end of the
        quarter, less all that was allotted to the line so far, by a quarter or not.

        Args:
            line: the line, its id, or its code this year.
            quarter: its number, from 1.
            amount: how much; by default all that the plan leaves.
            on: the day; by default today.
            document: number of the notice.
            reason: why; by default the name of the quarter.
            key: of the caller's choice: the same call with the same key is done once.

        Raises:
            NotFound: when there is no such line.
            BudgetRefused: when it has no plan or no such quarter, the plan leaves less, less was granted, or the year
                is closed.
        """
        from orqa.reporting.formatting import Style

        known, marks = self._holding(line), list[Add]()
        minor = None if amount is None else positive(self.minor(amount))
        style = Style.of_profile(self._office.profile)
        why = reason or quarter_text(quarter, style.digits).in_language(style.language)

        def make() -> "tuple[Sequence[Record], Sequence[Posting]]":
            plan, flow = self._planned(known), _whole(self._flow_of(known), known)
            if not 1 <= quarter <= len(plan.minors):
                raise BudgetRefused(NO_QUARTER.fill(last=len(plan.minors), asked=quarter))
            allotting = self._within(plan, quarter, flow, minor, known.code)
            after = flow.approved - allotting
            # both as they were looked at: nobody allots from the grant, or changes the plan, between
            marks.append(Add(line_cell(known.id, Stage.APPROVED), -allotting, at_least=after, at_most=after))
            marks.append(Add(plan_cell(known.id), 0, at_least=plan.version, at_most=plan.version))
            moves = (Move(Stage.APPROVED, Stage.ALLOTTED, allotting),)
            return [], [self._entry(known, "allot", moves, on, document=document, reason=why)]

        asked: dict[str, Any] = {"line": known.id, "quarter": quarter, "minor": minor, "on": on}
        asked |= {"document": document, "reason": reason}
        (posting,) = self._posted(key, asked, make, LAST, marks=marks)
        return posting  # type: ignore[no-any-return] # a posting

    def _within(self, plan: QuarterPlan, quarter: int, flow: "Flow", minor: int | None, code: str) -> int:
        """How much is allotted, where neither the plan nor the grant has less."""
        left = plan.left(quarter, _allotted(flow))
        if not left and minor is None:
            raise BudgetRefused(_NOTHING_LEFT.fill(line=code, quarter=quarter))
        asked = left if minor is None else minor
        told = {"line": code, "asked": self.money(asked).written()}
        if asked > left:
            raise BudgetRefused(_ABOVE_PLAN.fill(**told, quarter=quarter, left=self.money(left).written()))
        if asked > flow.approved:
            short = self.money(asked - flow.approved).written()
            raise BudgetRefused(ABOVE_GRANT.fill(**told, left=self.money(flow.approved).written(), short=short))
        return asked

    def _planned(self, line: "BudgetLine") -> QuarterPlan:
        plan = self.quarter_plan(line)
        if plan is None:
            raise BudgetRefused(_NO_PLAN.fill(line=line.code))
        return plan

    def _flow_of(self, line: "BudgetLine") -> "YearFlows":
        office = self._office
        year = office.year("fiscal", office.written_year(line.year))
        return self._flows(year, office.rules(year.first).reading(), line.id)

    def _flows(self, year: "Year", reading: "Reading", line: str = "") -> "YearFlows":
        from orqa.domain.budgets.quarters import decide_quarters
        from orqa.office.budgets.flows import year_flows

        quarters = reading.adopt(decide_quarters(self._office.rules(year.first).reading(), year))
        with self._office.reading() as reader:
            return year_flows(reader, year, quarters, line)


def drafted_plan(  # noqa: PLR0913 - what stands on the paper, by name
    line: "BudgetLine",
    minors: tuple[int, ...],
    flows: "YearFlows",
    before: QuarterPlan | None,
    currency: str,
    *,
    on: date,
    document: str = "",
    reason: str = "",
) -> QuarterPlan:
    """The plan of a line by quarter, or the plan that it has, changed.

    Args:
        line: the line.
        minors: how much is planned for each quarter, in satang.
        flows: what was posted on it, by quarter.
        before: its plan so far.
        currency: of the amounts.
        on: the day.
        document: number of the paper.
        reason: why it is changed.

    Raises:
        BudgetRefused: as of :meth:`QuarterPlans.plan_quarters`.
    """
    if line.closed:
        raise BudgetRefused(CLOSED.fill(line=line.code))
    check_plan(minors, len(flows.quarters), _whole(flows, line).granted, currency)
    if before and not reason:
        raise BudgetRefused(_WHY.fill(line=line.code))
    plan = before or QuarterPlan(id=line.id, line=line.id, year=line.year, minors=minors, on=on)
    return evolve(plan, minors=minors, on=on, document=document, reason=reason if before else "")


def plan_marks(line: "BudgetLine") -> list[Add]:
    """What a plan asks of the store: that its line is not closed meanwhile; whoever allots by it looks again."""
    return [Add(closed_cell(line.id), 0, at_most=0), Add(plan_cell(line.id), 1)]


def _whole(flows: "YearFlows", line: "BudgetLine") -> "Flow":
    """What was posted on a line all year."""
    return flows.until(line.id, len(flows.quarters))


def _allotted(flow: "Flow") -> int:
    """What of a grant was allotted: transfers, which move what is allotted already, do not count."""
    return flow.granted - flow.approved
