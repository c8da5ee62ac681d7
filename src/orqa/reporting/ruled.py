"""Columns of a table whose order and titles are a rule: which there are, and what cells they can have, is code."""

from collections.abc import Iterable, Mapping
from typing import Any

from attrs import evolve

from orqa.reporting.columns import Column
from orqa.rules.errors import UnknownTerm


def ruled_columns(key: str, entries: Iterable[Mapping[str, Any]], known: Mapping[str, Column]) -> tuple[Column, ...]:
    """The columns that a rule asks for, in its order and with its titles.

    Args:
        key: of the rule, for messages.
        entries: the rule's value: ``field`` and ``title`` of each.
        known: the columns that there are, by their field.

    Raises:
        UnknownTerm: where the rule names a field that is not among them.
    """
    return tuple(_column(key, entry, known) for entry in entries)


def _column(key: str, entry: Mapping[str, Any], known: Mapping[str, Column]) -> Column:
    if entry["field"] not in known:
        raise UnknownTerm(key, entry["field"], tuple(known))
    return evolve(known[entry["field"]], title=entry["title"])


def picked(columns: Iterable[Column], cells: Mapping[str, Any]) -> tuple[Any, ...]:
    """The cells of a row in the order of its columns."""
    return tuple(cells[column.name] for column in columns)
