"""Run every benchmark and sum up: `python benchmarks/run_all.py [NAME ...]`.

Each script runs alone, one after the other, so that nothing disturbs it but the machine. Exit code 1 where one failed.
"""

import re
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from _duel import spell

HERE = Path(__file__).parent
_TITLE = re.compile(r"(?P<title>\S.*?)(?:   \(goal: (?P<goal>.*)\))?")
_RESULT = re.compile(r"  (?P<name>\S.*?) +(?P<time>\S+ \S+) an item   (?P<ratio>x[\d.]+) of (?P<base>.+)")


@dataclass
class Race:
    """One table that a benchmark printed: its title, its goal, and each peer with its ratio to the base."""

    title: str
    goal: str
    base: str = ""
    ratios: dict[str, str] = field(default_factory=dict)


@dataclass
class Outcome:
    """What became of one script."""

    name: str
    seconds: float
    code: int
    races: list[Race]


def scripts(names: list[str]) -> list[Path]:
    """The benchmarks that were asked for, else all."""
    found = {path.stem: path for path in sorted(HERE.glob("*.py")) if path.stem[0] != "_" and path.name != "run_all.py"}
    if unknown := set(names) - found.keys():
        sys.exit(f"no such benchmark: {', '.join(sorted(unknown))}; there are: {', '.join(found)}")
    return [path for name, path in found.items() if name in names or not names]


def run(path: Path) -> Outcome:
    """Run one script; what it prints is shown as it comes."""
    print(f"\n━━ {path.stem}", flush=True)
    start = time.perf_counter()
    lines = []
    command = [sys.executable, "-u", str(path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, encoding="utf-8") as process:
        for line in process.stdout or ():
            print(line, end="", flush=True)
            lines.append(line.rstrip("\n"))
    return Outcome(path.stem, time.perf_counter() - start, process.returncode, list(races(lines)))


def races(lines: list[str]) -> Iterator[Race]:
    """The tables that `_duel.show` printed among these lines."""
    current: Race | None = None
    for before, line in zip(["", *lines], lines, strict=False):
        result = _RESULT.fullmatch(line)
        if result and current is None and (title := _TITLE.fullmatch(before)):
            current = Race(title["title"], title["goal"] or "")
        if result and current:
            current.base = result["base"]
            current.ratios[result["name"]] = result["ratio"]
        elif current:
            yield current
            current = None
    if current:
        yield current


def sum_up(outcomes: list[Outcome]) -> None:
    """Print one line for each table: the ratio of each peer to the base."""
    print("\n━━ summary: how many times as long as the base")
    for outcome in outcomes:
        state = "" if outcome.code == 0 else f"   FAILED with {outcome.code}"
        print(f"\n{outcome.name}   ({spell(outcome.seconds)}){state}")
        for race in outcome.races:
            others = "; ".join(f"{name} {ratio}" for name, ratio in race.ratios.items() if name != race.base)
            goal = f"   [goal: {race.goal}]" if race.goal else ""
            print(f"  {race.title}{goal}\n    {others or 'no peer'}; base: {race.base}")


def main() -> None:
    outcomes = [run(path) for path in scripts(sys.argv[1:])]
    sum_up(outcomes)
    sys.exit(1 if any(outcome.code for outcome in outcomes) else 0)


if __name__ == "__main__":
    main()
