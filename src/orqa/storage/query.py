"""Queries as plain data: an AND of simple terms over declared fields.

A query is ``ALL`` or terms joined with ``&``::

    equal("register", "received") & between("registered_on", "2026-01-01", "2027-01-01") & contains("ทุน")

Values are those of stored fields: text (compared by code point), integers (booleans are 0 and 1) or None.
"""

from collections.abc import Iterable
from typing import TypeAlias

from attrs import frozen

Scalar: TypeAlias = str | int | None

RECORDED = "recorded"
"""Order by when a record was first stored; unique, so every order ends with it."""


@frozen
class Equal:
    """The field has exactly this value; ``value`` may not be None (see :class:`Absent`)."""

    field: str
    value: str | int


@frozen
class In:
    """The field has one of these values."""

    field: str
    values: tuple[str | int, ...]


@frozen
class Range:
    """``at_least <= field < below``; a missing end is open; an absent field never matches."""

    field: str
    at_least: str | int | None = None
    below: str | int | None = None


@frozen
class Prefix:
    """The text field begins with this text."""

    field: str
    start: str


@frozen
class Contains:
    """Every word, already a search key, is contained in one of the searchable fields."""

    words: tuple[str, ...]


@frozen
class Absent:
    """The field has no value."""

    field: str


Term: TypeAlias = Equal | In | Range | Prefix | Contains | Absent


@frozen
class Query:
    """All terms hold; no term means every record."""

    terms: tuple[Term, ...] = ()

    def __and__(self, other: "Query") -> "Query":
        return Query(self.terms + other.terms)

    @property
    def words(self) -> tuple[str, ...]:
        """The words of all ``contains`` terms."""
        return tuple(word for term in self.terms if isinstance(term, Contains) for word in term.words)


ALL = Query()
"""Every visible record of a kind."""


def equal(field: str, value: str | int) -> Query:
    """``field = value``."""
    return Query((Equal(field, value),))


def is_in(field: str, values: Iterable[str | int]) -> Query:
    """``field`` is one of ``values``; none of them means no record."""
    return Query((In(field, tuple(values)),))


def between(field: str, at_least: str | int | None = None, below: str | int | None = None) -> Query:
    """``at_least <= field < below`` (half-open, as intervals of law are)."""
    return Query((Range(field, at_least, below),))


def starts_with(field: str, start: str) -> Query:
    """The text ``field`` begins with ``start``."""
    return Query((Prefix(field, start),))


def contains(text: str) -> Query:
    """Each whitespace-separated word of ``text``, by its search key, stands in some searchable field.

    A word of any length counts, also one of two Thai characters; a text without a word matches all.
    """
    from orqa.base.thai import search_key

    words = tuple(dict.fromkeys(key for word in text.split() if (key := search_key(word))))
    return Query((Contains(words),)) if words else ALL


def absent(field: str) -> Query:
    """``field`` has no value."""
    return Query((Absent(field),))
