"""Taking part in a transaction on another program's connection to the same SQLite file.

The queue of writers is not entered: the host has, or gets, SQLite's own lock for writing, and who queues waits for it.
"""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from orqa.storage import reasons
from orqa.storage.errors import JoiningRefused, StoreUnavailable
from orqa.storage.sql.dialect import Connection, Cursor
from orqa.storage.sql.joined import Host

_SECURE = {0: "OFF", 1: "ON", 2: "FAST"}


class _Words:
    """The host's connection, whose rows are tuples here whatever they are for the host."""

    def __init__(self, raw: sqlite3.Connection) -> None:
        self.raw = raw

    def execute(self, sql: str, parameters: Sequence[Any] = (), /) -> Cursor:
        return self._cursor().execute(sql, parameters)

    def executemany(self, sql: str, parameters: Iterable[Sequence[Any]], /) -> Cursor:
        return self._cursor().executemany(sql, parameters)

    def _cursor(self) -> sqlite3.Cursor:
        cursor = sqlite3.Cursor(self.raw)
        cursor.row_factory = None
        return cursor


class SqliteHost(Host):
    """See the base.

    Args:
        store: how messages call the store.
        path: of the store's file.
        connection: the host's.

    Raises:
        JoiningRefused: when it is no connection of :mod:`sqlite3`, leads to another file, has no transaction open or
            gives text as something else than text.
    """

    def __init__(self, store: str, path: str, connection: Any) -> None:
        super().__init__(store)
        if not isinstance(connection, sqlite3.Connection):
            raise JoiningRefused(store, reasons.not_the_drivers("sqlite3", type(connection).__name__))
        self._words = _Words(connection)
        self.check()
        if connection.text_factory is not str:
            raise JoiningRefused(store, reasons.TEXT_AS_BYTES)
        if not self._is_at(path):
            raise JoiningRefused(store, reasons.OTHER_DATABASE)

    @property
    def words(self) -> Connection:
        """See the base."""
        return self._words

    def check(self) -> None:
        """See the base."""
        if not self._words.raw.in_transaction:
            raise JoiningRefused(self.store, reasons.NO_TRANSACTION)

    @contextmanager
    def savepoint(self) -> Iterator[None]:
        """See the base; what is erased is overwritten, also where the host's connection would leave it."""
        execute = self._words.execute
        ((secure,),) = execute("PRAGMA secure_delete").fetchall()
        execute("PRAGMA secure_delete = ON").fetchall()
        try:
            with self._block():
                yield
        finally:
            execute(f"PRAGMA secure_delete = {_SECURE[secure]}").fetchall()

    @contextmanager
    def _block(self) -> Iterator[None]:
        self._words.execute("SAVEPOINT orqa")
        try:
            yield
        except BaseException as error:
            with suppress(sqlite3.Error):  # SQLite may have rolled everything back
                self._words.execute("ROLLBACK TO orqa")
                self._words.execute("RELEASE orqa")
            if isinstance(error, sqlite3.OperationalError) and error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_BUSY:
                raise StoreUnavailable(self.store, reasons.HOST_NOT_WRITING) from error
            raise
        self._words.execute("RELEASE orqa")

    def _is_at(self, path: str) -> bool:
        files = [file for _, name, file in self._words.execute("PRAGMA database_list").fetchall() if name == "main"]
        with suppress(OSError):
            return bool(files[0]) and Path(files[0]).samefile(path)
        return False
