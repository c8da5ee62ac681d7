"""100,000 letters of a CSV file registered in SQLite, against sqlite3 that writes the same rows in the same batches.

orqa looks over the file, reads it, recognises its columns, checks each letter by the rules, looks whether it is
registered already, makes letters, register lines and search texts, takes the numbers and seals each entry. The peer
is given the finished rows (see ``_replay``); fetching them from the first database is not counted.

The same table as a workbook (.xlsx) is imported once, where python-calamine and xlsxwriter are there.

Each run has a process of its own, so that the peak of its memory is its own too.

ORQA_BENCH_N: letters (100 000). ORQA_BENCH_DIR: where the files lie.
"""

import csv
import multiprocessing
import os
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from _duel import show
from _letters import PROFILE, letter
from _replay import Raw, counts, tape

from orqa.plugins.builtin.stores.sqlite_dialect import SqliteDialect

LETTERS = int(os.environ.get("ORQA_BENCH_N", "100000"))
ROUNDS = 3
ACTION = "letter.import"
HEADS = {
    "reference": "ที่",
    "dated": "ลงวันที่",
    "sender": "จาก",
    "recipient": "ถึง",
    "subject": "เรื่อง",
    "kind": "ชนิดหนังสือ",
    "urgency": "ชั้นความเร็ว",
}


def written_csv(path: Path, count: int) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.DictWriter(file, list(HEADS))
        rows.writerow(HEADS)
        rows.writerows(letter(serial) for serial in range(count))


def written_xlsx(path: Path, source: Path) -> bool:
    """The table of a CSV file as a workbook; False where the packages for that are missing."""
    try:
        import python_calamine  # noqa: F401 - what reads it
        import xlsxwriter
    except ImportError:
        return False
    with (
        xlsxwriter.Workbook(path, {"constant_memory": True}) as book,
        source.open(encoding="utf-8", newline="") as file,
    ):
        sheet = book.add_worksheet()
        for number, row in enumerate(csv.reader(file)):
            for place, cell in enumerate(row):
                sheet.write_string(number, place, cell)
    return True


def imported(source: Path, database: Path) -> float:
    """orqa: seconds of the import."""
    import orqa
    from orqa.cli.collecting import no_collecting

    with orqa.open_office(f"sqlite:///{database}", PROFILE) as office, no_collecting():  # as orqa import does
        assert office.profile.name == PROFILE  # the store is opened at the first use
        start = time.perf_counter()
        result = office.correspondence.import_received(source)
        seconds = time.perf_counter() - start
    assert (result.registered, result.refused, result.known) == (result.rows, 0, 0), result
    return seconds


def replayed(source: Path, database: Path) -> float:
    """sqlite3: seconds of the transactions alone."""
    raw, seconds = Raw(database, source), 0.0
    for write in tape(source, ACTION):
        start = time.perf_counter()
        raw.write(write)
        seconds += time.perf_counter() - start
    return seconds


def _measured(work: Callable[[Path, Path], float], source: Path, database: Path) -> tuple[float, int]:
    seconds = work(source, database)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return seconds, peak * (1 if sys.platform == "darwin" else 1024)


def alone(work: Callable[[Path, Path], float], source: Path, database: Path) -> tuple[float, int]:
    """Seconds, and the peak of memory in bytes, in a process of its own."""
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as pool:
        return pool.submit(_measured, work, source, database).result()


def main() -> None:
    with tempfile.TemporaryDirectory(dir=os.environ.get("ORQA_BENCH_DIR")) as name:
        folder = Path(name)
        small, whole = folder / "small.csv", folder / "letters.csv"
        written_csv(small, LETTERS // 10)
        written_csv(whole, LETTERS)
        _, low = alone(imported, small, folder / "small.db")
        times: dict[str, list[float]] = {"orqa": [], "sqlite3, the same rows": []}
        for turn in range(ROUNDS):
            ours, theirs = folder / f"orqa{turn}.db", folder / f"raw{turn}.db"
            seconds, high = alone(imported, whole, ours)
            times["orqa"].append(seconds / LETTERS)
            times["sqlite3, the same rows"].append(alone(replayed, ours, theirs)[0] / LETTERS)
            found = counts(ours, ACTION, SqliteDialect.search_step), counts(theirs, ACTION)
            assert found[0] == found[1], found
            ours.unlink()
            theirs.unlink()
        book, workbook = folder / "letters.xlsx", ""
        if written_xlsx(book, whole):
            seconds, most = alone(imported, book, folder / "book.db")
            workbook = f"  from a workbook: {seconds / LETTERS * 1e6:.0f} us an item, peak of memory {most >> 20} MiB"
        results = {peer: statistics.median(samples) for peer, samples in times.items()}
        show(f"{LETTERS:,} letters imported from CSV", results, "sqlite3, the same rows", "x2.00 or less")
        print("  the same rows in both databases: True")
        if workbook:
            print(workbook)
        print(f"  peak of memory: {low >> 20} MiB for {LETTERS // 10:,} letters, {high >> 20} MiB for {LETTERS:,}")


if __name__ == "__main__":
    main()
