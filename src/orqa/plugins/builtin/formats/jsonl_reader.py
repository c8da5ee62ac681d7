"""Reads JSON lines: one object a line, in UTF-8. Numbers stay as they are written, to the last zero."""

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from attrs import frozen

from orqa.base.findings import FindingKind, Place
from orqa.base.language import Text
from orqa.plugins.builtin.formats.encodings import encoding_of
from orqa.plugins.builtin.formats.findings import (
    BAD_CHARACTERS,
    CUT_OFF,
    EMPTY,
    NAME_TWICE,
    NOT_JSON,
    NOT_LINES,
    NOT_OBJECT,
    NOT_PLAIN,
    NUL,
    TOO_LONG,
)
from orqa.plugins.builtin.formats.lines import LINE_LIMIT, Lines
from orqa.plugins.rows import Row

if TYPE_CHECKING:
    from collections.abc import Iterator

    from orqa.base.findings import Finding

_DAMAGED = re.compile("[\ufffd\ud800-\udfff]")  # replacement characters, and halves of characters beyond 16 bits
_LIST = Text.of(en="a list", th="รายการย่อย")
_OBJECT = Text.of(en="an object", th="กลุ่มข้อมูลย่อย")
_VALUE = Text.of(en="a single value", th="ค่าเดี่ยว")
_WORDS = {None: "", True: "true", False: "false"}


class _Refused(Exception):
    """A line that is no row; becomes a finding of this kind before anybody outside sees it."""

    def __init__(self, kind: FindingKind, **values: Any) -> None:
        super().__init__(kind.code)
        self.kind = kind
        self.values = values


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
            except _Refused as refused:
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
        raise _Refused(TOO_LONG, limit=LINE_LIMIT)
    if _DAMAGED.search(line):
        raise _Refused(BAD_CHARACTERS)
    try:
        found = _decode(line)
    except RecursionError:
        raise _Refused(NOT_PLAIN, name="…", found=_LIST) from None
    except ValueError as error:
        raise (_Refused(NOT_JSON, reason=str(error)) if lines.whole else _Refused(CUT_OFF)) from None
    if not isinstance(found, dict):
        raise _Refused(NOT_OBJECT, found=_LIST if isinstance(found, list) else _VALUE)
    cells = {name: _cell(name, value) for name, value in found.items()}
    text = "".join((*cells, *cells.values()))
    if "\0" in text:
        raise _Refused(NUL)
    if _DAMAGED.search(text):  # written as an escape, which the look at the line cannot see
        raise _Refused(BAD_CHARACTERS)
    return cells


def _cell(name: str, value: Any) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, list | dict):
        raise _Refused(NOT_PLAIN, name=name, found=_LIST if isinstance(value, list) else _OBJECT)
    return _WORDS[value]


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        raise _Refused(NAME_TWICE, name=next(name for name in names if names.count(name) > 1))
    return found


def _no_number(word: str) -> Any:
    raise ValueError(f"{word} is no number")


_decode = json.JSONDecoder(
    object_pairs_hook=_once, parse_float=str, parse_int=str, parse_constant=_no_number, strict=False
).decode
"""``strict=False`` lets tabs into text, as they come from copied cells."""
