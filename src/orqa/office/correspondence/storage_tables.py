"""Registers, lists and cards of kept letters as tables, in the columns that the profile lays down for each form."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final, NamedTuple, cast

from orqa.base.language import Text, joined
from orqa.base.refs import RecordRef
from orqa.domain.correspondence.keeping import LetterKeeping
from orqa.domain.correspondence.lending import Loan
from orqa.domain.correspondence.records import RegisterEntry
from orqa.domain.correspondence.retention import CLASSES, SECRET, written
from orqa.domain.correspondence.secrecy import listed
from orqa.domain.correspondence.storing import CONDITIONS, Condition, FileCode, StoredLetter
from orqa.office.correspondence.file_classes import file_classes
from orqa.office.paging import every
from orqa.reporting.columns import Column, ColumnType
from orqa.reporting.ruled import ruled_columns
from orqa.reporting.tables import Table
from orqa.storage.query import is_in

if TYPE_CHECKING:
    from orqa.office.office import Office

_AT_ONCE: Final = 500

_UNTIL = Text.of(en="keep until {year}", th="เก็บถึง {year}")
_NEVER = Text.of(en="do not destroy", th="ห้ามทำลาย")

_PLAN = (
    Column(name="code", title=Text.of(en="Code", th="รหัสแฟ้ม"), public=True, unbroken=True),
    Column(name="title", title=Text.of(en="Subject", th="ชื่อแฟ้ม"), public=True),
    Column(name="parent", title=Text.of(en="Under", th="อยู่ใต้"), public=True, unbroken=True),
    Column(name="unit", title=Text.of(en="Unit", th="หน่วยงาน"), public=True),
    Column(name="retention", title=Text.of(en="Retention", th="ประเภทอายุการเก็บ"), public=True),
    Column(name="first", title=Text.of(en="From", th="ตั้งแต่วันที่"), type=ColumnType.DATE, public=True),
    Column(name="last", title=Text.of(en="Until", th="ถึงวันที่"), type=ColumnType.DATE, public=True),
    Column(name="letters", title=Text.of(en="Letters", th="จำนวนหนังสือ"), type=ColumnType.INTEGER, public=True),
)


class _Row(NamedTuple):
    """What a row is told by: a kept letter or a loan, its line in the register, its place in the table, its period."""

    record: Any
    line: RegisterEntry | None
    place: int
    period: Text | None = None


class _Cell(NamedTuple):
    """How a column is told: its type, whether a public edition shows it, whether it is personal, and its cell."""

    tell: Callable[["Office", _Row], Any]
    type: ColumnType = ColumnType.TEXT
    public: bool = False
    personal: bool = False


def _of_line(name: str) -> Callable[["Office", _Row], Any]:
    return lambda _office, row: getattr(row.line, name) or None if row.line else None


def _of(name: str) -> Callable[["Office", _Row], Any]:
    return lambda _office, row: getattr(row.record, name) or None


def _received(_office: "Office", row: _Row) -> int | None:
    """The number in the register that the letter stands in first (เลขทะเบียนรับ)."""
    return row.line.number if row.line else None


def _note(office: "Office", row: _Row) -> str | None:
    kept, language = row.record, office.profile.language
    said = CONDITIONS[kept.condition].in_language(language) if kept.condition is not Condition.SOUND else ""
    return " · ".join(filter(None, (said, kept.note))) or None


def _borrower(office: "Office", row: _Row) -> str | None:
    """Who borrows, with post and agency."""
    loan: Loan = row.record
    known = office.organization.structure.people.get(loan.person)
    name = known.name.in_language(office.profile.language) if known else loan.name or loan.person
    return " ".join(filter(None, (name, loan.post, loan.agency))) or None


def _class_title(office: "Office", code: str) -> Text:
    known = office.profile.vocabularies
    term = known[CLASSES].get(code) if CLASSES in known else None
    return term.title if term else Text.of(en=code)


def _periods(office: "Office", found: Sequence[Any]) -> dict[RecordRef, Text | None]:
    """For how long each letter is kept, as its stamp says: its class, or that of its file, and the marks on it."""
    told: dict[RecordRef, Text | None] = {}
    with office.reading() as reader:
        of_files = file_classes(reader)
        for begin in range(0, len(found), _AT_ONCE):
            part = found[begin : begin + _AT_ONCE]
            stored = reader.get_many([RecordRef(LetterKeeping.kind, one.letter.id) for one in part])
            for kept, said in zip(part, stored, strict=True):
                known = cast("LetterKeeping", office.codec.decode(said)) if said else None
                told[kept.letter] = _period(office, kept, known, of_files)
    return told


def _period(
    office: "Office", kept: StoredLetter, said: LetterKeeping | None, of_files: Mapping[str, str]
) -> Text | None:
    own = SECRET if kept.restricted is not None else said.retention_class if said else ""
    code = own or of_files.get(kept.code, "")
    until = _UNTIL.fill(year=written(said.until)) if said and said.until else None
    words = [_class_title(office, code) if code else None, until, _NEVER if said and said.never else None]
    shown = [one for one in words if one is not None]
    return joined(shown) if shown else None


_CELLS: Final[Mapping[str, _Cell]] = {
    "place_in_list": _Cell(lambda _office, row: row.place, ColumnType.NUMBER, public=True),
    "number": _Cell(_of("number"), ColumnType.NUMBER, public=True),
    "stored_on": _Cell(_of("stored_on"), ColumnType.DATE, public=True),
    "register_number": _Cell(_received, ColumnType.NUMBER, public=True),
    "reference": _Cell(_of_line("printed_number"), public=True),
    "dated": _Cell(_of_line("dated"), ColumnType.DATE, public=True),
    "subject": _Cell(_of_line("subject"), public=True),
    "code": _Cell(_of("code"), public=True),
    "retention": _Cell(lambda _office, row: row.period, public=True),
    "place": _Cell(_of("place")),
    "note": _Cell(_note),
    "borrower": _Cell(_borrower, personal=True),
    "collected_by": _Cell(_of("collected_by"), personal=True),
    "lent_on": _Cell(_of("lent_on"), ColumnType.DATE, public=True),
    "due": _Cell(_of("due"), ColumnType.DATE, public=True),
    "returned_by": _Cell(_of("returned_by"), personal=True),
    "returned_on": _Cell(_of("returned_on"), ColumnType.DATE, public=True),
    "purpose": _Cell(_of("purpose"), personal=True),
}
"""What a column of the forms may tell, by the field that the rule of the form names."""

_COLUMNS: Final = {
    name: Column(name=name, title=Text.of(en=name), type=cell.type, public=cell.public, personal=cell.personal)
    for name, cell in _CELLS.items()
}


def register_table(office: "Office", found: Sequence[StoredLetter]) -> Table:
    """The storage register (แบบที่ 20), by the rule ``storage.register_columns``."""
    return _table(office, "storage.register_columns", found)


def list_table(office: "Office", found: Sequence[StoredLetter]) -> Table:
    """The list of letters sent to the store (แบบที่ 19), by the rule ``storage.list_columns``."""
    return _table(office, "storage.list_columns", found)


def card_table(office: "Office", found: Sequence[Loan]) -> Table:
    """Cards of loans (แบบที่ 24), by the rule ``lending.card_columns``."""
    return _table(office, "lending.card_columns", found)


def plan_table(office: "Office", found: Sequence[FileCode]) -> Table:
    """The file plan, with how many letters each file holds."""
    with office.reading() as reader:
        held = {str(code): count for (code,), count in reader.count_by(StoredLetter.kind, ("code",)).items()}
    rows = [
        (
            *(one.id, one.title, one.parent or None, one.unit or None),
            _class_title(office, one.retention) if one.retention else None,
            *(one.first, one.last, held.get(one.id, 0)),
        )
        for one in found
    ]
    return Table.of(_PLAN, rows)


def _table(office: "Office", key: str, found: Sequence[Any]) -> Table:
    columns = ruled_columns(key, office.rules().reading().value(key), _COLUMNS)
    return Table.of(columns, list(_rows(office, [column.name for column in columns], found)))


def _rows(office: "Office", names: Sequence[str], found: Sequence[Any]) -> Iterator[tuple[Any, ...]]:
    lines = lines_of(office, (one.letter for one in found))
    periods = _periods(office, found) if "retention" in names else {}
    for place, record in enumerate(found, 1):
        row = _Row(record, lines.get(record.letter), place, periods.get(record.letter))
        yield tuple(_CELLS[name].tell(office, row) for name in names)


def lines_of(office: "Office", letters: Iterable[RecordRef]) -> dict[RecordRef, RegisterEntry]:
    """The line of each letter in the register that it stood in first, as lists show it."""
    refs = list(dict.fromkeys(map(str, letters)))
    found: dict[RecordRef, RegisterEntry] = {}
    with office.reading() as reader:
        for begin in range(0, len(refs), _AT_ONCE):
            part = is_in("letter", refs[begin : begin + _AT_ONCE])
            for line in every(office, reader, RegisterEntry, part, ("recorded",)):
                if line.letter is not None:
                    found.setdefault(line.letter, listed(line))
    return found
