"""Money of other agencies: in no total of the office's own, told of and given back, each baht once."""

import threading
from contextlib import suppress
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import orqa
from orqa.base.errors import OrqaError
from orqa.domain.budgets.errors import BudgetRefused, OverBudget
from orqa.office.budgets import BudgetService
from orqa.office.office import Office
from orqa.storage.verify import verify

if TYPE_CHECKING:
    from orqa.domain.budgets.on_behalf import BehalfReport

OWNER = "สำนักงานคณะกรรมการการศึกษาขั้นพื้นฐาน"


@pytest.fixture
def budgets(office: Office) -> BudgetService:
    kept, year = office.budgets, office.year("fiscal")
    kept.add_line("P1", "แผนงานพื้นฐาน", year, fund="national", category="operating")
    kept.allot("P1", 100_000, granted=False)
    kept.take_on("G1", "อบรมครู", 50_000, f"  {OWNER} ", document="บท. 1", category="operating")
    return kept


def test_it_is_spent_told_of_and_given_back(budgets: BudgetService, office: Office) -> None:
    case = budgets.reserve("G1", 30_000, "จัดอบรม")
    budgets.pay(case, "20,000.50", document="บค. 1")
    (stands,) = budgets.on_behalf(owner=OWNER)
    assert [str(one.decimal) for one in (stands.received, stands.paid, stands.unreported)] == [
        "50000.00",
        "20000.50",
        "20000.50",
    ]
    told = budgets.report_back("G1", 10_000, document="บท. 4")
    assert (told.owner, told.spent, told.returned) == (OWNER, 20_000_50, 10_000_00)
    budgets.refund(case, "0.50")
    assert budgets.report_back("G1").spent == -50  # what came back is told, too
    (stands,) = budgets.on_behalf()
    assert (str(stands.returned.decimal), str(stands.left.decimal), str(stands.reported.decimal)) == (
        "10000.00",
        "20000.00",
        "20000.00",
    )
    assert len(budgets.behalf_reports("G1")) == 2
    assert not verify(office.store).findings
    assert not budgets.verify()


def test_it_is_in_no_total_and_no_rate_of_the_office_s_own(budgets: BudgetService, office: Office) -> None:
    budgets.pay(budgets.reserve("G1", 50_000, "จัดอบรม"), 50_000)
    rows = list(budgets.compare(office.year("fiscal"), ["category"]).tables[0].rows())
    assert {row[2] for row in rows} == {Decimal(100_000), Decimal(50_000)}  # a fund each, and never both together
    assert office.metrics.value("budget.disbursement_rate", office.year("fiscal")).value == 0
    axis = list(budgets.compare(office.year("fiscal"), ["owner"], fund="on_behalf").tables[0].rows())
    assert OWNER in str(axis)


def test_the_year_is_closed_once_all_is_settled(budgets: BudgetService, office: Office) -> None:
    year = office.year("fiscal")
    budgets.pay(budgets.reserve("G1", 30_000, "จัดอบรม"), 30_000)
    with pytest.raises(BudgetRefused, match=r"G1 still has 20,000\.00 of .* give it back"):
        budgets.close_year(year, early="ยุบหน่วยงาน")
    budgets.report_back("G1", 20_000)
    late = budgets.reserve("P1", 1, "อื่น")
    budgets.pay(late, 1)
    closed = budgets.close_year(year, early="ยุบหน่วยงาน")
    assert [(one.line.code, str(one.lapsed.decimal)) for one in closed] == [("G1", "0.00"), ("P1", "99999.00")]
    assert [line.code for line in budgets.open_year(office.year("fiscal", year.be + 1))] == ["P1"]


def test_what_was_paid_and_not_told_of_keeps_the_year_open(budgets: BudgetService, office: Office) -> None:
    budgets.pay(budgets.reserve("G1", 50_000, "จัดอบรม"), 50_000)
    with pytest.raises(BudgetRefused, match=r"was not told of 50,000\.00") as refused:
        budgets.close_year(office.year("fiscal"), early="ยุบหน่วยงาน")
    assert "ยังไม่ได้รายงาน" in refused.value.messages.in_language("th")


@pytest.mark.parametrize(
    ("act", "given", "named", "error", "what"),
    [
        ("take_on", ("G2", "อบรม", 5, " "), {"document": "1"}, BudgetRefused, "name the agency"),
        ("take_on", ("G2", "อบรม", 5, OWNER), {"document": " "}, BudgetRefused, "give the number of the paper"),
        ("take_on", ("G1", "อบรม", 5, OWNER), {"document": "1"}, BudgetRefused, "has a line G1 already"),
        ("take_on", ("G2", "อบรม", 0, OWNER), {"document": "1"}, BudgetRefused, "above 0"),
        ("allot", ("G1", 5), {"granted": False}, BudgetRefused, "give the number of the paper"),
        ("approve", ("G1", 5), {}, BudgetRefused, "give the number of the paper"),
        ("transfer", ("G1", "P1", 5), {"reason": "x"}, BudgetRefused, "different funds"),
        ("report_back", ("P1",), {}, BudgetRefused, "office's own money"),
        ("report_back", ("G1",), {}, BudgetRefused, "nothing was paid since"),
        ("report_back", ("G1", -5), {}, BudgetRefused, "above 0"),
        ("report_back", ("G1", 60_000), {}, OverBudget, r"10,000\.00 is missing"),
        ("behalf_statement", ("กรมอื่น",), {}, BudgetRefused, "is money of กรมอื่น"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_written(
    budgets: BudgetService,
    *,
    act: str,
    given: tuple[Any, ...],
    named: dict[str, Any],
    error: type[OrqaError],
    what: str,
) -> None:
    before = budgets.on_behalf()
    with pytest.raises(error, match=what):
        getattr(budgets, act)(*given, **named)
    assert budgets.on_behalf() == before


def test_money_of_two_agencies_is_kept_apart(budgets: BudgetService, office: Office) -> None:
    budgets.take_on("G2", "อบรม", 5_000, "กรมอื่น", document="บท. 9", category="operating")
    with pytest.raises(BudgetRefused, match="money of different agencies"):
        budgets.transfer("G1", "G2", 5, reason="x", agreed="1")
    with pytest.raises(BudgetRefused, match="take_on"):
        budgets.add_line("G3", "อบรม", office.year("fiscal"), fund="on_behalf")
    with pytest.raises(BudgetRefused, match="returned, not carried over"):
        budgets.carry_over(budgets.obligate(budgets.reserve("G1", 50, "อบรม"), 50))
    assert [one.line.code for one in budgets.on_behalf(owner="กรมอื่น")] == ["G2"]


def test_a_repeated_call_tells_once_and_what_was_given_back_is_not_reversed(budgets: BudgetService) -> None:
    first = budgets.report_back("G1", 5_000, key="a")
    assert budgets.report_back("G1", 5_000, key="a") == first
    assert budgets.take_on("G9", "ก", 5, "ข", document="ค", key="b") == budgets.take_on(
        "G9", "ก", 5, "ข", document="ค", key="b"
    )
    with pytest.raises(BudgetRefused, match="was told to its owner"):
        budgets.reverse(first.posting, "ผิด")


def test_two_who_report_at_one_moment_do_not_tell_a_baht_twice(budgets: BudgetService) -> None:
    budgets.pay(budgets.reserve("G1", 30_000, "จัดอบรม"), 30_000)
    told: list[BehalfReport] = []

    def tell() -> None:
        with suppress(BudgetRefused):
            told.append(budgets.report_back("G1"))

    threads = [threading.Thread(target=tell) for _ in range(4)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert [one.spent for one in told] == [30_000_00]


@settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.tuples(st.sampled_from(["pay", "report", "back", "more"]), st.integers(1, 5_000)), max_size=12))
def test_whatever_was_done_the_reports_come_to_what_was_paid_and_what_left(acts: list[tuple[str, int]]) -> None:
    office = orqa.open_office("memory:", profile="thai-public-university")
    budgets = office.budgets
    budgets.take_on("G1", "อบรม", 10_000, OWNER, document="1")
    given = 10_000
    for number, (act, baht) in enumerate(acts):
        try:
            if act == "pay":
                budgets.pay(budgets.reserve("G1", baht, "จ่าย"), baht)
            elif act == "more":
                budgets.allot("G1", baht, granted=False, document=str(number))
                given += baht
            else:
                budgets.report_back("G1", baht if act == "back" else 0)
        except (BudgetRefused, OverBudget):
            continue
    (stands,) = budgets.on_behalf()
    reports = budgets.behalf_reports("G1")
    assert stands.received == budgets.money(given * 100)
    assert stands.received == stands.paid + stands.held + stands.left + stands.returned
    assert stands.reported.minor == sum(one.spent for one in reports)
    assert stands.returned.minor == sum(one.returned for one in reports)
    assert not budgets.verify()
    office.close()


def test_the_statement_tells_the_owner_what_became_of_its_money(budgets: BudgetService) -> None:
    budgets.pay(budgets.reserve("G1", 30_000, "จัดอบรม"), 30_000, document="บค. 7")
    budgets.report_back("G1", 20_000, document="บท. 4")
    made = budgets.behalf_statement(OWNER, language="en", audience="public")
    lines, payments, reports = (list(table.rows()) for table in made.tables)
    assert [str(cell) for cell in lines[0][3:]] == ["50000.00", "0.00", "30000.00", "30000.00", "20000.00", "0.00"]
    assert ("บค. 7", Decimal("30000.00")) == payments[0][2:]
    assert (Decimal("30000.00"), Decimal("20000.00")) == reports[0][2:]
    assert OWNER in str(made.facts)
