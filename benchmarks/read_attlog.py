"""Reading a million lines of a time clock: orqa against bare loops over the same lines, which check nothing.

The first loop splits each line and keeps nothing. The second makes of it what a punch holds: the user without padding,
a moment, the clock, two numbers. Neither knows a bad line from a good one. Memory is what reading adds while streaming.
"""

import random
import tempfile
import tracemalloc
from collections import deque
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from _duel import duel, show

from orqa.domain.attendance.punches import Punch
from orqa.plugins.builtin.formats.attlog import iter_attlog, read_attlog

if TYPE_CHECKING:
    from collections.abc import Callable

LINES = 1_000_000
ORQA, KEPT = "orqa iter_attlog", "orqa read_attlog, kept and looked over"
BARE, MADE, LISTED = "bare split loop", "bare loop, moments and numbers", "bare loop, moments and numbers, kept"


def written(path: Path, lines: int = LINES) -> Path:
    """A made-up log, padded to nine, of 500 users."""
    draw, at = random.Random(7), datetime(2020, 1, 1, 8)  # noqa: DTZ001 - clocks know no zone
    with path.open("w", newline="") as file:
        for number in range(lines):
            at += timedelta(seconds=draw.randrange(60))
            file.write(f"{draw.randrange(500):>9}\t{at}\t1\t{number % 2}\t1\t0\n")
    return path


def split(path: Path) -> None:
    with path.open(encoding="ascii") as file:
        for line in file:
            line.split("\t")


def row(line: str) -> tuple[str, datetime, str, int, int]:
    user, at, device, state, verify, _ = line.split("\t")
    return user.lstrip(), datetime.fromisoformat(at), device, int(state), int(verify)


def made(path: Path) -> None:
    with path.open(encoding="ascii") as file:
        for line in file:
            row(line)


def listed(path: Path) -> list[tuple[str, datetime, str, int, int]]:
    with path.open(encoding="ascii") as file:
        return [row(line) for line in file]


def peak(path: Path) -> int:
    """The most bytes that reading a file holds at once, while nobody keeps what it gives."""
    tracemalloc.start()
    deque(iter_attlog(path), maxlen=0)
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return most


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        path, short = written(Path(folder, "1_attlog.dat")), written(Path(folder, "short.dat"), LINES // 50)
        punches, findings = read_attlog(path)
        assert findings == []
        assert [(p.user, p.at, p.device, p.state, p.verify) for p in punches] == listed(path), "they read the same"
        assert all(isinstance(item, Punch) for item in iter_attlog(short))
        del punches
        streamed: dict[str, Callable[[], object]] = {
            ORQA: lambda: deque(iter_attlog(path), maxlen=0),
            BARE: lambda: split(path),
            MADE: lambda: made(path),
        }
        results = duel(streamed, per=LINES, repeat=5, warm=False)
        show(f"Reading {LINES:,} lines, streamed", results, BARE, f"orqa at most x{1 / 0.3:.2f}")
        kept: dict[str, Callable[[], object]] = {KEPT: lambda: read_attlog(path), LISTED: lambda: listed(path)}
        show(f"Reading {LINES:,} lines, kept", duel(kept, per=LINES, repeat=3, warm=False), LISTED)
        print(f"\npeak of streaming: {peak(path) / 1e6:.1f} MB, of a file of a fiftieth: {peak(short) / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
