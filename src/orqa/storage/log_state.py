"""What a log of batches amounts to in memory; lists only grow, so that a snapshot is a position.

Lines hold canonical text instead of bodies: nothing that a caller holds can change what is stored, and a body
that is handed out is parsed anew each time.
"""

import json
from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterable, Mapping, Sequence

from attrs import define, evolve, field, frozen

from orqa.base.refs import RecordRef
from orqa.storage.checks import ROW_FIELDS
from orqa.storage.protocol import Entry, Op, Receipt, Stored
from orqa.storage.query import RECORDED, Scalar

_FEW = 64
"""New names of cells that are put in their places one by one."""


@frozen
class Line:
    """An entry as the log keeps it.

    Attributes:
        entry: the entry, without its body.
        text: the canonical body; None once erased.
        index: column values of a put.
        search: search text of a put.
    """

    entry: Entry
    text: str | None
    index: Mapping[str, Scalar] = field(factory=dict)
    search: str = ""

    def shown(self) -> Entry:
        """The entry with a fresh body."""
        return self.entry if self.text is None else evolve(self.entry, body=json.loads(self.text))

    def erased(self) -> "Line":
        """What stays of it after the record's erasure."""
        return Line(evolve(self.entry, salt=""), None)


@frozen
class Latest:
    """The content of a record in a snapshot."""

    ref: RecordRef
    recorded: int
    version: int
    put: Line

    @property
    def readers(self) -> tuple[str, ...]:
        """Who may see it."""
        return self.put.entry.readers

    def value(self, name: str) -> Scalar:
        """A declared field, or one of those that every record has."""
        if name == RECORDED:
            return self.recorded
        if name in ROW_FIELDS:
            return self.ref.id if name == "id" else self.version
        return self.put.index[name]

    def stored(self) -> Stored:
        """The record as readers get it, with a body of their own."""
        return Stored(self.ref, self.version, json.loads(self.put.text or "null"), self.readers)


@define(eq=False)
class History:
    """All versions of one record.

    Attributes:
        puts: the places in ``lines`` that hold content.
        before: tombstone's position and the earlier lines in full, while an open snapshot may show them.
    """

    ref: RecordRef
    lines: list[Line] = field(factory=list)
    puts: list[int] = field(factory=list)
    before: tuple[int, list[Line]] | None = None

    @property
    def is_erased(self) -> bool:
        """Whether the record was destroyed."""
        return self.lines[-1].entry.op is Op.ERASE

    def add(self, line: Line) -> None:
        """Take up a version that is no erasure."""
        if line.entry.op is Op.PUT:
            self.puts.append(len(self.lines))
        self.lines.append(line)

    def erase(self, tombstone: Line) -> tuple[Line, ...]:
        """Drop the content; gives back what stays of the lines so far."""
        erased = tuple(line.erased() for line in self.lines)
        self.before = (tombstone.entry.position, self.lines)
        self.lines = [*erased, tombstone]
        return erased

    def seen_at(self, token: int) -> Sequence[Line]:
        """The versions in the snapshot of a position."""
        lines, count = self._seen_at(token)
        return lines[:count]

    def latest_at(self, token: int) -> Latest | None:
        """The content in the snapshot of a position; None where there is none, or while it is loaded no more."""
        lines, count = self._seen_at(token)
        if not count or lines[count - 1].entry.op is Op.ERASE or lines[count - 1].text is None:
            return None
        put = self.puts[bisect_left(self.puts, count) - 1]
        return Latest(self.ref, lines[0].entry.position, count, lines[put])

    def _seen_at(self, token: int) -> tuple[Sequence[Line], int]:
        """A list of lines, and how many of them are in the snapshot; a writer may append further ones meanwhile."""
        lines = self.lines  # read before `before`: a concurrent erasure sets `before` first
        if self.before and token < self.before[0]:
            lines = self.before[1]
        count = len(lines)
        if lines[count - 1].entry.position > token:
            count = bisect_right(lines, token, 0, count, key=_position)
        return lines, count


@define(eq=False)
class State:
    """Everything that the log says, by what is asked."""

    lines: list[Line] = field(factory=list)
    records: dict[RecordRef, History] = field(factory=dict)
    tables: dict[str, list[History]] = field(factory=dict)
    cells: dict[str, list[tuple[int, int]]] = field(factory=dict)
    _names: list[str] = field(factory=list)
    _new_names: list[str] = field(factory=list)
    receipts: dict[str, Receipt] = field(factory=dict)
    erased: list[History] = field(factory=list)

    @property
    def position(self) -> int:
        """Of the last line; 0 before the first."""
        return len(self.lines)

    @property
    def chain(self) -> str:
        """Of the last line; empty before the first."""
        return self.lines[-1].entry.chain if self.lines else ""

    def cell(self, name: str, token: int | None = None) -> int | None:
        """The value at a position (by default now); None before the first add."""
        values = self.cells.get(name, ())
        count = len(values) if token is None else bisect_right(values, token, key=lambda pair: pair[0])
        return values[count - 1][1] if count else None

    def cell_names(self, prefix: str) -> list[str]:
        """The cells whose name begins with ``prefix``, by name; found without a look at the others."""
        names = self._names
        if len(self._new_names) > _FEW:
            names += self._new_names
            names.sort()
        else:
            for name in self._new_names:
                insort(names, name)
        self._new_names.clear()
        first = last = bisect_left(names, prefix)
        while last < len(names) and names[last].startswith(prefix):
            last += 1
        return names[first:last]

    def take(self, lines: Sequence[Line]) -> None:
        """Take up the lines of one batch."""
        numbers: tuple[int, ...] = ()
        for line in lines:
            self.lines.append(line)
            if line.entry.op is Op.ADDS:
                numbers = self._take_adds(line)
            else:
                self._take_version(line)
        if lines:
            last = lines[-1].entry
            self.receipts[last.batch] = Receipt(last.position, numbers)

    def puts_of(self, kind: str) -> list[Line]:
        """The lines that hold content of a kind."""
        records = self.tables.get(kind, ())
        return [record.lines[place] for record in records for place in record.puts if record.lines[place].text]

    def replace(self, lines: Iterable[Line]) -> None:
        """Put lines in the place of those of the same position."""
        for line in lines:
            record = self.records[RecordRef(line.entry.kind, line.entry.id)]
            record.lines[line.entry.version - 1] = self.lines[line.entry.position - 1] = line

    def forget(self, snapshots: Iterable[int]) -> None:
        """Let go of erased content that no open snapshot can show."""
        oldest = min(snapshots, default=self.position)
        for record in self.erased:
            if record.before and record.before[0] <= oldest:
                record.before = None
        self.erased = [record for record in self.erased if record.before]

    def _take_adds(self, line: Line) -> tuple[int, ...]:
        adds = json.loads(line.text or "{}").get("adds", [])
        for cell, _, value in sorted(adds, key=lambda add: add[0]):
            if cell not in self.cells:
                self.cells[cell] = []
                self._new_names.append(cell)
            self.cells[cell].append((line.entry.position, value))
        return tuple(value for _, _, value in adds)

    def _take_version(self, line: Line) -> None:
        ref = RecordRef(line.entry.kind, line.entry.id)
        record = self.records.get(ref)
        if record is None:
            record = History(ref)
            record.add(line)
            self.records[ref] = record
            self.tables.setdefault(ref.kind, []).append(record)
        elif line.entry.op is Op.ERASE:
            for erased in record.erase(line):
                self.lines[erased.entry.position - 1] = erased
            self.erased.append(record)
        else:
            record.add(line)


def _position(line: Line) -> int:
    return line.entry.position
