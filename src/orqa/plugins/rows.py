"""A row of an input file, as readers of file formats give it."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from attrs import frozen

from orqa.base.findings import Finding, Place

_NONE: Mapping[str, Any] = MappingProxyType({})


@frozen
class Row:
    """One row, as text.

    Attributes:
        values: what stands in each column, by the column's head, in the file's order; an empty cell is ``""``.
            Nothing is interpreted: digits, dates and cells that look like formulas are text.
        place: the file and the line on which the row begins, from 1.
        letters: the letters of the columns of a sheet, by head; empty where columns have none.
        problems: what is wrong with single cells, by head; the row is refused where such a column is one that is read.
    """

    values: Mapping[str, str]
    place: Place
    letters: Mapping[str, str] = _NONE
    problems: Mapping[str, Finding] = _NONE
