"""Allotment by quarter: a plan comes to the grant, nothing is allotted beyond either, and tables add up to the end."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import orqa
from orqa.domain.budgets.errors import AgreementNeeded, BudgetRefused, OverBudget
from orqa.domain.budgets.quarter_plans import QuarterPlan
from orqa.domain.budgets.records import SpendingCase
from orqa.office.budgets import BudgetService
from orqa.office.office import Office
from orqa.reporting.model import Report
from orqa.reporting.tables import Table

PROFILE = "thai-public-university"
PLAN = [30_000, 30_000, 20_000, 20_000]
LAST = date(2027, 9, 30)
NOW = datetime(2026, 11, 23, 9, tzinfo=ZoneInfo("Asia/Bangkok"))


@pytest.fixture
def budgets(office: Office) -> BudgetService:
    """A line that 100,000 baht were granted to, and one that draws on it."""
    kept, year = office.budgets, office.year("fiscal")
    kept.add_line("P1", "ดำเนินงาน", year, fund="national", category="operating")
    kept.add_line("P1.1", "วัสดุ", year, parent="P1", holds_money=False)
    kept.approve("P1", 100_000)
    return kept


def left(budgets: BudgetService, line: str = "P1") -> list[int]:
    """What the plan leaves to allot up to each quarter, in baht."""
    return [one.left.minor // 100 for one in budgets.planned_quarters(line)]


# ------------------------------------------------------------------ the plan


@pytest.mark.parametrize(
    ("amounts", "en", "th"),
    [
        ([100_000], "the year has 4 quarters, 1 amounts were given", "ปีงบประมาณมี 4 ไตรมาส แต่ระบุ 1 จำนวน"),
        ([50_000, 50_000, 0, 0, 0], "the year has 4 quarters, 5 amounts", "แต่ระบุ 5 จำนวน"),
        ([25_000, 25_000, 25_000, "24,999.99"], "come to 99,999.99, 100,000.00 is granted: 0.01 apart", "ต่างกัน 0.01"),
        ([50_000, 50_000, 50_000, 0], "come to 150,000.00, 100,000.00 is granted: 50,000.00 apart", "ต่างกัน 50,000.00"),
        ([110_000, -10_000, 0, 0], "quarter 2 has a negative amount: -10,000.00", "ไตรมาสที่ 2 มีจำนวนติดลบ"),
    ],
)
def test_what_is_no_plan(budgets: BudgetService, amounts: list[Any], en: str, th: str) -> None:
    with pytest.raises(BudgetRefused) as refused:
        budgets.plan_quarters("P1", amounts)
    assert en in str(refused.value)
    assert th in refused.value.message("th")
    assert budgets.quarter_plan("P1") is None


def test_lines_that_have_no_plan(office: Office, budgets: BudgetService) -> None:
    with pytest.raises(BudgetRefused, match=r"P1\.1 holds no money of its own; allot to P1"):
        budgets.plan_quarters("P1.1", PLAN)
    budgets.add_line("P2", "ว่าง", office.year("fiscal"), fund="national")
    with pytest.raises(BudgetRefused, match="nothing is granted yet"):
        budgets.plan_quarters("P2", [0, 0, 0, 0])
    for act in (lambda: budgets.allot_quarter("P1", 1), lambda: budgets.planned_quarters("P1")):
        with pytest.raises(BudgetRefused, match="P1 has no plan by quarter; make one first"):
            act()


def test_a_plan_is_changed_with_a_reason_only(budgets: BudgetService) -> None:
    first = budgets.plan_quarters("P1", PLAN, document="อว 1")
    assert (first.version, first.minors, first.reason) == (1, (3_000_000, 3_000_000, 2_000_000, 2_000_000), "")
    with pytest.raises(BudgetRefused, match="say why it is changed"):
        budgets.plan_quarters("P1", [100_000, 0, 0, 0], reason="  ")
    assert budgets.quarter_plan("P1") == first
    changed = budgets.plan_quarters("P1", [100_000, 0, 0, 0], reason="จัดสรรทั้งปี")
    assert (changed.version, changed.reason, changed.until(1)) == (2, "จัดสรรทั้งปี", 10_000_000)
    assert budgets.quarter_plans(2027) == {changed.line: changed}


def test_a_grant_that_grew_needs_a_plan_that_did(budgets: BudgetService) -> None:
    budgets.plan_quarters("P1", PLAN)
    budgets.approve("P1", 10_000)
    with pytest.raises(BudgetRefused, match=r"come to 100,000\.00, 110,000\.00 is granted"):
        budgets.plan_quarters("P1", PLAN, reason="x")
    budgets.plan_quarters("P1", [30_000, 30_000, 20_000, 30_000], reason="ได้รับเพิ่ม")
    assert left(budgets) == [30_000, 60_000, 80_000, 110_000]


def test_a_closed_year_takes_no_plan(office: Office, budgets: BudgetService) -> None:
    budgets.plan_quarters("P1", PLAN)
    budgets.close_year(office.year("fiscal"), early="เลิกโครงการ")
    with pytest.raises(BudgetRefused, match="the year of P1 is closed"):
        budgets.plan_quarters("P1", PLAN, reason="x")
    with pytest.raises(BudgetRefused):
        budgets.allot_quarter("P1", 1)


# ------------------------------------------------------------------ allotting by it


def test_what_a_quarter_left_is_carried_on(budgets: BudgetService) -> None:
    budgets.plan_quarters("P1", PLAN)
    posting = budgets.allot_quarter("P1", 1, "20,000.50", document="งวดที่ 1")
    assert (posting.verb, posting.document, posting.reason) == ("allot", "งวดที่ 1", "ไตรมาสที่ ๑")
    assert str(budgets.available("P1.1")) == "20000.50 THB"
    assert budgets.allot_quarter("P1", 2, reason="ตามแผน").moves[0].minor == 3_999_950
    assert left(budgets) == [0, 0, 20_000, 40_000]
    with pytest.raises(BudgetRefused, match="all that P1 has planned up to quarter 2 is allotted"):
        budgets.allot_quarter("P1", 2)
    assert budgets.allot_quarter("P1", 4).moves[0].minor == 4_000_000
    assert budgets.balance("P1").available == 10_000_000


def test_more_than_the_plan_or_the_grant_is_refused(budgets: BudgetService) -> None:
    budgets.approve("P1", 50_000)
    budgets.plan_quarters("P1", [50_000, 50_000, 50_000, 0])
    with pytest.raises(BudgetRefused) as above:
        budgets.allot_quarter("P1", 1, "50,000.01")
    assert "up to quarter 1 the plan of P1 leaves 50,000.00, 50,000.01 was asked for; change" in str(above.value)
    assert "ให้ปรับแผนก่อน" in above.value.message("th")
    budgets.reverse(budgets.postings("P1")[-1], "ตัดงบ")  # of the plan, 50,000 is not granted any more
    with pytest.raises(
        BudgetRefused, match=r"100,000\.00 that was approved and is not allotted, 150,000\.00 was asked for"
    ):
        budgets.allot_quarter("P1", 3)
    for amount in (0, -1):
        with pytest.raises(BudgetRefused, match="above 0"):
            budgets.allot_quarter("P1", 1, amount)
    for quarter in (0, 5):
        with pytest.raises(BudgetRefused, match="quarters are numbered 1 to 4"):
            budgets.allot_quarter("P1", quarter)
    assert budgets.balance("P1").available == 0


def test_other_allotments_count_and_reversals_give_back(budgets: BudgetService) -> None:
    budgets.plan_quarters("P1", PLAN)
    budgets.allot("P1", 25_000)
    posting = budgets.allot_quarter("P1", 1)
    assert posting.moves[0].minor == 500_000
    budgets.reverse(posting, "ผิดงวด")
    assert left(budgets) == [5_000, 35_000, 55_000, 75_000]


def test_the_same_call_with_the_same_key_is_done_once(budgets: BudgetService) -> None:
    plans = [budgets.plan_quarters("P1", PLAN, key="plan") for _ in range(2)]
    assert plans[0] == plans[1]
    postings = [budgets.allot_quarter("P1", 1, key="q1") for _ in range(2)]
    assert postings[0] == postings[1]
    assert left(budgets) == [0, 30_000, 50_000, 70_000]


def test_a_plan_that_is_changed_at_the_same_moment_is_looked_at_again(
    budgets: BudgetService, monkeypatch: pytest.MonkeyPatch
) -> None:
    budgets.plan_quarters("P1", PLAN)
    asked = QuarterPlan.left

    def changed_meanwhile(plan: QuarterPlan, quarter: int, allotted: int) -> int:
        monkeypatch.undo()
        budgets.plan_quarters("P1", [0, 0, 0, 100_000], reason="เลื่อน")
        return asked(plan, quarter, allotted)

    monkeypatch.setattr(QuarterPlan, "left", changed_meanwhile)
    with pytest.raises(BudgetRefused, match="money moved at the same moment"):
        budgets.allot_quarter("P1", 1)
    assert budgets.balance("P1").available == 0


ALLOTTED = st.lists(st.tuples(st.integers(1, 4), st.none() | st.integers(1, 60_000)), max_size=8)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(ALLOTTED, st.lists(st.integers(0, 50_000), min_size=4, max_size=4).filter(any))
def test_nothing_is_allotted_beyond_the_plan_in_any_order(asked: list[tuple[int, int | None]], plan: list[int]) -> None:
    with orqa.open_office("memory:", profile=PROFILE, clock=lambda: NOW) as office:
        kept = office.budgets
        kept.add_line("P1", "x", office.year("fiscal"), fund="national")
        kept.approve("P1", sum(plan))
        kept.plan_quarters("P1", plan)
        allotted = 0
        for quarter, amount in asked:
            may = max(sum(plan[:quarter]) - allotted, 0)
            wanted = may if amount is None else amount
            if 0 < wanted <= may:
                kept.allot_quarter("P1", quarter, amount)
                allotted += wanted
            else:
                with pytest.raises(BudgetRefused):
                    kept.allot_quarter("P1", quarter, amount)
            assert kept.balance("P1").available == allotted * 100
        assert left(kept) == [max(sum(plan[: quarter + 1]) - allotted, 0) for quarter in range(4)]
        assert not office.verify().findings


# ------------------------------------------------------------------ plan and actual


def by_quarter(report: Report) -> dict[tuple[str, str, int], dict[str, Any]]:
    """The rows of the table by quarter."""
    table = report.sections[-1].blocks[0]
    assert isinstance(table, Table)
    names = [column.name for column in table.columns]
    return {(str(row[0]), str(row[1]), row[2]): dict(zip(names[3:], row[3:], strict=True)) for row in table.rows()}


def test_plan_and_actual_by_quarter_of_lines_that_have_a_plan(
    office: Office, budgets: BudgetService, clock: Any
) -> None:
    year = office.year("fiscal")
    assert "planned" not in by_quarter(budgets.compare(year))["National budget", "In all", 1]
    budgets.add_line("P2", "ไม่มีแผน", year, fund="national", nature="recurrent")
    budgets.allot("P2", 50_000, granted=False)
    budgets.add_line("R1", "รายได้", year, fund="own_income", basis="council")
    budgets.allot("R1", 10, granted=False)
    budgets.plan_quarters("P1", [30_000, 30_000, 0, 40_000])
    budgets.allot_quarter("P1", 2)
    budgets.pay(budgets.reserve("P1", 24_000, "ซื้อ"), 24_000)
    budgets.pay(budgets.reserve("P2", 9_000, "ซื้อ"), 9_000)
    clock.at = clock.at.replace(year=2027, month=2)
    budgets.pay(budgets.reserve("P1", 36_000, "ซื้อ"), 36_000)
    rows = by_quarter(budgets.compare(year))
    shown = [
        [
            rows["National budget", "In all", number][name]
            for name in ("planned_within", "planned", "paid_of_planned", "of_plan")
        ]
        for number in (1, 2, 3, 4)
    ]
    assert shown == [
        [30_000, 30_000, 24_000, Decimal("80.00")],
        [30_000, 60_000, 60_000, Decimal("100.00")],
        [0, 60_000, None, None],
        [40_000, 100_000, None, None],
    ]
    assert rows["National budget", "In all", 1]["paid"] == 33_000, "a line without a plan is in the actual of all"
    assert rows["National budget", "Recurrent", 1]["planned"] is None
    assert rows["Own income", "In all", 1]["of_plan"] is None


# ------------------------------------------------------------------ the row adds up

PARTS = ("approved", "reserved", "obligated", "advanced", "paid", "available", "carried_over", "lapsed", "returned")
ACTS = st.lists(
    st.tuples(
        st.sampled_from(["approve", "allot", "reserve", "obligate", "advance", "pay", "carry", "refund", "transfer"]),
        st.sampled_from(["P1", "P2", "R1"]),
        st.integers(1, 300_000),
    ),
    max_size=14,
)


LINES = (("P1", "act", "national"), ("P2", "act", "national"), ("R1", "council", "own_income"))


def act(kept: BudgetService, verb: str, line: str, amount: int) -> None:
    """Do something; what there is no money for is not done."""
    cases = [case for case in kept.cases(line) if case.year == 2027]
    if verb in {"approve", "allot"}:
        getattr(kept, verb)(line, amount)
    elif verb == "reserve":
        kept.reserve(line, amount, "x")
    elif verb == "transfer":
        kept.transfer("P1", "P2", amount, reason="x", agreed="y")
    elif verb == "carry" and cases:
        kept.carry_over(cases[-1], on=LAST, agreed="กค 1")
    elif verb != "carry" and cases:
        getattr(kept, verb)(cases[-1], amount)


def closed(kept: BudgetService, office: Office) -> None:
    """Whatever is open comes to an end, and the year is closed."""
    for line in ("P1", "P2", "R1"):
        for case in kept.cases(line):
            end(kept, case)
    kept.close_year(office.year("fiscal"), early="เลิกโครงการ")


def end(kept: BudgetService, case: SpendingCase) -> None:
    held = kept.held(case)
    if held.advanced:
        kept.clear(case, kept.money(held.advanced))
    if held.obligated:
        kept.release(case, "x")


def added_up(report: Report) -> None:
    """In each row the budget is the sum of the other amounts."""
    for table in report.tables[:2]:
        names = [column.name for column in table.columns]
        for row in table.rows():
            cells = dict(zip(names, row, strict=True))
            assert cells["budget"] == sum(cells.get(name, 0) for name in PARTS), cells


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(ACTS)
def test_the_budget_is_the_sum_of_the_other_amounts_even_after_the_close(
    acts: list[tuple[str, str, int]],
) -> None:
    with orqa.open_office("memory:", profile=PROFILE, clock=lambda: NOW) as office:
        kept, year = office.budgets, office.year("fiscal")
        for line, basis, fund in LINES:
            kept.add_line(line, line, year, basis=basis, fund=fund, category="operating")
            kept.approve(line, 500_000)
            kept.allot(line, 400_000)
        for verb, line, amount in acts:
            try:
                act(kept, verb, line, amount)
            except (AgreementNeeded, BudgetRefused, OverBudget):
                continue
        added_up(kept.compare(year, [["fund", "category"], ["line"]], quarter=4))
        closed(kept, office)
        report = kept.compare(year, [["fund", "category"], ["line"]], quarter=4)
        added_up(report)
        assert {"approved"}.isdisjoint(column.name for column in report.tables[0].columns)


def test_what_is_nothing_has_no_column(office: Office, budgets: BudgetService) -> None:
    year = office.year("fiscal")

    def shown() -> list[str]:
        (table, *_) = budgets.compare(year, quarter=4).tables
        return [column.name for column in table.columns if column.name in PARTS]

    usual = ["reserved", "obligated", "advanced", "paid", "available"]
    assert shown() == ["approved", *usual]
    budgets.allot("P1", 100_000)
    assert shown() == usual
    budgets.allot("P1", 200_000, granted=False)
    case = budgets.obligate(budgets.reserve("P1", 120_000, "จ้าง"), 120_000, contract="จ. 1")
    budgets.carry_over(case, on=LAST)
    budgets.close_year(year, early="เลิกโครงการ")
    assert shown() == [*usual, "carried_over", "lapsed"]
    added_up(budgets.compare(year, [["fund", "category"], ["line"]], quarter=4))
    rows = list(budgets.compare(year, quarter=4).tables[0].rows())
    assert [list(row[2:9]) for row in rows] == [[300_000, 0, 0, 0, 0, 0, 120_000]] * 2
