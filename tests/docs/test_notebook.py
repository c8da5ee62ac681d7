"""The notebook of the examples runs from top to bottom and shows what it promises."""

import os
import sys
from pathlib import Path
from typing import Any

import pytest

nbformat = pytest.importorskip("nbformat")
nbclient = pytest.importorskip("nbclient")
pytest.importorskip("ipykernel")
pytest.importorskip("pandas")

NOTEBOOK = Path(__file__).parents[2] / "examples" / "notebooks" / "first-office.ipynb"


@pytest.fixture(scope="module")
def cells(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """The code cells by their id, after they were run in an empty folder."""
    folder = tmp_path_factory.mktemp("notebook")
    notebook = nbformat.read(NOTEBOOK, as_version=4)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PATH", str(Path(sys.executable).parent), prepend=os.pathsep)
        patch.setenv("PYTHONPATH", str(Path(__file__).parents[2] / "src"), prepend=os.pathsep)
        patch.setenv("IPYTHONDIR", str(folder / "ipython"))
        patch.setenv("LANG", "C.UTF-8")
        for name in ("ORQA_OFFICE", "ORQA_AS", "ORQA_LANG"):
            patch.delenv(name, raising=False)
        nbclient.NotebookClient(notebook, timeout=100, resources={"metadata": {"path": folder}}).execute()
    return {cell.id: cell for cell in notebook.cells if cell.cell_type == "code"}


def html(cell: Any) -> str:
    (result,) = (output for output in cell.outputs if output.output_type == "execute_result")
    return str(result.data["text/html"])


def test_it_has_five_cells_and_is_kept_without_results() -> None:
    notebook = nbformat.read(NOTEBOOK, as_version=4)
    nbformat.validate(notebook)
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert len(code) == 5
    assert not any(cell.outputs or cell.execution_count for cell in code)


def test_the_office_is_made(cells: dict[str, Any]) -> None:
    told = "".join(output.text for output in cells["open"].outputs)
    assert "orqa demo" not in told
    assert "demo-office" in told


def test_the_register_is_shown_in_thai_and_without_personal_data(cells: dict[str, Any]) -> None:
    shown = html(cells["register"])
    assert 'class="orqa-report"' in shown
    assert 'lang="th"' in shown
    assert "ทะเบียนหนังสือรับ" in shown
    assert "๒๓ พ.ย. ๖๙" in shown
    assert "ไม่แสดงข้อมูลส่วนบุคคล: จาก, ถึง" in shown
    assert ">จาก</th>" not in shown


def test_letters_are_counted_by_year_and_kind(cells: dict[str, Any]) -> None:
    shown = html(cells["count"])
    assert "หนังสือภายนอก" in shown
    assert "<th>2569</th>" in shown


def test_a_chart_is_drawn(cells: dict[str, Any]) -> None:
    shown = html(cells["draw"])
    assert "<svg" in shown
    assert "หนังสือรับแยกตามปี พ.ศ." in shown


def test_a_search_shows_letters(cells: dict[str, Any]) -> None:
    shown = html(cells["search"])
    assert "<caption>หนังสือ</caption>" in shown
    assert "กรรมการ" in shown
