"""Promises S-60 to S-69: lawful destruction."""
# ruff: noqa: S101, D102 - the names of the tests are their sentences, asserts are what they are made of

from typing import TYPE_CHECKING, Any

from orqa.storage.errors import BadBatch, Conflict
from orqa.storage.protocol import (
    SYSTEM,
    Add,
    Erase,
    Op,
    Touch,
)
from orqa.storage.query import contains
from orqa.storage.verify import verify
from orqa.testing.stores.setting import (
    KINDS,
    Setting,
    batch,
    cell,
    get,
    key,
    names,
    needs,
    note,
    note_ref,
    put,
    raises,
    same,
)

if TYPE_CHECKING:
    from orqa.storage.protocol import (
        Write,
    )

from orqa.testing.stores.access import doors
from orqa.testing.stores.journal import entry_hash

HIDDEN = "ความลับสุดยอดเรื่องปลาทู"


class EraseContract(Setting):
    """S-60 to S-68."""

    def test_s60_an_erased_record_is_gone_from_every_list(self) -> None:
        with self.filled(note("a", subject=HIDDEN, number=1), note("a", 1, subject=HIDDEN), note("b")) as store:
            put(store, Erase(note_ref("a"), 2, "ครบอายุ"))
            with store.read(SYSTEM) as reader:
                for door, seen in doors(reader, ("a", "b"), "").items():
                    same(list(seen), ["b"] if door != "history" else ["a", "b"], door)
                same((reader.count("note"), reader.count("note", contains("ปลาทู"))), (1, 0))
                same(reader.count_by("note", ("number",)), {(None,): 1})

    def test_s61_digests_and_a_tombstone_stay(self) -> None:
        with self.filled(note("a", subject=HIDDEN), note("a", 1, subject=HIDDEN), Touch(note_ref("a"), 2)) as store:
            before = store.journal()
            put(store, Erase(note_ref("a"), 3, "ครบอายุ"))
            journal = tuple(store.journal())
            with store.read(SYSTEM) as reader:
                history = reader.history(note_ref("a"))
            same([(entry.body, entry.salt) for entry in history[:3]], [(None, "")] * 3)
            same([entry_hash(entry) for entry in history[:3]], [entry_hash(entry) for entry in before])
            same((history[3].op, history[3].version, history[3].body), (Op.ERASE, 4, {"reason": "ครบอายุ"}))
            same(journal, history)
            same([finding.show() for finding in verify(store).findings], [], "the chain still verifies")

    def test_s62_no_byte_of_an_erased_record_stays(self) -> None:
        kept = "สิ่งที่ต้องอยู่"
        with self.filled(
            note("a", subject=HIDDEN, day="ปลาทู-day", extra="ปลาทู-extra"), note("b", subject=kept)
        ) as store:
            door = self.back_door(store)
            before = door.raw()
            assert HIDDEN.encode() in before, "the back door does not show what is stored"
            put(store, note("a", 1, subject=HIDDEN + "อีก", readers=("unit:1",)))
            put(store, Erase(note_ref("a"), 2, "ครบอายุ"))
            after = door.raw()
            for text in (HIDDEN, "ปลาทู", "ปลาทู-day", "ปลาทู-extra"):
                assert text.encode() not in after, f"{text} is still there"
            assert kept.encode() in after

    def test_s63_an_erased_record_takes_no_further_write(self) -> None:
        with self.filled(note("a", n=1), Erase(note_ref("a"), 1, "ครบอายุ")) as store:
            stale: tuple[Write, ...] = (note("a", n=2), Touch(note_ref("a"), 1))
            for write in stale:
                with raises(Conflict) as caught:
                    put(store, write)
                same(caught.error.found, 2)
            for write in (note("a", 2, n=2), Touch(note_ref("a"), 2), Erase(note_ref("a"), 2, "again")):
                with raises(BadBatch, str(write)):
                    put(store, write)
            same((get(store, "a"), len(store.journal())), (None, 2))

    def test_s64_an_erasure_is_all_or_nothing_like_any_write(self) -> None:
        with self.filled(note("a", subject=HIDDEN), note("b")) as store:
            with raises(Conflict):
                put(store, Erase(note_ref("a"), 1, "ครบอายุ"), note("b", n=1))
            found = get(store, "a")
            assert found is not None
            same((found.body, names(store, contains("ปลาทู")), cell(store, "x")), ({"subject": HIDDEN}, ["a"], 0))
            same([entry.body for entry in store.journal()], [{"subject": HIDDEN}, {}])

    def test_s65_erasing_one_record_leaves_every_other(self) -> None:
        alike: dict[str, Any] = {"subject": HIDDEN, "number": 7}
        with self.fresh() as store:
            store.apply(batch(note("a", **alike), note("b", **alike), key("a"), adds=(Add("x", 1),)))
            put(store, note("c", **alike), note("a", 1, **alike))
            others = [entry for entry in store.journal() if (entry.kind, entry.id) != ("note", "a")]
            put(store, Erase(note_ref("a"), 2, "ครบอายุ"), note("d", **alike))
            with store.read(SYSTEM) as reader:
                found = reader.get_many([note_ref(name) for name in "bcd"])
                same([stored and stored.body for stored in found], [alike] * 3)
                same(reader.count_by("note", ("number",), contains("ปลาทู")), {(7,): 3})
                same((reader.get_many([key("a").ref])[0] is not None, reader.cells()), (True, {"x": 1}))
            kept = [entry for entry in store.journal()[:6] if (entry.kind, entry.id) != ("note", "a")]
            same(kept, others)
            assert HIDDEN.encode() in self.back_door(store).raw()

    def test_s66_what_is_erased_stays_erased_after_reopening(self) -> None:
        with self.filled(note("a", subject=HIDDEN), note("b"), Erase(note_ref("a"), 1, "ครบอายุ")) as store:
            needs(store, "durable")
            again = self.reopen(store)
            try:
                again.ensure(KINDS)
                same((get(again, "a"), names(again, contains("ปลาทู"))), (None, []))
                same([entry.body for entry in again.journal()], [None, {}, {"reason": "ครบอายุ"}])
                with raises(BadBatch):
                    put(again, note("a", 2))
                assert HIDDEN.encode() not in self.back_door(again).raw()
            finally:
                again.close()

    def test_s67_other_handles_see_an_erasure_at_once(self) -> None:
        with self.filled(note("a", subject=HIDDEN), note("b")) as store, self.second(store) as second:
            same(names(second, contains("ปลาทู")), ["a"])
            put(store, Erase(note_ref("a"), 1, "ครบอายุ"))
            same((get(second, "a"), names(second), names(second, contains("ปลาทู"))), (None, ["b"], []))
            same([entry.body for entry in second.journal()], [None, {}, {"reason": "ครบอายุ"}])
            with raises(Conflict):
                put(second, note("a", 1))

    def test_s68_one_batch_may_erase_thousands(self) -> None:
        gone, kept = ([f"{turn:06}" for turn in range(self.many // 8)], ["x", "y"])
        everyone = [*gone, *kept]
        with self.fresh() as store:
            put(store, *(note(name, subject=HIDDEN, number=1) for name in everyone))
            put(store, *(Erase(note_ref(name), 1, "ครบอายุ") for name in gone))
            same(names(store, contains("ปลาทู")), kept)
            with store.read(SYSTEM) as reader:
                same(reader.count("note"), 2)
                same(reader.get_many([note_ref(name) for name in everyone])[:-2], (None,) * len(gone))
            entries = store.journal(limit=self.many)[: len(everyone)]
            same([entry.body is None for entry in entries], [True] * len(gone) + [False] * 2)
