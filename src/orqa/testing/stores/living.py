"""Promises S-70 to S-79: opening, closing, handles, threads."""
# ruff: noqa: S101, D102 - the names of the tests are their sentences, asserts are what they are made of

import threading

from attrs import evolve

from orqa.storage.errors import StoreReadOnly, StoreTooNew, StoreUnavailable, UpgradeNeeded
from orqa.storage.protocol import OPEN, SYSTEM, Add, FieldSpec, KindSpec, Store, Touch
from orqa.storage.query import contains, equal
from orqa.storage.verify import verify
from orqa.testing.stores.setting import (
    KINDS,
    NOTE,
    Setting,
    batch,
    bodies,
    cell,
    in_threads,
    names,
    needs,
    note,
    note_ref,
    put,
    raises,
    same,
)


class LifeContract(Setting):
    """S-70 to S-78."""

    def test_s70_a_durable_store_keeps_everything(self) -> None:
        with self.fresh() as store:
            needs(store, "durable")
            first = batch(note("a", subject="ทุน", number=3), adds=(Add("series/x", 1),))
            receipt = store.apply(first)
            put(store, note("b", subject="ลับ", readers=("unit:1",)), Touch(note_ref("a"), 1))
            journal = tuple(store.journal())
            again = self.reopen(store)
            try:
                again.ensure(KINDS)
                same(tuple(again.journal()), journal)
                same((again.apply(first), cell(again, "series/x")), (receipt, 1))
                same(names(again, contains("ทุน") & equal("number", 3), OPEN), ["a"])
                same(verify(again).findings, ())
                put(again, note("c"))
                same(again.checkpoint().position, len(journal) + 1)
            finally:
                again.close()

    def test_s71_kinds_may_be_declared_again_and_added(self) -> None:
        other = KindSpec("other", (FieldSpec("x"),))
        with self.filled(note("a", number=1)) as store:
            store.ensure(KINDS)
            store.ensure([other])
            store.ensure([evolve(NOTE, fields=NOTE.fields[::-1])])
            with store.read(SYSTEM) as reader:
                same((reader.count("other"), reader.count("note", equal("number", 1))), (0, 1))

    def test_s72_other_fields_need_an_upgrade(self) -> None:
        changes = (
            evolve(NOTE, fields=NOTE.fields[:2]),
            evolve(NOTE, fields=(*NOTE.fields, FieldSpec("more"))),
            evolve(NOTE, fields=(FieldSpec("subject"), FieldSpec("number"), FieldSpec("day"))),
            evolve(NOTE, searchable=False),
        )
        with self.filled(note("a", number=1)) as store:
            for changed in changes:
                with raises(UpgradeNeeded, str(changed)) as caught:
                    store.ensure([changed])
                same(caught.error.kinds, ("note",))
            same(names(store, equal("number", 1)), ["a"], "nothing was changed")
            if "durable" in store.capabilities:
                again = self.reopen(store)
                try:
                    for changed in changes:
                        with raises(UpgradeNeeded, f"opened again: {changed}"):
                            again.ensure([changed])
                finally:
                    again.close()

    def test_s73_a_newer_schema_is_refused(self) -> None:
        with self.fresh() as store:
            store.ensure([evolve(NOTE, schema=3)])
            with raises(StoreTooNew) as caught:
                store.ensure([evolve(NOTE, schema=2)])
            same((caught.error.kind, caught.error.found, caught.error.known), ("note", 3, 2))
            store.ensure([evolve(NOTE, schema=3)])

    def test_s74_names_that_cannot_be_kinds_or_fields_are_refused(self) -> None:
        with self.fresh() as store:
            for bad in (
                KindSpec("Note"),
                KindSpec("note; drop"),
                KindSpec("batch"),
                KindSpec(""),
                *(KindSpec("x", (FieldSpec(name),)) for name in ("id", "version", "recorded", "A", "a b", "", 'a"')),
                KindSpec("x", (FieldSpec("twice"), FieldSpec("twice"))),
            ):
                with raises(ValueError, str(bad)):
                    store.ensure([bad])

    def test_s75_a_closed_store_says_so(self) -> None:
        store = self.open_store()
        store.ensure(KINDS)
        store.close()
        store.close()
        for act in (
            lambda: put(store, note("a")),
            store.journal,
            store.checkpoint,
            lambda: store.ensure(KINDS),
            lambda: names(store),
        ):
            with raises(StoreUnavailable):
                act()

    def test_s76_threads_read_while_others_write(self) -> None:
        with self.filled(note("a", n=0)) as store:
            done: list[int] = []
            over = threading.Event()

            def write() -> None:
                try:
                    for turn in range(1, 11):
                        store.apply(batch(note("a", turn, n=turn), adds=(Add("n", 1),)))
                        done.append(turn)
                finally:
                    over.set()

            def look() -> None:
                last = False
                while not last:
                    last, told = over.is_set(), len(done)
                    with store.read(SYSTEM) as reader:
                        found = reader.get_many([note_ref("a")])[0]
                        assert found is not None
                        shown = found.body["n"]
                        same(reader.cells().get("n", 0), shown, "record and cell of different batches")
                        same(len(reader.history(note_ref("a"))), found.version)
                    assert shown >= told, f"{shown} is shown after {told} was answered"

            same(in_threads([write, look, look]), [None, None, None])

    def test_s77_two_handles_share_one_store(self) -> None:
        with self.filled(note("a", n=1)) as store, self.second(store) as second:
            same(bodies(second, "a"), {"a": {"n": 1}})
            outcomes = in_threads([lambda handle=handle: _count_up(handle) for handle in (store, second)])  # type: ignore[misc]
            same(outcomes, [None, None])
            same((cell(store, "series/x"), cell(second, "series/x")), (10, 10))
            same(verify(second).findings, ())

    def test_s78_a_store_opened_read_only_writes_nothing(self) -> None:
        with self.filled(note("a", n=1)) as store:
            needs(store, "read-only")
            before = store.checkpoint()
            reader = self.open_read_only(store)
            try:
                reader.ensure(KINDS)
                same(bodies(reader, "a"), {"a": {"n": 1}})
                for bad in (batch(note("b")), batch(adds=(Add("x", 1),))):
                    with raises(StoreReadOnly):
                        reader.apply(bad)
                same(reader.checkpoint(), before)
            finally:
                reader.close()


def _count_up(store: Store) -> None:
    for _ in range(5):
        store.apply(batch(adds=(Add("series/x", 1),)))
