"""100,000 letters of a CSV file registered in SQLite, against sqlite3 that writes the same rows in the same batches.

orqa looks over the file, reads it, recognises its columns, checks each letter by the rules, looks whether it is
registered already, makes letters, register lines and search texts, takes the numbers and seals each entry. The peer
is given the finished rows (see ``_replay``); fetching them from the first database is not counted.

SQLite writes rows of orqa in a thread while the next are looked at, so two processors make it faster and one does not;
what both use of the processors is told beside the time.

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
from typing import TypeAlias

from _duel import show
from _letters import PROFILE, letter
from _replay import Raw, counts, tape

from orqa.plugins.builtin.stores.sqlite_dialect import SqliteDialect

LETTERS = int(os.environ.get("ORQA_BENCH_N", "100000"))
ROUNDS = 3
ACTION = "letter.import"
RAW = "sqlite3, the same rows"
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


def imported(source: Path, database: Path) -> tuple[float, float]:
    """orqa: seconds of the import, and of the processors."""
    import orqa
    from orqa.cli.collecting import no_collecting

    with orqa.open_office(f"sqlite:///{database}", PROFILE) as office, no_collecting():  # as orqa import does
        assert office.profile.name == PROFILE  # the store is opened at the first use
        start, used = time.perf_counter(), time.process_time()
        result = office.correspondence.import_received(source)
        seconds, used = time.perf_counter() - start, time.process_time() - used
    assert (result.registered, result.refused, result.known) == (result.rows, 0, 0), result
    return seconds, used


def replayed(source: Path, database: Path) -> tuple[float, float]:
    """sqlite3: seconds of the transactions alone, and of the processors."""
    raw, seconds, used = Raw(database, source), 0.0, 0.0
    for write in tape(source, ACTION):
        start, before = time.perf_counter(), time.process_time()
        raw.write(write)
        seconds, used = seconds + time.perf_counter() - start, used + time.process_time() - before
    return seconds, used


_Work: TypeAlias = Callable[[Path, Path], tuple[float, float]]


def _measured(work: _Work, source: Path, database: Path) -> tuple[float, float, int]:
    seconds, used = work(source, database)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return seconds, used, peak * (1 if sys.platform == "darwin" else 1024)


def alone(work: _Work, source: Path, database: Path) -> tuple[float, float, int]:
    """Seconds, those of the processors, and the peak of memory in bytes, in a process of its own."""
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as pool:
        return pool.submit(_measured, work, source, database).result()


def main() -> None:
    with tempfile.TemporaryDirectory(dir=os.environ.get("ORQA_BENCH_DIR")) as name:
        folder = Path(name)
        small, whole = folder / "small.csv", folder / "letters.csv"
        written_csv(small, LETTERS // 10)
        written_csv(whole, LETTERS)
        _, _, low = alone(imported, small, folder / "small.db")
        times: dict[str, list[float]] = {"orqa": [], RAW: []}
        used: dict[str, list[float]] = {"orqa": [], RAW: []}
        high = 0
        for turn in range(ROUNDS):
            ours, theirs = folder / f"orqa{turn}.db", folder / f"raw{turn}.db"
            for peer, work, source, target in (("orqa", imported, whole, ours), (RAW, replayed, ours, theirs)):
                seconds, processors, peak = alone(work, source, target)
                times[peer].append(seconds / LETTERS)
                used[peer].append(processors / LETTERS)
                high = peak if peer == "orqa" else high
            found = counts(ours, ACTION, SqliteDialect.search_step), counts(theirs, ACTION)
            assert found[0] == found[1], found
            ours.unlink()
            theirs.unlink()
        book, workbook = folder / "letters.xlsx", ""
        if written_xlsx(book, whole):
            seconds, _, most = alone(imported, book, folder / "book.db")
            workbook = f"  from a workbook: {seconds / LETTERS * 1e6:.0f} us an item, peak of memory {most >> 20} MiB"
        results = {peer: statistics.median(samples) for peer, samples in times.items()}
        show(f"{LETTERS:,} letters imported from CSV", results, RAW, "x2.00 or less")
        spent = {peer: statistics.median(samples) for peer, samples in used.items()}
        shown = ", ".join(f"{peer} {seconds * 1e6:.0f} us an item" for peer, seconds in spent.items())
        print(f"  time of the processors: {shown} (x{spent['orqa'] / spent[RAW]:.2f})")
        print("  the same rows in both databases: True")
        if workbook:
            print(workbook)
        print(f"  peak of memory: {low >> 20} MiB for {LETTERS // 10:,} letters, {high >> 20} MiB for {LETTERS:,}")


if __name__ == "__main__":
    main()
