"""Promises S-80 to S-84 and S-89: kinds that change, and offices that move from one store to another."""
# ruff: noqa: S101, D102 - the names of the tests are their sentences, asserts are what they are made of

from collections.abc import Iterator, Sequence
from itertools import product
from typing import Any

from attrs import evolve

from orqa.base.thai import search_key
from orqa.storage.chain import hash_of, link
from orqa.storage.errors import EntriesRefused, StoreTooNew, UnknownKind, UpgradeNeeded
from orqa.storage.protocol import (
    OPEN,
    SYSTEM,
    Access,
    Add,
    Entry,
    Erase,
    FieldSpec,
    Into,
    KindSpec,
    Projection,
    Put,
    Reader,
    Store,
    Stored,
    Touch,
)
from orqa.storage.query import ALL, Query, absent, between, contains, equal, starts_with
from orqa.storage.verify import verify
from orqa.testing.stores.setting import (
    KEY,
    NOTE,
    Setting,
    batch,
    bodies,
    get,
    key,
    names,
    note,
    note_ref,
    put,
    raises,
    same,
)

GROWN = evolve(NOTE, fields=(*NOTE.fields, FieldSpec("place"), FieldSpec("weight", "integer")))
SHRUNK = evolve(NOTE, fields=NOTE.fields[:1], searchable=False)
HINTED = evolve(NOTE, indexes=(("number", "day"), ("day", "subject", "number")))
TURNED = evolve(NOTE, fields=(FieldSpec("subject"), FieldSpec("number"), FieldSpec("day")), schema=2)
OLD = ("unit:1",)


def project(stored: Stored) -> Projection:
    """What the kit's kinds show of a body, as the put of the kit does."""
    body: dict[str, Any] = dict(stored.body)
    return Projection(body, search_key(str(body.get("subject") or "")))


def turned(stored: Stored) -> Projection:
    """The same where numbers are text."""
    number = stored.body.get("number")
    return Projection({**stored.body, "number": None if number is None else f"no {number}"}, project(stored).text)


def fill(store: Store) -> None:
    """Records of every sort: changed, touched, restricted, opened, destroyed; cells; another kind."""
    put(store, note("a", subject="ทุน", number=3, place="ตรัง"), note("b", subject="ทุนลับ", number=4, readers=OLD))
    put(store, note("c", subject="ทำลาย", number=5), note("d", subject="เปิดเผย ๗", readers=OLD), key("k"))
    store.apply(batch(note("a", 1, subject="ทุนใหม่", number=6, weight=7), adds=(Add("series/x", 1),), reason="แก้ไข"))
    put(store, Touch(note_ref("a"), 2), note("d", 1, subject="เปิดเผย ๗", number=8))
    put(store, Erase(note_ref("c"), 1, "ครบอายุ"))
    numbered = batch(note("e", subject="เลข"), adds=(Add("series/x", 1, into=(Into(note_ref("e"), "number"),)),))
    store.apply(numbered)


def alike(one: Store, other: Store) -> None:
    """Both show the same by every door."""
    same(tuple(other.journal()), tuple(one.journal()))
    same(other.checkpoint(), one.checkpoint())
    for access in (SYSTEM, OPEN, Access.of(*OLD)):
        with one.read(access) as reader, other.read(access) as shown:
            for kind in (NOTE, KEY):
                same(shown.find(kind.kind), reader.find(kind.kind))
            for query in (contains("ทุน"), contains("ทำลาย"), contains("เลข"), equal("number", 6), equal("number", 2)):
                same(shown.find("note", query), reader.find("note", query), str(query))
            same(shown.cells(), reader.cells())
            same(shown.history(note_ref("b")), reader.history(note_ref("b")))


class MovingContract(Setting):
    """S-80 to S-84, S-89."""

    def test_s80_an_upgrade_gives_kinds_their_new_shape(self) -> None:
        with self.fresh() as store:
            fill(store)
            with raises(UpgradeNeeded):
                store.ensure([GROWN])
            store.upgrade([GROWN], project)
            same(names(store, equal("weight", 7)), ["a"], "a field that was added")
            same(names(store, absent("weight")), ["b", "d", "e"])
            store.upgrade([SHRUNK], project)
            for query in (equal("number", 6), contains("ทุน")):
                with raises(UnknownKind, "a field that was removed, a search that was ended"):
                    names(store, query)
            same(names(store, equal("subject", "ทุนใหม่")), ["a"])
            store.upgrade([TURNED], turned)
            same(names(store, equal("number", "no 6") & contains("ทุนใหม่")), ["a"], "another type; search begun")
            put(store, note("f", subject="ต่อไป", number="no 9"), note("a", 3, subject="ทุนเก่า", number="no 1"))
            same(names(store, contains("ทุน")), ["a", "b"])
            same(names(store, contains("ใหม่")), [])
            same(names(store, order=("-number",)), ["f", "d", "b", "e", "a"])
            same(verify(store).findings, ())
            if "durable" in store.capabilities:
                again = self.reopen(store)
                try:
                    again.ensure([TURNED, KEY])
                    same(names(again, equal("number", "no 8") & contains("๗")), ["d"], "opened again")
                    same(verify(again).findings, ())
                finally:
                    again.close()

    def test_s81_an_upgrade_changes_nothing_else(self) -> None:
        with self.fresh() as store, self.fresh() as before:
            fill(store)
            before.load(store.journal(), project)
            told: list[tuple[str, int, int]] = []
            store.upgrade([GROWN, KEY, KindSpec("other")], project, progress=lambda *step: told.append(step))
            alike(before, store)
            same({kind for kind, _, _ in told}, {"note"}, "only what changed is built anew")
            same(told[-1][1], told[-1][2], "progress ends at the end")
            told.clear()
            store.upgrade([GROWN], project, progress=lambda *step: told.append(step))
            same(told, [], "a second time there is nothing to do")
            for early in (NOTE, evolve(KEY, schema=2)):
                with raises(UpgradeNeeded, "a program of another version, or an older schema"):
                    store.ensure([early])
            store.upgrade([evolve(GROWN, schema=2)], project)
            with raises(StoreTooNew):
                store.ensure([GROWN])
            with raises(StoreTooNew):
                store.upgrade([GROWN], project)
            alike(before, store)
            same(verify(store).findings, ())

    def test_s82_loaded_entries_make_the_same_store(self) -> None:
        with self.fresh() as store, self.fresh() as target:
            fill(store)
            same(target.load([], project).position, 0, "nothing is no error")
            same(target.load(store.journal(), project), store.checkpoint())
            alike(store, target)
            same(verify(target).findings, ())
            later = batch(note("g", subject="ทุนหลัง", number=1), Touch(note_ref("b"), 1), adds=(Add("series/x", 1),))
            same([one.apply(later).numbers for one in (store, target)], [(3,), (3,)])
            same(target.apply(later).numbers, (3,))
            again = evolve(later, id=store.journal()[5].batch)
            same(target.apply(again).numbers, (1,), "the batch of an entry is known by its id")
            same(verify(target).findings, ())

    def test_s83_entries_that_do_not_follow_are_refused(self) -> None:
        with self.fresh() as store, self.fresh() as target, self.filled(note("x")) as other:
            fill(store)
            entries = list(store.journal())
            forged = evolve(entries[0], body={"subject": "ปลอม"})
            split = [evolve(entry, batch=entries[0].batch) for entry in entries[:3:2]]
            for wrong in (
                entries[1:],
                [entries[0], *entries[2:]],
                [forged, *entries[1:]],
                [entries[0], evolve(entries[1], actor="ผู้อื่น")],
                chained([entries[0], evolve(entries[1], batch="อื่น"), *split[1:]]),
            ):
                with raises(EntriesRefused, str(wrong)):
                    target.load(wrong, project)
                same(target.checkpoint().position, 0, "nothing of them was written")
            with raises(UnknownKind):
                target.load(chained([evolve(entries[0], kind="unknown")]), project)
            target.load(entries, project)
            for stale in (entries, store.journal()[1:], other.journal()):
                with raises(EntriesRefused):
                    target.load(stale, project)
            with raises(EntriesRefused):
                other.load(entries, project)
            alike(store, target)

    def test_s84_entries_may_come_in_parts_and_be_erased_in_between(self) -> None:
        with self.fresh() as store, self.fresh() as target:
            put(store, note("a", subject="ทุน"), note("b", subject="ลบทิ้ง", number=4))
            put(store, note("a", 1, subject="ทุนใหม่", number=3))
            early = store.journal(0, 2)
            target.load(early, project)
            same(bodies(target, "a", "b"), {"a": {"subject": "ทุน"}, "b": {"subject": "ลบทิ้ง", "number": 4}})
            put(store, Touch(note_ref("b"), 1), Touch(note_ref("a"), 2))
            put(store, Erase(note_ref("b"), 2, "ครบอายุ"))
            target.load(store.journal(2, 3), project)
            same(get(target, "b"), None, "its later version came bare: it will be destroyed")
            same((names(target), names(target, contains("ลบ"))), (["a"], []))
            target.load(store.journal(5), project)
            alike(store, target)
            same(verify(target).findings, ())
            with self.fresh() as third:
                third.load([*early, *store.journal(2)], project)
                alike(store, third)
                for loaded in (target, third):
                    assert search_key("ลบทิ้ง").encode() not in self.back_door(loaded).raw(), "its bytes are gone"

    def test_s89_indexes_of_several_fields_change_no_answer(self) -> None:
        with self.fresh() as plain, self.fresh() as store:
            for wrong in (("number",), ("number", "number"), ("number", "place"), ()):
                with raises(ValueError, str(wrong)):
                    store.ensure([evolve(NOTE, indexes=(wrong,))])
            store.upgrade([HINTED], project)
            store.ensure([evolve(HINTED, indexes=HINTED.indexes[::-1])])
            for one in (plain, store):
                put(one, *_many())
                put(one, note("n3", 1, subject="ทุน", number=1, day="2569"), Erase(note_ref("n4"), 1, "ครบอายุ"))
                put(one, note("n5", 1, number=2, day="2569", readers=OLD))
            expected = tuple(_answers(plain))
            same(tuple(_answers(store)), expected)
            store.upgrade([NOTE], project)
            plain.upgrade([HINTED], project)
            for changed in (store, plain):
                same(tuple(_answers(changed)), expected, "after an upgrade")
                same(verify(changed).findings, ())


def _many() -> Iterator[Put]:
    """Notes of which many have the same values, and some none."""
    for turn in range(24):
        number, day = (None, 1, 2, 2)[turn % 4], (None, "2568", "2569")[turn % 3]
        yield note(f"n{turn}", subject="ทุน" if turn % 5 else None, number=number, day=day)


def _answers(store: Store) -> Iterator[object]:
    """What a store answers to questions for which an index of several fields could be of use."""
    number, day = equal("number", 2), equal("day", "2569")
    queries = (ALL, number, number & day, day & equal("subject", "ทุน"), day & between("number", 1, 2), absent("number"))
    orders = ((), ("number", "day"), ("-day",), ("-number", "-day"), ("subject", "number"), ("-number", "day"))
    for access, query in product(
        (SYSTEM, OPEN, Access.of(*OLD)), (*queries, absent("day") & starts_with("subject", ""))
    ):
        with store.read(access) as reader:
            yield reader.count("note", query)
            yield reader.count_by("note", ("day", "number"), query)
            for order in orders:
                yield tuple(reader.rows("note", ("id", "number"), query, order))
                yield tuple(_paged(reader, query, order))


def _paged(reader: Reader, query: Query, order: tuple[str, ...]) -> Iterator[str]:
    page = reader.find("note", query, order, limit=3)
    while True:
        yield from (item.ref.id for item in page.items)
        if page.next is None:
            return
        page = reader.find("note", query, order, page.next, limit=3)


def chained(entries: Sequence[Entry]) -> list[Entry]:
    """The entries with a chain that holds."""
    chain, done = "", []
    for position, entry in enumerate(entries, 1):
        placed = evolve(entry, position=position)
        chain = link(chain, hash_of(placed))
        done.append(evolve(placed, chain=chain))
    return done
