"""Copying an office to another store, a record, against reading the source's journal; upgrade and backup beside it.

The office has letters and lines of their register, two records a letter, and is a file of SQLite. The goal of 10,000
records a second is informative: it is the time of reading, hashing, parsing, and writing with all indexes.

ORQA_BENCH_N: letters (20 000). ORQA_BENCH_TARGET: URL of an empty store to copy to, by default another file.
ORQA_BENCH_DIR: where the files lie.
"""

import os
import resource
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from _duel import show
from _letters import PROFILE
from attrs import evolve
from import_letters import written_csv

import orqa
from orqa.office.record_types import RECORD_TYPES, UPCASTS
from orqa.plugins.opening import open_store
from orqa.storage.codec import Codec
from orqa.storage.copying import copy
from orqa.storage.protocol import Store
from orqa.storage.verify import verify

LETTERS = int(os.environ.get("ORQA_BENCH_N", "20000"))
GOAL = "10,000 records a second, informative"
CODEC = Codec(RECORD_TYPES, UPCASTS)


def filled(folder: Path) -> str:
    """An office with letters."""
    url = f"sqlite:///{folder}/source.db"
    written_csv(folder / "letters.csv", LETTERS)
    with orqa.open_office(url, PROFILE) as office:
        office.correspondence.import_received(folder / "letters.csv")
    return url


def read(store: Store) -> None:
    """The whole journal, and nothing made of it."""
    position = 0
    while entries := store.journal(position, 2000):
        position = entries[-1].position


def upgrade(store: Store) -> None:
    """Build the table of letters anew, with a column less."""
    kinds = [evolve(spec, fields=spec.fields[:-1]) if spec.kind == "letter" else spec for spec in CODEC.kinds]
    store.upgrade(kinds, CODEC.project)


def seconds(act: Callable[[], object]) -> float:
    start = time.perf_counter()
    act()
    return time.perf_counter() - start


def main(folder: Path) -> None:
    target = os.environ.get("ORQA_BENCH_TARGET") or f"sqlite:///{folder}/target.db"
    with closing(open_store(filled(folder))) as source, closing(open_store(target)) as store:
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        took = {
            "reading the journal": seconds(lambda: read(source)),
            "copy": seconds(lambda: copy(source, store, CODEC, name=target)),
        }
        grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
        assert verify(store, expected=[source.checkpoint()]).is_sound
        took["upgrade of the letters"] = 2 * seconds(lambda: upgrade(store))
    show(f"{2 * LETTERS:,} records", {name: t / (2 * LETTERS) for name, t in took.items()}, "reading the journal", GOAL)
    print(f"{2 * LETTERS / took['copy']:,.0f} records a second; the copy took {grown:.0f} MB more memory")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory(dir=os.environ.get("ORQA_BENCH_DIR")) as name:
        main(Path(name))
