"""Promises S-01 to S-16 and S-19: what is written, all or nothing, and numbers without gap or double."""
# ruff: noqa: S101, D102 - the names of the tests are their sentences, asserts are what they are made of

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Any

from attrs import evolve

from orqa.base.refs import RecordRef
from orqa.storage.errors import BadBatch, Conflict, Refused, UnknownKind
from orqa.storage.protocol import SYSTEM, Add, Batch, Erase, Into, Op, Put, Reader, Store, Touch
from orqa.storage.query import equal
from orqa.testing.stores.setting import (
    AT,
    Setting,
    batch,
    bodies,
    cell,
    get,
    in_threads,
    key,
    names,
    note,
    note_ref,
    put,
    raises,
    same,
)

if TYPE_CHECKING:
    from orqa.storage.protocol import Write

BODIES: tuple[dict[str, Any], ...] = (
    {},
    {"subject": "ขอเชิญประชุม", "note": "ก่อน\u200bหลัง ํา น้ำ\tแท็บ\nบรรทัด", "quote": "\"'\\/", "nul": "\x00\x1f\x7f"},
    {"nothing": None, "yes": True, "no": False, "zero": 0, "one": 1, "minus": -1, "wide": 2**80, "text": "1"},
    {"list": [], "map": {}, "deep": {"ก": [{"x": [1, [2, [3, None]]]}]}, "empty": "", "": "empty key"},
    {"emoji": "🇹🇭👩🏽‍🎓", "long": "ก" * 100_000, "date": "0001-01-01", "decimal": "1.10"},
)
"""Bodies that any store gives back as they were."""

NAMES = (
    *("a", "A", "a ", " a", "á", "a\u0301", "\ufb01", "fi", "น้ำ", "น\u0e4d\u0e49า", "๑", "1", "1.0", "null"),
    *("it's", '"', "%", "_", "\\", "..", "a/b", "../a", "a:b", "a\u200bb", "🇹🇭", "ก" * 200),
)
"""Names that are not the same."""

SERIES = "series/received/central/2026"


class WritingContract(Setting):
    """S-01 to S-16, S-19."""

    def test_s01_what_is_put_is_read_back(self) -> None:
        with self.fresh() as store:
            for number, body in enumerate(BODIES):
                put(store, Put(note_ref(str(number)), 0, body))
            for number, body in enumerate(BODIES):
                found = get(store, str(number))
                assert found is not None, f"body {number} is gone"
                same(_typed(found.body), _typed(body), f"body {number}")
                same((found.ref, found.version, found.readers), (note_ref(str(number)), 1, ()))

    def test_s02_nothing_is_shared_with_the_caller(self) -> None:
        inner = ["first"]
        with self.filled(note("a", tags=inner), note("b", number=1)) as store:
            inner.append("changed by the caller")
            for door, look in _looks().items():
                same(look(store)["tags"], ["first"], f"the store kept the caller's object, says {door}")
                look(store)["tags"].append("changed by a reader")
                same(look(store)["tags"], ["first"], f"{door} handed out the store's own object")
            with store.read(SYSTEM) as reader:
                reader.cells()["x"] = 1
                reader.count_by("note", ("number",)).clear()
                same((reader.cells(), reader.count_by("note", ("number",))), ({}, {(None,): 1, (1,): 1}))

    def test_s03_a_change_of_another_version_is_a_conflict(self) -> None:
        with self.filled(note("a", n=1), note("a", 1, n=2)) as store:
            stale: tuple[Write, ...] = (note("a", n=9), note("a", 1, n=9), note("a", 3, n=9), Touch(note_ref("a"), 1))
            for write in stale:
                with raises(Conflict, str(write)) as caught:
                    put(store, write)
                same((caught.error.ref, caught.error.expected, caught.error.found), (write.ref, write.expected, 2))
            with raises(Conflict) as caught:
                put(store, Touch(note_ref("absent"), 1))
            same(caught.error.found, 0)
            both: tuple[Write, ...] = (note("a", n=9), note("a2", 1, n=9))
            for first, second in (both, both[::-1]):
                with raises(Conflict, "two that differ") as caught:
                    store.apply(batch(first, second, adds=(Add("seats", 1),)))
                same(caught.error.ref, first.ref, "the first that differs is told")
            latest = get(store, "a")
            assert latest is not None
            same((latest.version, latest.body), (2, {"n": 2}))

    def test_s04_a_batch_is_written_whole_or_not_at_all(self) -> None:
        with self.filled(note("a", n=1)) as store:
            before = store.checkpoint()
            good, adds = (note("a", 1, n=2), note("b", n=1), key("k")), (Add("seats", 5),)
            with raises(Conflict):
                store.apply(batch(*good, note("c", 7, n=1), adds=adds))
            with raises(Refused):
                store.apply(batch(*good, adds=(*adds, Add("zeal", -1, at_least=0))))
            with raises(BadBatch):
                store.apply(batch(*good, note("d", n=1.5), adds=adds))
            same(bodies(store, "a", "b", "c", "d"), {"a": {"n": 1}, "b": None, "c": None, "d": None})
            same((names(store), cell(store, "seats"), store.checkpoint()), (["a"], 0, before))

    def test_s05_the_same_batch_again_changes_nothing(self) -> None:
        with self.fresh() as store:
            first = batch(note("a", n=1), adds=(Add(SERIES, 1), Add("b", 2)))
            receipt = store.apply(first)
            put(store, note("a", 1, n=2))
            store.apply(batch(adds=(Add(SERIES, 1),)))
            same(store.apply(first), receipt, "the second answer differs")
            same(store.apply(evolve(first, writes=())), receipt, "a batch is known by its id")
            same((bodies(store, "a"), cell(store, SERIES), len(store.journal())), ({"a": {"n": 2}}, 2, 4))

    def test_s06_malformed_batches_are_refused(self) -> None:
        with self.filled(note("a", n=1)) as store:
            before = store.checkpoint()
            for name, bad in _malformed().items():
                with raises(BadBatch, name):
                    store.apply(bad)
                same(store.checkpoint(), before, f"{name} left something behind")

    def test_s07_undeclared_kinds_and_fields_are_refused(self) -> None:
        with self.fresh() as store:
            for bad in (
                Put(RecordRef("stranger", "a"), 0, {}),
                Put(note_ref("a"), 0, {}, {"stranger": "x"}),
                Touch(RecordRef("stranger", "a"), 1),
            ):
                with raises(UnknownKind, str(bad)) as caught:
                    store.apply(batch(note("b", n=1), bad))
                assert "stranger" in caught.error.what
            same(store.journal(), (), "something was written")

    def test_s08_a_touch_raises_the_version_and_leaves_the_content(self) -> None:
        with self.filled(note("a", subject="ทุน", number=7, readers=("unit:1",))) as store:
            put(store, Touch(note_ref("a"), 1))
            found = get(store, "a")
            assert found is not None
            same((found.version, found.body, found.readers), (2, {"subject": "ทุน", "number": 7}, ("unit:1",)))
            same(names(store, equal("number", 7)), ["a"])
            entry = store.journal()[-1]
            same((entry.op, entry.body, entry.readers), (Op.TOUCH, {}, ("unit:1",)))
            outcomes = in_threads([lambda: put(store, Touch(note_ref("a"), 2))] * 4)
            same(sum(not isinstance(outcome, Conflict) for outcome in outcomes), 1, "two batches touched one version")

    def test_s09_an_empty_batch_is_allowed(self) -> None:
        with self.filled(note("a", n=1)) as store:
            before = store.checkpoint()
            receipt = store.apply(batch())
            same((receipt.numbers, store.checkpoint()), ((), before))
            with store.read(SYSTEM, after=receipt.token) as reader:
                same(reader.count("note"), 1)

    def test_s10_numbers_are_answered_in_order_and_put_into_fields(self) -> None:
        with self.fresh() as store:
            a, b = note_ref("a"), note_ref("b")
            adds = (
                Add("z", 5, into=(Into(a, "number"), Into(b, "z"))),
                Add("a", -2),
                Add("z", 1, into=(Into(b, "number"),)),
            )
            receipt = store.apply(batch(note("a", subject="x"), note("b"), adds=adds))
            same(receipt.numbers, (5, -2, 6))
            same(bodies(store, "a", "b"), {"a": {"subject": "x", "number": 5}, "b": {"z": 5, "number": 6}})
            same([names(store, equal("number", number)) for number in (5, 6)], [["a"], ["b"]], "the columns")

    def test_s11_an_amount_below_its_floor_is_refused(self) -> None:
        with self.fresh() as store:
            store.apply(batch(adds=(Add("money/x", 10),)))
            store.apply(batch(adds=(Add("money/x", -10, at_least=0),)))
            with raises(Refused) as caught:
                store.apply(batch(adds=(Add("money/x", -1, at_least=0),)))
            error = caught.error
            same((error.cell, error.value, error.amount, error.at_least), ("money/x", 0, -1, 0))
            store.apply(batch(adds=(Add("money/x", 0, at_least=0),)))
            with raises(Refused, "an amount of 0 with a floor is a check"):
                store.apply(batch(adds=(Add("money/x", 0, at_least=1),)))
            with raises(Refused, "two adds to one cell count together"):
                store.apply(batch(adds=(Add("money/x", 3), Add("money/x", -4, at_least=0))))
            same(cell(store, "money/x"), 0)

    def test_s12_a_failed_batch_uses_up_no_number(self) -> None:
        with self.filled(note("taken", n=1)) as store:
            given = []
            for turn in range(6):
                write = note(f"n{turn}") if turn % 2 else note("taken", n=1)
                try:
                    given.append(store.apply(batch(write, adds=(Add(SERIES, 1),))).numbers)
                except Conflict:
                    continue
            same((given, cell(store, SERIES)), ([(1,), (2,), (3,)], 3))

    def test_s13_threads_get_numbers_without_gap_or_double(self) -> None:
        with self.fresh() as store:
            jobs = [_register(store, thread) for thread in range(6)]
            outcomes = in_threads(jobs)
            numbers = [number for outcome in outcomes for number in _sound(outcome)]
            same(sorted(numbers), list(range(1, 31)))
            with store.read(SYSTEM) as reader:
                rows = sorted(reader.rows("note", ("number", "id")))
            same([number for number, _ in rows], list(range(1, 31)), "the columns")

    def test_s14_cells_are_listed_by_prefix(self) -> None:
        with self.fresh() as store:
            made = ("a/1", "a/2", "a%", "a_b", "A/1", "ก/๑", "a", "b")
            store.apply(batch(adds=[Add(name, place) for place, name in enumerate(made)]))
            with store.read(SYSTEM) as reader:
                same(list(reader.cells().items()), sorted((name, place) for place, name in enumerate(made)))
                for prefix in ("a/", "a%", "a_", "ก", "a", "c"):
                    same(list(reader.cells(prefix)), sorted(n for n in made if n.startswith(prefix)), prefix)

    def test_s15_a_key_is_claimed_once(self) -> None:
        with self.fresh() as store:
            outcomes = in_threads([lambda: put(store, key("reference/อว 0655/1"))] * 6)
            same(sorted(type(outcome).__name__ for outcome in outcomes), ["Conflict"] * 5 + ["Receipt"])

    def test_s16_integers_of_64_bits_are_kept_and_larger_ones_refused(self) -> None:
        most, least = 2**63 - 1, -(2**63)
        with self.filled(note("a", number=most), note("b", number=least)) as store:
            same(names(store, order=("number",)), ["b", "a"])
            store.apply(batch(adds=(Add("full", most), Add("low", least))))
            for bad in (
                batch(adds=(Add("full", 1),)),
                batch(adds=(Add("low", -1),)),
                batch(note("c", number=most + 1)),
            ):
                with raises(BadBatch, str(bad.adds)):
                    store.apply(bad)
            same((cell(store, "full"), cell(store, "low"), names(store)), (most, least, ["a", "b"]))

    def test_s19_names_are_compared_character_by_character(self) -> None:
        with self.fresh() as store:
            for place, name in enumerate(NAMES):
                store.apply(batch(note(name, n=place), adds=(Add(name, place),), id=name, actor=name, action=name))
            with store.read(SYSTEM) as reader:
                found = reader.get_many([note_ref(name) for name in NAMES])
                same(
                    [stored and (stored.ref.id, stored.body["n"]) for stored in found],
                    [*((name, place) for place, name in enumerate(NAMES))],
                )
                same(reader.cells(), {name: place for place, name in sorted(enumerate(NAMES), key=lambda p: p[1])})
                same(names(store), list(NAMES))
            told = [(entry.batch, entry.actor, entry.action) for entry in store.journal() if entry.kind == "note"]
            same(told, [(name, name, name) for name in NAMES])

    def test_s97_an_amount_above_its_ceiling_is_refused(self) -> None:
        with self.fresh() as store:
            same(store.apply(batch(adds=(Add(SERIES, 120, at_most=120),))).numbers, (120,))
            before = store.checkpoint()
            with raises(Refused) as caught:
                store.apply(batch(note("a", n=1), adds=(Add(SERIES, 1, at_most=120),)))
            error = caught.error
            same((error.cell, error.value, error.amount, error.at_least, error.at_most), (SERIES, 120, 1, None, 120))
            with raises(Refused, "an amount of 0 with a ceiling is a check"):
                store.apply(batch(adds=(Add(SERIES, 0, at_most=119),)))
            with raises(Refused, "two adds to one cell count together"):
                store.apply(batch(adds=(Add(SERIES, -1), Add(SERIES, 2, 0, at_most=120))))
            same((store.checkpoint(), names(store), cell(store, SERIES)), (before, [], 120))
            outcomes = in_threads([lambda: store.apply(batch(adds=(Add("once", 7, at_most=7),)))] * 4)
            same(sorted(type(outcome).__name__ for outcome in outcomes), ["Receipt"] + ["Refused"] * 3)


def _typed(value: Any) -> Any:
    """The value with its types: True is not 1."""
    if isinstance(value, dict):
        return {name: _typed(item) for name, item in value.items()}
    if isinstance(value, list):
        return [_typed(item) for item in value]
    return type(value), value


def _looks() -> dict[str, Callable[[Store], Any]]:
    """The body of note ``a``, by each door that hands one out."""

    def read(ask: Callable[[Reader], Any]) -> Callable[[Store], Any]:
        def look(store: Store) -> Any:
            with store.read(SYSTEM) as reader:
                return ask(reader).body

        return look

    return {
        "get_many": read(lambda reader: reader.get_many([note_ref("a")])[0]),
        "find": read(lambda reader: reader.find("note").items[0]),
        "history": read(lambda reader: reader.history(note_ref("a"))[0]),
        "journal": lambda store: store.journal()[0].body,
    }


def _register(store: Store, thread: int) -> Callable[[], list[int]]:
    """Five batches of one thread, each a record with the next number."""

    def run() -> list[int]:
        given: list[int] = []
        for turn in range(5):
            name = f"{thread}-{turn}"
            add = Add(SERIES, 1, into=(Into(note_ref(name), "number"),))
            given += store.apply(batch(note(name), adds=(add,))).numbers
        return given

    return run


def _sound(outcome: object) -> list[int]:
    if isinstance(outcome, list):
        return outcome
    raise AssertionError(f"a thread failed: {outcome!r}")


def _malformed() -> dict[str, Batch]:
    """Batches that are wrong whatever the store holds, by what is wrong."""
    a = note_ref("a")
    fine = note("b", n=1)
    return {
        "twice the same record": batch(note("b", n=1), note("b", 1, n=2)),
        "twice the same record, touched and erased": batch(Touch(a, 1), Erase(a, 1, "law")),
        "a float": batch(fine, note("c", n=0.5)),
        "a float inside": batch(fine, note("c", n=[{"x": [1e3]}])),
        "a date": batch(fine, note("c", n=datetime(2026, 1, 1, tzinfo=AT.tzinfo))),
        "bytes": batch(fine, note("c", n=b"x")),
        "a key that is no text": batch(fine, note("c", n={1: "x"})),
        "half a surrogate pair": batch(fine, note("c", n="\ud800")),
        "a text in an integer field": batch(fine, note("c", number="1")),
        "an integer in a text field": batch(fine, note("c", subject=1)),
        "a number for a record that is not put": batch(fine, adds=(Add("c", 1, into=(Into(a, "number"),)),)),
        "a number for a record that is only touched": batch(
            Touch(a, 1), adds=(Add("c", 1, into=(Into(a, "number"),)),)
        ),
        "a number into a text field": batch(fine, adds=(Add("c", 1, into=(Into(fine.ref, "subject"),)),)),
        "two numbers into one field": batch(fine, adds=[Add(c, 1, into=(Into(fine.ref, "number"),)) for c in "cd"]),
        "a moment without a time zone": batch(fine, at=datetime(2026, 1, 1)),  # noqa: DTZ001 - this is the case
        "no id": batch(fine, id=""),
        "an id of 201 characters": batch(fine, id="x" * 201),
        "a line break in the actor": batch(fine, actor="a\nb"),
        "no action": batch(fine, action=""),
        "a cell without a name": batch(fine, adds=(Add("", 1),)),
        "a cell with a long name": batch(fine, adds=(Add("c" * 201, 1),)),
        "an amount that is no integer": batch(fine, adds=(Add("c", 1.0),)),  # type: ignore[arg-type]
        "a ceiling that is no integer": batch(fine, adds=(Add("c", 1, at_most=1.5),)),  # type: ignore[arg-type]
        "a version below 0": batch(fine, note("c", -1, n=1)),
        "a touch of version 0": batch(fine, Touch(note_ref("c"), 0)),
        "white space in a reader's token": batch(fine, note("c", readers=("unit 1",))),
        "an empty reader's token": batch(fine, note("c", readers=("",))),
        "a reason that cannot be stored": batch(fine, reason="x\x00"),
    }
