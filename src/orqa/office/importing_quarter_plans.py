"""Taking in plans of spending by quarter: each row the plan of a line of the budget (แผนการใช้จ่ายรายไตรมาส)."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

from attrs import evolve, frozen

from orqa.base.findings import Finding, FindingKind, Severity, has_errors
from orqa.base.language import Text
from orqa.domain.budgets.errors import BudgetRefused
from orqa.domain.budgets.plan_amounts import read_amount
from orqa.domain.budgets.plans import Amount
from orqa.domain.budgets.quarters import decide_quarters
from orqa.office.budgets.flows import YearFlows, year_flows
from orqa.office.budgets.quarter_plans import drafted_plan, plan_marks
from orqa.office.importing_budgets import fiscal_year_of
from orqa.office.tabular.findings import CELL_MISSING, CELL_NOT_UNDERSTOOD
from orqa.office.tabular.tables import ColumnTable, Field, FieldType, ImportKind, TableRow, Take, Taken

if TYPE_CHECKING:
    from datetime import datetime

    from orqa.base.years import Year
    from orqa.domain.budgets.quarter_plans import QuarterPlan
    from orqa.domain.budgets.records import BudgetLine
    from orqa.office.office import Office
    from orqa.rules.views import Reading

_QUARTER: Final = "quarter_"
_COLUMNS: Final = tuple(f"{_QUARTER}{number}" for number in range(1, 5))
_TOTAL: Final = "total"

TABLE = ColumnTable(
    name="quarter-plans",
    title=Text.of(en="plans by quarter", th="แผนการใช้จ่ายรายไตรมาส"),
    vocabulary="quarter-plan-field",
    fields=(
        Field("code", required=True),
        Field("year", FieldType.INTEGER),
        Field("amount_unit", FieldType.CODE, vocabulary="amount-unit"),
        Field(_COLUMNS[0], FieldType.MONEY, raw=True),
        *(Field(name, FieldType.MONEY, raw=True) for name in (*_COLUMNS[1:], _TOTAL)),
        Field("on", FieldType.DATE),
        Field("document"),
        Field("reason"),
    ),
    action="budget.import",
    required=lambda _reading: ("code", *_COLUMNS),
)
"""The columns of a file of plans by quarter; a quarter without money is 0, a bar, or empty."""

NO_LINE: Final = FindingKind(
    "quarter-plan-line-unknown",
    Severity.ERROR,
    Text.of(
        en="the budget of {year} has no line {line} that holds money; take the budget in first",
        th="งบประมาณปี {year} ไม่มีรายการ {line} ที่ถือเงิน ให้นำเข้างบประมาณก่อน",
    ),
)
TWICE: Final = FindingKind(
    "quarter-plan-twice",
    Severity.ERROR,
    Text.of(
        en="{line} has another plan in row {row} of the file; leave one of them",
        th="{line} มีแผนเป็นอย่างอื่นในแถวที่ {row} ของแฟ้ม ให้เหลือแผนเดียว",
    ),
)
TOTAL_DIFFERS: Final = FindingKind(
    "quarter-plan-total-differs",
    Severity.ERROR,
    Text.of(
        en="{line}: the quarters come to {planned}, the year is printed as {total}: {difference} apart",
        th="{line}: ผลรวมทุกไตรมาส {planned} แต่ยอดทั้งปีพิมพ์ว่า {total} ต่างกัน {difference}",
    ),
)
REFUSED: Final = FindingKind("quarter-plan-refused", Severity.ERROR, Text.of(en="{line}: {why}", th="{line}: {why}"))
_AMOUNT = Text.of(en="an amount such as 1,234.50", th="จำนวนเงิน เช่น 1,234.50")


@frozen
class _OfYear:
    """A fiscal year as it is looked at: its lines and their plans, and what was posted."""

    lines: "Mapping[str, BudgetLine]"
    plans: "Mapping[str, QuarterPlan]"
    flows: YearFlows


class TakeQuarterPlans(Take):
    """Takes in plans by quarter, each by itself; a plan that is kept as the file says is known."""

    looks_again = True

    def __init__(self, office: "Office") -> None:
        super().__init__(office)
        self._years: dict[int, _OfYear] = {}
        self._rows: dict[str, tuple[int, tuple[int, ...]]] = {}
        self._minors: dict[int, dict[str, int]] = {}
        self._known: set[Any] = set()

    def look(self, rows: Sequence[TableRow], at: "datetime", reading: "Reading") -> Iterable[Taken]:
        """Each row by itself, against one look at its year."""
        del at
        self._years.clear()
        return [self._taken(row, reading) for row in rows]

    def known(self, keys: Collection[Any]) -> Mapping[Any, Any]:
        """Lines whose plans are kept as they say."""
        return {key: key for key in keys if key in self._known}

    def shown(self, row: TableRow, taken: Taken) -> Mapping[str, Any]:
        """The amounts as money."""
        del taken
        money = self.office.budgets.money
        return {**row.values, **{name: money(minor) for name, minor in self._minors.get(row.number, {}).items()}}

    # ------------------------------------------------------------------ inside

    def _taken(self, row: TableRow, reading: "Reading") -> Taken:
        found: list[Finding] = []
        year = fiscal_year_of(self.office, row, found)
        plan = self._plan(row, year, reading, found) if year else None
        findings = tuple(evolve(one, place=row.place) for one in found)
        if plan is None:
            return Taken(findings=findings)
        line, made = plan
        if made is None:
            self._known.add(line.id)
            return Taken((), line.id, findings)
        return Taken((made,), line.id, findings, tuple(plan_marks(line)))

    def _plan(
        self, row: TableRow, year: "Year", reading: "Reading", found: list[Finding]
    ) -> "tuple[BudgetLine, QuarterPlan | None] | None":
        """The line of a row with its plan, none where it is kept; nothing where something is wrong."""
        budgets, of_year, code = self.office.budgets, self._of_year(year), row.values["code"]
        line = of_year.lines.get(code)
        if line is None or not line.holds_money:
            written = self.office.written_year(year.ce)
            found.append(NO_LINE.make(field="code", year=written, line=repr(code[:60])))
        amounts = self._minors[row.number] = self._amounts(row, reading, found)
        minors = tuple(amounts.get(f"{_QUARTER}{number}", 0) for number in range(1, len(of_year.flows.quarters) + 1))
        if not has_errors(found):
            self._check_total(row, sum(minors), amounts, found)
        if line is None or has_errors(found) or not self._is_only(row, line, minors, found):
            return None
        before = of_year.plans.get(line.id)
        if before is not None and before.minors == minors:
            return line, None
        paper = {"document": row.get("document", ""), "reason": row.get("reason", "").strip()}
        day = row.get("on") or self.office.today()
        try:
            made = drafted_plan(line, minors, of_year.flows, before, budgets.currency(), on=day, **paper)
        except BudgetRefused as error:
            found.append(REFUSED.make(field=_COLUMNS[0], line=code, why=error.reason))
            return None
        return line, made

    def _of_year(self, year: "Year") -> _OfYear:
        known = self._years.get(year.ce)
        if known is None:
            budgets = self.office.budgets
            quarters = decide_quarters(self.office.rules(year.first).reading(), year).value
            with self.office.reading() as reader:
                flows = year_flows(reader, year, quarters)
            lines = {line.code: line for line in budgets.lines(year)}
            known = self._years[year.ce] = _OfYear(lines, budgets.quarter_plans(year), flows)
        return known

    def _amounts(self, row: TableRow, reading: "Reading", found: list[Finding]) -> dict[str, int]:
        """The amounts of a row in satang, by column."""
        unit, titles = row.get("amount_unit"), self.office.profile.vocabulary(TABLE.vocabulary)
        scale = int(reading.view.vocabulary("amount-unit")[unit].extra["zeros"]) if unit else 0
        amounts: dict[str, int] = {}
        for name in (*_COLUMNS, _TOTAL):
            if not (text := row.get(name)):
                continue
            title = titles[name].title
            amount = read_amount(text, title, scale, self.office.budgets.currency())
            if isinstance(amount, Amount):
                amounts[name] = amount.money.minor
            elif isinstance(amount, Finding):
                found.append(evolve(amount, field=name))
            else:
                found.append(CELL_NOT_UNDERSTOOD.make(field=name, title=title, value=text[:60], wanted=_AMOUNT))
        if not any(row.get(name) for name in _COLUMNS):
            found.append(CELL_MISSING.make(field=_COLUMNS[0], title=titles[_COLUMNS[0]].title))
        return amounts

    def _check_total(self, row: TableRow, planned: int, amounts: Mapping[str, int], found: list[Finding]) -> None:
        total = amounts.get(_TOTAL, planned)
        if total != planned:
            told = {"planned": planned, "total": total, "difference": abs(total - planned)}
            written: dict[str, Any] = {name: self.office.budgets.money(minor).written() for name, minor in told.items()}
            found.append(TOTAL_DIFFERS.make(field=_TOTAL, line=row.values["code"], **written))

    def _is_only(self, row: TableRow, line: "BudgetLine", minors: tuple[int, ...], found: list[Finding]) -> bool:
        """Whether no other row plans the line otherwise."""
        number, before = self._rows.setdefault(line.id, (row.number, minors))
        if before != minors:
            found.append(TWICE.make(field="code", line=line.code, row=f"{number:,}"))
        return before == minors


QUARTER_PLANS = ImportKind(TABLE, TakeQuarterPlans)
"""Plans of spending by quarter."""
