"""Orders and cursors: the part of a list behind a cursor, as conditions that an index can follow.

Behind the cursor (a, b) lie first the rows with the same a and a later b, then those with a later a. Asked one
after the other, each is a plain range; written as one condition with OR, no index would help.
"""

from collections.abc import Iterator, Sequence
from typing import TypeAlias

from orqa.storage.query import Scalar
from orqa.storage.sql.clauses import Clause
from orqa.storage.sql.sources import Source

Order: TypeAlias = Sequence[tuple[str, bool]]
"""Pairs of field and whether it descends."""


def behind(source: Source, order: Order, cursor: Sequence[Scalar] | None) -> Iterator[Source]:
    """The parts of a source behind a cursor, in order."""
    if cursor is None:
        yield source
        return
    for place in range(len(order) - 1, -1, -1):
        same = tuple(_same(source.column(name), cursor[n]) for n, (name, _) in enumerate(order[:place]))
        name, descending = order[place]
        for later in _later(source.column(name), cursor[place], descending=descending):
            yield source.limited((*same, later))


def _same(column: str, value: Scalar) -> Clause:
    return (f"{column} IS NULL", ()) if value is None else (f"{column} = ?", (value,))


def _later(column: str, value: Scalar, *, descending: bool) -> Iterator[Clause]:
    """What comes behind a value; None comes before every value, so last where the order descends."""
    if not descending:
        yield (f"{column} IS NOT NULL", ()) if value is None else (f"{column} > ?", (value,))
    elif value is not None:
        yield f"{column} < ?", (value,)
        yield f"{column} IS NULL", ()
