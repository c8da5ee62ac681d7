"""A store that is a folder: one file of JSON for each batch, all of it held in memory while it is open."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, suppress
from pathlib import Path

from orqa.base.findings import Finding
from orqa.base.refs import RecordRef
from orqa.storage.errors import StorageError, StoreDamaged
from orqa.storage.log import LogStore
from orqa.storage.log_state import Line
from orqa.storage.protocol import KindSpec, Op
from orqa_store_jsonfolder import messages
from orqa_store_jsonfolder.folder import Folder


class JsonFolderStore(LogStore):
    """Adds a file for each batch and never changes one, except to drop what an erased record said.

    Several handles and processes may use one folder: each takes up, before it answers, the files that the others
    have added. A batch is written when its file has its name; an erasure is written with its tombstone, and the
    older files follow: where a crash comes between, whoever writes next drops what is still to be dropped.

    Args:
        path: the folder; made when it is not there.
        read_only: take no lock and write nothing.
        timeout: seconds to wait for other writers.

    Raises:
        StoreUnavailable: when there is nothing to read, or something else is there.
        StoreDamaged: when a file is missing, or holds what this class did not write.
        StoreTooNew: for a later layout.
        StoreReadOnly: when it shall be written and cannot be.
    """

    capabilities = frozenset({"durable", "shared", "read-only"})

    def __init__(self, path: str | Path, *, read_only: bool = False, timeout: float = 30.0) -> None:
        super().__init__(f"jsonfolder:///{path}", read_only=read_only)
        self.folder = Folder(Path(path), self._name)
        self._timeout = timeout
        self._firsts: list[int] = []
        self._to_drop: set[RecordRef] = set()
        if not read_only:
            self.folder.make(timeout)
        self.folder.check()
        self.catch_up()
        self._check_whole()
        if not read_only:
            with self.turn():
                self.folder.tidy()
                self._drop()

    # ------------------------------------------------------------------ what LogStore asks for

    def append(self, lines: Sequence[Line]) -> None:
        """Add a file, then drop what older ones say of the records that the batch erases."""
        if self._firsts and not self.folder.file(self._firsts[-1]).exists():
            raise StoreDamaged(self._name, messages.missing(self._shown(self._firsts[-1])))
        self.folder.add(lines)
        self._firsts.append(lines[0].entry.position)
        self._to_drop |= _erased_by(lines)
        with suppress(StorageError):  # the batch is written; whoever writes next tries again
            self._drop()

    def reshape(self, lines: Sequence[Line]) -> None:
        """Write anew the files in which these lines are."""
        fresh = {line.entry.position: line for line in lines}
        for first in sorted({self._first_of(position) for position in fresh}):
            self.folder.replace([fresh.get(line.entry.position, line) for line in self.folder.read(first) or ()])

    def stored_kinds(self) -> Iterable[KindSpec]:
        """Those of ``orqa.json``."""
        return self.folder.kinds()

    def store_kinds(self, kinds: Iterable[KindSpec]) -> None:
        """Write ``orqa.json`` anew."""
        self.folder.write_kinds(kinds)

    def turn(self) -> AbstractContextManager[None]:
        """A lock on the file ``.lock``."""
        return self.folder.turn(self._timeout)

    def catch_up(self) -> None:
        """Replay the files behind the last one that is known."""
        while lines := self.folder.read(self._state.position + 1):
            self._firsts.append(lines[0].entry.position)
            self._to_drop |= {ref for ref in _erased_by(lines) if self._has_content(ref)}
            self.replay(lines)

    # ------------------------------------------------------------------ what erased records said

    def _has_content(self, ref: RecordRef) -> bool:
        record = self._state.records.get(ref)
        return record is not None and any(line.text is not None for line in record.lines)

    def _drop(self) -> None:
        """Write anew the files that hold content of erased records."""
        for first in sorted(set(self._files_of(self._to_drop))):
            lines = self.folder.read(first) or ()
            kept = tuple(self._without(line) for line in lines)
            if kept != lines:
                self.folder.replace(kept)
        self._to_drop.clear()

    def _files_of(self, refs: Iterable[RecordRef]) -> Iterator[int]:
        for ref in refs:
            record = self._state.records.get(ref)
            for line in record.lines if record else ():
                yield self._first_of(line.entry.position)

    def _first_of(self, position: int) -> int:
        """The position of the first entry of the batch that an entry belongs to."""
        return self._firsts[bisect_right(self._firsts, position) - 1]

    def _without(self, line: Line) -> Line:
        gone = RecordRef(line.entry.kind, line.entry.id) in self._to_drop and line.entry.op is not Op.ERASE
        return line.erased() if gone else line

    # ------------------------------------------------------------------ looking over the files

    def check(self) -> tuple[Finding, ...]:
        """Files that are not what was read from them, and files that nobody reads."""
        with self._lock:
            self._check_current()
            batches, others = self.folder.files()
            self.catch_up()
            changed = list(self._firsts)
            for _ in range(3):  # another process may be erasing just now
                changed = [first for first in changed if not self._is_as_read(first)]
                self.catch_up()
            strange = [batches[first] for first in batches.keys() - set(self._firsts)]
        return (
            *(messages.FILE_CHANGED.make(file=self._shown(first)) for first in changed),
            *(messages.FILE_STRANGE.make(file=self.folder.shown(path)) for path in sorted([*strange, *others])),
        )

    def _is_as_read(self, first: int) -> bool:
        try:
            found = self.folder.read(first) or ()
        except StorageError:
            return False
        place = bisect_right(self._firsts, first)
        end = self._firsts[place] if place < len(self._firsts) else self._state.position + 1
        known = self._state.lines[first - 1 : end - 1]
        return len(found) == len(known) and all(map(_is_same, found, known))

    def _check_whole(self) -> None:
        """Refuse a journal with a hole; a listing by itself may miss what is added while it is made."""
        batches, _ = self.folder.files()
        after = self._state.position + 1
        if batches and max(batches) > after and not self.folder.file(after).exists():
            raise StoreDamaged(self._name, messages.missing(self._shown(after)))

    def _shown(self, first: int) -> str:
        return self.folder.shown(self.folder.file(first))


def _erased_by(lines: Iterable[Line]) -> set[RecordRef]:
    return {RecordRef(line.entry.kind, line.entry.id) for line in lines if line.entry.op is Op.ERASE}


def _is_same(found: Line, known: Line) -> bool:
    """Whether a file holds a line, or still holds what was erased from it."""
    return found == known or (known.text is None and found.erased() == known)
