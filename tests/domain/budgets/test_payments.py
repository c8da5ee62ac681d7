"""Withholding tax at its edges, and pay for work outside office hours."""

from datetime import date

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from orqa.base.errors import NotModelled
from orqa.base.money import Money
from orqa.domain.budgets.estimate_errors import EstimateRefused
from orqa.domain.budgets.overtime import Overtime, decide_overtime
from orqa.domain.budgets.withholding import Bill, Payment, decide_withholding
from orqa.rules.errors import UnknownDimension
from orqa.rules.ruleset import RuleSet

ON = date(2026, 11, 27)


def baht(amount: int | str) -> Money:
    return Money.of(amount, "THB")


def pay(rules: RuleSet, bill: Bill) -> Payment:
    return decide_withholding(rules.at(ON).reading(), bill).value


@pytest.mark.parametrize(
    ("amount", "payee", "with_vat", "price", "withheld"),
    [
        ("499.99", "juristic", False, "499.99", "0"),
        ("500", "juristic", False, "500", "5"),
        ("534.99", "juristic", True, "499.99", "0"),
        ("535", "juristic", True, "500", "5"),
        ("9999.99", "natural", False, "9999.99", "0"),
        ("10000", "natural", False, "10000", "100"),
        ("10700", "juristic", True, "10000", "100"),
        ("0", "juristic", False, "0", "0"),
    ],
)
def test_tax_begins_at_a_price_before_vat(  # noqa: PLR0917 - a table of cases
    rules: RuleSet,
    amount: str,
    payee: str,
    with_vat: bool,  # noqa: FBT001
    price: str,
    withheld: str,
) -> None:
    found = pay(rules, Bill(amount=baht(amount), payee=payee, with_vat=with_vat))
    assert (found.price, found.withheld) == (baht(price), baht(withheld))


def test_the_net_is_less_tax_and_penalty(rules: RuleSet) -> None:
    found = pay(rules, Bill(amount=baht(10_700), payee="juristic", with_vat=True, penalty=baht("53.50")))
    assert (found.vat, found.net) == (baht(700), baht("10546.50"))


def test_what_tax_cannot_work_with(rules: RuleSet) -> None:
    bill = Bill(amount=baht(1000), payee="juristic")
    with pytest.raises(NotModelled, match=r"tax\.withholding"):
        pay(rules, evolve(bill, income="other"))
    with pytest.raises(UnknownDimension, match="payee = ghost"):
        pay(rules, evolve(bill, payee="ghost"))
    for change in ({"amount": baht(-1)}, {"penalty": baht(-1)}, {"penalty": baht(995)}):
        with pytest.raises(EstimateRefused, match="cannot be negative"):
            pay(rules, evolve(bill, **change))


@given(amount=st.integers(0, 10**10), with_vat=st.booleans(), payee=st.sampled_from(("juristic", "natural")))
def test_no_satang_is_made_or_lost(rules: RuleSet, amount: int, payee: str, *, with_vat: bool) -> None:
    found = pay(rules, Bill(amount=Money(amount, "THB"), payee=payee, with_vat=with_vat))
    assert (found.net + found.withheld).minor == amount
    assert (found.price + found.vat).minor == amount
    assert found.vat.minor >= 0


@pytest.mark.parametrize(
    ("minutes", "holiday", "paid", "cut"),
    [
        (59, False, 0, False),
        (60, False, 50, False),
        (239, False, 150, False),
        (240, False, 200, False),
        (300, False, 200, True),
        (420, True, 420, False),
        (480, True, 420, True),
    ],
)
def test_overtime_by_the_whole_hour_up_to_a_days_most(
    rules: RuleSet,
    minutes: int,
    holiday: bool,  # noqa: FBT001
    paid: int,
    cut: bool,  # noqa: FBT001
) -> None:
    decision = decide_overtime([Overtime(on=ON, minutes=minutes, holiday=holiday)], rules)
    assert decision.value.total == baht(paid)
    assert [finding.code for finding in decision.value.findings] == ["estimate-overtime-cut"] * cut
    assert "mof-overtime-2550" in {citation.source for citation in decision.citations}


def test_overtime_needs_days_and_rates(rules: RuleSet) -> None:
    with pytest.raises(EstimateRefused, match="no day"):
        decide_overtime([], rules)
    with pytest.raises(NotModelled):
        decide_overtime([Overtime(on=date(2007, 1, 31), minutes=60)], rules)
