"""The PostgreSQL store against hand-written psycopg that writes the same rows into the same tables.

The raw peer does what a careful programmer would: one statement, one round trip, the register number from a counter,
the same tables and indexes. It hashes nothing and checks nothing.

ORQA_TEST_POSTGRESQL: URL of a database in which schemas may be made (by default postgres on 127.0.0.1).
ORQA_BENCH_N: records of the bulk run (100 000).
"""

import json
import multiprocessing
import os
import random
import statistics
import sys
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from _duel import duel, show
from store_sqlite import AT, ENTRY, IDS, LETTER, SERIES, bodies, receive, text_of

from orqa.plugins.opening import open_store
from orqa.storage.protocol import Batch, Store

BULK = int(os.environ.get("ORQA_BENCH_N", "100000"))
URL = os.environ.get("ORQA_TEST_POSTGRESQL", "postgresql://postgres@127.0.0.1:5432/postgres")
ONES, PROCESSES, EACH, ROUNDS = 150, 8, 60, 5
HASH, SALT = "a" * 64, "b" * 32


@contextmanager
def schema() -> Iterator[str]:
    """The URL of a new schema with the tables in it; dropped at the end."""
    import psycopg

    name = f"bench_{uuid.uuid4().hex[:12]}"
    url = f"{URL}{'&' if '?' in URL else '?'}schema={name}"
    opened(url).close()
    try:
        yield url
    finally:
        with psycopg.connect(URL, autocommit=True) as connection:
            connection.execute(f"DROP SCHEMA {name} CASCADE")


def opened(url: str) -> Store:
    store = open_store(url)
    store.ensure([LETTER, ENTRY])
    return store


def renamed(batch: Batch, series: str) -> Batch:
    """The same letters in another register."""
    from attrs import evolve

    return evolve(batch, adds=tuple(evolve(add, cell=series) for add in batch.adds))


# ------------------------------------------------------------------ hand-written psycopg

LETTER_COLUMNS = "letter_kind, reference_key, dated, urgency, received_at"
LINE_COLUMNS = "register, unit, year, registered_on, letter, number"
RECEIVE = f"""
WITH c AS (
  INSERT INTO _cell AS c (name, value) VALUES (%s, 1)
  ON CONFLICT (name) DO UPDATE SET value = c.value + 1 RETURNING value
), n AS MATERIALIZED (SELECT nextval('_number') << 20 AS base, value FROM c),
b AS (INSERT INTO _batch (number, id, at, actor, action) SELECT base + 3, %s, '2026', 'person:ab', %s FROM n),
e AS (
  INSERT INTO _entry (position, batch, op, kind, id, version, readers, salt, digest, prev, body)
  SELECT base + place, base + 3, op, kind, l.id, 1, '', '{SALT}', '{HASH}', '', body
  FROM n, LATERAL (VALUES
    (1, 'put', 'letter', %s, CAST(%s AS TEXT)),
    (2, 'put', 'register-entry', %s, %s || value || '}}'),
    (3, 'adds', 'batch', %s, '{{"adds":[["{SERIES}",1,' || value || ']],"reason":""}}')
  ) AS l (place, op, kind, id, body)
),
l AS (
  INSERT INTO letter (recorded, id, version, _content, _readers, _text, {LETTER_COLUMNS})
  SELECT base + 1, %s, 1, base + 1, '', %s, %s, %s, %s, %s, %s FROM n
),
r AS (
  INSERT INTO register_entry (recorded, id, version, _content, _readers, {LINE_COLUMNS})
  SELECT base + 2, %s, 1, base + 2, '', %s, %s, %s, %s, %s, value FROM n
),
u AS (INSERT INTO _unsealed (batch) SELECT base + 3 FROM n)
SELECT value FROM n
"""


def raw(url: str) -> Any:
    import psycopg

    name = url.rpartition("schema=")[2]
    return psycopg.connect(URL, autocommit=True, options=f"-c search_path={name}")


def raw_receive(connection: Any, rng: random.Random, series: str = SERIES) -> None:
    letter, index, line, line_index = bodies(rng.randrange(10**6), rng)
    one, two, batch = (IDS.next_id(AT) for _ in "abc")
    body = json.dumps({**line, "letter": one}, ensure_ascii=False)[:-1] + ', "number": '
    put = (one, json.dumps(letter, ensure_ascii=False), two, body, batch)
    rows = (one, text_of(letter), *index.values(), two, *line_index.values(), one)
    connection.execute(RECEIVE, (series, batch, "letter.receive", *put, *rows)).fetchone()


# ------------------------------------------------------------------ the duels


def single() -> None:
    with schema() as url, schema() as raw_url, raw(raw_url) as connection:
        store, rng = opened(url), random.Random(1)

        def ours() -> None:
            for _ in range(ONES):
                store.apply(receive(1, rng))

        def theirs() -> None:
            for _ in range(ONES):
                raw_receive(connection, rng)

        peers = {"orqa": ours, "psycopg, one statement": theirs}
        results = duel(peers, per=ONES, repeat=9, warm=False)
        show("one letter received, durably", results, "psycopg, one statement", "1.5 times")
        store.close()


COPIED = {
    "_batch": "number, id, at, actor, action",
    "_entry": "position, batch, op, kind, id, version, readers, salt, digest, prev, body",
    "letter": f"recorded, id, version, _content, _readers, _text, {LETTER_COLUMNS}",
    "register_entry": f"recorded, id, version, _content, _readers, {LINE_COLUMNS}",
}


def bulk() -> None:
    """One batch, made beforehand, against COPY of the rows that it became, ready as tuples."""
    rng = random.Random(2)

    def ours() -> Callable[[], object]:
        batch = receive(BULK // 2, rng)

        def run() -> None:
            with schema() as url:
                store = opened(url)
                start = time.perf_counter()
                store.apply(batch)
                took["orqa"].append(time.perf_counter() - start)
                with raw(url) as connection:
                    for name, columns in COPIED.items():
                        rows[name] = connection.execute(f"SELECT {columns} FROM {name}").fetchall()
                store.close()

        return run

    def theirs() -> None:
        with schema() as url, raw(url) as connection:
            start = time.perf_counter()
            with connection.transaction():
                for name, columns in COPIED.items():
                    with connection.cursor().copy(f"COPY {name} ({columns}) FROM STDIN") as copy:
                        for row in rows[name]:
                            copy.write_row(row)
            took["COPY of the same rows"].append(time.perf_counter() - start)

    rows: dict[str, list[Any]] = {}
    took: dict[str, list[float]] = {"orqa": [], "COPY of the same rows": []}
    mine = ours()
    for _ in range(3):
        mine()
        theirs()
    results = {name: statistics.median(times) / BULK for name, times in took.items()}
    show(f"{BULK} records in one batch", results, "COPY of the same rows", "3 times")


# ------------------------------------------------------------------ eight writers


def _write_ours(url: str, series: str, start: Any, done: Any) -> None:
    store, rng = opened(url), random.Random(os.getpid())
    store.apply(renamed(receive(1, rng), series))
    start.wait()
    for _ in range(EACH):
        store.apply(renamed(receive(1, rng), series))
    done.wait()
    store.close()


def _write_raw(url: str, series: str, start: Any, done: Any) -> None:
    connection, rng = raw(url), random.Random(os.getpid())
    for _ in range(6):  # prepared from here on
        raw_receive(connection, rng, series)
    start.wait()
    for _ in range(EACH):
        raw_receive(connection, rng, series)
    done.wait()
    connection.close()


def _seconds(write: Callable[..., None], series: Callable[[int], str]) -> float:
    """Seconds for each letter, all processes together."""
    with schema() as url:
        start, done = (multiprocessing.Barrier(PROCESSES + 1) for _ in "ab")
        writers = [
            multiprocessing.Process(target=write, args=(url, series(number), start, done))
            for number in range(PROCESSES)
        ]
        for writer in writers:
            writer.start()
        start.wait(60)
        begun = time.perf_counter()
        done.wait(600)
        took = time.perf_counter() - begun
        for writer in writers:
            writer.join()
        return took / (PROCESSES * EACH)


def contention() -> None:
    peers: dict[str, tuple[Callable[..., None], Callable[[int], str]]] = {
        "orqa, one series": (_write_ours, lambda _: SERIES),
        "orqa, 8 series": (_write_ours, "series/{}".format),
        "psycopg, one series": (_write_raw, lambda _: SERIES),
        "psycopg, 8 series": (_write_raw, "series/{}".format),
    }
    samples: dict[str, list[float]] = {name: [] for name in peers}
    for _ in range(ROUNDS):
        for name, (write, series) in peers.items():
            samples[name].append(_seconds(write, series))
    results = {name: statistics.median(times) for name, times in samples.items()}
    one = {name: results[name] for name in ("orqa, one series", "psycopg, one series")}
    show(f"{PROCESSES} processes, one series", one, "psycopg, one series", "1.43 times, a rate of 0.7")
    show(f"{PROCESSES} processes, {PROCESSES} series", results, "orqa, one series", "half the time of one series")
    for name in ("orqa", "psycopg"):
        factor = results[f"{name}, one series"] / results[f"{name}, {PROCESSES} series"]
        print(f"  {name} writes {PROCESSES} series at x{factor:.2f} of its rate of one series")
    print(f"  what psycopg reaches is what {os.cpu_count()} processors and the disk give: they bound both")


def main() -> None:
    try:
        import psycopg

        with psycopg.connect(URL, connect_timeout=3) as connection:
            print(f"PostgreSQL {connection.info.server_version // 10000}, psycopg {psycopg.__version__}")
    except (ImportError, OSError) as error:
        sys.exit(f"skipped: {error}") if os.environ.get("CI") else print(f"skipped, no psycopg: {error}")
        return
    except psycopg.OperationalError as error:
        print(f"skipped, no PostgreSQL at {URL.rpartition('@')[2]}: {str(error).splitlines()[0]}")
        return
    single()
    bulk()
    contention()


if __name__ == "__main__":
    main()
