"""Papers of spending as fields in the order of their forms: what is missing or contradicts itself, sums of vouchers."""

from collections import Counter
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orqa.base.language import Text
from orqa.base.money import MixedCurrencies, Money
from orqa.domain.budgets.errors import BudgetRefused
from orqa.domain.budgets.papers import (
    AskedLine,
    PaperKind,
    Voucher,
    check_lines,
    check_vouchers,
    cover_lines,
    decide_consent,
    decide_number,
    decide_paper,
)
from orqa.domain.budgets.withholding import decide_taken_off
from orqa.plugins.opening import builtin_registry
from orqa.rules.views import Reading

THB = "THB"


@pytest.fixture
def reading() -> Reading:
    return builtin_registry().profile("thai-public-university").at(date(2026, 11, 27)).reading()


def baht(amount: str | int) -> Money:
    return Money.of(amount, THB)


def voucher(payee: str, amount: str | int, withheld: str | int | None = None, expense: str = "วัสดุ") -> Voucher:
    off = None if withheld is None else baht(withheld)
    return Voucher(payee=payee, expense=expense, amount=baht(amount), withheld=off, document=f"{payee}/{amount}")


@pytest.mark.parametrize(
    ("kind", "fields"),
    [
        ("request", ["unit", "date", "subject", "addressed_to", "concerns", "reason"]),
        ("approval", ["subject", "request_date", "requester", "line", "amount", "amount_words"]),
        ("advance", ["addressed_to", "number", "due", "borrower", "position", "unit", "borrowed_from", "purpose"]),
        ("voucher", ["number", "date", "unit", "fund", "plan", "category", "line", "purpose", "payees"]),
    ],
)
def test_fields_stand_in_the_order_of_the_form(reading: Reading, kind: str, fields: list[str]) -> None:
    paper = decide_paper(reading, kind, {}).value
    assert [one.name for one in paper.fields][: len(fields)] == fields
    assert all({"th", "en"} <= set(one.title.languages) for one in paper.fields)


@pytest.mark.parametrize("kind", PaperKind)
def test_everything_that_is_missing_is_told_once(reading: Reading, kind: PaperKind) -> None:
    paper = decide_paper(reading, kind, {"amount": baht(1)}).value
    told = Counter(finding.field for finding in paper.findings)
    needed = {one.name for one in paper.fields if one.needed and one.name != "amount"}
    later = {"number"} if any(one.name == "number" for one in paper.fields) else set()
    assert told == Counter(needed | later)
    full = {one.name: "x" for one in paper.fields}
    assert decide_paper(reading, kind, full).value.findings == ()


@pytest.mark.parametrize("value", [None, "", "  ", ()])
def test_a_blank_is_missing(reading: Reading, value: str | None) -> None:
    paper = decide_paper(reading, "request", {"reason": value}).value
    assert "reason" in {finding.field for finding in paper.findings}


def test_what_is_told_stands_before_what_is_known(reading: Reading) -> None:
    decision = decide_paper(reading, "advance", {"purpose": "ก", "unit": "ข"}, {"purpose": "ค"})
    assert (decision.value.value("purpose"), decision.value.value("unit")) == ("ค", "ข")
    assert [str(one) for one in decision.citations] == ["advance-form-8500"]


@pytest.mark.parametrize(
    ("name", "told"), [("colour", "has no field colour"), ("amount", "amount follow"), ("number", "number follow")]
)
def test_what_is_no_field_or_follows_from_the_books_is_not_filled_in(reading: Reading, name: str, told: str) -> None:
    with pytest.raises(BudgetRefused, match=told):
        decide_paper(reading, "advance", {}, {name: "x"})


@pytest.mark.parametrize(
    ("amounts", "differ"), [([], False), (["60.50", "39.50"], False), (["60.50", "39.49"], True), (["100.01"], True)]
)
def test_lines_come_to_the_amount(amounts: list[str], differ: bool) -> None:  # noqa: FBT001 - a column of the table
    lines = [AskedLine(title="x", amount=baht(one)) for one in amounts]
    assert [one.code for one in check_lines(PaperKind.ADVANCE, lines, baht(100))] == ["paper-lines-differ"] * differ


def test_vouchers_come_to_no_more_than_the_case_holds() -> None:
    lines = cover_lines([voucher("ก", 60), voucher("ข", 40)], THB)
    assert check_vouchers(PaperKind.VOUCHER, lines, baht(100)) == ()
    (told,) = check_vouchers(PaperKind.VOUCHER, lines, baht("99.99"))
    assert (told.code, "100.00" in str(told.message)) == ("paper-above-held", True)


def test_a_cover_sheet_has_a_line_for_each_payee_and_kind_of_expense() -> None:
    vouchers = [voucher("ข", 500), voucher("ก", 1000, 10), voucher("ก", 200), voucher("ก", 300, 9, "จ้างเหมา")]
    found = [
        (one.payee, one.expense, str(one.amount), str(one.net), one.documents) for one in cover_lines(vouchers, THB)
    ]
    assert found == [
        ("ก", "จ้างเหมา", "300.00 THB", "291.00 THB", ("ก/300",)),
        ("ก", "วัสดุ", "1200.00 THB", "1190.00 THB", ("ก/1000", "ก/200")),
        ("ข", "วัสดุ", "500.00 THB", "500.00 THB", ("ข/500",)),
    ]


@given(
    st.lists(
        st.tuples(st.sampled_from("กขค"), st.sampled_from(["วัสดุ", "จ้าง"]), st.integers(0, 10**9), st.integers(0, 100)),
        max_size=12,
    )
)
def test_a_cover_sheet_loses_no_satang(given_vouchers: list[tuple[str, str, int, int]]) -> None:
    vouchers = [
        Voucher(payee=payee, expense=expense, amount=Money(minor, THB), withheld=Money(minor * share // 100, THB))
        for payee, expense, minor, share in given_vouchers
    ]
    lines = cover_lines(vouchers, THB)
    assert sum(one.amount.minor for one in lines) == sum(one.amount.minor for one in vouchers)
    assert sum(one.net.minor + one.withheld.minor for one in lines) == sum(one.amount.minor for one in vouchers)
    assert len(lines) == len({(one.payee, one.expense) for one in vouchers})


@pytest.mark.parametrize(("amount", "withheld"), [(-1, 0), (10, -1), (10, 11)])
def test_vouchers_that_cannot_be(amount: int, withheld: int) -> None:
    with pytest.raises(BudgetRefused, match="not below 0"):
        cover_lines([voucher("ก", amount, withheld)], THB)


def test_a_voucher_of_another_currency_is_refused() -> None:
    with pytest.raises(MixedCurrencies):
        cover_lines([Voucher(payee="ก", expense="x", amount=Money.of(1, "USD"))], THB)


def test_the_borrower_consents_for_the_days_of_the_rule(reading: Reading) -> None:
    decision = decide_consent(reading, 15)
    assert "within 15 days" in decision.value.in_language("en")
    assert "ภายใน 15 วัน" in decision.value.in_language("th")
    assert isinstance(decision.value, Text)


def test_which_papers_have_numbers_of_their_own(reading: Reading) -> None:
    assert decide_number(reading, PaperKind.ADVANCE).value == ("advance", "ย. {number}/{year}")
    assert decide_number(reading, PaperKind.REQUEST).value is None


@pytest.mark.parametrize(
    ("amount", "payee_is", "with_vat", "withheld", "off"),
    [
        ("1070", "juristic", True, None, "10"),
        ("1000", "juristic", False, None, "10"),
        ("499.99", "juristic", False, None, "0"),
        ("9999.99", "natural", False, None, "0"),
        ("10000", "natural", False, None, "100"),
        ("1000", "juristic", False, "7", "7"),
        ("1000", "", False, None, None),
    ],
)
def test_the_tax_of_a_voucher_is_told_or_worked_out(  # noqa: PLR0917 - a row of the table
    reading: Reading,
    amount: str,
    payee_is: str,
    with_vat: bool,  # noqa: FBT001
    withheld: str | None,
    off: str | None,
) -> None:
    voucher = Voucher(
        payee="ก", expense="x", amount=baht(amount), payee_is=payee_is, with_vat=with_vat,
        withheld=None if withheld is None else baht(withheld),
    )  # fmt: skip
    decision = decide_taken_off(reading, voucher)
    assert decision.value.withheld == (None if off is None else baht(off))
    assert bool(decision.citations) == (withheld is None and bool(payee_is))
