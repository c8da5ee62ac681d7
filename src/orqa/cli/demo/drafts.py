"""Papers of the invented university, from the draft to the file: mended, signed, changed after signing, in English."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final

from orqa.base.language import Text
from orqa.domain.correspondence.drafting.states import STATES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from orqa.base.records import Record
    from orqa.domain.correspondence.drafting.records import Draft
    from orqa.office.correspondence import Correspondence
    from orqa.office.office import Office

CLERK, HEAD, DIRECTOR, VICE, REGISTRAR = "2005", "2002", "2001", "1002", "3001"
"""Staff numbers of those who act, as ``people.csv`` has them."""

UNIT: Final = "ga"
_LETTER: Final = "ขอเชิญร่วมเป็นกรรมการวิพากษ์ร่างแผนความร่วมมือ"
_MEMO: Final = "ขอความอนุเคราะห์ใช้ห้องประชุม"
_ORDER: Final = "แต่งตั้งคณะทำงานต้อนรับคณะผู้แทนจากต่างประเทศ"
_INVITATION: Final = "Invitation to visit: joint research on fisheries"
SUBJECTS: Final = (_LETTER, _ORDER, _INVITATION)
"""What the letters are about that come of it: by these the demonstration knows an office of its own."""

FILES: Final = tuple(f"paper-{name}.txt" for name in ("letter", "memo", "order", "invitation"))
"""The papers as text."""

_RETURNED = Text.of(
    en="a letter was sent back (“{words}”), mended and signed: {printed}, sent and acknowledged ({said})",
    th="หนังสือภายนอกถูกส่งคืน (“{words}”) แก้ไขและลงนามแล้ว: {printed} ส่งแล้วและตอบรับแล้ว ({said})",
)
_CHANGED = Text.of(
    en="a memo was changed after it was signed: the signature of {name} holds no more ({reason}); a {state} again",
    th="บันทึกข้อความถูกแก้ไขหลังลงนาม: ลายมือชื่อ{name}ไม่มีผลแล้ว ({reason}) กลับเป็น{state}",
)
_ORDERED = Text.of(en="an order: {printed}, put up and filed", th="คำสั่งที่ {printed} เผยแพร่และเก็บแล้ว")
_INVITED = Text.of(
    en="an invitation in English, filled from {partner}: {printed}; {editions} editions, {found} things to look at",
    th="หนังสือเชิญภาษาอังกฤษ เติมข้อมูลจาก {partner}: {printed} จำนวน {editions} ฉบับร่าง มีข้อควรตรวจ {found} ข้อ",
)


def play(office: "Office", folder: Path) -> Iterator[Text]:
    """Play it and write the papers; what happened, one thing after the other."""
    for name, part in zip(FILES, (_letter, _memo, _order, _invitation), strict=True):
        told, draft = part(office)
        (folder / name).write_text(office.correspondence.render(draft), encoding="utf-8")
        yield told


def write_reports(office: "Office", folder: Path, language: str | None) -> Iterator[Path]:
    """The papers that were written."""
    del office, language
    yield from (folder / name for name in FILES)


def _letter(office: "Office") -> "tuple[Text, Draft]":
    clerk, registrar = _as(office, CLERK), _as(office, REGISTRAR)
    fields = {
        "recipient": "คณบดีคณะเทคโนโลยีการประมง มหาวิทยาลัยสมมุติชายฝั่ง",
        "subject": _LETTER,
        "reason": "ด้วยกองวิเทศสัมพันธ์และการประกันคุณภาพได้จัดทำร่างแผนความร่วมมือกับต่างประเทศ",
        "wish": "จึงขอเชิญท่านร่วมเป็นกรรมการวิพากษ์ร่างแผน รายละเอียดตามสิ่งที่ส่งมาด้วย",
        "enclosures": ["ร่างแผนความร่วมมือ จำนวน 1 เล่ม", "แบบตอบรับ จำนวน 1 แผ่น"],
    }
    draft = clerk.draft(template="letter", unit=UNIT, fields=fields)
    request = clerk.propose(draft)
    words = "เพิ่มหมายเลขโทรศัพท์ผู้ประสานงาน"
    office.acting(HEAD).approvals.return_(request, words)
    clerk.propose(clerk.edit(draft, {"contact": "โทร. 0 7400 0000"}, comment="เพิ่มแล้ว"))
    _approved(office, draft, HEAD, DIRECTOR)
    _as(office, VICE).sign(draft)
    issue, said = registrar.number(draft), "รับที่ 77"
    registrar.dispatch(draft, "post", proof="EM 000 000 001 TH")
    filed = registrar.confirm_receipt(draft, said)
    return _RETURNED.fill(words=words, printed=issue.printed, said=said), filed


def _memo(office: "Office") -> "tuple[Text, Draft]":
    clerk = _as(office, CLERK)
    fields = {"recipient": "ผู้อำนวยการกองกลาง", "subject": _MEMO, "reason": "ด้วยจะประชุมคณะทำงาน จึงขอใช้ห้องประชุม 2"}
    draft = clerk.draft(template="memo", unit=UNIT, fields=fields)
    clerk.propose(draft)
    _approved(office, draft, HEAD, DIRECTOR)
    _as(office, VICE).sign(draft)
    changed = clerk.edit(draft, {"body": ["ด้วยจะประชุมคณะทำงาน จึงขอใช้ห้องประชุม 3", "จึงเรียนมาเพื่อโปรดพิจารณา"]})
    (state,) = clerk.signatures(draft)
    told = {"name": state.signature.name, "reason": state.reason, "state": STATES[changed.state]}
    return _CHANGED.fill(**told), changed


def _order(office: "Office") -> "tuple[Text, Draft]":
    clerk, registrar = _as(office, CLERK), _as(office, REGISTRAR)
    fields: Mapping[str, object] = {
        "subject": _ORDER,
        "reason": "เพื่อให้การต้อนรับคณะผู้แทนเป็นไปด้วยความเรียบร้อย",
        "power": "มาตรา 24 แห่งพระราชบัญญัติสมมุติ",
        "items": ["ผู้อำนวยการกอง เป็นประธาน", "หัวหน้างานวิเทศสัมพันธ์ เป็นเลขานุการ"],
    }
    draft = clerk.draft(template="order", unit=UNIT, fields=fields)
    clerk.propose(draft)
    _approved(office, draft, HEAD, DIRECTOR)
    _as(office, VICE).sign(draft)
    issue = registrar.number(draft)
    registrar.dispatch(draft, "posted-up")
    return _ORDERED.fill(printed=issue.printed), registrar.file(draft)


def _invitation(office: "Office") -> "tuple[Text, Draft]":
    registrar, partner = _as(office, REGISTRAR), office.partnerships.partners("Sakuragawa")[0]
    first = office.today().replace(day=1)
    fields = {
        "receiver": "Professor A. Madeup",
        "greeting": "Professor Madeup",
        "purpose": "joint research on fisheries",
    }
    about: tuple[Record, ...] = (partner,)
    draft = _as(office, CLERK).draft(
        template="invitation", unit=UNIT, about=about, fields={**fields, "first": first, "last": first.replace(day=3)}
    )
    changed = _as(office, CLERK).edit(draft, {"enclosures": ["Draft programme (1 page)"]}, comment="programme enclosed")
    found = _as(office, CLERK).check(changed)
    _as(office, CLERK).propose(changed)
    _approved(office, draft, HEAD, DIRECTOR)
    _as(office, VICE).sign(draft)
    issue = registrar.number(draft)
    office_of_theirs = f"International Office, {partner.name}"
    sent = registrar.dispatch(draft, "email", to=(fields["receiver"], office_of_theirs))
    registrar.confirm_receipt(draft, "received, with thanks", of=office_of_theirs)
    told = {"partner": partner.name, "printed": issue.printed, "editions": sent.edition, "found": len(found)}
    return _INVITED.fill(**told), registrar.confirm_receipt(draft)


def _approved(office: "Office", draft: "Draft", *people: str) -> None:
    for person in people:
        _as(office, person).approve(draft)


def _as(office: "Office", person: str) -> "Correspondence":
    return office.acting(person).correspondence
