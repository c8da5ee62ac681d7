"""Stores that break promises S-93 to S-95: large offices."""

from collections.abc import Sequence
from typing import Any

from attrs import evolve

from broken_stores.base import Bending, Sound, breaks
from orqa.storage.log_reader import LogReader
from orqa.storage.log_state import Line
from orqa.storage.protocol import Batch, Page
from orqa.storage.query import ALL, Query


@breaks("s93")
class CutsBatches(Sound):
    """Writes the first three hundred records of a batch."""

    def understood(self, batch: Batch) -> Batch:
        return evolve(batch, writes=batch.writes[:300], adds=batch.adds[:300])


class CappedReader(LogReader):
    def find(self, kind: str, query: Query = ALL, *more: Any, **parts: Any) -> Page:
        page = super().find(kind, query, *more, **parts)
        return page if len(page.items) < 200 else Page(page.items[:200])


@breaks("s94")
class CapsPages(Sound):
    """Shows no more than two hundred records, and says that no more follow."""

    reader = CappedReader


@breaks("s95")
class KeepsEveryState(Bending):
    """Keeps a copy of everything for each batch."""

    many = 6400

    def append(self, lines: Sequence[Line]) -> None:
        if len(lines) == 10:
            self._state.attic.append(repr(self._state.lines) * 3)
