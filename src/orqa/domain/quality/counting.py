"""Counting people and students (การนับอาจารย์ และนักศึกษาเต็มเวลาเทียบเท่า, FTES).

How much somebody counts is told by tables ``[counting.…]`` of the framework's file, never by this module; a framework
without the table gives :class:`~orqa.base.errors.NotModelled`. Every count is exact, and explains itself.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

from attrs import frozen

from orqa.base.findings import Finding, FindingKind, Severity
from orqa.base.language import Text
from orqa.domain.quality.counting_rules import Counted, CountingRule
from orqa.domain.quality.marks import Mark
from orqa.domain.quality.numbers import Number, compact, divided, number_of, shown
from orqa.domain.quality.tables import own_mark
from orqa.rules.strict import StrictTable, Where

if TYPE_CHECKING:
    from orqa.domain.quality.framework import Framework

MONTHS: Final = FindingKind(
    "months-outside-year",
    Severity.ERROR,
    Text.of(
        en="{person}: {found} months worked, but a year has 0 to {most}; the person was left out, correct it",
        th="{person}: ทำงาน {found} เดือน แต่ต้องอยู่ระหว่าง 0 ถึง {most} เดือน จึงไม่ได้นับบุคคลนี้ โปรดแก้ไข",
    ),
)

GRADUATE: Final = "graduate"
"""The degree whose students are converted to students of bachelor level."""


@frozen(kw_only=True)
class Worked:
    """How long somebody worked in the year.

    Attributes:
        months: as a number or as text; half months may be.
        person: who, for messages.
        on_leave: whether the person is on study leave (ลาศึกษาต่อ).
    """

    months: Any
    person: str = "–"
    on_leave: bool = False


def head_count(framework: "Framework", people: Iterable[Worked], figure: str = "") -> Counted:
    """Lecturers and researchers by the months that they worked (จำนวนอาจารย์ประจำตามระยะเวลาทำงาน).

    Args:
        framework: its rule ``counting.staff`` says how much of a person counts from how many months on.
        people: who worked how long; who cannot have is left out, with a finding.
        figure: what the count is for, such as ``doctorate`` or ``research_money``: its rule ``counting.study_leave``
            says whether people on study leave are counted. Without a figure they are.

    Raises:
        NotModelled: when the framework has no such rule, or none for the figure.
    """
    rule = CountingRule.of(framework, "staff")
    most, steps = rule.number("most_months"), rule.steps("months", "count")
    leave = _study_leave(framework, figure) if figure else None
    tally, away, findings = [0] * len(steps), 0, []
    for one in people:
        months = _months(one, most)
        if isinstance(months, Finding):
            findings.append(months)
        elif one.on_leave and leave is not None and not leave[0]:
            away += 1
        else:
            tally[next(i for i, (least, _) in enumerate(steps) if months >= least)] += 1
    total = sum((number * count for number, (_, count) in zip(tally, steps, strict=True)), start=0)
    lines = [*_by_months(tally, steps, most), *_about_leave(leave, figure, away)]
    return rule.counted(compact(total), lines, findings=findings, marks=(leave[1],) if leave else ())


def _months(one: Worked, most: Number) -> Number | Finding:
    try:
        months = number_of(one.months)
    except ValueError:
        months = -1
    if 0 <= months <= most:
        return months
    return MONTHS.make(field="months", person=one.person, found=repr(one.months)[:40], most=shown(most))


def _study_leave(framework: "Framework", figure: str) -> tuple[bool, Mark]:
    """Whether people on study leave are counted in a figure, and by which clause."""
    rule = CountingRule.of(framework, "study_leave")
    for i, row in enumerate(rule.rows()):
        table = StrictTable(row, Where(framework.id, f"counting.study_leave.rows[{i}]"))
        if table.need("figure", str) == figure:
            return table.need("counted", bool), own_mark(table, rule.mark)
    raise rule.unknown(figure, (str(row.get("figure")) for row in rule.rows()))


def _by_months(tally: Sequence[int], steps: Sequence[tuple[Number, Number]], most: Number) -> Iterable[Text]:
    upper = most
    for i, (number, (least, count)) in enumerate(zip(tally, steps, strict=True)):
        template = _TO if i == 0 else _BELOW
        values = {"least": shown(least), "upper": shown(upper), "each": shown(count)}
        yield template.fill(number=number, total=shown(compact(number * count)), **values)
        upper = least


def _about_leave(leave: tuple[bool, Mark] | None, figure: str, away: int) -> Iterable[Text]:
    if leave is not None:
        yield (_WITH_LEAVE if leave[0] else _WITHOUT_LEAVE).fill(figure=figure, number=away)


@frozen(kw_only=True)
class Course:
    """A course of the year: how many were registered in it.

    Attributes:
        students: who were registered, of all semesters.
        credits: of the course.
        degree: of whom: ``bachelor`` or ``graduate``.
    """

    students: Any
    credits: Any
    degree: str = "bachelor"


def credit_hours(courses: Iterable[Course]) -> dict[str, Number]:
    """Student credit hours (SCH) of a year by degree: students registered × credits, over all courses.

    Raises:
        ValueError: when a number is none, or below 0.
    """
    found: dict[str, Number] = {}
    for course in courses:
        students, each = number_of(course.students), number_of(course.credits)
        if students < 0 or each < 0:
            raise ValueError(f"a course has no fewer than 0 students and credits, found {course}")
        found[course.degree] = compact(found.get(course.degree, 0) + students * each)
    return found


def ftes(framework: "Framework", hours: Mapping[str, Any], field: str = "") -> Counted:
    """Full-time equivalent students at bachelor level (FTES).

    Args:
        framework: its rule ``counting.ftes`` has the credits of a full-time year of each degree, and for each field by
            how much graduate students count more than those of bachelor level.
        hours: student credit hours of the year by degree; see :func:`credit_hours`.
        field: the field, such as ``sci_tech``; needed where there are graduate students.

    Raises:
        NotModelled: when the framework has no such rule, or not that degree or field.
        ValueError: when a number is none, or below 0.
    """
    rule = CountingRule.of(framework, "ftes")
    total: Number = 0
    lines: list[Text] = []
    for degree, given in hours.items():
        students = _full_time(rule, degree, given, lines)
        total += _converted(rule, field, students, lines) if degree == GRADUATE else students
    if len(hours) > 1:
        lines.append(_SUM.fill(total=shown(compact(total))))
    return rule.counted(compact(total), lines)


def _full_time(rule: CountingRule, degree: str, given: Any, lines: list[Text]) -> Number:
    hours, year = number_of(given), rule.of_code("credits_per_year", degree)
    if hours < 0:
        raise ValueError(f"credit hours are not below 0, found {hours} of {degree}")
    students = divided(hours, year)
    lines.append(_STUDENTS.fill(degree=degree, sch=shown(hours), credits=shown(year), students=shown(students)))
    return students


def _converted(rule: CountingRule, field: str, students: Number, lines: list[Text]) -> Number:
    factor = rule.of_code("graduate_factor", field)
    found = compact(students * factor)
    lines.append(_FACTOR.fill(field=field, students=shown(students), factor=shown(factor), is_=shown(found)))
    return found


_TO = Text.of(
    en="{least} to {upper} months: {number} × {each} = {total}",
    th="{least} ถึง {upper} เดือน: {number} × {each} = {total}",
)
_BELOW = Text.of(
    en="{least} up to {upper} months: {number} × {each} = {total}",
    th="{least} เดือน แต่ไม่ถึง {upper} เดือน: {number} × {each} = {total}",
)
_WITH_LEAVE = Text.of(en="people on study leave are counted in {figure}", th="นับผู้ลาศึกษาต่อใน {figure} ด้วย")
_WITHOUT_LEAVE = Text.of(
    en="on study leave, not counted in {figure}: {number}", th="ลาศึกษาต่อ ไม่นับใน {figure}: {number} คน"
)
_STUDENTS = Text.of(
    en="{degree}: {sch} credit hours ÷ {credits} = {students}",
    th="{degree}: {sch} หน่วยกิตนักศึกษา ÷ {credits} = {students}",
)
_FACTOR = Text.of(
    en="converted to bachelor level, {field}: {students} × {factor} = {is_}",
    th="แปลงเป็นระดับปริญญาตรี {field}: {students} × {factor} = {is_}",
)
_SUM = Text.of(en="together: {total}", th="รวม: {total}")
