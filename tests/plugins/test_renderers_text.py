"""Plain text and Markdown, as people read them."""

import io
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orqa.base.eras import Era
from orqa.base.language import Text
from orqa.plugins.builtin.renderers.markdown_renderer import MarkdownRenderer, escaped
from orqa.plugins.builtin.renderers.text_renderer import TextRenderer
from orqa.reporting.blocks import Figure, Paragraph
from orqa.reporting.characters import one_line
from orqa.reporting.columns import Column, ColumnType
from orqa.reporting.formatting import Style
from orqa.reporting.model import Report
from orqa.reporting.renderer import Renderer
from orqa.reporting.tables import Table
from orqa.reporting.width import display_width
from orqa.testing.report_samples import report_of

THAI = Style("th", Era.BUDDHIST, "thai")
DAY = Column(name="day", title=Text.of(th="วันที่", en="Date"), type=ColumnType.DATE)
NUMBER = Column(name="number", title=Text.of(th="เลขทะเบียนรับ", en="No."), type=ColumnType.NUMBER)
SUBJECT = Column(name="subject", title=Text.of(th="เรื่อง", en="Subject"))
REGISTER = Table.of(
    [DAY, NUMBER, SUBJECT],
    [(date(2026, 1, 5), 9, "น้ำใจ"), (date(2026, 1, 5), 10, "ผู้ที่ได้รับทุน"), (date(2026, 1, 6), 11, "")],
    Text.of(th="ทะเบียน", en="Register"),
    group_by=["day"],
)


def written(renderer: Renderer, report: Report) -> list[str]:
    out = io.BytesIO()
    renderer.render(report, out)
    text = out.getvalue().decode()
    assert text.endswith("\n")
    return text.removesuffix("\n").split("\n")


def test_a_register_as_text() -> None:
    report = Report(name="r", title=Text.of(th="ทะเบียนหนังสือรับ"), sections=report_of(REGISTER).sections, style=THAI)
    assert written(TextRenderer(), report) == [
        "ทะเบียนหนังสือรับ",
        "=============",
        "",
        "ตอนที่หนึ่ง",
        "-------",
        "",
        "ทะเบียน",
        "เลขทะเบียนรับ  เรื่อง",
        "-----------  --------",
        "",
        "วันที่ ๕ มกราคม ๒๕๖๙",
        "          ๙  น้ำใจ",
        "         ๑๐  ผู้ที่ได้รับทุน",
        "",
        "วันที่ ๖ มกราคม ๒๕๖๙",
        "         ๑๑",
    ]


def test_a_register_as_markdown() -> None:
    lines = written(MarkdownRenderer(), report_of(REGISTER, style=THAI))
    assert lines[4:] == [
        "**ทะเบียน**",
        "",
        "| วันที่       | เลขทะเบียนรับ | เรื่อง     |",
        "| --------- | ----------: | -------- |",
        "| ๕ ม.ค. ๖๙ |           ๙ | น้ำใจ     |",
        "| ๕ ม.ค. ๖๙ |          ๑๐ | ผู้ที่ได้รับทุน |",
        "| ๖ ม.ค. ๖๙ |          ๑๑ |          |",
    ]


@given(st.lists(st.tuples(st.text("กนมยรเแไะาิีู่้ำ abc", max_size=30), st.integers(0, 10**6)), max_size=8))
def test_columns_stand_straight_whatever_marks_the_text_has(rows: list[tuple[str, int]]) -> None:
    report = report_of(Table.of([SUBJECT, NUMBER], rows))
    lines = [line for line in written(MarkdownRenderer(), report) if line.startswith("|")]
    assert len(lines) == len(rows) + 2
    assert len({display_width(line) for line in lines}) == 1


def test_long_text_is_wrapped_within_its_column_and_not_cut() -> None:
    subject = "ขอเชิญประชุม เรื่องการประกันคุณภาพการศึกษา ระดับอุดมศึกษา"
    lines = written(TextRenderer(widest=16), report_of(Table.of([SUBJECT, NUMBER], [(subject, 7)])))[6:]
    assert lines[:2] == ["Subject           No.", "----------------  ---"]
    assert lines[2].endswith("  7")
    assert all(
        display_width(line[: len(line) - 5 if line.endswith("7") else None].rstrip()) <= 16 for line in lines[2:]
    )
    assert "".join(line.removesuffix("7") for line in lines[2:]).replace(" ", "") == subject.replace(" ", "")


def test_a_wide_cell_far_down_is_wrapped_too() -> None:
    rows = [("short",)] * 400 + [("word " * 10,)]
    lines = written(TextRenderer(), report_of(Table.of([SUBJECT], rows)))
    assert max(map(display_width, lines)) <= len("A sample")


def test_an_empty_table_says_so_in_the_language() -> None:
    empty = Table.of([SUBJECT], [])
    assert written(TextRenderer(), report_of(empty))[-1] == "No entries"
    assert written(MarkdownRenderer(), report_of(empty, style=THAI))[-1] == "ไม่มีรายการ"


def test_figures_and_paragraphs() -> None:
    blocks = (
        Paragraph(Text.of(en="One\ntwo")),
        Figure(label=Text.of(en="Received"), value=1435, unit=Text.of(en="letters")),
    )
    assert written(TextRenderer(), report_of(*blocks))[-4:] == ["One", "two", "", "Received: 1,435 letters"]
    assert written(MarkdownRenderer(), report_of(*blocks))[-4:] == ["One\\", "two", "", "Received: **1,435 letters**"]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("ขอเชิญประชุม ครั้งที่ 2/2568", "ขอเชิญประชุม ครั้งที่ 2/2568"),
        ("3. ข้อ", "3\\. ข้อ"),
        ("3) ข้อ", "3\\) ข้อ"),
        ("- ข้อ", "\\- ข้อ"),
        ("+ ข้อ", "\\+ ข้อ"),
        ("= ข้อ", "\\= ข้อ"),
        ("2568 ปี", "2568 ปี"),
        ("a-b", "a-b"),
        ("https://x.invalid", "https\\://x.invalid"),
        ("www.x.invalid", "www\\.x.invalid"),
        ("a|b", "a\\|b"),
        ("two\nlines", "two lines"),
    ],
)
def test_markdown_escapes_what_would_be_read_as_a_mark(text: str, shown: str) -> None:
    assert escaped(text) == shown


@given(st.text(max_size=40))
def test_markdown_reads_back_any_text(text: str) -> None:
    reader = pytest.importorskip("markdown_it").MarkdownIt("commonmark").enable(["table", "strikethrough"])
    tokens = reader.parse(f"| a | b |\n| --- | --- |\n| {escaped(text)} | x |\n")
    cells = [token.children for token in tokens if token.type == "inline"]
    assert len(cells) == 4
    read = "".join(child.content for child in cells[2])
    assert read == one_line(text).strip()
    assert {child.type for child in cells[2]} <= {"text", "text_special"}
