"""Who works as what, as a table (ทะเบียนประเภทบุคลากร)."""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from orqa.base.language import Text
from orqa.domain.attendance.people import Employment
from orqa.office.attendance.event_tables import STAFF, named
from orqa.reporting.columns import Column, ColumnType
from orqa.reporting.tables import Table

if TYPE_CHECKING:
    from orqa.office.office import Office

_COLUMNS = (
    Column(name="id", title=Text.of(en="Employment", th="รหัส"), unbroken=True),
    STAFF,
    Column(name="person", title=Text.of(en="Person", th="บุคลากร"), personal=True),
    Column(name="personnel", title=Text.of(en="Type", th="ประเภทบุคลากร")),
    Column(name="line", title=Text.of(en="Line", th="สายงาน")),
    Column(name="unit", title=Text.of(en="Unit", th="หน่วยงาน")),
    Column(name="first", title=Text.of(en="From", th="ตั้งแต่"), type=ColumnType.DATE),
    Column(name="contract_ends", title=Text.of(en="Contract to", th="สิ้นสุดสัญญา"), type=ColumnType.DATE),
    Column(name="last", title=Text.of(en="To", th="ถึง"), type=ColumnType.DATE),
)


def employment_table(office: "Office", stretches: Iterable[Employment], on: date) -> Table:
    """Stretches of employment with the names of people, types and units on a day."""
    organization, profile = office.organization.on(on), office.profile
    types, lines = profile.vocabulary("personnel-type"), profile.vocabulary("personnel-line")

    def row(one: Employment) -> tuple[object, ...]:
        kind, line, unit = (
            types.get(one.personnel),
            lines.get(one.line),
            organization.unit(one.unit),
        )
        told = (
            kind.title if kind else one.personnel,
            line.title if line else None,
            unit.title if unit else one.unit or None,
        )
        return (one.id, *named(office, one.person), *told, one.first, one.contract_ends, one.last)

    return Table.of(_COLUMNS, map(row, stretches))
