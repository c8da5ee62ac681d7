"""Work outside office hours in the demonstration: ordered on paper, punched at the made-up clock, paid by its rates."""

from typing import TYPE_CHECKING, Final

from orqa.base.language import Text
from orqa.cli.demo.clock import CLOCK, LATE_USERS, code_of, is_worked, late_days
from orqa.cli.demo.day import ADMINISTRATOR
from orqa.cli.demo.leave import is_reached
from orqa.domain.budgets.overtime_orders import OvertimeWindow

if TYPE_CHECKING:
    from orqa.base.years import FiscalYear
    from orqa.domain.budgets.records import BudgetLine
    from orqa.office.office import Office

_EVENING: Final = {"starts": 990, "ends": 1230}
_DAY: Final = {"starts": 510, "ends": 990}
"""From and until when it is ordered, in minutes of the day: after work, and on a day off."""

_PURPOSE: Final = "จัดทำรายงานการประเมินตนเอง"
_PAID = Text.of(
    en="overtime of {people} people on {days} days: {hours} hours by the clock, {amount} by {sources}; "
    "paid of line {line}",
    th="ปฏิบัติงานนอกเวลา {people} คน {days} วัน ตามเครื่องลงเวลา {hours} ชั่วโมง เป็นเงิน {amount} "
    "ตาม {sources} จ่ายจากรายการ {line}",
)


def worked_late(office: "Office", year: "FiscalYear", line: "BudgetLine") -> Text | None:
    """Order, count and pay the late work of a year; None where there is no clock, or no calendar of these days."""
    if CLOCK not in {one.id for one in office.attendance.clocks.list()} or not is_reached(office):
        return None
    kept, days = office.acting(ADMINISTRATOR).budgets, late_days(office, year)
    order = kept.overtime.order(
        line.id,
        _PURPOSE,
        [code_of(user) for user in LATE_USERS],
        [OvertimeWindow(on=day, **(_EVENING if is_worked(office, day) else _DAY)) for day in days],
        unit="qa",
        document="อว 0699.08/77",
        on=days[0],
    )
    decision = kept.overtime.pay(order)
    pay = decision.value
    case = kept.reserve(line, pay.total, _PURPOSE, on=days[-1], about=(order.ref,))
    kept.pay(case, pay.total, on=days[-1], document="หลักฐานการจ่าย 1")
    return _PAID.fill(
        people=len(order.people),
        days=len(days),
        hours=f"{sum(row['hours'] for row in kept.overtime.table(pay).records(personal=True)):f}",
        amount=pay.total.written(),
        sources=", ".join(sorted({citation.source for citation in decision.citations})),
        line=line.code,
    )
