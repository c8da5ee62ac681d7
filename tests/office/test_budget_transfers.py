"""Transfers through the service: what the rules say of them, whose agreement they need, no circles."""

from collections.abc import Callable

import pytest

from orqa.base.errors import NotModelled
from orqa.domain.budgets.errors import AgreementNeeded, BudgetRefused, OverBudget
from orqa.domain.budgets.verdicts import Answer
from orqa.office.budgets import BudgetService
from orqa.office.office import Office

Act = Callable[..., object]


@pytest.fixture
def budgets(office: Office) -> BudgetService:
    """Lines of two plans and three categories with 1,000,000 baht each, and two lines of own income."""
    kept, year = office.budgets, office.year("fiscal", 2570)
    for code, category, plan in (("A", "operating", "1"), ("B", "operating", "1"), ("C", "operating", "1"),
                                 ("D", "operating", "2"), ("S", "personnel", "1"), ("N", "", "1")):  # fmt: skip
        kept.add_line(code, code, year, fund="national", category=category, plan=plan)
    for code in ("R1", "R2"):
        kept.add_line(code, code, year, fund="own_income", basis="council", category="operating")
    for line in kept.lines(year):
        kept.allot(line, 1_000_000, granted=False)
    return kept


def available(budgets: BudgetService, *lines: str) -> list[int]:
    """In baht."""
    return [budgets.available(line).minor // 100 for line in lines]


@pytest.mark.parametrize(
    ("ends", "more", "who"),
    [
        (("A", "D"), {}, "the Budget Bureau"),
        (("S", "A"), {}, "the Budget Bureau"),
        (("A", "B"), {"use": "secret"}, "the cabinet"),
        (("A", "B"), {"use": "travel_abroad"}, "the Budget Bureau"),
        (("A", "B"), {"use": "durable", "unit_price": "1,000,000"}, "the Budget Bureau"),
    ],
)
def test_the_rules_say_whose_agreement_a_transfer_needs(
    budgets: BudgetService, ends: tuple[str, str], more: dict[str, str], who: str
) -> None:
    found = budgets.check_transfer(*ends, 500, **more)  # type: ignore[arg-type]
    assert found.value.answer is Answer.NEEDS_AGREEMENT
    with pytest.raises(AgreementNeeded) as needed:
        budgets.transfer(*ends, 500, reason="x", **more)  # type: ignore[arg-type]
    assert [who] == [str(one) for one in needed.value.who]
    assert needed.value.citations == found.citations
    assert f"transferring 500.00 from {ends[0]} to {ends[1]} needs the agreement of {who}" in str(needed.value)
    assert "ต้องได้รับความเห็นชอบจาก" in needed.value.message("th")
    assert available(budgets, *ends) == [1_000_000, 1_000_000]
    out, into = budgets.transfer(*ends, 500, reason="x", agreed="นร 0701/12", **more)  # type: ignore[arg-type]
    assert (out.agreed, into.agreed) == ("นร 0701/12", "นร 0701/12")
    assert available(budgets, *ends) == [999_500, 1_000_500]


def test_within_a_plan_and_category_nobody_is_asked(budgets: BudgetService) -> None:
    decision = budgets.check_transfer("A", "B", 500)
    assert decision.value.answer is Answer.ALLOWED
    assert decision.value.until is not None  # it is reported by then
    assert {citation.source for citation in decision.citations} >= {"budget-administration-2562"}
    budgets.transfer("A", "B", 500, reason="x")
    assert budgets.check_transfer("A", "B", 2_000_000).value.answer is Answer.REFUSED
    with pytest.raises(OverBudget, match=r"999,500\.00 available"):
        budgets.transfer("A", "B", 2_000_000, reason="x")


def test_what_the_rules_refuse_no_agreement_mends(budgets: BudgetService) -> None:
    with pytest.raises(BudgetRefused, match="give the price of one unit"):
        budgets.transfer("A", "B", 500, reason="x", use="durable", agreed="นร 1")
    with pytest.raises(BudgetRefused, match="N names no expenditure category"):
        budgets.transfer("A", "N", 500, reason="x", agreed="นร 1")
    with pytest.raises(BudgetRefused, match="different funds"):
        budgets.transfer("A", "R1", 500, reason="x", agreed="นร 1")


def test_own_income_moves_by_the_decision_of_the_university(budgets: BudgetService) -> None:
    with pytest.raises(NotModelled):
        budgets.check_transfer("R1", "R2", 500)
    with pytest.raises(AgreementNeeded, match="the university's own rules"):
        budgets.transfer("R1", "R2", 500, reason="x")
    budgets.transfer("R1", "R2", 500, reason="x", agreed="มติสภา 3/2570")
    assert available(budgets, "R1", "R2") == [999_500, 1_000_500]


def test_money_is_not_sent_around(budgets: BudgetService) -> None:
    first, _ = budgets.transfer("A", "B", 300, reason="x")
    budgets.transfer("A", "B", 200, reason="x")
    budgets.transfer("B", "C", 400, reason="x")
    with pytest.raises(BudgetRefused, match=r"B → C 400\.00, A → B 500\.00; reverse that"):
        budgets.transfer("C", "A", 100, reason="วน")
    assert available(budgets, "A", "B", "C") == [999_500, 1_000_100, 1_000_400]
    budgets.transfer("A", "C", 100, reason="ทางเดียวกัน")
    budgets.reverse(budgets.postings("B")[-1], "ผิด")
    with pytest.raises(BudgetRefused, match=r"A → C 100\.00"):
        budgets.transfer("C", "A", 100, reason="วน")
    budgets.reverse(first, "ผิด")
    with pytest.raises(BudgetRefused, match=r"A → B 200\.00"):
        budgets.transfer("B", "A", 1, reason="วน")


def test_the_same_key_transfers_once(budgets: BudgetService) -> None:
    first, again = (budgets.transfer("A", "B", 300, reason="x", key="form-1") for _ in range(2))
    assert first == again
    assert available(budgets, "A", "B") == [999_700, 1_000_300]
