"""Where money moves: every move takes from one stage what it gives to another."""

from datetime import date

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from orqa.domain.budgets.errors import BudgetRefused
from orqa.domain.budgets.moves import Held, cleared, closing, onward, refunded, released, reversal
from orqa.domain.budgets.records import Posting
from orqa.domain.budgets.stages import OPEN, Move, Stage, changes, moved

satang = st.integers(0, 10**9)
some = st.integers(1, 10**9)
held = st.builds(Held, reserved=satang, obligated=satang, advanced=satang, entrusted=satang, paid=satang)
source = st.sampled_from([Stage.RESERVED, Stage.OBLIGATED, Stage.ADVANCED])


@given(st.lists(st.tuples(st.sampled_from(Stage), st.sampled_from(Stage), some)))
def test_moves_neither_make_nor_lose_money(pairs: list[tuple[Stage, Stage, int]]) -> None:
    moves = [Move(a, b, minor) for a, b, minor in pairs if a is not b]
    assert sum(changes(moves).values()) == 0


@pytest.mark.parametrize("minor", [0, -1, True])
def test_a_move_is_of_an_amount_above_nothing(minor: int) -> None:
    with pytest.raises(ValueError, match="above 0"):
        Move(Stage.ALLOTTED, Stage.PAID, minor)


def test_a_move_goes_to_another_stage() -> None:
    with pytest.raises(ValueError, match="another stage"):
        Move(Stage.PAID, Stage.PAID, 1)
    assert moved(Stage.PAID, Stage.ALLOTTED, 0) == ()


@given(held, source, some, st.booleans())
def test_what_moves_on_is_what_was_asked_and_the_rest_is_freed_once(
    case: Held,
    stage: Stage,
    minor: int,
    last: bool,  # noqa: FBT001 - drawn
) -> None:
    assume(case.of(stage))
    found = changes(onward(case, stage, Stage.PAID, minor, last=last))
    assert found.get(Stage.PAID) == minor
    left = case.of(stage) + found.get(stage, 0)
    assert left == (0 if last else max(case.of(stage) - minor, 0))
    assert found.get(Stage.ALLOTTED, 0) == case.of(stage) - minor - left


def test_a_smaller_order_frees_the_rest_and_a_larger_one_takes_more() -> None:
    case = Held(reserved=60_000)
    assert changes(onward(case, Stage.RESERVED, Stage.OBLIGATED, 50_000))[Stage.ALLOTTED] == 10_000
    assert changes(onward(case, Stage.RESERVED, Stage.OBLIGATED, 65_000))[Stage.ALLOTTED] == -5_000
    assert Stage.ALLOTTED not in changes(onward(case, Stage.RESERVED, Stage.OBLIGATED, 50_000, last=False))


def test_nothing_moves_on_where_nothing_is_held() -> None:
    with pytest.raises(BudgetRefused, match="nothing is reserved") as refused:
        onward(Held(obligated=5), Stage.RESERVED, Stage.PAID, 5)
    assert "จอง" in refused.value.message("th")


@given(some, satang, satang)
def test_an_advance_is_accounted_for_up_to_what_was_lent(lent: int, evidence: int, returned: int) -> None:
    assume(evidence + returned)
    case = Held(advanced=lent)
    if evidence + returned > lent:
        with pytest.raises(BudgetRefused, match="a new request"):
            cleared(case, evidence, returned)
        return
    found = changes(cleared(case, evidence, returned))
    assert found[Stage.ADVANCED] == -(evidence + returned)
    assert (found.get(Stage.PAID, 0), found.get(Stage.ALLOTTED, 0)) == (evidence, returned)


@pytest.mark.parametrize(("evidence", "returned"), [(0, 0), (-1, 2), (2, -1)])
def test_an_advance_is_cleared_with_something(evidence: int, returned: int) -> None:
    with pytest.raises(BudgetRefused, match="above 0"):
        cleared(Held(advanced=10), evidence, returned)


@given(held)
def test_giving_up_frees_all_that_is_not_lent(case: Held) -> None:
    found = changes(released(case))
    assert found.get(Stage.ALLOTTED, 0) == case.reserved + case.obligated
    assert case.open == sum(case.of(stage) for stage in OPEN)


def test_a_refund_is_available_again_only_where_it_goes_to_the_budget() -> None:
    assert changes(refunded(5, to_budget=True)) == {Stage.PAID: -5, Stage.ALLOTTED: 5}
    assert changes(refunded(5, to_budget=False)) == {Stage.PAID: -5, Stage.OUTSIDE: 5}


@given(st.lists(st.tuples(source, some), min_size=1))
def test_a_reversal_takes_all_of_a_posting_back_and_is_not_reversed(pairs: list[tuple[Stage, int]]) -> None:
    moves = tuple(Move(Stage.ALLOTTED, stage, minor) for stage, minor in pairs)
    posting = Posting(id="p", line="l", year=2027, verb="reserve", on=date(2027, 1, 1), moves=moves)
    assert changes([*moves, *reversal(posting)]) == {}
    back = Posting(id="q", line="l", year=2027, verb="reverse", on=date(2027, 1, 1), moves=moves, reverses="p")
    with pytest.raises(BudgetRefused, match="not reversed"):
        reversal(back)


@given(st.dictionaries(st.sampled_from(Stage), satang), st.booleans())
def test_closing_leaves_only_what_was_paid_bound_or_kept(balances: dict[Stage, int], lapses: bool) -> None:  # noqa: FBT001 - drawn
    after = {stage: balances.get(stage, 0) for stage in Stage}
    for stage, change in changes(closing(balances, lapses=lapses)).items():
        after[stage] += change
    assert after[Stage.APPROVED] == after[Stage.ALLOTTED] == after[Stage.RESERVED] == 0
    gone = sum(balances.get(stage, 0) for stage in (Stage.APPROVED, Stage.ALLOTTED, Stage.RESERVED))
    target = Stage.LAPSED if lapses else Stage.OUTSIDE
    assert after[target] == balances.get(target, 0) + gone
