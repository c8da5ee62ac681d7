"""Queries and orders over rows held in memory: the plain meaning that an index may speed up, never change."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeAlias

from orqa.storage.checks import check_query
from orqa.storage.protocol import KindSpec
from orqa.storage.query import Absent, Contains, Equal, In, Prefix, Query, Range, Scalar, Term

Row: TypeAlias = Mapping[str, Scalar]
Test: TypeAlias = Callable[[Row, str], bool]
"""Of the declared fields and the search text of a record."""


def matcher(spec: KindSpec, query: Query) -> Test:
    """A test for records of one kind.

    Raises:
        UnknownKind, BadQuery: as :func:`orqa.storage.checks.check_query`.
    """
    check_query(spec, query)
    tests = tuple(map(_test, query.terms))
    return lambda row, text: all(test(row, text) for test in tests)


def _test(term: Term) -> Test:
    match term:
        case Equal(name, value):
            return lambda row, _: row[name] == value
        case In(name, values):
            known = frozenset(values)  # may be thousands
            return lambda row, _: row[name] in known
        case Range(name, at_least, below):
            return lambda row, _: _in_range(row[name], at_least, below)
        case Prefix(name, start):
            return lambda row, _: _begins(row[name], start)
        case Contains(words):
            return lambda _, text: all(word in text for word in words)
        case Absent(name):
            return lambda row, _: row[name] is None


def _in_range(value: Any, at_least: Any, below: Any) -> bool:
    return value is not None and (at_least is None or value >= at_least) and (below is None or value < below)


def _begins(value: Scalar, start: str) -> bool:
    return isinstance(value, str) and value.startswith(start)


def sort_key(value: Scalar) -> tuple[int, Any]:
    """Orders None before every value."""
    return (0, 0) if value is None else (1, value)


def is_after(keys: Sequence[Scalar], cursor: Sequence[Scalar], order: Sequence[tuple[str, bool]]) -> bool:
    """Whether a record with these key values comes behind the cursor."""
    for value, at, (_, descending) in zip(keys, cursor, order, strict=True):
        if value != at:
            return (sort_key(value) > sort_key(at)) is not descending
    return False
