"""A budget that comes as a table (ตารางงบประมาณ): whether its lines add up, and which of them hold the money; pure.

A line with amounts below it is a sum: its own amount is checked and the money stands on the lines below, so that no
baht counts twice. In whole baht a sum agrees to the satang; a table printed in millions may differ by rounding, which
is told.
"""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any, Final

from attrs import field, frozen

from orqa.base.findings import Finding
from orqa.base.language import Text
from orqa.base.money import Money
from orqa.domain.budgets import plan_findings as say
from orqa.domain.budgets.percentages import CONFLICT, PrintedTable, Sum, audit
from orqa.domain.budgets.stages import TITLES, Stage

APPROVED: Final = Stage.APPROVED.value
ALLOTTED: Final = Stage.ALLOTTED.value
USED: Final = tuple(stage.value for stage in (Stage.RESERVED, Stage.OBLIGATED, Stage.ADVANCED, Stage.PAID))
"""What may have become of allotted money when a book is opened in the middle of a year."""

REMAINING: Final = "remaining"
"""What a table gives as still available; only held against the others."""

POSTED: Final = (APPROVED, ALLOTTED, *USED)
"""The amounts of a line that are posted, as columns of a table."""

NAMES: Final[Mapping[str, Text]] = {
    **{stage.value: TITLES[stage] for stage in Stage if stage.value in POSTED},
    ALLOTTED: Text.of(en="allotted", th="จัดสรร"),
    REMAINING: TITLES[Stage.ALLOTTED],
}
"""What each amount is called in findings."""


@frozen
class Amount:
    """An amount as it is printed.

    Attributes:
        money: how much.
        printed: the same in the major unit, with no more decimals than were printed: 351.5536 million is 3515536E+2.
        rounded: whether it was printed in a larger unit, so that its last digit is rounded.
    """

    money: Money
    printed: Decimal
    rounded: bool = False


@frozen(kw_only=True)
class PlanRow:
    """One line of the table.

    Attributes:
        number: which row, unique.
        code: code of the line.
        parent: code of the line above; empty at the top.
        amounts: what it gives, by names of :data:`POSTED` and :data:`REMAINING`.
        unread: names of the amounts whose cells could not be read, so that no sum with them is held against another.
        holds: whether it is said to hold its money itself; None where that follows from the lines below.
        place: where it stands, for messages.
    """

    number: int
    code: str
    parent: str = ""
    amounts: Mapping[str, Amount] = field(factory=dict)
    unread: frozenset[str] = frozenset()
    holds: bool | None = None
    place: str = ""

    @property
    def has_money(self) -> bool:
        """Whether it gives an amount above 0 that would be posted."""
        return any(self.amounts[name].money for name in POSTED if name in self.amounts)


class Plan:
    """The rows of a table as a tree.

    Args:
        rows: in the order of the table.
        known: codes of lines that the year has already.
        currency: of the amounts.
    """

    def __init__(self, rows: Iterable[PlanRow], known: Iterable[str] = (), currency: str = "THB") -> None:
        self.rows = tuple(rows)
        self._known = frozenset(known)
        self._zero = Money.zero(currency)
        self._unread = frozenset(name for row in self.rows for name in row.unread)
        self._first: dict[str, PlanRow] = {}
        for row in self.rows:
            self._first.setdefault(row.code, row)
        self._below: dict[str, list[PlanRow]] = {}
        for row in self._first.values():
            self._below.setdefault(row.parent, []).append(row)
        self._circles = dict(self._found_circles())
        self._sums = self._with_money_below()

    def _found_circles(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        """The codes whose parents lead back to themselves, each with the way."""
        seen: set[str] = set()
        for code in self._first:
            way: list[str] = []
            at = code
            while at in self._first and at not in seen:
                seen.add(at)
                way.append(at)
                at = self._first[at].parent
            if at in way:
                circle = tuple(way[way.index(at) :])
                yield from ((one, circle) for one in circle)

    def _with_money_below(self) -> frozenset[str]:
        found: set[str] = set()
        for row in self._first.values():
            at = row.parent if row.has_money else ""
            while at in self._first and at not in found:
                found.add(at)
                at = self._first[at].parent
        return frozenset(found)

    def is_sum(self, row: PlanRow) -> bool:
        """Whether lines below it have amounts, so that its own is their sum."""
        return row.code in self._sums

    def rows_above(self, row: PlanRow) -> tuple[PlanRow, ...]:
        """The rows above one, the nearest first."""
        return tuple(one for one in self._above(row) if one is not None)

    def _above(self, row: PlanRow) -> Iterator[PlanRow | None]:
        """The rows above one, the nearest first; None at last where the year has a line above them already."""
        at = "" if row.code in self._circles else row.parent
        while at in self._first and at not in self._circles:
            yield self._first[at]
            at = self._first[at].parent
        if at in self._known:
            yield None

    def holds_money(self, row: PlanRow) -> bool:
        """Whether the line holds money: as said; else with an amount, or with no line above that does."""
        if row.holds is not None:
            return row.holds
        if self.is_sum(row):
            return False
        return row.has_money or not any(one is None or self.holds_money(one) for one in self._above(row))

    def to_post(self, row: PlanRow) -> dict[str, Money]:
        """The amounts above 0 that are posted on a line; none on one that is a sum."""
        if self.is_sum(row):
            return {}
        return {name: row.amounts[name].money for name in POSTED if name in row.amounts and row.amounts[name].money}

    # ------------------------------------------------------------------ what is wrong

    def findings(self) -> dict[int, tuple[Finding, ...]]:
        """What is wrong with each row that something is wrong with, by its number."""
        found = {row.number: tuple(self._of_row(row)) for row in self.rows}
        return {number: findings for number, findings in found.items() if findings}

    def _of_row(self, row: PlanRow) -> Iterator[Finding]:
        first = self._first[row.code]
        if first is not row:
            had, have = (", ".join(self._written(one)) or "–" for one in (first, row))
            yield say.TWICE.make(field="code", code=row.code, first=first.place, had=had, have=have)
            return
        if row.code in self._circles:
            yield say.CIRCLE.make(field="parent", path=" → ".join(self._circles[row.code]))
            return
        if row.parent and row.parent not in self._first and row.parent not in self._known:
            yield say.NO_PARENT.make(field="parent", parent=row.parent)
        yield from self._of_holding(row)
        if not row.unread:
            yield from self._of_amounts(row)
        if self.is_sum(row):
            for name in sorted(row.amounts.keys() - self._unread, key=[*NAMES].index):
                amount = row.amounts[name]
                yield from self._against_parts(row, name, amount)

    def _written(self, row: PlanRow) -> Iterator[str]:
        return (row.amounts[name].money.written() for name in POSTED if name in row.amounts)

    def _of_holding(self, row: PlanRow) -> Iterator[Finding]:
        if row.holds and self.is_sum(row) and row.has_money:
            yield say.BOTH_HOLD.make(field="holds_money", code=row.code)
        if row.holds is False and row.has_money and not self.is_sum(row):
            yield say.HOLDS_NONE.make(field="holds_money", code=row.code, amount=", ".join(self._written(row)))

    def _of_amounts(self, row: PlanRow) -> Iterator[Finding]:
        """Whether no more is allotted than approved, and no more used than allotted."""
        money = {name: amount.money for name, amount in row.amounts.items()}
        approved, allotted = money.get(APPROVED), money.get(ALLOTTED, self._zero)
        used = Money.total((money.get(name, self._zero) for name in USED), self._zero.currency)
        told: dict[str, Any] = {"code": row.code, "allotted": allotted.written(), "used": used.written()}
        if approved is not None and allotted > approved:
            short = (allotted - approved).written()
            yield say.OVER_APPROVED.make(field=ALLOTTED, approved=approved.written(), short=short, **told)
        if used > allotted:
            yield say.OVER_ALLOTTED.make(field=ALLOTTED, short=(used - allotted).written(), **told)
        elif REMAINING in money and money[REMAINING] != allotted - used:
            printed, found = money[REMAINING].written(), (allotted - used).written()
            yield say.REMAINING_DIFFERS.make(field=REMAINING, printed=printed, found=found, **told)

    def _against_parts(self, row: PlanRow, name: str, amount: Amount) -> Iterator[Finding]:
        parts = [(one.code, part) for one in self._below.get(row.code, ()) if (part := self._worth(one, name))]
        found = Money.total((part.money for _, part in parts), self._zero.currency)
        if found == amount.money:
            return
        told: dict[str, Any] = {
            "code": row.code,
            "column": NAMES[name],
            "printed": amount.money.written(),
            "found": found.written(),
            "difference": abs(found - amount.money).written(),
        }
        if _rounding_explains(amount, [part for _, part in parts]):
            yield say.PARTS_ROUNDED.make(field=name, **told)
        else:
            yield say.PARTS_DIFFER.make(field=name, parts=", ".join(code for code, _ in parts), **told)

    def _worth(self, row: PlanRow, name: str) -> Amount | None:
        """What a line counts for in the sum above: its own amount, else that of the lines below it."""
        if name in row.amounts:
            return row.amounts[name]
        if not self.is_sum(row):
            return None
        parts = [part for one in self._below.get(row.code, ()) if (part := self._worth(one, name))]
        money = Money.total((part.money for part in parts), self._zero.currency)
        return Amount(money, sum((part.printed for part in parts), Decimal(0)), any(part.rounded for part in parts))

    def against_total(self, total: Mapping[str, Amount]) -> Iterator[Finding]:
        """Whether the total below the table is what the lines that hold the money come to."""
        for name, printed in total.items():
            if name in self._unread:
                continue
            lines = [row for row in self._first.values() if not self.is_sum(row) and name in row.amounts]
            found = Money.total((row.amounts[name].money for row in lines), self._zero.currency)
            if found == printed.money or _rounding_explains(printed, [row.amounts[name] for row in lines]):
                continue
            yield say.TOTAL_DIFFERS.make(
                field=name,
                column=NAMES[name],
                printed=printed.money.written(),
                found=found.written(),
                difference=abs(found - printed.money).written(),
            )


def _rounding_explains(whole: Amount, parts: Iterable[Amount]) -> bool:
    """Whether amounts printed in a larger unit differ by no more than their last digits; in whole baht nothing may."""
    parts = tuple(parts)
    if not whole.rounded and not any(part.rounded for part in parts):
        return False
    cells = {("", "whole"): whole.printed, **{(str(at), "part"): part.printed for at, part in enumerate(parts)}}
    named = tuple((1, (str(at), "part")) for at in range(len(parts)))
    return all(one.code != CONFLICT.code for one in audit(PrintedTable(cells=cells, sums=(Sum(("", "whole"), named),))))
