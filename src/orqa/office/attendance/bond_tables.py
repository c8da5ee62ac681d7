"""Bonds as a table (ทะเบียนสัญญาชดใช้ทุน)."""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from orqa.base.language import Text
from orqa.domain.attendance.bonds import Bond, standing
from orqa.office.attendance.event_tables import STAFF, named
from orqa.reporting.columns import Column, ColumnType
from orqa.reporting.tables import Table

if TYPE_CHECKING:
    from orqa.office.office import Office

_COLUMNS = (
    Column(name="id", title=Text.of(en="Bond", th="รหัสสัญญา"), unbroken=True),
    Column(name="contract", title=Text.of(en="Contract no.", th="เลขที่สัญญา")),
    STAFF,
    Column(name="person", title=Text.of(en="Person", th="ผู้ลาศึกษา"), personal=True),
    Column(name="first", title=Text.of(en="From", th="ตั้งแต่"), type=ColumnType.DATE),
    Column(name="last", title=Text.of(en="To", th="ถึง"), type=ColumnType.DATE),
    Column(name="returned", title=Text.of(en="Back on", th="รายงานตัวกลับ"), type=ColumnType.DATE),
    Column(name="owed", title=Text.of(en="Days owed", th="วันที่ต้องชดใช้"), type=ColumnType.INTEGER),
    Column(name="served", title=Text.of(en="Days served", th="ชดใช้แล้ว"), type=ColumnType.INTEGER),
    Column(name="left", title=Text.of(en="Days left", th="คงเหลือ"), type=ColumnType.INTEGER),
    Column(name="served_by", title=Text.of(en="Served by", th="ชดใช้ครบเมื่อ"), type=ColumnType.DATE),
)


def bond_table(office: "Office", bonds: Iterable[Bond], on: date) -> Table:
    """How bonds stand at the end of a day."""
    return Table.of(_COLUMNS, [_row(one, named(office, one.person), on) for one in bonds])


def _row(bond: Bond, whom: tuple[str | None, Text | str], on: date) -> tuple[object, ...]:
    stands = standing(bond, on)
    days = (bond.first, bond.permitted_to, bond.returned)
    counts = (stands.owed, stands.served, stands.left, stands.served_by)
    return (bond.id, bond.contract or None, *whom, *days, *counts)
