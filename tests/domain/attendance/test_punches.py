"""Punches: those of somebody who stands before the clock count once, whatever else is punched."""

from datetime import datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orqa.domain.attendance.punches import Punch, in_order, without_repeats

START = datetime(2026, 3, 2, 8, 0)  # noqa: DTZ001 - clocks know no zone
PUNCHES = st.lists(
    st.builds(
        lambda user, seconds: Punch(user, START + timedelta(seconds=seconds)),
        st.sampled_from(["7", "12"]),
        st.integers(0, 900),
    ),
    max_size=30,
).map(in_order)


def punch(seconds: int, user: str = "7") -> Punch:
    return Punch(user, START + timedelta(seconds=seconds))


@given(PUNCHES, st.integers(0, 300))
def test_between_kept_punches_of_one_user_lies_more_than_the_window(punches: list[Punch], seconds: int) -> None:
    kept = list(without_repeats(punches, seconds))
    for user in ("7", "12"):
        times = [each.at for each in kept if each.user == user]
        assert all(b - a > timedelta(seconds=seconds) for a, b in pairwise(times))


@given(PUNCHES, st.integers(0, 300))
def test_every_dropped_punch_stands_in_the_window_of_a_kept_one(punches: list[Punch], seconds: int) -> None:
    kept = list(without_repeats(punches, seconds))
    for each in punches:
        near = [k for k in kept if k.user == each.user and timedelta() <= each.at - k.at <= timedelta(seconds=seconds)]
        assert near or each in kept


@given(PUNCHES)
def test_dropping_again_changes_nothing(punches: list[Punch]) -> None:
    kept = list(without_repeats(punches))
    assert list(without_repeats(kept)) == kept


@pytest.mark.parametrize(
    ("seconds", "window", "kept"),
    [
        ([0, 60], 60, [0]),
        ([0, 61], 60, [0, 61]),
        ([0, 30, 61, 90, 122], 60, [0, 61, 122]),
        ([0, 0], 0, [0]),
        ([0, 1], 0, [0, 1]),
    ],
)
def test_the_window_begins_with_what_is_kept(seconds: list[int], window: int, kept: list[int]) -> None:
    assert list(without_repeats(map(punch, seconds), window)) == [punch(each) for each in kept]


def test_a_punch_tells_its_fields_by_name() -> None:
    assert Punch("7", START, "1", 255, 1, 3)._asdict() == {
        "user": "7", "at": START, "device": "1", "state": 255, "verify": 1, "line": 3, "name": "",
    }  # fmt: skip
