"""A rule as data: the dated, cited rows of one key, and which row answers for which dimensions.

A rule (:class:`Parameter`) is a history of rows. A :class:`Row` holds from its first day until a later row of
equal dimensions takes its place; of the rows that match, the most specific one answers, whatever its date.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from itertools import product
from typing import Any

from attrs import field, frozen

from orqa.base.citations import Certainty, Citation
from orqa.base.language import Text
from orqa.rules.frozen import FrozenDict

Dims = FrozenDict[str, str]
"""Dimension names and values."""

Cell = tuple[str, ...]
"""One value for each dimension of a rule, in the order of its ``by``; empty for a rule without dimensions."""


@frozen
class Scale:
    """A bracket scale: the value of the highest threshold that is not above the amount.

    Attributes:
        over: the name of what the amount is, such as ``service_years``.
        steps: pairs of threshold (the first amount of the bracket) and value, thresholds rising.
    """

    over: str
    steps: tuple[tuple[Any, Any], ...]

    def at(self, amount: int | Decimal | date) -> Any:
        """The value for an amount; ``None`` below the first threshold.

        Raises:
            TypeError: for a float, which is not exact.
        """
        if isinstance(amount, float):
            raise TypeError(f"a scale over {self.over} is asked with an int, a Decimal or a date, found {amount!r}")
        found = None
        for threshold, value in self.steps:
            if amount < threshold:
                break
            found = value
        return found


@frozen(kw_only=True, eq=False)
class Row:
    """One dated value of a rule. Compared by identity: each row exists once.

    Attributes:
        key: the rule's key.
        start: the first day on which it holds (``from`` in the file).
        dims: the dimensions that it is for; a dimension that is left out matches every value.
        value: a scalar, a tuple, a :class:`~orqa.rules.frozen.FrozenDict` or a :class:`Scale`; ``None`` when repealed.
        repealed: whether the row says that the rule ends.
        citations: the clauses that say so, then the authority of an override; never empty.
        certainty: how sure it is.
        published: the day it became known; its ``start`` when the file gives none.
        last_checked: the day on which somebody last compared it with its source.
        note: what a reader should know.
        reason: why the row overrides that of a parent profile.
        profile: the profile that brought it.
    """

    key: str
    start: date
    dims: Mapping[str, str] = field(factory=FrozenDict)
    value: Any = None
    repealed: bool = False
    citations: tuple[Citation, ...]
    certainty: Certainty
    published: date
    last_checked: date | None = None
    note: Text | None = None
    reason: Text | None = None
    profile: str


@frozen(kw_only=True, eq=False)
class Parameter:
    """A rule: its key, its dimensions and its rows.

    Attributes:
        key: such as ``register.columns``.
        title: what it decides.
        unit: what a number in it counts, such as ``working_day``; empty for none.
        dimensions: the closed values of each dimension, in the order of ``by``.
        rows: all rows, the oldest first.
        overs: names of the amounts that its scales are measured by.
        lanes: for each cell, the rows that match it, grouped by dimensions, most specific group first and
            newest row first in a group.
        note: what a reader should know.
        least: whether its values are the least that a profile laid over may set: a shorter one cites a written text.
        profile: the profile that brought the key.
    """

    key: str
    title: Text
    unit: str = ""
    dimensions: Mapping[str, tuple[str, ...]] = field(factory=FrozenDict)
    rows: tuple[Row, ...]
    note: Text | None = None
    least: bool = False
    profile: str
    overs: frozenset[str] = field(init=False)
    lanes: Mapping[Cell, tuple[tuple[Row, ...], ...]] = field(init=False, repr=False)

    @overs.default
    def _collect_overs(self) -> frozenset[str]:
        return frozenset(row.value.over for row in self.rows if isinstance(row.value, Scale))

    @lanes.default
    def _make_lanes(self) -> Mapping[Cell, tuple[tuple[Row, ...], ...]]:
        groups = _groups(self.rows)
        return FrozenDict({cell: _lane(self.named(cell), groups) for cell in self.cells()})

    @property
    def by(self) -> tuple[str, ...]:
        """The names of the dimensions by which it is asked."""
        return tuple(self.dimensions)

    def cells(self) -> Iterator[Cell]:
        """Every combination of dimension values."""
        return product(*self.dimensions.values())

    def named(self, cell: Cell) -> Dims:
        """A cell as dimension names and values."""
        return FrozenDict(zip(self.dimensions, cell, strict=True))

    def row(self, cell: Cell, day: date, known_on: date | None = None) -> Row | None:
        """The row that answers on a day, as known on another; ``None`` where no row has begun."""
        for group in self.lanes[cell]:
            for row in group:
                if row.start <= day and (known_on is None or row.published <= known_on):
                    return row
        return None


def answering(rows: Iterable[Row], cell: Mapping[str, str], day: date) -> Row | None:
    """The row among some that answers for a cell on a day; None where none has begun."""
    fitting = (row for row in rows if row.start <= day and all(cell[name] == v for name, v in row.dims.items()))
    return max(fitting, key=lambda row: (len(row.dims), row.start), default=None)


def _groups(rows: tuple[Row, ...]) -> dict[Dims, list[Row]]:
    groups: dict[Dims, list[Row]] = {}
    for row in sorted(rows, key=lambda row: row.start, reverse=True):
        groups.setdefault(FrozenDict(sorted(row.dims.items())), []).append(row)
    return groups


def _lane(cell: Mapping[str, str], groups: Mapping[Dims, list[Row]]) -> tuple[tuple[Row, ...], ...]:
    fitting = [(dims, rows) for dims, rows in groups.items() if all(cell[name] == v for name, v in dims.items())]
    fitting.sort(key=lambda item: len(item[0]), reverse=True)
    return tuple(tuple(rows) for _, rows in fitting)
