"""The benchmarks run as scripts, and the summary reads what they print."""

import ast
import importlib
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

BENCHMARKS = Path(__file__).parents[2] / "benchmarks"
SCRIPTS = sorted(path for path in BENCHMARKS.glob("*.py") if not path.stem.startswith("_"))


@pytest.fixture
def run_all() -> Iterator[ModuleType]:
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(BENCHMARKS))
        yield importlib.import_module("run_all")


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.stem)
def test_a_benchmark_says_what_it_measures_and_runs_only_when_asked(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assert ast.get_docstring(tree)
    loops = [node for node in tree.body if isinstance(node, ast.Expr) and isinstance(node.value, ast.Call)]
    assert loops == [], "nothing is measured when the file is only imported"
    assert any(isinstance(node, ast.If) and "__main__" in ast.unparse(node.test) for node in tree.body)


def test_the_summary_reads_every_table(run_all: ModuleType, capsys: pytest.CaptureFixture[str]) -> None:
    from _duel import show

    show("First: 1 letter", {"orqa": 2e-6, "sqlite3, the same rows": 1e-6}, "sqlite3, the same rows", "x1.30 or less")
    sys.stdout.write("peer numpy not installed\n")
    show("Second", {"orqa": 1.5}, "orqa")
    first, second = run_all.races(capsys.readouterr().out.splitlines())
    assert (first.title, first.goal, first.base) == ("First: 1 letter", "x1.30 or less", "sqlite3, the same rows")
    assert first.ratios == {"orqa": "x2.00", "sqlite3, the same rows": "x1.00"}
    assert (second.title, second.goal, second.ratios) == ("Second", "", {"orqa": "x1.00"})


def test_other_lines_are_no_table(run_all: ModuleType) -> None:
    assert list(run_all.races(["recall 1.000", "  p95 1.2 ms", ""])) == []


def test_an_unknown_benchmark_is_told(run_all: ModuleType) -> None:
    assert [path.stem for path in run_all.scripts(["import_time"])] == ["import_time"]
    assert {path.stem for path in run_all.scripts([])} == {path.stem for path in SCRIPTS} - {"run_all"}
    with pytest.raises(SystemExit, match="no such benchmark: nothing; there are: "):
        run_all.scripts(["nothing"])


def test_a_benchmark_that_fails_is_told(
    run_all: ModuleType, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    script = tmp_path / "broken.py"
    script.write_text("print('half')\nraise SystemExit(3)")
    outcome = run_all.run(script)
    run_all.sum_up([outcome])
    assert outcome.code == 3
    assert "FAILED with 3" in capsys.readouterr().out
