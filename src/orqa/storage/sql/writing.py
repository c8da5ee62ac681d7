"""One batch in an open transaction: versions are checked, cells changed, entries made, tables brought up to date."""

import json
from collections.abc import Callable, Iterable, Sequence
from typing import Self

from attrs import define

from orqa.base.refs import RecordRef
from orqa.storage.chain import entry_hash
from orqa.storage.checks import added, check_cell
from orqa.storage.errors import BadBatch, Conflict, Refused
from orqa.storage.protocol import Add, Op, Receipt, Write
from orqa.storage.sql.changes import take_up, taken_up
from orqa.storage.sql.dialect import Connection, Dialect
from orqa.storage.sql.journal import Lines
from orqa.storage.sql.making import NEW, Before, Making
from orqa.storage.sql.marks import SET
from orqa.storage.sql.tables import PURGE

_KNOWN_BATCH = "SELECT b.number, e.op, e.body FROM _batch b JOIN _entry e ON e.position = b.number WHERE b.id = ?"
SET_CELL = "INSERT INTO _cell (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value"
_TAKE_BACK = "DELETE FROM _entry WHERE batch = ?"
_RAISE_CELL = (
    "INSERT INTO _cell (name, value) VALUES (?, ?)"
    " ON CONFLICT (name) DO UPDATE SET value = _cell.value + excluded.value RETURNING value"
)


@define(eq=False)
class Writing(Making):
    """One batch on its way into the tables; the caller begins and ends the transaction."""

    connection: Connection

    @classmethod
    def of(cls, made: Making, connection: Connection) -> Self:
        """A batch whose entries are made already."""
        writing = cls(made.dialect, made.tables, made.batch, connection)
        writing.changes, writing.taken = made.changes, made.taken
        return writing

    def run_behind(self, position: int, chain: str) -> Receipt:
        """Write the batch behind the journal's end, unless it was written before.

        That it is new, and that a new record is, unique indexes show without being asked first. The first version
        that is not as expected is told before anything else that is wrong.

        Raises:
            Conflict, Refused, BadBatch: see :meth:`orqa.storage.protocol.Store.apply`.
        """
        lines = self.lines_behind(position, chain)
        if lines.number == lines.position:
            return self._first_receipt() or Receipt(lines.position)
        return self.opened(lines, self._write)

    def opened(self, lines: Lines, write: Callable[[Lines], Receipt]) -> Receipt:
        """Put the batch into its table, and do what writes the rest of it; raises as :meth:`run_behind`."""
        try:
            lines.open(self.connection)
        except self.dialect.duplicate:
            if first := self._first_receipt():
                return first
            raise
        try:
            return write(lines)
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
        self.taken = taken_up(self.dialect, lines.position)
        before = self._before([write for write in batch.writes if write.expected])
        numbers = self._add(batch.adds) if batch.adds else ()
        self.make(lines, before, numbers)
        return self.put_down(lines, numbers)

    def change_tables(self, lines: Lines) -> None:
        """Bring the tables up to date, and note that bytes of what is erased are to go."""
        for kind, changes in self.changes.items():
            changes.write(self.connection, self.dialect)
            if changes.erased:
                self.connection.execute(SET, (PURGE + kind, str(lines.number)))

    def put_down(self, lines: Lines, numbers: tuple[int, ...]) -> Receipt:
        """Write what was made."""
        self.change_tables(lines)
        lines.write(self.connection, self.dialect)
        take_up(self.connection, self.dialect, self.taken, taken_up(self.dialect, lines.number))
        return Receipt(lines.number, numbers)

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
        if len(adds) == 1 and not adds[0].is_bounded:
            return (self._raised(adds[0]),)
        values = self._cells({add.cell for add in adds})
        numbers = summed(adds, values)
        self.connection.executemany(SET_CELL, sorted(values.items()))
        return numbers

    def _raised(self, add: Add) -> int:
        """The new value of one cell without bounds: one statement, for the way of every single registration."""
        ((value,),) = self.connection.execute(_RAISE_CELL, (add.cell, add.amount)).fetchall()
        return check_cell(add.cell, value)

    def _cells(self, names: set[str]) -> dict[str, int]:
        return cells_of(self.connection, self.dialect, names)


def cells_of(connection: Connection, dialect: Dialect, names: Iterable[str]) -> dict[str, int]:
    """The values of those of the cells that there are."""
    sql = f"SELECT c.name, c.value FROM {dialect.listed()} w JOIN _cell c ON c.name = w.item"  # noqa: S608 - the dialect's words
    return dict(connection.execute(sql, (dialect.listing(sorted(names)),)).fetchall())


def summed(adds: Sequence[Add], values: dict[str, int]) -> tuple[int, ...]:
    """The new values in the order of ``adds``; ``values`` of cells, 0 for those it lacks, are brought up to date.

    Raises:
        Refused: when a cell would fall below its floor or rise above its ceiling.
        BadBatch: beyond 64 bits.
    """
    numbers = [0] * len(adds)
    for place, add in sorted(enumerate(adds), key=lambda pair: pair[1].cell):
        values[add.cell] = numbers[place] = added(add, values.get(add.cell, 0))
    return tuple(numbers)
