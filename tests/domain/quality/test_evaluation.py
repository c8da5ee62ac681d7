"""Evaluating: several levels at once, what does not apply, what is missing, gates, bands, sums, layers and words."""

from copy import deepcopy
from fractions import Fraction
from typing import Any

import pytest

from domain.quality.rich import RICH, rich, rich_inputs
from domain.quality.small import BODY, small, small_inputs
from orqa.domain.quality.evaluation import Evaluation
from orqa.domain.quality.inputs import NotApplicable
from orqa.domain.quality.steps import Status


def told(evaluation: Evaluation, node: str = "") -> dict[str, str]:
    """The findings by code, of one node or of all."""
    found = {f.code: str(f.message) for f in evaluation.findings if not node or f.field == node}
    for finding in evaluation.findings:
        assert finding.message.languages == ("en", "th")
        assert any("\u0e00" <= character <= "\u0e7f" for character in finding.message.in_language("th"))
    return found


# ---------------------------------------------------------------------- scores of the second framework


def test_weights_layers_points_and_formulas_come_together() -> None:
    evaluation = rich().evaluate(rich_inputs())
    scores = {name: str(evaluation.score(name)) for name in ("A1", "A2", "A", "B1", "B2", "B", "C1", "C", "D1", "E")}
    assert scores == {
        "A1": "4.50", "A2": "4.30", "A": "4.44",  # mean 4 + 0.25, rounded first; 4.5 × 0.7 + 4.3 × 0.3
        "B1": "5.00", "B2": "5.00", "B": "5.00", "C1": "4.00", "C": "4.00", "D1": "3.00", "E": "85.00",
    }  # fmt: skip
    assert str(evaluation.overall) == "4.52"  # 4.44 × 0.5 + 5 × 0.3 + 4 × 0.2
    assert str(evaluation.judgement) == "A"
    assert told(evaluation) == {}


@pytest.mark.parametrize(
    ("load", "score", "met"),
    [(160, 1, True), (170, 3, True), (180, 5, True), (220, 5, True), (230, 3, True), (240, 1, True), (251, 1, False)],
)
def test_a_two_sided_deviation_and_a_limit(load: int, score: int, met: bool) -> None:  # noqa: FBT001 - a case
    evaluation = rich().evaluate(rich_inputs(load=load))
    assert (evaluation.score("B2"), evaluation.score("D4")) == (score, int(met))


# ---------------------------------------------------------------------- pure


def test_an_evaluation_neither_changes_nor_keeps_what_it_was_given() -> None:
    inputs: dict[str, Any] = {**small_inputs(), "phd": 9, "nonsense": [1]}
    before = deepcopy(inputs)
    evaluation = small().evaluate(inputs)
    again = small().evaluate(before)
    inputs.clear()
    assert [f.show() for f in evaluation.findings] == [f.show() for f in again.findings]
    assert evaluation.explain().show() == again.explain().show()
    assert evaluation.given == before


def test_asking_for_findings_and_explanations_changes_no_score() -> None:
    hiding = BODY.replace('effect = "set"', 'effect = "set"\nhides = "component"')
    evaluation = small(hiding).evaluate(small_inputs(**{"1.1-2": False, "overall": 4}))
    before = [result.score for result in evaluation.results()]
    assert "gate-unheeded" in told(evaluation)
    evaluation.explain().show()
    assert [result.score for result in evaluation.results()] == before


# ---------------------------------------------------------------------- several levels at once


@pytest.mark.parametrize(
    ("changes", "node", "says"),
    [
        ({"2.1": 4}, "2.1", "2.1 lecturers' degrees: 4.00 was given and is kept, but its inputs come to 5.00"),
        ({"2.1": 5}, "2.1", ""),
        ({"2.3": "4.499"}, "2.3", ""),  # as it prints
        ({"2.2-result": 80}, "2.2", ""),
        ({"3.1": 5}, "3.1", "3.1 services: 5.00 was given and is kept, but its inputs come to 3.00"),
        ({"2": 4}, "2", "2 figures: 4.00 was given and is kept, but what is below it comes to 3.88"),
        ({"2": "3.88"}, "2", ""),
        ({"overall": "3.74"}, "overall", ""),
        ({"overall": 4}, "overall", "overall Overall: 4.00 was given and is kept, but what is below it comes to 3.74"),
    ],
)
def test_what_is_given_is_kept_and_told_where_it_differs(changes: dict[str, Any], node: str, says: str) -> None:
    evaluation = small().evaluate(small_inputs(**changes))
    assert told(evaluation, node).get("given-differs", "") == says
    if node in changes:
        assert evaluation.status_of(node) is Status.GIVEN


def test_scores_worked_out_and_given_back_come_to_the_same() -> None:
    first = small().evaluate(small_inputs())
    leaves = {node.id: str(first.score(node.id)) for node in first.framework.leaves()}
    again = first.framework.evaluate(leaves)
    for result in first.results():
        assert again.score(result.node.id) == result.score
    assert again.judgement == first.judgement
    assert told(again) == {"figure-uncertain": told(first)["figure-uncertain"]}


# ---------------------------------------------------------------------- what does not apply


@pytest.mark.parametrize("words", ["n/a: no graduates", NotApplicable("no graduates"), "N/A no graduates"])
def test_a_node_that_does_not_apply_leaves_the_mean(words: Any) -> None:
    evaluation = small().evaluate(small_inputs(ratings=None, **{"2.3": words}))
    assert evaluation.status_of("2.3") is Status.NOT_APPLICABLE
    assert str(evaluation.score("2")) == "3.67"
    assert "no graduates" in evaluation.explain("2.3").show()
    assert "left-out" not in told(evaluation)


def test_all_below_a_node_that_does_not_apply_leave_every_mean() -> None:
    evaluation = small().evaluate(small_inputs(**{"2": "n/a: another system", "2.1": 5}))
    assert {evaluation.status_of(name) for name in ("2", "2.1", "2.2", "2.4")} == {Status.NOT_APPLICABLE}
    assert str(evaluation.overall) == "3.61"  # of 3, 3, 5 and 3.45
    assert "another system" in evaluation.explain("2.1").show()
    assert evaluation.measured("2.1") is None


def test_a_node_of_which_nothing_applies_does_not_apply() -> None:
    parts = {f"2.{i}": "n/a: none" for i in range(1, 5)}
    evaluation = small().evaluate(small_inputs(**parts))
    assert evaluation.status_of("2") is Status.NOT_APPLICABLE


def test_a_node_whose_optional_parts_are_all_silent_is_told() -> None:
    silent = dict.fromkeys(("money.sci", "heads.sci", "money.soc", "heads.soc"))
    evaluation = small().evaluate(small_inputs(**silent))
    assert evaluation.status_of("3.4") is Status.NOT_ASSESSED
    assert told(evaluation, "3.4")["nothing-below"] == (
        "3.4 research money is not assessed: nothing was given of 3.4.sci, 3.4.soc; "
        "give it, or say that 3.4 does not apply and why"
    )


@pytest.mark.parametrize("given", [{"money.sci": -5, "heads.sci": None}, {"money.sci": None, "heads.sci": "many"}])
def test_an_optional_part_with_a_wrong_input_is_not_passed_by(given: dict[str, Any]) -> None:
    evaluation = small().evaluate(small_inputs(**given))
    assert evaluation.status_of("3.4.sci") is Status.NOT_ASSESSED
    assert told(evaluation, "3.4.sci")["inputs-missing"]


def test_not_applicable_is_said_of_nodes_and_optional_items_only() -> None:
    evaluation = small().evaluate(small_inputs(phd="n/a: nobody", **{"1.1-3": "n/a: no advisors", "1.1-1": "n/a"}))
    assert told(evaluation, "phd")["not-applicable-here"].startswith("with a doctorate cannot be said not to apply")
    assert set(told(evaluation, "1.1-1")) == {"not-applicable-here"}
    assert told(evaluation, "1.1-3") == {}
    assert evaluation.status_of("2.1") is Status.NOT_ASSESSED


def test_a_reason_is_asked_for() -> None:
    assert set(told(small().evaluate(small_inputs(**{"2.3": "n/a"})), "2.3")) == {"not-applicable-why"}


# ---------------------------------------------------------------------- what is missing


@pytest.mark.parametrize(
    ("without", "node", "status"),
    [
        ("lecturers", "2.1", Status.NOT_ASSESSED),
        ("3.1-4", "3.1", Status.NOT_ASSESSED),
        ("1.1-1", "1.1", Status.NOT_ASSESSED),
        ("3.2-used", "3.2", Status.NOT_ASSESSED),
    ],
)
def test_what_is_missing_is_named_and_is_no_zero(without: str, node: str, status: Status) -> None:
    evaluation = small().evaluate(small_inputs(**{without: None}))
    assert evaluation.status_of(node) is status
    assert f"({without})" in told(evaluation, node)["inputs-missing"]
    assert "missing" in evaluation.explain(node).show()


@pytest.mark.parametrize("value", ["-3", "4,5", float("nan"), True, [], "many", 10**40])
def test_an_input_that_cannot_be_used_makes_no_score(value: Any) -> None:
    evaluation = small().evaluate(small_inputs(lecturers=value))
    assert evaluation.score("2.1") is None
    assert set(told(evaluation, "lecturers")) <= {"input-not-a-number", "input-too-low"}
    assert told(evaluation, "lecturers")


def test_a_minimum_and_a_sum_wait_for_all_that_counts() -> None:
    evaluation = rich().evaluate(rich_inputs(B1=None, **{"E1-percent": None}))
    assert [evaluation.status_of(name) for name in ("B", "E")] == [Status.NOT_ASSESSED] * 2
    assert told(evaluation, "E")["blocked"] == "E points has no score, because these have none: E1"
    assert "not assessed, because these have no score: B1" in evaluation.explain("B").show()
    freely = RICH.replace('method = "sum",', 'method = "sum", absent = "leave-out",')
    assert str(rich(freely).evaluate(rich_inputs(**{"E1-percent": None})).score("E")) == "40.00"


def test_a_weighted_mean_weighs_what_is_left() -> None:
    evaluation = rich().evaluate(rich_inputs(x=None))
    assert str(evaluation.score("A")) == "4.30"
    weightless = RICH.replace("weight = 70", "weight = 100").replace(
        'weight = 30\ntitle = {th = "เอสอง', 'weight = 0\ntitle = {th = "เอสอง'
    )
    found = rich(weightless).evaluate(rich_inputs(x=None))
    assert found.status_of("A") is Status.NOT_ASSESSED


def test_points_that_sum_beyond_the_scale_are_an_error() -> None:
    body = RICH.replace("max = 150", "max = 5").replace('{method = "sum", weights_total = 150}', '{method = "sum"}')
    for node in ("E1", "E2"):
        body = body.replace(
            f'id = "{node}"\nkind = "item"\nparent = "E"\nscale = "percent"',
            f'id = "{node}"\nkind = "item"\nparent = "E"\nscale = "five"',
        )
    body = body.replace('score = {method = "points"}', 'score = {method = "rating"}')
    evaluation = rich(body).evaluate({"E1": 3, "E2": 4})
    assert evaluation.status_of("E") is Status.NOT_ASSESSED
    assert told(evaluation, "E")["total-beyond"].startswith("E points is not assessed: what is below it sums to 7")
    assert str(rich(body).evaluate({"E1": 3, "E2": 2}).score("E")) == "5.00"


# ---------------------------------------------------------------------- gates and bands


def test_a_gate_that_sets_the_score_does_so_whatever_is_missing() -> None:
    evaluation = small().evaluate({"1.1-2": False})
    assert (str(evaluation.overall), str(evaluation.judgement)) == ("0.00", "below standard")
    assert "component 1 is passed: not met, so the score is 0" in evaluation.explain().show()


def test_an_undecided_gate_makes_the_score_provisional() -> None:
    evaluation = small().evaluate(small_inputs(**{"1.1-1": None}))
    assert str(evaluation.overall) == "3.74"
    assert "provisional; give 1.1" in told(evaluation, "overall")["gate-undecided"]


@pytest.mark.parametrize(("given", "unheeded"), [(4, True), (0, False)])
def test_a_given_score_is_kept_over_a_gate_and_told(given: int, unheeded: bool) -> None:  # noqa: FBT001 - a case
    evaluation = small().evaluate({"1.1": "fail", "overall": given})
    assert evaluation.overall == given
    assert ("gate-unheeded" in told(evaluation, "overall")) is unheeded


@pytest.mark.parametrize(("x", "overall"), [("4.5", "3.00"), (0, "2.95")])
def test_a_cap_cuts_what_is_above_it_only(x: Any, overall: str) -> None:
    evaluation = rich().evaluate(rich_inputs(load=260, staff=10, x=x, B1=5, B2=5))
    assert str(evaluation.overall) == overall
    assert told(evaluation, "overall")["gate-failed"].startswith("the load is kept: not met")


@pytest.mark.parametrize(("rating", "word"), [(5, "A"), (4, "A"), ("3.99", "B")])
def test_a_band_that_needs_a_gate_is_told_where_it_is_closed(rating: Any, word: str) -> None:
    evaluation = rich().evaluate(rich_inputs(B1=rating, overall="4.5"))
    assert str(evaluation.judgement) == word
    assert ("band-closed" in told(evaluation, "overall")) is (word == "B")


def test_an_undecided_gate_closes_its_band() -> None:
    evaluation = rich().evaluate({"overall": 5})
    assert str(evaluation.judgement) == "B"
    assert "B1 reaches 4" in told(evaluation, "overall")["band-closed"]


@pytest.mark.parametrize(("overall", "word"), [("2.44", "C"), ("2.45", "B"), ("3.94", "B"), ("3.95", "A"), (5, "A")])
def test_scores_are_rounded_as_the_table_says_before_they_are_called(overall: Any, word: str) -> None:
    assert str(rich().evaluate({"B1": 5, "overall": overall}).judgement) == word


# ---------------------------------------------------------------------- judged by people, layers, text


def test_what_people_judge_is_never_worked_out() -> None:
    evaluation = rich().evaluate(rich_inputs(C=None))
    assert (evaluation.status_of("C"), evaluation.score("C"), evaluation.hint("C")) == (Status.TO_JUDGE, None, 3)
    assert "for orientation only: 3" in evaluation.explain("C").show()
    assert evaluation.hint("A") is None
    assert rich().evaluate({}).hint("C") is None


@pytest.mark.parametrize(
    ("layers", "score", "reason"),
    [
        ({"panel": "full", "committee": "compliance"}, 3, False),
        ({"panel": "substantial", "committee": "compliance"}, 3, False),
        ({"panel": "partial", "committee": "compliance"}, 3, True),
        ({"panel": "partial", "committee": "compliance", "reason": "seen on site"}, 3, False),
        ({"panel": "full", "committee": "partial", "reason": "  "}, 2, True),
        ({"panel": "full", "rapporteurs": "none", "committee": "compliance"}, 3, False),
        ({"committee": 1}, 1, False),
        ({"panel": "full"}, None, False),
    ],
)
def test_the_final_layer_decides_and_says_why_it_differs(
    layers: dict[str, Any],
    score: int | None,
    reason: bool,  # noqa: FBT001 - a case
) -> None:
    given = {f"D1@{layer}": value for layer, value in layers.items()}
    evaluation = rich().evaluate(given)
    assert evaluation.score("D1") == score
    assert ("reason-missing" in told(evaluation, "D1")) is reason


def test_layers_are_shown_one_by_one() -> None:
    given = {"D1@panel": "partial", "D1@committee": "compliance", "D1@reason": "seen on site"}
    shown = rich().evaluate(given).explain("D1").show()
    assert all(line in shown for line in ("panel: partial compliance", "committee: compliance", "reason: seen on site"))


def test_a_word_of_another_layers_scale_is_refused() -> None:
    evaluation = rich().evaluate({"D1@committee": "substantial", "B1@panel": 3})
    assert set(told(evaluation, "D1@committee") or told(evaluation)) >= {"input-not-a-number"}
    assert "unknown-id" in told(evaluation, "B1@panel")  # its scale has no layers


def test_a_score_beside_another_final_judgement_is_told() -> None:
    evaluation = rich().evaluate({"D1": "none", "D1@committee": "compliance"})
    assert evaluation.score("D1") == 1
    assert "the final judgement is 3" in told(evaluation, "D1")["given-differs"]


def test_what_is_told_in_words_is_kept_and_has_no_score() -> None:
    evaluation = rich().evaluate(rich_inputs())
    assert (evaluation.status_of("D2"), evaluation.score("D2")) == (Status.TOLD, None)
    assert "told: A page of text." in evaluation.explain("D2").show()
    assert rich().evaluate({}).status_of("D2") is Status.TO_JUDGE
    refused = rich().evaluate({"D2": 3})
    assert refused.status_of("D2") is Status.TO_JUDGE
    assert "it takes text" in told(refused)["input-not-a-number"]


@pytest.mark.parametrize(("given", "score"), [("partly-met", "0.50"), (True, "1.00"), (0, "0.00"), ("0.3", "None")])
def test_met_partly_met_or_not(given: Any, score: str) -> None:
    assert str(rich().evaluate({"D3": given}).score("D3")) == score


@pytest.mark.parametrize(
    ("percent", "points"), [(0, "0.00"), (45, "45.00"), (100, "100.00"), (42, "None"), (105, "None")]
)
def test_points_are_a_percent_in_steps(percent: int, points: str) -> None:
    assert str(rich().evaluate({"E1-percent": percent}).score("E1")) == points


def test_a_sample_that_is_too_small_is_told_with_its_clause() -> None:
    evaluation = rich().evaluate(rich_inputs(answered=69))
    (finding,) = (f for f in evaluation.findings if f.code == "sample-small")
    assert str(finding.message).startswith("A1 a figure: 69 percent answered, of at least 70")
    assert [str(citation) for citation in finding.citations] == ["test#7"]


# ---------------------------------------------------------------------- certainty and cross tables


def test_an_uncertain_figure_shows_in_the_outcome() -> None:
    evaluation = small().evaluate(small_inputs())
    assert evaluation.certainty == "uncertain"
    assert "figure-uncertain" in told(evaluation, "3.2")
    assert small(degree="master").nodes["2.1"].mark.certainty == "known"
    assert rich().nodes["A1"].mark.certainty == "known"  # of its sample


def test_the_total_of_a_cross_table_is_the_overall_score() -> None:
    evaluation = small().evaluate(small_inputs())
    table = evaluation.by("ipo")
    assert str(table.total.mean) == str(evaluation.overall)
    assert table.total.count == 8
    assert {code: str(mean) for code, mean in table.total.means.items()} == {
        "input": "3.48", "process": "3.33", "output": "4.75",
    }  # fmt: skip
    with pytest.raises(KeyError):
        evaluation.by("nonsense")


def test_strengths_and_gaps_stand_by_their_share_of_the_scale() -> None:
    evaluation = rich().evaluate(rich_inputs(**{"E1-percent": 30}))
    assert [result.node.id for result in evaluation.strengths()][:2] == ["B1", "B2"]
    assert [result.node.id for result in evaluation.gaps()] == ["E1", "C2"]
    assert evaluation.exact_score("E1") == Fraction(30)
