"""Tables whose rows stream: a million rows need no more memory than one."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain, islice
from operator import itemgetter
from typing import Any, Self, TypeAlias

from attrs import field, frozen
from attrs.validators import instance_of, min_len

from orqa.base.language import Text
from orqa.reporting.audience import Audience
from orqa.reporting.columns import Column

Row: TypeAlias = Sequence[Any]
"""One value for each column, in their order; see :class:`~orqa.reporting.columns.ColumnType` for what it may be."""


Part: TypeAlias = tuple[Sequence[Any], ...]
"""Some of the rows, as a sequence of cells for each column, all of one length."""

AT_ONCE = 1000
"""Rows in a part that is made of rows."""


def picker(places: Sequence[int]) -> Callable[[Row], tuple[Any, ...]]:
    """What takes the cells at these places out of a row; fast, as it is called once a row."""
    if len(places) == 1:  # itemgetter of one place gives the cell, not a row
        (place,) = places
        return lambda row: (row[place],)
    return itemgetter(*places) if places else lambda _row: ()


@frozen(eq=False)
class Table:
    """A table of typed columns.

    Attributes:
        columns: at least one; their names are unique.
        rows: gives a fresh iterator each time, so that a table may be shown twice.
        title: what stands above it.
        group_by: columns whose values people see once above the rows they are the same for, as the date stands
            above the day's lines of a register; rows come sorted by them. Formats for programs show ordinary columns.
        columnar: gives the same rows as parts, where a source has them by column; see :meth:`parts`.
    """

    columns: tuple[Column, ...] = field(validator=[instance_of(tuple), min_len(1)])
    rows: Callable[[], Iterator[Row]] = field(repr=False)
    title: Text | None = None
    group_by: tuple[str, ...] = field(default=())
    columnar: Callable[[], Iterator[Part]] | None = field(default=None, repr=False)

    @columns.validator
    def _check_names(self, _attribute: object, columns: tuple[Column, ...]) -> None:
        names = [column.name for column in columns]
        doubled = sorted({name for name in names if names.count(name) > 1})
        if doubled:
            raise ValueError(f"the columns of a table have different names; more than once: {', '.join(doubled)}")

    @group_by.validator
    def _check_groups(self, _attribute: object, group_by: tuple[str, ...]) -> None:
        unknown = set(group_by) - {column.name for column in self.columns}
        if unknown:
            raise ValueError(f"a table is grouped by columns of its own; it has no {', '.join(sorted(unknown))}")
        if len(group_by) == len(self.columns):
            raise ValueError("a table needs a column that it is not grouped by")

    @classmethod
    def of(
        cls, columns: Iterable[Column], rows: Iterable[Row], title: Text | None = None, group_by: Iterable[str] = ()
    ) -> Self:
        """A table of rows that are at hand already.

        Raises:
            ValueError: when a row has more or fewer cells than there are columns.
        """
        columns, kept = tuple(columns), tuple(tuple(row) for row in rows)
        for number, row in enumerate(kept, 1):
            if len(row) != len(columns):
                raise ValueError(f"row {number} has {len(row)} cells, the table {len(columns)} columns")
        return cls(columns, lambda: iter(kept), title, tuple(group_by))

    @classmethod
    def of_parts(
        cls,
        columns: tuple[Column, ...],
        parts: Callable[[], Iterator[Part]],
        title: Text | None = None,
        group_by: tuple[str, ...] = (),
    ) -> Self:
        """A table whose source has its cells by column, some rows at a time."""
        return cls(columns, lambda: chain.from_iterable(zip(*p, strict=True) for p in parts()), title, group_by, parts)

    def parts(self) -> Iterator[Part]:
        """The rows by column, some at a time: what data frames are made of."""
        if self.columnar is not None:
            return self.columnar()
        rows = self.rows()
        return (tuple(zip(*part, strict=True)) for part in iter(lambda: list(islice(rows, AT_ONCE)), []))

    def for_audience(self, audience: Audience) -> "Table | None":
        """The table with the columns that ``audience`` may see; None when that is not one of them."""
        places = [place for place, column in enumerate(self.columns) if column.shown_to(audience)]
        if len(places) == len(self.columns):
            return self
        return self._part(places) if places else None

    def _part(self, places: Sequence[int]) -> "Table":
        columns = tuple(self.columns[place] for place in places)
        names = [column.name for column in columns]
        groups = tuple(name for name in self.group_by if name in names)
        groups = groups if len(groups) < len(columns) else groups[:-1]
        rows, parts, pick = self.rows, self.columnar, picker(places)
        if parts is not None:
            return Table.of_parts(columns, lambda: map(pick, parts()), self.title, groups)
        return Table(columns, lambda: map(pick, rows()), self.title, groups)

    def records(self) -> Iterator[dict[str, Any]]:
        """The rows as dictionaries by column name; data-frame libraries take them as they are.

        >>> table = Table.of([Column(name="n", title=Text.of(en="N"))], [["one"], ["two"]])
        >>> list(table.records())
        [{'n': 'one'}, {'n': 'two'}]
        """
        names = [column.name for column in self.columns]
        return (dict(zip(names, row, strict=True)) for row in self.rows())

    def _repr_html_(self) -> str:
        from orqa.reporting.preview import table_preview

        return table_preview(self)
