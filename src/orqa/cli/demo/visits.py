"""A delegation, a lecture, a trip abroad and the information service in the demonstration; all of it is made up."""

from collections.abc import Iterator
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from orqa.base.date_format import day_text
from orqa.base.language import Text
from orqa.base.money import Money
from orqa.domain.partnerships.visits import Gift, Member, ProgrammeItem

if TYPE_CHECKING:
    from orqa.office.office import Office

OFFICER: Final = "2006"
TRAVELLER: Final = "2003"
UNIT: Final = "ir"

_DAYS_AGO: Final = timedelta(days=10)
_AHEAD: Final = timedelta(days=45)
_TEXT: Final = "visa-extension"

_VISIT = Text.of(
    en="A delegation of {visitor} was received on {day}: {items} items, {gifts} gifts, {steps} steps on the desk",
    th="รับคณะผู้แทน{visitor} วันที่ {day}: กำหนดการ {items} รายการ ของที่ระลึก {gifts} ชิ้น รายการเตรียมการ {steps} ข้อ",
)
_LOOK = Text.of(en="to look at: {message}", th="ควรตรวจสอบ: {message}")
_TRIP = Text.of(
    en="A trip to Japan from {day} is permitted: official duty, to be reported by {by}",
    th="อนุมัติไปราชการญี่ปุ่นตั้งแต่ {day} บันทึกเป็นวันไปราชการ รายงานภายใน {by}",
)
_ANSWER = Text.of(
    en="Enquiry {number}/{year}, to be answered by {due}, answered from the text {text} in {languages} languages",
    th="เรื่องสอบถามที่ {number}/{year} กำหนดตอบ {due} ตอบจากข้อความมาตรฐาน {text} {languages} ภาษา",
)
_NEWS = Text.of(en="Scholarships: {open} open, {soon} closing soon", th="ข่าวทุน: เปิดรับ {open} ทุน ใกล้ปิดรับ {soon} ทุน")


def play(office: "Office") -> Iterator[Text]:
    """Play it; what happened, one thing after the other."""
    yield from _delegation(office)
    yield _trip(office)
    yield from _information(office)


def _delegation(office: "Office") -> Iterator[Text]:
    partnerships, day = office.partnerships, office.today() - _DAYS_AGO
    visit = partnerships.visit(
        "received",
        "หารือความร่วมมือด้านประมงและการท่องเที่ยว",
        first=day,
        visitor="Made-up Coastal University",
        unit=UNIT,
        owner=OFFICER,
        members=[Member(name="A. Madeup", post="Vice-President"), Member(name="B. Madeup", post="Dean")],
        estimate=Money.of(12_500, office.profile.currency),
    )
    visits = partnerships.visits
    for starts, what in ((9 * 60, "ต้อนรับและแนะนำมหาวิทยาลัย"), (13 * 60 + 30, "เยี่ยมชมห้องปฏิบัติการ")):
        visits.add_item(visit, ProgrammeItem(on=day, starts=starts, what=what, place="อาคารสำนักงานอธิการบดี"))
    visits.add_gift(visit, Gift(way="given", what="ผ้าบาติก", value=Money.of(800, "THB"), on=day))
    visits.add_gift(visit, Gift(way="received", what="แจกันเซรามิก", value=Money.of(5_000, "THB"), on=day))
    visits.confirm(visit)
    held = visits.hold(visit)
    partnerships.activities.hold(partnerships.activity("lecture", "บรรยายพิเศษเรื่องทะเลและชายฝั่ง", first=day, unit=UNIT))
    counts = {"items": len(held.programme), "gifts": len(held.gifts), "steps": len(visits.checklist(held))}
    yield _VISIT.fill(visitor=held.visitor, day=day_text(day), **counts)
    for finding in visits.check(held):
        yield _LOOK.fill(message=finding.message)


def _trip(office: "Office") -> Text:
    trips, first = office.partnerships.trips, office.today() + _AHEAD
    last = first + timedelta(days=4)
    asked = office.partnerships.trip(
        *(TRAVELLER, "ประชุมเครือข่ายมหาวิทยาลัย"),
        country="ญี่ปุ่น",
        first=first,
        last=last,
        unit=UNIT,
        passport="official",
        report_by=last + timedelta(days=30),
    )
    permitted = trips.permit(asked.record, "คำสั่งสมมุติ 1")
    return _TRIP.fill(day=day_text(first), by=day_text(permitted.report_by or last))


def _information(office: "Office") -> Iterator[Text]:
    partnerships, today = office.partnerships, office.today()
    partnerships.texts.write(
        _TEXT,
        {"th": "การขยายเวลาพำนัก", "en": "Extending a stay"},
        {"th": "โปรดติดต่อสำนักงานก่อนวันครบกำหนด", "en": "Please come to the office before the last day."},
    )
    partnerships.texts.approve(_TEXT, "บันทึกสมมุติ 2")
    asked = partnerships.enquire("How do I extend my stay?", language="en", asker="C. Madeup", unit=UNIT, owner=OFFICER)
    done = partnerships.answer(asked, [_TEXT])
    ticket = {"number": done.number, "year": office.written_year(done.year), "text": _TEXT}
    due = day_text(done.due) if done.due else "–"
    yield _ANSWER.fill(**ticket, due=due, languages=len(done.answers[0].body.languages))
    for title, days in (("ทุนปริญญาเอกสมมุติ", 7), ("ทุนแลกเปลี่ยนสมมุติ", 60)):
        partnerships.news.announce({"th": title}, audience=["student", "lecturer"], closes=today + timedelta(days=days))
    news = partnerships.news
    yield _NEWS.fill(open=len(news.open_on()), soon=len(news.closing_soon()))
