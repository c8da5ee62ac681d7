"""Verification of a SQLite file, an entry, against reading the same journal and hashing nothing."""

import os
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from _duel import duel, show

from orqa.base.refs import RecordRef
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


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        store = SqliteStore(str(Path(folder) / "office.db"))
        fill(store)
        assert verify(store).is_sound
        peers = {"reading the journal": lambda: read(store), "verify": lambda: verify(store)}
        show(f"{LETTERS} letters", duel(peers, per=LETTERS, repeat=3, warm=False), "reading the journal")
        store.close()
