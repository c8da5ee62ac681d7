"""A clock that lost its time is told by its lines; one that is right never is."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orqa.domain.attendance.clock_faults import Doubt, Fault, doubts
from orqa.domain.attendance.punches import Punch

START = datetime(2022, 3, 1, 8, 0)  # noqa: DTZ001 - clocks know no zone
RESET = datetime(2015, 10, 20, 9, 34)  # noqa: DTZ001


def punches(*times: datetime) -> list[Punch]:
    return [Punch("7", at) for at in times]


def hours(first: int, last: int) -> list[datetime]:
    return [START + timedelta(hours=hour) for hour in range(first, last)]


@given(st.lists(st.datetimes(datetime(2001, 1, 1), datetime(2099, 12, 31))))  # noqa: DTZ001
def test_lines_in_order_are_never_doubted(times: list[datetime]) -> None:
    assert doubts(punches(*sorted(times))) == []


@given(st.integers(10, 40), st.integers(1, 9), st.sampled_from([RESET, datetime(2047, 2, 3)]))  # noqa: DTZ001
def test_a_stretch_of_another_year_is_doubted_whole(at: int, length: int, reset: datetime) -> None:
    stretch = [reset + timedelta(minutes=minute) for minute in range(length)]
    found = doubts(punches(*hours(0, at), *stretch, *hours(at, 80)))
    assert [each.place for each in found] == list(range(at, at + length))
    assert {(each.fault, each.before, each.after) for each in found} == {
        (Fault.ORDER, hours(0, at)[-1], START + timedelta(hours=at))
    }


@pytest.mark.parametrize("back", [timedelta(seconds=1), timedelta(hours=1), timedelta(days=1)])
def test_a_clock_that_was_set_back_a_little_is_not_doubted(back: timedelta) -> None:
    assert doubts(punches(*hours(0, 50), START + timedelta(hours=49) - back, *hours(50, 60))) == []


def test_the_range_is_told_first_and_for_files_in_any_order() -> None:
    times = [*reversed(hours(0, 20)), datetime(2131, 1, 1), datetime(2000, 1, 1)]  # noqa: DTZ001
    assert doubts(punches(*times)) == [Doubt(20, Fault.RANGE), Doubt(21, Fault.RANGE)]


def test_the_range_is_a_setting_with_both_days_in_it() -> None:
    lines = punches(*(START + timedelta(days=day) for day in range(4)))
    found = doubts(lines, earliest=date(2022, 3, 2), latest=date(2022, 3, 3))
    assert [each.place for each in found] == [0, 3]


def test_order_says_nothing_where_lines_are_grouped_by_person() -> None:
    assert doubts(punches(*hours(0, 60), *hours(0, 60), *hours(0, 60))) == []


def test_a_reset_at_the_very_start_has_nothing_before_it() -> None:
    found = doubts(punches(datetime(2047, 1, 1), *hours(0, 20)))  # noqa: DTZ001
    assert found == [Doubt(0, Fault.ORDER, None, START)]


def test_no_punches_no_doubts() -> None:
    assert doubts([]) == []
