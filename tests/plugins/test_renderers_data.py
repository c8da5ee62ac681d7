"""CSV and JSON, as programs read them."""

import csv
import io
import json
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orqa.base.eras import Era
from orqa.base.language import Text
from orqa.base.money import Money
from orqa.base.partial import PartialDate
from orqa.plugins.builtin.renderers.csv_renderer import CsvRenderer
from orqa.plugins.builtin.renderers.json_renderer import FORMAT_VERSION, JsonRenderer
from orqa.reporting.blocks import Chart, ChartKind, Figure, Paragraph, Series
from orqa.reporting.characters import visible
from orqa.reporting.columns import Column, ColumnType
from orqa.reporting.formatting import Style
from orqa.reporting.guards import guarded, unguarded
from orqa.reporting.model import Report, Section
from orqa.reporting.renderer import Renderer
from orqa.reporting.tables import Table
from orqa.testing.report_samples import every_type, full_report, report_of, text_column

THAI = Style("th", Era.BUDDHIST, "thai")


def written(renderer: Renderer, report: Report) -> bytes:
    out = io.BytesIO()
    renderer.render(report, out)
    return out.getvalue()


def rows(report: Report) -> list[list[str]]:
    return list(csv.reader(io.StringIO(written(CsvRenderer(), report).decode("utf-8-sig"), newline="")))


def block(report: Report, place: int = 0) -> Any:
    return json.loads(written(JsonRenderer(), report))["sections"][0]["blocks"][place]


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+66",
        "-2",
        "@SUM",
        "\t=1",
        "  =1",
        "'x",
        "'=1",
        "\u00a0=1",
        "\u3000+1",
        "\u200b=1",
        "\ufeff@x",
        "\uff1d1",
        "\uff201",
    ],
)
def test_a_formula_is_guarded_and_can_be_had_back(text: str) -> None:
    assert guarded(text) == f"'{text}"
    assert unguarded(guarded(text)) == text


@given(st.text())
def test_guarding_loses_nothing_and_leaves_no_formula(text: str) -> None:
    cell = guarded(text)
    assert unguarded(cell) == visible(text)
    assert not cell.strip("\u200b\u2060\ufeff").strip().startswith(("=", "+", "-", "@"))


def test_csv_begins_with_a_mark_that_spreadsheets_know_thai_by() -> None:
    report = report_of(Table.of([text_column()], [["ทุน"]]))
    assert written(CsvRenderer(), report) == "\ufeffsubject\r\nทุน\r\n".encode()
    assert written(CsvRenderer(byte_order_mark=False), report) == "subject\r\nทุน\r\n".encode()


def test_csv_writes_values_for_programs_whatever_the_style() -> None:
    table = every_type()
    first, second, third, nothing = rows(report_of(table, style=THAI))[1:]
    assert first == [
        "ทุน",
        "0",
        "1",
        "0.10",
        "87.5",
        "2025-01-12",
        "2025-01-12T09:30:00+00:00",
        "1234.50",
        "THB",
        "true",
    ]
    assert second == ["ไทย", "1234567", "2569", "1234.5", "0", "2025-01", "", "100", "JPY", "false"]
    assert third[:6] == ["", "-5", "10", "-2", "100", "2025"]
    assert nothing == [""] * 10


def test_csv_titles_are_for_people_and_money_has_its_currency_beside_it() -> None:
    column = Column(name="amount", title=Text.of(th="จำนวนเงิน", en="Amount"), type=ColumnType.MONEY)
    assert rows(report_of(Table.of([column], []), style=THAI)) == [["จำนวนเงิน", "จำนวนเงิน (ISO 4217)"]]


def test_csv_keeps_groups_as_columns_and_puts_an_empty_line_between_tables() -> None:
    day = Column(name="day", title=Text.of(en="Day"), type=ColumnType.DATE)
    grouped = Table.of([day, text_column()], [(date(2026, 1, 5), "a")], group_by=["day"])
    found = rows(report_of(grouped, Paragraph(Text.of(en="left out")), Table.of([text_column()], [["b"]])))
    assert found == [["Day", "subject"], ["2026-01-05", "a"], [], ["subject"], ["b"]]


def test_csv_of_figures_and_charts() -> None:
    one, two = Text.of(en="One"), Text.of(en="Two")
    chart = Chart(kind=ChartKind.BAR, title=one, categories=(one,), series=(Series(two, (Decimal("2.50"),)),))
    figures = [Figure(label=one, value=1435, unit=two), Figure(label=two, value=None)]
    assert rows(report_of(*figures, chart)) == [
        ["One", "1435", "Two"],
        ["Two", ""],
        [],
        ["Item", "Two"],
        ["One", "2.50"],
    ]


def test_csv_of_a_report_without_tables_is_empty_but_for_its_mark() -> None:
    assert written(CsvRenderer(), report_of(Paragraph(Text.of(en="only words")))).decode("utf-8-sig") == ""


@given(st.lists(st.tuples(st.text(max_size=20), st.text(max_size=20)), max_size=6))
def test_csv_reads_back_any_text(cells: list[tuple[str, str]]) -> None:
    found = rows(report_of(Table.of([text_column(), text_column("other")], cells)))[1:]
    assert [[unguarded(cell) for cell in row] for row in found] == [[visible(a), visible(b)] for a, b in cells]


def test_json_values_are_exact_and_typed() -> None:
    table = block(report_of(every_type(), style=THAI))
    first, second, _, nothing = table["rows"]
    assert first == [
        "ทุน",
        0,
        1,
        "0.10",
        "87.5",
        "2025-01-12",
        "2025-01-12T09:30:00+00:00",
        {"amount": "1234.50", "currency": "THB"},
        True,
    ]
    assert second[5] == "2025-01"
    assert nothing == [None] * 9
    assert [column["type"] for column in table["columns"]] == list(ColumnType)


def test_json_of_a_whole_report() -> None:
    told = json.loads(written(JsonRenderer(), full_report(THAI)))
    assert (told["format"], told["format_version"]) == ("orqa-report", FORMAT_VERSION)
    assert (told["report"], told["title"], told["language"], told["audience"]) == ("sample", "ตัวอย่าง", "th", "internal")
    assert (told["made_at"], told["left_out"]) == ("2025-01-12T09:30:00+00:00", 3)
    assert told["citations"] == [{"citation": "some-law#38.2", "title": "กฎหมายหนึ่ง"}]
    assert told["evidence"] == [{"record": "letter:l1", "title": "หนังสือ"}]
    (finding,) = told["findings"]
    assert (finding["code"], finding["severity"], finding["place"]) == (
        "date-missing",
        "warning",
        "letters.csv:7:dated",
    )
    assert [each["type"] for each in told["sections"][0]["blocks"]][:5] == ["paragraph"] + ["figure"] * 3 + ["table"]


def test_json_figures_and_charts() -> None:
    one = Text.of(en="One")
    money = Figure(label=one, value=Money.of(5, "EUR"), type=ColumnType.MONEY)
    assert block(report_of(money))["value"] == {"amount": "5.00", "currency": "EUR"}
    assert block(report_of(Figure(label=one, value=None)))["value"] is None
    chart = Chart(kind=ChartKind.RADAR, title=one, categories=(one,), series=(Series(one, (None,)),), unit=one)
    assert block(report_of(chart)) == {
        "type": "chart",
        "kind": "radar",
        "title": "One",
        "unit": "One",
        "categories": ["One"],
        "series": [{"label": "One", "values": [None]}],
    }


def test_json_of_sections_without_blocks_and_tables_without_rows() -> None:
    report = Report(name="r", title=Text.of(en="R"), sections=(Section(()), Section((Table.of([text_column()], []),))))
    first, second = json.loads(written(JsonRenderer(), report))["sections"]
    assert first == {"title": None, "blocks": []}
    assert second["blocks"][0]["rows"] == []


@given(st.lists(st.text(max_size=20), max_size=6))
def test_json_keeps_any_text_exactly(texts: list[str]) -> None:
    assert block(report_of(Table.of([text_column()], [[text] for text in texts])))["rows"] == [[text] for text in texts]


@given(st.one_of(st.decimals(allow_nan=False, allow_infinity=False, places=4), st.integers(), st.dates()))
def test_json_values_say_what_they_were(value: Any) -> None:
    kind = {Decimal: "decimal", int: "integer", date: "date"}[type(value)]
    column = Column(name="value", title=Text.of(en="V"), type=kind)  # type: ignore[arg-type]
    ((found,),) = block(report_of(Table.of([column], [[value]])))["rows"]
    assert type(value).fromisoformat(found) == value if isinstance(value, date) else type(value)(found) == value


def test_json_and_csv_write_moments_and_partial_dates_as_iso() -> None:
    moment = Column(name="at", title=Text.of(en="At"), type=ColumnType.MOMENT)
    dated = Column(name="dated", title=Text.of(en="Dated"), type=ColumnType.DATE)
    table = Table.of([moment, dated], [(datetime(2026, 1, 5, 9, tzinfo=UTC), PartialDate(2025, 2))])
    assert rows(report_of(table, style=THAI))[1] == ["2026-01-05T09:00:00+00:00", "2025-02"]
    assert block(report_of(table, style=THAI))["rows"] == [["2026-01-05T09:00:00+00:00", "2025-02"]]
