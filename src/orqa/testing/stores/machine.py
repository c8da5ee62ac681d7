"""A Hypothesis state machine that does the same to a store and to the model, and compares all that they show."""

import copy
from contextlib import ExitStack
from typing import TYPE_CHECKING, Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from orqa.base.refs import RecordRef
from orqa.storage.errors import BadBatch, Conflict, Refused
from orqa.storage.joined_bodies import joined_bodies
from orqa.storage.protocol import OPEN, SYSTEM, Access, Add, Batch, Erase, Into, Put, Reader, Store, Touch, Write
from orqa.storage.query import ALL, Query, absent, between, contains, equal, is_in, starts_with
from orqa.storage.verify import verify
from orqa.testing.stores.model import FIELDS, Model
from orqa.testing.stores.setting import AT, KINDS, Setting, note, note_ref, same

if TYPE_CHECKING:
    from orqa.storage.query import Scalar


def all_of(queries: list[Query]) -> Query:
    """All of them at once."""
    return Query(tuple(term for query in queries for term in query.terms))


SUBJECTS = st.sampled_from(["ทุน", "ทุนการศึกษา", "ประชุม ทุน", "น้ำ ๑๐", "A% b_", "a", "", None])
NUMBERS_THERE = [-5, 0, 3, 20, 100]
NUMBERS = st.sampled_from([*NUMBERS_THERE, None])
DAYS = st.sampled_from(["2026-01-02", "2569", "", None])
READERS = st.sampled_from([(), (), ("unit:1",), ("unit:2", "person:ก")])
ACCESSES = st.sampled_from([SYSTEM, OPEN, Access.of("unit:1"), Access.of("person:ก", "unit:12")])
ORDERS = st.lists(
    st.sampled_from(["subject", "-subject", "number", "-number", "day", "-day"]),
    max_size=2,
    unique_by=lambda n: n.lstrip("-"),
)
WORDS = st.sampled_from(["ทุน", "ท", "ุน", "ประ ทุน", "10", "1", "%", "_", "a", "B_", "ไม่มี"])
REFS = [note_ref(name) for name in "abcdef"] + [RecordRef("key", name) for name in "ab"]
CELLS = ("series/x", "stock")

TERMS = st.one_of(
    st.builds(equal, st.just("number"), NUMBERS.filter(lambda n: n is not None)),
    st.builds(equal, st.just("subject"), SUBJECTS.filter(lambda s: s is not None)),
    st.builds(is_in, st.just("day"), st.lists(DAYS.filter(lambda d: d is not None), max_size=2)),
    st.builds(between, st.just("number"), NUMBERS, NUMBERS),
    st.builds(between, st.just("subject"), SUBJECTS, SUBJECTS),
    st.builds(starts_with, st.just("subject"), st.sampled_from(["ทุน", "A", "a", "", "%"])),
    st.builds(absent, st.sampled_from(["subject", "number", "day"])),
    st.builds(contains, WORDS),
)
QUERIES = st.lists(TERMS, max_size=2).map(all_of)


class StoreMachine(RuleBasedStateMachine):
    """One store and the model beside it; ``setting`` is given by :func:`run_machine`.

    Attributes:
        clients: how many handles a shared store gets.
        most_held: how many snapshots may be kept open.
    """

    setting: Setting
    clients = 1
    most_held = 2

    def __init__(self) -> None:
        super().__init__()
        first = self.setting.open_store()
        self.handles = [first]
        if "shared" in first.capabilities:
            self.handles += [self.setting.open_second(first) for _ in range(self.clients - 1)]
        for handle in self.handles:
            handle.ensure(KINDS)
        self.model = Model()
        self.done: list[Batch] = []
        self.serial = 0
        self.snapshots = ExitStack()
        self.held: list[tuple[Reader, Model, Access]] = []

    @property
    def store(self) -> Store:
        """The handle of the client whose turn it is; the next time, it is the next one's turn."""
        self.handles.append(self.handles.pop(0))
        return self.handles[-1]

    # ------------------------------------------------------------------ writing

    @initialize(numbers=st.permutations(NUMBERS_THERE), subjects=st.lists(SUBJECTS, min_size=4, max_size=4))
    def begin(self, numbers: list[int], subjects: list[str | None]) -> None:
        """A few notes, so that there is something to order and to ask for."""
        found = zip("abcd", numbers, subjects, strict=False)
        writes = tuple(note(name, number=number, subject=subject) for name, number, subject in found)
        self._apply(Batch("begin", "system", "test", AT, writes))

    @rule(data=st.data())
    def write(self, data: st.DataObject) -> None:
        """A batch of a few writes and adds, most of them with the right version."""
        refs = data.draw(st.lists(st.sampled_from(REFS), min_size=1, max_size=4, unique=True))
        writes = tuple(self._write(data, ref) for ref in refs)
        adds = self._adds(data, [write.ref for write in writes if isinstance(write, Put) and write.ref.kind == "note"])
        self._apply_next(*writes, adds=adds, reason=data.draw(st.sampled_from(["", "", "เหตุผล"])))

    @precondition(lambda self: self.done)
    @rule(data=st.data())
    def repeat(self, data: st.DataObject) -> None:
        """A batch that was sent before."""
        self._apply(data.draw(st.sampled_from(self.done)))

    def _write(self, data: st.DataObject, ref: RecordRef) -> Write:
        content = self.model.records.get(ref)
        expected = (content.version if content else 0) + data.draw(st.sampled_from([0, 0, 0, 0, 1]))
        sort = data.draw(st.sampled_from(["put", "erase", "put", "touch"]))
        if sort == "put" or expected == 0:
            if ref.kind == "key":
                return Put(ref, expected, {"claim": ref.id}, readers=data.draw(READERS))
            values = {"subject": data.draw(SUBJECTS), "number": data.draw(NUMBERS), "day": data.draw(DAYS)}
            return note(ref.id, expected, readers=data.draw(READERS), **values)
        return Touch(ref, expected) if sort == "touch" else Erase(ref, expected, "retention")

    @staticmethod
    def _adds(data: st.DataObject, notes: list[RecordRef]) -> tuple[Add, ...]:
        wanted = data.draw(st.lists(st.sampled_from(CELLS), max_size=2, unique=True))
        adds = []
        for place, cell in enumerate(wanted):
            amount = 1 if cell.startswith("series/") else data.draw(st.integers(-3, 3))
            floor = data.draw(st.sampled_from([None, 0])) if cell == "stock" else None
            ceiling = data.draw(st.sampled_from([None, 4])) if cell == "stock" else None
            into = (Into(notes[0], ("number", "extra")[place]),) if notes else ()
            adds.append(Add(cell, amount, floor, into, ceiling))
        return tuple(adds)

    def _apply_next(self, *writes: Write, adds: tuple[Add, ...] = (), reason: str = "") -> None:
        self.serial += 1
        self.done.append(Batch(f"b{self.serial}", "system", "test", AT, writes, adds, reason))
        self._apply(self.done[-1])

    def _apply(self, batch: Batch) -> None:
        same(_answer(self.store, batch), self.model.apply(batch), f"the answer to {batch}")
        for reader, model, access in self.held[-2:]:
            _compare_lists(reader, model, access, ALL, ("number",), 3)

    # ------------------------------------------------------------------ reading

    @rule(access=ACCESSES, query=QUERIES, order=ORDERS, limit=st.integers(1, 4))
    def ask(self, access: Access, query: Query, order: list[str], limit: int) -> None:
        """Lists, pages, rows and counts of one question."""
        with self.store.read(access) as reader:
            _compare_lists(reader, self.model, access, query, tuple(order), limit)

    @rule(access=ACCESSES)
    def look(self, access: Access) -> None:
        """Every record."""
        with self.store.read(access) as reader:
            _compare_records(reader, self.model, access)

    @precondition(lambda self: len(self.held) < self.most_held)
    @rule(access=ACCESSES)
    def hold(self, access: Access) -> None:
        """Open a snapshot and keep it."""
        reader = self.snapshots.enter_context(self.store.read(access))
        self.held.append((reader, copy.deepcopy(self.model), access))

    @precondition(lambda self: self.held)
    @rule(query=QUERIES)
    def look_back(self, query: Query) -> None:
        """What the kept snapshots show is what was there when they were opened."""
        for reader, model, access in self.held:
            _compare_lists(reader, model, access, query, ("number",), 2)
            _compare_records(reader, model, access)

    @precondition(lambda self: len(self.held) == 2)
    @rule()
    def let_go(self) -> None:
        """Close the kept snapshots."""
        self.held.clear()
        self.snapshots.close()

    @precondition(lambda self: "durable" in self.handles[0].capabilities)
    @rule()
    def reopen(self) -> None:
        """Close a handle and open it again, while the others go on."""
        self.let_go()
        self.handles[0] = self.setting.reopen(self.handles[0])
        self.handles[0].ensure(KINDS)

    @invariant()
    def the_journal_is_as_long_as_the_model_says(self) -> None:
        """One entry a write, one for the adds."""
        same(self.store.checkpoint().position, self.model.entries)

    def teardown(self) -> None:
        """Verify and close."""
        try:
            self.let_go()
            same([finding.show() for finding in verify(self.store).findings], [], "verification")
        finally:
            for handle in self.handles:
                handle.close()


def _answer(store: Store, batch: Batch) -> tuple[Any, ...]:
    try:
        return ("done", store.apply(batch).numbers)
    except Conflict as error:
        return ("Conflict", error.ref, error.found)
    except Refused as error:
        return ("Refused", error.cell, error.value)
    except BadBatch:
        return ("BadBatch",)


def _compare_lists(  # noqa: PLR0913, PLR0917 - one question has these parts
    reader: Reader, model: Model, access: Access, query: Query, order: tuple[str, ...], limit: int
) -> None:
    expected = model.find(access, query, order)
    found: list[str] = []
    after: tuple[Scalar, ...] | None = None
    while True:
        page = reader.find("note", query, order, after, limit)
        found += [item.ref.id for item in page.items]
        after = page.next
        if after is None or len(found) > len(expected):
            break
    same(found, expected, f"find {query} {order} by {limit}")
    same([name for (name,) in reader.rows("note", ("id",), query, order)], expected, f"rows {query} {order}")
    same([name for name, *_ in reader.bodies("note", query, order)], expected, f"bodies {query} {order}")
    parts = joined_bodies(reader, "note", query, order, 2)
    same([name for part in parts for name, *_ in part.each()], expected, f"joined bodies {query} {order}")
    same(reader.count("note", query), len(expected), f"count {query}")
    same(sum(reader.count_by("note", ("day",), query).values()), len(expected), f"count_by {query}")


def _compare_records(reader: Reader, model: Model, access: Access) -> None:
    visible = model.visible(access)
    for ref, stored in zip(REFS, reader.get_many(REFS), strict=True):
        content = visible.get(ref)
        expected = (content.version, content.body, content.readers) if content else None
        same((stored.version, stored.body, stored.readers) if stored else None, expected, str(ref))
        if content:
            same([entry.version for entry in reader.history(ref)], list(range(1, content.version + 1)), str(ref))
    rows = {str(row[0]): row[1:] for row in reader.rows("note", ("id", *FIELDS["note"]), ALL)}
    columns = {ref.id: tuple(content.index.values()) for ref, content in visible.items() if ref.kind == "note"}
    same(rows, columns, "columns")
    same(reader.cells(), dict(sorted(model.cells.items())), "cells")


class ClientsMachine(StoreMachine):
    """Three clients who act in turn, each by a handle of its own where the store can be shared.

    Whatever one does, the next one looks at; snapshots of all of them stay as they are while the others write, and
    they write from what such a snapshot shows, which may be stale.
    """

    clients = 3
    most_held = 5

    @precondition(lambda self: self.held)
    @rule(data=st.data())
    def write_from_a_snapshot(self, data: st.DataObject) -> None:
        """Change what a kept snapshot shows, as a person does who looked at it a while ago."""
        reader, _, _ = data.draw(st.sampled_from(self.held))
        found = [stored for stored in reader.get_many(REFS) if stored and stored.ref.kind == "note"]
        if found:
            stored = data.draw(st.sampled_from(found))
            self._apply_next(note(stored.ref.id, stored.version, number=data.draw(NUMBERS)))

    @rule()
    def pass_the_turn(self) -> None:
        """Let a client do nothing, so that any may follow any."""
        self.handles.append(self.handles.pop(0))


def run_machine(
    setting: Setting, examples: int, steps: int, machine: type[StoreMachine] = StoreMachine, **more: Any
) -> None:
    """Run a machine against the stores that ``setting`` opens; ``more`` are settings of Hypothesis."""
    chosen = settings(max_examples=examples, stateful_step_count=steps, deadline=None, database=None, **more)
    run_state_machine_as_test(type("Machine", (machine,), {"setting": setting}), settings=chosen)
