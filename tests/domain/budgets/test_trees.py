"""Who holds the money of a line, and what a tree of lines comes to."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orqa.domain.budgets.records import BudgetLine
from orqa.domain.budgets.stages import KEPT, Stage
from orqa.domain.budgets.trees import Balance, LineCycle, LineTree, NoMoney


def line(code: str, parent: str = "", *, money: bool = True, **axes: str) -> BudgetLine:
    return BudgetLine(id=code, code=code, title=code, year=2027, parent=parent, holds_money=money, **axes)  # type: ignore[arg-type]


TREE = [
    line("P", money=False, fund="national"),
    line("P1", "P", fund="national", category="operating"),
    line("P1a", "P1", money=False, category="operating"),
    line("P1b", "P1a", money=False),
    line("P2", "P", fund="income", category="investment"),
]


@pytest.mark.parametrize(("asked", "holds"), [("P1b", "P1"), ("P1a", "P1"), ("P1", "P1"), ("P2", "P2")])
def test_the_nearest_line_above_that_holds_money_decides(asked: str, holds: str) -> None:
    assert LineTree(TREE).funded(asked).code == holds


def test_a_line_under_which_no_money_stands_says_so() -> None:
    with pytest.raises(NoMoney, match="neither P") as refused:
        LineTree(TREE).funded("P")
    assert "P" in refused.value.message("th")


def test_lines_in_a_circle_are_refused() -> None:
    with pytest.raises(LineCycle, match="A, B"):
        LineTree([line("A", "B"), line("B", "A"), line("C")])


def test_a_line_whose_parent_is_not_there_stands_at_the_top() -> None:
    assert [one.code for one in LineTree([line("X", "gone")]).walk()] == ["X"]


amounts = st.dictionaries(st.sampled_from(KEPT), st.integers(0, 10**9)).map(Balance)


@given(st.lists(amounts, min_size=5, max_size=5))
def test_a_tree_comes_to_the_sum_of_its_lines(balances: list[Balance]) -> None:
    known = {one.id: balance for one, balance in zip(TREE, balances, strict=True)}
    rolled = LineTree(TREE).rolled(known)
    assert rolled["P"].total == sum(balance.total for balance in balances)
    assert rolled["P1"].available == sum(known[name].available for name in ("P1", "P1a", "P1b"))
    assert rolled["P2"].used == known["P2"].used


@given(amounts, amounts)
def test_each_line_that_holds_money_counts_once_on_any_axis(one: Balance, other: Balance) -> None:
    tree = LineTree(TREE)
    for axis in (lambda found: found.fund, lambda found: found.category):
        by = tree.by(axis, {"P1": one, "P2": other})
        assert sum(balance.total for balance in by.values()) == one.total + other.total
    assert tree.by(lambda found: found.fund, {"P1": one, "P2": other})["income"].total == other.total


def test_what_is_used_counts_each_stage_once() -> None:
    balance = Balance({Stage.ALLOTTED: 1, Stage.RESERVED: 2, Stage.OBLIGATED: 4, Stage.ADVANCED: 8, Stage.PAID: 16})
    assert (balance.available, balance.used, balance.total) == (1, 30, 31)
