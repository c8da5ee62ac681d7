"""Exact numbers from what people write: never through a binary float."""

import re
from decimal import Decimal
from typing import ClassVar

from orqa.base.digits import to_arabic_digits
from orqa.base.errors import OrqaError
from orqa.base.language import Text

_AMOUNT = re.compile(r"\s*([+\-\u2212]?)\s*(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?\s*", re.ASCII)
_MOST_DIGITS = 60
"""Beyond any amount; keeps a hostile exponent such as 1E+999999999 from filling the memory."""


class AmountNotUnderstood(OrqaError, ValueError):
    """A text is not an amount."""

    code: ClassVar[str] = "amount-not-understood"
    template: ClassVar[Text] = Text.of(
        en="{amount!r} is not an amount: write digits, commas between thousands, a point: 1,234.50",
        th="{amount!r} ไม่ใช่จำนวนเงิน: เขียนตัวเลข คั่นหลักพันด้วยจุลภาค และใช้จุดทศนิยม เช่น 1,234.50",
    )

    amount: object


class FloatRefused(OrqaError, TypeError):
    """A binary float (or another type) was given as an exact amount: 0.1 + 0.2 is not 0.3."""

    code: ClassVar[str] = "float-refused"
    template: ClassVar[Text] = Text.of(
        en="an amount is a Decimal, an int or a text, found the {kind} {amount!r}: a float is not exact",
        th="จำนวนเงินต้องเป็น Decimal, int หรือข้อความ แต่พบ {kind} {amount!r}: ค่า float ไม่แม่นตรง",
    )

    amount: object
    kind: str


def exact(amount: Decimal | int | str) -> Decimal:
    """The exact number; a text may have Thai digits, a sign and commas between thousands.

    >>> exact("๑,๒๓๔.๕๐")
    Decimal('1234.50')

    Raises:
        FloatRefused: for a float, a bool or any other type.
        AmountNotUnderstood: for a text of another form, NaN, infinity, or more than 60 digits.
    """
    if isinstance(amount, str):
        return _from_text(amount)
    if isinstance(amount, bool) or not isinstance(amount, int | Decimal):
        raise FloatRefused(amount, type(amount).__name__)
    if isinstance(amount, Decimal) and not (amount.is_finite() and _short(amount)):
        raise AmountNotUnderstood(amount)
    return Decimal(amount)


def _short(amount: Decimal) -> bool:
    _sign, digits, exponent = amount.as_tuple()
    return isinstance(exponent, int) and len(digits) <= _MOST_DIGITS and abs(exponent) <= _MOST_DIGITS


def _from_text(text: str) -> Decimal:
    written = _AMOUNT.fullmatch(to_arabic_digits(text))
    if not written or len(text) > _MOST_DIGITS:
        raise AmountNotUnderstood(text)
    sign, whole, decimals = written.groups("")
    return Decimal(("-" if sign in {"-", "\u2212"} else "") + whole.replace(",", "") + decimals)
