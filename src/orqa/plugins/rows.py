"""A row of an input file, as readers of file formats give it."""

from collections.abc import Mapping
from types import MappingProxyType

from attrs import frozen

from orqa.base.findings import Place

_NO_LETTERS: Mapping[str, str] = MappingProxyType({})


@frozen
class Row:
    """One row, as text.

    Attributes:
        values: what stands in each column, by the column's head, in the file's order; an empty cell is ``""``.
            Nothing is interpreted: digits, dates and cells that look like formulas are text.
        place: the file and the line on which the row begins, from 1.
        letters: the letters of the columns of a sheet, by head; empty where columns have none.
    """

    values: Mapping[str, str]
    place: Place
    letters: Mapping[str, str] = _NO_LETTERS
