"""The kit is tested too: each store here breaks a promise, and exactly the tests named must fail."""

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from itertools import groupby
from typing import Any

import pytest
from attrs import define, evolve, field
from hypothesis import Phase

from orqa.base.refs import RecordRef
from orqa.plugins.builtin.stores.memory import MemoryStore
from orqa.storage.chain import canonical, digest_of, hash_of, link
from orqa.storage.errors import Conflict, StorageError
from orqa.storage.log_reader import LogReader
from orqa.storage.log_state import Latest, Line, State
from orqa.storage.matching import sort_key
from orqa.storage.protocol import (
    SYSTEM,
    Access,
    Add,
    Batch,
    Checkpoint,
    Entry,
    KindSpec,
    Op,
    Page,
    Progress,
    Project,
    Projection,
    Put,
    Receipt,
    Stored,
    Touch,
    Write,
)
from orqa.storage.query import ALL, Contains, Query, Range, Scalar, Term
from orqa.testing import StoreContract
from orqa.testing.stores.machine import run_machine
from orqa.testing.stores.setting import AT

BROKEN: dict[type[MemoryStore], tuple[set[str], set[str]]] = {}


def breaks(*promises: str, also: Sequence[str] = ()) -> Callable[[type[MemoryStore]], type[MemoryStore]]:
    """Say whose tests must fail (``s01``), and whose may fail besides, by chance."""

    def remember(store: type[MemoryStore]) -> type[MemoryStore]:
        BROKEN[store] = (set(promises), set(also))
        return store

    return remember


class OtherReader(MemoryStore):
    """Base of the stores that read wrongly."""

    reader: type[LogReader]

    @contextmanager
    def read(self, access: Access, after: int | None = None) -> Iterator[LogReader]:
        with super().read(access, after) as sound:
            yield self.reader(sound._state, sound._kinds, sound._lock, sound._access, sound.token)


@define(eq=False)
class Bent(State):
    """A state that changes the lines before it takes them."""

    bend: Callable[[Sequence[Line]], Sequence[Line]] = field(default=lambda lines: lines, repr=False)
    attic: list[Any] = field(factory=list)

    def take(self, lines: Sequence[Line]) -> None:
        chain, done = self.chain, []
        for line in self.bend(lines):
            chain = link(chain, hash_of(line.entry))
            done.append(evolve(line, entry=evolve(line.entry, chain=chain)))
        super().take(done)


# ------------------------------------------------------------------ writing


@breaks("s01")
class SpoilsText(MemoryStore):
    """Turns tabs into spaces."""

    def _write(self, batch: Batch) -> Receipt:
        return super()._write(evolve(batch, writes=tuple(map(self._spoiled, batch.writes))))

    @staticmethod
    def _spoiled(write: Write) -> Write:
        if not isinstance(write, Put):
            return write
        return evolve(write, body={k: v.replace("\t", " ") if isinstance(v, str) else v for k, v in write.body.items()})


class SharingReader(LogReader):
    def get_many(self, refs: Sequence[RecordRef]) -> tuple[Stored | None, ...]:
        return tuple(self._shared(stored) for stored in super().get_many(refs))

    def _shared(self, stored: Stored | None) -> Stored | None:
        if stored is None or not isinstance(self._state, Bent):
            return stored
        for kept in self._state.attic:
            if (kept.ref, kept.version) == (stored.ref, stored.version):
                return evolve(stored, body=kept.body)
        self._state.attic.append(stored)
        return stored


@breaks("s02")
class SharesObjects(OtherReader):
    """Hands out the object that it keeps."""

    reader = SharingReader

    def __init__(self) -> None:
        super().__init__()
        self._state = Bent()


@breaks("s03", "s04", "s08", "s12", "s15", "s63", "s64")
class IgnoresVersions(MemoryStore):
    """The last writer wins."""

    def _check_versions(self, writes: Sequence[Write]) -> None: ...


@breaks("s04", "s64")
class HalfApplies(MemoryStore):
    """Leaves behind what it had written before the refusal."""

    def _write(self, batch: Batch) -> Receipt:
        try:
            return super()._write(batch)
        except StorageError:
            for number, write in enumerate(batch.writes[:-1]):
                super()._write(evolve(batch, id=f"{batch.id}/{number}", writes=(write,), adds=(), reason=""))
            raise


@breaks("s05")
class ForgetsBatches(MemoryStore):
    """Does again what it has done."""

    def apply(self, batch: Batch) -> Receipt:
        self._state.receipts.pop(batch.id, None)
        return super().apply(batch)


@breaks("s04", "s06", "s07", "s16")
class AcceptsAnything(MemoryStore):
    """Checks no batch."""

    def apply(self, batch: Batch) -> Receipt:
        with self._lock:
            self._check_open()
            return self._state.receipts.get(batch.id) or self._write(batch)


@breaks("s08", "s27", "s37", "s41", "s50")
class TouchesTheContent(MemoryStore):
    """A touch empties the record."""

    def _write(self, batch: Batch) -> Receipt:
        writes = (Put(w.ref, w.expected, {}) if isinstance(w, Touch) else w for w in batch.writes)
        return super()._write(evolve(batch, writes=tuple(writes)))


@breaks("s10", "s13")
class ForgetsTheColumn(MemoryStore):
    """A number reaches the body and not the column."""

    def __init__(self) -> None:
        super().__init__()
        self._state = Bent(bend=lambda lines: [self._bare(line) for line in lines] if len(lines) > 1 else lines)

    @staticmethod
    def _bare(line: Line) -> Line:
        return evolve(line, index={**line.index, "number": None}) if "number" in line.index else line


@breaks("s04", "s11")
class ForgetsFloors(MemoryStore):
    """Overdraws."""

    def _added(self, adds: Sequence[Add]) -> tuple[int, ...]:
        return super()._added([evolve(add, at_least=None) for add in adds])


class SpoilsNumbersAfterFailure(MemoryStore):
    """Changes the cells though the batch failed."""

    sign: int

    def _write(self, batch: Batch) -> Receipt:
        try:
            return super()._write(batch)
        except Conflict:
            for add in batch.adds:
                value = (self._state.cell(add.cell) or 0) + self.sign * add.amount
                self._state.cells.setdefault(add.cell, []).append((self._state.position, value))
            raise


@breaks("s04", "s12")
class LeavesGaps(SpoilsNumbersAfterFailure):
    """A number drawn by a failed batch is gone."""

    sign = 1


@breaks("s04", "s12")
class ReusesNumbers(SpoilsNumbersAfterFailure):
    """A failed batch gives back a number that it never drew."""

    sign = -1


@breaks("s13", "s15", also=("s08", "s57", "s76"))
class WritesWithoutLock(MemoryStore):
    """Draws numbers and checks versions, and only then looks whether others did."""

    def __init__(self) -> None:
        super().__init__()
        self._lock = nullcontext()  # type: ignore[assignment]

    def append(self, _lines: Sequence[Line]) -> None:
        time.sleep(0.001)


class CaselessReader(LogReader):
    def cells(self, prefix: str = "") -> dict[str, int]:
        return {name: value for name, value in super().cells().items() if name.lower().startswith(prefix.lower())}


@breaks("s14")
class FoldsCellNames(OtherReader):
    """Compares the names of cells as LIKE does."""

    reader = CaselessReader


# ------------------------------------------------------------------ reading


class LateReader(LogReader):
    def count(self, kind: str, query: Query = ALL) -> int:
        return LogReader.count(evolve(self, token=self._state.position), kind, query)


@breaks("s20")
class CountsWhatCameLater(OtherReader):
    """Asks the table instead of the snapshot."""

    reader = LateReader


class UnorderedReader(LogReader):
    def get_many(self, refs: Sequence[RecordRef]) -> tuple[Stored | None, ...]:
        found = super().get_many(refs)
        return tuple(sorted(found, key=lambda item: item.ref.id if item else ""))


@breaks("s04", "s22", "s58")
class AnswersInItsOwnOrder(OtherReader):
    """Gives what IN (…) gives."""

    reader = UnorderedReader


class ClosedRangeReader(LogReader):
    def _matching(self, spec: KindSpec, query: Query) -> Iterator[Latest]:
        return super()._matching(spec, Query(tuple(map(self._wider, query.terms))))

    @staticmethod
    def _wider(term: Term) -> Term:
        is_range = isinstance(term, Range) and isinstance(term.below, int)
        return evolve(term, below=term.below + 1) if is_range else term  # type: ignore[union-attr, operator, call-arg]


@breaks("s23", "s27", "s28")
class ClosesRanges(OtherReader):
    """Reads ``below`` as "up to"."""

    reader = ClosedRangeReader


class TextReader(LogReader):
    @staticmethod
    def _ordered(found: Any, pairs: Sequence[tuple[str, bool]]) -> list[Latest]:
        ordered = list(found)
        for name, descending in reversed(pairs):
            ordered.sort(key=lambda item, name=name: TextReader._key(item.value(name), name), reverse=descending)
        return ordered

    @staticmethod
    def _key(value: Scalar, name: str) -> tuple[int, Any]:
        return sort_key(value if value is None or name == "recorded" else str(value))


@breaks("s24", "s25", "s26", "s27")
class SortsAsText(OtherReader):
    """Sorts integers by their digits."""

    reader = TextReader


class OffsetReader(LogReader):
    def find(
        self,
        kind: str,
        query: Query = ALL,
        order: Sequence[str] = (),
        after: Sequence[Scalar] | None = None,
        limit: int = 50,
    ) -> Page:
        sound = super().find(kind, query, order, None if after is None or len(after) > 1 else after, limit)
        start = int(after[-1] or 0) if after else 0
        items = super().find(kind, query, order, limit=1_000_000).items
        nothing = sound.next[:-1] if sound.next else (None,) * len(order)
        end = start + limit
        return Page(items[start:end], (*nothing, end) if end < len(items) else None)


@breaks("s26", "s30")
class PagesByOffset(OtherReader):
    """Its cursor counts."""

    reader = OffsetReader


class RowNumberReader(LogReader):
    def _matching(self, spec: KindSpec, query: Query) -> Iterator[Latest]:
        return (evolve(item, recorded=item.put.entry.position) for item in super()._matching(spec, query))


@breaks("s31", "s37")
class MovesWhatChanges(OtherReader):
    """Takes the latest version for the order of recording, as INSERT OR REPLACE does."""

    reader = RowNumberReader


class ShortReader(LogReader):
    def _matching(self, spec: KindSpec, query: Query) -> Iterator[Latest]:
        return super()._matching(spec, Query(tuple(map(self._long, query.terms))))

    @staticmethod
    def _long(term: Term) -> Term:
        return Contains(tuple(w for w in term.words if len(w) > 2)) if isinstance(term, Contains) else term


@breaks("s35", "s37", "s38", "s42")
class DropsShortWords(OtherReader):
    """Ignores words of one or two characters, as a trigram index does."""

    reader = ShortReader


@breaks("s36")
class JoinsFields(MemoryStore):
    """Searches the fields as one text."""

    def __init__(self) -> None:
        super().__init__()
        self._state = Bent(bend=lambda lines: [evolve(line, search=line.search.replace("\n", "")) for line in lines])


class StaleReader(LogReader):
    def _matching(self, spec: KindSpec, query: Query) -> Iterator[Latest]:
        words = Query(tuple(term for term in query.terms if isinstance(term, Contains)))
        rest = Query(tuple(term for term in query.terms if not isinstance(term, Contains)))
        for latest in super()._matching(spec, rest):
            first = self._state.records[latest.ref].lines[0]
            if all(word in first.search for word in words.words):
                yield latest


@breaks("s20", "s30", "s37", "s41", "s42")
class NeverReindexes(OtherReader):
    """Finds a record by the words of its first version."""

    reader = StaleReader


class EncodingReader(LogReader):
    def cells(self, prefix: str = "") -> dict[str, int]:
        prefix.encode()
        return super().cells(prefix)


@breaks("s32")
class EncodesWhateverIsAsked(OtherReader):
    """Hands what it is asked for to a driver as it is."""

    reader = EncodingReader


# ------------------------------------------------------------------ guarding


class SeeingReader(LogReader):
    def count(self, kind: str, query: Query = ALL) -> int:
        return LogReader.count(evolve(self, access=SYSTEM), kind, query)


@breaks("s40")
class CountsHiddenRecords(OtherReader):
    """Ignores the readers when it counts."""

    reader = SeeingReader


class LooseReader(LogReader):
    def _visible(self, ref: RecordRef) -> Latest | None:
        record = self._state.records.get(ref)
        latest = record.latest_at(self.token) if record else None
        joined = " ".join(latest.readers) if latest else ""
        return latest if any(token in joined for token in self._access.tokens) else super()._visible(ref)


@breaks("s40")
class MatchesPartsOfTokens(OtherReader):
    """Looks for a token anywhere in the readers."""

    reader = LooseReader


class FirstReadersReader(LogReader):
    def history(self, ref: RecordRef) -> tuple[Entry, ...]:
        entries = LogReader.history(evolve(self, access=SYSTEM), ref)
        return entries if entries and self._access.sees(entries[0].readers) else ()


@breaks("s41")
class ShowsOldVersions(OtherReader):
    """Shows the history to whoever saw the first version."""

    reader = FirstReadersReader


@breaks("s51")
class KeepsLocalTime(MemoryStore):
    """Stores moments as the caller's clock shows them."""

    def _write(self, batch: Batch) -> Receipt:
        return super()._write(evolve(batch, at=batch.at.replace(tzinfo=__import__("datetime").UTC)))


@breaks("s53", "s58", "s61")
class ForgetsTheDigest(MemoryStore):
    """Takes the digest of the salt alone: a changed body does not show."""

    def __init__(self) -> None:
        super().__init__()
        self._state = Bent(bend=lambda lines: [self._undigested(line) for line in lines])

    @staticmethod
    def _undigested(line: Line) -> Line:
        return evolve(line, entry=evolve(line.entry, digest=digest_of(line.entry.salt, "")))


@breaks("s54")
class SaltsAlike(MemoryStore):
    """Has one salt for all, so that equal bodies show as equal."""

    def __init__(self) -> None:
        super().__init__()
        self._state = Bent(bend=lambda lines: [self._salted(line) for line in lines])

    @staticmethod
    def _salted(line: Line) -> Line:
        salt = "0" * 32
        return evolve(line, entry=evolve(line.entry, salt=salt, digest=digest_of(salt, line.text or "")))


@breaks("s37", "s56", "s61")
class LosesEntries(MemoryStore):
    """Keeps the journal, and loses the first entry of a record's history."""

    def _write(self, batch: Batch) -> Receipt:
        receipt = super()._write(batch)
        for write in batch.writes:
            record = self._state.records[write.ref]
            if len(record.lines) > 2:
                record.lines[0] = record.lines[1]
        return receipt


@breaks("s62")
class KeepsErasedBytes(MemoryStore):
    """Marks as erased what it keeps."""

    def __init__(self) -> None:
        super().__init__()
        self._state = Bent()

    def append(self, lines: Sequence[Line]) -> None:
        if isinstance(self._state, Bent) and any(line.entry.op is Op.ERASE for line in lines):
            self._state.attic.append([line.text for line in self._state.lines])


# ------------------------------------------------------------------ living


@breaks("s70")
class LosesTheLastWrite(MemoryStore):
    """Claims to be durable and answers before the last batch is safe."""

    capabilities = frozenset({"durable"})

    def reopened(self) -> "LosesTheLastWrite":
        again = LosesTheLastWrite()
        lines = self._state.lines
        for batch in list(dict.fromkeys(line.entry.batch for line in lines))[:-1]:
            again.replay([line for line in lines if line.entry.batch == batch])
        self.close()
        return again


@breaks("s72", "s73")
class TakesAnyKind(MemoryStore):
    """Forgets what it was told before."""

    def ensure(self, kinds: Sequence[KindSpec]) -> None:
        for spec in kinds:
            self._kinds.pop(spec.kind, None)
        super().ensure(kinds)


@breaks("s75")
class StaysOpen(MemoryStore):
    """Works on after it was closed."""

    def close(self) -> None: ...


# ------------------------------------------------------------------ upgrading and moving


@breaks("s80")
class LeavesNewColumnsEmpty(MemoryStore):
    """Makes room for new fields and does not look into the bodies for them."""

    def upgrade(self, kinds: Sequence[KindSpec], project: Project, *, progress: Progress | None = None) -> None:
        known = {declared.name for spec in self._kinds.values() for declared in spec.fields}

        def projected(stored: Stored) -> Projection:
            shown = project(stored)
            return evolve(shown, index={name: value for name, value in shown.index.items() if name in known})

        super().upgrade(kinds, projected, progress=progress)


@breaks("s81")
class JournalsUpgrades(MemoryStore):
    """Writes an entry of its own."""

    def upgrade(self, kinds: Sequence[KindSpec], project: Project, *, progress: Progress | None = None) -> None:
        super().upgrade(kinds, project, progress=progress)
        self.apply(Batch(f"upgrade {self.checkpoint().position}", "system", "upgrade", AT, reason="upgrade"))


@breaks("s82")
class ForgetsLoadedBatches(MemoryStore):
    """Does not know the batches of entries that came from another store."""

    def load(self, entries: Sequence[Entry], project: Project) -> Checkpoint:
        end = super().load(entries, project)
        self._state.receipts.clear()
        return end


@breaks("s83")
class TakesWhateverComes(MemoryStore):
    """Loads entries without a look at their positions and hashes."""

    def load(self, entries: Sequence[Entry], project: Project) -> Checkpoint:
        for batch, group in groupby(entries, key=lambda entry: entry.batch):
            del batch
            texts = [(entry, None if entry.body is None else canonical(entry.body)) for entry in group]
            self._state.take([self._loaded(entry, text, project) for entry, text in texts])
        return self.checkpoint()


@breaks("s84")
class KeepsLoadedBodies(MemoryStore):
    """Keeps the content of what is destroyed while it is loaded."""

    def __init__(self) -> None:
        super().__init__()
        self._state = Bent()

    def load(self, entries: Sequence[Entry], project: Project) -> Checkpoint:
        assert isinstance(self._state, Bent)
        self._state.attic += [entry.body for entry in entries]
        return super().load(entries, project)


# ------------------------------------------------------------------ the tests

WHOLE = {"s80", "s81", "s82", "s83", "s84"}
"""These look at whole stores by every door, so that whatever is broken may show in them, too."""


def contract(store: type[MemoryStore]) -> type[StoreContract]:
    from orqa.testing import memory

    class TestBroken(StoreContract):
        machine_examples = 100
        many = 400

        def open_store(self) -> MemoryStore:
            return store()

        def reopen(self, used: Any) -> Any:
            return used.reopened()

        def back_door(self, used: Any) -> memory.MemoryBackDoor:
            return memory.MemoryBackDoor(used)

    return TestBroken


def failing(kit: type[StoreContract]) -> dict[str, str]:
    """The promises that a store breaks, and how, the state machine left out."""
    found = {}
    for name in sorted(name for name in dir(kit) if name.startswith("test_s") and name[6:8] not in {"90", "91"}):
        try:
            getattr(kit(), name)()
        except pytest.skip.Exception:
            continue
        except Exception as error:  # noqa: BLE001 - a failing test may raise anything
            found[name.split("_")[1]] = repr(error)
    return found


@pytest.mark.parametrize("store", BROKEN, ids=lambda store: store.__name__)
def test_a_broken_store_fails_exactly_the_tests_of_what_it_breaks(store: type[MemoryStore]) -> None:
    must, may = BROKEN[store]
    found = failing(contract(store))
    assert must <= set(found), (found, may)


FOUND_BY_CHANCE = (
    *(IgnoresVersions, HalfApplies, ForgetsBatches, ForgetsFloors, LeavesGaps, ForgetsTheColumn, CountsWhatCameLater),
    *(ClosesRanges, SortsAsText, DropsShortWords, CountsHiddenRecords, ForgetsTheDigest, LosesTheLastWrite),
)


@pytest.mark.parametrize("store", FOUND_BY_CHANCE, ids=lambda store: store.__name__)
def test_the_state_machine_finds_broken_stores_without_being_told_how(store: type[MemoryStore]) -> None:
    kit = contract(store)()
    with pytest.raises(Exception):  # noqa: B017, PT011 - whatever the fault leads to
        run_machine(kit, 100, 30, phases=[Phase.generate], derandomize=True, report_multiple_bugs=False)


def test_a_sound_store_fails_nothing() -> None:
    assert failing(contract(MemoryStore)) == {}
