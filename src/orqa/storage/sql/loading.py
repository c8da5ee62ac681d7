"""Entries of another store in an open transaction: the journal goes on with them, tables and cells come along."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from attrs import define, field

from orqa.base.refs import RecordRef
from orqa.storage import reasons
from orqa.storage.checks import known_kind
from orqa.storage.errors import EntriesRefused
from orqa.storage.loading import Spelled, batches, is_gone, spelled
from orqa.storage.protocol import Checkpoint, Entry, KindSpec, Op, Project, Stored
from orqa.storage.sql.changes import Changes, take_up, taken_up
from orqa.storage.sql.dialect import Connection, Dialect
from orqa.storage.sql.journal import INSERT_BATCH, INSERT_ENTRY, last_of
from orqa.storage.sql.marks import SET
from orqa.storage.sql.tables import PURGE, KindTable
from orqa.storage.sql.writing import SET_CELL


@define(eq=False)
class _Run:
    """What the entries of one record amount to."""

    first: Entry
    last: Entry
    put: Entry | None = None
    gone: bool = False

    def add(self, entry: Entry) -> None:
        self.last = entry
        self.put = entry if entry.op is Op.PUT else self.put
        self.gone = self.gone or is_gone(entry)


@define(eq=False)
class Loading:
    """Entries on their way into the tables; the caller begins and ends the transaction."""

    connection: Connection
    dialect: Dialect
    store: str
    tables: Mapping[str, KindTable]
    specs: Mapping[str, KindSpec]
    project: Project
    _runs: dict[tuple[str, str], _Run] = field(factory=dict, init=False)
    _changes: dict[str, Changes] = field(factory=dict, init=False)
    _taken: int = field(default=0, init=False)

    def run(self, entries: Sequence[Entry]) -> Checkpoint:
        """Write them.

        Raises:
            EntriesRefused, UnknownKind: see :meth:`orqa.storage.protocol.Store.load`.
        """
        end = self._begin()
        self._taken = taken_up(self.dialect, end.position)
        found = spelled(entries, end, self.store)
        parts = batches(found, self._batch_ids(found).__contains__, self.store)
        self._gather(entries)
        self._take_records()
        for changes in self._changes.values():
            changes.write(self.connection, self.dialect)
        self._write_journal(parts)
        self._set_cells(entries)
        end = self._end()
        take_up(self.connection, self.dialect, self._taken, taken_up(self.dialect, end.position))
        return end

    def _begin(self) -> Checkpoint:
        return self._end()

    def _end(self) -> Checkpoint:
        return Checkpoint(*last_of(self.connection))

    def _number(self, position: int) -> int:
        """Under which the table of entries holds the entry of a position."""
        return position

    def _batch_ids(self, entries: Sequence[Spelled]) -> frozenset[str]:
        """The batches of the entries that the store has already."""
        ids = self.dialect.listing(dict.fromkeys(entry.batch for entry, _ in entries))
        sql = f"SELECT b.id FROM {self.dialect.listed()} w JOIN _batch b ON b.id = w.item"  # noqa: S608 - the dialect's words
        return frozenset(name for (name,) in self.connection.execute(sql, (ids,)).fetchall())

    # ------------------------------------------------------------------ records

    def _gather(self, entries: Sequence[Entry]) -> None:
        for entry in entries:
            if entry.op is Op.ADDS:
                continue
            run = self._runs.get((entry.kind, entry.id))
            if run is None:
                known_kind(self.specs, entry.kind)
                run = self._runs[entry.kind, entry.id] = _Run(entry, entry)
            run.add(entry)

    def _take_records(self) -> None:
        recorded = self._recorded()
        for (kind, identity), run in self._runs.items():
            changes = self._changes.get(kind)
            if changes is None:
                changes = self._changes[kind] = Changes(self.tables[kind], self._taken)
            if run.first.version == 1:
                self._take(changes, run, 0)
            elif (kind, identity) in recorded:
                self._take(changes, run, recorded[kind, identity])
            else:
                raise EntriesRefused(self.store, run.first.position, reasons.NOT_NEXT)

    def _take(self, changes: Changes, run: _Run, recorded: int) -> None:
        """Bring along one record; ``recorded`` is 0 for a new one."""
        last = run.last
        if run.gone:
            if recorded:
                changes.erased.append((recorded, last.id))
                self.connection.execute(SET, (PURGE + last.kind, str(self._number(last.position))))
        elif run.put is None:
            changes.touched.append((last.version, recorded))
        else:
            self._take_content(changes, run, run.put, recorded)

    def _take_content(self, changes: Changes, run: _Run, put: Entry, recorded: int) -> None:
        shown = self.project(Stored(RecordRef(put.kind, put.id), run.last.version, put.body or {}, put.readers))
        row = changes.table.row(run.last.version, self._number(put.position), " ".join(put.readers), shown)
        if recorded:
            changes.changed.append((*row, recorded))
            if changes.table.spec.searchable and shown.text and not put.readers and recorded <= self._taken:
                changes.texts.append((recorded, shown.text))
        else:
            changes.new.append((self._number(run.first.position), put.id, *row))

    def _recorded(self) -> dict[tuple[str, str], int]:
        """The positions of the first entries of the records that are here already."""
        wanted: dict[str, list[str]] = {}
        for (kind, identity), run in self._runs.items():
            if run.first.version > 1:
                wanted.setdefault(kind, []).append(identity)
        return {
            (kind, identity): position
            for kind, ids in wanted.items()
            for identity, position in self.connection.execute(self._first_entries, (self.dialect.listing(ids), kind))
        }

    @property
    def _first_entries(self) -> str:
        return (
            f"SELECT f.id, f.position FROM {self.dialect.listed()} w"  # noqa: S608 - the dialect's words
            f" {self.dialect.nested} _entry f ON f.kind = ? AND f.id = w.item AND f.version = 1"
        )

    # ------------------------------------------------------------------ journal and cells

    def _write_journal(self, parts: Sequence[Sequence[Spelled]]) -> None:
        insert = self.dialect.insert
        insert(self.connection, INSERT_BATCH, [self._batch_row(part) for part in parts])
        insert(self.connection, INSERT_ENTRY, [row for part in parts for row in self._rows(part)])

    def _batch_row(self, part: Sequence[Spelled]) -> tuple[Any, ...]:
        last, _ = part[-1]
        return (self._number(last.position), last.batch, last.at, last.actor, last.action)

    def _rows(self, part: Sequence[Spelled]) -> Iterator[tuple[Any, ...]]:
        number = self._number(part[-1][0].position)
        for e, text in part:
            salt, body = (e.salt, text) if self._stays(e) else ("", None)
            fixed = (e.op.value, e.kind, e.id, e.version, " ".join(e.readers))
            yield (self._number(e.position), number, *fixed, salt, e.digest, e.prev, e.chain, body)

    def _stays(self, entry: Entry) -> bool:
        """Whether an entry keeps its content: all do but those of records that are gone, without the tombstone."""
        run = self._runs.get((entry.kind, entry.id)) if entry.op is not Op.ADDS else None
        return run is None or not run.gone or entry.op is Op.ERASE

    def _set_cells(self, entries: Sequence[Entry]) -> None:
        values: dict[str, int] = {}
        for entry in entries:
            if entry.op is Op.ADDS and entry.body:
                values.update((cell, value) for cell, _, value in entry.body["adds"])
        self.connection.executemany(SET_CELL, sorted(values.items()))
