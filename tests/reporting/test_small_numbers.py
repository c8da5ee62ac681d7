"""Counts of few people are told together, and no difference from a total tells them either."""

from hypothesis import given
from hypothesis import strategies as st

import orqa
from orqa.reporting.small_numbers import least_of, veiled


@given(counts=st.lists(st.integers(1, 12), max_size=8), least=st.integers(1, 6))
def test_no_figure_is_of_fewer_people_and_the_sum_is_kept_or_nothing_is_told(counts: list[int], least: int) -> None:
    told = veiled([(str(place), number) for place, number in enumerate(counts)], least, "others")
    assert all(number >= least for _, number in told)
    assert sum(number for _, number in told) == (sum(counts) if sum(counts) >= least else 0)
    assert [one for one, _ in told].count("others") <= 1


def test_the_smallest_that_may_be_told_joins_those_that_may_not() -> None:
    assert veiled([("JP", 7), ("KH", 1), ("LA", 5)], 5, "others") == [("JP", 7), ("others", 6)]
    assert veiled([("JP", 7), ("KH", 3), ("LA", 2)], 5, "others") == [("JP", 7), ("others", 5)]
    assert veiled([("KH", 1)], 5, "others") == []
    assert veiled([("KH", 1)], 1, "others") == [("KH", 1)]


def test_the_least_number_is_a_rule_and_a_profile_without_it_veils_nothing() -> None:
    for profile, least in (("thai-public-university", 5), ("example-abroad", 1)):
        with orqa.open_office("memory:", profile=profile) as office:
            assert least_of(office.rules()) == least
