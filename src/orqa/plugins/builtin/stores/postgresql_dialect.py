"""PostgreSQL's own words, and the search index: trigrams where the extension is there and knows Thai letters."""

from collections.abc import Iterable, Sequence
from typing import Any, ClassVar

import psycopg
from attrs import define

from orqa.plugins.builtin.stores.postgresql_connection import PgConnection
from orqa.plugins.builtin.stores.postgresql_faults import fault_of
from orqa.plugins.builtin.stores.postgresql_tables import HISTORY, KEY_TYPE, TEXT_TYPE
from orqa.storage.checks import is_storable
from orqa.storage.errors import StorageError
from orqa.storage.sql.dialect import Connection, Cursor, Row, Search
from orqa.storage.sql.tables import KindTable, quoted

_ESCAPED = str.maketrans({"\\": "\\\\", "%": "\\%", "_": "\\_"})


@define
class PostgresqlDialect:
    """See :class:`orqa.storage.sql.dialect.Dialect`.

    Attributes:
        timeout: seconds that a writer waits for a lock; messages tell it.
        trigrams: the schema in which the extension pg_trgm is, where it knows Thai letters; else empty.
    """

    key_type: ClassVar[str] = KEY_TYPE
    text_type: ClassVar[str] = TEXT_TYPE
    index_end: ClassVar[str] = "recorded"
    nested: ClassVar[str] = "JOIN"
    joined: ClassVar[str | None] = None
    state: ClassVar[str | None] = None  # snapshots differ in what others have not committed yet
    history: ClassVar[str] = HISTORY
    errors: ClassVar[tuple[type[Exception], ...]] = (psycopg.Error,)
    duplicate: ClassVar[type[Exception]] = psycopg.errors.UniqueViolation
    search_step: ClassVar[int] = 1

    timeout: float
    trigrams: str = ""

    def fault(self, error: Exception, store: str) -> StorageError:
        """See the protocol."""
        return fault_of(error, store, self.timeout)

    def listed(self, *, integers: bool = False) -> str:
        """See the protocol."""
        return f"(SELECT unnest(CAST(? AS {'BIGINT' if integers else 'TEXT'}[])) AS item)"

    def listing(self, values: Iterable[str | int]) -> list[str | int]:
        """See the protocol; text that no column can hold is left out, for it is nowhere."""
        plain = (int(value) if isinstance(value, int) else value for value in values)
        return [value for value in plain if isinstance(value, int) or is_storable(value)]

    def shares(self, column: str) -> str:
        """See the protocol."""
        return f"string_to_array({column}, ' ') && CAST(? AS TEXT[])"

    def stream(self, connection: Connection, sql: str, parameters: Sequence[Any]) -> Cursor:
        """See the protocol."""
        assert isinstance(connection, PgConnection)  # noqa: S101 - this dialect's store has no other
        return connection.stream(sql, parameters)

    def insert(self, connection: Connection, statement: str, rows: Sequence[Row]) -> None:
        """See the protocol."""
        assert isinstance(connection, PgConnection)  # noqa: S101 - as above
        connection.insert(statement, rows)

    def raw(self, column: str) -> str:
        """See the protocol."""
        return column

    def holds(self, column: str) -> str:
        """See the protocol."""
        return f"position(CAST(? AS TEXT) IN {column}) > 0"

    def ordered(self, expression: str, descending: bool) -> str:  # noqa: FBT001 - reads as it is written
        """See the protocol."""
        return f"{expression} DESC NULLS LAST" if descending else f"{expression} ASC NULLS FIRST"

    def held(self, table: KindTable) -> Sequence[str]:
        """See the protocol."""
        return (f"LOCK TABLE {table.name} IN SHARE ROW EXCLUSIVE MODE",)

    # ------------------------------------------------------------------ search

    def search_tables(self, table: KindTable) -> Sequence[str]:
        """See the protocol; only open texts stand in the index."""
        about = f"ALTER TABLE {table.name} ALTER _text SET STATISTICS 0"
        index = (
            f"CREATE INDEX {quoted(table.search_name)} ON {table.name}"
            f" USING gin (_text {quoted(self.trigrams)}.gin_trgm_ops) WHERE _readers = ''"
        )
        return (about, index) if self.trigrams else (about,)

    def search_gone(self, table: KindTable) -> Sequence[str]:
        """See the protocol: an index goes with its table."""
        del table
        return ()

    def search_renamed(self, table: KindTable, new: KindTable) -> Sequence[str]:
        """See the protocol."""
        return (f"ALTER INDEX IF EXISTS {quoted(table.search_name)} RENAME TO {quoted(new.search_name)}",)

    def search_take(self, table: KindTable) -> str | None:
        """See the protocol: the database keeps its index by itself, as it does below."""
        del table
        return None

    def search_add(self, table: KindTable) -> str | None:
        """See the protocol."""
        del table
        return None

    def search_drop(self, table: KindTable) -> str | None:
        """See the protocol."""
        del table
        return None

    def search(self, connection: Connection, table: KindTable, words: Sequence[str]) -> Search | None:
        """See the protocol."""
        del connection
        where = " AND ".join(["s._readers = ''", *(["s._text LIKE ?"] * len(words))])
        patterns = tuple(f"%{word.translate(_ESCAPED)}%" for word in words)
        return Search(f"{table.name} s", f"{table.name} s", "s.recorded", where, patterns)
