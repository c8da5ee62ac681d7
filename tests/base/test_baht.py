"""Amounts in Thai words."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orqa.base.amounts import AmountNotUnderstood, FloatRefused
from orqa.base.baht import number_text
from orqa.base.money import Money
from orqa.base.thai import baht_text

WORDS = {
    "0": "ศูนย์บาทถ้วน",
    "0.01": "หนึ่งสตางค์",
    "0.11": "สิบเอ็ดสตางค์",
    "0.25": "ยี่สิบห้าสตางค์",
    "1": "หนึ่งบาทถ้วน",
    "10": "สิบบาทถ้วน",
    "11": "สิบเอ็ดบาทถ้วน",
    "20": "ยี่สิบบาทถ้วน",
    "21": "ยี่สิบเอ็ดบาทถ้วน",
    "100": "หนึ่งร้อยบาทถ้วน",
    "101": "หนึ่งร้อยเอ็ดบาทถ้วน",
    "110": "หนึ่งร้อยสิบบาทถ้วน",
    "121.01": "หนึ่งร้อยยี่สิบเอ็ดบาทหนึ่งสตางค์",
    "-50.50": "ลบห้าสิบบาทห้าสิบสตางค์",
    "100,000": "หนึ่งแสนบาทถ้วน",
    "1,000,000": "หนึ่งล้านบาทถ้วน",
    "1,000,001": "หนึ่งล้านเอ็ดบาทถ้วน",
    "1,234,567.89": "หนึ่งล้านสองแสนสามหมื่นสี่พันห้าร้อยหกสิบเจ็ดบาทแปดสิบเก้าสตางค์",
    "11,000,000": "สิบเอ็ดล้านบาทถ้วน",
    "21,000,021": "ยี่สิบเอ็ดล้านยี่สิบเอ็ดบาทถ้วน",
    "1,000,000,000,000": "หนึ่งล้านล้านบาทถ้วน",
    "๓,๗๕๒,๗๐๐,๐๐๐,๐๐๐": "สามล้านเจ็ดแสนห้าหมื่นสองพันเจ็ดร้อยล้านบาทถ้วน",
}


@pytest.mark.parametrize(("amount", "words"), WORDS.items(), ids=WORDS)
def test_an_amount_in_words(amount: str, words: str) -> None:
    assert baht_text(amount) == words
    assert baht_text(Money.of(amount, "THB")) == words


def test_a_number_of_baht_may_be_decimal_or_int() -> None:
    assert baht_text(Decimal("1.50")) == "หนึ่งบาทห้าสิบสตางค์"
    assert baht_text(2) == "สองบาทถ้วน"


@pytest.mark.parametrize("amount", [1.5, True, None])
def test_an_inexact_number_is_refused(amount: object) -> None:
    with pytest.raises(FloatRefused):
        baht_text(amount)  # type: ignore[arg-type]


@pytest.mark.parametrize("amount", ["1.005", "x", Money(100, "EUR")])
def test_what_has_no_words_of_baht_is_refused(amount: Money | str) -> None:
    with pytest.raises(AmountNotUnderstood):
        baht_text(amount)


_VALUES = {"หนึ่ง": 1, "เอ็ด": 1, "สอง": 2, "ยี่": 2, "สาม": 3, "สี่": 4, "ห้า": 5, "หก": 6, "เจ็ด": 7, "แปด": 8, "เก้า": 9}
_PLACES = {"สิบ": 10, "ร้อย": 100, "พัน": 1000, "หมื่น": 10**4, "แสน": 10**5}


def read(words: str) -> int:
    """Read a number back; written from the grammar of the words, not from the code under test."""
    if words == "ศูนย์":
        return 0
    head, million, tail = words.rpartition("ล้าน")
    total = read(head) * 10**6 if million else 0
    digit = None
    while tail:
        word = next(w for w in (*_VALUES, *_PLACES) if tail.startswith(w))
        tail = tail[len(word) :]
        if word in _PLACES:
            total += _PLACES[word] * (digit or 1)
            digit = None
        else:
            digit = _VALUES[word]
    return total + (digit or 0)


@given(st.integers(0, 10**19))
def test_the_words_say_the_number(number: int) -> None:
    assert read(number_text(number)) == number
    assert number_text(-number - 1) == "ลบ" + number_text(number + 1)
