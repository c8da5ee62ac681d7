"""The tables of reports as CSV for spreadsheets."""

import csv
from collections.abc import Callable, Iterator, Sequence
from typing import Any, BinaryIO

from attrs import frozen

from orqa.plugins.builtin.renderers.output import text_into
from orqa.plugins.builtin.renderers.values import plain, plainer
from orqa.reporting.blocks import Chart, Figure
from orqa.reporting.columns import Column, ColumnType
from orqa.reporting.formatting import Style
from orqa.reporting.guards import guarded
from orqa.reporting.model import Report
from orqa.reporting.outline import chart_table
from orqa.reporting.tables import Table


@frozen
class CsvRenderer:
    """Writes every table, one after the other with an empty line between; paragraphs are left out.

    RFC 4180 with CRLF in UTF-8, after a byte order mark unless it is switched off: without one, spreadsheet programs
    take Thai for another encoding. Dates are ISO 8601 and digits Arabic, for programs; an amount of money takes two
    columns, the second its currency. Columns that a table is grouped by are ordinary columns. Figures of a section
    stand together as a table of label, value, unit.

    Attributes:
        byte_order_mark: whether the file begins with U+FEFF.
    """

    byte_order_mark: bool = True

    def render(self, report: Report, out: BinaryIO) -> None:
        """Write the tables of ``report`` to ``out``."""
        with text_into(out, encoding="utf-8-sig" if self.byte_order_mark else "utf-8") as text:
            text.write("")
            writer = csv.writer(text, lineterminator="\r\n")
            for number, rows in enumerate(_tables(report)):
                if number:
                    text.write("\r\n")
                writer.writerows(rows)


def _tables(report: Report) -> Iterator[Iterator[Sequence[Any]]]:
    for section in report.sections:
        figures = [block for block in section.blocks if isinstance(block, Figure)]
        if figures:
            yield (_figure(figure, report.style) for figure in figures)
        for block in section.blocks:
            if isinstance(block, Chart):
                yield _rows(chart_table(block), report.style)
            elif isinstance(block, Table):
                yield _rows(block, report.style)


def _figure(figure: Figure, style: Style) -> list[Any]:
    values = _spread(figure.type, _writer(figure.type, style)(figure.value))
    return [guarded(style.say(figure.label)), *values, *([guarded(style.say(figure.unit))] if figure.unit else [])]


def _rows(table: Table, style: Style) -> Iterator[Sequence[Any]]:
    """The titles, then the rows; those with money are spread over more cells than the table has columns."""
    kinds = [column.type for column in table.columns]
    yield [title for column in table.columns for title in _titles(column, style)]
    writers = [_writer(kind, style) for kind in kinds]
    rows = ([write(cell) for write, cell in zip(writers, row, strict=True)] for row in table.rows())
    if ColumnType.MONEY not in kinds:
        yield from rows
        return
    for row in rows:
        yield [part for kind, cell in zip(kinds, row, strict=True) for part in _spread(kind, cell)]


def _titles(column: Column, style: Style) -> list[str]:
    title = guarded(style.say(column.title))
    return [title, f"{title} (ISO 4217)"] if column.type is ColumnType.MONEY else [title]


def _spread(kind: ColumnType, cell: Any) -> Sequence[Any]:
    return cell if kind is ColumnType.MONEY else (cell,)


def _writer(kind: ColumnType, style: Style) -> Callable[[Any], Any]:
    """What turns a value into its cell; money into two."""
    write = plainer(kind, style)
    match kind:
        case ColumnType.TEXT:
            return lambda value: guarded(value if type(value) is str else str(plain(value, style) or ""))
        case ColumnType.MONEY:
            return lambda value: ("", "") if value is None else (f"{value.decimal:f}", value.currency)
        case ColumnType.BOOLEAN:
            return lambda value: "" if value is None else str(value).lower()
    return lambda value: "" if value is None else write(value)
