"""Files that only one makes at a time, and that appear whole."""

import subprocess
import sys
from pathlib import Path

import pytest

from orqa.office.files import alone


def test_the_second_is_refused_until_the_first_is_done(tmp_path: Path) -> None:
    path = tmp_path / ("ก" * 80)
    with alone(path), pytest.raises(BlockingIOError), alone(path):
        pass
    with alone(path), alone(tmp_path / "another"):
        assert len(list(tmp_path.iterdir())) == 2
    assert list(tmp_path.iterdir()) == []


def test_a_program_that_ended_is_in_nobodys_way(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    code = """
import os, sys
from pathlib import Path
from orqa.office.files import alone
with alone(Path(sys.argv[1])):
    os._exit(0)
"""
    subprocess.run([sys.executable, "-c", code, str(path)], check=True)
    assert len(list(tmp_path.iterdir())) == 1
    with alone(path):
        pass
    assert list(tmp_path.iterdir()) == []
