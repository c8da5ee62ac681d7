"""The statement of own money of some years, plan beside actual (รายรับรายจ่ายเงินรายได้ แผนและผล)."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from attrs import frozen

from orqa.base.digits import in_digits
from orqa.base.eras import Era
from orqa.base.language import Text
from orqa.domain.budgets.errors import BudgetRefused
from orqa.domain.budgets.flows import Flow
from orqa.domain.budgets.money_in import IncomeReceipt
from orqa.domain.budgets.own_income import (
    BROUGHT_FORWARD,
    FUND,
    NUMBERS,
    SPENDING,
    differing,
    following,
    place_of,
)
from orqa.office.budgets.book_report import BookReport
from orqa.office.budgets.quarter_plans import QuarterPlans
from orqa.office.budgets.reading import Amount
from orqa.reporting.audience import Audience
from orqa.reporting.columns import Column, ColumnType
from orqa.reporting.formatting import Style
from orqa.reporting.model import Report, Section
from orqa.reporting.tables import Table
from orqa.storage.field_parts import FieldParts
from orqa.storage.query import equal

if TYPE_CHECKING:
    from orqa.base.years import Year
    from orqa.rules.views import Reading

LINES: Final = "budget_books.statement_lines"
INCOME: Final = "budget_books.statement_income"
PLACES: Final = "budget_books.statement_places"

PLAN: Final = "plan"
ACTUAL: Final = "actual"
KINDS: Final = {PLAN: Text.of(th="แผน", en="Plan"), ACTUAL: Text.of(th="ผล", en="Actual")}

Figures: TypeAlias = "Mapping[Year, Mapping[str, Mapping[str, Amount]]]"
"""By year, then ``plan`` or ``actual``, then the number of a line, what the ledger does not hold."""

TITLE: Final = Text.of(th="สถานะเงินนอกงบประมาณ", en="Statement of money outside the budget")
_NUMBER = Column(name="number", title=Text.of(th="ลำดับ", en="No."), public=True, unbroken=True)
_ITEM = Column(name="item", title=Text.of(th="รายการ", en="Item"), public=True)
_DIFFERENCE = Text.of(th="ผลสูงกว่าแผน", en="Actual above plan")
_NO_OPENING = Text.of(
    en="say what was brought forward into {year}: line 1 of {kind}",
    th="โปรดระบุเงินสะสมคงเหลือยกมาของ{year} คือรายการที่ 1 ของ{kind}",
)
_NO_PLACE = Text.of(
    en="to which line of the statement belong {lines}? Name one of {numbers} for each, or set the rule {rule}",
    th="รายการ {lines} อยู่ในรายการใดของงบ โปรดระบุเลข {numbers} หรือกำหนดกฎ {rule}",
)
_NO_INCOME = Text.of(
    en="nothing tells to which line income from {sources} belongs: give the actual income (2.1 to 2.8) of {year}, or "
    "set the rule {rule}",
    th="ไม่มีแหล่งข้อมูลที่บอกว่ารายรับจาก {sources} อยู่ในรายการใด โปรดระบุรายได้จริง (2.1 ถึง 2.8) ของ{year} หรือกำหนดกฎ {rule}",
)
_NOT_INCOME: Final = "none"
_NO_NUMBER = Text.of(en="the statement has no line {number}", th="งบไม่มีรายการที่ {number}")
_NO_KIND = Text.of(en="figures are of plan or actual, found {kind}", th="ตัวเลขต้องเป็น plan หรือ actual แต่พบ {kind}")
_NO_YEARS = Text.of(en="name a year with its figures", th="โปรดระบุปีพร้อมตัวเลข")


@frozen
class _Column:
    year: "Year"
    kind: str

    @property
    def name(self) -> str:
        return f"{self.kind}_{self.year.ce}"

    def title(self, style: Style) -> Text:
        kind, digits = KINDS[self.kind], style.digits
        return Text.of(
            en=f"{kind} {self.year.ce}", th=f"{kind.in_language('th')} {in_digits(str(self.year.be), digits)}"
        )


class BudgetStatements(QuarterPlans):
    """Makes the statement of own money over the years."""

    def statement(
        self,
        figures: Figures,
        *,
        places: Mapping[str, str] | None,
        audience: Audience | str,
        language: str | None,
    ) -> Report:
        """As :meth:`orqa.office.budgets.reports.BudgetReports.statement` tells."""
        years = sorted(figures)
        if not years:
            raise BudgetRefused(_NO_YEARS)
        reading = self._office.rules(years[-1].first).reading()
        style = Style.of_profile(self._office.profile, language)
        columns: dict[str, dict[_Column, dict[str, Decimal]]] = {PLAN: {}, ACTUAL: {}}
        for year in years:
            told = self._own_spending(year, places or {})
            if not any(number[0] == "2" for number in figures[year].get(ACTUAL, {})):
                told[ACTUAL] |= self._own_income(year)
            for kind, amounts in self._kinds(year, figures[year]).items():
                columns[kind][_Column(year, kind)] = {**told[kind], **amounts}
        found: dict[_Column, Mapping[str, Decimal]] = {}
        findings = []
        for kind, of_years in columns.items():
            first = next(iter(of_years), None)
            if first is not None and BROUGHT_FORWARD not in of_years[first]:
                raise BudgetRefused(_NO_OPENING.fill(year=_label(first.year), kind=KINDS[kind]))
            titles = {column: style.say(column.title(style)) for column in of_years}
            named = following({titles[column]: amounts for column, amounts in of_years.items()})
            findings += differing(named)
            found |= {column: named[titles[column]] for column in of_years}
        book = BookReport(self._office, years[-1], self.currency(years[-1].first), Audience(audience), language)
        table = _table(reading, [_Column(year, kind) for year in years for kind in KINDS], found, style)
        cited = reading.decision(None, {}).citations
        return book.report("own-income-statement", TITLE, [Section((table,))], cited, findings=findings)

    def _own_income(self, year: "Year") -> dict[str, Decimal]:
        """What the university kept of the receipts of a year, by the numbers of the statement."""
        sums: dict[str, int] = {}
        fields = FieldParts(self._office.codec, IncomeReceipt, ("source", "kept"))
        with self._office.reading() as reader:
            for sources, kept in fields.read(reader.bodies(IncomeReceipt.kind, equal("year", year.ce))):
                for source, minor in zip(sources, kept, strict=True):
                    sums[source] = sums.get(source, 0) + minor
        reading = self._office.rules(year.first).reading()
        numbers = {source: reading.value(INCOME, income_source=source) for source, minor in sums.items() if minor}
        lost = sorted(source for source, number in numbers.items() if not isinstance(number, str))
        if lost:
            raise BudgetRefused(_NO_INCOME.fill(sources=", ".join(lost), year=_label(year), rule=INCOME))
        found: dict[str, Decimal] = {}
        for source, number in numbers.items():
            if number != _NOT_INCOME:
                found[number] = found.get(number, Decimal(0)) + self.money(sums[source]).decimal
        return found

    def _kinds(self, year: "Year", given: Mapping[str, Mapping[str, Amount]]) -> dict[str, dict[str, Decimal]]:
        """The figures of plan and actual; none of what is still to come unless they are given."""
        for kind, amounts in given.items():
            if kind not in KINDS:
                raise BudgetRefused(_NO_KIND.fill(kind=kind))
            for number in amounts:
                if number not in NUMBERS:
                    raise BudgetRefused(_NO_NUMBER.fill(number=number))
        begun = year.first <= self._office.today()
        kinds = [kind for kind in KINDS if kind in given or kind == PLAN or begun]
        return {
            kind: {number: self.money(self.minor(amount)).decimal for number, amount in given.get(kind, {}).items()}
            for kind in kinds
        }

    def _own_spending(self, year: "Year", places: Mapping[str, str]) -> dict[str, dict[str, Decimal]]:
        """What the ledger tells of spending own money, by the numbers of the statement."""
        lines = [line for line in self.lines(year) if line.holds_money and line.fund == FUND]
        reading = self._office.rules(year.first).reading()
        rows = reading.value(PLACES)
        at = {line.id: place_of(line, places, rows) for line in lines}
        lost = [line.code for line in lines if at[line.id] not in SPENDING]
        if lost:
            numbers = ", ".join(sorted(SPENDING))
            raise BudgetRefused(_NO_PLACE.fill(lines=", ".join(lost), numbers=numbers, rule=PLACES))
        flows = self._flows(year, reading) if lines else None
        found: dict[str, dict[str, Decimal]] = {PLAN: {}, ACTUAL: {}}
        for line in lines:
            flow = flows.until(line.id, len(flows.quarters)) if flows else Flow()
            for kind, minor in ((PLAN, flow.budget), (ACTUAL, flow.paid)):
                own = found[kind]
                own[at[line.id]] = own.get(at[line.id], Decimal(0)) + self.money(minor).decimal
        return found


def _label(year: "Year") -> Text:
    return Text.of(en=year.label("en", era=Era.COMMON), th=year.label("th"))


def _table(
    reading: "Reading", columns: list[_Column], found: Mapping[_Column, Mapping[str, Decimal]], style: Style
) -> Table:
    """The lines of the statement, a column for each year and kind; of one year with the difference."""
    shown = [
        Column(name=column.name, title=column.title(style), type=ColumnType.DECIMAL, public=True) for column in columns
    ]
    alone = len(columns) == len(KINDS)
    if alone:
        shown.append(Column(name="difference", title=_DIFFERENCE, type=ColumnType.DECIMAL, public=True))

    def rows() -> Iterator[tuple[Any, ...]]:
        for line in reading.value(LINES):
            amounts = [found.get(column, {}).get(line["number"]) for column in columns]
            plan, actual = amounts[0], amounts[-1]
            rest = [None if plan is None or actual is None else actual - plan] if alone else []
            yield (line["number"], Text.from_value(line["title"]), *amounts, *rest)

    return Table.of((_NUMBER, _ITEM, *shown), rows())
