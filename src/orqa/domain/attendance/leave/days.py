"""Days of leave: exact halves for people, whole hundredths in records and accounts (จำนวนวันลา)."""

from decimal import Decimal
from typing import Final

HUNDREDTHS: Final = 100
"""Hundredths in a day, so that half a day is a whole number of them."""


def to_hundredths(days: Decimal | int) -> int:
    """Days as hundredths of a day, exact.

    Raises:
        ValueError: when a part of a day is finer than a hundredth.
    """
    found = Decimal(days) * HUNDREDTHS
    if found != int(found):
        raise ValueError(f"days of leave have two decimals at most, found {days}")
    return int(found)


def to_days(hundredths: int) -> Decimal:
    """Hundredths of a day as days: 750 is 7.5."""
    return Decimal(hundredths) / HUNDREDTHS
