"""The spreadsheet keeps the promises of renderers, and types its cells."""

# ruff: noqa: S101, D101, D102, D103, S314 - tests; the XML that they parse is the renderer's own
import io
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from orqa_renderer_fods.renderer import FodsRenderer

from orqa.base.language import Text
from orqa.base.money import Money
from orqa.base.partial import PartialDate
from orqa.plugins.registry import Registry
from orqa.reporting.columns import Column, ColumnType
from orqa.reporting.model import Report, Section
from orqa.reporting.renderer import Renderer
from orqa.reporting.tables import Table
from orqa.testing.renderers import RendererContract

URN = "urn:oasis:names:tc:opendocument:xmlns"
NAMES = {name: f"{URN}:{name}:1.0" for name in ("office", "table", "text", "style")}


def qualified(name: str) -> str:
    prefix, local = name.split(":")
    return f"{{{NAMES[prefix]}}}{local}"


def sheets(data: bytes) -> dict[str, ET.Element]:
    found = ET.fromstring(data).findall("office:body/office:spreadsheet/table:table", NAMES)
    return {sheet.get(qualified("table:name"), ""): sheet for sheet in found}


def said(cell: ET.Element) -> str:
    """The text of a cell, its white space as ODF 1.3 part 3, 6.1 says."""
    lines = []
    for paragraph in cell.findall("text:p", NAMES):
        line = paragraph.text or ""
        for part in paragraph:
            line += " " * int(part.get(qualified("text:c"), "1"))
            line += part.tail or ""
        lines.append(line)
    return "\n".join(lines)


def cells(sheet: ET.Element) -> list[list[ET.Element]]:
    return [row.findall("table:table-cell", NAMES) for row in sheet.iter(qualified("table:table-row"))]


def rendered(*tables: Table, titles: tuple[str, ...] = ()) -> bytes:
    sections = tuple(
        Section((table,), Text.of(en=title)) for table, title in zip(tables, titles or "abc", strict=False)
    )
    out = io.BytesIO()
    FodsRenderer().render(Report(name="sample", title=Text.of(en="Sample"), sections=sections), out)
    return out.getvalue()


def typed(kind: ColumnType, value: Any) -> ET.Element:
    table = Table.of([Column(name="c", title=Text.of(en="C"), type=kind)], [[value]])
    return cells(list(sheets(rendered(table)).values())[1])[1][0]


class TestContract(RendererContract):
    def renderer(self) -> Renderer:
        return FodsRenderer()

    def text_of(self, data: bytes) -> str:
        return "\n".join(said(cell) for sheet in sheets(data).values() for row in cells(sheet) for cell in row)

    def cells_of(self, data: bytes) -> list[list[str]]:
        return [[said(cell) for cell in row] for row in cells(list(sheets(data).values())[1])]


MOMENT = datetime(2025, 1, 12, 9, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("kind", "value", "attributes"),
    [
        (ColumnType.INTEGER, 1234567, {"value-type": "float", "value": "1234567"}),
        (ColumnType.NUMBER, 12, {"value-type": "float", "value": "12"}),
        (ColumnType.DECIMAL, Decimal("-0.10"), {"value-type": "float", "value": "-0.10"}),
        (ColumnType.DECIMAL, Decimal("100.000000"), {"value-type": "float", "value": "100.000000"}),
        (ColumnType.PERCENT, Decimal("87.5"), {"value-type": "percentage", "value": "0.875"}),
        (ColumnType.DATE, date(2025, 1, 12), {"value-type": "date", "date-value": "2025-01-12"}),
        (ColumnType.DATE, PartialDate(2025, 1), {"value-type": "string"}),
        (ColumnType.MOMENT, MOMENT, {"value-type": "date", "date-value": "2025-01-12T09:30:00"}),
        (
            ColumnType.MONEY,
            Money.of("1234.50", "THB"),
            {"value-type": "currency", "currency": "THB", "value": "1234.50"},
        ),
        (ColumnType.BOOLEAN, True, {"value-type": "boolean", "boolean-value": "true"}),
        (ColumnType.TEXT, "=1+1", {"value-type": "string"}),
        (ColumnType.TEXT, "0655", {"value-type": "string"}),
        (ColumnType.INTEGER, 10**15, {"value-type": "string"}),
        (ColumnType.DECIMAL, Decimal("1234567890.1234567"), {"value-type": "string"}),
        (ColumnType.DATE, None, {}),
    ],
)
def test_cells_are_typed(kind: ColumnType, value: Any, attributes: dict[str, str]) -> None:
    office = f"{{{NAMES['office']}}}"
    found = {name.removeprefix(office): text for name, text in typed(kind, value).items() if name.startswith(office)}
    assert found == attributes


@pytest.mark.parametrize("text", ["  two ", " ", "a   b", "first\nsecond", "\n", "น้ำ  ใจ", "<a> & \"b\" 'c'"])
def test_white_space_and_marks_stay(text: str) -> None:
    assert said(typed(ColumnType.TEXT, text)) == text


def test_a_tab_is_a_space() -> None:
    assert said(typed(ColumnType.TEXT, "a\tb")) == "a b"


def test_sheets_have_names_of_their_own_that_spreadsheets_take() -> None:
    column = Column(name="c", title=Text.of(en="C"))
    tables = [Table.of([column], []) for _ in range(3)]
    names = list(sheets(rendered(*tables, titles=("a/b:[c]?", "a/b:[c]?", "ก" * 50))))
    assert names == ["Summary", "1 a b c", "2 a b c", "3 " + "ก" * 29]


def test_every_style_that_is_used_is_there() -> None:
    kinds = [Column(name=kind.value, title=Text.of(en=kind.value), type=kind) for kind in ColumnType]
    values = ["x", 1, 1, Decimal(1), Decimal(1), date(2025, 1, 12), MOMENT, Money.of(1, "THB"), True]
    root = ET.fromstring(rendered(Table.of(kinds, [values])))
    declared = {style.get(qualified("style:name")) for style in root.iter(qualified("style:style"))}
    used = {element.get(qualified("table:style-name")) for element in root.iter()} - {None}
    assert used
    assert used <= declared


def test_the_plugin_is_found_where_it_is_installed() -> None:
    registry = Registry(builtin=False, discover=True, only=["orqa-renderer-fods"])
    if not registry.plugins:
        pytest.skip("orqa-renderer-fods is not installed")
    assert registry.problems == ()
    assert registry.format_of(".fods") == "fods"
    assert isinstance(registry.renderers["fods"].factory(), FodsRenderer)
