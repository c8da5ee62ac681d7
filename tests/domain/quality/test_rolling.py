"""From units to groups of units: what is stored packed rolls up to the same as evaluations taken one by one."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.quality.small import BODY, HEAD, small
from orqa.base.rounding import Rounding
from orqa.domain.quality.numbers import rounded
from orqa.domain.quality.rolling import collected, packed, roll_up, unpacked

NODES = ("2.1", "2.2", "2.3", "2.4", "3.1", "3.2", "3.3", "3.4")
scores = st.dictionaries(st.sampled_from(NODES), st.integers(0, 500).map(lambda n: f"{n / 100:.2f}"))

FACULTY = """
[input.programme_scores]
title = {th = "คะแนนหลักสูตร", en = "scores of programmes"}
unit = "score"
kind = "numbers"
max = 5
from = {level = "programme"}
[overall]
scale = "five"
aggregate = {method = "mean"}
certainty = "verified"
[[node]]
id = "1.1"
kind = "indicator"
title = {th = "ผลหลักสูตรโดยรวม", en = "programmes"}
quantity = {mean_of = "programme_scores"}
score = {method = "value"}
certainty = "verified"
"""


@given(scores)
def test_what_is_packed_unpacks_to_the_same_scores(given_scores: dict[str, str]) -> None:
    evaluation = small().evaluate(given_scores)
    assert unpacked(evaluation.framework, packed(evaluation)) == {
        name: evaluation.score(name) for name in evaluation.framework.nodes
    }


@pytest.mark.parametrize("text", ["000400000300", "", "00040a" * 15, "zzzzzz" * 15])
def test_what_another_framework_packed_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"packed by small|hexadecimal"):
        roll_up(small(), [("a", text)])
    with pytest.raises(ValueError, match=r"packed by small|invalid literal"):
        unpacked(small(), text)


def test_what_is_packed_is_read_by_people_too() -> None:
    assert packed(small().evaluate({"2": "3.5"})).startswith("ffffff" * 2 + "000350" + "ffffff")


@settings(max_examples=40)
@given(st.lists(st.tuples(st.sampled_from("ab"), scores), max_size=8))
def test_a_roll_up_is_the_mean_of_the_scores_there_are(units: list[tuple[str, dict[str, str]]]) -> None:
    framework = small()
    evaluations = [(group, framework.evaluate(each)) for group, each in units]
    rolled = roll_up(framework, ((group, packed(evaluation)) for group, evaluation in evaluations))
    assert list(rolled) == list(dict.fromkeys(group for group, _ in units))
    for group, together in rolled.items():
        for name in framework.nodes:
            there = [e.score(name) for g, e in evaluations if g == group and e.score(name) is not None]
            assert together.counts[name] == len(there)
            mean = rounded(sum(map(Fraction, there)) / len(there), 2, Rounding.HALF_UP) if there else None  # type: ignore[arg-type]
            assert together.mean(name) == mean
        assert together.units == sum(1 for g, _ in units if g == group)


def test_a_faculty_takes_the_scores_of_its_programmes() -> None:
    faculty = small(FACULTY, HEAD.replace('level = "programme"', 'level = "faculty"'))
    programmes = [small().evaluate(each) for each in ({"2": 3, "3": 4}, {"1.1": "fail", "2": 5}, {})]
    inputs = collected(faculty, programmes)
    assert inputs == {"programme_scores": (Decimal("3.50"), Decimal("0.00"))}
    assert faculty.evaluate(inputs).overall == Decimal("1.75")
    assert collected(faculty, [faculty.evaluate(inputs)]) == {}
    assert collected(small(BODY), programmes) == {}
