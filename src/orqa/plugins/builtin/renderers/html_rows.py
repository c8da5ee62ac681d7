"""The rows of a table as HTML, many at a time: the one part of a page that may have a million lines."""

import re
from collections.abc import Callable, Iterator
from html import escape
from itertools import islice
from typing import TYPE_CHECKING

from orqa.reporting import words
from orqa.reporting.characters import UNSAFE_CLASS, visible
from orqa.reporting.formatting import Style
from orqa.reporting.grid import Grid

if TYPE_CHECKING:
    from orqa.reporting.columns import Column

_BATCH = 100
_HARMLESS = re.compile(rf"[^&<>\"'{UNSAFE_CLASS}]*")
"""Text without a character that HTML or a screen gives a meaning; most rows are that, and need no further look."""


def body(grid: Grid, style: Style) -> Iterator[str]:
    """The ``<tbody>`` elements, one for each group after an empty first one, in pieces of many rows."""
    write = _row_writer(grid)
    rows = ((_group(line, grid) if line is not None else "") + write(cells) for line, cells in grid.lines())
    empty = True
    yield "<tbody>"
    while batch := list(islice(rows, _BATCH)):
        empty = False
        yield "".join(batch)
    if empty:
        yield f'<tr><td class="none" colspan="{len(grid.columns)}">{_safe(style.say(words.NO_ROWS))}</td></tr>'
    yield "</tbody>"


def _group(line: str, grid: Grid) -> str:
    """End the group before (at the first, an empty one) and begin the next."""
    across = f'colspan="{len(grid.columns)}" scope="rowgroup"'
    return f'</tbody>\n<tbody><tr class="group"><th {across}>{_safe(line)}</th></tr>\n'


def html_class(column: "Column") -> str:
    """How the cells of a column are set: to the right, on one line, or (empty) as text."""
    return "right" if column.at_the_right else "line" if column.on_one_line else ""


def _row_writer(grid: Grid) -> Callable[[list[str]], str]:
    marks = (html_class(column) for column in grid.columns)
    row = "<tr>" + "".join(f'<td class="{mark}">%s</td>' if mark else "<td>%s</td>" for mark in marks) + "</tr>\n"
    harmless = _HARMLESS.fullmatch

    def write(cells: list[str]) -> str:
        if not harmless("\n".join(cells)):
            cells = [_safe(cell) for cell in cells]
        return row % tuple(cells)

    return write


def _safe(text: str) -> str:
    return escape(visible(text))
