"""What an institution changes of the registers in its own profile: no line of code."""

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import attrs
import pytest

from orqa.domain.correspondence.decisions import decide_receive
from orqa.domain.correspondence.drafts import ReceivedDraft, SentDraft
from orqa.domain.correspondence.sending import decide_send
from orqa.rules.loader import load_profile
from orqa.rules.profile import Profile

if TYPE_CHECKING:
    from pathlib import Path

ON, AT = date(2026, 11, 23), datetime(2026, 11, 23, 2, tzinfo=UTC)

FILES = {
    "profile.toml": """
name = "own"
title = {th = "มหาวิทยาลัยของเรา", en = "Ours"}
parent = "thai-public-university"
version = "1"
""",
    "sources.toml": """
[our-order]
kind = "order"
title = {th = "คำสั่งของเรา", en = "Our order"}
certainty = "verified"
""",
    "rules/register.toml": """
[printed]
override = {reason = {th = "ตามแนวปฏิบัติของเรา", en = "our practice"}, cite = "our-order#1"}
rows = [
  {from = 2020-01-01, register = "announcement", value = "{number}/{year}", cite = "our-order", certainty = "known"},
  {from = 2020-01-01,register = "certificate",value = "{unit_code}/{number}", cite = "our-order", certainty = "known"},
]
[circulars]
override = {reason = {th = "ใช้เลขร่วมกัน", en = "one series"}, cite = "our-order#3"}
rows = [{from = 2020-01-01, value = "sent", cite = "our-order#3", certainty = "verified"}]
""",
    "vocabularies/register.toml": """
title = {th = "ทะเบียน", en = "Register"}
[terms.petition]
title = {th = "ทะเบียนคำร้อง", en = "Register of petitions"}
cite = "our-order#4"
certainty = "verified"
direction = "received"
numbered = true
secret = false
secret_register = "secret-received"
[terms.agreement]
title = {th = "ทะเบียนบันทึกข้อตกลง", en = "Register of agreements"}
cite = "our-order#5"
certainty = "verified"
direction = "sent"
numbered = true
secret = false
""",
    "vocabularies/letter-kind.toml": """
title = {th = "ชนิดของหนังสือราชการ", en = "Kind of official document"}
[terms.petition]
title = {th = "คำร้อง", en = "Petition"}
cite = "our-order#4"
certainty = "verified"
received = "petition"
addressed = true
numbered = false
[terms.agreement]
title = {th = "บันทึกข้อตกลง", en = "Agreement"}
cite = "our-order#5"
certainty = "verified"
sent = "agreement"
addressed = false
numbered = true
""",
}


@pytest.fixture(scope="module")
def own(university: Profile, tmp_path_factory: pytest.TempPathFactory) -> Profile:
    folder: Path = tmp_path_factory.mktemp("own")
    for name, text in FILES.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return load_profile(folder, university)


def printed(profile: Profile, **values: object) -> tuple[str, str]:
    """The series and what is printed."""
    draft = attrs.evolve(SentDraft(subject="x", recipient="y", unit_code="อว 0699"), **values)
    sent = decide_send(profile, profile.at(ON).reading(), draft, on=ON, at=AT, letter_id="l", entry_id="e")
    assert sent.entry is not None, sent.findings
    return sent.series, sent.entry.printed


def test_announcements_and_certificates_print_what_the_profile_says(own: Profile, university: Profile) -> None:
    assert printed(own, letter_kind="announcement") == ("series/announcement/central/2026", "{number}/2569")
    assert printed(own, letter_kind="certificate") == ("series/certificate/central/2026", "อว 0699/{number}")
    assert printed(university, letter_kind="announcement")[1] == ""


def test_circulars_are_numbered_among_the_others_and_keep_their_mark(own: Profile) -> None:
    assert printed(own, letter_kind="external", circular=True) == ("series/sent/central/2026", "อว 0699/ว {number}")


def test_a_kind_of_ones_own_has_a_register_of_its_own(own: Profile) -> None:
    assert printed(own, letter_kind="บันทึกข้อตกลง") == ("series/agreement/central/2026", "{number}/2569")
    draft = ReceivedDraft(letter_kind="คำร้อง", dated=ON, sender="นักศึกษา", subject="ขอผ่อนผัน")
    received = decide_receive(own, own.at(ON).reading(), draft, on=ON, at=AT, letter_id="l", entry_id="e")
    assert received.findings == ()
    assert received.series == "series/petition/central/2026"
    assert received.entry is not None
    assert received.entry.register == "petition"


def test_secret_matter_of_a_kind_of_ones_own_goes_to_the_secret_register(own: Profile) -> None:
    draft = ReceivedDraft(letter_kind="คำร้อง", dated=ON, sender="ก", subject="ข", secrecy="ลับ")
    reading = own.at(ON).reading()
    ids = {"on": ON, "at": AT, "letter_id": "l", "entry_id": "e"}
    assert decide_receive(own, reading, draft, clearance=1, **ids).series == "series/secret-received/central/2026"
    assert decide_receive(own, reading, draft, **ids).letter is None


def test_the_register_of_a_kind_of_ones_own_has_columns(own: Profile) -> None:
    reading = own.at(ON).reading()
    assert [column["field"] for column in reading.value("register.columns", register="agreement")][:2] == [
        "number",
        "reference",
    ]
    assert reading.value("register.restart", register="petition") == "calendar_year"
