"""Messages of the exchange round-trip; what is not as it was seen elsewhere is told, and what attacks is refused."""
# ruff: noqa: S106, DTZ001 - a code of secrecy is no password; the exchange tells no time zone

from datetime import date, datetime
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

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
from orqa.plugins.builtin.formats.xml_tree import XmlRefused

WORDS = st.text(st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff"), max_size=30).map(
    lambda text: " ".join(text.split())
)
DAYS = st.dates(date(1000, 1, 1), date(2399, 12, 31))
PARTIES = st.builds(
    ExchangeParty, given_name=WORDS, family_name=WORDS, job_title=WORDS, ministry=WORDS, department=WORDS
)
FILES = st.builds(ExchangeFile, media_type=WORDS, content=st.binary(min_size=1, max_size=60))
LETTERS = st.builds(
    ExchangeLetter,
    number=WORDS,
    dated=DAYS | st.none(),
    subject=WORDS,
    secret_code=WORDS,
    speed_code=WORDS,
    sender=PARTIES,
    receiver=PARTIES,
    references=st.lists(
        st.builds(ExchangeReference, number=WORDS, dated=DAYS | st.none(), subject=WORDS), max_size=3
    ).map(tuple),
    enclosed=WORDS,
    sent_at=st.datetimes(datetime(1000, 1, 1), datetime(2399, 12, 31)).map(lambda at: at.replace(microsecond=0)),
    description=WORDS,
    main=FILES | st.none(),
    files=st.lists(FILES, max_size=3).map(tuple),
    signer=PARTIES | st.none(),
    message=WORDS,
)
LETTER = ExchangeLetter(
    number="อว 0699.08/12",
    dated=date(2026, 11, 23),
    subject="ขอเชิญประชุม",
    secret_code="001",
    speed_code="002",
    sender=ExchangeParty(job_title="ผู้อำนวยการกอง", ministry="23", department="23099"),
    receiver=ExchangeParty(job_title="อธิการบดี", department="23001"),
    message="mid://20261123.090000000@example.ac.th",
)


def codes(document: bytes | str) -> list[str]:
    return [finding.code for finding in read_message(document).findings]


@given(letter=LETTERS)
def test_a_letter_comes_back_as_it_was_written(letter: ExchangeLetter) -> None:
    signed = evolve(letter, signature="DSIG" if letter.signer else "")
    assert read_message(write_letter(signed)).content == signed


@given(
    notice=st.builds(
        ExchangeNotice,
        notice=st.sampled_from(NoticeKind),
        letter=WORDS,
        receive_number=WORDS,
        dated=DAYS | st.none(),
        subject=WORDS,
        message=WORDS,
    )
)
def test_a_notice_comes_back_as_it_was_written(notice: ExchangeNotice) -> None:
    assert read_message(write_notice(notice)).content == notice


@given(text=st.text(max_size=60))
def test_any_text_makes_a_message_that_can_be_read(text: str) -> None:
    """Markup, control characters and halves of surrogates neither break the document nor add to it."""
    content = read_message(write_letter(evolve(LETTER, subject=text, description=text))).content
    assert isinstance(content, ExchangeLetter)
    assert content.number == LETTER.number


def test_elements_stand_in_the_order_that_was_seen() -> None:
    document = write_letter(evolve(LETTER, main=ExchangeFile(media_type="application/pdf", content=b"x")), "http://x/y")
    parts = (
        "<ram:ID>",
        "<ram:CorrespondenceDate>2026-11-23",
        "<ram:Subject>",
        "<ram:SecretCode>001",
        "<ram:SpeedCode>",
    )
    parts += ("<ram:SenderParty>", "<ram:ReceiverParty>", "<ram:Attachment>", "<ram:SendDate>", "<ram:Description>")
    parts += ('<ram:MainLetterBinaryObject mimeCode="application/pdf">eA==<',)
    places = [document.decode().index(part) for part in parts]
    assert places == sorted(places)
    assert b"<wsa:To>http://x/y</wsa:To>" in document
    assert b'xmlns:rsm="urn:th:gov:egif:data:standard:GovernmentDocument:1.0"' in document
    assert codes(document) == []


@pytest.mark.parametrize(
    ("before", "after", "code", "words"),
    [
        ("2026-11-23", "2569-11-23", "exchange-buddhist-year", "2026-11-23"),
        ("2026-11-23", "23/11/2026", "exchange-date-unreadable", "2026-11-23"),
        ("2026-11-23", "๒๕๖๙-๑๑-๒๓", "exchange-date-unreadable", "2026-11-23"),
        ("2026-11-23", "2569-02-30", "exchange-date-unreadable", "left out"),
        ("<ram:ID>อว 0699.08/12</ram:ID>", "", "exchange-part-missing", "has no ID"),
        ("<ram:Subject>ขอเชิญประชุม</ram:Subject>", "<ram:Subject> </ram:Subject>", "exchange-part-missing", "Subject"),
        (
            "ReusableAggregateBusinessInformationEntity",
            "ReuseableAggregateInformaionEntity",
            "exchange-other-namespace",
            "Reuse",
        ),
        (
            "<ram:SecretCode>001</ram:SecretCode><ram:SpeedCode>002</ram:SpeedCode>",
            "<ram:SpeedCode>002</ram:SpeedCode><ram:SecretCode>001</ram:SecretCode>",
            "exchange-out-of-order",
            "SecretCode stands behind SpeedCode",
        ),
    ],
)
def test_what_is_not_as_it_should_be_is_told_and_read(before: str, after: str, code: str, words: str) -> None:
    document = write_letter(LETTER).decode()
    assert before in document
    message = read_message(document.replace(before, after), "in.xml")
    (finding,) = [one for one in message.findings if one.code == code]
    assert words in finding.message.in_language("en")
    assert finding.message.in_language("th") != finding.message.in_language("en")
    assert finding.place is not None
    assert str(finding.place) == "in.xml:2"
    assert isinstance(message.content, ExchangeLetter)
    assert message.content.receiver == LETTER.receiver
    if code == "exchange-buddhist-year":
        assert message.content.dated == LETTER.dated


def test_a_file_that_is_no_base64_is_told_and_the_others_are_kept() -> None:
    files = (ExchangeFile(media_type="a/b", content=b"one"), ExchangeFile(media_type="a/b", content=b"two"))
    document = write_letter(evolve(LETTER, files=files)).replace(b"b25l", b"b2*l")
    message = read_message(document)
    assert [finding.code for finding in message.findings] == ["exchange-file-unreadable"]
    assert isinstance(message.content, ExchangeLetter)
    assert [one.content for one in message.content.files] == [b"two"]


def test_a_signature_is_told_and_not_believed() -> None:
    document = write_letter(evolve(LETTER, signer=LETTER.sender, signature="DSIG"))
    (finding,) = read_message(document).findings
    assert (finding.code, finding.message.in_language("en")) == (
        "exchange-signature-not-verified",
        "the letter says that it is signed (DSIG); the signature was not verified",
    )


def test_an_envelope_with_other_prefixes_or_none_is_read() -> None:
    bare = write_letter(LETTER).decode().partition("<rsm:GovernmentDocument")
    alone = "<rsm:GovernmentDocument" + bare[2].partition("</CorrespondenceLetterOutboundRequest>")[0]
    content = read_message(alone).content
    assert content == evolve(LETTER, message="")
    lower = write_letter(LETTER).decode().replace("wsa:To", "wsa:to").replace("soap:", "SOAP-ENV:")
    assert read_message(lower.replace("xmlns:soap", "xmlns:SOAP-ENV")).content == LETTER


@pytest.mark.parametrize("document", ["<a/>", "<Envelope><Body/></Envelope>"])
def test_a_document_without_letter_or_notice_is_told(document: str) -> None:
    message = read_message(document)
    assert message.content is None
    assert [finding.code for finding in message.findings] == ["exchange-no-message"]


@pytest.mark.parametrize(
    "document",
    [
        "",
        "<a>",
        "not xml",
        '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>',
        '<!DOCTYPE a [<!ENTITY x "xxxxxxxxxx"><!ENTITY y "&x;&x;&x;">]><a>&y;</a>',
        "<a>" * 200 + "</a>" * 200,
    ],
)
def test_what_is_no_message_or_attacks_is_refused(document: Any) -> None:
    with pytest.raises(XmlRefused):
        read_message(document)
