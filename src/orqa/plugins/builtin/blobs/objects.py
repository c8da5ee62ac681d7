"""Bytes in an object store, or whatever else fsspec reaches: ``s3://bucket/folder``, ``memory://office``."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from importlib import import_module
from typing import Any, BinaryIO, cast

from orqa.plugins.errors import ExtraNeeded
from orqa.plugins.urls import without_password
from orqa.storage import reasons
from orqa.storage.errors import StoreUnavailable

_TIMES = ("mtime", "LastModified", "last_modified", "updated", "modified", "created")
"""What file systems of fsspec call the time of the last change."""


class ObjectFiles:
    """See :class:`orqa.storage.blobs.Files`.

    Args:
        url: as fsspec reads it.
        options: for the file system, such as credentials.

    Raises:
        ExtraNeeded: where fsspec is not installed.
    """

    def __init__(self, url: str, **options: Any) -> None:
        try:
            core = import_module("fsspec.core")
        except ImportError:
            raise ExtraNeeded(without_password(url), "fsspec", "objects") from None
        self._system, path = core.url_to_fs(url, **options)
        self._root, self._url = path.rstrip("/"), without_password(url)

    @property
    def place(self) -> str:
        """The URL, without its password."""
        return self._url

    def write(self, name: str, parts: Iterable[bytes]) -> None:
        """Write an object."""
        with self._faults():
            path = self._path(name)
            self._system.makedirs(path.rpartition("/")[0], exist_ok=True)
            out = self._system.open(path, "wb")
        try:
            for part in parts:  # a fault of the source is none of the object store
                with self._faults():
                    out.write(part)
        finally:
            with self._faults():
                out.close()

    def rename(self, name: str, new: str) -> None:
        """Give an object another name."""
        with self._faults():
            path = self._path(new)
            self._system.makedirs(path.rpartition("/")[0], exist_ok=True)
            self._system.mv(self._path(name), path)

    def open(self, name: str) -> BinaryIO:
        """An object to read."""
        with self._faults(FileNotFoundError):
            return cast("BinaryIO", self._system.open(self._path(name), "rb"))

    def delete(self, name: str) -> None:
        """Delete an object."""
        with self._faults(), suppress(FileNotFoundError):
            self._system.rm_file(self._path(name))

    def list(self, prefix: str) -> Iterator[tuple[str, datetime]]:
        """The objects whose name begins so."""
        self._system.invalidate_cache()
        with self._faults():
            found = self._system.find(self._path(prefix.rpartition("/")[0]), detail=True)
        for path, told in sorted(found.items()):
            name = path[len(self._root) + 1 :]
            if name.startswith(prefix):
                yield name, _time_of(told)

    def _path(self, name: str) -> str:
        return f"{self._root}/{name}"

    @contextmanager
    def _faults(self, *but: type[OSError]) -> Iterator[None]:
        try:
            yield
        except but:
            raise
        except OSError as error:
            raise StoreUnavailable(self.place, reasons.system_says(str(error))) from error


def _time_of(told: dict[str, Any]) -> datetime:
    """When an object was written; now where its store does not tell, so that it is never taken for an old one."""
    at = next((told[name] for name in _TIMES if told.get(name) is not None), None)
    if isinstance(at, int | float):
        return datetime.fromtimestamp(at, UTC)
    if isinstance(at, datetime):
        return at if at.tzinfo else at.replace(tzinfo=UTC)
    return datetime.now(UTC)
