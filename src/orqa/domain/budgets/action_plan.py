"""What is kept of the yearly action plan (แผนปฏิบัติราชการประจำปี): projects with indicators, activities and results."""

from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import ClassVar

from attrs import field, frozen
from attrs.validators import deep_iterable, ge, in_, instance_of, matches_re, optional

from orqa.base.language import Text
from orqa.base.markers import indexed, personal, public, searchable
from orqa.base.records import Record, shown_by
from orqa.base.refs import RecordRef

_text = instance_of(str)
_named = matches_re(r"(?s)\S.*")
_day = instance_of(date)
_refs = deep_iterable(instance_of(RecordRef), instance_of(tuple))


class ProjectState(StrEnum):
    """Where a project stands.

    ``planned``: in the plan, not approved yet; ``approved``: may begin; ``running``: something of it was done or
    measured; ``closed``: its closing report is in; ``cancelled``: it was given up.
    """

    PLANNED = "planned"
    APPROVED = "approved"
    RUNNING = "running"
    CLOSED = "closed"
    CANCELLED = "cancelled"


STATES = {
    ProjectState.PLANNED: Text.of(en="planned", th="อยู่ในแผน"),
    ProjectState.APPROVED: Text.of(en="approved", th="อนุมัติแล้ว"),
    ProjectState.RUNNING: Text.of(en="running", th="ดำเนินการ"),
    ProjectState.CLOSED: Text.of(en="closed", th="ปิดโครงการแล้ว"),
    ProjectState.CANCELLED: Text.of(en="cancelled", th="ยกเลิก"),
}
"""What people call each state."""


class Goal(StrEnum):
    """Which side of the target is good: ``at-least`` (ไม่น้อยกว่า) or ``at-most`` (ไม่เกิน)."""

    AT_LEAST = "at-least"
    AT_MOST = "at-most"


GOALS = {
    Goal.AT_LEAST: Text.of(en="at least", th="ไม่น้อยกว่า"),
    Goal.AT_MOST: Text.of(en="at most", th="ไม่เกิน"),
}
"""What people call each."""


@frozen(kw_only=True)
class Result:
    """What was measured of an indicator (ผลการดำเนินงาน).

    Attributes:
        on: the day that it holds for.
        value: what was measured, in the indicator's unit.
        note: what a reader should know.
        evidence: letters, minutes and other records that show it.
    """

    on: date = field(validator=_day)
    value: Decimal = field(validator=instance_of(Decimal))
    note: str = field(default="", validator=_text)
    evidence: tuple[RecordRef, ...] = field(default=(), validator=_refs)


@frozen(kw_only=True)
class Indicator:
    """What a project is measured by (ตัวชี้วัดความสำเร็จของโครงการ).

    Attributes:
        id: short name, unique in the project.
        title: what is measured.
        target: the value that is aimed at (ค่าเป้าหมาย).
        goal: see :class:`Goal`.
        unit: what is counted, such as คน or ร้อยละ.
        scale: the highest value that there can be, such as 5 of a questionnaire or 100 of a percent; None for no end.
        adds: whether results add up, as people do who came on several days; otherwise the latest one counts.
        results: what was measured, in the order of entering.
    """

    id: str = field(validator=_named)
    title: str = field(validator=_named)
    target: Decimal = field(validator=instance_of(Decimal))
    goal: str = field(default=Goal.AT_LEAST.value, validator=in_(tuple(Goal)))
    unit: str = field(default="", validator=_text)
    scale: Decimal | None = field(default=None, validator=optional(instance_of(Decimal)))
    adds: bool = field(default=False, validator=instance_of(bool))
    results: tuple[Result, ...] = field(default=(), validator=deep_iterable(instance_of(Result), instance_of(tuple)))


@frozen(kw_only=True)
class ProjectActivity:
    """A step of a project (กิจกรรมของโครงการ).

    Attributes:
        id: short name, unique in the project.
        title: what is done.
        first: the first day.
        last: the last day; after it the activity is overdue.
        unit: code of the unit that does it; empty for the project's own.
        person: id of whoever answers for it; empty for whoever answers for the project.
        done: the day on which it was done; None while it was not.
        note: what a reader should know.
        evidence: records that show it.
    """

    id: str = field(validator=_named)
    title: str = field(validator=_named)
    first: date = field(validator=_day)
    last: date = field(validator=_day)
    unit: str = field(default="", validator=_text)
    person: str = field(default="", validator=_text)
    done: date | None = field(default=None, validator=optional(_day))
    note: str = field(default="", validator=_text)
    evidence: tuple[RecordRef, ...] = field(default=(), validator=_refs)


@frozen(kw_only=True)
class PlannedSum:
    """What a project is planned to take from a line of the budget.

    Attributes:
        line: id of the line.
        minor: how much, in satang.
    """

    line: str = field(validator=_named)
    minor: int = field(validator=[instance_of(int), ge(0)])


@frozen(kw_only=True)
class Serves:
    """A node of a framework of quality assurance that a project is a plan for (ตัวบ่งชี้ที่โครงการสนับสนุน).

    Attributes:
        framework: id of the framework.
        node: id of the node.
    """

    framework: str = field(validator=_named)
    node: str = field(validator=_named)


@frozen(kw_only=True)
class ClosingReport:
    """What is told of a project at its end (รายงานผลการดำเนินโครงการ).

    Attributes:
        on: the day of the report.
        summary: what came of it.
        problems: what stood in the way (ปัญหาและอุปสรรค).
        proposals: what the next round should do otherwise (ข้อเสนอแนะ).
        document: number of the paper.
        evidence: records that show it.
    """

    on: date = field(validator=_day)
    summary: str = field(validator=_text)
    problems: str = field(default="", validator=_text)
    proposals: str = field(default="", validator=_text)
    document: str = field(default="", validator=_text)
    evidence: tuple[RecordRef, ...] = field(default=(), validator=_refs)


@frozen(kw_only=True)
class Project(Record):
    """A project of the action plan of one fiscal year (โครงการตามแผนปฏิบัติราชการประจำปี).

    Attributes:
        code: its code, unique in the year; lines of the budget name it as their ``project``.
        title: what it is called.
        year: common-era name of the fiscal year.
        unit: code of the unit that answers for it.
        person: id of whoever answers for it (ผู้รับผิดชอบโครงการ).
        strategy: the strategy or plan that it belongs to (ยุทธศาสตร์).
        objectives: what it is for (วัตถุประสงค์).
        first: the first day.
        last: the last day.
        state: see :class:`ProjectState`.
        indicators: what it is measured by.
        activities: its steps.
        sums: what it is planned to take from lines of the budget.
        serves: nodes of frameworks that it is a plan for.
        concerns: letters, minutes, agreements and other records that it goes back to.
        approved_on: the day of its approval.
        document: number of the paper by which it was approved, or changed last.
        report: what is told at its end.
        reason: why it was cancelled.
    """

    kind: ClassVar[str] = "project"
    indexes: ClassVar[tuple[tuple[str, ...], ...]] = (("year", "code"),)

    code: str = field(validator=_named, metadata=indexed() | searchable() | public())
    title: str = field(validator=_named, metadata=searchable() | public())
    year: int = field(validator=instance_of(int), metadata=indexed() | public())
    unit: str = field(validator=_text, metadata=indexed() | public())
    person: str = field(default="", validator=_text, metadata=indexed() | personal())
    strategy: str = field(default="", validator=_text, metadata=indexed() | public())
    objectives: tuple[str, ...] = field(
        default=(), validator=deep_iterable(_text, instance_of(tuple)), metadata=public()
    )
    first: date = field(validator=_day, metadata=indexed() | public())
    last: date = field(validator=_day, metadata=indexed() | public())
    state: str = field(
        default=ProjectState.PLANNED.value, validator=in_(tuple(ProjectState)), metadata=indexed() | public()
    )
    indicators: tuple[Indicator, ...] = field(
        default=(), validator=deep_iterable(instance_of(Indicator), instance_of(tuple)), metadata=public()
    )
    activities: tuple[ProjectActivity, ...] = field(
        default=(), validator=deep_iterable(instance_of(ProjectActivity), instance_of(tuple))
    )
    sums: tuple[PlannedSum, ...] = field(
        default=(), validator=deep_iterable(instance_of(PlannedSum), instance_of(tuple))
    )
    serves: tuple[Serves, ...] = field(
        default=(), validator=deep_iterable(instance_of(Serves), instance_of(tuple)), metadata=public()
    )
    concerns: tuple[RecordRef, ...] = field(default=(), validator=_refs)
    approved_on: date | None = field(default=None, validator=optional(_day))
    document: str = field(default="", validator=_text)
    report: ClosingReport | None = field(default=None, validator=optional(instance_of(ClosingReport)))
    reason: str = field(default="", validator=_text)

    __repr__ = shown_by("code", "year", "state")
