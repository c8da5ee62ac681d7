"""The amounts of a table of a budget, from what stands in its cells; pure.

>>> read_amount("351.5536", Text.of(en="approved"), 6, "THB").money.written()
'351,553,600.00'
"""

import re
from decimal import Decimal
from typing import Any, Final

from orqa.base.amounts import AmountNotUnderstood, exact
from orqa.base.findings import Finding, FindingKind
from orqa.base.language import Text
from orqa.base.money import Money, NotExact
from orqa.base.rounding import Rounding
from orqa.base.thai import clean_text
from orqa.domain.budgets import plan_findings as say
from orqa.domain.budgets.plans import Amount

_BARS: Final = frozenset({"-", "–", "—", "−"})
"""What tables print for nothing."""

_IN_BRACKETS: Final = re.compile(r"\((.*)\)")
_SHOWN: Final = 60
_MOST: Final = 10**15
"""In the major unit: a technical limit, a thousand times the national budget, against a wrong unit."""


def read_amount(text: str, title: Text, scale: int, currency: str) -> Amount | Finding | None:
    """The amount in a cell.

    Args:
        text: what stands there.
        title: what the column is called.
        scale: how many zeros the unit of the table has: 6 for millions.
        currency: of the amounts.

    Returns:
        The amount, or what is wrong with the cell; None where it is printed as nothing (a bar), or is no number at all,
        which the caller tells.
    """
    text = clean_text(text)
    told: dict[str, Any] = {"title": title, "value": text[:_SHOWN]}
    if text in _BARS:
        return Amount(Money.zero(currency), Decimal(0))
    if (kind := _no_amount(text)) is not None:
        return kind.make(**told)
    try:
        number = exact(text).scaleb(scale)
    except AmountNotUnderstood:
        return None
    if number >= _MOST:
        return say.TOO_LARGE.make(**told)
    try:
        return Amount(Money.of(number, currency), number, rounded=scale > 0)
    except NotExact:
        near = Money.of(number, currency, Rounding.HALF_UP).decimal.scaleb(-scale)
        return say.FRACTION.make(near=f"{near:f}", **told)


def _no_amount(text: str) -> FindingKind | None:
    """What a cell holds instead of an amount."""
    if text.startswith(("=", "@", "+")):
        return say.FORMULA
    return say.NEGATIVE if text.startswith(("-", "\u2212")) or _IN_BRACKETS.fullmatch(text) else None
