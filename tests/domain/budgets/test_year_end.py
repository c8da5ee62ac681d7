"""The end of a year: what is carried, what lapses, and refunds on both sides of 30 September."""

from datetime import date

import pytest
from attrs import evolve

from orqa.base.money import Money
from orqa.base.years import YearRule
from orqa.domain.budgets.carry_over import Balance, decide_carry_over, decide_refund
from orqa.domain.budgets.verdicts import Answer, Verdict
from orqa.rules.errors import UnknownDimension
from orqa.rules.ruleset import RuleSet

YEAR = YearRule(kind="fiscal", month=10, day=1, named_by="end").year(2569, "buddhist")


def baht(amount: int | str) -> Money:
    return Money.of(amount, "THB")


LEFT = Balance(amount=baht(100_000), year=YEAR, obligated=date(2026, 9, 30), reserved=True)


def ask(rules: RuleSet, balance: Balance) -> Verdict:
    return decide_carry_over(rules.at(balance.year.last).reading(), balance).value


CASES = [
    ({}, Answer.ALLOWED, date(2027, 3, 31), (), []),
    ({"extension": "second"}, Answer.NEEDS_AGREEMENT, date(2027, 9, 30), ("ministry_of_finance",), []),
    ({"amount": baht("99999.99")}, Answer.REFUSED, None, (), ["carry-over-below-least"]),
    ({"reserved": False}, Answer.REFUSED, None, (), ["carry-over-not-reserved"]),
    (
        {"obligated": None},
        Answer.NEEDS_AGREEMENT,
        date(2027, 3, 31),
        ("special_approval",),
        ["carry-over-not-obligated"],
    ),
    (
        {"obligated": date(2026, 10, 1)},
        Answer.NEEDS_AGREEMENT,
        date(2027, 3, 31),
        ("special_approval",),
        ["carry-over-not-obligated"],
    ),
    ({"fund": "own_income", "reserved": False, "obligated": None, "amount": baht(1)}, Answer.ALLOWED, None, (), []),
    ({"fund": "external_grant"}, Answer.REFUSED, None, (), ["carry-over-no-end"]),
    ({"fund": "external_grant", "ends": YEAR.last}, Answer.REFUSED, None, (), ["carry-over-ended"]),
    ({"fund": "external_grant", "ends": date(2026, 10, 1)}, Answer.ALLOWED, date(2026, 10, 1), (), []),
    ({"fund": "trust"}, Answer.REFUSED, None, (), ["carry-over-to-return"]),
]


@pytest.mark.parametrize(("change", "answer", "until", "who", "codes"), CASES, ids=range(len(CASES)))
def test_what_is_carried_over_and_until_when(  # noqa: PLR0917 - a table of cases
    rules: RuleSet,
    change: dict[str, object],
    answer: Answer,
    until: date | None,
    who: tuple[str, ...],
    codes: list[str],
) -> None:
    verdict = ask(rules, evolve(LEFT, **change))
    assert (verdict.answer, verdict.until, verdict.agreements) == (answer, until, who)
    assert [finding.code for finding in verdict.findings] == codes


def test_the_least_is_that_of_the_years_own_rules(rules: RuleSet) -> None:
    old = YearRule(kind="fiscal", month=10, day=1, named_by="end").year(2562, "buddhist")
    left = Balance(amount=baht(50_000), year=old, obligated=old.last, reserved=True)
    assert ask(rules, left).answer is Answer.ALLOWED
    assert ask(rules, evolve(left, amount=baht("49999.99"))).answer is Answer.REFUSED


def test_reasons_speak_both_languages(rules: RuleSet) -> None:
    (finding,) = ask(rules, evolve(LEFT, reserved=False)).findings
    assert "not reserved by 2026-09-30" in finding.show("en")
    assert "ภายในวันที่ 30 ก.ย. 69" in finding.show("th")


def test_a_fund_that_no_rule_has_is_an_error(rules: RuleSet) -> None:
    with pytest.raises(UnknownDimension, match="fund = purse"):
        ask(rules, evolve(LEFT, fund="purse"))


@pytest.mark.parametrize(
    ("day", "back"),
    [(date(2026, 9, 29), True), (date(2026, 9, 30), True), (date(2026, 10, 1), False), (date(2027, 1, 5), False)],
)
def test_a_refund_goes_back_to_the_budget_until_the_year_ends(rules: RuleSet, day: date, *, back: bool) -> None:
    assert decide_refund(rules.at(day).reading(), refunded=day, year=YEAR).value.to_budget is back
