"""Studies abroad as a table (ทะเบียนผู้ไปศึกษาต่อต่างประเทศ)."""

from typing import TYPE_CHECKING

from orqa.base.language import Text
from orqa.domain.partnerships.countries import country
from orqa.domain.partnerships.study_cases import STATES
from orqa.reporting.columns import Column, ColumnType
from orqa.reporting.tables import Table

if TYPE_CHECKING:
    from collections.abc import Iterable

    from orqa.office.office import Office
    from orqa.office.partnerships.study_reading import StudyStanding

_COLUMNS = (
    Column(name="id", title=Text.of(en="Case", th="รหัสเรื่อง"), unbroken=True),
    Column(name="person", title=Text.of(en="Person", th="ผู้ไปศึกษา"), personal=True),
    Column(name="unit", title=Text.of(en="Unit", th="หน่วยงาน")),
    Column(name="place", title=Text.of(en="Place of study", th="สถานศึกษา")),
    Column(name="country", title=Text.of(en="Country", th="ประเทศ"), public=True),
    Column(name="degree", title=Text.of(en="Degree", th="ระดับ")),
    Column(name="first", title=Text.of(en="From", th="ตั้งแต่"), type=ColumnType.DATE),
    Column(name="last", title=Text.of(en="To", th="ถึง"), type=ColumnType.DATE),
    Column(name="state", title=Text.of(en="State", th="สถานะ"), public=True),
    Column(name="overdue", title=Text.of(en="Overdue", th="เกินกำหนด"), type=ColumnType.INTEGER),
    Column(name="owed", title=Text.of(en="Days owed", th="วันที่ต้องชดใช้"), type=ColumnType.INTEGER, personal=True),
    Column(name="left", title=Text.of(en="Days left", th="คงเหลือ"), type=ColumnType.INTEGER, personal=True),
    Column(name="served_by", title=Text.of(en="Served by", th="ชดใช้ครบเมื่อ"), type=ColumnType.DATE, personal=True),
)


def study_table(office: "Office", found: "Iterable[StudyStanding]") -> Table:
    """How cases stand, each on its day."""
    return Table.of(_COLUMNS, [_row(office, one) for one in found])


def _row(office: "Office", stands: "StudyStanding") -> tuple[object, ...]:
    case, service = stands.case, stands.service
    structure = office.organization.structure
    name = structure.people[case.person].name if case.person in structure.people else case.person
    return (
        case.id,
        name,
        office.organization.on(stands.on).named(case.unit) if case.unit else None,
        case.institution or None,
        country(case.country).name if case.country else None,
        case.degree,
        case.first,
        stands.bond.permitted_to if stands.bond else case.last,
        STATES[stands.state],
        len(stands.overdue),
        service.owed if service else None,
        service.left if service else None,
        service.served_by if service else None,
    )
