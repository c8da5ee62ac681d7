"""Bytes in memory: gone with the process."""

import io
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import BinaryIO


class MemoryFiles:
    """See :class:`orqa.storage.blobs.Files`. One step of a dictionary is one step for all threads."""

    place = "memory:"

    def __init__(self) -> None:
        self._files: dict[str, tuple[bytes, datetime]] = {}

    def write(self, name: str, parts: Iterable[bytes]) -> None:
        """Write a file."""
        self._files[name] = (b"".join(parts), datetime.now(UTC))

    def rename(self, name: str, new: str) -> None:
        """Give a file another name."""
        self._files[new] = self._files.pop(name)

    def open(self, name: str) -> BinaryIO:
        """A file to read."""
        try:
            return io.BytesIO(self._files[name][0])
        except KeyError:
            raise FileNotFoundError(name) from None

    def delete(self, name: str) -> None:
        """Delete a file."""
        self._files.pop(name, None)

    def list(self, prefix: str) -> Iterator[tuple[str, datetime]]:
        """The files whose name begins so."""
        return iter([(name, at) for name, (_, at) in self._files.copy().items() if name.startswith(prefix)])
