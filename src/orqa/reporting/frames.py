"""Tables as data frames, by way of Arrow: exact money, days as days, the same schema however many rows there are.

What a cell becomes depends on the type of its column alone:

====================  ===============================  ==================================
column                Arrow                            beside it
====================  ===============================  ==================================
text                  string, in the table's language
integer, number       int64
decimal, percent      decimal128(38, 18)
money ``x``           decimal128(38, 4)                ``x_currency``: ISO 4217 code
date ``x``            date32                           ``x_be``: Buddhist year, int16
partial date ``x``    date32, null below a day         ``x_text``: ``2026-01``; ``x_be``
moment                timestamp, with the time zone
boolean               bool
====================  ===============================  ==================================
"""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, ClassVar, cast

from orqa.base.errors import MissingExtra, OrqaError
from orqa.base.language import Text
from orqa.reporting.frame_columns import FrameColumn, frame_columns

if TYPE_CHECKING:
    import polars as pl
    import pyarrow as pa

    from orqa.reporting.tables import Part, Table

EXTRA = "frames"


class CellNotFramed(OrqaError, ValueError):
    """A cell does not fit the type that its column has in a data frame."""

    code: ClassVar[str] = "cell-not-framed"
    template: ClassVar[Text] = Text.of(
        en="column {column} is of type {kind} and holds {found}, which a data frame cannot take: {reason}",
        th="คอลัมน์ {column} เป็นชนิด {kind} แต่มีค่า {found} ซึ่งใส่ในตารางข้อมูลไม่ได้: {reason}",
    )

    column: str
    kind: str
    found: str
    reason: Text | str


class FrameNamesClash(OrqaError, ValueError):
    """A column that a frame adds, such as a Buddhist year, has the name of one that the table has."""

    code: ClassVar[str] = "frame-names-clash"
    template: ClassVar[Text] = Text.of(
        en="the data frame would have two columns called {names}: give the table's own another name",
        th="ตารางข้อมูลจะมีคอลัมน์ชื่อ {names} ซ้ำกัน โปรดเปลี่ยนชื่อคอลัมน์ของตาราง",
    )

    names: tuple[str, ...]


# ------------------------------------------------------------------ the three doors


def to_arrow(table: "Table", *, personal: bool, titles: str | None) -> "pa.Table":
    """The whole table; see :meth:`orqa.reporting.tables.Table.to_arrow`."""
    return reader(table, "Table.to_arrow()", personal=personal, titles=titles).read_all()


def to_pandas(table: "Table", *, personal: bool, titles: str | None) -> Any:
    """See :meth:`orqa.reporting.tables.Table.to_pandas`."""
    asked = "Table.to_pandas()"
    pandas, pa = _module("pandas", asked), _module("pyarrow", asked)
    nullable = {
        pa.int64(): pandas.Int64Dtype(),
        pa.int16(): pandas.Int16Dtype(),
        pa.bool_(): pandas.BooleanDtype(),
        pa.string(): pandas.StringDtype("pyarrow"),
    }
    whole = reader(table, asked, personal=personal, titles=titles).read_all()
    plainly = {"date_as_object": False, "split_blocks": True, "self_destruct": True, "ignore_metadata": True}
    return whole.to_pandas(types_mapper=nullable.get, **plainly)


def to_polars(table: "Table", *, personal: bool, titles: str | None) -> "pl.DataFrame":
    """See :meth:`orqa.reporting.tables.Table.to_polars`."""
    asked = "Table.to_polars()"
    polars = _module("polars", asked)
    whole = polars.from_arrow(reader(table, asked, personal=personal, titles=titles).read_all())
    return cast("pl.DataFrame", whole)


def reader(table: "Table", asked: str, *, personal: bool, titles: str | None = None) -> "pa.RecordBatchReader":
    """The table as a stream of Arrow batches: what asks for a part of it gets no more.

    Raises:
        MissingExtra: without pyarrow; ``asked`` says for what.
        FrameNamesClash: when two columns would have the same name.
    """
    pa = _module("pyarrow", asked)
    made = tuple(frame_columns(table, personal=personal))
    schema = pa.schema(list(map(_field, made, _heads(made, titles))))
    return pa.RecordBatchReader.from_batches(schema, _batches(table, made, schema))


def _module(name: str, asked: str) -> Any:
    from importlib import import_module

    try:
        return import_module(name)
    except ImportError as error:
        raise MissingExtra(feature=asked, package=name, extra=EXTRA) from error


def _batches(table: "Table", made: Sequence[FrameColumn], schema: "pa.Schema") -> Iterator["pa.RecordBatch"]:
    import pyarrow as pa

    for part in table.arrow() if table.arrow else table.parts():
        yield pa.RecordBatch.from_arrays([_filled(one, part) for one in made], schema=schema)


def _filled(made: FrameColumn, part: "Part") -> "pa.Array":
    values = part[made.place]
    try:
        return made.fill(values)
    except CellNotFramed:
        raise
    except (ArithmeticError, AttributeError, TypeError, ValueError) as error:
        found = next((value for value in values if not _fits(made, value)), None)
        reason = str(error) or type(error).__name__
        raise CellNotFramed(made.column.name, made.column.type.value, repr(found), reason) from error


def _fits(made: FrameColumn, value: Any) -> bool:
    try:
        made.fill([value])
    except (ArithmeticError, AttributeError, TypeError, ValueError):
        return False
    return True


# ------------------------------------------------------------------ names


def _field(made: FrameColumn, head: str) -> "pa.Field":
    import pyarrow as pa

    titles = {f"title:{language}": made.title(language) for language, _ in made.column.title.forms}
    return pa.field(head, made.arrow_type, metadata={"name": made.name, **titles})


def _heads(made: Sequence[FrameColumn], titles: str | None) -> list[str]:
    """The names, or the titles in a language; where two titles are the same, the names tell them apart."""
    names = [one.name for one in made]
    if doubled := tuple(sorted({name for name in names if names.count(name) > 1})):
        raise FrameNamesClash(doubled)
    if titles is None:
        return names
    heads = [one.title(titles) for one in made]
    return [f"{head} [{name}]" if heads.count(head) > 1 else head for head, name in zip(heads, names, strict=True)]
