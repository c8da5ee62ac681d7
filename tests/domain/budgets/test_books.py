"""A book in memory: each movement is checked, and money is neither made nor lost."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orqa.base.money import Money
from orqa.domain.budgets.books import Book
from orqa.domain.budgets.drafts import VERBS
from orqa.domain.budgets.errors import BudgetRefused, OverBudget
from orqa.domain.budgets.stages import KEPT, Stage
from orqa.domain.budgets.trees import Balance


def book(**baht: int) -> Book:
    return Book({line: Balance({Stage.ALLOTTED: amount * 100}) for line, amount in baht.items()})


def test_a_movement_is_entered_where_there_is_as_much() -> None:
    kept = book(A=100)
    first = kept.move("A", Stage.ALLOTTED, Stage.RESERVED, 60_00)
    second = kept.move("A", Stage.RESERVED, Stage.PAID, 60_00)
    assert kept.movements == (first, second)
    assert (first.number, second.number, second.source, second.minor) == (1, 2, Stage.RESERVED, 60_00)
    assert (kept.available("A"), kept.balance("A").of(Stage.PAID)) == (40_00, 60_00)


def test_a_satang_more_than_is_available_is_refused_and_changes_nothing() -> None:
    kept = book(A=100)
    with pytest.raises(OverBudget) as refused:
        kept.move("A", Stage.ALLOTTED, Stage.PAID, 100_01)
    assert (refused.value.line, refused.value.available, refused.value.short) == (
        "A", Money(100_00, "THB"), Money(1, "THB"),
    )  # fmt: skip
    assert (kept.available("A"), kept.movements) == (100_00, ())
    kept.move("A", Stage.ALLOTTED, Stage.PAID, 100_00)


@pytest.mark.parametrize(
    ("source", "target", "minor", "says", "in_thai"),
    [
        (Stage.RESERVED, Stage.PAID, 1, "A has 0.00 reserved, 0.01 was to leave it", "จะนำออก 0.01"),
        (Stage.ALLOTTED, Stage.ALLOTTED, 1, "not to available again", "ต้องไปยังสถานะอื่น"),
        (Stage.ALLOTTED, Stage.PAID, 0, "above 0, found 0", "มากกว่า 0 แต่พบ 0"),
        (Stage.ALLOTTED, Stage.PAID, -5, "above 0, found -5", "มากกว่า 0"),
        (Stage.ALLOTTED, Stage.PAID, 1.0, "whole number of satang above 0, found 1.0", "สตางค์จำนวนเต็ม"),
        (Stage.ALLOTTED, Stage.PAID, True, "found True", "พบ True"),
    ],
)
def test_what_is_no_movement_is_refused(source: Stage, target: Stage, minor: Any, says: str, in_thai: str) -> None:
    kept = book(A=100)
    with pytest.raises(BudgetRefused) as refused:
        kept.move("A", source, target, minor)
    assert says in str(refused.value)
    assert in_thai in refused.value.message("th")
    assert kept.balance("A") == Balance({Stage.ALLOTTED: 100_00})


def test_a_line_that_nothing_is_known_of_has_nothing() -> None:
    with pytest.raises(OverBudget):
        book().move("B", Stage.ALLOTTED, Stage.PAID, 1)
    assert book().move("B", Stage.OUTSIDE, Stage.APPROVED, 5).number == 1


MOVES = st.lists(
    st.tuples(st.sampled_from("AB"), st.sampled_from(Stage), st.sampled_from(Stage), st.integers(-5, 500)), max_size=60
)


@given(MOVES)
def test_money_is_neither_made_nor_lost_by_any_order_of_movements(moves: list[tuple[str, Stage, Stage, int]]) -> None:
    kept, granted = book(A=3, B=2), {"A": 300, "B": 200}
    for line, source, target, minor in moves:
        try:
            kept.move(line, source, target, minor)
        except (BudgetRefused, OverBudget):
            continue
        granted[line] += minor * ((source is Stage.OUTSIDE) - (target is Stage.OUTSIDE))
    for line, total in granted.items():
        balance = kept.balance(line)
        assert balance.total == total
        assert min((balance.of(stage) for stage in KEPT), default=0) >= 0
    again = book(A=3, B=2)
    assert [again.move(m.line, m.source, m.target, m.minor) for m in kept.movements] == list(kept.movements)


def test_every_act_of_a_single_row_moves_money_between_two_stages() -> None:
    assert all(source is not target and Stage.LAPSED not in {source, target} for source, target in VERBS)
    assert VERBS[Stage.OBLIGATED, Stage.PAID] == "pay"
