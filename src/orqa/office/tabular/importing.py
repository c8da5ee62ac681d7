"""Taking in the rows of a whole file: the good ones are written, each bad one is a finding that says where."""

import hashlib
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from contextlib import nullcontext
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from attrs import define, field, frozen

from orqa.base.findings import Finding, Place, Severity, has_errors
from orqa.office.tabular.mapping import Mapping
from orqa.office.tabular.pausing import collector_resting
from orqa.office.tabular.reading import TableFile
from orqa.office.tabular.rejects import Rejects, writing_rejects
from orqa.office.tabular.tables import ImportKind, Take, Taken

if TYPE_CHECKING:
    from collections.abc import Iterator
    from contextlib import AbstractContextManager
    from datetime import datetime

    from orqa.office.office import Office
    from orqa.office.ports import InputRow
    from orqa.office.tabular.tables import TableRow
    from orqa.rules.views import Reading

BATCH = 2_000
"""Rows that are written together: large enough to be fast, small enough to keep memory and other writers easy."""


@frozen(kw_only=True)
class ImportResult:
    """What became of a file.

    Attributes:
        rows: how many it has, unreadable ones too: registered, known and refused together.
        registered: rows that were taken in.
        numbers: the register numbers they got, as (first, last) of each unbroken run.
        known: rows that had been taken in before, or stand in the file a second time.
        refused: rows that were not taken in, for the reasons that ``findings`` tell.
        findings: all that was found: about the file first, then in the order of its rows.
    """

    rows: int
    registered: int
    numbers: tuple[tuple[int, int], ...]
    known: int
    refused: int
    findings: tuple[Finding, ...]


def import_table(  # noqa: PLR0913 - what, how, and whom to tell
    office: "Office",
    path: str | Path,
    kind: ImportKind,
    *,
    format_name: str | None = None,
    mapping: Mapping | None = None,
    rejects: str | Path | None = None,
    language: str | None = None,
    progress: Callable[[int], object] | None = None,
) -> ImportResult:
    """Take in every row of a file that can be; the others are findings.

    The columns are recognised by their heads, in each language of the profile, or as ``mapping`` says. What the office
    holds already is not taken in again: so a file may be mended and imported anew, and an import that broke off goes
    on when it is repeated.

    Args:
        office: where to.
        path: the file; its ending or ``format_name`` tells the format.
        kind: what its rows are, such as :data:`orqa.office.importing.LETTERS`.
        format_name: name of a registered format, such as ``csv``.
        mapping: which sheet, which row is the head, which column is what, where the file does not tell it itself.
        rejects: a CSV file for the rows that are not taken in; mend it and import it.
        language: of what is said in ``rejects``; by default the office's own.
        progress: told how many rows were read, after each batch.

    Raises:
        FileRefused: when the file as a whole is not right: empty, cut off, no text.
        ColumnsNotRecognised: when it lacks a column that no row can do without.
        MappingNotUsable: when the mapping does not fit.
        RejectsReplaceInput: when ``rejects`` is the file itself.
        OrqaError: when no format fits.
        OSError: when a file cannot be read or written.
        StorageError: when the store cannot write; the batches before are kept.
    """
    file = TableFile.opened(office, Path(path), kind, format_name, mapping or Mapping())
    at = office.now()
    file.taker.begin(lambda: _sound(file, at), at)
    kept: AbstractContextManager[Rejects | None] = nullcontext()
    if rejects is not None:
        kept = writing_rejects(Path(rejects), file.path, file.heads, language or office.profile.language)
    with kept as writer:
        run = _Run(office, file, file.taker, writer)
        items = file.items()
        while run.take(items):
            if progress is not None:
                progress(run.rows)
    return run.result()


def _sound(file: TableFile, at: "datetime") -> "Iterator[TableRow]":
    """The rows of a file whose cells can be read, before anything is done with them."""
    reading = file.office.profile.at(at.date()).reading()
    items = (item for item in file.items(afresh=True) if not isinstance(item, Finding))
    rows = (file.row(item, number, reading) for number, item in enumerate(items, 1))
    return (row for row in rows if not has_errors(row.findings))


@frozen
class _Row:
    """One row that was looked at: its place among the rows from 1, and what becomes of it."""

    number: int
    findings: tuple[Finding, ...]
    taken: Taken | None = None

    @property
    def key(self) -> Hashable:
        """What makes it the same as another; None where it is refused."""
        return self.taken.key if self.taken else None


@define
class _Run:
    """One file on its way into the office."""

    office: "Office"
    file: TableFile
    taker: Take
    rejects: Rejects | None
    rows: int = 0
    registered: int = 0
    known: int = 0
    refused: int = 0
    findings: list[Finding] = field(factory=list)

    def take(self, items: "Iterator[InputRow | Finding]") -> bool:
        """Take in what can be taken in of the next rows, together; False where there is none."""
        with collector_resting():
            chunk = list(islice(items, BATCH))
            if chunk:
                self._take(chunk)
            return bool(chunk)

    def _take(self, items: Iterable["InputRow | Finding"]) -> None:
        at = self.office.now()
        reading = self.office.profile.at(at.date()).reading()
        new, again = self._parted(self._looked_at(items, at, reading))
        if new:
            self._save(new, at)
        self.taker.twice([row.taken for row in again if row.taken])

    def result(self) -> ImportResult:
        """What became of all rows."""
        place = Place(self.file.name)
        told = self.taker.told(self.known, place) if self.known else ()
        return ImportResult(
            rows=self.rows,
            registered=self.registered,
            numbers=self.taker.numbers,
            known=self.known,
            refused=self.refused,
            findings=(*self.file.findings, *self.file.told(), *told, *self.findings, *self.taker.ended(place)),
        )

    def _looked_at(self, items: Iterable["InputRow | Finding"], at: "datetime", reading: "Reading") -> list[_Row]:
        """Decide about rows; what a reader of the format tells beside them is kept as it is."""
        told: list[_Row] = []
        wanted: list[tuple[int, InputRow, TableRow]] = []
        for item in items:
            if isinstance(item, Finding):
                if item.severity is not Severity.ERROR:
                    self.findings.append(item)
                    continue
                self.rows += 1
                told.append(_Row(self.rows, (item,)))
                continue
            self.rows += 1
            row = self.file.row(item, self.rows, reading)
            if row.findings and has_errors(row.findings):
                told.append(self._refused(item, row, row.findings))
            else:
                wanted.append((len(told), item, row))
                told.append(_UNDECIDED)
        rows = [row for _, _, row in wanted]
        for (place, item, row), taken in zip(wanted, self.taker.look(rows, at, reading), strict=True):
            told[place] = self._decided(item, row, taken)
        return told

    def _decided(self, item: "InputRow", row: "TableRow", taken: Taken) -> _Row:
        findings = (*row.findings, *taken.findings) if row.findings else taken.findings
        if taken.key is None:
            return self._refused(item, row, findings)
        return _Row(row.number, self.file.columns.shown(findings, item), taken)

    def _refused(self, item: "InputRow", row: "TableRow", findings: Sequence[Finding]) -> _Row:
        shown = self.file.columns.shown(findings, item)
        if self.rejects is not None:
            self.rejects.add(item, shown)
        return _Row(row.number, shown)

    def _parted(self, rows: Sequence[_Row]) -> tuple[list[_Row], list[_Row]]:
        """The rows that are to be taken in, and those that say the same as one of these."""
        wanted = frozenset(row.key for row in rows if row.key is not None)
        known = self.taker.known(wanted) if wanted else {}
        new: dict[Hashable, _Row] = {}
        again = []
        for row in rows:
            key = row.key
            if key is None:
                self.refused += 1
            elif key in known:
                self.known += 1
                continue
            elif key in new:
                self.known += 1
                again.append(row)
                continue
            else:
                new[key] = row
            self.findings += row.findings
        return list(new.values()), again

    def _save(self, rows: Sequence[_Row], at: "datetime") -> None:
        """Write what the rows become."""
        taken = [row.taken for row in rows if row.taken]
        records = [record for one in taken for record in one.records]
        adds = [add for one in taken for add in one.adds]
        action = self.file.kind.table.action
        receipt = self.office.recorder.save(action, at, records, adds, batch=self._batch(rows))
        self.registered += len(taken)
        self.taker.saved(taken, receipt)

    def _batch(self, rows: Iterable[_Row]) -> str:
        """An id of these very rows of this very file: two imports of it at the same moment write them once."""
        key = hashlib.sha256(",".join(str(row.number) for row in rows).encode()).hexdigest()
        return f"import/{self.file.digest}/{key}"


_UNDECIDED = _Row(0, ())
