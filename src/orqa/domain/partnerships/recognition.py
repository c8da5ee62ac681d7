"""What was learnt at a partner and counts at home (การเทียบโอนผลการเรียน): converted, held against rules, decided."""

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any, ClassVar, Final

from attrs import evolve, field, frozen
from attrs.validators import deep_iterable, gt, in_, instance_of, optional

from orqa.base.findings import Finding, FindingKind, Severity
from orqa.base.language import Text
from orqa.base.markers import indexed, personal
from orqa.base.records import Record, shown_by
from orqa.domain.partnerships.credits import Credits, Method, Programme, convert
from orqa.rules.decisions import Decision
from orqa.rules.ruleset import RuleSet

LEAST: Final = "mobility.recognition"

BELOW: Final = FindingKind(
    "recognition-grade-below",
    Severity.WARNING,
    Text.of(en="{course}: grade point {found} is below {least}", th="{course}: ค่าคะแนน {found} ต่ำกว่า {least}"),
)
UNALIKE: Final = FindingKind(
    "recognition-content-below",
    Severity.WARNING,
    Text.of(
        en="{course}: {found} per cent of the content are alike, {least} are needed",
        th="{course}: เนื้อหาตรงกันร้อยละ {found} ต้องไม่น้อยกว่าร้อยละ {least}",
    ),
)
UNGRADED: Final = FindingKind(
    "recognition-grade-not-converted",
    Severity.WARNING,
    Text.of(
        en="the grade {grade} of {course} was not converted: {reason}",
        th="ไม่ได้เทียบเกรด {grade} ของ {course}: {reason}",
    ),
)
NO_RULE: Final = FindingKind(
    "recognition-rule-unknown",
    Severity.INFO,
    Text.of(
        en="the grade and like content that are needed are not known; each university sets them (mobility.recognition)",
        th="ไม่ทราบเกณฑ์เกรดและสัดส่วนเนื้อหา แต่ละมหาวิทยาลัยกำหนดเอง (mobility.recognition)",
    ),
)

_text = instance_of(str)


@frozen(kw_only=True)
class Course:
    """A course of a transcript, and what it becomes at home.

    Attributes:
        title: there.
        credits: there, in the scale of the transcript.
        code: there.
        grade: there, as it is printed.
        home: code or title of the course here; empty for one that counts for none in particular.
        home_grade: the grade that is entered here.
        grade_point: of the grade, on the scale of the rule; None where it was not told.
        alike: how many per cent of the content are like the course here; None where it was not told.
        hours: of work of the whole course, for the method ``workload``.
        counted: the credits that it counts here; None before it is converted.
    """

    title: str = field(validator=_text)
    credits: Decimal = field(validator=[instance_of(Decimal), gt(Decimal(0))])
    code: str = field(default="", validator=_text)
    grade: str = field(default="", validator=_text)
    home: str = field(default="", validator=_text)
    home_grade: str = field(default="", validator=_text)
    grade_point: Decimal | None = field(default=None, validator=optional(instance_of(Decimal)))
    alike: int | None = field(default=None, validator=optional(instance_of(int)))
    hours: Decimal | None = field(default=None, validator=optional(instance_of(Decimal)))
    counted: Decimal | None = field(default=None, validator=optional(instance_of(Decimal)))


@frozen(kw_only=True)
class Recognition(Record):
    """A recognition of credits, proposed or decided (การเทียบโอนหน่วยกิต); it keeps by which rules it was converted.

    Attributes:
        mobility: id of the file.
        state: ``proposed`` or ``decided``.
        on: the day as of which scales are meant.
        method: of converting.
        source: scale of the transcript.
        target: scale here.
        step: to what credits are rounded, once.
        courses: with what they count here.
        citations: what the conversion rests on.
        certainty: of the least sure of these rules.
        decided_on: when it was decided.
        grades_by: by what grades were converted: ``table``, ``ects``; empty for not at all.
        grade_span: which grade was taken where one spans several.
        learning_version: number of the version of the learning agreement that it was held against; None for none.
        learning_digest: the hash of that version, by which its content is told.
        unit: id of the unit of the file.
        person: id of the person of the file, for one of the office.
    """

    kind: ClassVar[str] = "recognition"
    __repr__ = shown_by("mobility", "state", "method")

    mobility: str = field(validator=_text, metadata=indexed())
    state: str = field(default="proposed", validator=in_(("proposed", "decided")), metadata=indexed())
    on: date = field(validator=instance_of(date))
    method: str = field(validator=_text)
    source: str = field(validator=_text)
    target: str = field(validator=_text)
    step: Decimal = field(validator=[instance_of(Decimal), gt(Decimal(0))])
    courses: tuple[Course, ...] = field(validator=deep_iterable(instance_of(Course)), metadata=personal())
    citations: tuple[str, ...] = ()
    certainty: str = field(default="", validator=_text)
    decided_on: date | None = field(default=None, validator=optional(instance_of(date)))
    grades_by: str = field(default="", validator=_text)
    grade_span: str = field(default="", validator=_text)
    learning_version: int | None = field(default=None, validator=optional(instance_of(int)))
    learning_digest: str = field(default="", validator=_text)
    unit: str = field(default="", validator=_text)
    person: str = field(default="", validator=_text)

    @property
    def total(self) -> Decimal:
        """The credits that count here."""
        return sum((one.counted or Decimal(0) for one in self.courses), Decimal(0))


@frozen(kw_only=True)
class Converted:
    """Courses with the credits that they count, and what is to be looked at.

    Attributes:
        courses: in their order.
        findings: grades and contents below the rules.
        decisions: what each conversion rests on.
    """

    courses: tuple[Course, ...]
    findings: tuple[Finding, ...]
    decisions: tuple[Decision[Any], ...]


def decide_recognition(  # noqa: PLR0913 - how a conversion is described
    rules: RuleSet,
    courses: Iterable[Course],
    *,
    source: str,
    target: str,
    method: Method,
    on: date,
    step: Decimal,
    programme: Programme | None = None,
) -> Converted:
    """The courses of a transcript told in the credits of here, each rounded once.

    Args:
        rules: of the profile.
        courses: as they were passed there.
        source: scale of the transcript, such as ``ects``.
        target: scale here, such as ``th``.
        method: ``scale``, ``year_load`` or ``workload``.
        on: the day as of which scales are meant.
        step: to what credits are rounded.
        programme: of the home institution, for ``year_load``.

    Raises:
        CreditsRefused, NotModelled, UnknownDimension: as of :func:`orqa.domain.partnerships.credits.convert`.
    """
    reading = rules.at(on).reading()
    least = reading.value(LEAST)
    found: list[Course] = []
    decisions: list[Decision[Any]] = [reading.decision(least, {"on": on})]
    findings: list[Finding] = [NO_RULE.make(field="grade")] if least.get("unknown") else []
    by_year = method == "year_load" and programme is not None
    scales: dict[str, Any] = {"source": source, "target": target, "on": on, "rules": rules}
    for course in courses:
        converted = _by_year_here(course, programme, **scales) if by_year else _converted(course, method, **scales)
        found.append(evolve(course, counted=converted.value.rounded(step)))
        decisions.append(converted)
        if not least.get("unknown"):
            findings += _held_against(course, least)
    return Converted(courses=tuple(found), findings=tuple(findings), decisions=tuple(decisions))


def _converted(course: Course, method: Method, **scales: Any) -> Decision[Credits]:
    return convert(course.credits, method=method, hours=course.hours, **scales)


def _by_year_here(  # noqa: PLR0913 - as of convert
    course: Course, programme: Programme | None, *, source: str, target: str, on: date, rules: RuleSet
) -> Decision[Credits]:
    """By the year of the programme here: what a credit here is there, the other way round."""
    one = convert(1, source=target, target=source, method="year_load", on=on, rules=rules, programme=programme)
    amount = Fraction(course.credits)
    found = Credits(least=amount / one.value.most, most=amount / one.value.least, scale=target)
    inputs = {**one.inputs, "amount": str(course.credits), "source": source, "target": target}
    return Decision(found, inputs, one.profile, one.data_version, one.reads)


def _held_against(course: Course, least: Any) -> Iterator[Finding]:
    point, alike = Decimal(least["grade_point"]), int(least["alike"])
    if course.grade_point is not None and course.grade_point < point:
        yield BELOW.make(field="grade", course=course.title, found=f"{course.grade_point:f}", least=f"{point:f}")
    if course.alike is not None and course.alike < alike:
        yield UNALIKE.make(field="home", course=course.title, found=course.alike, least=alike)
