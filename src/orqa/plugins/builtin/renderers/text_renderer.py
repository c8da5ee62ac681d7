"""Reports as plain text for terminals and e-mail."""

from collections.abc import Iterator
from typing import BinaryIO

from attrs import frozen

from orqa.plugins.builtin.renderers.measure import measured
from orqa.plugins.builtin.renderers.output import text_into
from orqa.reporting import words
from orqa.reporting.blocks import Block, Chart, Figure, Paragraph
from orqa.reporting.characters import one_line, visible
from orqa.reporting.columns import Column
from orqa.reporting.formatting import Style
from orqa.reporting.grid import Grid
from orqa.reporting.model import Report
from orqa.reporting.outline import chart_table, closings, figure_text, head, left_out
from orqa.reporting.tables import Table
from orqa.reporting.width import display_width, wrap

WIDEST = 48
"""Cells of the widest column, unless somebody asks otherwise."""

_BETWEEN = "  "


@frozen
class TextRenderer:
    """Writes plain text in UTF-8; Thai vowels and tone marks count as no cell, so columns stand straight.

    Attributes:
        widest: cells of the widest column, 8 or more; longer text is wrapped within its column.
    """

    widest: int = WIDEST

    def render(self, report: Report, out: BinaryIO) -> None:
        """Write ``report`` to ``out``."""
        with text_into(out) as text:
            text.writelines(f"{line.rstrip()}\n" for line in self._lines(report))

    def _lines(self, report: Report) -> Iterator[str]:
        yield from _underlined(report.say(report.title), "=")
        yield from (f"{one_line(label)}: {one_line(value)}" for label, value in head(report))
        yield from filter(None, [left_out(report)])
        for section in report.sections:
            if section.title:
                yield ""
                yield from _underlined(report.say(section.title), "-")
            for block in section.blocks:
                yield ""
                yield from self._block(block, report)
        for closing in closings(report):
            yield ""
            yield from _underlined(closing.title, "-")
            yield from (f"- {one_line(item)}" for item in closing.items)

    def _block(self, block: Block, report: Report) -> Iterator[str]:
        match block:
            case Paragraph():
                yield from visible(report.say(block.text)).splitlines()
            case Figure():
                yield f"{one_line(report.say(block.label))}: {one_line(figure_text(block, report.style))}"
            case Chart():
                unit = f" ({report.say(block.unit)})" if block.unit else ""
                yield from table_lines(chart_table(block), report.style, self.widest, unit)
            case Table():
                yield from table_lines(block, report.style, self.widest)


def table_lines(table: Table, style: Style, widest: int = WIDEST, unit: str = "") -> Iterator[str]:
    """The lines of one table as plain text: its title, its heads, a rule, its rows.

    Args:
        table: what to write.
        style: in which language, era and digits.
        widest: cells of the widest column; longer text is wrapped within its column.
        unit: stands behind the title.
    """
    if table.title:
        yield one_line(style.say(table.title) + unit)
    grid = Grid(table, style)
    titles = [one_line(title) for title in grid.titles]
    clean = ((group, [one_line(cell) for cell in cells]) for group, cells in grid.lines())
    widths, lines = measured(titles, clean, widest)
    yield from _row(titles, widths, grid.columns)
    yield _BETWEEN.join("-" * width for width in widths)
    empty = True
    for group, cells in lines:
        empty = False
        if group is not None:
            yield from ("", one_line(group))
        yield from _row(cells, widths, grid.columns)
    if empty:
        yield style.say(words.NO_ROWS)


def _underlined(title: str, stroke: str) -> Iterator[str]:
    title = one_line(title)
    yield title
    yield stroke * display_width(title)


def _row(cells: list[str], widths: list[int], columns: tuple[Column, ...]) -> Iterator[str]:
    """The lines of one row: as many as its tallest cell has."""
    room = [width - display_width(cell) for cell, width in zip(cells, widths, strict=True)]
    if min(room) >= 0:  # the usual row: all on one line, each cell measured once
        yield _BETWEEN.join(
            " " * spaces + cell if column.at_the_right else cell + " " * spaces
            for cell, spaces, column in zip(cells, room, columns, strict=True)
        )
        return
    wrapped = [wrap(cell, width) for cell, width in zip(cells, widths, strict=True)]
    for number in range(max(map(len, wrapped))):
        parts = [lines[number] if number < len(lines) else "" for lines in wrapped]
        yield from _row(parts, widths, columns)
