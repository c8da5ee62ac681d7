"""Data frames of a register of 1,000,000 lines: from the office's SQLite file, beside pandas reading the same as CSV.

The peer reads a file that holds nothing else, in the order wanted; orqa reads the newest version of each line from a
journal, as one snapshot, under access rules, and puts them in order. ORQA_BENCH_LETTERS for another size;
ORQA_BENCH_DIR for a folder that keeps the file for the next run.
"""

import csv
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from _duel import duel, show
from _letters import PROFILE, letter

import orqa
from orqa.base.refs import RecordRef
from orqa.domain.correspondence.records import RegisterEntry
from orqa.office.office import Office
from orqa.storage.protocol import Batch

LETTERS = int(os.environ.get("ORQA_BENCH_LETTERS", "1000000"))
CHUNK = 10_000
FIRST, AT = date(2026, 1, 1), datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


def entries(begin: int, end: int) -> Iterator[RegisterEntry]:
    """Lines of the register, as many each day; the matter and the rest repeat as they do in an office."""
    for serial in range(begin, end):
        made = letter(serial % 5_000)
        yield RegisterEntry(
            id=f"{serial:012}",
            year=2026,
            number=serial + 1,
            registered_on=FIRST + timedelta(days=serial * 365 // LETTERS),
            letter=RecordRef("letter", f"{serial:012}"),
            reference=made["reference"],
            dated=FIRST + timedelta(days=serial % 300),
            sender=made["sender"],
            recipient=made["recipient"],
            subject=f"{made['subject']} {serial}",
        )


def fill(office: Office) -> None:
    """Write the lines past the service: that is another benchmark's subject."""
    for begin in range(0, LETTERS, CHUNK):
        writes = tuple(office.codec.encode(entry) for entry in entries(begin, min(begin + CHUNK, LETTERS)))
        office.store.apply(Batch(f"fill-{begin}", "system", "letter.receive", AT, writes))


def opened(folder: Path) -> Office:
    """An office with the register; filled where it is not yet."""
    office = orqa.open_office(f"sqlite:///{folder}/register-{LETTERS}.sqlite", profile=PROFILE)
    with office.reading() as reader:
        have = reader.count(RegisterEntry.kind)
    if have != LETTERS:
        fill(office)
    return office


def csv_of(office: Office, folder: Path) -> Path:
    """The register as a file, with the columns that the frames have."""
    path = folder / f"register-{LETTERS}.csv"
    table = office.correspondence.table(year=2026)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(column.name for column in table.columns)
        writer.writerows(table.rows())
    return path


def run(name: str, folder: Path) -> int:
    """One peer, once; how many rows it read."""
    if name == "pandas.read_csv":
        import pandas as pd

        path = folder / f"register-{LETTERS}.csv"
        return len(pd.read_csv(path, parse_dates=["registered_on", "dated"]))
    with opened(folder) as office:
        if name == "report as csv":
            office.reports.write("received-register", "csv", folder / "out.csv", office.year(named=2569))
            return LETTERS
        if name == "report as json":
            office.reports.write("received-register", "json", folder / "out.json", office.year(named=2569))
            return LETTERS
        return len(getattr(office.correspondence.table(year=2026), name)(personal=True))


PEERS = ("to_pandas", "to_polars", "to_arrow", "pandas.read_csv")
REPORTS = ("report as csv", "report as json")


def peak(name: str, folder: Path) -> int:
    """Peak memory in MiB of a process that does one thing; read from /proc, as in render.py."""
    code = f"import pathlib, frames; frames.run({name!r}, pathlib.Path({str(folder)!r}));"
    code += "print(pathlib.Path('/proc/self/status').read_text())"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=Path(__file__).parent, capture_output=True, text=True, check=True
    )
    (kibibytes,) = (line.split()[1] for line in done.stdout.splitlines() if line.startswith("VmHWM"))
    return int(kibibytes) // 1024


def main() -> None:
    with tempfile.TemporaryDirectory() as made:
        folder = Path(os.environ.get("ORQA_BENCH_DIR", made))
        with opened(folder) as office:
            csv_of(office, folder)
        for names, goal in ((PEERS, "to_pandas within 3 times pandas.read_csv"), (REPORTS, "informative")):
            peers = {name: lambda name=name: run(name, folder) for name in (*names, "pandas.read_csv")}
            results = duel(peers, per=LETTERS, repeat=3, warm=False)
            show(f"a register of {LETTERS:,} lines", results, "pandas.read_csv", goal)
        if Path("/proc/self/status").exists():
            print("\npeak memory of a process that does one thing")
            for name in (*PEERS, *REPORTS):
                print(f"  {name:<16} {peak(name, folder):>6} MiB")


if __name__ == "__main__":
    main()
