"""The SQLite store against hand-written sqlite3 that writes the same rows into the same tables.

The raw peer does what a careful programmer would: one transaction, prepared rows, JSON bodies, the register number
from a counter, the same indexes and search index. It hashes nothing and checks nothing.

ORQA_BENCH_N: records of the bulk run (100 000).
"""

import json
import multiprocessing
import os
import random
import sqlite3
import statistics
import tempfile
import time
import uuid
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from _duel import duel, show, spell

from orqa.base.ids import IdSequence
from orqa.base.refs import RecordRef
from orqa.base.thai import search_key
from orqa.plugins.builtin.stores.sqlite import SqliteStore
from orqa.plugins.builtin.stores.sqlite_queue import WriterQueue
from orqa.storage.protocol import OPEN, Add, Batch, FieldSpec, Into, KindSpec, Put
from orqa.storage.query import equal

BULK = int(os.environ.get("ORQA_BENCH_N", "100000"))
ONES, CHUNK = 300, 2_000
SERIES = "series/received/central/2026"
AT = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
LETTER = KindSpec(
    "letter",
    tuple(map(FieldSpec, ("letter_kind", "reference_key", "dated", "urgency", "received_at"))),
    searchable=True,
)
ENTRY = KindSpec(
    "register-entry",
    (
        *map(FieldSpec, ("register", "unit")),
        *(FieldSpec(name, "integer") for name in ("year", "number")),
        *map(FieldSpec, ("registered_on", "letter")),
    ),
)
WORDS = "ขออนุมัติ ขอเชิญ แจ้ง รายงาน ส่ง งบประมาณ ประจำปี คณะ มหาวิทยาลัย คณะกรรมการ ประชุม โครงการ เดินทาง ไป ราชการ".split()  # noqa: SIM905 - read as a line of words
SETTINGS = (
    *("journal_mode=wal", "synchronous=full", "secure_delete=on"),
    *("temp_store=memory", "cache_size=-32000", "wal_autocheckpoint=4000"),
)
IDS = IdSequence()


def bodies(serial: int, rng: random.Random) -> tuple[dict[str, Any], dict[str, Any], dict[str, Any], dict[str, Any]]:
    """Body and index of a letter (about 1 KB) and of its line in the register."""
    subject = "".join(rng.choices(WORDS, k=8)) + f" ครั้งที่ {serial % 12}/2569"
    index = {
        "letter_kind": "external",
        "reference_key": f"อว0655.08/{serial}",
        "dated": f"2026-{serial % 12 + 1:02}-15",
        "urgency": "normal",
        "received_at": f"2026-11-23T02:{serial % 60:02}:00.000000+00:00",
    }
    shared = {"sender": "มหาวิทยาลัยเทคโนโลยีราชมงคลศรีวิชัย", "recipient": "อธิการบดี", "subject": subject, "note": ""}
    letter = {**index, **shared, "reference": f"อว 0655.08/{serial}", "secrecy": "", "source": "x" * 200}
    line_index = {"register": "received", "unit": "central", "year": 2026, "registered_on": "2026-11-23"}
    line = {**line_index, **shared, "reference": f"อว 0655.08/{serial}", "action": "", "dated": index["dated"]}
    return letter, index, line, line_index


def text_of(letter: dict[str, Any]) -> str:
    return "\n".join(map(search_key, (letter["reference"], letter["sender"], letter["subject"])))


# ------------------------------------------------------------------ orqa


def receive(count: int, rng: random.Random) -> Batch:
    """One batch that receives ``count`` letters."""
    writes: list[Put] = []
    adds: list[Add] = []
    for _ in range(count):
        letter, index, line, line_index = bodies(rng.randrange(10**6), rng)
        one, two = (RecordRef(kind, IDS.next_id(AT)) for kind in ("letter", "register-entry"))
        writes.append(Put(one, 0, letter, index, text_of(letter)))
        writes.append(Put(two, 0, {**line, "letter": str(one)}, {**line_index, "letter": str(one)}))
        adds.append(Add(SERIES, 1, into=(Into(two, "number"),)))
    return Batch(IDS.next_id(AT), "person:ab", "letter.receive", AT, tuple(writes), tuple(adds))


def fresh(folder: Path, name: str) -> SqliteStore:
    for path in folder.glob(f"{name}.db*"):
        path.unlink()
    store = SqliteStore(str(folder / f"{name}.db"))
    store.ensure([LETTER, ENTRY])
    return store


# ------------------------------------------------------------------ raw sqlite3

HASH, SALT = "a" * 64, "b" * 32
TAKE = "insert into _cell values (?, ?) on conflict (name) do update set value = value + excluded.value returning value"
ENTRIES = (
    "insert into _entry (position, batch, op, kind, id, version, readers, salt, digest, prev, chain, body)"
    f" values (?, ?, ?, ?, ?, 1, '', '{SALT}', '{HASH}', '', '{HASH}', ?)"
)
LETTERS = "insert into letter values (?, ?, 1, ?, '', ?, ?, ?, ?, ?, ?)"
LINES = "insert into register_entry values (?, ?, 1, ?, '', ?, ?, ?, ?, ?, ?)"
TEXTS = "insert into _letter_text (rowid, text) values (?, ? || char(10, 10))"


def raw(folder: Path, name: str) -> sqlite3.Connection:
    fresh(folder, name).close()
    connection = sqlite3.connect(folder / f"{name}.db", isolation_level=None, timeout=60)
    for setting in SETTINGS:
        connection.execute(f"pragma {setting}")
    return connection


def raw_receive(connection: sqlite3.Connection, count: int, rng: random.Random) -> None:
    entries, letters, lines, texts = [], [], [], []
    run, many, dumps = connection.execute, connection.executemany, json.dumps
    run("begin immediate")
    position = run("select coalesce(max(position), 0) from _entry").fetchone()[0]
    number = position + 2 * count + 1
    last = run(TAKE, (SERIES, count)).fetchone()[0] - count
    for _ in range(count):
        letter, index, line, line_index = bodies(rng.randrange(10**6), rng)
        one, two = (IDS.next_id(AT) for _ in "ab")
        last += 1
        entries.append((position + 1, number, "put", "letter", one, dumps(letter, ensure_ascii=False)))
        body = {**line, "letter": one, "number": last}
        entries.append((position + 2, number, "put", "register-entry", two, dumps(body, ensure_ascii=False)))
        letters.append((position + 1, one, position + 1, text_of(letter), *index.values()))
        texts.append((position + 1, letters[-1][3]))
        place, unit, year, day = line_index.values()
        lines.append((position + 2, two, position + 2, place, unit, year, last, day, one))
        position += 2
    batch = IDS.next_id(AT)
    entries.append((number, number, "adds", "batch", batch, dumps({"adds": [[SERIES, 1, last]] * count})))
    run("insert into _batch values (?, ?, ?, ?, ?)", (number, batch, "2026", "person:ab", "letter.receive"))
    for statement, rows in ((ENTRIES, entries), (LETTERS, letters), (LINES, lines), (TEXTS, texts)):
        many(statement, rows)
    run("commit")


def one_column_register(folder: Path) -> Callable[[], None]:
    """The least that a register can be: one table of ten columns and a counter, nothing to search or to prove."""
    connection = sqlite3.connect(folder / "least.db", isolation_level=None)
    for setting in SETTINGS[:2]:
        connection.execute(f"pragma {setting}")
    connection.executescript(
        "create table counter (name text primary key, value int);"
        "create table record (id integer primary key, no int unique, a, b, c, d, e, f, g, h)"
    )

    def run() -> None:
        for _ in range(ONES):
            connection.execute("begin immediate")
            number = connection.execute(TAKE.replace("_cell", "counter"), (SERIES, 1)).fetchone()[0]
            connection.execute("insert into record values (null, ?, ?, ?, ?, ?, ?, ?, ?, ?)", (number, *WORDS[:8]))
            connection.execute("commit")

    return run


def synced_writes(folder: Path) -> Callable[[], None]:
    """What the disk asks for a durable page or two."""
    file = os.open(folder / "limit", os.O_CREAT | os.O_RDWR)
    os.write(file, bytes(8192 * 64))
    os.fsync(file)

    def run() -> None:
        for turn in range(ONES):
            os.pwrite(file, bytes(8192), turn % 64 * 8192)
            os.fdatasync(file)

    return run


# ------------------------------------------------------------------ the duels


def single(folder: Path) -> None:
    store, connection, rng = fresh(folder, "one"), raw(folder, "one-raw"), random.Random(1)

    def ours() -> None:
        for _ in range(ONES):
            store.apply(receive(1, rng))

    def theirs() -> None:
        for _ in range(ONES):
            raw_receive(connection, 1, rng)

    peers = {"orqa": ours, "sqlite3, the same rows": theirs, "limit: write 8 KiB, fdatasync": synced_writes(folder)}
    peers["sqlite3, one table"] = one_column_register(folder)
    results = duel(peers, per=ONES, repeat=9, warm=False)
    show("one letter received, durably", results, "sqlite3, the same rows", "1.3 times the same rows")
    store.close()


def bulk(folder: Path, chunk: int, goal: str) -> None:
    turns = max(1, BULK // chunk)

    def ours() -> None:
        rng, store = random.Random(2), fresh(folder, "bulk")
        for _ in range(turns):
            store.apply(receive(chunk // 2, rng))
        store.close()

    def theirs() -> None:
        rng, connection = random.Random(2), raw(folder, "bulk-raw")
        for _ in range(turns):
            raw_receive(connection, chunk // 2, rng)
        connection.close()

    peers = {"orqa": ours, "sqlite3, the same rows": theirs}
    results = duel(peers, per=turns * chunk, repeat=3, warm=False)
    title = f"{turns * chunk} records in batches of {chunk}, the caller's own work included"
    show(title, results, "sqlite3, the same rows", goal)


def reading(folder: Path) -> None:
    """Reads of the store that the bulk run filled."""
    store, connection = SqliteStore(str(folder / "bulk.db")), sqlite3.connect(folder / "bulk.db")
    store.ensure([LETTER, ENTRY])
    with store.read(OPEN) as reader:
        some = [RecordRef("letter", str(name)) for (name,) in reader.rows("letter", ("id",))][:: max(1, BULK // 200)]
    newest = (
        "select s.id, s.version, e.body from register_entry s join _entry e on e.position = s._content"
        " where s.year = 2026 order by s.recorded desc limit 50"
    )
    listing = "select number, registered_on, letter from register_entry where year = 2026 order by number"

    def one() -> None:
        for ref in some:
            with store.read(OPEN) as reader:
                reader.get_many([ref])

    def one_raw() -> None:
        sql = (
            "select s.version, e.body from _entry f join letter s on s.recorded = f.position"
            " join _entry e on e.position = s._content where f.kind = 'letter' and f.id = ? and f.version = 1"
        )
        for ref in some:
            json.loads(connection.execute(sql, (ref.id,)).fetchone()[1])

    def page() -> None:
        with store.read(OPEN) as reader:
            reader.find("register-entry", equal("year", 2026), ("-recorded",))

    def rows() -> int:
        with store.read(OPEN) as reader:
            found = reader.rows(
                "register-entry", ("number", "registered_on", "letter"), equal("year", 2026), ("number",)
            )
            return sum(1 for _ in found)

    raw_page = lambda: [json.loads(row[2]) for row in connection.execute(newest)]  # noqa: E731
    raw_rows = lambda: sum(1 for _ in connection.execute(listing))  # noqa: E731
    show("one record in a snapshot of its own", duel({"orqa": one, "sqlite3": one_raw}, per=len(some)), "sqlite3")
    show("the newest 50 of a year", duel({"orqa": page, "sqlite3": raw_page}), "sqlite3")
    show("the whole register, row by row", duel({"orqa": rows, "sqlite3": raw_rows}, per=max(1, BULK // 2)), "sqlite3")
    store.close()


# ------------------------------------------------------------------ eight writers


def _write_ours(path: str, count: int, answers: Any) -> None:
    store, rng, waits = SqliteStore(path), random.Random(os.getpid()), []
    store.ensure([LETTER, ENTRY])
    for _ in range(count):
        batch, start = receive(1, rng), time.perf_counter()
        store.apply(batch)
        waits.append(time.perf_counter() - start)
    answers.put(waits)


def _write_raw(path: str, count: int, answers: Any) -> None:
    connection, rng, waits = sqlite3.connect(path, isolation_level=None, timeout=60), random.Random(os.getpid()), []
    for setting in SETTINGS:
        connection.execute(f"pragma {setting}")
    for _ in range(count):
        start = time.perf_counter()
        raw_receive(connection, 1, rng)
        waits.append(time.perf_counter() - start)
    answers.put(waits)


def _write_raw_in_turn(path: str, count: int, answers: Any) -> None:
    """As raw, in a queue as fair as the store's, and with as much to do between two letters."""
    connection, rng, waits = sqlite3.connect(path, isolation_level=None, timeout=60), random.Random(os.getpid()), []
    queue = WriterQueue(f"{path}-queue")
    for setting in SETTINGS:
        connection.execute(f"pragma {setting}")
    for _ in range(count):
        receive(1, rng)
        start = time.perf_counter()
        with queue.turn(60):
            raw_receive(connection, 1, rng)
        waits.append(time.perf_counter() - start)
    answers.put(waits)


def _one_run(folder: Path, write: Callable[..., None], processes: int, count: int) -> tuple[float, list[float]]:
    """Letters a second, and the waits in order."""
    path = str(folder / f"many-{uuid.uuid4().hex}.db")
    made = SqliteStore(path)
    made.ensure([LETTER, ENTRY])
    made.close()
    answers: Any = multiprocessing.Queue()
    start = time.perf_counter()
    writers = [multiprocessing.Process(target=write, args=(path, count, answers)) for _ in range(processes)]
    for writer in writers:
        writer.start()
    waits = sorted(wait for _ in writers for wait in answers.get())
    for writer in writers:
        writer.join()
    took = time.perf_counter() - start
    numbers = [n for (n,) in sqlite3.connect(path).execute("select number from register_entry order by number")]
    assert numbers == list(range(1, processes * count + 1)), "a gap or a double"
    return len(waits) / took, waits


def contention(folder: Path, processes: int = 8, count: int = 400, repeat: int = 5) -> None:
    """Peers take turns, so that all see the same machine."""
    print(f"\n{processes} processes, {count} letters each, medians of {repeat} runs")
    peers = {"sqlite3, busy timeout": _write_raw, "sqlite3, queued": _write_raw_in_turn, "orqa": _write_ours}
    runs = [{name: _one_run(folder, write, processes, count) for name, write in peers.items()} for _ in range(repeat)]
    rates = {name: statistics.median(run[name][0] for run in runs) for name in peers}
    late = {
        name: statistics.median(run[name][1][int(-0.001 * len(run[name][1])) - 1] for run in runs) for name in peers
    }
    worst = {name: statistics.median(run[name][1][-1] for run in runs) for name in peers}
    for name in peers:
        print(f"  {name:<22} {rates[name]:>7,.0f}/s  p99.9 {spell(late[name]):>8}  worst {spell(worst[name]):>8}")
    timeout, queued, ours = peers
    print(
        f"  orqa's rate: {rates[ours] / rates[timeout]:.2f} and {rates[ours] / rates[queued]:.2f} of theirs (goal 0.75)"
    )
    print(f"  orqa's p99.9: {late[ours] / worst[timeout]:.2f} of the worst wait with a timeout (goal 0.25)")


def main() -> None:
    print(f"SQLite {sqlite3.sqlite_version}")
    with tempfile.TemporaryDirectory(dir=os.environ.get("ORQA_BENCH_DIR")) as name:
        folder = Path(name)
        single(folder)
        bulk(folder, BULK, "1.5 times")
        bulk(folder, CHUNK, "2 times")
        reading(folder)
        contention(folder)


if __name__ == "__main__":
    main()
