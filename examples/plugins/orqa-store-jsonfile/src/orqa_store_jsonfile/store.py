"""A store that is one file of JSON lines: its kinds, then a line for each batch."""

import fcntl
import json
import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from orqa.base.refs import RecordRef
from orqa.storage.errors import StoreDamaged, StoreUnavailable
from orqa.storage.log import LogStore
from orqa.storage.log_state import Line
from orqa.storage.protocol import KindSpec, Op
from orqa_store_jsonfile.lines import kinds_from, kinds_to, line_from, line_to


class JsonFileStore(LogStore):
    """Holds all of a file in memory and appends to it; a batch is on the disk before anybody is told of it.

    A batch that a crash tore off at the file's end was never confirmed, and is dropped.

    Args:
        path: the file; made when it is not there.
        read_only: read it while another program may write.

    Raises:
        StoreUnavailable: when another program has it open to write, or there is nothing to read.
        StoreDamaged: when the file holds what this class did not write.
    """

    capabilities = frozenset({"durable", "read-only"})

    def __init__(self, path: str | Path, *, read_only: bool = False) -> None:
        super().__init__(str(path), read_only=read_only)
        self.path = Path(path)
        self._lock_file: int | None = None if read_only else self._locked()
        try:
            self._load(read_only=read_only)
        except BaseException:
            self.close()
            raise

    def ensure(self, kinds: Sequence[KindSpec]) -> None:
        """Also keep the kinds, so that a change of their fields is noticed after the next opening."""
        with self._lock:
            before = dict(self._kinds)
            super().ensure(kinds)
            if self._lock_file is not None and self._kinds != before:
                self._to_file([json.dumps({"kinds": kinds_to(kinds)})])

    def append(self, lines: Sequence[Line]) -> None:
        """Write a batch; where it erases records, write the file anew without what they said."""
        batch = json.dumps({"batch": [line_to(line) for line in lines]}, ensure_ascii=False)
        erased = {RecordRef(line.entry.kind, line.entry.id) for line in lines if line.entry.op is Op.ERASE}
        if erased:
            self._without_erased(erased, batch)
        else:
            self._to_file([batch])

    def close(self) -> None:
        """Let go of the file."""
        super().close()
        if self._lock_file is not None:
            os.close(self._lock_file)
            self._lock_file = None

    # ------------------------------------------------------------------ the file

    def _locked(self) -> int:
        """Hold a lock on a file beside it, for it may be replaced; the system lets go of the lock after a crash."""
        try:
            lock = os.open(f"{self.path}.lock", os.O_CREAT | os.O_RDWR | os.O_CLOEXEC, 0o666)
        except OSError as error:
            raise StoreUnavailable(str(self.path), str(error)) from error
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            os.close(lock)
            raise StoreUnavailable(str(self.path), "another program has it open to write") from error
        return lock

    def _load(self, *, read_only: bool) -> None:
        end = 0
        for number, line in enumerate(self._whole_lines(), 1):
            end += len(line)
            try:
                self._take(json.loads(line))
            except (AttributeError, KeyError, TypeError, ValueError) as error:
                raise StoreDamaged(str(self.path), f"line {number}: {error!r}") from error
        if not read_only and self.path.exists() and self.path.stat().st_size > end:
            os.truncate(self.path, end)

    def _take(self, document: dict[str, Any]) -> None:
        if "kinds" in document:
            super().ensure(kinds_from(document["kinds"]))
        else:
            self.replay([line_from(line) for line in document["batch"]])

    def _whole_lines(self) -> Iterator[bytes]:
        """The lines of the file, but for a last one without an end."""
        if self.path.exists():
            with self.path.open("rb") as file:
                yield from (line for line in file if line.endswith(b"\n"))
        elif self._lock_file is None:
            raise StoreUnavailable(str(self.path), "there is no such file")

    def _to_file(self, documents: Sequence[str]) -> None:
        """Append lines; where that fails half-way, what was written is taken back."""
        with self.path.open("ab") as file:
            end = file.tell()
            try:
                file.write("".join(f"{document}\n" for document in documents).encode())
                _sync(file.fileno(), file)
            except OSError as error:
                os.truncate(self.path, end)
                raise StoreUnavailable(str(self.path), str(error)) from error

    def _without_erased(self, erased: set[RecordRef], batch: str) -> None:
        """The file without the content of erased records and with one more batch, in one step."""
        fresh = self.path.with_name(f".{self.path.name}.new")
        try:
            with fresh.open("wb") as file:
                for line in self._whole_lines():
                    document = json.loads(line)
                    kept = {key: [_without(item, erased) for item in items] for key, items in document.items()}
                    file.write(f"{json.dumps(kept, ensure_ascii=False)}\n".encode())
                file.write(f"{batch}\n".encode())
                _sync(file.fileno(), file)
            fresh.replace(self.path)
        except OSError as error:
            fresh.unlink(missing_ok=True)
            raise StoreUnavailable(str(self.path), str(error)) from error


def _without(item: dict[str, Any], erased: set[RecordRef]) -> dict[str, Any]:
    """A line of the file, with no content where its record is among the erased; kinds stay as they are."""
    entry = item.get("entry")
    if entry is None or RecordRef(entry["kind"], entry["id"]) not in erased:
        return item
    return line_to(line_from(item).erased())


def _sync(number: int, file: Any) -> None:
    file.flush()
    os.fsync(number)
