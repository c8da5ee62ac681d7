"""One file as a table of an area: its columns found, its rows read one by one."""

import re
from pathlib import Path
from typing import TYPE_CHECKING

from attrs import define, evolve, field, frozen

from orqa.base.findings import Finding, Place
from orqa.base.language import Text
from orqa.office.tabular.cells import Cells
from orqa.office.tabular.findings import TOTAL
from orqa.office.tabular.heads import Columns, Heads, recognise
from orqa.office.tabular.layout import Layout
from orqa.office.tabular.mapping import Mapping
from orqa.office.tabular.survey import Survey, survey
from orqa.office.tabular.tables import Field, FieldType, ImportKind, TableRow

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Mapping as MappingOf

    from orqa.office.office import Office
    from orqa.office.ports import InputRow
    from orqa.office.tabular.tables import Take
    from orqa.rules.views import Reading

_TOTAL_WORDS = ("รวม", "ยอดรวม", "total", "Total", "TOTAL", "Grand total", "GRAND TOTAL", "Sum", "SUM")
_TOTAL = re.compile(r"(?:รวม|ยอดรวม|(?:grand )?total|sum)(?:ทั้งสิ้น|ทั้งหมด)?\s*:?\s*([\d๐-๙,.]*)(?:\s*\w+)?", re.IGNORECASE)
_NUMBER = re.compile(r"[-+]?[\d๐-๙][\d๐-๙,. ]*(?:บาท|ฉบับ|เรื่อง|คน|รายการ)?")


@frozen
class Grouped:
    """A row below a heading, which may stand for a column that the table does not have.

    Attributes:
        row: as it was read.
        heading: what stood above it.
    """

    row: "InputRow"
    heading: str

    @property
    def values(self) -> "MappingOf[str, str]":
        """What stands in each column."""
        return self.row.values

    @property
    def place(self) -> Place:
        """Where it stands."""
        return self.row.place

    @property
    def letters(self) -> "MappingOf[str, str]":
        """The letters of the columns of a sheet."""
        return getattr(self.row, "letters", {})

    @property
    def problems(self) -> "MappingOf[str, Finding]":
        """What is wrong with single cells."""
        return getattr(self.row, "problems", {})


@define
class TableFile:
    """A file that was looked over.

    Attributes:
        office: where its rows go.
        path: of the file.
        kind: what its rows are.
        format_name: its format, where one was named.
        mapping: what somebody said about it.
        layout: which table of the file it is.
        seen: what the look over it told.
        columns: which of them is which field.
    """

    office: "Office"
    path: Path
    kind: ImportKind
    format_name: str | None
    mapping: Mapping
    layout: Layout
    seen: Survey
    columns: Columns
    taker: "Take"
    _read: dict[str, tuple[Field, Text]] = field(init=False)
    _raw_dates: tuple[str, ...] = field(init=False)
    _cells: Cells | None = field(default=None, init=False)
    _total: Finding | None = field(default=None, init=False)
    _total_row: "InputRow | None" = field(default=None, init=False)

    @classmethod
    def opened(
        cls, office: "Office", path: Path, kind: ImportKind, format_name: str | None, mapping: Mapping
    ) -> "TableFile":
        """Look over a file, so that half a file is not imported by half.

        Raises:
            FileRefused, ColumnsNotRecognised, OSError, OrqaError: see :func:`.importing.import_table`.
        """
        table = kind.table
        heads = Heads(table, office.profile.vocabulary(table.vocabulary), mapping.columns)
        needed = table.needed(office.rules().reading())
        layout = Layout(
            recognises=heads.recognised,
            sheet=mapping.sheet,
            head_row=mapping.head_row,
            enough=max(1, len(needed)),
        )
        seen = survey(office.contributions, path, format_name, layout)
        columns = recognise(path.name, seen.heads, heads, needed)
        taker = kind.take(office)
        taker.mapping = mapping
        return cls(office, path, kind, format_name, mapping, layout, seen, columns, taker)

    def __attrs_post_init__(self) -> None:
        vocabulary = self.office.profile.vocabulary(self.kind.table.vocabulary)
        fields = [column for column in self.kind.table.fields if not column.raw]
        typed = [column for column in fields if column.type is not FieldType.TEXT or column.required]
        self._read = {column.name: (column, vocabulary[column.name].title) for column in typed}
        dates = (column.name for column in self.kind.table.fields if column.raw and column.type is FieldType.DATE)
        self._raw_dates = tuple(name for name in dates if name in self.columns.of_field)

    @property
    def name(self) -> str:
        """The file's name."""
        return self.path.name

    @property
    def heads(self) -> tuple[str, ...]:
        """The heads of its columns."""
        return self.seen.heads

    @property
    def digest(self) -> str:
        """SHA-256 of its bytes."""
        return self.seen.digest

    def items(self, *, afresh: bool = False) -> "Iterator[InputRow | Finding]":
        """Its rows, and problems in between; a total below them is none.

        Args:
            afresh: read the file anew; otherwise they may come from the look over it, and only once.
        """
        held: InputRow | None = None
        begun = None if afresh else self.seen.items
        given = begun or self.office.contributions.read_rows(self.path, self.format_name, self.layout)
        for item in self._below_headings(given) if self.kind.table.heads_groups else given:
            if held is not None:
                yield held
                held = None
            if not isinstance(item, Finding) and _may_be_total(item):
                held = item
            else:
                yield item
        if held is not None:
            self._total = TOTAL.make(place=held.place, word=next(filter(None, held.values.values())).strip())
            self._total_row = held

    def _below_headings(self, items: "Iterator[InputRow | Finding]") -> "Iterator[InputRow | Finding]":
        """The rows, each with the heading above it; what is a heading is no row."""
        is_heading, heading = self.kind.table.heads_groups, ""
        for item in items:
            if isinstance(item, Finding):
                yield item
                continue
            cells = [text for value in item.values.values() if (text := value.strip())]
            if len(cells) == 1 and is_heading is not None and is_heading(cells[0]):
                heading = cells[0]
            else:
                yield Grouped(item, heading) if heading else item

    def against_total(self) -> tuple[Finding, ...]:
        """What the taker finds of the total below the rows, once these were read to the end; nothing without one."""
        if self._total_row is None:
            return ()
        row = TableRow(0, self.columns.given(self._total_row), self._total_row.place, (), self.seen.digest)
        return self.columns.shown(tuple(self.taker.total(row)), self._total_row)

    def row(self, item: "InputRow", number: int, reading: "Reading") -> TableRow:
        """A row with its values."""
        row = self._row(item, number, reading)
        if isinstance(item, Grouped):
            row = evolve(row, heading=item.heading)
        problems = getattr(item, "problems", None)
        if not problems:
            return row
        found = {name: problems[head] for name, head in self.columns.of_field.items() if head in problems}
        first = (evolve(finding, field=name) for name, finding in found.items())
        others = (finding for finding in row.findings if finding.field not in found)
        return evolve(row, findings=(*first, *others))

    def _row(self, item: "InputRow", number: int, reading: "Reading") -> TableRow:
        given = {**self.mapping.values, **self.columns.given(item)}
        if not self._read and not self._raw_dates:
            return TableRow(number, given, item.place, (), self.seen.digest)
        cells = self._cells_for(reading)
        for name in self._raw_dates:
            if text := given.get(name):
                dates = cells.dates_of(name)
                dates.note(text)
                if dates.said:
                    given[name] = dates.full(text)
        if not self._read:
            return TableRow(number, given, item.place, (), self.seen.digest)
        values, findings = cells.read(self._read, given, item.place)
        return TableRow(number, values, item.place, findings, self.seen.digest)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What was found about its columns."""
        return (*self.mapping.absent(self.name, self.heads), *self.columns.findings)

    def told(self) -> tuple[Finding, ...]:
        """What is known of it once its rows were read: the eras of its dates, a total."""
        found: list[Finding] = []
        for name, dates in (self._cells.dates if self._cells else {}).items():
            found += dates.told(self.columns.of_field[name], Place(self.name))
        return (*found, *([self._total] if self._total else ()))

    def _cells_for(self, reading: "Reading") -> Cells:
        if self._cells is None:
            profile = self.office.profile
            style, on = self.mapping.date_style, self.office.now().date()
            self._cells = Cells(reading, profile.currency, profile.era, style, on, self.taker.resolve)
        self._cells.reading = reading
        return self._cells


def _may_be_total(row: "InputRow") -> bool:
    """Whether a row, were it the last, is clearly no more than a sum of those above it."""
    if not next(filter(None, map(str.strip, row.values.values())), "").startswith(_TOTAL_WORDS):
        return False
    values = [text for value in row.values.values() if (text := value.strip())]
    word = _TOTAL.fullmatch(values[0])
    rest = values[1:]
    return word is not None and bool(rest or word[1]) and all(map(_NUMBER.fullmatch, rest))
