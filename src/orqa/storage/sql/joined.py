"""A store in the transaction of another program: what both write is committed together, or neither.

The host begins and ends the transaction. Each batch is a savepoint in it: one that is refused leaves what the host did
before as it was. Cells are rows, so a host that rolls back takes numbers back without a gap and without a double.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from typing import NoReturn

from orqa.storage import reasons
from orqa.storage.checks import check_batch
from orqa.storage.errors import NotWhileJoined, StoreUnavailable
from orqa.storage.protocol import (
    Access,
    AfterCommit,
    Batch,
    Entry,
    Erase,
    KindSpec,
    Progress,
    Project,
    Receipt,
)
from orqa.storage.sql.dialect import Connection
from orqa.storage.sql.store import SqlStore
from orqa.storage.sql.writing import Writing


class Host(ABC):
    """The other program's connection, in the words of this library.

    Args:
        store: how messages call the store.
    """

    def __init__(self, store: str) -> None:
        self.store = store

    @property
    @abstractmethod
    def words(self) -> Connection:
        """What statements are given to; whatever the host set on its connection changes no answer."""

    @abstractmethod
    def check(self) -> None:
        """See to it that a transaction of the host is open.

        Raises:
            JoiningRefused: when none is.
        """

    @abstractmethod
    def savepoint(self) -> AbstractContextManager[None]:
        """What the block does is taken back when it fails; the host's settings are as before in any case."""


class JoinedStore(SqlStore):
    """See :class:`orqa.storage.protocol.Joinable`.

    Args:
        store: the store; what was declared to it counts.
        host: the connection in whose transaction this one takes part.
        on_commit: told what is to be done after the host's commit.
        purge: does away with the bytes of what was erased.
    """

    def __init__(self, store: SqlStore, host: Host, on_commit: AfterCommit, purge: Callable[[], None]) -> None:
        super().__init__(host.store, store.dialect, read_only=store.read_only)
        self._declared_as(store)
        self.capabilities = store.capabilities - {"durable"}
        self._host = host
        self._on_commit = on_commit
        self._purge_later = purge
        self._closed = False

    # ------------------------------------------------------------------ transactions

    def _check_open(self) -> None:
        if self._closed:
            raise StoreUnavailable(self._name, reasons.CLOSED)
        self._host.check()

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        """See the base: what the host's transaction shows."""
        self._check_open()
        yield self._host.words

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        """See the base: a savepoint."""
        with self._mapped():
            self._check_open()
            with self._host.savepoint():
                yield self._host.words

    # ------------------------------------------------------------------ the protocol

    def ensure(self, kinds: Sequence[KindSpec]) -> None:
        """Nothing is made in another program's transaction: the store itself knows these kinds already.

        Raises:
            NotWhileJoined: when it does not.
        """
        if any(self._specs.get(spec.kind) != spec for spec in kinds):
            self._refuse("ensure")

    def apply(self, batch: Batch) -> Receipt:
        """See the base; written when the host commits, and then as durable as the host's commits are."""
        self._check_writable()
        check_batch(batch, self._specs)
        receipt = self._applied(batch)
        if any(isinstance(write, Erase) for write in batch.writes):
            self._on_commit(self._purge_later)
        return receipt

    def _applied(self, batch: Batch) -> Receipt:
        with self._writing() as connection:
            return Writing(self._dialect, self._tables, batch, connection).run_behind(*self._current_end(connection))

    def close(self) -> None:
        """End the taking part; the host's connection and transaction are the host's."""
        self._closed = True

    # ------------------------------------------------------------------ what a host's transaction is not for

    def upgrade(self, kinds: Sequence[KindSpec], project: Project, *, progress: Progress | None = None) -> NoReturn:
        """Refused: it takes transactions of its own."""
        del kinds, project, progress
        self._refuse("upgrade")

    def load(self, entries: Sequence[Entry], project: Project) -> NoReturn:
        """Refused: it takes transactions of its own."""
        del entries, project
        self._refuse("load")

    def spelled(self, after: int = 0, limit: int = 1000) -> NoReturn:
        """Refused as :meth:`journal` is."""
        del after, limit
        self._refuse("journal")

    def journal(self, after: int = 0, limit: int = 1000) -> NoReturn:
        """Refused: places in the journal are given to what is committed."""
        del after, limit
        self._refuse("journal")

    def checkpoint(self) -> NoReturn:
        """Refused as :meth:`journal` is."""
        self._refuse("checkpoint")

    def settled(self, access: Access) -> NoReturn:
        """Refused as :meth:`journal` is."""
        del access
        self._refuse("settled")

    def _refuse(self, call: str) -> NoReturn:
        raise NotWhileJoined(self._name, call)
