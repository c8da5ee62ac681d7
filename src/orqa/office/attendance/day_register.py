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
from orqa.reporting.ruled import picked, ruled_columns
from orqa.reporting.tables import Table
from orqa.rules.views import Reading

if TYPE_CHECKING:
    from orqa.office.office import Office

TITLE = Text.of(th="บัญชีลงเวลาการปฏิบัติราชการ", en="Attendance register")
_DAY = Text.of(th="วันที่", en="Day")
_FOOT = Text.of(th="สรุป", en="In all")
_LATE = Text.of(th="มาหลังเส้นแดง", en="After the line")
_KNOWN = {
    column.name: column
    for column in (
        Column(name="number", title=Text.of(th="ลำดับที่", en="No."), type=ColumnType.NUMBER),
        Column(name="person", title=Text.of(th="ชื่อ-สกุล", en="Name"), personal=True),
        Column(name="signed_in", title=Text.of(th="ลายมือชื่อ (มา)", en="Signature, in"), personal=True),
        Column(name="first_in", title=Text.of(th="เวลามา", en="In"), personal=True, unbroken=True),
        Column(name="signed_out", title=Text.of(th="ลายมือชื่อ (กลับ)", en="Signature, out"), personal=True),
        Column(name="last_out", title=Text.of(th="เวลากลับ", en="Out"), personal=True, unbroken=True),
        Column(name="status", title=Text.of(th="ผล", en="Result")),
        Column(name="remark", title=Text.of(th="หมายเหตุ", en="Remark"), personal=True),
    )
}
_COUNTS = (
    Column(name="status", title=Text.of(th="ผล", en="Result"), public=True),
    Column(name="people", title=Text.of(th="คน", en="People"), type=ColumnType.INTEGER, public=True),
)
_SIGNATURES = (
    Column(name="whose", title=Text.of(th="ผู้ลงนาม", en="Signed by")),
    Column(name="signature", title=Text.of(th="ลายมือชื่อ", en="Signature"), personal=True),
    Column(name="day", title=Text.of(th="วันที่", en="Day"), type=ColumnType.DATE),
)
COLUMNS, FOOT, SIGNED = "attendance.register_columns", "attendance.register_foot", "attendance.register_signed"
"""The rules that say what stands in the register, at its foot, and who signs it."""

_LATE_ONES = (DayStatus.LATE, DayStatus.LATE_AND_EARLY)


def day_register(
    office: "Office",
    results: Sequence[DayResult],
    day: date,
    language: str | None,
    audience: Audience = Audience.INTERNAL,
) -> Report:
    """The register of a day in the columns of the rules, with the counts at its foot and who signs it.

    The public edition has the counts alone, and not even these of fewer people than ``statistics.public_least``.
    """
    style, reading = Style.of_profile(office.profile, language), office.rules(day).reading()
    ordered = sorted(results, key=_place)
    sections = [Section((_counts(reading, ordered),), _FOOT)]
    if audience is Audience.INTERNAL:
        sections.insert(0, Section((_sheet(office, reading, ordered),)))
        sections.append(Section((_signatures(reading),)))
    elif len(ordered) < reading.value("statistics.public_least"):
        sections = [Section((_counts(reading, ()),), _FOOT)]
    own = reading.decision(None, {}).citations
    citations = dict.fromkeys((*(citation for one in results for citation in one.citations), *own))
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


def _sheet(office: "Office", reading: Reading, ordered: Iterable[DayResult]) -> Table:
    """Whoever was there or was not, in the columns of the rule; signatures are left for a pen."""
    columns = ruled_columns(COLUMNS, reading.value(COLUMNS), _KNOWN)
    return Table.of(columns, [picked(columns, _cells(office, number, one)) for number, one in enumerate(ordered, 1)])


def _cells(office: "Office", number: int, one: DayResult) -> dict[str, object]:
    told = remark(one)
    return {
        "number": number,
        "person": person_name(office, one.user),
        "signed_in": None,
        "first_in": clock_time(one.first_in),
        "signed_out": None,
        "last_out": last_out(one),
        "status": TITLES[one.status],
        "remark": _LATE if one.status in _LATE_ONES and told is None else told,
    }


def _counts(reading: Reading, results: Sequence[DayResult]) -> Table:
    """The lines that the rule asks for, leave of each type by itself, and what no line of it counts."""
    if not results:
        return Table.of(_COUNTS, [])
    rows: list[tuple[Text, int]] = []
    left = Counter(one.status for one in results)
    for line in reading.value(FOOT):
        wanted = {DayStatus(status) for status in line["statuses"]} or set(DayStatus)
        meant = [one for one in results if one.status in wanted]
        rows += _by_type(meant) if line.get("by_type") else [(line["title"], len(meant))]
        for status in line["statuses"]:
            left.pop(DayStatus(status), None)
    return Table.of(_COUNTS, [*rows, *((TITLES[status], left[status]) for status in DayStatus if left[status])])


def _by_type(results: Iterable[DayResult]) -> list[tuple[Text, int]]:
    """People on leave, by the type of it; half days among them."""
    titles = [next((one.title for one in result.events if one.status is DayStatus.LEAVE), None) for result in results]
    return list(Counter(title or TITLES[DayStatus.LEAVE] for title in titles).items())


def _signatures(reading: Reading) -> Table:
    return Table.of(_SIGNATURES, [(one["title"], None, None) for one in reading.value(SIGNED)])
