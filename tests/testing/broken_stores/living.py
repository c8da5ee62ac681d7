"""Stores that break promises S-70 to S-78: opening and closing."""

from collections.abc import Callable, Sequence

from attrs import evolve

from broken_stores.base import Kept, Shared, Sound, breaks, pause
from orqa.storage.errors import UpgradeNeeded
from orqa.storage.log_reader import LogReader
from orqa.storage.log_state import State
from orqa.storage.protocol import Batch, KindSpec, Receipt


@breaks("s70")
class ForgetsBatchesWhenClosed(Kept):
    """Opened again, it knows no batch by its id."""

    def kept(self) -> State:
        self._state.receipts.clear()
        return self._state


@breaks("s71")
class MindsTheOrderOfFields(Sound):
    """The same fields in another order are another kind."""

    def ensure(self, kinds: Sequence[KindSpec]) -> None:
        for spec in kinds:
            known = self._kinds.get(spec.kind, spec)
            if known.fields != spec.fields and set(known.fields) == set(spec.fields):
                raise UpgradeNeeded((spec.kind,))
        super().ensure(kinds)


@breaks("s72")
class MindsNoSearch(Sound):
    """A kind that is searched no more is the same kind."""

    def ensure(self, kinds: Sequence[KindSpec]) -> None:
        known = [evolve(spec, searchable=self._kinds.get(spec.kind, spec).searchable) for spec in kinds]
        super().ensure(known)


@breaks("s73")
class MindsNoSchema(Sound):
    """Opens what a newer program wrote."""

    def ensure(self, kinds: Sequence[KindSpec]) -> None:
        schemas = {kind: spec.schema for kind, spec in self._kinds.items()}
        super().ensure([evolve(spec, schema=max(spec.schema, schemas.get(spec.kind, 0))) for spec in kinds])


@breaks("s74")
class TakesAnyName(Sound):
    """Leaves out a field with a name of its own instead of refusing it."""

    def ensure(self, kinds: Sequence[KindSpec]) -> None:
        mended = (tuple(field for field in spec.fields if field.name != "recorded") for spec in kinds)
        super().ensure([evolve(spec, fields=fields) for spec, fields in zip(kinds, mended, strict=True)])


@breaks("s75")
class StaysOpen(Sound):
    """Works on after it was closed."""

    def close(self) -> None: ...


class TornReader(LogReader):
    def cells(self, prefix: str = "") -> dict[str, int]:
        if "n" not in self._state.cells:
            return super().cells(prefix)
        _until(lambda: self._state.position > self.token)
        return LogReader.cells(evolve(self, token=self._state.position), prefix)


@breaks("s76")
class ReadsTwice(Sound):
    """A snapshot is two transactions."""

    reader = TornReader

    def apply(self, batch: Batch) -> Receipt:
        if [add.cell for add in batch.adds] == ["n"]:
            _until(lambda: self._snapshots[self._state.position] > 0)
        return super().apply(batch)


def _until(there: Callable[[], bool]) -> None:
    """Wait for the other thread, but not for one that has ended."""
    for _ in range(50):
        if there():
            return
        pause()


@breaks("s77")
class CountsForItself(Shared):
    """Each handle draws from a block of numbers of its own."""

    def second(self, *, read_only: bool = False) -> "CountsForItself":
        other = super().second(read_only=read_only)
        other.__dict__["block"] = True
        return other

    def understood(self, batch: Batch) -> Batch:
        if "block" in self.__dict__ and len(batch.adds) == 1 and not batch.writes and batch.adds[0].amount == 1:
            return evolve(batch, adds=tuple(evolve(add, cell=f"{add.cell}/2") for add in batch.adds))
        return batch


@breaks("s78")
class DrawsReadOnly(Shared):
    """Refuses records and takes adds."""

    def apply(self, batch: Batch) -> Receipt:
        if not self._read_only or batch.writes:
            return super().apply(batch)
        with self._lock:
            return self._write(batch)
