"""A transcript held against the learning agreement that was approved (เปรียบเทียบผลการเรียนกับข้อตกลงการเรียน)."""

from collections.abc import Iterable, Iterator
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from attrs import evolve, frozen

from orqa.base.findings import Finding, FindingKind, Severity
from orqa.base.language import Text
from orqa.domain.partnerships.learning import Component, LearningVersion
from orqa.domain.partnerships.recognition import Course

MISSING: Final = FindingKind(
    "transcript-component-missing",
    Severity.WARNING,
    Text.of(
        en="{component} of the learning agreement (version {number}) is not in the transcript; ask host or student",
        th="ไม่พบ {component} ตามข้อตกลงการเรียนฉบับที่ {number} ในใบแสดงผลการเรียน โปรดสอบถามสถาบันปลายทางหรือนักศึกษา",
    ),
)
EXTRA: Final = FindingKind(
    "transcript-component-extra",
    Severity.WARNING,
    Text.of(
        en="{component} is not in the approved learning agreement (version {number}); say what it counts for",
        th="{component} ไม่อยู่ในข้อตกลงการเรียนฉบับที่ {number} ที่อนุมัติแล้ว โปรดระบุว่าเทียบกับอะไร",
    ),
)
CREDITS: Final = FindingKind(
    "transcript-credits-differ",
    Severity.WARNING,
    Text.of(
        en="{component} has {found} {scale} in the transcript, {agreed} in the learning agreement",
        th="{component} มี {found} {scale} ในใบแสดงผลการเรียน แต่ข้อตกลงการเรียนกำหนด {agreed}",
    ),
)
OTHER_SCALE: Final = FindingKind(
    "transcript-scale-differs",
    Severity.WARNING,
    Text.of(
        en="the transcript counts {component} in {found}, the agreement in {agreed}; credits were not compared",
        th="ใบแสดงผลการเรียนนับ {component} เป็น {found} แต่ข้อตกลงการเรียนเป็น {agreed} จึงไม่ได้เปรียบเทียบหน่วยกิต",
    ),
)


class HeldAgainst(StrEnum):
    """How a component or course stands."""

    PASSED = "passed"
    MISSING = "missing"
    EXTRA = "extra"


HELD: Final = MappingProxyType(
    {
        HeldAgainst.PASSED: Text.of(en="as agreed", th="ตามข้อตกลง"),
        HeldAgainst.MISSING: Text.of(en="missing", th="ขาด"),
        HeldAgainst.EXTRA: Text.of(en="not agreed", th="นอกข้อตกลง"),
    }
)
"""What people call each."""


@frozen(kw_only=True)
class ComparedLine:
    """A component of the agreement, a course of the transcript, or both.

    Attributes:
        component: as it was agreed; None for a course that was not.
        course: as it was passed; None for a component that was not.
    """

    component: Component | None
    course: Course | None

    @property
    def held(self) -> HeldAgainst:
        """How it stands."""
        if self.component is None:
            return HeldAgainst.EXTRA
        return HeldAgainst.MISSING if self.course is None else HeldAgainst.PASSED


@frozen(kw_only=True)
class Comparison:
    """What a transcript has of a version.

    Attributes:
        version: that was approved.
        lines: components in their order, then courses that were not agreed.
        findings: what is missing, extra, or has other credits.
        open: what counts here, and is not covered by what was passed.
    """

    version: LearningVersion
    lines: tuple[ComparedLine, ...]
    findings: tuple[Finding, ...]
    open: tuple[Component, ...]


def compare(version: LearningVersion, courses: Iterable[Course], source: str) -> Comparison:
    """Hold a transcript against a version: courses are known by code, else by title.

    Args:
        version: that was approved.
        courses: of the transcript, passed.
        source: scale of the transcript.
    """
    left, lines = list(courses), list[ComparedLine]()
    for component in version.studied:
        course = next((one for one in left if _is_it(component, one)), None)
        if course is not None:
            left.remove(course)
        lines.append(ComparedLine(component=component, course=course))
    lines += [ComparedLine(component=None, course=one) for one in left]
    findings = tuple(finding for line in lines for finding in _told(line, version.number, source))
    return Comparison(version=version, lines=tuple(lines), findings=findings, open=tuple(_open(version, lines)))


def counted_for(version: LearningVersion, course: Course) -> Course:
    """A course with what it counts for here, where the agreement names one thing and the transcript none."""
    component = next((one for one in version.studied if _is_it(one, course)), None)
    if course.home or component is None or len(component.replaces) != 1:
        return course
    return evolve(course, home=component.replaces[0])


def _is_it(component: Component, course: Course) -> bool:
    if component.code and course.code:
        return component.is_called(course.code)
    return component.is_called(course.title)


def _told(line: ComparedLine, number: int, source: str) -> Iterator[Finding]:
    component, course = line.component, line.course
    if component is None or course is None:
        kind, name = (EXTRA, course.code or course.title) if course else (MISSING, component.name if component else "")
        yield kind.make(field="courses", component=name, number=number)
    elif component.scale != source:
        yield OTHER_SCALE.make(field="courses", component=component.name, found=source, agreed=component.scale)
    elif component.credits != course.credits:
        found, agreed = f"{course.credits:f}", f"{component.credits:f}"
        yield CREDITS.make(field="courses", component=component.name, found=found, agreed=agreed, scale=source)


def _open(version: LearningVersion, lines: list[ComparedLine]) -> Iterator[Component]:
    """What counts here, and what was to count for it was not passed: all of that is needed."""
    missing = [line.component for line in lines if line.held is HeldAgainst.MISSING and line.component is not None]
    for one in version.counted:
        named = [other for other in version.studied if any(one.is_called(name) for name in other.replaces)]
        if any(other in missing for other in named or version.studied):
            yield one
