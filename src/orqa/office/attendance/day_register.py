"""The attendance register of a day (บัญชีลงเวลาการปฏิบัติราชการ) as a report."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from orqa.base.language import Text
from orqa.domain.attendance.results import DayResult
from orqa.domain.attendance.statuses import TITLES, DayStatus
from orqa.office.attendance.day_tables import clock_time, last_out, remark
from orqa.office.attendance.event_tables import person_name
from orqa.reporting.audience import Audience
from orqa.reporting.columns import Column, ColumnType
from orqa.reporting.formatting import Style
from orqa.reporting.model import Cited, Fact, Report, Section
from orqa.reporting.tables import Table

if TYPE_CHECKING:
    from orqa.office.office import Office

TITLE = Text.of(th="บัญชีลงเวลาการปฏิบัติราชการ", en="Attendance register")
_DAY = Text.of(th="วันที่", en="Day")
_FOOT = Text.of(th="สรุป", en="In all")
_LATE = Text.of(th="มาหลังเส้นแดง", en="After the line")
_COLUMNS = (
    Column(name="number", title=Text.of(th="ลำดับที่", en="No."), type=ColumnType.NUMBER),
    Column(name="person", title=Text.of(th="ชื่อ-สกุล", en="Name"), personal=True),
    Column(name="first_in", title=Text.of(th="เวลามา", en="In"), personal=True, unbroken=True),
    Column(name="last_out", title=Text.of(th="เวลากลับ", en="Out"), personal=True, unbroken=True),
    Column(name="status", title=Text.of(th="ผล", en="Result")),
    Column(name="remark", title=Text.of(th="หมายเหตุ", en="Remark"), personal=True),
)
_COUNTS = (
    Column(name="status", title=Text.of(th="ผล", en="Result"), public=True),
    Column(name="people", title=Text.of(th="คน", en="People"), type=ColumnType.INTEGER, public=True),
)
_LATE_ONES = (DayStatus.LATE, DayStatus.LATE_AND_EARLY)


def day_register(
    office: "Office",
    results: Sequence[DayResult],
    day: date,
    language: str | None,
    audience: Audience = Audience.INTERNAL,
) -> Report:
    """The register of a day, with the counts at its foot.

    The public edition has the counts alone, and not even these of fewer people than ``statistics.public_least``.
    """
    style = Style.of_profile(office.profile, language)
    ordered = sorted(results, key=_place)
    sections = [Section((_counts(ordered),), _FOOT)]
    if audience is Audience.INTERNAL:
        rows = [_row(office, number, one) for number, one in enumerate(ordered, 1)]
        sections.insert(0, Section((Table.of(_COLUMNS, rows),)))
    elif len(ordered) < office.rules(day).reading().value("statistics.public_least"):
        sections = [Section((_counts(()),), _FOOT)]
    citations = dict.fromkeys(citation for one in results for citation in one.citations)
    return Report(
        name="attendance-register",
        title=TITLE,
        sections=tuple(sections),
        style=style,
        audience=audience,
        made_at=office.now(),
        facts=(Fact(_DAY, Text.of(**{style.language: style.date(day)})),),
        profile=office.profile.name,
        data_version=office.profile.ruleset.data_version,
        citations=tuple(Cited(one, office.profile.source(one).title) for one in citations),
    )


def _place(one: DayResult) -> tuple[int, str]:
    """Whoever came in time stands first, then the late ones, each by when they came; then all others."""
    came = str(one.first_in or "")
    return (1 if one.status in _LATE_ONES else 0 if came else 2), came


def _row(office: "Office", number: int, one: DayResult) -> tuple[object, ...]:
    told = remark(one)
    status = _LATE if one.status in _LATE_ONES and told is None else told
    return (number, person_name(office, one.user), clock_time(one.first_in), last_out(one), TITLES[one.status], status)


def _counts(results: Iterable[DayResult]) -> Table:
    counted = Counter(one.status for one in results)
    return Table.of(_COUNTS, [(TITLES[status], counted[status]) for status in DayStatus if counted[status]])
