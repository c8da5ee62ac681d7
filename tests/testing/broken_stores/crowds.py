"""Stores that break promises S-79 to S-91: processes, kills, handles, histories."""

import copy
import threading
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from attrs import evolve

from broken_stores.base import Filed, Shared, Sound, breaks, pause
from orqa.storage.log_reader import LogReader
from orqa.storage.log_state import Line
from orqa.storage.protocol import Batch, Receipt

_LOCKS: defaultdict[Path, threading.RLock] = defaultdict(threading.RLock)


@breaks("s79")
class LocksThreadsOnly(Filed):
    """Its lock is of one process."""

    capabilities = frozenset({"shared"})

    @contextmanager
    def turn(self) -> Iterator[None]:
        with _LOCKS[self.path]:
            yield

    def append(self, lines: Sequence[Line]) -> None:
        pause()
        super().append(lines)


@breaks("s85")
class WritesBehind(Filed):
    """Answers first and writes when it is closed."""

    capabilities = frozenset({"durable"})

    def __init__(self, path: Path) -> None:
        self.waiting: list[Sequence[Line]] = []
        super().__init__(path)

    def append(self, lines: Sequence[Line]) -> None:
        self.waiting.append(lines)

    def reshape(self, lines: Sequence[Line]) -> None:
        self._flush()
        super().reshape(lines)

    def catch_up(self) -> None:
        if not self.waiting:
            super().catch_up()

    def close(self) -> None:
        self._flush()
        super().close()

    def _flush(self) -> None:
        waiting, self.waiting = self.waiting, []
        self.save(waiting)


@breaks("s86")
class SharesSnapshots(Shared):
    """What the first handle writes shows in the snapshots of the second."""

    def second(self, *, read_only: bool = False) -> "SharesSnapshots":
        other = super().second(read_only=read_only)
        other.__dict__["reader"] = PresentReader
        return other


class PresentReader(LogReader):
    def cells(self, prefix: str = "") -> dict[str, int]:
        return LogReader.cells(evolve(self, token=self._state.position), prefix)


@breaks("s87")
class ClosesForAll(Shared):
    """Closing a handle closes what all of them use."""

    def second(self, *, read_only: bool = False) -> "ClosesForAll":
        other = super().second(read_only=read_only)
        other.__dict__["first"] = self
        return other

    def close(self) -> None:
        super().close()
        if first := self.__dict__.get("first"):
            first.close()


@breaks("s88")
class ReadsACopy(Shared):
    """A handle opened to read only shows what was there when it was opened."""

    def second(self, *, read_only: bool = False) -> "ReadsACopy":
        other = super().second(read_only=read_only)
        if read_only:
            other._state = copy.deepcopy(self._state)
        return other


@breaks("s90", also=("s91",))
class RemembersFewBatches(Sound):
    """Knows the last batches by their ids."""

    def apply(self, batch: Batch) -> Receipt:
        for old in list(self._state.receipts)[:-1]:
            if old.startswith("b") and old[1:].isdigit():
                del self._state.receipts[old]
        return super().apply(batch)


@breaks("s91")
class KnowsOneNeighbour(Shared):
    """The third handle works on a copy."""

    def second(self, *, read_only: bool = False) -> "KnowsOneNeighbour":
        other = super().second(read_only=read_only)
        if self.__dict__.get("met"):
            other._state = copy.deepcopy(self._state)
        self.__dict__["met"] = True
        return other
