"""A conversation with PostgreSQL in the words of :class:`orqa.storage.sql.dialect.Connection`, and a pool of them.

Statements come with ``?``. Connections stay outside of transactions between
their uses, so that a pooler such as PgBouncer may stand in between.
"""

import os
import re
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import lru_cache
from typing import Any
from weakref import WeakSet

import psycopg
from attrs import field, frozen
from psycopg.pq import TransactionStatus
from psycopg.types.numeric import Int8Dumper

from orqa.storage import reasons
from orqa.storage.errors import StoreUnavailable
from orqa.storage.sql.dialect import Cursor

_PLAIN_INSERT = re.compile(r"INSERT INTO (\S+) (\([^()]*\)) VALUES \([?, ]*\)")
_COPIED = 20
"""From so many rows on, COPY is faster than one statement for each."""

_READ_COMMITTED = r"-c default_transaction_isolation=read\ committed"
"""For statements without a transaction of their own: under a stricter level one of two writers would fail."""

_AT_ONCE = 2_000
"""Rows that a stream fetches at a time."""


class _FlagDumper(Int8Dumper):
    """A flag is the integer 0 or 1 in every store."""

    def dump(self, obj: Any) -> bytes:
        return b"1" if obj else b"0"


def adapt(adapters: "psycopg.adapt.AdaptersMap") -> None:
    """Send integers as the columns have them."""
    adapters.register_dumper(int, Int8Dumper)
    adapters.register_dumper(bool, _FlagDumper)


@lru_cache(maxsize=1024)
def _spelled(sql: str) -> str:
    return sql.replace("%", "%%").replace("?", "%s")


class PgConnection:
    """One connection, used by one thread at a time.

    Args:
        raw: psycopg's, with autocommit.
    """

    def __init__(self, raw: "psycopg.Connection[Any]") -> None:
        self.raw = raw
        self.process = os.getpid()
        self._streams = 0
        self._adapt()

    def _adapt(self) -> None:
        adapt(self.raw.adapters)

    def _cursor(self) -> "psycopg.Cursor[Any]":
        return self.raw.cursor()

    def _named(self) -> "psycopg.ServerCursor[Any]":
        self._streams += 1
        return self.raw.cursor(f"orqa_{self._streams}")

    def execute(self, sql: str, parameters: Sequence[Any] = (), /) -> Cursor:
        """Run one statement."""
        return self._cursor().execute(_spelled(sql), parameters)

    def executemany(self, sql: str, parameters: Iterable[Sequence[Any]], /) -> Cursor:
        """Run one statement for each row of parameters."""
        cursor = self._cursor()
        cursor.executemany(_spelled(sql), parameters)
        return cursor

    def insert(self, sql: str, rows: Sequence[Sequence[Any]]) -> None:
        """Run ``INSERT INTO table (columns) VALUES (?, …)`` for each row; many go by COPY."""
        plain = _PLAIN_INSERT.fullmatch(sql) if len(rows) >= _COPIED else None
        if plain is None:
            if rows:
                self.executemany(sql, rows)
            return
        with self._cursor().copy(f"COPY {plain[1]} {plain[2]} FROM STDIN") as copy:
            for row in rows:
                copy.write_row(row)

    def stream(self, sql: str, parameters: Sequence[Any]) -> Cursor:
        """Run one statement and leave the rows at the server until they are asked for."""
        cursor = self._named()
        cursor.itersize = _AT_ONCE
        return cursor.execute(_spelled(sql), parameters)

    @property
    def is_usable(self) -> bool:
        """Whether it may be used again."""
        return self.raw.info.transaction_status == TransactionStatus.IDLE

    def close(self) -> None:
        """End the conversation."""
        with suppress(psycopg.Error):
            self.raw.close()


@frozen
class Server:
    """Where and how to connect.

    Attributes:
        conninfo: what psycopg takes.
        schema: of the office.
        timeout: seconds to wait for locks and for the server.
        pooled: whether a pooler may give each transaction another connection of the server.
    """

    conninfo: str = field(repr=False)
    schema: str
    timeout: float
    pooled: bool = False

    def connect(self) -> PgConnection:
        """A new connection."""
        options = {} if self.pooled else {"options": self._options()}
        raw = psycopg.connect(
            self.conninfo,
            autocommit=True,
            connect_timeout=max(2, int(self.timeout)),
            client_encoding="UTF8",
            application_name=f"orqa {self.schema}",
            prepare_threshold=None if self.pooled else 5,
            **options,  # type: ignore[arg-type]
        )
        return PgConnection(raw)

    def begin(self, mode: str = "") -> str:
        """The statement that begins a transaction."""
        settings = {"search_path": self.schema, "lock_timeout": self.patience, "synchronous_commit": "on"}
        local = "".join(f"; SET LOCAL {name} = {value}" for name, value in settings.items())
        return f"BEGIN {mode or 'ISOLATION LEVEL READ COMMITTED'}{local if self.pooled else ''}"

    @property
    def patience(self) -> int:
        """Milliseconds to wait for a lock."""
        return max(1, int(self.timeout * 1000))

    def _options(self) -> str:
        own = psycopg.conninfo.conninfo_to_dict(self.conninfo).get("options", "")
        ours = f"-c search_path={self.schema} -c lock_timeout={self.patience} -c synchronous_commit=on"
        return f"{own} {ours} {_READ_COMMITTED}".strip()


class PgPool:
    """Idle connections of one process; opened when needed, never carried through a fork.

    Args:
        name: how messages call the store.
        server: where to connect.
        most: idle connections that are kept.
    """

    def __init__(self, name: str, server: Server, most: int = 8) -> None:
        self._name = name
        self._server = server
        self._most = most
        self._lock = threading.Lock()
        self._idle: list[PgConnection] = []
        self._closed = False
        self._inherited: list[PgConnection] = []
        _pools.add(self)

    @contextmanager
    def connection(self) -> Iterator[PgConnection]:
        """A connection for the block.

        Raises:
            StoreUnavailable: when the store is closed.
            psycopg.Error: when the server cannot be reached.
        """
        connection = self._take()
        try:
            yield connection
        finally:
            self._give(connection)

    def close(self) -> None:
        """Close idle connections now, others when their block ends."""
        with self._lock:
            self._closed = True
            self._close_idle()

    def __del__(self) -> None:
        """A store that nobody closed ends its own conversations; psycopg would complain of each."""
        self._close_idle()

    def drop_idle(self) -> None:
        """Close the idle connections: one of them was found dead."""
        with self._lock:
            self._close_idle()

    def _take(self) -> PgConnection:
        with self._lock:
            if self._closed:
                raise StoreUnavailable(self._name, reasons.CLOSED)
            if self._idle:
                return self._idle.pop()
        return self._server.connect()

    def _give(self, connection: PgConnection) -> None:
        if connection.process != os.getpid():  # the parent's, at whose server nothing may be said here
            self._inherited.append(connection)
            return
        with self._lock:
            if not self._closed and connection.is_usable and len(self._idle) < self._most:
                self._idle.append(connection)
                return
        connection.close()

    def begin_anew(self) -> None:
        """In a forked child, before any other thread is there: the parent's conversations are not ours to end."""
        self._lock = threading.Lock()
        self._inherited += self._idle
        self._idle = []

    def _close_idle(self) -> None:
        while self._idle:
            self._idle.pop().close()


_pools: WeakSet[PgPool] = WeakSet()


def _after_fork_in_child() -> None:
    for pool in list(_pools):
        pool.begin_anew()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_after_fork_in_child)
