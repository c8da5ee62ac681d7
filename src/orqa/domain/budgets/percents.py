"""Percents as reports round and print them (ร้อยละ): by a named convention, and no rate where the base is zero."""

from decimal import Decimal
from typing import Final

from attrs import field, frozen

from orqa.base.money import Money
from orqa.base.rounding import Rounding
from orqa.rules.decisions import Decision
from orqa.rules.views import Reading

CONVENTION: Final = "percent.convention"
USUAL: Final = "percent.usual"
NO_RATE: Final = "–"

_HUNDRED = 100


@frozen(kw_only=True)
class Convention:
    """How a report rounds percents.

    Attributes:
        name: what the rule calls it: ``usual``, ``truncated``, ``always_up``, ``whole``.
        places: decimal places that are kept.
        rounding: what happens to the rest.
        show: decimal places that are printed, at least ``places``.
    """

    name: str
    places: int
    rounding: Rounding = field(converter=Rounding)
    show: int

    def percent(self, part: Money, whole: Money) -> Decimal | None:
        """``part`` in percent of ``whole``; None where that is zero.

        Raises:
            MixedCurrencies: when they are of two currencies.
        """
        if not whole:
            _ = part + whole  # two currencies are refused here, too
            return None
        share = Money(part.minor * _HUNDRED, part.currency)
        return share.share_of(whole, self.places, self.rounding)

    def written(self, percent: Decimal | None) -> str:
        """A percent as the report prints it; a dash for none."""
        return NO_RATE if percent is None else f"{percent:,.{self.show}f}"


def decide_convention(reading: Reading, name: str = "") -> Decision[Convention]:
    """The convention of a name; the usual one where a report names none.

    Raises:
        UnknownDimension: when there is no such convention.
    """
    chosen: str = name or reading.value(USUAL)
    rule = reading.value(CONVENTION, convention=chosen)
    return reading.decision(Convention(name=chosen, **rule), {"convention": chosen})
