"""Calls and selections as tables (ประกาศรับสมัครและผลการคัดเลือก)."""

from collections.abc import Iterable, Mapping

from orqa.base.language import Text, joined
from orqa.domain.partnerships.calls import APPLICATION_STATES, ApplicationState, MobilityApplication, MobilityCall
from orqa.reporting.columns import Column, ColumnType
from orqa.reporting.tables import Table

_SELECTION = (
    Column(name="rank", title=Text.of(en="Rank", th="ลำดับ"), type=ColumnType.INTEGER),
    Column(name="name", title=Text.of(en="Name", th="ชื่อ"), personal=True),
    Column(name="code", title=Text.of(en="Code", th="รหัส"), personal=True, unbroken=True),
    Column(name="total", title=Text.of(en="Sum", th="คะแนนรวม"), type=ColumnType.DECIMAL),
    Column(name="state", title=Text.of(en="Result", th="ผล")),
    Column(name="partner", title=Text.of(en="Partner", th="สถาบัน")),
    Column(name="reasons", title=Text.of(en="Why", th="เหตุผล"), personal=True),
    Column(name="id", title=Text.of(en="Application", th="รหัสใบสมัคร"), unbroken=True),
)
_CALLS = (
    Column(name="code", title=Text.of(en="Call", th="ประกาศ"), public=True, unbroken=True),
    Column(name="title", title=Text.of(en="Title", th="ชื่อ"), public=True),
    Column(name="opens", title=Text.of(en="Opens", th="เปิดรับ"), type=ColumnType.DATE, public=True),
    Column(name="closes", title=Text.of(en="Closes", th="ปิดรับ"), type=ColumnType.DATE, public=True),
    Column(name="places", title=Text.of(en="Places left", th="ที่นั่งเหลือ"), public=True),
    Column(name="selected_on", title=Text.of(en="Selected", th="คัดเลือกเมื่อ"), type=ColumnType.DATE),
    Column(name="id", title=Text.of(en="Id", th="รหัสรายการ"), unbroken=True),
)


def selection_table(
    call: MobilityCall, applications: Iterable[MobilityApplication], partners: Mapping[str, str]
) -> Table:
    """The ranking of a call, with the reasons of each place."""
    rows = [
        (
            one.rank,
            one.applicant.name,
            one.applicant.code or None,
            one.total,
            APPLICATION_STATES[ApplicationState(one.state)],
            partners.get(one.destination, one.destination) if one.destination else None,
            joined(one.reasons, "; ") if one.reasons else None,
            one.id,
        )
        for one in applications
    ]
    return Table.of(_SELECTION, rows, call.title)


def call_table(
    calls: Iterable[MobilityCall], left: Mapping[str, Mapping[str, int]], partners: Mapping[str, str]
) -> Table:
    """Calls, with the places that are left at each partner."""
    rows = [
        (
            one.code,
            one.title,
            one.opens,
            one.closes,
            ", ".join(
                f"{partners.get(to.partner, to.partner)} {left[one.id].get(to.partner, 0)}/{to.places}"
                for to in one.destinations
            ),
            one.selected_on,
            one.id,
        )
        for one in calls
    ]
    return Table.of(_CALLS, rows)
