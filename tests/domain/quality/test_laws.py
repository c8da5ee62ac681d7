"""Laws that every evaluation keeps, whatever is given."""

import re
from decimal import Decimal
from fractions import Fraction
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from domain.quality.rich import FULL as RICH_FULL
from domain.quality.rich import rich
from domain.quality.small import FULL, small
from orqa.domain.quality.evaluation import Evaluation
from orqa.domain.quality.methods import AllItems, Limit
from orqa.domain.quality.nodes import AggregateMethod

SMALL, RICH = small(), rich()
COUNTS = st.integers(0, 60)
WORDS = st.sampled_from(["n/a: none", "n/a", "pass", "5", "๔.๕", "fair"])
LISTS = st.lists(st.integers(-1, 6) | st.floats(0, 5), max_size=4)
ANY = st.one_of(
    COUNTS, st.booleans(), st.none(), st.floats(), st.text(max_size=5), WORDS, LISTS,
    st.fractions(-5, 150, max_denominator=1000),
)  # fmt: skip
SMALL_GIVEN = st.dictionaries(st.sampled_from(sorted(SMALL.slots)), ANY, max_size=40).map(lambda some: {**FULL, **some})
RICH_GIVEN = st.dictionaries(st.sampled_from(sorted(RICH.slots)), ANY, max_size=30).map(
    lambda some: {**RICH_FULL, **some}
)
EVALUATIONS = SMALL_GIVEN.map(SMALL.evaluate) | RICH_GIVEN.map(RICH.evaluate)


def used(evaluation: Evaluation, name: str) -> Fraction:
    return Fraction(evaluation.used(evaluation.framework.places[name]))


@given(EVALUATIONS)
def test_scores_stay_on_their_scales_and_round_half_up(evaluation: Evaluation) -> None:
    for result in evaluation.results():
        assert (result.score is None) is (result.exact is None) is not result.status.has_score
        if result.exact is not None:
            assert result.node.scale.low <= result.exact <= result.node.top or result.node.id == "E"
            assert result.score is not None
            assert abs(Fraction(result.score) - result.exact) <= Fraction(1, 200)


@given(EVALUATIONS)
def test_a_mean_is_between_the_least_and_the_greatest(evaluation: Evaluation) -> None:
    means = (AggregateMethod.MEAN, AggregateMethod.WEIGHTED_MEAN)
    for node in evaluation.framework.nodes.values():
        if node.aggregate is None or node.aggregate.method not in means or node.gates:
            continue
        scores = [used(evaluation, name) for name in node.aggregate.members if evaluation.status_of(name).has_score]
        exact = evaluation.exact_score(node.id)
        if evaluation.status_of(node.id).value == "scored" and len(scores) == len(node.aggregate.members):
            assert exact is not None
            assert min(scores) <= exact <= max(scores)


@given(SMALL_GIVEN)
def test_the_same_inputs_come_to_the_same(inputs: dict[str, Any]) -> None:
    one, other = SMALL.evaluate(inputs), SMALL.evaluate(dict(reversed(inputs.items())))
    assert [result.score for result in one.results()] == [result.score for result in other.results()]
    assert [result.status for result in one.results()] == [result.status for result in other.results()]
    assert {finding.code for finding in one.findings} == {finding.code for finding in other.findings}


@given(COUNTS, COUNTS, st.integers(1, 60))
def test_more_doctors_never_lower_the_score(few: int, more: int, lecturers: int) -> None:
    few, more = sorted((min(few, lecturers), min(more, lecturers)))
    scores = [SMALL.evaluate({"phd": phd, "lecturers": lecturers}).exact_score("2.1") for phd in (few, more)]
    assert scores[0] == min(Fraction(few, lecturers) * 100 / 20 * 5, 5)
    assert scores[1] is not None
    assert scores[0] <= scores[1]


@given(COUNTS, st.integers(1, 60))
def test_counts_as_text_decimals_or_thai_digits_score_the_same(phd: int, lecturers: int) -> None:
    thai = str(phd).translate(str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙"))
    ways = (phd, str(phd), f"{phd}.0", float(phd), Decimal(phd), Fraction(phd), thai)
    scores = {SMALL.evaluate({"phd": way, "lecturers": max(lecturers, phd)}).score("2.1") for way in ways}
    assert len(scores) == 1


@given(EVALUATIONS)
def test_what_is_worked_out_ends_its_explanation_with_its_score(evaluation: Evaluation) -> None:
    for node in evaluation.framework.leaves():
        if isinstance(node.method, AllItems | Limit):
            continue  # pass or fail, in words
        score, exact = evaluation.score(node.id), evaluation.exact_score(node.id)
        explanation = evaluation.explain(node.id)
        if score is None or exact is None or evaluation.start_of(node.id) not in {"inputs", "result"}:
            assert all(line.languages == ("en", "th") for line in explanation.lines)
            continue
        lines = [str(line) for line in explanation.lines if re.search(r"\d", str(line))]
        numbers = {found for line in lines[-2:] for found in re.findall(r"-?\d+(?:,\d{3})*(?:\.\d+)?", line)}
        assert any(abs(Fraction(number.replace(",", "")) - exact) < Fraction(1, 100) for number in numbers) or not lines


@given(EVALUATIONS)
def test_every_finding_names_what_it_is_about(evaluation: Evaluation) -> None:
    known = evaluation.framework.slots
    for finding in evaluation.findings:
        assert finding.field in known or finding.code == "unknown-id"
        for language in ("en", "th"):
            message = finding.message.in_language(language)
            assert 0 < len(message) < 600
            assert "None" not in message.replace("None is", "").replace("'None", "")
