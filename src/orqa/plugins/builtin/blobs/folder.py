"""Bytes in a folder of this machine."""

import errno
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

from orqa.storage import reasons
from orqa.storage.errors import StoreReadOnly, StoreUnavailable

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_READ_ONLY = {errno.EROFS, errno.EACCES, errno.EPERM}


class FolderFiles:
    """See :class:`orqa.storage.blobs.Files`. The folder is made when something is written first.

    Args:
        folder: its path.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @property
    def place(self) -> str:
        """The path."""
        return str(self._folder)

    def write(self, name: str, parts: Iterable[bytes]) -> None:
        """Write a file, safe on the disk."""
        with self._faults():
            out = self._made(name).open("xb")
        try:
            for part in parts:  # a fault of the source is none of the folder
                with self._faults():
                    out.write(part)
            with self._faults():
                out.flush()
                if out.tell():
                    os.fsync(out.fileno())  # an empty file is a sign for those who live, no content
        finally:
            with self._faults():
                out.close()

    def rename(self, name: str, new: str) -> None:
        """Give a file another name, safe on the disk."""
        with self._faults():
            path = self._made(new)
            (self._folder / name).replace(path)
            _sync(path.parent)

    def open(self, name: str) -> BinaryIO:
        """A file to read."""
        with self._reading():
            return (self._folder / name).open("rb")

    def delete(self, name: str) -> None:
        """Delete a file."""
        with self._faults(), suppress(FileNotFoundError):
            (self._folder / name).unlink()

    def list(self, prefix: str) -> Iterator[tuple[str, datetime]]:
        """The files whose name begins so."""
        for folder, _, found in os.walk(self._folder / prefix.rpartition("/")[0], onerror=self._refuse):
            for path in (Path(folder, name) for name in found):
                name = path.relative_to(self._folder).as_posix()
                if name.startswith(prefix):
                    with suppress(FileNotFoundError), self._reading():  # gone meanwhile
                        yield name, datetime.fromtimestamp(path.stat().st_mtime, UTC)

    def _refuse(self, error: OSError) -> None:
        """A folder that cannot be listed is not taken for an empty one; one that is not there is."""
        with suppress(FileNotFoundError), self._reading():
            raise error

    def _made(self, name: str) -> Path:
        """The path of a file to write, its folder made where it is not there."""
        path = self._folder / name
        missing = [folder for folder in (path.parent, *path.parent.parents) if not folder.exists()]
        path.parent.mkdir(parents=True, exist_ok=True)
        for folder in missing:
            _sync(folder.parent)
        return path

    @contextmanager
    def _faults(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            if error.errno in _READ_ONLY:
                raise StoreReadOnly(self.place) from error
            said = reasons.FULL if error.errno in _FULL else reasons.system_says(str(error))
            raise StoreUnavailable(self.place, said) from error

    @contextmanager
    def _reading(self) -> Iterator[None]:
        try:
            yield
        except FileNotFoundError:
            raise
        except OSError as error:
            raise StoreUnavailable(self.place, reasons.system_says(str(error))) from error


def _sync(folder: Path) -> None:
    """Make sure that a folder's names are on the disk; where the system cannot, it does so by itself."""
    with suppress(PermissionError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
