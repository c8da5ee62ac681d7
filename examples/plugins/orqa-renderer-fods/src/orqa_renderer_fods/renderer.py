"""Writes a report as a flat OpenDocument spreadsheet, row by row."""

from collections.abc import Iterable, Iterator
from typing import BinaryIO

from orqa.base.language import Text
from orqa.reporting.blocks import Chart, Figure, Paragraph
from orqa.reporting.columns import Column
from orqa.reporting.model import Report, Section
from orqa.reporting.outline import chart_table, closings, figure_text, head, left_out
from orqa.reporting.tables import Table
from orqa_renderer_fods.cells import cell_writer, escaped, text_cell
from orqa_renderer_fods.styles import FOOT, HEAD, column_style

SUMMARY = Text.of(th="สรุป", en="Summary")
_FORBIDDEN = str.maketrans(dict.fromkeys("[]*?:/\\'", " "))
_NAME_LIMIT = 31  # what Excel takes, should the file be saved for it
_BATCH = 20
"""Rows that are written at a time; more would be no faster and take memory."""


class FodsRenderer:
    """One sheet for the words of a report, then one sheet for each of its tables and charts.

    Charts are written as their numbers. What is typed (numbers, dates, money, yes and no) is typed in the sheet; a
    number of more than 15 digits, which a spreadsheet would round, is text.
    """

    def render(self, report: Report, out: BinaryIO) -> None:
        """Write ``report`` to ``out``."""
        lines: list[str] = []
        for line in _document(report):
            lines.append(line)
            if len(lines) == _BATCH:
                out.write("".join(lines).encode())
                lines.clear()
        out.write("".join(lines).encode())


def _document(report: Report) -> Iterator[str]:
    yield HEAD
    yield from _sheet(report.say(SUMMARY), (), _rows_of_text(_summary(report)))
    number = 0
    for section in report.sections:
        for table in _tables(section):
            number += 1
            yield from _sheet(_name(number, table, section, report), table.columns, _table(table, report))
    yield FOOT


def _sheet(name: str, columns: Iterable[Column], rows: Iterable[str]) -> Iterator[str]:
    yield f'<table:table table:name="{escaped(name)}">\n'
    yield "".join(f'<table:table-column table:style-name="{column_style(c)}"/>' for c in columns) or (
        '<table:table-column table:style-name="wide" table:number-columns-repeated="2"/>'
    )
    yield "\n"
    yield from rows
    yield "</table:table>\n"


def _table(table: Table, report: Report) -> Iterator[str]:
    titles = "".join(text_cell(report.say(column.title), "head") for column in table.columns)
    yield f"<table:table-header-rows>{_row(titles)}</table:table-header-rows>\n"
    writers = [cell_writer(column.type, report.style) for column in table.columns]
    for row in table.rows():
        yield _row("".join([write(cell) for write, cell in zip(writers, row, strict=True)]))


def _tables(section: Section) -> Iterator[Table]:
    for block in section.blocks:
        if isinstance(block, Table):
            yield block
        elif isinstance(block, Chart):
            yield chart_table(block)


def _name(number: int, table: Table, section: Section, report: Report) -> str:
    """A name that no other sheet has, from the title of the table or else of its section."""
    title = table.title or section.title
    told = report.say(title).translate(_FORBIDDEN) if title else ""
    return " ".join(f"{number} {told}".split())[:_NAME_LIMIT].strip()


def _summary(report: Report) -> Iterator[tuple[str, ...]]:
    """All but the tables, a line each."""
    yield (report.say(report.title),)
    yield from head(report)
    if missing := left_out(report):
        yield (missing,)
    for section in report.sections:
        yield from _words(section, report)
    for closing in closings(report):
        yield from ((), (closing.title,), *((item,) for item in closing.items))


def _words(section: Section, report: Report) -> Iterator[tuple[str, ...]]:
    if section.title:
        yield from ((), (report.say(section.title),))
    for block in section.blocks:
        match block:
            case Paragraph():
                yield (report.say(block.text),)
            case Figure():
                yield report.say(block.label), figure_text(block, report.style)
            case Table() | Chart() if block.title:
                yield (report.say(block.title),)


def _rows_of_text(lines: Iterable[tuple[str, ...]]) -> Iterator[str]:
    return (_row("".join(map(text_cell, line)) or "<table:table-cell/>") for line in lines)


def _row(cells: str) -> str:
    return f"<table:table-row>{cells}</table:table-row>\n"
