"""Whether what a file says of somebody and of their studies can be so (การตรวจข้อมูลในแฟ้ม)."""

import re
from datetime import date
from typing import TYPE_CHECKING, Final

from orqa.base.date_format import day_text
from orqa.base.language import Text
from orqa.domain.partnerships.errors import MobilityRefused
from orqa.domain.partnerships.isced import NO_FIELD, in_four_digits
from orqa.domain.partnerships.mobilities import Traveller

if TYPE_CHECKING:
    from orqa.office.office import Office

_MAIL: Final = re.compile(r"[^@\s]+@[^@\s.]+\.[^@\s]+")
_ESI: Final = re.compile(r"urn:schac:personalUniqueCode:int:esi:[^\s:]+:\S+")

_TO_COME = Text.of(
    en="the day {day} is to come, today is {today}; enter it when it was done",
    th="วันที่ {day} ยังมาไม่ถึง วันนี้คือ {today} โปรดบันทึกเมื่อดำเนินการแล้ว",
)
_BORN = Text.of(en="the day of birth {day} is to come", th="วันเกิด {day} ยังมาไม่ถึง")
_NO_MAIL = Text.of(en="{found!r} is no mail address", th="{found!r} ไม่ใช่ที่อยู่อีเมล")
_NO_ESI = Text.of(
    en="{found!r} is no European student identifier, as urn:schac:personalUniqueCode:int:esi:example.ac.th:1",
    th="{found!r} ไม่ใช่รหัสนักศึกษายุโรป เช่น urn:schac:personalUniqueCode:int:esi:example.ac.th:1",
)
_DAYS = Text.of(en="the last day {last} lies before the first, {first}", th="วันสุดท้าย {last} อยู่ก่อนวันแรก {first}")


def check_facts(  # noqa: PLR0913, PLR0917 - what is told of a stay
    office: "Office", who: Traveller, level: str, field_code: str, first: date | None, last: date | None
) -> None:
    """Go on where what is told of somebody and of their stay can be so.

    Args:
        office: whose profile has the levels.
        who: the person.
        level: of study; empty where nobody told it.
        field_code: ISCED-F 2013; empty where nobody told it.
        first: the first day that is planned.
        last: the last one.

    Raises:
        MobilityRefused: for a day of birth to come, a mail address, student identifier or field of education that is
            none, and a last day before the first.
        UnknownTerm: when the profile has no such level of study.
    """
    _check_traveller(who, office.today())
    if level:
        _ = office.rules().vocabulary("study-level")[level]
    if field_code and not in_four_digits(field_code):
        raise MobilityRefused(NO_FIELD.fill(found=field_code[:40]))
    if first and last and last < first:
        raise MobilityRefused(_DAYS.fill(first=day_text(first), last=day_text(last)))


def day_that_came(office: "Office", on: date | None) -> date:
    """The day on which something was done; by default today.

    Raises:
        MobilityRefused: when it is to come.
    """
    today = office.today()
    if on is not None and on > today:
        raise MobilityRefused(_TO_COME.fill(day=day_text(on), today=day_text(today)))
    return on or today


def _check_traveller(who: Traveller, today: date) -> None:
    if who.born is not None and who.born > today:
        raise MobilityRefused(_BORN.fill(day=day_text(who.born)))
    if who.email and not _MAIL.fullmatch(who.email):
        raise MobilityRefused(_NO_MAIL.fill(found=who.email[:80]))
    if who.esi and not _ESI.fullmatch(who.esi):
        raise MobilityRefused(_NO_ESI.fill(found=who.esi[:80]))
