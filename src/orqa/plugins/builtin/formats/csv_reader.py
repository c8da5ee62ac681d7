"""Reads CSV as spreadsheets and old systems write it, and says where a file is not what it seems.

Nothing is guessed about a row: one whose cells may have slipped into wrong columns is a finding, and reading goes on
with the next line. A cell that looks like a formula (``=``, ``+``, ``-``, ``@`` first) is text like any other.
"""

import csv
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from attrs import define, frozen

from orqa.base.findings import Finding, FindingKind, Place
from orqa.office.tabular.layout import HEAD_WITHIN, Layout, find_head
from orqa.plugins.builtin.formats.encodings import THAI, encoding_of, ends_line
from orqa.plugins.builtin.formats.findings import (
    BAD_CHARACTERS,
    CUT_OFF,
    EMPTY,
    HEAD_TWICE,
    NUL,
    QUOTES,
    SHEET_UNKNOWN,
    TOO_LONG,
    WRONG_WIDTH,
)
from orqa.plugins.builtin.formats.heads import below, head_told, named
from orqa.plugins.builtin.formats.lines import LINE_LIMIT, Lines, TooManyLines
from orqa.plugins.rows import Row

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator

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
                yield from _File(path.name, Lines(file)).rows(None)

    def read_table(self, path: Path, layout: Layout) -> "Iterator[Row | Finding]":
        """The rows of the table whose head is recognised; see :class:`orqa.plugins.specs.LayoutReader`."""
        encoding = encoding_of(path)
        if encoding.finding is not None:
            yield encoding.finding
        if layout.sheet:
            yield SHEET_UNKNOWN.make(place=Place(path.name), sheet=layout.sheet, sheets="–")
        elif encoding.name is not None:
            with path.open(encoding=encoding.name, errors="replace", newline="") as file:
                yield from _File(path.name, Lines(file)).rows(layout)

    def is_whole(self, path: Path) -> bool:
        """Whether its last line has an end: without that, and only then, a file may have been cut off."""
        return encoding_of(path).name in _ONE_BYTE_ENDS and ends_line(path)


@define
class _File:
    """One file that is being read."""

    name: str
    lines: Lines
    heads: tuple[str, ...] = ()

    def rows(self, layout: Layout | None) -> "Iterator[Row | Finding]":
        """The findings about the head, then the rows; a head that cannot be read ends it."""
        records = self._records()
        head = next(records, None) or EMPTY.make(place=Place(self.name))
        if isinstance(head, Finding):
            yield head
            return
        waiting: list[tuple[int, list[str]] | Finding] = []
        if layout is None:
            yield from self._take_heads(head[1], head[0])
        else:
            first = [head, *_first(records, head[0], layout)]
            waiting = yield from self._find_head(first, layout)
        name, heads = self.name, self.heads
        for item in chain(waiting, records):
            if isinstance(item, Finding):
                yield item
            else:
                yield Row(dict(zip(heads, item[1], strict=False)), Place(name, item[0]))

    def _find_head(
        self, first: "list[tuple[int, list[str]] | Finding]", layout: Layout
    ) -> "Generator[Finding, None, list[tuple[int, list[str]] | Finding]]":
        """Take the head from among the first records; gives those below it."""
        rows = [(place, item) for place, item in enumerate(first) if not isinstance(item, Finding)]
        if layout.head_row is not None:
            rows = rows[-1:]
        head = find_head([cells for _, (_, cells) in rows], layout)
        last = rows[head.first + head.rows - 1][0]
        line = rows[head.first][1][0]
        yield from self._take_heads(list(head.cells), line)
        yield from head_told(head, line, rows[0][1][0], self.name)
        return [
            self._width(item, whole=place < len(first) - 1 or self.lines.whole) for place, item in below(first, last)
        ]

    def _records(self) -> "Iterator[tuple[int, list[str]] | Finding]":
        """The records that are not blank, each with its line, and what was wrong between them."""
        reader = csv.reader(self.lines, delimiter=self._delimiter(), strict=True)
        lines = self.lines
        while True:
            lines.mark()
            try:
                cells = next(reader)
            except StopIteration:
                return
            except (csv.Error, TooManyLines):
                yield self._broken()
                lines.rewind()
                continue
            if "".join(cells).strip():
                yield self._problem(cells) or (lines.first, cells)

    def _broken(self) -> Finding:
        """What is wrong with a record that is none; its first line is done with, the good rows stand behind it."""
        if self.lines.taken > 1:
            return self._finding(QUOTES)
        if not self.lines.whole:
            return self._finding(CUT_OFF)
        limit = csv.field_size_limit()
        return self._finding(TOO_LONG, limit=limit) if len(self.lines.text) > limit else self._finding(QUOTES)

    def _problem(self, cells: list[str]) -> Finding | None:
        text, lines = self.lines.text, self.lines
        if len(cells) == len(self.heads) and lines.taken == 1 and "\0" not in text and "\ufffd" not in text:
            return None if type(text) is str else self._finding(TOO_LONG, limit=LINE_LIMIT)  # as nearly all rows are
        if lines.too_long:
            return self._finding(TOO_LONG, limit=LINE_LIMIT)
        if "\0" in text:
            return self._finding(NUL)
        if "\ufffd" in text:
            return self._finding(BAD_CHARACTERS)
        item = self._width((self.lines.first, cells), whole=self.lines.whole)
        return item if isinstance(item, Finding) else None

    def _width(self, item: "tuple[int, list[str]] | Finding", *, whole: bool) -> "tuple[int, list[str]] | Finding":
        """The record, where it is as wide as the head; nothing is known of that before there is one."""
        expected = len(self.heads)
        if isinstance(item, Finding) or not expected:
            return item
        line, cells = item
        if len(cells) == expected or (len(cells) > expected and not any(cells[expected:])):
            return item
        place = Place(self.name, line)
        if len(cells) < expected and not whole:
            return CUT_OFF.make(place=place)
        return WRONG_WIDTH.make(place=place, found=len(cells), expected=expected)

    def _finding(self, kind: FindingKind, **values: Any) -> Finding:
        return kind.make(place=Place(self.name, self.lines.first), **values)

    def _take_heads(self, cells: list[str], line: int) -> "Iterator[Finding]":
        """Name the columns."""
        self.heads, doubled = named(cells)
        for head, called in doubled:
            yield HEAD_TWICE.make(place=Place(self.name, line, head), column=head, called=called)

    def _delimiter(self) -> str:
        """The one that divides the first line that is not blank into most cells."""
        line = self.lines.peek()
        while line and not line.strip(DELIMITERS + WHITE):
            next(self.lines)
            line = self.lines.peek()
        return max(DELIMITERS, key=lambda delimiter: _width(line, delimiter))


def _first(
    records: "Iterator[tuple[int, list[str]] | Finding]", line: int, layout: Layout
) -> "Iterator[tuple[int, list[str]] | Finding]":
    """The records behind the one of ``line`` among which the head is; it is the last where somebody said its row."""
    if layout.head_row is None:
        yield from islice(records, HEAD_WITHIN - 1)
        return
    while line < layout.head_row and (item := next(records, None)) is not None:
        yield item
        line = line if isinstance(item, Finding) else item[0]


def _width(line: str, delimiter: str) -> int:
    try:
        return len(next(csv.reader([line], delimiter=delimiter), ()))
    except csv.Error:
        return 0
