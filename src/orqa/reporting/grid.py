"""A table as people see it: texts in rows, and the line that stands above the rows of a group."""

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from attrs import evolve

from orqa.reporting.formatting import NOTHING, Printer, Style
from orqa.reporting.tables import Table, picker

if TYPE_CHECKING:
    from orqa.reporting.columns import Column


class Grid:
    """Prints the cells of a table in a style.

    Args:
        table: what is printed.
        style: how.
        grouped: whether the columns that the table is grouped by stand above the rows; a format that cannot do
            that shows them as columns.

    Attributes:
        columns: the columns that stand beside each other.
        titles: their titles.
    """

    def __init__(self, table: Table, style: Style, *, grouped: bool = True) -> None:
        self._table = table
        self._style = style
        above = table.group_by if grouped else ()
        self._above = [place for place, column in enumerate(table.columns) if column.name in above]
        self._beside = [place for place, column in enumerate(table.columns) if column.name not in above]
        self.columns: tuple[Column, ...] = tuple(table.columns[place] for place in self._beside)
        self.titles = [style.say(column.title) for column in self.columns]

    def lines(self) -> Iterator[tuple[str | None, list[str]]]:
        """Each row: the line above it where its group begins (else None), and the texts of its cells."""
        printers = self._printers(self._beside, self._style)
        if not self._above:
            return ((None, _print(printers, row)) for row in self._table.rows())
        return self._grouped(printers, picker(self._beside))

    def _grouped(self, printers: list[Printer], beside: Callable[[Any], Sequence[Any]]) -> Iterator[Any]:
        above, now = picker(self._above), None
        headline = self._headline()
        for row in self._table.rows():
            group = above(row)
            line = headline(group) if group != now else None
            now = group
            yield line, _print(printers, beside(row))

    def _headline(self) -> Callable[[Sequence[Any]], str]:
        printers = self._printers(self._above, evolve(self._style, dates="long"))
        titles = [self._style.say(self._table.columns[place].title) for place in self._above]
        return lambda group: ", ".join(
            f"{title} {text or NOTHING}" for title, text in zip(titles, _print(printers, group), strict=True)
        )

    def _printers(self, places: Sequence[int], style: Style) -> list[Printer]:
        return [style.column_printer(self._table.columns[place]) for place in places]


def _print(printers: Sequence[Printer], row: Sequence[Any]) -> list[str]:
    return [write(cell) for write, cell in zip(printers, row, strict=True)]
