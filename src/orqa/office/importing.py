"""Registering the letters of a whole file: the good rows get numbers, each bad one a finding that says where."""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from attrs import define, field, frozen

from orqa.base.errors import OrqaError
from orqa.base.findings import Finding, FindingKind, Severity
from orqa.base.language import Text
from orqa.base.refs import RecordRef
from orqa.base.thai import search_key
from orqa.domain.correspondence.drafts import Received, ReceivedDraft
from orqa.domain.correspondence.imports import ImportedFile
from orqa.office.correspondence import number_for
from orqa.rules.vocabulary import Vocabulary

if TYPE_CHECKING:
    from datetime import datetime

    from orqa.office.office import Office
    from orqa.office.ports import InputRow
    from orqa.rules.views import Reading

BATCH = 2_000
"""Letters that are written together: large enough to be fast, small enough to keep memory and other writers easy."""

_FIELDS = "letter-field"
_NEEDED = ("subject",)

COLUMN_UNUSED = FindingKind(
    "import-column-unused",
    Severity.INFO,
    Text.of(
        en="the column {column!r} is not one of a letter and was not read; known are: {known}",
        th="คอลัมน์ {column!r} ไม่ใช่รายการของหนังสือ จึงไม่ได้อ่าน คอลัมน์ที่รู้จัก: {known}",
    ),
)
COLUMN_TWICE = FindingKind(
    "import-column-twice",
    Severity.WARNING,
    Text.of(
        en="the columns {first!r} and {second!r} both mean {title}; the first was read",
        th="คอลัมน์ {first!r} และ {second!r} หมายถึง{title}เหมือนกัน อ่านเฉพาะคอลัมน์แรก",
    ),
)
ALREADY_IMPORTED = FindingKind(
    "import-already-done",
    Severity.INFO,
    Text.of(
        en="this file was imported already on {on}; nothing was changed",
        th="นำเข้าแฟ้มนี้แล้วเมื่อ {on} ไม่มีการเปลี่ยนแปลง",
    ),
)


@define(eq=False, slots=False)
class ColumnsNotRecognised(OrqaError, ValueError):
    """The head of a file has no column that a letter cannot do without."""

    code: ClassVar[str] = "columns-not-recognised"
    template: ClassVar[Text] = Text.of(
        en="{file} has the columns {found}; a file of letters needs at least the subject. Known columns: {known}",
        th="{file} มีคอลัมน์ {found} แฟ้มหนังสือต้องมีคอลัมน์เรื่องเป็นอย่างน้อย คอลัมน์ที่รู้จัก: {known}",
    )

    file: str
    found: tuple[str, ...]
    known: Text


@frozen(kw_only=True)
class ImportResult:
    """What became of a file.

    Attributes:
        rows: rows that were read.
        registered: letters that got a number.
        numbers: the numbers they got, as (first, last) of each unbroken run.
        findings: all that was found, in the order of the file.
        refused: how many rows were not registered.
        repeated: the same file had been imported before; nothing was written.
    """

    rows: int
    registered: int
    numbers: tuple[tuple[int, int], ...]
    findings: tuple[Finding, ...]
    refused: int
    repeated: bool = False


OnRefused = Callable[["InputRow", tuple[Finding, ...]], object]


def import_received(
    office: "Office",
    path: str | Path,
    *,
    format_name: str | None = None,
    on_refused: OnRefused | None = None,
    progress: Callable[[int], object] | None = None,
) -> ImportResult:
    """Register every letter of a file that can be; the others are findings.

    The columns are recognised by their heads, in each language of the profile (vocabulary ``letter-field``). The
    file's digest names the batches: an import that broke off goes on when it is repeated, and a file that was
    imported already changes nothing.

    Args:
        office: where to.
        path: the file; its ending or ``format_name`` tells the format.
        format_name: name of a registered format, such as ``csv``.
        on_refused: told each row that was not registered, with its findings.
        progress: told how many rows were read, after each batch.

    Raises:
        ColumnsNotRecognised: when the file has no column for the subject.
        OrqaError: when the file cannot be read at all.
    """
    path = Path(path)
    digest = _digest(path)
    before = _imported(office, digest)
    if before is not None:
        return _repeated(before)
    run = _Run(office, path, digest, on_refused or (lambda _row, _findings: None))
    items = office.contributions.read_rows(path, format_name)
    while chunk := list(islice(items, BATCH)):
        run.take(chunk)
        if progress is not None:
            progress(run.rows)
    return run.finish()


@define
class _Run:
    """One file on its way into the register."""

    office: "Office"
    path: Path
    digest: str
    on_refused: OnRefused
    rows: int = 0
    refused: int = 0
    chunk: int = 0
    findings: list[Finding] = field(factory=list)
    numbers: list[tuple[int, int]] = field(factory=list)
    columns: Mapping[str, str] | None = None
    head: tuple[str, ...] = ()

    def take(self, items: Iterable["InputRow | Finding"]) -> None:
        """Register what can be registered of some rows, together."""
        at = self.office.now()
        reading = self.office.profile.at(at.date()).reading
        accepted = [received for received in self._decided(items, at, reading) if received.letter is not None]
        self.chunk += 1
        if not accepted:
            return
        records = [record for received in accepted for record in (received.letter, received.entry) if record]
        receipt = self.office.recorder.save(
            "letter.import", at, records, [number_for(received) for received in accepted], batch=self._batch("rows")
        )
        self.numbers += _runs(receipt.numbers)

    def finish(self) -> ImportResult:
        """Note that the file is in, so that it is not taken twice."""
        at = self.office.now()
        result = ImportResult(
            rows=self.rows,
            registered=sum(last - first + 1 for first, last in self.numbers),
            numbers=tuple(_joined(self.numbers)),
            findings=tuple(self.findings),
            refused=self.refused,
        )
        done = ImportedFile(
            id=self.digest,
            file=self.path.name,
            imported_at=at,
            rows=result.rows,
            registered=result.registered,
            numbers=tuple(f"{first}-{last}" for first, last in result.numbers),
        )
        self.office.recorder.save("letter.import", at, [done], batch=self._batch("end"))
        return result

    def _batch(self, part: str) -> str:
        return f"import/{self.digest}/{part}/{self.chunk}"

    def _decided(
        self, items: Iterable["InputRow | Finding"], at: "datetime", reading: "Callable[[], Reading]"
    ) -> Iterator[Received]:
        decide = self.office.correspondence.decide
        for item in items:
            if isinstance(item, Finding):
                self.findings.append(item)
                continue
            self.rows += 1
            received = decide(self._draft(item), at, reading())
            self.findings += received.findings
            if received.letter is None:
                self.refused += 1
                self.on_refused(item, received.findings)
            yield received

    def _draft(self, row: "InputRow") -> ReceivedDraft:
        values = row.values
        if self.columns is None or tuple(values) != self.head:
            self.head = tuple(values)
            self.columns = self._recognised(self.head)
        given = {name: values[column] for name, column in self.columns.items() if values[column]}
        return ReceivedDraft(place=row.place, **given)

    def _recognised(self, head: tuple[str, ...]) -> dict[str, str]:
        """The column of each field; each column that is of no use is told once."""
        vocabulary = self.office.profile.vocabulary(_FIELDS)
        fields = _by_title(vocabulary)
        known = _titles(vocabulary)
        columns: dict[str, str] = {}
        for column in head:
            name = fields.get(search_key(column))
            if name is None:
                self.findings.append(COLUMN_UNUSED.make(column=column, known=known))
            elif name in columns:
                title = vocabulary[name].title
                self.findings.append(COLUMN_TWICE.make(first=columns[name], second=column, title=title))
            else:
                columns[name] = column
        if not set(_NEEDED) <= columns.keys():
            raise ColumnsNotRecognised(self.path.name, head, known)
        return columns


def _by_title(vocabulary: Vocabulary) -> dict[str, str]:
    """Field by each of its spellings, as search keys."""
    fields: dict[str, str] = {}
    for code, term in vocabulary.items():
        for spelling in (code, *(form for _, form in term.title.forms), *term.extra.get("also", "").split("|")):
            fields.setdefault(search_key(spelling), code)
    return fields


def _titles(vocabulary: Vocabulary) -> Text:
    languages = dict.fromkeys(language for term in vocabulary.values() for language in term.title.languages)
    return Text(
        tuple((lang, ", ".join(term.title.in_language(lang) for term in vocabulary.values())) for lang in languages)
    )


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _imported(office: "Office", digest: str) -> ImportedFile | None:
    with office.reading() as reader:
        (stored,) = reader.get_many([RecordRef(ImportedFile.kind, digest)])
    if stored is None:
        return None
    done = office.codec.decode(stored)
    assert isinstance(done, ImportedFile)  # noqa: S101 - the kind of the reference says so
    return done


def _repeated(before: ImportedFile) -> ImportResult:
    told = ALREADY_IMPORTED.make(on=before.imported_at.date().isoformat())
    numbers = tuple((int(first), int(last)) for first, last in (run.split("-") for run in before.numbers))
    return ImportResult(
        rows=before.rows,
        registered=before.registered,
        numbers=numbers,
        findings=(told,),
        refused=before.rows - before.registered,
        repeated=True,
    )


def _runs(numbers: Iterable[int]) -> list[tuple[int, int]]:
    return list(_joined((number, number) for number in sorted(numbers)))


def _joined(runs: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Runs of numbers, in order, joined where they touch."""
    current: tuple[int, int] | None = None
    for first, last in runs:
        if current and first == current[1] + 1:
            current = (current[0], last)
        else:
            if current:
                yield current
            current = (first, last)
    if current:
        yield current
