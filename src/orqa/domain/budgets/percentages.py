"""Auditing printed tables of money and percents (การตรวจตารางที่พิมพ์แล้ว); pure.

A printed total may differ from its parts by rounding: both are kept, and the difference is told, never adjusted away.
What differs by more than rounding can explain is a conflict of the table.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from typing import Any, Final

from attrs import field, frozen

from orqa.base.findings import Finding, FindingKind, Severity
from orqa.base.language import Text
from orqa.base.rounding import Rounding

Cell = tuple[str, str]
"""A row and a column of a printed table."""

ROUNDED: Final = FindingKind(
    "table-parts-rounded",
    Severity.INFO,
    Text.of(
        en="{row}, {column}: printed {printed}, its parts come to {found}; rounding explains {difference}",
        th="{row} {column}: พิมพ์ {printed} ส่วนย่อยรวมได้ {found} ต่าง {difference} จากการปัดเศษ",
    ),
)
CONFLICT: Final = FindingKind(
    "table-parts-conflict",
    Severity.ERROR,
    Text.of(
        en="{row}, {column}: printed {printed}, but its parts come to {found}: {difference} more than rounding "
        "explains; look at {parts}",
        th="{row} {column}: พิมพ์ {printed} แต่ส่วนย่อยรวมได้ {found} ต่าง {difference} เกินกว่าการปัดเศษ โปรดตรวจ {parts}",
    ),
)
PERCENT_OTHERWISE: Final = FindingKind(
    "table-percent-rounded-otherwise",
    Severity.WARNING,
    Text.of(
        en="{row}, {column}: printed {printed} percent, {found} by the usual rounding; it is {mode}",
        th="{row} {column}: พิมพ์ร้อยละ {printed} หากปัดตามปกติเป็น {found} ตารางนี้ใช้วิธี {mode}",
    ),
)
PERCENT_CONFLICT: Final = FindingKind(
    "table-percent-conflict",
    Severity.ERROR,
    Text.of(
        en="{row}, {column}: printed {printed} percent, but {part} of {whole} is {found}",
        th="{row} {column}: พิมพ์ร้อยละ {printed} แต่ {part} จาก {whole} คิดเป็นร้อยละ {found}",
    ),
)
NO_BASE: Final = FindingKind(
    "table-percent-of-nothing",
    Severity.ERROR,
    Text.of(
        en="{row}, {column}: printed {printed} percent of nothing; there is no rate, write –",
        th="{row} {column}: พิมพ์ร้อยละ {printed} ของศูนย์ ไม่มีอัตรา ให้เขียน –",
    ),
)


@frozen
class Sum:
    """A cell that others add up to.

    Attributes:
        whole: the cell.
        parts: the others, each with 1 where it is added and -1 where it is taken off.
    """

    whole: Cell
    parts: tuple[tuple[int, Cell], ...]


@frozen
class Share:
    """A cell that is a percent.

    Attributes:
        percent: the cell.
        part: the cell that it is a percent of.
        whole: the base.
    """

    percent: Cell
    part: Cell
    whole: Cell


@frozen(kw_only=True)
class PrintedTable:
    """A table as it was printed.

    Attributes:
        cells: the printed numbers, with the decimals that were printed.
        sums: which cells others add up to.
        shares: which cells are percents of others.
    """

    cells: Mapping[Cell, Decimal]
    sums: tuple[Sum, ...] = field(default=())
    shares: tuple[Share, ...] = field(default=())


def audit(table: PrintedTable) -> list[Finding]:
    """Which printed sums and percents do not follow, in the order of the table's sums, then of its shares.

    A sum within half a unit of the last decimal for each number in it is told as rounding; more is a conflict. Cells
    that are not printed are passed over together with what they belong to.
    """
    return [*_of_sums(table), *_of_shares(table)]


def _of_sums(table: PrintedTable) -> Iterator[Finding]:
    for one in table.sums:
        named = (one.whole, *(cell for _, cell in one.parts))
        if any(cell not in table.cells for cell in named):
            continue
        printed = table.cells[one.whole]
        found = sum((sign * table.cells[cell] for sign, cell in one.parts), Decimal(0))
        if found == printed:
            continue
        half = sum(_half_unit(table.cells[cell]) for cell in named)
        kind = ROUNDED if abs(Fraction(found) - Fraction(printed)) <= half else CONFLICT
        row, column = one.whole
        told: dict[str, Any] = {
            "row": row,
            "column": column,
            "printed": printed,
            "found": found,
            "difference": found - printed,
        }
        if kind is CONFLICT:
            told["parts"] = ", ".join(cell[0] if cell[1] == column else cell[1] for _, cell in one.parts)
        yield kind.make(field=row, **told)


def _half_unit(value: Decimal) -> Fraction:
    """By how much rounding may have moved a printed number; a whole 0 was not rounded."""
    exponent = int(value.as_tuple().exponent)
    return Fraction(1, 2) * Fraction(10) ** exponent if value or exponent < 0 else Fraction(0)


def _of_shares(table: PrintedTable) -> Iterator[Finding]:
    for one in table.shares:
        if any(cell not in table.cells for cell in (one.percent, one.part, one.whole)):
            continue
        printed, part, whole = (table.cells[cell] for cell in (one.percent, one.part, one.whole))
        row, column = one.percent
        told: dict[str, Any] = {"row": row, "column": column, "printed": printed}
        if not whole:
            yield NO_BASE.make(field=row, **told)
            continue
        exact = Fraction(part) * 100 / Fraction(whole)
        found = _rounded(exact, printed, Rounding.HALF_UP)
        if found == printed:
            continue
        mode = next((one for one in (Rounding.DOWN, Rounding.UP) if _rounded(exact, printed, one) == printed), None)
        if mode is not None:
            yield PERCENT_OTHERWISE.make(field=row, **told, found=found, mode=_MODES[mode])
        else:
            yield PERCENT_CONFLICT.make(field=row, **told, part=part, whole=whole, found=found)


_MODES: Final = {
    Rounding.DOWN: Text.of(en="cut off", th="ตัดเศษ"),
    Rounding.UP: Text.of(en="always rounded up", th="ปัดขึ้นเสมอ"),
}


def _rounded(exact: Fraction, like: Decimal, mode: Rounding) -> Decimal:
    places = max(-int(like.as_tuple().exponent), 0)
    return Decimal(mode.whole(exact.numerator * 10**places, exact.denominator)).scaleb(-places)


# ------------------------------------------------------------------ the shapes that tables have


def tree_sums(rows: Sequence[tuple[str, int]], columns: Iterable[str]) -> tuple[Sum, ...]:
    """The sums of an indented table: each row is the sum of those right below it, one level deeper.

    Args:
        rows: the rows from the top, each with its level; 0 is the total.
        columns: the columns that are summed.
    """
    found = []
    for at, (name, level) in enumerate(rows):
        parts = []
        for other, deeper in rows[at + 1 :]:
            if deeper <= level:
                break
            if deeper == level + 1:
                parts.append(other)
        if parts:
            found += [Sum((name, column), tuple((1, (part, column)) for part in parts)) for column in columns]
    return tuple(found)


def row_sums(rows: Iterable[str], total: str, parts: Iterable[str]) -> tuple[Sum, ...]:
    """The sums across each row: the column ``total`` is the sum of others."""
    parts = tuple(parts)
    return tuple(Sum((row, total), tuple((1, (row, part)) for part in parts)) for row in rows)


def own_income_sums(years: Sequence[str]) -> tuple[Sum, ...]:
    """The sums of the statement of money outside the budget (สถานะเงินนอกงบประมาณ), by its printed line numbers.

    Line 3 is 1 + 2, line 5 is 3 − 4, line 7 is 5 − 6, and what a year closes with the next one begins with.

    Args:
        years: the columns, the earliest first.
    """
    found = [
        Sum((whole, year), tuple((sign, (part, year)) for sign, part in parts))
        for year in years
        for whole, parts in OWN_INCOME_LINES
    ]
    found += [Sum(("1", after), ((1, ("7", before)),)) for before, after in pairwise(years)]
    return tuple(found)


def _plus(*parts: str) -> tuple[tuple[int, str], ...]:
    return tuple((1, part) for part in parts)


OWN_INCOME_LINES: Final = (
    ("2", _plus(*(f"2.{n}" for n in range(1, 9)))),
    ("3", _plus("1", "2")),
    ("4", _plus(*(f"4.{n}" for n in range(1, 6)))),
    ("5", ((1, "3"), (-1, "4"))),
    ("6", _plus("6.1", "6.2")),
    ("6.1", _plus("6.1.1", "6.1.2")),
    ("6.2", _plus("6.2.1", "6.2.2")),
    ("7", ((1, "5"), (-1, "6"))),
)
"""The lines as the Budget Bureau prints them (เอกสารงบประมาณ ฉบับที่ 3)."""
