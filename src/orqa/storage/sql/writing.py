"""One batch in an open transaction: versions are checked, cells changed, entries made, tables brought up to date."""

import json
import os
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple, cast

from attrs import define, field

from orqa.base.refs import RecordRef
from orqa.storage.chain import entry_hash, speller
from orqa.storage.checks import ADDS_KIND, check_cell
from orqa.storage.errors import BadBatch, Conflict, Refused
from orqa.storage.protocol import Add, Batch, Erase, Op, Put, Receipt, Touch, Write
from orqa.storage.query import Scalar
from orqa.storage.sql.changes import Changes, take_up, taken_up
from orqa.storage.sql.dialect import Connection, Dialect
from orqa.storage.sql.journal import Lines, last_of
from orqa.storage.sql.marks import SET
from orqa.storage.sql.tables import PURGE, KindTable

_KNOWN_BATCH = "SELECT b.number, e.op, e.body FROM _batch b JOIN _entry e ON e.position = b.number WHERE b.id = ?"
SET_CELL = "INSERT INTO _cell (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value"
_TAKE_BACK = "DELETE FROM _entry WHERE batch = ?"
_RAISE_CELL = (
    "INSERT INTO _cell (name, value) VALUES (?, ?)"
    " ON CONFLICT (name) DO UPDATE SET value = _cell.value + excluded.value RETURNING value"
)

_PUT, _TOUCH, _ERASE, _ADDS = (op.value for op in Op)


class Before(NamedTuple):
    """The last entry of a record."""

    recorded: int
    version: int
    op: str
    readers: str
    hashed: str


NEW = Before(0, 0, "", "", "")


@define(eq=False)
class Writing:
    """One batch on its way into the tables; the caller begins and ends the transaction."""

    connection: Connection
    dialect: Dialect
    tables: Mapping[str, KindTable]
    batch: Batch
    _changes: dict[str, Changes] = field(factory=dict, init=False)
    _taken: int = field(default=0, init=False)

    def run(self) -> Receipt:
        """Write the batch, unless it was written before.

        That it is new, and that a new record is, unique indexes show without being asked first. The first version
        that is not as expected is told before anything else that is wrong.

        Raises:
            Conflict, Refused, BadBatch: see :meth:`orqa.storage.protocol.Store.apply`.
        """
        lines = self._lines()
        if lines.number == lines.position:
            return self._first_receipt() or Receipt(lines.position)
        try:
            lines.open(self.connection)
        except self.dialect.duplicate:
            if first := self._first_receipt():
                return first
            raise
        try:
            return self._write(lines)
        except (self.dialect.duplicate, Conflict, Refused, BadBatch):
            self.connection.execute(_TAKE_BACK, (lines.number,))  # what is looked at next is what was there before
            self._before(self.batch.writes)
            raise

    def _first_receipt(self) -> Receipt | None:
        row = self.connection.execute(_KNOWN_BATCH, (self.batch.id,)).fetchone()
        if row is None:
            return None
        number, op, body = row
        adds = json.loads(body)["adds"] if op == Op.ADDS else ()
        return Receipt(number, tuple(value for _, _, value in adds))

    def _write(self, lines: Lines) -> Receipt:
        batch = self.batch
        self._taken = taken_up(self.dialect, lines.position)
        before = self._before([write for write in batch.writes if write.expected])
        numbers = self._add(batch.adds) if batch.adds else ()
        self._go_through(lines, before, filled_by(batch, numbers))
        if batch.adds or batch.reason:
            lines.add(_ADDS, ADDS_KIND, batch.id, 1, "", "", speller()(adds_body(batch, numbers)))
        for changes in self._changes.values():
            changes.write(self.connection, self.dialect)
        lines.write(self.connection, self.dialect)
        take_up(self.connection, self.dialect, self._taken, taken_up(self.dialect, lines.number))
        return Receipt(lines.number, numbers)

    def _lines(self) -> Lines:
        position, chain = last_of(self.connection)
        count = len(self.batch.writes) + bool(self.batch.adds or self.batch.reason)
        return Lines(self.batch, position, chain, position + count, os.urandom(16 * count).hex())

    # ------------------------------------------------------------------ versions

    def _before(self, writes: Sequence[Write]) -> dict[RecordRef, Before]:
        """The last entries of the records that exist; each as the batch expects it."""
        wanted: dict[str, list[str]] = {}
        for write in writes:
            wanted.setdefault(write.ref.kind, []).append(write.ref.id)
        found: dict[RecordRef, Before] = {}
        for kind, ids in wanted.items():
            found.update(self._last_entries(kind, ids))
        for write in writes:
            last = found.get(write.ref, NEW)
            if last.version != write.expected:
                raise Conflict(write.ref, write.expected, last.version)
            if last.op == Op.ERASE:
                raise BadBatch(f"{write.ref} is erased and takes no further version")
        return found

    def _last_entries(self, kind: str, ids: list[str]) -> dict[RecordRef, Before]:
        join = self.dialect.nested
        rows = self.connection.execute(
            "SELECT e.id, f.position, e.version, e.op, e.readers, b.id, b.at, b.actor, b.action, e.digest, e.prev"  # noqa: S608 - the dialect's words
            f" FROM {self.dialect.listed()} w"
            f" {join} _entry f ON f.kind = ? AND f.id = w.item AND f.version = 1"
            f" {join} _entry e ON e.kind = f.kind AND e.id = f.id AND e.version ="
            " (SELECT max(m.version) FROM _entry m WHERE m.kind = f.kind AND m.id = f.id)"
            f" {join} _batch b ON b.number = e.batch",
            (self.dialect.listing(ids), kind),
        )
        found = {}
        for identity, recorded, version, op, readers, batch, at, actor, action, digest, prev in rows:
            hashed = entry_hash(batch, op, kind, identity, version, at, actor, action, readers, digest, prev)
            found[RecordRef(kind, identity)] = Before(recorded, version, op, readers, hashed)
        return found

    # ------------------------------------------------------------------ cells

    def _add(self, adds: Sequence[Add]) -> tuple[int, ...]:
        """The new values in the order of ``adds``, worked out in the order of the cells' names."""
        if len(adds) == 1 and adds[0].at_least is None:
            return (self._raised(adds[0]),)
        values = self._cells({add.cell for add in adds})
        numbers = [0] * len(adds)
        for place, add in sorted(enumerate(adds), key=lambda pair: pair[1].cell):
            value = values.get(add.cell, 0)
            if add.at_least is not None and value + add.amount < add.at_least:
                raise Refused(add.cell, value, add.amount, add.at_least)
            values[add.cell] = numbers[place] = check_cell(add.cell, value + add.amount)
        self.connection.executemany(SET_CELL, sorted(values.items()))
        return tuple(numbers)

    def _raised(self, add: Add) -> int:
        """The new value of one cell without a floor: one statement, for the way of every single registration."""
        ((value,),) = self.connection.execute(_RAISE_CELL, (add.cell, add.amount)).fetchall()
        return check_cell(add.cell, value)

    def _cells(self, names: set[str]) -> dict[str, int]:
        sql = f"SELECT c.name, c.value FROM {self.dialect.listed()} w JOIN _cell c ON c.name = w.item"  # noqa: S608 - as above
        return dict(self.connection.execute(sql, (self.dialect.listing(sorted(names)),)).fetchall())

    # ------------------------------------------------------------------ entries and rows

    def _go_through(
        self, lines: Lines, before: Mapping[RecordRef, Before], filled: Mapping[RecordRef, dict[str, int]]
    ) -> None:
        """Make the entries of all writes, and gather what they do to the tables."""
        add, spell, known = lines.add, speller(), self._changes
        for write in self.batch.writes:
            ref = write.ref
            kind = ref.kind
            last = before.get(ref, NEW) if before else NEW
            changes = known.get(kind)
            if changes is None:
                changes = known[kind] = Changes(self.tables[kind], self._taken)
            if type(write) is Put:
                extra = filled.get(ref) if filled else None
                body = write.body if extra is None else {**write.body, **extra}
                readers, version = " ".join(write.readers), last.version + 1
                position = add(_PUT, kind, ref.id, version, readers, last.hashed, spell(body))
                _put(changes, write, last, position, readers, changes.table.columns(write.index, body, extra))
            elif isinstance(write, Touch):
                _touch(lines, changes, write, last)
            else:
                _erase(lines, changes, cast("Erase", write), last)
                self.connection.execute(SET, (PURGE + kind, str(lines.number)))


def _put(  # noqa: PLR0913, PLR0917 - what was made of it so far
    changes: Changes, put: Put, before: Before, position: int, readers: str, columns: Iterable[Scalar]
) -> None:
    ref, text = put.ref, (put.text,) if changes.table.spec.searchable else ()
    if not before.version:
        changes.new.append((position, ref.id, 1, position, readers, *text, *columns))
        return
    changes.changed.append((before.version + 1, position, readers, *text, *columns, before.recorded))
    if text and put.text and not readers and before.recorded <= changes.taken:
        changes.texts.append((before.recorded, put.text))


def _touch(lines: Lines, changes: Changes, touch: Touch, before: Before) -> None:
    version = before.version + 1
    lines.add(_TOUCH, touch.ref.kind, touch.ref.id, version, before.readers, before.hashed, b"{}")
    changes.touched.append((version, before.recorded))


def _erase(lines: Lines, changes: Changes, erase: Erase, before: Before) -> None:
    body = speller()({"reason": erase.reason})
    lines.add(_ERASE, erase.ref.kind, erase.ref.id, before.version + 1, before.readers, before.hashed, body)
    changes.erased.append((before.recorded, erase.ref.id))


def filled_by(batch: Batch, numbers: Sequence[int]) -> dict[RecordRef, dict[str, int]]:
    """The numbers that fields of records receive."""
    filled: dict[RecordRef, dict[str, int]] = {}
    for add, number in zip(batch.adds, numbers, strict=True):
        for into in add.into:
            filled.setdefault(into.ref, {})[into.field] = number
    return filled


def adds_body(batch: Batch, numbers: Sequence[int]) -> dict[str, Any]:
    """The body of the entry that keeps the adds of a batch."""
    adds = [[add.cell, add.amount, number] for add, number in zip(batch.adds, numbers, strict=True)]
    return {"adds": adds, "reason": batch.reason}
