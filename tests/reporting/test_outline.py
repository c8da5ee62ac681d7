"""Head and closing lists that all formats for people share."""

from decimal import Decimal

import pytest

from orqa.base.citations import Citation
from orqa.base.eras import Era
from orqa.base.language import Text
from orqa.base.money import Money
from orqa.reporting.blocks import Chart, ChartKind, Figure, Series
from orqa.reporting.columns import ColumnType
from orqa.reporting.formatting import Style
from orqa.reporting.model import Cited, Report
from orqa.reporting.outline import chart_table, closings, figure_text, head, left_out
from orqa.testing.report_samples import full_report

THAI = Style("th", Era.BUDDHIST, "thai")
NAME = Text.of(th="ชื่อ", en="Name")


def test_the_head_in_thai() -> None:
    assert list(head(full_report(THAI))) == [
        ("ช่วงเวลา", "ปี 2568"),
        ("หน่วยงาน", "สำนักงาน"),
        ("ชุดกฎเกณฑ์", "some-profile 2025.1"),
        ("จัดทำเมื่อ", "๑๒ มกราคม ๒๕๖๘ เวลา ๐๙.๓๐ น."),
    ]


def test_an_empty_report_has_no_head_and_no_closing() -> None:
    empty = Report(name="empty", title=NAME, sections=())
    assert list(head(empty)) == []
    assert closings(empty) == ()
    assert left_out(empty) == ""


@pytest.mark.parametrize(
    ("style", "findings", "citations"),
    [
        (Style(), "letters.csv:7:dated: warning: No date was printed [date-missing]", "Some law clause 38.2"),
        (THAI, "letters.csv:7:dated: ควรตรวจสอบ: ไม่มีวันที่ [date-missing]", "กฎหมายหนึ่ง ข้อ 38.2"),
    ],
)
def test_closing_lists(style: Style, findings: str, citations: str) -> None:
    by_name = {closing.name: closing.items for closing in closings(full_report(style))}
    assert by_name["findings"] == (findings,)
    assert by_name["citations"] == (citations,)
    assert by_name["evidence"][0].endswith("(letter:l1)")
    assert list(by_name) == ["findings", "evidence", "citations"]


def test_a_law_cited_as_a_whole_has_no_clause() -> None:
    report = Report(name="r", title=NAME, sections=(), citations=(Cited(Citation("some-law"), NAME),))
    assert closings(report)[0].items == ("Name",)


def test_left_out_records_are_counted_in_words() -> None:
    assert left_out(full_report(THAI)) == "ไม่แสดง ๓ รายการ ซึ่งผู้อ่านรายงานนี้ไม่มีสิทธิ์เห็น"
    assert left_out(full_report(Style())) == "3 records are left out: readers of this report may not see them"


def test_figures_carry_their_unit_unless_there_is_no_number() -> None:
    unit = Text.of(en="letters")
    assert figure_text(Figure(label=NAME, value=1435, unit=unit), Style()) == "1,435 letters"
    assert figure_text(Figure(label=NAME, value=None, unit=unit), Style()) == "–"
    spent = Figure(label=NAME, value=Money.of(5, "EUR"), type=ColumnType.MONEY)
    assert figure_text(spent, Style()) == "5.00 EUR"


def test_a_chart_as_a_table_has_a_row_for_each_category() -> None:
    series = (Series(Text.of(en="A"), (1, None)), Series(Text.of(en="B"), (Decimal("2.5"), 0)))
    chart = Chart(kind=ChartKind.LINE, title=NAME, categories=(Text.of(en="Jan"), Text.of(en="Feb")), series=series)
    table = chart_table(chart)
    assert [column.title.in_language("en") for column in table.columns] == ["Item", "A", "B"]
    assert [tuple(map(str, row)) for row in table.rows()] == [("Jan", "1", "2.5"), ("Feb", "None", "0")]
    assert all(column.public for column in table.columns)
