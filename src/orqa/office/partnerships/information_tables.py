"""Enquiries and news as tables (ทะเบียนเรื่องสอบถามและข่าวทุน)."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from orqa.base.language import Text, joined
from orqa.domain.partnerships.enquiries import STATES, Enquiry, ScholarshipNews
from orqa.reporting.columns import Column, ColumnType
from orqa.reporting.tables import Table

if TYPE_CHECKING:
    from orqa.office.office import Office

_TICKET = Text.of(en="{number}/{year}", th="{number}/{year}")
_ID = Column(name="id", title=Text.of(en="Id", th="รหัสรายการ"), unbroken=True)
_ENQUIRIES = (
    _ID,
    Column(name="ticket", title=Text.of(en="Ticket", th="เลขที่เรื่อง"), public=True, unbroken=True),
    Column(name="received", title=Text.of(en="Received", th="รับเมื่อ"), type=ColumnType.DATE, public=True),
    Column(name="enquiry_kind", title=Text.of(en="Kind", th="ประเภท"), public=True),
    Column(name="question", title=Text.of(en="Question", th="คำถาม"), personal=True),
    Column(name="asker", title=Text.of(en="Asked by", th="ผู้ถาม"), personal=True),
    Column(name="due", title=Text.of(en="Due", th="กำหนดตอบ"), type=ColumnType.DATE, public=True),
    Column(name="answered", title=Text.of(en="Answered", th="ตอบเมื่อ"), type=ColumnType.DATE, public=True),
    Column(name="state", title=Text.of(en="State", th="สถานะ"), public=True),
)
_NEWS = (
    _ID,
    Column(name="title", title=Text.of(en="Scholarship", th="ทุน"), public=True),
    Column(name="audience", title=Text.of(en="For", th="สำหรับ"), public=True),
    Column(name="opens", title=Text.of(en="Opens", th="เปิดรับ"), type=ColumnType.DATE, public=True),
    Column(name="closes", title=Text.of(en="Closes", th="ปิดรับ"), type=ColumnType.DATE, public=True),
    Column(name="source", title=Text.of(en="Source", th="ที่มา"), public=True, unbroken=True),
)


def enquiry_table(office: "Office", found: Iterable[Enquiry]) -> Table:
    """Enquiries with their tickets."""
    kinds = office.profile.vocabulary("enquiry-kind")
    rows = [
        (
            *(one.id, _TICKET.fill(number=one.number or "–", year=office.written_year(one.year)), one.received),
            *(kinds[one.enquiry_kind].title, one.question, one.asker or None, one.due, one.answered),
            STATES[one.state],
        )
        for one in found
    ]
    return Table.of(_ENQUIRIES, rows)


def news_table(office: "Office", found: Iterable[ScholarshipNews]) -> Table:
    """News with whom it is for."""
    groups = office.profile.vocabulary("news-audience")
    rows = [
        (
            one.id,
            one.title,
            joined(groups[code].title for code in one.audience),
            one.opens,
            one.closes,
            one.source or None,
        )
        for one in found
    ]
    return Table.of(_NEWS, rows)
