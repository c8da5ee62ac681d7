"""The radar of agreements as tables (ตารางข้อตกลงที่ใกล้หมดอายุ)."""

from typing import TYPE_CHECKING

from orqa.base.date_format import format_thai_partial
from orqa.base.language import Text, joined
from orqa.base.partial import PartialDate
from orqa.office.partnerships.agreement_tables import countries_of, names_of
from orqa.reporting.columns import Column, ColumnType
from orqa.reporting.tables import Table

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from orqa.domain.partnerships.agreements import Agreement
    from orqa.office.office import Office
    from orqa.office.partnerships.radar import Ending, Radar

INTENTIONS = {
    "renew": Text.of(en="to be renewed", th="จะต่ออายุ"),
    "lapse": Text.of(en="left to end", th="ปล่อยให้สิ้นสุด"),
    "": Text.of(en="nothing decided", th="ยังไม่ตัดสินใจ"),
}
"""What was decided about the end of an agreement."""

_NOTICED = Text.of(en="notice given", th="บอกเลิกแล้ว")
_GOES_ON = Text.of(en="prolonged unless notice is given", th="ต่ออายุเองหากไม่บอกกล่าว")
_ID = Column(name="id", title=Text.of(en="Id", th="รหัสรายการ"), unbroken=True)
_TITLE = Column(name="title", title=Text.of(en="Agreement", th="ข้อตกลง"), public=True)
_PARTNER = Column(name="partner", title=Text.of(en="Partner", th="คู่ความร่วมมือ"), public=True)
_COUNTRY = Column(name="country", title=Text.of(en="Country", th="ประเทศ"), public=True)
_END = Column(name="ends", title=Text.of(en="Last day", th="วันสิ้นสุด"), type=ColumnType.DATE, public=True)
_NOTICE = Column(name="notice", title=Text.of(en="Notice until", th="บอกกล่าวภายใน"), type=ColumnType.DATE)
_DECIDED = Column(name="decided", title=Text.of(en="Decision", th="การตัดสินใจ"))
_REVIEW = Column(name="review", title=Text.of(en="Review", th="การทบทวน"))
_REVIEWED = Text.of(en="the council reviews it", th="สภามหาวิทยาลัยทบทวน")
_MONTH = Column(name="month", title=Text.of(en="Month", th="เดือน"), unbroken=True, public=True)
_COUNT = Column(name="count", title=Text.of(en="Agreements", th="จำนวนฉบับ"), type=ColumnType.INTEGER, public=True)

MONTHS = Text.of(en="Terms that end, by month", th="จำนวนที่สิ้นสุดในแต่ละเดือน")
ENDING = Text.of(en="What ends", th="ข้อตกลงที่จะสิ้นสุด")
NOTICING = Text.of(en="What must be noticed by when", th="ข้อตกลงที่ต้องบอกกล่าวภายในกำหนด")
IDLE = Text.of(en="What is idle", th="ข้อตกลงที่ไม่มีกิจกรรมในรอบปี")


def months_table(radar: "Radar") -> Table:
    """How many terms end in each month."""
    return Table.of((_MONTH, _COUNT), ((month_text(month), count) for month, count in radar.months), title=MONTHS)


def month_text(month: str) -> Text:
    """A month such as ``2026-12`` as people write it: in English as it is, in Thai short and in the Buddhist era."""
    return Text.of(en=month, th=format_thai_partial(PartialDate.parse(month), style="short"))


def ending_table(office: "Office", found: "Iterable[Ending]", on: "date", title: Text = ENDING) -> Table:
    """Agreements of which a term ends, with the last day of notice and what was decided."""
    found = tuple(found)
    partners = office.partnerships.partners_of(tuple(one.agreement for one in found))
    rows = [
        (
            one.agreement.title,
            names_of(one.agreement, partners, on),
            joined(countries_of(one.agreement, partners)),
            one.end,
            one.notice,
            _decided(one),
            one.agreement.id,
        )
        for one in found
    ]
    return Table.of((_TITLE, _PARTNER, _COUNTRY, _END, _NOTICE, _DECIDED, _ID), rows, title=title)


def idle_table(office: "Office", radar: "Radar") -> Table:
    """Agreements in force that nothing was done under, and which of them the council reviews."""
    on, partners = radar.first, office.partnerships.partners_of(radar.idle)

    def row(one: "Agreement") -> tuple[object, ...]:
        review = _REVIEWED if one.id in radar.reviewed else None
        return (
            one.title,
            names_of(one, partners, on),
            joined(countries_of(one, partners)),
            one.end(on),
            review,
            one.id,
        )

    return Table.of((_TITLE, _PARTNER, _COUNTRY, _END, _REVIEW, _ID), map(row, radar.idle), title=IDLE)


def _decided(one: "Ending") -> Text:
    if one.agreement.noticed_on is not None:
        return _NOTICED
    if one.goes_on and not one.agreement.intention:
        return _GOES_ON
    return INTENTIONS[one.agreement.intention]
