"""Reading forms of common data that were filled in, with what is wrong by file, row and column (การอ่านแบบข้อมูล)."""

from pathlib import Path
from typing import TYPE_CHECKING, Final

from attrs import define, evolve, field, frozen

from orqa.base.amounts import AmountNotUnderstood, exact
from orqa.base.dates import DateNotUnderstood, parse_thai_date
from orqa.base.eras import OFFSET
from orqa.base.findings import Finding, FindingKind, Place, Severity, has_errors
from orqa.base.language import Text
from orqa.base.thai import search_key
from orqa.domain.quality.data_checks import Spot, check_data, check_series
from orqa.domain.quality.data_sets import YEAR_KINDS, DataPoint, DataSet
from orqa.office.common_data.forms import KINDS_OF_YEAR, TABLE
from orqa.office.tabular.findings import CELL_MISSING, CELL_NOT_UNDERSTOOD, CELL_TOO_LONG, DATE_NOT_UNDERSTOOD
from orqa.office.tabular.heads import Columns, ColumnsNotRecognised, Heads, recognise
from orqa.office.tabular.layout import Layout
from orqa.office.tabular.writing import unguarded_cell

if TYPE_CHECKING:
    from datetime import date

    from orqa.domain.quality.framework import Framework
    from orqa.office.ports import Contributions, InputRow
    from orqa.rules.vocabulary import Vocabulary

MOST_ROWS: Final = 200_000
"""Rows of a file: a form of 250 fields for each of 800 units."""

MOST_TEXT: Final = 64 << 20
"""Characters of all cells that are kept."""

MOST_FINDINGS: Final = 1_000
"""Findings of a file; one with more is another file than was meant."""

LONGEST: Final = 32_767
"""Characters of a cell, as a workbook has them; a list of numbers may be longer."""

LONGEST_LIST: Final = 1 << 20

_FIRST_YEAR, _LAST_YEAR = 1900, 2199
_ONLY_BUDDHIST = 2400

TOO_MUCH = FindingKind(
    "data-too-much",
    Severity.ERROR,
    Text.of(
        en="from here on the file was not read: more than {limit}; is it the right file?",
        th="ไม่ได้อ่านตั้งแต่ตรงนี้: เกิน {limit} โปรดตรวจว่าเป็นแฟ้มที่ถูกต้องหรือไม่",
    ),
)
NO_ROWS = FindingKind(
    "data-no-rows",
    Severity.ERROR,
    Text.of(
        en="no row of a form was found; its head has the columns {heads}, with a row for each number below",
        th="ไม่พบแถวของแบบข้อมูล หัวตารางต้องมีคอลัมน์ {heads} และมีแถวละหนึ่งข้อมูลอยู่ใต้หัวตาราง",
    ),
)
COLUMNS_MISSING = FindingKind("data-columns-missing", Severity.ERROR, Text.of(en="{problem}", th="{problem}"))
_ROWS = Text.of(en="{most} rows", th="{most} แถว")
_TEXT = Text.of(en="{most} characters", th="{most} อักขระ")
_FINDINGS = Text.of(en="{most} problems", th="ปัญหา {most} รายการ")
_A_YEAR = Text.of(en="a year such as 2568 or 2025", th="ปี เช่น 2568 หรือ 2025")
_KINDS = Text.of(en="academic, calendar or fiscal", th="ปีการศึกษา ปีปฏิทิน หรือปีงบประมาณ")


@frozen
class Filled:
    """A data set as it was read, with where each of its numbers stands."""

    data: DataSet
    spots: tuple[Spot, ...] = field(repr=False)


@frozen(kw_only=True)
class DataRead:
    """What stands in a file.

    Attributes:
        filled: the data sets, in the order in which their first rows stand there.
        findings: what is wrong with its cells, columns and rows.
        unfilled: how many rows nobody has filled in.
    """

    filled: tuple[Filled, ...]
    findings: tuple[Finding, ...]
    unfilled: int = 0

    @property
    def data_sets(self) -> tuple[DataSet, ...]:
        """The data sets alone."""
        return tuple(one.data for one in self.filled)

    def check(self, *frameworks: "Framework") -> tuple[Finding, ...]:
        """All that is wrong: with the file, with each data set for the frameworks, and between data sets."""
        of_data = [x for one in self.filled for x in check_data(one.data, *frameworks, spots=one.spots)]
        return (*self.findings, *of_data, *check_series(self.data_sets))


def read_data(  # noqa: PLR0913 - what a file does not tell itself, by name
    contributions: "Contributions",
    path: Path,
    vocabulary: "Vocabulary",
    *,
    unit: str = "",
    year: int | None = None,
    format_name: str | None = None,
    sheet: str = "",
) -> DataRead:
    """Read a form; nothing of it is lost, and nothing is guessed.

    Args:
        contributions: what has the readers of formats.
        path: CSV, JSON, JSON lines or a workbook.
        vocabulary: the heads of its columns, ``quality-data-field`` of a profile.
        unit: whose the rows are that name no unit.
        year: the common-era year of rows that name none.
        format_name: its format, where the ending does not tell it.
        sheet: of a workbook; by default the first that is recognised.

    Raises:
        FormatNotRecognised, AmbiguousFormat, UnknownContribution: when there is no reader for it.
        MissingExtra: for a workbook, where its reader is not installed.
        OSError: when the file cannot be read.
    """
    heads = Heads(TABLE, vocabulary)
    layout = Layout(recognises=heads.recognised, sheet=sheet, enough=2)
    form = format_name or path.suffix.lower().removeprefix(".")
    needed = ("field",) if form.startswith("json") else ("field", "value")  # an object leaves out what is empty
    reading = _Reading(path.name, heads, unit, year, guarded=form in {"csv", "tsv"}, needed=needed)
    for item in contributions.read_rows(path, format_name, layout):
        if not reading.take(item):
            break
    return reading.done()


@define
class _Reading:
    """One file that is being read."""

    name: str
    heads: Heads
    unit: str
    year: int | None
    guarded: bool
    needed: tuple[str, ...]
    findings: dict[Finding, None] = field(factory=dict)
    points: dict[tuple[str, int, str], list[tuple[DataPoint, Spot]]] = field(factory=dict)
    columns: dict[tuple[str, ...], Columns | None] = field(factory=dict)
    rows: int = 0
    text: int = 0
    unfilled: int = 0

    def take(self, item: "InputRow | Finding") -> bool:
        """Take a row in; False where the rest of the file is not to be read."""
        if isinstance(item, Finding):
            self._tell(item)
        else:
            self.rows += 1
            columns = self._columns_of(item)
            if columns is not None:
                self._row(item, columns)
        limit = self._beyond()
        if limit is not None:
            place = item.place if not isinstance(item, Finding) else Place(self.name)
            self._tell(TOO_MUCH.make(place=place, limit=limit))
        return limit is None

    def done(self) -> DataRead:
        """What was read."""
        if not self.rows and not has_errors(self.findings):
            self._tell(NO_ROWS.make(place=Place(file=self.name), heads=", ".join(self.needed)))
        filled = (
            Filled(DataSet.of(unit, year, (p for p, _ in points), kind), tuple(spot for _, spot in points))
            for (unit, year, kind), points in self.points.items()
        )
        return DataRead(filled=tuple(filled), findings=tuple(self.findings), unfilled=self.unfilled)

    def _tell(self, finding: Finding) -> None:
        self.findings[finding] = None

    def _beyond(self) -> Text | None:
        if self.rows > MOST_ROWS:
            return _ROWS.fill(most=f"{MOST_ROWS:,}")
        if self.text > MOST_TEXT:
            return _TEXT.fill(most=f"{MOST_TEXT:,}")
        return _FINDINGS.fill(most=f"{MOST_FINDINGS:,}") if len(self.findings) >= MOST_FINDINGS else None

    def _columns_of(self, row: "InputRow") -> Columns | None:
        """The columns of a row: those of the file, or in JSON the names of this object."""
        names = tuple(row.values)
        if names not in self.columns:
            try:
                found = recognise(self.name, names, self.heads, self.needed)
            except ColumnsNotRecognised as error:
                self._tell(COLUMNS_MISSING.make(place=row.place, problem=error.messages))
                self.columns[names] = None
            else:
                for finding in found.findings:
                    self._tell(finding)
                self.columns[names] = found
        return self.columns[names]

    # ------------------------------------------------------------------ one row

    def _row(self, row: "InputRow", columns: Columns) -> None:
        spot = Spot(row.place, {_PART.get(name, name): _shown(head, row) for name, head in columns.of_field.items()})
        cells = self._cells(row, columns, spot)
        if not cells.get("field", "").strip():
            if any(cells.get(name, "").strip() for name in _FILLED):
                self._missing("field", "id", spot)
            return
        point = DataPoint(
            id=cells["field"],
            value=cells.get("value", ""),
            confirmed=cells.get("confirmed", ""),
            unit=cells.get("measure", ""),
            source=cells.get("source", ""),
            on=self._day(cells.get("on", ""), spot),
            reported_by=cells.get("reported_by", ""),
            year_kind=self._kind(cells.get("counted_by", ""), "counted_by", spot),
            note=cells.get("note", ""),
        )
        if point.is_empty:
            self.unfilled += 1
            return
        unit = cells.get("unit", "").strip() or self.unit
        year = self._year(cells.get("year", ""), spot)
        kind = self._kind(cells.get("year_kind", ""), "year_kind", spot) or YEAR_KINDS[0]
        if not unit:
            self._missing("unit", "unit_code", spot)
        elif year is not None:
            self.points.setdefault((unit, year, kind), []).append((point, spot))

    def _cells(self, row: "InputRow", columns: Columns, spot: Spot) -> dict[str, str]:
        """The cells of a row by part; one that holds an error, or more than a cell holds, is told and left out."""
        problems = getattr(row, "problems", {})
        cells = {}
        for name, head in columns.of_field.items():
            text = row.values.get(head, "")
            most = LONGEST_LIST if name in {"value", "confirmed"} else LONGEST
            if head in problems:
                self._tell(evolve(problems[head], field=name))
            elif len(text) > most:
                title, length = self.heads.vocabulary[name].title, f"{len(text):,}"
                place = spot.at(_PART.get(name, name))
                self._tell(CELL_TOO_LONG.make(field=name, place=place, title=title, length=length, limit=f"{most:,}"))
            elif text:
                cells[name] = unguarded_cell(text) if self.guarded else text
                self.text += len(text)
        return cells

    def _missing(self, name: str, part: str, spot: Spot) -> None:
        title = self.heads.vocabulary[name].title
        self._tell(CELL_MISSING.make(field=name, place=spot.at(part), title=title))

    def _not_understood(self, name: str, part: str, text: str, wanted: Text, spot: Spot) -> None:
        title = self.heads.vocabulary[name].title
        kind = CELL_NOT_UNDERSTOOD
        self._tell(kind.make(field=name, place=spot.at(part), title=title, value=text[:60], wanted=wanted))

    def _day(self, text: str, spot: Spot) -> "date | None":
        if not text.strip():
            return None
        try:
            return parse_thai_date(text)
        except DateNotUnderstood as error:
            title = self.heads.vocabulary["on"].title
            self._tell(DATE_NOT_UNDERSTOOD.make(field="on", place=spot.at("on"), title=title, message=error.messages))
            return None

    def _year(self, text: str, spot: Spot) -> int | None:
        """The common-era year; one from 2400 on can only be of the Buddhist era."""
        if not text.strip():
            if self.year is None:
                self._missing("year", "year", spot)
            return self.year
        try:
            number = exact(text)
        except AmountNotUnderstood:
            number = exact(0)
        year = int(number) - OFFSET if number >= _ONLY_BUDDHIST else int(number)
        if number != int(number) or not _FIRST_YEAR <= year <= _LAST_YEAR:
            self._not_understood("year", "year", text, _A_YEAR, spot)
            return None
        return year

    def _kind(self, text: str, name: str, spot: Spot) -> str:
        if not text.strip():
            return ""
        key = search_key(text)
        for kind, title in KINDS_OF_YEAR.items():
            if key in {kind, *(search_key(form) for _, form in title.forms)}:
                return kind
        self._not_understood(name, name, text, _KINDS, spot)
        return ""


_PART = {"field": "id", "measure": "unit", "unit": "unit_code"}
"""What a column is in a :class:`DataPoint`, where it is called otherwise."""

_FILLED = ("value", "confirmed", "source", "on", "note")


def _shown(head: str, row: "InputRow") -> str:
    """A column for people: its head, and in a workbook the cell."""
    letter = getattr(row, "letters", {}).get(head, "")
    return f"{head} ({letter}{row.place.line})" if letter else head
