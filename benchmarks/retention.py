"""How long a million letters are kept, and the destruction list made from them, in a file of SQLite.

The base is a bare loop over the same rows that adds a number of years to each: what any program must read and add.
Memory is that of the process above what it held before, as seen each ten thousand letters.

ORQA_BENCH_N: letters (1 000 000). ORQA_BENCH_DIR: a folder with room for 3 GB.
"""

import os
import sys
import tempfile
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from _duel import duel, show
from _letters import PROFILE, letter

from orqa.domain.correspondence.handling import Handling, HandlingState
from orqa.domain.correspondence.keeping import LetterKeeping
from orqa.domain.correspondence.records import Letter, RegisterEntry
from orqa.office.correspondence.retained import retained
from orqa.office.record_types import office_codec
from orqa.plugins.builtin.stores.sqlite import SqliteStore
from orqa.plugins.opening import builtin_registry
from orqa.storage.protocol import SYSTEM, Batch, Reader

if TYPE_CHECKING:
    from orqa.storage.protocol import Write

N = int(os.environ.get("ORQA_BENCH_N", "1000000"))
CHUNK, ROUNDS = 5_000, 3
FIRST = date(2005, 1, 3)
AT = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
ON, DUE_AFTER = date(2027, 1, 15), 2026
CODEC = office_codec()
CLASSES = ("", "", "", "routine", "copy", "historical", "finance-audited")
LETTERS = RegisterEntry.kind, ("letter", "id", "register", "registered_on")
HANDLINGS = Handling.kind, ("letter", "state", "closed_on")
SAID = LetterKeeping.kind, ("letter", "retention_class", "medium", "never", "until", "handed_over_on")


def records(serial: int) -> Iterator[Letter | RegisterEntry | Handling | LetterKeeping]:
    """A letter of the last 21 years, its line, what was done with it, and for one in seven what was said of it."""
    given, identity = letter(serial), f"{serial:09}"
    on = FIRST + timedelta(days=serial * 7919 // 1000 % 7800)
    one = Letter(id=identity, reference=given["reference"], dated=on, subject=given["subject"], received_at=AT)
    yield one
    yield RegisterEntry(id=identity, year=on.year, number=serial + 1, registered_on=on, letter=one.ref)
    closed = None if serial % 50 == 0 else on + timedelta(days=serial % 40)
    state = HandlingState.CLOSED if closed else HandlingState.OPEN
    yield Handling(id=identity, letter=one.ref, received_on=on, state=state, closed_on=closed)
    if serial % 7 == 3:
        code = CLASSES[serial // 7 % len(CLASSES)]
        yield LetterKeeping(id=identity, letter=one.ref, retention_class=code, medium="paper", stated_at=AT)


def fill(store: SqliteStore) -> None:
    """Write all letters, some thousand records a batch."""
    writes: Iterator[Write] = (CODEC.encode(one) for serial in range(N) for one in records(serial))
    number = 0
    while part := tuple(islice(writes, CHUNK)):
        number += 1
        store.apply(Batch(f"batch-{number}", "bench", "bench.fill", AT, part))


def bare(reader: Reader) -> int:
    """Read the same rows in the same order, and add ten years to each day of a register."""
    due = 0
    for kind, fields in (HANDLINGS, SAID):
        for _ in reader.rows(kind, fields, order=("letter",)):
            pass
    for row in reader.rows(*LETTERS, order=("letter",)):
        due += int(str(row[3])[:4]) + 10 <= DUE_AFTER
    return due


def decided(reader: Reader) -> int:
    """Decide how long each is kept; how many are due."""
    view = builtin_registry().profile(PROFILE).at(ON)
    return sum(one.keeping.is_due(DUE_AFTER) for one in retained(reader, view, told))


_MOST = [0.0]
"""The most memory that was seen while letters were decided, in MB."""


def told(done: int) -> None:
    """Show how far it is, and look how much memory is used."""
    sys.stderr.write(f"\r{done:,} letters")
    _MOST[0] = max(_MOST[0], resident())


def listed(reader: Reader) -> int:
    """Decide, and gather the lines of the list: where each due letter's line in the register is."""
    view = builtin_registry().profile(PROFILE).at(ON)
    count = 0
    due = ((one.letter, one.entry) for one in retained(reader, view, told) if one.keeping.is_due(DUE_AFTER))
    while part := list(islice(due, 500)):
        count += len(part)
    return count


def resident() -> float:
    """The memory that this process holds now, in MB; nothing where the system does not tell."""
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    except OSError:
        return 0.0
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20


def main() -> None:
    """Fill a store, then decide and list in one snapshot each."""
    with tempfile.TemporaryDirectory(dir=os.environ.get("ORQA_BENCH_DIR")) as folder:
        path = Path(folder) / "office.db"
        store = SqliteStore(str(path))
        store.ensure(CODEC.kinds)
        fill(store)
        store.close()
        store = SqliteStore(str(path))
        store.ensure(CODEC.kinds)
        with store.read(SYSTEM) as reader:
            base = bare(reader)
            before = resident()
            due = listed(reader)
            more = _MOST[0] - before
            peers = {
                "orqa, decide": lambda: decided(reader),
                "orqa, decide and list": lambda: listed(reader),
                "bare loop": lambda: bare(reader),
            }
            results = duel(peers, per=N, repeat=ROUNDS, warm=False)
        sys.stderr.write("\n")
        print(f"{N:,} letters, due {due:,} (of ten years alone {base:,}); memory above the base {more:.0f} MB")
        show(f"Retention of {N:,} letters", results, "bare loop", "x4 or less")
        store.close()


if __name__ == "__main__":
    main()
