"""What falls due with agreements: their ends, the last days of notice, telling the commission (กำหนดเวลาของข้อตกลง)."""

from collections.abc import Iterator
from datetime import MAXYEAR, date, timedelta
from typing import TYPE_CHECKING, Final

from orqa.base.language import Text
from orqa.domain.organization.tasks import person_token, unit_token
from orqa.domain.partnerships.agreement_states import AgreementState
from orqa.domain.partnerships.agreements import Agreement
from orqa.office.deadlines import Deadline, from_to
from orqa.office.paging import every
from orqa.office.partnerships.radar import ending, noticing
from orqa.rules.errors import UnknownParameter
from orqa.storage.query import equal

if TYPE_CHECKING:
    from orqa.office.office import Office

AREA: Final = "partnerships"
_MOST: Final = 100_000
_CENTURY: Final = 100
_ENDS = Text.of(en="Agreement ends: {title}", th="ข้อตกลงสิ้นสุด: {title}")
_NOTICE = Text.of(en="Last day to give notice: {title}", th="วันสุดท้ายของการบอกกล่าว: {title}")
_TELL = Text.of(
    en="Tell the commission of the council's approval ({certainty}): {title}",
    th="แจ้งคณะกรรมการการอุดมศึกษาว่าสภาอนุมัติแล้ว ({certainty}): {title}",
)
_CERTAINTIES = {
    "verified": Text.of(en="verified rule", th="กฎที่ตรวจแล้ว"),
    "known": Text.of(en="known rule", th="กฎที่ทราบกัน"),
    "uncertain": Text.of(en="uncertain rule", th="กฎที่ยังไม่แน่ชัด"),
}


def agreements_due(office: "Office", first: date, last: date) -> Iterator[Deadline]:
    """Ends and last days of notice that lie from one day to another, and until when the commission is told.

    Where an agreement is prolonged of itself and nobody gave notice, its terms end without anything falling due but the
    notice. Of one that is to be left to end no notice is asked. More than a century ahead nothing is looked for.
    """
    last = min(last, date(min(first.year + _CENTURY, MAXYEAR - 2), 12, 31))
    with office.reading() as reader:
        for one in ending(reader, office.codec.decode, first, last, _MOST):
            if not one.goes_on:
                yield _deadline(one.agreement, one.end, _ENDS.fill(title=one.agreement.title))
        for one in noticing(reader, office.codec.decode, first, last, _MOST)[0]:
            if one.notice is not None and not one.is_decided:
                yield _deadline(one.agreement, one.notice, _NOTICE.fill(title=one.agreement.title))
    yield from _to_be_told(office, first, last)


def _to_be_told(office: "Office", first: date, last: date) -> Iterator[Deadline]:
    """Agreements that the council approved and the commission was not told of; none where no rule asks for it."""
    try:
        row = office.rules().row("agreement.commission_days", {})
    except UnknownParameter:
        return
    wait, certainty = timedelta(days=row.value), _CERTAINTIES[row.certainty.value]
    asked = equal("state", AgreementState.APPROVED.value)
    signed = equal("state", AgreementState.SIGNED.value) & from_to("signed_on", first - wait, date.max)
    with office.reading() as reader:
        for query in (asked, signed):
            for one in every(office, reader, Agreement, query):
                day = one.approved.first if one.approved else None
                if one.council and one.told_on is None and day is not None and first <= day + wait <= last:
                    yield _deadline(one, day + wait, _TELL.fill(certainty=certainty, title=one.title))


def _deadline(agreement: Agreement, day: date, title: Text) -> Deadline:
    unit = unit_token(agreement.unit) if agreement.unit else ""
    whom = person_token(agreement.person) if agreement.person else unit
    return Deadline(day=day, area=AREA, title=title, about=agreement.ref, source=agreement.ref, whom=whom)
