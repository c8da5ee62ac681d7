"""Registering the letters of a whole file: the good rows get numbers, each bad one a finding that says where."""

import hashlib
from collections.abc import Callable, Iterable, Sequence
from contextlib import nullcontext
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from attrs import define, field, frozen

from orqa.base.findings import Finding, FindingKind, Place, Severity
from orqa.base.language import Text
from orqa.domain.correspondence.drafts import Received
from orqa.office.columns import Columns, recognise
from orqa.office.duplicates import Identity, lines_of, registered
from orqa.office.registering import number_for
from orqa.office.rejects import Rejects, writing_rejects
from orqa.office.runs import Lines
from orqa.office.survey import Survey, survey

if TYPE_CHECKING:
    from contextlib import AbstractContextManager
    from datetime import datetime

    from orqa.office.office import Office
    from orqa.office.ports import InputRow
    from orqa.rules.views import Reading

BATCH = 2_000
"""Letters that are written together: large enough to be fast, small enough to keep memory and other writers easy."""

ALREADY = FindingKind(
    "import-already-registered",
    Severity.INFO,
    Text.of(
        en="{count} rows are letters that were registered already, as no. {numbers}; they were left as they are",
        th="{count} แถวเป็นหนังสือที่ลงทะเบียนไว้แล้ว เลขที่ {numbers} จึงไม่ลงทะเบียนซ้ำ",
    ),
)


@frozen(kw_only=True)
class ImportResult:
    """What became of a file.

    Attributes:
        rows: how many it has, unreadable ones too: registered, known and refused together.
        registered: letters that got a number.
        numbers: the numbers they got, as (first, last) of each unbroken run.
        known: rows whose letters had been registered before, or stand in the file a second time.
        refused: rows that were not registered, for the reasons that ``findings`` tell.
        findings: all that was found: about the file first, then in the order of its rows.
    """

    rows: int
    registered: int
    numbers: tuple[tuple[int, int], ...]
    known: int
    refused: int
    findings: tuple[Finding, ...]


def import_received(  # noqa: PLR0913 - what, how, and whom to tell
    office: "Office",
    path: str | Path,
    *,
    format_name: str | None = None,
    rejects: str | Path | None = None,
    language: str | None = None,
    progress: Callable[[int], object] | None = None,
) -> ImportResult:
    """Register every letter of a file that can be; the others are findings.

    The columns are recognised by their heads, in each language of the profile (vocabulary ``letter-field``). A
    letter that is registered already (same number, date, sender and subject) is not registered again: so a file
    may be mended and imported anew, and an import that broke off goes on when it is repeated.

    Args:
        office: where to.
        path: the file; its ending or ``format_name`` tells the format.
        format_name: name of a registered format, such as ``csv``.
        rejects: a CSV file for the rows that are not registered; mend it and import it.
        language: of what is said in ``rejects``; by default the office's own.
        progress: told how many rows were read, after each batch.

    Raises:
        FileRefused: when the file as a whole is not right: empty, cut off, no text.
        ColumnsNotRecognised: when it lacks a column that no letter can do without.
        RejectsReplaceInput: when ``rejects`` is the file itself.
        OrqaError: when no format fits.
        OSError: when a file cannot be read or written.
        StorageError: when the store cannot write; the batches before are kept.
    """
    path = Path(path)
    seen = survey(office.contributions, path, format_name)
    reading = office.rules().reading()
    columns = recognise(path.name, seen.heads, office.profile.vocabulary("letter-field"), reading)
    kept: AbstractContextManager[Rejects | None] = nullcontext()
    if rejects is not None:
        kept = writing_rejects(Path(rejects), path, seen.heads, language or office.profile.language)
    with kept as writer:
        run = _Run(office, path.name, seen, columns, writer)
        items = office.contributions.read_rows(path, format_name)
        while chunk := list(islice(items, BATCH)):
            run.take(chunk)
            if progress is not None:
                progress(run.rows)
    return run.result()


@frozen
class _Row:
    """One row that was looked at: its place among the rows from 1, and what becomes of it (None: unreadable)."""

    number: int
    findings: tuple[Finding, ...]
    received: Received | None = None
    identity: Identity | None = None


@define
class _Run:
    """One file on its way into the register."""

    office: "Office"
    file: str
    survey: Survey
    columns: Columns
    rejects: Rejects | None
    rows: int = 0
    registered: int = 0
    known: int = 0
    refused: int = 0
    findings: list[Finding] = field(factory=list)
    numbers: Lines = field(factory=Lines)
    known_numbers: Lines = field(factory=Lines)

    def take(self, items: Iterable["InputRow | Finding"]) -> None:
        """Register what can be registered of some rows, together."""
        at = self.office.now()
        view = self.office.profile.at(at.date())
        looked_at = [self._look(item, at, view.reading()) for item in items]
        new, again = self._parted([row for row in looked_at if row])
        lines = self._save(new, at) if new else {}
        self.known_numbers.take(lines[identity] for identity in again)

    def result(self) -> ImportResult:
        """What became of all rows."""
        told = []
        if self.known:
            numbers = self.known_numbers.written(self.office.written_year)
            told.append(ALREADY.make(place=Place(self.file), count=f"{self.known:,}", numbers=numbers))
        return ImportResult(
            rows=self.rows,
            registered=self.registered,
            numbers=self.numbers.runs,
            known=self.known,
            refused=self.refused,
            findings=(*self.columns.findings, *told, *self.findings),
        )

    def _look(self, item: "InputRow | Finding", at: "datetime", reading: "Reading") -> _Row | None:
        """Decide about a row; None for what a reader of the format tells beside the rows."""
        if isinstance(item, Finding):
            if item.severity is not Severity.ERROR:
                self.findings.append(item)
                return None
            self.rows += 1
            return _Row(self.rows, (item,))
        self.rows += 1
        received = self.office.correspondence.decide(self.columns.draft(item), at, reading)
        findings = self.columns.shown(received.findings)
        if received.letter is None:
            if self.rejects is not None:
                self.rejects.add(item, findings)
            return _Row(self.rows, findings)
        return _Row(self.rows, findings, received, Identity.of(received.letter))

    def _parted(self, rows: Sequence[_Row]) -> tuple[list[_Row], set[Identity]]:
        """The rows whose letters are to be registered, and which of these stand in further rows."""
        wanted = frozenset(row.identity for row in rows if row.identity)
        known = registered(self.office, wanted) if wanted else {}
        self.known_numbers.take(lines_of(self.office, known.values()))
        new: dict[Identity, _Row] = {}
        again = set()
        for row in rows:
            if row.identity is None:
                self.refused += 1
            elif row.identity in known or row.identity in new:
                self.known += 1
                again |= {row.identity} & new.keys()
                continue
            else:
                new[row.identity] = row
            self.findings += row.findings
        return list(new.values()), again

    def _save(self, rows: Sequence[_Row], at: "datetime") -> dict[Identity | None, tuple[int, int]]:
        """Write letters, lines and numbers; the lines, as year and number, by letter."""
        accepted = [row.received for row in rows if row.received]
        records = [record for received in accepted for record in (received.letter, received.entry) if record]
        adds = [number_for(received) for received in accepted]
        receipt = self.office.recorder.save("letter.import", at, records, adds, batch=self._batch(rows))
        years = [received.entry.year for received in accepted if received.entry]
        lines = list(zip(years, receipt.numbers, strict=True))
        self.registered += len(lines)
        self.numbers.take(lines)
        return dict(zip((row.identity for row in rows), lines, strict=True))

    def _batch(self, rows: Iterable[_Row]) -> str:
        """An id of these very rows of this very file: two imports of it at the same moment write them once."""
        key = hashlib.sha256(",".join(str(row.number) for row in rows).encode()).hexdigest()
        return f"import/{self.survey.digest}/{key}"
