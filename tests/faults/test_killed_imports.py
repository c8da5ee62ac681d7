"""Imports that are killed at any moment, while others write: whole parts stay, in their order, and the rest follows."""

import csv
import os
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest
from offices import letter, opened

from orqa.office.correspondence.importing import import_received

ROWS, PART = 400, 20
TURNS = max(2, int(os.environ.get("ORQA_TEST_KILLS", "8")) // 4)
"""How often two imports are killed; CONTRIBUTING tells when it should be more."""

HEADS = {"ที่": "reference", "ลงวันที่": "dated", "จาก": "sender", "เรื่อง": "subject", "ชนิด": "kind"}


def written(path: Path) -> Path:
    """A file of letters, of which every seventh has no subject and every tenth stands there twice."""
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(HEADS)
        for number in range(ROWS):
            given = letter("" if number % 7 == 0 else f"{path.stem} {number - (number % 10 == 9)}")
            rows.writerow([given[name] for name in HEADS.values()])
    return path


def begun(url: str, file: Path) -> "subprocess.Popen[str]":
    command = [sys.executable, str(Path(__file__).parent / "importers.py"), url, str(file), str(PART)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def killed(process: "subprocess.Popen[str]", after: int, pause: float) -> int:
    """How many rows an import told of before it was killed, at some moment after so many parts."""
    assert process.stdout is not None
    for _ in range(after):
        assert process.stdout.readline(), process.communicate()[1]
    time.sleep(pause)
    process.kill()
    rest = process.communicate(timeout=60)[0].rpartition("\n")[0].split()
    return int(rest[-1]) if rest else after * PART


@pytest.mark.parametrize("turn", range(TURNS))
def test_a_killed_import_leaves_whole_parts_and_goes_on(url: str, tmp_path: Path, turn: int) -> None:
    moments = random.Random(turn)  # noqa: S311 - any moments will do
    first, second = written(tmp_path / "first.csv"), written(tmp_path / "second.csv")
    with opened(url) as office:
        office.correspondence.receive(**letter("ก่อนหน้า"))
    both = [begun(url, file) for file in (first, second)]
    told = [killed(process, moments.randint(1, 10), moments.random() * 0.02) for process in both]
    with opened(url) as office:
        single = office.correspondence.receive(**letter("ระหว่างนั้น")).number
        kept = single - 2
        sound = [sum(is_new(number) for number in range(rows)) for rows in told]
        assert kept >= sum(sound), "rows were told of and lost"
        results = [import_received(office, file) for file in (first, second)]
        assert sum(result.registered for result in results) == 2 * sum(map(is_new, range(ROWS))) - kept
        assert [finding.show() for finding in office.verify(deep=True).findings] == []
        with office.reading() as reader:
            numbers = [row[0] for row in reader.rows("register-entry", ("number",), order=("number",))]
        assert numbers == list(range(1, 3 + 2 * sum(map(is_new, range(ROWS)))))


def is_new(number: int) -> bool:
    """Whether a row is the first of a letter that can be registered."""
    return number % 7 != 0 and (number % 10 != 9 or (number - 1) % 7 == 0)
