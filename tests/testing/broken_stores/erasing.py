"""Stores that break promises S-60 to S-68: lawful destruction."""

import copy
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from attrs import evolve

from broken_stores.base import Bending, Kept, Shared, Sound, breaks, ref_of
from broken_stores.writing import Halving
from orqa.base.refs import RecordRef
from orqa.storage.errors import BadBatch
from orqa.storage.log_reader import LogReader
from orqa.storage.log_state import Line, State
from orqa.storage.protocol import Access, Batch, Entry, Erase, Op, Page, Receipt, Write
from orqa.storage.query import ALL, Query, Scalar


class BuriedReader(LogReader):
    def count_by(self, kind: str, fields: Sequence[str], query: Query = ALL) -> dict[tuple[Scalar, ...], int]:
        found = super().count_by(kind, fields, query)
        records = [record.seen_at(self.token) for record in self._state.tables.get(kind, ())]
        erased = [lines for lines in records if lines and lines[-1].entry.op is Op.ERASE]
        if erased and query == ALL:
            found[(None,) * len(fields)] = found.get((None,) * len(fields), 0) + len(erased)
        return found


@breaks("s60")
class CountsTombs(Sound):
    """An erased record is a row without values in statistics."""

    reader = BuriedReader


class SaltyReader(LogReader):
    def history(self, ref: RecordRef) -> tuple[Entry, ...]:
        return tuple(entry if entry.salt else evolve(entry, salt="0" * 32) for entry in super().history(ref))


@breaks("s61")
class KeepsSalts(Sound):
    """Drops the body and keeps its salt: whoever guesses the body can tell that the guess is right."""

    reader = SaltyReader


@breaks("s62")
class KeepsErasedBytes(Bending):
    """Marks as erased what it keeps."""

    def append(self, lines: Sequence[Line]) -> None:
        if any(line.entry.op is Op.ERASE for line in lines):
            self._state.attic.append([line.text for line in self._state.lines])


@breaks("s63")
class Revives(Sound):
    """A record may be written again after its destruction."""

    def _check_versions(self, writes: Sequence[Write]) -> None:
        try:
            super()._check_versions(writes)
        except BadBatch:
            return


@breaks("s64")
class ErasesAtOnce(Halving):
    """Destroys what a refused batch asked it to destroy."""

    def left_behind(self, batch: Batch) -> Sequence[Write]:
        return [write for write in batch.writes[:-1] if isinstance(write, Erase)]


@breaks("s65")
class ErasesTheBatch(Sound):
    """Drops the content of all that came in the record's first batch."""

    def _write(self, batch: Batch) -> Receipt:
        receipt = super()._write(batch)
        for write in batch.writes:
            if isinstance(write, Erase):
                self._drop(self._state.records[write.ref].lines[0].entry.batch)
        return receipt

    def _drop(self, batch: str) -> None:
        for line in [line for line in self._state.lines if line.entry.batch == batch and line.entry.kind == "note"]:
            record = self._state.records[ref_of(line)]
            if not record.is_erased and len(record.lines) == 1:
                record.lines[0] = self._state.lines[line.entry.position - 1] = evolve(line, text="{}")


@breaks("s66")
class RestoresErased(Kept):
    """Opened again, it finds what it should have dropped."""

    def append(self, lines: Sequence[Line]) -> None:
        if any(line.entry.op is Op.ERASE for line in lines) and len(self._state.lines) == 2:
            self.__dict__["before"] = copy.deepcopy(self._state)

    def kept(self) -> State:
        found: State = self.__dict__.get("before", self._state)
        return found


class Remembering:
    """A reader that asks once."""

    def __init__(self, sound: LogReader, pages: dict[str, Page]) -> None:
        self.sound, self.pages = sound, pages

    def __getattr__(self, name: str) -> Any:
        return getattr(self.sound, name)

    def find(self, *what: Any, **parts: Any) -> Page:
        return self.pages.setdefault(repr((what, parts)), self.sound.find(*what, **parts))


@breaks("s67")
class KeepsPages(Shared):
    """A second handle goes on showing what it listed before."""

    pages: dict[str, Page] | None = None

    def second(self, *, read_only: bool = False) -> "KeepsPages":
        other = super().second(read_only=read_only)
        other.pages = {}
        return other

    @contextmanager
    def read(self, access: Access, after: int | None = None) -> Iterator[Any]:
        with super().read(access, after) as sound:
            yield sound if self.pages is None or self._read_only else Remembering(sound, self.pages)


@breaks("s68")
class ErasesFortyAtMost(Sound):
    """Does the first forty and forgets the rest."""

    def _write(self, batch: Batch) -> Receipt:
        erasures = [write for write in batch.writes if isinstance(write, Erase)]
        return super()._write(evolve(batch, writes=erasures[:40]) if len(erasures) > 40 else batch)
