"""What hangs between nodes and inputs: a minimum over pass or fail, rounding that is only shown, counts in a chain."""

from fractions import Fraction

import pytest

from domain.quality.small import BODY, HEAD, small, small_inputs
from orqa.domain.quality.nodes import RoundWhen
from orqa.domain.quality.reading import check_files, read_framework

_MEAN = 'aggregate = {method = "mean"}\n'
LEAST = BODY.replace(_MEAN, 'aggregate = {method = "minimum"}\nscale = "verdict"\naverage = false\n', 1).replace(
    'node = "1.1"', 'node = "1"'
)
SHOWN = BODY.replace('parent = "3.4"\n', 'parent = "3.4"\nround = {when = "shown"}\n')
CHAIN = BODY.replace('kind = "count"\n[input.met]', 'kind = "count"\nat_most = ["due"]\n[input.met]')


@pytest.mark.parametrize(("met", "score", "overall"), [(True, 1, "3.74"), (False, 0, "0.00")])
def test_a_minimum_looks_at_what_counts_in_no_mean(met: bool, score: int, overall: str) -> None:  # noqa: FBT001 - a case
    evaluation = small(LEAST).evaluate(small_inputs(**{"1.1-2": met}))
    assert (evaluation.score("1"), str(evaluation.overall)) == (score, overall)


def test_a_gate_on_a_component_takes_the_component_or_what_is_below_it() -> None:
    evaluation = small(LEAST).evaluate({"1": "fail", "2": 4, "3": 4})
    assert str(evaluation.overall) == "0.00"


def test_rounding_of_a_node_may_be_only_shown() -> None:
    framework = small(SHOWN)
    assert framework.nodes["3.4.sci"].rounding.when is RoundWhen.SHOWN
    evaluation = framework.evaluate(small_inputs(**{"money.sci": 1_000_000, "money.soc": 1_000_000, "heads.soc": 70}))
    exact = (Fraction(1_000_000, 30) / 60_000 * 5 + Fraction(1_000_000, 70) / 25_000 * 5) / 2
    assert (str(evaluation.score("3.4.sci")), evaluation.exact_score("3.4")) == ("2.78", exact)


def test_counts_above_totals_that_are_themselves_above_theirs_are_each_told() -> None:
    evaluation = small(CHAIN).evaluate(small_inputs(phd=20, lecturers=15, due=12))
    found = [f for f in evaluation.findings if f.code == "count-above-total"]
    assert [(f.field, str(f.message)) for f in found] == [
        ("phd", "with a doctorate is 20, above 15 of lecturers; one of them is wrong"),
        ("lecturers", "lecturers is 15, above 12 of points due; one of them is wrong"),
    ]
    assert evaluation.score("2.1") is None


PAST = (
    HEAD
    + """
[scale.ten]
kind = "numeric"
min = 0
max = 10
[overall]
scale = "%s"
aggregate = {method = "%s", of = "item", weights_total = 2}
certainty = "verified"
[[node]]
id = "1"
kind = "category"
title = {th = "หมวด", en = "category"}
scale = "%s"
aggregate = {method = "%s"}
certainty = "verified"
"""
    + "".join(
        f"""[[node]]
id = "1.{i}"
kind = "item"
parent = "1"
title = {{th = "หัวข้อ", en = "item"}}
scale = "five"
certainty = "verified"
score = {{method = "rating"}}
"""
        for i in (1, 2)
    )
)


@pytest.mark.parametrize("method", ["sum", "weighted-sum"])
def test_a_sum_does_not_pass_over_a_node_whose_given_score_would_count_twice(method: str) -> None:
    (found,) = check_files({"f.toml": PAST % ("ten", method, "ten", "sum")}, "f.toml")
    assert (found.code, found.place and found.place.column) == ("framework-sum-past", "overall.aggregate")
    assert "takes 1.1 past 1" in str(found.message)
    assert "โปรดรวมทีละชั้น" in found.message.in_language("th")


def test_a_mean_may_pass_over_it_and_takes_the_given_score_for_each() -> None:
    framework = read_framework({"f.toml": PAST % ("five", "weighted-mean", "five", "mean")}, "f.toml")
    assert str(framework.evaluate({"1": 4}).overall) == "4.00"
