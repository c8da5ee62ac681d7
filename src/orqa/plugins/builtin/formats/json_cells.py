"""The cells of a row that is a JSON object: its values as text, numbers to the last zero as they are written."""

import json
import re
from typing import Any

from attrs import frozen

from orqa.base.findings import FindingKind
from orqa.base.language import Text
from orqa.plugins.builtin.formats.findings import BAD_CHARACTERS, NAME_TWICE, NOT_OBJECT, NOT_PLAIN, NUL

DAMAGED = re.compile("[\ufffd\ud800-\udfff]")
"""Finds replacement characters, and halves of characters beyond 16 bits."""

A_LIST = Text.of(en="a list", th="รายการย่อย")
_OBJECT = Text.of(en="an object", th="กลุ่มข้อมูลย่อย")
_VALUE = Text.of(en="a single value", th="ค่าเดี่ยว")
_WORDS = {None: "", True: "true", False: "false"}


class RowRefused(Exception):
    """An object that is no row; becomes a finding of this kind before anybody outside sees it."""

    def __init__(self, kind: FindingKind, **values: Any) -> None:
        super().__init__(kind.code)
        self.kind = kind
        self.values = values


@frozen
class _Twice:
    """Stands for an object that has a name twice, so that reading can go on behind it."""

    name: str


def cells_of(found: Any) -> dict[str, str]:
    """The cells of a row.

    Raises:
        RowRefused: when it is no object of plain values, each with a name of its own.
    """
    if isinstance(found, _Twice):
        raise RowRefused(NAME_TWICE, name=found.name)
    if not isinstance(found, dict):
        raise RowRefused(NOT_OBJECT, found=A_LIST if isinstance(found, list) else _VALUE)
    cells = {name: _cell(name, value) for name, value in found.items()}
    text = "".join((*cells, *cells.values()))
    if "\0" in text:
        raise RowRefused(NUL)
    if DAMAGED.search(text):  # written as an escape, which a look at the line cannot see
        raise RowRefused(BAD_CHARACTERS)
    return cells


def _cell(name: str, value: Any) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, list | dict | _Twice):
        raise RowRefused(NOT_PLAIN, name=name, found=A_LIST if isinstance(value, list) else _OBJECT)
    return _WORDS[value]


def _once(pairs: list[tuple[str, Any]]) -> Any:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        return _Twice(next(name for name in names if names.count(name) > 1))
    return found


def _no_number(word: str) -> Any:
    raise ValueError(f"{word} is no number")


DECODER = json.JSONDecoder(
    object_pairs_hook=_once, parse_float=str, parse_int=str, parse_constant=_no_number, strict=False
)
"""``strict=False`` lets tabs into text, as they come from copied cells."""
