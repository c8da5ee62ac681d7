"""Reports, tables and charts in notebooks: ``%load_ext orqa.notebook``."""

from decimal import Decimal
from functools import partial
from itertools import islice
from operator import index
from typing import TYPE_CHECKING, Any, Protocol

from orqa.base.language import Text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from orqa.reporting.blocks import Block, Chart
    from orqa.reporting.model import Report
    from orqa.reporting.tables import Table

ROWS = 200
"""How many rows of each table a notebook shows; a table may have a million."""

_FIRST = Text.of(th="แสดงเพียง {rows} แถวแรกของแต่ละตาราง", en="Only the first {rows} rows of each table are shown.")


class Counts(Protocol):
    """Numbers by what they are of: a dictionary, a series of pandas."""

    def items(self) -> "Iterable[tuple[Any, Any]]":
        """Each with its number."""


def load_ipython_extension(shell: Any) -> None:
    """Show every report, table and chart of the notebook as its HTML file would look; called by IPython."""
    from orqa.reporting.blocks import Chart
    from orqa.reporting.model import Report
    from orqa.reporting.tables import Table

    html = shell.display_formatter.formatters["text/html"]
    html.for_type(Report, report_html)
    html.for_type(Table, table_html)
    html.for_type(Chart, chart_html)


def unload_ipython_extension(shell: Any) -> None:
    """Show them as short previews again; called by IPython."""
    from orqa.reporting.blocks import Chart
    from orqa.reporting.model import Report
    from orqa.reporting.tables import Table

    html = shell.display_formatter.formatters["text/html"]
    html.pop(Report, None)
    html.pop(Table, None)
    html.pop(Chart, None)


def report_html(report: "Report", rows: int = ROWS) -> str:
    """The report as HTML for a cell, with at most so many rows of each table."""
    from orqa.plugins.builtin.renderers.html_renderer import HtmlRenderer

    return HtmlRenderer().fragment(_shortened(report, rows))


def table_html(table: "Table", rows: int = ROWS) -> str:
    """The table as HTML for a cell, with at most so many rows; without personal data unless the table shows them."""
    from orqa.plugins.builtin.renderers.html_renderer import HtmlRenderer
    from orqa.reporting.blocks import Paragraph
    from orqa.reporting.model import Report, Section
    from orqa.reporting.preview import hidden_note

    shown = table if table.shows_personal else table.without_personal()
    note = hidden_note(table)
    blocks: list[Block] = [*([shown] if shown else []), *([Paragraph(note)] if note else [])]
    report = Report(
        name="table",
        title=table.title or Text.of(th="ตาราง", en="Table"),
        sections=(Section(tuple(blocks)),),
        style=table.style,
    )
    return HtmlRenderer().fragment(_shortened(report, rows), heading=False)


def chart_html(chart: "Chart") -> str:
    """The chart as HTML for a cell, drawn without any script."""
    from orqa.plugins.builtin.renderers.html_renderer import HtmlRenderer
    from orqa.reporting.model import Report, Section

    report = Report(name="chart", title=chart.title, sections=(Section((chart,)),))
    return HtmlRenderer().fragment(report, heading=False)


def bars(title: str | Text, counts: "Counts", unit: str | Text | None = None) -> "Chart":
    """A chart with a bar for each of these counts: a dictionary, or a series of pandas.

    Args:
        title: what it tells.
        counts: numbers by what they are of.
        unit: of what, such as ฉบับ.
    """
    from orqa.reporting.blocks import Chart, ChartKind, Series

    told = Text.from_value(title)
    found = [(str(label), _number(value)) for label, value in counts.items()]
    return Chart(
        kind=ChartKind.BAR,
        title=told,
        categories=tuple(Text.from_value(label) for label, _ in found),
        series=(Series(told, tuple(value for _, value in found)),),
        unit=None if unit is None else Text.from_value(unit),
    )


def _number(value: Any) -> "int | Decimal | None":
    """A count of pandas or numpy is no int, though it is a whole number; what has no value is none."""
    if value != value or value is None:  # noqa: PLR0124 - only what is not a number differs from itself
        return None
    return value if isinstance(value, Decimal) else index(value)


def _shortened(report: "Report", rows: int) -> "Report":
    from attrs import evolve

    from orqa.reporting.blocks import Paragraph
    from orqa.reporting.model import Section

    sections = tuple(evolve(s, blocks=tuple(_first(block, rows) for block in s.blocks)) for s in report.sections)
    if any(_longer(table, rows) for table in report.tables):
        note = Paragraph(_FIRST.fill(rows=report.style.number(rows)))
        sections = (*sections, Section((note,)))
    return evolve(report, sections=sections)


def _first(block: "Block", rows: int) -> "Block":
    from attrs import evolve

    from orqa.reporting.tables import Table

    if not isinstance(block, Table):
        return block
    return evolve(block, rows=partial(_islice, block, rows), columnar=None, arrow=None)


def _islice(table: "Table", rows: int) -> Any:
    return islice(table.rows(), rows)


def _longer(table: "Table", rows: int) -> bool:
    return next(islice(table.rows(), rows, None), None) is not None
