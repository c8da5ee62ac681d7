"""Visits and activities as tables (ทะเบียนการเยือนและกิจกรรมความร่วมมือ)."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from orqa.base.language import Text
from orqa.domain.partnerships import activities, visits
from orqa.domain.partnerships.activities import Activity
from orqa.domain.partnerships.visits import DIRECTIONS, Visit
from orqa.reporting.columns import Column, ColumnType
from orqa.reporting.tables import Table

if TYPE_CHECKING:
    from orqa.office.office import Office

_ID = Column(name="id", title=Text.of(en="Id", th="รหัสรายการ"), unbroken=True)
_DAYS = (
    Column(name="first", title=Text.of(en="From", th="ตั้งแต่"), type=ColumnType.DATE, public=True),
    Column(name="last", title=Text.of(en="To", th="ถึง"), type=ColumnType.DATE, public=True),
)
_PARTNER = Column(name="partner", title=Text.of(en="Institution", th="สถาบัน"), public=True)
_STATE = Column(name="state", title=Text.of(en="State", th="สถานะ"), public=True)
_AGREEMENT = Column(name="agreement", title=Text.of(en="Agreement", th="ข้อตกลง"), unbroken=True)
_VISITS = (
    *(_ID, *_DAYS),
    Column(name="direction", title=Text.of(en="Direction", th="ทิศทาง"), public=True),
    _PARTNER,
    Column(name="visitor", title=Text.of(en="Visitor, as written", th="ผู้มาเยือนตามที่บันทึก")),
    Column(name="purpose", title=Text.of(en="Purpose", th="วัตถุประสงค์")),
    Column(name="members", title=Text.of(en="Members", th="จำนวนคน"), type=ColumnType.INTEGER, public=True),
    Column(name="gifts", title=Text.of(en="Gifts", th="ของที่ระลึก"), type=ColumnType.INTEGER),
    *(_AGREEMENT, _STATE),
)
_ACTIVITIES = (
    *(_ID, *_DAYS),
    Column(name="activity_kind", title=Text.of(en="Kind", th="ประเภท"), public=True),
    Column(name="title", title=Text.of(en="Activity", th="กิจกรรม"), public=True),
    *(_PARTNER, _AGREEMENT, _STATE),
)


def visit_table(office: "Office", found: Iterable[Visit]) -> Table:
    """Visits with the names of their institutions."""
    names = _names(office)
    rows = (
        (
            *(one.id, one.first, one.last, DIRECTIONS[one.direction]),
            *(names.get(one.partner or ""), one.visitor or None, one.purpose, len(one.members), len(one.gifts)),
            *(one.agreement, visits.STATES[one.state]),
        )
        for one in found
    )
    return Table.of(_VISITS, list(rows))


def activity_table(office: "Office", found: Iterable[Activity]) -> Table:
    """Activities with the names of their institutions."""
    names, kinds = _names(office), office.profile.vocabulary("cooperation-activity")
    rows = (
        (
            *(one.id, one.first, one.last, kinds[one.activity_kind].title, one.title),
            *(names.get(one.partner or ""), one.agreement, activities.STATES[one.state]),
        )
        for one in found
    )
    return Table.of(_ACTIVITIES, list(rows))


def _names(office: "Office") -> dict[str, str]:
    return {one.id: one.name for one in office.partnerships.partners()}
