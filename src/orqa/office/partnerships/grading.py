"""Grades of a transcript are converted with its credits (เทียบเกรดในใบแสดงผลการเรียน)."""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from attrs import evolve, frozen

from orqa.base.errors import NotModelled
from orqa.base.findings import Finding
from orqa.base.language import Text
from orqa.domain.partnerships.errors import MobilityRefused
from orqa.domain.partnerships.grades import ConvertedGrade
from orqa.domain.partnerships.grading_tables import GradeRefused
from orqa.domain.partnerships.mobilities import Mobility
from orqa.domain.partnerships.movements import Direction
from orqa.domain.partnerships.recognition import UNGRADED, Course
from orqa.office.partnerships.grades import ECTS
from orqa.rules.decisions import Decision

if TYPE_CHECKING:
    from orqa.office.office import Office

BY: Final = ("", "table", ECTS)
"""By what grades may be converted; empty for not at all."""

_BY = Text.of(
    en="grades are not converted by {found!r}; choose from: table, ects",
    th="ไม่มีวิธีเทียบเกรด {found!r} ให้เลือกจาก: table, ects",
)


@frozen(kw_only=True)
class GradesBy:
    """How grades are to be converted: by what, which of several, and as of which day."""

    by: str
    span: str | None
    on: date


@frozen(kw_only=True)
class Graded:
    """Courses with the grades that are entered here.

    Attributes:
        courses: in their order.
        findings: grades that could not be converted.
        decisions: what each conversion rests on.
        how: what the recognition keeps of it.
    """

    courses: tuple[Course, ...]
    findings: tuple[Finding, ...]
    decisions: tuple[Decision[Any], ...]
    how: dict[str, str]


def grade_all(office: "Office", known: Mobility, courses: Iterable[Course], wanted: GradesBy) -> Graded:
    """Convert the grades of courses that have none of here.

    Raises:
        MobilityRefused: for another way than those of :data:`BY`.
    """
    if wanted.by not in BY:
        raise MobilityRefused(_BY.fill(found=wanted.by[:40]))
    if not wanted.by:
        return Graded(courses=tuple(courses), findings=(), decisions=(), how={})
    made, findings, decisions = list[Course](), list[Finding](), list[Decision[ConvertedGrade]]()
    for course in courses:
        if course.home_grade or not course.grade:
            made.append(course)
            continue
        try:
            decision = _converted(office, known, course.grade, wanted)
        except (NotModelled, GradeRefused) as error:
            reason = Text.of(en=error.message("en"), th=error.message("th"))
            findings.append(UNGRADED.make(field="grade", course=course.title, grade=course.grade, reason=reason))
            made.append(course)
            continue
        decisions.append(decision)
        findings += decision.value.findings
        made.append(evolve(course, home_grade=decision.value.grade))
    span = decisions[0].value.span.value if decisions else wanted.span or ""
    how = {"grades_by": wanted.by, "grade_span": span}
    return Graded(courses=tuple(made), findings=tuple(findings), decisions=tuple(decisions), how=how)


def _converted(office: "Office", known: Mobility, grade: str, wanted: GradesBy) -> Decision[ConvertedGrade]:
    """From the host to the home institution; in the old scale what the other institution prints, or is told."""
    other = ECTS if wanted.by == ECTS else known.partner
    source, target = (other, "") if known.way is Direction.SENT else ("", other)
    return office.partnerships.grades.convert(
        grade,
        source,
        to=target,
        on=wanted.on,
        level=known.level,
        field_code=known.field_code,
        span=wanted.span,
    )
