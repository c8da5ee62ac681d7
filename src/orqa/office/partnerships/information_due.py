"""What falls due in the information service: answers to enquiries, scholarships that close (กำหนดเวลางานบริการข้อมูล)."""

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Final

from orqa.base.language import Text
from orqa.domain.organization.tasks import person_token, unit_token
from orqa.domain.partnerships.enquiries import Enquiry, EnquiryState, ScholarshipNews
from orqa.office.deadlines import Deadline, from_to
from orqa.office.paging import every
from orqa.storage.query import equal, is_in

if TYPE_CHECKING:
    from orqa.office.office import Office

AREA: Final = "partnerships"
_OPEN: Final = (EnquiryState.OPEN.value, EnquiryState.WAITING.value)
_ANSWER = Text.of(en="Answer enquiry {number}/{year}", th="ตอบเรื่องสอบถาม {number}/{year}")
_CLOSES = Text.of(en="Scholarship closes: {title}", th="ปิดรับสมัครทุน: {title}")


def information_due(office: "Office", first: date, last: date) -> Iterator[Deadline]:
    """Days by which enquiries that may be seen are to be answered, and last days of scholarships; both ends included.

    What is asked, and by whom, is not told.
    """
    asked = is_in("state", _OPEN) & from_to("due", first, last)
    closing = equal("withdrawn", "") & from_to("closes", first, last)
    with office.reading(personal=True) as reader:
        enquiries = tuple(every(office, reader, Enquiry, asked))
        news = tuple(every(office, reader, ScholarshipNews, closing))
    for one in enquiries:
        if one.due is not None:
            title = _ANSWER.fill(number=one.number or "–", year=office.written_year(one.year))
            yield Deadline(day=one.due, area=AREA, title=title, about=one.ref, source=one.ref, whom=_whom(one))
    for each in news:
        if each.closes is not None:
            title = _CLOSES.fill(title=each.title)
            yield Deadline(day=each.closes, area=AREA, title=title, about=each.ref, source=each.ref)


def _whom(enquiry: Enquiry) -> str:
    if enquiry.owner:
        return person_token(enquiry.owner)
    return unit_token(enquiry.unit) if enquiry.unit else ""
