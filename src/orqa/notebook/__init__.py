"""Reports and tables in notebooks: ``%load_ext orqa.notebook``."""

from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, Any

from orqa.base.language import Text

if TYPE_CHECKING:
    from orqa.reporting.blocks import Block
    from orqa.reporting.model import Report
    from orqa.reporting.tables import Table

ROWS = 200
"""How many rows of each table a notebook shows; a table may have a million."""

_FIRST = Text.of(th="แสดงเพียง {rows} แถวแรกของแต่ละตาราง", en="Only the first {rows} rows of each table are shown.")


def load_ipython_extension(shell: Any) -> None:
    """Show every report and table of the notebook as its HTML file would look; called by IPython."""
    from orqa.reporting.model import Report
    from orqa.reporting.tables import Table

    html = shell.display_formatter.formatters["text/html"]
    html.for_type(Report, report_html)
    html.for_type(Table, table_html)


def unload_ipython_extension(shell: Any) -> None:
    """Show them as short previews again; called by IPython."""
    from orqa.reporting.model import Report
    from orqa.reporting.tables import Table

    html = shell.display_formatter.formatters["text/html"]
    html.pop(Report, None)
    html.pop(Table, None)


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
    return evolve(block, rows=partial(_islice, block, rows), columnar=None)


def _islice(table: "Table", rows: int) -> Any:
    return islice(table.rows(), rows)


def _longer(table: "Table", rows: int) -> bool:
    return next(islice(table.rows(), rows, None), None) is not None
