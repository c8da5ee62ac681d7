"""Taking part in a transaction on another program's connection to the same PostgreSQL database.

The host keeps its search path, row factories and adapters: cursors here have their own, and the path is set for the
length of a batch, or of one statement that reads, and put back.
"""

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import Any

import psycopg
from psycopg.adapt import AdaptersMap
from psycopg.pq import TransactionStatus
from psycopg.rows import tuple_row

from orqa.plugins.builtin.stores.postgresql_connection import PgConnection, Server, adapt
from orqa.plugins.builtin.stores.postgresql_faults import PASSING
from orqa.plugins.builtin.stores.postgresql_setup import where as found
from orqa.plugins.builtin.stores.postgresql_writing import PgWriting
from orqa.storage import reasons
from orqa.storage.errors import JoiningRefused, StoreUnavailable
from orqa.storage.protocol import Batch, Receipt
from orqa.storage.sql.dialect import Cursor
from orqa.storage.sql.joined import Host, JoinedStore

_SET = (
    "SELECT current_setting('search_path'), current_setting('lock_timeout'),"
    " set_config('search_path', ?, true), set_config('lock_timeout', ?, true)"
)
_PUT_BACK = "SELECT set_config('search_path', ?, true), set_config('lock_timeout', ?, true)"

_ADAPTERS = AdaptersMap(psycopg.adapters)
adapt(_ADAPTERS)


class _Plain(psycopg.Cursor[Any]):
    @property
    def adapters(self) -> AdaptersMap:
        return _ADAPTERS


class _Named(psycopg.ServerCursor[Any]):
    @property
    def adapters(self) -> AdaptersMap:
        return _ADAPTERS


class _Words(PgConnection):
    """The host's connection; every statement finds the office's schema."""

    def __init__(self, raw: "psycopg.Connection[Any]", server: Server) -> None:
        super().__init__(raw)
        self._ours = (server.schema, f"{server.patience}ms")
        self._inside = False

    def _adapt(self) -> None:
        """Nothing: cursors bring their own."""

    def _cursor(self) -> "psycopg.Cursor[Any]":
        return _Plain(self.raw, row_factory=tuple_row)

    def _named(self) -> "psycopg.ServerCursor[Any]":
        return _Named(self.raw, f"orqa_{os.urandom(8).hex()}", row_factory=tuple_row)

    def execute(self, sql: str, parameters: Sequence[Any] = (), /) -> Cursor:
        """See the base."""
        with self.at_home():
            return super().execute(sql, parameters)

    def executemany(self, sql: str, parameters: Iterable[Sequence[Any]], /) -> Cursor:
        """See the base."""
        with self.at_home():
            return super().executemany(sql, parameters)

    def stream(self, sql: str, parameters: Sequence[Any]) -> Cursor:
        """See the base."""
        with self.at_home():
            return super().stream(sql, parameters)

    @contextmanager
    def at_home(self) -> Iterator[None]:
        """Names mean the office's tables in the block, and locks are waited for as long as the office says."""
        if self._inside:
            yield
            return
        path, patience, *_ = super().execute(_SET, self._ours).fetchall()[0]
        self._inside = True
        try:
            yield
        finally:
            self._inside = False
            with suppress(psycopg.Error):  # of a transaction that failed: it is over, and so are its settings
                super().execute(_PUT_BACK, (path, patience))


class PgHost(Host):
    """See the base.

    Args:
        store: how messages call the store.
        server: where the office is.
        connection: the host's.
        where: the office is, see :func:`orqa.plugins.builtin.stores.postgresql_setup.where`; told whether to ask anew,
            for the server may have been started anew. Else nothing is asked: behind a pooler, there may be no other
            conversation to be had before the host's transaction ends.

    Raises:
        JoiningRefused: when it is no connection of psycopg, leads to another database or has no transaction open.
    """

    def __init__(self, store: str, server: Server, connection: Any, where: Callable[[bool], object]) -> None:
        super().__init__(store)
        if not isinstance(connection, psycopg.Connection):
            raise JoiningRefused(store, reasons.not_the_drivers("psycopg", type(connection).__name__))
        self._words = _Words(connection, server)
        self.check()
        here = found(self._words, server.schema)
        if here != where(False) and here != where(True):  # noqa: FBT003 - the second asks the server
            raise JoiningRefused(store, reasons.OTHER_DATABASE)

    @property
    def words(self) -> PgConnection:
        """See the base."""
        return self._words

    def check(self) -> None:
        """See the base; a connection without autocommit begins its transaction by itself."""
        raw, status = self._words.raw, self._words.raw.info.transaction_status
        if status != TransactionStatus.INTRANS and (raw.autocommit or status != TransactionStatus.IDLE):
            raise JoiningRefused(self.store, reasons.NO_TRANSACTION)

    @contextmanager
    def savepoint(self) -> Iterator[None]:
        """See the base."""
        raw = self._words.raw
        _Plain(raw).execute("SAVEPOINT orqa")
        try:
            with self._words.at_home():
                yield
        except BaseException:
            with suppress(psycopg.Error):
                _Plain(raw).execute("ROLLBACK TO SAVEPOINT orqa")
                _Plain(raw).execute("RELEASE SAVEPOINT orqa")
            raise
        _Plain(raw).execute("RELEASE SAVEPOINT orqa")


class PgJoinedStore(JoinedStore):
    """See the base."""

    def _applied(self, batch: Batch) -> Receipt:
        """See the base; where another program wrote the same meanwhile, a second look finds what it wrote.

        Raises:
            StoreUnavailable: when the host's transaction must be repeated as a whole to see that.
        """
        with self._mapped():
            try:
                with suppress(psycopg.errors.UniqueViolation):
                    return self._once(batch)
                return self._once(batch)
            except PASSING as error:
                raise StoreUnavailable(self._name, reasons.HOST_REPEAT) from error

    def _once(self, batch: Batch) -> Receipt:
        self._check_open()
        with self._host.savepoint():
            connection = self._host.words
            self._check_current(connection)
            receipt = PgWriting(self._dialect, self._tables, batch, connection, look=True).run()
            self._check_current(connection)  # a table may have taken another's place before the first lock on it
            return receipt
