"""Amounts of baht in Thai words, as cheques, receipts and contracts write them (จำนวนเงินเป็นตัวอักษร)."""

from decimal import Decimal
from typing import Protocol

from orqa.base.amounts import AmountNotUnderstood, exact

_DIGITS = ("ศูนย์", "หนึ่ง", "สอง", "สาม", "สี่", "ห้า", "หก", "เจ็ด", "แปด", "เก้า")
_PLACES = ("", "สิบ", "ร้อย", "พัน", "หมื่น", "แสน")
_MILLION = 1_000_000


class Amount(Protocol):
    """What :class:`orqa.base.money.Money` is, seen from here."""

    @property
    def minor(self) -> int:
        """The amount in satang."""

    @property
    def currency(self) -> str:
        """The ISO 4217 code; only THB has words of baht."""


def _digit_text(digit: int, place: int, *, follows: bool) -> str:
    """One digit with its place: สิบ without หนึ่ง, ยี่สิบ for 20, เอ็ด for a final 1 that ``follows`` others."""
    if digit == 0:
        return ""
    name = _DIGITS[digit]
    if place == 1 and digit <= 2:
        name = "" if digit == 1 else "ยี่"
    if place == 0 and digit == 1 and follows:
        name = "เอ็ด"
    return name + _PLACES[place]


def number_text(number: int) -> str:
    """A whole number in Thai words; millions nest (1,000,000,000,000 is หนึ่งล้านล้าน).

    >>> number_text(21_000_001)
    'ยี่สิบเอ็ดล้านเอ็ด'
    """
    if number < 0:
        return "ลบ" + number_text(-number)
    millions, rest = divmod(number, _MILLION)
    words = f"{number_text(millions)}ล้าน" if millions else ""
    for place in range(5, -1, -1):
        words += _digit_text(rest // 10**place % 10, place, follows=bool(words))
    return words or _DIGITS[0]


def baht_text(amount: Amount | Decimal | int | str) -> str:
    """An amount of baht and satang in words, ending in ถ้วน when there is no satang.

    ``amount`` is a ``Money`` in THB or a number of baht.

    >>> baht_text("1,234.50")
    'หนึ่งพันสองร้อยสามสิบสี่บาทห้าสิบสตางค์'
    >>> baht_text(100)
    'หนึ่งร้อยบาทถ้วน'

    Raises:
        FloatRefused: for a float.
        AmountNotUnderstood: for a text that is no amount, a currency that is not THB, a part of a satang (round
            it by a named rule first).
    """
    satang = _satang(amount)
    baht, rest = divmod(abs(satang), 100)
    words = "ลบ" if satang < 0 else ""
    if baht or not rest:
        words += number_text(baht) + "บาท"
    return words + (number_text(rest) + "สตางค์" if rest else "ถ้วน")


def _satang(amount: Amount | Decimal | int | str) -> int:
    minor, currency = getattr(amount, "minor", None), getattr(amount, "currency", "THB")
    if currency != "THB":
        raise AmountNotUnderstood(amount)
    if isinstance(minor, int):
        return minor
    numerator, denominator = exact(amount).as_integer_ratio()  # type: ignore[arg-type]
    satang, part = divmod(numerator * 100, denominator)
    if part:
        raise AmountNotUnderstood(amount)
    return satang
