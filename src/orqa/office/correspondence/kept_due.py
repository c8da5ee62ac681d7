"""What falls due with letters that are kept: texts that end by themselves, and inspections of secret matter."""

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Final

from orqa.base.language import Text
from orqa.domain.correspondence.instruments import Instrument
from orqa.domain.organization.tasks import unit_token
from orqa.office.deadlines import SECRET, Deadline, from_to
from orqa.office.paging import every

if TYPE_CHECKING:
    from orqa.office.office import Office

_AREA: Final = "correspondence"
_INSPECT = Text.of(en="Inspect secret matter", th="ตรวจสอบข้อมูลข่าวสารลับ")
_ENDS = Text.of(en="Last day in force: {title}", th="วันสุดท้ายที่ใช้บังคับ: {title}")


def instruments_due(office: "Office", first: date, last: date) -> Iterator[Deadline]:
    """Texts whose own last day it is, where nothing ended them before."""
    with office.reading() as reader:
        ending = [one for one in every(office, reader, Instrument, from_to("last", first, last)) if not one.withdrawn]
    if not ending:
        return
    standings = {one.instrument.id: one for one in office.correspondence.instruments()}
    for one in ending:
        standing = standings.get(one.id)
        if standing is not None and one.last is not None and standing.last == one.last:
            yield Deadline(
                day=one.last,
                area=_AREA,
                title=SECRET if one.restricted else _ENDS.fill(title=one.title),
                about=one.ref,
                source=one.ref,
                whom=unit_token(one.unit) if one.unit else "",
            )


def inspections_due(office: "Office", first: date, last: date) -> Iterator[Deadline]:
    """The next inspection of secret matter, for those who may see what is controlled; it tells no matter."""
    letters = office.correspondence
    due = letters.next_inspection()
    if due is None or not first <= due.value <= last:
        return
    source = next(iter(reversed(letters.secret_inspections())), None) or letters.control_sheets()[0]
    yield Deadline(day=due.value, area=_AREA, title=_INSPECT, about=source.ref, source=source.ref)
