"""A shim between a store and its database that ends what is going on at the n-th statement."""

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from typing import Any
from unittest.mock import patch


class Countdown:
    """Lets so many statements pass, then ends what is going on; further ones (a ROLLBACK) pass again.

    A COMMIT counts twice: before it, nothing may have been written; after it, all, though nobody was told.
    """

    def __init__(self, end: Callable[[], None]) -> None:
        self.left = 1_000_000
        self._end = end

    def around(self, run: Callable[..., Any]) -> Callable[..., Any]:
        """The same method of a connection, counted."""

        def counted_run(connection: Any, sql: str, *rest: Any) -> Any:
            self._step()
            done = run(connection, sql, *rest)
            if sql == "COMMIT":
                self._step()
            return done

        return counted_run

    def _step(self) -> None:
        self.left -= 1
        if self.left == -1:
            self._end()


@contextmanager
def counted(end: Callable[[], None]) -> Iterator[Countdown]:
    """In the block, connections to a database that are opened anew count their statements down from ``left``."""
    countdown = Countdown(end)
    with ExitStack() as patched:
        patched.enter_context(patch.object(sqlite3, "connect", _counting(countdown)))
        with suppress(ImportError):  # where there is no driver, PostgreSQL is not tested
            from psycopg import Connection, Cursor

            for kind, name in ((Connection, "execute"), (Cursor, "executemany"), (Cursor, "copy")):
                patched.enter_context(patch.object(kind, name, countdown.around(getattr(kind, name))))
        yield countdown


def _counting(countdown: Countdown) -> Callable[..., sqlite3.Connection]:
    class Counted(sqlite3.Connection):
        execute = countdown.around(sqlite3.Connection.execute)
        executemany = countdown.around(sqlite3.Connection.executemany)

    connect = sqlite3.connect
    return lambda *where, **how: connect(*where, **how, factory=Counted)


def power_off() -> None:
    """End this process without a farewell."""
    os._exit(9)
