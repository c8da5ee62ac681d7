"""The action plan of a year in reports; the public edition has plan and actual, and nothing of a person."""

from orqa.base.years import Year
from orqa.office.budgets.plan_report import plan_report
from orqa.office.errors import PeriodNeeded
from orqa.office.snapshots import office_of
from orqa.reporting.context import ReportContext
from orqa.reporting.model import Report


class ActionPlanReport:
    """Builds the report of the projects of the period."""

    def build(self, context: ReportContext) -> Report:
        """As :meth:`orqa.office.budgets.project_reading.ProjectReading.report` gives it.

        Raises:
            PeriodNeeded: when the report is about no year of a kind.
        """
        if not isinstance(context.period, Year):
            raise PeriodNeeded(context.period)
        return plan_report(office_of(context), context.period, context.audience, context.language)
