"""The books of the budget as reports: control register, plan and actual; the public editions have totals alone."""

from orqa.base.years import FiscalYear, Year
from orqa.office.budgets.books import USUAL
from orqa.office.office import Office
from orqa.office.snapshots import office_of
from orqa.reporting.context import ReportContext
from orqa.reporting.model import Report


class BudgetRegisterReport:
    """Builds the control register of each line of the fiscal year that holds money."""

    def build(self, context: ReportContext) -> Report:
        """The registers, as :meth:`orqa.office.budgets.reports.BudgetReports.register` gives them."""
        office = office_of(context)
        return office.budgets.register(
            year=_fiscal(context, office), audience=context.audience, language=context.language
        )


class BudgetComparisonReport:
    """Builds plan and actual by category, nature, plan and unit of each fund, by line, and by quarter."""

    def build(self, context: ReportContext) -> Report:
        """The tables, as :meth:`orqa.office.budgets.reports.BudgetReports.compare` gives them."""
        office = office_of(context)
        return office.budgets.compare(
            _fiscal(context, office), USUAL, audience=context.audience, language=context.language
        )


def _fiscal(context: ReportContext, office: Office) -> Year:
    """The fiscal year that the report is about: the period, or the one that its last day, or today, is in."""
    period = context.period
    if isinstance(period, FiscalYear):
        return period
    return office.budgets.fiscal_year(min(period.last, context.at.date()))
