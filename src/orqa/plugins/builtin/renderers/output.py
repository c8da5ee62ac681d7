"""Text into the binary file that a renderer is given."""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO, TextIO


@contextmanager
def text_into(out: BinaryIO, *, encoding: str = "utf-8", errors: str = "strict") -> Iterator[TextIO]:
    """Write text to ``out`` without translating line ends; ``out`` is left open, whatever happens."""
    text = io.TextIOWrapper(out, encoding=encoding, errors=errors, newline="")
    try:
        yield text
    finally:
        text.detach()
