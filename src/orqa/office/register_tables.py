"""Registers as tables, in the columns that the profile lays down for each."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, nullcontext
from itertools import islice
from operator import attrgetter
from typing import Any

from orqa.base.language import Text
from orqa.base.refs import RecordRef
from orqa.domain.correspondence.records import RegisterEntry
from orqa.domain.correspondence.states import noted
from orqa.reporting.columns import Column, ColumnType
from orqa.reporting.context import SnapshotReader
from orqa.reporting.tables import Table
from orqa.rules.views import Reading
from orqa.storage.codec import Codec
from orqa.storage.query import Query

_KIND = RegisterEntry.kind
_ORDER = ("registered_on", "number")
_NAMES = {"number", "year"}
"""Integers that name a line of the register, rather than count something."""

_BATCH = 500

Opened = Callable[[], AbstractContextManager[SnapshotReader]]
"""Opens a snapshot for one reading of the lines."""


def register_table(reading: Reading, register: str, lines: "Lines") -> Table:
    """The table of a register's lines, by the rules ``register.head`` and ``register.columns``."""
    columns, head = register_columns(reading, register)
    return Table(columns, lines.of(columns), None, head)


def register_columns(reading: Reading, register: str) -> tuple[tuple[Column, ...], tuple[str, ...]]:
    """The columns, those that stand above the day's lines first, and the names of these."""
    head = [_column(entry) for entry in reading.value("register.head", register=register)]
    beside = [_column(entry) for entry in reading.value("register.columns", register=register)]
    return (*head, *beside), tuple(column.name for column in head)


def _column(entry: Any) -> Column:
    name = entry["field"]
    kind = ColumnType.NUMBER if name in _NAMES else None
    return Column.of_field(RegisterEntry, name, Text.from_value(entry["title"]), kind, unbroken=name == "reference")


class Lines:
    """Register entries, read anew each time they are asked for, a few hundred at a time.

    Days and numbers are sorted by the store over narrow columns; bodies are fetched by id in the same snapshot, so
    the memory needed does not grow with the register.

    Args:
        opened: a snapshot that is open already, or what opens one for each reading.
        query: which entries.
        language: of what is said of void and reserved numbers.
    """

    def __init__(self, opened: SnapshotReader | Opened, query: Query, language: str) -> None:
        self._opened: Opened = opened if callable(opened) else lambda: nullcontext(opened)
        self._query = query
        self._language = language
        self._codec = Codec([RegisterEntry])

    def __iter__(self) -> Iterator[RegisterEntry]:
        with self._opened() as reader:
            ids = reader.rows(_KIND, ("id",), self._query, _ORDER)
            while batch := [RecordRef(_KIND, str(identity)) for (identity,) in islice(ids, _BATCH)]:
                yield from map(self._codec.decode, reader.get_many(batch))

    def of(self, columns: tuple[Column, ...]) -> Callable[[], Iterator[tuple[Any, ...]]]:
        """The rows of a table with these columns."""
        cells = [self._cell(column.name) for column in columns]
        return lambda: (tuple(cell(entry) for cell in cells) for entry in self)

    def _cell(self, name: str) -> Callable[[Any], Any]:
        if name == "reference":
            return attrgetter("printed_number")
        if name == "note":
            return lambda entry: noted(entry.state, entry.reason, entry.note, self._language)
        return attrgetter(name)
