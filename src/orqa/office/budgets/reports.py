"""The reports of a budget (รายงานงบประมาณ): registers, comparisons, charts, statements; made where they are asked for.

What makes them is loaded by the first of them: whoever moves money or reads balances needs none of it.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from orqa.domain.budgets.rates import NATIONAL
from orqa.domain.budgets.records import BudgetLine
from orqa.office.budgets.quarter_plans import QuarterPlans
from orqa.reporting.audience import Audience

if TYPE_CHECKING:
    from orqa.base.years import Year
    from orqa.office.budgets.statement import Figures
    from orqa.reporting.blocks import Chart
    from orqa.reporting.model import Report


class BudgetReports(QuarterPlans):
    """What is read of a budget: registers, comparisons, charts, the statement of own money."""

    def register(
        self,
        line: BudgetLine | str = "",
        year: "Year | None" = None,
        *,
        form: str = "",
        audience: Audience | str = Audience.INTERNAL,
        language: str | None = None,
    ) -> "Report":
        """The control register of a line, or of all lines of a year that hold money (ทะเบียนคุมงบประมาณ).

        Its lines are read when the report is written. The public edition has totals by quarter alone.

        Args:
            line: the line, its id, or its code; of one that holds no money the register of the line that does.
            year: the fiscal year; by default that of the line, or of today.
            form: of its columns, by the rule ``budget_books.register_columns``: ``stages`` or ``running``.
            audience: ``internal`` or ``public``.
            language: of its text; by default the office's own.

        Raises:
            NotFound: when there is no such line.
            NoMoney: when neither it nor a line above it holds money.
            UnknownDimension: when there is no such form.
        """
        from orqa.office.budgets.books import BudgetBooks

        books = BudgetBooks(self._office, self._recording)
        return books.register(line, year, form=form, audience=audience, language=language)

    def compare(  # noqa: PLR0913 - what is compared and how, by name
        self,
        year: "Year | None" = None,
        by: Iterable[str] | Iterable[Sequence[str]] = ("fund", "category"),
        *,
        quarter: int | None = None,
        fund: str = "",
        mixed: bool = False,
        form: str = "",
        convention: str = "",
        advances: str = "",
        audience: Audience | str = Audience.INTERNAL,
        language: str | None = None,
    ) -> "Report":
        """Plan and actual summed by axes, and by quarter against the cabinet's targets (เปรียบเทียบแผนกับผล).

        Two funds are never added up unasked: where lines have several, the fund is the outermost axis.

        Args:
            year: the fiscal year; by default that of today.
            by: the axes, the outermost first: ``fund``, ``basis``, ``plan``, ``output``, ``project``, ``activity``,
                ``category``, ``nature``, ``unit``; or ``line`` alone for the tree of lines. Several such lists make
                several tables.
            quarter: up to whose end is counted; by default the one that today is in, or the last.
            fund: of this fund alone.
            mixed: whether funds are added up.
            form: of the columns, by the rule ``budget_books.summary_columns``.
            convention: how percents are rounded, by the rule ``percent.convention``; by default its usual one.
            advances: ``apart`` or ``disbursed``; by default as the rule ``percent.advances`` says.
            audience: ``internal`` or ``public``; totals are public.
            language: of its text; by default the office's own.

        Raises:
            UnknownTerm: when there is no such axis.
            UnknownDimension: when there is no such form or convention.
            BudgetRefused: when no axis is named, there is no such quarter, or nothing of the fund.
        """
        from orqa.office.budgets.books import BudgetBooks

        books = BudgetBooks(self._office, self._recording)
        return books.compare(
            year,
            by,
            quarter=quarter,
            fund=fund,
            mixed=mixed,
            form=form,
            convention=convention,
            advances=advances,
            audience=audience,
            language=language,
        )

    def chart(  # noqa: PLR0913 - what is drawn, by name
        self,
        year: "Year | None" = None,
        *,
        fund: str = NATIONAL,
        nature: str = "total",
        measure: str = "disbursed",
        convention: str = "",
        advances: str = "",
    ) -> "Chart":
        """What is left of a fund's budget at the end of each quarter, against what the cabinet's targets leave.

        Args:
            year: the fiscal year; by default that of today.
            fund: whose lines.
            nature: ``total``, ``recurrent`` or ``investment``.
            measure: ``disbursed``, or ``committed`` for what is bound, too.
            convention: how percents are rounded; see :meth:`compare`.
            advances: whether what is lent counts as disbursed; see :meth:`compare`.

        Raises:
            BudgetRefused: when the year has no such lines.
        """
        from orqa.office.budgets.books import BudgetBooks

        books = BudgetBooks(self._office, self._recording)
        return books.chart(year, fund=fund, nature=nature, measure=measure, convention=convention, advances=advances)

    def statement(
        self,
        figures: "Figures",
        *,
        places: Mapping[str, str] | None = None,
        audience: Audience | str = Audience.INTERNAL,
        language: str | None = None,
    ) -> "Report":
        """The statement of own money (สถานะเงินนอกงบประมาณ) in the lines of the Budget Bureau, plan beside actual.

        What lines of own income were allotted is the plan of their spending, what was paid the actual; actual income is
        what the university kept of its receipts, where none is given. What the ledger does not hold is given; a sum
        that is given stays as it is, and a finding tells where its parts differ.

        Args:
            figures: by year, then ``plan`` or ``actual``, the amounts by the numbers of the lines: what was brought
                forward (1) into the first year, income (2.1 to 2.8), and spending that no line tells. What is given
                stands in the place of what the ledger tells.
            places: numbers by the codes of lines (``{"R1": "6.1.1"}``); else the rule
                ``budget_books.statement_places`` tells them.
            audience: ``internal`` or ``public``; totals are public.
            language: of its text; by default the office's own.

        Raises:
            BudgetRefused: when nothing tells what was brought forward, or where a line or income belongs, or there
                is no such number, kind or year.
        """
        from orqa.office.budgets.statement import BudgetStatements

        statements = BudgetStatements(self._office, self._recording)
        return statements.statement(figures, places=places, audience=audience, language=language)
