"""The web page: what browsers, screen readers and printers are told, and what attackers are not."""

import io
import re
from collections.abc import Iterator
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orqa.base.eras import Era
from orqa.base.language import Text
from orqa.plugins.builtin import renderers
from orqa.plugins.builtin.renderers.html_renderer import WIDE, HtmlRenderer
from orqa.reporting.blocks import Chart, ChartKind, Figure, Paragraph, Series
from orqa.reporting.characters import visible
from orqa.reporting.columns import Column, ColumnType
from orqa.reporting.formatting import Style
from orqa.reporting.model import Report
from orqa.reporting.tables import Table
from orqa.testing.report_samples import HOSTILE, STYLES, full_report, report_of, text_column

THAI = Style("th", Era.BUDDHIST, "thai")
VOID = {"meta", "rect", "line", "circle", "polyline", "polygon"}
STYLE_SHEET = (Path(renderers.__file__).parent / "templates" / "report.css").read_text()


class Elements(HTMLParser):
    """Every element with its attributes; fails on one that is closed out of turn."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.texts: list[tuple[str, str]] = []
        self.feed(page)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        self.found.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: Any) -> None:
        self.found.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if data.strip():
            self.texts.append((self.open[-1], data))

    def all(self, tag: str) -> Iterator[dict[str, str | None]]:
        return (attributes for name, attributes in self.found if name == tag)


def page(report: Report) -> str:
    out = io.BytesIO()
    HtmlRenderer().render(report, out)
    return out.getvalue().decode()


@pytest.mark.parametrize("style", STYLES, ids=str)
def test_every_element_is_closed_in_turn_and_every_id_is_its_own(style: Style) -> None:
    elements = Elements(page(full_report(style)))
    ids = [attributes["id"] for _, attributes in elements.found if "id" in attributes]
    assert len(ids) == len(set(ids))
    for _, attributes in elements.found:
        if "aria-labelledby" in attributes:
            assert attributes["aria-labelledby"] in ids


def test_the_page_names_its_language_and_itself() -> None:
    elements = Elements(page(full_report(THAI)))
    assert next(elements.all("html")) == {"lang": "th"}
    assert ("title", "ตัวอย่าง") in elements.texts
    assert ("h1", "ตัวอย่าง") in elements.texts
    assert {"charset": "utf-8"} in list(elements.all("meta"))


def test_the_page_needs_nothing_from_elsewhere_and_may_load_nothing() -> None:
    shown = page(full_report(THAI))
    elements = Elements(shown)
    policies = [m["content"] for m in elements.all("meta") if m.get("http-equiv") == "Content-Security-Policy"]
    assert policies == ["default-src 'none'; style-src 'unsafe-inline'"]
    assert not {"script", "link", "img", "iframe", "object", "base", "form", "a"} & {tag for tag, _ in elements.found}
    assert "url(" not in shown
    assert "@import" not in shown
    assert "http" not in shown.replace("http-equiv", "")


@pytest.mark.parametrize("hostile", HOSTILE)
def test_text_of_data_makes_no_element_wherever_it_stands(hostile: str) -> None:
    label, harmless = Text.of(en=hostile), Text.of(en="harmless")

    def shape(text: Text) -> list[tuple[str, list[str]]]:
        series = (Series(text, (1,)),)
        charts = [Chart(kind=kind, title=text, categories=(text,), series=series, unit=text) for kind in ChartKind]
        column = Column(name="n", title=text)
        table = Table.of([column], [[text.in_language("en")]], text)
        grouped = Table.of([column, text_column()], [[text.in_language("en"), ""]], group_by=["n"])
        report = report_of(
            Paragraph(text),
            Figure(label=text, value=1, unit=text),
            table,
            grouped,
            *charts,
            period=text,
            profile=hostile,
        )
        return [(tag, sorted(a)) for tag, a in Elements(page(report)).found if tag not in {"text", "line", "rect"}]

    assert shape(label) == shape(harmless)


@given(st.text(max_size=30))
def test_a_cell_reads_back_as_it_was(text: str) -> None:
    elements = Elements(page(report_of(Table.of([text_column()], [[f"[{text}]"]]))))
    cells = "".join(shown for tag, shown in elements.texts if tag == "td")
    assert cells == visible(f"[{text}]")


def test_a_table_tells_screen_readers_its_heads_and_groups() -> None:
    day = Column(name="day", title=Text.of(en="Day"), type=ColumnType.DATE)
    rows = [(date(2026, 1, 5), "a"), (date(2026, 1, 5), "b"), (date(2026, 1, 6), "c")]
    shown = page(report_of(Table.of([day, text_column()], rows, Text.of(en="Letters"), group_by=["day"])))
    elements = Elements(shown)
    heads = list(elements.all("th"))
    assert [head["scope"] for head in heads] == ["col", "rowgroup", "rowgroup"]
    assert ("caption", "Letters") in elements.texts
    assert [text for tag, text in elements.texts if tag == "th"] == [
        "subject",
        "Day 5 January 2026",
        "Day 6 January 2026",
    ]
    assert {"class": "scroll", "role": "region", "tabindex": "0", "aria-label": "Letters"} in list(elements.all("div"))
    assert shown.count("<tbody>") == shown.count("</tbody>") == 3


def test_an_empty_table_says_so_across_its_columns() -> None:
    elements = Elements(page(report_of(Table.of([text_column(), text_column("other")], []), style=THAI)))
    assert ("td", "ไม่มีรายการ") in elements.texts
    assert next(elements.all("td"))["colspan"] == "2"


def test_quantities_stand_at_the_right_and_dates_on_one_line() -> None:
    kinds = [ColumnType.INTEGER, ColumnType.DATE, ColumnType.TEXT]
    columns = [Column(name=kind.value, title=Text.of(en=kind.value), type=kind) for kind in kinds]
    elements = Elements(page(report_of(Table.of(columns, [(1, date(2026, 1, 5), "a")]))))
    assert [cell.get("class") for cell in elements.all("td")] == ["right", "line", None]
    assert [cell.get("class") for cell in elements.all("th")] == ["right", "line", None]


@pytest.mark.parametrize(("columns", "across"), [(WIDE - 1, False), (WIDE, True)])
def test_a_wide_table_is_printed_across_the_page(columns: int, across: bool) -> None:  # noqa: FBT001 - a case
    table = Table.of([text_column(f"c{number}") for number in range(columns)], [])
    assert ("A4 landscape" in page(report_of(table))) is across


def test_pages_are_counted_in_the_digits_of_the_report() -> None:
    assert "counter(page, thai)" in page(report_of(style=THAI))
    assert "counter(page, decimal)" in page(report_of())


def test_heads_repeat_on_every_printed_page() -> None:
    printed = STYLE_SHEET[STYLE_SHEET.index("@media print") :]
    assert "thead { display: table-header-group; }" in printed
    assert "overflow: visible" in printed  # a head inside a box that scrolls would not repeat


def test_every_chart_is_a_picture_with_a_name_and_its_numbers_beside() -> None:
    elements = Elements(page(full_report(Style())))
    pictures = list(elements.all("svg"))
    assert len(pictures) == 8
    assert {(picture["role"], picture["aria-label"]) for picture in pictures} == {("img", "A chart")}
    tables = sum(1 for _ in elements.all("table"))
    assert tables == 8 + 3


# ------------------------------------------------------------------ contrast, by the formula of WCAG 2.2


def colours(sheet: str) -> dict[str, str]:
    return dict(re.findall(r"--([a-z0-9-]+): (#[0-9a-f]{6});", sheet))


def luminance(colour: str) -> float:
    parts = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


LIGHT = colours(STYLE_SHEET[: STYLE_SHEET.index("prefers-color-scheme")])
DARK = LIGHT | colours(STYLE_SHEET[STYLE_SHEET.index("prefers-color-scheme") :])


def test_the_formula_of_contrast() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("scheme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("text", ["ink", "quiet"])
@pytest.mark.parametrize("ground", ["paper", "soft"])
def test_text_stands_out_from_its_ground(scheme: dict[str, str], text: str, ground: str) -> None:
    assert contrast(scheme[text], scheme[ground]) >= 4.5


@pytest.mark.parametrize("scheme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("shape", ["s0", "s1", "s2", "s3", "s4", "s5", "strong", "link"])
def test_shapes_stand_out_from_the_paper(scheme: dict[str, str], shape: str) -> None:
    assert contrast(scheme[shape], scheme["paper"]) >= 3


@pytest.mark.parametrize(
    ("shade", "text"),
    [("h1", "on-light"), ("h2", "on-light"), ("h3", "on-light"), ("h4", "on-dark"), ("h5", "on-dark")],
)
def test_values_stand_out_from_the_shades_of_a_heat_map(shade: str, text: str) -> None:
    assert contrast(LIGHT[shade], LIGHT[text]) >= 4.5
