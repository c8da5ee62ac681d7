"""Files that appear whole or not at all."""

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO

try:
    import fcntl
except ImportError:  # pragma: no cover - Windows, where nobody is kept from making a file
    fcntl = None  # type: ignore[assignment]


@contextmanager
def placing(path: Path) -> Iterator[Path]:
    """The name of a file to make, which takes the place of ``path`` only when all of it is safe on the disk.

    Raises:
        OSError: when it cannot be written; ``path`` is then as it was.
    """
    temporary = path.with_name(f".{secrets.token_hex(8)}.tmp")  # a name of its own: one from path's may be too long
    try:
        yield temporary
        with temporary.open("rb") as made:
            os.fsync(made.fileno())
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


@contextmanager
def replacing(path: Path) -> Iterator[BinaryIO]:
    """A file to write that takes the place of ``path`` as :func:`placing` says."""
    with placing(path) as temporary, temporary.open("xb") as out:
        yield out


@contextmanager
def alone(path: Path) -> Iterator[None]:
    """Be the only one, in any process or thread, that makes this file; a program that ends lets others go on.

    Raises:
        BlockingIOError: when somebody makes it already.
        OSError: when nothing can be written beside it.
    """
    mark = path.with_name(f".{sha256(path.name.encode()).hexdigest()[:16]}.making")
    file = _marked(mark)
    try:
        yield
    finally:
        mark.unlink(missing_ok=True)  # before the lock goes: whoever opened it meanwhile sees that it is gone
        os.close(file)


def _marked(mark: Path) -> int:
    """The mark's file, open and locked, while it still has its name."""
    while True:
        file = os.open(mark, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            if fcntl is not None:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            if mark.exists() and mark.stat().st_ino == os.fstat(file).st_ino:
                return file
        except BaseException:
            os.close(file)
            raise
        os.close(file)
