"""Metrics of the action plan (ตัวชี้วัดของแผนปฏิบัติราชการประจำปี): projects of a fiscal year that were not cancelled."""

from orqa.domain.budgets.action_plan import Project, ProjectState
from orqa.office.budgets.plan_report import met_share
from orqa.plugins.builtin.reports.reading import every
from orqa.reporting.metrics import Measure, MetricContext, percent_share
from orqa.storage.codec import Codec
from orqa.storage.query import Query, equal, is_in

_LIVE = tuple(state.value for state in ProjectState if state is not ProjectState.CANCELLED)
_CODEC = Codec([Project])


class IndicatorsMetShare:
    """Of the indicators of the year's projects that were measured, the share that reached its target."""

    def measure(self, context: MetricContext) -> Measure:
        """Nothing where nothing was measured."""
        projects = list(every(context.reader, _CODEC, Project, _of_year(context)))
        share, count = met_share(projects)
        return Measure(value=share, count=count)


class ProjectsClosedShare:
    """Of the year's projects, the share that is closed by a report."""

    def measure(self, context: MetricContext) -> Measure:
        """Nothing where the year has no project."""
        counted = context.reader.count_by(Project.kind, ("state",), _of_year(context))
        everything = sum(counted.values())
        closed = sum(number for (state,), number in counted.items() if state == ProjectState.CLOSED.value)
        share = percent_share(closed, everything)
        return Measure(value=share, count=everything)


def _of_year(context: MetricContext) -> Query:
    return equal("year", context.period.ce) & is_in("state", _LIVE)
