"""The command as a process: pipes that close, Ctrl-C, machines without settings, screens that know no Thai."""

import os
import pty
import signal
import subprocess
import sys
import time
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Runner = Callable[..., Any]


def test_the_command_works_in_an_empty_environment(tmp_path: Path) -> None:
    """No home, no language, no terminal: as in a container or a cron job."""
    home = tmp_path / "home"
    home.mkdir()
    done = subprocess.run(
        [sys.executable, "-m", "orqa", "demo"], capture_output=True, cwd=home, env={}, timeout=60, check=False
    )
    assert done.returncode == 0, done.stderr.decode()
    assert "เสร็จแล้ว" in done.stdout.decode()
    assert {file.name for file in home.iterdir()} == {"demo-out"}


def test_commands_follow_each_other_through_a_file(process: Runner, tmp_path: Path) -> None:
    office = {"ORQA_OFFICE": "sqlite:///office.db"}
    assert process("init", "sqlite:///office.db", "--profile", "thai-public-university").code == 0
    given = ("--dated", "12 มกราคม 2569", "--from", "คณะ", "--kind", "external")
    for n, subject in ((1, "ขอเชิญประชุม"), (2, "ขอส่งรายงาน")):
        done = process("letter", "receive", "--ref", f"อว 0655/{n}", "--subject", subject, *given, **office)
        assert (done.code, done.err) == (0, "")
        assert f" {n}/" in done.out
    assert process("letter", "list", "--json", **office).json[0]["number"] == 2
    assert process("verify", **office).code == 0
    assert process("letter", "receive", "--ref", "x", "--subject", "ก", *given[2:], **office).code == 1
    assert (tmp_path / "office.db").exists()


def test_a_reader_who_has_seen_enough_is_no_error(filled: str) -> None:
    """``orqa letter list | head -1``: no traceback, and the pipe's writer ends by itself."""
    command = f'"{sys.executable}" -m orqa letter list --limit 100 --office "{filled}" | head -1'
    done = subprocess.run(["bash", "-o", "pipefail", "-c", command], capture_output=True, timeout=60, check=False)
    assert "เลขทะเบียนรับ" in done.stdout.decode()
    assert done.stderr == b""


def test_output_that_nobody_takes_at_all_is_no_traceback(filled: str) -> None:
    for arguments in ("letter list", "report --format html", "letter search การ --json"):
        command = f'"{sys.executable}" -m orqa {arguments} --office "{filled}" | true'
        done = subprocess.run(["bash", "-c", command], capture_output=True, timeout=60, check=False)
        assert b"Traceback" not in done.stderr
        assert b"BrokenPipe" not in done.stderr


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp1252", "tis-620", "cp874"])
def test_a_screen_that_knows_other_letters_breaks_nothing(process: Runner, filled: str, encoding: str) -> None:
    for command in (("letter", "list"), ("letter", "show", "1"), ("report",), ("verify",), ("letter", "show", "99")):
        done = subprocess.run(
            [sys.executable, "-m", "orqa", *command, "--office", filled],
            capture_output=True,
            env=dict(os.environ) | {"PYTHONIOENCODING": encoding},
            timeout=60,
            check=False,
        )
        assert b"Traceback" not in done.stderr, done.stderr.decode(encoding, "replace")
        assert done.returncode == (1 if "99" in command else 0)
    newest = process("letter", "list", "--office", filled, "--json", PYTHONIOENCODING=encoding).json[0]
    assert newest["subject"] == "ทุนการศึกษา", "programs get every letter whatever the screen"


def test_ctrl_c_during_an_import_leaves_a_sound_register(url: str, letters: Callable[..., Path], run: Runner) -> None:
    path = letters(60_000)
    listening = "import signal, orqa.cli; signal.signal(signal.SIGINT, signal.default_int_handler); orqa.cli.main()"
    command = [sys.executable, "-c", listening, "letter", "import", str(path), "--office", url, "--lang", "en"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stderr is not None
        first = process.stderr.readline().decode()
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=60)
    told = err.decode()
    assert first == "2,000 rows read …\n"
    assert process.returncode == 1
    assert "What was taken in of them stays" in told
    assert "Traceback" not in told
    assert run("verify", url).code == 0
    kept = len(run("letter", "list", "--office", url, "--limit", 100_000, "--json").json)
    assert 2_000 <= kept < 60_000
    assert kept % 2_000 == 0


def width(text: str) -> int:
    """Cells of a terminal, by the Unicode database."""
    return sum(unicodedata.category(character) not in {"Mn", "Me", "Cf"} for character in text)


@pytest.mark.parametrize("columns", [60, 80, 120])
def test_tables_fit_the_terminal(filled: str, columns: int) -> None:
    import fcntl
    import struct
    import termios

    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 40, columns, 0, 0))
    environment = {name: value for name, value in os.environ.items() if name not in {"COLUMNS", "LINES"}}
    command = [sys.executable, "-m", "orqa", "letter", "list", "--office", filled]
    with subprocess.Popen(command, stdout=theirs, stderr=theirs, env=environment) as process:
        os.close(theirs)
        process.wait(timeout=60)
        time.sleep(0.05)
        seen = os.read(ours, 100_000).decode()
    os.close(ours)
    lines = seen.replace("\r", "").splitlines()
    assert seen.startswith("เลขทะเบียน")
    assert max(map(width, lines)) <= columns
