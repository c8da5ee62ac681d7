"""Reads CSV as spreadsheets and old systems write it, and says where a file is not what it seems.

Nothing is guessed about a row: one whose cells may have slipped into wrong columns is a finding, and reading goes on
with the next line. A cell that looks like a formula (``=``, ``+``, ``-``, ``@`` first) is text like any other.
"""

import csv
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from attrs import define, frozen

from orqa.base.findings import Finding, FindingKind, Place
from orqa.plugins.builtin.formats.encodings import THAI, encoding_of, ends_line
from orqa.plugins.builtin.formats.findings import (
    BAD_CHARACTERS,
    CUT_OFF,
    EMPTY,
    HEAD_TWICE,
    NUL,
    QUOTES,
    TOO_LONG,
    WRONG_WIDTH,
)
from orqa.plugins.builtin.formats.lines import LINE_LIMIT, Lines, TooManyLines
from orqa.plugins.rows import Row

if TYPE_CHECKING:
    from collections.abc import Iterator

DELIMITERS = ",;\t"
"""Between cells: a comma, or what spreadsheets take where a comma is the decimal sign, or a tab."""

WHITE = " \r\n\ufeff"

_ONE_BYTE_ENDS = frozenset({"utf-8", "utf-8-sig", THAI})


@frozen
class CsvReader:
    """Reads CSV; the first row that is not blank holds the heads of the columns."""

    def read(self, path: Path) -> "Iterator[Row | Finding]":
        """The rows of a file, as they are asked for; see :class:`orqa.plugins.specs.RowReader`."""
        encoding = encoding_of(path)
        if encoding.finding is not None:
            yield encoding.finding
        if encoding.name is not None:
            with path.open(encoding=encoding.name, errors="replace", newline="") as file:
                yield from _File(path.name, Lines(file)).rows()

    def is_whole(self, path: Path) -> bool:
        """Whether its last line has an end: without that, and only then, a file may have been cut off."""
        return encoding_of(path).name in _ONE_BYTE_ENDS and ends_line(path)


@define
class _File:
    """One file that is being read."""

    name: str
    lines: Lines
    heads: tuple[str, ...] = ()

    def rows(self) -> "Iterator[Row | Finding]":
        """The findings about the head, then the rows; a head that cannot be read ends it."""
        records = self._records()
        head = next(records, None) or EMPTY.make(place=Place(self.name))
        if isinstance(head, Finding):
            yield head
            return
        yield from self._take_heads(head)
        name, heads, lines = self.name, self.heads, self.lines
        for item in records:
            if isinstance(item, Finding):
                yield item
            else:
                yield Row(dict(zip(heads, item, strict=False)), Place(name, lines.first))

    def _records(self) -> "Iterator[list[str] | Finding]":
        """The records that are not blank, and what was wrong between them."""
        reader = csv.reader(self.lines, delimiter=self._delimiter(), strict=True)
        mark = self.lines.mark
        while True:
            mark()
            try:
                cells = next(reader)
            except StopIteration:
                return
            except (csv.Error, TooManyLines):
                yield self._broken()
                self.lines.rewind()
                continue
            if "".join(cells).strip():
                yield self._problem(cells) or cells

    def _broken(self) -> Finding:
        """What is wrong with a record that is none; its first line is done with, the good rows stand behind it."""
        if self.lines.taken > 1:
            return self._finding(QUOTES)
        if not self.lines.whole:
            return self._finding(CUT_OFF)
        limit = csv.field_size_limit()
        return self._finding(TOO_LONG, limit=limit) if len(self.lines.text) > limit else self._finding(QUOTES)

    def _problem(self, cells: list[str]) -> Finding | None:
        text = self.lines.text
        if self.lines.too_long:
            return self._finding(TOO_LONG, limit=LINE_LIMIT)
        if "\0" in text:
            return self._finding(NUL)
        if "\ufffd" in text:
            return self._finding(BAD_CHARACTERS)
        expected = len(self.heads)
        if not expected or len(cells) == expected or (len(cells) > expected and not any(cells[expected:])):
            return None
        if len(cells) < expected and not self.lines.whole:
            return self._finding(CUT_OFF)
        return self._finding(WRONG_WIDTH, found=len(cells), expected=expected)

    def _finding(self, kind: FindingKind, **values: Any) -> Finding:
        return kind.make(place=Place(self.name, self.lines.first), **values)

    def _take_heads(self, cells: list[str]) -> "Iterator[Finding]":
        """Name the columns: one without a head by its place, one whose head is there already by its count."""
        while not cells[-1].strip():
            del cells[-1]
        seen: Counter[str] = Counter()
        heads = []
        for number, cell in enumerate(cells, start=1):
            head = " ".join(cell.split()) or f"column {number}"
            seen[head] += 1
            heads.append(head if seen[head] == 1 else f"{head} ({seen[head]})")
            if seen[head] > 1:
                place = Place(self.name, self.lines.first, head)
                yield HEAD_TWICE.make(place=place, column=head, called=heads[-1])
        self.heads = tuple(heads)

    def _delimiter(self) -> str:
        """The one that divides the first line that is not blank into most cells."""
        line = self.lines.peek()
        while line and not line.strip(DELIMITERS + WHITE):
            next(self.lines)
            line = self.lines.peek()
        return max(DELIMITERS, key=lambda delimiter: _width(line, delimiter))


def _width(line: str, delimiter: str) -> int:
    try:
        return len(next(csv.reader([line], delimiter=delimiter), ()))
    except csv.Error:
        return 0
