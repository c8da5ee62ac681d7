"""What happens to an office in PostgreSQL when connections end, programs meet, and processes are born."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from orqa.base.refs import RecordRef
from orqa.plugins.opening import open_store
from orqa.storage.errors import StoreUnavailable
from orqa.storage.protocol import SYSTEM, Add, Batch, FieldSpec, Into, KindSpec, Put, Receipt
from orqa.storage.verify import verify
from postgresql_server import in_schema, needed, schemas

psycopg = pytest.importorskip("psycopg")

NOTE = KindSpec("note", (FieldSpec("title"), FieldSpec("number", "integer")), searchable=True)
AT = datetime(2026, 11, 23, tzinfo=UTC)


def registering(name: str, series: str = "series/a", floor: int | None = None) -> Batch:
    """One new record with a number: in one statement, or with a floor in a transaction of several."""
    ref = RecordRef("note", name)
    put = Put(ref, 0, {"title": name, "number": None}, {"title": name}, "ทดสอบ")
    return Batch(f"b-{name}", "system", "test", AT, (put,), (Add(series, 1, floor, (Into(ref, "number"),)),))


def opened(url: str) -> Any:
    store = open_store(url)
    store.ensure([NOTE])
    return store


def numbers(store: Any) -> list[int]:
    with store.read(SYSTEM) as reader:
        return sorted(number for (number,) in reader.rows("note", ["number"]))


@pytest.fixture
def url() -> Iterator[str]:
    with schemas() as prefix:
        yield in_schema(needed(), prefix)


@pytest.fixture
def store(url: str) -> Iterator[Any]:
    with closing(opened(url)) as store:
        yield store


def terminate(schema: str, pid: int | None = None) -> int:
    """End conversations of an office as the server does when it is stopped; how many."""
    with psycopg.connect(needed(), autocommit=True) as connection:
        ended = connection.execute(
            "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = current_database()"
            " AND application_name = %s AND (CAST(%s AS INTEGER) IS NULL OR pid = %s)",
            (f"orqa {schema}", pid, pid),
        ).fetchall()
    return len(ended)


class Fault:
    """Ends the conversation at one statement of the store: before it is sent, or before its answer is heard."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, schema: str, at: int, *, heard: bool) -> None:
        self.statements = 0
        execute = psycopg.Cursor.execute

        def failing(cursor: Any, *args: Any, **more: Any) -> Any:
            raw = cursor.connection
            if raw.info.get_parameters().get("application_name") != f"orqa {schema}":
                return execute(cursor, *args, **more)
            self.statements += 1
            if self.statements != at + 1:
                return execute(cursor, *args, **more)
            if heard:
                terminate(schema, raw.info.backend_pid)
                return execute(cursor, *args, **more)
            execute(cursor, *args, **more)
            raw.close()
            raise psycopg.OperationalError("the server closed the connection unexpectedly")

        monkeypatch.setattr(psycopg.Cursor, "execute", failing)


# ------------------------------------------------------------------ connections that end


@pytest.mark.parametrize("heard", [True, False], ids=["before-it-is-sent", "before-its-answer"])
@pytest.mark.parametrize("floor", [None, 0], ids=["one-statement", "several"])
def test_a_connection_lost_at_any_statement_neither_loses_nor_doubles(
    store: Any, monkeypatch: pytest.MonkeyPatch, *, heard: bool, floor: int | None
) -> None:
    for at in range(40):
        with monkeypatch.context() as patch:
            fault = Fault(patch, store._server.schema, at, heard=heard)
            assert store.apply(registering(f"n{at}", floor=floor)).numbers == (at + 1,)
        if fault.statements <= at:
            break
    else:
        pytest.fail("a batch takes more statements than anybody expected")
    assert at >= (1 if floor is None else 8)
    assert numbers(store) == list(range(1, at + 2))
    assert verify(store).is_sound


@pytest.mark.parametrize("call", ["journal", "checkpoint", "verify"])
def test_after_all_conversations_ended_the_next_calls_work(store: Any, call: str) -> None:
    store.apply(registering("one"))
    store.apply(registering("two", floor=0))
    assert terminate(store._server.schema)
    if call == "verify":
        assert verify(store).is_sound
    else:
        assert getattr(store, call)()
    assert terminate(store._server.schema)
    assert store.apply(registering("three")).numbers == (3,)
    assert terminate(store._server.schema)
    assert store.apply(registering("four", floor=0)).numbers == (4,)
    assert terminate(store._server.schema)
    assert numbers(store) == [1, 2, 3, 4]


def test_a_read_that_is_cut_says_so_and_the_next_one_works(store: Any) -> None:
    for place in range(3):
        store.apply(registering(f"n{place}"))
    with store.read(SYSTEM) as reader:
        terminate(store._server.schema)
        with pytest.raises(StoreUnavailable):
            reader.count("note")
    assert numbers(store) == [1, 2, 3]


def test_while_the_server_is_restarted_under_load_nothing_is_lost_or_doubled(store: Any) -> None:
    def write(place: int) -> Receipt:
        return Receipt(*_repeated(lambda: store.apply(registering(f"n{place}"))))

    def _repeated(do: Callable[[], Receipt]) -> tuple[int, tuple[int, ...]]:
        for _ in range(20):
            try:
                done = do()
            except StoreUnavailable:
                time.sleep(0.02)
            else:
                return done.token, done.numbers
        raise AssertionError("never")

    with ThreadPoolExecutor(4) as pool:
        futures = [pool.submit(write, place) for place in range(120)]
        for _ in range(5):
            terminate(store._server.schema)
            time.sleep(0.05)
        taken = sorted(number for future in futures for number in future.result().numbers)
    assert taken == list(range(1, 121))
    assert numbers(store) == taken
    assert verify(store).is_sound


# ------------------------------------------------------------------ programs that meet


def test_batches_that_would_wait_in_a_circle_all_arrive(url: str) -> None:
    """Records in opposite order, each also with cells of the other."""
    with ExitStack() as held:
        stores = [held.enter_context(closing(opened(url))) for _ in range(4)]
        refs = [RecordRef("note", f"shared{n}") for n in range(2)]
        stores[0].apply(Batch("begin", "s", "t", AT, tuple(Put(ref, 0, {}) for ref in refs)))

        def write(place: int) -> None:
            store, forth = stores[place % 4], place % 2 == 0
            cells = [Add(f"cell/{n}", 1, 0) for n in (range(3) if forth else range(2, -1, -1))]
            fresh = [Put(RecordRef("note", f"n{place}-{n}"), 0, {}) for n in range(2)]
            store.apply(Batch(f"b{place}", "s", "t", AT, tuple(fresh if forth else fresh[::-1]), tuple(cells)))

        with ThreadPoolExecutor(4) as pool:
            list(pool.map(write, range(60)))
        with stores[0].read(SYSTEM) as reader:
            assert reader.cells("cell/") == {f"cell/{n}": 60 for n in range(3)}
        assert verify(stores[0]).is_sound


def test_a_circle_with_another_program_is_broken_and_the_batch_arrives(
    store: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The other program holds cell b and wants cell a: PostgreSQL ends one of the two."""
    store.apply(Batch("begin", "s", "t", AT, (), (Add("a", 1), Add("b", 1))))
    tries: list[Batch] = []
    applied = store._applied
    monkeypatch.setattr(store, "_applied", lambda batch, **more: (tries.append(batch), applied(batch, **more))[1])
    with psycopg.connect(needed(), options=f"-c search_path={store._server.schema}") as other:
        other.execute("SET deadlock_timeout = '20s'")  # so that it is the store's batch that is ended
        other.execute("SELECT value FROM _cell WHERE name = 'b' FOR UPDATE")
        with ThreadPoolExecutor(1) as pool:
            written = pool.submit(store.apply, Batch("both", "s", "t", AT, (), (Add("a", 1, 0), Add("b", 1, 0))))
            await_lock(store._server.schema)  # it has cell a and wants cell b
            other.execute("SELECT value FROM _cell WHERE name = 'a' FOR UPDATE")
            other.commit()
            assert written.result(timeout=20).numbers == (2, 2)
    assert len(tries) == 2
    assert verify(store).is_sound


def await_lock(schema: str) -> None:
    """Until a conversation of the office waits for a lock."""
    waiting = "SELECT 1 FROM pg_stat_activity WHERE application_name = %s AND wait_event_type = 'Lock'"
    with psycopg.connect(needed(), autocommit=True) as connection:
        for _ in range(500):
            if connection.execute(waiting, (f"orqa {schema}",)).fetchone():
                return
            time.sleep(0.01)
    pytest.fail("nobody waits for a lock")


def test_of_the_same_batch_from_many_programs_one_is_written(url: str) -> None:
    with ExitStack() as held:
        stores = [held.enter_context(closing(opened(url))) for _ in range(4)]
        for floor in (None, 0):
            batch = registering(f"same{floor}", floor=floor)
            with ThreadPoolExecutor(4) as pool:
                receipts = list(pool.map(lambda store, batch=batch: store.apply(batch), stores))
            assert len({receipt.numbers for receipt in receipts}) == 1
        assert numbers(stores[0]) == [1, 2]
        assert verify(stores[0]).is_sound


def test_two_offices_in_one_database_know_nothing_of_each_other() -> None:
    with schemas() as prefix, ExitStack() as held:
        urls = [in_schema(needed(), f"{prefix}_{name}") for name in "ab"]
        first, second = (held.enter_context(closing(opened(url))) for url in urls)
        with ThreadPoolExecutor(2) as pool:
            pool.submit(lambda: [first.apply(registering(f"n{n}")) for n in range(20)])
            pool.submit(lambda: [second.apply(registering(f"n{n}")) for n in range(30)])
        assert (len(numbers(first)), len(numbers(second))) == (20, 30)
        assert (first.checkpoint().position, second.checkpoint().position) == (40, 60)
        assert verify(first).is_sound
        assert verify(second).is_sound


# ------------------------------------------------------------------ processes

PROCESS = """
import os, sys
sys.path[:0] = [{here!r}, {tests!r}]
from orqa.storage.protocol import SYSTEM
from orqa.storage.verify import verify
from test_postgresql_faults import numbers, opened, registering

url = {url!r}

def in_child(act):
    child = os.fork()
    if not child:
        try:
            act()
            os._exit(0)
        except BaseException as error:
            print(type(error).__name__, error, flush=True)
            os._exit(1)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
"""


def process(url: str, body: str) -> "subprocess.Popen[str]":
    here = Path(__file__).parent
    code = PROCESS.format(here=str(here), tests=str(here.parent), url=url) + body
    return subprocess.Popen(
        [sys.executable, "-u", "-W", "error", "-c", code], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


def told(running: "subprocess.Popen[str]") -> str:
    out, said = running.communicate(timeout=60)
    assert running.returncode == 0, said
    return out.strip()


def test_many_processes_begin_an_office_at_once(url: str) -> None:
    body = "store = opened(url); print(store.apply(registering(str(os.getpid()))).numbers[0])"
    running = [process(url, body) for _ in range(6)]
    assert sorted(int(told(one)) for one in running) == [1, 2, 3, 4, 5, 6]
    with closing(opened(url)) as store:
        assert numbers(store) == [1, 2, 3, 4, 5, 6]
        assert verify(store).is_sound


@pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no fork here")
def test_a_store_may_be_carried_through_a_fork(url: str) -> None:
    body = """
store = opened(url)
store.apply(registering("before"))
print(in_child(lambda: store.apply(registering("first"))), in_child(lambda: store.apply(registering("second"))))
store.apply(registering("parent"))
print(numbers(store), verify(store).findings)
"""
    assert told(process(url, body)).splitlines() == ["0 0", "[1, 2, 3, 4] ()"]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no fork here")
def test_a_fork_in_the_middle_of_a_read_disturbs_neither(url: str) -> None:
    body = """
store = opened(url)
store.apply(registering("before"))
with store.read(SYSTEM) as reader:
    rows = reader.rows("note", ["number"])
    print(in_child(lambda: store.apply(registering("child"))))
    print(list(rows), reader.count("note"))
print(numbers(store))
"""
    assert told(process(url, body)).splitlines() == ["0", "[(1,)] 1", "[1, 2]"]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no fork here")
def test_after_a_fork_no_thread_finds_a_conversation_of_the_parent(url: str) -> None:
    body = """
import threading
store = opened(url)
store.apply(registering("before"))
pool = store._pool

def both():
    assert (pool._idle, len(pool._inherited)) == ([], 1), "before any thread of the child asks"
    threads = [threading.Thread(target=store.apply, args=(registering(name),)) for name in ("one", "two")]
    [thread.start() for thread in threads], [thread.join() for thread in threads]
    assert {one.process for one in pool._idle} == {os.getpid()}

print(in_child(both))
with store.read(SYSTEM) as reader:
    child = os.fork()
    if not child:
        store.apply(registering("three"))
if not child:
    os._exit(len(pool._idle) - 1)  # what was in use at the fork is given back, and not to be used here
print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), numbers(store))
"""
    assert told(process(url, body)).splitlines() == ["0", "0 [1, 2, 3, 4]"]
