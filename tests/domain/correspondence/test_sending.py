"""What becomes of what the office issues: its register, its printed number, and what is refused."""

from datetime import UTC, date, datetime
from typing import Any

import attrs
import pytest

from orqa.base.citations import Citation
from orqa.base.findings import Finding, Severity
from orqa.domain.correspondence import findings as kinds
from orqa.domain.correspondence.drafts import Sent, SentDraft
from orqa.domain.correspondence.records import Letter, RegisterEntry
from orqa.domain.correspondence.sending import check_order, decide_send
from orqa.rules.profile import Profile

ON, AT = date(2026, 11, 23), datetime(2026, 11, 23, 2, tzinfo=UTC)
GOOD = SentDraft(
    letter_kind="external", subject="ขอเชิญประชุม", recipient="อธิการบดี", sender="กองวิเทศสัมพันธ์", unit_code="อว 0655.08"
)


def send(profile: Profile, on: date = ON, reserved: RegisterEntry | None = None, **values: Any) -> Sent:
    draft = attrs.evolve(GOOD, **values)
    reading = profile.at(on).reading()
    clearance = values.pop("clearance", 0)
    return decide_send(
        profile, reading, draft, on=on, at=AT, letter_id="l1", entry_id="e1", reserved=reserved, clearance=clearance
    )


def made(sent: Sent) -> tuple[Letter, RegisterEntry]:
    assert sent.letter is not None
    assert sent.entry is not None
    return sent.letter, sent.entry


def codes(sent: Sent) -> list[str]:
    return [finding.code for finding in sent.findings]


def refused(sent: Sent) -> Finding:
    assert (sent.letter, sent.entry, sent.series) == (None, None, "")
    (finding,) = [finding for finding in sent.findings if finding.severity is Severity.ERROR]
    return finding


# ------------------------------------------------------------------ every kind


KINDS = [
    ("external", "sent", "อว 0655.08/{number}"),
    ("internal", "sent", "อว 0655.08/{number}"),
    ("stamped", "sent", "อว 0655.08/{number}"),
    ("order", "order", "{number}/2569"),
    ("rule", "rule", ""),
    ("bylaw", "bylaw", ""),
    ("announcement", "announcement", ""),
    ("communique", "announcement", ""),
    ("news", "announcement", ""),
    ("certificate", "certificate", "{number}/2569"),
    ("minutes", "meeting", "ครั้งที่ {number}/2569"),
    ("note", "sent", "อว 0655.08/{number}"),
]


@pytest.mark.parametrize(("kind", "register", "printed"), KINDS)
def test_every_kind_is_numbered_in_its_register(university: Profile, kind: str, register: str, printed: str) -> None:
    sent = send(university, letter_kind=kind)
    letter, entry = made(sent)
    assert sent.findings == ()
    assert sent.series == f"series/{register}/central/2026"
    assert (entry.register, entry.unit, entry.number, entry.printed) == (register, "central", None, printed)
    assert (letter.direction, letter.letter_kind, letter.unit, letter.reference) == ("sent", kind, "", None)
    assert entry.letter == letter.ref
    assert attrs.evolve(entry, number=12).printed_number == printed.replace("{number}", "12")


def test_kinds_are_known_by_their_titles_too(university: Profile) -> None:
    assert made(send(university, letter_kind="คำสั่ง"))[0].letter_kind == "order"
    assert made(send(university, letter_kind="Memo"))[0].letter_kind == "internal"


def test_the_decision_cites_the_clauses_of_the_number(university: Profile) -> None:
    decision = send(university).decision
    assert {Citation.parse(f"opm-correspondence-2526#{clause}") for clause in ("11", "43", "11.1")} <= set(
        decision.citations
    )
    order = send(university, letter_kind="order").decision
    assert Citation.parse("opm-correspondence-2526#16.2") in order.citations


def test_what_stands_on_the_letter_is_kept_twice(university: Profile) -> None:
    letter, entry = made(send(university, unit="irqa", urgency="ด่วน", note="แฟ้ม 1"))
    for name in ("dated", "sender", "recipient", "subject", "note", "unit"):
        assert getattr(entry, name) == getattr(letter, name)
    assert (letter.dated, letter.urgency, letter.received_at) == (ON, "urgent", AT)


# ------------------------------------------------------------------ circulars, special letters


def test_circulars_have_a_series_of_their_own(university: Profile) -> None:
    letter, entry = made(sent := send(university, circular=True))
    assert (sent.series, entry.printed) == ("series/circular/central/2026", "อว 0655.08/ว {number}")
    assert letter.circular


def test_where_the_profile_says_so_circulars_are_numbered_among_the_others(abroad: Profile) -> None:
    _, entry = made(sent := send(abroad, circular=True, unit_code="A"))
    assert (sent.series, entry.printed) == ("series/sent/central/2026", "A-{number}/2026")


def test_a_special_letter_takes_no_number(university: Profile) -> None:
    letter, entry = made(sent := send(university, special=True))
    assert (sent.series, entry.number, entry.printed) == ("", None, "")
    assert letter.reference == entry.reference == entry.printed_number == "อว 0655.08/พิเศษ"
    assert letter.reference_key == "อว0655.08/พิเศษ"


def test_where_lines_take_no_number_none_is_taken(abroad: Profile) -> None:
    _, entry = made(sent := send(abroad, letter_kind="notice"))
    assert (sent.series, entry.register, entry.printed_number) == ("", "notices", "")


# ------------------------------------------------------------------ what is refused


REFUSED: list[tuple[dict[str, Any], Any, str, str]] = [
    ({"letter_kind": ""}, kinds.KIND_NEEDED, "choose one of: External letter", "เลือกจาก: หนังสือภายนอก"),
    ({"letter_kind": "x"}, kinds.KIND_UNKNOWN, "no kind of document 'x'", "ไม่มีชนิดหนังสือ 'x'"),
    ({"letter_kind": "other"}, kinds.KIND_NOT_ISSUED, "are received, not issued", "มีแต่รับเข้า"),
    ({"letter_kind": "order", "circular": True}, kinds.NOT_CIRCULATED, "leave it out", "โปรดนำออก"),
    ({"letter_kind": "rule", "special": True}, kinds.NOT_SPECIAL, "“พิเศษ” could stand", "คำว่า “พิเศษ” ไม่ได้"),
    ({"unit_code": ""}, kinds.UNIT_CODE_MISSING, "such as อว 0655.08", "เช่น อว 0655.08"),
    ({"subject": " "}, kinds.MISSING_TO_SEND, "The subject is missing", "ไม่มีเรื่อง"),
    ({"recipient": ""}, kinds.MISSING_TO_SEND, "The recipient is missing", "ไม่มีผู้รับ"),
    ({"dated": "31/02/2569"}, kinds.DATED_NOT_UNDERSTOOD, "31", "31"),
    ({"secrecy": "ลับมาก"}, kinds.SECRET, "classified Secret", "ชั้นความลับ “ลับมาก”"),
]


@pytest.mark.parametrize(("values", "kind", "english", "thai"), REFUSED)
def test_what_cannot_be_numbered_says_why(
    university: Profile, values: dict[str, Any], kind: Any, english: str, thai: str
) -> None:
    finding = refused(send(university, **values))
    assert finding.code == kind.code
    assert english in finding.message.in_language("en")
    assert thai in finding.message.in_language("th")


def test_an_order_needs_nobody_that_it_is_for(university: Profile) -> None:
    assert send(university, letter_kind="order", recipient="", unit_code="").findings == ()


def test_secret_matter_goes_to_its_register_where_the_registrar_is_cleared(university: Profile) -> None:
    draft = attrs.evolve(GOOD, secrecy="ลับมาก")
    reading = university.at(ON).reading()
    ids = {"on": ON, "at": AT, "letter_id": "l1", "entry_id": "e1"}
    for clearance, register in ((1, None), (2, "secret-sent"), (3, "secret-sent")):
        sent = decide_send(university, reading, draft, clearance=clearance, **ids)
        assert (sent.entry.register if sent.entry else None) == register


# ------------------------------------------------------------------ dates


def test_an_earlier_date_than_the_number_is_doubted(university: Profile) -> None:
    sent = send(university, dated="20 พ.ย. 2569")
    assert codes(sent) == [kinds.BACKDATED.code]
    assert made(sent)[0].dated == date(2026, 11, 20)
    assert "2026-11-20, before the day of its number 2026-11-23" in sent.findings[0].message.in_language("en")
    assert "๒๐ พ.ย. ๖๙" in sent.findings[0].message.in_language("th") or "20 พ.ย. 69" in sent.findings[
        0
    ].message.in_language("th")


def test_a_later_date_is_doubted(university: Profile) -> None:
    assert codes(send(university, dated=date(2026, 11, 30))) == [kinds.DATED_IN_FUTURE.code]


DAY = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("lower", "higher", "found"),
    [
        ([(1, DAY)], [(3, DAY)], []),
        ([(1, date(2026, 11, 21))], [], [(kinds.DATED_BEFORE_LOWER.code, "1")]),
        ([], [(3, date(2026, 11, 19))], [(kinds.DATED_AFTER_HIGHER.code, "3")]),
        ([(1, date(2026, 12, 1)), (2, date(2026, 11, 21))], [], [(kinds.DATED_BEFORE_LOWER.code, "2")]),
        (
            [(1, date(2026, 12, 1))],
            [(3, date(2026, 1, 1)), (4, DAY)],
            [(kinds.DATED_BEFORE_LOWER.code, "1"), (kinds.DATED_AFTER_HIGHER.code, "3")],
        ),
    ],
)
def test_dates_rise_with_the_numbers(
    university: Profile, lower: Any, higher: Any, found: list[tuple[str, str]]
) -> None:
    letter, _ = made(send(university, dated=DAY))
    findings = list(check_order(letter, lower, higher))
    assert [finding.code for finding in findings] == [code for code, _ in found]
    for finding, (_, number) in zip(findings, found, strict=True):
        assert f"number {number} is dated" in finding.message.in_language("en")
        assert f" {number} ลงวันที่" in finding.message.in_language("th")
        assert finding.severity is Severity.WARNING


# ------------------------------------------------------------------ a reserved number


RESERVED = RegisterEntry(
    id="r1", version=1, register="sent", year=2026, number=7, state="reserved", registered_on=ON, reason="ลงนามภายหลัง"
)


def test_a_reserved_number_keeps_its_line(university: Profile) -> None:
    letter, entry = made(sent := send(university, reserved=RESERVED))
    assert (sent.series, entry.id, entry.version, entry.number) == ("", "r1", 1, 7)
    assert (entry.state, entry.letter, entry.reason) == ("registered", letter.ref, "ลงนามภายหลัง")
    assert entry.printed_number == "อว 0655.08/7"


def test_a_reserved_number_of_another_register_is_refused(university: Profile) -> None:
    finding = refused(send(university, reserved=RESERVED, letter_kind="order"))
    assert finding.code == kinds.OTHER_REGISTER.code
    assert "the number 7 was reserved in the Register of sent letters" in finding.message.in_language("en")
    assert "เลข 7 จองไว้ในทะเบียนหนังสือส่ง แต่เอกสารนี้ลงในทะเบียนคำสั่ง" in finding.message.in_language("th")
