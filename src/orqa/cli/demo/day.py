"""A day of the invented university: letters received, assigned, endorsed, answered, kept secret; what waits then."""

from collections.abc import Iterator
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from orqa.base.dates import format_thai_date
from orqa.base.language import Text

if TYPE_CHECKING:
    from datetime import date

    from orqa.domain.correspondence.records import Letter
    from orqa.office.office import Office

REGISTRAR, SECRET_REGISTRAR, ADMINISTRATOR = "3001", "3002", "3003"
DIRECTOR, HEAD, CLERK = "2001", "2002", "2005"
"""Staff numbers of those who act, as ``people.csv`` has them."""

DIVISION, SECTION, OTHER_SECTION = "irqa", "ga", "ir"

INVITATION: Final = "ขอเชิญประชุมหารือความร่วมมือทางวิชาการกับมหาวิทยาลัยในต่างประเทศ"
_ANSWER: Final = "ตอบรับการเข้าร่วมประชุมหารือความร่วมมือทางวิชาการ"
_LATER: Final = "แจ้งผลการประเมินคุณภาพการศึกษาภายใน"
_CIRCULAR: Final = "แจ้งเวียนปฏิทินการประกันคุณภาพการศึกษา"
ORDER: Final = "แต่งตั้งคณะกรรมการประกันคุณภาพการศึกษาภายใน"
_KEPT_SECRET: Final = "แผนรักษาความปลอดภัยสถานที่ราชการ"  # noqa: S105 - a subject
_REQUEST: Final = "ขอข้อมูลนักศึกษาแลกเปลี่ยน"
SUBJECTS: Final = (INVITATION, _REQUEST, _ANSWER, _LATER, _CIRCULAR, ORDER, _KEPT_SECRET)
"""What the demonstration's own letters are about: by these it knows an office of its own."""

_RECEIVED = Text.of(
    en="the registrar: received as no. {number}, {urgency}, to be dealt with by {due}",
    th="งานสารบรรณกลาง: รับเลขที่ {number} {urgency} ให้ดำเนินการภายใน {due}",
)
_TAKEN_IN = Text.of(
    en="forwarded to the division; its clerk: no. {number} of the division's own register",
    th="ส่งต่อให้กอง ธุรการกอง: ลงทะเบียนรับของกองเลขที่ {number}",
)
_ENDORSED = Text.of(en="{position}: “{comment}”", th="{position}: “{comment}”")
_SENT = Text.of(en="the answer: {printed}; the letter is closed", th="หนังสือตอบ: {printed} ปิดเรื่องแล้ว")
_KEPT = Text.of(
    en="two numbers kept: {bound} was used, {void} is void and stays in the register",
    th="จองเลขสองเลข: ใช้ {bound} และยกเลิก {void} โดยคงไว้ในทะเบียน",
)
_ISSUED = Text.of(en="a circular: {circular}; an order: {order}", th="หนังสือเวียน: {circular} คำสั่ง: {order}")
_CIRCULATED = Text.of(
    en="circular {number}: to {receivers}, acknowledged by {acknowledged}, {waiting} to be reminded",
    th="เวียนที่ {number}: ผู้รับ {receivers} ราย รับทราบแล้ว {acknowledged} ราย ต้องเตือน {waiting} ราย",
)
_HIDDEN = Text.of(
    en="a secret letter, no. {number} of its own register: the clerk finds {clerk}, its registrar {registrar}",
    th="หนังสือลับ เลขที่ {number} ในทะเบียนลับ: ธุรการค้นพบ {clerk} ฉบับ นายทะเบียนค้นพบ {registrar} ฉบับ",
)
_WAITING = Text.of(
    en="on the director's desk: {total}; due within 30 days in the whole office: {due}",
    th="งานค้างของผู้อำนวยการ: {total} เรื่อง ครบกำหนดภายใน 30 วันทั้งสำนักงาน: {due} เรื่อง",
)


def clerks_day(office: "Office") -> Iterator[Text]:
    """Play the day; what happened, one thing after the other."""
    yield from _received_and_answered(office)
    yield from _numbers(office)
    yield from _secret(office)
    _left_for_tomorrow(office)
    today = office.today()
    due = office.deadlines(today, today + timedelta(days=30))
    yield _WAITING.fill(total=office.desk(DIRECTOR).total, due=len(due.items))


def _received_and_answered(office: "Office") -> Iterator[Text]:
    registrar, clerk = office.acting(REGISTRAR).correspondence, office.acting(CLERK).correspondence
    got = registrar.receive(
        subject=INVITATION,
        sender="กรมความร่วมมือตัวอย่าง",
        recipient="อธิการบดี",
        reference="กต 0999/41",
        dated=office.today(),
        kind="external",
        urgency="ด่วนมาก",
    )
    assigned = registrar.assign(got.letter, SECTION)
    yield _RECEIVED.fill(number=got.number, urgency=_urgency(office), due=_day(assigned.tasks[0].due))
    registrar.forward(got.letter, DIVISION, note="เพื่อดำเนินการ")
    yield _TAKEN_IN.fill(number=clerk.take_in(got.letter, DIVISION).number)
    yield from _endorsed(office, clerk.propose(got.letter, SECTION).id)
    answer = clerk.send(
        kind="external", subject=_ANSWER, recipient="กรมความร่วมมือตัวอย่าง", unit=DIVISION, dated=office.today()
    )
    clerk.link(answer.letter, got.letter, "reply-to")
    clerk.close(got.letter, "ตอบรับแล้ว")
    yield _SENT.fill(printed=answer.printed)


def _endorsed(office: "Office", request: str) -> Iterator[Text]:
    """The head proposes; the director is away, and the head acts for the director too."""
    today = office.today()
    office.acting(ADMINISTRATOR).organization.act_for(
        HEAD, "irqa.director", basis="head-absent", first=today, last=today, order="คำสั่งมหาวิทยาลัย ที่ 321/2569"
    )
    head = office.acting(HEAD).approvals
    for comment in ("เห็นควรมอบงานวิเทศสัมพันธ์เข้าร่วม", "ดำเนินการตามเสนอ"):
        move = head.approve(request, comment).moves[-1]
        yield _ENDORSED.fill(position=move.position, comment=comment)


def _numbers(office: "Office") -> Iterator[Text]:
    clerk, registrar = office.acting(CLERK).correspondence, office.acting(REGISTRAR).correspondence
    kept = clerk.reserve(unit=DIVISION, count=2, reason="รอลงนาม").entries
    bound = clerk.bind(kept[0], kind="internal", subject=_LATER, recipient="คณบดีทุกคณะ")
    void = registrar.void(kept[1], "ยกเลิกการลงนาม")
    yield _KEPT.fill(bound=bound.printed, void=void.number)
    circular = registrar.send(kind="internal", subject=_CIRCULAR, recipient="ทุกหน่วยงาน", unit=DIVISION, circular=True)
    order = registrar.send(kind="order", subject=ORDER)
    yield _ISSUED.fill(circular=circular.printed, order=order.printed)
    yield from _circulated(office, circular.letter)


def _circulated(office: "Office", letter: "Letter") -> Iterator[Text]:
    """The circular goes to everybody of the division; two have read it at noon, the others are reminded next week."""
    registrar = office.acting(REGISTRAR).correspondence
    registrar.keep_list("division", {"th": "บุคลากรทั้งกอง", "en": "All of the division"}, [f"staff:{DIVISION}"])
    due = office.today() + timedelta(days=7)
    made = registrar.circulate(letter, "list:division", due=due, note="เพื่อทราบและถือปฏิบัติ").circulation
    for person in (HEAD, CLERK):
        office.acting(person).correspondence.acknowledge(made)
    stands = registrar.standing(made)
    yield _CIRCULATED.fill(
        number=f"{made.number}/{office.written_year(made.year)}",
        receivers=stands.receivers,
        acknowledged=stands.acknowledged,
        waiting=stands.waiting,
    )


def _secret(office: "Office") -> Iterator[Text]:
    keeper = office.acting(SECRET_REGISTRAR).correspondence
    got = keeper.receive(
        subject=_KEPT_SECRET,
        sender="กรมตัวอย่าง",
        reference="กห 0999/7",
        dated=office.today(),
        kind="external",
        secrecy="ลับ",
    )
    keeper.open(got.letter)
    found = [service.search("รักษาความปลอดภัย").total for service in (office.acting(CLERK).correspondence, keeper)]
    yield _HIDDEN.fill(number=got.number, clerk=found[0], registrar=found[1])


def _left_for_tomorrow(office: "Office") -> None:
    """A letter whose endorsement waits for the director, who is back tomorrow."""
    registrar = office.acting(REGISTRAR).correspondence
    got = registrar.receive(
        subject=_REQUEST, sender="สำนักตัวอย่าง", reference="อว 0999/12", dated=office.today(), kind="external"
    )
    registrar.assign(got.letter, OTHER_SECTION)
    request = office.acting(CLERK).correspondence.propose(got.letter, SECTION)
    office.acting(HEAD).approvals.approve(request, "เห็นควรมอบงานวิเทศสัมพันธ์")


def _urgency(office: "Office") -> Text:
    return office.profile.vocabulary("urgency")["very-urgent"].title


def _day(day: "date | None") -> Text:
    return Text.of(en=str(day), th=format_thai_date(day)) if day else Text.of(en="–")
