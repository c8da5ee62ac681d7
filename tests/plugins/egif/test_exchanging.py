"""Messages become letters with their files, once; letters become messages, with what they refer to."""
# ruff: noqa: S106 - a code of secrecy is no password

import io
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from attrs import evolve

import orqa
from handling_samples import peopled, received
from orqa.domain.correspondence.errors import LetterIsVoid
from orqa.office.errors import LetterRefused, NotAllowed
from orqa.office.office import Office
from orqa.plugins.builtin.formats.egif import (
    ExchangeFile,
    ExchangeLetter,
    ExchangeNotice,
    ExchangeParty,
    ExchangeReference,
    NoticeKind,
    read_message,
    write_letter,
    write_notice,
)
from orqa.plugins.builtin.formats.egif.exchanging import ExchangeRefused, message_of, notice_of, take_in
from orqa.storage.blobs import BlobTooLarge

AT = datetime(2026, 11, 23, 9, 0, tzinfo=ZoneInfo("Asia/Bangkok"))
US = ExchangeParty(job_title="ผู้อำนวยการกอง", ministry="23", department="23099")
THEM = ExchangeParty(job_title="อธิบดี", department="03004")
LETTER = ExchangeLetter(
    number="กค 0402/ว 7",
    dated=date(2026, 11, 20),
    subject="ขอข้อมูลโครงการ",
    secret_code="001",
    speed_code="003",
    sender=THEM,
    receiver=US,
    references=(ExchangeReference(number="กค 0402/6", dated=date(2026, 11, 1), subject="เดิม"),),
    enclosed="แบบสำรวจ",
    description="ตอบภายใน 7 วัน",
    main=ExchangeFile(media_type="application/pdf", content=b"%PDF-1.7"),
    files=(ExchangeFile(media_type="text/plain", content=b"form"), ExchangeFile(media_type="x/y", content=b"data")),
    message="mid://20261120.100000000@example.go.th",
)


@pytest.fixture(params=["memory", "sqlite"])
def office(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Office]:
    url = "memory:" if request.param == "memory" else f"sqlite:///{tmp_path}/office.db"
    with orqa.open_office(url, profile="thai-public-university", clock=lambda: AT) as office:
        yield peopled(office)


def test_a_message_is_registered_with_its_files_in_one_batch(office: Office) -> None:
    before = len(list(office.journal()))
    taken = take_in(office, write_letter(LETTER))
    letter = office.correspondence.get(taken.registration.letter.id)
    assert (letter.reference, letter.dated, letter.subject, letter.urgency) == (
        "กค 0402/ว 7",
        date(2026, 11, 20),
        "ขอข้อมูลโครงการ",
        "very-urgent",
    )
    assert (letter.sender, letter.recipient) == ("อธิบดี", "ผู้อำนวยการกอง")
    assert letter.note == "ตอบภายใน 7 วัน; แบบสำรวจ; อ้างถึง กค 0402/6"
    files = office.correspondence.attachments(letter)
    assert [(one.name, one.media_type) for one in files] == [
        ("letter.pdf", "application/pdf"),
        ("attachment-1.txt", "text/plain"),
        ("attachment-2.bin", "x/y"),
    ]
    assert [office.correspondence.open_attachment(one).read() for one in files] == [b"%PDF-1.7", b"form", b"data"]
    assert len({entry.batch for entry in list(office.journal())[before:]}) == 1


def test_the_same_message_again_registers_nothing(office: Office) -> None:
    first = take_in(office, write_letter(LETTER))
    again = take_in(office, write_letter(LETTER))
    assert again.registration.number == first.registration.number == 1
    assert [one.id for one in again.attachments] == [one.id for one in first.attachments]
    assert len(office.correspondence.entries()) == 1
    other = take_in(office, write_letter(evolve(LETTER, message="", number="กค 0402/8")))
    assert other.registration.number == 2
    assert take_in(office, write_letter(evolve(LETTER, message="", number="กค 0402/8"))).registration.number == 2


def test_an_unknown_code_is_told_and_the_letter_kept(office: Office) -> None:
    taken = take_in(office, write_letter(evolve(LETTER, speed_code="9", secret_code="8")))
    assert [finding.code for finding in taken.findings if finding.code.startswith("exchange")] == [
        "exchange-code-unknown"
    ] * 2
    assert "exchange.speed_codes" in taken.findings[0].message.in_language("th")
    assert office.correspondence.get(taken.registration.letter.id).urgency == "normal"


def test_what_is_no_letter_or_not_allowed_writes_nothing(office: Office) -> None:
    with pytest.raises(ExchangeRefused, match="orqa exchange show") as raised:
        take_in(office, write_notice(ExchangeNotice(notice=NoticeKind.REJECTED, letter="1")))
    assert "ข้อความไม่มีหนังสือ" in raised.value.message("th")
    with pytest.raises(NotAllowed):
        take_in(office.acting("S1"), write_letter(LETTER))
    with pytest.raises(LetterRefused):
        take_in(office, write_letter(evolve(LETTER, subject="")))
    with pytest.raises((LetterRefused, NotAllowed)):
        take_in(office.acting("R1"), write_letter(evolve(LETTER, secret_code="003")))
    large = ExchangeFile(media_type="a/b", content=b"x" * 100)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("orqa.office.attachments.most_bytes", lambda _reading: 10)
        with pytest.raises(BlobTooLarge):
            take_in(office, write_letter(evolve(LETTER, files=(large,))))
    assert office.correspondence.entries() == ()


def test_the_answer_tells_the_receive_number(office: Office) -> None:
    taken = take_in(office, write_letter(LETTER))
    assert read_message(notice_of(taken)).content == ExchangeNotice(
        notice=NoticeKind.ACCEPTED,
        letter="กค 0402/ว 7",
        receive_number="1",
        dated=date(2026, 11, 20),
        subject="ขอข้อมูลโครงการ",
    )
    refused = read_message(notice_of(taken, NoticeKind.INVALID)).content
    assert isinstance(refused, ExchangeNotice)
    assert refused.receive_number == ""


def test_a_sent_letter_is_written_with_what_it_refers_to_and_its_files(office: Office) -> None:
    asked = received(office).letter
    sent = office.correspondence.send(
        kind="external", subject="ตอบ <ข้อมูล>", recipient="อธิบดี", unit_code="อว 0655.08", urgency="ด่วน"
    )
    office.correspondence.link(sent.letter, asked, "reply-to")
    for name in ("หนังสือ.pdf", "ตาราง.xlsx"):
        office.correspondence.attach(sent.letter, io.BytesIO(name.encode()), name=name)
    content = read_message(message_of(office, sent.letter, sender=US, receiver=THEM, host="u.ac.th")).content
    assert isinstance(content, ExchangeLetter)
    assert (content.number, content.dated, content.subject) == ("อว 0655.08/1", date(2026, 11, 23), "ตอบ <ข้อมูล>")
    assert (content.speed_code, content.secret_code) == ("002", "001")
    assert [(one.number, one.subject) for one in content.references] == [("อว 0655.08/12", "ขอเชิญประชุม ครั้งที่ 12")]
    assert content.main is not None
    assert content.main.content == "หนังสือ.pdf".encode()
    assert [one.content for one in content.files] == ["ตาราง.xlsx".encode()]
    assert (content.enclosed, content.signer) == ("ตาราง.xlsx", US)
    assert content.message == "mid://20261123.090000000@u.ac.th"
    assert content.sent_at == AT.replace(tzinfo=None)


def test_top_secret_letters_go_on_paper(office: Office) -> None:
    org = office.organization
    org.grant("R1", "secret-registrar", unit="irqa", first=date(2026, 1, 1), order="1")
    org.clear("R1", "top-secret", first=date(2026, 1, 1), order="1")
    keeper = office.acting("R1")
    sent = {
        level: keeper.correspondence.send(
            kind="external", subject="เรื่องปกปิด", recipient="ก", unit_code="อว 0655.08", secrecy=level
        ).letter
        for level in ("ลับ", "ลับที่สุด")
    }
    content = read_message(message_of(keeper, sent["ลับ"], sender=US, receiver=THEM)).content
    assert isinstance(content, ExchangeLetter)
    assert (content.subject, content.secret_code) == ("เรื่องปกปิด", "002")
    assert len(keeper.correspondence.openings(sent["ลับ"].id)) == 1
    with pytest.raises(ExchangeRefused, match="opm-correspondence-2564") as raised:
        message_of(keeper, sent["ลับที่สุด"], sender=US, receiver=THEM)
    assert "ให้ส่งเป็นเอกสาร" in raised.value.message("th")


@pytest.mark.parametrize(
    "other",
    [
        evolve(LETTER, subject="อีกเรื่อง"),
        evolve(LETTER, number="กค 0402/ว 8"),
        evolve(LETTER, dated=date(2026, 11, 21)),
        evolve(LETTER, files=()),
        evolve(LETTER, main=ExchangeFile(media_type="application/pdf", content=b"%PDF-2.0")),
    ],
)
def test_another_letter_under_the_same_id_of_a_message_is_registered_too(office: Office, other: ExchangeLetter) -> None:
    """Some senders give every message one id, or none: no letter may be lost by that."""
    for one in (LETTER, other, LETTER, other):
        take_in(office, write_letter(one))
    assert len(office.correspondence.entries()) == 2
    kept = [evolve(one, message="") for one in (LETTER, other)]
    assert len({take_in(office, write_letter(one)).registration.letter.id for one in kept * 2}) == 2


def test_what_came_in_or_is_void_is_not_written(office: Office) -> None:
    letters = office.correspondence
    with pytest.raises(ExchangeRefused, match="only what the office issues is sent") as raised:
        message_of(office, received(office).letter, sender=US, receiver=THEM)
    assert "ส่งได้เฉพาะหนังสือที่ออกเอง" in raised.value.message("th")
    sent = letters.send(kind="order", subject="ตอบ", recipient="อธิบดี")
    assert message_of(office, sent.letter, sender=US, receiver=THEM)
    letters.void(sent.entry, "พิมพ์ผิด")
    with pytest.raises(LetterIsVoid):
        message_of(office, sent.letter, sender=US, receiver=THEM)
