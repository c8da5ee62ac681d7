"""Partners of a CSV file matched with 50,000 that are known, and kept: 10,000, 30,000 and 100,000 rows.

Of the rows, half are known institutions, written otherwise (case, points, "the"), by identifier or by name; a tenth are
like one that is known, in other words or without a country; the others are new. The time is to grow no faster than
n log n: the table tells seconds, and how they grow against that. Then all partners are searched for doubles.

Each run has a process of its own, so that the peak of its memory is its own too.

ORQA_BENCH_N: rows of the largest file (100 000). ORQA_BENCH_DIR: where the files lie.
"""

import csv
import math
import multiprocessing
import os
import random
import resource
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

PROFILE = "thai-public-university"
KNOWN = 50_000
LARGEST = int(os.environ.get("ORQA_BENCH_N", "100000"))
SIZES = (LARGEST // 10, LARGEST * 3 // 10, LARGEST)
HEADS = ("Name (English)", "Country", "PIC", "Contact", "Contact e-mail")
COUNTRIES = ("Japan", "Lao PDR", "Viet Nam", "UK", "สหรัฐอเมริกา", "Germany", "China (PRC)", "South Korea")
WORDS = ("National", "Central", "Royal", "Northern", "Technical", "Agricultural", "Medical", "Pacific", "River", "Hill")


def institution(serial: int) -> tuple[str, str, str, str, str]:
    """One of the known: a name, a country, an identifier where it has one, a contact."""
    name = f"{WORDS[serial % 10]} {WORDS[serial // 10 % 10]} University of Place {serial}"
    pic = str(900_000_000 + serial) if serial % 3 else ""
    return name, COUNTRIES[serial % len(COUNTRIES)], pic, f"Desk {serial}", f"desk{serial}@example.org"


def row(serial: int) -> tuple[str, str, str, str, str]:
    """One row to be matched."""
    share, known = serial % 10, institution(serial * 7 % KNOWN)
    name, country, pic, *contact = known
    if share < 3:
        return (f"The {name.upper()}", country, "", "", "")
    if share < 5:
        return (f"{name} (new name)" if pic else name.lower(), country, pic, "", "")
    if share == 5:
        return (" ".join(reversed(name.split())), "", "", contact[0], contact[1])
    return institution(KNOWN + serial)


def written(path: Path, rows: "list[tuple[str, ...]]") -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([HEADS, *rows])
    return path


def peak() -> int:
    """MB of memory, at most so far."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def run(database: Path, source: Path) -> tuple[float, float, int, str]:
    """Seconds to match and keep, seconds to find doubles, MB, and what became of the rows."""
    import orqa
    from orqa.cli.collecting import no_collecting
    from orqa.office.tabular.importing import import_table
    from orqa.office.tabular.kinds import import_kind

    with orqa.open_office(f"sqlite:///{database}", PROFILE) as office, no_collecting():
        assert office.profile.name == PROFILE
        start = time.perf_counter()
        result = import_table(office, source, import_kind("partners"))
        imported, memory = time.perf_counter() - start, peak()
        start = time.perf_counter()
        doubles = office.partnerships.duplicates() if source.name != "known.csv" else ()
        searched = time.perf_counter() - start
    told = f"{result.registered:,} kept, {result.known:,} known, {result.refused:,} refused, {len(doubles):,} groups"
    return imported, searched, memory, told


def main() -> None:
    """Print seconds for each size, and the growth."""
    folder = Path(os.environ.get("ORQA_BENCH_DIR") or tempfile.mkdtemp())
    spawn = multiprocessing.get_context("spawn")
    known = written(folder / "known.csv", [institution(serial) for serial in range(KNOWN)])
    before: tuple[int, float] | None = None
    for size in SIZES:
        database = folder / f"office-{size}.db"
        rows = [row(serial) for serial in range(size)]
        random.Random(1).shuffle(rows)
        source = written(folder / f"rows-{size}.csv", rows)
        with ProcessPoolExecutor(1, mp_context=spawn) as pool:
            seconds, _, _, _ = pool.submit(run, database, known).result()
        with ProcessPoolExecutor(1, mp_context=spawn) as pool:
            imported, searched, memory, told = pool.submit(run, database, source).result()
        print(f"{size:>7,} rows against {KNOWN:,} (begun in {seconds:.1f} s): {imported:.2f} s, {memory} MB; {told}")
        print(f"        doubles among all: {searched:.2f} s")
        if before is not None:
            allowed = size * math.log(size + KNOWN) / (before[0] * math.log(before[0] + KNOWN))
            print(f"        time x{imported / before[1]:.2f}, n log n x{allowed:.2f}")
        before = (size, imported)


if __name__ == "__main__":
    main()
