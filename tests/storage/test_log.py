"""What the log store does beyond the contract, which the stores that derive from it prove."""

import gc
from collections.abc import Sequence
from typing import Any

import pytest
from attrs import evolve

from orqa.plugins.builtin.stores.memory import MemoryStore
from orqa.storage.errors import StoreReadOnly, StoreUnavailable
from orqa.storage.log_state import Line
from orqa.storage.protocol import OPEN, SYSTEM, Add, Erase, Op
from orqa.testing.stores.setting import KINDS, batch, note, note_ref, put


class Full(MemoryStore):
    """A log with no room for what holds the word ``large``."""

    def append(self, lines: Sequence[Line]) -> None:
        if any("large" in (line.text or "") for line in lines):
            raise StoreUnavailable("memory:", "no room")


def fresh(store: MemoryStore | None = None) -> MemoryStore:
    store = store or MemoryStore()
    store.ensure(KINDS)
    return store


def test_a_log_that_cannot_be_written_leaves_the_state_as_it_was() -> None:
    store = fresh(Full())
    put(store, note("a", n=1))
    before = store.checkpoint()
    with pytest.raises(StoreUnavailable, match="no room; nothing was written"):
        store.apply(batch(note("a", 1, size="large"), note("b"), adds=(Add("series/x", 1),)))
    with store.read(SYSTEM) as reader:
        assert (reader.count("note"), reader.cells(), store.checkpoint()) == (1, {}, before)
    assert store.apply(batch(note("b"), adds=(Add("series/x", 1),))).numbers == (1,)


def test_a_store_opened_read_only_refuses_every_write() -> None:
    store = fresh(MemoryStore(read_only=True))
    with pytest.raises(StoreReadOnly) as caught:
        put(store, note("a"))
    assert str(caught.value) == "memory: is read-only; nothing was written"


def test_a_reader_may_not_ask_for_a_batch_that_was_never_written() -> None:
    with pytest.raises(StoreUnavailable, match="ends at 0, 5 was asked for") as caught, fresh().read(OPEN, after=5):
        pass
    assert "สมุดบันทึกมีถึงลำดับ 0 แต่ขอลำดับ 5" in caught.value.message("th")


def test_a_closed_store_says_so_in_both_languages() -> None:
    store = fresh()
    store.close()
    with pytest.raises(StoreUnavailable, match="it is closed") as caught:
        store.journal()
    assert "ปิดไปแล้ว" in caught.value.message("th")


def test_an_open_snapshot_shows_an_erased_record_and_a_closed_one_lets_it_go() -> None:
    store = fresh()
    put(store, note("a", subject="ปลาทู"))
    with store.read(SYSTEM) as reader:
        put(store, Erase(note_ref("a"), 1, "ครบอายุ"))
        (stored,) = reader.get_many([note_ref("a")])
        assert stored is not None
        assert stored.body == {"subject": "ปลาทู"}
        assert [entry.body for entry in reader.history(note_ref("a"))] == [{"subject": "ปลาทู"}]
        assert "ปลาทู" in repr(store._state)
    assert "ปลาทู" not in repr(store._state)


def test_a_younger_snapshot_does_not_keep_an_erased_record() -> None:
    store = fresh()
    put(store, note("a", subject="ปลาทู"))
    with store.read(SYSTEM):
        put(store, Erase(note_ref("a"), 1, "ครบอายุ"))
        with store.read(SYSTEM) as younger:
            assert younger.get_many([note_ref("a")]) == (None,)
    assert store._state.erased == []


def test_many_touches_cost_no_more_than_few() -> None:
    """A record that owns an invariant is touched all day; its content is found without walking the touches."""
    store = fresh()
    put(store, note("owner", n=1))
    record = store._state.records[note_ref("owner")]
    line = record.lines[0]
    for version in range(2, 20_000):
        record.add(evolve(line, entry=evolve(line.entry, op=Op.TOUCH, version=version)))
    looked: list[int] = []

    class Watched(list[Line]):
        def __getitem__(self, place: Any) -> Any:
            looked.append(1)
            return super().__getitem__(place)

    record.lines = Watched(record.lines)
    latest = record.latest_at(1)
    assert latest is not None
    assert latest.version == 19_999
    assert len(looked) < 20


def test_closed_readers_are_forgotten() -> None:
    store = fresh()
    for _ in range(3):
        with store.read(OPEN):
            assert sum(store._snapshots.values()) == 1
    gc.collect()
    assert not store._snapshots


def test_a_version_that_comes_while_a_snapshot_is_looked_at_stays_out_of_it() -> None:
    """Readers take no lock: a writer may append between any two looks at the list of versions."""
    store = fresh()
    put(store, note("a", n=1))
    record = store._state.records[note_ref("a")]
    first = record.lines[0]

    class Growing(list[Line]):
        def __getitem__(self, place: Any) -> Any:
            found = super().__getitem__(place)
            record.puts.append(len(self))
            self.append(evolve(first, entry=evolve(first.entry, position=len(self) + 1, version=len(self) + 1)))
            return found

    record.lines = Growing([first])
    latest = record.latest_at(1)
    assert latest is not None
    assert latest.version == 1
    assert [line.entry.position for line in record.seen_at(1)] == [1]
