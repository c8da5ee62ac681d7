"""A budget book held in memory (สมุดคุมยอดงบประมาณ): every movement is checked against what stands where; pure.

For many movements at once: rows of a register that is taken in, requests that are tried out before they are entered.
What is decided one by one is checked by the store itself.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from attrs import frozen

from orqa.base.language import Text
from orqa.base.money import Money
from orqa.domain.budgets.errors import BudgetRefused, OverBudget
from orqa.domain.budgets.stages import KEPT, TITLES, Stage
from orqa.domain.budgets.trees import Balance

NOT_WHOLE = Text.of(
    en="an amount is a whole number of satang above 0, found {minor}",
    th="จำนวนเงินต้องเป็นสตางค์จำนวนเต็มมากกว่า 0 แต่พบ {minor}",
)
_NOWHERE = Text.of(
    en="money of {line} goes to another stage, not to {stage} again", th="เงินของ {line} ต้องไปยังสถานะอื่น ไม่ใช่{stage}"
)
_TOO_LITTLE = Text.of(
    en="{line} has {have} {stage}, {asked} was to leave it", th="{line} มีเงิน{stage} {have} แต่จะนำออก {asked}"
)


@frozen
class Movement:
    """An amount that left one stage of a line and reached another; the book has checked it.

    Attributes:
        number: its place in the book, from 1.
        line: id of the line.
        source: where it stood.
        target: where it stands now.
        minor: how much, in satang; above 0.
    """

    number: int
    line: str
    source: Stage
    target: Stage
    minor: int


class Book:
    """What stands on lines by stage, and the movements that brought it there.

    Args:
        balances: what stands on each line to begin with, by its id; other lines begin with nothing.
        currency: of the amounts, for what is refused.
    """

    __slots__ = ("_currency", "_lines", "_movements")

    def __init__(self, balances: Mapping[str, Balance] = MappingProxyType({}), *, currency: str = "THB") -> None:
        self._currency = currency
        self._movements: list[Movement] = []
        self._lines = _Lines()
        self.begin(balances)

    def begin(self, balances: Mapping[str, Balance]) -> None:
        """Let lines begin with what stands on them, whatever was known of them."""
        for line, balance in balances.items():
            self._lines[line] = {**_EMPTY, **balance.minor}

    def available(self, line: str) -> int:
        """What a line may still spend, in satang."""
        return self._lines[line][Stage.ALLOTTED]

    def balance(self, line: str) -> Balance:
        """What stands on a line."""
        stands = self._lines[line]
        return Balance({stage: stands[stage] for stage in KEPT if stands[stage]})

    @property
    def movements(self) -> tuple[Movement, ...]:
        """All of them, in order."""
        return tuple(self._movements)

    def move(self, line: str, source: Stage, target: Stage, minor: int) -> Movement:
        """Move an amount, where there is as much.

        Args:
            line: id of the line.
            source: the stage that it leaves; only ``outside`` need not hold it.
            target: the stage that it reaches.
            minor: how much, in satang.

        Raises:
            OverBudget: when less is available.
            BudgetRefused: when another stage holds less, both stages are one, or the amount is no whole number above 0.
        """
        stands = self._lines[line]
        have = stands[source]
        if minor.__class__ is not int or minor <= 0 or source is target or (have < minor and source is not _OUTSIDE):
            raise self._refused(line, source, target, minor)
        stands[source] = have - minor
        stands[target] += minor
        movements = self._movements
        movement = Movement(len(movements) + 1, line, source, target, minor)
        movements.append(movement)
        return movement

    def _refused(self, line: str, source: Stage, target: Stage, minor: int) -> Exception:
        if minor.__class__ is not int or minor <= 0:
            return BudgetRefused(NOT_WHOLE.fill(minor=minor))
        if source is target:
            return BudgetRefused(_NOWHERE.fill(line=line, stage=TITLES[source]))
        have, asked = Money(self._lines[line][source], self._currency), Money(minor, self._currency)
        if source is Stage.ALLOTTED:
            return OverBudget(line, asked, have)
        told = {"have": have.written(), "asked": asked.written(), "stage": TITLES[source]}
        return BudgetRefused(_TOO_LITTLE.fill(line=line, **told))


_OUTSIDE: Final = Stage.OUTSIDE
_EMPTY: Final = dict.fromkeys(Stage, 0)


class _Lines(dict[str, dict[Stage, int]]):
    """What stands on each line; on one that nothing is known of, nothing."""

    def __missing__(self, line: str) -> dict[Stage, int]:
        stands = self[line] = dict(_EMPTY)
        return stands
