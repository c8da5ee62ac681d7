"""SQLite's own words, and the search index: FTS5 over three-character pieces of the search text.

FTS5 finds pieces of three characters and more. A shorter word is looked up in the list of all pieces: a text with
that word in it holds a piece that begins with it, because two line breaks stand behind every text in the index.

To take up one text costs as much as to take up twenty together, for each commit leaves a part of the index behind that
must be merged with others later. So new records wait for the others of their step, and a search reads their few texts.
"""

import json
import sqlite3
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import chain
from typing import Any, ClassVar

from attrs import frozen

from orqa.plugins.builtin.stores.sqlite_faults import fault_of
from orqa.storage.errors import StorageError
from orqa.storage.sql.clauses import after_prefix
from orqa.storage.sql.dialect import Connection, Cursor, Row, Search
from orqa.storage.sql.journal import HISTORY, LAST
from orqa.storage.sql.tables import KindTable, quoted

_PIECE = 3
_MOST_PIECES = {1: 60, 2: 400}
"""Above so many pieces a short word is so common that the texts themselves are read, newest or oldest first."""

_PARAMETERS = 8_000
"""Of one statement: 900 ask for a tenth more time, 32,000 for more again, for their statement outgrows the processor's
cache. SQLite allows 32,766 since 3.32 (https://www.sqlite.org/limits.html)."""

_PADDED = "? || char(10, 10)"


@frozen
class SqliteDialect:
    """See :class:`orqa.storage.sql.dialect.Dialect`.

    Attributes:
        timeout: seconds that a writer waits for a lock; messages tell it.
    """

    key_type: ClassVar[str] = "INTEGER PRIMARY KEY"
    text_type: ClassVar[str] = "TEXT"
    index_end: ClassVar[str] = "recorded, _readers"
    """With the readers, so that counting under access reads the index alone."""

    nested: ClassVar[str] = "CROSS JOIN"
    joined: ClassVar[str | None] = (
        "CAST(group_concat(e.body, char(10)) AS BLOB), count(e.body),"
        " sum(e.body >= '{' AND e.body < '|')"  # this begins with a brace, and is quick
    )
    state: ClassVar[str | None] = LAST  # the chain's hash is of all that was written so far
    history: ClassVar[str] = HISTORY
    errors: ClassVar[tuple[type[Exception], ...]] = (sqlite3.Error, OSError)

    duplicate: ClassVar[type[Exception]] = sqlite3.IntegrityError
    search_step: ClassVar[int] = 256
    """Some eighty letters. Part of the layout: another number needs another :data:`orqa.storage.sql.tables.FORMAT`."""

    timeout: float

    def fault(self, error: Exception, store: str) -> StorageError:
        """See the protocol."""
        return fault_of(error, store, self.timeout)

    def listed(self, *, integers: bool = False) -> str:
        """See the protocol; values keep their types in JSON."""
        del integers
        return "(SELECT value AS item FROM json_each(?))"

    def listing(self, values: Iterable[str | int]) -> str:
        """See the protocol."""
        return json.dumps(list(values))

    def shares(self, column: str) -> str:
        """See the protocol; what is asked for is looked up in a table that SQLite makes of it once."""
        words = f"""json_each('[' || replace(json_quote({column}), ' ', '","') || ']')"""
        return f"EXISTS (SELECT 1 FROM {words} r WHERE r.value IN (SELECT value FROM json_each(?)))"  # noqa: S608 - a checked name

    def stream(self, connection: Connection, sql: str, parameters: Sequence[Any]) -> Cursor:
        """See the protocol; SQLite works rows out as they are asked for."""
        return connection.execute(sql, parameters)

    def raw(self, column: str) -> str:
        """See the protocol; SQLite keeps UTF-8, and a parser of JSON reads it as it is."""
        return f"CAST({column} AS BLOB)"

    def holds(self, column: str) -> str:
        """See the protocol."""
        return f"instr({column}, ?) > 0"

    def ordered(self, expression: str, descending: bool) -> str:  # noqa: FBT001 - reads as it is written
        """See the protocol; SQLite has NULL before all values by itself."""
        return f"{expression} DESC" if descending else expression

    def insert(self, connection: Connection, statement: str, rows: Sequence[Row]) -> None:
        """See the protocol; a step into SQLite and out again costs more than many parameters."""
        if len(rows) <= 1:
            for row in rows:
                connection.execute(statement, row)
            return
        many = max(1, _PARAMETERS // len(rows[0]))
        whole = len(rows) - len(rows) % many
        for start in range(0, whole, many):
            connection.execute(_repeated(statement, many), [*chain.from_iterable(rows[start : start + many])])
        if whole < len(rows):
            connection.executemany(statement, rows[whole:])

    # ------------------------------------------------------------------ search

    def search_tables(self, table: KindTable) -> Sequence[str]:
        """See the protocol; the index keeps no text of its own, and no lengths, since nothing is ranked."""
        index = quoted(table.search_name)
        return (
            (
                f"CREATE VIRTUAL TABLE {index} USING"
                " fts5(text, content='', columnsize=0, tokenize='trigram case_sensitive 1')"
            ),
            _list_of_pieces(table),
        )

    def search_take(self, table: KindTable) -> str:
        """See the protocol."""
        index = quoted(table.search_name)
        return (
            f"INSERT INTO {index} (rowid, text) SELECT recorded, _text || char(10, 10) FROM {table.name}"  # noqa: S608 - checked names
            " WHERE recorded > ? AND recorded <= ? AND _readers = '' AND _text <> ''"
        )

    def search_gone(self, table: KindTable) -> Sequence[str]:
        """See the protocol."""
        return (f"DROP TABLE {_pieces(table)}", f"DROP TABLE {quoted(table.search_name)}")

    def search_renamed(self, table: KindTable, new: KindTable) -> Sequence[str]:
        """See the protocol; the list of pieces knows its index by name."""
        return (
            f"DROP TABLE {_pieces(table)}",
            f"ALTER TABLE {quoted(table.search_name)} RENAME TO {quoted(new.search_name)}",
            _list_of_pieces(new),
        )

    def held(self, table: KindTable) -> Sequence[str]:
        """See the protocol: there is one writer at a time."""
        del table
        return ()

    def search_add(self, table: KindTable) -> str:
        """See the protocol."""
        return f"INSERT INTO {quoted(table.search_name)} (rowid, text) VALUES (?, {_PADDED})"  # noqa: S608 - checked names

    def search_drop(self, table: KindTable) -> str:
        """See the protocol."""
        index = quoted(table.search_name)
        return f"INSERT INTO {index} ({index}, rowid, text) VALUES ('delete', ?, {_PADDED})"  # noqa: S608 - checked names

    def optimize(self, table: KindTable) -> str:
        """The statement that rewrites the whole index, so that nothing of dropped texts is left in it."""
        index = quoted(table.search_name)
        return f"INSERT INTO {index} ({index}) VALUES ('optimize')"  # noqa: S608 - checked names

    def search(self, connection: Connection, table: KindTable, words: Sequence[str]) -> Search | None:
        """See the protocol."""
        parts = {word: _expression(connection, table, word) for word in words}
        wanted = [part for part in parts.values() if part is not None]
        if not wanted:
            return None
        index = quoted(table.search_name)
        where: tuple[str, tuple[Any, ...]] = (f"f.{index} MATCH ?", (" AND ".join(wanted),))
        return Search(
            f"{index} f CROSS JOIN {table.name} s ON s.recorded = f.rowid",
            f"{index} f",
            "f.rowid",
            *(where if all(wanted) else ("0", ())),
            scanned=tuple(word for word, part in parts.items() if part is None),
            waiting=self._waiting(table),
        )

    def _waiting(self, table: KindTable) -> tuple[str, str]:
        """They are the last of their table: no other index finds them as fast as their key does."""
        taken = f"(SELECT max(position) FROM _entry) / {self.search_step} * {self.search_step}"  # noqa: S608 - a number
        return (f"{table.name} s NOT INDEXED", f"s.recorded > {taken} AND s._readers = ''")


@lru_cache(maxsize=64)
def _repeated(statement: str, times: int) -> str:
    """An INSERT of one row as one of many."""
    head, values, row = statement.partition(" VALUES ")
    return head + values + ", ".join([row] * times)


def _pieces(table: KindTable) -> str:
    return quoted(f"{table.search_name}_pieces")


def _list_of_pieces(table: KindTable) -> str:
    return f"CREATE VIRTUAL TABLE {_pieces(table)} USING fts5vocab({quoted(table.search_name)}, 'row')"


def _expression(connection: Connection, table: KindTable, word: str) -> str | None:
    """What FTS5 is asked for a word: empty when no text holds it, None when it cannot be asked.

    A short word beside a longer one would be dropped by FTS5 without a word, so each is expanded.
    """
    if "\n" in word or not word:
        return None
    if len(word) >= _PIECE:
        return _phrase(word)
    most = _MOST_PIECES[len(word)]
    found = connection.execute(
        f"SELECT term FROM {_pieces(table)} WHERE term >= ? AND term < ? LIMIT ?",  # noqa: S608 - checked names
        (word, after_prefix(word), most + 1),
    ).fetchall()
    if len(found) > most:
        return None
    return f"({' OR '.join(_phrase(piece) for (piece,) in found)})" if found else ""


def _phrase(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'
