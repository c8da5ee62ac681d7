"""Reads JSON lines: one object a line, in UTF-8. Numbers stay as they are written, to the last zero."""

from pathlib import Path
from typing import TYPE_CHECKING

from attrs import frozen

from orqa.base.findings import Place
from orqa.plugins.builtin.formats.encodings import encoding_of
from orqa.plugins.builtin.formats.findings import (
    BAD_CHARACTERS,
    CUT_OFF,
    EMPTY,
    NOT_JSON,
    NOT_LINES,
    NOT_PLAIN,
    TOO_LONG,
)
from orqa.plugins.builtin.formats.json_cells import A_LIST, DAMAGED, DECODER, RowRefused, cells_of
from orqa.plugins.builtin.formats.lines import LINE_LIMIT, Lines
from orqa.plugins.rows import Row

if TYPE_CHECKING:
    from collections.abc import Iterator

    from orqa.base.findings import Finding


@frozen
class JsonlReader:
    """Reads JSON lines; the names of an object are the heads of its columns."""

    def read(self, path: Path) -> "Iterator[Row | Finding]":
        """The rows of a file, as they are asked for; see :class:`orqa.plugins.specs.RowReader`."""
        encoding = encoding_of(path)
        if encoding.finding is not None:
            yield encoding.finding
        if encoding.name is not None:
            with path.open(encoding=encoding.name, errors="replace", newline="") as file:
                yield from _rows(path.name, Lines(file))


def _rows(name: str, lines: Lines) -> "Iterator[Row | Finding]":
    empty = True
    for line in lines:
        place = Place(name, lines.first)
        if not line.isspace():
            try:
                yield Row(_values(line, lines), place)
            except RowRefused as refused:
                if (
                    empty and refused.kind is NOT_JSON and line.strip() in {"[", "{", "[{"}
                ):  # one large document over many lines
                    yield NOT_LINES.make(place=place)
                    return
                yield refused.kind.make(place=place, **refused.values)
            empty = False
        lines.mark()
    if empty:
        yield EMPTY.make(place=Place(name))


def _values(line: str, lines: Lines) -> dict[str, str]:
    if lines.too_long:
        raise RowRefused(TOO_LONG, limit=LINE_LIMIT)
    if DAMAGED.search(line):
        raise RowRefused(BAD_CHARACTERS)
    try:
        found = DECODER.decode(line)
    except RecursionError:
        raise RowRefused(NOT_PLAIN, name="…", found=A_LIST) from None
    except ValueError as error:
        raise (RowRefused(NOT_JSON, reason=str(error)) if lines.whole else RowRefused(CUT_OFF)) from None
    return cells_of(found)
