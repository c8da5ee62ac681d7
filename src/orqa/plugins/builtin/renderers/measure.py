"""How wide the columns of a text table are, without holding the table."""

from collections.abc import Iterable, Iterator
from itertools import chain, islice
from typing import TypeAlias

from orqa.reporting.width import display_width

Line: TypeAlias = tuple[str | None, list[str]]
"""A row as :meth:`orqa.reporting.grid.Grid.lines` gives it."""

SAMPLE = 200
"""Rows that widths are taken from; a wider cell further down is wrapped or stands out."""


def measured(titles: list[str], lines: Iterable[Line], most: int) -> tuple[list[int], Iterator[Line]]:
    """The width of each column, at most ``most``, and all the lines again."""
    lines = iter(lines)
    sample = list(islice(lines, SAMPLE))
    widths = [
        min(most, max(map(display_width, column))) for column in zip(titles, *(c for _, c in sample), strict=True)
    ]
    return widths, chain(sample, lines)
