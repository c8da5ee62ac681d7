"""What the punches tell of the days of an overtime order (ผลการลงเวลาของคำสั่งให้ปฏิบัติงานนอกเวลา)."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from attrs import evolve

from orqa.domain.attendance.events import Half
from orqa.domain.attendance.results import DayResult
from orqa.domain.attendance.statuses import DayStatus
from orqa.domain.budgets.overtime_orders import DayFacts, OvertimeOrder

if TYPE_CHECKING:
    from orqa.office.office import Office

_LEAVE = frozenset({DayStatus.LEAVE, DayStatus.PENDING})
_DAYS_OFF = frozenset({DayStatus.HOLIDAY, DayStatus.WEEKEND})


def order_facts(office: "Office", order: OvertimeOrder, before: Sequence[OvertimeOrder]) -> Iterator[DayFacts]:
    """What is known of each person on each day of an order.

    Args:
        office: whose punches.
        order: the order.
        before: earlier orders, approved and standing, that name some of its people for some of its days.

    Raises:
        NotAllowed: when whoever acts may not see the leave of somebody who is named.
    """
    wanted = sorted({one.on for one in order.windows})
    for person in order.people:
        by_day = {one.day: one for one in office.attendance.days.results(wanted[0], wanted[-1], person)}
        for day in wanted:
            found = by_day.get(day)
            off = not office.calendar.is_working_day(day) if found is None else found.status in _DAYS_OFF
            facts = DayFacts(person=person, on=day, holiday=off) if found is None else _day_facts(found, holiday=off)
            of_day = [one for one in before if person in one.people and any(had.on == day for had in one.windows)]
            yield evolve(facts, earlier=tuple(one.windows for one in of_day))


def _day_facts(result: DayResult, *, holiday: bool) -> DayFacts:
    first, last = result.first_in, result.last_out
    schedule = result.schedule
    hours = (schedule.start, schedule.end) if schedule.mode == "hours" and not holiday else None
    leave = [one for one in result.events if one.status in _LEAVE]
    whole = any(one.half is Half.WHOLE for one in leave) and not holiday
    return DayFacts(
        person=result.user,
        on=result.day,
        holiday=holiday,
        punches=len({moment for moment in (first, last) if moment is not None}),
        first=None if first is None else _minute(first),
        last=None if last is None else _minute(last),
        office_hours=hours,
        on_leave=whole,
        half_leave=bool(leave) and not whole and not holiday,
    )


def _minute(moment: datetime) -> int:
    return moment.hour * 60 + moment.minute
