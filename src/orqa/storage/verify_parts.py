"""Entries put aside by record, so that a journal of any length is read once and little of it is kept in mind."""

import marshal
from collections.abc import Iterator
from contextlib import ExitStack
from tempfile import TemporaryFile
from types import TracebackType
from typing import IO, Self
from zlib import crc32

from attrs import define, field

from orqa.storage.verify_checks import Step

_WAITING = 500


@define(eq=False)
class Parts:
    """Steps of records, in so many parts; all steps of a record are in one.

    The first part is not put aside. The others wait in files without a name, which hold no content of records and are
    gone when the block ends.
    """

    count: int
    _waiting: dict[int, list[tuple[object, ...]]] = field(factory=dict, init=False)
    _files: dict[int, IO[bytes]] = field(factory=dict, init=False)
    _open: ExitStack = field(factory=ExitStack, init=False)

    def keeps(self, step: Step) -> bool:
        """Whether a step was put aside; if not, it is for now."""
        part = crc32(step.what.encode()) % self.count
        if part:
            waiting = self._waiting.setdefault(part, [])
            waiting.append(tuple(step))
            if len(waiting) >= _WAITING:
                self._write(part)
        return part > 0

    def rest(self) -> Iterator[Iterator[Step]]:
        """The steps of each part that was put aside, in the order in which they came."""
        for part in list(self._waiting):
            self._write(part)
            yield self._read(part)

    def _write(self, part: int) -> None:
        file = self._files.get(part)
        if file is None:
            file = self._files[part] = self._open.enter_context(TemporaryFile(prefix="orqa-"))  # noqa: SIM115 - the stack closes it
        marshal.dump(self._waiting[part], file)
        self._waiting[part] = []

    def _read(self, part: int) -> Iterator[Step]:
        file = self._files[part]
        end = file.tell()
        file.seek(0)
        while file.tell() < end:
            yield from map(Step._make, marshal.load(file))  # noqa: S302 - our own, of this moment

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._open.close()
