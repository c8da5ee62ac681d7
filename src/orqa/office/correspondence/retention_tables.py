"""Lists of letters in the columns of their forms (แบบที่ 21, 22 and 25), and how many are due in which year."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Any, Final, cast

from attrs import frozen

from orqa.base.language import Text
from orqa.base.refs import RecordRef
from orqa.domain.correspondence.destruction import LINES, DestructionLine, DestructionList, LineState, ListState
from orqa.domain.correspondence.records import RegisterEntry
from orqa.domain.correspondence.retention import Outcome, written
from orqa.domain.correspondence.secrecy import listed
from orqa.domain.correspondence.storing import StoredLetter
from orqa.office.correspondence.retained import Progress, retained
from orqa.reporting.columns import Column, ColumnType
from orqa.reporting.ruled import ruled_columns
from orqa.reporting.tables import Table
from orqa.storage.codec import Codec
from orqa.storage.query import equal

if TYPE_CHECKING:
    from orqa.base.records import Record
    from orqa.office.correspondence.of_age import OfAge
    from orqa.reporting.context import SnapshotReader
    from orqa.rules.views import Reading, View

_AT_ONCE: Final = 500
_LISTS: Final = "retention.list_columns"
_TYPES: Final = {"seq": ColumnType.NUMBER, "dated": ColumnType.DATE, "number": ColumnType.NUMBER}
_COLUMNS: Final = {
    name: Column(
        name=name,
        title=Text.of(en=name),
        type=_TYPES.get(name, ColumnType.TEXT),
        unbroken=name == "reference",
    )
    for name in (*_TYPES, "reference", "subject", "file_code", "verdict", "note")
}
_CROSSED: Final = "×"
"""What the committee puts beside what may be destroyed (กากบาท)."""

_CONSIDERED: Final = {ListState.COLLECTING, ListState.LISTED, ListState.WITHDRAWN}

OUTCOMES: Final[Mapping[Outcome, Text]] = {
    Outcome.OPEN: Text.of(en="Not finished yet", th="ยังไม่ปิดเรื่อง"),
    Outcome.UNTIL: Text.of(en="Kept until a year", th="เก็บถึงปี"),
    Outcome.FOREVER: Text.of(en="For ever", th="เก็บตลอดไป"),
    Outcome.LAW: Text.of(en="As another law says", th="ตามกฎหมายเฉพาะ"),
    Outcome.CHANGED: Text.of(en="Until something takes their place", th="จนกว่าจะมีการเปลี่ยนแปลง"),
    Outcome.ELECTRONIC: Text.of(en="Electronic, not destroyed", th="หนังสืออิเล็กทรอนิกส์ ไม่ทำลาย"),
}
"""What people call each outcome."""

_YEAR = Column(name="year", title=Text.of(en="Last year of keeping", th="เก็บถึงสิ้นปี"), public=True)
_COUNT = Column(name="letters", title=Text.of(en="Letters", th="จำนวนฉบับ"), type=ColumnType.INTEGER, public=True)
_HOW = Column(name="outcome", title=Text.of(en="How they are kept", th="การเก็บ"), public=True)


@frozen
class Forecast:
    """How many letters are kept how long (ประมาณการหนังสือครบอายุการเก็บ).

    Attributes:
        years: how many are due after the end of each year, by the year.
        others: how many have no such year, by how they are kept.
    """

    years: Mapping[int, int]
    others: Mapping[Outcome, int]

    @property
    def letters(self) -> int:
        """How many letters there are."""
        return sum(self.years.values()) + sum(self.others.values())

    def table(self) -> Table:
        """A row for each year, then one for each other way of keeping."""
        rows: list[tuple[Any, ...]] = [
            (OUTCOMES[Outcome.UNTIL], written(year), count) for year, count in sorted(self.years.items())
        ]
        rows += [(OUTCOMES[one], None, self.others[one]) for one in Outcome if one in self.others]
        return Table.of((_HOW, _YEAR, _COUNT), rows)


def forecast(reader: "SnapshotReader", view: "View", progress: Progress | None = None) -> Forecast:
    """Count the letters of a snapshot by the year in which they are due, by the rules of a day."""
    years: Counter[int] = Counter()
    others: Counter[Outcome] = Counter()
    for one in retained(reader, view, progress):
        keeping = one.keeping
        if keeping.until is None:
            others[keeping.outcome] += 1
        else:
            years[keeping.until] += 1
    return Forecast(dict(years), dict(others))


def list_columns(reading: "Reading", form: str) -> tuple[Column, ...]:
    """The columns of a form, by the rule ``retention.list_columns``."""
    return ruled_columns(_LISTS, reading.value(_LISTS, list_form=form), _COLUMNS)


def destruction_table(reading: "Reading", reader: "SnapshotReader", known: DestructionList) -> Table:
    """The list in the columns of its form (แบบที่ 25); its rows stream from the snapshot."""
    columns = list_columns(reading, "destruction")
    return Table(columns, lambda: _lines(reader, known, [column.name for column in columns]))


def archives_table(reading: "Reading", form: str, found: Iterable["OfAge"]) -> Table:
    """Letters in the columns of ``handover`` (แบบที่ 21), ``kept`` (แบบที่ 22) or ``deposit`` (แบบที่ 23)."""
    columns = list_columns(reading, form)
    rows = []
    for seq, one in enumerate(found, 1):
        cells = _of_entry(one.entry) | {
            "seq": seq,
            "dated": one.letter.dated,
            "note": one.said.deposit if form == "deposit" else one.said.own_use,
        }
        rows.append(tuple(cells.get(column.name) for column in columns))
    return Table.of(columns, rows)


def _lines(reader: "SnapshotReader", known: DestructionList, names: Sequence[str]) -> Iterator[tuple[Any, ...]]:
    codec = Codec([DestructionLine, RegisterEntry, StoredLetter])
    query = equal("list", str(known.ref))
    rows = reader.rows(DestructionLine.kind, ("id", "entry", "letter"), query, ("seq",))
    while part := list(islice(rows, _AT_ONCE)):
        lines = _read(reader, codec, [RecordRef(DestructionLine.kind, identity) for identity, _, _ in part])
        entries = _read(reader, codec, [RecordRef.parse(entry) for _, entry, _ in part])
        files = _read(reader, codec, [RecordRef(StoredLetter.kind, RecordRef.parse(one).id) for _, _, one in part])
        for line, entry, file in zip(lines, entries, files, strict=True):
            if isinstance(line, DestructionLine):
                cells = _of_entry(cast("RegisterEntry | None", entry)) | _of_line(known, line)
                cells["file_code"] = file.code if isinstance(file, StoredLetter) else None
                yield tuple(cells.get(name) for name in names)


def _read(reader: "SnapshotReader", codec: Codec, refs: list[RecordRef]) -> "list[Record | None]":
    return [codec.decode(one) if one is not None else None for one in reader.get_many(refs)]


def _of_entry(entry: RegisterEntry | None) -> dict[str, Any]:
    """What a line of a list shows of its letter's line in the register; nothing of secret matter."""
    if entry is None:
        return {}
    shown = listed(entry)
    return {
        "reference": shown.printed_number,
        "dated": shown.dated,
        "number": shown.number,
        "subject": shown.subject,
    }


def _of_line(known: DestructionList, line: DestructionLine) -> dict[str, Any]:
    return {"seq": line.seq, "verdict": _verdict(known, line), "note": _note(line)}


def _verdict(known: DestructionList, line: DestructionLine) -> Text | str:
    if line.state in {LineState.LISTED, LineState.DESTROYED}:
        return "" if known.state in _CONSIDERED else _CROSSED
    return LINES[line.state]


def _note(line: DestructionLine) -> Text | str:
    until = Text.of(en=f"until {line.until}", th=f"ถึง {written(line.until).in_language('th')}") if line.until else None
    if until is None:
        return line.note
    return Text(tuple((lang, " ".join(filter(None, (form, line.note)))) for lang, form in until.forms))
