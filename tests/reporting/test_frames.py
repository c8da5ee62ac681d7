"""Tables as data frames: what goes in comes out, with the same schema however many rows there are."""

import sys
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from itertools import count
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from attrs import evolve, frozen
from hypothesis import given
from hypothesis import strategies as st

from orqa.base.eras import Era, buddhist_year
from orqa.base.errors import MissingExtra
from orqa.base.language import Text
from orqa.base.money import Money
from orqa.base.partial import PartialDate
from orqa.base.records import Record
from orqa.reporting.columns import Column, ColumnType
from orqa.reporting.formatting import Style
from orqa.reporting.frames import CellNotFramed, FrameNamesClash
from orqa.reporting.tables import Table

pa = pytest.importorskip("pyarrow")
pd = pytest.importorskip("pandas")
pl = pytest.importorskip("polars")

THAI = Style("th", Era.BUDDHIST, "thai")
BANGKOK = ZoneInfo("Asia/Bangkok")


def column(name: str, kind: ColumnType = ColumnType.TEXT, **more: Any) -> Column:
    return Column(name=name, title=Text.of(en=name.title(), th=f"{name} ไทย"), type=kind, **more)


COLUMNS = (
    *(column(kind.value, kind) for kind in ColumnType if kind is not ColumnType.DATE),
    column("day", ColumnType.DATE),
    column("about", ColumnType.DATE, partial=True),
)
MOMENTS = (datetime(1900, 1, 1), datetime(2200, 1, 1))  # noqa: DTZ001 - Hypothesis adds the zone
CELLS = {
    "text": st.text(st.characters(exclude_categories=["Cs"])),
    "integer": st.integers(-(2**63), 2**63 - 1),
    "number": st.integers(1, 10**6),
    "decimal": st.decimals(-(10**15), 10**15, places=4),
    "percent": st.decimals(0, 100, places=2),
    "moment": st.datetimes(*MOMENTS, timezones=st.sampled_from([UTC, BANGKOK, timezone(timedelta(hours=-3))])),
    "money": st.builds(Money, st.integers(-(10**15), 10**15), st.sampled_from(["THB", "JPY", "KWD"])),
    "boolean": st.booleans(),
    "day": st.dates(),
    "about": st.builds(PartialDate.of, st.dates())
    | st.builds(PartialDate, st.integers(1900, 2100), st.integers(1, 12)),
}
ROWS = st.lists(st.tuples(*(st.none() | CELLS[c.name] for c in COLUMNS)), max_size=4)


def table(rows: Any, columns: Any = COLUMNS, **more: Any) -> Table:
    return evolve(Table.of(columns, rows), **{"style": THAI, "zone": "Asia/Bangkok", **more})


def expected(row: tuple[Any, ...]) -> dict[str, Any]:
    """What the frame tells of a row."""
    cells = dict(zip((c.name for c in COLUMNS), row, strict=True))
    money, day, about = cells["money"], cells["day"], cells["about"]
    return cells | {
        "money": None if money is None else money.decimal,
        "money_currency": None if money is None else money.currency,
        "day_be": None if day is None else buddhist_year(day.year, day.month),
        "about": None if about is None or about.day is None else about.first,
        "about_be": None if about is None else buddhist_year(about.year, about.month),
        "about_text": None if about is None else str(about),
    }


# ------------------------------------------------------------------ what goes in comes out


@given(ROWS)
def test_arrow_gives_back_what_the_rows_hold(rows: list[tuple[Any, ...]]) -> None:
    assert table(rows).to_arrow().to_pylist() == list(map(expected, rows))


@given(ROWS)
def test_pandas_and_polars_agree_with_arrow(rows: list[tuple[Any, ...]]) -> None:
    made = table(rows)
    wanted = made.to_arrow().to_pylist()
    assert made.to_polars().rows(named=True) == wanted
    assert pandas_rows(made.to_pandas()) == wanted


def pandas_rows(frame: Any) -> list[dict[str, Any]]:
    """The rows of a frame as plain values, missing ones as None."""
    return [{str(name): plain(cell) for name, cell in row.items()} for row in frame.to_dict("records")]


def plain(cell: Any) -> Any:
    if cell is None or cell is pd.NA or cell is pd.NaT:
        return None
    if isinstance(cell, pd.Timestamp):
        return cell.to_pydatetime() if cell.tzinfo else cell.date()
    return cell


def test_the_schema_is_the_same_without_rows_and_with_nothing_in_them() -> None:
    empty, nothing = table([]), table([(None,) * len(COLUMNS)] * 3)
    full = table([tuple(map(sample, COLUMNS))])
    assert empty.to_arrow().schema == nothing.to_arrow().schema == full.to_arrow().schema
    assert dict(empty.to_pandas().dtypes) == dict(nothing.to_pandas().dtypes) == dict(full.to_pandas().dtypes)
    assert empty.to_polars().schema == nothing.to_polars().schema == full.to_polars().schema
    assert (len(empty.to_pandas()), len(nothing.to_pandas())) == (0, 3)
    assert nothing.to_pandas().isna().all(axis=None)


SAMPLES = {
    ColumnType.TEXT: "ทุน",
    ColumnType.DATE: date(2025, 1, 12),
    ColumnType.MOMENT: datetime(2025, 1, 12, 9, 30, tzinfo=UTC),
    ColumnType.MONEY: Money.of("1234.50", "THB"),
    ColumnType.DECIMAL: Decimal("0.1"),
    ColumnType.PERCENT: Decimal("12.5"),
    ColumnType.BOOLEAN: True,
    ColumnType.INTEGER: 1,
    ColumnType.NUMBER: 2,
}


def sample(one: Column) -> Any:
    return SAMPLES[one.type]


def test_types_are_those_of_the_page() -> None:
    frame = table([tuple(map(sample, COLUMNS))]).to_pandas()
    assert {name: str(kind) for name, kind in frame.dtypes.items()} == {
        "text": "string",
        "integer": "Int64",
        "number": "Int64",
        "decimal": "object",
        "percent": "object",
        "moment": "datetime64[us, Asia/Bangkok]",
        "money": "object",
        "money_currency": "string",
        "boolean": "boolean",
        "day": "datetime64[ms]",
        "day_be": "Int16",
        "about": "datetime64[ms]",
        "about_be": "Int16",
        "about_text": "string",
    }
    assert sum(frame["money"]) == Decimal("1234.5")
    assert frame["moment"][0].hour == 16


def test_many_rows_come_in_parts() -> None:
    rows = [(n, f"เรื่อง {n}") for n in range(2500)]
    made = table(rows, (column("n", ColumnType.NUMBER), column("subject")))
    assert [tuple(row.values()) for row in made.to_arrow().to_pylist()] == rows
    assert made.to_arrow().column("n").num_chunks == 3


def test_an_endless_table_can_be_taken_in_part() -> None:
    endless = Table((column("n", ColumnType.NUMBER),), lambda: ((n,) for n in count()))
    stream = pa.RecordBatchReader.from_stream(endless)
    assert stream.read_next_batch().column(0)[999].as_py() == 999


def test_whatever_speaks_arrow_takes_a_table() -> None:
    made = table([(1,)], (column("n", ColumnType.NUMBER),))
    assert pl.DataFrame(made).rows() == [(1,)]
    assert pa.table(made).to_pylist() == [{"n": 1}]


# ------------------------------------------------------------------ years and days


@pytest.mark.parametrize(
    ("day", "year"),
    [
        (date(2026, 1, 1), 2569),
        (date(2026, 12, 31), 2569),
        (date(1941, 1, 1), 2484),
        (date(1940, 12, 31), 2483),
        (date(1940, 3, 31), 2482),
        (date(1940, 4, 1), 2483),
        (date(9999, 12, 31), 10542),
        (date(1, 4, 1), 544),
    ],
)
def test_the_buddhist_year_stands_beside_the_date(day: date, year: int) -> None:
    (row,) = table([(day,)], (column("day", ColumnType.DATE),)).to_arrow().to_pylist()
    assert row == {"day": day, "day_be": year}
    assert buddhist_year(day.year, day.month) == year


def test_offices_of_the_common_era_have_no_further_year() -> None:
    made = table([(date(2026, 1, 1),)], (column("day", ColumnType.DATE),), style=Style("en"))
    assert made.to_arrow().column_names == ["day"]


def test_a_date_of_a_record_that_may_be_partial_is_told_as_text_too() -> None:
    @frozen(kw_only=True)
    class Agreement(Record):
        kind = "agreement"
        signed: PartialDate | None = None
        ends: date | None = None

    columns = [Column.of_field(Agreement, name, Text.of(en=name)) for name in ("signed", "ends")]
    made = table([(PartialDate(2026, 1), None), (PartialDate(2026), None)], columns, style=Style())
    assert made.to_arrow().to_pylist() == [
        {"signed": None, "signed_text": "2026-01", "ends": None},
        {"signed": None, "signed_text": "2026", "ends": None},
    ]


def test_a_day_is_a_day_however_it_is_kept() -> None:
    made = table([(PartialDate(2026, 1, 2),), (date(2026, 1, 3),), (None,)], (column("day", ColumnType.DATE),))
    assert made.to_arrow().column("day").to_pylist() == [date(2026, 1, 2), date(2026, 1, 3), None]


# ------------------------------------------------------------------ amounts


def test_money_is_exact_and_names_its_currency() -> None:
    cells = [(Money(10**17 + 1, "THB"),), (Money(1, "JPY"),), (Money(1, "KWD"),)]
    rows = table(cells, (column("price", ColumnType.MONEY),)).to_arrow().to_pylist()
    assert [(str(Money.of(row["price"], row["price_currency"]))) for row in rows] == [str(m) for (m,) in cells]


def test_a_quotient_keeps_eighteen_places() -> None:
    made = table([(Decimal(1) / 3,), (Decimal(2) / 3,)], (column("share", ColumnType.DECIMAL),))
    assert made.to_arrow().column("share").to_pylist() == [Decimal(f"0.{'3' * 18}"), Decimal(f"0.{'6' * 17}7")]


# ------------------------------------------------------------------ what does not fit


@pytest.mark.parametrize(
    ("kind", "cell"),
    [
        (ColumnType.INTEGER, 2**63),
        (ColumnType.NUMBER, "1"),
        (ColumnType.DECIMAL, Decimal("NaN")),
        (ColumnType.DECIMAL, Decimal(10**30)),
        (ColumnType.DATE, PartialDate(2026, 1)),
        (ColumnType.DATE, "2026-01-01"),
        (ColumnType.MOMENT, datetime(2026, 1, 1)),  # noqa: DTZ001 - that is the fault
        (ColumnType.MONEY, Decimal(1)),
        (ColumnType.BOOLEAN, "yes"),
    ],
)
def test_a_cell_of_another_kind_is_named_in_both_languages(kind: ColumnType, cell: Any) -> None:
    with pytest.raises(CellNotFramed) as caught:
        table([(None,), (cell,)], (column("x", kind),)).to_arrow()
    assert caught.value.code == "cell-not-framed"
    assert f"column x is of type {kind.value} and holds {cell!r}" in caught.value.message("en")
    assert f"คอลัมน์ x เป็นชนิด {kind.value} แต่มีค่า {cell!r}" in caught.value.message("th")


def test_an_added_column_takes_no_other_s_name() -> None:
    columns = (column("day", ColumnType.DATE), column("day_be", ColumnType.NUMBER))
    with pytest.raises(FrameNamesClash) as caught:
        table([], columns).to_arrow()
    assert caught.value.names == ("day_be",)
    assert "two columns called day_be" in caught.value.message("en")
    assert "คอลัมน์ชื่อ day_be ซ้ำกัน" in caught.value.message("th")


# ------------------------------------------------------------------ personal data, heads, texts


PERSONAL = (column("n", ColumnType.NUMBER), column("sender", personal=True))


def test_personal_data_is_left_out_unless_asked_for() -> None:
    made = table([(1, "นายสมชาย ใจดี")], PERSONAL)
    for frame in (made.to_arrow().to_pylist(), made.to_polars().rows(named=True), pandas_rows(made.to_pandas())):
        assert frame == [{"n": 1}]
    assert list(made.records()) == [{"n": 1}]
    whole = [{"n": 1, "sender": "นายสมชาย ใจดี"}]
    assert made.to_arrow(personal=True).to_pylist() == whole
    assert made.with_personal().to_polars().rows(named=True) == whole
    assert pandas_rows(made.to_pandas(personal=True)) == whole
    assert list(made.records(personal=True)) == list(made.with_personal().records()) == whole
    assert pa.table(made).column_names == ["n"]


def test_a_table_of_personal_data_alone_gives_nothing_of_it() -> None:
    made = table([("นายสมชาย ใจดี",)], (column("sender", personal=True),))
    assert made.to_arrow().column_names == []
    assert list(made.records()) == [{}]


def test_heads_may_be_titles() -> None:
    columns = (column("day", ColumnType.DATE), column("price", ColumnType.MONEY))
    made = table([], columns)
    assert made.to_arrow(titles="th").column_names == ["day ไทย", "day ไทย (พ.ศ.)", "price ไทย", "price ไทย (สกุลเงิน)"]
    assert made.to_polars(titles="en").columns == ["Day", "Day (B.E.)", "Price", "Price (currency)"]
    assert list(made.to_pandas(titles="en").columns) == ["Day", "Day (B.E.)", "Price", "Price (currency)"]


def test_titles_that_are_the_same_are_told_apart_by_names() -> None:
    columns = (Column(name="a", title=Text.of(th="ที่")), Column(name="b", title=Text.of(th="ที่")))
    assert table([], columns).to_arrow(titles="th").column_names == ["ที่ [a]", "ที่ [b]"]


def test_arrow_keeps_names_and_titles_beside_the_heads() -> None:
    field = table([], (column("day", ColumnType.DATE),)).to_arrow(titles="th").schema.field(1)
    assert {key.decode(): value.decode() for key, value in field.metadata.items()} == {
        "name": "day_be",
        "title:en": "Day (B.E.)",
        "title:th": "day ไทย (พ.ศ.)",
    }


def test_texts_are_in_the_language_of_the_table() -> None:
    made = table([(Text.of(th="ด่วน", en="Urgent"),), (ColumnType.TEXT,)], (column("urgency"),))
    assert made.to_arrow().column(0).to_pylist() == ["ด่วน", "text"]
    assert evolve(made, style=Style("en")).to_arrow().column(0).to_pylist() == ["Urgent", "text"]


# ------------------------------------------------------------------ without the extra


@pytest.fixture
def _bare(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("pyarrow", "pandas", "polars"):
        monkeypatch.setitem(sys.modules, name, None)


@pytest.mark.usefixtures("_bare")
@pytest.mark.parametrize(
    ("door", "package"), [("to_pandas", "pandas"), ("to_polars", "polars"), ("to_arrow", "pyarrow")]
)
def test_what_is_missing_is_one_clear_line(door: str, package: str) -> None:
    with pytest.raises(MissingExtra) as caught:
        getattr(table([]), door)()
    assert caught.value.message("en") == f"Table.{door}() needs the package {package}: pip install 'orqa[frames]'"
    assert caught.value.message("th") == (f"Table.{door}() ต้องใช้แพ็กเกจ {package}: ติดตั้งด้วย pip install 'orqa[frames]'")
