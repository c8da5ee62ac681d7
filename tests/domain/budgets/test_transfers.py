"""Transfers: what may move, whose agreement it needs, at the edges of prices and balances."""

from collections.abc import Callable
from datetime import date

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from orqa.base.errors import NotModelled
from orqa.base.money import Money
from orqa.domain.budgets.transfers import End, TransferRequest, decide_transfer
from orqa.domain.budgets.verdicts import Answer, Verdict
from orqa.rules.errors import UnknownDimension
from orqa.rules.ruleset import RuleSet

ON = date(2026, 11, 27)


def baht(amount: int | str) -> Money:
    return Money.of(amount, "THB")


SOURCE = End(item="paper", plan="basic", agency="university", expenditure_category="operating", fiscal_year=2027)
TARGET = evolve(SOURCE, item="repairs")
ASKED = TransferRequest(source=SOURCE, target=TARGET, amount=baht(500), available=baht(500), on=ON)


def ask(rules: RuleSet, request: TransferRequest) -> Verdict:
    return decide_transfer(rules.at(ON).reading(), request).value


def test_equal_to_what_is_available_moves_and_is_reported_within_15_days(rules: RuleSet) -> None:
    verdict = ask(rules, ASKED)
    assert (verdict.answer, verdict.findings, verdict.until) == (Answer.ALLOWED, (), date(2026, 12, 12))


REFUSED = [
    ({"amount": baht("500.01")}, "transfer-above-available"),
    ({"amount": baht(0)}, "transfer-not-positive"),
    ({"amount": baht(-1)}, "transfer-not-positive"),
    ({"target": SOURCE}, "transfer-same-place"),
    ({"target": evolve(TARGET, fund="own_income")}, "transfer-differs"),
    ({"target": evolve(TARGET, fiscal_year=2026)}, "transfer-differs"),
    ({"use": "durable"}, "transfer-no-unit-price"),
]


@pytest.mark.parametrize(("change", "code"), REFUSED, ids=range(len(REFUSED)))
def test_what_cannot_move(rules: RuleSet, change: dict[str, object], code: str) -> None:
    verdict = ask(rules, evolve(ASKED, **change))
    assert (verdict.answer, verdict.until) == (Answer.REFUSED, None)
    assert [finding.code for finding in verdict.findings] == [code]


AGREED = [
    ({"use": "durable", "unit_price": baht("999999.99")}, ()),
    ({"use": "durable", "unit_price": baht(1_000_000)}, ("budget_bureau",)),
    ({"use": "land_or_works", "unit_price": baht("9999999.99")}, ()),
    ({"use": "land_or_works", "unit_price": baht(10_000_000)}, ("budget_bureau",)),
    ({"use": "travel_abroad"}, ("budget_bureau",)),
    ({"use": "binds_later_years"}, ("budget_bureau",)),
    ({"use": "secret"}, ("cabinet",)),
    ({"use": "new_plan_or_project"}, ("cabinet",)),
    ({"target": evolve(TARGET, plan="strategic")}, ("budget_bureau",)),
    ({"target": evolve(TARGET, agency="other")}, ("act_of_parliament",)),
    ({"target": evolve(TARGET, expenditure_category="investment")}, ()),
    ({"source": evolve(SOURCE, expenditure_category="personnel")}, ("budget_bureau",)),
    ({"use": "secret", "target": evolve(TARGET, plan="strategic")}, ("cabinet", "budget_bureau")),
]


@pytest.mark.parametrize(("change", "who"), AGREED, ids=range(len(AGREED)))
def test_whose_agreement_it_needs(rules: RuleSet, change: dict[str, object], who: tuple[str, ...]) -> None:
    verdict = ask(rules, evolve(ASKED, **change))
    assert verdict.agreements == who
    assert verdict.answer is (Answer.NEEDS_AGREEMENT if who else Answer.ALLOWED)
    assert {finding.code for finding in verdict.findings} == ({"transfer-needs-agreement"} if who else set())


def test_the_reasons_are_told_in_both_languages(rules: RuleSet) -> None:
    (finding,) = ask(rules, evolve(ASKED, source=evolve(SOURCE, expenditure_category="personnel"))).findings
    assert "this needs the Budget Bureau: it comes out of Personnel" in finding.show("en")
    assert "ต้องได้รับความเห็นชอบจากสำนักงบประมาณ: โอนออกจากงบบุคลากร" in finding.show("th")


def test_own_income_goes_by_the_universitys_own_rules(rules: RuleSet, changed: Callable[..., RuleSet]) -> None:
    own = evolve(
        ASKED, source=evolve(SOURCE, fund="own_income"), target=evolve(TARGET, fund="own_income"), use="secret"
    )
    with pytest.raises(NotModelled, match=r"transfer\.by_fund"):
        ask(rules, own)
    free = changed("transfer", by_fund='"own"')
    assert ask(free, own).answer is Answer.ALLOWED
    assert ask(free, evolve(own, amount=baht(501))).answer is Answer.REFUSED


def test_a_use_that_no_rule_has_is_an_error(rules: RuleSet) -> None:
    with pytest.raises(UnknownDimension, match="use = feast"):
        ask(rules, evolve(ASKED, use="feast"))


@given(amount=st.integers(-(10**6), 10**6), available=st.integers(-(10**6), 10**6))
def test_money_moves_only_within_what_is_there(rules: RuleSet, amount: int, available: int) -> None:
    request = evolve(ASKED, amount=Money(amount, "THB"), available=Money(available, "THB"))
    assert (ask(rules, request).answer is Answer.ALLOWED) == (0 < amount <= available)
