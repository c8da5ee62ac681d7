"""Bytes beside a store, kept by their SHA-256: the same bytes once, whatever number of records names them.

Bytes are there before the batch that names them, so that a crash leaves at most bytes without a name. Who is about to
name some holds a *claim*; who removes some holds a *mark*. Each writes its own sign first and looks for the other's
then, so that at least one of two sees the other, on any file system or object store: named bytes are never removed.
"""

import io
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import BinaryIO, ClassVar, Protocol
from uuid import uuid4

from attrs import frozen

from orqa.base.errors import OrqaError
from orqa.base.language import Text
from orqa.storage import reasons
from orqa.storage.errors import StorageError, StoreUnavailable

PART = 1 << 20
"""How many bytes are held in memory at once."""

_BLOBS, _INCOMING, _CLAIMS, _MARKS = "blobs", "incoming", "claims", "removing"
_PATIENCE = 30.0
"""Seconds; whoever removes something needs far less."""


class BlobMissing(StorageError, LookupError):
    """Bytes that a record names are not there."""

    code: ClassVar[str] = "attachment-missing"
    template: ClassVar[Text] = Text.of(
        en="{place} does not hold the bytes {digest}; restore them from a backup and run: orqa verify --deep",
        th="ไม่พบข้อมูล {digest} ใน {place} ให้กู้จากสำเนาสำรองแล้วสั่ง orqa verify --deep",
    )

    place: str
    digest: str


class BlobDamaged(StorageError):
    """Bytes are not those that were kept: found when all of them had been read."""

    code: ClassVar[str] = "attachment-damaged"
    template: ClassVar[Text] = Text.of(
        en="the bytes {digest} in {place} are not what was kept; restore them from a backup",
        th="ข้อมูล {digest} ใน {place} ไม่ตรงกับที่เก็บไว้ ให้กู้จากสำเนาสำรอง",
    )

    place: str
    digest: str


class BlobTooLarge(OrqaError, ValueError):
    """There are more bytes than may be kept of one file; nothing was kept."""

    code: ClassVar[str] = "attachment-too-large"
    template: ClassVar[Text] = Text.of(
        en="the file has more than {most:,} bytes, the most that may be attached; nothing was written",
        th="แฟ้มมีขนาดเกิน {most:,} ไบต์ ซึ่งเป็นขนาดสูงสุดที่แนบได้ จึงไม่มีการบันทึกใด ๆ",
    )

    most: int


@frozen
class Blob:
    """Bytes that are kept.

    Attributes:
        digest: SHA-256, 64 hex digits.
        size: how many.
    """

    digest: str
    size: int


class Files(Protocol):
    """What keeps the bytes: a folder, an object store. Names are of orqa's making, such as ``blobs/ab/ab12…``."""

    @property
    def place(self) -> str:
        """How messages call it."""

    def write(self, name: str, parts: Iterable[bytes]) -> None:
        """Write a file, durably; after an error it may be there in part.

        Raises:
            StoreUnavailable, StoreReadOnly: as they say.
        """

    def rename(self, name: str, new: str) -> None:
        """Give a file another name, in the place of whatever has it."""

    def open(self, name: str) -> BinaryIO:
        """A file to read; FileNotFoundError where there is none.

        Raises:
            StoreUnavailable: when it cannot be opened.
        """

    def delete(self, name: str) -> None:
        """Delete a file; nothing where there is none."""

    def list(self, prefix: str) -> Iterator[tuple[str, datetime]]:
        """The files whose name begins with ``prefix``, a folder at least, and when each was written.

        Raises:
            StoreUnavailable: when they cannot be listed.
        """


class Blobs:
    """Bytes by their SHA-256.

    Args:
        files: where they are.
    """

    def __init__(self, files: Files) -> None:
        self._files = files

    @property
    def place(self) -> str:
        """How messages call the place."""
        return self._files.place

    @contextmanager
    def keeping(self, parts: Iterable[bytes], most: int | None = None) -> Iterator[Blob]:
        """Keep bytes, which nobody removes within the block: name them there.

        Args:
            parts: the bytes, some at a time.
            most: how many there may be.

        Raises:
            BlobTooLarge: when there are more.
            StoreUnavailable, StoreReadOnly: as they say.
        """
        incoming, meter = f"{_INCOMING}/{uuid4().hex}", _Meter(parts, most)
        try:
            self._files.write(incoming, meter)
            blob = meter.blob
            with self._sign(_CLAIMS, blob.digest):
                self._await_removal(blob.digest)
                self._files.rename(incoming, _name(blob.digest))
                yield blob
        finally:
            self._files.delete(incoming)

    def open(self, blob: Blob) -> BinaryIO:
        """Kept bytes, to be read from first to last; that they are those is known when all are read.

        Raises:
            BlobMissing: when they are not there.
            BlobDamaged: from the read that reaches the end, when they are others.
            StoreUnavailable: here or from a read, when they cannot be read.
        """
        try:
            source = self._files.open(_name(blob.digest))
        except FileNotFoundError:
            raise BlobMissing(self.place, blob.digest) from None
        return io.BufferedReader(_Checked(source, blob, self.place), PART)

    def check(self, blob: Blob) -> None:
        """Read all of some bytes; errors as of :meth:`open`."""
        with self.open(blob) as source:
            while source.read(PART):
                pass

    def digests(self) -> Iterator[tuple[str, datetime]]:
        """The digests of all that is kept, and when each was written last."""
        for name, at in self._files.list(f"{_BLOBS}/"):
            yield name.rpartition("/")[2], at

    def remove(self, digest: str, is_named: Callable[[str], bool]) -> bool:
        """Remove bytes, unless somebody names them or is about to; whether they are gone."""
        with self._sign(_MARKS, digest) as mark:
            if self._signed(_CLAIMS, digest) or is_named(digest):
                return False
            if mark not in self._signed(_MARKS, digest) or self._signed(_CLAIMS, digest):
                return False  # the look at the records took so long that a sweep took the mark, or somebody came
            self._files.delete(_name(digest))
            return True

    def sweep(self, before: datetime, is_named: Callable[[str], bool], *, signs: datetime) -> int:
        """Remove what was written before a moment and is named by nobody, left behind by what was cut short.

        Args:
            before: what is younger stays.
            is_named: whether a record names a digest.
            signs: what is being written, a claim and a mark stand for somebody at work unless they are older than this.

        Returns:
            how many digests were removed.
        """
        for folder in (_INCOMING, _CLAIMS, _MARKS):
            for name, at in list(self._files.list(f"{folder}/")):
                if at < signs:
                    self._files.delete(name)
        old = [digest for digest, at in self.digests() if at < before]
        return sum(self.remove(digest, is_named) for digest in old if not is_named(digest))

    @contextmanager
    def _sign(self, folder: str, digest: str) -> Iterator[str]:
        name = f"{folder}/{digest}.{uuid4().hex}"
        self._files.write(name, ())
        try:
            yield name
        finally:
            self._files.delete(name)

    def _signed(self, folder: str, digest: str) -> list[str]:
        return [name for name, _ in self._files.list(f"{folder}/{digest}")]

    def _await_removal(self, digest: str) -> None:
        """Wait until nobody is removing these bytes, so that what is put there afterwards stays.

        A mark is never broken here, for its owner may be slow and not dead; :meth:`sweep` clears those of the dead.
        """
        end = time.monotonic() + _PATIENCE
        while self._signed(_MARKS, digest):
            if time.monotonic() > end:
                raise StoreUnavailable(self.place, reasons.BEING_REMOVED)
            time.sleep(0.01)


def parts_of(source: BinaryIO) -> Iterator[bytes]:
    """The bytes of an open file, some at a time."""
    while part := source.read(PART):
        yield part


def _name(digest: str) -> str:
    if len(digest) != 64 or not set(digest) <= set("0123456789abcdef"):
        raise ValueError(f"a SHA-256 has 64 hex digits, found {digest!r:.80}")
    return f"{_BLOBS}/{digest[:2]}/{digest}"


class _Meter:
    """Counts and digests parts on their way."""

    def __init__(self, parts: Iterable[bytes], most: int | None) -> None:
        import hashlib

        self._parts, self._most = parts, most
        self._hash, self._size = hashlib.sha256(), 0

    def __iter__(self) -> Iterator[bytes]:
        for part in self._parts:
            self._size += len(part)
            if self._most is not None and self._size > self._most:
                raise BlobTooLarge(self._most)
            self._hash.update(part)
            yield part

    @property
    def blob(self) -> Blob:
        return Blob(self._hash.hexdigest(), self._size)


class _Checked(io.RawIOBase):
    """A stream that compares, at its end, what was read with what was kept."""

    def __init__(self, source: BinaryIO, blob: Blob, place: str) -> None:
        import hashlib

        self._source, self._blob, self._place = source, blob, place
        self._hash, self._size = hashlib.sha256(), 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]  # what BufferedReader hands in
        try:
            part = self._source.read(len(buffer))
        except OSError as error:
            raise StoreUnavailable(self._place, reasons.system_says(str(error))) from error
        self._hash.update(part)
        self._size += len(part)
        ends = not part or self._size >= self._blob.size
        if ends and (self._size != self._blob.size or self._hash.hexdigest() != self._blob.digest):
            raise BlobDamaged(self._place, self._blob.digest)
        buffer[: len(part)] = part
        return len(part)

    def close(self) -> None:
        self._source.close()
        super().close()
