"""Taking in the file plan of the office (แผนการจัดแฟ้ม): each row is a subject that letters are filed under."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from orqa.base.findings import Finding, FindingKind, Severity
from orqa.base.language import Text
from orqa.domain.correspondence.storing import LONGEST_CODE, FileCode, clean_code
from orqa.office.paging import every
from orqa.office.rosters import KEPT_OTHERWISE, text_of
from orqa.office.tabular.tables import ColumnTable, Field, FieldType, ImportKind, TableRow, Take, Taken
from orqa.rules.errors import near
from orqa.storage.query import ALL

if TYPE_CHECKING:
    from datetime import datetime

    from orqa.office.office import Office
    from orqa.rules.views import Reading

TABLE = ColumnTable(
    name="file-plan",
    title=Text.of(en="files of the file plan", th="รหัสแฟ้ม"),
    vocabulary="file-code-field",
    fields=(
        Field("code", required=True),
        Field("title_th"),
        Field("title_en"),
        Field("parent"),
        Field("unit"),
        Field("retention"),
        Field("first", FieldType.DATE),
        Field("last", FieldType.DATE),
    ),
    action="file-plan.keep",
)
"""The columns of a file of the file plan."""

UNKNOWN_PARENT = FindingKind(
    "file-code-parent-unknown",
    Severity.ERROR,
    Text.of(
        en="the code {code} stands under {parent}, which neither the file plan nor a row above has; near it: {near}",
        th="รหัส {code} อยู่ใต้ {parent} ซึ่งไม่มีในแผนการจัดแฟ้มและแถวก่อนหน้า ที่ใกล้เคียง: {near}",
    ),
)
UNUSABLE = FindingKind(
    "file-code-unusable",
    Severity.ERROR,
    Text.of(
        en="the row is no file: it needs a code of up to {most} characters, a title, and days in their order",
        th="แถวนี้ไม่เป็นรหัสแฟ้ม ต้องมีรหัสไม่เกิน {most} ตัวอักษร ชื่อแฟ้ม และวันที่ตามลำดับ",
    ),
)
UNKNOWN_UNIT = FindingKind(
    "file-code-unit-unknown",
    Severity.ERROR,
    Text.of(en="there is no unit {unit}; near it: {near}", th="ไม่มีหน่วยงาน {unit} ที่ใกล้เคียง: {near}"),
)


class TakeFilePlan(Take):
    """Takes in files; a code that is there stays as it is, and differences are told."""

    def __init__(self, office: "Office") -> None:
        super().__init__(office)
        self._kept: dict[str, FileCode] | None = None
        self._known: set[str] = set()

    def look(self, rows: Sequence[TableRow], at: "datetime", reading: "Reading") -> Iterable[Taken]:
        """Look at the rows one after the other: each may stand under one before it."""
        del at, reading
        return [self._looked_at(row, self._plan()) for row in rows]

    def known(self, keys: Collection[Any]) -> Mapping[Any, Any]:
        """Codes that the office has just so."""
        return {key: key for key in keys if key in self._known}

    # ------------------------------------------------------------------ inside

    def _plan(self) -> dict[str, FileCode]:
        if self._kept is None:
            with self.office.reading() as reader:
                self._kept = {one.id: one for one in every(self.office, reader, FileCode, ALL)}
        return self._kept

    def _looked_at(self, row: TableRow, plan: dict[str, FileCode]) -> Taken:
        made = self._made(row)
        if made is None:
            return Taken(findings=(UNUSABLE.make(field="code", place=row.place, most=LONGEST_CODE),))
        if findings := tuple(self._wrong(made, row, plan)):
            return Taken(findings=findings)
        known = plan.get(made.id)
        if known is None:
            plan[made.id] = made
            return Taken((made,), made.id)
        if differs := _differs(made, known, row):
            told = KEPT_OTHERWISE.make(field="code", place=row.place, name=made.id, differs=", ".join(differs))
            return Taken(findings=(told,))
        if known.version:
            self._known.add(made.id)
        return Taken((), made.id)

    def _made(self, row: TableRow) -> FileCode | None:
        code, title = clean_code(row.values["code"]), text_of(row, "title")
        first, last = row.get("first") or self.office.today(), row.get("last")
        if not 0 < len(code) <= LONGEST_CODE or title is None or (last is not None and last < first):
            return None
        named = {name: row.get(name, "").strip() for name in ("parent", "unit", "retention")}
        return FileCode(id=code, title=title, first=first, last=last, **named)

    def _wrong(self, made: FileCode, row: TableRow, plan: Mapping[str, FileCode]) -> Iterator[Finding]:
        if made.parent and (made.parent not in plan or made.parent == made.id):
            close = ", ".join(near(made.parent, [one for one in plan if one != made.id])) or "–"
            yield UNKNOWN_PARENT.make(field="parent", place=row.place, code=made.id, parent=made.parent, near=close)
        units = self.office.organization.on(made.first).spans
        if made.unit and made.unit not in units:
            close = ", ".join(near(made.unit, units)) or "–"
            yield UNKNOWN_UNIT.make(field="unit", place=row.place, unit=made.unit, near=close)


def _differs(made: FileCode, known: FileCode, row: TableRow) -> list[str]:
    """What a row says otherwise than what is kept; days that the row leaves out are no difference."""
    names = ["title", "parent", "unit", "retention", *(name for name in ("first", "last") if row.get(name))]
    return [str(getattr(known, name) or "–") for name in names if getattr(made, name) != getattr(known, name)]


FILE_PLAN = ImportKind(TABLE, TakeFilePlan)
"""The files that letters are filed under."""
