"""Projects of the action plan are shown at the command line: the plan, one project, what is overdue."""

from typing import TYPE_CHECKING, Any

import click

from orqa.base.language import Text
from orqa.cli.options import YEAR, Settings, common_options
from orqa.cli.organization import ON, options, print_listing
from orqa.cli.output import finding_data, print_findings, print_json, print_table
from orqa.cli.projects import IN_YEAR, NAMED
from orqa.domain.budgets.action_plan import ProjectState
from orqa.domain.budgets.projects import attained
from orqa.office.budgets.project_tables import activity_table, indicator_table, project_table
from orqa.reporting.columns import Column, ColumnType
from orqa.reporting.formatting import Style
from orqa.reporting.tables import Table

if TYPE_CHECKING:
    from datetime import date

    from orqa.domain.budgets.action_plan import Project
    from orqa.domain.budgets.project_money import ProjectMoney
    from orqa.office.office import Office

_KINDS = click.Choice(["fiscal", "academic", "calendar"])
_OBJECTIVE = Text.of(en="Objective: {text}", th="วัตถุประสงค์: {text}")
_EVIDENCE = Text.of(en="Evidence: {refs}", th="หลักฐาน: {refs}")
_SUMMARY = Text.of(en="Closing report: {text}", th="รายงานปิดโครงการ: {text}")
_NONE = Text.of(en="No activity is overdue.", th="ไม่มีกิจกรรมเกินกำหนด")
_OVERDUE = (
    Column(name="code", title=Text.of(en="Project", th="รหัสโครงการ"), unbroken=True),
    Column(name="title", title=Text.of(en="Title", th="ชื่อโครงการ")),
    Column(name="activity", title=Text.of(en="Activity", th="กิจกรรม")),
    Column(name="last", title=Text.of(en="Last day", th="วันครบกำหนด"), type=ColumnType.DATE),
    Column(name="days", title=Text.of(en="Days overdue", th="เกินกำหนด (วัน)"), type=ColumnType.INTEGER),
)


@click.command()
@click.option("--year", "named_year", type=YEAR, help="Year, in the office's era; by default this one.")
@click.option("--kind-of-year", type=_KINDS, default="fiscal", show_default=True)
@click.option("--unit", default="", help="Code of the unit that answers for them.")
@click.option("--state", type=click.Choice([one.value for one in ProjectState]))
@click.option("--framework", default="", help="Only plans for this framework of quality assurance, e.g. edpex.")
@click.option("--node", default="", help="Only plans for this node of the framework.")
@common_options
def list_projects(settings: Settings, named_year: int | None, kind_of_year: str, **narrowed: str | None) -> None:
    """Show the action plan of a year with its money (ทะเบียนโครงการ)."""
    with settings.open_office(read_only=True) as office:
        period = office.year(kind_of_year, named_year)
        given = {name: value for name, value in narrowed.items() if value}
        print_listing(office.budgets.projects.table(period, **given), office, settings)


@click.command()
@NAMED
@options(IN_YEAR)
@common_options
def show_project(settings: Settings, name: str, named_year: int | None) -> None:
    """Show a PROJECT: plan and actual, activities, money, evidence (รายละเอียดโครงการ)."""
    with settings.open_office(read_only=True) as office:
        projects = office.budgets.projects
        known = projects.get(name, office.year("fiscal", named_year))
        money = projects.money(known)
        if settings.as_json:
            print_json(_data(office, known, money))
            return
        style = Style.of_profile(office.profile, settings.language)
        tables = (
            project_table(office, (known,), {known.id: money}),
            indicator_table((known,)),
            activity_table(office, (known,), office.today()),
        )
        for objective in known.objectives:
            click.echo(settings.say(_OBJECTIVE.fill(text=objective)))
        for table in tables:
            print_table(table.columns, list(table.rows()), style)
        if known.report is not None:
            click.echo(settings.say(_SUMMARY.fill(text=known.report.summary)))
        click.echo(settings.say(_EVIDENCE.fill(refs=", ".join(map(str, projects.evidence(known))))))
        print_findings(projects.check(known), settings)


@click.command()
@options(ON)
@common_options
def overdue(settings: Settings, on: "date | None") -> None:
    """Show activities of open projects that should have been done (กิจกรรมที่เกินกำหนด)."""
    with settings.open_office(read_only=True) as office:
        rows = [
            (one.project.code, one.project.title, one.activity.title, one.activity.last, one.days)
            for one in office.budgets.projects.overdue(on)
        ]
        if rows or settings.as_json:
            print_listing(Table.of(_OVERDUE, rows), office, settings)
        else:
            click.echo(settings.say(_NONE))


def _data(office: "Office", known: "Project", money: "ProjectMoney") -> dict[str, Any]:
    stages = ("planned", "granted", "reserved", "obligated", "advanced", "paid")
    found = [attained(one) for one in known.indicators]
    return {
        "id": known.id,
        "code": known.code,
        "title": known.title,
        "state": known.state,
        "version": known.version,
        "unit": known.unit,
        "first": known.first,
        "last": known.last,
        "objectives": known.objectives,
        "indicators": [
            {
                "id": one.indicator.id,
                "title": one.indicator.title,
                "goal": one.indicator.goal,
                "target": one.indicator.target,
                "unit": one.indicator.unit,
                "value": one.value,
                "met": one.met,
            }
            for one in found
        ],
        "activities": [
            {"id": one.id, "title": one.title, "first": one.first, "last": one.last, "done": one.done}
            for one in known.activities
        ],
        "money": {name: str(office.budgets.money(getattr(money, name))) for name in stages},
        "cases": [case.id for case in money.cases],
        "serves": [{"framework": one.framework, "node": one.node} for one in known.serves],
        "evidence": [str(ref) for ref in office.budgets.projects.evidence(known)],
        "findings": [finding_data(one) for one in office.budgets.projects.check(known)],
    }
