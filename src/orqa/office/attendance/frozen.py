"""Which frozen figures a leave has days in: they stay as they are when the leave changes (สถิติครึ่งปีที่ปิดแล้ว)."""

from typing import TYPE_CHECKING

from orqa.domain.attendance.half_years import HalfYear
from orqa.domain.attendance.leave.records import Leave
from orqa.office.attendance.records import all_of
from orqa.storage.query import equal

if TYPE_CHECKING:
    from orqa.office.office import Office


def frozen_with(office: "Office", leave: Leave) -> tuple[HalfYear, ...]:
    """The frozen figures of half years in which the leave has days, or had some as it was permitted."""
    last = max(leave.last, leave.planned_last or leave.last)
    known = all_of(office, HalfYear, equal("person", leave.person))
    touched = (one for one in known if leave.first <= one.last and one.first <= last)
    return tuple(sorted(touched, key=lambda one: one.first))
