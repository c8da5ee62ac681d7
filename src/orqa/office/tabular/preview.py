"""The first rows of a file as they would be read, with what is found in them; nothing is written."""

from datetime import date
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from attrs import evolve, frozen

from orqa.base.dates import DateNotUnderstood, parse_thai_date
from orqa.base.findings import Finding, has_errors
from orqa.base.language import Text
from orqa.office.tabular.importing import WHOLE
from orqa.office.tabular.mapping import Mapping
from orqa.office.tabular.reading import TableFile
from orqa.office.tabular.tables import FieldType, ImportKind, Taken
from orqa.reporting.columns import Column, ColumnType
from orqa.reporting.tables import Table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from orqa.office.office import Office
    from orqa.office.ports import InputRow
    from orqa.office.tabular.tables import TableRow

ROWS = 10
"""Rows of a preview, unless more are asked for."""

_MOST = 2_000

_NEW = Text.of(en="new", th="ใหม่")
_KNOWN = Text.of(en="there already", th="มีแล้ว")
_REFUSED = Text.of(en="refused", th="ไม่รับ")
_LINE = Column(name="row_line", title=Text.of(en="Row", th="แถว"), type=ColumnType.NUMBER)
_STATE = Column(name="row_state", title=Text.of(en="Becomes", th="ผล"))
_TYPES = {
    FieldType.DATE: ColumnType.DATE,
    FieldType.INTEGER: ColumnType.INTEGER,
    FieldType.MONEY: ColumnType.MONEY,
    FieldType.BOOLEAN: ColumnType.BOOLEAN,
}


@frozen(kw_only=True)
class Preview:
    """What an import would make of the first rows of a file.

    Attributes:
        table: the rows: where each stands, its fields as read, and whether it would be taken in. A date, number or
            amount that could not be read is left out; its finding tells what stands there.
        findings: what was found, as an import tells it.
        mapping: which column was read as what; :meth:`~orqa.office.tabular.mapping.Mapping.written` saves it.
    """

    table: Table
    findings: tuple[Finding, ...]
    mapping: Mapping

    def _repr_html_(self) -> str:
        return self.table.with_personal()._repr_html_()  # of a file that is theirs


def preview_table(  # noqa: PLR0913 - as of import_table
    office: "Office",
    path: str | Path,
    kind: ImportKind,
    *,
    format_name: str | None = None,
    mapping: Mapping | None = None,
    rows: int = ROWS,
) -> Preview:
    """Read the first rows of a file as an import would, and write nothing.

    Args:
        office: where they would go.
        path: the file.
        kind: what its rows are.
        format_name: name of a registered format.
        mapping: what the file does not tell itself.
        rows: how many at most, up to 2,000.

    Raises:
        FileRefused, ColumnsNotRecognised, MappingNotUsable, OrqaError, OSError: as
            :func:`orqa.office.tabular.importing.import_table`.
    """
    file = TableFile.opened(office, Path(path), kind, format_name, mapping or Mapping())
    return _Look(file).preview(min(rows, _MOST))


@frozen
class _Look:
    """A look at the first rows of a file."""

    file: TableFile

    def preview(self, rows: int) -> Preview:
        at = self.file.office.now()
        reading = self.file.office.profile.at(at.date()).reading()
        whole = self.file.taker.whole or self.file.taker.together  # then each row may rest on any other
        items = list(islice(self.file.items(), WHOLE if whole else rows))
        read = [
            (item, self.file.row(item, number, reading))
            for number, item in enumerate(items, 1)
            if not isinstance(item, Finding)
        ]
        sound = [row for _, row in read if whole or not has_errors(row.findings)]
        taken = dict(zip((row.number for row in sound), self.file.taker.look(sound, at, reading), strict=True))
        lines = tuple(islice(self._lines(read, taken), rows))
        found = (item for item in items if isinstance(item, Finding))
        against = self.file.against_total() if whole else ()
        findings = [*found, *self._found(read, taken), *against]
        return Preview(
            table=Table(self._columns(), lambda: iter(lines)),
            findings=(*self.file.findings, *self.file.told(), *findings),
            mapping=self._mapping(),
        )

    def _columns(self) -> tuple[Column, ...]:
        table = self.file.kind.table
        vocabulary = self.file.office.profile.vocabulary(table.vocabulary)
        shown = tuple(
            Column(name=name, title=vocabulary[name].title, type=_TYPES.get(table[name].type, ColumnType.TEXT))
            for name in self.file.columns.of_field
        )
        return (_LINE, *shown, _STATE)

    def _lines(self, read: "list[tuple[InputRow, TableRow]]", taken: dict[int, Taken]) -> "Iterator[tuple[Any, ...]]":
        keys = {one.key for one in taken.values() if one.key is not None}
        known = set(self.file.taker.known(keys)) if keys else set()
        for item, row in read:
            one = taken.get(row.number, Taken())
            values = self.file.taker.shown(row, one)
            given = self.file.columns.given(item)
            refused = one.key is None or has_errors(row.findings)
            state = _REFUSED if refused else _KNOWN if one.key in known else _NEW
            known.add(one.key)
            fields = (self._value(name, values.get(name, given.get(name))) for name in self.file.columns.of_field)
            yield (row.place.line, *fields, state)

    def _value(self, name: str, value: Any) -> Any:
        kind = self.file.kind.table[name].type
        if not isinstance(value, str) or kind not in _TYPES:
            return value
        return _day(value) if kind is FieldType.DATE else None

    def _found(self, read: "list[tuple[InputRow, TableRow]]", taken: dict[int, Taken]) -> "Iterator[Finding]":
        for item, row in read:
            findings = (*row.findings, *taken.get(row.number, Taken()).findings)
            yield from self.file.columns.shown(findings, item)

    def _mapping(self) -> Mapping:
        named = {head: name for name, head in self.file.columns.of_field.items()}
        columns = {head: named.get(head, "") for head in self.file.heads}
        return evolve(self.file.mapping, columns=columns)


def _day(text: str) -> date | None:
    """The day in a row that is refused for something else."""
    try:
        return parse_thai_date(text)
    except DateNotUnderstood:
        return None
