"""The common data set of a unit and a year (ข้อมูลพื้นฐานร่วม, CDS): numbers that several frameworks are fed with.

Each number keeps as it was written, with its unit, source, day and who reported it; the number that the committee
confirmed stands beside it and never replaces it (ค่าที่คณะกรรมการยืนยัน). Frameworks are asked with what
:meth:`DataSet.inputs` gives; what is wrong is told by :func:`orqa.domain.quality.data_checks.check_data`.
"""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, ClassVar, Final

from attrs import evolve, field, fields, frozen
from attrs.validators import deep_iterable, in_, instance_of, optional

from orqa.base.errors import OrqaError
from orqa.base.findings import Finding
from orqa.base.language import Text
from orqa.base.markers import indexed, personal
from orqa.base.records import Record, shown_by
from orqa.base.thai import clean_text
from orqa.domain.quality.data_findings import VALUE_DIFFERS
from orqa.domain.quality.numbers import number_of

if TYPE_CHECKING:
    from orqa.domain.quality.framework import Framework

YEAR_KINDS: Final = ("academic", "calendar", "fiscal")
"""The kinds of year (ปีการศึกษา ปีปฏิทิน ปีงบประมาณ) that a figure may be counted by."""


@frozen(kw_only=True)
class DataPoint:
    """One number of a data set, all of it as text as it was written.

    Attributes:
        id: the field of the framework, such as ``phd`` or ``works.tci_1``, or a node, item or condition of it.
        value: what the unit reports of itself: a number, a list with ``;`` between, yes or no, ``n/a: reason``.
        confirmed: what the committee confirmed; empty where it has not looked, or agrees.
        unit: what is counted, as the file says; empty for the field's own unit.
        source: where the number is from: a register, a report, a system.
        on: the day on which it was so.
        reported_by: who reports it.
        year_kind: by which kind of year it is counted, where that is not the year of the data set.
        note: what a reader should know.
    """

    id: str = field(converter=clean_text)
    value: str = field(default="", converter=clean_text)
    confirmed: str = field(default="", converter=clean_text)
    unit: str = field(default="", converter=clean_text)
    source: str = field(default="", converter=clean_text)
    on: date | None = field(default=None, validator=optional(instance_of(date)))
    reported_by: str = field(default="", converter=clean_text)
    year_kind: str = field(default="", validator=in_(("", *YEAR_KINDS)))
    note: str = field(default="", converter=clean_text)

    @property
    def is_empty(self) -> bool:
        """Whether nobody has filled it in: it names a field and its unit, and says nothing of it."""
        return not (self.value or self.confirmed or self.source or self.on or self.note)

    def given(self, *, confirmed: bool) -> str:
        """The number to go by: the confirmed one where it is asked for and there is one."""
        return (self.confirmed or self.value) if confirmed else self.value


def _same(first: str, second: str) -> bool:
    """Whether two texts are the same number, however they are written."""
    if first == second:
        return True
    try:
        return number_of(first) == number_of(second)
    except ValueError:
        return False


def data_set_id(unit: str, year: int, year_kind: str = "academic") -> str:
    """The id of the data set of a unit and a year: there is one."""
    return f"{unit}/{year_kind}-{year}"


@frozen(kw_only=True)
class DataSet(Record):
    """The common data set of a unit and a year.

    Attributes:
        unit: code of the unit: programme, faculty, institution.
        year: the common-era year that names it.
        year_kind: of which kind the year is.
        points: the numbers, in the order of the file.
    """

    kind: ClassVar[str] = "quality-data"
    indexes: ClassVar[tuple[tuple[str, ...], ...]] = (("unit", "year"),)

    unit: str = field(validator=instance_of(str), metadata=indexed())
    year: int = field(validator=instance_of(int), metadata=indexed())
    year_kind: str = field(default="academic", validator=in_(YEAR_KINDS), metadata=indexed())
    points: tuple[DataPoint, ...] = field(
        default=(), validator=deep_iterable(instance_of(DataPoint), instance_of(tuple)), metadata=personal()
    )

    @classmethod
    def of(cls, unit: str, year: int, points: Iterable[DataPoint] = (), year_kind: str = "academic") -> "DataSet":
        """The data set of a unit and a common-era year."""
        identity = data_set_id(unit, year, year_kind)
        return cls(id=identity, unit=unit, year=year, year_kind=year_kind, points=tuple(points))

    def inputs(self, framework: "Framework | None" = None, *, confirmed: bool = True) -> dict[str, str]:
        """What :meth:`orqa.domain.quality.framework.Framework.evaluate` is given.

        Args:
            framework: only what this framework asks for; None for all.
            confirmed: take the committee's numbers where there are some; otherwise only the unit's own.
        """
        found: dict[str, str] = {}
        for point in self.points:
            text = point.given(confirmed=confirmed)
            if text and (framework is None or point.id in framework.slots):
                found.setdefault(point.id, text)
        return found

    def changed(self) -> tuple[DataPoint, ...]:
        """The numbers that the committee changed."""
        return tuple(point for point in self.points if point.confirmed and not _same(point.confirmed, point.value))

    __repr__ = shown_by("unit", "year_kind", "year")


class OtherDataSet(OrqaError, ValueError):
    """Data sets of another unit or year cannot become one."""

    code: ClassVar[str] = "other-data-set"
    template: ClassVar[Text] = Text.of(
        en="{first} and {second} are of another unit or year; merge only those of the same",
        th="{first} และ {second} เป็นของคนละหน่วยงานหรือคนละปี รวมได้เฉพาะของหน่วยงานและปีเดียวกัน",
    )

    first: str
    second: str


def merged(first: DataSet, *others: DataSet) -> tuple[DataSet, tuple[Finding, ...]]:
    """One data set of several of the same unit and year, as of several frameworks, and where they disagree.

    What one leaves open the next fills in. Two that say different things of a number: the first is kept and a finding
    tells both.

    Raises:
        OtherDataSet: when one is of another unit or year.
    """
    points: dict[str, DataPoint] = {}
    for point in first.points:
        points.setdefault(point.id, point)
    findings: list[Finding] = []
    for other in others:
        if other.id != first.id:
            raise OtherDataSet(first.id, other.id)
        for point in other.points:
            known = points.get(point.id)
            points[point.id] = point if known is None else _together(known, point, findings)
    return evolve(first, points=tuple(points.values())), tuple(findings)


def _together(known: DataPoint, other: DataPoint, findings: list[Finding]) -> DataPoint:
    for name in ("value", "confirmed"):
        first, second = getattr(known, name), getattr(other, name)
        if first and second and not _same(first, second):
            findings.append(VALUE_DIFFERS.make(field=known.id, name=known.id, first=first[:60], second=second[:60]))
            return known
    names = [attribute.name for attribute in fields(DataPoint)]
    return evolve(known, **{name: getattr(other, name) for name in names if not getattr(known, name)})
