"""Forks, threads and the queue of writers."""

import fcntl
import gc
import os
import sqlite3
import subprocess
import sys
import threading
import time
import weakref
from collections.abc import Callable
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from tests.storage.test_sqlite_faults import numbers, opened, registering

from orqa.plugins.builtin.stores import sqlite_pool
from orqa.plugins.builtin.stores.sqlite import SqliteStore
from orqa.plugins.builtin.stores.sqlite_queue import WriterQueue

PREPARE = """
import os, sys, threading
sys.path.insert(0, {here!r})
from orqa.storage.errors import StoreUnavailable
from orqa.storage.protocol import SYSTEM
from orqa.storage.verify import verify
from test_sqlite_faults import opened, registering, numbers

store = opened({path!r}, timeout=5.0)
store.apply(registering("before"))

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


def script(path: Path, body: str) -> str:
    """What a process of its own prints, at once (a child would print again what its parent kept for later).

    Forks must not see the threads of the test runner.
    """
    code = PREPARE.format(here=str(Path(__file__).parent), path=str(path)) + body
    done = subprocess.run(
        [sys.executable, "-u", "-W", "error", "-c", code], capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_a_store_may_be_carried_through_a_fork(tmp_path: Path) -> None:
    told = script(
        tmp_path / "office.db",
        """
def act():
    store.apply(registering("child"))
    assert len(numbers(store)) == 2
print(in_child(act), in_child(lambda: store.apply(registering("second"))))
store.apply(registering("parent"))
print(numbers(store), verify(store).findings)
""",
    )
    assert told.splitlines() == ["0 0", "[1, 2, 3, 4] ()"]


def test_a_child_goes_on_when_the_parent_closes_the_store(tmp_path: Path) -> None:
    """A child without locks of its own would not keep the parent from removing the log that the child writes to."""
    told = script(
        tmp_path / "office.db",
        f"""
idle = store._pool._idle[0]
to_parent, to_child = os.pipe(), os.pipe()
child = os.fork()
if not child:
    store.apply(registering("one"))
    os.write(to_parent[1], b"x")
    os.read(to_child[0], 1)
    store.apply(registering("two"))
    os._exit(0)
try:
    idle.execute("SELECT 1")
except Exception as error:
    print(error)
os.read(to_parent[0], 1)
store.checkpoint()
store.close()
os.write(to_child[1], b"x")
print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
again = opened({str(tmp_path / "office.db")!r})
print(numbers(again), verify(again).findings)
""",
    )
    assert told.splitlines() == ["Cannot operate on a closed database.", "0", "[1, 2, 3] ()"]


def test_parent_and_children_write_at_the_same_time(tmp_path: Path) -> None:
    told = script(
        tmp_path / "office.db",
        """
children = []
for child in range(3):
    pid = os.fork()
    if not pid:
        for turn in range(20):
            store.apply(registering(f"{child}-{turn}"))
        os._exit(0)
    children.append(pid)
for turn in range(20):
    store.apply(registering(f"parent-{turn}"))
print([os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) for pid in children])
print(numbers(store) == list(range(1, 82)), verify(store).findings)
""",
    )
    assert told.splitlines() == ["[0, 0, 0]", "True ()"]


def test_a_child_forked_while_the_store_was_read_refuses_that_file(tmp_path: Path) -> None:
    """SQLite would work there, with locks that the child does not hold."""
    told = script(
        tmp_path / "office.db",
        f"""
def other_handle():
    opened({str(tmp_path / "office.db")!r})
def other_file():
    opened({str(tmp_path / "other.db")!r}).apply(registering("a"))
with store.read(SYSTEM) as reader:
    print(in_child(lambda: store.apply(registering("child"))))
    print(in_child(other_handle))
    print(in_child(other_file))
    print(reader.count("note"))
store.apply(registering("parent"))
print(numbers(store))
""",
    )
    lines = told.splitlines()
    for line in (lines[0], lines[2]):
        assert line.startswith("StoreUnavailable"), line
        assert "it was being read or written when this process was forked" in line
    assert [lines[1], *lines[3:]] == ["1", "1", "0", "1", "[1, 2]"], told


def test_a_child_that_leaves_the_parent_s_snapshot_does_no_harm(tmp_path: Path) -> None:
    told = script(
        tmp_path / "office.db",
        """
with store.read(SYSTEM) as reader:
    child = os.fork()
if not child:
    os._exit(0)
print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), len(store._pool._idle))
store.apply(registering("parent"))
print(numbers(store), verify(store).findings)
""",
    )
    assert told.splitlines() == ["0 1", "[1, 2] ()"]


def test_a_store_that_is_dropped_is_forgotten(tmp_path: Path) -> None:
    store = SqliteStore(str(tmp_path / "office.db"))
    pool = weakref.ref(store._pool)
    assert pool() in sqlite_pool._pools
    del store
    gc.collect()
    assert pool() is None


# ------------------------------------------------------------------ the queue


def held(path: Path) -> int:
    """The queue's lock, held as another process would."""
    file = os.open(path, os.O_RDWR | os.O_CREAT)
    fcntl.flock(file, fcntl.LOCK_EX)
    return file


def in_time(done: Callable[[], bool]) -> bool:
    end = time.monotonic() + 10
    while not done() and time.monotonic() < end:
        time.sleep(0.005)
    return done()


def test_a_turn_waits_for_its_time_and_no_longer(tmp_path: Path) -> None:
    path = tmp_path / "queue"
    queue, file = WriterQueue(str(path)), held(path)
    with pytest.raises(TimeoutError), queue.turn(0.05):
        pass
    os.close(file)
    with queue.turn(5):
        pass
    queue.close()


def test_a_turn_comes_when_the_other_ends(tmp_path: Path) -> None:
    path = tmp_path / "queue"
    queue, file, order = WriterQueue(str(path)), held(path), list[str]()

    def write() -> None:
        with queue.turn(10):
            order.append("second")

    thread = threading.Thread(target=write)
    thread.start()
    assert in_time(lambda: any(t.name == "orqa-queue" for t in threading.enumerate()))
    order.append("first")
    os.close(file)
    thread.join()
    assert order == ["first", "second"]
    queue.close()


def test_a_turn_that_was_given_up_is_given_back(tmp_path: Path) -> None:
    """The waiting thread gets the lock at last, and must not keep it."""
    path = tmp_path / "queue"
    queue, file = WriterQueue(str(path)), held(path)
    with pytest.raises(TimeoutError), queue.turn(0.02):
        pass
    os.close(file)
    assert in_time(lambda: not any(t.name == "orqa-queue" for t in threading.enumerate()))
    other = os.open(path, os.O_RDWR)
    fcntl.flock(other, fcntl.LOCK_EX | fcntl.LOCK_NB)
    os.close(other)
    queue.close()


def test_an_error_in_a_turn_ends_it(tmp_path: Path) -> None:
    queue = WriterQueue(str(tmp_path / "queue"))
    with pytest.raises(KeyError), queue.turn(1):
        raise KeyError
    with queue.turn(0):
        pass
    queue.close()


def test_one_turn_at_a_time_among_threads(tmp_path: Path) -> None:
    queue, inside, most = WriterQueue(str(tmp_path / "queue")), 0, 0

    def write() -> None:
        nonlocal inside, most
        for _ in range(30):
            with queue.turn(30):
                inside += 1
                most = max(most, inside)
                time.sleep(0)
                inside -= 1

    threads = [threading.Thread(target=write) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most == 1
    queue.close()


@pytest.mark.parametrize("statement", range(1, 4))
def test_a_store_that_another_process_makes_meanwhile_is_recognised(
    statement: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, said = tmp_path / "office.db", list[str]()

    class Interrupted(sqlite3.Connection):
        def execute(self, sql: str, *given: Any) -> sqlite3.Cursor:
            said.append(sql)
            if len(said) == statement and not any("WAL" in one for one in said):  # then it has its turn
                monkeypatch.undo()
                opened(str(path)).close()
            return super().execute(sql, *given)

    monkeypatch.setattr(sqlite3, "connect", partial(sqlite3.connect, factory=Interrupted))
    with closing(opened(str(path))) as store:
        store.apply(registering("first"))
        assert numbers(store) == [1]
