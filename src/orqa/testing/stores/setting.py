"""What the promises of stores are tested with: kinds, records, batches, and how a store is opened."""

import itertools
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, NoReturn, Protocol, TypeVar

from attrs import define

from orqa.base.refs import RecordRef
from orqa.base.thai import search_key
from orqa.storage.protocol import (
    SYSTEM,
    Access,
    Add,
    Batch,
    Body,
    FieldSpec,
    KindSpec,
    Put,
    Receipt,
    Store,
    Stored,
    Write,
)
from orqa.storage.query import ALL, Query

if TYPE_CHECKING:
    from orqa.storage.query import Scalar

NOTE = KindSpec(
    "note", (FieldSpec("subject"), FieldSpec("number", "integer"), FieldSpec("day")), searchable=True, schema=1
)
"""A kind with fields of both types and search."""

KEY = KindSpec("key")
"""A kind without fields: a claim that may be made once."""

ODD = KindSpec(
    "odd-one",
    tuple(map(FieldSpec, ("order", "select", "text", "body", "position", "readers", "kind", "ref", "rowid", "value"))),
    searchable=True,
)
"""A kind whose fields have names that databases and stores use themselves."""

KINDS = (NOTE, KEY, ODD)
AT = datetime(2026, 11, 23, 2, 0, 0, 123456, tzinfo=UTC)

_E = TypeVar("_E", bound=BaseException)
_serial = itertools.count(1)


class BackDoor(Protocol):
    """A way to the stored bytes that does not use the store: else a wrong write and a wrong read would agree."""

    def body(self, ref: RecordRef) -> Body | None:
        """The latest stored body of a record; None where there is none."""

    def forge(self, ref: RecordRef, body: Body) -> None:
        """Overwrite the latest body of a record wherever it is stored, and nothing else: as a vandal would."""

    def raw(self) -> bytes:
        """All bytes that the store has written anywhere, UTF-8 for text."""


def note_ref(name: str) -> RecordRef:
    """The reference of a note."""
    return RecordRef(NOTE.kind, name)


def note(name: str, expected: int = 0, *, readers: tuple[str, ...] = (), **body: Any) -> Put:
    """A write of a note; ``body`` may hold the declared fields and anything else."""
    index: dict[str, Scalar] = {spec.name: body[spec.name] for spec in NOTE.fields if spec.name in body}
    return Put(note_ref(name), expected, body, index, search_key(str(body.get("subject") or "")), readers)


def key(name: str) -> Put:
    """A claim of a unique key."""
    return Put(RecordRef(KEY.kind, name), 0, {})


def batch(*writes: Write, adds: Sequence[Add] = (), **parts: Any) -> Batch:
    """A batch with an id of its own."""
    told: dict[str, Any] = {"id": f"batch-{next(_serial)}", "actor": "person:สมชาย", "action": "note.write", "at": AT}
    return Batch(**{**told, **parts}, writes=writes, adds=tuple(adds))


def put(store: Store, *writes: Write) -> Receipt:
    """Write these in one batch."""
    return store.apply(batch(*writes))


def get(store: Store, name: str, access: Access = SYSTEM) -> Stored | None:
    """The latest version of a note."""
    with store.read(access) as reader:
        return reader.get_many([note_ref(name)])[0]


def names(store: Store, query: Query = ALL, access: Access = SYSTEM, order: Sequence[str] = ()) -> list[str]:
    """The ids of the notes that a query finds."""
    with store.read(access) as reader:
        return [item.ref.id for item in reader.find(NOTE.kind, query, order, limit=10_000).items]


def cell(store: Store, name: str) -> int:
    """The value of a cell; 0 where it was never changed."""
    with store.read(SYSTEM) as reader:
        return reader.cells(name).get(name, 0)


@define
class Caught(BaseException):
    """Holds what a block raised."""

    error: Any = None


@contextmanager
def raises(kind: type[_E], why: str = "") -> Iterator[Caught]:
    """The block must raise ``kind``; without pytest, so that the kit can be imported alone."""
    caught = Caught()
    try:
        yield caught
    except kind as error:
        caught.error = error
        return
    raise AssertionError(f"{kind.__name__} was not raised{': ' if why else ''}{why}")


def same(found: object, expected: object, why: str = "") -> None:
    """An assertion that shows both sides also where pytest does not rewrite asserts."""
    if found != expected:
        raise AssertionError(f"{why or 'not the same'}\n  found:    {found!r}\n  expected: {expected!r}")


def skip(reason: str) -> NoReturn:
    """Skip the running test."""
    import pytest

    pytest.skip(reason)


class Setting:
    """How the kit reaches the store under test; override these in your subclass.

    Attributes:
        many: how many records are many.
    """

    many = 20_000

    def open_store(self) -> Store:
        """A new, empty store; called several times in a test, each time for another one."""
        raise NotImplementedError("a store contract needs open_store()")

    def reopen(self, store: Store) -> Store:
        """Close ``store`` and open what it kept; for stores with the capability ``durable``."""
        raise NotImplementedError(f"{store}: a durable store needs reopen()")

    def open_second(self, store: Store) -> Store:
        """Another handle on the same data, as another process has; for stores with the capability ``shared``."""
        raise NotImplementedError(f"{store}: a shared store needs open_second()")

    def open_read_only(self, store: Store) -> Store:
        """The same data, read-only; for stores with the capability ``read-only``."""
        raise NotImplementedError(f"{store}: a store that can be opened read-only needs open_read_only()")

    def opener(self, store: Store) -> Callable[[], Store] | None:  # noqa: ARG002 - a subclass uses it
        """What opens the same data in another process, such as ``partial(MyStore, path)``; None where none can.

        It is pickled: its class or function must stand in a module that can be imported there. The promises of
        processes are tested for stores that give one and claim ``shared`` or ``durable``.
        """
        return None

    def back_door(self, store: Store) -> BackDoor:
        """A way to the stored bytes that does not use the store."""
        raise NotImplementedError(f"{store}: a store contract needs back_door()")

    @contextmanager
    def fresh(self) -> Iterator[Store]:
        """A new store that knows the kit's kinds; closed at the end."""
        store = self.open_store()
        try:
            store.ensure(KINDS)
            yield store
        finally:
            store.close()

    @contextmanager
    def filled(self, *writes: Write) -> Iterator[Store]:
        """A new store that holds these, each written by a batch of its own."""
        with self.fresh() as store:
            for write in writes:
                put(store, write)
            yield store

    @contextmanager
    def second(self, store: Store) -> Iterator[Store]:
        """Another handle on a shared store; closed at the end."""
        needs(store, "shared")
        second = self.open_second(store)
        try:
            second.ensure(KINDS)
            yield second
        finally:
            second.close()


def needs(store: Store, capability: str) -> None:
    """Skip the running test when the store lacks a capability."""
    if capability not in store.capabilities:
        skip(f"the store does not claim the capability {capability!r}")


def other_processes(setting: Setting, store: Store) -> Callable[[], Store]:
    """What opens the store in another process; skips the running test when there is nothing."""
    return setting.opener(store) or skip("the contract gives no opener() for other processes")


def in_threads(jobs: Sequence[Callable[[], object]], patience: float = 60.0) -> list[object]:
    """Run jobs at the same time; give back what each returned or raised.

    Raises:
        AssertionError: when one does not come to an end in ``patience`` seconds.
    """
    import threading

    results: list[object] = [None] * len(jobs)
    start = threading.Barrier(len(jobs))

    def run(place: int, job: Callable[[], object]) -> None:
        start.wait()
        try:
            results[place] = job()
        except Exception as error:  # noqa: BLE001 - handed to the test, which expects or raises it
            results[place] = error

    threads = [threading.Thread(target=run, args=pair, daemon=True) for pair in enumerate(jobs)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(patience)
        if thread.is_alive():
            raise AssertionError(f"a thread waits for ever, at least {patience:g} seconds")
    return results


def bodies(store: Store, *wanted: str) -> Mapping[str, Body | None]:
    """The bodies of notes by id."""
    with store.read(SYSTEM) as reader:
        stored = reader.get_many([note_ref(name) for name in wanted])
    return {name: item.body if item else None for name, item in zip(wanted, stored, strict=True)}
