"""Trips abroad as a table (ทะเบียนการไปราชการต่างประเทศ)."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from orqa.base.language import Text
from orqa.domain.partnerships.countries import country
from orqa.domain.partnerships.official_trips import STATES, OfficialTrip
from orqa.reporting.columns import Column, ColumnType
from orqa.reporting.tables import Table

if TYPE_CHECKING:
    from orqa.office.office import Office

_COLUMNS = (
    Column(name="id", title=Text.of(en="Id", th="รหัสรายการ"), unbroken=True),
    Column(name="first", title=Text.of(en="From", th="ตั้งแต่"), type=ColumnType.DATE, public=True),
    Column(name="last", title=Text.of(en="To", th="ถึง"), type=ColumnType.DATE, public=True),
    Column(name="person", title=Text.of(en="Traveller", th="ผู้เดินทาง"), personal=True),
    Column(name="country", title=Text.of(en="Country", th="ประเทศ"), public=True),
    Column(name="purpose", title=Text.of(en="Purpose", th="วัตถุประสงค์")),
    Column(name="state", title=Text.of(en="State", th="สถานะ"), public=True),
    Column(name="report_by", title=Text.of(en="Report by", th="รายงานภายใน"), type=ColumnType.DATE),
    Column(name="overdue", title=Text.of(en="Overdue", th="เกินกำหนด"), type=ColumnType.BOOLEAN),
)


def trip_table(office: "Office", trips: Iterable[OfficialTrip]) -> Table:
    """Trips with the names of the travellers; overdue as of today."""
    people, today = office.organization.structure.people, office.today()
    rows = [
        (
            *(one.id, one.first, one.last, people[one.person].name if one.person in people else one.person),
            *(country(one.country).name, one.purpose, STATES[one.state], one.report_by, one.is_overdue(today)),
        )
        for one in trips
    ]
    return Table.of(_COLUMNS, rows)
