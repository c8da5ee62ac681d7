"""Dates of printed precision, and the two eras."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orqa.base.eras import buddhist_year, common_year
from orqa.base.partial import PartialDate, Precision

DAYS = st.dates(date(1800, 1, 1), date(2200, 12, 31))
PARTIAL = st.builds(lambda day, parts: PartialDate(*(day.year, day.month, day.day)[:parts]), DAYS, st.integers(1, 3))


@given(PARTIAL)
def test_the_iso_text_is_read_back(partial: PartialDate) -> None:
    assert PartialDate.parse(str(partial)) == partial
    assert eval(repr(partial)) == partial  # noqa: S307 -- our own text


@given(PARTIAL, PARTIAL)
def test_order_is_that_of_the_iso_texts(one: PartialDate, other: PartialDate) -> None:
    a, b = str(one), str(other)
    assert (one < other, one <= other, one > other, one >= other) == (a < b, a <= b, a > b, a >= b)
    assert one.first <= other.first if one < other else one.first >= other.first


@given(PARTIAL)
def test_first_and_last_are_the_ends_of_what_it_may_mean(partial: PartialDate) -> None:
    assert partial.first in partial
    assert partial.last in partial
    assert partial.first - timedelta(days=1) not in partial
    assert partial.last + timedelta(days=1) not in partial


@pytest.mark.parametrize(
    ("text", "precision", "first", "last"),
    [
        ("2024", Precision.YEAR, date(2024, 1, 1), date(2024, 12, 31)),
        ("2024-02", Precision.MONTH, date(2024, 2, 1), date(2024, 2, 29)),
        ("2024-12", Precision.MONTH, date(2024, 12, 1), date(2024, 12, 31)),
        ("2024-02-29", Precision.DAY, date(2024, 2, 29), date(2024, 2, 29)),
        ("9999", Precision.YEAR, date(9999, 1, 1), date(9999, 12, 31)),
    ],
)
def test_precision(text: str, precision: Precision, first: date, last: date) -> None:
    partial = PartialDate.parse(text)
    assert (partial.precision, partial.first, partial.last) == (precision, first, last)


@pytest.mark.parametrize(
    "text", ["", "25", "2025-1", "2025-13", "2025-02-29", "0000", "2025-01-12T00", "๒๐๒๕", "2025-00"]
)
def test_no_other_text_is_read(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        PartialDate.parse(text)


def test_a_day_needs_a_month_and_must_exist() -> None:
    with pytest.raises(ValueError, match="a day needs a month, found day 3 of 2025"):
        PartialDate(2025, None, 3)
    with pytest.raises(ValueError, match="day"):
        PartialDate(2025, 1, 0)


def test_other_things_are_not_compared() -> None:
    with pytest.raises(TypeError):
        _ = PartialDate(2025) < date(2025, 1, 1)  # type: ignore[operator]
    assert PartialDate(2025, 1) != PartialDate(2025)


@given(DAYS)
def test_years_go_to_the_buddhist_era_and_back(day: date) -> None:
    assert common_year(buddhist_year(day.year, day.month), day.month) == day.year


@given(DAYS, DAYS)
def test_no_two_months_share_a_buddhist_name(one: date, other: date) -> None:
    names = [(buddhist_year(day.year, day.month), day.month) for day in (one, other)]
    assert (names[0] == names[1]) == ((one.year, one.month) == (other.year, other.month))


@pytest.mark.parametrize(
    ("buddhist", "month", "common"),
    [
        (2568, 1, 2025),
        (2484, 1, 1941),
        (2483, 12, 1940),
        (2483, 4, 1940),
        (2483, 3, None),
        (2482, 3, 1940),
        (2482, 4, 1939),
    ],
)
def test_the_year_began_in_april_before_2484(buddhist: int, month: int, common: int | None) -> None:
    assert common_year(buddhist, month) == common


def test_the_less_precise_comes_first_on_the_same_first_day() -> None:
    ordered = [PartialDate.parse(text) for text in ("2025", "2025-01", "2025-01-01", "2025-01-02", "2025-02", "2026")]
    assert all(a < b and b > a and not b <= a and not a >= b for a, b in pairwise(ordered))
