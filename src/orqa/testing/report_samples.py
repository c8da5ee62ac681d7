"""Reports that try everything a renderer must write."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from orqa.base.citations import Citation
from orqa.base.eras import Era
from orqa.base.findings import Finding, Place, Severity
from orqa.base.language import Text
from orqa.base.money import Money
from orqa.base.partial import PartialDate
from orqa.base.refs import RecordRef
from orqa.reporting.blocks import Chart, ChartKind, Figure, Paragraph, Series
from orqa.reporting.columns import Column, ColumnType
from orqa.reporting.formatting import Style
from orqa.reporting.model import Cited, Evidence, Fact, Report, Section
from orqa.reporting.tables import Table

STYLES = (Style(), Style("th", Era.BUDDHIST, "thai"), Style("th", Era.BUDDHIST, "arabic"), Style("de"))
"""The styles that reports are rendered in."""

HOSTILE = (
    "<script>alert(1)</script>",
    "</td></tr></table>",
    "a & b &amp; &#60;",
    "\"double\" and 'single'",
    "**bold** _low_ `code` | cell | [x](http://example.invalid)",
    "~~gone~~ \\ back $math$ #1 {{ 7 * 7 }} {% raw %}",
    "http://example.invalid/?a=1&b=2",
    "- item",
    "1. item",
    "# heading",
    "=1+1",
    "+cmd",
    "-2",
    "@SUM(A1)",
    "'quoted",
    "comma, semicolon; tab",
    "น้ำใจผู้ที่ไม่ปฏิญญาณ",
    "%s %(x)s {0} {name}",
    "日本語 é 👍",
)
"""Texts that mean something in some format."""

OBEYED = {
    "bell": "\x07",
    "escape": "\x1b",
    "null": "\x00",
    "override": "\u202e",
    "surrogate": "\ud800",
    "delete": "\x7f",
}
"""Characters that a screen obeys or no encoding takes, by name."""

_COLUMNS = {
    ColumnType.TEXT: ("ทุน", Text.of(th="ไทย", en="Thai"), ""),
    ColumnType.INTEGER: (0, 1234567, -5),
    ColumnType.NUMBER: (1, 2569, 10),
    ColumnType.DECIMAL: (Decimal("0.10"), Decimal("1234.5"), Decimal(-2)),
    ColumnType.PERCENT: (Decimal("87.5"), Decimal(0), Decimal(100)),
    ColumnType.DATE: (date(2025, 1, 12), PartialDate(2025, 1), PartialDate(2025)),
    ColumnType.MOMENT: (datetime(2025, 1, 12, 9, 30, tzinfo=UTC), None, None),
    ColumnType.MONEY: (Money.of("1234.50", "THB"), Money.of(100, "JPY"), Money.of(-1, "EUR")),
    ColumnType.BOOLEAN: (True, False, None),
}


def text_column(name: str = "subject", *, public: bool = True) -> Column:
    """A column of text whose title is its name."""
    return Column(name=name, title=Text.of(en=name, th=f"{name} ไทย"), public=public)


def report_of(*blocks: Any, style: Style | None = None, **more: Any) -> Report:
    """A report of one section."""
    return Report(
        name="sample",
        title=Text.of(en="A sample", th="ตัวอย่าง"),
        style=style or Style(),
        sections=(Section(tuple(blocks), Text.of(en="Part one", th="ตอนที่หนึ่ง")),),
        **more,
    )


def every_type() -> Table:
    """A table with a column of each type and a row of nothing."""
    columns = [Column(name=kind.value, title=Text.of(en=kind.value), type=kind, public=True) for kind in _COLUMNS]
    rows = [*zip(*_COLUMNS.values(), strict=True), (None,) * len(columns)]
    return Table.of(columns, rows, Text.of(en="All types", th="ทุกชนิด"))


def every_chart() -> tuple[Chart, ...]:
    """A chart of each kind, with a missing value and one below zero, and one of a single category."""
    names = tuple(Text.of(en=f"Category {number}", th=f"รายการ {number}") for number in range(1, 5))
    series = (
        Series(Text.of(en="This year", th="ปีนี้"), (1, None, Decimal("2.5"), -3)),
        Series(Text.of(en="Last year", th="ปีที่แล้ว"), (4, 3, 2, 0)),
    )
    title, unit = Text.of(en="A chart", th="แผนภูมิ"), Text.of(en="letters", th="ฉบับ")
    charts = [Chart(kind=kind, title=title, categories=names, series=series, unit=unit) for kind in ChartKind]
    lone = (Series(Text.of(en="Lone"), (None,)),)
    return (*charts, *(Chart(kind=kind, title=title, categories=names[:1], series=lone) for kind in ChartKind))


def every_block() -> tuple[Any, ...]:
    """Each kind of block at least once, an empty table and a grouped one included."""
    days = [Column(name="day", title=Text.of(en="Day", th="วันที่"), type=ColumnType.DATE, public=True), text_column()]
    return (
        Paragraph(Text.of(en="First line\nsecond line", th="บรรทัดแรก\nบรรทัดที่สอง")),
        Figure(label=Text.of(en="Received", th="รับ"), value=1435, unit=Text.of(en="letters", th="ฉบับ")),
        Figure(label=Text.of(en="Spent", th="จ่าย"), value=Money.of("12.25", "THB"), type=ColumnType.MONEY),
        Figure(label=Text.of(en="Unknown", th="ไม่ทราบ"), value=None),
        every_type(),
        Table.of([text_column()], []),
        Table.of(days, [(date(2025, 1, 5), "a"), (date(2025, 1, 5), "b"), (date(2025, 1, 6), "c")], group_by=["day"]),
        *every_chart(),
    )


def full_report(style: Style) -> Report:
    """A report that has everything a report may have."""
    cited = Cited(Citation.parse("some-law#38.2"), Text.of(en="Some law", th="กฎหมายหนึ่ง"))
    finding = Finding(
        code="date-missing",
        severity=Severity.WARNING,
        message=Text.of(en="No date was printed", th="ไม่มีวันที่"),
        place=Place("letters.csv", 7, "dated"),
    )
    return report_of(
        *every_block(),
        style=style,
        period=Text.of(en="Year 2025", th="ปี 2568"),
        made_at=datetime(2025, 1, 12, 9, 30, tzinfo=UTC),
        facts=(Fact(Text.of(en="Office", th="หน่วยงาน"), Text.of(en="The office", th="สำนักงาน")),),
        profile="some-profile",
        data_version="2025.1",
        citations=(cited,),
        evidence=(Evidence(record=RecordRef("letter", "l1"), title=Text.of(en="A letter", th="หนังสือ")),),
        findings=(finding,),
        left_out=3,
    )


SAID = (
    Text.of(en="A sample", th="ตัวอย่าง"),
    Text.of(en="Part one", th="ตอนที่หนึ่ง"),
    Text.of(en="Year 2025", th="ปี 2568"),
    Text.of(en="The office", th="สำนักงาน"),
    Text.of(en="second line", th="บรรทัดที่สอง"),
    Text.of(en="All types", th="ทุกชนิด"),
    Text.of(en="A chart", th="แผนภูมิ"),
    Text.of(en="This year", th="ปีนี้"),
    Text.of(en="Some law", th="กฎหมายหนึ่ง"),
    Text.of(en="A letter", th="หนังสือ"),
    Text.of(en="No date was printed", th="ไม่มีวันที่"),
)
"""What the full report says besides its tables."""
