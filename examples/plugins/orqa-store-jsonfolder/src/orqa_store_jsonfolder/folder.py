"""The files of an office: each batch in one, written whole or not at all, under a lock of the operating system."""

import errno
import fcntl
import json
import os
import re
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, TypeVar

from attrs import frozen

from orqa.storage import reasons
from orqa.storage.errors import BadBatch, StorageError, StoreDamaged, StoreReadOnly, StoreTooNew, StoreUnavailable
from orqa.storage.log_state import Line
from orqa.storage.protocol import KindSpec
from orqa_store_jsonfolder import messages
from orqa_store_jsonfolder.documents import batch_from, batch_to, kinds_from, kinds_to, text_of

_T = TypeVar("_T")

FORMAT = 1
"""The version of the layout, in ``orqa.json``."""

_BATCH = re.compile(r"(\d{12,})\.json")
_HALF = re.compile(r"\..*\.new")
_READ_ONLY = frozenset({errno.EROFS, errno.EACCES, errno.EPERM})


@frozen
class Folder:
    """``orqa.json`` with the kinds, and ``journal/000000000001.json`` and so on, named by the first entry.

    A file that is not yet whole has a name that begins with a dot and ends with ``.new``.

    Attributes:
        path: the folder.
        name: how messages call the store.
    """

    path: Path
    name: str

    @property
    def journal(self) -> Path:
        """Where the batches are."""
        return self.path / "journal"

    def file(self, first: int) -> Path:
        """The file of the batch whose first entry has this position."""
        return self.journal / f"{first:012}.json"

    def shown(self, path: Path) -> str:
        """A file as messages call it."""
        return path.relative_to(self.path).as_posix()

    # ------------------------------------------------------------------ opening

    def check(self) -> None:
        """Refuse what is no folder of ours, or of a newer one.

        Raises:
            StoreUnavailable: when it is not there or holds something else.
            StoreTooNew: for a later layout.
        """
        if self.path.is_file():
            raise StoreUnavailable(self.name, messages.IS_FILE)
        found = self._parsed(self._mark, lambda mark: int(mark["format"]))
        if found is None:
            foreign = self.path.is_dir() and not self._is_empty()
            raise StoreUnavailable(self.name, messages.FOREIGN if foreign else messages.NO_FOLDER)
        if found > FORMAT:
            raise StoreTooNew("files", found, FORMAT)

    def make(self, timeout: float) -> None:
        """Make an empty office where there is nothing, unless another process did meanwhile."""
        if self._mark.exists() or (self.path.exists() and not self._is_empty()):
            return
        if not self.path.absolute().parent.is_dir():
            raise StoreUnavailable(self.name, messages.NO_PARENT)
        with self._told():
            self.path.mkdir(exist_ok=True)
        with self.turn(timeout):
            if not self._mark.exists():
                self.write_kinds(())

    def _is_empty(self) -> bool:
        return self.path.is_dir() and all(path.name.startswith(".") for path in self.path.iterdir())

    @property
    def _mark(self) -> Path:
        return self.path / "orqa.json"

    # ------------------------------------------------------------------ reading

    def kinds(self) -> tuple[KindSpec, ...]:
        """The kinds that were declared."""
        return self._parsed(self._mark, lambda mark: kinds_from(mark["kinds"])) or ()

    def read(self, first: int) -> tuple[Line, ...] | None:
        """The batch whose first entry has this position; None where there is no such file.

        Raises:
            StoreDamaged: when it does not hold what its name says.
        """
        path = self.file(first)
        lines = self._parsed(path, batch_from)
        if lines is None:
            return None
        if [line.entry.position for line in lines] != list(range(first, first + max(1, len(lines)))):
            raise StoreDamaged(self.name, messages.misplaced(self.shown(path), first))
        return lines

    def files(self) -> tuple[dict[int, Path], list[Path]]:
        """The files of batches by position of their first entry, and whatever else lies there."""
        paths = sorted(self.journal.iterdir()) if self.journal.is_dir() else []
        paths = [path for path in paths if not _HALF.fullmatch(path.name)]
        batches = {int(match[1]): path for path in paths if (match := _BATCH.fullmatch(path.name))}
        return batches, sorted(set(paths) - set(batches.values()))

    def _parsed(self, path: Path, shape: Callable[[Any], _T]) -> _T | None:
        """What a file says; None where there is none."""
        try:
            return shape(json.loads(path.read_bytes()))
        except FileNotFoundError:
            return None
        except OSError as error:
            raise StoreUnavailable(self.name, reasons.system_says(str(error))) from error
        except (AttributeError, LookupError, TypeError, ValueError) as error:
            raise StoreDamaged(self.name, messages.unreadable(self.shown(path), str(error))) from error

    # ------------------------------------------------------------------ writing, in a turn

    def write_kinds(self, kinds: Iterable[KindSpec]) -> None:
        """Write ``orqa.json``."""
        with self._told():
            self._write(self._mark, {"format": FORMAT, "kinds": kinds_to(kinds)})

    def add(self, lines: Sequence[Line]) -> None:
        """Write a batch; when this returns it is on the disk, and when it raises it is not there."""
        path = self.file(lines[0].entry.position)
        with self._told():
            self.journal.mkdir(exist_ok=True)
            try:
                self._write(path, batch_to(lines))
            except OSError:
                path.unlink(missing_ok=True)
                raise
            except RecursionError:
                raise BadBatch("a body is nested too deeply") from None

    def replace(self, lines: Sequence[Line]) -> None:
        """Write a batch anew, in one step."""
        with self._told():
            self._write(self.file(lines[0].entry.position), batch_to(lines))

    def tidy(self) -> None:
        """Take away what a crash left half written."""
        with self._told():
            for folder in (self.path, self.journal):
                for path in folder.glob(".*.new"):
                    path.unlink()

    @contextmanager
    def turn(self, timeout: float) -> Iterator[None]:
        """Be the only one who writes; the system ends the turn of a process that dies.

        Raises:
            StoreReadOnly: where the folder cannot be written.
            StoreUnavailable: when others have it for longer than ``timeout`` seconds.
        """
        with self._told():  # opened anew each time: a fork would share the lock of an open file
            lock = os.open(self.path / ".lock", os.O_CREAT | os.O_RDWR | os.O_CLOEXEC, 0o666)
        try:
            self._wait(lock, timeout)
            yield
        finally:
            os.close(lock)

    def _wait(self, lock: int, timeout: float) -> None:
        end, pause = time.monotonic() + timeout, 0.0005
        while True:
            with suppress(BlockingIOError):
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                return
            if time.monotonic() > end:
                raise StoreUnavailable(self.name, reasons.locked(timeout))
            time.sleep(pause)
            pause = min(pause * 1.5, 0.02)

    def _write(self, path: Path, document: dict[str, Any]) -> None:
        fresh, text = path.with_name(f".{path.name}.new"), text_of(document)
        try:
            with fresh.open("w", encoding="utf-8", newline="\n") as file:
                file.write(text)
                file.flush()
                os.fsync(file.fileno())
            fresh.replace(path)
            _sync(path.parent)
        except OSError:
            with suppress(OSError):
                fresh.unlink(missing_ok=True)
            raise

    @contextmanager
    def _told(self) -> Iterator[None]:
        """What the system refuses, as an error of stores."""
        try:
            yield
        except OSError as error:
            raise self._why_not(error) from error

    def _why_not(self, error: OSError) -> StorageError:
        if error.errno in _READ_ONLY:
            return StoreReadOnly(self.name)
        full = error.errno in {errno.ENOSPC, errno.EDQUOT}
        return StoreUnavailable(self.name, reasons.FULL if full else reasons.system_says(str(error)))


def _sync(folder: Path) -> None:
    """A new name is on the disk when its folder is."""
    number = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)
