"""Clocks, their users and their files as tables."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from orqa.base.language import Text
from orqa.domain.attendance.clocks import Clock, ClockUser, PunchFile
from orqa.office.attendance.unknown_users import Unknown
from orqa.reporting.columns import Column, ColumnType
from orqa.reporting.tables import Table

if TYPE_CHECKING:
    from orqa.office.office import Office
    from orqa.reporting.tables import Row

_CODE = Column(name="code", title=Text.of(en="Clock", th="เครื่อง"), public=True, unbroken=True)
_USER = Column(name="user", title=Text.of(en="User", th="ผู้ใช้"), personal=True, unbroken=True)
_FIRST = Column(name="first", title=Text.of(en="Since", th="ตั้งแต่"), type=ColumnType.DATE)
_LAST = Column(name="last", title=Text.of(en="Until", th="ถึง"), type=ColumnType.DATE)
_PUNCHES = Column(name="punches", title=Text.of(en="Punches", th="จำนวนครั้ง"), type=ColumnType.INTEGER)

CLOCKS = (
    _CODE,
    Column(name="number", title=Text.of(en="Number", th="หมายเลข"), public=True, unbroken=True),
    Column(name="place", title=Text.of(en="Place", th="สถานที่"), public=True),
    Column(name="unit", title=Text.of(en="Unit's code", th="รหัสหน่วยงาน"), public=True, unbroken=True),
    Column(name="installed", title=Text.of(en="Installed", th="ติดตั้ง"), type=ColumnType.DATE, public=True),
)
USERS = (
    *(_CODE, _USER),
    Column(name="person", title=Text.of(en="Staff no.", th="รหัสบุคลากร"), personal=True, unbroken=True),
    Column(name="name", title=Text.of(en="Name", th="ชื่อ"), personal=True),
    *(_FIRST, _LAST),
)
UNKNOWN = (
    *(_CODE, _USER),
    Column(name="name", title=Text.of(en="Name in the clock", th="ชื่อในเครื่อง"), personal=True),
    *(_PUNCHES, _FIRST, _LAST),
)
FILES = (
    Column(name="id", title=Text.of(en="File", th="แฟ้ม"), unbroken=True),
    Column(name="name", title=Text.of(en="Name", th="ชื่อแฟ้ม"), personal=True),
    Column(name="clocks", title=Text.of(en="Clocks", th="เครื่อง"), public=True),
    Column(name="imported", title=Text.of(en="Taken in", th="นำเข้าเมื่อ"), type=ColumnType.DATE),
    _PUNCHES,
    Column(name="new", title=Text.of(en="New", th="ใหม่"), type=ColumnType.INTEGER),
    Column(name="doubtful", title=Text.of(en="Doubtful", th="น่าสงสัย"), type=ColumnType.INTEGER),
    Column(name="refused", title=Text.of(en="Not read", th="อ่านไม่ได้"), type=ColumnType.INTEGER),
)


def clock_table(clocks: Iterable[Clock]) -> Table:
    """The clocks (ทะเบียนเครื่องลงเวลา)."""
    rows: list[Row] = [(one.id, one.number, one.place, one.unit, one.installed) for one in clocks]
    return Table.of(CLOCKS, rows, Text.of(en="Time clocks", th="เครื่องลงเวลา"))


def user_table(office: "Office", users: Iterable[ClockUser]) -> Table:
    """Who is which user of which clock (ผู้ใช้ของเครื่องลงเวลา)."""
    people = office.organization.on().structure.people
    rows: list[Row] = []
    for one in users:
        person = people.get(one.person)
        code, name = (person.code, person.name) if person else (one.person, "")
        rows.append((one.clock, one.user, code, name, one.first, one.last))
    return Table.of(USERS, rows, Text.of(en="Users of time clocks", th="ผู้ใช้ของเครื่องลงเวลา"))


def unknown_table(unknown: Iterable[Unknown]) -> Table:
    """Users whom nobody is known to be (ผู้ใช้ที่ยังไม่ทราบว่าเป็นใคร)."""
    rows: list[Row] = [(one.clock, one.user, one.name, one.punches, one.first, one.last) for one in unknown]
    return Table.of(UNKNOWN, rows, Text.of(en="Unknown users", th="ผู้ใช้ที่ยังไม่ทราบว่าเป็นใคร"))


def file_table(files: Iterable[PunchFile]) -> Table:
    """The files that were taken in (แฟ้มการลงเวลาที่นำเข้า)."""
    rows: list[Row] = [
        (one.id, one.name, ", ".join(one.clocks), one.imported_at.date(), *_counts(one)) for one in files
    ]
    return Table.of(FILES, rows, Text.of(en="Files of time clocks", th="แฟ้มของเครื่องลงเวลา"))


def _counts(file: PunchFile) -> tuple[int, ...]:
    return file.punches, file.new, file.doubtful, file.refused
