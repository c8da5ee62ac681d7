"""A project of the action plan in the demonstration: planned, approved, carried out, paid, measured, closed."""

import csv
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Final

from orqa.base.language import Text
from orqa.cli.demo.day import ADMINISTRATOR
from orqa.domain.budgets.projects import attained

if TYPE_CHECKING:
    from orqa.base.years import FiscalYear
    from orqa.domain.budgets.action_plan import Project
    from orqa.office.office import Office

_CODE = "QA-01"
_DONE = Text.of(
    en="project {project} planned, carried out and closed: {reached} of {all} indicators reached, {paid} of {planned} "
    "paid; papers issued: {papers}",
    th="โครงการ {project} วางแผน ดำเนินการ และปิดแล้ว: บรรลุตัวชี้วัด {reached} จาก {all} เบิกจ่าย {paid} จากแผน {planned} "
    "ออกเอกสาร {papers} ฉบับ",
)


PLANNED: Final = "made-up-projects.csv"
_HEADS: Final = (
    *("รหัส", "ชื่อโครงการ", "ปีงบประมาณ", "หน่วยงาน", "วัตถุประสงค์", "วันเริ่มต้น", "วันสิ้นสุด", "ตัวชี้วัด", "ค่าเป้าหมาย", "รวมผลทุกครั้ง"),
    *("กิจกรรม", "กิจกรรมเริ่มต้น", "กิจกรรมสิ้นสุด", "รหัสงบประมาณ", "งบประมาณ"),
)


def planned(office: "Office", year: "FiscalYear", line: str, minor: int, folder: Path) -> "Project":
    """Take a project in from the table of an action plan, and have it approved on paper."""
    from orqa.office.importing_projects import PROJECTS
    from orqa.office.tabular.importing import import_table

    days = [(year.first + timedelta(days=number)).isoformat() for number in (30, 90, 30, 50)]
    project = (_CODE, "สัมมนาประกันคุณภาพการศึกษา", str(office.written_year(year.ce)), "irqa")
    aim, money = "ให้บุคลากรเข้าใจเกณฑ์การประกันคุณภาพ", office.budgets.money(minor).written()
    rows = [
        (*project, aim, *days[:2], "ผู้เข้าร่วม", "ไม่น้อยกว่า ๔๐ คน", "ใช่", "จัดสัมมนา", *days[2:], line, money),
        (*[""] * 7, "ความพึงพอใจ", "≥ 3.51 คะแนน", *[""] * 6),
    ]
    with (folder / PLANNED).open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows([_HEADS, *rows])
    acting = office.acting(ADMINISTRATOR)
    import_table(acting, folder / PLANNED, PROJECTS)
    projects = acting.budgets.projects
    return projects.approve(projects.get(_CODE, year), document="อว 0699.08/5")


def carried_out(office: "Office", project: "Project", case: str) -> Text:
    """Enter what came of it, give the request for its money a number, and close it."""
    acting = office.acting(ADMINISTRATOR).budgets
    projects, known = acting.projects, acting.case(case)
    acting.papers.issue(
        "request", case, on=known.on, given={"addressed_to": "อธิการบดี", "reason": project.objectives[0]}
    )
    day = project.first + timedelta(days=10)
    projects.done(project, "1", on=day)
    projects.result(project, "1", 45, on=day)
    projects.result(project, "2", "4.2", on=day)
    closed, money = projects.close(project, "ครบตามเป้าหมาย"), projects.money(project)
    return _DONE.fill(
        project=closed.code,
        reached=sum(attained(one).met is True for one in closed.indicators),
        all=len(closed.indicators),
        paid=acting.money(money.paid).written(),
        planned=acting.money(money.planned).written(),
        papers=len(acting.papers.of(known)),
    )
