"""Official duty, training and the like as a table (รายการไปราชการและเหตุอื่น)."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from orqa.base.language import Text
from orqa.domain.attendance.events import Half, WorkEvent
from orqa.reporting.columns import Column, ColumnType
from orqa.reporting.tables import Table

if TYPE_CHECKING:
    from orqa.office.office import Office

STAFF = Column(name="staff", title=Text.of(en="Staff no.", th="รหัสบุคลากร"), personal=True, unbroken=True)
"""What tells two people of one name apart."""

_COLUMNS = (
    Column(name="id", title=Text.of(en="Event", th="รหัสรายการ"), unbroken=True),
    Column(name="event", title=Text.of(en="What", th="รายการ")),
    STAFF,
    Column(name="person", title=Text.of(en="Person", th="ชื่อ-สกุล"), personal=True),
    Column(name="unit", title=Text.of(en="Unit", th="หน่วยงาน")),
    Column(name="first", title=Text.of(en="From", th="ตั้งแต่"), type=ColumnType.DATE),
    Column(name="last", title=Text.of(en="To", th="ถึง"), type=ColumnType.DATE),
    Column(name="half", title=Text.of(en="Part of the day", th="ช่วงของวัน")),
    Column(name="title", title=Text.of(en="About", th="เรื่อง"), personal=True),
)
_CALLED = Text.of(en="{name} ({code})", th="{name} ({code})")
_HALVES = {
    Half.WHOLE: Text.of(en="whole day", th="เต็มวัน"),
    Half.MORNING: Text.of(en="morning", th="ช่วงเช้า"),
    Half.AFTERNOON: Text.of(en="afternoon", th="ช่วงบ่าย"),
}


def event_table(office: "Office", events: Iterable[WorkEvent]) -> Table:
    """Events with names; who is nobody in particular stays empty."""
    return Table.of(_COLUMNS, [_row(office, one) for one in events])


def _row(office: "Office", one: WorkEvent) -> tuple[object, ...]:
    title = office.rules(one.first).vocabulary("work-event")[one.event].title
    unit = office.organization.on(one.first).unit(one.unit)
    whom = named(office, one.person) if one.person else (None, None)
    return (
        one.id,
        title,
        *whom,
        unit.title if unit else None,
        one.first,
        one.last,
        _HALVES[one.half],
        one.title or None,
    )


def person_name(office: "Office", person: str) -> Text | str:
    """What a person is called; the id where nobody has it any more."""
    known = office.organization.structure.people.get(person)
    return known.name if known else person


def named(office: "Office", person: str) -> tuple[str | None, Text | str]:
    """The staff number and the name of a person; None and the id where nobody has it any more."""
    known = office.organization.structure.people.get(person)
    return (known.code, known.name) if known else (None, person)


def called(office: "Office", person: str) -> Text | str:
    """Name and staff number of a person in one, for a sentence: ``ใจดี มีสุข (E1)``."""
    code, name = named(office, person)
    return _CALLED.fill(name=name, code=code) if code else name
