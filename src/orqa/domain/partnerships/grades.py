"""Grades of one institution told in those of another (การเทียบเกรด), by how often each of them is given.

Both have a grading table: of those who passed, how many got which grade, the best first. What is so good there that a
tenth of the students reach it, is here what a tenth of the students reach.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from types import MappingProxyType
from typing import Final

from attrs import frozen

from orqa.base.errors import NotModelled
from orqa.base.findings import Finding, FindingKind, Severity
from orqa.base.language import Text
from orqa.base.thai import search_key
from orqa.domain.partnerships.grading_tables import GradeRefused, GradeShare, GradeTable
from orqa.rules.decisions import Decision
from orqa.rules.ruleset import RuleSet

SCALE: Final = "grade.ects_scale"
SPAN: Final = "grade.span"


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


NEVER_GIVEN: Final = FindingKind(
    "grade-never-given",
    Severity.WARNING,
    Text.of(
        en="nobody of the group got {grade}; what lies next to it is taken",
        th="ไม่มีผู้ได้เกรด {grade} ในกลุ่มอ้างอิง จึงใช้เกรดที่อยู่ติดกัน",
    ),
)


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
