"""Money that comes in: receipts without gaps, what the university keeps, and what is held for others until then."""

import threading
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

import orqa
from orqa.base.errors import NotModelled
from orqa.base.money import Money
from orqa.domain.budgets.drafts import PostingDraft
from orqa.domain.budgets.errors import BudgetRefused
from orqa.domain.budgets.estimate_errors import EstimateRefused
from orqa.domain.budgets.stages import Stage
from orqa.domain.budgets.withholding import Bill
from orqa.office.budgets import BudgetService
from orqa.office.errors import NotAllowed, NotFound
from orqa.office.importing_budgets import BUDGET
from orqa.office.office import Office
from orqa.office.tabular.importing import import_table
from orqa.rules.errors import UnknownTerm
from orqa.rules.loader import load_profile
from orqa.storage.verify import verify


def baht(amount: str | int) -> Money:
    return Money.of(amount, "THB")


@pytest.fixture
def budgets(office: Office) -> BudgetService:
    kept, year = office.budgets, office.year("fiscal")
    kept.add_line("P1", "แผนงานพื้นฐาน", year, fund="national", category="operating")
    kept.add_line("R1", "เงินรายได้", year, fund="own_income", basis="council", category="operating")
    kept.allot("P1", "500,000", granted=False)
    return kept


def paid(budgets: BudgetService, amount: str, line: str = "P1") -> Any:
    return budgets.obligate(budgets.reserve(line, amount, "จ้างพิมพ์"), amount, contract="จ. 1")


# ------------------------------------------------------------------ receipts


def test_receipts_are_numbered_and_summed_by_source(budgets: BudgetService, office: Office) -> None:
    first = budgets.receive_income("tuition", "12,500", "ค่าธรรมเนียม", payer="สมชาย", document="ค. 1")
    second = budgets.receive_income("academic_service", "7,500.25", "อบรม")
    interest = budgets.receive_income("interest", "12.34", "ดอกเบี้ยธนาคาร")
    year = office.year("fiscal")
    assert [one.number for one in (first, second, interest)] == [1, 2, None]
    assert (first.kept, first.year, first.payer) == (12_500_00, 2027, "สมชาย")
    assert budgets.income_balances(year) == {
        "academic_service": baht("7500.25"), "interest": baht("12.34"), "tuition": baht(12_500),
    }  # fmt: skip
    assert budgets.income_left(year) == baht("20012.59")
    assert [one.source for one in budgets.incomes(year)] == ["interest", "tuition", "academic_service"]
    assert budgets.incomes(year, source="tuition") == (first,)
    assert budgets.to_remit() == ()
    assert not verify(office.store).findings


def test_a_receipt_is_taken_back_by_a_further_record_and_its_number_stays(
    budgets: BudgetService, office: Office
) -> None:
    receipt = budgets.receive_income("sales", 100, "หนังสือ")
    back = budgets.reverse_income(receipt, "ออกผิด")
    assert (back.minor, back.number, back.reverses, back.reason) == (-100_00, None, receipt.id, "ออกผิด")
    assert budgets.income_balances(office.year("fiscal")) == {}
    assert budgets.receive_income("sales", 100, "หนังสือ").number == 2
    assert budgets.income(receipt).number == 1
    with pytest.raises(BudgetRefused, match="taken back already"):
        budgets.reverse_income(receipt, "อีกครั้ง")
    with pytest.raises(BudgetRefused, match="a reversal is not reversed"):
        budgets.reverse_income(back, "x")
    with pytest.raises(NotFound, match="the receipt"):
        budgets.reverse_income("nowhere", "x")


@pytest.mark.parametrize("amount", ["0", "-5", "1.005"])
def test_amounts_that_are_none_are_not_received(budgets: BudgetService, office: Office, amount: str) -> None:
    with pytest.raises(ValueError, match=r"above 0|1\.005"):
        budgets.receive_income("tuition", amount, "x")
    with pytest.raises(UnknownTerm):
        budgets.receive_income("lottery", 5, "x")
    assert budgets.incomes(office.year("fiscal")) == ()


def test_the_same_key_receives_once(budgets: BudgetService, office: Office) -> None:
    first = budgets.receive_income("tuition", 5, "x", key="k")
    assert budgets.receive_income("tuition", 5, "x", key="k") == first
    assert budgets.income_balances(office.year("fiscal")) == {"tuition": baht(5)}


def test_receipts_of_two_at_once_have_no_gap_and_no_double(shared_url: str) -> None:
    with orqa.open_office(shared_url, profile="thai-public-university") as office:

        def take() -> None:
            for _ in range(5):
                office.budgets.receive_income("tuition", "0.25", "ค่าธรรมเนียม")

        both = [threading.Thread(target=take) for _ in range(2)]
        for one in both:
            one.start()
        for one in both:
            one.join()
        year = office.year("fiscal")
        assert sorted(one.number or 0 for one in office.budgets.incomes(year)) == list(range(1, 11))
        assert office.budgets.income_balances(year) == {"tuition": baht("2.5")}


# ------------------------------------------------------------------ what goes to the treasury


def test_state_revenue_goes_to_the_treasury_by_the_end_of_the_month_and_much_of_it_sooner(
    budgets: BudgetService, office: Office
) -> None:
    small = budgets.receive_income("state_revenue", 4_000, "ขายแบบ", on=date(2026, 11, 2))
    (due,) = budgets.to_remit()
    assert (due.what, due.minor, due.due, due.about) == ("state_revenue", 4_000_00, date(2026, 11, 30), small.ref)
    budgets.receive_income("state_revenue", 6_000, "ขายแบบ", on=date(2026, 11, 4))
    assert {one.due for one in budgets.to_remit()} == {date(2026, 11, 30)}
    budgets.receive_income("state_revenue", "0.01", "ขายแบบ", on=date(2026, 11, 5))
    assert {one.due for one in budgets.to_remit()} == {date(2026, 11, 10)}
    assert not budgets.income_left(office.year("fiscal"))
    slip = budgets.remit(budgets.to_remit("state_revenue"), document="นส. 1")
    assert (slip.minor, slip.number, slip.document) == (10_000_01, 1, "นส. 1")
    assert budgets.to_remit() == ()
    assert budgets.remittances(office.year("fiscal")) == (slip,)
    with pytest.raises(BudgetRefused, match="was remitted already"):
        budgets.reverse_income(small, "x")
    with pytest.raises(BudgetRefused, match=r"State revenue of 4,000.00 does not wait"):
        budgets.remit([due])


def test_what_is_taken_back_is_not_remitted(budgets: BudgetService) -> None:
    receipt = budgets.receive_income("state_revenue", 4_000, "ขายแบบ")
    (due,) = budgets.to_remit()
    budgets.reverse_income(receipt, "ผิด")
    assert budgets.to_remit() == ()
    with pytest.raises(BudgetRefused, match="does not wait"):
        budgets.remit([due.id])
    with pytest.raises(BudgetRefused, match="nothing is chosen"):
        budgets.remit([])
    with pytest.raises(NotFound):
        budgets.remit(["nowhere"])


# ------------------------------------------------------------------ income bounds what is allotted


def waiting_for_income(office: Office, folder: Path) -> None:
    """Let the office's profile say that own income is allotted only once it has come in."""
    head = 'name = "here"\ntitle = {th = "ที่นี่", en = "Here"}\nparent = "thai-public-university"\nversion = "1"\n'
    (folder / "rules").mkdir()
    (folder / "profile.toml").write_text(head, "utf-8")
    (folder / "sources.toml").write_text("", "utf-8")
    (folder / "rules" / "income.toml").write_text(
        "[feeds]\n"
        'override = {reason = {th = "ของเรา", en = "Ours"}, cite = "own-income-practice"}\n'
        'rows = [{from = 2018-11-12, value = "received", cite = "own-income-practice", certainty = "known"}]\n',
        "utf-8",
    )
    vars(office)["profile"] = load_profile(folder, office.profile)


def test_where_the_profile_says_so_no_more_is_allotted_than_came_in(
    budgets: BudgetService, office: Office, tmp_path: Path
) -> None:
    budgets.allot("R1", 10, granted=False)  # as the council approved
    waiting_for_income(office, tmp_path)
    receipt = budgets.receive_income("tuition", 1_010, "ค่าธรรมเนียม")
    with pytest.raises(BudgetRefused, match=r"1,000\.00 of the income of 2570 .* 1,000\.01 .* 0\.01 is missing"):
        budgets.allot("R1", "1000.01", granted=False)
    posting = budgets.allot("R1", "1000", granted=False)
    assert not budgets.income_left(office.year("fiscal"))
    with pytest.raises(BudgetRefused, match=r"0\.00 of the income"):
        budgets.reverse_income(receipt, "ผิด")
    budgets.reverse(posting, "ผิด")
    assert budgets.income_left(office.year("fiscal")) == baht(1_000)
    budgets.allot("P1", 9_999_999, granted=False)  # money of the act does not wait for income
    assert not verify(office.store).findings


def test_a_table_of_own_income_is_bounded_by_what_came_in_too(
    budgets: BudgetService, office: Office, tmp_path: Path
) -> None:
    waiting_for_income(office, tmp_path)
    budgets.receive_income("tuition", 100, "ค่าธรรมเนียม")
    path = tmp_path / "a.csv"
    rows = "R2,ก,เงินรายได้,สภามหาวิทยาลัย,60\nR3,ข,เงินรายได้,สภามหาวิทยาลัย,40.01\n"
    path.write_text(f"รหัส,รายการ,แหล่งเงิน,ที่มาของวงเงิน,จัดสรร\n{rows}", "utf-8")
    result = import_table(office, path, BUDGET)
    (short,) = [one for one in result.findings if one.code == "income-not-received"]
    assert (short.place and short.place.line, short.field, result.registered) == (3, "allotted", 0)
    assert short.message.in_language("en").startswith(
        "R3: 40.01 of own income is allotted, but 40.00 of what came in in 2570 is left: 0.01 is missing."
    )
    assert "ขาด 0.01" in short.message.in_language("th")
    assert len(budgets.lines(office.year("fiscal"))) == 2
    path.write_text(path.read_text("utf-8").replace("40.01", "40"), "utf-8")
    assert import_table(office, path, BUDGET).registered == 2
    assert not budgets.income_left(office.year("fiscal"))


# ------------------------------------------------------------------ tax taken off, and money that comes back


def test_a_bill_is_paid_with_tax_taken_off_that_waits_to_be_remitted(budgets: BudgetService, office: Office) -> None:
    bill = Bill(amount=baht("10,700"), payee="juristic", with_vat=True, penalty=baht(200))
    found = budgets.pay_bill(paid(budgets, "10,700"), bill, payee="บริษัท ตัวอย่าง จำกัด", on=date(2026, 11, 23))
    payment = found.payment
    assert (payment.price, payment.vat, payment.withheld, payment.net) == (
        baht(10_000), baht(700), baht(100), baht("10,400"),
    )  # fmt: skip
    assert (found.case.state, budgets.held(found.case).paid) == ("done", 10_700_00)
    assert {str(one) for one in found.decision.citations}
    tax, penalty = budgets.to_remit()
    assert (tax.what, tax.minor, tax.due, tax.payee) == (
        "withheld_tax", 100_00, date(2026, 12, 7), "บริษัท ตัวอย่าง จำกัด",
    )  # fmt: skip
    assert (penalty.what, penalty.minor, penalty.due) == ("penalty", 200_00, None)
    with pytest.raises(BudgetRefused, match="Withheld tax, Penalty: remit each apart"):
        budgets.remit([tax, penalty])
    assert budgets.remit([tax]).what == "withheld_tax"
    assert not verify(office.store).findings


def test_no_tax_is_taken_off_a_small_bill(budgets: BudgetService) -> None:
    found = budgets.pay_bill(paid(budgets, "499.99"), Bill(amount=baht("499.99"), payee="juristic"))
    assert (found.payment.net, budgets.to_remit()) == (baht("499.99"), ())


def test_a_bill_whose_tax_is_not_known_is_not_paid(budgets: BudgetService) -> None:
    case = paid(budgets, "5000")
    with pytest.raises(NotModelled):
        budgets.pay_bill(case, Bill(amount=baht(5_000), payee="natural", income="other"))
    with pytest.raises(EstimateRefused):
        budgets.pay_bill(case, Bill(amount=baht(5_000), payee="juristic", penalty=baht(5_000)))
    assert (budgets.held(case).obligated, budgets.to_remit()) == (5_000_00, ())


def test_a_bill_is_paid_once_by_its_key(budgets: BudgetService) -> None:
    case, bill = paid(budgets, "5000"), Bill(amount=baht(5_000), payee="juristic")
    first = budgets.pay_bill(case, bill, key="v1")
    assert budgets.pay_bill(case, bill, key="v1").case == first.case
    assert len(budgets.to_remit()) == 1


@pytest.mark.parametrize(
    ("on", "available", "due"),
    [
        (date(2027, 9, 30), Decimal(490_400), None),
        (date(2026, 11, 23), Decimal(490_400), date(2026, 12, 16)),
        (date(2027, 10, 1), Decimal(490_000), None),
    ],
)
def test_a_refund_of_national_money_goes_back_to_the_treasury(
    budgets: BudgetService, clock: Any, on: date, available: Decimal, due: date | None
) -> None:
    case = budgets.pay(paid(budgets, "10,000"), "10,000")
    clock.at = clock.at.replace(year=on.year, month=on.month, day=on.day)
    budgets.refund(case, 400, on=on)
    assert budgets.available("P1", date(2026, 11, 23)).decimal == available
    (one,) = budgets.to_remit("refund")
    assert (one.minor, one.since) == (400_00, on)
    if due:
        assert one.due == due


def test_a_refund_of_own_income_stays_with_the_university(budgets: BudgetService) -> None:
    budgets.allot("R1", 1_000, granted=False)
    budgets.refund(budgets.pay(budgets.reserve("R1", 500, "x"), 500), 100)
    assert budgets.to_remit() == ()


def test_what_a_payment_or_refund_left_is_taken_back_with_it(budgets: BudgetService, office: Office) -> None:
    case, bill = paid(budgets, "10,700"), Bill(amount=baht("10,700"), payee="juristic", with_vat=True)
    budgets.pay_bill(case, bill)
    (tax,) = budgets.to_remit()
    budgets.reverse(tax.about.id if tax.about else "", "จ่ายผิด")
    assert budgets.to_remit() == ()
    with pytest.raises(BudgetRefused, match="does not wait"):
        budgets.remit([tax])
    budgets.pay_bill(case, bill)
    budgets.refund(case, 700)
    again, back = budgets.to_remit()
    assert (again.what, again.minor, back.what, back.minor) == ("withheld_tax", 100_00, "refund", 700_00)
    refund, payment = (one.about.id if one.about else "" for one in (back, again))
    budgets.reverse(refund, "ไม่ได้ส่งคืน")
    assert budgets.to_remit() == (again,)
    budgets.remit([again])
    with pytest.raises(BudgetRefused, match="was remitted already"):
        budgets.reverse(payment, "จ่ายผิด")
    assert budgets.held(case).paid == 10_700_00
    assert not verify(office.store).findings


def test_only_the_finance_officer_takes_money_in_and_passes_it_on(division: Office) -> None:
    who = division.acting("E3").budgets
    with pytest.raises(NotAllowed):
        who.receive_income("tuition", 5, "x")
    division.organization.grant("E3", "finance-officer", unit="irqa", first=date(2026, 10, 1))
    division.acting("E3").budgets.receive_income("state_revenue", 5, "x")
    with pytest.raises(NotAllowed):
        division.acting("E2").budgets.remit(division.budgets.to_remit())


def test_entered_postings_are_bounded_by_what_came_in_too(
    budgets: BudgetService, office: Office, tmp_path: Path
) -> None:
    waiting_for_income(office, tmp_path)
    budgets.receive_income("tuition", 100, "ค่าธรรมเนียม")
    day = office.today()
    drafts = [
        PostingDraft(line="R1", source=Stage.OUTSIDE, target=Stage.ALLOTTED, minor=minor, on=day)
        for minor in (60_00, 40_01, 40_00)
    ]
    entered = budgets.enter(drafts, key="a")
    assert (entered.posted, [one.code for one in entered.findings]) == (2, ["income-not-received"])
    assert (budgets.available("R1"), budgets.income_left(office.year("fiscal"))) == (baht(100), baht(0))
    again = budgets.enter(drafts, key="a")
    assert (again.posted, again.known, budgets.available("R1")) == (0, 2, baht(100))
    assert not verify(office.store).findings
