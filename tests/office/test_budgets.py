"""Budgets in an office: each baht in one stage, whatever is done, in whatever order, by however many."""

import contextlib
import threading
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

import orqa
from orqa.base.amounts import FloatRefused
from orqa.base.money import MixedCurrencies, Money, NotExact
from orqa.domain.budgets.errors import BudgetRefused, OverBudget
from orqa.domain.budgets.records import SpendingCase
from orqa.domain.budgets.stages import KEPT, Stage
from orqa.domain.budgets.trees import NoMoney
from orqa.office.budgets import BudgetService
from orqa.office.errors import NotAllowed, NotFound
from orqa.office.office import Office
from orqa.rules.errors import UnknownTerm

BANGKOK = ZoneInfo("Asia/Bangkok")


@pytest.fixture
def budgets(office: Office) -> BudgetService:
    """A plan that holds 100,000 baht, a line under it that draws on it, and a line of own income with 50,000."""
    return founded(office)


def founded(office: Office) -> BudgetService:
    kept, year = office.budgets, office.year("fiscal", 2570)
    plan = kept.add_line("P1", "แผนงานพื้นฐาน", year, fund="national", category="operating")
    kept.add_line("P1.1", "วัสดุสำนักงาน", year, parent=plan, holds_money=False, category="operating")
    kept.add_line("R1", "เงินรายได้", year, fund="own_income", basis="council")
    kept.approve("P1", "120000", document="พ.ร.บ. 2570")
    kept.allot("P1", "100000", document="ที่ 1/2570")
    kept.allot("R1", 50_000, granted=False)
    return kept


def stages(budgets: BudgetService, line: str = "P1") -> dict[str, int]:
    """What stands on a line, in baht."""
    return {stage.value: minor // 100 for stage, minor in budgets.balance(line).minor.items()}


def _refusal(act: Callable[[], object]) -> Exception:
    with pytest.raises(Exception) as refused:  # noqa: PT011 - its message is looked at
        act()
    return refused.value


def test_what_is_not_said_of_a_line_is_so_of_the_line_above(office: Office) -> None:
    year = office.year("fiscal", 2570)
    top = office.budgets.add_line("P1", "แผนงาน", year, fund="national", plan="พื้นฐาน", category="operating")
    below = office.budgets.add_line("P1.1", "วัสดุ", year, parent=top, nature="recurrent", category="subsidy")
    deep = office.budgets.add_line("P1.1.1", "กระดาษ", year, parent=below)
    assert (deep.fund, deep.plan, deep.category, deep.nature) == ("national", "พื้นฐาน", "subsidy", "recurrent")
    assert (top.nature, deep.basis) == ("", "act")


# ------------------------------------------------------------------ the way of a baht


def test_money_goes_from_the_grant_to_the_payment_and_is_counted_once(budgets: BudgetService) -> None:
    case = budgets.reserve("P1.1", "60000", "จัดสัมมนา", document="อว 1/2570")
    assert stages(budgets) == {"approved": 20_000, "allotted": 40_000, "reserved": 60_000}
    case = budgets.obligate(case, "50000", contract="สั่งซื้อ 1/2570")
    assert stages(budgets) == {"approved": 20_000, "allotted": 50_000, "obligated": 50_000}
    case = budgets.pay(case, "20000", last=False)
    assert (case.state, stages(budgets)["paid"]) == ("open", 20_000)
    case = budgets.pay(case, "30000")
    assert (case.state, stages(budgets)) == ("done", {"approved": 20_000, "allotted": 50_000, "paid": 50_000})
    assert [posting.verb for posting in budgets.postings("P1")] == [
        "approve", "allot", "reserve", "obligate", "pay", "pay",
    ]  # fmt: skip


def test_an_advance_is_lent_accounted_for_and_refunded(budgets: BudgetService, clock: Any) -> None:
    clock.at = datetime(2027, 4, 2, 9, tzinfo=BANGKOK)
    case = budgets.reserve("P1.1", 5_000, "ไปราชการ")
    case = budgets.advance(case, 5_000, contract="ย. 1/2570", due=date(2027, 3, 27), on=date(2027, 3, 1))
    assert (case.due, stages(budgets)["advanced"]) == (date(2027, 3, 27), 5_000)
    case = budgets.clear(case, "4500", "500", on=date(2027, 3, 20))
    assert (case.state, case.due, stages(budgets)["paid"]) == ("done", None, 4_500)
    budgets.refund(case, "100", on=date(2027, 4, 1))
    assert stages(budgets) == {"approved": 20_000, "allotted": 95_600, "paid": 4_400}
    with pytest.raises(BudgetRefused, match="no more comes back"):
        budgets.refund(case, "4400.01")


def test_a_refund_after_the_year_belongs_to_no_budget(budgets: BudgetService, by: Any) -> None:
    case = budgets.pay(budgets.reserve("P1", 1_000, "ค่าจ้าง"), 1_000)
    before = budgets.available("P1")
    with by(date(2027, 10, 1)):
        budgets.refund(case, 400)
    assert (budgets.available("P1"), stages(budgets)["paid"]) == (before, 600)


def test_a_case_that_is_given_up_frees_its_money(budgets: BudgetService) -> None:
    case = budgets.release(budgets.reserve("P1", 1_000, "ยกเลิก"), "ไม่จัดแล้ว")
    assert (case.state, budgets.available("P1")) == ("cancelled", budgets.money(100_000_00))
    with pytest.raises(BudgetRefused, match="over"):
        budgets.pay(case, 1)
    lent = budgets.advance(budgets.reserve("P1", 1_000, "ยืม"), 1_000)
    with pytest.raises(BudgetRefused, match="an advance is open"):
        budgets.release(lent, "x")


# ------------------------------------------------------------------ what is refused


def test_exactly_what_is_available_is_given_and_a_satang_more_is_not(budgets: BudgetService) -> None:
    with pytest.raises(OverBudget) as refused:
        budgets.reserve("P1.1", "100000.01", "เกินวงเงิน")
    error = refused.value
    assert (error.line, error.asked, error.available, error.short) == (
        "P1", Money(100_000_01, "THB"), Money(100_000_00, "THB"), Money(1, "THB"),
    )  # fmt: skip
    assert str(error) == "P1 has 100,000.00 available, 100,000.01 was asked for: 0.01 is missing"
    assert "ขาด 0.01" in error.message("th")
    assert budgets.cases("P1") == ()
    budgets.reserve("P1.1", "100000", "ครบวงเงิน")
    assert not budgets.available("P1.1")


def test_a_larger_order_needs_what_is_missing(budgets: BudgetService) -> None:
    budgets.reserve("P1", 95_000, "อื่น")
    case = budgets.reserve("P1", 4_000, "ซื้อ")
    with pytest.raises(OverBudget):
        budgets.obligate(case, "5000.01")
    assert budgets.held(budgets.obligate(case, 5_000)).obligated == 5_000_00


@pytest.mark.parametrize(
    ("amount", "error"),
    [
        (1.5, FloatRefused),
        ("1.005", NotExact),
        (0, BudgetRefused),
        (-5, BudgetRefused),
        (Money(100, "USD"), MixedCurrencies),
    ],
)
def test_amounts_that_are_none_are_refused(budgets: BudgetService, amount: Any, error: type[Exception]) -> None:
    for act in (budgets.allot, lambda line, what: budgets.reserve(line, what, "x")):
        with pytest.raises(error):
            act("P1", amount)  # type: ignore[operator]
    assert stages(budgets) == {"approved": 20_000, "allotted": 100_000}


def test_lines_that_cannot_be_are_refused(budgets: BudgetService, office: Office) -> None:
    year, other = office.year("fiscal", 2570), office.year("fiscal", 2571)
    with pytest.raises(BudgetRefused, match="has a line P1 already"):
        budgets.add_line("P1", "ซ้ำ", year)
    with pytest.raises(NotFound, match="nowhere"):
        budgets.add_line("P9", "x", year, parent="nowhere")
    with pytest.raises(BudgetRefused, match="another fiscal year"):
        budgets.add_line("P9", "x", other, parent=budgets.line("P1"))
    with pytest.raises(BudgetRefused, match="allot to P1"):
        budgets.allot("P1.1", 5)
    for axis in ("fund", "category", "nature"):
        with pytest.raises(UnknownTerm, match="has no entry persnnel"):
            budgets.add_line("P9", "x", year, **{axis: "persnnel"})
    assert "personnel" in str(_refusal(lambda: budgets.add_line("P9", "x", year, category="persnnel")))
    budgets.add_line("Q", "ไม่มีเงิน", year, holds_money=False)
    with pytest.raises(NoMoney, match="neither Q"):
        budgets.reserve("Q", 5, "x")


def test_a_day_outside_the_fiscal_year_is_refused(budgets: BudgetService) -> None:
    with pytest.raises(BudgetRefused, match="outside the fiscal year of P1"):
        budgets.reserve("P1", 5, "x", on=date(2026, 9, 30))
    budgets.reserve("P1", 5, "x", on=date(2027, 9, 30))


def test_less_is_allotted_than_was_granted_only_up_to_the_grant(budgets: BudgetService) -> None:
    budgets.allot("P1", 20_000)
    with pytest.raises(BudgetRefused, match=r"P1 has 0\.00 that was approved .* 0\.01 was asked for: 0\.01 is missing"):
        budgets.allot("P1", "0.01")


# ------------------------------------------------------------------ transfers and reversals


def test_a_transfer_moves_what_is_available_between_lines_of_a_fund(budgets: BudgetService, office: Office) -> None:
    budgets.add_line("P2", "แผนงานยุทธศาสตร์", office.year("fiscal", 2570), fund="national", category="operating")
    out, into = budgets.transfer("P1.1", "P2", 30_000, reason="ปรับแผน")
    assert (out.pair, into.pair, out.line, into.line) == (into.id, out.id, "2027-P1", "2027-P2")
    assert (budgets.available("P1"), budgets.available("P2")) == (budgets.money(70_000_00), budgets.money(30_000_00))
    with pytest.raises(OverBudget):
        budgets.transfer("P1", "P2", "70000.01", reason="เกิน")
    with pytest.raises(BudgetRefused, match="another line"):
        budgets.transfer("P1", "P1.1", 5, reason="เดียวกัน")
    with pytest.raises(BudgetRefused, match="different funds"):
        budgets.transfer("P1", "R1", 5, reason="คนละแหล่ง")
    budgets.reverse(into, "ยกเลิกการโอน")
    assert (budgets.available("P1"), budgets.available("P2")) == (budgets.money(100_000_00), budgets.money(0))
    with pytest.raises(BudgetRefused, match=r"reversed already|entered already"):
        budgets.reverse(out, "อีกครั้ง")


def test_what_was_used_meanwhile_is_not_reversed(budgets: BudgetService) -> None:
    allotment = budgets.postings("P1")[1]
    budgets.reserve("P1", 1, "ใช้แล้ว")
    with pytest.raises(OverBudget):
        budgets.reverse(allotment, "ผิด")
    reservation = budgets.postings("P1")[-1]
    (back,) = budgets.reverse(reservation, "ผิด")
    assert back.reverses == reservation.id
    budgets.reverse(allotment, "ผิด")
    assert stages(budgets) == {"approved": 120_000}


# ------------------------------------------------------------------ requests


def test_a_request_holds_nothing_until_it_is_reserved(budgets: BudgetService) -> None:
    case = budgets.request("P1.1", 7_000, "จัดประชุม")
    assert (case.state, budgets.available("P1").minor) == ("asked", 100_000_00)
    reserved = budgets.reserve(case)
    assert (reserved.id, reserved.state, budgets.available("P1").minor) == (case.id, "open", 93_000_00)
    with pytest.raises(BudgetRefused, match="does not wait"):
        budgets.reserve(reserved)
    with pytest.raises(OverBudget):
        budgets.request("P1.1", 93_001, "เกิน")


def test_a_request_of_a_unit_is_approved_along_its_route(division: Office) -> None:
    founded(division)
    case = division.acting("E3").budgets.request("P1.1", 7_000, "จัดประชุม", unit="ga")
    with pytest.raises(BudgetRefused, match="not approved yet"):
        division.budgets.reserve(case)
    approve(division, case)
    assert division.budgets.reserve(case).state == "open"


def approve(division: Office, case: SpendingCase) -> None:
    for who in ("E2", "E1"):
        head = division.acting(who)
        (waiting,) = head.approvals.of(case.ref)
        head.approvals.approve(waiting)


def test_what_goes_beyond_what_was_approved_is_asked_for_again(division: Office) -> None:
    kept = founded(division)
    case = division.acting("E3").budgets.request("P1.1", 7_000, "จัดประชุม", unit="ga")
    approve(division, case)
    with pytest.raises(BudgetRefused, match=r"7,000\.00 was approved, this comes to 7,000\.01: 0\.01 is missing"):
        kept.reserve(case, "7000.01")
    held = kept.reserve(case, 6_000)
    with pytest.raises(BudgetRefused, match=r"this comes to 7,500\.00"):
        kept.obligate(held, 7_500)
    held = kept.obligate(held, 7_000)
    kept.pay(held, 3_000, last=False)
    with pytest.raises(BudgetRefused, match=r"this comes to 7,000\.01"):
        kept.pay(held, "4000.01")
    assert kept.pay(held, 4_000).state == "done"


def test_a_request_that_was_turned_down_holds_no_money(division: Office) -> None:
    founded(division)
    case = division.acting("E3").budgets.request("P1.1", 7_000, "จัดประชุม", unit="ga")
    head = division.acting("E2")
    head.approvals.reject(head.approvals.of(case.ref)[0], "ไม่จำเป็น")
    with pytest.raises(BudgetRefused, match=r"not approved \(rejected\); ask anew"):
        division.budgets.reserve(case)


def test_only_the_finance_officer_moves_money(division: Office) -> None:
    founded(division)
    with pytest.raises(NotAllowed):
        division.acting("E3").budgets.reserve("P1", 5, "x")


# ------------------------------------------------------------------ once, and by many


def test_the_same_key_posts_once(budgets: BudgetService) -> None:
    first, second = (budgets.reserve("P1", 10, "x", key="memo-1") for _ in range(2))
    assert (first.id, budgets.available("P1").minor) == (second.id, 99_990_00)
    for _ in range(2):
        budgets.pay(first, 10, key="voucher-1")
    assert stages(budgets)["paid"] == 10


def test_of_two_who_move_the_money_of_a_case_at_once_the_slower_looks_again(
    budgets: BudgetService, monkeypatch: pytest.MonkeyPatch
) -> None:
    case, look = budgets.reserve("P1", 100, "x"), BudgetService._standing

    def slow(service: BudgetService, which: Any) -> Any:
        found = look(service, which)
        monkeypatch.undo()
        budgets.pay(case, 60, last=False)
        return found

    monkeypatch.setattr(BudgetService, "_standing", slow)
    with pytest.raises(BudgetRefused, match="moved at the same moment"):
        budgets.pay(case, 100)
    assert budgets.held(case).paid == 60_00


def test_two_who_ask_for_the_last_baht_at_once_do_not_both_get_it(shared_url: str) -> None:
    with orqa.open_office(shared_url, profile="thai-public-university", clock=lambda: NOW) as office:
        founded(office)
        outcomes: list[str] = []
        barrier = threading.Barrier(6)

        def ask() -> None:
            barrier.wait()
            try:
                office.budgets.reserve("P1.1", 30_000, "พร้อมกัน")
                outcomes.append("got")
            except OverBudget:
                outcomes.append("over")

        threads = [threading.Thread(target=ask) for _ in range(6)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert sorted(outcomes) == ["got"] * 3 + ["over"] * 3
        assert stages(office.budgets) == {"approved": 20_000, "allotted": 10_000, "reserved": 90_000}
        assert not office.verify().findings


NOW = datetime(2026, 11, 23, 9, 0, tzinfo=BANGKOK)


# ------------------------------------------------------------------ the year


def test_a_year_is_run_carried_over_closed_and_opened(budgets: BudgetService, office: Office, by: Any) -> None:
    year, after = office.year("fiscal", 2570), office.year("fiscal", 2571)
    budgets.allot("P1", 20_000)
    case = budgets.obligate(budgets.reserve("P1.1", 101_000, "จ้างทำเว็บไซต์"), 100_000, contract="จ 1/2570")
    lent = budgets.advance(budgets.reserve("P1", 500, "ยืม"), 500)
    with pytest.raises(BudgetRefused, match="advances are open on P1"):
        budgets.close_year(year, early="เลิกโครงการ")
    budgets.clear(lent, 500)
    with pytest.raises(BudgetRefused, match="obligated money"):
        budgets.close_year(year, early="เลิกโครงการ")
    carried = budgets.carry_over(case, document="กันเงิน 1/2570")
    assert (budgets.held(carried).obligated, budgets.line(carried.funded).code) == (100_000_00, "P1/2570")
    closed = {one.line.code: one for one in budgets.close_year(year, early="เลิกโครงการ")}
    assert {code: (str(one.lapsed), str(one.kept)) for code, one in closed.items()} == {
        "P1": ("19500.00 THB", "0.00 THB"),
        "R1": ("0.00 THB", "50000.00 THB"),
    }
    assert stages(budgets) == {"paid": 500, "carried_over": 100_000, "lapsed": 19_500}
    budgets.close_year(year, early="เลิกโครงการ")
    assert stages(budgets) == {"paid": 500, "carried_over": 100_000, "lapsed": 19_500}
    with pytest.raises(BudgetRefused, match="the year of P1 is closed"):
        budgets.allot("P1", 1, granted=False)
    with by(after.first), pytest.raises(BudgetRefused, match=r"closed; enter what comes back now as income"):
        budgets.refund(lent, 1)
    with pytest.raises(BudgetRefused, match="fiscal year 2570 is closed"):
        budgets.add_line("P7", "เปิดภายหลัง", year, fund="national")
    assert [line.code for line in budgets.open_year(after)] == ["P1", "P1.1", "R1"]
    assert budgets.open_year(after) == ()
    budgets.add_line("P8", "รายการใหม่", after, fund="national")
    with pytest.raises(BudgetRefused, match="fiscal year 2570 is closed"):
        budgets.open_year(year, like=after)
    assert budgets.line("P1.1", after).parent == budgets.line("P1", after).id
    with by(date(2027, 12, 1)):
        assert budgets.pay(carried, 100_000).state == "done"
    assert not office.verify().findings


@pytest.mark.parametrize(("line", "stage"), [("P1", "lapsed"), ("R1", "")])
def test_a_case_that_holds_reserved_money_is_over_with_its_year(
    budgets: BudgetService, office: Office, line: str, stage: str
) -> None:
    begun = budgets.pay(budgets.reserve(line, 1_000, "จ้างพิมพ์"), 300, last=False)
    idle = budgets.reserve(line, 500, "ไม่ได้ใช้")
    before = stages(budgets, line)
    closed = {one.line.code: one for one in budgets.close_year(office.year("fiscal"), early="เลิกโครงการ")}[line]
    lost = sum(before.values()) - 300
    assert [str(closed.lapsed), str(closed.kept)] == [
        f"{lost if stage else 0}.00 THB",
        f"{0 if stage else lost}.00 THB",
    ]
    assert stages(budgets, line) == {"paid": 300} | ({stage: lost} if stage else {})
    assert [(budgets.case(one).state, budgets.held(one).open) for one in (begun, idle)] == [
        ("done", 0),
        ("cancelled", 0),
    ]
    assert (budgets.verify(), office.verify().findings) == ((), ())


def test_money_that_moves_while_a_year_is_closed_is_not_left_behind(
    budgets: BudgetService, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    year, look = office.year("fiscal", 2570), BudgetService.balances

    def slow(service: BudgetService, which: Any) -> Any:
        found = look(service, which)
        monkeypatch.undo()
        budgets.allot("P1", 5_000)
        return found

    monkeypatch.setattr(BudgetService, "balances", slow)
    with pytest.raises(BudgetRefused, match="moved at the same moment"):
        budgets.close_year(year, early="เลิกโครงการ")
    assert not any(line.closed for line in budgets.lines(year))
    assert budgets.available("P1") == budgets.money(105_000_00)
    budgets.close_year(year, early="เลิกโครงการ")
    assert stages(budgets) == {"lapsed": 120_000}


def test_a_tree_sums_lines_by_any_axis(budgets: BudgetService, office: Office) -> None:
    year = office.year("fiscal", 2570)
    budgets.reserve("P1.1", 40_000, "x")
    by_fund = budgets.tree(year).by(lambda line: line.fund, budgets.balances(year))
    assert {fund: balance.total // 100 for fund, balance in by_fund.items()} == {
        "national": 120_000,
        "own_income": 50_000,
    }
    assert by_fund["national"].used == 40_000_00


# ------------------------------------------------------------------ any order


class Anything(RuleBasedStateMachine):
    """Whatever is done in whatever order: what was granted stands somewhere, and no stage falls below nothing."""

    def __init__(self) -> None:
        super().__init__()
        self.office = orqa.open_office("memory:", profile="thai-public-university", clock=lambda: NOW)
        self.budgets = founded(self.office)
        self.granted = {"P1": 120_000_00, "R1": 50_000_00}
        self.cases: list[SpendingCase] = []

    amounts = st.integers(1, 40_000_00).map(lambda minor: Decimal(minor) / 100)
    ways = st.sampled_from(["obligate", "advance", "pay", "clear", "release", "refund", "reverse"])

    @rule(line=st.sampled_from(["P1.1", "P1", "R1"]), amount=amounts)
    def reserve(self, line: str, amount: Decimal) -> None:
        with contextlib.suppress(OverBudget):
            self.cases.append(self.budgets.reserve(line, amount, "x"))

    @precondition(lambda self: self.cases)
    @rule(which=st.integers(0, 100), way=ways, amount=amounts, last=st.booleans())
    def move(self, which: int, way: str, amount: Decimal, last: bool) -> None:  # noqa: FBT001 - drawn
        case = self.cases[which % len(self.cases)]
        with contextlib.suppress(OverBudget, BudgetRefused):
            match way:
                case "obligate" | "advance" | "pay":
                    getattr(self.budgets, way)(case, amount, last=last)
                case "clear":
                    self.budgets.clear(case, amount, amount if last else 0)
                case "release":
                    self.budgets.release(case, "x")
                case "refund":
                    self.budgets.refund(case, amount)
                case _:
                    postings = self.budgets.postings(case.funded)
                    self.budgets.reverse(postings[which % (len(postings) - 2) + 2 if len(postings) > 2 else 1], "x")

    @rule(amount=amounts)
    def transfer_is_refused_between_funds(self, amount: Decimal) -> None:
        with pytest.raises(BudgetRefused):
            self.budgets.transfer("P1", "R1", amount, reason="x")

    @invariant()
    def nothing_is_made_or_lost(self) -> None:
        for line, granted in self.granted.items():
            balance = self.budgets.balance(line)
            assert all(balance.of(stage) >= 0 for stage in KEPT)
            if not any(posting.reverses for posting in self.budgets.postings(line)):
                assert balance.total == granted
        held = [self.budgets.held(case) for case in self.cases]
        for stage in (Stage.RESERVED, Stage.OBLIGATED, Stage.ADVANCED):
            on_lines = sum(self.budgets.balance(line).of(stage) for line in self.granted)
            assert on_lines == sum(one.of(stage) for one in held)

    def teardown(self) -> None:
        assert not self.office.verify().findings
        self.office.close()


Anything.TestCase.settings = settings(
    max_examples=15, stateful_step_count=20, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
TestAnything = Anything.TestCase
