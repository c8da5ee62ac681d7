"""Targets as plans print them."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orqa.base.digits import to_thai_digits
from orqa.domain.budgets.indicator_targets import Target, read_target


@pytest.mark.parametrize(
    ("text", "value", "goal", "unit"),
    [
        ("40", "40", "", ""),
        ("๔๐ คน", "40", "", "คน"),
        ("1,200คน", "1200", "", "คน"),
        ("ร้อยละ 80", "80", "", "ร้อยละ"),
        ("ไม่น้อยกว่าร้อยละ ๘๐.๕", "80.5", "at-least", "ร้อยละ"),
        ("≥ 3.51", "3.51", "at-least", ""),
        (">= 3.51 คะแนน", "3.51", "at-least", "คะแนน"),
        ("ไม่เกิน 5 %", "5", "at-most", "ร้อยละ"),
        ("at most 3 days", "3", "at-most", "days"),
        ("≤2", "2", "at-most", ""),
    ],
)
def test_a_target_has_a_side_a_number_and_a_unit(text: str, value: str, goal: str, unit: str) -> None:
    assert read_target(text) == Target(Decimal(value), goal, unit)


@pytest.mark.parametrize(
    "text", ["", "สิบคน", "3-5", "3 จาก 5", "-5", "ร้อยละ 80 คน", "1,23", "1.2.3", "=1+1", "9" * 300]
)
def test_what_is_no_target_is_none(text: str) -> None:
    assert read_target(text) is None


@given(st.decimals(0, 10**9, places=2), st.sampled_from(["", "≥", "ไม่เกิน "]), st.sampled_from(["", " คน", " %"]))
def test_the_number_comes_back_exactly_in_either_digits(number: Decimal, side: str, unit: str) -> None:
    text = f"{side}{number:,f}{unit}"
    found = read_target(text)
    assert found == read_target(to_thai_digits(text))
    assert found is not None
    assert found.value == number
