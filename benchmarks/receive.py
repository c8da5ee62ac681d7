"""One letter received durably in SQLite, against sqlite3 that writes the same rows and does nothing else.

orqa reads number and date as printed, checks the letter by the rules, makes letter, register line and search text,
takes the number, and seals each entry. The peer is given the finished rows (see ``_replay``).

ORQA_BENCH_DIR: where the databases lie (a folder of the system's for temporary files); it decides what a sync costs.
"""

import os
import tempfile
from collections.abc import Callable
from itertools import count, islice
from pathlib import Path

from _duel import duel, show
from _letters import PROFILE, letter
from _replay import Raw, counts, tape

import orqa
from orqa.office.office import Office
from orqa.plugins.builtin.stores.sqlite_dialect import SqliteDialect

ONES, ROUNDS = 250, 15
ACTION = "letter.receive"


def opened(path: Path) -> Office:
    office = orqa.open_office(f"sqlite:///{path}", PROFILE)
    assert office.profile.name == PROFILE  # the store is opened at the first use
    return office


def recorded(path: Path) -> None:
    """The database whose rows the peer writes again."""
    with opened(path) as office:
        for serial in range(ONES * ROUNDS):
            office.correspondence.receive(**letter(serial))


def received(office: Office) -> Callable[[], None]:
    letters = map(letter, count())

    def run() -> None:
        receive = office.correspondence.receive
        for given in entered.pop():
            receive(**given)

    entered = [list(islice(letters, ONES)) for _ in range(ROUNDS)][::-1]
    return run


def written(raw: Raw, source: Path) -> Callable[[], None]:
    rows = tape(source, ACTION)
    writes = [list(islice(rows, ONES)) for _ in range(ROUNDS)][::-1]

    def run() -> None:
        for write in writes.pop():
            raw.write(write)

    return run


def synced(folder: Path) -> Callable[[], None]:
    """What the disk asks for a durable page or two."""
    file = os.open(folder / "limit", os.O_CREAT | os.O_RDWR)
    os.write(file, bytes(8192 * 64))
    os.fsync(file)

    def run() -> None:
        for turn in range(ONES):
            os.pwrite(file, bytes(8192), turn % 64 * 8192)
            os.fdatasync(file)

    return run


def main() -> None:
    with tempfile.TemporaryDirectory(dir=os.environ.get("ORQA_BENCH_DIR")) as name:
        folder = Path(name)
        source, ours, theirs = (folder / f"{part}.db" for part in ("source", "orqa", "raw"))
        recorded(source)
        office, raw = opened(ours), Raw(theirs, source)
        peers = {
            "orqa": received(office),
            "sqlite3, the same rows": written(raw, source),
            "limit: write 8 KiB, fdatasync": synced(folder),
        }
        results = duel(peers, per=ONES, repeat=ROUNDS, warm=False)
        title = f"one letter received, durably ({ROUNDS} rounds of {ONES})"
        show(title, results, "sqlite3, the same rows", "x1.30 or less")
        office.close()
        found = counts(ours, ACTION, SqliteDialect.search_step), counts(theirs, ACTION)
        assert found[0] == found[1], found
        print("  the same rows in both databases: True")


if __name__ == "__main__":
    main()
