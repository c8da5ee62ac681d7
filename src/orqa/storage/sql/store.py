"""The base of stores on SQL databases; an engine brings its dialect and says how transactions begin and end."""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager

from attrs import evolve

from orqa.storage import reasons
from orqa.storage.checks import check_batch, check_kinds, check_part
from orqa.storage.errors import StoreReadOnly, StoreTooNew, StoreUnavailable, UpgradeNeeded
from orqa.storage.protocol import Access, Batch, Checkpoint, Entry, KindSpec, Progress, Project, Receipt
from orqa.storage.sql.dialect import Connection, Dialect, Row, made
from orqa.storage.sql.journal import PART, end_and_upgrades, entry_of, last_and_upgrades, last_of, spelled_of
from orqa.storage.sql.marks import upgrades
from orqa.storage.sql.reader import SqlReader
from orqa.storage.sql.tables import KindTable, Shape, row_of

_SET_KIND = (
    "INSERT INTO _kind (kind, fields, searchable, schema) VALUES (?, ?, ?, ?)"
    " ON CONFLICT (kind) DO UPDATE SET schema = excluded.schema"
)


class SqlStore(ABC):
    """See :class:`orqa.storage.protocol.Store`.

    Args:
        name: how messages call the store.
        dialect: the engine's.
        read_only: refuse every write.
    """

    capabilities: frozenset[str] = frozenset()

    upgraded_at_once = 500
    """Records in one transaction of an upgrade: other writers wait some hundredths of a second."""

    def __init__(self, name: str, dialect: Dialect, *, read_only: bool = False) -> None:
        self._name = name
        self._dialect = dialect
        self._read_only = read_only
        self._tables: dict[str, KindTable] = {}
        self._specs: dict[str, KindSpec] = {}
        self._upgrades: int | None = None

    # ------------------------------------------------------------------ for engines

    @abstractmethod
    def _reading(self) -> AbstractContextManager[Connection]:
        """A connection in a transaction that shows one snapshot; what its block raises is left as it is."""

    @abstractmethod
    def _writing(self) -> AbstractContextManager[Connection]:
        """A connection in the one transaction that writes: committed at the end, rolled back on any error.

        Driver errors come out as errors of :mod:`orqa.storage.errors`, those of the block too.
        """

    @abstractmethod
    def close(self) -> None:
        """See :meth:`orqa.storage.protocol.Store.close`."""

    # ------------------------------------------------------------------ the protocol

    def ensure(self, kinds: Sequence[KindSpec]) -> None:
        """See :meth:`orqa.storage.protocol.Store.ensure`; a read-only store shows a kind it lacks as empty."""
        check_kinds(kinds)
        with self._reading() as connection, self._mapped():
            number, stored = upgrades(connection), _shapes(connection)
            wanted = self._wanted(kinds, stored)
            _check_shapes(connection, wanted, stored)
        if not self._read_only and any(stored.get(kind) != shape for kind, shape in wanted.items()):
            with self._writing() as connection:
                self._make(connection, kinds)
        first = not self._specs
        self._specs.update((spec.kind, spec) for spec in kinds)
        self._tables.update((spec.kind, KindTable(spec)) for spec in kinds)
        if first:  # else kinds that were declared before are still to be looked at
            self._upgrades = number if number >= 0 else None

    def upgrade(self, kinds: Sequence[KindSpec], project: Project, *, progress: Progress | None = None) -> None:
        """See :meth:`orqa.storage.protocol.Store.upgrade`."""
        from orqa.storage.sql.upgrading import Upgrade

        self._check_writable()
        check_kinds(kinds)
        with self._reading() as connection, self._mapped():
            stored = _shapes(connection)
        _check_not_too_new({spec.kind: Shape.of(spec) for spec in kinds}, stored)
        for spec in kinds:
            if spec.kind in stored:
                at_once = self.upgraded_at_once
                Upgrade(self._writing, self._dialect, self._name, spec, project, at_once).run(progress)
        self.ensure(kinds)

    def load(self, entries: Sequence[Entry], project: Project) -> Checkpoint:
        """See :meth:`orqa.storage.protocol.Store.load`."""
        from orqa.storage.sql.loading import Loading

        self._check_writable()
        with self._writing() as connection:
            self._check_current(connection)
            return Loading(connection, self._dialect, self._name, self._tables, self._specs, project).run(entries)

    def apply(self, batch: Batch) -> Receipt:
        """See :meth:`orqa.storage.protocol.Store.apply`."""
        from orqa.storage.sql.writing import Writing

        self._check_writable()
        check_batch(batch, self._specs)
        with self._writing() as connection:
            return Writing(self._dialect, self._tables, batch, connection).run_behind(*self._current_end(connection))

    @contextmanager
    def read(self, access: Access, after: int | None = None) -> Iterator[SqlReader]:
        """See :meth:`orqa.storage.protocol.Store.read`."""
        with self._reading() as connection:
            reader = self._reader(connection, access, after)
            try:
                yield reader
            finally:
                reader.close()

    @contextmanager
    def snapshot(self, *accesses: Access, after: int | None = None) -> Iterator[tuple[SqlReader, ...]]:
        """See :meth:`orqa.storage.protocol.Store.snapshot`."""
        with self._reading() as connection, self._readers(connection, accesses, after) as readers:
            yield readers

    @contextmanager
    def settled(self, access: Access) -> Iterator[tuple[SqlReader, Checkpoint]]:
        """See :meth:`orqa.storage.protocol.Store.settled`."""
        with self._reading() as connection, self._readers(connection, (access,), None) as (reader,):
            with self._mapped():
                end = Checkpoint(*last_of(connection))
            yield reader, end

    def journal(self, after: int = 0, limit: int = 1000) -> Sequence[Entry]:
        """See :meth:`orqa.storage.protocol.Store.journal`."""
        return tuple(entry_of(row, self._name) for row in self._part(after, limit))

    def spelled(self, after: int = 0, limit: int = 1000) -> Sequence[tuple[Entry, str | None]]:
        """See :class:`orqa.storage.protocol.SpelledStore`."""
        return tuple(spelled_of(row, self._name) for row in self._part(after, limit))

    def _part(self, after: int, limit: int) -> list[Row]:
        """Rows of the journal."""
        check_part(after, limit)
        with self._reading() as connection, self._mapped():
            return connection.execute(PART, (after, limit)).fetchall()

    def checkpoint(self) -> Checkpoint:
        """See :meth:`orqa.storage.protocol.Store.checkpoint`."""
        with self._reading() as connection, self._mapped():
            return Checkpoint(*last_of(connection))

    # ------------------------------------------------------------------ inside

    @property
    def dialect(self) -> Dialect:
        """The engine's words."""
        return self._dialect

    @property
    def read_only(self) -> bool:
        """Whether every write is refused."""
        return self._read_only

    def _declared_as(self, store: "SqlStore") -> None:
        """Know the kinds that were declared to another handle, now and later."""
        self._tables, self._specs, self._upgrades = store._tables, store._specs, store._upgrades  # noqa: SLF001 - of this class

    def _check_writable(self) -> None:
        if self._read_only:
            raise StoreReadOnly(self._name)

    def _check_current(self, connection: Connection) -> None:
        """Refuse to go on with tables that another program has built anew for other classes than these."""
        self._check_upgrades(connection, upgrades(connection))

    def _current_end(self, connection: Connection) -> tuple[int, str]:
        """Position and chain of the journal's end, after :meth:`_check_current`, by one look."""
        position, chain, number = last_and_upgrades(connection)
        self._check_upgrades(connection, number)
        return position, chain

    def _check_upgrades(self, connection: Connection, number: int) -> None:
        if self._specs and number != self._upgrades:
            stored = _shapes(connection)
            _check_shapes(connection, self._wanted(self._specs.values(), stored), stored)
            self._upgrades = number if number >= 0 else None

    def _wanted(self, kinds: Iterable[KindSpec], stored: Mapping[str, Shape]) -> dict[str, Shape]:
        """The shapes that tables must have; who only reads does without indexes that are not there."""
        wanted = {spec.kind: Shape.of(spec) for spec in kinds}
        if self._read_only:
            for kind in wanted.keys() & stored.keys():
                wanted[kind] = evolve(wanted[kind], indexes=stored[kind].indexes)
        return wanted

    @contextmanager
    def _mapped(self) -> Iterator[None]:
        """What the driver raises inside comes out as an error of this library."""
        try:
            yield
        except self._dialect.errors as error:
            raise self._dialect.fault(error, self._name) from error

    @contextmanager
    def _readers(
        self, connection: Connection, accesses: Sequence[Access], after: int | None
    ) -> Iterator[tuple[SqlReader, ...]]:
        """Readers over the snapshot that a connection shows, until the block ends."""
        readers = tuple(self._reader(connection, access, after) for access in accesses)
        try:
            yield readers
        finally:
            for reader in readers:
                reader.close()

    def _reader(self, connection: Connection, access: Access, after: int | None) -> SqlReader:
        with self._mapped():
            token, number = end_and_upgrades(connection)
            self._check_upgrades(connection, number)
            present = present_kinds(connection) if self._read_only else None
        if after is not None and after > token:
            raise StoreUnavailable(self._name, reasons.journal_ends(token, after))
        return SqlReader(
            connection,
            dialect=self._dialect,
            store=self._name,
            tables=self._tables,
            specs=self._specs,
            present=present,
            access=access,
            token=token,
        )

    def _make(self, connection: Connection, kinds: Sequence[KindSpec]) -> None:
        """Make missing tables, unless another process made them meanwhile."""
        stored = _shapes(connection)
        _check_shapes(connection, {spec.kind: Shape.of(spec) for spec in kinds}, stored)
        for spec in kinds:
            if spec.kind not in stored:
                for statement in made(KindTable(spec), self._dialect):
                    connection.execute(statement)
            connection.execute(_SET_KIND, row_of(spec))


def present_kinds(connection: Connection) -> frozenset[str]:
    """The kinds that have tables; a store that is only read may be older than a kind."""
    return frozenset(kind for (kind,) in connection.execute("SELECT kind FROM _kind").fetchall())


def _shapes(connection: Connection) -> dict[str, Shape]:
    rows = connection.execute("SELECT kind, fields, searchable, schema FROM _kind").fetchall()
    return {kind: Shape.read(*shape) for kind, *shape in rows}


def _check_not_too_new(wanted: Mapping[str, Shape], stored: Mapping[str, Shape]) -> None:
    for kind, shape in wanted.items():
        if kind in stored and stored[kind].schema > shape.schema:
            raise StoreTooNew(kind, stored[kind].schema, shape.schema)


def _check_shapes(connection: Connection, wanted: Mapping[str, Shape], stored: Mapping[str, Shape]) -> None:
    """Refuse shapes for which the tables were not built; a higher schema is nothing to a kind without records."""
    _check_not_too_new(wanted, stored)
    both = [(kind, shape, stored[kind]) for kind, shape in wanted.items() if kind in stored and shape != stored[kind]]
    changed = [kind for kind, shape, found in both if not (shape.same_table(found) and _is_empty(connection, kind))]
    if changed:
        raise UpgradeNeeded(tuple(changed))


def _is_empty(connection: Connection, kind: str) -> bool:
    name = KindTable(KindSpec(kind)).name
    return connection.execute(f"SELECT 1 FROM {name} LIMIT 1").fetchone() is None  # noqa: S608 - a kind that is stored
