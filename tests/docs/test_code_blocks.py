"""Every code block of the README and of the documentation does what the page says."""

import importlib.util
import os
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[2]
SCRIPT = Path(__file__).with_name("pages.py")


def load() -> ModuleType:
    spec = importlib.util.spec_from_file_location("pages", SCRIPT)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules["pages"] = module
    spec.loader.exec_module(module)
    return module


pages = load()


def documents() -> list[Path]:
    written = [path for path in (ROOT / "docs").rglob("*.md") if not {"generated", "_build"} & set(path.parts)]
    return [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted(written)]


def clean(home: Path) -> dict[str, str]:
    """An environment that holds what a fresh account holds, this code, and nothing of the person who runs the tests."""
    return {
        "PATH": os.pathsep.join([str(Path(sys.executable).parent), "/usr/local/bin", "/usr/bin", "/bin"]),
        "HOME": str(home),
        "LANG": "C.UTF-8",
        "TZ": "Asia/Bangkok",
        "PYTHONWARNINGS": "error",
        "PYTHONPATH": str(ROOT / "src"),  # the code that the page belongs to, wherever another one is installed
    }


def run(page: Path, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run a page in a new folder, in a process of its own."""
    home, work = folder / "home", folder / "work"
    home.mkdir()
    work.mkdir()
    command = [sys.executable, str(SCRIPT), str(page)]
    return subprocess.run(command, cwd=work, env=clean(home), capture_output=True, text=True, timeout=120, check=False)


@pytest.mark.parametrize("page", documents(), ids=lambda page: str(page.relative_to(ROOT)))
def test_the_blocks_of_a_page(page: Path, tmp_path: Path) -> None:
    assert pages.problems(page.read_text(encoding="utf-8")) == []
    done = run(page, tmp_path)
    assert done.returncode == 0, done.stderr


def test_the_readme_and_the_tutorial_hold_code_that_runs() -> None:
    for name in ("README.md", "docs/tutorial/first-register.md"):
        found = list(pages.blocks((ROOT / name).read_text(encoding="utf-8")))
        assert any(block.language == "python" and block.is_run for block in found), name


# ------------------------------------------------------------------ the runner itself

GOOD = """
```toml file=a/b.toml
x = 1
```

```python
import tomllib
from pathlib import Path

x = tomllib.loads(Path("a/b.toml").read_text())["x"]
print("x is", x)
```

```text output
x is …
```

```python
>>> x + 1
2
```

  ```console
  $ export GREETING=hello && mkdir -p below && cd below
  $ echo one; echo "$GREETING \\
  > two"; echo three
  one
  …
  three
  …
  $ pwd
  …/below
  ```

<!-- not-run: it would end the process -->
```python
raise SystemExit
```

```python not-run="a piece of a class"
    def method(self): ...
```
"""


def page_of(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "page.md"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_good_page_passes(tmp_path: Path) -> None:
    done = run(page_of(tmp_path, GOOD), tmp_path)
    assert (done.stdout, done.stderr) == ("4 blocks run\n", "")
    assert pages.problems(GOOD) == []


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("```python\n1 / 0\n```", ["line 1", "ZeroDivisionError"]),
        ("text\n\n```python\nassert False\n```", ["line 3", "AssertionError"]),
        ("```python\nimport warnings\nwarnings.warn('old')\n```", ["UserWarning: old"]),
        ("```python\nraise SystemExit\n```", ["SystemExit"]),
        ("```python\nif\n```", ["SyntaxError"]),
        ("```python\nprint(1)\n```\n```text output\n2\n```", ["line 4", "the page says:\n2\n\nfound:\n1"]),
        ("```python\n>>> 1 + 1\n3\n```", ["Expected:\n    3\nGot:\n    2"]),
        ("```console\n$ false\n```", ["$ false", "ended with 1"]),
        ("```console\n$ echo a\nb\n```", ["the page says:\nb\n\nfound:\na"]),
        ("```console\n$ printf 'a\\nb\\nc\\n'\na\nc\n```", ["found:\na\nb\nc"]),
        ("```console\n$ echo ab\na…c\n```", ["found:\nab"]),
        ("```console\norqa init\n```", ["begins with a command"]),
        ("````python\n```\n````", ["SyntaxError"]),
        ("~~~python\n1 / 0\n", ["ZeroDivisionError"]),
    ],
)
def test_a_failing_block_is_caught(tmp_path: Path, text: str, told: list[str]) -> None:
    done = run(page_of(tmp_path, text), tmp_path)
    assert done.returncode == 1
    assert "page.md, block of line" in done.stderr
    for part in told:
        assert part in done.stderr


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('```python not-run=""\n```', "line 1: say why"),
        ("```python not-run\n```", "line 1: say why"),
        ("<!-- not-run: because -->\n```python\n```", "line 2: say why"),
        ("```python skip\n```", "line 1: unknown mark skip"),
        ("```bash\nls\n```", "line 1: write python, console"),
        ("```\nx = 1\n```", "line 1: write python, console"),
    ],
)
def test_a_mark_without_a_reason_is_caught(text: str, told: str) -> None:
    (found,) = pages.problems(text)
    assert found.startswith(told)


def test_a_page_sees_nothing_of_the_person_who_runs_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ORQA_OFFICE", "sqlite:///somebody.db")
    text = '```python\nimport os\nassert "ORQA_OFFICE" not in os.environ\n```'
    assert run(page_of(tmp_path, text), tmp_path).returncode == 0


def test_blocks_are_told_with_their_lines_and_marks() -> None:
    found = [(block.line, block.language, block.marks, block.text) for block in pages.blocks(GOOD)]
    assert found[0] == (2, "toml", {"file": "a/b.toml"}, "x = 1\n")
    assert found[-1][2] == {"not-run": "a piece of a class"}
    assert found[-2][2] == {"not-run": "it would end the process"}
    assert found[4][3].startswith("$ export")
