"""Exact numbers: what people write becomes a whole number or a fraction, never a binary float.

A published score hangs on exact halves (3.375 is 3.38), which binary floats lose.
"""

import re
from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction
from numbers import Integral, Real
from typing import Any, Final, TypeAlias

from orqa.base.digits import to_arabic_digits
from orqa.base.rounding import Rounding

Number: TypeAlias = int | Fraction
"""An exact number; a whole one is an ``int``, which Python adds ten times as fast."""

_LONGEST: Final = 40
"""Characters of a number: more than any count, baht amount or score needs."""

_WIDEST: Final = 30
"""Digits before or behind the point: ``1e999999999`` must not become a number of that many digits."""

LARGEST: Final = 10**_WIDEST
"""The greatest size of a number: what is greater is a slip, and too long to print."""

_WRITTEN: Final = re.compile(r"[-+]?(?:\d{1,3}(?:,\d{3})+|\d+|(?=\.\d))(?:\.\d*)?(?:[eE][-+]?\d+)?", re.ASCII)
"""A number as people and programs write it. A comma parts thousands: ``4,5`` must not be read as 45."""


def number_of(value: Any) -> Number:
    """An exact number from what a person, a file or a program gives.

    A float is read as it prints: ``2.27`` is 227/100. Text may have Thai digits and commas between thousands; the
    numbers of data frames are numbers, too.

    >>> number_of("๑,๒๖๐.๕"), number_of(2.27), number_of(4)
    (Fraction(2521, 2), Fraction(227, 100), 4)

    Raises:
        ValueError: when it is no finite number, or one of more digits than figures of an office have.
    """
    if type(value) is int:
        return _bounded(value)
    if isinstance(value, bool) or not isinstance(value, Real | Decimal | str):
        raise ValueError(f"not a number: {type(value).__name__}")  # noqa: TRY004 - one error for all that is none
    if isinstance(value, Integral):
        return _bounded(int(value))
    if isinstance(value, Fraction):
        return _bounded(compact(value))
    return _bounded(compact(Fraction(_decimal(value))))


def _bounded(value: Number) -> Number:
    if not -LARGEST <= value <= LARGEST or value.denominator > LARGEST:
        raise ValueError("a number of too many digits")
    return value


def _decimal(value: "Real | str | Decimal") -> Decimal:
    number = value if isinstance(value, Decimal) else Decimal(_written(str(value)))
    if not number.is_finite():
        raise ValueError("not a finite number")
    exponent = number.as_tuple().exponent
    if not isinstance(exponent, int) or exponent < -_WIDEST or number.adjusted() > _WIDEST:
        raise ValueError("a number of too many digits")
    return number


def _written(text: str) -> str:
    """A number as ``Decimal`` reads it."""
    if len(text) > _LONGEST:
        raise ValueError(f"a number of more than {_LONGEST} characters")
    text = to_arabic_digits(text).strip()
    if not _WRITTEN.fullmatch(text) or len(text.upper().partition("E")[2]) > 4:
        raise ValueError("not a number")
    return text.replace(",", "")


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
    return Decimal(f"{count}E-{decimals}")  # the one way that no context of the caller's can round


def shown(value: Number, decimals: int = 4) -> str:
    """A number for people: whole, as it is, or cut to so many decimals with ``…`` where it goes on.

    >>> shown(Fraction(100, 3)), shown(Fraction(1, 4)), shown(41)
    ('33.3333…', '0.25', '41')
    """
    if not -_PRINTED < value < _PRINTED:
        return _BEYOND if value > 0 else f"-{_BEYOND}"
    if value.denominator == 1:
        return f"{value.numerator:,}"
    count, left = divmod(abs(value.numerator) * _TENS[decimals], value.denominator)
    whole, behind = divmod(count, _TENS[decimals])
    digits = f"{behind:0{decimals}}" if left else f"{behind:0{decimals}}".rstrip("0")
    return f"{'-' if value < 0 and count else ''}{whole:,}{'.' * bool(digits)}{digits}{'…' * bool(left)}"


_PRINTED: Final = LARGEST**2
_BEYOND: Final = f"10^{2 * _WIDEST}…"
"""Formulas multiply; what is as great as that is a slip, and Python refuses to print some of it."""


__all__ = [
    "Number",
    "compact",
    "divided",
    "number_of",
    "rounded",
    "scaled",
    "shown",
    "total",
    "units",
]
