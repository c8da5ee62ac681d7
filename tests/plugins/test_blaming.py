"""A report or a renderer that fails at its work says whose it is."""

import io
from collections.abc import Iterator
from typing import Any

import pytest

import orqa
from orqa.base.language import Text
from orqa.plugins import hookimpl
from orqa.plugins.errors import PluginFailed
from orqa.plugins.specs import RendererSpec, ReportSpec
from orqa.reporting.blocks import Paragraph
from orqa.reporting.columns import Column
from orqa.reporting.model import Report, Section
from orqa.reporting.tables import Table
from orqa.storage.errors import StoreDamaged

TITLE = Text.of(en="Weak")


def failing_rows(error: Exception) -> Table:
    def rows() -> Iterator[Any]:
        yield ("one",)
        raise error

    return Table((Column(name="a", title=TITLE),), rows)


def a_report(*blocks: Any) -> Report:
    return Report(name="weak", title=TITLE, sections=(Section((Paragraph(TITLE), *blocks)),))


class Weak:
    """A plugin with one report and one renderer that do what a test says."""

    def __init__(self, report: Any = None, render: Any = None) -> None:
        self.report = report
        self.written = render

    def build(self, _context: object) -> Any:
        if isinstance(self.report, Exception):
            raise self.report
        return self.report

    def render(self, _report: Report, _out: object) -> None:
        raise self.written

    @hookimpl
    def orqa_reports(self) -> Iterator[ReportSpec]:
        yield ReportSpec(name="weak", title=TITLE, factory=lambda: self)

    @hookimpl
    def orqa_renderers(self) -> Iterator[RendererSpec]:
        yield RendererSpec(name="weak", title=TITLE, media_type="text/weak", suffix=".weak", factory=lambda: self)


def write(plugin: Weak, format_name: str = "csv") -> bytes:
    out = io.BytesIO()
    with (
        orqa.open_office("memory:", profile="national", plugins=[plugin]) as office,
        office.reports.open("weak") as report,
    ):
        office.reports.render(report, format_name, out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("report", "reason"),
    [
        (KeyError("boom"), "KeyError: 'boom'"),
        (OSError("no such file"), "OSError: no such file"),
        (None, "TypeError: build() gave NoneType, not a Report"),
        (a_report(failing_rows(KeyError("row"))), "KeyError: 'row'"),
        (a_report(failing_rows(OSError("row"))), "OSError: row"),
    ],
)
def test_a_report_that_fails_names_its_plugin(report: Any, reason: str) -> None:
    with pytest.raises(PluginFailed) as caught:
        write(Weak(report))
    assert str(caught.value) == f"Weak: the report 'weak' failed: {reason}"
    assert "ล้มเหลว" in caught.value.message("th")
    assert caught.value.__cause__ is not None


def test_a_renderer_that_fails_names_its_plugin_and_not_the_report_s() -> None:
    with pytest.raises(PluginFailed, match="Weak: the report format 'weak' failed: KeyError: 'ink'"):
        write(Weak(a_report(), KeyError("ink")), "weak")


@pytest.mark.parametrize(
    "plugin",
    [
        Weak(StoreDamaged("x", "y")),
        Weak(a_report(failing_rows(StoreDamaged("x", "y")))),
        Weak(a_report(), StoreDamaged("x", "y")),
    ],
)
def test_errors_of_the_store_come_through(plugin: Weak) -> None:
    with pytest.raises(StoreDamaged):
        write(plugin, "weak" if plugin.written else "csv")


def test_a_full_disk_is_no_fault_of_the_renderer() -> None:
    with pytest.raises(OSError, match="No space left"):
        write(Weak(a_report(), OSError(28, "No space left on device")), "weak")


def test_a_report_that_works_is_left_as_it_is() -> None:
    table = Table.of((Column(name="a", title=TITLE),), [["one"], ["two"]])
    assert write(Weak(a_report(table))).decode("utf-8-sig") == "Weak\r\none\r\ntwo\r\n"
