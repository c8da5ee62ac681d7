"""Results of days as a table (ผลการลงเวลารายวัน)."""

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from orqa.base.language import Text, joined
from orqa.domain.attendance.events import DayEvent, Half
from orqa.domain.attendance.results import DayResult
from orqa.domain.attendance.statuses import TITLES, DayStatus
from orqa.office.attendance.event_tables import STAFF, named
from orqa.reporting.columns import Column, ColumnType
from orqa.reporting.tables import Table

if TYPE_CHECKING:
    from orqa.office.office import Office

_COLUMNS = (
    STAFF,
    Column(name="person", title=Text.of(en="Person", th="ชื่อ-สกุล"), personal=True),
    Column(name="day", title=Text.of(en="Day", th="วันที่"), type=ColumnType.DATE),
    Column(name="status", title=Text.of(en="Result", th="ผล")),
    Column(name="first_in", title=Text.of(en="In", th="เวลามา"), personal=True, unbroken=True),
    Column(name="last_out", title=Text.of(en="Out", th="เวลากลับ"), personal=True, unbroken=True),
    Column(name="late", title=Text.of(en="Late (min)", th="สาย (นาที)"), type=ColumnType.INTEGER),
    Column(name="early", title=Text.of(en="Early (min)", th="กลับก่อน (นาที)"), type=ColumnType.INTEGER),
    Column(name="worked", title=Text.of(en="Work (min)", th="ทำงาน (นาที)"), type=ColumnType.INTEGER),
    Column(name="remark", title=Text.of(en="Remark", th="หมายเหตุ"), personal=True),
)
_HALF = {
    Half.MORNING: Text.of(en="{event}, morning", th="{event} ช่วงเช้า"),
    Half.AFTERNOON: Text.of(en="{event}, afternoon", th="{event} ช่วงบ่าย"),
    Half.WHOLE: Text.of(en="{event}", th="{event}"),
}
_WAITS = Text.of(en="{event} (waits for permission)", th="{event} (รออนุญาต)")


def day_table(office: "Office", results: Iterable[DayResult]) -> Table:
    """Results with the names of people."""
    return Table.of(_COLUMNS, [_row(office, one) for one in results])


def _row(office: "Office", one: DayResult) -> tuple[object, ...]:
    times = (clock_time(one.first_in), last_out(one))
    minutes = (one.late, one.early, one.worked)
    return (*named(office, one.user), one.day, TITLES[one.status], *times, *minutes, remark(one))


def clock_time(moment: datetime | None) -> str | None:
    """A moment as a register tells it: ``08:30``."""
    return f"{moment:%H:%M}" if moment else None


def last_out(one: DayResult) -> str | None:
    """When somebody left; None where there was one punch only."""
    return None if one.status is DayStatus.UNRESOLVED and one.first_in == one.last_out else clock_time(one.last_out)


def _told(event: DayEvent) -> Text:
    told = _HALF[event.half].fill(event=event.title or TITLES[event.status])
    return _WAITS.fill(event=told) if event.status is DayStatus.PENDING else told


def remark(one: DayResult) -> Text | None:
    """The leave, duty and the like of a day; None for none."""
    told = [_told(event) for event in one.events]
    return joined(told, "; ") if told else None
