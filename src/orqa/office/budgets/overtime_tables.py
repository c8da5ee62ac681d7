"""Pay for work outside office hours as a table (หลักฐานการจ่ายเงินตอบแทนการปฏิบัติงานนอกเวลาราชการ)."""

from typing import TYPE_CHECKING

from orqa.base.language import Text, joined
from orqa.domain.budgets.overtime_orders import OrderPay
from orqa.office.attendance.event_tables import person_name
from orqa.reporting.columns import Column, ColumnType
from orqa.reporting.tables import Table

if TYPE_CHECKING:
    from orqa.office.office import Office

_COLUMNS = (
    Column(name="person", title=Text.of(en="Person", th="ชื่อ-สกุล"), personal=True),
    Column(name="on", title=Text.of(en="Day", th="วันที่"), type=ColumnType.DATE),
    Column(name="holiday", title=Text.of(en="Day off", th="วันหยุด"), type=ColumnType.BOOLEAN),
    Column(name="minutes", title=Text.of(en="Minutes", th="นาที"), type=ColumnType.INTEGER),
    Column(name="hours", title=Text.of(en="Hours", th="ชั่วโมง"), type=ColumnType.DECIMAL),
    Column(name="each", title=Text.of(en="An hour", th="อัตรา"), type=ColumnType.MONEY),
    Column(name="amount", title=Text.of(en="Amount", th="จำนวนเงิน"), type=ColumnType.MONEY),
    Column(name="note", title=Text.of(en="Note", th="หมายเหตุ"), personal=True),
)


def pay_table(office: "Office", pay: OrderPay) -> Table:
    """A row for each person and day."""
    rows = [
        (
            person_name(office, one.person),
            one.on,
            one.holiday,
            one.minutes,
            one.hours,
            one.each,
            one.amount,
            joined([finding.message for finding in one.findings], "; ") if one.findings else None,
        )
        for one in pay.days
    ]
    return Table.of(_COLUMNS, rows)
