"""Connections of one process: opened when needed, used by one thread at a time, never carried through a fork.

SQLite keeps what it knows of its locks in the process. A forked child inherits that knowledge but not the locks, so
connections that are open at a fork would make it believe that it may read or write when it may not
(https://www.sqlite.org/howtocorrupt.html, section 2.6). Idle connections are closed before a fork; when one is in
use, the child refuses to work with that file.
"""

import os
import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from weakref import WeakSet

from orqa.storage import reasons
from orqa.storage.errors import StoreUnavailable


class Pool:
    """Idle connections to one file.

    Args:
        name: how messages call the store.
        path: the file.
        opened: makes a connection; several threads may call it at once.
        after_fork: called in a forked child.
    """

    def __init__(
        self, name: str, path: str, opened: Callable[[], sqlite3.Connection], after_fork: Callable[[], None]
    ) -> None:
        self._name = name
        self._path = os.path.realpath(path)
        self._opened = opened
        self._after_fork = after_fork
        self._lock = threading.RLock()
        self._idle: list[sqlite3.Connection] = []
        self._used = 0
        self._generation = 0
        self._closed = False
        _pools.add(self)

    @contextmanager
    def connection(self) -> Iterator[sqlite3.Connection]:
        """A connection for the block.

        Raises:
            StoreUnavailable: when the store is closed or was in use at a fork.
        """
        connection, generation = self.take()
        try:
            yield connection
        finally:
            self.give(connection, generation)

    def close(self) -> None:
        """Close idle connections now, others when their block ends."""
        with self._lock:
            self._closed = True
            self._close_idle()

    def take(self) -> tuple[sqlite3.Connection, int]:
        """A connection, and what :meth:`give` must be told with it.

        Raises:
            StoreUnavailable: when the store is closed or was in use at a fork.
        """
        generation = self._generation
        with self._lock:
            if self._closed:
                raise StoreUnavailable(self._name, reasons.CLOSED)
            if self._path in _forked:
                raise StoreUnavailable(self._name, reasons.FORKED)
            self._used += 1
            if self._idle:
                return self._idle.pop(), generation
        try:
            return self._opened(), generation
        except BaseException:
            with self._lock:
                self._used -= 1
            raise

    def give(self, connection: sqlite3.Connection, generation: int) -> None:
        """Take a connection back."""
        with self._lock:
            if generation != self._generation:
                _orphans.append(connection)  # the parent's: not even to be closed here
                return
            self._used -= 1
            if self._closed or connection.in_transaction:
                connection.close()
            else:
                self._idle.append(connection)

    def _close_idle(self) -> None:
        while self._idle:
            self._idle.pop().close()

    # ------------------------------------------------------------------ around a fork

    def before_fork(self) -> None:
        """Hold still, with nothing open that is not in use."""
        self._lock.acquire()
        self._close_idle()

    def after_fork_in_parent(self) -> None:
        """Go on."""
        self._lock.release()

    def after_fork_in_child(self) -> None:
        """Begin anew; where a connection was in use, refuse that file in this process."""
        self._lock = threading.RLock()
        if self._used:
            _forked.add(self._path)
        self._used = 0
        self._generation += 1
        self._after_fork()


_pools: WeakSet[Pool] = WeakSet()
_held: list[Pool] = []
_forked: set[str] = set()
_orphans: list[sqlite3.Connection] = []


def _before_fork() -> None:
    for pool in list(_pools):
        pool.before_fork()
        _held.append(pool)


def _after_fork_in_parent() -> None:
    while _held:
        _held.pop().after_fork_in_parent()


def _after_fork_in_child() -> None:
    while _held:
        _held.pop().after_fork_in_child()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(before=_before_fork, after_in_parent=_after_fork_in_parent, after_in_child=_after_fork_in_child)
