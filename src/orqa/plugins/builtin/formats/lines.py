"""Lines of a text file, numbered, none of them larger than memory allows, and with a way back."""

from collections import deque
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from collections.abc import Iterator

LINE_LIMIT = 1 << 20
"""Characters of a line; a longer one is no row of a register but a damaged file."""

ROW_LINES = 200
"""Lines of one row; a cell that goes on longer has a quotation mark that was not closed."""


class TooManyLines(Exception):
    """A row has more than :data:`ROW_LINES` lines; for the readers of this package alone."""


class _Cut(str):
    """What was kept of a line that is longer than :data:`LINE_LIMIT`."""

    __slots__ = ()


class Lines:
    """Iterates over lines with their ends; :meth:`rewind` gives back all but the first since :meth:`mark`.

    Attributes:
        first: number of the line that was read first since the mark, from 1.
        whole: whether the line read last has an end; only the last of a file may not.
    """

    def __init__(self, file: TextIO) -> None:
        self._read_line = file.readline
        self._waiting: deque[str] = deque()
        self._taken: list[str] = []
        self.first = 1
        self.whole = True

    def __iter__(self) -> "Iterator[str]":
        return self

    def __next__(self) -> str:
        if len(self._taken) == ROW_LINES:
            raise TooManyLines
        if self._waiting:
            line = self._waiting.popleft()
        else:
            line = self._read_line(LINE_LIMIT)
            if len(line) == LINE_LIMIT:
                line = self._cut(line)
        if not line:
            raise StopIteration
        self._taken.append(line)
        self.whole = line[-1] in "\n\r"
        return line

    @property
    def taken(self) -> int:
        """How many lines were read since the mark."""
        return len(self._taken)

    @property
    def too_long(self) -> bool:
        """Whether a line since the mark is longer than :data:`LINE_LIMIT`; most of it was dropped."""
        return _Cut in map(type, self._taken)

    @property
    def text(self) -> str:
        """The lines read since the mark."""
        return self._taken[0] if len(self._taken) == 1 else "".join(self._taken)

    def peek(self) -> str:
        """The next line, which stays to be read; empty at the end."""
        if not self._waiting:
            self._waiting.append(self._cut(self._read_line(LINE_LIMIT)))
        return self._waiting[0]

    def mark(self) -> None:
        """Begin a row with the next line."""
        self.first += len(self._taken)
        self._taken.clear()

    def rewind(self) -> None:
        """Give back every line since the mark but the first, which is done with."""
        self._waiting.extendleft(reversed(self._taken[1:]))
        del self._taken[1:]
        self.mark()

    def _cut(self, line: str) -> str:
        """The line as it was read, or what is kept of it where it goes on."""
        if len(line) < LINE_LIMIT or line.endswith(("\n", "\r")):
            return line
        while (rest := self._read_line(LINE_LIMIT)) and not rest.endswith(("\n", "\r")):
            pass
        return _Cut(line[:1] + rest[-1:])
