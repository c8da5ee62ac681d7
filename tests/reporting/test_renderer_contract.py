"""The kit for renderers finds what is wrong: each broken renderer fails the one promise that it breaks."""

import html
import io
import json
from collections.abc import Callable
from itertools import count
from typing import Any, BinaryIO

import pytest
from attrs import evolve

from orqa.reporting.blocks import Figure
from orqa.reporting.model import Report
from orqa.reporting.outline import closings, head
from orqa.reporting.tables import Table
from orqa.testing.renderers import RendererContract


class Good:
    """One JSON text a line; simple, and right."""

    def render(self, report: Report, out: BinaryIO) -> None:
        self.say(out, "report", report.say(report.title), *(value for _, value in head(report)))
        for section in report.sections:
            self.say(out, "section", report.say(section.title) if section.title else "")
            for block in section.blocks:
                self.block(report, block, out)
        for closing in closings(report):
            self.say(out, closing.name, *closing.items)

    def block(self, report: Report, block: Any, out: BinaryIO) -> None:
        if isinstance(block, Table):
            self.say(out, "title", report.say(block.title) if block.title else "")
            self.say(out, "row", *(report.say(column.title) for column in block.columns))
            for row in self.rows(block):
                self.say(out, "row", *row)
        elif isinstance(block, Figure):
            self.say(out, "figure", report.say(block.label), str(block.value))
        elif hasattr(block, "series"):
            self.say(out, "chart", report.say(block.title), *(report.say(each.label) for each in block.series))
        else:
            self.say(out, "paragraph", *report.say(block.text).splitlines())

    def rows(self, table: Table) -> Any:
        return table.rows()

    def say(self, out: BinaryIO, *said: Any) -> None:
        text = json.dumps([str(part) for part in said], ensure_ascii=True).replace("\x7f", "\\u007f")
        out.write(text.encode() + b"\n")


class NoCharts(Good):
    def block(self, report: Report, block: Any, out: BinaryIO) -> None:
        if hasattr(block, "series"):
            raise NotImplementedError
        super().block(report, block, out)


class NoClosings(Good):
    def render(self, report: Report, out: BinaryIO) -> None:
        super().render(evolve(report, citations=(), findings=(), evidence=()), out)


class Unescaped(Good):
    def say(self, out: BinaryIO, *said: Any) -> None:
        super().say(out, *(html.unescape(str(part)) for part in said))


class Raw(Good):
    def say(self, out: BinaryIO, *said: Any) -> None:
        shown = [str(part).replace("\ud800", "?") for part in said]
        text = json.dumps(shown, ensure_ascii=False)
        out.write(text.encode() + b"\n")


class Holding(Good):
    def rows(self, table: Table) -> Any:
        return [tuple(str(cell) for cell in row) for row in table.rows()]


class Counting(Good):
    runs = count()

    def render(self, report: Report, out: BinaryIO) -> None:
        super().render(report, out)
        self.say(out, "run", next(self.runs))


class Seeking(Good):
    def render(self, report: Report, out: BinaryIO) -> None:
        super().render(report, out)
        if report.findings:
            out.seek(0)
            out.seek(0, io.SEEK_END)


class Closing(Good):
    def render(self, report: Report, out: BinaryIO) -> None:
        if report.findings:
            out.close()
        super().render(report, out)


class Peeping(Good):
    """Shows the names of all columns that a table was made from, hidden ones too."""

    def block(self, report: Report, block: Any, out: BinaryIO) -> None:
        super().block(report, block, out)
        if isinstance(block, Table):
            self.say(out, "peep", *_peeped(block))


def _peeped(table: Table) -> list[str]:
    """The rows under the narrowed ones: what a renderer that goes behind the model would show."""
    for cell in table.rows.__closure__ or ():
        rows = cell.cell_contents
        if callable(rows) and not isinstance(rows, type) and getattr(rows, "__name__", "") == "<lambda>":
            try:
                return [str(row) for row in rows()]
            except TypeError:
                continue
    return []


class Swallowing(Good):
    def rows(self, table: Table) -> Any:
        try:
            yield from table.rows()
        except Exception:  # noqa: BLE001 - the fault that the kit must find
            return


def contract(renderer: Callable[[], Any]) -> RendererContract:
    class Contract(RendererContract):
        def renderer(self) -> Any:
            return renderer()

        def text_of(self, data: bytes) -> str:
            return "\n".join(part for line in data.splitlines() for part in json.loads(line))

        def cells_of(self, data: bytes) -> list[list[str]]:
            lines = [json.loads(line) for line in data.splitlines()]
            return [line[1:] for line in lines if line[0] == "row"]

    return Contract()


def failures(renderer: Callable[[], Any]) -> list[str]:
    kit, failed = contract(renderer), []
    for name in sorted(name for name in dir(kit) if name.startswith("test_")):
        try:
            getattr(kit, name)()
        except Exception:  # noqa: BLE001 - whatever it raises, the promise is not kept
            failed.append(name.removeprefix("test_")[:3])
    return failed


def test_a_renderer_that_keeps_all_promises_passes() -> None:
    assert failures(Good) == []


@pytest.mark.parametrize(
    ("broken", "promises"),
    [
        (NoClosings, ["r02"]),
        (Unescaped, ["r03"]),
        (Raw, ["r03"]),
        (Holding, ["r04"]),
        (Counting, ["r05", "r06"]),
        (Seeking, ["r06"]),
        (Peeping, ["r07"]),
        (Swallowing, ["r08"]),
    ],
)
def test_a_broken_renderer_fails_the_promise_that_it_breaks(broken: Callable[[], Any], promises: list[str]) -> None:
    assert failures(broken) == promises


@pytest.mark.parametrize("broken", [NoCharts, Closing])
def test_a_renderer_that_fails_altogether_fails_many_promises(broken: Callable[[], Any]) -> None:
    assert "r01" in failures(broken)


def test_one_that_cannot_be_read_back_is_told_so_and_not_failed() -> None:
    class Unread(RendererContract):
        def renderer(self) -> Any:
            return Good()

    with pytest.raises(pytest.skip.Exception, match="cells_of"):
        Unread().test_r03_shows_text_of_data_as_text()


def test_one_that_must_know_the_whole_says_so() -> None:
    class Whole(RendererContract):
        streams = False

        def renderer(self) -> Any:
            return Holding()

    with pytest.raises(pytest.skip.Exception, match="streams = False"):
        Whole().test_r04_reads_rows_as_it_writes()
