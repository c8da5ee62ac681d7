"""The audit of printed reports: each slip that real reports hold is found, and nothing else."""

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.quality.small import small, small_inputs
from orqa.base.findings import Severity
from orqa.domain.quality import audit
from orqa.domain.quality.framework import Framework

SOUND: dict[str, Any] = {
    "2.1": "5.00", "2.2": "4.00", "2.3": "4.50", "2.4": "2.00", "2": "3.88",
    "3.1": "3.00", "3.2": "3.00", "3.3": "5.00", "3.4": "3.45", "3": "3.61",
    "overall": "3.74", "judgement": "ดี", "2.2-result": "83.33",
}  # fmt: skip


def found(printed: dict[str, Any], **profile: str) -> dict[str, str]:
    """The slips by node."""
    return {finding.field: finding.code for finding in audit(small(**profile), printed)}


def test_a_report_that_holds_together_has_no_finding() -> None:
    assert audit(small(), small_inputs(**SOUND)) == []


def test_fewer_decimals_are_no_slip() -> None:
    assert audit(small(), {"2": "3.50", "3": "4", "overall": "3.8"}) == []


SCORES = {"2.1": "2.50", "2.2": "4.00", "2.3": "4.50", "2.4": "2.00", "3.1": "3", "3.2": "3", "3.3": "3.25", "3.4": "5"}
"""Eight indicators whose sum is 27.25: the mean is 3.40625, of the components 3.41 and 3.56."""


@pytest.mark.parametrize(
    ("printed", "field", "code"),
    [
        ({**SCORES, "2": "3.25", "3": "3.57"}, "3", "printed-other-rounding"),
        ({**small_inputs(), "2": "3.87"}, "2", "printed-cut-off"),
        ({**SCORES, "overall": "3.40"}, "overall", "printed-cut-off"),
        ({**SCORES, "overall": "3.03"}, "overall", "printed-other-divisor"),
        ({**SCORES, "overall": "3.46"}, "overall", "printed-left-out"),
        ({"2.1": 3, "2.2": 3, "2.3": 3, "2.4": 3, "3.1": 4, "overall": "3.50"}, "overall", "printed-mean-of-children"),
        ({"2.1": 3, "2.2": 4, "2.3": 3, "2": "2.50"}, "2", "printed-zero-for-missing"),
        ({**SCORES, "1.1": "fail", "overall": "3.41"}, "overall", "printed-gate-ignored"),
        ({"phd": 2, "lecturers": 5, "2.1": "10.00"}, "2.1", "printed-not-capped"),
        ({"phd": 2, "lecturers": 5, "2.1-result": "40", "2.1": "3.33"}, "2.1", "printed-other-profile"),
        ({"met": 10, "due": 12, "2.2-result": "83.34"}, "2.2", "printed-result-differs"),
        ({"ratings": [4, 0, 5], "2.3": "4.50"}, "2.3", "printed-zeros-left-out"),
        ({"ratings": [4, 5, 3], "2.3": "3.00"}, "2.3", "printed-other-divisor"),
        ({**{f"3.1-{i}": i < 5 for i in range(1, 7)}, "3.1": "4"}, "3.1", "printed-other-items"),
        ({"phd": 1, "lecturers": 5, "2.1": "4.17"}, "2.1", "printed-score-differs"),
        ({"2.1": "5.5"}, "2.1", "printed-off-scale"),
        ({"2": "3.88", "2-judgement": "ดีมาก"}, "2", "printed-judgement-differs"),
        ({"2.9": "3"}, "2.9", "unknown-id"),
        ({"phd": "many"}, "phd", "input-not-a-number"),
    ],
)
def test_each_slip_is_told_with_its_likely_cause(printed: dict[str, Any], field: str, code: str) -> None:
    others = [small(degree="master")] if code == "printed-other-profile" else []
    findings = [finding for finding in audit(small(), printed, others) if finding.field == field]
    assert [finding.code for finding in findings] == [code]
    assert findings[0].message.in_language("th") != findings[0].message.in_language("en")


def test_a_slip_of_the_last_digit_is_a_warning_and_a_wrong_divisor_an_error() -> None:
    small_slip, large = (audit(small(), {**SCORES, "overall": printed})[0] for printed in ("3.40", "3.03"))
    assert (small_slip.severity, large.severity) == (Severity.WARNING, Severity.ERROR)
    assert "27.25" not in str(large.message)
    assert str(large.message) == (
        "overall Overall: printed 3.03, but it comes to 3.41; likely divided by 9 instead of 8"
    )


def test_a_score_is_held_against_what_is_printed_below_it_and_not_above() -> None:
    assert found({**SCORES, "2": "3.00", "overall": "3.41"}) == {"2": "printed-left-out"}
    assert found({"2": "3.00", "3": "4.00", "overall": "3.50"}) == {}


def tables() -> Iterator[Framework]:
    """The framework with a second table of bands."""
    from domain.quality.small import BODY

    other = """
[bands.faculty]
certainty = "verified"
title = {th = "ระดับของคณะ", en = "levels of faculties"}
rows = [
  {from = 0, to = 3.50, code = "fair", title = {th = "พอใช้", en = "fair"}},
  {from = 3.51, to = 5, code = "excellent", title = {th = "ดีเยี่ยม", en = "excellent"}},
]
"""
    yield small(other + BODY)


def test_a_word_of_another_table_is_told_by_that_table() -> None:
    for framework in tables():
        (finding,) = audit(framework, {"overall": "3.74", "judgement": "ดีเยี่ยม"})
        assert finding.code == "printed-judgement-differs"
        assert "levels of faculties" in str(finding.message)


@given(st.lists(st.decimals(0, 5, places=2), min_size=8, max_size=8))
def test_what_the_engine_prints_always_passes(scores: list[Any]) -> None:
    printed = dict(zip(SCORES, map(str, scores), strict=True))
    evaluation = small().evaluate(printed)
    for name in ("2", "3", "overall"):
        printed[name] = str(evaluation.score(name))
    printed["judgement"] = str(evaluation.judgement)
    assert audit(small(), printed) == []


def test_a_result_is_told_with_the_decimals_that_were_printed() -> None:
    (finding,) = audit(small(), {"phd": 3, "lecturers": 8, "2.1-result": "37.40"})
    assert str(finding.message).startswith(
        "result of 2.1 lecturers' degrees: printed 37.40, but the inputs come to 37.50"
    )


def test_a_number_that_no_usual_slip_explains_is_said_so_however_large_the_count() -> None:
    printed = {"2.3-result": "4", "ratings": [4] * 50_000, "2.3": "2.1111111"}
    assert [finding.code for finding in audit(small(), printed)] == ["printed-score-differs"]
    (far,) = audit(small(), {**SCORES, "overall": "2.50"})
    assert far.code == "printed-score-differs", "eight indicators are not miscounted as eleven"


def test_a_printed_score_off_its_scale_is_called_so_though_it_can_be_worked_out() -> None:
    (finding,) = audit(small(), {**SCORES, "overall": "7"})
    assert finding.code == "printed-off-scale"
