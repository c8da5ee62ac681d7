"""The one place where records become a batch: at once here, together with others in :mod:`orqa.office.work`."""

from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager
from contextvars import ContextVar
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Protocol, TypeVar

from attrs import frozen

from orqa.base.ids import IdSequence
from orqa.base.records import Record
from orqa.base.refs import RecordRef
from orqa.domain.organization.records import Key
from orqa.office.access import readers_of
from orqa.office.errors import DIRECT, WorkRefused
from orqa.office.rights import PROGRAM, Rights
from orqa.storage.aside import Aside, aside
from orqa.storage.codec import Codec
from orqa.storage.errors import Conflict, Refused
from orqa.storage.protocol import SYSTEM, Add, Batch, Erase, Receipt, Store, Write
from orqa.storage.query import is_in

if TYPE_CHECKING:
    from attrs import AttrsInstance

_MOST_KEYS = 10_000

T = TypeVar("T")
R = TypeVar("R", bound=Record)
Made = tuple[RecordRef, ...]
"""The records that a call made, in the order in which it saved them."""

working: ContextVar[tuple["Recorder", ...]] = ContextVar("working", default=())
"""The recorders whose office has a work open here: in this thread, or in this task of an event loop."""


class Saved(Protocol):
    """What a write answers."""

    @property
    def numbers(self) -> tuple[int, ...]:
        """The numbers taken, in the order of the adds; in a work they are known when its block has ended."""


class Save(Protocol):
    """Writes new versions of records and takes numbers; see :meth:`Recorder.save`."""

    def __call__(self, action: str, at: datetime, records: Sequence[Record], adds: Sequence[Add] = ()) -> Saved:
        """Write them together."""


class Recording(Protocol):
    """How a service writes: at once (:class:`Recorder`), or all calls of a work together."""

    def save(self, action: str, at: datetime, records: Sequence[Record], adds: Sequence[Add] = ()) -> Saved:
        """See :meth:`Recorder.save`."""

    def once(
        self,
        key: str | None,
        action: str,
        asked: "AttrsInstance",
        make: Callable[[Save], T],
        again: Callable[[Made], T],
    ) -> T:
        """See :meth:`Recorder.once`."""

    def explain(self, why: Callable[[Refused], Exception | None]) -> None:
        """Say what a refusal of the store means, where what is saved is written later, with others."""

    def holding(self) -> AbstractContextManager[ExitStack]:
        """What is held in here is held until what is saved within is written: at once, or when the work ends.

        In a host's transaction that is after its commit; after a rollback it is let go with the host's callbacks.
        """

    def is_writing(self, ref: RecordRef) -> bool:
        """Whether the record waits to be written with others."""

    def is_writing_about(self, refs: Collection[RecordRef]) -> bool:
        """Whether a record waits to be written with others that points to one of these."""

    def waiting(self, ref: RecordRef) -> Record | None:
        """The record that waits to be written with others; None where it does not."""

    def waiting_of(self, kind: type[R]) -> list[R]:
        """The records of a kind that wait to be written with others."""


def _at_once(do: Callable[[], object]) -> None:
    do()


@frozen(eq=False)
class SavesAside:
    """Saves one after the other; see :class:`orqa.storage.aside.Aside`."""

    _writer: Aside
    _batch: Callable[[str, datetime, Sequence[Record], Sequence[Add], str], Batch]

    def save(
        self, action: str, at: datetime, records: Sequence[Record], adds: Sequence[Add] = (), *, batch: str = ""
    ) -> Receipt | None:
        """Begin to write as :meth:`Recorder.save` does; answers, or raises, what became of what was saved before.

        Raises:
            WorkRefused, NotAllowed, NotFound: as of :meth:`Recorder.save`; what was saved before is written.
        """
        return self._writer.apply(self._batch(action, at, records, adds, batch))

    def wait(self) -> Receipt | None:
        """Wait for what was saved last, and answer, or raise, what became of it; None where that was told."""
        return self._writer.wait()


@frozen(eq=False)
class Recorder:
    """Writes records for one actor: all of a call's records and numbers together, or nothing.

    Attributes:
        store: where to.
        codec: from records to stored forms.
        ids: makes batch ids.
        rights: of whoever acts, who stands in the journal.
        once_written: does something once what was saved is written for good.
    """

    store: Store
    codec: Codec
    ids: IdSequence
    rights: Rights = PROGRAM
    once_written: Callable[[Callable[[], object]], object] = _at_once

    def save(
        self, action: str, at: datetime, records: Sequence[Record], adds: Sequence[Add] = (), *, batch: str = ""
    ) -> Receipt:
        """Write new versions of ``records`` and take the numbers of ``adds``.

        Args:
            action: what is done, such as ``letter.receive``.
            at: when, with a time zone.
            records: each at the version that was read (0 for a new one).
            adds: numbers to take.
            batch: a batch id of one's own makes the call repeatable: a second one changes nothing.

        Raises:
            WorkRefused: inside the block of a work of this office, whose own services write.
            NotAllowed: when whoever acts may not; nothing is written.
            NotFound: when they may not see a record that is to be changed; nothing is written.
        """
        return self.store.apply(self._batch(action, at, records, adds, batch))

    def _batch(self, action: str, at: datetime, records: Sequence[Record], adds: Sequence[Add], batch: str) -> Batch:
        if self in working.get():
            raise WorkRefused(DIRECT)
        batch = batch or self.ids.next_id(at)
        writes = self.writes(action, records)
        return Batch(batch, self.rights.name, action, at, writes, tuple(adds))

    @contextmanager
    def aside(self) -> Iterator["SavesAside"]:
        """For saving many times, one after the other; where the store can, each is written while the next is made."""
        with aside(self.store) as writer:
            yield SavesAside(writer, self._batch)

    def erase(  # noqa: PLR0913 - what a destruction is: what goes, why, and what is written with it
        self,
        action: str,
        at: datetime,
        records: Sequence[Record],
        reason: str,
        *,
        kept: Sequence[Record] = (),
        adds: Sequence[Add] = (),
    ) -> Receipt:
        """Destroy records for good, each at the version that was read, and the keys that they were made under.

        Args:
            action: what is done, such as ``attachment.destroy``.
            at: when, with a time zone.
            records: what.
            reason: why, for the tombstones.
            kept: records that are written in the same batch, such as what tells of the destruction.
            adds: cells that are changed, or asked, in the same batch, such as holds.

        Raises:
            WorkRefused: inside the block of a work of this office.
            NotAllowed, NotFound: as of :meth:`save`.
        """
        if self in working.get():
            raise WorkRefused(DIRECT)
        puts = self.writes(action, kept) if kept else ()
        self.rights.check(action, records, self.store)
        refs = [str(record.ref) for record in records]
        with self.store.read(SYSTEM) as reader:
            keys = reader.find(Key.kind, is_in("about", refs), limit=_MOST_KEYS).items
        gone = [*((one.ref, one.version) for one in records), *((one.ref, one.version) for one in keys)]
        writes = (*puts, *(Erase(ref, version, reason) for ref, version in gone))
        return self.store.apply(Batch(self.ids.next_id(at), self.rights.name, action, at, writes, tuple(adds)))

    def writes(self, action: str, records: Sequence[Record]) -> tuple[Write, ...]:
        """The writes that store ``records``, where whoever acts may write them in doing ``action``.

        Raises:
            NotAllowed, NotFound: as of :meth:`save`.
        """
        self.rights.check(action, records, self.store)
        encode = self.codec.encode
        return tuple([encode(record, readers=readers_of(record)) for record in records])

    def once(
        self,
        key: str | None,
        action: str,
        asked: "AttrsInstance",
        make: Callable[[Save], T],
        again: Callable[[Made], T],
    ) -> T:
        """Do something once: the same key again gives what came of it the first time.

        Args:
            key: of the caller's choice, unique among calls of this action for ever; None does it without one.
            action: what is done, such as ``letter.receive``.
            asked: what was asked for; the same key with something else is an error.
            make: does it, and writes once, with the function that it is given.
            again: gives the result of the first time, from the records that it made.

        Raises:
            KeyNotUsable: when the key is no text of 1 to 100 characters.
            KeyUsedOtherwise: when the key stands for something else, or for what has been destroyed since.
        """
        if key is None:
            return make(self.save)
        from orqa.office.keys import Claim

        claim = Claim.of(key, action, asked)
        made = claim.made(self)
        if made is None:
            try:
                return make(partial(claim.save, self.save))
            except Conflict as conflict:  # another process was faster
                if conflict.ref != claim.ref:
                    raise
            made = claim.made_meanwhile(self)
        return again(made)

    def explain(self, why: Callable[[Refused], Exception | None]) -> None:
        """See :meth:`Recording.explain`: it writes at once, so that the caller sees the refusal."""
        del why

    @contextmanager
    def holding(self) -> Iterator[ExitStack]:
        """See :meth:`Recording.holding`."""
        with ExitStack() as held:
            yield held
            self.once_written(held.pop_all().close)

    def is_writing(self, ref: RecordRef) -> bool:
        """See :meth:`Recording.is_writing`: never, for it writes at once."""
        del ref
        return False

    def is_writing_about(self, refs: Collection[RecordRef]) -> bool:
        """See :meth:`Recording.is_writing_about`: never."""
        del refs
        return False

    def waiting(self, ref: RecordRef) -> Record | None:
        """See :meth:`Recording.waiting`: none."""
        del ref
        return None

    def waiting_of(self, kind: type[R]) -> list[R]:
        """See :meth:`Recording.waiting_of`: none."""
        del kind
        return []
