"""Named rules of rounding, on exact fractions of whole numbers."""

from enum import StrEnum


class Rounding(StrEnum):
    """What happens to the part that is too small to write.

    Real Thai reports use three of them: half up (usual), down (cut off) and up; so the rule is always named.

    ``HALF_UP``: to the nearest, a half away from zero; ``HALF_EVEN``: to the nearest, a half to the even
    neighbour; ``HALF_DOWN``: to the nearest, a half towards zero; ``DOWN``: towards zero; ``UP``: away from zero;
    ``FLOOR``: towards minus infinity; ``CEILING``: towards plus infinity.
    """

    HALF_UP = "half-up"
    HALF_EVEN = "half-even"
    HALF_DOWN = "half-down"
    DOWN = "down"
    UP = "up"
    FLOOR = "floor"
    CEILING = "ceiling"

    def whole(self, numerator: int, denominator: int) -> int:
        """``numerator / denominator`` as a whole number.

        >>> Rounding.HALF_UP.whole(5, 2), Rounding.HALF_EVEN.whole(5, 2), Rounding.FLOOR.whole(-5, 2)
        (3, 2, -3)

        Raises:
            ZeroDivisionError: when the denominator is 0.
        """
        if denominator < 0:
            numerator, denominator = -numerator, -denominator
        quotient, rest = divmod(abs(numerator), denominator)
        size = quotient + self._adds(quotient, rest, denominator, negative=numerator < 0)
        return -size if numerator < 0 else size

    def _adds(self, quotient: int, rest: int, denominator: int, *, negative: bool) -> bool:
        """Whether the size grows by one."""
        match self:
            case Rounding.DOWN:
                return False
            case Rounding.UP:
                return rest > 0
            case Rounding.FLOOR:
                return negative and rest > 0
            case Rounding.CEILING:
                return not negative and rest > 0
        return 2 * rest > denominator or (2 * rest == denominator and self._lifts_half(quotient))

    def _lifts_half(self, quotient: int) -> bool:
        return self is Rounding.HALF_UP or (self is Rounding.HALF_EVEN and quotient % 2 == 1)
