"""Batches that are written while the next is worked out are written as if each had been waited for."""

import sys
import threading
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orqa.base.refs import RecordRef
from orqa.plugins.builtin.stores.memory import MemoryStore
from orqa.plugins.builtin.stores.sqlite import SqliteStore
from orqa.plugins.builtin.stores.sqlite_aside import short_turns
from orqa.plugins.builtin.stores.sqlite_dialect import SqliteDialect
from orqa.storage.aside import Aside, WritesAside, aside
from orqa.storage.errors import BadBatch, Conflict, StorageError, StoreReadOnly
from orqa.storage.protocol import SYSTEM, Add, Batch, Into, Put, Store
from orqa.storage.sql import ahead
from orqa.storage.verify import verify
from storage.test_sqlite_agrees import AT, NOTE, answers, batches, moderately, outcome, questions, stores, told

LINES = {"title": "เรื่อง", "size": None}


def numbered(name: str, *more: Add) -> Batch:
    ref = RecordRef("note", name)
    taken = Add("series", 1, None, (Into(ref, "size"),))
    return Batch(f"batch-{name}", "person:ab", "note.write", AT, (Put(ref, 0, {**LINES}, LINES, name),), (taken, *more))


new_batches = st.integers(0, 400).map(lambda number: numbered(f"n{number}"))
steps = st.lists(st.tuples(st.one_of(new_batches, new_batches, batches), st.booleans()), max_size=14)
"""Batches, each with whether somebody else writes it, at once."""


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqliteStore]:
    made = SqliteStore(str(tmp_path / "office.db"))
    made.ensure([NOTE])
    yield made
    made.close()


def written(writer: Aside, batch: Batch, before: Batch | None) -> dict[str, Any]:
    """Give a batch, and tell what came of the one before; one that is refused at once is waited for like any other."""
    try:
        receipt = writer.apply(batch)
    except StorageError as error:
        found = waited(writer, before)
        if before is not None and not found:  # the one before failed, and this one was not begun
            return {before.id: (type(error), str(error))} | written(writer, batch, None)
        return found | {f"{batch.id} refused": (type(error), str(error))}
    return {} if before is None else {before.id: receipt}


def waited(writer: Aside, before: Batch | None) -> dict[str, Any]:
    try:
        receipt = writer.wait()
    except StorageError as error:
        return {} if before is None else {before.id: (type(error), str(error))}
    return {} if before is None or receipt is None else {before.id: receipt}


def all_written(store: Store, given_steps: list[tuple[Batch, bool]]) -> list[dict[str, Any]]:
    outcomes, before = [], None
    with aside(store) as writer:
        for batch, by_others in given_steps:
            if by_others:
                outcomes.append(waited(writer, before))  # for a comparison: whichever is first in the queue is first
                before = None
                outcomes.append({batch.id: outcome(store, batch)})
                continue
            told_of = written(writer, batch, before)
            outcomes.append(told_of)
            before = None if f"{batch.id} refused" in told_of else batch
        outcomes.append(waited(writer, before))
    return [one for one in outcomes if one]


@moderately
@given(steps, st.lists(questions, min_size=1, max_size=3), st.sampled_from([1, 2, 3, 256]))
def test_what_is_written_aside_is_what_is_written_at_once(
    given_steps: list[tuple[Batch, bool]], asked: list[Any], step: int
) -> None:
    with patch.object(SqliteDialect, "search_step", step), stores() as (memory, sqlite):
        assert isinstance(sqlite, WritesAside)
        assert not isinstance(memory, WritesAside)
        assert _flat(all_written(sqlite, given_steps)) == _flat(all_written(memory, given_steps))
        assert [*map(told, sqlite.journal())] == [*map(told, memory.journal())]
        assert verify(sqlite).is_sound
        for question in asked:
            assert answers(sqlite, *question) == answers(memory, *question), question


def _flat(outcomes: list[dict[str, Any]]) -> list[Any]:
    """What became of each batch, however it was told: a store without threads refuses everything at once."""
    return [(name.removesuffix(" refused"), result) for one in outcomes for name, result in one.items()]


@pytest.mark.parametrize("others", [set(), {0}, {3}, {1, 2, 3}, {4}])
def test_a_batch_is_worked_out_anew_where_others_wrote_meanwhile(store: SqliteStore, others: set[int]) -> None:
    """Others write when a batch is worked out and not yet begun, and later batches are foreseen again."""
    foreseen: list[bool] = []
    work_of = store._work_of

    def interrupted(batch: Batch, end: Any) -> Any:
        work = work_of(batch, end)
        if (number := int(batch.id.removeprefix("batch-n"))) in others:
            store.apply(numbered(f"other{number}", Add("else", 5)))
        return work

    class Watched(ahead.Ahead):
        def run(self, connection: Any) -> Any:
            receipt = super().run(connection)
            foreseen.append(self.is_foreseen)
            return receipt

    with (
        patch.object(store, "_work_of", interrupted),
        patch("orqa.storage.sql.ahead.Ahead", Watched),
        aside(store) as writer,
    ):
        for number in range(8):
            writer.apply(numbered(f"n{number}"))
        last = writer.wait()
    with store.read(SYSTEM) as reader:
        sizes = sorted(row[0] for row in reader.rows("note", ("size",)))
        assert reader.cells().get("else", 0) == 5 * len(others)
    assert sizes == list(range(1, 9 + len(others)))
    assert last is not None
    assert last.token == len([*store.journal()])
    assert foreseen[-1]
    assert all(foreseen) is (not others)
    assert verify(store).is_sound


def test_what_failed_is_told_at_the_next_call_which_writes_nothing(store: SqliteStore) -> None:
    store.apply(numbered("a"))
    again = Batch("batch-x", "person:ab", "note.write", AT, numbered("a").writes)
    with aside(store) as writer:
        assert writer.apply(again) is None
        with pytest.raises(Conflict):
            writer.apply(numbered("b"))
        assert writer.wait() is None
        assert writer.apply(numbered("c")) is None
        assert writer.wait() is not None
    with store.read(SYSTEM) as reader:
        assert sorted(reader.rows("note", ("id", "size"))) == [("a", 1), ("c", 2)]


def test_what_is_wrong_by_itself_is_told_at_once_and_spares_the_one_before(store: SqliteStore) -> None:
    wrong = Batch("", "person:ab", "note.write", AT)
    with aside(store) as writer:
        writer.apply(numbered("a"))
        with pytest.raises(BadBatch):
            writer.apply(wrong)
        assert writer.wait() is not None


def test_a_number_beyond_64_bits_is_refused(store: SqliteStore) -> None:
    store.apply(numbered("a", Add("big", 2**63 - 1)))
    with aside(store) as writer:
        writer.apply(numbered("b", Add("big", 1)))
        with pytest.raises(BadBatch, match="64 bits"):
            writer.wait()
    with store.read(SYSTEM) as reader:
        assert reader.count("note") == 1


def test_at_the_end_of_the_block_all_is_written_whatever_ended_it(store: SqliteStore) -> None:
    with suppress(KeyboardInterrupt), aside(store) as writer:
        writer.apply(numbered("a"))
        raise KeyboardInterrupt
    assert not [thread for thread in threading.enumerate() if thread.name == "orqa-aside"]
    assert store.apply(numbered("a")).numbers == (1,)
    assert len([*store.journal()]) == 2


def test_a_store_that_is_read_only_refuses(store: SqliteStore) -> None:
    reading = SqliteStore(store._path, read_only=True)
    reading.ensure([NOTE])
    with pytest.raises(StoreReadOnly), aside(reading) as writer:
        writer.apply(numbered("a"))
    reading.close()


def test_a_store_without_threads_writes_at_once_and_tells_later() -> None:
    memory = MemoryStore()
    memory.ensure([NOTE])
    with aside(memory) as writer:
        assert writer.apply(numbered("a")) is None
        assert len([*memory.journal()]) == 2
        first, last = writer.apply(numbered("b")), writer.wait()
        assert (first, last) == (memory.apply(numbered("a")), memory.apply(numbered("b")))
        assert writer.wait() is None


def test_turns_of_threads_are_short_while_somebody_writes_aside() -> None:
    usual = sys.getswitchinterval()
    with short_turns():
        short = sys.getswitchinterval()
        with short_turns():
            assert sys.getswitchinterval() == short < usual
        assert sys.getswitchinterval() == short
    assert sys.getswitchinterval() == usual
