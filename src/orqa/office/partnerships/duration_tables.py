"""How long mobilities are, as a table (ตารางระยะเวลาการเคลื่อนย้าย)."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from orqa.base.language import Text, joined
from orqa.domain.partnerships.durations import BASES
from orqa.domain.partnerships.mobilities import DIRECTIONS
from orqa.reporting.columns import Column, ColumnType
from orqa.reporting.tables import Table

if TYPE_CHECKING:
    from collections.abc import Iterable

    from orqa.office.partnerships.durations import Stayed

_COLUMNS = (
    Column(name="code", title=Text.of(en="File", th="เลขแฟ้ม"), unbroken=True),
    Column(name="direction", title=Text.of(en="Direction", th="ทิศทาง")),
    Column(name="name", title=Text.of(en="Name", th="ชื่อ"), personal=True),
    Column(name="partner", title=Text.of(en="Partner", th="สถาบัน")),
    Column(name="first", title=Text.of(en="From", th="ตั้งแต่"), type=ColumnType.DATE),
    Column(name="last", title=Text.of(en="To", th="ถึง"), type=ColumnType.DATE),
    Column(name="days", title=Text.of(en="Days", th="วัน"), type=ColumnType.INTEGER),
    Column(name="months", title=Text.of(en="Months", th="เดือน")),
    Column(name="basis", title=Text.of(en="Counted", th="นับ")),
    Column(name="findings", title=Text.of(en="To be looked at", th="ข้อสังเกต")),
)


def duration_table(stays: "Iterable[Stayed]", partners: Mapping[str, str]) -> Table:
    """Each mobility with its length; one without days has none."""
    return Table.of(_COLUMNS, [_row(one, partners) for one in stays])


def _row(one: "Stayed", partners: Mapping[str, str]) -> tuple[object, ...]:
    file, found = one.mobility, one.decision.value if one.decision is not None else None
    return (
        file.code,
        DIRECTIONS[file.way],
        file.traveller.name,
        partners.get(file.partner, file.partner),
        found.first if found else None,
        found.last if found else None,
        found.days if found else None,
        f"{float(found.months):.2f}" if found else None,
        BASES[found.basis] if found else None,
        joined([finding.message for finding in one.findings], "; ") if one.findings else None,
    )
