"""Letters of the invented university are stored and lent, an order replaces another, secret copies are inspected."""

from collections.abc import Iterator
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from orqa.base.date_format import day_text
from orqa.base.language import Text
from orqa.cli.demo.day import ADMINISTRATOR, DIRECTOR, HEAD, INVITATION, ORDER, REGISTRAR, SECRET_REGISTRAR

if TYPE_CHECKING:
    from orqa.office.office import Office

_FILES: Final = (
    ("ปก 1", "ประกันคุณภาพการศึกษา", ""),
    ("วส 1", "ความร่วมมือกับต่างประเทศ", ""),
    ("วส 1.1", "การเชิญประชุม", "วส 1"),
)
_PLACE: Final = "ตู้ 2 กล่อง 5"
_FORMER: Final = "แต่งตั้งคณะกรรมการประกันคุณภาพการศึกษาภายใน (เดิม)"

_STORED = Text.of(
    en="the store: no. {number} of its register, file {code}, {place}",
    th="เก็บหนังสือ: ทะเบียนหนังสือเก็บลำดับที่ {number} รหัสแฟ้ม {code} ที่ {place}",
)
_LENT = Text.of(
    en="lent until {due} ({clause}), called back for {recalled}, given back: it is in its place again",
    th="ให้ยืมถึง {due} ({clause}) เรียกคืนภายใน {recalled} รับคืนแล้ว อยู่ในที่เดิม",
)
_IN_FORCE = Text.of(
    en="in force today: {count}; the order {number} replaced the one of {former}",
    th="ใช้บังคับวันนี้ {count} ฉบับ คำสั่งที่ {number} ใช้แทนคำสั่งลงวันที่ {former}",
)
_INSPECTED = Text.of(
    en="secret matter: {copies} copies inspected, all present; next by {due}",
    th="ข้อมูลข่าวสารลับ: ตรวจสอบ {copies} ชุด อยู่ครบ ตรวจครั้งต่อไปภายใน {due}",
)


def letters_kept(office: "Office") -> Iterator[Text]:
    """Play it; what happened, one thing after the other."""
    yield from _stored_and_lent(office)
    yield _replaced(office)
    yield _inspected(office)


def _stored_and_lent(office: "Office") -> Iterator[Text]:
    registrar = office.acting(REGISTRAR).correspondence
    for code, title, parent in _FILES:
        registrar.add_file_code(code, title, parent=parent)
    letter = next(one for one in registrar.search(INVITATION).letters if one.direction == "received")
    kept = registrar.store(letter, "วส 1.1", place=_PLACE)
    yield _STORED.fill(number=kept.number, code=kept.code, place=kept.place)
    loan = registrar.lend(letter, HEAD, purpose="เตรียมการประชุมหารือ", permitted_by=DIRECTOR)
    clause = next(str(one) for one in registrar.loan_decision(loan).citations if one.clause)
    recalled = registrar.call_back(loan, "ผู้ตรวจสอบภายในขอดู", by=office.today() + timedelta(days=2))
    registrar.take_back(recalled)
    days = {"due": loan.due, "recalled": recalled.due}
    yield _LENT.fill(clause=clause, **{name: day_text(day) for name, day in days.items() if day})


def _replaced(office: "Office") -> Text:
    registrar = office.acting(REGISTRAR).correspondence
    before = office.today() - timedelta(days=365)
    former = registrar.add_instrument(kind="order", title=_FORMER, made=before)
    order = registrar.add_instrument(registrar.search(ORDER).letters[0])
    registrar.change_instrument(order, former, "replaces")
    found = len(registrar.in_force())
    return _IN_FORCE.fill(count=found, number=order.number, former=day_text(before))


def _inspected(office: "Office") -> Text:
    keeper = office.acting(SECRET_REGISTRAR).correspondence
    line = keeper.entries(register="secret-received")[0]
    letter = line.letter.id if line.letter else ""
    keeper.share(letter, persons=[DIRECTOR])
    sheet = keeper.give_copy(letter, DIRECTOR, permission="อธิการบดี", receipt="ร 1")
    found = [(letter, copy.number, "present") for copy in sheet.copies]
    keeper.inspect_secrets(found, chair=SECRET_REGISTRAR, members=[REGISTRAR, ADMINISTRATOR], reported_to=DIRECTOR)
    due = keeper.next_inspection()
    return _INSPECTED.fill(copies=len(found), due=day_text(due.value) if due else "–")
