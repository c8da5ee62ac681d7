"""A short look at a report or table, as notebooks show it by themselves; a renderer shows the whole."""

from collections.abc import Iterator
from html import escape
from itertools import islice

from orqa.reporting import words
from orqa.reporting.characters import visible
from orqa.reporting.formatting import Style
from orqa.reporting.model import Report
from orqa.reporting.tables import Table

ROWS = 20
"""How many rows a preview shows: it may stand over a million."""


def table_preview(table: Table, style: Style | None = None, rows: int = ROWS) -> str:
    """The first rows of a table as HTML."""
    return "".join(_table(table, style or Style(), rows))


def report_preview(report: Report, rows: int = ROWS) -> str:
    """Title and first rows of each table of a report as HTML."""
    parts = [table_preview(table, report.style, rows) for table in report.tables]
    return f'<div lang="{_text(report.language)}"><h3>{_text(report.say(report.title))}</h3>{"".join(parts)}</div>'


def _table(table: Table, style: Style, rows: int) -> Iterator[str]:
    printers = [style.printer(column.type) for column in table.columns]
    yield f'<table lang="{_text(style.language)}">'
    if table.title:
        yield f"<caption>{_text(style.say(table.title))}</caption>"
    yield f"<thead><tr>{''.join(f'<th>{_text(style.say(c.title))}</th>' for c in table.columns)}</tr></thead><tbody>"
    first = list(islice(table.rows(), rows + 1))
    for row in first[:rows]:
        cells = (_text(write(cell)) for write, cell in zip(printers, row, strict=True))
        yield f"<tr>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>"
    yield "</tbody></table>"
    if len(first) > rows:
        yield f"<p>{_text(style.say(words.AND_MORE.fill(shown=style.number(rows))))}</p>"


def _text(text: str) -> str:
    return escape(visible(text))
