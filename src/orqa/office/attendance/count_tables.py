"""Late days and weekly loads as tables (จำนวนวันมาสาย ภาระงานรายสัปดาห์)."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from orqa.base.language import Text
from orqa.domain.attendance.lateness import LateCount
from orqa.domain.attendance.loads import WeekLoad
from orqa.office.attendance.event_tables import STAFF, named
from orqa.reporting.columns import Column, ColumnType
from orqa.reporting.tables import Table

if TYPE_CHECKING:
    from orqa.office.office import Office

_PERSON = (STAFF, Column(name="person", title=Text.of(en="Person", th="ชื่อ-สกุล"), personal=True))


def _minutes(name: str, en: str, th: str) -> Column:
    return Column(name=name, title=Text.of(en=en, th=th), type=ColumnType.INTEGER)


_LATE = (
    *_PERSON,
    _minutes("days", "Late days", "วันที่มาสาย"),
    _minutes("minutes", "Minutes in all", "รวมนาที"),
    _minutes("leave_days", "Sick leave to file (days)", "ต้องยื่นใบลาป่วย (วัน)"),
)
_LOADS = (
    *_PERSON,
    Column(name="monday", title=Text.of(en="Week from", th="สัปดาห์เริ่ม"), type=ColumnType.DATE),
    _minutes("worked", "Worked (min)", "ปฏิบัติงาน (นาที)"),
    _minutes("owed", "Owed (min)", "ภาระงาน (นาที)"),
    _minutes("missing", "Missing (min)", "ขาด (นาที)"),
)


def late_table(office: "Office", counts: Iterable[LateCount]) -> Table:
    """Who was late on how many days, with names, in the order given."""
    rows = [(*named(office, one.user), one.days, one.minutes, one.leave_days) for one in counts]
    return Table.of(_LATE, rows)


def load_table(office: "Office", weeks: Iterable[WeekLoad]) -> Table:
    """What was worked of each week against what was owed, with names, in the order given."""
    rows = [(*named(office, one.user), one.monday, one.worked, one.owed, one.missing) for one in weeks]
    return Table.of(_LOADS, rows)
