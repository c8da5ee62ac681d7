"""The books of a budget: registers that run, comparisons whose parts add up, public editions without a single item."""

import csv
import io
import json
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import orqa
from orqa.base.years import Year
from orqa.domain.budgets.errors import AgreementNeeded, BudgetRefused, OverBudget
from orqa.domain.budgets.flows import Flow
from orqa.domain.budgets.quarters import decide_quarters
from orqa.domain.budgets.trees import NoMoney
from orqa.office.budgets import BudgetService
from orqa.office.budgets.flows import year_flows
from orqa.office.errors import NotFound
from orqa.office.office import Office
from orqa.reporting.blocks import Chart, Figure
from orqa.reporting.model import Report
from orqa.reporting.tables import Table
from orqa.rules.errors import UnknownDimension, UnknownTerm

BANGKOK = ZoneInfo("Asia/Bangkok")
NOW = datetime(2026, 4, 20, 9, 0, tzinfo=BANGKOK)
D = Decimal


def opened(url: str = "memory:", at: datetime = NOW) -> Office:
    return orqa.open_office(url, profile="thai-public-university", clock=lambda: at)


@pytest.fixture
def year(office: Office) -> Year:
    return office.year("fiscal", 2569)


@pytest.fixture
def office(url: str) -> Iterator[Office]:
    """Fiscal year 2569 up to April: two funds, a line that draws on another, a transfer that was taken back."""
    with opened(url) as office:
        founded(office)
        yield office


def founded(office: Office) -> None:
    kept, year = office.budgets, office.year("fiscal", 2569)
    common = {"plan": "แผนงานพื้นฐาน", "fund": "national"}
    kept.add_line("P1", "ดำเนินงาน", year, **common, category="operating", nature="recurrent")  # type: ignore[arg-type]
    kept.add_line("P1.1", "วัสดุ", year, parent="P1", holds_money=False)
    kept.add_line("P2", "ครุภัณฑ์", year, **common, category="investment", nature="investment")  # type: ignore[arg-type]
    kept.add_line("R1", "บริการวิชาการ", year, fund="own_income", basis="council", category="operating")
    kept.approve("P1", 1_200_000, on=date(2025, 10, 1), document="พ.ร.บ. 2569")
    kept.allot("P1", 1_000_000, on=date(2025, 10, 2), document="ที่ 1/2569")
    kept.allot("P2", 500_000, granted=False, on=date(2025, 10, 2))
    kept.allot("R1", 50_000, granted=False, on=date(2025, 10, 3))
    case = kept.reserve("P1.1", 600_000, "จัดสัมมนากับนายสมมติ", on=date(2025, 11, 2), document="อว 1/2569")
    case = kept.obligate(case, 500_000, contract="1", on=date(2025, 12, 2))
    kept.pay(case, 200_000, last=False, on=date(2026, 1, 15))
    trip = kept.advance(kept.reserve("P1", 5_000, "ไปราชการ", on=date(2026, 2, 1)), 5_000, on=date(2026, 2, 2))
    kept.clear(trip, 4_500, 500, on=date(2026, 2, 20))
    out, _ = kept.transfer("P2", "P1", 20_000, reason="เหลือจ่าย", on=date(2026, 3, 1))
    kept.reverse(out, "ผิดรายการ")


@pytest.fixture
def budgets(office: Office) -> BudgetService:
    return office.budgets


def cells(table: Table) -> list[tuple[Any, ...]]:
    """The rows of a table, texts in English."""
    return [tuple(str(cell) if not isinstance(cell, D | int | None) else cell for cell in row) for row in table.rows()]


def quarters_of(report: Report) -> Table:
    """The table by quarter: the first of its section; what is asked for by a day stands under it."""
    table = report.sections[-1].blocks[0]
    assert isinstance(table, Table)
    return table


def column(table: Table, name: str) -> list[Any]:
    place = [one.name for one in table.columns].index(name)
    return [row[place] for row in table.rows()]


def written(office: Office, report: Report, form: str) -> str:
    out = io.BytesIO()
    office.reports.render(report, form, out)
    return out.getvalue().decode("utf-8-sig")


# ------------------------------------------------------------------ the control register


def test_a_register_tells_what_is_available_after_each_posting(budgets: BudgetService) -> None:
    table, totals = budgets.register("P1").tables
    assert [one.name for one in table.columns] == [
        "date", "item", "document", "allotted", "reserved", "obligated", "advanced", "paid", "available", "unpaid",
    ]  # fmt: skip
    assert [row[1:] for row in cells(table)] == [
        ("Allotted", "ที่ 1/2569", D(1000000), None, None, None, None, D(1000000), D(0)),
        ("Reserved: จัดสัมมนากับนายสมมติ", "อว 1/2569", None, D(600000), None, None, None, D(400000), D(0)),
        ("Obligated: จัดสัมมนากับนายสมมติ", None, None, D(-600000), D(500000), None, None, D(500000), D(500000)),
        ("Disbursed: จัดสัมมนากับนายสมมติ", None, None, None, D(-200000), None, D(200000), D(500000), D(300000)),
        ("Reserved: ไปราชการ", None, None, D(5000), None, None, None, D(495000), D(300000)),
        ("Advanced: ไปราชการ", None, None, D(-5000), None, D(5000), None, D(495000), D(305000)),
        ("Advance cleared: ไปราชการ", None, None, None, None, D(-5000), D(4500), D(495500), D(300000)),
        ("Transfer: เหลือจ่าย", None, D(20000), None, None, None, None, D(515500), D(300000)),
        ("Reversed: ผิดรายการ", None, D(-20000), None, None, None, None, D(495500), D(300000)),
    ]
    assert column(table, "date")[0] == date(2025, 10, 2)
    assert D(budgets.balance("P1").available) / 100 == column(table, "available")[-1] == column(totals, "available")[-1]
    assert column(totals, "quarter") == [1, 2, 3]
    assert column(totals, "paid") == [D(0), D(204500), D(0)]


def test_the_form_by_item_takes_all_spending_through_obligated(budgets: BudgetService) -> None:
    table = budgets.register("P1", form="running").tables[0]
    assert [one.name for one in table.columns][3:] == ["allotted", "committed", "paid", "left", "unpaid"]
    assert len(cells(table)) == 7, "reservations change nothing of what it tells"
    for name, plus, minus in (("left", "allotted", "committed"), ("unpaid", "committed", "paid")):
        running = D(0)
        for at, expected in enumerate(column(table, name)):
            running += (column(table, plus)[at] or 0) - (column(table, minus)[at] or 0)
            assert running == expected


def test_a_line_without_money_has_the_register_of_the_one_that_holds_it(budgets: BudgetService) -> None:
    report = budgets.register("P1.1")
    assert str(report.sections[0].title) == "P1 ดำเนินงาน"
    assert "P1.1 วัสดุ (its money is on P1)" in [str(fact.value) for fact in report.facts]
    assert cells(report.tables[0]) == cells(budgets.register("P1").tables[0])


def test_all_lines_of_a_year_that_hold_money(budgets: BudgetService, year: Year) -> None:
    report = budgets.register(year=year)
    assert [str(section.title) for section in report.sections] == ["P1 ดำเนินงาน", "P2 ครุภัณฑ์", "R1 บริการวิชาการ"]
    assert budgets.register(year=budgets.fiscal_year(date(2030, 1, 1))).sections == ()


def test_a_register_that_there_is_none_of(budgets: BudgetService, year: Year) -> None:
    with pytest.raises(NotFound):
        budgets.register("P9")
    with pytest.raises(UnknownDimension):
        budgets.register("P1", form="unheard-of")
    budgets.add_line("X", "ไม่มีเงิน", year, holds_money=False)
    with pytest.raises(NoMoney):
        budgets.register("X")


def test_in_thai_days_are_of_the_buddhist_era_and_amounts_exact(office: Office) -> None:
    shown = written(office, office.budgets.register("P1"), "text")
    assert "๑๕ ม.ค. ๖๙" in shown
    assert "-๒๐๐,๐๐๐.๐๐" in shown
    assert "ปีงบประมาณ พ.ศ. ๒๕๖๙" in shown
    rows = list(csv.reader(io.StringIO(written(office, office.budgets.register("P1"), "csv"))))
    assert rows[1] == ["2025-10-02", "ได้รับจัดสรร", "ที่ 1/2569", "1000000.00", "", "", "", "", "1000000.00", "0.00"]


@pytest.mark.parametrize("form", ["csv", "html", "json", "markdown", "text"])
@pytest.mark.parametrize("name", ["budget-register", "budget-comparison"])
def test_the_public_edition_tells_totals_and_no_item(office: Office, year: Year, name: str, form: str) -> None:
    texts = {}
    for audience in ("internal", "public"):
        with office.reports.open(name, year, audience=audience) as report:
            texts[audience] = written(office, report, form)
    hidden = ("สัมมนา", "นายสมมติ", "อว 1/2569", "ผิดรายการ")
    assert not any(word in texts["public"] for word in hidden)
    assert "495500.00" in texts["public"] or "๔๙๕,๕๐๐.๐๐" in texts["public"]
    assert (name == "budget-comparison") or all(word in texts["internal"] for word in hidden)


@pytest.mark.parametrize(
    ("period", "named"),
    [("fiscal", "ปีงบประมาณ พ.ศ. 2569"), ("calendar", "ปีงบประมาณ พ.ศ. 2569"), ("academic", "ปีงบประมาณ พ.ศ. 2569")],
)
def test_a_report_of_another_year_is_about_the_fiscal_year_that_it_reaches(
    office: Office, period: str, named: str
) -> None:
    with office.reports.open("budget-register", office.year(period)) as report:
        assert report.period is not None
        assert report.period.in_language("th").translate(str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")) == named


# ------------------------------------------------------------------ plan and actual


def table_of(report: Report, at: int = 0) -> dict[tuple[str, ...], dict[str, Any]]:
    """The rows of a comparison's table by the texts that they begin with."""
    table = report.tables[at]
    names = [one.name for one in table.columns]
    first = next(place for place, one in enumerate(table.columns) if one.at_the_right)
    return {
        tuple(str(cell) for cell in row[:first] if cell is not None): dict(zip(names[first:], row[first:], strict=True))
        for row in table.rows()
    }


def test_funds_are_not_added_up_unasked(budgets: BudgetService, year: Year) -> None:
    apart = table_of(budgets.compare(year, ["category"]))
    assert list(apart) == [
        ("National budget", "In all"),
        ("National budget", "Operating"),
        ("National budget", "Investment"),
        ("Own income", "In all"),
        ("Own income", "Operating"),
    ]
    together = table_of(budgets.compare(year, ["category"], mixed=True))
    assert together["Operating",]["budget"] == D(1_250_000)
    alone = table_of(budgets.compare(year, ["category"], fund="national"))
    assert alone["Operating",]["budget"] == D(1_200_000)


def test_amounts_and_rates_of_a_group(budgets: BudgetService, year: Year) -> None:
    row = table_of(budgets.compare(year))["National budget", "Operating"]
    assert row == {
        "budget": D(1_200_000), "approved": D(200_000),
        "reserved": D(0), "obligated": D(300_000), "advanced": D(0), "paid": D(204_500),
        "available": D(495_500), "disbursement": D("17.04"), "use": D("42.04"),
    }  # fmt: skip
    cut = budgets.compare(year, convention="truncated", form="agency")
    assert table_of(cut)["National budget", "In all"]["disbursement"] == D("12.02")
    assert "cut off after 2 decimal places" in [str(fact.value) for fact in cut.facts]


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("by_code", {"granted": 500_000, "transferred": -20_000, "used": 0, "unused": 480_000}),
        ("summary", {"allotted": 480_000, "committed": 0, "paid": 0, "left": 480_000}),
        ("agency", {"granted": 500_000, "budget": 480_000, "allotted": 480_000, "remaining": 480_000}),
    ],
)
def test_by_act_and_after_transfers_as_of_the_end_of_a_quarter(
    budgets: BudgetService, year: Year, form: str, expected: dict[str, int]
) -> None:
    row = table_of(budgets.compare(year, quarter=2, form=form))["National budget", "Investment"]
    assert {name: row[name] for name in expected} == expected
    later = table_of(budgets.compare(year, quarter=3, form=form))["National budget", "Investment"]
    assert later.get("transferred", D(0)) == 0, "a transfer that was taken back is none"


def test_three_axes_roll_up_level_by_level(budgets: BudgetService, year: Year) -> None:
    report = budgets.compare(year, ["fund", "plan", "nature"])
    rows = table_of(report)
    assert ("National budget", "แผนงานพื้นฐาน", "Recurrent") in rows
    assert rows["National budget", "In all"] == rows["National budget", "แผนงานพื้นฐาน", "In all"]
    assert ("Own income", "Not told", "Not told") in rows
    parts = [row for key, row in rows.items() if len(key) == 3 and "In all" not in key]
    tops = [row for key, row in rows.items() if len(key) == 2]
    for name in ("budget", "paid", "available"):
        assert sum(row[name] for row in parts) == sum(row[name] for row in tops)


def test_the_tree_of_lines_takes_in_what_is_below(budgets: BudgetService, year: Year) -> None:
    budgets.add_line("P1.2", "ฝึกอบรม", year, parent="P1", fund="national")
    budgets.allot("P1.2", 10_000, granted=False, on=date(2026, 4, 1))
    rows = table_of(budgets.compare(year, ["line"]))
    assert rows["P1", "ดำเนินงาน"]["budget"] == D(1_210_000)
    assert (rows["P1.2", "ฝึกอบรม"]["level"], rows["P1.2", "ฝึกอบรม"]["budget"]) == (1, D(10_000))
    assert rows["P1.1", "วัสดุ"]["disbursement"] is None, "of nothing there is no rate"


def test_several_tables_in_one_report(budgets: BudgetService, year: Year) -> None:
    report = budgets.compare(year, [("fund", "nature"), ("line",)])
    titles = ["By Fund, Economic nature", "By line", "By quarter, against the targets"]
    assert [str(section.title) for section in report.sections] == titles


def test_units_are_called_by_their_names(office: Office, year: Year) -> None:
    office.organization.add_unit("irqa", "กองวิเทศสัมพันธ์", first=date(2007, 3, 22), level="division")
    office.budgets.add_line("U1", "ของกอง", year, fund="trust", unit="irqa")
    rows = table_of(office.budgets.compare(year, ["unit"], fund="trust"))
    assert list(rows) == [("กองวิเทศสัมพันธ์",)]


def test_projects_are_called_by_their_titles(office: Office, year: Year) -> None:
    budgets = office.budgets
    office.organization.add_unit("irqa", "กองวิเทศสัมพันธ์", first=date(2007, 3, 22), level="division")
    budgets.projects.add("PR1", "พัฒนาเครือข่ายต่างประเทศ", year, unit="irqa", first=year.first, last=year.last)
    for code in ("PR1", "PR2"):
        budgets.add_line(f"L-{code}", "รายการ", year, fund="trust", project=code)
    rows = table_of(budgets.compare(year, ["project"], fund="trust"))
    assert list(rows) == [("พัฒนาเครือข่ายต่างประเทศ",), ("PR2",)]


@pytest.mark.parametrize(
    ("asked", "error"),
    [
        ({"by": ["colour"]}, UnknownTerm),
        ({"by": ["fund", "line"]}, UnknownTerm),
        ({"by": []}, BudgetRefused),
        ({"quarter": 0}, BudgetRefused),
        ({"quarter": 5}, BudgetRefused),
        ({"fund": "none"}, BudgetRefused),
        ({"form": "none"}, UnknownDimension),
        ({"convention": "none"}, UnknownDimension),
    ],
)
def test_what_cannot_be_compared(budgets: BudgetService, asked: dict[str, Any], error: type[Exception]) -> None:
    with pytest.raises(error):
        budgets.compare(**asked)


# ------------------------------------------------------------------ quarters and targets


def test_quarters_against_the_targets_that_are_known(budgets: BudgetService, year: Year) -> None:
    report = budgets.compare(year)
    rows = [row for row in cells(quarters_of(report)) if row[:2] == ("National budget", "In all")]
    assert [row[2:] for row in rows] == [
        (1, D(1700000), D(0), D(0), D("0.00"), None, None, D("29.41"), None),
        (2, D(1700000), D(204500), D(204500), D("12.03"), None, None, D("29.68"), None),
        (3, D(1700000), D(0), D(204500), D("12.03"), None, None, D("29.68"), None),
        (4, None, None, None, None, D(93), None, None, D(100)),
    ]
    recurrent = [row for row in cells(quarters_of(report)) if row[:2] == ("National budget", "Recurrent")]
    assert recurrent[3][7] == D(98)
    own = [row for row in cells(quarters_of(report)) if row[0] == "Own income"]
    assert {row[7] for row in own} == {None}, "the cabinet's targets are for national money"
    assert "cabinet-spending-2569" in {cited.citation.source for cited in report.citations}


def test_the_distance_is_of_the_printed_rate() -> None:
    with opened(at=datetime(2026, 11, 1, tzinfo=BANGKOK)) as office:
        founded_and_spent(office)
        report = office.budgets.compare(office.year("fiscal", 2569))
        last = cells(quarters_of(report))[3]
        assert last[6:9] == (D("66.67"), D(93), D("-26.33"))


def founded_and_spent(office: Office) -> None:
    kept, year = office.budgets, office.year("fiscal", 2569)
    line = kept.add_line("A", "รายการ", year, fund="national")
    kept.allot(line, 3, granted=False, on=date(2025, 10, 1))
    kept.pay(kept.reserve(line, 2, "ซื้อ", on=date(2026, 9, 1)), 2, on=date(2026, 9, 30))


def test_the_chart_burns_down_and_stops_at_today(budgets: BudgetService, year: Year) -> None:
    chart = budgets.chart(year)
    left, asked = chart.series
    assert left.values == (100, D("100.00"), D("87.97"), D("87.97"), None)
    assert asked.values == (100, None, None, None, D(7))
    assert [str(one) for one in chart.categories][:2] == ["Start of the year", "Quarter 1"]
    assert chart.title.in_language("th") == "งบประมาณที่ยังไม่ได้เบิกจ่าย รายไตรมาส งบประมาณแผ่นดิน (รวม)"
    committed = budgets.chart(year, measure="committed").series
    assert (committed[0].values[2], committed[1].values[4]) == (D("70.32"), D(0))
    assert len(budgets.chart(year, fund="own_income").series) == 1
    with pytest.raises(BudgetRefused, match="no lines of trust"):
        budgets.chart(year, fund="trust")


def test_a_chart_has_its_numbers_as_a_table_beside_it(office: Office, year: Year) -> None:
    report = office.budgets.compare(year)
    assert [type(block) for block in report.sections[-1].blocks] == [Table, Chart, Figure, Table]
    page = written(office, report, "html")
    assert page.count("<svg") == 1
    assert page.index("<svg") < page.rindex("ต้นปี")
    figure = report.sections[-1].blocks[2]
    assert isinstance(figure, Figure)
    assert str(figure.value) == "229416.67 THB", "93 % of 1,700,000 less 204,500, over six months"


@pytest.mark.parametrize(
    ("at", "be", "until"),
    [
        (NOW, 2569, [date(2025, 12, 31), date(2026, 3, 31), date(2026, 4, 27)]),
        (datetime(2026, 1, 31, 9, tzinfo=BANGKOK), 2569, [date(2025, 12, 31), date(2026, 1, 31), date(2026, 2, 6),
                                                          date(2026, 3, 31)]),
        (datetime(2026, 11, 27, 9, tzinfo=BANGKOK), 2569, [date(2025, 12, 31), date(2026, 3, 31)]),
        (datetime(2026, 11, 27, 9, tzinfo=BANGKOK), 2570, []),
    ],
)  # fmt: skip
def test_what_is_asked_for_by_a_day_stands_under_the_quarters(at: datetime, be: int, until: list[date]) -> None:
    with opened(at=at) as office:
        asked = office.year("fiscal", be)
        office.budgets.add_line("P1", "ดำเนินงาน", asked, fund="national", category="operating")
        report = office.budgets.compare(asked, audience="public")
        found = [block for block in report.sections[-1].blocks[1:] if isinstance(block, Table)]
    assert [day for table in found for day in column(table, "until")] == until
    told = {row[0]: row[2] for table in found for row in cells(table)}
    assert told.get("Training and seminars: disbursed") == (60 if at.month == 1 else None)
    assert ("Investment items of one year: committed" in told) is bool(until)
    assert ("What is accepted today: paid" in told) is (len(until) > 2)
    assert ("spending-news" in {str(one.citation) for one in report.citations}) is bool(until)


def test_lent_money_counts_as_disbursed_where_a_report_says_so(budgets: BudgetService, year: Year) -> None:
    budgets.advance(budgets.reserve("R1", 10_000, "ยืม"), 10_000)
    apart, counted = (budgets.compare(year, fund="own_income", advances=one) for one in ("apart", "disbursed"))
    rows = [table_of(one)["Own income", "Operating"]["disbursement"] for one in (apart, counted)]
    assert rows == [D("0.00"), D("20.00")]
    assert "Disbursed includes what is lent" in [str(fact.value) for fact in counted.facts]


# ------------------------------------------------------------------ after the year


def test_closing_and_what_comes_after_make_no_budget_smaller() -> None:
    with opened(at=datetime(2026, 9, 30, tzinfo=BANGKOK)) as office:
        kept, year = office.budgets, office.year("fiscal", 2569)
        kept.add_line("A", "รายได้", year, fund="own_income", basis="council")
        kept.allot("A", 1_000, granted=False)
        case = kept.pay(kept.reserve("A", 600, "ซื้อ"), 600)
        kept.close_year(year)
        row = table_of(kept.compare(year, form="agency"))["Own income", "Not told"]
        assert (row["budget"], row["paid"], row["disbursement"]) == (D(1_000), D(600), D("60.00"))
        assert column(kept.register("A").tables[0], "available")[-1] == 0
        assert case.state == "done"


def test_what_is_kept_for_the_next_year_stays_committed() -> None:
    with opened(at=datetime(2026, 9, 30, tzinfo=BANGKOK)) as office:
        kept, year = office.budgets, office.year("fiscal", 2569)
        kept.add_line("A", "ลงทุน", year, fund="national", category="investment")
        kept.allot("A", 1_000_000, granted=False)
        case = kept.obligate(kept.reserve("A", 400_000, "อาคาร"), 400_000, contract="ส. 1")

        def use() -> object:
            return table_of(kept.compare(year))["National budget", "Investment"]["use"]

        before = use()
        kept.carry_over(case)
        kept.close_year(year)
        assert before == use() == D("40.00")


def test_a_refund_after_the_year_is_in_its_last_quarter() -> None:
    with opened(at=datetime(2026, 10, 5, tzinfo=BANGKOK)) as office:
        founded_and_spent(office)
        kept, year = office.budgets, office.year("fiscal", 2569)
        (case,) = kept.cases("A", year)
        kept.refund(case, 1, on=date(2026, 10, 5))
        row = table_of(kept.compare(year, form="agency"))["National budget", "Not told"]
        assert (row["budget"], row["paid"], row["disbursement"]) == (D(3), D(1), D("33.33"))


# ------------------------------------------------------------------ laws

ACTS = st.lists(
    st.tuples(
        st.sampled_from(["allot", "reserve", "obligate", "pay", "transfer", "reverse"]),
        st.integers(0, 2),
        st.integers(1, 900),
        st.integers(0, 200),
    ),
    max_size=12,
)


@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
@given(ACTS)
def test_books_and_balances_agree_whatever_is_done(acts: list[tuple[str, int, int, int]]) -> None:
    with opened() as office:
        kept, year = office.budgets, office.year("fiscal", 2569)
        for number in range(3):
            kept.add_line(
                f"L{number}",
                f"รายการ {number}",
                year,
                fund="national",
                category=("operating", "subsidy", "other")[number],
            )
            kept.allot(f"L{number}", 1_000, granted=False, on=year.first)
        for verb, number, amount, day in acts:
            perform(kept, verb, f"L{number}", amount, date.fromordinal(year.first.toordinal() + day))
        quarters = decide_quarters(office.rules(year.first).reading(), year).value
        with office.reading() as reader:
            flows = year_flows(reader, year, quarters)
        for line, balance in kept.balances(year).items():
            flow = flows.until(line, 4)
            assert {stage: getattr(flow, stage.value) for stage in balance.minor} == dict(balance.minor)
            assert column(kept.register(line).tables[0], "available")[-1] * 100 == balance.available
        whole = sum((flows.until(line, 4) for line in flows.by_line), Flow())
        assert whole.transferred == 0, "transfers make nothing and lose nothing"
        rows = table_of(kept.compare(year, ["fund", "category"], quarter=4))
        assert rows["National budget", "In all"]["budget"] * 100 == whole.budget


def perform(kept: BudgetService, verb: str, line: str, amount: int, on: date) -> None:
    """Do something; what there is no money for is not done."""
    try:
        if verb == "allot":
            kept.allot(line, amount, granted=False, on=on)
        elif verb == "transfer":
            kept.transfer(line, "L0" if line != "L0" else "L1", amount, reason="โอน", agreed="นร 1/2569", on=on)
        elif verb == "reverse":
            kept.reverse(kept.postings(line)[-1], "ผิด")
        else:
            case = kept.reserve(line, amount, "ซื้อ", on=on)
            if verb != "reserve":
                case = kept.obligate(case, amount // 2 + 1, on=on)
            if verb == "pay":
                kept.pay(case, amount // 3 + 1, on=on)
    except (AgreementNeeded, BudgetRefused, OverBudget):
        pass


def test_amounts_are_exact_in_json(office: Office) -> None:
    office.budgets.allot("R1", "0.01", granted=False)
    data = json.loads(written(office, office.budgets.register("R1"), "json"))
    assert "50000.01" in json.dumps(data)


# ------------------------------------------------------------------ metrics


def measured(office: Office, name: str, kind: str = "fiscal", year: int = 2569) -> Any:
    return office.metrics.value(f"budget.{name}", office.year(kind, year)).measure


def test_rates_are_metrics_with_each_fund_a_part(office: Office) -> None:
    found = measured(office, "disbursement_rate")
    assert (found.value, found.count) == (D("12.03"), 2)
    assert [(str(title), rate) for title, rate in found.parts] == [
        ("National budget", D("12.03")),
        ("Own income", D("0.00")),
    ]
    assert "disbursement-monitors" in {cited.source for cited in found.citations}
    assert measured(office, "commitment_rate").value == D("29.68")
    for kind, year in (("fiscal", 2560), ("calendar", 2569)):
        assert measured(office, "commitment_rate", kind, year).value is None
        assert measured(office, "above_target", kind, year).value is None


def test_how_far_from_the_target_once_its_quarter_is_over(office: Office) -> None:
    assert measured(office, "above_target").value is None, "in April no target of 2569 is over"
    with opened(at=datetime(2026, 10, 1, tzinfo=BANGKOK)) as later:
        founded_and_spent(later)
        found = measured(later, "above_target")
        assert (found.value, found.count) == (D("-26.33"), 1)
        assert "spending-news" in {cited.source for cited in found.citations}


def test_advances_that_are_overdue(office: Office) -> None:
    kept = office.budgets
    for number, due in enumerate((date(2026, 4, 19), date(2026, 4, 20), date(2026, 10, 1))):
        case = kept.reserve("P1", 100, f"ยืม {number}")
        kept.advance(case, 100, contract=f"ย {number}", due=due)
    found = measured(office, "overdue_advances")
    assert (found.value, found.count) == (1, 2)


# ------------------------------------------------------------------ own money


def statement(office: Office, **more: Any) -> Report:
    years = [office.year("fiscal", named) for named in (2568, 2569)]
    past = {"1": 1_000_000, "2.1": "200,000", "6.1.1": 150_000}
    figures = {years[0]: {"plan": past, "actual": {**past, "6.1.1": "140000.50"}}, years[1]: {"plan": {"2.1": 50_000}}}
    return office.budgets.statement(figures, **{"places": {"R1": "6.1.1"}, **more})


def test_own_money_goes_from_year_to_year_plan_beside_actual(office: Office) -> None:
    budgets = office.budgets
    budgets.pay(budgets.reserve("R1", 1_000, "ซื้อ"), "999.99")
    (table,) = statement(office).tables
    rows = {row[0]: row[2:] for row in table.rows()}
    assert [one.name for one in table.columns][2:] == ["plan_2025", "actual_2025", "plan_2026", "actual_2026"]
    assert rows["7"] == (D(1_050_000), D("1059999.50"), D(1_050_000), D("1058999.51"))
    assert rows["1"] == (D(1_000_000), D(1_000_000), D(1_050_000), D("1059999.50"))
    assert rows["6.1.1"] == (D(150_000), D("140000.50"), D(50_000), D("999.99"))
    assert len(rows) == 26
    assert [one.title.in_language("th") for one in table.columns][2] == "แผน ๒๕๖๘"


def test_of_one_year_the_difference_is_told(office: Office, year: Year) -> None:
    report = office.budgets.statement({year: {"plan": {"1": 5}, "actual": {"1": 7}}}, places={"R1": "4.2"})
    rows = {row[0]: row[2:] for row in report.tables[0].rows()}
    assert rows["4.2"] == (D(50_000), D(0), D(-50_000))
    later = office.budgets.statement({office.year("fiscal", 2570): {"plan": {"1": 5}}})
    assert {row[3] for row in later.tables[0].rows()} == {None}, "what is to come has no figures"


def test_a_sum_that_is_given_stays_and_a_finding_tells_the_difference(office: Office, year: Year) -> None:
    report = office.budgets.statement({year: {"plan": {"1": 5, "2": 70, "2.1": 50}, "actual": {"1": 5}}},
                                      places={"R1": "6.2.1"})  # fmt: skip
    assert [(one.code, one.field) for one in report.findings] == [("table-parts-conflict", "2")]
    assert "2, แผน ๒๕๖๙: printed 70.00" in str(report.findings[0].message)
    assert {row[0]: row[2] for row in report.tables[0].rows()}["2"] == D(70)


@pytest.mark.parametrize(
    ("figures", "places", "told"),
    [
        ({"plan": {"2.1": 5}}, {"R1": "6.1.1"}, "say what was brought forward"),
        ({"plan": {"1": 5}}, {}, "to which line of the statement belong R1"),
        ({"plan": {"1": 5}}, {"R1": "2.1"}, "to which line of the statement belong R1"),
        ({"plan": {"1": 5, "9": 5}}, {"R1": "6.1.1"}, "no line 9"),
        ({"budget": {"1": 5}}, {"R1": "6.1.1"}, "found budget"),
    ],
)
def test_what_no_statement_can_be_made_of(
    office: Office, year: Year, figures: dict[str, Any], places: dict[str, str], told: str
) -> None:
    with pytest.raises(BudgetRefused, match=told):
        office.budgets.statement({year: figures}, places=places)
    with pytest.raises(BudgetRefused, match="name a year"):
        office.budgets.statement({})


def test_actual_income_is_what_was_kept_of_receipts_unless_it_is_given(office: Office, year: Year) -> None:
    budgets = office.budgets
    budgets.receive_income("tuition", "1,000.25", "ค่าธรรมเนียม")
    budgets.receive_income("donation", 300, "บริจาค")
    budgets.reverse_income(budgets.receive_income("donation", 50, "ผิด"), "ผิดรายการ")
    budgets.receive_income("state_revenue", 70, "ขายพัสดุชำรุด")
    figures = {year: {"plan": {"1": 0}, "actual": {"1": 0}}}
    rows = {row[0]: row[3] for row in budgets.statement(figures, places={"R1": "6.1.1"}).tables[0].rows()}
    assert (rows["2.1"], rows["2.5"], rows["2"], rows["7"]) == (D("1000.25"), D(300), D("1300.25"), D("1300.25"))
    budgets.receive_income("research", 5, "ทุนวิจัย")
    with pytest.raises(BudgetRefused, match="income from research belongs"):
        budgets.statement(figures, places={"R1": "6.1.1"})
    told = {year: {"plan": {"1": 0}, "actual": {"1": 0, "2.2": 9}}}
    rows = {row[0]: row[3] for row in budgets.statement(told, places={"R1": "6.1.1"}).tables[0].rows()}
    assert rows["2"] == D(9)
