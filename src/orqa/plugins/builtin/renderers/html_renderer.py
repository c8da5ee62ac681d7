"""Reports as one web page to read and to print."""

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, Any, BinaryIO

from orqa.plugins.builtin.renderers.charts import draw
from orqa.plugins.builtin.renderers.html_rows import body, html_class
from orqa.plugins.builtin.renderers.output import text_into
from orqa.reporting.blocks import Block, Chart, Figure, Paragraph
from orqa.reporting.characters import visible
from orqa.reporting.grid import Grid
from orqa.reporting.model import Report, Section
from orqa.reporting.outline import chart_table, closings, figure_text, head, left_out
from orqa.reporting.tables import Table

if TYPE_CHECKING:
    from jinja2 import Template

WIDE = 7
"""A report with a table of so many columns side by side is printed across the page."""


class HtmlRenderer:
    """Writes a page that needs nothing else: no script, no font, no picture from elsewhere.

    It names its language, so that browsers break Thai lines between words; column heads repeat on every printed page
    and are told to screen readers; it follows the reader's choice of light or dark. All text of data is escaped, and
    a content security policy forbids whatever might slip through to load or run anything.
    """

    def render(self, report: Report, out: BinaryIO) -> None:
        """Write ``report`` to ``out``."""
        with text_into(out) as text:
            text.writelines(_template("report.html.jinja").generate(_page(report)))

    def fragment(self, report: Report, *, heading: bool = True) -> str:
        """The report with its style but without the page around it, for a cell of a notebook.

        Args:
            report: what is shown.
            heading: whether with its title and the facts under it.
        """
        return _template("fragment.html.jinja").render(_page(report) | {"heading": heading})


@cache
def _template(name: str) -> "Template":
    from jinja2 import Environment, PackageLoader, StrictUndefined

    loader = PackageLoader("orqa.plugins.builtin.renderers", "templates")
    environment = Environment(
        loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    return environment.get_template(name)


def _page(report: Report) -> dict[str, Any]:
    wide = any(len(Grid(table, report.style).columns) >= WIDE for table in report.tables)
    return {
        "heading": True,
        "language": visible(report.language),
        "title": visible(report.say(report.title)),
        "facts": [(visible(label), visible(value)) for label, value in head(report)],
        "left_out": left_out(report),
        "sections": [_section(section, report) for section in report.sections],
        "closings": [
            {"name": c.name, "title": c.title, "lines": [visible(item) for item in c.items]} for c in closings(report)
        ],
        "wide": wide,
        "counter": "thai" if report.style.digits == "thai" else "decimal",
    }


def _section(section: Section, report: Report) -> dict[str, Any]:
    return {
        "title": visible(report.say(section.title)) if section.title else "",
        "blocks": [_block(block, report) for block in section.blocks],
    }


def _block(block: Block, report: Report) -> dict[str, Any]:
    match block:
        case Paragraph():
            return {"type": "paragraph", "text": visible(report.say(block.text))}
        case Figure():
            label, value = visible(report.say(block.label)), visible(figure_text(block, report.style))
            return {"type": "figure", "label": label, "value": value}
        case Chart():
            return {"type": "chart", **_chart(block, report)}
        case Table():
            return {"type": "table", **_table(block, report)}


def _chart(chart: Chart, report: Report) -> dict[str, Any]:
    from markupsafe import Markup

    unit = f" ({report.say(chart.unit)})" if chart.unit else ""
    table = chart_table(chart)
    return {
        "title": visible(report.say(chart.title) + unit),
        "picture": Markup(draw(chart, report.style)),  # noqa: S704 - Picture escapes each text
        "table": _table(Table(table.columns, table.rows), report),
    }


def _table(table: Table, report: Report) -> dict[str, Any]:
    grid = Grid(table, report.style)
    return {
        "title": visible(report.say(table.title)) if table.title else "",
        "columns": [
            {"title": visible(title), "mark": html_class(column)}
            for title, column in zip(grid.titles, grid.columns, strict=True)
        ],
        "body": _markup(grid, report),
    }


def _markup(grid: Grid, report: Report) -> Iterator[Any]:
    from markupsafe import Markup

    return map(Markup, body(grid, report.style))  # html_rows escapes each text
