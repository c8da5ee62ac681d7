"""What callers give of an agreement, as it is kept."""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, TypeAlias

from orqa.base.date_format import day_text
from orqa.base.dates import parse_partial_date
from orqa.base.language import Text
from orqa.base.partial import PartialDate
from orqa.domain.partnerships.agreement_parts import Notice, Party, PrintedDate
from orqa.domain.partnerships.errors import AgreementRefused
from orqa.domain.partnerships.terms import Term, read_term

if TYPE_CHECKING:
    from orqa.domain.partnerships.records import Partner
    from orqa.office.partnerships.reading import PartnerReading

Day: TypeAlias = date | PartialDate | PrintedDate | str | None
"""A day, a date as it was printed (``Nov. 2018``), or none."""

_ALONE = Text.of(en="an agreement has a partner; name one at least", th="ข้อตกลงต้องมีคู่ความร่วมมืออย่างน้อยหนึ่งแห่ง")
_TWICE = Text.of(
    en="{partner} is a party twice; an agreement is not made with oneself",
    th="{partner} เป็นคู่สัญญาซ้ำสองครั้ง ข้อตกลงต้องมีคู่สัญญาต่างกัน",
)
_TWO_LENGTHS = Text.of(
    en="{term!r} and {ends!r} both say how long it holds otherwise than by a length and an end",
    th="{term!r} กับ {ends!r} ระบุการสิ้นสุดไม่ตรงรูปแบบ โปรดระบุระยะเวลาหนึ่งค่าและวันสิ้นสุดหนึ่งค่า",
)
_TO_COME = Text.of(
    en="it cannot have been signed on {day}, which is still to come; propose it, and sign it on its day",
    th="ลงนามเมื่อ {day} ไม่ได้ เพราะยังมาไม่ถึง ให้เสนอจัดทำก่อน แล้วบันทึกการลงนามเมื่อถึงวัน",
)
_NO_LENGTH = Text.of(en="{term!r} is no length, such as 6 months", th="{term!r} ไม่ใช่ระยะเวลา เช่น 6 เดือน")


def printed(day: Day) -> PrintedDate | None:
    """A day as it is kept, at the precision of print.

    Raises:
        DateNotUnderstood: when a text is no date, or may be several.
    """
    if isinstance(day, str):
        return PrintedDate(day=parse_partial_date(day), printed=day.strip()) if day.strip() else None
    return PrintedDate.of(day)


def refuse_to_come(signed: PrintedDate | None, today: date) -> None:
    """Go on where a signature lies on a day that has come.

    Raises:
        AgreementRefused: otherwise.
    """
    day = None if signed is None else signed.first
    if day is not None and day > today:
        raise AgreementRefused(_TO_COME.fill(day=day_text(day)))


def term_of(term: str, ends: Day) -> Term:
    """How long it holds, by the printed length and the printed end.

    Raises:
        TermNotUnderstood, DateNotUnderstood: when they have no one meaning.
        AgreementRefused: when the two contradict each other.
    """
    length = read_term(term) if term.strip() else None
    end = read_term(ends) if isinstance(ends, str) and ends.strip() else None
    if not isinstance(ends, str) and ends is not None:
        day = printed(ends)
        end = Term(until=None if day is None else day.day)
    if length is None or end is None:
        return length or end or Term()
    if end.until is None or length.until is not None:
        raise AgreementRefused(_TWO_LENGTHS.fill(term=term, ends=str(ends)))
    return Term(months=length.months, until=end.until, renewed_for=length.renewed_for, no_end=length.no_end)


def notice_of(text: str) -> Notice | None:
    """A printed notice, such as ``6 months`` or ``90 days``; None for an empty one.

    Raises:
        TermNotUnderstood, AgreementRefused: when it is no length.
    """
    plain = text.strip().casefold()
    if not plain:
        return None
    count, _, word = plain.partition(" ")
    if count.isdecimal() and word.strip() in {"day", "days", "วัน"}:
        return Notice(days=int(count), printed=text.strip())
    months = read_term(text).months
    if months is None:
        raise AgreementRefused(_NO_LENGTH.fill(term=text.strip()[:60]))
    return Notice(months=months, printed=text.strip())


def parties_of(
    service: "PartnerReading", partners: Iterable[Party | str], own: str
) -> tuple[tuple[Party, ...], tuple["Partner", ...]]:
    """The parties, the university first, and the partners among them.

    Args:
        service: finds partners.
        partners: parties, or what finds a partner, with ``#UNIT`` behind it for a unit of the partner.
        own: the unit of the university that makes it; empty for the university.

    Raises:
        NotFound, PartnerRefused: when there is no such partner, or several are called so.
        AgreementRefused: when there is none, or one is a party twice.
    """
    found: list[Party] = []
    known: dict[str, Partner] = {}
    for one in partners:
        given = one if isinstance(one, Party) else _party(one)
        partner = service.partner(given.partner)
        known[partner.id] = partner
        party = Party(partner=partner.id, unit=given.unit, called=given.called)
        if any((party.partner, party.unit) == (held.partner, held.unit) for held in found):
            raise AgreementRefused(_TWICE.fill(partner=partner.name))
        found.append(party)
    if not found:
        raise AgreementRefused(_ALONE)
    return (Party(unit=own), *found), tuple(known.values())


def _party(text: str) -> Party:
    partner, _, unit = text.partition("#")
    return Party(partner=partner.strip(), unit=unit.strip())
