"""Promises S-17, S-18 and S-79 to S-89: many threads, several handles, other processes, crashes."""
# ruff: noqa: S101, D102 - the names of the tests are their sentences, asserts are what they are made of

import random
import time
from collections.abc import Sequence

from orqa.storage.errors import Conflict
from orqa.storage.protocol import SYSTEM, Add, Erase, Reader, Store
from orqa.storage.query import contains
from orqa.storage.verify import verify
from orqa.testing.stores.processes import Process, draw, processes, write_on
from orqa.testing.stores.setting import (
    KINDS,
    Setting,
    batch,
    bodies,
    cell,
    in_threads,
    names,
    needs,
    note,
    note_ref,
    other_processes,
    put,
    same,
)


class CrowdContract(Setting):
    """S-17, S-18, S-79 to S-88.

    Attributes:
        kills: how often S-85 kills a writer.
    """

    kills = 3

    def test_s17_batches_in_opposite_orders_come_to_an_end(self) -> None:
        with self.filled(note("a", n=0), note("b", n=0)) as store:
            orders = (("a", "b"), ("b", "a")) * 2
            outcomes = in_threads([lambda order=order: _count_both(store, order) for order in orders])  # type: ignore[misc]
            same(outcomes, [5, 5, 5, 5])
            same(bodies(store, "a", "b"), {"a": {"n": 20}, "b": {"n": 20}}, "a change was lost")
            same((cell(store, "a"), cell(store, "b")), (20, 20))

    def test_s18_the_same_batch_from_several_threads_is_written_once(self) -> None:
        with self.fresh() as store:
            for turn in range(5):
                once = batch(note(f"n{turn}"), adds=(Add("series/x", 1),), id=f"once-{turn}")
                outcomes = in_threads([lambda once=once: store.apply(once)] * 4)  # type: ignore[misc]
                same(outcomes, [outcomes[0]] * 4)
            same((cell(store, "series/x"), len(store.journal())), (5, 10))

    def test_s79_processes_draw_from_one_series(self) -> None:
        with self.fresh() as store:
            needs(store, "shared")
            with processes(3, draw, other_processes(self, store)) as begun:
                told = [line.split() for process in begun for line in process.rest()]
            same(sorted(int(what) for verb, what, *_ in told if verb == "number"), list(range(1, 31)))
            same(sorted(what for verb, what, *_ in told if verb == "claimed"), [f"k{turn}" for turn in range(10)])
            torn = [what for verb, *what in told if verb == "saw" and len(set(what)) > 1]
            same(torn, [], "notes and cell of different moments")
            with store.read(SYSTEM) as reader:
                same(sorted(int(number or 0) for (number,) in reader.rows("note", ("number",))), [*range(1, 31)])
            same([finding.show() for finding in verify(store).findings], [])

    def test_s85_a_killed_writer_leaves_whole_batches_and_all_that_it_was_told(self) -> None:
        store = self.open_store()
        try:
            needs(store, "durable")
            store.ensure(KINDS)
            opener = other_processes(self, store)
        finally:
            store.close()
        moments = random.Random(85)  # noqa: S311 - any moment will do
        for turn in range(self.kills):
            told = _killed(Process(write_on, opener, f"w{turn}"), moments)
            after = opener()
            try:
                after.ensure(KINDS)
                _check_after_kill(after, told)
            finally:
                after.close()

    def test_s86_a_snapshot_stays_as_it_is_while_another_handle_writes(self) -> None:
        with self.filled(note("a", n=1), note("b", subject="ทุน", number=2)) as store, self.second(store) as second:
            with second.read(SYSTEM) as reader:
                before = _shown(reader)
                store.apply(batch(note("a", 1, n=2), note("c", subject="ทุน"), adds=(Add("x", 1),)))
                put(store, Erase(note_ref("b"), 1, "ครบอายุ"))
                same(_shown(reader), before)
            with second.read(SYSTEM) as reader:
                same(reader.get_many([note_ref("b")]), (None,))
                same(reader.cells(), {"x": 1})

    def test_s87_closing_one_handle_leaves_the_others(self) -> None:
        with self.filled(note("a", n=1)) as store:
            with self.second(store) as second, store.read(SYSTEM) as reader:
                second.close()
                same(reader.count("note"), 1, "an open snapshot of another handle")
            put(store, note("b"))
            same(names(store), ["a", "b"])

    def test_s88_a_handle_opened_read_only_follows_what_others_write(self) -> None:
        with self.filled(note("a", n=1)) as store:
            needs(store, "shared")
            needs(store, "read-only")
            follower = self.open_read_only(store)
            try:
                follower.ensure(KINDS)
                put(store, note("a", 1, n=2), note("b"))
                same((names(follower), bodies(follower, "a")), (["a", "b"], {"a": {"n": 2}}))
                same(tuple(follower.journal()), tuple(store.journal()))
            finally:
                follower.close()


def _count_both(store: Store, order: Sequence[str]) -> int:
    """Raise two notes and two cells by one, five times, in this order; a conflict is read again and repeated."""
    done = 0
    while done < 5:
        with store.read(SYSTEM) as reader:
            found = [stored for stored in reader.get_many([note_ref(name) for name in order]) if stored]
        writes = [note(item.ref.id, item.version, n=item.body["n"] + 1) for item in found]
        try:
            store.apply(batch(*writes, adds=[Add(name, 1) for name in order]))
        except Conflict:
            continue
        done += 1
    return done


def _killed(process: Process, moments: random.Random) -> list[list[str]]:
    """What a process said until it was killed, some moment after one of its first answers."""
    process.ready()
    begun = time.monotonic()
    process.go()
    answers = moments.randint(1, 12)
    told = [process.line() or "\n".join(process.rest()) for _ in range(answers)]
    time.sleep(moments.random() * (time.monotonic() - begun) / answers)
    return [line.split() for line in (*told, *process.kill())]


def _check_after_kill(store: Store, told: Sequence[Sequence[str]]) -> None:
    assert told, "the writer was killed before it wrote anything"
    same([finding.show() for finding in verify(store).findings], [])
    with store.read(SYSTEM) as reader:
        numbers = {str(name): number for name, number in reader.rows("note", ("id", "number"))}
    for verb, name, number in told:
        found = numbers.get(name)
        same(found, int(number) if verb == "wrote" else None, f"{name} was {verb}, says the receipt")
    firsts = sorted(int(number or 0) for name, number in numbers.items() if not name.endswith("-twin"))
    same(firsts, list(range(1, cell(store, "series/x") + 1)), "numbers without gap or double")
    entries = [entry for entry in store.journal(limit=100_000) if entry.op.value == "put"]
    same(len(entries), 3 * len(firsts), "a batch is there in part")


def _shown(reader: Reader) -> tuple[object, ...]:
    stored = reader.get_many([note_ref(name) for name in "abc"])
    words = [item.ref.id for item in reader.find("note", contains("ทุน")).items]
    return stored, words, list(reader.rows("note", ("id", "number"))), reader.count("note"), reader.cells()
