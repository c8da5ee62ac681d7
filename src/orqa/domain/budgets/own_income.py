"""The statement of own money (สถานะเงินนอกงบประมาณ): brought forward, income, spending and what is left; pure."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any, Final, TypeAlias

from attrs import define

from orqa.base.findings import Finding
from orqa.domain.budgets.percentages import OWN_INCOME_LINES, PrintedTable, audit, own_income_sums
from orqa.domain.budgets.records import BudgetLine

FUND: Final = "own_income"
"""The fund that the statement is about."""

BROUGHT_FORWARD: Final = "1"
CLOSING: Final = "7"

NUMBERS: Final = ("1", *(part for _, parts in OWN_INCOME_LINES for _, part in parts), "7")
"""All numbers of its lines, sums among them; some twice."""

_PARTS: Final = dict(OWN_INCOME_LINES)
SPENDING: Final = frozenset(number for number in NUMBERS if number not in _PARTS and number[0] in "46")
"""Numbers of lines that say what own money is spent on."""

_NOTHING: Final = Decimal("0.00")

Amounts: TypeAlias = Mapping[str, Decimal]
"""Amounts by the numbers of the lines."""


@define
class _Completing:
    given: Amounts
    found: dict[str, Decimal]

    def of(self, number: str) -> Decimal:
        if number not in self.found:
            parts = _PARTS.get(number, ())
            worked_out = sum((sign * self.of(part) for sign, part in parts), _NOTHING)
            self.found[number] = self.given.get(number, worked_out)
        return self.found[number]


def completed(given: Amounts) -> dict[str, Decimal]:
    """All lines: what is given stays as it is, other sums are worked out, other lines are 0."""
    completing = _Completing(given, {})
    return {number: completing.of(number) for number in dict.fromkeys((*_ordered(), *given))}


def _ordered() -> list[str]:
    return sorted(set(NUMBERS), key=lambda number: [int(part) for part in number.split(".")])


def following(columns: Mapping[str, Amounts]) -> dict[str, dict[str, Decimal]]:
    """Columns one after the other, each completed; one that tells no line 1 begins with what the one before left.

    Args:
        columns: what is given, by the name of the column, the earliest first.
    """
    found: dict[str, dict[str, Decimal]] = {}
    for name, given in columns.items():
        before = next(reversed(found.values()), None)
        opening = {} if before is None else {BROUGHT_FORWARD: before[CLOSING]}
        found[name] = completed({**opening, **given})
    return found


def differing(columns: Mapping[str, Amounts]) -> list[Finding]:
    """Sums that were given and that their parts do not come to, and years that begin otherwise than the last ended."""
    cells = {(number, name): amount for name, amounts in columns.items() for number, amount in amounts.items()}
    return audit(PrintedTable(cells=cells, sums=own_income_sums(tuple(columns))))


def place_of(line: BudgetLine, places: Mapping[str, str], rows: Iterable[Mapping[str, Any]]) -> str:
    """The number of the line of the statement that a budget line's money belongs to; empty where nothing tells it.

    Args:
        line: a line of own income.
        places: numbers by the codes of lines.
        rows: what the rule says: each a ``number`` and the values that axes have.
    """
    if line.code in places:
        return places[line.code]
    for row in rows:
        if all(getattr(line, axis) == value for axis, value in row.items() if axis != "number"):
            return str(row["number"])
    return ""
