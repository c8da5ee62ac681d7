"""A batch that is cut off at each of its statements is there as a whole or not at all, and may be repeated."""

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from functools import partial
from typing import Any

import pytest
from crashes import counted, power_off
from offices import open_store

from orqa.storage.errors import StorageError
from orqa.storage.protocol import SYSTEM, Add, Erase, Into, Store, Touch
from orqa.storage.query import contains
from orqa.storage.verify import verify
from orqa.testing.stores.processes import Process
from orqa.testing.stores.setting import KINDS, batch, key, note, note_ref

NAMES = ("changed", "touched", "erased", "new", "many-0", "many-29")
FIRST = batch(*(note(name, subject="ทุน เดิม") for name in NAMES[:3]), adds=(Add("stock/paper", 2),), id="first")
CUT = batch(
    note("changed", 1, subject="ทุน ใหม่"),
    Touch(note_ref("touched"), 1),
    Erase(note_ref("erased"), 1, "ครบอายุ"),
    note("new", subject="ทุน ใหม่"),
    *(note(f"many-{place}", subject="ทุน") for place in range(30)),
    key("claimed"),
    adds=(Add("series/x", 1, into=(Into(note_ref("new"), "number"),)), Add("stock/paper", -2, at_least=0)),
    id="cut",
)
SHORTEST, LONGEST = 8, 60
"""Fewer and more statements than any store needs for that batch."""


def shown(store: Store) -> dict[str, Any]:
    """All that a reader sees of it, and of the journal what the store does not draw at random."""
    with store.read(SYSTEM) as reader:
        return {
            "rows": sorted(reader.rows("note", ("id", "number", "subject")), key=str),
            "histories": [[(e.op, e.version, e.body) for e in reader.history(note_ref(name))] for name in NAMES],
            "found": sorted(item.ref.id for item in reader.find("note", contains("ทุน ใหม่")).items),
            "keys": reader.count("key"),
            "cells": dict(reader.cells()),
            "journal": [(e.batch, e.op, e.id) for e in store.journal()],
        }


def filled(url: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """Fill the store, and tell what is seen before the batch and, in another one, after it."""
    with closing(open_store(url)) as store, closing(open_store("memory:")) as other:
        for each in (store, other):
            each.ensure(KINDS)
            each.apply(FIRST)
        other.apply(CUT)
        return shown(store), shown(other)


def cut_after(url: str, steps: int, end: Callable[[], None]) -> None:
    with counted(end) as countdown, closing(open_store(url)) as store:
        store.ensure(KINDS)
        countdown.left = steps
        store.apply(CUT)


def sqlite_error() -> None:
    error = sqlite3.OperationalError("disk I/O error")
    error.sqlite_errorcode = sqlite3.SQLITE_IOERR_WRITE
    raise error


def postgresql_error() -> None:
    raise pytest.importorskip("psycopg").errors.DiskFull("no space left on device")


def interrupt() -> None:
    raise KeyboardInterrupt


@pytest.mark.parametrize(
    ("url", "end", "raised"),
    [
        ("sqlite", sqlite_error, StorageError),
        ("postgresql", postgresql_error, StorageError),
        ("sqlite", interrupt, KeyboardInterrupt),
        ("postgresql", interrupt, KeyboardInterrupt),
    ],
    indirect=["url"],
)
def test_an_error_at_any_statement(url: str, end: Callable[[], None], raised: type[BaseException]) -> None:
    before, after = filled(url)
    with closing(open_store(url)) as store:
        store.ensure(KINDS)
        for steps in range(LONGEST):
            with pytest.raises(raised):
                cut_after(url, steps, end)
            assert verify(store).findings == ()
            if (seen := shown(store)) != before:
                break
        assert seen == after, "it was cut off after its COMMIT"
        assert LONGEST > steps > SHORTEST
        assert store.apply(CUT).numbers == (1, 0), "who repeats it gets the first receipt"
        assert shown(store) == after


def crash_at_each(store: Store, url: str) -> Iterator[str]:
    """Let forked processes end at each statement; tells what is seen after each, and how it ended."""
    for steps in range(LONGEST):
        child = os.fork()
        if not child:
            cut_after(url, steps, power_off)
            os._exit(0)
        code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        seen = shown(store)
        yield repr((code, seen, [finding.show() for finding in verify(store).findings]))
        if seen["keys"]:
            return


@pytest.mark.parametrize("url", ["sqlite", "postgresql"], indirect=True)
def test_a_power_failure_at_any_statement(url: str) -> None:
    before, after = filled(url)
    process = Process(crash_at_each, partial(open_store, url), url)
    process.ready()
    process.go()
    *cut, last = process.rest()
    assert cut == [repr((9, before, []))] * len(cut)
    assert last == repr((9, after, [])), "it ended after its COMMIT"
    assert LONGEST > len(cut) > SHORTEST
