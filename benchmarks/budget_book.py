"""A stored book of budget postings: all balances printed, verified, rolled up by three axes, and compared by quarter.

Whole processes are timed from outside, start-up included, in turn; the peers read the same payments as text. beancount
has no cache here, as none has read the file before. The base of verification is what SQL alone takes to sum the same
rows: in the database where orqa keeps them, and copied into plain columns, where a program of its own would have them.

With ``ORQA_BENCH_POSTINGS=1000000`` it shows the goals (100,000 without).
ORQA_BENCH_DIR: where the files lie, and stay.
ORQA_BENCH_BEANCOUNT: a Python that has beancount, by default this one.
"""

import os
import resource
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any

from _book import GRANT, LINES, as_text, code_of, spent, stored
from _duel import duel, show, spell

import orqa
from orqa.domain.budgets.stages import Stage
from orqa.domain.budgets.trees import Balance

if TYPE_CHECKING:
    from collections.abc import Callable

POSTINGS = int(os.environ.get("ORQA_BENCH_POSTINGS", "100000"))
TURNS = int(os.environ.get("ORQA_BENCH_TURNS", "5"))
AXES = ("fund", "plan", "category")

BALANCES = """
import sys, orqa
with orqa.open_office("sqlite:///" + sys.argv[1], read_only=True) as office:
    for line, balance in office.budgets.balances(2026).items():
        print(line, balance.available, balance.used)
"""
BEANCOUNT = """
import sys
from beancount import loader
from beancount.core import realization
entries, errors, _ = loader._load([(sys.argv[1], True)], None, None, None)
assert not errors
for account in realization.iter_children(realization.realize(entries)):
    print(account.account, account.balance)
"""


# ------------------------------------------------------------------ whole processes


def whole(commands: Mapping[str, list[str]]) -> dict[str, list[float]]:
    """Seconds of each command, from start to end, in turn."""
    took: dict[str, list[float]] = {name: [] for name in commands}
    for _ in range(TURNS):
        for name, command in commands.items():
            start = time.perf_counter()
            subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
            took[name].append(time.perf_counter() - start)
    return took


def peers_of(folder: Path) -> dict[str, list[str]]:
    bean, journal = as_text(folder, POSTINGS)
    commands = {}
    for name in ("ledger", "hledger"):
        if shutil.which(name):
            commands[name] = [name, "-f", str(journal), "bal"]
        else:
            print(f"peer {name} not installed")
    python = os.environ.get("ORQA_BENCH_BEANCOUNT", sys.executable)
    if subprocess.run([python, "-c", "import beancount"], check=False, capture_output=True).returncode == 0:
        commands["beancount"] = [python, "-c", BEANCOUNT, str(bean)]
    else:
        print("peer beancount not installed")
    return commands


def printed(command: list[str]) -> str:
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def agreed(path: Path, peers: Mapping[str, list[str]]) -> None:
    """Every peer's balances are what was paid; orqa's are what its postings come to."""
    totals = dict.fromkeys(range(LINES), 0)
    for _, line, minor in spent(POSTINGS // 2):
        totals[line] += minor
    for name, command in peers.items():
        text = printed(command).replace(",", "")
        lost = [line for line, minor in totals.items() if f"{minor // 100}.{minor % 100:02}" not in text]
        assert not lost, (name, lost)
    own = dict.fromkeys(range(LINES), 0)
    for _, line, minor in spent(POSTINGS - LINES):
        own[line] += minor
    shown = dict(line.split(" ", 1) for line in printed([sys.executable, "-c", BALANCES, str(path)]).splitlines())
    assert shown == {f"2026-{code_of(line)}": f"{GRANT - minor} {minor}" for line, minor in own.items()}
    print("the balances are right in each of them: True")


def opened_and_printed(path: Path, folder: Path) -> None:
    peers = peers_of(folder)
    agreed(path, peers)
    took = whole({"orqa": [sys.executable, "-c", BALANCES, str(path)], **peers})
    title = f"A stored book of {POSTINGS:,} postings opened, all balances printed, whole process"
    goal = "beancount x100, hledger x50, ledger x15 or more"
    show(title, {name: median(runs) for name, runs in took.items()}, "orqa", goal)
    least = {name: min(runs) for name, runs in took.items()}
    ratios = (f"{name} {spell(seconds)} (x{seconds / least['orqa']:.1f})" for name, seconds in least.items())
    print("  the fastest of each: " + ", ".join(ratios))


# ------------------------------------------------------------------ verification

IN_PLACE = """
select json_extract(e.body, '$.line'), json_extract(m.value, '$.target'), sum(json_extract(m.value, '$.minor'))
from budget_posting p join _entry e on e.position = p._content, json_each(e.body, '$.moves') m group by 1, 2
"""
PLAIN = "select line, stage, sum(minor) from plain.posting group by line, stage"
COPY = """
create table plain.posting (id integer primary key, line text not null, stage text not null, minor integer not null);
insert into plain.posting (line, stage, minor)
select json_extract(e.body, '$.line'), json_extract(m.value, '$.target'), json_extract(m.value, '$.minor')
from budget_posting p join _entry e on e.position = p._content, json_each(e.body, '$.moves') m;
insert into plain.posting (line, stage, minor)
select json_extract(e.body, '$.line'), json_extract(m.value, '$.source'), -json_extract(m.value, '$.minor')
from budget_posting p join _entry e on e.position = p._content, json_each(e.body, '$.moves') m;
"""


def verified(path: Path, folder: Path) -> None:
    plain = folder / f"{POSTINGS}.plain.db"
    plain.unlink(missing_ok=True)
    raw = sqlite3.connect(path)
    raw.execute("pragma cache_size=-32000")
    raw.execute("attach ? as plain", (str(plain),))
    raw.executescript(COPY)
    with orqa.open_office(f"sqlite:///{path}", read_only=True) as office:
        sums = {(line, stage): minor for line, stage, minor in raw.execute(PLAIN)}
        for line, balance in office.budgets.balances(2026).items():
            assert all(sums[line, stage.value] == minor for stage, minor in balance.minor.items())
        peers: dict[str, Callable[[], Any]] = {
            "orqa, both sides, held against all cells": lambda: _sound(office.budgets.verify()),
            "SQL, one side of each, where they are": lambda: raw.execute(IN_PLACE).fetchall(),
            "SQL, both sides, in plain columns": lambda: raw.execute(PLAIN).fetchall(),
        }
        results = duel(peers, per=POSTINGS, repeat=TURNS, warm=False)
    raw.close()
    plain.unlink()
    title = f"The balances of {POSTINGS:,} postings worked out anew"
    show(title, results, "SQL, one side of each, where they are", "x3 or less")


def _sound(findings: tuple[Any, ...]) -> None:
    assert not findings, findings


# ------------------------------------------------------------------ the tree


def rolled_up(path: Path) -> None:
    """The whole tree, and its sums by each axis and by all three together."""

    def run() -> Mapping[str, Balance]:
        with orqa.open_office(f"sqlite:///{path}", read_only=True) as office:
            budgets = office.budgets
            tree, balances = budgets.tree(2026), budgets.balances(2026)
            rolled = tree.rolled(balances)
            for axis in AXES:
                assert sum(tree.by(lambda line, axis=axis: getattr(line, axis), balances).values(), Balance()) == total
            together = tree.by(lambda line: "/".join(getattr(line, axis) for axis in AXES), balances)
            assert sum(together.values(), Balance()) == total
            return rolled

    paid = sum(minor for _, _, minor in spent(POSTINGS - LINES))
    total = Balance({Stage.ALLOTTED: GRANT * LINES - paid, Stage.PAID: paid})
    rolled = run()
    assert sum((rolled[f"2026-P{plan}"] for plan in range(10)), Balance()) == total
    results = {"orqa": duel({"orqa": run}, repeat=TURNS)["orqa"], "10 s": 10.0}
    show(f"Whole tree of {POSTINGS:,} postings, rolled up by three axes", results, "10 s", "x1 or less")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"  memory of this process, verification included: {peak:.0f} MB at most")


def compared(path: Path) -> None:
    """Plan and actual by three axes and by quarter, with rates and targets: from the postings, one after the other."""

    def run() -> int:
        with orqa.open_office(f"sqlite:///{path}", read_only=True) as office:
            report = office.budgets.compare(office.budgets.fiscal_year(date(2026, 1, 1)), AXES)
            return sum(1 for table in report.tables for _ in table.rows())

    assert run() > LINES // 1000
    results = {"orqa": duel({"orqa": run}, repeat=TURNS)["orqa"], "10 s": 10.0}
    show(f"Plan and actual of {POSTINGS:,} postings by three axes and by quarter", results, "10 s", "x1 or less")


def main() -> None:
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(os.environ.get("ORQA_BENCH_DIR", temporary))
        path = stored(folder / f"{POSTINGS}.db", POSTINGS)
        rolled_up(path)
        compared(path)
        verified(path, folder)
        opened_and_printed(path, folder)


if __name__ == "__main__":
    main()
