"""How a set of durations is spread: how many, the middle one, and within which nine in ten lie."""

from collections.abc import Iterable
from decimal import Decimal
from statistics import median
from typing import Self

from attrs import frozen


@frozen(kw_only=True)
class Spread:
    """A set of numbers in short.

    Attributes:
        count: how many there are.
        median: the middle one, or the mean of the two middle ones (มัธยฐาน); None where there is none.
        ninth: the smallest one within which at least nine in ten lie (เปอร์เซ็นไทล์ที่ 90, nearest rank); None likewise.
        most: the largest one; None likewise.
    """

    count: int
    median: Decimal | None
    ninth: int | None
    most: int | None

    @classmethod
    def of(cls, values: Iterable[int]) -> Self:
        """The spread of some numbers.

        >>> Spread.of([1, 2, 3, 40])
        Spread(count=4, median=Decimal('2.5'), ninth=40, most=40)
        """
        ordered = sorted(values)
        if not ordered:
            return cls(count=0, median=None, ninth=None, most=None)
        rank = -(-9 * len(ordered) // 10)  # rounded up, in whole numbers
        return cls(count=len(ordered), median=Decimal(str(median(ordered))), ninth=ordered[rank - 1], most=ordered[-1])
