"""The books of the budget (บัญชีและรายงานงบประมาณ): control register, plan and actual, spending by quarter."""

from collections.abc import Iterable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Final

from orqa.base.language import Text
from orqa.domain.budgets.errors import BudgetRefused
from orqa.domain.budgets.percents import decide_convention
from orqa.domain.budgets.quarters import quarter_of
from orqa.domain.budgets.rates import NATIONAL
from orqa.domain.budgets.records import BudgetLine
from orqa.domain.budgets.spending_rates import decide_advances
from orqa.office.budgets import comparing, register
from orqa.office.budgets.book_report import BookReport
from orqa.office.budgets.comparing import LINE, Counting, axis_table, summed, tree_table
from orqa.office.budgets.flows import YearFlows
from orqa.office.budgets.quarter_plans import QuarterPlans
from orqa.office.budgets.quarters import TOTAL, ByQuarter, Groups, Targets, groups_of
from orqa.office.budgets.register import RegisterLines, register_columns, totals_table
from orqa.office.budgets.time_targets import TimeTargets
from orqa.office.budgets.words import ADVANCES_COUNT, AXIS_TITLES, NO_QUARTER, ROUNDED, numeral, quarter_text
from orqa.reporting.audience import Audience
from orqa.reporting.formatting import Style
from orqa.reporting.model import Fact, Report, Section

if TYPE_CHECKING:
    from orqa.base.years import Year
    from orqa.domain.budgets.flows import Flow
    from orqa.reporting.blocks import Block, Chart
    from orqa.reporting.tables import Table
    from orqa.rules.views import Reading

REGISTER: Final = Text.of(th="ทะเบียนคุมงบประมาณ", en="Control register of the budget")
COMPARISON: Final = Text.of(th="ผลการใช้จ่ายงบประมาณเทียบแผน", en="Budget, plan and actual")
USUAL: Final = (("fund", "category"), ("fund", "nature"), ("fund", "plan"), ("fund", "unit"), (LINE,))
"""What the report of a year shows, one table each."""

_LINE = Text.of(th="{code} {title}", en="{code} {title}")
_FOR = Text.of(th="{asked} (เงินอยู่ที่รายการ {line})", en="{asked} (its money is on {line})")
_ASKED = Text.of(th="รายการที่ขอดู", en="Asked for")
_BY_AXES = Text.of(th="จำแนกตาม{axes}", en="By {axes}")
_BY_LINES = Text.of(th="ตามลำดับชั้นรายการ", en="By line")
_BY_QUARTER = Text.of(th="รายไตรมาสเทียบเป้าหมาย", en="By quarter, against the targets")
_UNTIL = Text.of(th="สะสมถึงสิ้น", en="Up to the end of")
_ROUNDING = Text.of(th="การปัดเศษร้อยละ", en="Rounding of percents")
_NOTE = Text.of(th="หมายเหตุ", en="Note")
_NO_LINES = Text.of(
    en="the fiscal year has no lines of {fund} that hold money; look at the codes of its funds",
    th="ปีงบประมาณนี้ไม่มีรายการที่มีเงินของ {fund} โปรดตรวจรหัสแหล่งเงิน",
)
_NO_AXIS = Text.of(
    en="name an axis to sum by, such as fund or category",
    th="โปรดระบุแกนที่จะรวม เช่น fund (แหล่งเงิน) หรือ category (งบรายจ่าย)",
)


class BudgetBooks(QuarterPlans):
    """Makes registers, comparisons and charts."""

    def register(
        self,
        line: BudgetLine | str,
        year: "Year | None",
        *,
        form: str,
        audience: Audience | str,
        language: str | None,
    ) -> Report:
        """As :meth:`orqa.office.budgets.reports.BudgetReports.register` tells."""
        office, known = self._office, self.line(line, year) if line else None
        named = office.written_year(known.year) if known else None
        period = office.year("fiscal", named) if known or year is None else year
        lines = [self.funded(known)] if known else [one for one in self.lines(period) if one.holds_money]
        reading = office.rules(period.first).reading()
        columns = register_columns(reading, form or reading.value(register.FORM))
        flows = self._flows(period, reading, lines[0].id if known else "")
        currency, shown = self.currency(period.first), Audience(audience)
        last = self._quarter(flows, None)
        sections = []
        for one in lines:
            parts: list[Block] = []
            if shown is Audience.INTERNAL:
                parts.append(RegisterLines(partial(office.reading, personal=True), one, currency).table(columns))
            parts.append(totals_table(columns, flows, one, currency, last))
            sections.append(Section(tuple(parts), _named(one)))
        drawing = known is not None and known.id != lines[0].id
        facts = [Fact(_ASKED, _FOR.fill(asked=_named(known), line=lines[0].code))] if known and drawing else []
        book = BookReport(office, period, currency, shown, language)
        return book.report("budget-register", REGISTER, sections, reading.decision(None, {}).citations, facts)

    def compare(  # noqa: PLR0913 - what is compared and how, by name
        self,
        year: "Year | None",
        by: Iterable[str] | Iterable[Sequence[str]],
        *,
        quarter: int | None,
        fund: str,
        mixed: bool,
        form: str,
        convention: str,
        advances: str,
        audience: Audience | str,
        language: str | None,
    ) -> Report:
        """As :meth:`orqa.office.budgets.reports.BudgetReports.compare` tells."""
        office = self._office
        period = year or office.year("fiscal")
        reading = office.rules(period.first).reading()
        lines, flows = self._lines_of(period, fund), self._flows(period, reading)
        last, counting = self._quarter(flows, quarter), self._counting(reading, convention, advances)
        book = BookReport(office, period, counting.currency, Audience(audience), language)

        def until(line: BudgetLine) -> "Flow":
            return flows.until(line.id, last)

        chosen = form or reading.value(comparing.FORM)
        sections = []
        for axes in _tables(by):
            title, table = self._summed(axes, lines, until, (reading, chosen, counting, book), mixed=mixed)
            sections.append(Section((table,), title))
        funded = [line for line in lines if line.holds_money]
        by_quarter = self._by_quarter(period, flows, groups_of(funded), counting)
        blocks: list[Block] = [by_quarter.table(book.title)]
        if (NATIONAL, TOTAL) in by_quarter.groups:
            blocks += [by_quarter.chart(NATIONAL, TOTAL, "disbursed", book.title), *by_quarter.pace()]
            read = by_quarter.targets.read
            timed = TimeTargets(
                profile=office.profile, calendar=office.calendar, year=period, today=office.today(), read=read
            )
            blocks += timed.tables()
        sections.append(Section(tuple(blocks), _BY_QUARTER))
        cited = dict.fromkeys((*reading.decision(None, {}).citations, *by_quarter.targets.read))
        return book.report("budget-comparison", COMPARISON, sections, cited, _facts(counting, last))

    def _summed(
        self,
        axes: tuple[str, ...],
        lines: Sequence[BudgetLine],
        until: "comparing.FlowOf",
        how: "tuple[Reading, str, Counting, BookReport]",
        *,
        mixed: bool,
    ) -> "tuple[Text, Table]":
        """One table of a comparison, and its title."""
        reading, form, counting, book = how
        if axes == (LINE,):
            return _BY_LINES, tree_table(lines, until, reading, form, counting)
        funded = [line for line in lines if line.holds_money]
        several = len({line.fund for line in funded}) > 1
        if several and not mixed and axes[0] != "fund":
            axes = ("fund", *(axis for axis in axes if axis != "fund"))
        found = summed(funded, until, axes)
        listed = Text(
            tuple((one, ", ".join(AXIS_TITLES[axis].in_language(one) for axis in axes)) for one in ("en", "th"))
        )
        return _BY_AXES.fill(axes=listed), axis_table(found, reading, form, counting, book.value)

    def chart(  # noqa: PLR0913 - what is drawn, by name
        self,
        year: "Year | None",
        *,
        fund: str,
        nature: str,
        measure: str,
        convention: str,
        advances: str,
    ) -> "Chart":
        """As :meth:`orqa.office.budgets.reports.BudgetReports.chart` tells."""
        period = year or self._office.year("fiscal")
        reading = self._office.rules(period.first).reading()
        groups = groups_of(line for line in self.lines(period) if line.holds_money)
        if (fund, nature) not in groups:
            raise BudgetRefused(_NO_LINES.fill(fund=fund))
        counting = self._counting(reading, convention, advances)
        found = self._by_quarter(period, self._flows(period, reading), groups, counting)
        book = BookReport(self._office, period, counting.currency, Audience.INTERNAL, None)
        return found.chart(fund, nature, measure, book.title)

    # ------------------------------------------------------------------ what the books are made of

    def _lines_of(self, year: "Year", fund: str) -> list[BudgetLine]:
        chosen = [line for line in self.lines(year) if fund in {"", line.fund}]
        if fund and not any(line.holds_money for line in chosen):
            raise BudgetRefused(_NO_LINES.fill(fund=fund))
        return chosen

    def _quarter(self, flows: YearFlows, asked: int | None) -> int:
        quarters, today = flows.quarters, self._office.today()
        if asked is None:
            inside = quarters[0].first <= today <= quarters[-1].last
            return quarter_of(quarters, today) if inside else len(quarters)
        if not 1 <= asked <= len(quarters):
            raise BudgetRefused(NO_QUARTER.fill(last=len(quarters), asked=asked))
        return asked

    def _counting(self, reading: "Reading", convention: str, advances: str) -> Counting:
        view = reading.view
        return Counting(
            currency=reading.value("spending.currency"),
            convention=reading.adopt(decide_convention(view.reading(), convention)),
            advances=reading.adopt(decide_advances(view.reading(), advances)),
            digits=Style.of_profile(self._office.profile).digits,
        )

    def _by_quarter(self, year: "Year", flows: YearFlows, groups: Groups, counting: Counting) -> ByQuarter:
        targets = Targets(self._office.profile.ruleset, year, {})
        return ByQuarter(
            flows=flows,
            groups=groups,
            today=self._office.today(),
            counting=counting,
            targets=targets,
            plans=self.quarter_plans(year),
        )


def _named(line: BudgetLine) -> Text:
    return _LINE.fill(code=line.code, title=line.title)


def _tables(by: Iterable[str] | Iterable[Sequence[str]]) -> list[tuple[str, ...]]:
    """The axes of each table that is asked for."""
    asked = list(by)
    tables = [tuple(map(str, asked))] if all(isinstance(axis, str) for axis in asked) else [tuple(one) for one in asked]
    if not all(tables):
        raise BudgetRefused(_NO_AXIS)
    return tables


def _facts(counting: Counting, last: int) -> list[Fact]:
    convention = counting.convention
    rounded = ROUNDED[convention.rounding].fill(places=numeral(convention.places, counting.digits))
    told = [Fact(_UNTIL, quarter_text(last, counting.digits)), Fact(_ROUNDING, rounded)]
    return [*told, Fact(_NOTE, ADVANCES_COUNT)] if counting.counts_advances else told
