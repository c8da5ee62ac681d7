"""Stores that break promises S-80 to S-84 and S-89: kinds that change, offices that move."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

from attrs import evolve

from broken_stores.base import Bending, Sound, breaks
from orqa.storage.chain import canonical
from orqa.storage.log_reader import LogReader
from orqa.storage.protocol import Batch, Checkpoint, Entry, KindSpec, Progress, Project, Projection, Stored
from orqa.storage.query import Scalar
from orqa.testing.stores.setting import AT


@breaks("s80")
class LeavesNewColumnsEmpty(Sound):
    """Makes room for new fields and does not look into the bodies for them."""

    def upgrade(self, kinds: Sequence[KindSpec], project: Project, *, progress: Progress | None = None) -> None:
        known = {declared.name for spec in self._kinds.values() for declared in spec.fields}

        def projected(stored: Stored) -> Projection:
            shown = project(stored)
            return evolve(shown, index={name: value for name, value in shown.index.items() if name in known})

        super().upgrade(kinds, projected, progress=progress)


@breaks("s81")
class JournalsUpgrades(Sound):
    """Writes an entry of its own."""

    def upgrade(self, kinds: Sequence[KindSpec], project: Project, *, progress: Progress | None = None) -> None:
        super().upgrade(kinds, project, progress=progress)
        self.apply(Batch(f"upgrade {self.checkpoint().position}", "system", "upgrade", AT, reason="upgrade"))


@breaks("s82")
class ForgetsLoadedBatches(Sound):
    """Does not know the batches of entries that came from another store."""

    def load(self, entries: Sequence[Entry], project: Project) -> Checkpoint:
        end = super().load(entries, project)
        self._state.receipts.clear()
        return end


@breaks("s83")
class TakesWhateverComes(Sound):
    """Loads entries without a look at their positions and hashes."""

    def load(self, entries: Sequence[Entry], project: Project) -> Checkpoint:
        for batch, group in groupby(entries, key=lambda entry: entry.batch):
            del batch
            texts = [(entry, None if entry.body is None else canonical(entry.body)) for entry in group]
            self._state.take([self._loaded(entry, text, project) for entry, text in texts])
        return self.checkpoint()


@breaks("s84")
class KeepsLoadedBodies(Bending):
    """Keeps the content of what is destroyed while it is loaded."""

    def load(self, entries: Sequence[Entry], project: Project) -> Checkpoint:
        self._state.attic += [entry.body for entry in entries]
        return super().load(entries, project)


class LosingReader(LogReader):
    def rows(self, kind: str, fields: Sequence[str], *more: Any, **parts: Any) -> Iterator[tuple[Scalar, ...]]:
        rows = super().rows(kind, fields, *more, **parts)
        return (row for row in rows if None not in row) if self._kinds[kind].indexes else rows


@breaks("s89")
class LosesWhatIsAbsent(Sound):
    """Takes rows from an index of several fields, which knows no record that lacks one of them."""

    reader = LosingReader
