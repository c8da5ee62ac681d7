"""Cells of a spreadsheet in OpenDocument's XML."""

import re
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from typing import Any, TypeAlias

from orqa.base.money import Money
from orqa.reporting.characters import visible
from orqa.reporting.columns import ColumnType
from orqa.reporting.formatting import Style

CellWriter: TypeAlias = Callable[[Any], str]
"""Turns a value into the XML of its cell."""

EMPTY = "<table:table-cell/>"

_DIGITS = 15
"""Decimal digits that a spreadsheet's number (a binary double) keeps exactly."""

_ESCAPES = {ord("&"): "&amp;", ord("<"): "&lt;", ord(">"): "&gt;", ord('"'): "&quot;"}
_SPACES = re.compile(r"^ +| +$|  +")  # white space that XML would fold or drop


def escaped(text: str) -> str:
    """Text for an XML attribute or element."""
    return visible(text).translate(_ESCAPES)


def text_cell(text: str, style: str = "") -> str:
    """A cell of text, which no spreadsheet takes for a formula, whatever it begins with."""
    named = f' table:style-name="{style}"' if style else ""
    return f'<table:table-cell office:value-type="string"{named}>{_paragraphs(text)}</table:table-cell>'


def cell_writer(kind: ColumnType, style: Style) -> CellWriter:
    """What writes the cells of a column of this type; None becomes an empty cell."""
    shown = style.printer(kind)

    def write(value: Any) -> str:
        if value is None:
            return EMPTY
        typed = _typed(value, kind)
        if not typed:
            return text_cell(shown(value))
        return f"<table:table-cell {typed}>{_paragraphs(shown(value))}</table:table-cell>"

    return write


def _typed(value: Any, kind: ColumnType) -> str:
    """The attributes that tell a program the value; empty where only the text can."""
    match value:
        case bool():
            return f'office:value-type="boolean" office:boolean-value="{str(value).lower()}"'
        case date():
            return _day(value)
        case Money():
            return _number(value.decimal, f'office:value-type="currency" office:currency="{value.currency}"')
        case int() | Decimal() if kind is ColumnType.PERCENT:
            return _number(Decimal(value) / 100, 'office:value-type="percentage" table:style-name="percent"')
        case int() | Decimal():
            return _number(Decimal(value), 'office:value-type="float"')
    return ""


def _day(value: date) -> str:
    if isinstance(value, datetime):
        return f'office:value-type="date" office:date-value="{value:%Y-%m-%dT%H:%M:%S}" table:style-name="moment"'
    return f'office:value-type="date" office:date-value="{value:%Y-%m-%d}" table:style-name="date"'


def _number(value: Decimal, attributes: str) -> str:
    return f'{attributes} office:value="{value:f}"' if _is_exact(value) else ""


def _is_exact(value: Decimal) -> bool:
    return value.is_finite() and len(value.as_tuple().digits) <= _DIGITS


def _paragraphs(text: str) -> str:
    lines = escaped(text).replace("\t", " ").split("\n")  # LibreOffice drops tabs from cells and joins the words
    return "".join(f"<text:p>{_SPACES.sub(_kept, line)}</text:p>" for line in lines)


def _kept(spaces: re.Match[str]) -> str:
    return f'<text:s text:c="{len(spaces[0])}"/>'
