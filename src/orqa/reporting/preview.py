"""A short look at a report or table, as notebooks show it by themselves; a renderer shows the whole."""

from collections.abc import Iterator
from html import escape
from itertools import islice

from orqa.base.language import Text
from orqa.reporting import words
from orqa.reporting.characters import visible
from orqa.reporting.formatting import Style
from orqa.reporting.model import Report
from orqa.reporting.tables import Table

ROWS = 20
"""How many rows a preview shows: it may stand over a million."""

_LEFT, _RIGHT = ' style="text-align:left"', ' style="text-align:right"'
"""Notebooks set every cell to the right by themselves; colours are left to their theme, light or dark."""


def table_preview(table: Table, style: Style | None = None, rows: int = ROWS) -> str:
    """The first rows of a table as HTML, with all its columns."""
    return "".join(_table(table, style or table.style, rows))


def table_alone(table: Table, rows: int = ROWS) -> str:
    """The first rows of a table that stands alone in a notebook, without personal data unless the table shows them."""
    if table.shows_personal:
        note = left_out_note(table)
        return table_preview(table, rows=rows) + (_said(table.style, note) if note else "")
    rest = table.without_personal()
    shown = table_preview(rest, rows=rows) if rest else ""
    return shown + "".join(_said(table.style, note) for note in (hidden_note(table), left_out_note(table)) if note)


def _said(style: Style, note: Text) -> str:
    return f'<p lang="{_text(style.language)}">{_text(style.say(note))}</p>'


def hidden_note(table: Table) -> Text | None:
    """Which columns a table that stands alone does not show; None for none."""
    hidden = [table.style.say(column.title) for column in table.columns if column.personal]
    return words.PERSONAL_HIDDEN.fill(columns=", ".join(hidden)) if hidden and not table.shows_personal else None


def left_out_note(table: Table) -> Text | None:
    """How many rows a table does not show, as whoever asked may not see them; None for none."""
    number = table.style.number(table.left_out)
    return words.LEFT_OUT.fill(number=number) if table.left_out else None


def report_preview(report: Report, rows: int = ROWS) -> str:
    """Title and first rows of each table of a report as HTML."""
    parts = [table_preview(table, report.style, rows) for table in report.tables]
    return f'<div lang="{_text(report.language)}"><h3>{_text(report.say(report.title))}</h3>{"".join(parts)}</div>'


def _table(table: Table, style: Style, rows: int) -> Iterator[str]:
    printers = [style.column_printer(column) for column in table.columns]
    sides = [_RIGHT if column.at_the_right else _LEFT for column in table.columns]
    yield f'<table lang="{_text(style.language)}">'
    if table.title:
        yield f"<caption>{_text(style.say(table.title))}</caption>"
    titles = (_text(style.say(column.title)) for column in table.columns)
    heads = (f"<th{side}>{title}</th>" for side, title in zip(sides, titles, strict=True))
    yield f"<thead><tr>{''.join(heads)}</tr></thead><tbody>"
    first = list(islice(table.rows(), rows + 1))
    for row in first[:rows]:
        cells = (_text(write(cell)) for write, cell in zip(printers, row, strict=True))
        yield f"<tr>{''.join(f'<td{side}>{cell}</td>' for side, cell in zip(sides, cells, strict=True))}</tr>"
    yield "</tbody></table>"
    if len(first) > rows:
        yield f"<p>{_text(style.say(words.AND_MORE.fill(shown=style.number(rows))))}</p>"


def _text(text: str) -> str:
    return escape(visible(text))
