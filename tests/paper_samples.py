"""Drafts of every form, for the tests of checks and of what papers look like."""

from datetime import date, datetime
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from orqa.domain.correspondence.drafting.checks import Checked, check_draft
from orqa.domain.correspondence.drafting.records import Draft, Part
from orqa.domain.correspondence.layout.making import PaperFacts
from orqa.plugins.opening import builtin_registry
from orqa.rules.profile import Profile
from orqa.rules.views import Reading

AT = datetime(2026, 11, 27, 9, 0, tzinfo=ZoneInfo("Asia/Bangkok"))
DAY = date(2026, 11, 27)
ENGLISH = ("formal-note", "informal-note", "note-verbale", "aide-memoire", "memorandum")
THAI = (
    *("external", "internal", "stamped", "order", "rule", "bylaw", "announcement", "communique", "news"),
    *("certificate", "minutes", "note"),
)

_TEXTS: dict[str, dict[str, tuple[str, ...]]] = {
    "external": {
        "references": ("หนังสือกรมตัวอย่าง ที่ กต 0999/41 ลงวันที่ 1 พฤศจิกายน 2569",),
        "enclosures": ("กำหนดการ จำนวน 1 ฉบับ", "แบบตอบรับ จำนวน 1 ฉบับ"),
        "contact": ("โทร. 0 7431 7100", "ir2@thaksin-silp.example"),
        "copies": ("คณบดีทุกคณะ",),
    },
    "internal": {"contact": ("โทร. 7100",), "copies": ("ผู้อำนวยการกองคลัง", "ผู้อำนวยการกองแผน")},
    "order": {"items": ("นายก้องภพ โลกกว้าง", "นางสมใจ รักงาน"), "effective": ("ทั้งนี้ ตั้งแต่บัดนี้เป็นต้นไป",)},
    "rule": {"articles": ("ระเบียบนี้เรียกว่า “ระเบียบตัวอย่าง พ.ศ. 2569”", "ให้ใช้ตั้งแต่วันถัดจากวันประกาศ"), "edition": ("2",)},
    "bylaw": {"articles": ("ข้อบังคับนี้เรียกว่า “ข้อบังคับตัวอย่าง”",)},
    "news": {"edition": ("3",)},
    "certificate": {"address": ("อำเภอเมือง จังหวัดสงขลา 90000",)},
    "minutes": {
        "meeting": ("คณะกรรมการบริหารกอง",),
        "held": ("วันศุกร์ที่ 27 พฤศจิกายน พ.ศ. 2569 เวลา 09.30 น.",),
        "place": ("ห้องประชุม 1",),
        "present": ("นางสาวใจดี มีสุข ประธาน", "นางสมใจ รักงาน เลขานุการ"),
        "absent": ("นายก้องภพ โลกกว้าง (ติดราชการ)",),
        "opened": ("09.30 น.",),
        "agenda": ("ครบองค์ประชุม ประธานกล่าวเปิดประชุม", "ระเบียบวาระที่ 1 เรื่องแจ้งเพื่อทราบ", "มติที่ประชุม รับทราบ"),
        "closed": ("12.00 น.",),
    },
}


@lru_cache(maxsize=1)
def profile() -> Profile:
    """The profile of a Thai public university."""
    return builtin_registry().profile("thai-public-university")


def reading() -> Reading:
    """Its rules on the day."""
    return profile().at(DAY).reading()


def draft_of(form: str, **changes: Any) -> Draft:
    """A draft of a form, complete; parts are changed by their names, fields by theirs."""
    english = form in ENGLISH
    text = (
        ("Thank you for your letter.", "We should be glad to meet.")
        if english
        else ("ด้วยจะจัดประชุม", "จึงเรียนมาเพื่อโปรดทราบ")
    )
    if form == "note-verbale":
        text = ("inform it of the visit from 1 to 3 December 2026.",)
    if form in {"order", "rule", "bylaw"}:
        text = ("โดยเป็นการสมควร อาศัยอำนาจตามมาตรา 24 จึงให้ดำเนินการดังต่อไปนี้",)
    if form == "external":
        text = ("ด้วยจะจัดประชุมในวันอังคารที่ 15 ธันวาคม 2569 รายละเอียดตามสิ่งที่ส่งมาด้วย", "จึงเรียนมาเพื่อโปรดพิจารณา")
    if form == "certificate":
        text = ("นายตัวอย่าง ตั้งใจ เป็นนักศึกษาของมหาวิทยาลัยนี้",)
    parts = {"body": text, **_TEXTS.get(form, {})} if form != "minutes" else _TEXTS["minutes"]
    if english:
        parts = {**parts, "greeting": ("Professor Madeup",)}
    fields = {
        name: changes.pop(name)
        for name in list(changes)
        if name in {"subject", "recipient", "recipient_class"} | _OTHER
    }
    parts = {name: value for name, value in {**parts, **changes}.items() if value}
    return Draft(
        **{
            "id": "draft-1",
            "letter_kind": "external" if english else form,
            "english_form": form if english else "",
            "language": "en" if english else "th",
            "subject": "Visit" if english else "การประชุมความร่วมมือ",
            "recipient": "the Embassy of Ruritania" if english else "อธิการบดีมหาวิทยาลัยตัวอย่าง",
            "recipient_class": "sir" if english else "",
            "opened_at": AT,
            "parts": tuple(Part(name, value) for name, value in sorted(parts.items())),
            **fields,
        }
    )


_OTHER = {"circular", "urgency", "secrecy", "language", "letter_kind", "english_form", "signatures"}


def facts(form: str) -> PaperFacts:
    """What the office knows of a paper of a form."""
    if form in ENGLISH:
        return PaperFacts(
            agency="Thaksin Silp University",
            number="MHESI 0998.08/12",
            dated=DAY,
            signer="Dr. A. Sommut",
            position=("President",),
        )
    return PaperFacts(
        agency="มหาวิทยาลัยทักษิณศิลป์",
        unit="งานวิเทศสัมพันธ์",
        number="ครั้งที่ 3/2569"
        if form == "minutes"
        else "12/2569"
        if form in {"order", "certificate"}
        else "อว 0998.08/12",
        dated=DAY,
        signer="นางสาวใจดี มีสุข",
        position=("ผู้อำนวยการกองวิเทศสัมพันธ์", "รักษาราชการแทน อธิการบดี"),
    )


def codes(draft: Draft, **changes: Any) -> list[str]:
    """The codes of what is found in a draft, but that nobody is named as signer yet."""
    checked = Checked(
        **{
            "profile": profile(),
            "reading": reading(),
            "draft": draft,
            "facts": facts(draft.form),
            "unit_code": "อว 0998",
        }
        | changes
    )
    return [finding.code for finding in check_draft(checked) if finding.code != "draft-signer-open"]
