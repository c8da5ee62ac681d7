"""Verification of a SQLite file, an entry, against reading the same journal and hashing nothing.

With ``ORQA_BENCH_LETTERS=1000000`` it shows the goal: a million entries in a minute and in 200 MB.
"""

import multiprocessing
import os
import resource
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from _duel import duel, show

from orqa.base.refs import RecordRef
from orqa.cli.collecting import no_collecting
from orqa.plugins.builtin.stores.sqlite import SqliteStore
from orqa.storage.protocol import Add, Batch, FieldSpec, Into, KindSpec, Put
from orqa.storage.verify import verify

LETTERS = int(os.environ.get("ORQA_BENCH_LETTERS", "20000"))
AT = datetime(2026, 11, 23, tzinfo=UTC)
KIND = KindSpec("letter", (FieldSpec("number", "integer"),), searchable=True)


def fill(store: SqliteStore) -> None:
    store.ensure([KIND])
    for first in range(0, LETTERS, 1000):
        refs = [RecordRef("letter", f"{number:08}") for number in range(first, first + 1000)]
        writes = tuple(Put(ref, 0, {"subject": f"ขอเชิญประชุม {ref.id}", "note": "x" * 300}, {}, ref.id) for ref in refs)
        adds = tuple(Add("series/received/central/2026", 1, into=(Into(ref, "number"),)) for ref in refs)
        store.apply(Batch(f"b{first}", "system", "letter.import", AT, writes, adds))


def read(store: SqliteStore) -> int:
    position = 0
    while entries := store.journal(position):
        position = entries[-1].position
    return position


def alone(path: str, answers: Any) -> None:
    """Seconds, seconds of the processor, and megabytes of a process that does nothing but verify."""
    store = SqliteStore(path)
    store.ensure([KIND])
    begun, worked = time.perf_counter(), time.process_time()
    with no_collecting():  # as orqa verify does
        found = verify(store)
    assert found.is_sound
    took = time.perf_counter() - begun, time.process_time() - worked
    answers.put((found.entries, *took, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024))
    store.close()


def show_alone(path: str) -> None:
    spawning = multiprocessing.get_context("spawn")
    answers: Any = spawning.Queue()
    process = spawning.Process(target=alone, args=(path, answers))
    process.start()
    entries, took, worked, size = answers.get()
    process.join()
    print(f"\n{entries} entries verified in {took:.1f} s ({worked:.1f} s of the processor), {size:.0f} MB at most")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        path = str(Path(folder) / "office.db")
        store = SqliteStore(path)
        fill(store)
        assert verify(store).is_sound
        peers = {"reading the journal": lambda: read(store), "verify": lambda: verify(store)}
        show(f"{LETTERS} letters", duel(peers, per=LETTERS, repeat=3, warm=False), "reading the journal")
        store.close()
        show_alone(path)
