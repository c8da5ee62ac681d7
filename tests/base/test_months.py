"""Days that lie whole months before or after others."""

from calendar import monthrange
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orqa.base.months import months_after

DAYS = st.dates(date(1900, 1, 1), date(2500, 12, 31))


@pytest.mark.parametrize(
    ("day", "months", "found"),
    [
        (date(2026, 8, 31), -6, date(2026, 2, 28)),
        (date(2023, 8, 31), 6, date(2024, 2, 29)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2026, 1, 15), 0, date(2026, 1, 15)),
    ],
)
def test_a_month_without_the_day_has_its_last(day: date, months: int, found: date) -> None:
    assert months_after(day, months) == found


@given(DAYS, st.integers(-600, 600))
def test_so_many_months_are_passed(day: date, months: int) -> None:
    found = months_after(day, months)
    assert (found.year - day.year) * 12 + found.month - day.month == months
    assert found.day == min(day.day, monthrange(found.year, found.month)[1])


def test_no_day_lies_outside_the_calendar() -> None:
    with pytest.raises(ValueError, match="year"):
        months_after(date(9999, 12, 1), 1)
