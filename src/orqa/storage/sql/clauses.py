"""From a query to SQL conditions over the table of a kind, called ``s``."""

from collections.abc import Iterator
from typing import Any, TypeAlias

from orqa.storage.query import Absent, Contains, Equal, In, Prefix, Query, Range, Term
from orqa.storage.sql.dialect import Dialect
from orqa.storage.sql.tables import quoted

Clause: TypeAlias = tuple[str, tuple[Any, ...]]
"""A condition and its parameters."""

_LAST_CODE_POINT = 0x10FFFF
_SURROGATES = range(0xD800, 0xE000)


def clauses(query: Query, dialect: Dialect) -> Iterator[Clause]:
    """The conditions of all terms but ``contains``, which is the search index's matter."""
    for term in query.terms:
        if not isinstance(term, Contains):
            yield from _clauses(term, dialect)


def _clauses(term: Term, dialect: Dialect) -> Iterator[Clause]:
    match term:
        case Equal(name, value):
            yield f"{_column(name)} = ?", (value,)
        case In(name, values):
            listed = dialect.listed(integers=any(isinstance(value, int) for value in values))
            yield f"{_column(name)} IN (SELECT item FROM {listed} w)", (dialect.listing(values),)  # noqa: S608 - checked names
        case Range(name, at_least, below):
            yield from _bounds(name, at_least, below)
        case Prefix(name, start):
            yield from _bounds(name, start, after_prefix(start))
        case Absent(name):
            yield f"{_column(name)} IS NULL", ()


def _bounds(name: str, at_least: Any, below: Any) -> Iterator[Clause]:
    """A half-open range; no value is in none, which a comparison says by itself."""
    column = _column(name)
    if at_least is not None:
        yield f"{column} >= ?", (at_least,)
    if below is not None:
        yield f"{column} < ?", (below,)
    if at_least is None and below is None:
        yield f"{column} IS NOT NULL", ()


def _column(name: str) -> str:
    return f"s.{quoted(name)}"


def after_prefix(start: str) -> str | None:
    """The least text, by code points, above every text that begins with ``start``; None where there is none.

    >>> after_prefix("2026-")
    '2026.'
    """
    kept = start.rstrip(chr(_LAST_CODE_POINT))
    if not kept:
        return None
    code = ord(kept[-1]) + 1
    return kept[:-1] + chr(_SURROGATES.stop if code in _SURROGATES else code)
