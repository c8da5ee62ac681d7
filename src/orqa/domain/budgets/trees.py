"""The tree of budget lines: who holds the money of a line, and what all below one come to; pure."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import ClassVar

from attrs import field, frozen

from orqa.base.errors import OrqaError
from orqa.base.language import Text
from orqa.domain.budgets.records import BudgetLine
from orqa.domain.budgets.stages import KEPT, OPEN, Stage


class NoMoney(OrqaError, LookupError):
    """Neither a line nor one above it holds money."""

    code: ClassVar[str] = "no-money"
    template: ClassVar[Text] = Text.of(
        en="neither {line} nor a line above it holds money; allot some first, or ask another line",
        th="{line} และรายการที่อยู่เหนือไม่มีรายการใดมีเงิน โปรดจัดสรรก่อนหรือใช้รายการอื่น",
    )

    line: str


class LineCycle(OrqaError, ValueError):
    """Lines that stand above each other in a circle."""

    code: ClassVar[str] = "line-cycle"
    template: ClassVar[Text] = Text.of(
        en="the lines {lines} stand above each other in a circle", th="รายการ {lines} อยู่เหนือกันเป็นวง"
    )

    lines: tuple[str, ...]


@frozen
class Balance:
    """What stands on a line by stage, in satang; sums of a tree, too."""

    minor: Mapping[Stage, int] = field(factory=dict)

    def of(self, stage: Stage) -> int:
        """What stands in one stage."""
        return self.minor.get(stage, 0)

    @property
    def available(self) -> int:
        """What may still be used."""
        return self.of(Stage.ALLOTTED)

    @property
    def used(self) -> int:
        """Reserved, obligated, advanced, entrusted and paid: each baht once."""
        return sum(self.of(stage) for stage in (*OPEN, Stage.PAID))

    @property
    def total(self) -> int:
        """All that stands on the line: the budget after transfers."""
        return sum(self.of(stage) for stage in KEPT)

    def __add__(self, other: "Balance") -> "Balance":
        return Balance({stage: self.of(stage) + other.of(stage) for stage in KEPT if self.of(stage) or other.of(stage)})


class LineTree:
    """The lines of one year.

    Raises:
        LineCycle: when they stand above each other in a circle.
    """

    def __init__(self, lines: Iterable[BudgetLine]) -> None:
        self.lines = {line.id: line for line in lines}
        self.children: dict[str, list[str]] = {}
        for line in self.lines.values():
            self.children.setdefault(line.parent if line.parent in self.lines else "", []).append(line.id)
        reached = {line.id for line in self.walk()}
        lost = tuple(line.code for line in self.lines.values() if line.id not in reached)
        if lost:
            raise LineCycle(lost)

    def above(self, line_id: str) -> Iterator[BudgetLine]:
        """A line and those above it, the nearest first."""
        at: str = line_id
        while at in self.lines:
            yield self.lines[at]
            at = self.lines[at].parent

    def funded(self, line_id: str) -> BudgetLine:
        """The line that holds the money of a line: it, or the nearest above.

        Raises:
            NoMoney: when there is none.
        """
        for line in self.above(line_id):
            if line.holds_money:
                return line
        raise NoMoney(self.lines[line_id].code if line_id in self.lines else line_id)

    def walk(self, top: str = "") -> Iterator[BudgetLine]:
        """Lines under one, each before those below it; all by default."""
        for child in self.children.get(top, ()):
            yield self.lines[child]
            yield from self.walk(child)

    def rolled(self, balances: Mapping[str, Balance]) -> dict[str, Balance]:
        """The balance of each line together with all below it."""
        found: dict[str, Balance] = {}
        for line in reversed(tuple(self.walk())):
            own = balances.get(line.id, Balance())
            below = (found[child] for child in self.children.get(line.id, ()))
            found[line.id] = sum(below, own)
        return found

    def by(self, axis: Callable[[BudgetLine], str], balances: Mapping[str, Balance]) -> dict[str, Balance]:
        """Balances summed by an axis, such as fund, plan or category; each line that holds money counts once."""
        found: dict[str, Balance] = {}
        for line in self.lines.values():
            if line.holds_money:
                value = axis(line)
                found[value] = found.get(value, Balance()) + balances.get(line.id, Balance())
        return found
