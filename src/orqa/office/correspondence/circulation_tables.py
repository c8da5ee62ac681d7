"""Circulations as tables: the register of a year, and who has acknowledged one (ทะเบียนหนังสือเวียน)."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, cast

from orqa.base.language import Text
from orqa.domain.correspondence.circulation import Circulation
from orqa.domain.correspondence.secrecy import listed
from orqa.domain.organization.tasks import TaskState, is_overdue
from orqa.office.correspondence.storage_tables import lines_of
from orqa.office.whom import called
from orqa.reporting.columns import Column, ColumnType
from orqa.reporting.tables import Table

if TYPE_CHECKING:
    from datetime import date

    from orqa.domain.correspondence.records import Letter
    from orqa.office.office import Office

REGISTER = (
    Column(name="number", title=Text.of(en="No.", th="เลขที่เวียน"), type=ColumnType.INTEGER),
    Column(name="circulated_on", title=Text.of(en="Circulated", th="วันที่เวียน"), type=ColumnType.DATE),
    Column(name="reference", title=Text.of(en="Letter no.", th="ที่"), unbroken=True),
    Column(name="subject", title=Text.of(en="Subject", th="เรื่อง")),
    Column(name="unit", title=Text.of(en="By", th="หน่วยงานที่เวียน")),
    Column(name="due", title=Text.of(en="By when", th="รับทราบภายใน"), type=ColumnType.DATE),
    Column(name="receivers", title=Text.of(en="Receivers", th="จำนวนผู้รับ"), type=ColumnType.INTEGER),
    Column(name="acknowledged", title=Text.of(en="Acknowledged", th="รับทราบแล้ว"), type=ColumnType.INTEGER),
    Column(name="waiting", title=Text.of(en="Waiting", th="ยังไม่รับทราบ"), type=ColumnType.INTEGER),
    Column(name="overdue", title=Text.of(en="Overdue", th="เกินกำหนด"), type=ColumnType.INTEGER),
    Column(name="reminders", title=Text.of(en="Reminders", th="เตือน (ครั้ง)"), type=ColumnType.INTEGER),
    Column(name="median_hours", title=Text.of(en="Median hours", th="มัธยฐาน (ชั่วโมง)"), type=ColumnType.DECIMAL),
)
RECEIVERS = (
    Column(name="name", title=Text.of(en="Receiver", th="ผู้รับ"), personal=True),
    Column(name="state", title=Text.of(en="State", th="สถานะ")),
    Column(name="read_at", title=Text.of(en="Acknowledged", th="วันเวลาที่รับทราบ"), type=ColumnType.MOMENT),
    Column(name="by", title=Text.of(en="By", th="ผู้รับทราบ"), personal=True),
    Column(name="note", title=Text.of(en="Note", th="หมายเหตุ"), personal=True),
    Column(name="due", title=Text.of(en="By when", th="รับทราบภายใน"), type=ColumnType.DATE),
    Column(name="overdue", title=Text.of(en="Overdue", th="เกินกำหนด"), type=ColumnType.BOOLEAN),
)
_TITLE = Text.of(en="Register of circulars", th="ทะเบียนหนังสือเวียน")
_WHO = Text.of(en="Who has acknowledged", th="การรับทราบหนังสือเวียน")
_STATES = {
    TaskState.OPEN: Text.of(en="waiting", th="ยังไม่รับทราบ"),
    TaskState.DONE: Text.of(en="acknowledged", th="รับทราบแล้ว"),
    TaskState.WITHDRAWN: Text.of(en="no longer waited for", th="ไม่รอแล้ว"),
}
_SECRET = Text.of(en="(restricted)", th="(เรื่องลับ)")


def register_table(office: "Office", circulations: Iterable[Circulation], on: "date | None" = None) -> Table:
    """One row for each circulation, with how many have acknowledged; of secret matter no subject.

    Args:
        office: whose.
        circulations: in the order of the rows.
        on: the day against which what is overdue is told; by default today.
    """
    known = tuple(circulations)
    return Table.of(REGISTER, list(_rows(office, known, on)), _TITLE)


def receivers_table(office: "Office", circulation: Circulation, on: "date | None" = None) -> Table:
    """One row for each receiver: whether and when they acknowledged; what is overdue by today, or another day."""
    now, on = office.organization.on(), on or office.today()
    rows = [
        (
            called(task.whom, now, office.profile),
            _STATES[task.state],
            task.ended_at.astimezone(office.zone) if task.ended_at and task.state is TaskState.DONE else None,
            called(task.ended_by, now, office.profile) if task.ended_by and task.state is TaskState.DONE else None,
            task.result or None,
            task.due,
            is_overdue(task, on),
        )
        for task in office.correspondence.receivers(circulation)
    ]
    return Table.of(RECEIVERS, rows, _WHO)


def _rows(office: "Office", circulations: tuple[Circulation, ...], on: "date | None") -> Iterator[tuple[object, ...]]:
    organization = office.organization.on()
    with office.reading() as reader:
        letters = reader.get_many([one.letter for one in circulations])
    lines = lines_of(office, (one.letter for one in circulations))
    for one, stored in zip(circulations, letters, strict=True):
        letter = listed(cast("Letter", office.codec.decode(stored))) if stored else None
        stands = office.correspondence.standing(one, on)
        unit = organization.unit(one.unit) if one.unit else None
        yield (
            one.number,
            one.circulated_at.astimezone(office.zone).date(),
            line.printed_number or None if (line := lines.get(one.letter)) else None,
            _SECRET if one.restricted else letter.subject if letter else None,
            unit.title if unit else one.unit or None,
            one.due,
            *(stands.receivers, stands.acknowledged, stands.waiting, stands.overdue, len(one.reminders)),
            None if stands.median_hours is None else round(stands.median_hours, 1),
        )
