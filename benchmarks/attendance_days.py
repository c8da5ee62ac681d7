"""Daily results: 500 people and a fiscal year, from Python objects to Python objects, against pandas and a tuned loop.

All give the same rows, compared first; the specification stands in `_attendance.py`. Then the most extra memory that
each takes, in a process of its own, and one person's month against polars.
"""

import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from _attendance import (
    CALENDAR,
    FIRST,
    LAST,
    SCHEDULE,
    Row,
    by_hand,
    by_pandas,
    by_polars,
    made_year,
    of_pandas,
    rows,
)
from _duel import duel, show

from orqa.domain.attendance import daily_results

ORQA, HAND, PANDAS, POLARS = "orqa", "tuned loop", "pandas", "polars"
Made = tuple[Sequence[Any], Sequence[Any], Sequence[str]]


def peers(made: Made, first: date = FIRST, last: date = LAST) -> Mapping[str, Callable[[], list[Any]]]:
    punches, events, users = made
    schedules = dict.fromkeys(users, SCHEDULE)
    found: dict[str, Callable[[], list[Any]]] = {
        ORQA: lambda: daily_results(punches, schedules, CALENDAR, events, first, last),
        HAND: lambda: by_hand(punches, events, users, first, last),
        PANDAS: lambda: of_pandas(by_pandas(punches, events, users, first, last)),
        POLARS: lambda: by_polars(punches, events, users, first, last),
    }
    return {name: run for name, run in found.items() if name in {ORQA, HAND} or _installed(name)}


def _installed(name: str) -> bool:
    try:
        __import__(name)
    except ImportError:
        print(f"peer {name} not installed")
        return False
    return True


def agree(found: Mapping[str, Callable[[], list[Any]]]) -> list[Row]:
    expected = rows(found[ORQA]())
    for name, run in found.items():
        assert name == ORQA or run() == expected, name
    return expected


def one_month(made: Made) -> tuple[Made, date, date]:
    user, first, last = made[2][7], date(2025, 6, 1), date(2025, 6, 30)
    punches = [one for one in made[0] if one.user == user and first <= one.at.date() <= last]
    events = [one for one in made[1] if one.user == user and one.first <= last and first <= one.last]
    return (punches, events, [user]), first, last


def peak() -> int:
    """The most memory of this process since it was reset last, in KiB."""
    with Path("/proc/self/status").open(encoding="ascii") as lines:
        return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM"))


def grown(name: str) -> None:
    """Print by how many KiB one peer makes this process grow."""
    run = peers(made_year())[name]
    Path("/proc/self/clear_refs").write_text("5", encoding="ascii")
    before = peak()
    kept = run()
    print(peak() - before, len(kept))


def memory(names: Sequence[str]) -> None:
    taken = {}
    for name in names:
        done = subprocess.run([sys.executable, __file__, name], capture_output=True, text=True, check=True)
        taken[name] = int(done.stdout.splitlines()[-1].split()[0])
    print("\nextra memory, the results kept   (goal: 0.35 of pandas)")
    for name, kib in taken.items():
        print(
            f"  {name:<12} {kib / 1024:6.1f} MiB"
            + (f"   x{kib / taken[PANDAS]:.2f} of pandas" if PANDAS in taken else "")
        )


def main() -> None:
    made = made_year()
    found = peers(made)
    expected = agree(found)
    print(f"{len(made[0]):,} punches, {len(made[1]):,} events, {len(expected):,} days of people; all agree")
    goal = "faster than pandas; x1.60 of the tuned loop or less"
    show("500 people and a year", duel(found, per=len(expected), repeat=5), HAND, goal)
    part, first, last = one_month(made)
    of_one = peers(part, first, last)
    agree(of_one)
    results = duel(of_one)
    show("One person's month", results, ORQA, "100 times faster than polars")
    memory(list(found))


if __name__ == "__main__":
    if len(sys.argv) > 1:
        grown(sys.argv[1])
    else:
        main()
