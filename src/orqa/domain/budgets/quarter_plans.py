"""Plans of spending by quarter (แผนการใช้จ่ายงบประมาณรายไตรมาส), by which money is allotted; pure."""

from collections.abc import Iterable
from datetime import date
from typing import ClassVar

from attrs import field, frozen
from attrs.validators import deep_iterable, ge, instance_of

from orqa.base.language import Text
from orqa.base.markers import indexed, searchable
from orqa.base.money import Money
from orqa.base.records import Record, shown_by
from orqa.domain.budgets.errors import BudgetRefused

_text = instance_of(str)
_whole = instance_of(int)

_HOW_MANY = Text.of(
    en="the year has {last} quarters, {found} amounts were given: give one for each, 0 for a quarter without money",
    th="ปีงบประมาณมี {last} ไตรมาส แต่ระบุ {found} จำนวน ให้ระบุให้ครบทุกไตรมาส ไตรมาสที่ไม่มีเงินใส่ 0",
)
_NEGATIVE = Text.of(en="quarter {quarter} has a negative amount: {amount}", th="ไตรมาสที่ {quarter} มีจำนวนติดลบ: {amount}")
_NOT_GRANTED = Text.of(
    en="nothing is granted yet; enter what was granted before its plan", th="ยังไม่ได้รับอนุมัติงบประมาณ ให้บันทึกก่อนทำแผน"
)
_NOT_THE_WHOLE = Text.of(
    en="the quarters come to {planned}, {granted} is granted: {difference} apart",
    th="ผลรวมทุกไตรมาส {planned} ไม่เท่ากับที่ได้รับอนุมัติ {granted} ต่างกัน {difference}",
)


def _minors(minors: Iterable[int]) -> tuple[int, ...]:
    return tuple(minors)


@frozen(kw_only=True)
class QuarterPlan(Record):
    """The plan of spending of a line by quarter; its id is that of the line.

    Attributes:
        line: id of the line.
        year: common-era name of its fiscal year.
        minors: how much is planned for each quarter, in satang; together what was granted.
        on: the day of the plan, or of its last change.
        document: number of the paper.
        reason: why it was changed; empty for the first one.
    """

    kind: ClassVar[str] = "budget-quarter-plan"

    line: str = field(validator=_text, metadata=indexed())
    year: int = field(validator=_whole, metadata=indexed())
    minors: tuple[int, ...] = field(converter=_minors, validator=deep_iterable([_whole, ge(0)]))
    on: date = field(validator=instance_of(date))
    document: str = field(default="", validator=_text, metadata=searchable())
    reason: str = field(default="", validator=_text)

    __repr__ = shown_by("line", "minors")

    def until(self, quarter: int) -> int:
        """What is planned from the first day of the year to the end of a quarter."""
        return sum(self.minors[:quarter])

    def left(self, quarter: int, allotted: int) -> int:
        """How much may be allotted up to a quarter: what earlier quarters left is carried on within the year.

        Args:
            quarter: its number, from 1.
            allotted: what was allotted of the year so far.
        """
        return max(self.until(quarter) - allotted, 0)


def check_plan(minors: tuple[int, ...], quarters: int, granted: int, currency: str) -> None:
    """Refuse a plan that is none.

    Args:
        minors: how much is planned for each quarter.
        quarters: how many the year has.
        granted: what was granted for the year.
        currency: of the amounts, for messages.

    Raises:
        BudgetRefused: when there is not one amount for each quarter, one is negative, nothing was granted, or the
            amounts do not come to what was.
    """
    if len(minors) != quarters:
        raise BudgetRefused(_HOW_MANY.fill(last=quarters, found=len(minors)))
    for number, minor in enumerate(minors, start=1):
        if minor < 0:
            raise BudgetRefused(_NEGATIVE.fill(quarter=number, amount=Money(minor, currency).written()))
    if granted <= 0:
        raise BudgetRefused(_NOT_GRANTED)
    if sum(minors) != granted:
        amounts = {"planned": sum(minors), "granted": granted, "difference": abs(sum(minors) - granted)}
        told = {name: Money(minor, currency).written() for name, minor in amounts.items()}
        raise BudgetRefused(_NOT_THE_WHOLE.fill(**told))
