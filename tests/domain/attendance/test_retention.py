"""The first month whose punches are still kept."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orqa.base.errors import NotModelled
from orqa.domain.attendance.retention import decide_kept_since
from orqa.rules.profile import Profile


class Reading:
    """A reading of one rule."""

    def __init__(self, **limit: object) -> None:
        self.limit = limit

    def value(self, _key: str) -> object:
        return self.limit

    def decision(self, value: date, _inputs: object) -> date:
        return value


def since(today: date, **limit: object) -> date:
    found: date = decide_kept_since(Reading(**limit), today)  # type: ignore[arg-type, assignment]
    return found


@pytest.mark.parametrize(
    ("today", "limit", "first"),
    [
        (date(2026, 11, 23), {"years": 2}, date(2024, 11, 1)),
        (date(2026, 11, 30), {"months": 24}, date(2024, 11, 1)),
        (date(2026, 12, 1), {"months": 24}, date(2024, 12, 1)),
        (date(2026, 1, 1), {"months": 1}, date(2025, 12, 1)),
        (date(2026, 1, 31), {"months": 13}, date(2024, 12, 1)),
        (date(2026, 1, 31), {"all": True}, date.min),
    ],
)
def test_the_first_day(today: date, limit: dict[str, object], first: date) -> None:
    assert since(today, **limit) == first


@given(today=st.dates(date(1990, 1, 1), date(2100, 1, 1)), months=st.integers(1, 120))
def test_a_month_is_kept_for_its_time_from_its_end(today: date, months: int) -> None:
    first = since(today, months=months)
    assert first.day == 1
    last_of_before = first - timedelta(days=1)
    ended = (today.year - last_of_before.year) * 12 + today.month - last_of_before.month
    assert ended == months + 1, "the month before ended more than so many months ago"


def test_where_no_time_is_set(university: Profile) -> None:
    with pytest.raises(NotModelled):
        decide_kept_since(university.at(date(2026, 11, 23)).reading(), date(2026, 11, 23))
