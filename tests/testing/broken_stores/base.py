"""What broken stores are made of: a sound store with places to break it at."""

import fcntl
import pickle
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any, Self

from attrs import define, evolve, field

from orqa.base.refs import RecordRef
from orqa.plugins.builtin.stores.memory import MemoryStore
from orqa.storage.chain import canonical, digest_of, hash_of, link
from orqa.storage.log_reader import LogReader
from orqa.storage.log_state import Line, State
from orqa.storage.protocol import Access, Batch, Checkpoint, Entry, KindSpec, Receipt


class Sound(MemoryStore):
    """Keeps every promise of a store in memory; broken stores change one thing.

    Attributes:
        many: see the contract; what shows only in masses says how many it takes.
        reader: what its snapshots are read with.
    """

    many = 400
    reader: type[LogReader] = LogReader

    @classmethod
    def made(cls, _path: Path) -> Self:
        """A new one."""
        return cls()

    @contextmanager
    def snapshot(self, *accesses: Access, after: int | None = None) -> Iterator[tuple[LogReader, ...]]:
        with super().snapshot(*accesses, after=after) as sound:
            yield tuple(self.reader(one._state, one._kinds, one._lock, one._access, one.token) for one in sound)

    def apply(self, batch: Batch) -> Receipt:
        return super().apply(self.understood(batch))

    def understood(self, batch: Batch) -> Batch:
        """The batch as this store takes it."""
        return batch


@define(eq=False)
class Bent(State):
    """A state that changes the lines before it takes them, and has an attic for what should be gone."""

    bend: Callable[[Line], Line] = field(default=lambda line: line, repr=False)
    attic: list[Any] = field(factory=list)

    def take(self, lines: Sequence[Line]) -> None:
        chain, done = self.chain, []
        for line in map(self.bend, lines):
            chain = link(chain, hash_of(line.entry))
            done.append(evolve(line, entry=evolve(line.entry, chain=chain)))
        super().take(done)


class Bending(Sound):
    """Bends each line before it is taken."""

    def __init__(self) -> None:
        super().__init__()
        self._state: Bent = Bent(bend=self.bent)

    @staticmethod
    def bent(line: Line) -> Line:
        """The line as this store keeps it."""
        return line


def saying(line: Line, **body: Any) -> Line:
    """The line with another body, its digest as if it were right."""
    text = canonical(body)
    return evolve(line, text=text, entry=evolve(line.entry, digest=digest_of(line.entry.salt, text)))


class Shared(Sound):
    """Several handles on one state."""

    capabilities = frozenset({"shared", "read-only"})

    def second(self, *, read_only: bool = False) -> Self:
        """Another handle."""
        other = type(self)()
        other._state, other._lock, other._kinds, other._snapshots = (
            self._state,
            self._lock,
            self._kinds,
            self._snapshots,
        )
        other._read_only = read_only
        return other


class Kept(Sound):
    """Opened again, it has everything."""

    capabilities = frozenset({"durable"})

    def reopened(self) -> Self:
        """Close it and open what it kept."""
        self.close()
        other = type(self)()
        other._state, other._kinds = self.kept(), dict(self._kinds)
        return other

    def kept(self) -> State:
        """What is found again."""
        return self._state


class Opaque:
    """A reader whose token says nothing, of a store whose last entries have no position yet."""

    def __init__(self, sound: LogReader, sealed: int) -> None:
        self.sound, self.sealed = sound, sealed
        self.token = opaque(sound.token)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.sound, name)

    def history(self, ref: RecordRef) -> tuple[Entry, ...]:
        entries = self.sound.history(ref)
        return tuple(e if e.position <= self.sealed else evolve(e, position=0, chain="") for e in entries)


class SealsLate(Sound):
    """Sound, too: gives positions when the journal is asked for, and tokens that are none."""

    sealed = 0

    def apply(self, batch: Batch) -> Receipt:
        receipt = super().apply(batch)
        return evolve(receipt, token=opaque(receipt.token))

    @contextmanager
    def snapshot(self, *accesses: Access, after: int | None = None) -> Iterator[tuple[Any, ...]]:
        with super().snapshot(*accesses, after=None if after is None else (after - 1000) // 7) as sound:
            yield tuple(Opaque(one, self.sealed) for one in sound)

    @contextmanager
    def settled(self, access: Access) -> Iterator[tuple[Any, Checkpoint]]:
        with self._lock:
            self.sealed = self._state.position
            with self.read(access) as reader:
                yield reader, Checkpoint(self._state.position, self._state.chain)

    def journal(self, after: int = 0, limit: int = 1000) -> Sequence[Entry]:
        self.sealed = self._state.position
        return super().journal(after, limit)

    def checkpoint(self) -> Checkpoint:
        self.sealed = self._state.position
        return super().checkpoint()


def opaque(position: int) -> int:
    """A token that grows with the position and is none."""
    return position * 7 + 1000


class Filed(Sound):
    """Keeps pickles in a file, which other processes open, too."""

    capabilities = frozenset({"durable", "shared"})

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.path = path
        self.end = 0
        path.touch()
        self.catch_up()

    @classmethod
    def made(cls, path: Path) -> Self:
        return cls(path)

    def second(self) -> Self:
        return type(self)(self.path)

    def reopened(self) -> Self:
        self.close()
        return self.second()

    def opener(self) -> partial[Self]:
        return partial(type(self), self.path)

    def stored_kinds(self) -> Iterable[KindSpec]:
        path = self.path.with_suffix(".kinds")
        return pickle.loads(path.read_bytes()) if path.exists() else ()  # noqa: S301 - our own

    def store_kinds(self, kinds: Iterable[KindSpec]) -> None:
        self.path.with_suffix(".kinds").write_bytes(pickle.dumps(tuple(kinds)))

    def append(self, lines: Sequence[Line]) -> None:
        self.save([lines])

    def save(self, batches: Sequence[Sequence[Line]]) -> None:
        with self.path.open("r+b") as file:
            file.seek(self.end)
            file.truncate()
            file.write(b"".join(map(pickle.dumps, batches)))
            self.end = file.tell()

    def catch_up(self) -> None:
        with self.path.open("rb") as file:
            file.seek(self.end)
            try:
                while True:
                    self.replay(pickle.load(file))  # noqa: S301 - our own
                    self.end = file.tell()
            except (EOFError, pickle.UnpicklingError):
                return

    @contextmanager
    def turn(self) -> Iterator[None]:
        with self.path.with_suffix(".lock").open("a") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def reshape(self, lines: Sequence[Line]) -> None:
        changed = {line.entry.position: line for line in lines}
        kept = [changed.get(line.entry.position, line) for line in self._state.lines]
        batches = {name: [line for line in kept if line.entry.batch == name] for name in self._state.receipts}
        self.end = 0
        self.save(list(batches.values()))


def pause(seconds: float = 0.002) -> None:
    """Let the others in; where there is one chance alone, for longer."""
    time.sleep(seconds)


# ------------------------------------------------------------------ who breaks what

BROKEN: dict[type[Sound], tuple[frozenset[str], frozenset[str]]] = {}
"""Each broken store: the promises whose tests must fail, and those that may fail besides."""


def breaks(*promises: str, also: Sequence[str] = ()) -> Callable[[type[Sound]], type[Sound]]:
    """Say whose tests must fail (``s01``), and whose may fail besides, by chance or because they rest on it."""

    def remember(store: type[Sound]) -> type[Sound]:
        BROKEN[store] = (frozenset(promises), frozenset(also))
        return store

    return remember


def ref_of(line: Line) -> RecordRef:
    """The record of a line."""
    return RecordRef(line.entry.kind, line.entry.id)
