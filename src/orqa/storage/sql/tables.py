"""Names and shapes of the tables.

The journal is the truth: ``_entry`` (one row an entry) and ``_batch`` (what the entries of a batch share).
``_cell`` and one table per kind are what the journal amounts to now, kept in the same transactions and readable
with any database tool: kind ``register-entry`` is table ``register_entry`` with a column per declared field.
Names of our own begin with an underscore, which no kind and no field can.
"""

import json
from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from operator import itemgetter
from typing import Any

from attrs import define, evolve, frozen

from orqa.storage.protocol import Body, BodyColumns, FieldSpec, KindSpec, Projection
from orqa.storage.query import Scalar

FORMAT = 1
"""The layout of the tables; a file with a higher one was written by a newer orqa."""

PURGE = "purge/"
"""Begins, with a kind behind it, the row of ``_store`` that says that bytes of erased records may still lie about.

Its value is the number of the last batch that erased one.
"""

_LONGEST_NAME = 60
"""Of an identifier; PostgreSQL keeps 63 bytes."""


def tables(key_type: str) -> tuple[str, ...]:
    """The statements that make an empty store; the body stands last, so that other columns need no overflow page."""
    return (
        "CREATE TABLE _store (name TEXT PRIMARY KEY, value TEXT NOT NULL)",
        (
            "CREATE TABLE _kind (kind TEXT PRIMARY KEY, fields TEXT NOT NULL, searchable INTEGER NOT NULL,"
            " schema INTEGER NOT NULL)"
        ),
        (
            f"CREATE TABLE _batch (number {key_type}, id TEXT NOT NULL UNIQUE, at TEXT NOT NULL, actor TEXT NOT NULL,"
            " action TEXT NOT NULL)"
        ),
        (
            f"CREATE TABLE _entry (position {key_type}, batch BIGINT NOT NULL, op TEXT NOT NULL, kind TEXT NOT NULL,"
            " id TEXT NOT NULL, version INTEGER NOT NULL, readers TEXT NOT NULL, salt TEXT NOT NULL,"
            " digest TEXT NOT NULL, prev TEXT NOT NULL, chain TEXT NOT NULL, body TEXT, UNIQUE (kind, id, version))"
        ),
        "CREATE TABLE _cell (name TEXT PRIMARY KEY, value BIGINT NOT NULL)",
    )


def quoted(name: str) -> str:
    """A name as an identifier, whatever the database uses the word for."""
    return f'"{name}"'


@define(eq=False, slots=False)
class KindTable:
    """The table of a kind, with its statements.

    Columns: ``recorded`` (position of the record's first entry), ``id``, ``version``, ``_content`` (position of
    the entry with the body), ``_readers`` (joined by spaces), ``_text`` (of a searchable kind), declared fields.

    Each declared field and each group of ``KindSpec.indexes`` has an index.

    Attributes:
        spec: the kind.
        serial: of the table, when it was built anew: the names of its indexes end with it.
        is_second: whether it is being filled and stands beside the table that is used.
        known_sets: the :attr:`reader_sets` of the snapshot that was asked last, and its state: they seldom change.
    """

    spec: KindSpec
    serial: int = 0
    is_second: bool = False
    known_sets: tuple[Any, tuple[str, ...]] = (None, ())

    @cached_property
    def plain_name(self) -> str:
        """The table's name without quotes."""
        return f"_{self._base}.new" if self.is_second else self._base

    @cached_property
    def _base(self) -> str:
        name = self.spec.kind.replace("-", "_")
        return f"_{name}" if name.startswith("sqlite_") else name  # SQLite keeps these names for itself

    @cached_property
    def name(self) -> str:
        """The table's name, quoted."""
        return quoted(self.plain_name)

    @cached_property
    def search_name(self) -> str:
        """The name of the search index, without quotes."""
        return f"_{self.plain_name.lstrip('_')}_text"

    @cached_property
    def fields(self) -> tuple[str, ...]:
        """The declared fields in the order of the columns."""
        return tuple(declared.name for declared in self.spec.fields)

    @cached_property
    def _written(self) -> tuple[str, ...]:
        """What a put sets, in the order of its values."""
        text = ("_text",) if self.spec.searchable else ()
        return ("version", "_content", "_readers", *text, *map(quoted, self.fields))

    def creation(
        self, key_type: str, text_type: str, ordered: Callable[[str, bool], str], index_end: str
    ) -> tuple[str, ...]:
        """The statements that make the table and its indexes; the arguments are the dialect's."""
        types = {"text": text_type, "integer": "BIGINT"}
        own = [
            f"recorded {key_type}",
            f"id {text_type} NOT NULL",
            "version INTEGER NOT NULL",
            "_content BIGINT NOT NULL",
        ]
        own += [f"_readers {text_type} NOT NULL", *([f"_text {text_type} NOT NULL"] if self.spec.searchable else [])]
        own += [f"{quoted(declared.name)} {types[declared.type]}" for declared in self.spec.fields]
        restricted = f"CREATE INDEX {self._index('_readers')} ON {self.name} (_readers, recorded) WHERE _readers <> ''"
        indexes = (
            f"CREATE INDEX {self._index(','.join(group))} ON {self.name}"
            f" ({', '.join(ordered(quoted(name), False) for name in group)}, {index_end})"  # noqa: FBT003 - they ascend
            for group in (*((name,) for name in self.fields), *self.spec.indexes)
        )
        return (f"CREATE TABLE {self.name} ({', '.join(own)})", restricted, *indexes)

    def _index(self, column: str) -> str:
        """The name of an index: all of the database, and some databases cut long names off."""
        name = f"_{self._base}.{column}{f'@{self.serial}' if self.serial else ''}"
        if len(name) > _LONGEST_NAME:
            import hashlib

            name = f"{name[:40]}.{hashlib.sha256(name.encode()).hexdigest()[:16]}"
        return quoted(name)

    def columns(self, index: Mapping[str, Scalar], body: Body, filled: Mapping[str, int] | None) -> Iterable[Scalar]:
        """The values of the declared fields; ``filled`` are numbers that stand in ``body`` and not yet in ``index``."""
        if type(index) is BodyColumns and index.names == self.fields:
            return self._pick(body)
        return map(({**index, **filled} if filled else index).get, self.fields)

    @cached_property
    def _pick(self) -> Callable[[Body], Iterable[Scalar]]:
        names = self.fields
        return itemgetter(*names) if len(names) > 1 else lambda body: [body[name] for name in names]

    def row(self, version: int, content: int, readers: str, shown: Projection) -> tuple[Any, ...]:
        """What a put sets, for :attr:`update` before its last parameter and :attr:`insert` behind the first two."""
        text = (shown.text,) if self.spec.searchable else ()
        return (version, content, readers, *text, *map(shown.index.get, self.fields))

    @cached_property
    def reader_sets(self) -> str:
        """The sets of readers that restricted records have, each once; one step through the index for each."""
        restricted = f"SELECT min(_readers) FROM {self.name} WHERE _readers <> ''"  # noqa: S608 - as below
        return (
            f"WITH RECURSIVE found (item) AS (SELECT ({restricted}) UNION ALL"  # noqa: S608 - as below
            f" SELECT ({restricted} AND _readers > item) FROM found WHERE item IS NOT NULL)"
            " SELECT item FROM found WHERE item IS NOT NULL"
        )

    @cached_property
    def insert(self) -> str:
        """Of (recorded, id, version, …) for a new record."""
        columns = ("recorded", "id", *self._written)
        return f"INSERT INTO {self.name} ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})"  # noqa: S608 - names checked by checks.check_kinds

    @cached_property
    def update(self) -> str:
        """Of (version, …, recorded) for a new version."""
        return f"UPDATE {self.name} SET {', '.join(f'{name} = ?' for name in self._written)} WHERE recorded = ?"  # noqa: S608 - as above

    @cached_property
    def touch(self) -> str:
        """Of (version, recorded)."""
        return f"UPDATE {self.name} SET version = ? WHERE recorded = ?"  # noqa: S608 - as above

    @cached_property
    def delete(self) -> str:
        """Of (recorded,)."""
        return f"DELETE FROM {self.name} WHERE recorded = ?"  # noqa: S608 - as above


@frozen
class Shape:
    """What a store remembers of a kind."""

    fields: frozenset[FieldSpec]
    searchable: bool
    schema: int
    indexes: frozenset[tuple[str, ...]] = frozenset()

    @classmethod
    def of(cls, spec: KindSpec) -> "Shape":
        """What a declaration asks for; the order of its fields and of its indexes is of no matter."""
        return cls(frozenset(spec.fields), spec.searchable, spec.schema, frozenset(spec.indexes))

    @classmethod
    def read(cls, fields: str, searchable: int, schema: int) -> "Shape":
        """From a row of ``_kind``."""
        return cls.of(spec_of("", fields, searchable, schema))

    def same_table(self, other: "Shape") -> bool:
        """Whether both have the same table; the schema is a matter of bodies."""
        return evolve(self, schema=other.schema) == other


def row_of(spec: KindSpec) -> tuple[Any, ...]:
    """The row of ``_kind`` for a declaration; indexes of several fields, where there are any, stand with the fields."""
    fields: Any = [[f.name, f.type] for f in spec.fields]
    if spec.indexes:
        fields = {"fields": fields, "indexes": spec.indexes}
    return (spec.kind, json.dumps(fields), int(spec.searchable), spec.schema)


def spec_of(kind: str, fields: str, searchable: int, schema: int) -> KindSpec:
    """The declaration that a row of ``_kind`` was made from."""
    found: Any = json.loads(fields)
    pairs, indexes = (found["fields"], found["indexes"]) if isinstance(found, dict) else (found, ())
    return KindSpec(kind, tuple(FieldSpec(*pair) for pair in pairs), bool(searchable), schema, indexes)
