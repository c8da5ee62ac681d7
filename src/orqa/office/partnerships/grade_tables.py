"""Grading tables, line by line (ตารางการกระจายเกรด)."""

from collections.abc import Iterable, Iterator, Mapping

from orqa.base.language import Text
from orqa.domain.partnerships.grading_tables import GradeTable
from orqa.reporting.columns import Column, ColumnType
from orqa.reporting.tables import Table

_COLUMNS = (
    Column(name="partner", title=Text.of(en="Institution", th="สถาบัน"), public=True),
    Column(name="scale", title=Text.of(en="Scale", th="สเกล"), public=True, unbroken=True),
    Column(name="level", title=Text.of(en="Level", th="ระดับ"), public=True),
    Column(name="field", title=Text.of(en="Field", th="สาขา"), public=True, unbroken=True),
    Column(name="years", title=Text.of(en="Years", th="ปี"), public=True, unbroken=True),
    Column(name="grade", title=Text.of(en="Grade", th="เกรด"), public=True, unbroken=True),
    Column(name="share", title=Text.of(en="Share", th="สัดส่วน"), type=ColumnType.DECIMAL, public=True),
    Column(name="reached", title=Text.of(en="Reached by, per cent", th="ร้อยละสะสม"), public=True),
    Column(name="source", title=Text.of(en="Source", th="ที่มา"), public=True),
)
_OURS = Text.of(en="our own", th="มหาวิทยาลัย")
_FAIL = Text.of(en="no pass", th="ไม่ผ่าน")


def grade_table(tables: Iterable[GradeTable], partners: Mapping[str, str]) -> Table:
    """Each grade with how often it is given, and by how many of those who passed it is reached."""
    return Table.of(_COLUMNS, [row for one in tables for row in _rows(one, partners)])


def _rows(one: GradeTable, partners: Mapping[str, str]) -> Iterator[tuple[object, ...]]:
    bands = one.bands()
    whose = partners.get(one.partner, one.partner) if one.partner else _OURS
    head = (whose, one.scale, one.level or None, one.field_code or None, one.years)
    for grade in one.grades:
        reached = f"{float(bands[grade.label][1]):.2f}" if grade.passes else _FAIL
        yield (*head, grade.label, grade.share, reached, one.source)
