"""Registering the letters of a whole file: the good rows get numbers, each bad one a finding that says where."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from orqa.base.findings import Finding, FindingKind, Place, Severity
from orqa.base.language import Text
from orqa.base.refs import RecordRef
from orqa.domain.correspondence.drafts import ReceivedDraft
from orqa.domain.correspondence.findings import KIND_MISSING
from orqa.office.correspondence.duplicates import Identity, lines_of, registered
from orqa.office.correspondence.registering import number_for
from orqa.office.runs import Lines
from orqa.office.tabular.importing import import_table
from orqa.office.tabular.tables import ColumnTable, Field, FieldType, ImportKind, TableRow, Take, Taken

if TYPE_CHECKING:
    from datetime import datetime

    from orqa.domain.correspondence.drafts import Received
    from orqa.domain.correspondence.records import RegisterEntry
    from orqa.office.office import Office
    from orqa.office.tabular.importing import ImportResult
    from orqa.rules.views import Reading
    from orqa.storage.protocol import Receipt

ALREADY = FindingKind(
    "import-already-registered",
    Severity.INFO,
    Text.of(
        en="rows of letters that were registered already, as no. {numbers}: {count}; they were left as they are",
        th="{count} แถวเป็นหนังสือที่ลงทะเบียนไว้แล้ว เลขที่ {numbers} จึงไม่ลงทะเบียนซ้ำ",
    ),
)

TABLE = ColumnTable(
    name="letters",
    title=Text.of(en="received letters", th="หนังสือรับ"),
    vocabulary="letter-field",
    fields=(
        Field("reference", instead="reference_missing"),
        Field("dated", FieldType.DATE, raw=True, instead="dated_missing"),
        Field("sender"),
        Field("recipient"),
        Field("subject"),
        Field("letter_kind", told_once=KIND_MISSING.code),
        Field("urgency"),
        Field("secrecy"),
        Field("note"),
        Field("reference_missing"),
        Field("dated_missing"),
    ),
    action="letter.import",
    required=lambda reading: reading.value("letter.required"),
    done=Text.of(
        en="{registered} of {rows} rows registered{numbers}{known}; {refused} not registered",
        th="ลงทะเบียน {registered} จาก {rows} แถว{numbers}{known} ไม่ได้ลง {refused} แถว",
    ),
)
"""The columns of a file of received letters; the letters' own checks read what stands in them."""


class TakeLetters(Take):
    """Registers letters as they would be received one by one."""

    ahead = True

    def __init__(self, office: "Office") -> None:
        super().__init__(office)
        self._numbers = Lines()
        self._known_numbers = Lines()
        self._lines: dict[Identity, tuple[int, int]] = {}

    def look(self, rows: Sequence[TableRow], at: "datetime", reading: "Reading") -> Iterable[Taken]:
        """Decide about each by the rules of the profile."""
        drafts = [ReceivedDraft(place=row.place, **row.values) for row in rows]
        return map(_taken, self.office.correspondence.decide_each(drafts, at, reading.view))

    def known(self, keys: Collection[Identity]) -> Mapping[Identity, RecordRef]:
        """Letters of the same number, date, sender and subject."""
        known = registered(self.office, keys)
        self._known_numbers.take(lines_of(self.office, known.values()))
        return known

    def saved(self, new: Sequence[Taken], receipt: "Receipt") -> None:
        """Keep the numbers that the letters got."""
        entries = cast("list[RegisterEntry]", [taken.records[1] for taken in new])
        lines = list(zip([entry.year for entry in entries], receipt.numbers, strict=True))
        self._numbers.take(lines)
        self._lines = dict(zip((taken.key for taken in new), lines, strict=True))

    def twice(self, rows: Sequence[Taken]) -> None:
        """Rows of letters that this import has just registered."""
        self._known_numbers.take(self._lines[key] for key in {taken.key for taken in rows})

    def shown(self, row: TableRow, taken: Taken) -> Mapping[str, Any]:
        """The fields of the letter; what stands in the row where there will be none."""
        if not taken.records:
            return row.values
        letter, vocabularies = taken.records[0], self.office.profile.vocabularies
        read = {field.name: getattr(letter, field.name) for field in TABLE.fields if field.name in row.values}
        terms = ((name, vocabularies[list_].get(str(read.get(name)))) for name, list_ in _LISTS)
        return read | {name: term.title for name, term in terms if term}

    def told(self, known: int, place: Place) -> Iterable[Finding]:
        """Which numbers the known letters have."""
        numbers = self._known_numbers.written(self.office.written_year)
        yield ALREADY.make(place=place, count=f"{known:,}", numbers=numbers)

    @property
    def numbers(self) -> tuple[tuple[int, int], ...]:
        """The register numbers that letters got."""
        return self._numbers.runs


_LISTS = (("letter_kind", "letter-kind"), ("urgency", "urgency"), ("secrecy", "secrecy"))

LETTERS = ImportKind(TABLE, TakeLetters)
"""Received letters, to the central register."""


def import_received(  # noqa: PLR0913 - as of import_table
    office: "Office",
    path: str | Path,
    *,
    format_name: str | None = None,
    rejects: str | Path | None = None,
    language: str | None = None,
    progress: Callable[[int], object] | None = None,
) -> "ImportResult":
    """Register every letter of a file that can be; the others are findings.

    A letter that is registered already (same number, date, sender and subject) is not registered again. Arguments and
    errors are those of :func:`orqa.office.tabular.importing.import_table`.
    """
    return import_table(
        office, path, LETTERS, format_name=format_name, rejects=rejects, language=language, progress=progress
    )


def _taken(received: "Received") -> Taken:
    letter, entry = received.letter, received.entry
    if letter is None or entry is None:
        return Taken(findings=received.findings)
    return Taken((letter, entry), Identity.of(letter), received.findings, (number_for(received),))
