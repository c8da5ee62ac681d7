"""Grading tables (ตารางการกระจายเกรด): how often each grade is given to a group of students, in some years."""

from datetime import date
from decimal import Decimal
from fractions import Fraction
from hashlib import sha256
from typing import ClassVar, Final

from attrs import field, frozen
from attrs.validators import deep_iterable, ge, instance_of, matches_re

from orqa.base.errors import OrqaError
from orqa.base.findings import Finding, FindingKind, Severity
from orqa.base.language import Text
from orqa.base.markers import indexed, public
from orqa.base.records import Record, shown_by
from orqa.base.thai import search_key
from orqa.rules.ruleset import RuleSet

TOLERANCE: Final = "grade.sum_tolerance"

_text = instance_of(str)
HUNDRED: Final = 100


class GradeRefused(OrqaError, ValueError):
    """A grade or a grading table that cannot be as it was given; ``reason`` says what to do."""

    code: ClassVar[str] = "grade-refused"
    template: ClassVar[Text] = Text.of(en="the grade cannot be converted: {reason}", th="เทียบเกรดไม่ได้: {reason}")

    reason: Text


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
            upper = reached + Fraction(one.share) * HUNDRED / whole
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


def check_table(rules: RuleSet, table: GradeTable, on: date) -> tuple[Finding, ...]:
    """What is to be looked at in a grading table.

    Raises:
        GradeRefused: without a passing grade that was given, with a grade twice, and with years in the wrong order
            or to come, as those of another era are.
    """
    labels = [search_key(one.label) for one in table.grades]
    if len(set(labels)) != len(labels) or not all(labels):
        raise GradeRefused(_TWICE)
    if not any(one.passes and one.share for one in table.grades):
        raise GradeRefused(_EMPTY)
    if table.last < table.first:
        raise GradeRefused(_YEARS.fill(first=table.first, last=table.last))
    if table.last > on.year:
        raise GradeRefused(_TO_COME.fill(year=table.last))
    if table.in_numbers:
        return ()
    whole = sum((one.share for one in table.grades if one.passes), Decimal(0))
    everybody = sum((one.share for one in table.grades), Decimal(0))
    off = min(abs(whole - HUNDRED), abs(everybody - HUNDRED))
    tolerance = rules.at(on).reading().value(TOLERANCE)
    return (SUM.make(field="grades", record=table.ref, found=f"{whole:f}"),) if off > tolerance else ()


_TWICE = Text.of(en="each grade needs a name of its own", th="แต่ละเกรดต้องมีชื่อต่างกัน")
_EMPTY = Text.of(en="the table has no passing grade that anybody got", th="ตารางไม่มีเกรดผ่านที่มีผู้ได้รับ")
_YEARS = Text.of(en="the last year {last} lies before the first, {first}", th="ปีสุดท้าย {last} อยู่ก่อนปีแรก {first}")
_TO_COME = Text.of(
    en="the year {year} is to come; years of grading tables are those of the common era",
    th="ปี {year} ยังมาไม่ถึง ปีของตารางเกรดให้ระบุเป็นคริสต์ศักราช",
)
