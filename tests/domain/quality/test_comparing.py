"""Evaluations side by side."""

from decimal import Decimal

import pytest

from domain.quality.small import BODY, HEAD, small, small_inputs
from orqa.domain.quality.comparing import NotComparable, compare


def test_years_stand_side_by_side_with_their_change() -> None:
    framework = small()
    comparison = compare({"2567": framework.evaluate({"2": 3, "3": 4}), "2568": framework.evaluate({"2": 4, "3": 4})})
    row = comparison.row("overall")
    assert (row.scores, row.change) == ({"2567": Decimal("3.50"), "2568": Decimal("4.00")}, Decimal("0.50"))
    assert comparison.rows[-1].node.id == "overall"
    assert {label: str(words) for label, words in comparison.words.items()} == {"2567": "good", "2568": "good"}
    assert (comparison.best("2"), comparison.best("3")) == (("2568",), ("2567", "2568"))


def test_what_is_missing_in_one_has_no_change() -> None:
    framework = small()
    comparison = compare({"a": framework.evaluate({"2": 3}), "b": framework.evaluate({"3": 4})})
    assert (comparison.row("2").scores["b"], comparison.row("2").change) == (None, None)
    with pytest.raises(KeyError):
        comparison.row("9")


def test_another_profile_is_told() -> None:
    programmes = {"B": small().evaluate(small_inputs()), "M": small(degree="master").evaluate(small_inputs())}
    assert compare(programmes).differing == {"M": "small[degree=master]"}


def test_scores_of_two_frameworks_do_not_stand_side_by_side() -> None:
    other = small(BODY, HEAD.replace('id = "small"', 'id = "other"'))
    with pytest.raises(NotComparable, match="small, other"):
        compare({"a": small().evaluate({}), "b": other.evaluate({})})
    with pytest.raises(ValueError, match="at least one"):
        compare({})
