"""How a table stands in a file: on which sheet, and which of its first rows is the head."""

from collections.abc import Callable, Sequence
from itertools import pairwise, zip_longest
from typing import NamedTuple

from attrs import frozen

HEAD_WITHIN = 20
"""The head is looked for in so many rows; what stands above it is a title."""

JOIN = " / "
"""Between the two parts of a head that stands in two rows."""


@frozen(kw_only=True)
class Layout:
    """What the reader of a format is told of the table that is wanted.

    Attributes:
        recognises: how many columns are known, were these cells the head.
        sheet: name of the sheet; empty for the first that has a head that is recognised.
        head_row: number of the row of the head, from 1; None where it is to be found.
        enough: so many columns that are known make a sheet the one that is wanted.
    """

    recognises: Callable[[Sequence[str]], int]
    sheet: str = ""
    head_row: int | None = None
    enough: int = 1


class HeadRow(NamedTuple):
    """The head among the first rows of a table.

    Attributes:
        first: which of the rows it begins in, from 0.
        rows: in how many it stands, 1 or 2.
        cells: of the head; those of two rows are joined.
        known: how many columns were recognised.
    """

    first: int
    rows: int
    cells: tuple[str, ...]
    known: int


def find_head(rows: Sequence[Sequence[str]], layout: Layout) -> HeadRow:
    """The row, or the two rows, by which most columns are recognised; the first row where none is at all.

    Args:
        rows: the first rows that are not blank; at least one.
        layout: what is wanted.
    """
    best = HeadRow(0, 1, tuple(rows[0]), layout.recognises(rows[0]))
    for place, cells in enumerate(rows[1:], 1):
        known = layout.recognises(cells)
        if known > best.known:
            best = HeadRow(place, 1, tuple(cells), known)
    for place, (upper, lower) in enumerate(pairwise(rows)):
        joined = two_rows(upper, lower)
        known = layout.recognises(joined)
        if known > best.known:
            best = HeadRow(place, 2, joined, known)
    return best


def two_rows(upper: Sequence[str], lower: Sequence[str]) -> tuple[str, ...]:
    """A head in two rows as one: the upper cell holds for the blank ones on its right, as merged cells are written.

    >>> two_rows(("หนังสือ", "", "จาก"), ("ที่", "ลงวันที่", ""))
    ('หนังสือ / ที่', 'หนังสือ / ลงวันที่', 'จาก')
    """
    joined, above = [], ""
    for top, below in zip_longest(upper, lower, fillvalue=""):
        above = top.strip() or (above if below.strip() else "")
        joined.append(JOIN.join(filter(None, (above, below.strip()))))
    return tuple(joined)
