"""The store ``postgresql://…``: a schema of a PostgreSQL database; for many programs on many machines.

Commits are durable when they return. Nobody waits for anybody but those who raise the same cell or change the same
record at the same moment.
"""

import random
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import Any

import psycopg

from orqa.plugins.builtin.stores.postgresql_connection import PgConnection, PgPool, Server
from orqa.plugins.builtin.stores.postgresql_dialect import PostgresqlDialect
from orqa.plugins.builtin.stores.postgresql_faults import PASSING, is_lost
from orqa.plugins.builtin.stores.postgresql_joined import PgHost, PgJoinedStore
from orqa.plugins.builtin.stores.postgresql_loading import PgLoading
from orqa.plugins.builtin.stores.postgresql_purging import Purge
from orqa.plugins.builtin.stores.postgresql_sealing import WAITING, last_seal, seal
from orqa.plugins.builtin.stores.postgresql_setup import SetUp, where
from orqa.plugins.builtin.stores.postgresql_single import Single
from orqa.plugins.builtin.stores.postgresql_tables import PART
from orqa.plugins.builtin.stores.postgresql_writing import PgWriting
from orqa.storage import reasons
from orqa.storage.checks import check_batch, check_part
from orqa.storage.errors import StorageError, StoreUnavailable
from orqa.storage.protocol import Access, AfterCommit, Batch, Checkpoint, Entry, Erase, KindSpec, Op, Project, Receipt
from orqa.storage.sql.dialect import Connection, Row
from orqa.storage.sql.reader import SqlReader
from orqa.storage.sql.store import SqlStore

_TRIES = 8
"""Of one batch, when others are faster each time or the server goes away."""

_SNAPSHOT = "ISOLATION LEVEL REPEATABLE READ READ ONLY"
_SETTLING = 20
_PURGE_PAUSE = 1.0
"""Seconds before a purge that found something in its way is tried again."""


class PostgresqlStore(SqlStore):
    """Keeps an office in a schema of a PostgreSQL database.

    Args:
        server: where it is.
        name: how messages call the store, without the password.
        read_only: refuse every write. Entries that nobody has sealed yet are sealed all the same where the account
            may do so: that gives them positions and changes no record.
    """

    capabilities = frozenset({"durable", "shared", "read-only"})

    def __init__(self, server: Server, name: str, *, read_only: bool = False) -> None:
        self._postgresql = PostgresqlDialect(server.timeout)
        super().__init__(name, self._postgresql, read_only=read_only)
        self._server = server
        self._pool = PgPool(name, server)
        self._set_up = SetUp(name, server, read_only=read_only)
        self._to_purge = False
        self._purge_again = 0.0

    # ------------------------------------------------------------------ transactions

    @contextmanager
    def _begun(self, mode: str = "") -> Iterator[PgConnection]:
        """A connection in a transaction that the block ends."""
        with self._pool.connection() as connection:
            try:
                connection.raw.execute(self._server.begin(mode))
            except psycopg.OperationalError as error:
                if not is_lost(error):
                    raise
                self._pool.drop_idle()  # the server was started anew since; so are the others
            else:
                yield connection
                return
        with self._pool.connection() as connection:
            connection.raw.execute(self._server.begin(mode))
            yield connection

    @contextmanager
    def _reading(self) -> Iterator[PgConnection]:
        """See the base."""
        with self._mapped():
            self._check_set_up()
            opened = self._begun(_SNAPSHOT)
            connection = opened.__enter__()
        try:
            yield connection
        finally:
            with suppress(psycopg.Error):
                connection.raw.execute("COMMIT")
            opened.__exit__(None, None, None)

    @contextmanager
    def _transaction(self) -> Iterator[PgConnection]:
        """A transaction that writes; errors of the driver come out as they are."""
        self._check_set_up()
        with self._begun() as connection:
            try:
                yield connection
                connection.raw.execute("COMMIT")
            except BaseException:
                with suppress(psycopg.Error):
                    connection.raw.execute("ROLLBACK")
                raise

    @contextmanager
    def _writing(self) -> Iterator[PgConnection]:
        """See the base."""
        with self._mapped(), self._transaction() as connection:
            yield connection

    def _check_set_up(self) -> None:
        if not self._set_up.is_done:
            with self._pool.connection() as connection:
                self._postgresql.trigrams = self._set_up.run(connection)
            self._set_up.is_done = True

    # ------------------------------------------------------------------ the protocol

    def ensure(self, kinds: Sequence[KindSpec]) -> None:
        """See the base; a purge that a crash cut short is taken up again."""
        super().ensure(kinds)
        self._purge()

    def _make(self, connection: Connection, kinds: Sequence[KindSpec]) -> None:
        """See the base; programs that start at the same moment wait for each other."""
        self._set_up.alone(connection)
        super()._make(connection, kinds)

    def apply(self, batch: Batch) -> Receipt:
        """See the base; repeated by itself where another transaction was faster or the connection was lost."""
        self._check_writable()
        check_batch(batch, self._specs)
        with self._mapped():
            receipt = self._repeated(batch)
        erases = any(isinstance(write, Erase) for write in batch.writes)
        if erases or self._to_purge:
            self._purge(patient=erases)
        return receipt

    def _repeated(self, batch: Batch) -> Receipt:
        single, look = Single.takes(batch), False
        for left in range(_TRIES - 1, -1, -1):
            try:
                return (single and self._single(batch)) or self._applied(batch, look=single or look)
            except PASSING:
                if not left:
                    raise
                single, look = False, True  # somebody must look what stood in the way
            except psycopg.OperationalError as error:
                if not left or not is_lost(error):
                    raise
                self._pool.drop_idle()
            time.sleep(random.uniform(0, 0.01) * (_TRIES - left))  # noqa: S311 - so that two do not go on in step
        raise AssertionError  # pragma: no cover - the last try returns or raises

    def _single(self, batch: Batch) -> Receipt | None:
        self._check_set_up()
        writing = Single(batch, self._tables, self._upgrades or 0)
        try:
            if self._server.pooled:
                with self._transaction() as connection:
                    return writing.run(connection)
            with self._pool.connection() as connection:
                return writing.run(connection)
        except (*PASSING, psycopg.errors.UndefinedColumn, psycopg.errors.UndefinedTable):  # perhaps built anew
            return None

    def _applied(self, batch: Batch, *, look: bool) -> Receipt:
        with self._transaction() as connection:
            self._check_current(connection)
            receipt = PgWriting(self._dialect, self._tables, batch, connection, look=look).run()
            self._check_current(connection)  # a table may have taken another's place before the first lock on it
            return receipt

    def load(self, entries: Sequence[Entry], project: Project) -> Checkpoint:
        """See the base."""
        self._check_writable()
        with self._writing() as connection:
            self._check_current(connection)
            loading = PgLoading(connection, self._dialect, self._name, self._tables, self._specs, project)
            end = loading.run(entries)
            self._check_current(connection)  # as above
        if any(entry.op is Op.ERASE for entry in entries):
            self._purge()
        return end

    def _part(self, after: int, limit: int) -> list[Row]:
        """See the base; entries that wait for their positions get them first."""
        check_part(after, limit)
        self._seal()
        with self._reading() as connection, self._mapped():
            return connection.execute(PART, (after, limit)).fetchall()

    def checkpoint(self) -> Checkpoint:
        """See the base; entries that wait for their positions get them first."""
        self._seal()
        with self._reading() as connection, self._mapped():
            return last_seal(connection)

    @contextmanager
    def settled(self, access: Access) -> Iterator[tuple[SqlReader, Checkpoint]]:
        """See the base: a snapshot in which all that it shows is sealed.

        What is not when the snapshot is opened is sealed as the snapshot shows it, by a second transaction that looks
        at the same snapshot; where another program sealed some of it meanwhile, all begins anew.
        """
        for left in range(_SETTLING, 0, -1):
            self._seal()
            with self._reading() as connection:
                with self._mapped():
                    end = self._end_of(connection, patient=left == 1)
                if end is not None:
                    with self._readers(connection, (access,), None) as (reader,):
                        yield reader, end
                    return

    def _end_of(self, connection: Connection, *, patient: bool) -> Checkpoint | None:
        """Where the journal stands that a snapshot shows; None where that cannot be told of this snapshot."""
        if connection.execute(WAITING).fetchone() is None:
            return last_seal(connection)
        ((snapshot,),) = connection.execute("SELECT pg_export_snapshot()").fetchall()
        try:
            with self._begun("ISOLATION LEVEL REPEATABLE READ") as second, _ended(second):
                second.raw.execute(f"SET TRANSACTION SNAPSHOT '{snapshot}'")
                while seal(second, self._dialect):
                    pass
                return last_seal(second)
        except (*PASSING, psycopg.errors.ReadOnlySqlTransaction, psycopg.errors.InsufficientPrivilege) as error:
            if patient:
                raise StoreUnavailable(self._name, reasons.UNSEALED) from error
            return None

    def joined(self, connection: Any, on_commit: AfterCommit) -> PgJoinedStore:
        """See :class:`orqa.storage.protocol.Joinable`.

        The connection is one of psycopg to the same database, of any isolation level; its account has the rights on
        the office's schema. A number that its transaction took keeps others out of the same series, and only of
        that one, until it ends.
        """
        host = PgHost(self._name, self._server, connection, self._identity)
        return PgJoinedStore(self, host, on_commit, self._purge)

    def _identity(self, anew: bool) -> Row | None:  # noqa: FBT001 - asked for in one place
        if anew or not self._set_up.is_done:
            with self._reading() as connection, self._mapped():
                self._set_up.where = where(connection, self._server.schema)
        return self._set_up.where

    def close(self) -> None:
        """See the protocol."""
        self._pool.close()

    # ------------------------------------------------------------------ bookkeeping

    def _seal(self) -> None:
        """Seal what is committed; an account that may only read sees what others have sealed."""
        with self._mapped(), suppress(psycopg.errors.ReadOnlySqlTransaction, psycopg.errors.InsufficientPrivilege):
            more = True
            while more:
                with self._transaction() as connection:
                    more = connection.execute(WAITING).fetchone() is not None and seal(connection, self._dialect)

    def _purge(self, *, patient: bool = True) -> None:
        """Rewrite tables that held what was erased; without success, next time, but not at every write."""
        if self._read_only or (not patient and time.monotonic() < self._purge_again):
            return
        self._purge_again = time.monotonic() + _PURGE_PAUSE
        self._to_purge = True
        with suppress(StorageError), self._mapped(), self._pool.connection() as connection:
            self._to_purge = Purge.of(connection, self._tables, self._server.schema, patient=patient).run()


@contextmanager
def _ended(connection: PgConnection) -> Iterator[None]:
    """Commit at the end of the block, roll back on any error."""
    try:
        yield
        connection.raw.execute("COMMIT")
    except BaseException:
        with suppress(psycopg.Error):
            connection.raw.execute("ROLLBACK")
        raise
