"""Reads JSON documents: one list of objects, each a row, as programs write them. Numbers stay as they are written."""

import re
from pathlib import Path
from typing import TYPE_CHECKING, Final

from attrs import frozen

from orqa.base.findings import Place
from orqa.plugins.builtin.formats.encodings import encoding_of
from orqa.plugins.builtin.formats.findings import EMPTY, JSON_BROKEN, JSON_NO_LIST, JSON_TOO_LARGE
from orqa.plugins.builtin.formats.json_cells import DECODER, RowRefused, cells_of
from orqa.plugins.rows import Row

if TYPE_CHECKING:
    from collections.abc import Iterator

    from orqa.base.findings import Finding

MOST: Final = 64 << 20
"""Bytes of a document, which is in memory as a whole; larger tables are written as JSON lines."""

_BLANK = re.compile(r"[\s\ufeff]*").match


@frozen
class JsonReader:
    """Reads JSON documents; the names of an object are the heads of its columns."""

    def read(self, path: Path) -> "Iterator[Row | Finding]":
        """The rows of a file, as they are asked for; see :class:`orqa.plugins.specs.RowReader`."""
        if path.stat().st_size > MOST:
            yield JSON_TOO_LARGE.make(place=Place(path.name), most=MOST >> 20)
            return
        encoding = encoding_of(path)
        if encoding.finding is not None:
            yield encoding.finding
        if encoding.name is not None:
            yield from _Document(path.name, path.read_text(encoding.name, errors="replace")).rows()


class _Document:
    """One list, read object by object, so that each knows its line."""

    def __init__(self, name: str, text: str) -> None:
        self._name = name
        self._text = text
        self._at = 0
        self._line = 1

    def rows(self) -> "Iterator[Row | Finding]":
        opened = self._next()
        if opened != "[":
            yield (JSON_NO_LIST if opened else EMPTY).make(place=Place(self._name, self._line if opened else None))
            return
        between = "["
        while between in {"[", ","}:
            self._go(self._at + 1)
            if between == "[" and self._next() == "]":
                return
            try:
                yield self._row()
            except (ValueError, RecursionError) as error:
                reason = str(error) if isinstance(error, ValueError) else type(error).__name__
                yield JSON_BROKEN.make(place=Place(self._name, self._line), reason=reason)
                return
            between = self._next()
        self._go(self._at + 1)
        if between != "]" or self._next():
            yield JSON_BROKEN.make(place=Place(self._name, self._line), reason=repr(between or self._next()))

    def _row(self) -> "Row | Finding":
        self._next()
        place = Place(self._name, self._line)
        found, end = DECODER.raw_decode(self._text, self._at)
        self._go(end)
        try:
            return Row(cells_of(found), place)
        except RowRefused as refused:
            return refused.kind.make(place=place, **refused.values)

    def _next(self) -> str:
        """The next character that is not blank; empty at the end."""
        blank = _BLANK(self._text, self._at)
        self._go(blank.end() if blank else self._at)
        return self._text[self._at : self._at + 1]

    def _go(self, to: int) -> None:
        self._line += self._text.count("\n", self._at, to)
        self._at = to
