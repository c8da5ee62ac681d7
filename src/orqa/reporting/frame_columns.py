"""What the columns of a table become in a data frame, by their type alone."""

from collections.abc import Callable, Iterator, Sequence
from decimal import ROUND_HALF_EVEN, Decimal, InvalidOperation, localcontext
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from orqa.base.eras import FIRST_JANUARY_YEAR, OFFSET, Era, buddhist_year
from orqa.base.language import Text
from orqa.base.partial import PartialDate, Precision
from orqa.reporting.columns import Column, ColumnType

if TYPE_CHECKING:
    import pyarrow as pa

    from orqa.reporting.tables import Table

Values: TypeAlias = Sequence[Any]

BE, CURRENCY, AS_TEXT = "be", "currency", "text"
"""What stands behind the name of a column that is added to another."""

HEADS = {
    BE: Text.of(th="พ.ศ.", en="B.E."),
    CURRENCY: Text.of(th="สกุลเงิน", en="currency"),
    AS_TEXT: Text.of(th="ตามที่ระบุ", en="as stated"),
}
_PLACES = 18
_FIRST_FULL_YEAR = FIRST_JANUARY_YEAR - OFFSET
_OLD_FIRST_MONTH = 4


class FrameColumn(NamedTuple):
    """One column of a frame: of which column of the table, under what name, and how it is filled."""

    place: int
    column: Column
    added: str
    arrow_type: "pa.DataType"
    fill: Callable[[Values], "pa.Array"]

    @property
    def name(self) -> str:
        """For programs."""
        return f"{self.column.name}_{self.added}" if self.added else self.column.name

    def title(self, language: str) -> str:
        """For people."""
        title = self.column.title.in_language(language) or self.column.name
        return f"{title} ({HEADS[self.added].in_language(language)})" if self.added else title


def frame_columns(table: "Table", *, personal: bool) -> Iterator[FrameColumn]:
    """The columns of the frame; those with personal data where they are asked for."""
    for place, column in enumerate(table.columns):
        if personal or not column.personal:
            for added, kind, fill in _KINDS[column.type](table, column):
                yield FrameColumn(place, column, added, kind, fill)


_Frames: TypeAlias = Iterator[tuple[str, "pa.DataType", Callable[[Values], "pa.Array"]]]


def _plain(kind: str) -> Callable[["Table", Column], _Frames]:
    def frames(_table: "Table", _column: Column) -> _Frames:
        import pyarrow as pa

        of_type = getattr(pa, kind)()
        yield "", of_type, lambda values: values if isinstance(values, pa.Array) else pa.array(values, of_type)

    return frames


def _text(table: "Table", _column: Column) -> _Frames:
    import pyarrow as pa

    language = table.style.language

    def said(value: Any) -> str | None:
        return None if value is None else value.in_language(language) if isinstance(value, Text) else str(value)

    def fill(values: Values) -> pa.Array:
        if isinstance(values, pa.Array):
            return values
        plain = {str, type(None)}.issuperset(map(type, values))
        return pa.array(values if plain else list(map(said, values)), pa.string())

    yield "", pa.string(), fill


def _decimal(_table: "Table", _column: Column) -> _Frames:
    import pyarrow as pa

    kind = pa.decimal128(38, _PLACES)
    yield "", kind, lambda values: pa.array([None if v is None else _rounded(v) for v in values], kind)


def _rounded(value: Decimal) -> Decimal:
    """A quotient has as many places as Python was asked for; the eighteenth is the last that is kept."""
    with localcontext(prec=60):
        exponent = value.as_tuple().exponent
        if not isinstance(exponent, int):
            raise InvalidOperation(f"{value} is no amount")
        return value.quantize(Decimal(1).scaleb(-_PLACES), ROUND_HALF_EVEN) if exponent < -_PLACES else value


def _money(_table: "Table", _column: Column) -> _Frames:
    import pyarrow as pa

    kind = pa.decimal128(38, 4)  # no currency of ISO 4217 has more places
    yield "", kind, lambda values: pa.array([None if v is None else v.decimal for v in values], kind)
    yield (
        CURRENCY,
        pa.string(),
        lambda values: pa.array([None if v is None else v.currency for v in values], pa.string()),
    )


def _moment(table: "Table", _column: Column) -> _Frames:
    import pyarrow as pa

    kind = pa.timestamp("us", table.zone)

    def fill(values: Values) -> pa.Array:
        if any(value is not None and value.utcoffset() is None for value in values):
            raise ValueError("a moment needs a time zone")
        return pa.array(values, kind)

    yield "", kind, fill


def _date(table: "Table", column: Column) -> _Frames:
    import pyarrow as pa

    yield "", pa.date32(), _partial_days if column.partial else _days
    if table.style.era is Era.BUDDHIST:
        yield BE, pa.int16(), _partial_years if column.partial else _years
    if column.partial:
        yield (
            AS_TEXT,
            pa.string(),
            lambda values: pa.array([None if v is None else str(v) for v in values], pa.string()),
        )


def _days(values: Values) -> "pa.Array":
    import pyarrow as pa

    if isinstance(values, pa.Array):
        return values
    if PartialDate in set(map(type, values)):
        values = [_whole(value) if type(value) is PartialDate else value for value in values]
    return pa.array(values, pa.date32())


def _whole(value: PartialDate) -> Any:
    if value.precision is not Precision.DAY:
        raise ValueError(f"{value} is no day; a column of partial dates says so: Column(partial=True)")
    return value.first


def _years(values: Values) -> "pa.Array":
    """The Buddhist years of days, as :func:`orqa.base.eras.buddhist_year` has them, a thousand at a time."""
    import pyarrow as pa
    import pyarrow.compute as pc

    days = _days(values)
    years = pc.year(days)
    early = pc.and_(pc.less(years, _FIRST_FULL_YEAR), pc.less(pc.month(days), _OLD_FIRST_MONTH))
    return pc.subtract(pc.add(years, OFFSET), early.cast(pa.int64())).cast(pa.int16())


def _partial_days(values: Values) -> "pa.Array":
    import pyarrow as pa

    known = (None if type(v) is PartialDate and v.precision is not Precision.DAY else v for v in values)
    return pa.array([v.first if type(v) is PartialDate else v for v in known], pa.date32())


def _partial_years(values: Values) -> "pa.Array":
    import pyarrow as pa

    return pa.array([None if v is None else buddhist_year(v.year, v.month or 12) for v in values], pa.int16())


_KINDS: dict[ColumnType, Callable[["Table", Column], _Frames]] = {
    ColumnType.TEXT: _text,
    ColumnType.INTEGER: _plain("int64"),
    ColumnType.NUMBER: _plain("int64"),
    ColumnType.DECIMAL: _decimal,
    ColumnType.PERCENT: _decimal,
    ColumnType.DATE: _date,
    ColumnType.MOMENT: _moment,
    ColumnType.MONEY: _money,
    ColumnType.BOOLEAN: _plain("bool_"),
}
