"""The middle and the ninth part of numbers are those that a person would find by counting."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orqa.base.spreads import Spread


@pytest.mark.parametrize(
    ("values", "median", "ninth"),
    [
        ([], None, None),
        ([7], "7", 7),
        ([1, 2], "1.5", 2),
        (list(range(1, 11)), "5.5", 9),
        (list(range(1, 12)), "6", 10),
        ([0] * 9 + [100], "0", 0),
        ([0] * 8 + [100] * 2, "0", 100),
    ],
)
def test_known_spreads(values: list[int], median: str | None, ninth: int | None) -> None:
    found = Spread.of(values)
    assert (found.median, found.ninth) == (None if median is None else Decimal(median), ninth)


@given(values=st.lists(st.integers(0, 400), min_size=1, max_size=60))
def test_nine_in_ten_lie_within_and_no_smaller_one_would_do(values: list[int]) -> None:
    found = Spread.of(values)
    assert found.ninth is not None
    within = Fraction(sum(one <= found.ninth for one in values), len(values))
    below = Fraction(sum(one < found.ninth for one in values), len(values))
    assert below < Fraction(9, 10) <= within
    assert found.median is not None
    assert sum(one < found.median for one in values) * 2 <= len(values)
    assert sum(one > found.median for one in values) * 2 <= len(values)
    assert (found.count, found.most) == (len(values), max(values))
