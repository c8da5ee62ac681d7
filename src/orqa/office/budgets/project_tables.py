"""Projects of the action plan as tables: the plan with its money, indicators, activities (ทะเบียนโครงการ)."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING

from orqa.base.language import Text
from orqa.domain.budgets.action_plan import GOALS, STATES, Goal, Project, ProjectState
from orqa.domain.budgets.percents import decide_convention
from orqa.domain.budgets.project_money import ProjectMoney
from orqa.domain.budgets.projects import attained, overdue
from orqa.office.attendance.event_tables import person_name
from orqa.reporting.columns import Column, ColumnType
from orqa.reporting.tables import Table

if TYPE_CHECKING:
    from orqa.office.office import Office

_CODE = Column(name="code", title=Text.of(en="Project", th="รหัสโครงการ"), public=True, unbroken=True)
_TARGET_COLUMNS = (
    _CODE,
    Column(name="indicator", title=Text.of(en="Indicator", th="ตัวชี้วัด"), public=True),
    Column(name="goal", title=Text.of(en="Goal", th="เกณฑ์"), public=True),
    Column(name="target", title=Text.of(en="Plan", th="แผน"), type=ColumnType.DECIMAL, public=True),
    Column(name="result", title=Text.of(en="Actual", th="ผล"), type=ColumnType.DECIMAL, public=True),
    Column(name="unit", title=Text.of(en="Counted in", th="หน่วยนับ"), public=True),
    Column(name="met", title=Text.of(en="Reached", th="บรรลุ"), type=ColumnType.BOOLEAN, public=True),
)
_ACTIVITY_COLUMNS = (
    _CODE,
    Column(name="activity", title=Text.of(en="Activity", th="กิจกรรม")),
    Column(name="first", title=Text.of(en="From", th="ตั้งแต่"), type=ColumnType.DATE),
    Column(name="last", title=Text.of(en="To", th="ถึง"), type=ColumnType.DATE),
    Column(name="unit", title=Text.of(en="Unit", th="หน่วยงาน")),
    Column(name="person", title=Text.of(en="Who answers for it", th="ผู้รับผิดชอบ"), personal=True),
    Column(name="done", title=Text.of(en="Done", th="ดำเนินการเมื่อ"), type=ColumnType.DATE),
    Column(name="overdue", title=Text.of(en="Days overdue", th="เกินกำหนด (วัน)"), type=ColumnType.INTEGER),
)


def _amount(name: str, en: str, th: str) -> Column:
    return Column(name=name, title=Text.of(en=en, th=th), type=ColumnType.MONEY, public=True)


_COLUMNS = (
    _CODE,
    Column.of_field(Project, "title", Text.of(en="Title", th="ชื่อโครงการ")),
    Column(name="unit", title=Text.of(en="Unit", th="หน่วยงาน"), public=True),
    Column(name="state", title=Text.of(en="State", th="สถานะ"), public=True),
    _amount("planned", "Planned", "งบประมาณตามแผน"),
    _amount("reserved", "Reserved", "จอง"),
    _amount("obligated", "Obligated", "ผูกพัน"),
    _amount("advanced", "Advanced", "เงินยืม"),
    _amount("entrusted", "Entrusted to others", "เบิกแทนกัน"),
    _amount("paid", "Paid", "เบิกจ่าย"),
    Column(name="rate", title=Text.of(en="Paid, percent", th="ร้อยละการเบิกจ่าย"), type=ColumnType.PERCENT, public=True),
    Column(name="indicators", title=Text.of(en="Indicators", th="ตัวชี้วัด"), type=ColumnType.INTEGER, public=True),
    Column(name="met", title=Text.of(en="Reached", th="บรรลุ"), type=ColumnType.INTEGER, public=True),
    Column(name="overdue", title=Text.of(en="Overdue", th="กิจกรรมเกินกำหนด"), type=ColumnType.INTEGER, public=True),
)


def project_table(office: "Office", projects: Iterable[Project], money: Mapping[str, ProjectMoney]) -> Table:
    """Projects with plan and actual: money by stage, the rate of payment, indicators reached, activities overdue."""
    budgets, today = office.budgets, office.today()
    convention = decide_convention(office.rules().reading()).value

    def row(one: Project) -> tuple[object, ...]:
        own = money[one.id]
        stages = (own.planned, own.reserved, own.obligated, own.advanced, own.entrusted, own.paid)
        planned, *rest = (budgets.money(minor) for minor in stages)
        rate = convention.percent(rest[-1], planned)
        reached = sum(attained(indicator).met is True for indicator in one.indicators)
        counts = (len(one.indicators), reached, len(overdue(one, today)))
        unit = office.organization.structure.named(one.unit, one.last)
        return (one.code, one.title, unit, state_title(one), planned, *rest, rate, *counts)

    return Table.of(_COLUMNS, map(row, projects))


def indicator_table(projects: Iterable[Project]) -> Table:
    """Indicators with plan and actual."""
    rows = []
    for project in projects:
        for one in project.indicators:
            found = attained(one)
            rows.append(
                (project.code, one.title, GOALS[Goal(one.goal)], one.target, found.value, one.unit or None, found.met)
            )
    return Table.of(_TARGET_COLUMNS, rows)


def activity_table(office: "Office", projects: Iterable[Project], on: date) -> Table:
    """Activities with their days, who answers for them, and by how many days they are overdue."""
    named = office.organization.structure.named
    rows = []
    for project in projects:
        late = {one.id for one in overdue(project, on)}
        for one in project.activities:
            person = one.person or project.person
            whom = (named(one.unit or project.unit, one.last), person_name(office, person) if person else None)
            days = (on - one.last).days if one.id in late else None
            rows.append((project.code, one.title, one.first, one.last, *whom, one.done, days))
    return Table.of(_ACTIVITY_COLUMNS, rows)


def state_title(project: Project) -> Text:
    """What people call the state of a project."""
    return STATES[ProjectState(project.state)]
