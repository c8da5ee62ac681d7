"""Postings added up: each baht of the budget is in one stage, whatever was done; rates by their bases."""

from collections import Counter
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orqa.base.years import YearRule
from orqa.domain.budgets.flows import Cause, Flow, cause_of, flow_of
from orqa.domain.budgets.percents import Convention
from orqa.domain.budgets.spending_rates import decide_advances, rates_of
from orqa.domain.budgets.stages import KEPT, Stage
from orqa.rules.errors import UnknownDimension
from orqa.rules.ruleset import RuleSet

YEAR = YearRule(kind="fiscal", month=10, day=1, named_by="end").year(2026)
USUAL = Convention(name="usual", places=2, rounding="half-up", show=2)
MOVES = st.tuples(st.sampled_from(Cause), st.sampled_from(Stage), st.sampled_from(Stage), st.integers(1, 10**12))


@pytest.mark.parametrize(
    ("verb", "cause"),
    [
        ("approve", Cause.BUDGET),
        ("pay", Cause.BUDGET),
        ("something-else", Cause.BUDGET),
        ("transfer", Cause.TRANSFER),
        ("close", Cause.END),
        ("refund", Cause.END),
    ],
)
def test_what_a_verb_is(verb: str, cause: Cause) -> None:
    assert cause_of(verb) is cause


@pytest.mark.parametrize(
    ("cause", "source", "target", "expected"),
    [
        ("budget", "outside", "approved", Flow(granted=100, approved=100)),
        ("budget", "approved", "allotted", Flow(usable=100, approved=-100, allotted=100)),
        ("budget", "outside", "allotted", Flow(granted=100, usable=100, allotted=100)),
        ("budget", "outside", "obligated", Flow(granted=100, usable=100, obligated=100)),
        ("budget", "allotted", "paid", Flow(allotted=-100, paid=100)),
        ("transfer", "allotted", "outside", Flow(transferred=-100, usable=-100, allotted=-100)),
        ("transfer", "outside", "allotted", Flow(transferred=100, usable=100, allotted=100)),
        ("end", "allotted", "lapsed", Flow(allotted=-100, lapsed=100)),
        ("end", "allotted", "outside", Flow(returned=100, allotted=-100)),
        ("end", "paid", "outside", Flow(returned=100, paid=-100)),
        ("end", "paid", "allotted", Flow(paid=-100, allotted=100)),
    ],
)
def test_where_money_came_from(cause: str, source: str, target: str, expected: Flow) -> None:
    assert flow_of({(Cause(cause), Stage(source), Stage(target)): 100}) == expected


def summed(moves: list[tuple[Cause, Stage, Stage, int]]) -> Flow:
    sums: Counter[tuple[Cause, Stage, Stage]] = Counter()
    for cause, source, target, minor in moves:
        sums[cause, source, target] += minor
    return flow_of(sums)


@given(st.lists(MOVES), st.lists(MOVES))
def test_each_baht_is_in_one_stage_and_flows_add_up(one: list[Any], other: list[Any]) -> None:
    flow = summed(one)
    assert flow.budget - flow.returned == sum(getattr(flow, stage.value) for stage in KEPT)
    assert flow.used == flow.reserved + flow.committed
    assert flow.unpaid == flow.committed - flow.paid
    assert summed(one) + summed(other) == summed([*one, *other])
    assert bool(flow) == (flow != Flow())


# ------------------------------------------------------------------ rates

FLOW = Flow(granted=500_000, transferred=-102_000, usable=300_000, obligated=50_000, advanced=10_000, paid=123_456)


@pytest.mark.parametrize(
    ("rounding", "advances", "disbursement", "of_allotment"),
    [
        ("half-up", "apart", "31.02", "41.15"),
        ("down", "apart", "31.01", "41.15"),
        ("up", "apart", "31.02", "41.16"),
        ("half-up", "disbursed", "33.53", "44.49"),
    ],
)
def test_rates_by_base_and_rounding(rounding: str, advances: str, disbursement: str, of_allotment: str) -> None:
    found = rates_of(FLOW, "THB", Convention(name="x", places=2, rounding=rounding, show=2), advances)
    assert (found.disbursement, found.of_allotment) == (Decimal(disbursement), Decimal(of_allotment))


def test_use_counts_each_baht_once_and_obligation_what_is_not_paid() -> None:
    found = rates_of(FLOW, "THB", USUAL)
    assert (found.use, found.obligation) == (Decimal("46.09"), Decimal("12.56"))  # 183,456 and 50,000 of 398,000


def test_nothing_has_no_rate() -> None:
    found = rates_of(Flow(), "THB", USUAL)
    assert (found.disbursement, found.use, found.obligation, found.of_allotment) == (None,) * 4


def test_whole_percents_keep_the_decimals_that_are_printed() -> None:
    found = rates_of(FLOW, "THB", Convention(name="whole", places=0, rounding="half-up", show=2))
    assert str(found.disbursement) == "31.00"


@given(st.lists(st.tuples(st.integers(0, 10**9), st.integers(0, 10**9)), min_size=2, max_size=5))
def test_the_rate_of_a_parent_is_of_its_sums(parts: list[tuple[int, int]]) -> None:
    flows = [Flow(granted=budget, paid=min(paid, budget)) for budget, paid in parts]
    whole, rates = sum(flows, Flow()), [rates_of(flow, "THB", USUAL).disbursement for flow in flows]
    known = [rate for rate in rates if rate is not None]
    found = rates_of(whole, "THB", USUAL).disbursement
    assert (found is None) == (not known)
    assert found is None or min(known) - Decimal("0.01") <= found <= max(known) + Decimal("0.01")


def test_whether_advances_count_is_a_rule(rules: RuleSet, changed: Callable[..., RuleSet]) -> None:
    assert decide_advances(rules.at(YEAR.first).reading()).value == "apart"
    assert decide_advances(rules.at(YEAR.first).reading(), "disbursed").value == "disbursed"
    others = changed("percent", advances='"disbursed"')
    found = decide_advances(others.at(YEAR.first).reading())
    assert (found.value, found.keys) == ("disbursed", ("percent.advances",))


def test_a_form_that_there_is_none_of(rules: RuleSet) -> None:
    with pytest.raises(UnknownDimension):
        rules.at(YEAR.first).reading().value("budget_books.register_columns", form="none")
