"""Money of one year that is paid in the next: by which conditions, until when, with whose agreement."""

from datetime import date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

import orqa
from orqa.domain.budgets.errors import AgreementNeeded, BudgetRefused
from orqa.domain.budgets.records import SpendingCase
from orqa.domain.budgets.verdicts import Answer
from orqa.office.budgets import BudgetService
from orqa.office.office import Office
from orqa.rules.loader import load_profile

LAST = date(2027, 9, 30)


HERE = 'name = "here"\ntitle = {th = "ที่นี่", en = "Here"}\nversion = "1"\nparent = "thai-public-university"\n'
WARNS = """
[carried_use]
override = {reason = {th = "เตือน", en = "Warned"}, cite = "thai-university-practice"}
rows = [{from = 2018-11-12, fund = "national", act = ["allot", "transfer", "reserve", "exceed"], value = "warn", \
cite = "thai-university-practice", certainty = "uncertain"},
{from = 2028-04-01, fund = "national", act = ["allot", "transfer", "reserve", "exceed"], value = "block", \
cite = "thai-university-practice", certainty = "uncertain"}]
"""


@pytest.fixture
def budgets(office: Office) -> BudgetService:
    """Lines of national money, own income and a grant, with a million baht each."""
    kept, year = office.budgets, office.year("fiscal", 2570)
    for code, basis in (("P", "act"), ("R", "council"), ("G", "agreement")):
        kept.add_line(code, code, year, basis=basis)
        kept.allot(code, 1_000_000, granted=False)
    return kept


def bound(budgets: BudgetService, line: str = "P", amount: int = 100_000) -> SpendingCase:
    return budgets.obligate(budgets.reserve(line, amount, "จ้าง"), amount, contract="จ. 1", on=LAST)


def test_committed_money_is_kept_until_the_end_of_march(budgets: BudgetService, by: Any) -> None:
    case = bound(budgets)
    decision = budgets.check_carry_over(case, on=LAST)
    assert (decision.value.answer, decision.value.until) == (Answer.ALLOWED, date(2028, 3, 31))
    assert "budget-procedures-2561" in {citation.source for citation in decision.citations}
    carried = budgets.carry_over(case, on=LAST, document="กัน 1")
    assert (carried.pay_by, budgets.held(carried).obligated) == (date(2028, 3, 31), 100_000_00)
    with by(date(2028, 3, 31)):
        carried = budgets.pay(carried, 40_000, last=False)
    with by(date(2028, 4, 1)), pytest.raises(BudgetRefused, match=r"the last day for paying this was 2028-03-31"):
        budgets.pay(carried, 60_000)
    with pytest.raises(AgreementNeeded, match="the Ministry of Finance"):
        budgets.extend(carried, agreed="")
    longer = budgets.extend(carried, agreed="กค 0402/8")
    assert (longer.pay_by, longer.agreed) == (date(2028, 9, 30), "กค 0402/8")
    with by(date(2028, 4, 1)):
        assert budgets.pay(longer, 60_000).state == "done"
    with pytest.raises(BudgetRefused, match="no money of the year before"):
        budgets.extend(longer, agreed="x")


def test_what_was_carried_over_lapses_and_is_not_carried_again(budgets: BudgetService, office: Office, by: Any) -> None:
    carried = budgets.carry_over(bound(budgets), on=LAST)
    with pytest.raises(BudgetRefused, match="P/2570 is money of the year before already"):
        budgets.carry_over(carried, on=date(2028, 9, 30))
    with by(date(2028, 3, 1)):
        budgets.pay(carried, 40_000)
    (closed,) = budgets.close_year(office.year("fiscal", 2571), early="เลิกโครงการ")
    assert (str(closed.lapsed), str(closed.kept)) == ("60000.00 THB", "0.00 THB")


@pytest.mark.parametrize(
    ("amount", "on", "words"),
    [
        (99_999, LAST, r"99,999\.00 is less than may be reserved, 100,000\.00: it lapses"),
        (100_000, date(2027, 10, 1), "not reserved by 2027-09-30"),
    ],
)
def test_less_than_the_least_or_too_late_lapses(budgets: BudgetService, amount: int, on: date, words: str) -> None:
    case = bound(budgets, amount=amount)
    with pytest.raises(BudgetRefused, match=words):
        budgets.carry_over(case, on=on, agreed="x")
    assert budgets.held(case).obligated == amount * 100


def test_money_without_a_contract_needs_special_approval(budgets: BudgetService) -> None:
    case = budgets.reserve("P", 200_000, "ซื้อ")
    assert budgets.check_carry_over(case, on=LAST).value.agreements == ("special_approval",)
    with pytest.raises(AgreementNeeded, match="approval as a special case"):
        budgets.carry_over(case, on=LAST)
    carried = budgets.carry_over(case, on=LAST, agreed="กค 9")
    assert (budgets.held(carried).reserved, carried.agreed) == (200_000_00, "กค 9")
    assert [one.agreed for one in budgets.postings("P") if one.verb == "carry-over"] == ["กค 9"]
    with pytest.raises(BudgetRefused, match="neither obligated nor reserved"):
        budgets.check_carry_over(case)


def test_own_income_stays_and_a_grant_lasts_as_agreed(budgets: BudgetService, office: Office, by: Any) -> None:
    own = budgets.carry_over(bound(budgets, "R", 5), on=LAST)
    assert own.pay_by is None
    grant = bound(budgets, "G", 5)
    with pytest.raises(BudgetRefused, match="give its last day"):
        budgets.carry_over(grant, on=LAST)
    with pytest.raises(BudgetRefused, match="ended on 2027-09-30"):
        budgets.carry_over(grant, on=LAST, ends=LAST)
    assert budgets.carry_over(grant, on=LAST, ends=date(2027, 12, 31)).pay_by == date(2027, 12, 31)
    again = budgets.carry_over(own, on=date(2028, 9, 30))
    assert budgets.line(again.funded).code == "R/2570/2571"
    with by(date(2028, 10, 1)):
        budgets.pay(again, 2)
    (closed,) = budgets.close_year(office.year("fiscal", 2572), early="เลิกโครงการ")
    assert (str(closed.lapsed), str(closed.kept)) == ("0.00 THB", "3.00 THB")


def test_the_same_key_carries_once() -> None:
    now = datetime(2027, 9, 30, 9, tzinfo=ZoneInfo("Asia/Bangkok"))
    with orqa.open_office("memory:", profile="thai-public-university", clock=lambda: now) as office:
        office.budgets.add_line("P", "P", office.year("fiscal"))
        office.budgets.allot("P", 200_000, granted=False)
        case = bound(office.budgets)
        first, again = (office.budgets.carry_over(case, key="list-1") for _ in range(2))
        assert (first.id, first.pay_by) == (again.id, date(2028, 3, 31))
        with pytest.raises(BudgetRefused, match="neither obligated nor reserved"):
            office.budgets.carry_over(case)


def at(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 9, tzinfo=ZoneInfo("Asia/Bangkok"))


def test_a_year_that_runs_is_closed_only_for_a_reason_that_is_kept(
    budgets: BudgetService, office: Office, clock: Any
) -> None:
    year = office.year("fiscal", 2570)
    for early in ("", " ", "x" * 2_001):
        with pytest.raises(BudgetRefused, match=r"fiscal year 2570 runs until 2027-09-30: .* say why") as refused:
            budgets.close_year(year, early=early)
    assert "สิ้นสุดวันที่" in refused.value.messages.in_language("th")
    assert not any(line.closed for line in budgets.lines(year))
    clock.at = at(date(2027, 9, 29))
    budgets.close_year(year, early=" ยุบกอง ")
    assert [one.reason for one in budgets.postings("P") if one.verb == "close"] == ["ยุบกอง"]
    assert budgets.close_year(year)[0].line.code == "G"  # it is closed: nothing is changed, nothing has to be said


def test_on_its_last_day_a_year_is_closed_without_a_word(budgets: BudgetService, office: Office, clock: Any) -> None:
    clock.at = at(LAST)
    assert len(budgets.close_year(office.year("fiscal", 2570))) == 3
    with pytest.raises(BudgetRefused, match="fiscal year 2599 has no line that holds money"):
        budgets.close_year(office.year("fiscal", 2599))


@pytest.mark.parametrize(
    "use",
    [
        lambda kept, line, _: kept.allot(line, 5, granted=False),
        lambda kept, line, _: kept.approve(line, 5),
        lambda kept, line, _: kept.reserve(line, 5, "เรื่องอื่น"),
        lambda kept, line, other: kept.transfer(line, other, 5, reason="x", agreed="y"),
        lambda kept, line, other: kept.transfer(other, line, 5, reason="x", agreed="y"),
        lambda kept, line, _: kept.pay(kept.cases(line)[1], 100_002),
    ],
    ids=["allot", "approve", "reserve", "give", "take", "exceed"],
)
def test_national_money_that_was_carried_is_used_for_nothing_else(budgets: BudgetService, by: Any, use: Any) -> None:
    carried, other = (budgets.carry_over(bound(budgets, amount=amount), on=LAST) for amount in (100_000, 100_001))
    del other
    line = carried.funded
    beside = budgets.add_line("Q", "Q", budgets.fiscal_year(date(2028, 1, 1)), fund="national")
    with by(date(2028, 3, 1)):
        budgets.allot(beside, 50, granted=False)
        budgets.pay(carried, 40_000)
        before = budgets.balance(line), budgets.postings(line)
        assert before[0].available == 60_000_00
        with pytest.raises(BudgetRefused, match=r"year_end\.carried_use"):
            use(budgets, line, beside.id)
        assert (budgets.balance(line), budgets.postings(line)) == before


def test_why_it_is_used_for_nothing_else(budgets: BudgetService, by: Any) -> None:
    line = budgets.carry_over(bound(budgets), on=LAST).funded
    with by(date(2028, 3, 1)), pytest.raises(BudgetRefused, match=r"P/2570 holds .* year_end\.carried_use") as refused:
        budgets.allot(line, 5, granted=False)
    assert "เป็นเงินกันเหลื่อมปีสำหรับสัญญาเดิม" in refused.value.messages.in_language("th")


def test_own_income_that_was_carried_follows_the_rules_of_the_university(budgets: BudgetService, by: Any) -> None:
    line = budgets.carry_over(bound(budgets, "R", 5), on=LAST).funded
    with by(date(2028, 3, 1)):
        budgets.pay(budgets.cases(line)[0], 3)
        assert budgets.reserve(line, 2, "เรื่องอื่น").pay_by is None


def test_a_late_entry_shows_the_paper_of_a_payment_in_time(budgets: BudgetService, by: Any) -> None:
    carried = budgets.carry_over(bound(budgets), on=LAST)
    paid, told = date(2028, 3, 30), "กัน 5/2571"
    with by(date(2028, 4, 3)):
        with pytest.raises(BudgetRefused, match=r"was 2028-03-31, before today: .*number of its paper"):
            budgets.pay(carried, 10, on=paid, document=" ")
        with pytest.raises(BudgetRefused, match="it lapses unless the time is extended"):
            budgets.pay(carried, 10, on=date(2028, 4, 1), document=told)
        assert budgets.held(budgets.pay(carried, 10, on=paid, document=told)).paid == 10_00


@pytest.mark.parametrize("verb", ["pay", "advance"])
def test_nothing_was_paid_on_a_day_that_has_not_come(budgets: BudgetService, verb: str) -> None:
    case, wrong = budgets.reserve("P", 5, "ซื้อ"), date(2027, 9, 1)
    with pytest.raises(BudgetRefused, match=r"2027-09-01 has not come, today is 2026-11-23.*spending\.ahead"):
        getattr(budgets, verb)(case, 5, on=wrong)
    assert budgets.held(case).reserved == 5_00


def test_nothing_comes_back_before_the_year_it_was_paid_in(budgets: BudgetService) -> None:
    paid = budgets.pay(budgets.reserve("P", 5, "ซื้อ"), 5)
    lent = budgets.advance(budgets.reserve("P", 5, "ยืม"), 5)
    before = date(2026, 9, 30)
    for act in (lambda: budgets.refund(paid, 1, on=before), lambda: budgets.clear(lent, 5, on=before)):
        with pytest.raises(BudgetRefused, match="2026-09-30 lies before the fiscal year of P; nothing can come back"):
            act()


def test_a_use_besides_the_contracts_is_told_where_the_rule_only_warns(
    budgets: BudgetService, office: Office, by: Any, tmp_path: Path
) -> None:
    (tmp_path / "here" / "rules").mkdir(parents=True)
    for name, text in (("profile", HERE), ("sources", ""), ("rules/year_end", WARNS)):
        (tmp_path / "here" / f"{name}.toml").write_text(text, "utf-8")
    vars(office)["profile"] = load_profile(tmp_path / "here", office.profile)
    carried = budgets.carry_over(bound(budgets), on=LAST)
    with by(date(2028, 3, 1)):
        budgets.pay(carried, 10)
        year = office.year("fiscal", 2571)
        assert budgets.used_otherwise(year) == ()
        posting = budgets.allot(carried.funded, "5.25", granted=False)
        (told,) = budgets.used_otherwise(year)
        assert (told.code, told.record) == ("carried-used-otherwise", posting.ref)
        assert "allotted 5.25 for something else" in told.message.in_language("en")
        assert "กันเหลื่อมปี" in told.message.in_language("th")
        with by(date(2028, 4, 2)):  # by the rule of the day of the posting, whatever it says when somebody asks
            assert budgets.used_otherwise(year) == (told,)
            budgets.allot(carried.funded, 1, on=date(2028, 3, 31), granted=False)
            with pytest.raises(BudgetRefused, match=r"year_end\.carried_use"):
                budgets.allot(carried.funded, 1, granted=False)
        budgets.reverse(posting, "ผิด")
        assert [one.record != posting.ref for one in budgets.used_otherwise(year)] == [True]
