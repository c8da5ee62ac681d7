"""Decisions on projects of the action plan: whether they are sound, what they reached, what is overdue; pure."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Final, TypeVar

from attrs import evolve, frozen

from orqa.base.date_format import day_text
from orqa.base.findings import Finding, FindingKind, Severity
from orqa.base.language import Text, joined
from orqa.domain.budgets.action_plan import (
    STATES,
    ClosingReport,
    Goal,
    Indicator,
    Project,
    ProjectActivity,
    ProjectState,
    Result,
)
from orqa.domain.budgets.errors import BudgetRefused

Part = TypeVar("Part", Indicator, ProjectActivity)

NO_INDICATOR: Final = FindingKind(
    "project-no-indicator",
    Severity.ERROR,
    Text.of(en="{project} has no indicator: say what its success is measured by", th="{project} ไม่มีตัวชี้วัด โปรดระบุ"),
)
NO_OBJECTIVE: Final = FindingKind(
    "project-no-objective",
    Severity.ERROR,
    Text.of(en="{project} has no objective: say what it is for", th="{project} ไม่มีวัตถุประสงค์ โปรดระบุ"),
)
NO_ACTIVITY: Final = FindingKind(
    "project-no-activity",
    Severity.WARNING,
    Text.of(en="{project} has no activity: nothing of it will fall due", th="{project} ไม่มีกิจกรรม จึงไม่มีกำหนดติดตาม"),
)
NO_SUM: Final = FindingKind(
    "project-no-sum",
    Severity.INFO,
    Text.of(en="{project} is planned without money", th="{project} ไม่ได้ระบุงบประมาณ"),
)
NAMED_TWICE: Final = FindingKind(
    "project-named-twice",
    Severity.ERROR,
    Text.of(
        en="{project} has {name} twice: each needs an id of its own",
        th="{project} มีรหัส {name} ซ้ำ โปรดใช้รหัสต่างกัน",
    ),
)
DAYS_REVERSED: Final = FindingKind(
    "project-days-reversed",
    Severity.ERROR,
    Text.of(
        en="{name}: the last day {last} lies before the first, {first}", th="{name}: วันสุดท้าย {last} อยู่ก่อนวันแรก {first}"
    ),
)
DAYS_OUTSIDE: Final = FindingKind(
    "project-days-outside",
    Severity.ERROR,
    Text.of(
        en="{name} lies outside the project, which is from {first} to {last}",
        th="{name} อยู่นอกระยะเวลาโครงการ ซึ่งตั้งแต่ {first} ถึง {last}",
    ),
)
TARGET_ABOVE: Final = FindingKind(
    "project-target-above-scale",
    Severity.ERROR,
    Text.of(
        en="{name}: the target {target} is none of a scale from 0 to {scale}",
        th="{name}: ค่าเป้าหมาย {target} ไม่อยู่ในมาตร 0 ถึง {scale}",
    ),
)

_MAY_BECOME: Final = {
    ProjectState.PLANNED: {ProjectState.APPROVED, ProjectState.CANCELLED},
    ProjectState.APPROVED: {ProjectState.RUNNING, ProjectState.CLOSED, ProjectState.CANCELLED},
    ProjectState.RUNNING: {ProjectState.CLOSED, ProjectState.CANCELLED},
}
_NOT_SO = Text.of(en="{project} is {state}; it cannot become {wanted}", th="{project} {state} จึงเปลี่ยนเป็น {wanted} ไม่ได้")
_NOT_RUNNING = Text.of(
    en="{project} is {state}; results and activities are entered from its approval until it is closed",
    th="{project} {state} บันทึกผลและกิจกรรมได้ตั้งแต่อนุมัติจนปิดโครงการ",
)
_NO_PART = Text.of(en="{project} has no {name}; it has {known}", th="{project} ไม่มี {name} มี {known}")
_NOT_ON_SCALE = Text.of(
    en="{value} is none of a scale from 0 to {scale} of {name}", th="{value} ไม่อยู่ในมาตร 0 ถึง {scale} ของ {name}"
)
_NOT_FINITE = Text.of(en="{value} is no number that can be measured", th="{value} ไม่ใช่จำนวนที่วัดได้")
_EARLY = Text.of(en="{day} lies before the first day, {first}", th="วันที่ {day} อยู่ก่อนวันแรก {first}")
_DONE = Text.of(en="{name} was done on {day} already", th="{name} ดำเนินการแล้วเมื่อ {day}")
_STILL_OPEN = Text.of(
    en="these have no result yet: {names}; enter what was measured first", th="ยังไม่มีผลของ {names} โปรดบันทึกผลก่อน"
)
_KEPT = Text.of(
    en="{names}: an indicator with results, and an activity that was done, stay in the project",
    th="{names}: ตัวชี้วัดที่มีผลและกิจกรรมที่ดำเนินการแล้วต้องคงอยู่ในโครงการ",
)
_NO_SUMMARY = Text.of(en="a closing report tells what came of the project", th="รายงานปิดโครงการต้องสรุปผลการดำเนินงาน")


@frozen(kw_only=True)
class Attained:
    """What an indicator has reached.

    Attributes:
        indicator: the indicator.
        value: what counts of its results; None while there is none.
        met: whether the target is reached; None while there is no result.
    """

    indicator: Indicator
    value: Decimal | None
    met: bool | None


def attained(indicator: Indicator) -> Attained:
    """What an indicator has reached: the sum of its results, or the result of the latest day, the last one entered."""
    if not indicator.results:
        return Attained(indicator=indicator, value=None, met=None)
    if indicator.adds:
        value = sum((one.value for one in indicator.results), Decimal(0))
    else:
        latest = max(one.on for one in indicator.results)
        value = [one.value for one in indicator.results if one.on == latest][-1]
    at_most = indicator.goal == Goal.AT_MOST.value
    met = value <= indicator.target if at_most else value >= indicator.target
    return Attained(indicator=indicator, value=value, met=met)


def is_open(project: Project) -> bool:
    """Whether results and activities may be entered."""
    return project.state in {ProjectState.APPROVED.value, ProjectState.RUNNING.value}


def overdue(project: Project, on: date) -> tuple[ProjectActivity, ...]:
    """The activities of an open project whose last day lies before a day, and that were not done."""
    if not is_open(project):
        return ()
    return tuple(one for one in project.activities if one.done is None and one.last < on)


def check_project(project: Project) -> tuple[Finding, ...]:
    """What is wrong with a project as a plan; with an error it is not kept or not approved."""
    return tuple(evolve(one, record=project.ref) for one in _checked(project))


def _checked(project: Project) -> Iterator[Finding]:
    if not project.objectives:
        yield NO_OBJECTIVE.make(field="objectives", project=project.code)
    if not project.indicators:
        yield NO_INDICATOR.make(field="indicators", project=project.code)
    if not project.activities:
        yield NO_ACTIVITY.make(field="activities", project=project.code)
    if not any(one.minor for one in project.sums):
        yield NO_SUM.make(field="sums", project=project.code)
    yield from contradictions(project)


def contradictions(project: Project) -> Iterator[Finding]:
    """What contradicts itself in a project, so that it cannot be kept."""
    for name, parts in (("indicators", project.indicators), ("activities", project.activities)):
        counted = Counter(one.id for one in parts)
        for twice in (one for one, times in counted.items() if times > 1):
            yield NAMED_TWICE.make(field=name, project=project.code, name=twice)
    yield from _days(project.code, project.first, project.last, "last")
    for one in project.activities:
        yield from _days(one.id, one.first, one.last, "activities")
        if one.first < project.first or one.last > project.last:
            first, last = day_text(project.first), day_text(project.last)
            yield DAYS_OUTSIDE.make(field="activities", name=one.id, first=first, last=last)
    for indicator in project.indicators:
        if not _is_on(indicator, indicator.target):
            target, scale = indicator.target, indicator.scale
            yield TARGET_ABOVE.make(field="indicators", name=indicator.id, target=target, scale=scale)


def _days(name: str, first: date, last: date, where: str) -> Iterator[Finding]:
    if last < first:
        yield DAYS_REVERSED.make(field=where, name=name, first=day_text(first), last=day_text(last))


def _is_on(indicator: Indicator, value: Decimal) -> bool:
    return indicator.scale is None or 0 <= value <= indicator.scale


def with_results(before: Project, after: Project) -> Project:
    """The changed project, with what was measured and done before.

    Raises:
        BudgetRefused: when an indicator with results, or an activity that was done, is left out.
    """
    results = {one.id: one.results for one in before.indicators if one.results}
    done = {one.id: one for one in before.activities if one.done is not None}
    lost = (results.keys() - {one.id for one in after.indicators}) | (
        done.keys() - {one.id for one in after.activities}
    )
    if lost:
        raise BudgetRefused(_KEPT.fill(names=", ".join(sorted(lost))))
    indicators = tuple(evolve(one, results=results.get(one.id, ())) for one in after.indicators)
    activities = tuple(
        evolve(one, done=done[one.id].done, evidence=done[one.id].evidence) if one.id in done else one
        for one in after.activities
    )
    return evolve(after, indicators=indicators, activities=activities)


def moved_to(project: Project, state: ProjectState) -> Project:
    """The project in another state.

    Raises:
        BudgetRefused: when it cannot become that from where it stands.
    """
    known = ProjectState(project.state)
    if state not in _MAY_BECOME.get(known, ()):
        raise BudgetRefused(_NOT_SO.fill(project=project.code, state=STATES[known], wanted=STATES[state]))
    return evolve(project, state=state.value)


def measured(project: Project, indicator: str, result: Result) -> Project:
    """The project with a further result of an indicator; an approved one runs from then on.

    Raises:
        BudgetRefused: when there is no such indicator, the value is none of its scale, the day lies before the
            project's first, or the project is not open.
    """
    known = _part(project, project.indicators, indicator)
    if not result.value.is_finite():
        raise BudgetRefused(_NOT_FINITE.fill(value=result.value))
    if not _is_on(known, result.value):
        raise BudgetRefused(_NOT_ON_SCALE.fill(value=result.value, scale=known.scale, name=known.id))
    if result.on < project.first:
        raise BudgetRefused(_EARLY.fill(day=day_text(result.on), first=day_text(project.first)))
    parts = tuple(
        evolve(one, results=(*one.results, result)) if one.id == indicator else one for one in project.indicators
    )
    return evolve(_running(project), indicators=parts)


def carried_out(project: Project, activity: ProjectActivity, on: date) -> Project:
    """The project with an activity, as it is told, done on a day.

    Raises:
        BudgetRefused: when there is no such activity, it was done before, or the project is not open.
    """
    known = activity_of(project, activity.id)
    if known.done is not None:
        raise BudgetRefused(_DONE.fill(name=known.id, day=day_text(known.done)))
    if on < project.first:
        raise BudgetRefused(_EARLY.fill(day=day_text(on), first=day_text(project.first)))
    told = evolve(activity, done=on)
    return evolve(_running(project), activities=tuple(told if one.id == told.id else one for one in project.activities))


def activity_of(project: Project, activity: str) -> ProjectActivity:
    """An activity of a project.

    Raises:
        BudgetRefused: when there is none of that id.
    """
    return _part(project, project.activities, activity)


def closed(project: Project, report: ClosingReport) -> Project:
    """The project, closed by its report.

    Raises:
        BudgetRefused: when an indicator has no result, the report tells nothing, or the project is not open.
    """
    if not report.summary.strip():
        raise BudgetRefused(_NO_SUMMARY)
    after = moved_to(project, ProjectState.CLOSED)
    without = [Text.of(en=one.title) for one in project.indicators if not one.results]
    if without:
        raise BudgetRefused(_STILL_OPEN.fill(names=joined(without, ", ")))
    return evolve(after, report=report)


def _running(project: Project) -> Project:
    if not is_open(project):
        state = STATES[ProjectState(project.state)]
        raise BudgetRefused(_NOT_RUNNING.fill(project=project.code, state=state))
    return evolve(project, state=ProjectState.RUNNING.value)


def _part(project: Project, parts: tuple[Part, ...], name: str) -> Part:
    for one in parts:
        if one.id == name:
            return one
    known = ", ".join(one.id for one in parts) or "–"
    raise BudgetRefused(_NO_PART.fill(project=project.code, name=repr(name[:60]), known=known))
