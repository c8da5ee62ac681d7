"""Running the command: in this process, fast, or as a person's shell would."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from attrs import frozen
from click.testing import CliRunner

from orqa.cli.root import orqa
from orqa.office import office

HEAD = "ที่,ลงวันที่,จาก,เรื่อง,ชนิด\n"


@frozen
class Run:
    """What a command printed and how it ended."""

    out: str
    err: str
    code: int

    @property
    def json(self) -> Any:
        """What was printed, read as one JSON document."""
        return json.loads(self.out)


Runner = Callable[..., Run]


@pytest.fixture(autouse=True)
def _no_settings_from_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("ORQA_OFFICE", "ORQA_LANG", "ORQA_AS"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def _in_november_2026(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every office that is opened in this process look at a clock of its own, so that a test holds on any day."""
    begun, looks = datetime(2026, 11, 27, 3, 0, tzinfo=UTC), count()
    monkeypatch.setattr(office, "system_clock", lambda: begun + timedelta(milliseconds=next(looks)))


@pytest.fixture
def run() -> Runner:
    """Run a command in this process; keywords are settings of the environment."""

    def run(*arguments: object, **changes: str) -> Run:
        given = [str(argument) for argument in arguments]
        result = CliRunner().invoke(orqa, given, prog_name="orqa", env=changes)
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        return Run(result.stdout, result.stderr, result.exit_code)

    return run


def environment(**changes: str) -> dict[str, str]:
    """What a fresh shell has; no settings of orqa."""
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith(("ORQA_", "PYTHON", "LC_", "LANG"))
    }
    return kept | {"LANG": "C.UTF-8"} | changes


@pytest.fixture
def process(tmp_path: Path) -> Runner:
    """Run a command as a process of its own, in a folder of its own."""

    def process(*arguments: object, **changes: str) -> Run:
        done = subprocess.run(
            [sys.executable, "-m", "orqa", *map(str, arguments)],
            capture_output=True,
            cwd=tmp_path,
            env=environment(**changes),
            timeout=60,
            check=False,
        )
        return Run(done.stdout.decode(), done.stderr.decode(), done.returncode)

    return process


@pytest.fixture
def url(tmp_path: Path, run: Runner) -> str:
    """An office in a file."""
    url = f"sqlite:///{tmp_path}/office.db"
    assert run("init", url, "--profile", "thai-public-university").code == 0
    return url


@pytest.fixture
def filled(url: str, run: Runner) -> str:
    """An office with three letters."""
    for n, subject in enumerate(("ขอเชิญประชุมคณะกรรมการ", "รายงานการเงิน", "ทุนการศึกษา"), 1):
        done = run(
            *("letter", "receive", "--office", url, "--ref", f"อว ๐๖๕๕/ว {n}", "--dated", "๑๒ มกราคม ๒๕๖๙"),
            *("--from", "คณะวิศวกรรมศาสตร์", "--subject", subject, "--kind", "external"),
        )
        assert done.code == 0, done.err
    return url


@pytest.fixture
def letters(tmp_path: Path) -> Callable[..., Path]:
    """Makes a file with so many letters, and further lines."""

    def letters(count: int, extra: str = "", name: str = "a.csv") -> Path:
        rows = (f"อว 0655/{n},12 มกราคม 2569,คณะวิศวกรรมศาสตร์,เรื่องที่ {n},หนังสือภายนอก\n" for n in range(1, count + 1))
        path = tmp_path / name
        path.write_text(HEAD + "".join(rows) + extra, encoding="utf-8")
        return path

    return letters
