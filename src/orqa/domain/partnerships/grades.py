"""Grades of one institution told in those of another (การเทียบเกรด), by how often each of them is given.

Both have a grading table: of those who passed, how many got which grade, the best first. What is so good there that a
tenth of the students reach it, is here what a tenth of the students reach.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from hashlib import sha256
from types import MappingProxyType
from typing import ClassVar, Final

from attrs import field, frozen
from attrs.validators import deep_iterable, ge, instance_of, matches_re

from orqa.base.errors import NotModelled, OrqaError
from orqa.base.findings import Finding, FindingKind, Severity
from orqa.base.language import Text
from orqa.base.markers import indexed, public
from orqa.base.records import Record, shown_by
from orqa.base.thai import search_key
from orqa.rules.decisions import Decision
from orqa.rules.ruleset import RuleSet

SCALE: Final = "grade.ects_scale"
SPAN: Final = "grade.span"
TOLERANCE: Final = "grade.sum_tolerance"

_text = instance_of(str)
_HUNDRED: Final = 100


class GradeRefused(OrqaError, ValueError):
    """A grade or a grading table that cannot be as it was given; ``reason`` says what to do."""

    code: ClassVar[str] = "grade-refused"
    template: ClassVar[Text] = Text.of(en="the grade cannot be converted: {reason}", th="เทียบเกรดไม่ได้: {reason}")

    reason: Text


class Span(StrEnum):
    """Which grade is taken where one of there spans several of here."""

    LOWEST = "lowest"
    HIGHEST = "highest"
    MIDDLE = "middle"
    LARGEST = "largest"


SPANS: Final = MappingProxyType(
    {
        Span.LOWEST: Text.of(en="the lowest of them", th="เกรดต่ำสุด"),
        Span.HIGHEST: Text.of(en="the highest of them", th="เกรดสูงสุด"),
        Span.MIDDLE: Text.of(en="the one at the middle", th="เกรดที่จุดกึ่งกลาง"),
        Span.LARGEST: Text.of(en="the one with the largest overlap", th="เกรดที่ซ้อนกันมากที่สุด"),
    }
)
"""What people call each."""


@frozen(kw_only=True)
class GradeShare:
    """How often a grade is given.

    Attributes:
        label: as it is printed.
        share: of all grades of the group: per cent, or how many.
        passes: whether it is a pass; others are no part of the comparison.
    """

    label: str = field(validator=_text)
    share: Decimal = field(validator=[instance_of(Decimal), ge(Decimal(0))])
    passes: bool = field(default=True, validator=instance_of(bool))


@frozen(kw_only=True)
class GradeTable(Record):
    """The grading table of an institution for a group of students and some years (ตารางการกระจายเกรด).

    Attributes:
        partner: id of the partner; empty for our own.
        scale: what the grades are called, such as ``A-F`` or ``1-5``.
        level: code of the vocabulary ``study-level``; empty for all.
        field_code: ISCED-F 2013 of the group, four digits; empty for all.
        first: the first year that was counted, in the common era.
        last: the last one.
        grades: the best first.
        in_numbers: whether shares are numbers of grades, not per cent.
        source: where it was read.
        read_on: when.
    """

    kind: ClassVar[str] = "grade-table"
    __repr__ = shown_by("partner", "scale", "first", "last")

    partner: str = field(default="", validator=_text, metadata=indexed() | public())
    scale: str = field(validator=_text, metadata=public())
    level: str = field(default="", validator=_text, metadata=public())
    field_code: str = field(default="", validator=matches_re("([0-9]{4})?"), metadata=public())
    first: int = field(validator=instance_of(int), metadata=public())
    last: int = field(validator=instance_of(int), metadata=indexed() | public())
    grades: tuple[GradeShare, ...] = field(validator=deep_iterable(instance_of(GradeShare)), metadata=public())
    in_numbers: bool = field(default=False, validator=instance_of(bool))
    source: str = field(validator=_text, metadata=public())
    read_on: date = field(validator=instance_of(date))

    @property
    def years(self) -> str:
        """The years that were counted, as people write them."""
        return str(self.first) if self.first == self.last else f"{self.first}–{self.last}"

    def bands(self) -> dict[str, tuple[Fraction, Fraction]]:
        """From which to which per cent of those who passed each passing grade goes, the best from 0; exact."""
        passing = [one for one in self.grades if one.passes]
        whole = sum((Fraction(one.share) for one in passing), Fraction(0))
        found, reached = {}, Fraction(0)
        for one in passing:
            upper = reached + Fraction(one.share) * _HUNDRED / whole
            found[one.label] = (reached, upper)
            reached = upper
        return found


def table_id(partner: str, scale: str, level: str, field_code: str, first: int, last: int) -> str:  # noqa: PLR0913, PLR0917 - what tells one from another
    """The id of a grading table: there is one of each group and span of years."""
    told = "\n".join((partner, search_key(scale), level, field_code, str(first), str(last)))
    return sha256(told.encode()).hexdigest()[:32]


SUM: Final = FindingKind(
    "grade-table-sum",
    Severity.WARNING,
    Text.of(
        en="the per cents of the grading table make {found}, not 100; the shares are counted of that sum",
        th="ผลรวมร้อยละของตารางเกรดเป็น {found} ไม่ใช่ 100 จึงคิดสัดส่วนจากผลรวมนั้น",
    ),
)
NEVER_GIVEN: Final = FindingKind(
    "grade-never-given",
    Severity.WARNING,
    Text.of(
        en="nobody of the group got {grade}; what lies next to it is taken",
        th="ไม่มีผู้ได้เกรด {grade} ในกลุ่มอ้างอิง จึงใช้เกรดที่อยู่ติดกัน",
    ),
)


def check_table(rules: RuleSet, table: GradeTable, on: date) -> tuple[Finding, ...]:
    """What is to be looked at in a grading table.

    Raises:
        GradeRefused: without a passing grade that was given, with a grade twice, and with years in the wrong order.
    """
    labels = [search_key(one.label) for one in table.grades]
    if len(set(labels)) != len(labels) or not all(labels):
        raise GradeRefused(_TWICE)
    if not any(one.passes and one.share for one in table.grades):
        raise GradeRefused(_EMPTY)
    if table.last < table.first:
        raise GradeRefused(_YEARS.fill(first=table.first, last=table.last))
    if table.in_numbers:
        return ()
    whole = sum((one.share for one in table.grades if one.passes), Decimal(0))
    everybody = sum((one.share for one in table.grades), Decimal(0))
    off = min(abs(whole - _HUNDRED), abs(everybody - _HUNDRED))
    tolerance = rules.at(on).reading().value(TOLERANCE)
    return (SUM.make(field="grades", record=table.ref, found=f"{whole:f}"),) if off > tolerance else ()


@frozen(kw_only=True)
class ConvertedGrade:
    """A grade of there told in one of here, with why.

    Attributes:
        given: the grade there.
        grade: the grade here.
        band: from which to which per cent of those who passed there.
        overlaps: grades of here in that band, the best first, each with how many per cent of it.
        span: which of them is taken.
        source: the table there.
        target: the table here.
        findings: what is to be looked at.
    """

    given: str
    grade: str
    band: tuple[Fraction, Fraction]
    overlaps: tuple[tuple[str, Fraction], ...]
    span: Span
    source: GradeTable
    target: GradeTable
    findings: tuple[Finding, ...] = ()

    @property
    def explanation(self) -> Text:
        """The bands, tables and rule that it rests on, in words."""
        low, high = (f"{float(one):.2f}" for one in self.band)
        found = ", ".join(f"{label} {float(part):.2f}" for label, part in self.overlaps)
        told = {"given": self.given, "low": low, "high": high, "found": found, "grade": self.grade}
        tables = {"there": _of(self.source), "here": _of(self.target), "span": SPANS[self.span]}
        return _EXPLAINED.fill(**told, **tables)


def convert_grade(  # noqa: PLR0913 - how a conversion is described
    given: str, *, source: GradeTable, target: GradeTable, on: date, rules: RuleSet, span: Span | str | None = None
) -> Decision[ConvertedGrade]:
    """A grade of one table told in another, by cumulative shares.

    Args:
        given: the grade, as it is printed.
        source: the table of where it was given.
        target: the table of where it is to count.
        on: the day as of which the rules are meant.
        rules: of the profile.
        span: which grade is taken where it spans several; by default the rule ``grade.span``.

    Raises:
        GradeRefused: when the table has no such grade, it is no pass, or there is no such way.
    """
    reading = rules.at(on).reading()
    way = _span(span if span is not None else reading.value(SPAN))
    label, band = _band(given, source)
    overlaps = tuple(_overlaps(band, target))
    findings = (NEVER_GIVEN.make(field="grade", grade=label),) if band[0] == band[1] else ()
    made = ConvertedGrade(
        given=label,
        grade=_chosen(way, band, overlaps, target),
        band=band,
        overlaps=overlaps,
        span=way,
        source=source,
        target=target,
        findings=findings,
    )
    told = {"grade": given, "source": source.id, "target": target.id, "span": way.value, "on": on}
    return reading.decision(made, told)


def ects_table(rules: RuleSet, on: date) -> Decision[GradeTable]:
    """The old ECTS scale as a grading table, for transcripts that print its letters.

    Raises:
        NotModelled: for days on which it was given up for grading tables.
    """
    reading = rules.at(on).reading()
    lines = reading.value(SCALE)
    if not lines:
        raise NotModelled(SCALE, _GIVEN_UP)
    grades = tuple(GradeShare(label=line["grade"], share=Decimal(line["share"])) for line in lines)
    year = on.year
    made = GradeTable(
        id="ects", partner="", scale="ECTS", first=year, last=year, grades=grades, source=SCALE, read_on=on
    )
    return reading.decision(made, {"on": on})


# ---------------------------------------------------------------------- inside


def _span(told: Span | str) -> Span:
    if told not in tuple(Span):
        raise GradeRefused(_NO_SPAN.fill(found=str(told)[:40], known=", ".join(Span)))
    return Span(told)


def _band(given: str, source: GradeTable) -> tuple[str, tuple[Fraction, Fraction]]:
    known = next((one for one in source.grades if search_key(one.label) == search_key(given)), None)
    if known is None:
        labels = ", ".join(one.label for one in source.grades)
        raise GradeRefused(_NO_GRADE.fill(found=given[:40], known=labels))
    if not known.passes:
        raise GradeRefused(_NO_PASS.fill(found=known.label))
    return known.label, source.bands()[known.label]


def _overlaps(band: tuple[Fraction, Fraction], target: GradeTable) -> Iterator[tuple[str, Fraction]]:
    """Grades of here that share something with a band; of a band without width those that touch it."""
    low, high = band
    for label, (first, last) in target.bands().items():
        part = min(high, last) - max(low, first)
        if part > 0 or (low == high and part == 0 and first < last):
            yield label, part


def _chosen(
    way: Span, band: tuple[Fraction, Fraction], overlaps: Iterable[tuple[str, Fraction]], target: GradeTable
) -> str:
    found = list(overlaps)
    if way is Span.LOWEST:
        return found[-1][0]
    if way is Span.HIGHEST or band[0] == band[1]:
        return found[0][0]
    if way is Span.LARGEST:
        return max(found, key=lambda one: one[1])[0]
    middle, bands = (band[0] + band[1]) / 2, target.bands()
    return next(label for label, _ in found if bands[label][0] <= middle <= bands[label][1])


def _of(table: GradeTable) -> Text:
    return _TABLE.fill(scale=table.scale, years=table.years, source=table.source)


_TWICE = Text.of(en="each grade needs a name of its own", th="แต่ละเกรดต้องมีชื่อต่างกัน")
_EMPTY = Text.of(en="the table has no passing grade that anybody got", th="ตารางไม่มีเกรดผ่านที่มีผู้ได้รับ")
_YEARS = Text.of(en="the last year {last} lies before the first, {first}", th="ปีสุดท้าย {last} อยู่ก่อนปีแรก {first}")
_NO_SPAN = Text.of(en="there is no way {found!r}; choose from: {known}", th="ไม่มีวิธี {found!r} ให้เลือกจาก: {known}")
_NO_GRADE = Text.of(en="the table has no grade {found!r}; it has: {known}", th="ตารางไม่มีเกรด {found!r} มีแต่: {known}")
_NO_PASS = Text.of(en="{found} is no pass; nothing is converted", th="เกรด {found} ไม่ผ่าน จึงไม่เทียบ")
_GIVEN_UP = Text.of(
    en="the scale was given up for grading tables in 2009; keep the table of the institution",
    th="เลิกใช้สเกลนี้ตั้งแต่ปี 2552 โปรดบันทึกตารางการกระจายเกรดของสถาบัน",
)
_TABLE = Text.of(en="{scale}, {years}, {source}", th="{scale} ปี {years} {source}")
_EXPLAINED = Text.of(
    en="{given} is given from {low} to {high} per cent of those who passed ({there}); "
    "there are of here: {found} ({here}); {span}: {grade}",
    th="{given} อยู่ระหว่างร้อยละ {low} ถึง {high} ของผู้สอบผ่าน ({there}) ตรงกับที่นี่: {found} ({here}) {span}: {grade}",
)
