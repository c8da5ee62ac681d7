"""The built-in renderers keep the promises of renderers, read back by parsers that are not ours."""

import csv
import io
import json
from html.parser import HTMLParser
from typing import Any

import pytest

from orqa.plugins.builtin.renderers import orqa_renderers
from orqa.plugins.specs import RendererSpec
from orqa.reporting.guards import unguarded
from orqa.reporting.renderer import Renderer
from orqa.testing.renderers import RendererContract

BUILTIN = {spec.name: spec for spec in orqa_renderers()}


class Page(HTMLParser):
    """The text of a page and the cells of its first table."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.text = ""
        self.rows: list[list[str]] = []
        self._in_cell = self._done = self._in_style = False
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: Any) -> None:  # noqa: ARG002 - the parser's signature
        self._in_style = tag == "style"
        if tag == "tr" and not self._done:
            self.rows.append([])
        if tag in {"td", "th"} and not self._done:
            self.rows[-1].append("")
            self._in_cell = True

    def handle_endtag(self, tag: str) -> None:
        self._in_style = False
        if tag in {"td", "th"}:
            self._in_cell = False
        self._done |= tag == "table"

    def handle_data(self, data: str) -> None:
        if self._in_style:
            return
        self.text += data
        if self._in_cell:
            self.rows[-1][-1] += data


def _from_markdown(data: bytes) -> str:
    reader = pytest.importorskip("markdown_it").MarkdownIt("commonmark").enable(["table", "strikethrough"])
    return str(reader.render(data.decode()))


class TestText(RendererContract):
    def renderer(self) -> Renderer:
        return BUILTIN["text"].factory()


class TestMarkdown(RendererContract):
    def renderer(self) -> Renderer:
        return BUILTIN["markdown"].factory()

    def text_of(self, data: bytes) -> str:
        return Page(_from_markdown(data)).text

    def cells_of(self, data: bytes) -> list[list[str]]:
        return Page(_from_markdown(data)).rows


class TestCsv(RendererContract):
    tables_only = True

    def renderer(self) -> Renderer:
        return BUILTIN["csv"].factory()

    def cells_of(self, data: bytes) -> list[list[str]]:
        return [
            [unguarded(cell) for cell in row] for row in csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""))
        ]


class TestJson(RendererContract):
    def renderer(self) -> Renderer:
        return BUILTIN["json"].factory()

    def text_of(self, data: bytes) -> str:
        return json.dumps(json.loads(data), ensure_ascii=False).replace("\\n", "\n")

    def cells_of(self, data: bytes) -> list[list[str]]:
        table = json.loads(data)["sections"][0]["blocks"][0]
        return [[column["title"] for column in table["columns"]], *table["rows"]]


class TestHtml(RendererContract):
    def renderer(self) -> Renderer:
        return BUILTIN["html"].factory()

    def text_of(self, data: bytes) -> str:
        return Page(data.decode()).text

    def cells_of(self, data: bytes) -> list[list[str]]:
        return Page(data.decode()).rows


def test_the_five_formats_are_contributed_in_both_languages() -> None:
    assert {name: spec.suffix for name, spec in BUILTIN.items()} == {
        "text": ".txt",
        "markdown": ".md",
        "csv": ".csv",
        "json": ".json",
        "html": ".html",
    }
    for spec in BUILTIN.values():
        assert isinstance(spec, RendererSpec)
        assert {"th", "en"} <= set(spec.title.languages)
