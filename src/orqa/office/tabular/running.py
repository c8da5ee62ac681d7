"""The rows of one file on their way into the office: looked at while those before them are being written."""

import hashlib
from collections.abc import Callable, Collection, Hashable, Iterable, Sequence
from itertools import chain
from typing import TYPE_CHECKING

from attrs import define, evolve, field, frozen

from orqa.base.findings import Finding, Place, Severity, has_errors
from orqa.office.tabular.findings import HELD_BACK
from orqa.office.tabular.reading import TableFile
from orqa.office.tabular.rejects import Rejects
from orqa.office.tabular.tables import Take, Taken
from orqa.storage.errors import Conflict, Refused

if TYPE_CHECKING:
    from datetime import datetime

    from orqa.office.office import Office
    from orqa.office.ports import InputRow
    from orqa.office.recorder import SavesAside
    from orqa.office.tabular.tables import TableRow
    from orqa.rules.views import Reading
    from orqa.storage.protocol import Receipt


@frozen
class Row:
    """One row that was looked at: its place among the rows from 1, and what becomes of it."""

    number: int
    findings: tuple[Finding, ...]
    taken: Taken | None = None

    @property
    def key(self) -> Hashable:
        """What makes it the same as another; None where it is refused."""
        return self.taken.key if self.taken else None


@define
class Parts:
    """What becomes of some rows.

    Attributes:
        read: how many rows of the file were read with these.
        new: those that are to be taken in, each once, by their keys.
        again: those that say the same as one of these.
        before: those that say the same as one that was still being written.
    """

    read: int
    new: dict[Hashable, Row] = field(factory=dict)
    again: list[Row] = field(factory=list)
    before: list[Row] = field(factory=list)


@define
class Run:
    """One file on its way into the office; rows are looked at while those before are being written."""

    office: "Office"
    file: TableFile
    taker: Take
    aside: "SavesAside"
    rejects: Rejects | None
    progress: Callable[[int], object] | None
    _under_way: Parts | None = None
    rows: int = 0
    registered: int = 0
    known: int = 0
    refused: int = 0
    findings: list[Finding] = field(factory=list)

    def take(self, items: Sequence["InputRow | Finding"]) -> None:
        """Take in what can be taken in of some rows, together.

        What the store refuses, because somebody else changed meanwhile what was looked at, is looked at again.
        """
        before = (self.rows, self.known, self.refused, len(self.findings))
        for times_left in reversed(range(_LOOKS if self.taker.looks_again else 1)):
            try:
                self._take(items)
            except (Conflict, Refused):
                if not times_left:
                    raise
                self.rows, self.known, self.refused, told = before
                self._under_way, self.findings[told:] = None, ()
            else:
                return

    def _take(self, items: Iterable["InputRow | Finding"]) -> None:
        at = self.office.now()
        reading = self.office.profile.at(at.date()).reading()
        rows = self._looked_at(items, at, reading)
        parts = self._parted(self._all_or_none(rows) if self.taker.whole else rows)
        receipt = self._save(parts.new.values(), at) if parts.new else self.aside.wait()
        self._settled(receipt, parts.before)
        self._under_way = parts
        if not self.taker.ahead:
            self.settle()

    def settle(self) -> None:
        """Wait until all rows so far are written."""
        self._settled(self.aside.wait(), ())

    def _settled(self, receipt: "Receipt | None", further: Sequence[Row]) -> None:
        """Tell of the rows that were under way and are written now; ``further`` say the same as one of these."""
        rows, self._under_way = self._under_way, None
        if rows is None or (rows.new and receipt is None):  # nothing was, or it failed
            return
        if receipt is not None:
            self.registered += len(rows.new)
            self.taker.saved(_taken(rows.new.values()), receipt)
        self.taker.twice(_taken((*rows.again, *further)))
        if self.progress is not None:
            self.progress(rows.read)

    def _looked_at(self, items: Iterable["InputRow | Finding"], at: "datetime", reading: "Reading") -> list[Row]:
        """Decide about rows; what a reader of the format tells beside them is kept as it is."""
        told: list[Row] = []
        wanted: list[tuple[int, InputRow, TableRow]] = []
        for item in items:
            if isinstance(item, Finding):
                if item.severity is not Severity.ERROR:
                    self.findings.append(item)
                    continue
                self.rows += 1
                told.append(Row(self.rows, (item,)))
                continue
            self.rows += 1
            row = self.file.row(item, self.rows, reading)
            if row.findings and has_errors(row.findings) and not (self.taker.whole or self.taker.together):
                told.append(self._refused(item, row, row.findings))
            else:
                wanted.append((len(told), item, row))
                told.append(_UNDECIDED)
        rows = [row for _, _, row in wanted]
        for (place, item, row), taken in zip(wanted, self.taker.look(rows, at, reading), strict=True):
            told[place] = self._decided(item, row, taken)
        return told

    def _decided(self, item: "InputRow", row: "TableRow", taken: Taken) -> Row:
        findings = (*row.findings, *taken.findings) if row.findings else taken.findings
        if taken.key is None or (row.findings and has_errors(row.findings)):
            return self._refused(item, row, findings)
        return Row(row.number, self.file.columns.shown(findings, item), taken)

    def _refused(self, item: "InputRow", row: "TableRow", findings: Sequence[Finding]) -> Row:
        shown = self.file.columns.shown(findings, item)
        if self.rejects is not None:
            self.rejects.add(item, shown)
        return Row(row.number, shown)

    def _all_or_none(self, rows: list[Row]) -> list[Row]:
        """The rows; none of them to be taken in where one is refused, or the total below them does not agree."""
        against = self.file.against_total()
        self.findings += against
        refused = sum(row.key is None for row in rows)
        if not refused and not has_errors(against):
            return rows
        self.findings.append(HELD_BACK.make(place=Place(self.file.name), refused=f"{refused:,}", rows=f"{len(rows):,}"))
        return [evolve(row, taken=None) for row in rows]

    def _parted(self, rows: Sequence[Row]) -> Parts:
        """Part the rows into those that are to be taken in, those that say the same as others, and the rest."""
        wanted = frozenset(row.key for row in rows if row.key is not None)
        known = self.taker.known(wanted) if wanted else {}
        parts = Parts(self.rows)
        new, under_way = parts.new, self._under_way.new if self._under_way else {}
        for row in rows:
            key = row.key
            if key is None:
                self.refused += 1
            elif key in known:
                self.known += 1
                continue
            elif key in under_way:
                self.known += 1
                parts.before.append(row)
                continue
            elif key in new:
                self.known += 1
                parts.again.append(row)
                continue
            else:
                new[key] = row
            self.findings += row.findings
        return parts

    def _save(self, rows: Collection[Row], at: "datetime") -> "Receipt | None":
        """Begin to write what the rows become; answers for those before."""
        taken = _taken(rows)
        records = [record for one in taken for record in one.records]
        adds = [add for one in taken for add in one.adds]
        return self.aside.save(self.file.kind.table.action, at, records, adds, batch=self._batch(rows))

    def _batch(self, rows: Collection[Row]) -> str:
        """An id of these very rows of this very file: two imports of it at the same moment write them once.

        What changes a record that is there is another batch for each version that it changes.
        """
        records = (record for row in rows if row.taken for record in row.taken.records if record.version)
        changed = (f"{record.ref}@{record.version}" for record in records)
        key = hashlib.sha256(",".join(chain((str(row.number) for row in rows), changed)).encode()).hexdigest()
        return f"import/{self.file.digest}/{key}"


def _taken(rows: Iterable[Row]) -> list[Taken]:
    return [row.taken for row in rows if row.taken]


_LOOKS = 5
"""How often rows are looked at, at most, where others change the office at the same moment."""

_UNDECIDED = Row(0, ())
