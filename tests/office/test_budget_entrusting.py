"""Spending on behalf: what others spend for the office is not available, and stays in its books until they report."""

from decimal import Decimal
from typing import Any

import pytest

from orqa.base.money import Money
from orqa.domain.budgets.drafts import PostingDraft
from orqa.domain.budgets.errors import BudgetRefused, OverBudget
from orqa.domain.budgets.records import SpendingCase
from orqa.domain.budgets.stages import Stage
from orqa.office.budgets import BudgetService
from orqa.office.office import Office
from orqa.storage.verify import verify

OTHER = "สำนักงานก่อสร้าง"


def baht(amount: str | int) -> Money:
    return Money.of(amount, "THB")


@pytest.fixture
def budgets(office: Office) -> BudgetService:
    kept, year = office.budgets, office.year("fiscal")
    kept.add_line("P1", "แผนงานพื้นฐาน", year, fund="national", category="operating")
    kept.allot("P1", 100_000, granted=False)
    return kept


@pytest.fixture
def case(budgets: BudgetService) -> SpendingCase:
    return budgets.reserve("P1", 60_000, "ปรับปรุงห้อง")


def form_d(office: Office) -> dict[str, Any]:
    """The row of the only plan in the agency's report, by column."""
    report = office.budgets.compare(office.year("fiscal"), by=["fund"], form="agency")
    table = report.tables[0]
    (row,) = table.rows()
    return {column.title.in_language("th"): cell for column, cell in zip(table.columns, row, strict=True)}


def test_what_is_entrusted_is_not_available_and_stays_in_the_report(
    budgets: BudgetService, office: Office, case: SpendingCase
) -> None:
    entrusted = budgets.entrust(case, 50_000, f" {OTHER} ", contract="บท. 1", document="อว 1")
    assert (entrusted.spender, entrusted.contract, entrusted.state) == (OTHER, "บท. 1", "open")
    assert budgets.available("P1") == baht(50_000)  # the rest of the reservation is freed
    assert [(one.id, money) for one, money in budgets.entrusted()] == [(case.id, baht(50_000))]
    assert (len(budgets.entrusted(OTHER)), budgets.entrusted("ผู้อื่น")) == (1, ())
    row = form_d(office)
    assert (row["หลังโอนเปลี่ยนแปลง"], row["เบิกแทนกัน"], row["เบิกจ่าย"]) == (100_000, 50_000, 0)
    assert (row["รวมใช้ไป"], row["คงเหลือ"], row["ร้อยละ"]) == (50_000, 50_000, Decimal("0.00"))
    reported = budgets.account(case, "30000.25", 9_999, document="รายงาน 1")
    assert (reported.state, budgets.held(case).entrusted, budgets.held(case).paid) == ("open", 10_000_75, 30_000_25)
    assert budgets.account(case, 0, "10000.75").state == "done"
    assert (budgets.available("P1"), budgets.entrusted()) == (baht("69999.75"), ())
    row = form_d(office)
    assert (row["เบิกแทนกัน"], row["เบิกจ่าย"], row["รวมใช้ไป"]) == (0, Decimal("30000.25"), Decimal("30000.25"))
    assert not verify(office.store).findings
    assert not budgets.verify()


def test_what_is_entrusted_is_taken_back_by_a_reversal(budgets: BudgetService, case: SpendingCase) -> None:
    budgets.entrust(case, 60_000, OTHER, key="a")
    assert budgets.entrust(case, 60_000, OTHER, key="a").spender == OTHER  # once
    budgets.reverse(budgets.postings("P1")[-1], "ผิดหน่วยงาน")
    assert (budgets.held(case).entrusted, budgets.held(case).reserved) == (0, 60_000_00)
    assert budgets.entrust(case, 60_000, "หน่วยงานอื่น").spender == "หน่วยงานอื่น"
    budgets.account(case, 60_000)
    budgets.reverse(budgets.postings("P1")[-1], "รายงานผิด")
    assert (budgets.case(case).state, budgets.held(case).entrusted) == ("open", 60_000_00)


@pytest.mark.parametrize(
    ("act", "given", "error", "what"),
    [
        ("entrust", (10, " "), BudgetRefused, "name the agency or unit"),
        ("entrust", (10, "อื่น"), BudgetRefused, f"{OTHER} spends the money of this case"),
        ("entrust", (200_000, OTHER), OverBudget, r"P1 has 40,000\.00 available"),
        ("account", ("40000.01",), BudgetRefused, r"are 40,000\.01, but 40,000\.00 is entrusted"),
        ("account", (39_000, "1000.02"), BudgetRefused, r"are 40,000\.02, but 40,000\.00 is entrusted"),
        ("account", (0,), BudgetRefused, "above 0"),
        ("account", (10, -5), BudgetRefused, "an amount is above 0"),
        ("release", ("x",), BudgetRefused, r"40,000\.00 is entrusted to others; enter first"),
    ],
)
def test_what_is_refused_writes_nothing(  # noqa: PLR0917 - what is done and what comes of it
    budgets: BudgetService, case: SpendingCase, act: str, given: Any, error: type[Exception], what: str
) -> None:
    budgets.entrust(case, 40_000, OTHER, last=False)
    before = budgets.balance("P1"), budgets.postings("P1"), budgets.case(case)
    with pytest.raises(error, match=what):
        getattr(budgets, act)(case, *given)
    assert (budgets.balance("P1"), budgets.postings("P1"), budgets.case(case)) == before


def test_a_year_is_not_closed_before_others_have_reported(
    budgets: BudgetService, office: Office, case: SpendingCase
) -> None:
    budgets.entrust(case, 60_000, OTHER)
    with pytest.raises(BudgetRefused, match=r"P1 has 60,000\.00 entrusted to others"):
        budgets.close_year(office.year("fiscal"), early="เลิกโครงการ")
    budgets.account(case, 55_000, 5_000)
    (closed,) = budgets.close_year(office.year("fiscal"), early="เลิกโครงการ")
    assert (closed.paid, closed.lapsed) == (baht(55_000), baht(45_000))


def test_entrusted_money_is_entered_from_a_register(budgets: BudgetService, office: Office) -> None:
    day, moves = office.today(), [(Stage.ALLOTTED, Stage.ENTRUSTED, 700), (Stage.ENTRUSTED, Stage.PAID, 500)]
    moves += [(Stage.ENTRUSTED, Stage.ALLOTTED, 200), (Stage.ENTRUSTED, Stage.PAID, 1)]
    drafts = [PostingDraft(line="P1", source=a, target=b, minor=minor, on=day) for a, b, minor in moves]
    entered = budgets.enter(drafts, key="a")
    assert (entered.posted, [one.code for one in entered.findings]) == (3, ["posting-not-covered"])
    assert [one.verb for one in budgets.postings("P1")][1:] == ["entrust", "account", "account"]
    assert budgets.balance("P1").of(Stage.PAID) == 500
