"""Papers of every form: what they look like, what is found wrong in them, how they address whom."""

import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orqa.base.language import Text
from orqa.domain.correspondence.drafting.addressing import address_of, class_of
from orqa.domain.correspondence.drafting.checks import Checked, check_draft
from orqa.domain.correspondence.drafting.forms import forms_known
from orqa.domain.correspondence.drafting.records import Signature
from orqa.domain.correspondence.layout.digits import official_digits
from orqa.domain.correspondence.layout.making import lay_out
from orqa.domain.correspondence.layout.model import BlockKind
from orqa.reporting.paper_text import COLUMNS, paper_text
from orqa.reporting.width import display_width
from paper_samples import DAY, ENGLISH, THAI, codes, draft_of, facts, profile, reading

PAPERS = Path(__file__).parents[2] / "data" / "papers"


def shown(form: str, **changes: Any) -> str:
    return paper_text(lay_out(profile(), reading(), draft_of(form, **changes), facts(form)))


def test_every_form_of_the_profile_has_a_sample() -> None:
    assert set(forms_known(reading().view)) == {*THAI, *ENGLISH}


@pytest.mark.parametrize("form", [*THAI, *ENGLISH])
def test_a_paper_looks_as_it_did(form: str) -> None:
    """The file is what people looked at; change it together with the form, on purpose."""
    assert shown(form) == (PAPERS / f"{form}.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("form", [*THAI, *ENGLISH])
def test_a_complete_paper_has_no_error(form: str) -> None:
    assert codes(draft_of(form)) == []


@pytest.mark.parametrize("form", THAI)
def test_thai_papers_have_thai_digits_and_no_line_is_too_wide(form: str) -> None:
    text = shown(form)
    assert not re.search("[0-9]", re.sub(r"\S*@\S*", "", text))
    assert all(display_width(line) <= COLUMNS for line in text.splitlines())


def test_the_layout_has_the_measures_of_the_guide() -> None:
    layout = lay_out(profile(), reading(), draft_of("external"), facts("external"))
    page = layout.page
    assert (page.width_mm, page.height_mm, page.left_mm, page.right_mm, page.text_mm) == (210, 297, 30, 20, 160)
    assert (page.font, page.size_pt) == ("TH SarabunPSK", 16)
    garuda, body = layout.of_part("garuda"), layout.of_part("body")
    assert garuda is not None
    assert (garuda.kind, garuda.style.height_mm) == (BlockKind.SLOT, 30)
    assert body is not None
    assert (body.kind, body.style.indent_mm, body.style.align) == (BlockKind.PARAGRAPHS, 25, "distribute")
    memo = lay_out(profile(), reading(), draft_of("internal"), facts("internal"))
    title = memo.of_part("title")
    assert title is not None
    assert (title.style.size_pt, title.style.pitch_pt, title.style.bold) == (29, 35, True)
    assert memo.of_part("closing") is None
    data = layout.to_data()
    assert data["blocks"][0]["kind"] == "slot"
    assert data["page"]["left_mm"] == 30


def test_marks_of_urgency_and_secrecy() -> None:
    layout = lay_out(
        profile(), reading(), draft_of("external", urgency="most-urgent", secrecy="secret"), facts("external")
    )
    urgency = layout.of_part("urgency")
    assert urgency is not None
    assert (urgency.lines, urgency.style.colour, urgency.style.size_pt) == (("ด่วนที่สุด",), "red", 32)
    assert layout.mark is not None
    lines = paper_text(layout).splitlines()
    assert lines[0].strip() == lines[-1].strip() == "ลับมาก"
    assert "ปกติ" not in shown("external", urgency="normal", secrecy="open")


HIGH = (
    *("ประธานองคมนตรี", "นายกรัฐมนตรี", "ประธานรัฐสภา", "ประธานสภาผู้แทนราษฎร", "ประธานวุฒิสภา", "ประธานศาลฎีกา", "รัฐบุรุษ"),
    *("ประธานศาลรัฐธรรมนูญ", "ประธานศาลปกครองสูงสุด", "ประธานกรรมการการเลือกตั้ง", "ประธานกรรมการสิทธิมนุษยชนแห่งชาติ"),
    *("ประธานกรรมการ ป.ป.ช.", "ประธานกรรมการตรวจเงินแผ่นดิน", "ผู้ตรวจการแผ่นดิน"),
)


@pytest.mark.parametrize("recipient", HIGH)
def test_the_fourteen_high_offices(recipient: str) -> None:
    address = address_of(reading(), draft_of("external", recipient=recipient))
    assert (address.salutation, address.closing) == ("กราบเรียน", "ขอแสดงความนับถืออย่างยิ่ง")


@pytest.mark.parametrize(
    "recipient",
    [
        *("รัฐมนตรีว่าการกระทรวงการอุดมศึกษา", "เอกอัครราชทูตญี่ปุ่น", "อธิการบดี", "ผู้ว่าราชการจังหวัดสงขลา", "ปลัดกระทรวง"),
        *("เลขาธิการนายกรัฐมนตรี", "รองนายกรัฐมนตรี", "ประธานกรรมการบริษัทตัวอย่าง", "นายกรัฐมนตรีน้อย"),
    ],
)
def test_everybody_else_is_addressed_as_an_ordinary_person(recipient: str) -> None:
    address = address_of(reading(), draft_of("external", recipient=recipient))
    assert (address.code, address.salutation, address.closing) == ("ordinary", "เรียน", "ขอแสดงความนับถือ")


@pytest.mark.parametrize(
    ("written", "salutation", "closing"),
    [
        ("monk", "นมัสการ", "ขอนมัสการด้วยความเคารพ"),
        ("phra-rachakhana", "นมัสการ", "ขอนมัสการด้วยความเคารพอย่างสูง"),
        ("somdet-phra-rachakhana", "นมัสการ", "ขอนมัสการด้วยความเคารพอย่างยิ่ง"),
        ("supreme-patriarch", "กราบทูล", "ควรมิควรแล้วแต่จะโปรด"),
    ],
)
def test_monks(written: str, salutation: str, closing: str) -> None:
    address = address_of(reading(), draft_of("external", recipient="พระ", recipient_class=written))
    assert (address.salutation, address.closing) == (salutation, closing)


@pytest.mark.parametrize(
    ("recipient", "code"),
    [
        ("เจ้าอาวาสวัดตัวอย่าง", "monk"),
        ("พระครูตัวอย่าง", "monk"),
        ("พระมหาสมมติ", "monk"),
        ("สมเด็จพระราชาคณะ", "somdet-phra-rachakhana"),
        ("สมเด็จพระสังฆราช", "supreme-patriarch"),
        ("สมเด็จพระสังฆราชเจ้า กรมหลวงตัวอย่าง", "royal"),
        ("ผู้อำนวยการสำนักงานพระพุทธศาสนา", "ordinary"),
        ("คณบดี", "ordinary"),
    ],
)
def test_monks_are_known_by_their_titles(recipient: str, code: str) -> None:
    assert class_of(reading(), recipient) == code
    ordinary = codes(draft_of("external", recipient=recipient, recipient_class="ordinary"))
    assert ("draft-class-unfit" in ordinary) == (code in {"monk", "somdet-phra-rachakhana", "supreme-patriarch"})
    assert "เรียน" not in shown("external", recipient=recipient).split() or code == "ordinary"


@pytest.mark.parametrize(
    "recipient", ["สมเด็จพระเจ้าลูกเธอ เจ้าฟ้าตัวอย่าง", "พระบาทสมเด็จพระเจ้าอยู่หัว", "พระเจ้าวรวงศ์เธอ พระองค์เจ้าตัวอย่าง"]
)
def test_nothing_is_generated_for_the_royal_family(recipient: str) -> None:
    assert class_of(reading(), recipient) == "royal"
    draft = draft_of("external", recipient=recipient)
    assert codes(draft) == ["draft-address-by-hand"]
    assert "ขอแสดงความนับถือ" not in shown("external", recipient=recipient)
    by_hand = draft_of("external", recipient=recipient, salutation=("ขอพระราชทาน",), closing=("ควรมิควรแล้วแต่จะโปรด",))
    assert codes(by_hand) == []


@pytest.mark.parametrize(
    ("form", "written", "salutation", "closing"),
    [
        (
            "formal-note",
            "his-excellency",
            "Excellency,",
            "Accept, Excellency, the renewed assurances of my highest consideration.",
        ),
        (
            "formal-note",
            "her-excellency",
            "Excellency,",
            "Accept, Excellency, the renewed assurances of my highest consideration.",
        ),
        ("formal-note", "sir", "Sir,", "Yours faithfully,"),
        ("formal-note", "madam", "Madam,", "Yours faithfully,"),
        ("formal-note", "sirs", "Sirs,", "Yours faithfully,"),
        ("formal-note", "mesdames", "Mesdames,", "Yours faithfully,"),
        ("informal-note", "sir", "Dear Professor Madeup,", "Yours sincerely,"),
        ("informal-note", "madam", "Dear Professor Madeup,", "Yours sincerely,"),
        ("informal-note", "sirs", "Dear Sirs,", "Yours faithfully,"),
        ("informal-note", "", "Dear Professor Madeup,", "Yours sincerely,"),
    ],
)
def test_english_salutations(form: str, written: str, salutation: str, closing: str) -> None:
    address = address_of(reading(), draft_of(form, recipient_class=written))
    assert (address.salutation, address.closing) == (salutation, closing)


@pytest.mark.parametrize(
    ("form", "changes", "expected"),
    [
        ("external", {"subject": ""}, ["draft-part-missing"]),
        ("external", {"recipient": ""}, ["draft-part-missing"]),
        ("external", {"body": ()}, ["draft-part-missing", "draft-enclosure-unmentioned"]),
        ("rule", {"articles": ()}, ["draft-part-missing"]),
        ("minutes", {"closed": ()}, ["draft-part-missing"]),
        ("internal", {"closing": ("ขอแสดงความนับถือ",)}, ["draft-closing-not-used"]),
        ("stamped", {"salutation": ("เรียน",)}, ["draft-salutation-not-used"]),
        ("external", {"salutation": ("กราบเรียน",)}, ["draft-salutation-unfit"]),
        ("external", {"salutation": ("เรียน",)}, []),
        ("external", {"closing": ("ขอแสดงความนับถืออย่างยิ่ง",)}, ["draft-closing-unfit"]),
        ("external", {"recipient": "นายกรัฐมนตรี", "recipient_class": "ordinary"}, ["draft-class-unfit"]),
        ("external", {"recipient": "อัยการสูงสุด"}, ["draft-class-uncertain"]),
        ("external", {"references": ("ว 42",)}, ["draft-reference-incomplete"]),
        ("external", {"references": ("ที่ กต 0999/41 ลงวันที่ 1 พฤศจิกายน 2569",)}, ["draft-reference-incomplete"]),
        ("external", {"enclosures": ()}, ["draft-enclosure-not-listed"]),
        ("external", {"enclosures": ("กำหนดการ",)}, ["draft-enclosure-uncounted"]),
        ("external", {"enclosures": ("กำหนดการ ๒ ฉบับ",)}, []),
        ("external", {"body": ("ด้วยจะจัดประชุม",)}, ["draft-enclosure-unmentioned"]),
        ("internal", {"body": ("ในวันจันทร์ที่ 15 ธันวาคม 2569",)}, ["draft-weekday-wrong"]),
        ("internal", {"body": ("ในวันอังคารที่ ๑๕ ธันวาคม พ.ศ. ๒๕๖๙",)}, []),
        ("internal", {"body": ("ในวันที่ 30 กุมภาพันธ์ 2569",)}, ["draft-date-impossible"]),
        ("internal", {"body": ("ในวันที่ 3 ธันวาคม 2026",)}, ["draft-year-implausible"]),
        ("internal", {"body": ("ถึง [[ชื่อ]]",)}, ["draft-placeholder"]),
        ("internal", {"body": ("วันที่ .......",)}, ["draft-placeholder"]),
        ("internal", {"circular": True}, ["draft-circular-to-one"]),
        ("internal", {"circular": True, "recipient": "คณบดีทุกคณะ"}, []),
        ("order", {"body": ("ให้ดำเนินการ",)}, ["draft-power-not-cited"]),
        ("minutes", {"agenda": ("ระเบียบวาระที่ 1 เรื่องแจ้ง",)}, ["draft-no-quorum", "draft-no-resolution"]),
        ("minutes", {"closed": ("08.00 น.",)}, ["draft-times-reversed"]),
        ("informal-note", {"body": ("The visit is in 2569.",)}, ["draft-buddhist-year"]),
        ("informal-note", {"body": ("On ๑๕ December",)}, ["draft-thai-digits"]),
        ("informal-note", {"greeting": ()}, ["draft-greeting-missing"]),
        ("informal-note", {"closing": ("Yours faithfully,",)}, ["draft-closing-unfit"]),
        ("note-verbale", {"body": ("tell that we are glad",)}, ["draft-first-person"]),
        ("aide-memoire", {"body": ("I was told.",)}, ["draft-first-person"]),
    ],
)
def test_what_is_found(form: str, changes: dict[str, Any], expected: list[str]) -> None:
    assert codes(draft_of(form, **changes)) == expected


def test_a_unit_without_a_code_cannot_number() -> None:
    assert codes(draft_of("external"), pattern="{unit_code}/{number}", unit_code="") == ["draft-code-missing"]
    assert codes(draft_of("external"), pattern="{unit_code}/{number}") == []


def test_a_signature_that_ended_is_seen() -> None:
    at = datetime(2026, 11, 27, tzinfo=UTC)
    ended = Signature(
        person="p",
        name=Text.of(th="ใจดี"),
        at=at,
        edition=1,
        text="",
        digest="0" * 64,
        voided_at=at,
        voided_because="แก้ไข",
    )
    assert codes(draft_of("internal", signatures=(ended,))) == ["draft-signature-void"]


def test_findings_speak_thai_and_english_and_cite() -> None:
    draft = draft_of("internal", closing=("ขอแสดงความนับถือ",))
    checked = Checked(profile=profile(), reading=reading(), draft=draft, facts=facts("internal"), unit_code="อว 0998")
    (found,) = (one for one in check_draft(checked) if one.code == "draft-closing-not-used")
    assert found.message.in_language("th") == "หนังสือภายในไม่มีคำลงท้าย ให้ตัด “ขอแสดงความนับถือ” ออก"
    assert found.message.in_language("en").startswith("Internal letter (memo) has no complimentary close")
    assert [str(cited) for cited in found.citations] == ["opm-correspondence-2526#12"]


@given(st.text(max_size=60))
def test_digits_of_the_net_stay(text: str) -> None:
    """Words with Latin letters keep their digits, all others have Thai ones; nothing else changes."""
    for before, after in zip(re.findall(r"\S+", text), re.findall(r"\S+", official_digits(text)), strict=True):
        if re.search("[A-Za-z@]", before):
            assert after == before
        else:
            assert not re.search("[0-9]", after)


def test_the_day_of_the_samples() -> None:
    assert DAY.isoformat() == "2026-11-27"
