"""Projects of the action plan from a table: several rows a project, each taken in as a whole."""

import csv
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import orqa
from organization_samples import begun
from orqa.office.errors import NotAllowed
from orqa.office.importing_projects import PROJECTS, TakeProjects
from orqa.office.office import Office
from orqa.office.tabular.importing import ImportResult, import_table
from orqa.office.tabular.preview import preview_table

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=ZoneInfo("Asia/Bangkok"))
HEADS = [
    *("รหัส", "ชื่อโครงการ", "ปีงบประมาณ", "หน่วยงาน", "ผู้รับผิดชอบ", "วัตถุประสงค์", "วันเริ่มต้น", "วันสิ้นสุด"),
    *("ตัวชี้วัด", "ทิศทาง", "ค่าเป้าหมาย", "หน่วยนับ", "คะแนนเต็ม", "รวมผลทุกครั้ง"),
    *("กิจกรรม", "กิจกรรมเริ่มต้น", "กิจกรรมสิ้นสุด", "รหัสงบประมาณ", "งบประมาณ", "ตัวบ่งชี้ที่สนับสนุน"),
]
ROWS: list[dict[str, str]] = [
    {
        "รหัส": "QA-01",
        "ชื่อโครงการ": "สัมมนา",
        "หน่วยงาน": "ga",
        "ผู้รับผิดชอบ": "E3",
        "วัตถุประสงค์": "เข้าใจเกณฑ์",
        "วันเริ่มต้น": "1 พ.ย. 2569",
        "วันสิ้นสุด": "31 ม.ค. 2570",
        "ตัวชี้วัด": "ผู้เข้าร่วม",
        "ค่าเป้าหมาย": "๔๐ คน",
        "รวมผลทุกครั้ง": "ใช่",
        "กิจกรรม": "จัดสัมมนา",
        "กิจกรรมเริ่มต้น": "10 พ.ย. 2569",
        "กิจกรรมสิ้นสุด": "20 พ.ย. 2569",
        "รหัสงบประมาณ": "P1",
        "งบประมาณ": "60,000",
        "ตัวบ่งชี้ที่สนับสนุน": "edpex 4.1",
    },
    {"ตัวชี้วัด": "ความพึงพอใจ", "ค่าเป้าหมาย": "3.51", "ทิศทาง": "ไม่น้อยกว่า", "คะแนนเต็ม": "5", "กิจกรรม": "สรุปผล"},
    {"รหัส": "QA-02", "ชื่อโครงการ": "ดูงาน", "หน่วยงาน": "ga", "รหัสงบประมาณ": "P2", "งบประมาณ": "5"},
]


@pytest.fixture
def office() -> Iterator[Office]:
    with orqa.open_office("memory:", profile="thai-public-university", clock=lambda: NOW) as office:
        begun(office)
        for code in ("P1", "P2"):
            office.budgets.add_line(code, code, office.year("fiscal"))
        yield office


def changed(at: int, column: str, text: str) -> list[dict[str, str]]:
    return [{**row, column: text} if number == at else row for number, row in enumerate(ROWS)]


def file_of(path: Path, rows: list[dict[str, str]]) -> Path:
    if path.suffix == ".xlsx":
        with xlsxwriter.Workbook(path) as book:
            sheet = book.add_worksheet("แผน")
            for at, row in enumerate([HEADS, *([one.get(head, "") for head in HEADS] for one in rows)]):
                sheet.write_row(at, 0, row)
        return path
    with path.open("w", encoding="utf-8", newline="") as file:
        out = csv.DictWriter(file, HEADS)
        out.writeheader()
        out.writerows(rows)
    return path


def take(office: Office, folder: Path, rows: list[dict[str, str]], **more: Any) -> ImportResult:
    return import_table(office, file_of(folder / "p.csv", rows), PROJECTS, **more)


def errors(result: Any) -> list[tuple[str, str]]:
    return [(str(one.place), one.code) for one in result.findings if one.severity == "error"]


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_rows_below_one_another_are_one_project(office: Office, tmp_path: Path, ending: str) -> None:
    result = import_table(office, file_of(tmp_path / f"p.{ending}", ROWS), PROJECTS)
    assert (result.rows, result.registered, result.refused, errors(result)) == (3, 3, 0, [])
    seminar, visit = office.budgets.projects.list(office.year("fiscal"))
    assert (seminar.title, seminar.unit, seminar.objectives) == ("สัมมนา", "ga", ("เข้าใจเกณฑ์",))
    assert seminar.person == office.organization.person("E3").id
    assert (seminar.first, seminar.last) == (date(2026, 11, 1), date(2027, 1, 31))
    people, pleased = seminar.indicators
    assert (people.id, people.target, people.unit, people.adds, people.scale) == ("1", 40, "คน", True, None)
    assert (pleased.target, pleased.goal, pleased.scale) == (Decimal("3.51"), "at-least", 5)
    day, told = seminar.activities
    assert (day.first, day.last) == (date(2026, 11, 10), date(2026, 11, 20))
    assert (told.title, told.first, told.last) == ("สรุปผล", seminar.first, seminar.last)
    (planned,) = seminar.sums
    assert (planned.line, planned.minor) == (office.budgets.line("P1").id, 60_000_00)
    assert [(one.framework, one.node) for one in seminar.serves] == [("edpex", "4.1")]
    assert (visit.first, visit.last) == (date(2026, 10, 1), date(2027, 9, 30))
    lacks = {one.code: one.severity for one in result.findings if one.place and one.place.line == 4}
    assert lacks == dict.fromkeys(("project-no-objective", "project-no-indicator", "project-no-activity"), "warning")
    (summed,) = [one for one in result.findings if one.code == "projects-taken-in"]
    assert summed.message.in_language("en") == "action plan of 2570: 2 projects, 60,005.00 planned"
    assert summed.message.in_language("th") == "แผนปฏิบัติราชการปี 2570: 2 โครงการ วงเงินตามแผน 60,005.00"


def test_english_heads_are_those_of_our_own_list(office: Office, tmp_path: Path) -> None:
    rows = "Project,Title,Unit,Indicator,Target,Budget line,Amount\nA1,Seminar,ga,People,at least 40 people,P1,1000\n"
    (tmp_path / "p.csv").write_text(rows, "utf-8")
    assert import_table(office, tmp_path / "p.csv", PROJECTS).registered == 1
    (project,) = office.budgets.projects.list(office.year("fiscal"))
    assert (project.code, project.title) == ("A1", "Seminar")
    assert (project.indicators[0].goal, project.indicators[0].unit) == ("at-least", "people")


def test_a_second_import_changes_nothing_whatever_came_of_the_plan(office: Office, tmp_path: Path) -> None:
    take(office, tmp_path, ROWS)
    projects = office.budgets.projects
    projects.approve("QA-01", document="อว 1")
    projects.done("QA-01", "1", on=date(2026, 11, 20))
    projects.result("QA-01", "1", 25)
    before = list(office.store.journal(limit=100))
    again = take(office, tmp_path, [*ROWS, {"รหัส": "QA-01", "กิจกรรม": "สรุปผล"}])
    assert (again.registered, again.known, again.refused, errors(again)) == (0, 4, 0, [])
    assert list(office.store.journal(limit=100)) == before


def test_what_a_file_leaves_out_stays_and_what_differs_is_told(office: Office, tmp_path: Path) -> None:
    take(office, tmp_path, ROWS)
    told = take(office, tmp_path, [{"รหัส": "QA-01", "ชื่อโครงการ": "สัมมนา", "หน่วยงาน": "ga"}])
    assert (told.known, errors(told)) == (1, [])
    other = take(office, tmp_path, changed(1, "ค่าเป้าหมาย", "4"))
    assert errors(other) == [("p.csv:2:รหัส", "project-kept-otherwise"), ("p.csv:3:รหัส", "project-row-held-back")]
    message = other.findings[-2].message
    assert "QA-01 is kept otherwise: Indicator." in message.in_language("en")
    assert "orqa project change" in message.in_language("th")


@pytest.mark.parametrize(
    ("at", "column", "text", "where", "code"),
    [
        (0, "ชื่อโครงการ", "", "p.csv:2:ชื่อโครงการ", "import-cell-missing"),
        (0, "รหัส", "", "p.csv:2:รหัส", "import-cell-missing"),
        (0, "รหัส", "x" * 33, "p.csv:2:รหัส", "import-cell-too-long"),
        (0, "หน่วยงาน", "xx", "p.csv:2:หน่วยงาน", "import-reference-unknown"),
        (0, "ผู้รับผิดชอบ", "E99", "p.csv:2:ผู้รับผิดชอบ", "import-reference-unknown"),
        (0, "ปีงบประมาณ", "99999", "p.csv:2:ปีงบประมาณ", "plan-year-unknown"),
        (0, "วันสิ้นสุด", "1 ต.ค. 2569", "p.csv:2:วันสิ้นสุด", "project-days-reversed"),
        (0, "วันสิ้นสุด", "32 ต.ค. 2569", "p.csv:2:วันสิ้นสุด", "import-date-not-understood"),
        (0, "กิจกรรมสิ้นสุด", "1 พ.ย. 2569", "p.csv:2:กิจกรรม", "project-days-reversed"),
        (0, "กิจกรรมสิ้นสุด", "1 ส.ค. 2570", "p.csv:2:กิจกรรม", "project-days-outside"),
        (0, "กิจกรรม", "", "p.csv:2:กิจกรรม", "import-cell-missing"),
        (0, "ค่าเป้าหมาย", "สิบคน", "p.csv:2:ค่าเป้าหมาย", "import-cell-not-understood"),
        (1, "ค่าเป้าหมาย", "", "p.csv:3:ค่าเป้าหมาย", "import-cell-missing"),
        (1, "ค่าเป้าหมาย", "5.01", "p.csv:3:ค่าเป้าหมาย", "project-target-above-scale"),
        (1, "ทิศทาง", "ดีขึ้น", "p.csv:3:ทิศทาง", "import-cell-not-understood"),
        (1, "คะแนนเต็ม", "ห้า", "p.csv:3:คะแนนเต็ม", "import-cell-not-understood"),
        (1, "ชื่อโครงการ", "อื่น", "p.csv:3:ชื่อโครงการ", "project-row-contradicts"),
        (1, "ตัวชี้วัด", "ผู้เข้าร่วม", "p.csv:3:ค่าเป้าหมาย", "project-row-contradicts"),
        (0, "รหัสงบประมาณ", "P9", "p.csv:2:รหัสงบประมาณ", "project-line-unknown"),
        (0, "รหัสงบประมาณ", "", "p.csv:2:รหัสงบประมาณ", "import-cell-missing"),
        (0, "งบประมาณ", "", "p.csv:2:งบประมาณ", "import-cell-missing"),
        (0, "งบประมาณ", "-5", "p.csv:2:งบประมาณ", "plan-amount-negative"),
        (0, "งบประมาณ", "0.005", "p.csv:2:งบประมาณ", "plan-amount-fraction"),
        (0, "งบประมาณ", "มาก", "p.csv:2:งบประมาณ", "import-cell-not-understood"),
        (0, "ตัวบ่งชี้ที่สนับสนุน", "edpex 99", "p.csv:2:ตัวบ่งชี้ที่สนับสนุน", "project-serves-unknown"),
        (0, "ตัวบ่งชี้ที่สนับสนุน", "none 1", "p.csv:2:ตัวบ่งชี้ที่สนับสนุน", "project-serves-unknown"),
    ],
)
def test_one_wrong_cell_holds_back_its_project_alone(  # noqa: PLR0917 - a row of the table
    office: Office, tmp_path: Path, at: int, column: str, text: str, where: str, code: str
) -> None:
    rows = changed(at, column, text)
    look = preview_table(office, file_of(tmp_path / "p.csv", rows), PROJECTS)
    result = take(office, tmp_path, rows, rejects=tmp_path / "rest.csv")
    assert (where, code) in errors(result)
    assert set(errors(result)) <= set(errors(look))
    assert [one.code for one in office.budgets.projects.list(office.year("fiscal"))] == ["QA-02"]
    assert (result.registered, result.refused) == (1, 2)
    with (tmp_path / "rest.csv").open(encoding="utf-8-sig", newline="") as file:
        rest = list(csv.DictReader(file))
    assert [one["กิจกรรม"] for one in rest] == [rows[0]["กิจกรรม"], "สรุปผล"]
    assert all(one[list(one)[-1]] for one in rest)


def test_rows_that_were_not_taken_in_are_mended_and_taken_in(office: Office, tmp_path: Path) -> None:
    take(office, tmp_path, changed(0, "งบประมาณ", "-5"), rejects=tmp_path / "rest.csv")
    text = (tmp_path / "rest.csv").read_text("utf-8-sig").replace("'-5", "5")
    (tmp_path / "mended.csv").write_text(text, "utf-8")
    assert import_table(office, tmp_path / "mended.csv", PROJECTS).registered == 2
    assert [one.code for one in office.budgets.projects.list(office.year("fiscal"))] == ["QA-01", "QA-02"]


def test_further_rows_of_a_project_of_another_year_need_not_name_it(office: Office, tmp_path: Path) -> None:
    office.budgets.add_line("P1", "P1", office.year("fiscal", 2571))
    named = {**ROWS[0], "ปีงบประมาณ": "2571", "วันเริ่มต้น": "", "วันสิ้นสุด": "", "กิจกรรมเริ่มต้น": "", "กิจกรรมสิ้นสุด": ""}
    result = take(office, tmp_path, [named, ROWS[2], {**ROWS[1], "รหัส": "QA-01"}])
    assert (result.registered, errors(result)) == (3, [])
    (project,) = office.budgets.projects.list(office.year("fiscal", 2571))
    assert (len(project.indicators), project.first) == (2, date(2027, 10, 1))


def test_whoever_may_not_keep_projects_takes_none_in(office: Office, tmp_path: Path) -> None:
    mine = office.acting("E2")
    with pytest.raises(NotAllowed):
        import_table(mine, file_of(tmp_path / "p.csv", changed(0, "หน่วยงาน", "irqa")), PROJECTS)
    assert office.budgets.projects.list(office.year("fiscal")) == ()
    assert take(mine, tmp_path, ROWS).registered == 3


def test_a_project_that_comes_meanwhile_is_looked_at_again(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    look, year = TakeProjects.look, office.year("fiscal")

    def raced(self: TakeProjects, *given: Any) -> Any:
        found = list(look(self, *given))
        if not office.budgets.projects.list(year):
            office.budgets.projects.add("QA-02", "ดูงานต่างประเทศ", year, unit="ga", first=year.first, last=year.last)
        return found

    monkeypatch.setattr(TakeProjects, "look", raced)
    result = take(office, tmp_path, ROWS)
    assert errors(result) == [("p.csv:4:รหัส", "project-kept-otherwise")]
    assert (result.rows, result.registered, result.refused) == (3, 2, 1)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(order=st.permutations([0, 1, 2, 3]), filled=st.sampled_from(["once", "down"]))
def test_the_order_of_rows_of_a_project_loses_none(tmp_path: Path, order: list[int], filled: str) -> None:
    """With codes in each row, in any order, all indicators and sums arrive, each once; cells may be filled down."""
    parts = [("ก", "1", "P1"), ("ข", "2", "P2"), ("ค", "3", "P3"), ("ง", "4", "P4")]
    rows = [
        {"รหัส": "Q", "ตัวชี้วัด": name, "ค่าเป้าหมาย": target, "รหัสงบประมาณ": line, "งบประมาณ": target}
        | ({"ชื่อโครงการ": "โครงการ", "หน่วยงาน": "ga"} if filled == "down" or at == order[0] else {})
        for at, (name, target, line) in enumerate(parts)
    ]
    with orqa.open_office("memory:", profile="thai-public-university", clock=lambda: NOW) as office:
        begun(office)
        for _, _, line in parts:
            office.budgets.add_line(line, line, office.year("fiscal"))
        result = take(office, tmp_path, [rows[at] for at in order] + [rows[order[-1]]])
        assert (result.registered, errors(result)) == (5, [])
        project = office.budgets.projects.get("Q")
        assert [one.title for one in project.indicators] == [parts[at][0] for at in order]
        assert sum(one.minor for one in project.sums) == 10_00
