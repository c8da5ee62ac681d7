"""Reports and tables in notebooks."""

from itertools import count
from typing import Any

import pytest

from orqa import notebook
from orqa.base.language import Text
from orqa.reporting.formatting import Style
from orqa.reporting.model import Report
from orqa.reporting.tables import Table
from orqa.testing.report_samples import HOSTILE, full_report, report_of, text_column


def table(rows: int) -> Table:
    return Table((text_column(),), lambda: ((f"row {number}.",) for number in range(rows)), Text.of(th="ตาราง"))


class Html(dict[type, Any]):
    """What IPython's formatter does, in small."""

    def for_type(self, kind: type, show: Any) -> None:
        self[kind] = show


class Shell:
    def __init__(self) -> None:
        self.display_formatter = self
        self.formatters = {"text/html": Html()}


def test_a_table_previews_its_first_rows() -> None:
    preview = table(50)._repr_html_()
    assert "<caption>ตาราง</caption>" in preview
    assert "row 19." in preview
    assert "row 20." not in preview
    assert "… the first 20 rows" in preview


def test_a_short_table_previews_whole_without_a_remark() -> None:
    preview = table(20)._repr_html_()
    assert "row 19." in preview
    assert "the first" not in preview


def test_an_endless_table_previews() -> None:
    endless = Table((text_column(),), lambda: ((f"row {number}",) for number in count()))
    assert "row 0" in endless._repr_html_()
    assert "row 0" in notebook.table_html(endless)


@pytest.mark.parametrize("hostile", HOSTILE)
def test_a_preview_escapes_text(hostile: str) -> None:
    label = Text.of(en=hostile)
    preview = report_of(Table.of([text_column()], [[hostile]], label))._repr_html_()
    assert "<script" not in preview
    assert preview.count("</td>") == 1
    assert preview.count("</table>") == 1


def test_a_report_previews_in_its_language() -> None:
    preview = full_report(Style("th"))._repr_html_()
    assert preview.startswith('<div lang="th"><h3>ตัวอย่าง</h3>')


def test_the_extension_shows_reports_and_tables_and_leaves_without_a_trace() -> None:
    shell = Shell()
    notebook.load_ipython_extension(shell)
    html = shell.formatters["text/html"]
    assert set(html) == {Report, Table}
    assert "First line" in html[Report](full_report(Style()))
    assert "row 2." in html[Table](table(3))
    notebook.unload_ipython_extension(shell)
    assert html == {}


def test_a_long_report_is_cut_and_says_so() -> None:
    shown = notebook.report_html(report_of(table(10)), rows=5)
    assert "row 4." in shown
    assert "row 5." not in shown
    assert "Only the first 5 rows of each table are shown." in shown
    assert "Only the first" not in notebook.report_html(report_of(table(5)), rows=5)


def test_a_cell_of_a_notebook_holds_no_whole_page() -> None:
    shown = notebook.table_html(table(1))
    assert "<html" not in shown
    assert "<h1" not in shown
    assert 'class="orqa-report"' in shown
