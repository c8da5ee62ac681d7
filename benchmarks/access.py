"""Counting and listing under access rules: 200 000 letters, one in a hundred restricted, against a store without these.

The base is a store that holds the open letters alone, read by the same code. The restricted ones are of three ranks and
forty units, some shared with persons, so that there are some hundred different sets of readers.

ORQA_BENCH_N: letters (200 000). ORQA_BENCH_DIR: a folder with room for 1 GB.
"""

import os
import tempfile
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from _duel import duel, show
from _letters import letter

from orqa.domain.correspondence.records import Letter, RegisterEntry
from orqa.domain.organization.restriction import Restriction
from orqa.office.access import Actor, readers_of
from orqa.office.record_types import RECORD_TYPES, UPCASTS
from orqa.plugins.builtin.stores.sqlite import SqliteStore
from orqa.storage.codec import Codec
from orqa.storage.protocol import OPEN, Access, Batch, Reader, Write
from orqa.storage.query import between, contains, equal

N = int(os.environ.get("ORQA_BENCH_N", "200000"))
CHUNK, ROUNDS = 5_000, 7
AT = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
DAY = date(2026, 1, 5)
CODEC = Codec(RECORD_TYPES, UPCASTS)

CLERK = Actor(person="boonmee", units=("unit-7",), clearance=1)


def restriction(serial: int) -> Restriction | None:
    """One letter in a hundred is restricted, to one of many sets of readers."""
    if serial % 100:
        return None
    turn = serial // 100
    persons = (f"person-{turn % 5}",) if turn % 2 else ()
    return Restriction(rank=turn % 3 + 1, units=(f"unit-{turn % 40}",), persons=persons)


def records(serial: int) -> tuple[Letter, RegisterEntry]:
    """A letter and its line."""
    given = letter(serial)
    kept = restriction(serial)
    one = Letter(
        id=f"{serial:09}",
        letter_kind=given["kind"],
        reference=given["reference"],
        reference_key=f"อว0655.08/{serial}",
        dated=DAY + timedelta(days=serial * 7919 // 1000 % 300),
        sender=given["sender"],
        subject=given["subject"],
        urgency=given["urgency"] or "normal",
        received_at=AT + timedelta(seconds=serial),
        restricted=kept,
    )
    line = RegisterEntry(
        id=f"{serial:09}",
        year=2026,
        number=serial + 1,
        registered_on=DAY + timedelta(days=serial * 7919 // 1000 % 300),
        letter=one.ref,
        sender=one.sender,
        subject=one.subject,
        restricted=kept,
    )
    return one, line


def fill(path: Path, *, restricted: bool) -> SqliteStore:
    store = SqliteStore(str(path))
    store.ensure(CODEC.kinds)
    for begin in range(0, N, CHUNK):
        writes = tuple(_writes(begin, restricted=restricted))
        store.apply(Batch(f"b{begin}", "office", "letter.import", AT, writes))
    return store


def _writes(begin: int, *, restricted: bool) -> Iterator[Write]:
    for serial in range(begin, min(begin + CHUNK, N)):
        if restricted or restriction(serial) is None:
            yield from (CODEC.encode(record, readers=readers_of(record)) for record in records(serial))


def _page(reader: Reader, kind: str, *order: str, **options: Any) -> int:
    return len(reader.find(kind, order=order, **options).items)


QUESTIONS: dict[str, Callable[[Reader], object]] = {
    "count all letters": lambda r: r.count("letter"),
    "count the letters of a kind": lambda r: r.count("letter", equal("letter_kind", "internal")),
    "count the lines of a register and year": lambda r: r.count(
        "register-entry", equal("register", "received") & equal("unit", "central") & equal("year", 2026)
    ),
    "count the letters of a month": lambda r: r.count("letter", between("dated", "2026-03-01", "2026-04-01")),
    "count letters by kind and urgency": lambda r: r.count_by("letter", ("letter_kind", "urgency")),
    "count letters that hold a word": lambda r: r.count("letter", contains("งบประมาณ")),
    "the newest 50 lines of a register": lambda r: _page(
        r, "register-entry", "-number", query=equal("register", "received") & equal("year", 2026)
    ),
    "50 letters by date": lambda r: _page(r, "letter", "dated"),
    "the newest 20 that hold a word": lambda r: _page(r, "letter", "-recorded", query=contains("ครุภัณฑ์"), limit=20),
    "the numbers of a register as rows": lambda r: sum(
        1 for _ in r.rows("register-entry", ("number", "registered_on"), equal("year", 2026), ("number",))
    ),
}


def asked(store: SqliteStore, access: Access, question: Callable[[Reader], object]) -> Callable[[], None]:
    def run() -> None:
        with store.read(access) as reader:
            question(reader)

    return run


def check(store: SqliteStore) -> None:
    """Each access counts what a plain filter over the readers gives."""
    for access in (OPEN, CLERK.access):
        expected = (
            sum(access.sees(readers_of(records(serial)[0])) for serial in range(0, N, 100)) + N - len(range(0, N, 100))
        )
        with store.read(access) as reader:
            assert reader.count("letter") == expected, access


def main() -> None:
    with tempfile.TemporaryDirectory(dir=os.environ.get("ORQA_BENCH_DIR")) as name:
        folder = Path(name)
        plain, kept = fill(folder / "plain.db", restricted=False), fill(folder / "kept.db", restricted=True)
        check(kept)
        for title, question in QUESTIONS.items():
            base = "no restricted letters"
            peers = {
                base: asked(plain, OPEN, question),
                "by nobody in particular": asked(kept, OPEN, question),
                "by a cleared clerk": asked(kept, CLERK.access, question),
            }
            show(f"{title}, of {N:,}", duel(peers, repeat=ROUNDS), base, "x1.30 or less")
        plain.close()
        kept.close()


if __name__ == "__main__":
    main()
