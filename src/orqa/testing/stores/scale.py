"""Promises S-93 to S-95: an office is large, and what is right for ten records is right for twenty thousand."""
# ruff: noqa: D102 - the names of the tests are their sentences

import tracemalloc
from collections.abc import Sequence
from typing import TYPE_CHECKING

from orqa.storage.protocol import SYSTEM, Add, Into, Store
from orqa.storage.query import ALL, Query, between, contains
from orqa.testing.stores.setting import Setting, batch, cell, names, note, note_ref, same

if TYPE_CHECKING:
    from orqa.storage.protocol import Put


class ScaleContract(Setting):
    """S-93 to S-95."""

    def test_s93_one_batch_may_hold_twenty_thousand_records(self) -> None:
        with self.fresh() as store:
            writes = [note(f"n{turn}", subject=f"เรื่องที่ {turn}", day="2569") for turn in range(self.many)]
            adds = [Add("series/x", 1, into=(Into(write.ref, "number"),)) for write in writes]
            receipt = store.apply(batch(*writes, adds=adds))
            same(receipt.numbers == tuple(range(1, self.many + 1)), expected=True, why="the numbers in order")
            same((cell(store, "series/x"), store.checkpoint().position), (self.many, self.many + 1))
            with store.read(SYSTEM) as reader:
                same((reader.count("note"), reader.count_by("note", ("day",))), (self.many, {("2569",): self.many}))
                last = reader.get_many([writes[-1].ref])[0]
                same(last and last.body["number"], self.many)
                numbers = sum(int(number or 0) for (number,) in reader.rows("note", ("number",)))
                same(numbers, self.many * (self.many + 1) // 2)
            same(names(store, contains(f"ที่ {self.many - 1}")), [writes[-1].ref.id])

    def test_s94_many_batches_hold_as_many(self) -> None:
        with self.fresh() as store:
            everyone = _write_many(store, self.many, 200)
            refs = [note_ref(name) for name in everyone]
            with store.read(SYSTEM) as reader:
                found = reader.get_many(refs)
                same([stored.ref.id if stored else None for stored in found] == everyone, expected=True, why="get_many")
                for order, query in ((("-number",), ALL), (("day",), between("number", 500))):
                    same(*_paged_and_found(store, query, order), f"pages by {order} of {query}")
                same(sum(reader.count_by("note", ("day", "number")).values()), self.many)
            entries = 0
            while part := store.journal(entries, 3000):
                same(
                    [entry.position for entry in part] == [*range(entries + 1, entries + len(part) + 1)], expected=True
                )
                entries += len(part)
            same(entries, self.many)

    def test_s95_memory_grows_with_what_is_stored_and_not_faster(self) -> None:
        small, large = (self._peak(count) for count in (self.many // 64, self.many // 16))
        if large > 8 * small:
            raise AssertionError(f"four times the records took {large / small:.1f} times the memory")

    def _peak(self, count: int) -> int:
        """Bytes that Python held at most while so many records were written and read."""
        with self.fresh() as store:
            tracemalloc.start()
            try:
                _write_many(store, count, 10)
                _paged_and_found(store, ALL, ("number",), 50)
                return tracemalloc.get_traced_memory()[1]
            finally:
                tracemalloc.stop()


def _write_many(store: Store, count: int, at_once: int) -> list[str]:
    """So many notes, in batches; gives back their ids in order."""
    writes = (_one(turn) for turn in range(count))
    done: list[str] = []
    while part := [write for _, write in zip(range(at_once), writes, strict=False)]:
        store.apply(batch(*part))
        done += [write.ref.id for write in part]
    return done


def _one(turn: int) -> "Put":
    return note(f"n{turn}", subject=f"เรื่องที่ {turn}", number=turn % 1000, day="2569" if turn % 2 else None)


def _paged_and_found(store: Store, query: Query, order: Sequence[str], limit: int = 4000) -> tuple[int, int]:
    """How many different records the pages show, and how many there are; the pages must not repeat one."""
    seen: set[str] = set()
    with store.read(SYSTEM) as reader:
        page = reader.find("note", query, order, limit=limit)
        while page.items:
            seen.update(item.ref.id for item in page.items)
            if page.next is None:
                break
            page = reader.find("note", query, order, page.next, limit)
        return len(seen), reader.count("note", query)
