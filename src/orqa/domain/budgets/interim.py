"""Spending on the year before's act while the new one is late (งบประมาณไปพลางก่อน); pure."""

from decimal import ROUND_DOWN, Decimal
from typing import TYPE_CHECKING, Final

from orqa.base.money import Money
from orqa.domain.budgets.rates import known

if TYPE_CHECKING:
    from orqa.rules.decisions import Decision
    from orqa.rules.views import Reading

SHARE: Final = "interim.share"


def decide_interim_limit(reading: "Reading", before: Money) -> "Decision[Money]":
    """How much may be granted in the meantime, of what the year before's act granted; satang are cut off.

    Args:
        reading: of the rules on the day of the grant.
        before: what the line was granted in the year before.

    Raises:
        NotModelled: where the share that the Budget Bureau's director laid down is not known.
    """
    share = Decimal(str(known(reading, SHARE)))
    minor = int((share * before.minor / 100).to_integral_value(rounding=ROUND_DOWN))
    return reading.decision(Money(minor, before.currency), {"before": before, "share": share})
