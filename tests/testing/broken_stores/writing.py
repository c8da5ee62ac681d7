"""Stores that break promises S-01 to S-19."""

import threading
from collections.abc import Sequence
from contextlib import ExitStack

from attrs import evolve

from broken_stores.base import Bending, Bent, Sound, breaks, pause
from orqa.base.refs import RecordRef
from orqa.storage.checks import check_batch
from orqa.storage.errors import BadBatch, Conflict, StorageError, StoreUnavailable
from orqa.storage.log_reader import LogReader
from orqa.storage.protocol import Add, Batch, Erase, Put, Receipt, Stored, Touch, Write

BIG = 2**63


class Writing(Sound):
    """Takes each write otherwise than it was given."""

    def understood(self, batch: Batch) -> Batch:
        return evolve(batch, writes=tuple(map(self.taken, batch.writes)))

    def taken(self, write: Write) -> Write:
        return write


@breaks("s01")
class SpoilsText(Writing):
    """Turns tabs into spaces."""

    def taken(self, write: Write) -> Write:
        if not isinstance(write, Put):
            return write
        return evolve(write, body={k: v.replace("\t", " ") if isinstance(v, str) else v for k, v in write.body.items()})


class SharingReader(LogReader):
    def get_many(self, refs: Sequence[RecordRef]) -> tuple[Stored | None, ...]:
        return tuple(stored and self._shared(stored) for stored in super().get_many(refs))

    def _shared(self, stored: Stored) -> Stored:
        assert isinstance(self._state, Bent)
        for kept in self._state.attic:
            if (kept.ref, kept.version) == (stored.ref, stored.version):
                return evolve(stored, body=kept.body)
        self._state.attic.append(stored)
        return stored


@breaks("s02")
class SharesObjects(Bending):
    """Hands out the object that it keeps."""

    reader = SharingReader


@breaks("s03")
class ForgetsWhatItFound(Sound):
    """A conflict over a record that is not there tells nonsense."""

    def _check_versions(self, writes: Sequence[Write]) -> None:
        try:
            super()._check_versions(writes)
        except Conflict as error:
            raise Conflict(error.ref, error.expected, error.found or -1) from None


class Halving(Sound):
    """Leaves behind a part of what it refused."""

    def _write(self, batch: Batch) -> Receipt:
        try:
            return super()._write(batch)
        except StorageError:
            for number, write in enumerate(self.left_behind(batch)):
                super()._write(evolve(batch, id=f"{batch.id}/{number}", writes=(write,), adds=(), reason=""))
            raise

    def left_behind(self, batch: Batch) -> Sequence[Write]:
        return batch.writes[:-1]


@breaks("s04")
class LeavesKeysClaimed(Halving):
    """A refused batch keeps the keys that it claimed."""

    def left_behind(self, batch: Batch) -> Sequence[Write]:
        return [write for write in batch.writes[:-1] if write.ref.kind == "key"]


@breaks("s05")
class KnowsBatchesByContent(Sound):
    """The same id with other content is another batch."""

    def apply(self, batch: Batch) -> Receipt:
        receipt = super().apply(batch)
        known: dict[str, Batch] = self.__dict__.setdefault("known", {})
        return receipt if known.setdefault(batch.id, batch) == batch else evolve(receipt, numbers=())


@breaks("s06")
class MendsTokens(Writing):
    """Takes the white space out of readers' tokens."""

    def taken(self, write: Write) -> Write:
        if not isinstance(write, Put) or isinstance(write.readers, str):
            return write
        return evolve(write, readers=tuple(token.replace(" ", "") or "-" for token in write.readers))


@breaks("s07")
class DropsUnknownFields(Writing):
    """Leaves out what it was not told of."""

    def taken(self, write: Write) -> Write:
        if not isinstance(write, Put) or write.ref.kind not in self._kinds:
            return write
        types = self._kinds[write.ref.kind].types
        return evolve(write, index={name: value for name, value in write.index.items() if name in types})


class CheckingEarly(Sound):
    """Looks at some versions before it has its turn."""

    def _early(self, write: Write) -> bool:
        raise NotImplementedError

    def apply(self, batch: Batch) -> Receipt:
        early = [write for write in batch.writes if self._early(write)]
        if early and batch.id not in self._state.receipts:
            super()._check_versions(early)
            pause(0.02)
        return super().apply(batch)

    def _check_versions(self, writes: Sequence[Write]) -> None:
        super()._check_versions([write for write in writes if not self._early(write)])


@breaks("s08")
class ChecksTouchesEarly(CheckingEarly):
    """Two batches may touch one version."""

    def _early(self, write: Write) -> bool:
        return isinstance(write, Touch) and write.ref.kind in self._kinds and write.expected > 1


@breaks("s09")
class RefusesEmptyBatches(Sound):
    """Nothing to do is an error."""

    def understood(self, batch: Batch) -> Batch:
        if not (batch.writes or batch.adds or batch.reason) and batch.action == "note.write" and batch.id:
            raise BadBatch("there is nothing to write")
        return batch


@breaks("s10")
class AnswersInItsOrder(Sound):
    """Numbers are answered in the order of the cells."""

    def apply(self, batch: Batch) -> Receipt:
        receipt = super().apply(batch)
        places = sorted(range(len(receipt.numbers)), key=lambda place: batch.adds[place].cell if batch.adds else "")
        return evolve(receipt, numbers=tuple(receipt.numbers[place] for place in places))


@breaks("s11")
class ChecksNoFloorOfNothing(Sound):
    """An amount of 0 changes nothing, so why look at the floor?"""

    def understood(self, batch: Batch) -> Batch:
        return evolve(batch, adds=tuple(add if add.amount else evolve(add, at_least=None) for add in batch.adds))


@breaks("s12")
class LeavesGaps(Sound):
    """A register number drawn by a batch that failed is gone."""

    def _write(self, batch: Batch) -> Receipt:
        try:
            return super()._write(batch)
        except Conflict:
            for add in batch.adds:
                if add.cell.startswith("series/"):
                    value = (self._state.cell(add.cell) or 0) + add.amount
                    self._state.cells.setdefault(add.cell, []).append((self._state.position, value))
            raise


@breaks("s13")
class DrawsEarly(Sound):
    """Draws register numbers before it has its turn."""

    def __init__(self) -> None:
        super().__init__()
        self._drawn = threading.local()

    def apply(self, batch: Batch) -> Receipt:
        alone = batch.adds if len(batch.adds) == 1 else ()
        self._drawn.cells = {add.cell: self._state.cell(add.cell) or 0 for add in alone if add.into}
        if self._drawn.cells:
            pause()
        return super().apply(batch)

    def _added(self, adds: Sequence[Add]) -> tuple[int, ...]:
        drawn: dict[str, int] = getattr(self._drawn, "cells", {})
        return tuple(drawn[add.cell] + add.amount for add in adds) if drawn else super()._added(adds)


class CaselessReader(LogReader):
    def cells(self, prefix: str = "") -> dict[str, int]:
        return {name: value for name, value in super().cells().items() if name.lower().startswith(prefix.lower())}


@breaks("s14")
class FoldsCellNames(Sound):
    """Compares the names of cells as LIKE does."""

    reader = CaselessReader


@breaks("s15")
class ClaimsEarly(CheckingEarly):
    """Looks whether a key is free before it has its turn."""

    def _early(self, write: Write) -> bool:
        return write.ref.kind == "key" and not isinstance(write, Erase)


@breaks("s16")
class Saturates(Sound):
    """Stops at the largest number instead of refusing."""

    def _added(self, adds: Sequence[Add]) -> tuple[int, ...]:
        return super()._added([evolve(add, amount=self._fitting(add)) for add in adds])

    def _fitting(self, add: Add) -> int:
        value = self._state.cell(add.cell) or 0
        return max(-BIG, min(BIG - 1, value + add.amount)) - value


@breaks("s17")
class LocksInTheOrderGiven(Sound):
    """Takes a lock for each cell, in the order of the batch."""

    def __init__(self) -> None:
        super().__init__()
        self._locks: dict[str, threading.RLock] = {}

    def apply(self, batch: Batch) -> Receipt:
        with ExitStack() as held:
            for add in batch.adds if len(batch.writes) == 2 else ():
                lock = self._locks.setdefault(add.cell, threading.RLock())
                if not lock.acquire(timeout=0.1):
                    raise StoreUnavailable("memory:", f"deadlock over {add.cell}")
                held.callback(lock.release)
                pause()
            return super().apply(batch)


@breaks("s18")
class RemembersEarly(Sound):
    """Looks whether it knows a batch before it has its turn."""

    def apply(self, batch: Batch) -> Receipt:
        self._check_writable()
        check_batch(batch, self._kinds)
        first = self._state.receipts.get(batch.id)
        pause()
        with self._lock:
            return first or self._write(batch)


@breaks("s19")
class TrimsIds(Writing):
    """An id is the same with and without a space behind it."""

    def taken(self, write: Write) -> Write:
        return evolve(write, ref=RecordRef(write.ref.kind, write.ref.id.rstrip(" ") or " "))


@breaks("s97")
class ForgetsCeilings(Sound):
    """Begins again what somebody else has begun."""

    def _added(self, adds: Sequence[Add]) -> tuple[int, ...]:
        return super()._added([evolve(add, at_most=None) for add in adds])


# ------------------------------------------------------------------ gross faults, which many tests find


@breaks("s03", "s04", "s08", "s12", "s15", "s63", "s64", also=("s17", "s18"))
class IgnoresVersions(Sound):
    """The last writer wins."""

    def _check_versions(self, writes: Sequence[Write]) -> None: ...


@breaks("s04", "s64")
class HalfApplies(Halving):
    """Leaves behind what it had written before the refusal."""


@breaks("s05", "s18")
class ForgetsBatches(Sound):
    """Does again what it has done."""

    def apply(self, batch: Batch) -> Receipt:
        self._state.receipts.pop(batch.id, None)
        return super().apply(batch)


@breaks("s04", "s11")
class ForgetsFloors(Sound):
    """Overdraws."""

    def understood(self, batch: Batch) -> Batch:
        return evolve(batch, adds=tuple(evolve(add, at_least=None) for add in batch.adds))


@breaks("s10", "s13", "s93")
class ForgetsTheColumn(Sound):
    """A number reaches the body and not the column."""

    def _write(self, batch: Batch) -> Receipt:
        receipt = super()._write(batch)
        for into in (into for add in batch.adds for into in add.into if into.field == "number"):
            record = self._state.records[into.ref]
            line = evolve(record.lines[-1], index={**record.lines[-1].index, "number": None})
            record.lines[-1] = self._state.lines[line.entry.position - 1] = line
        return receipt
