"""What the log store offers to subclasses, shown by one that keeps its log in a file, and what only it does."""

import gc
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import cattrs
import pytest
from attrs import evolve

from orqa.base.refs import RecordRef
from orqa.plugins.builtin.stores.memory import MemoryStore
from orqa.storage.errors import StoreReadOnly, StoreUnavailable
from orqa.storage.log import LogStore
from orqa.storage.log_state import Line
from orqa.storage.protocol import OPEN, SYSTEM, Add, Body, Erase, Op, Store
from orqa.storage.query import Scalar
from orqa.testing import StoreContract
from orqa.testing.stores.setting import KINDS, batch, note, note_ref, put

_JSON = cattrs.Converter()
_JSON.register_structure_hook_func(lambda kind: kind in {Scalar, Body | None}, lambda value, _: value)


class FileStore(LogStore):
    """A line of JSON for each batch; an erasure rewrites the file."""

    capabilities = frozenset({"durable"})

    def __init__(self, path: Path) -> None:
        super().__init__(f"file {path}")
        self.path = path
        for text in path.read_text().splitlines() if path.exists() else ():
            self.replay([_JSON.structure(line, Line) for line in json.loads(text)])

    def append(self, lines: Sequence[Line]) -> None:
        if gone := {(line.entry.kind, line.entry.id) for line in lines if line.entry.op is Op.ERASE}:
            kept = [[self._without(line, gone) for line in json.loads(text)] for text in self._texts()]
            self.path.write_text("".join(json.dumps(batch, ensure_ascii=False) + "\n" for batch in kept))
        with self.path.open("a") as file:
            file.write(json.dumps(_JSON.unstructure(lines), ensure_ascii=False) + "\n")

    def reshape(self, lines: Sequence[Line]) -> None:
        fresh = {line.entry.position: _JSON.unstructure(line) for line in lines}
        kept = [[fresh.get(line["entry"]["position"], line) for line in json.loads(text)] for text in self._texts()]
        self.path.write_text("".join(json.dumps(batch, ensure_ascii=False) + "\n" for batch in kept))

    def _texts(self) -> list[str]:
        return self.path.read_text().splitlines() if self.path.exists() else []

    @staticmethod
    def _without(line: dict[str, Any], gone: set[tuple[str, str]]) -> dict[str, Any]:
        if (line["entry"]["kind"], line["entry"]["id"]) not in gone:
            return line
        found: dict[str, Any] = _JSON.unstructure(_JSON.structure(line, Line).erased())
        return found


class FileBackDoor:
    """Reads and writes the file and what was read from it."""

    def __init__(self, store: FileStore) -> None:
        self.store = store

    def body(self, ref: RecordRef) -> Mapping[str, Any] | None:
        found = [
            line["text"]
            for text in self.store._texts()
            for line in json.loads(text)
            if line["entry"]["kind"] == ref.kind and line["entry"]["id"] == ref.id and line["entry"]["op"] == "put"
        ]
        return json.loads(found[-1]) if found else None

    def forge(self, ref: RecordRef, body: Mapping[str, Any]) -> None:
        history = self.store._state.records[ref]
        place = history.puts[-1]
        forged = evolve(history.lines[place], text=json.dumps(body))
        history.lines[place] = self.store._state.lines[forged.entry.position - 1] = forged

    def raw(self) -> bytes:
        return self.store.path.read_bytes()


class TestFileStore(StoreContract):
    machine_examples = 10
    _folder: Path
    _count = 0

    @pytest.fixture(autouse=True)
    def _in(self, tmp_path: Path) -> None:
        self._folder = tmp_path

    def open_store(self) -> FileStore:
        self._count += 1
        return FileStore(self._folder / f"{self._count}.jsonl")

    def reopen(self, store: Store) -> FileStore:
        assert isinstance(store, FileStore)
        store.close()
        return FileStore(store.path)

    def back_door(self, store: Store) -> FileBackDoor:
        assert isinstance(store, FileStore)
        return FileBackDoor(store)


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
