"""What would lift a score to the next band: each answer reaches it, and nothing smaller does."""

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.quality.small import small, small_inputs
from orqa.domain.quality.what_if import what_if

SCORES = {"2.1": "2.50", "2.2": "4.00", "2.3": "4.50", "2.4": "2.00", "3.1": "3", "3.2": "3", "3.3": "3.25", "3.4": "5"}


def test_the_next_band_is_the_target_when_none_is_given() -> None:
    outlook = what_if(small().evaluate(small_inputs()))
    assert outlook.band is not None
    assert (outlook.target, outlook.band.code) == (Fraction(401, 100), "very-good")
    assert [lift.show() for lift in outlook.lifts] == ["full-time students (ftes): 140 → 129 (−11) → 4.02"]


def test_gains_tell_what_full_marks_of_each_would_bring() -> None:
    outlook = what_if(small().evaluate(small_inputs()))
    assert [(gain.id, str(gain.score)) for gain in outlook.gains][:3] == [
        ("2.4", "4.12"),
        ("3.1", "3.99"),
        ("3.2", "3.99"),
    ]
    assert all(gain.current < gain.full for gain in outlook.gains)


def test_in_the_highest_band_there_is_nothing_to_reach() -> None:
    outlook = what_if(small().evaluate({"2": 5, "3": 5}))
    assert (outlook.target, outlook.lifts) == (None, ())


def test_without_a_score_there_is_no_answer() -> None:
    assert what_if(small().evaluate({})).lifts == ()


def test_a_count_is_not_lifted_above_the_total_that_it_is_part_of() -> None:
    outlook = what_if(small().evaluate({"phd": 0, "lecturers": 2}), "5", node="2.1")
    assert [(lift.id, lift.wanted) for lift in outlook.lifts] == [("phd", 1)]


def test_what_is_ticked_is_lifted_by_ticking() -> None:
    inputs = {f"3.1-{i}": i <= 4 for i in range(1, 7)}
    outlook = what_if(small().evaluate(inputs), "4", node="3.1")
    assert [(lift.id, lift.current, lift.wanted) for lift in outlook.lifts] == [("3.1-5", 0, 1), ("3.1-6", 0, 1)]


@settings(max_examples=30)
@given(st.lists(st.integers(0, 500), min_size=8, max_size=8), st.integers(1, 500))
def test_each_lift_reaches_the_target_and_a_smaller_one_does_not(scores: list[int], target: int) -> None:
    given_scores: dict[str, Any] = {name: f"{score / 100:.2f}" for name, score in zip(SCORES, scores, strict=True)}
    framework = small()
    outlook = what_if(framework.evaluate(given_scores), Fraction(target, 100))
    for lift in outlook.lifts:
        again = framework.evaluate({**given_scores, lift.id: Fraction(lift.wanted)})
        assert again.overall == lift.score
        assert lift.score >= Fraction(target, 100)
        rungs = {"3.1": (0, 1, 2, 3, 4, 5), "3.2": (0, 1, 3)}.get(lift.id)
        less = Fraction(lift.wanted) - Fraction(1, 100)
        if rungs is not None:
            assert lift.wanted in rungs
            less = Fraction(max((rung for rung in rungs if rung < lift.wanted), default=0))
        if less > Fraction(lift.current):
            below = framework.evaluate({**given_scores, lift.id: less}).overall
            assert below is not None
            assert below < Fraction(target, 100)


@pytest.mark.parametrize("language", ["en", "th"])
def test_a_lift_shows_itself_in_both_languages(language: str) -> None:
    (lift,) = what_if(small().evaluate(small_inputs())).lifts
    assert lift.show(language).endswith("(ftes): 140 → 129 (−11) → 4.02")


def test_a_total_below_its_part_is_no_lift() -> None:
    """It would make the weak indicator unassessed, so that the mean of the others rose."""
    inputs = {"phd": 1, "lecturers": 5, "2.2": "1", "3.1": 4, "3.2": 3, "3.3": 4, "3.4": 4, "met": 2, "due": 10}
    del inputs["2.2"]
    evaluation = small().evaluate(inputs)
    assert evaluation.score("2.2") == 0
    for lift in what_if(evaluation).lifts:
        again = small().evaluate({**inputs, lift.id: Fraction(lift.wanted)})
        assert not again.declined
        assert again.score("2.2") is not None
    assert "due" not in {lift.id for lift in what_if(evaluation, "2.9").lifts if lift.wanted < 2}
