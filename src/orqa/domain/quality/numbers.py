"""Exact numbers: what people write becomes a whole number or a fraction, never a binary float.

A published score hangs on exact halves (3.375 is 3.38), which binary floats lose.
"""

import re
from collections.abc import Iterable
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from typing import Any, Final, TypeAlias

from orqa.base.digits import to_arabic_digits
from orqa.base.rounding import Rounding

Number: TypeAlias = int | Fraction
"""An exact number; a whole one is an ``int``, which Python adds ten times as fast."""

_LONGEST: Final = 40
"""Characters of a number: more than any count, baht amount or score needs."""

_THOUSANDS: Final = re.compile(r"[-+]?\d{1,3}(,\d{3})+(\.\d*)?", re.ASCII).fullmatch

_WIDEST: Final = 30
"""Digits before or behind the point: ``1e999999999`` must not become a number of that many digits."""


def number_of(value: Any) -> Number:
    """An exact number from what a person, a file or a program gives.

    A float is read as it prints: ``2.27`` is 227/100. Text may have Thai digits and commas between thousands.

    >>> number_of("๑,๒๖๐.๕"), number_of(2.27), number_of(4)
    (Fraction(2521, 2), Fraction(227, 100), 4)

    Raises:
        ValueError: when it is no finite number, or one of more digits than figures of an office have.
    """
    if type(value) is int:
        return value
    if isinstance(value, bool) or not isinstance(value, int | float | str | Decimal | Fraction):
        raise ValueError(f"not a number: {value!r}")  # noqa: TRY004 - one error for all that is none
    if isinstance(value, Fraction):
        return compact(value)
    return compact(Fraction(_decimal(value)))


def _decimal(value: "int | float | str | Decimal") -> Decimal:
    written = value if isinstance(value, int | Decimal) else str(value)
    if isinstance(written, str):
        if len(written) > _LONGEST:
            raise ValueError(f"a number of more than {_LONGEST} characters")
        written = to_arabic_digits(written).strip()
        if "," in written:
            if not _THOUSANDS(written):  # 4,21 may be 4.21 or 421
                raise ValueError(f"commas that do not stand between thousands: {value!r}")
            written = written.replace(",", "")
    try:
        number = Decimal(written)
    except InvalidOperation:
        raise ValueError(f"not a number: {value!r}") from None
    if not number.is_finite():
        raise ValueError(f"not a finite number: {value!r}")
    exponent = number.as_tuple().exponent
    if not isinstance(exponent, int) or exponent < -_WIDEST or number.adjusted() > _WIDEST:
        raise ValueError(f"a number of too many digits: {value!r}")
    return number


def compact(value: Number) -> Number:
    """The same number, as an ``int`` where it is whole."""
    return value.numerator if value.denominator == 1 else value


def divided(numerator: Number, denominator: Number) -> Number:
    """An exact quotient.

    Raises:
        ZeroDivisionError: when the denominator is 0.
    """
    if type(numerator) is int and type(denominator) is int:
        return compact(Fraction(numerator, denominator))
    return compact(Fraction(numerator) / denominator)


def total(values: Iterable[Number]) -> Number:
    """An exact sum."""
    return sum(values)


def rounded(value: Number, decimals: int, mode: Rounding) -> Decimal:
    """A number to so many decimals.

    >>> rounded(Fraction(27, 8), 2, Rounding.HALF_UP)
    Decimal('3.38')
    """
    return scaled(units(value, decimals, mode), decimals)


def units(value: Number, decimals: int, mode: Rounding) -> int:
    """The rounded number in units of its last decimal: 3.375 to two decimals is 338."""
    if mode is Rounding.HALF_UP and value >= 0:  # what nearly all frameworks round by, and the hot path
        bottom = 2 * value.denominator
        return (2 * value.numerator * _TENS[decimals] + value.denominator) // bottom
    return mode.whole(value.numerator * _TENS[decimals], value.denominator)


_TENS: Final[tuple[int, ...]] = tuple(10**power for power in range(_WIDEST + 1))


def scaled(count: int, decimals: int) -> Decimal:
    """A number of units of the last decimal as a decimal: 338 hundredths are 3.38."""
    return Decimal(count).scaleb(-decimals)


def shown(value: Number, decimals: int = 4) -> str:
    """A number for people: whole, as it is, or cut to so many decimals with ``…`` where it goes on.

    >>> shown(Fraction(100, 3)), shown(Fraction(1, 4)), shown(41)
    ('33.3333…', '0.25', '41')
    """
    if type(value) is int:
        return f"{value:,}"
    if value.denominator == 1:
        return f"{value.numerator:,}"
    cut = rounded(value, decimals, Rounding.DOWN)
    if Fraction(cut) == value:
        return f"{cut.normalize():,f}"
    return f"{cut:,f}…"


def half_step(decimals: int) -> Fraction:
    """Half a unit of the last decimal: by how much a printed number may be away from the exact one."""
    return Fraction(1, 2 * _TENS[decimals])


__all__ = [
    "Number",
    "compact",
    "divided",
    "half_step",
    "number_of",
    "rounded",
    "scaled",
    "shown",
    "total",
    "units",
]
