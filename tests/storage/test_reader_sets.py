"""Who sees what in SQLite, whatever the store keeps in mind of earlier snapshots."""

import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orqa.base.refs import RecordRef
from orqa.plugins.builtin.stores.sqlite import SqliteStore
from orqa.storage.protocol import Access, Batch, Erase, FieldSpec, KindSpec, Put, Store, Write
from orqa.storage.query import contains

KINDS = [KindSpec("note", (FieldSpec("number", "integer"),), searchable=True), KindSpec("memo")]
AT = datetime(2026, 11, 23, tzinfo=UTC)
batches = map(str, count(1))


def note(name: str, *readers: str, version: int = 0, kind: str = "note") -> Put:
    index = {"number": len(readers)} if kind == "note" else {}
    return Put(RecordRef(kind, name), version, {}, index, "ทุน" if kind == "note" else "", readers)


def write(store: Store, *writes: Write) -> None:
    store.apply(Batch(next(batches), "system", "test", AT, writes))


def seen(store: Store, *tokens: str, kind: str = "note") -> set[str]:
    """By every door; each tells the same."""
    with store.read(Access.of(*tokens)) as reader:
        found = {item.ref.id for item in reader.find(kind).items}
        assert {identity for (identity,) in reader.rows(kind, ("id",))} == found
        assert reader.count(kind) == len(found)
        if kind == "note":
            assert reader.count(kind, contains("ทุน")) == len(found)
            assert sum(reader.count_by(kind, ("number",)).values()) == len(found)
    return found


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqliteStore]:
    store = SqliteStore(str(tmp_path / "office.db"))
    store.ensure(KINDS)
    yield store
    store.close()


def test_what_another_handle_writes_counts_at_once(store: SqliteStore, tmp_path: Path) -> None:
    other = SqliteStore(str(tmp_path / "office.db"))
    other.ensure(KINDS)
    write(store, note("a", "unit:1/1"))
    assert seen(store, "unit:1/1", "unit:2/1") == {"a"}
    write(other, note("b", "unit:2/1"), note("m", "unit:2/1", kind="memo"))
    assert seen(store, "unit:1/1", "unit:2/1") == {"a", "b"}
    assert seen(store, "unit:2/1", kind="memo") == {"m"}
    write(other, note("b", "unit:3/1", version=1), Erase(RecordRef("note", "a"), 1, "ครบอายุ"))
    assert (seen(store, "unit:1/1", "unit:2/1"), seen(store, "unit:3/1")) == (set(), {"b"})
    other.close()


def test_what_a_host_takes_back_is_forgotten(store: SqliteStore, tmp_path: Path) -> None:
    """The next record has the position of the one that was taken back, and other readers."""
    write(store, note("a"))
    host = sqlite3.connect(tmp_path / "office.db", isolation_level=None)
    host.execute("BEGIN IMMEDIATE")
    joined = store.joined(host, lambda _: None)
    write(joined, note("b", "unit:1/1"))
    assert (seen(joined, "unit:1/1"), seen(store, "unit:1/1")) == ({"a", "b"}, {"a"})
    assert seen(joined, "unit:1/1") == {"a", "b"}
    host.execute("ROLLBACK")
    write(store, note("c", "unit:2/1"))
    assert (seen(store, "unit:1/1"), seen(store, "unit:2/1")) == ({"a"}, {"a", "c"})
    host.close()


tokens = st.sampled_from([f"{bearer}/{rank}" for bearer in ("unit:1", "person:a", "registrar") for rank in range(3)])
sets = st.lists(tokens, max_size=3, unique=True)


@given(steps=st.lists(st.tuples(st.integers(0, 5), sets, sets), min_size=1, max_size=12))
def test_counts_lists_and_search_agree_with_a_plain_filter(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[int, list[str], list[str]]]
) -> None:
    """Records come and change their readers; after each write somebody looks."""
    store = SqliteStore(str(tmp_path_factory.mktemp("sets") / "office.db"))
    store.ensure(KINDS)
    readers: dict[str, list[str]] = {}
    versions: dict[str, int] = {}
    for which, given_to, looking in steps:
        name = f"n{which}"
        write(store, note(name, *given_to, version=versions.get(name, 0)))
        readers[name], versions[name] = given_to, versions.get(name, 0) + 1
        expected = {name for name, some in readers.items() if not some or set(some) & set(looking)}
        assert seen(store, *looking) == expected
    store.close()
