"""The lines of a time clock, in blocks: many at once where all of them are right, one by one where one is not.

Lines end with a line feed alone, for damaged ones hold other characters that break lines.
"""

import re
from datetime import datetime
from itertools import count, repeat
from typing import TYPE_CHECKING, BinaryIO, TypeVar

from attrs import define, field, frozen

from orqa.base.findings import FindingKind, Place
from orqa.domain.attendance.punches import Punch
from orqa.plugins.builtin.formats.attlog_findings import AGAIN, COLUMNS, LONG, NUMBER, TIME, USER
from orqa.plugins.builtin.formats.encodings import THAI

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from orqa.base.findings import Finding

BLOCK = 1 << 14
"""Bytes that are looked at together; a damaged line makes the others of its block slower to read, nothing else.

Some five hundred lines: a block of more than seven hundred would have Python's collector look through each of them.
"""

LINE_LIMIT = 1 << 12
"""Bytes of a line; a clock's have below a hundred."""

_SHOWN = 80
_HOUR_24 = b" 24:"
_DIGITS = bytes.maketrans(b"123456789", b"0" * 9)
_MOMENT = b"0000-00-00 00:00:00\t"
_MOST_TEXTS = 1 << 16
_NUMBERS = {str(number): number for number in range(256)}
_TIME = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2} (?:[01][0-9]|2[0-3]):[0-9]{2}:[0-9]{2}")
_USER = re.compile(r"[0-9]{1,24}")
_DEVICE = re.compile(r"[0-9]{1,10}")
_NUMBER = re.compile(r"[0-9]{1,3}")
_WORK = re.compile(r"[0-9]{0,10}")
V = TypeVar("V")
_make: "Callable[[type[Punch], tuple[object, ...]], Punch]" = tuple.__new__


class _Known(dict[str, str]):
    """Texts without padding, each looked at and kept once: the users and clocks of a file are few."""

    def __init__(self, pattern: "re.Pattern[str]") -> None:
        super().__init__()
        self._fits = pattern.fullmatch

    def __missing__(self, text: str) -> str:
        stripped = text.lstrip(" ")
        if not self._fits(stripped):
            raise ValueError
        if len(self) >= _MOST_TEXTS:
            self.clear()
        self[text] = stripped
        return stripped


@frozen
class Bad:
    """Why a line is none: a kind of finding, and the part that is damaged."""

    kind: FindingKind
    found: str = ""


@define
class Lines:
    """Reads the lines of one file.

    Attributes:
        name: of the file, for findings.
        device: of all lines, where the lines do not tell, as when a clock sends them itself.
    """

    name: str
    device: str | None = None
    _users: _Known = field(init=False, factory=lambda: _Known(_USER))
    _devices: _Known = field(init=False, factory=lambda: _Known(_DEVICE))
    _works: _Known = field(init=False, factory=lambda: _Known(_WORK))
    _bad: bytes | None = field(init=False, default=None)
    _first: int = field(init=False, default=0)
    _last: int = field(init=False, default=0)

    def blocks(self, file: BinaryIO) -> "Iterator[list[Punch] | Iterator[Punch | Finding]]":
        """The punches and findings of a file, some thousand at a time; a list holds punches alone."""
        line = 1
        for block in _blocks(file):
            yield self._block(block, line)
            line += block.count(b"\n")
        yield self._end_of_run()

    def _block(self, block: bytes, line: int) -> "list[Punch] | Iterator[Punch | Finding]":
        if self._bad is None:
            try:
                return self._punches(block, line)
            except (ValueError, KeyError):
                pass  # some line is not as nearly all are
        return self._one_by_one(block, line)

    def _punches(self, block: bytes, line: int) -> list[Punch]:
        """The punches of lines that all have the same columns, with nothing wrong anywhere.

        Each cell is looked at; a line with more or fewer columns than the first would shift a moment into another.

        Raises:
            ValueError, KeyError: where a cell is not what its column holds.
        """
        columns, own = block.partition(b"\n")[0].count(b"\t") + 1, self.device is None
        if b"\r" in block:
            block = block.replace(b"\r\n", b"\n")
        cells = block.removesuffix(b"\n").replace(b"\n", b"\t").decode("ascii").split("\t")
        lines, rest = divmod(len(cells), columns)
        if columns < 4 + own or rest:
            raise ValueError
        for place in range(4 + own, columns):
            for work in set(cells[place::columns]):
                self._works[work]
        users = map(self._users.__getitem__, cells[::columns])
        devices = _column(cells[2::columns], self._devices) if own else repeat(self.device)
        states = _column(cells[2 + own :: columns], _NUMBERS)
        verified = _column(cells[3 + own :: columns], _NUMBERS)
        rows = zip(users, _moments(cells[1::columns], lines), devices, states, verified, count(line), repeat(""))
        return list(map(_make, repeat(Punch), rows))

    def _one_by_one(self, block: bytes, line: int) -> "Iterator[Punch | Finding]":
        for number, raw in enumerate(block.split(b"\n"), line):
            if raw == self._bad:
                self._last = number
            elif raw.strip(b" \t\r"):
                yield from self._end_of_run()
                yield self._line(raw, number)

    def _line(self, raw: bytes, number: int) -> "Punch | Finding":
        if len(raw) > LINE_LIMIT:
            return LONG.make(place=Place(self.name, number), limit=LINE_LIMIT)
        text = decoded(raw)
        read = self._parsed(text.rstrip("\r"), number)
        if isinstance(read, Punch):
            return read
        self._bad, self._first, self._last = raw, number, number
        return read.kind.make(place=Place(self.name, number), found=shown(read.found), text=shown(text))

    def _end_of_run(self) -> "Iterator[Finding]":
        """What is told of a bad line that stood there again and again."""
        if self._bad is not None and self._last > self._first:
            yield AGAIN.make(place=Place(self.name, self._first), count=self._last - self._first, last=self._last)
        self._bad = None

    def _parsed(self, text: str, number: int) -> "Punch | Bad":
        cells = [cell.strip(" ") for cell in text.split("\t")]
        named = len(cells) > 2 and not _TIME.fullmatch(cells[1]) and _looks_like_time(cells[2])
        name = cells.pop(1) if named else ""
        if self.device is not None:
            cells.insert(2, self.device)
        least = 4 if named else 5
        if len(cells) < least:
            return Bad(COLUMNS)
        user, at, device, state, verify = (*cells, "")[:5]
        if not _USER.fullmatch(user):
            return Bad(USER, user)
        moment = moment_of(at)
        if moment is None:
            return Bad(TIME, at)
        problem = self._number(device, state, verify, least)
        return problem or Punch(user, moment, device, int(state), int(verify) if verify else None, number, name)

    def _number(self, device: str, state: str, verify: str, least: int) -> Bad | None:
        if self.device is None and not _DEVICE.fullmatch(device):
            return Bad(NUMBER, device)
        if not _NUMBER.fullmatch(state):
            return Bad(NUMBER, state)
        if not _NUMBER.fullmatch(verify) and (verify or least == 5):
            return Bad(NUMBER, verify)
        return None


def _column(cells: list[str], known: "dict[str, V]") -> "Iterator[V]":
    """What the cells of a column stand for; looked at once where they are all the same, as clocks' nearly always are.

    Raises:
        ValueError, KeyError: here, or when they are asked for, where a cell is not what the column holds.
    """
    first = cells[0]
    return repeat(known[first]) if cells.count(first) == len(cells) else map(known.__getitem__, cells)


def moment_of(text: str) -> datetime | None:
    """A time as clocks print it, ``2026-03-02 08:21:09``; None where there is no such day or hour."""
    if not _TIME.fullmatch(text):
        return None
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None


def _moments(texts: list[str], lines: int) -> "Iterator[datetime]":
    """Times as clocks print them.

    Raises:
        ValueError: here, or when they are asked for, where one is none.
    """
    joined = "\t".join(texts).encode()
    if joined.translate(_DIGITS) != (_MOMENT * lines)[:-1] or _HOUR_24 in joined:
        raise ValueError
    return map(datetime.fromisoformat, texts)


def decoded(raw: bytes) -> str:
    """The characters of one line: names in files of clocks are in UTF-8 or Windows-874, and both may be in one file."""
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode(THAI, "replace")


def shown(text: str) -> str:
    """A text as a message may show it: not too long, and nothing in it that moves what is around it."""
    cut = text if len(text) <= _SHOWN else text[:_SHOWN] + "…"
    return "".join(char if char.isprintable() else repr(char)[1:-1] for char in cut)


def _looks_like_time(text: str) -> bool:
    return len(text) >= 19 and "-" in text and ":" in text


def _blocks(file: BinaryIO) -> "Iterator[bytes]":
    """The bytes of a file in whole lines; of a line that is too long only as much as tells that."""
    rest = b""
    read: Callable[[int], bytes] = file.read
    while part := read(BLOCK):
        whole, end, after = part.rpartition(b"\n")
        if end:
            yield rest + whole + end
            rest = after
        elif len(rest) <= LINE_LIMIT:
            rest += part
    if rest:
        yield rest
