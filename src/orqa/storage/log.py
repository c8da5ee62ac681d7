"""A store whose truth is a log of batches and whose state lives in memory."""

import threading
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext

from attrs import evolve

from orqa.base.refs import RecordRef
from orqa.storage import reasons
from orqa.storage.checks import added, check_batch, check_kinds, check_part, known_kind
from orqa.storage.errors import (
    BadBatch,
    Conflict,
    StoreReadOnly,
    StoreTooNew,
    StoreUnavailable,
    UpgradeNeeded,
)
from orqa.storage.loading import batches, spelled
from orqa.storage.log_lines import lines_of, projected, sealed
from orqa.storage.log_reader import LogReader
from orqa.storage.log_state import Line, State
from orqa.storage.protocol import (
    Access,
    Add,
    Batch,
    Checkpoint,
    Entry,
    FieldSpec,
    KindSpec,
    Op,
    Progress,
    Project,
    Receipt,
    Write,
)


class LogStore:
    """Base of stores that append batches to a log under a lock and answer from memory.

    A subclass overrides :meth:`append`, which makes the lines of a batch durable, and calls :meth:`replay` with
    the lines of each batch in its log when it opens. One that keeps kinds overrides :meth:`stored_kinds` and
    :meth:`store_kinds`; one that several handles or processes share overrides :meth:`turn` and :meth:`catch_up`.

    Args:
        name: how messages call the store.
        read_only: refuse every write.
    """

    capabilities: frozenset[str] = frozenset()

    def __init__(self, name: str, *, read_only: bool = False) -> None:
        self._name = name
        self._read_only = read_only
        self._closed = False
        self._lock = threading.RLock()
        self._state = State()
        self._kinds: dict[str, KindSpec] = {}
        self._snapshots: Counter[int] = Counter()

    # ------------------------------------------------------------------ for subclasses

    def append(self, lines: Sequence[Line]) -> None:
        """Make the lines of one batch durable; called under the lock, before the state changes.

        A line with op ``erase`` asks to drop text, salt, index and search text of the record's earlier lines.
        Raising leaves the state as it was.
        """

    def replay(self, lines: Sequence[Line]) -> None:
        """Take up the lines of a batch that the log already holds."""
        with self._lock:
            self._state.take(lines)
            self._state.forget(self._snapshots)

    def stored_kinds(self) -> Iterable[KindSpec]:
        """The kinds that the log holds; asked for whenever kinds are declared."""
        return ()

    def store_kinds(self, kinds: Iterable[KindSpec]) -> None:
        """Make these durable in place of those that the log holds; called in a turn."""

    def turn(self) -> AbstractContextManager[None]:
        """Held while a batch or kinds are checked and written: where other processes write too, a lock of theirs.

        Readers do not wait for a turn: it is taken before the lock of the threads.
        """
        return nullcontext()

    def catch_up(self) -> None:
        """Replay what other handles have appended; called under the lock before each answer."""

    def reshape(self, lines: Sequence[Line]) -> None:
        """Make lines durable in place of those with the same positions: of kinds that change, with the new index.

        Called in a turn, before the state changes. While it goes on, the kinds that the log holds fit no program, so
        that after a crash nobody takes lines of two shapes for one.
        """

    # ------------------------------------------------------------------ the protocol

    def ensure(self, kinds: Sequence[KindSpec]) -> None:
        """See :meth:`orqa.storage.protocol.Store.ensure`."""
        check_kinds(kinds)
        self._check_open()
        with nullcontext() if self._read_only else self.turn(), self._lock:
            self._check_open()
            known = self._known()
            self._check_shapes(kinds, known)
            told = {spec.kind: spec for spec in kinds}
            if not self._read_only and known | told != known:
                self.store_kinds((known | told).values())
            self._kinds.update(told)

    def apply(self, batch: Batch) -> Receipt:
        """See :meth:`orqa.storage.protocol.Store.apply`."""
        self._check_writable()
        with self.turn(), self._lock:
            self._check_current()
            check_batch(batch, self._kinds)
            self.catch_up()
            first = self._state.receipts.get(batch.id)
            return first or self._write(batch)

    def upgrade(self, kinds: Sequence[KindSpec], project: Project, *, progress: Progress | None = None) -> None:
        """See :meth:`orqa.storage.protocol.Store.upgrade`; done in one go, for everything is at hand."""
        check_kinds(kinds)
        self._check_writable()
        with self.turn(), self._lock:
            self._check_open()
            self.catch_up()
            known, told = self._known(), {spec.kind: spec for spec in kinds}
            _check_not_too_new(kinds, known)
            changed = {spec.kind: self._state.puts_of(spec.kind) for spec in self._of_other_shape(kinds, known)}
            lines = [projected(line, told[kind], project) for kind, found in changed.items() for line in found]
            self._reshape(changed, lines, known)
            if known | told != known:
                self.store_kinds((known | told).values())
            self._kinds.update(told)
        for kind, found in changed.items():
            if progress:
                progress(kind, len(found), len(found))

    def load(self, entries: Sequence[Entry], project: Project) -> Checkpoint:
        """See :meth:`orqa.storage.protocol.Store.load`."""
        self._check_writable()
        with self.turn(), self._lock:
            self._check_current()
            found = spelled(entries, self.checkpoint(), self._name)
            parts = batches(found, self._state.receipts.__contains__, self._name)
            for lines in [[self._loaded(*pair, project) for pair in part] for part in parts]:
                self.append(lines)
                self._state.take(lines)
            self._state.forget(self._snapshots)
            return self.checkpoint()

    @contextmanager
    def read(self, access: Access, after: int | None = None) -> Iterator[LogReader]:
        """See :meth:`orqa.storage.protocol.Store.read`; a batch shows as soon as ``apply`` returns."""
        with self.snapshot(access, after=after) as (reader,):
            yield reader

    @contextmanager
    def snapshot(self, *accesses: Access, after: int | None = None) -> Iterator[tuple[LogReader, ...]]:
        """See :meth:`orqa.storage.protocol.Store.snapshot`."""
        token = self._open_snapshot(after)
        try:
            yield tuple(LogReader(self._state, self._kinds, self._lock, access, token) for access in accesses)
        finally:
            self._close_snapshot(token)

    @contextmanager
    def settled(self, access: Access) -> Iterator[tuple[LogReader, Checkpoint]]:
        """See :meth:`orqa.storage.protocol.Store.settled`."""
        with self.read(access) as reader:
            with self._lock:
                chain = self._state.lines[reader.token - 1].entry.chain if reader.token else ""
            yield reader, Checkpoint(reader.token, chain)

    def journal(self, after: int = 0, limit: int = 1000) -> Sequence[Entry]:
        """See :meth:`orqa.storage.protocol.Store.journal`."""
        check_part(after, limit)
        with self._lock:
            self._check_open()
            self.catch_up()
            lines = self._state.lines[after : after + limit]
        return tuple(line.shown() for line in lines)

    def checkpoint(self) -> Checkpoint:
        """See :meth:`orqa.storage.protocol.Store.checkpoint`."""
        with self._lock:
            self._check_open()
            self.catch_up()
            return Checkpoint(self._state.position, self._state.chain)

    def close(self) -> None:
        """See :meth:`orqa.storage.protocol.Store.close`."""
        self._closed = True

    # ------------------------------------------------------------------ inside

    def _check_open(self) -> None:
        if self._closed:
            raise StoreUnavailable(self._name, reasons.CLOSED)

    def _check_writable(self) -> None:
        self._check_open()
        if self._read_only:
            raise StoreReadOnly(self._name)

    # ------------------------------------------------------------------ kinds

    def _known(self) -> dict[str, KindSpec]:
        return self._kinds | {spec.kind: spec for spec in self.stored_kinds()}

    def _check_current(self) -> None:
        """Refuse to go on with kinds that another program has given another shape meanwhile."""
        self._check_open()
        self._check_shapes(tuple(self._kinds.values()), {spec.kind: spec for spec in self.stored_kinds()})

    def _check_shapes(self, kinds: Sequence[KindSpec], known: Mapping[str, KindSpec]) -> None:
        _check_not_too_new(kinds, known)
        if changed := tuple(spec.kind for spec in self._of_other_shape(kinds, known)):
            raise UpgradeNeeded(changed)

    def _of_other_shape(self, kinds: Sequence[KindSpec], known: Mapping[str, KindSpec]) -> list[KindSpec]:
        """The kinds whose columns were made for another shape or, where there are records, an older schema."""
        pairs = [(spec, known[spec.kind]) for spec in kinds if spec.kind in known]
        return [
            spec
            for spec, found in pairs
            if _shape(spec) != _shape(found) or (spec.schema > found.schema and self._state.puts_of(spec.kind))
        ]

    def _reshape(self, changed: Iterable[str], lines: Sequence[Line], known: Mapping[str, KindSpec]) -> None:
        unfit = {kind: KindSpec(kind, schema=0) for kind in changed}
        if unfit:
            self.store_kinds({**known, **unfit}.values())
            self.reshape(lines)
            self._state.replace(lines)

    # ------------------------------------------------------------------ snapshots and batches

    def _loaded(self, entry: Entry, text: str | None, project: Project) -> Line:
        line = Line(evolve(entry, body=None), text)
        return line if entry.op is Op.ADDS else projected(line, known_kind(self._kinds, entry.kind), project)

    def _open_snapshot(self, after: int | None) -> int:
        with self._lock:
            self._check_current()
            self.catch_up()
            token = self._state.position
            if after is not None and after > token:
                raise StoreUnavailable(self._name, reasons.journal_ends(token, after))
            self._snapshots[token] += 1
            return token

    def _close_snapshot(self, token: int) -> None:
        with self._lock:
            self._snapshots -= Counter([token])
            self._state.forget(self._snapshots)

    def _write(self, batch: Batch) -> Receipt:
        self._check_versions(batch.writes)
        numbers = self._added(batch.adds)
        lines = lines_of(batch, numbers, self._kinds, self._last_line)
        if not lines:
            return Receipt(self._state.position)
        done = sealed(batch, lines, self._state.position, self._state.chain)
        self.append(done)
        self._state.take(done)
        self._state.forget(self._snapshots)
        return self._state.receipts[batch.id]

    def _last_line(self, ref: RecordRef) -> Line | None:
        record = self._state.records.get(ref)
        return record.lines[-1] if record else None

    def _check_versions(self, writes: Sequence[Write]) -> None:
        for write in writes:
            record = self._state.records.get(write.ref)
            found = len(record.lines) if record else 0
            if found != write.expected:
                raise Conflict(write.ref, write.expected, found)
            if record and record.is_erased:
                raise BadBatch(f"{write.ref} is erased and takes no further version")

    def _added(self, adds: Sequence[Add]) -> tuple[int, ...]:
        """The new values in the order of ``adds``, worked out in the order of the cells' names."""
        values: dict[str, int] = {}
        numbers = [0] * len(adds)
        for place, add in sorted(enumerate(adds), key=lambda pair: pair[1].cell):
            value = values[add.cell] if add.cell in values else self._state.cell(add.cell) or 0
            values[add.cell] = numbers[place] = added(add, value)
        return tuple(numbers)


def _check_not_too_new(kinds: Sequence[KindSpec], known: Mapping[str, KindSpec]) -> None:
    for spec in kinds:
        if (found := known.get(spec.kind)) and found.schema > spec.schema:
            raise StoreTooNew(spec.kind, found.schema, spec.schema)


def _shape(spec: KindSpec) -> tuple[frozenset[FieldSpec], bool]:
    """What tables are built from; the order of fields is not."""
    return frozenset(spec.fields), spec.searchable
