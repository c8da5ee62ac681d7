"""Report builders, renderers and metrics of plugins, so wrapped that what fails in them says whose they are."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, BinaryIO

from attrs import evolve, frozen

from orqa.plugins.making import blamed
from orqa.reporting.blocks import Block
from orqa.reporting.context import ReportBuilder, ReportContext
from orqa.reporting.metrics import Measure, Metric, MetricContext
from orqa.reporting.model import Report
from orqa.reporting.renderer import Renderer
from orqa.reporting.tables import Row, Table

if TYPE_CHECKING:
    from orqa.office.notices import Notice
    from orqa.office.ports import Notifier
    from orqa.plugins.collecting import Contribution


@frozen
class BlamedBuilder:
    """A builder of reports: its failures, and those of its tables' rows when they are read, name its plugin."""

    contribution: "Contribution"
    builder: ReportBuilder

    def build(self, context: ReportContext) -> Report:
        """See :class:`orqa.reporting.context.ReportBuilder`.

        Raises:
            PluginFailed: in place of what the plugin raises, or when it gives no report.
        """
        with blamed(self.contribution):
            report: object = self.builder.build(context)
            if not isinstance(report, Report):
                raise TypeError(f"build() gave {type(report).__name__}, not a Report")
        sections = (evolve(part, blocks=tuple(map(self._watched, part.blocks))) for part in report.sections)
        return evolve(report, sections=tuple(sections))

    def _watched(self, block: Block) -> Block:
        if not isinstance(block, Table):
            return block
        rows = block.rows
        return evolve(block, rows=lambda: self._rows(rows))

    def _rows(self, rows: Callable[[], Iterator[Row]]) -> Iterator[Row]:
        with blamed(self.contribution):
            yield from rows()


@frozen
class BlamedRenderer:
    """A renderer: its failures name its plugin; those of the file that it writes to are told as they are."""

    contribution: "Contribution"
    renderer: Renderer

    def render(self, report: Report, out: BinaryIO) -> None:
        """See :class:`orqa.reporting.renderer.Renderer`.

        Raises:
            PluginFailed: in place of what the plugin raises.
        """
        with blamed(self.contribution, OSError):
            self.renderer.render(report, out)


@frozen
class BlamedMetric:
    """A metric: its failures name its plugin."""

    contribution: "Contribution"
    metric: Metric

    def measure(self, context: MetricContext) -> Measure:
        """See :class:`orqa.reporting.metrics.Metric`.

        Raises:
            PluginFailed: in place of what the plugin raises, or when it gives no measure.
        """
        with blamed(self.contribution):
            measure: object = self.metric.measure(context)
            if not isinstance(measure, Measure):
                raise TypeError(f"measure() gave {type(measure).__name__}, not a Measure")
        return measure


@frozen
class BlamedNotifier:
    """A notifier: its failures name its plugin; those of files and connections are told as they are."""

    contribution: "Contribution"
    notifier: "Notifier"

    def deliver(self, notice: "Notice") -> None:
        """See :class:`orqa.office.ports.Notifier`.

        Raises:
            PluginFailed: in place of what the plugin raises.
        """
        with blamed(self.contribution, OSError):
            self.notifier.deliver(notice)
