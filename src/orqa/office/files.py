"""Files that appear whole or not at all."""

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO


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
