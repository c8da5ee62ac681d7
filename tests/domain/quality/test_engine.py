"""The engine over a made-up framework that has every way of scoring."""

from decimal import Decimal

import pytest

from domain.quality.small import small, small_inputs
from orqa.domain.quality.steps import Status


def test_it_goes_from_inputs_to_the_overall_outcome() -> None:
    evaluation = small().evaluate(small_inputs())
    scores = {name: str(evaluation.score(name)) for name in ("2.1", "2.2", "2.3", "2.4", "3.1", "3.2", "3.3", "3.4")}
    assert scores == {
        "2.1": "5.00", "2.2": "4.00", "2.3": "4.50", "2.4": "2.00",
        "3.1": "3.00", "3.2": "3.00", "3.3": "5.00", "3.4": "3.45",
    }  # fmt: skip
    assert (evaluation.overall, str(evaluation.judgement)) == (Decimal("3.74"), "good")
    assert evaluation.started_from == ("inputs",)


@pytest.mark.parametrize(("degree", "score"), [("bachelor", "5.00"), ("master", "1.67")])
def test_a_figure_goes_by_the_profile(degree: str, score: str) -> None:
    assert str(small(degree=degree).evaluate(small_inputs()).score("2.1")) == score


def test_scores_may_be_given_at_any_level() -> None:
    evaluation = small().evaluate({"1.1": "pass", "2": "3.5", "3": 4})
    assert evaluation.overall == Decimal("3.75")
    assert evaluation.started_from == ("indicator", "component")
    assert [finding.code for finding in evaluation.findings] == ["score-stood-in"]


def test_a_failed_gate_sets_the_overall_score() -> None:
    evaluation = small().evaluate(small_inputs(**{"1.1-2": False}))
    assert (evaluation.overall, str(evaluation.judgement)) == (Decimal("0.00"), "below standard")
    assert "gate-failed" in {finding.code for finding in evaluation.findings}


def test_what_is_missing_is_not_assessed_and_leaves_the_mean() -> None:
    inputs = small_inputs()
    evaluation = small().evaluate({name: value for name, value in inputs.items() if name != "met"})
    assert evaluation.status_of("2.2") is Status.NOT_ASSESSED
    assert evaluation.score("2.2") is None
    assert evaluation.score("2") == Decimal("3.83")
    assert {"inputs-missing", "left-out"} <= {finding.code for finding in evaluation.findings}
