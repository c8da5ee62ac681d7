"""The head of a table in any format: its columns named, and what is to be told of where it stands."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import TypeVar

from orqa.base.findings import Finding, Place
from orqa.office.tabular.layout import HeadRow
from orqa.plugins.builtin.formats.findings import HEAD_BELOW, HEAD_OF_TWO

T = TypeVar("T")


def named(cells: Iterable[str]) -> tuple[tuple[str, ...], tuple[tuple[str, str], ...]]:
    """The names of columns: one without a head by its place, one whose head is there already by its count.

    Returns:
        the names, up to the last cell that is not blank, and each head that is there once more with its new name.

    >>> named(["ที่", "", "ที่", " "])
    (('ที่', 'column 2', 'ที่ (2)'), (('ที่', 'ที่ (2)'),))
    """
    cells = list(cells)
    while cells and not cells[-1].strip():
        del cells[-1]
    seen: Counter[str] = Counter()
    names: list[str] = []
    doubled = []
    for number, cell in enumerate(cells, start=1):
        head = " ".join(cell.split()) or f"column {number}"
        seen[head] += 1
        names.append(head if seen[head] == 1 else f"{head} ({seen[head]})")
        if seen[head] > 1:
            doubled.append((head, names[-1]))
    return tuple(names), tuple(doubled)


def head_told(head: HeadRow, row: int, first: int, file: str) -> Iterator[Finding]:
    """What to say of a head in ``row`` that is not simply the first row that is not blank, ``first``."""
    if row != first:
        yield HEAD_BELOW.make(place=Place(file, row), row=row)
    if head.rows > 1:
        yield HEAD_OF_TWO.make(place=Place(file, row), row=row, next=row + 1)


def below(items: Sequence[T], last: int) -> Iterator[tuple[int, T]]:
    """The items behind that at ``last``, with their places."""
    return islice(enumerate(items), last + 1, None)
