"""A project of the action plan in the demonstration: planned, approved, carried out, paid, measured, closed."""

from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from orqa.base.language import Text
from orqa.cli.demo.day import ADMINISTRATOR
from orqa.domain.budgets.action_plan import Indicator, ProjectActivity
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


def planned(office: "Office", year: "FiscalYear", line: str, minor: int) -> "Project":
    """Plan a project and have it approved on paper."""
    projects = office.acting(ADMINISTRATOR).budgets.projects
    first = year.first + timedelta(days=30)
    project = projects.add(
        _CODE,
        "สัมมนาประกันคุณภาพการศึกษา",
        year,
        unit="irqa",
        first=first,
        last=year.first + timedelta(days=90),
        objectives=["ให้บุคลากรเข้าใจเกณฑ์การประกันคุณภาพ"],
        indicators=[
            Indicator(id="people", title="ผู้เข้าร่วม", target=Decimal(40), unit="คน", adds=True),
            Indicator(id="pleased", title="ความพึงพอใจ", target=Decimal("3.51"), unit="คะแนน", scale=Decimal(5)),
        ],
        activities=[ProjectActivity(id="day", title="จัดสัมมนา", first=first, last=first + timedelta(days=20))],
        sums=[(line, office.budgets.money(minor))],
    )
    return projects.approve(project, document="อว 0699.08/5")


def carried_out(office: "Office", project: "Project", case: str) -> Text:
    """Enter what came of it, give the request for its money a number, and close it."""
    acting = office.acting(ADMINISTRATOR).budgets
    projects, known = acting.projects, acting.case(case)
    acting.papers.issue(
        "request", case, on=known.on, given={"addressed_to": "อธิการบดี", "reason": project.objectives[0]}
    )
    day = project.first + timedelta(days=10)
    projects.done(project, "day", on=day)
    projects.result(project, "people", 45, on=day)
    projects.result(project, "pleased", "4.2", on=day)
    closed, money = projects.close(project, "ครบตามเป้าหมาย"), projects.money(project)
    return _DONE.fill(
        project=closed.code,
        reached=sum(attained(one).met is True for one in closed.indicators),
        all=len(closed.indicators),
        paid=acting.money(money.paid).written(),
        planned=acting.money(money.planned).written(),
        papers=len(acting.papers.of(known)),
    )
