"""Tables whose rows stream: a million rows need no more memory than one."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain, islice
from operator import itemgetter
from typing import TYPE_CHECKING, Any, Self, TypeAlias

from attrs import evolve, field, frozen
from attrs.validators import instance_of, min_len

from orqa.base.language import Text
from orqa.reporting.audience import Audience
from orqa.reporting.columns import Column
from orqa.reporting.formatting import Style

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl
    import pyarrow as pa

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
        arrow: gives the same parts for data frames: their columns may be Arrow arrays of text, whole numbers or days.
        style: language and era of what it shows by itself in a notebook, and of its data frames.
        zone: IANA name of the time zone that data frames give its moments in.
        shows_personal: whether notebooks and data frames show personal data unasked; see :meth:`with_personal`.
        left_out: how many rows there would be besides, of records that whoever asked may not see.
    """

    columns: tuple[Column, ...] = field(validator=[instance_of(tuple), min_len(1)])
    rows: Callable[[], Iterator[Row]] = field(repr=False)
    title: Text | None = None
    group_by: tuple[str, ...] = field(default=())
    columnar: Callable[[], Iterator[Part]] | None = field(default=None, repr=False)
    arrow: Callable[[], Iterator[Part]] | None = field(default=None, repr=False)
    style: Style = field(factory=Style, repr=False)
    zone: str = field(default="UTC", repr=False)
    shows_personal: bool = False
    left_out: int = 0

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

    def with_personal(self) -> "Table":
        """The same table, showing personal data (ข้อมูลส่วนบุคคล) in notebooks and data frames, too.

        Whoever asks for it has a reason and keeps what comes of it: a notebook stores what it shows.
        """
        return evolve(self, shows_personal=True)

    def without_personal(self) -> "Table | None":
        """The table with the columns that hold no personal data; None when that is not one of them."""
        places = [place for place, column in enumerate(self.columns) if not column.personal]
        if len(places) == len(self.columns):
            return self
        return self._part(places) if places else None

    def without(self, *names: str) -> "Table":
        """The table without the columns of these names; one at least must be left."""
        return self._part([place for place, column in enumerate(self.columns) if column.name not in names])

    def _part(self, places: Sequence[int]) -> "Table":
        columns = tuple(self.columns[place] for place in places)
        names = [column.name for column in columns]
        groups = tuple(name for name in self.group_by if name in names)
        rows, parts, arrow, pick = self.rows, self.columnar, self.arrow, picker(places)
        return evolve(
            self,
            columns=columns,
            rows=lambda: map(pick, rows()),
            columnar=None if parts is None else lambda: map(pick, parts()),
            arrow=None if arrow is None else lambda: map(pick, arrow()),
            group_by=groups if len(groups) < len(columns) else groups[:-1],
        )

    # ------------------------------------------------------------------ for programs

    def records(self, *, personal: bool | None = None) -> Iterator[dict[str, Any]]:
        """The rows as dictionaries by column name.

        Args:
            personal: whether with personal data; by default as the table says, which is without.

        >>> table = Table.of([Column(name="n", title=Text.of(en="N"))], [["one"], ["two"]])
        >>> list(table.records())
        [{'n': 'one'}, {'n': 'two'}]
        """
        table = self if self._personal(personal) else self.without_personal()
        if table is None:
            return ({} for _ in self.rows())
        names = [column.name for column in table.columns]
        return (dict(zip(names, row, strict=True)) for row in table.rows())

    def to_arrow(self, *, personal: bool | None = None, titles: str | None = None) -> "pa.Table":
        """The rows as a table of Apache Arrow; :mod:`orqa.reporting.frames` tells the type of each column.

        Each date has its Buddhist year beside it (``dated``, ``dated_be``) where the style's era is Buddhist; money is
        exact, with its currency beside it. Columns and types are the same however many rows there are.

        Args:
            personal: whether with personal data; by default as the table says, which is without.
            titles: language of heads in the place of names, such as ``th``.

        Raises:
            MissingExtra: without the extra ``frames``.
            CellNotFramed: for a cell that its column's type cannot hold.
            FrameNamesClash: when two columns would have the same name.
        """
        from orqa.reporting import frames

        return frames.to_arrow(self, personal=self._personal(personal), titles=titles)

    def to_pandas(self, *, personal: bool | None = None, titles: str | None = None) -> "pd.DataFrame":
        """The rows as a data frame of pandas: see :meth:`to_arrow`.

        Integers and truth values may be missing (``Int64``, ``boolean``), days are ``datetime64``, money and decimals
        objects of Python's ``Decimal``.
        """
        from orqa.reporting import frames

        return frames.to_pandas(self, personal=self._personal(personal), titles=titles)

    def to_polars(self, *, personal: bool | None = None, titles: str | None = None) -> "pl.DataFrame":
        """The rows as a data frame of Polars: see :meth:`to_arrow`."""
        from orqa.reporting import frames

        return frames.to_polars(self, personal=self._personal(personal), titles=titles)

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        """Lets whatever speaks Arrow take the table as it is: ``polars.DataFrame(table)``, DuckDB, pyarrow."""
        from orqa.reporting import frames

        return frames.reader(self, "an Arrow stream", personal=self.shows_personal).__arrow_c_stream__(requested_schema)

    def _personal(self, asked: bool | None) -> bool:  # noqa: FBT001 - asked for by name everywhere
        return self.shows_personal if asked is None else asked

    # ------------------------------------------------------------------ for people

    def _repr_html_(self) -> str:
        from orqa.reporting.preview import table_alone

        return table_alone(self)
