"""What tables of units, positions and people have in common when they are taken in."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any, ClassVar

from attrs import define, evolve, field

from orqa.base.findings import Finding, FindingKind, Severity
from orqa.base.language import Text
from orqa.base.records import Record
from orqa.base.refs import RecordRef
from orqa.domain.organization.checking import Check
from orqa.domain.organization.structure import Structure
from orqa.office.organizing import owner
from orqa.office.tabular.tables import TableRow, Take, Taken

if TYPE_CHECKING:
    from orqa.office.calendars import Calendars
    from orqa.office.office import Office
    from orqa.rules.views import Reading

KEPT_OTHERWISE = FindingKind(
    "organization-kept-otherwise",
    Severity.ERROR,
    Text.of(
        en="{name} is on file otherwise: {differs}; a file adds what is new, correct the rest by its own command",
        th="{name} มีข้อมูลไว้เป็นอย่างอื่น: {differs} แฟ้มใช้เพิ่มรายการใหม่ ส่วนที่มีอยู่แล้วให้แก้ด้วยคำสั่งของรายการนั้น",
    ),
)


@define
class Drafted:
    """The organization as the rows that were looked at make it, and which of them writes which record.

    A record that several rows change is written once, as the last of them leaves it, with the first of them.

    Attributes:
        structure: the organization so far.
        reading: of the rules on the day of the import.
        at: moment of the import.
        calendars: of the office, whose regions units may stand in.
    """

    structure: Structure
    reading: "Reading"
    at: datetime
    calendars: "Calendars"
    _records: dict[RecordRef, Record] = field(factory=dict)
    _written_by: dict[RecordRef, int] = field(factory=dict)

    def check(self) -> Check:
        """Begin to look at a row."""
        return Check(self.structure, self.reading, self.calendars.wrong_region)

    def keep(self, records: Iterable[Record], row: TableRow) -> None:
        """Go on with what a row makes."""
        kept = tuple(records)
        self.structure = self.structure.having(kept)
        for record in kept:
            self._records[record.ref] = record
            self._written_by.setdefault(record.ref, row.number)

    def by_row(self) -> Mapping[int, tuple[Record, ...]]:
        """The records that each row writes, by its number."""
        rows: dict[int, tuple[Record, ...]] = {}
        for ref, record in self._records.items():
            number = self._written_by[ref]
            rows[number] = (*rows.get(number, ()), record)
        return rows


@define
class Answer:
    """What was found of a row.

    Attributes:
        key: what makes it the same as another row; None where it is refused.
        findings: what is to be told.
        is_known: whether it says nothing that is new, to the office or after the rows before it.
    """

    key: Any = None
    findings: tuple[Finding, ...] = ()
    is_known: bool = False


class TakeRoster(Take):
    """Takes in rows that change the organization, one decision after the other."""

    columns: ClassVar[Mapping[str, str]] = {}
    """Which column a finding is about, where that is not called like the field of its record."""

    def __init__(self, office: "Office") -> None:
        super().__init__(office)
        self._known: set[Any] = set()

    def look(self, rows: Sequence[TableRow], at: datetime, reading: "Reading") -> Iterator[Taken]:
        """Decide about the rows together: each may rest on any other one of them."""
        state = owner(self.office, at)  # read before the organization: a change in between is a conflict, not lost
        drafted = Drafted(self.office.organization.structure, reading, at, self.office.calendars)
        answers = self.answers(rows, drafted)
        written, owned = drafted.by_row(), False
        known = {answer.key for answer in answers.values() if answer.is_known}
        self._known |= known - {answer.key for answer in answers.values() if not answer.is_known}
        for row in rows:
            answer, records = answers[row.number], written.get(row.number, ())
            if records and not owned:
                records, owned = (*records, state), True
            yield Taken(records, answer.key, self._placed(answer.findings, row))

    def known(self, keys: Collection[Any]) -> Mapping[Any, Any]:
        """Rows that say what the office holds already."""
        return {key: key for key in keys if key in self._known}

    def answers(self, rows: Sequence[TableRow], drafted: Drafted) -> Mapping[int, Answer]:
        """What is found of each row, by its number; what it makes is kept in ``drafted``."""
        raise NotImplementedError

    def _placed(self, findings: Iterable[Finding], row: TableRow) -> tuple[Finding, ...]:
        return tuple(evolve(one, place=row.place, field=self.columns.get(one.field, one.field)) for one in findings)


def text_of(row: TableRow, name: str) -> Text | None:
    """The text of the columns ``name_th`` and ``name_en``; None where both are empty."""
    forms = {language: row.get(f"{name}_{language}") for language in ("th", "en")}
    given = {language: form for language, form in forms.items() if form}
    return Text.of(**given) if given else None


def words(text: str) -> tuple[str, ...]:
    """What is listed in a cell, parted by commas or semicolons."""
    return tuple(word for part in text.replace(";", ",").split(",") if (word := part.strip()))


def otherwise(name: str, differs: Iterable[str]) -> tuple[Finding, ...]:
    """That something is on file otherwise; nothing where nothing differs."""
    found = ", ".join(differs)
    return (KEPT_OTHERWISE.make(field="code", name=name, differs=found),) if found else ()
