"""The maker of pictures: what it draws, and what it says when it cannot."""

import importlib.util
import shutil
import stat
import sys
from pathlib import Path
from types import ModuleType

import pytest


def load() -> ModuleType:
    spec = importlib.util.spec_from_file_location("pictures", Path(__file__).with_name("pictures.py"))
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


look = load()
FAKE = """#!{python}
import sys
from pathlib import Path
{body}
"""
DRAWS = """
(to,) = (argument.partition("=")[2] for argument in sys.argv if argument.startswith("--screenshot="))
Path(to).write_text(" ".join(sys.argv))
"""


def browser(monkeypatch: pytest.MonkeyPatch, folder: Path, body: str) -> None:
    program = folder / "browser"
    program.write_text(FAKE.format(python=sys.executable, body=body))
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("ORQA_BROWSER", str(program))


def test_every_page_is_drawn_in_every_view(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    browser(monkeypatch, tmp_path, DRAWS)
    for name in ("a", "b"):
        (tmp_path / f"{name}.html").write_text("<p>")
    assert look.main([str(tmp_path)]) == 0
    printed = capsys.readouterr().out.split()
    assert printed == [str(tmp_path / f"{name}-{view}.png") for name in "ab" for view in look.VIEWS]
    asked = (tmp_path / "b-dark.png").read_text()
    assert (tmp_path / "b.html").as_uri() in asked
    assert "preferredColorScheme" in asked


def test_a_missing_browser_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("ORQA_BROWSER", raising=False)
    assert look.main([]) == 1
    assert "chromium was not found: on Debian, apt-get install chromium" in capsys.readouterr().err
    monkeypatch.setenv("ORQA_BROWSER", "my-browser")
    assert look.main([]) == 1
    assert "my-browser was not found" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("body", "told"), [("sys.exit('no display')", "no display"), ("", "did not draw")], ids=["fails", "draws nothing"]
)
def test_a_browser_that_fails_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], body: str, told: str
) -> None:
    browser(monkeypatch, tmp_path, body)
    (tmp_path / "a.html").write_text("<p>")
    (tmp_path / "a-wide.png").write_text("an older picture")
    assert look.main([str(tmp_path)]) == 1
    assert told in capsys.readouterr().err


def test_a_folder_without_pages_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    browser(monkeypatch, tmp_path, DRAWS)
    assert look.main([str(tmp_path)]) == 1
    assert "holds no .html file" in capsys.readouterr().err


@pytest.mark.skipif(not any(map(shutil.which, look.BROWSERS)), reason="no chromium; make look says how to get it")
def test_a_real_browser_draws_a_picture(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text("<!DOCTYPE html><p lang=th>ทะเบียนหนังสือรับ</p>", encoding="utf-8")
    look.draw(look.browser(), tmp_path / "a.html", tmp_path / "a.png", look.VIEWS["narrow"])
    assert (tmp_path / "a.png").read_bytes().startswith(b"\x89PNG")
