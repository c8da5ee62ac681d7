"""The formats that orqa writes reports in: text, Markdown, CSV, JSON, HTML."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from orqa.base.language import Text
from orqa.plugins.hookspecs import hookimpl
from orqa.plugins.specs import RendererSpec

if TYPE_CHECKING:
    from orqa.reporting.renderer import Renderer


def _text() -> "Renderer":
    from orqa.plugins.builtin.renderers.text_renderer import TextRenderer

    return TextRenderer()


def _markdown() -> "Renderer":
    from orqa.plugins.builtin.renderers.markdown_renderer import MarkdownRenderer

    return MarkdownRenderer()


def _csv() -> "Renderer":
    from orqa.plugins.builtin.renderers.csv_renderer import CsvRenderer

    return CsvRenderer()


def _json() -> "Renderer":
    from orqa.plugins.builtin.renderers.json_renderer import JsonRenderer

    return JsonRenderer()


def _html() -> "Renderer":
    from orqa.plugins.builtin.renderers.html_renderer import HtmlRenderer

    return HtmlRenderer()


@hookimpl
def orqa_renderers() -> Iterator[RendererSpec]:
    """The built-in formats."""
    yield RendererSpec(
        name="text",
        title=Text.of(th="ข้อความล้วน", en="Plain text"),
        media_type="text/plain; charset=utf-8",
        suffix=".txt",
        factory=_text,
    )
    yield RendererSpec(
        name="markdown",
        title=Text.of(th="มาร์กดาวน์", en="Markdown"),
        media_type="text/markdown; charset=utf-8",
        suffix=".md",
        factory=_markdown,
    )
    yield RendererSpec(
        name="csv",
        title=Text.of(th="ตาราง CSV สำหรับโปรแกรมตารางคำนวณ", en="CSV for spreadsheets"),
        media_type="text/csv; charset=utf-8",
        suffix=".csv",
        factory=_csv,
    )
    yield RendererSpec(
        name="json",
        title=Text.of(th="JSON สำหรับโปรแกรม", en="JSON for programs"),
        media_type="application/json",
        suffix=".json",
        factory=_json,
    )
    yield RendererSpec(
        name="html",
        title=Text.of(th="หน้าเว็บสำหรับอ่านและพิมพ์", en="Web page to read and print"),
        media_type="text/html; charset=utf-8",
        suffix=".html",
        factory=_html,
    )
