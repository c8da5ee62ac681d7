"""Targets of indicators as plans print them (ค่าเป้าหมาย): a side, a number, a unit; pure.

>>> read_target("ไม่น้อยกว่า ๔๐ คน")
Target(value=Decimal('40'), goal='at-least', unit='คน')
>>> read_target("ร้อยละ 80")
Target(value=Decimal('80'), goal='', unit='ร้อยละ')
"""

import re
from decimal import Decimal
from typing import Final

from attrs import frozen

from orqa.base.amounts import AmountNotUnderstood, exact
from orqa.base.digits import to_arabic_digits
from orqa.base.thai import clean_text
from orqa.domain.budgets.action_plan import GOALS, Goal

_SIDES: Final = {
    **dict.fromkeys(("≥", ">=", "ตั้งแต่", "มากกว่าหรือเท่ากับ"), Goal.AT_LEAST.value),
    **dict.fromkeys(("≤", "<=", "น้อยกว่าหรือเท่ากับ"), Goal.AT_MOST.value),
    **{form: goal.value for goal, title in GOALS.items() for _, form in title.forms},
}
_PERCENT: Final = "ร้อยละ"
_LONGEST: Final = 200
_SIDE: Final = "|".join(map(re.escape, sorted(_SIDES, key=len, reverse=True)))
_TARGET: Final = re.compile(rf"({_SIDE})?\s*({_PERCENT})?\s*([\d,.]*\d)\s*(\D*)", re.ASCII)


@frozen
class Target:
    """A target as it was printed.

    Attributes:
        value: the number.
        goal: the side that was printed with it, as of :class:`~orqa.domain.budgets.action_plan.Goal`; empty for none.
        unit: what is counted, such as คน; empty where none was printed.
    """

    value: Decimal
    goal: str = ""
    unit: str = ""


def read_target(text: str) -> Target | None:
    """The target in a cell; None where it is none, as a sentence or two numbers are."""
    shown = to_arabic_digits(clean_text(text))
    found = _TARGET.fullmatch(shown) if len(shown) <= _LONGEST else None
    if found is None:
        return None
    side, percent, number, unit = found.groups("")
    try:
        value = exact(number)
    except AmountNotUnderstood:
        return None
    counted = unit.strip()
    if percent:
        return None if counted not in {"", "%"} else Target(value, _SIDES.get(side, ""), _PERCENT)
    return Target(value, _SIDES.get(side, ""), _PERCENT if counted == "%" else counted)
