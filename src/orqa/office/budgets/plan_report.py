"""The action plan of a year as a report: plan and actual of indicators and money (รายงานผลตามแผนปฏิบัติราชการประจำปี)."""

from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING

from orqa.base.findings import Finding
from orqa.base.language import Text
from orqa.base.years import Year
from orqa.domain.budgets.action_plan import Project, ProjectState
from orqa.domain.budgets.percents import decide_convention
from orqa.domain.budgets.projects import attained, check_project
from orqa.office.budgets.project_tables import activity_table, indicator_table, project_table
from orqa.reporting.audience import Audience
from orqa.reporting.blocks import Block, Chart, ChartKind, Figure, Paragraph, Series
from orqa.reporting.columns import ColumnType
from orqa.reporting.formatting import Style
from orqa.reporting.model import Cited, Evidence, Report, Section

if TYPE_CHECKING:
    from orqa.domain.budgets.project_money import ProjectMoney
    from orqa.office.office import Office

TITLE = Text.of(en="Action plan of the year", th="ผลการดำเนินงานตามแผนปฏิบัติราชการประจำปี")
_COUNT = Text.of(en="Projects", th="จำนวนโครงการ")
_CLOSED = Text.of(en="Closed projects", th="โครงการที่ปิดแล้ว")
_PLANNED = Text.of(en="Planned money", th="งบประมาณตามแผน")
_PAID = Text.of(en="Paid", th="เบิกจ่าย")
_RATE = Text.of(en="Paid in percent of the plan", th="ร้อยละการเบิกจ่ายตามแผน")
_MET = Text.of(en="Indicators reached, in percent of those that were measured", th="ร้อยละตัวชี้วัดที่บรรลุของที่วัดแล้ว")
_PROJECTS = Text.of(en="Projects: plan and money", th="โครงการ แผน และงบประมาณ")
_INDICATORS = Text.of(en="Indicators: plan and actual", th="ตัวชี้วัด แผนและผล")
_ACTIVITIES = Text.of(en="Activities", th="กิจกรรม")
_REPORTS = Text.of(en="What came of the closed projects", th="สรุปผลโครงการที่ปิดแล้ว")
_OUTCOME = Text.of(en="{project}: {summary}", th="{project}: {summary}")
_PROBLEMS = Text.of(en="Problems: {text}", th="ปัญหาและอุปสรรค: {text}")
_PROPOSALS = Text.of(en="Proposals: {text}", th="ข้อเสนอแนะ: {text}")
_CHART = Text.of(en="Planned and paid by project", th="งบประมาณตามแผนและเบิกจ่ายรายโครงการ")
_NAMED = Text.of(en="Project {code} {title}", th="โครงการ {code} {title}")
_HUNDRED, _TENTH, _SATANG = 100, Decimal("0.1"), Decimal(100)


def plan_report(office: "Office", period: Year, audience: Audience, language: str | None) -> Report:
    """See :meth:`orqa.office.budgets.project_reading.ProjectReading.report`."""
    projects = office.budgets.projects.list(period)
    money = office.budgets.projects.moneys(projects)
    style = Style.of_profile(office.profile, language)
    sections = [
        Section((*_figures(office, projects, money), *_chart(projects, money))),
        Section((project_table(office, projects, money),), _PROJECTS),
        Section((indicator_table(projects),), _INDICATORS),
    ]
    if audience is Audience.INTERNAL:
        sections.append(Section((activity_table(office, projects, office.today()),), _ACTIVITIES))
        sections += [Section(told, _REPORTS)] if (told := tuple(_outcomes(projects))) else []
    convention = decide_convention(office.rules().reading())
    return Report(
        name="action-plan",
        title=TITLE,
        sections=tuple(sections),
        style=style,
        audience=audience,
        period=_period(period, style),
        made_at=office.now(),
        profile=office.profile.name,
        data_version=office.profile.ruleset.data_version,
        citations=tuple(Cited(one, office.profile.source(one).title) for one in convention.citations),
        evidence=tuple(_evidence(projects)),
        findings=tuple(_findings(projects)),
    )


def _period(period: Year, style: Style) -> Text:
    return Text.of(**{style.language: period.label(style.language, era=style.era)})


def _figures(office: "Office", projects: tuple[Project, ...], money: "dict[str, ProjectMoney]") -> Iterator[Block]:
    live = [one for one in projects if one.state != ProjectState.CANCELLED.value]
    planned = office.budgets.money(sum(money[one.id].planned for one in live))
    paid = office.budgets.money(sum(money[one.id].paid for one in projects))
    convention = decide_convention(office.rules().reading()).value
    yield Figure(label=_COUNT, value=len(live))
    yield Figure(label=_CLOSED, value=sum(one.state == ProjectState.CLOSED.value for one in live))
    yield Figure(label=_PLANNED, value=planned, type=ColumnType.MONEY)
    yield Figure(label=_PAID, value=paid, type=ColumnType.MONEY)
    yield Figure(label=_RATE, value=convention.percent(paid, planned), type=ColumnType.PERCENT)
    yield Figure(label=_MET, value=met_share(live)[0], type=ColumnType.PERCENT)


def met_share(projects: "list[Project]") -> tuple[Decimal | None, int]:
    """Of the indicators that were measured the share that is reached, and how many were; None of none."""
    measured = [found for one in projects for found in map(attained, one.indicators) if found.met is not None]
    if not measured:
        return None, 0
    reached = sum(found.met is True for found in measured)
    return (Decimal(reached * _HUNDRED) / len(measured)).quantize(_TENTH), len(measured)


def _chart(projects: tuple[Project, ...], money: "dict[str, ProjectMoney]") -> Iterator[Block]:
    if not projects:
        return
    own = [money[one.id] for one in projects]
    yield Chart(
        kind=ChartKind.BAR,
        title=_CHART,
        categories=tuple(Text.of(en=one.code) for one in projects),
        series=(
            Series(_PLANNED, tuple(one.planned / _SATANG for one in own)),
            Series(_PAID, tuple(one.paid / _SATANG for one in own)),
        ),
    )


def _outcomes(projects: tuple[Project, ...]) -> Iterator[Block]:
    for one in projects:
        if one.report is not None:
            yield Paragraph(_OUTCOME.fill(project=one.title, summary=one.report.summary.strip()))
            if one.report.problems.strip():
                yield Paragraph(_PROBLEMS.fill(text=one.report.problems.strip()))
            if one.report.proposals.strip():
                yield Paragraph(_PROPOSALS.fill(text=one.report.proposals.strip()))


def _evidence(projects: tuple[Project, ...]) -> Iterator[Evidence]:
    for one in projects:
        if one.state != ProjectState.CANCELLED.value:
            yield Evidence(record=one.ref, title=_NAMED.fill(code=one.code, title=one.title), public=True)


def _findings(projects: tuple[Project, ...]) -> Iterator[Finding]:
    for one in projects:
        if one.state != ProjectState.CANCELLED.value:
            yield from check_project(one)
