"""The store ``sqlite:///path``: one file, no server; for an office of any size and many processes on one machine.

Commits are durable when they return (write-ahead log, full synchronisation). The file must lie on a local disk:
network file systems do not keep the locks that several processes need.
"""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from functools import partial
from typing import TYPE_CHECKING, Any

from orqa.base.findings import Finding, FindingKind, Severity
from orqa.base.language import Text
from orqa.plugins.builtin.stores.sqlite_dialect import SqliteDialect
from orqa.plugins.builtin.stores.sqlite_file import DatabaseFile
from orqa.plugins.builtin.stores.sqlite_index import check_index
from orqa.plugins.builtin.stores.sqlite_pool import Pool
from orqa.plugins.builtin.stores.sqlite_queue import WriterQueue
from orqa.storage.aside import Aside
from orqa.storage.checks import check_batch
from orqa.storage.errors import BadBatch, StorageError
from orqa.storage.protocol import AfterCommit, Batch, Checkpoint, Entry, Erase, KindSpec, Op, Progress, Project, Receipt
from orqa.storage.sql.clauses import after_prefix
from orqa.storage.sql.store import SqlStore, present_kinds
from orqa.storage.sql.tables import PURGE

if TYPE_CHECKING:
    from orqa.plugins.builtin.stores.sqlite_aside import Work
    from orqa.storage.sql.ahead import Ahead, End
    from orqa.storage.sql.joined import JoinedStore

FILE_DAMAGED = FindingKind(
    "store-file-damaged",
    Severity.ERROR,
    Text.of(
        en="SQLite finds the file damaged: {reason}. Restore a backup",
        th="SQLite พบว่าแฟ้มเสียหาย: {reason} ให้กู้จากสำเนาสำรอง",
    ),
)

_PAGES = 1000
"""Copied at a time, some four megabytes."""

_DUE = "SELECT substr(name, ?), value FROM _store WHERE name >= ? AND name < ?"


class SqliteStore(SqlStore):
    """Keeps an office in a SQLite file.

    The file is opened at the first use. Beside it lie ``-wal`` and ``-shm`` of SQLite while it is used, and
    ``-queue``, in which writers wait for their turn.

    Args:
        path: the file; its folder must exist.
        read_only: refuse every write, and open the file so that SQLite does, too.
        timeout: seconds to wait for other writers before :class:`~orqa.storage.errors.StoreUnavailable`.
    """

    capabilities = frozenset({"durable", "shared", "read-only"})

    def __init__(self, path: str, *, read_only: bool = False, timeout: float = 30.0) -> None:
        self._path = path
        self._timeout = timeout
        self._sqlite = SqliteDialect(timeout)
        super().__init__(f"sqlite:///{path}", self._sqlite, read_only=read_only)
        self._queue = WriterQueue(f"{path}-queue")
        self._file = DatabaseFile(path, self._name, read_only, timeout, self._queue, self._sqlite.key_type)
        self._pool = Pool(self._name, path, self._open, self._queue.after_fork)
        self._to_purge = False
        self._optimized: dict[str, str] = {}

    # ------------------------------------------------------------------ transactions

    def _open(self) -> sqlite3.Connection:
        with self._mapped():
            return self._file.open()

    @contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection]:
        """See the base; written out, for services look at a few records at a time."""
        connection, generation = self._pool.take()
        try:
            try:
                connection.execute("BEGIN")
            except self._sqlite.errors as error:
                raise self._sqlite.fault(error, self._name) from error
            try:
                yield connection
            finally:
                with suppress(sqlite3.Error):  # of a damaged file; the pool closes what cannot end
                    connection.execute("COMMIT")
        finally:
            self._pool.give(connection, generation)

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        """See the base; written out, for this is the way of every single registration."""
        connection, generation = self._pool.take()
        try:
            self._queue.enter(self._timeout)
            try:
                connection.execute("BEGIN IMMEDIATE")
                yield connection
                connection.execute("COMMIT")
            except BaseException:
                with suppress(sqlite3.Error):  # SQLite has rolled back by itself, or never begun
                    connection.execute("ROLLBACK")
                raise
            finally:
                self._queue.leave()
        except self._sqlite.errors as error:
            raise self._sqlite.fault(error, self._name) from error
        finally:
            self._pool.give(connection, generation)

    # ------------------------------------------------------------------ the protocol

    def ensure(self, kinds: Sequence[KindSpec]) -> None:
        """See the base; a purge that a crash cut short is taken up again."""
        super().ensure(kinds)
        self._purge()

    def apply(self, batch: Batch) -> Receipt:
        """See the base; the bytes of what a batch erases are gone when it returns.

        While an older snapshot is being read, in any process, they go with the first write after that.
        """
        receipt = super().apply(batch)
        if self._to_purge or Erase in map(type, batch.writes):
            self._purge()
        return receipt

    @contextmanager
    def aside(self) -> Iterator[Aside]:
        """See :class:`orqa.storage.aside.WritesAside`: new records are worked out while others are being written."""
        from orqa.plugins.builtin.stores.sqlite_aside import SqliteAside, short_turns

        aside = SqliteAside(self._work_of)
        with short_turns():
            try:
                yield aside
            finally:
                aside.join()

    def _work_of(self, batch: Batch, end: "End | None") -> "tuple[Work, End | None]":
        from orqa.plugins.builtin.stores.sqlite_aside import Work
        from orqa.storage.sql.ahead import Ahead, can_foresee

        self._check_writable()
        check_batch(batch, self._specs)
        with suppress(BadBatch):  # what the numbers would be is not certain yet
            if can_foresee(batch):
                ahead = Ahead(self._dialect, self._tables, batch)
                then = ahead.prepare(self._end_with_cells(batch, end))
                return Work(partial(self._run_ahead, ahead), ahead), then
        return Work(partial(self.apply, batch)), None

    def _end_with_cells(self, batch: Batch, end: "End | None") -> "End":
        from orqa.storage.sql.ahead import End

        names = {add.cell for add in batch.adds}
        if end is not None and names <= end.cells.keys():
            return end
        with self._reading() as connection, self._mapped():
            return (end or End.of(connection)).with_cells(connection, self._dialect, names)

    def _run_ahead(self, ahead: "Ahead") -> Receipt:
        with self._writing() as connection:
            self._check_current(connection)
            return ahead.run(connection)

    def load(self, entries: Sequence[Entry], project: Project) -> Checkpoint:
        """See the base; also here the bytes of what is erased are gone when it returns."""
        end = super().load(entries, project)
        if any(entry.op is Op.ERASE for entry in entries):
            self._purge()
        return end

    def check(self) -> tuple[Finding, ...]:
        """What SQLite finds wrong with the file's pages and indexes."""
        with self._reading() as connection, self._mapped():
            told = [text for (text,) in connection.execute("PRAGMA integrity_check(20)").fetchall()]
        return tuple(FILE_DAMAGED.make(reason=text) for text in told if text != "ok")

    def check_index(self) -> Iterator[Finding]:
        """See :class:`orqa.storage.protocol.IndexChecking`."""
        with self._reading() as connection, self._mapped():
            present = present_kinds(connection)
            for kind, table in self._tables.items():
                if table.spec.searchable and kind in present:
                    yield from check_index(connection, self._sqlite, table)

    def copy_into(self, path: str, *, progress: Progress | None = None) -> None:
        """Copy the file, page by page, as of one moment (https://www.sqlite.org/backup.html).

        The pages are those of a snapshot: who writes meanwhile neither waits nor makes the copy begin anew.
        """
        with self._reading() as connection, self._mapped():
            connection.execute("SELECT count(*) FROM _kind").fetchone()  # the snapshot begins with the first look
            told = None if progress is None else lambda _, left, all_: progress("pages", all_ - left, all_)
            with closing(sqlite3.connect(path, isolation_level=None)) as target:
                connection.backup(target, pages=_PAGES, progress=told)

    def joined(self, connection: Any, on_commit: AfterCommit) -> "JoinedStore":
        """See :class:`orqa.storage.protocol.Joinable`.

        The connection is one of :mod:`sqlite3` to the same file, best in a transaction that ``BEGIN IMMEDIATE`` began:
        one that only reads so far cannot always become one that writes.
        """
        from orqa.plugins.builtin.stores.sqlite_joined import SqliteHost
        from orqa.storage.sql.joined import JoinedStore

        return JoinedStore(self, SqliteHost(self._name, self._path, connection), on_commit, self._purge)

    def close(self) -> None:
        """See the protocol."""
        if self._to_purge:
            self._purge()
        self._pool.close()
        self._queue.close()

    # ------------------------------------------------------------------ bytes of erased records

    def _purge(self) -> None:
        """Rewrite the search indexes that held erased texts and empty the log; without success, next time.

        Failing, it raises nothing: the batch that it follows is written.
        """
        if self._read_only:
            return
        with suppress(StorageError):
            due = self._due()
            self._to_purge = bool(due)
            if due:
                self._optimize(due)
                if self._emptied():
                    self._done(due)

    def _due(self) -> dict[str, str]:
        """Kind and last batch of the erasures whose bytes may lie about."""
        with self._reading() as connection, self._mapped():
            rows = connection.execute(_DUE, (len(PURGE) + 1, PURGE, after_prefix(PURGE))).fetchall()
        return dict(rows)

    def _optimize(self, due: dict[str, str]) -> None:
        """Rewrite the indexes; once for each erasure, however often emptying the log fails."""
        tables = [self._tables[kind] for kind in due if kind in self._tables and due[kind] != self._optimized.get(kind)]
        with self._writing() as connection:
            for table in tables:
                if table.spec.searchable:
                    connection.execute(self._sqlite.optimize(table))
        self._optimized.update((table.spec.kind, due[table.spec.kind]) for table in tables)

    def _emptied(self) -> bool:
        """Whether the log could be moved into the file and cut to nothing: not while a snapshot needs it."""
        with self._mapped(), self._pool.connection() as connection:
            connection.execute("PRAGMA busy_timeout = 0")
            try:
                busy = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
            finally:
                connection.execute(f"PRAGMA busy_timeout = {int(self._timeout * 1000)}")
        return not busy

    def _done(self, due: dict[str, str]) -> None:
        """Note that these erasures are complete; a kind that this process does not know stays due."""
        done = [(PURGE + kind, batch) for kind, batch in due.items() if self._optimized.get(kind) == batch]
        with self._writing() as connection:
            connection.executemany("DELETE FROM _store WHERE name = ? AND value = ?", done)
        self._to_purge = len(done) < len(due)
