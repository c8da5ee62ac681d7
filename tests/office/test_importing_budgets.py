"""Taking in the table of a budget: as a whole, or nothing of it."""

import csv
import gzip
import json
from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from attrs import evolve

from orqa.base.money import Money
from orqa.domain.budgets.stages import Stage
from orqa.office.errors import NotAllowed
from orqa.office.importing_budgets import BUDGET, TakeBudget
from orqa.office.office import Office
from orqa.office.tabular.importing import ImportResult, import_table
from orqa.office.tabular.preview import preview_table
from orqa.office.tabular.survey import FileRefused
from orqa.storage.errors import Refused
from orqa.storage.protocol import Add
from orqa.storage.verify import verify

DATA = Path(__file__).parents[1] / "data" / "budget"
HEADS = ["รหัส", "รายการ", "รายการหลัก", "แหล่งเงิน", "งบรายจ่าย", "ได้รับอนุมัติ", "จัดสรร", "ผูกพัน", "เบิกจ่าย", "คงเหลือ"]
ROWS = [
    ["1", "แผนงานพื้นฐาน", "", "งบประมาณแผ่นดิน", "", "300,000", "200,000", "10,000", "50,000", "140,000"],
    ["1.1", "ค่าวัสดุ", "1", "งบประมาณแผ่นดิน", "งบดำเนินงาน", "100,000", "100,000", "10,000", "50,000", "40,000"],
    ["1.2", "ครุภัณฑ์", "1", "งบประมาณแผ่นดิน", "งบลงทุน", "200,000", "100,000", "", "", "100,000"],
]
TOTAL = ["รวม", "", "", "", "", "300,000", "200,000", "10,000", "50,000", "140,000"]


def csv_file(path: Path, rows: Iterable[list[str]], heads: list[str] = HEADS) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([heads, *rows])
    return path


def xlsx_file(path: Path, rows: Iterable[list[Any]], heads: list[str] = HEADS) -> Path:
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("งบ")
        for at, row in enumerate([heads, *rows]):
            sheet.write_row(at, 0, row)
    return path


def taken_in(office: Office, path: Path) -> ImportResult:
    return import_table(office, path, BUDGET)


def told(result: ImportResult) -> list[tuple[str, str]]:
    """Where and what, of the errors."""
    return [(str(one.place), one.code) for one in result.findings if one.severity == "error"]


def nothing_is_kept(office: Office) -> bool:
    year = office.year("fiscal")
    return not office.budgets.lines(year) and not list(office.store.journal(limit=50))[1:]


def changed(at: int, column: str, text: str) -> list[list[str]]:
    rows = [list(row) for row in ROWS]
    rows[at][HEADS.index(column)] = text
    return rows


# ------------------------------------------------------------------ what is taken in


@pytest.mark.parametrize("make", [csv_file, xlsx_file])
def test_a_budget_is_taken_in_with_its_axes_and_its_money(office: Office, tmp_path: Path, make: Any) -> None:
    result = taken_in(office, make(tmp_path / f"a.{make.__name__.removesuffix('_file')}", [*ROWS, TOTAL]))
    assert (result.rows, result.registered, result.refused, told(result)) == (3, 3, 0, [])
    assert "fiscal year 2570: 3 lines, approved 300,000.00, allotted 200,000.00, obligated 10,000.00" in str(
        [one.message.in_language("en") for one in result.findings]
    )
    budgets = office.budgets
    plan, goods, durables = budgets.lines(office.year("fiscal"))
    assert (plan.holds_money, goods.holds_money, goods.parent) == (False, True, plan.id)
    assert (goods.fund, goods.category, durables.category) == ("national", "operating", "investment")
    assert budgets.available("1.1") == Money(40_000_00, "THB")
    assert budgets.balance("1.2").minor == {Stage.APPROVED: 100_000_00, Stage.ALLOTTED: 100_000_00}
    (case,) = budgets.cases("1.1")
    assert budgets.pay(case, 10_000).state == "done"
    assert budgets.refund(case, 60_000).state == "done"
    assert not verify(office.store).findings


def test_what_a_row_does_not_say_is_so_of_the_rows_above(office: Office, tmp_path: Path) -> None:
    office.budgets.add_line("0", "แผ่นดิน", office.year("fiscal"), fund="national", plan="พื้นฐาน", holds_money=False)
    rows = [["1.1", "วัสดุ", "1", "", "", "100", "100", "", "", ""], ["1", "ดำเนินงาน", "0", "", "งบดำเนินงาน", *[""] * 5]]
    assert told(taken_in(office, csv_file(tmp_path / "a.csv", rows))) == []
    line = office.budgets.line("1.1")
    assert (line.fund, line.plan, line.category) == ("national", "พื้นฐาน", "operating")
    again = taken_in(office, csv_file(tmp_path / "a.csv", rows))
    assert (again.registered, again.known, told(again)) == (0, 2, [])


def test_a_file_taken_in_twice_changes_nothing(office: Office, tmp_path: Path) -> None:
    path = csv_file(tmp_path / "a.csv", [*ROWS, TOTAL])
    taken_in(office, path)
    before = office.budgets.balances(office.year("fiscal"))
    again = taken_in(office, path)
    assert (again.registered, again.known, again.refused) == (0, 3, 0)
    assert office.budgets.balances(office.year("fiscal")) == before


def test_allotments_of_a_further_document_are_added_up_to_what_was_granted(office: Office, tmp_path: Path) -> None:
    heads = ["รหัส", "จัดสรร", "เลขที่เอกสาร", "วันที่"]
    taken_in(office, csv_file(tmp_path / "a.csv", [*ROWS, TOTAL]))
    second = csv_file(tmp_path / "b.csv", [["1.2", "60,000", "ที่ 2/2570", "1 ต.ค. 2569"]], heads)
    assert taken_in(office, second).registered == 1
    assert office.budgets.available("1.2") == Money(160_000_00, "THB")
    assert [str(one.on) for one in office.budgets.postings("1.2")][-1] == "2026-10-01"
    third = taken_in(office, csv_file(tmp_path / "c.csv", [["1.2", "40,000.01", "ที่ 3/2570", ""]], heads))
    (finding,) = [one for one in third.findings if one.code == "plan-not-granted"]
    assert finding.message.in_language("en") == (
        "1.2: 40,000.01 is allotted, but 40,000.00 of what was approved is left: 0.01 is missing"
    )
    changed_later = taken_in(office, csv_file(tmp_path / "d.csv", [["1.2", "60,001", "ที่ 2/2570", ""]], heads))
    assert told(changed_later)[-1][1] == "plan-posted-otherwise"


def test_money_of_the_council_of_the_next_year(office: Office, tmp_path: Path) -> None:
    heads = ["รหัส", "รายการ", "ปีงบประมาณ", "แหล่งเงิน", "ที่มาของวงเงิน", "จัดสรร"]
    path = csv_file(tmp_path / "a.csv", [["R1", "เงินรายได้", "2571", "เงินรายได้", "สภามหาวิทยาลัย", "5,000"]], heads)
    assert taken_in(office, path).registered == 1
    (line,) = office.budgets.lines(office.year("fiscal", 2571))
    assert (line.fund, line.basis, line.year) == ("own_income", "council", 2028)
    (posting,) = office.budgets.postings(line)
    assert posting.on == date(2027, 10, 1)


def test_a_unit_is_named_by_its_code_or_by_that_on_its_letters(division: Office, tmp_path: Path) -> None:
    heads = ["รหัส", "รายการ", "หน่วยงาน", "จัดสรร"]
    rows = [["U1", "ก", "irqa", "5"], ["U2", "ข", "อว 0699.08", "5"]]
    assert taken_in(division, csv_file(tmp_path / "a.csv", rows, heads)).registered == 2
    assert {line.unit for line in division.budgets.lines(division.year("fiscal"))} == {"irqa"}
    result = taken_in(division, csv_file(tmp_path / "b.csv", [["U3", "ค", "xx", "5"]], heads))
    assert ("b.csv:2:หน่วยงาน", "import-reference-unknown") in told(result)


# ------------------------------------------------------------------ what is not


@pytest.mark.parametrize(
    ("rows", "where", "code"),
    [
        (changed(1, "ได้รับอนุมัติ", "100,000.01"), "a.csv:2:ได้รับอนุมัติ", "plan-parts-differ"),
        (changed(1, "งบรายจ่าย", "งบลับ"), "a.csv:3:งบรายจ่าย", "import-code-unknown"),
        (changed(1, "แหล่งเงิน", "เงินทอน"), "a.csv:3:แหล่งเงิน", "import-code-unknown"),
        (changed(2, "จัดสรร", "0.30000000000000004"), "a.csv:4:จัดสรร", "plan-amount-fraction"),
        (changed(2, "จัดสรร", "-100,000"), "a.csv:4:จัดสรร", "plan-amount-negative"),
        (changed(2, "จัดสรร", "=1+1"), "a.csv:4:จัดสรร", "plan-amount-formula"),
        (changed(2, "จัดสรร", "หนึ่งแสน"), "a.csv:4:จัดสรร", "import-cell-not-understood"),
        (changed(2, "รายการหลัก", "9"), "a.csv:4:รายการหลัก", "plan-parent-unknown"),
        (changed(2, "รหัส", "1.1"), "a.csv:4:รหัส", "plan-line-twice"),
        (changed(2, "รหัส", ""), "a.csv:4:รหัส", "import-cell-missing"),
        (changed(2, "รหัส", "x" * 33), "a.csv:4:รหัส", "import-cell-too-long"),
        (changed(2, "รายการ", ""), "a.csv:4:รายการ", "plan-line-without-title"),
        (changed(1, "คงเหลือ", "40,001"), "a.csv:3:คงเหลือ", "plan-remaining-differs"),
        ([*ROWS, ["รวม", *TOTAL[1:5], "300,001", *TOTAL[6:]]], "a.csv:5:ได้รับอนุมัติ", "plan-total-differs"),
        ([*ROWS, ["รวม", *TOTAL[1:9], "140,000.5"]], "a.csv:5:คงเหลือ", "plan-total-differs"),
    ],
)
def test_one_wrong_cell_holds_back_the_whole_file(
    office: Office, tmp_path: Path, rows: list[list[str]], where: str, code: str
) -> None:
    path = csv_file(tmp_path / "a.csv", rows)
    look = preview_table(office, path, BUDGET)
    assert (where, code) in [(str(one.place), one.code) for one in look.findings]
    result = taken_in(office, path)
    assert (where, code) in told(result)
    assert ("a.csv", "import-held-back") in told(result)
    assert (result.registered, result.refused) == (0, 3)
    assert nothing_is_kept(office)


def test_of_a_workbook_the_values_of_formulas_are_held_against_each_other(office: Office, tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        for at, row in enumerate(
            [["รหัส", "รายการ", "รายการหลัก", "จัดสรร"], ["1", "แผน", "", 0], ["1.1", "ก", "1", 0.1]]
        ):
            sheet.write_row(at, 0, row)
        sheet.write_row(3, 0, ["1.2", "ข", "1", 0.2])
        sheet.write_formula(1, 3, "=D3+D4", None, 0.1 + 0.2)
    assert taken_in(office, path).registered == 3
    assert [office.budgets.available(code).minor for code in ("1.1", "1.2")] == [10, 20]


def test_a_formula_without_a_value_is_told_by_its_cell(office: Office, tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["รหัส", "รายการ", "จัดสรร"])
        sheet.write_row(1, 0, ["1", "แผน"])
        sheet.write_formula(1, 2, "=1/3", None, 1 / 3)
        sheet.write_row(2, 0, ["2", "แผน"])
        sheet.write_formula(2, 2, "=1/0", None, "#DIV/0!")
    result = taken_in(office, path)
    assert {one.place.column for one in result.findings if one.place and one.place.line} == {"จัดสรร (C2)", "จัดสรร (C3)"}
    assert nothing_is_kept(office)


def test_nothing_is_added_to_a_closed_year(office: Office, tmp_path: Path) -> None:
    budgets, year = office.budgets, office.year("fiscal")
    budgets.add_line("1.1", "ค่าวัสดุ", year, fund="national", category="operating")
    budgets.close_year(year, early="เลิกโครงการ")
    result = taken_in(office, csv_file(tmp_path / "a.csv", [["1.1", "", "5"]], ["รหัส", "รายการ", "จัดสรร"]))
    assert told(result)[-1] == ("a.csv:2", "plan-year-closed")
    new = taken_in(office, csv_file(tmp_path / "b.csv", [["1.2", "ค่าจ้าง", "5"]], ["รหัส", "รายการ", "จัดสรร"]))
    assert told(new)[-1] == ("b.csv:2", "plan-year-closed")
    assert not budgets.available("1.1")
    assert [line.code for line in budgets.lines(year)] == ["1.1"]


def test_a_line_that_is_kept_otherwise_is_not_overwritten(office: Office, tmp_path: Path) -> None:
    office.budgets.add_line("1.1", "ค่าวัสดุ", office.year("fiscal"), fund="national", category="operating")
    rows = [["1.1", "ค่าวัสดุ", "งบลงทุน", "5"]]
    result = taken_in(office, csv_file(tmp_path / "a.csv", rows, ["รหัส", "รายการ", "งบรายจ่าย", "จัดสรร"]))
    (finding,) = [one for one in result.findings if one.code == "plan-kept-otherwise"]
    assert "1.1 is kept otherwise: operating" in finding.message.in_language("en")


@pytest.mark.parametrize(
    ("year", "on", "code"),
    [("2570", "1 ต.ค. 2570", "plan-day-outside-year"), ("99999", "", "plan-year-unknown")],
)
def test_days_and_years_that_cannot_be(office: Office, tmp_path: Path, year: str, on: str, code: str) -> None:
    heads = ["รหัส", "รายการ", "ปีงบประมาณ", "วันที่", "จัดสรร"]
    result = taken_in(office, csv_file(tmp_path / "a.csv", [["1", "ก", year, on, "5"]], heads))
    assert told(result)[-1][1] == code


def test_too_many_rows_are_refused_before_anything(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("orqa.office.tabular.importing.WHOLE", 2)
    with pytest.raises(FileRefused, match="at most 2 rows"):
        taken_in(office, csv_file(tmp_path / "a.csv", ROWS))


def test_only_the_finance_officer_takes_a_budget_in(division: Office, tmp_path: Path) -> None:
    path = csv_file(tmp_path / "a.csv", ROWS)
    with pytest.raises(NotAllowed):
        taken_in(division.acting("E3"), path)
    division.organization.grant("E3", "finance-officer", unit="irqa", first=date(2026, 10, 1))
    assert taken_in(division.acting("E3"), path).registered == 3


def test_a_preview_looks_at_all_rows_and_writes_nothing(office: Office, tmp_path: Path) -> None:
    path = csv_file(tmp_path / "a.csv", [*ROWS, TOTAL])
    look = preview_table(office, path, BUDGET, rows=1)
    assert [one.code for one in look.findings] == ["import-total-row"]
    (line,) = look.table.records(personal=True)
    assert (line["approved"], str(line["row_state"])) == (Money(300_000_00, "THB"), "new")
    assert nothing_is_kept(office)


# ------------------------------------------------------------------ the tables of real agencies


def tables(name: str) -> list[dict[str, Any]]:
    with gzip.open(DATA / f"fy2565-{name}.json.gz", "rt", encoding="utf-8") as file:
        found: list[dict[str, Any]] = json.load(file)["tables"]
    return found


def of_levels(rows: list[dict[str, Any]], columns: list[str]) -> Iterator[list[str]]:
    """Rows of an indented table, with codes by their places."""
    way: list[str] = []
    for at, row in enumerate(rows):
        way[row["level"] :] = [f"L{at}"]
        parent = way[-2] if len(way) > 1 else ""
        yield [f"L{at}", row["label"], parent, "ล้านบาท", *(row[column] for column in columns)]


def in_satang(million: str) -> int:
    return int(Decimal(million) * 10**8)


CATEGORIES = ["personnel", "operating", "investment", "subsidy", "other"]


@pytest.mark.parametrize("table", tables("plan-by-category"), ids=lambda table: str(table["id"]))
def test_plans_of_an_agency_by_category_are_taken_in(table: dict[str, Any], office_of: Any, tmp_path: Path) -> None:
    office: Office = office_of()
    heads = ["รหัส", "รายการ", "รายการหลัก", "หน่วยนับเงิน", "งบรายจ่าย", "ได้รับอนุมัติ"]
    printed = {f"L{at}": row for at, row in enumerate(table["rows"])}
    lines = list(of_levels(table["rows"], ["total"]))
    leaves = printed.keys() - {line[2] for line in lines}
    rows = []
    for code, title, parent, unit, total in lines:
        rows.append([code, title, parent, unit, "", total])
        if code in leaves:
            rows += [[f"{code}.{name}", name, code, unit, name, printed[code][name]] for name in CATEGORIES]
    result = taken_in(office, csv_file(tmp_path / "a.csv", rows, heads))
    assert told(result) == []
    assert {one.code for one in result.findings} <= {"plan-taken-in", "plan-parts-rounded"}
    budgets, year = office.budgets, office.year("fiscal")
    by_category = budgets.tree(year).by(lambda line: line.category, budgets.balances(year))
    for name in CATEGORIES:
        assert by_category[name].total == sum(in_satang(printed[code][name]) for code in leaves)
        assert abs(by_category[name].total - in_satang(printed["L0"][name])) <= 50_00 * (len(leaves) + 1)


@pytest.mark.parametrize("table", tables("three-year-by-group"), ids=lambda table: str(table["id"]))
def test_three_years_of_an_agency_are_taken_in(table: dict[str, Any], office_of: Any, tmp_path: Path) -> None:
    heads = ["รหัส", "รายการ", "รายการหลัก", "หน่วยนับเงิน", "ได้รับอนุมัติ"]
    for year in ("fy2563", "fy2564", "fy2565"):
        result = taken_in(office_of(), csv_file(tmp_path / f"{year}.csv", of_levels(table["rows"], [year]), heads))
        assert told(result) == []
        assert {one.code for one in result.findings} <= {"plan-taken-in", "plan-parts-rounded"}


def of_tree(node: dict[str, Any], parent: str, at: str) -> Iterator[list[str]]:
    yield [at, node.get("label", node["no"]), parent, node["amount"]]
    for number, kid in enumerate(node.get("kids", ()), 1):
        yield from of_tree(kid, at, f"{at}.{number}")


@pytest.mark.parametrize("table", tables("nested-baht-breakdowns"), ids=lambda table: str(table["id"]))
def test_a_breakdown_in_baht_is_exact_and_a_baht_more_is_refused(
    table: dict[str, Any], office_of: Any, tmp_path: Path
) -> None:
    heads = ["รหัส", "รายการ", "รายการหลัก", "ได้รับอนุมัติ"]
    rows = list(of_tree(table["tree"], "", "1"))
    office: Office = office_of()
    rows[0][3], right = str(int(rows[0][3]) + 1), rows[0][3]
    wrong = taken_in(office, csv_file(tmp_path / "a.csv", rows, heads))
    assert [code for _, code in told(wrong)] == ["import-held-back", "plan-parts-differ"]
    rows[0][3] = right
    result = taken_in(office, csv_file(tmp_path / "a.csv", rows, heads))
    assert (told(result), result.registered) == ([], len(rows))
    total = sum(balance.total for balance in office.budgets.balances(office.year("fiscal")).values())
    assert total == int(right) * 100


@pytest.fixture
def office_of(clock: Any) -> Iterator[Any]:
    """Opens new offices in memory."""
    import orqa

    opened: list[Office] = []

    def opening() -> Office:
        opened.append(orqa.open_office("memory:", profile="thai-public-university", clock=clock))
        return opened[-1]

    yield opening
    for office in opened:
        office.close()


def test_a_file_is_held_to_the_rules_of_single_postings(office: Office, tmp_path: Path) -> None:
    path = tmp_path / "b.csv"
    path.write_text(
        "รหัส,รายการ,แหล่งเงิน,ที่มาของวงเงิน,หน่วยงานเจ้าของเงิน,จัดสรร,เบิกจ่าย,วันที่,เลขที่เอกสาร\n"
        "P1,งานพื้นฐาน,งบประมาณแผ่นดิน,,,100,50,1 มี.ค. 2570,\n"
        "G1,อบรม,เงินที่รับเบิกแทนหน่วยงานอื่น,เบิกแทนกัน,,100,,,บท. 1\n"
        "G2,อบรม,เงินที่รับเบิกแทนหน่วยงานอื่น,เบิกแทนกัน,กรมอื่น,100,,,\n",
        encoding="utf-8",
    )
    found = [code for _, code in told(taken_in(office, path)) if code != "import-held-back"]
    assert found == ["plan-not-let", "plan-of-others-unclear", "plan-of-others-unclear"]
    path.write_text(
        "รหัส,รายการ,แหล่งเงิน,ที่มาของวงเงิน,หน่วยงานเจ้าของเงิน,จัดสรร,เบิกจ่าย,วันที่,เลขที่เอกสาร\n"
        "P1,งานพื้นฐาน,งบประมาณแผ่นดิน,,,100,50,,\n"
        "G2,อบรม,เงินที่รับเบิกแทนหน่วยงานอื่น,เบิกแทนกัน,กรมอื่น,100,,,บท. 1\n",
        encoding="utf-8",
    )
    assert told(taken_in(office, path)) == []
    assert [one.line.owner for one in office.budgets.on_behalf()] == ["กรมอื่น"]
    assert told(taken_in(office, path)) == []


def test_a_year_is_not_closed_while_a_file_brings_new_lines(office: Office, tmp_path: Path) -> None:
    """What closing looked at is still all there is, or it looks again."""
    from orqa.office.budgets.turns import LINES, turn_cell

    path = tmp_path / "b.csv"
    path.write_text("รหัส,รายการ,จัดสรร\nP1,งานพื้นฐาน,100\nP2,งานอื่น,100\n", encoding="utf-8")
    taken_in(office, path)
    cell = turn_cell(LINES, office.year("fiscal").ce)
    with office.reading() as reader:
        assert reader.cells(cell)[cell] == 1


@pytest.mark.parametrize("rows", [[["1.2", "", "60,000", "ที่ 2"]], [["P9", "งานใหม่", "5", "ที่ 2"]]])
def test_a_year_that_is_closed_while_a_file_is_looked_at_is_a_finding(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, rows: list[list[str]]
) -> None:
    """The store refuses what was looked at, so the rows are looked at again."""
    heads = ["รหัส", "รายการ", "จัดสรร", "เลขที่เอกสาร"]
    assert taken_in(office, csv_file(tmp_path / "a.csv", [["1.2", "ครุภัณฑ์", "100", "ที่ 1"]], heads)).registered == 1
    year, look = office.year("fiscal"), TakeBudget.look
    closed: list[int] = []

    def raced(self: TakeBudget, *given: Any) -> Any:
        found = list(look(self, *given))
        if not closed:
            closed.append(len(office.budgets.close_year(year, early="โอนงานไปหน่วยงานอื่น")))
        return found

    monkeypatch.setattr(TakeBudget, "look", raced)
    before = office.budgets.lines(year)
    path = csv_file(tmp_path / "b.csv", rows, heads)
    result = import_table(office, path, BUDGET, rejects=tmp_path / "rest.csv")
    assert (result.rows, result.registered, result.refused) == (1, 0, 1)
    (finding,) = [one for one in result.findings if one.code == "plan-year-closed"]
    assert str(finding.place) == "b.csv:2"
    assert rows[0][0] in (tmp_path / "rest.csv").read_text("utf-8-sig")
    assert [one.code for one in office.budgets.lines(year)] == [one.code for one in before]


def test_what_is_refused_again_and_again_is_told_as_the_store_says_it(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    looks: list[int] = []

    def refused(self: TakeBudget, rows: Any, *given: Any) -> Any:
        looks.append(len(rows))
        return [evolve(one, adds=(Add("budget-closed/x", -1, at_least=0),)) for one in look(self, rows, *given)]

    look = TakeBudget.look
    monkeypatch.setattr(TakeBudget, "look", refused)
    with pytest.raises(Refused):
        taken_in(office, csv_file(tmp_path / "a.csv", ROWS[:1]))
    assert looks == [1] * 5
    assert nothing_is_kept(office)
