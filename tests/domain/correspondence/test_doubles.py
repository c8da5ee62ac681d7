"""Letters that may be one and the same."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orqa.base.thai import to_thai_digits
from orqa.domain.correspondence.doubles import Double, Likeness, agreement, likeness
from orqa.domain.correspondence.records import Letter

AT = datetime(2026, 11, 23, 2, tzinfo=UTC)
SUBJECT = "ขอเชิญประชุมคณะกรรมการประกันคุณภาพ ครั้งที่ 12/2569"
SUBJECTS = st.text(st.sampled_from("กขคงจฉชาิีุู่้ abAB0123456789๐๑๒ "), max_size=40)


def letter(identity: str = "l-1", **changes: Any) -> Letter:
    given = {
        "reference": "อว 0655.08/12",
        "reference_key": "อว0655.08/12",
        "dated": date(2026, 11, 20),
        "sender": "คณะวิศวกรรมศาสตร์",
        "subject": SUBJECT,
        "received_at": AT,
    }
    return Letter(id=identity, **(given | changes))


OTHER = {"reference": "อว 0655.08/21", "reference_key": "อว0655.08/21"}


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, Likeness.EXACT),
        ({"sender": "คณะ วิศวกรรมศาสตร์", "subject": "อื่น"}, Likeness.EXACT),
        ({"dated": date(2026, 11, 21)}, Likeness.OTHER_DATE),
        ({"dated": None}, Likeness.OTHER_DATE),
        ({"sender": "กองคลัง"}, None),
        (OTHER, Likeness.OTHER_NUMBER),
        (OTHER | {"subject": to_thai_digits(SUBJECT)}, Likeness.OTHER_NUMBER),
        ({"reference_key": "ศธ0584/12", "subject": SUBJECT + " (เพิ่มเติม)"}, Likeness.SAME_SUBJECT),
        ({"reference_key": None}, Likeness.SAME_SUBJECT),
        (OTHER | {"subject": "ขอส่งรายงานการเงิน"}, None),
        (OTHER | {"dated": date(2026, 11, 21)}, None),
        ({"reference_key": None, "dated": None}, None),
        ({"direction": "sent"}, None),
    ],
)
def test_what_is_alike(changes: dict[str, Any], expected: Likeness | None) -> None:
    one, other = letter(), letter("l-2", **changes)
    assert likeness(one, other, 85) is expected
    assert likeness(other, one, 85) is expected


def test_a_letter_is_no_double_of_itself() -> None:
    assert likeness(letter(), letter(), 85) is None


@pytest.mark.parametrize(
    ("kind", "english", "thai"),
    [
        (Likeness.EXACT, "number 7/2569 has the same letter number, date and sender", "ลงทะเบียนซ้ำหรือไม่"),
        (Likeness.OTHER_DATE, "the same letter number under another date", "ลงวันที่ต่างกัน"),
        (Likeness.OTHER_NUMBER, "under the letter number อว 0655.08/12", "เลขที่หนังสือเป็น อว 0655.08/12"),
        (Likeness.SAME_SUBJECT, "nearly the same subject", "เรื่องใกล้เคียงกัน"),
    ],
)
def test_the_finding_names_the_other_one(kind: Likeness, english: str, thai: str) -> None:
    finding = Double(letter=letter(), likeness=kind).finding("7/2569")
    assert english in finding.message.in_language("en")
    assert thai in finding.message.in_language("th")
    assert finding.message.in_language("th").startswith("เลขทะเบียน 7/2569")
    assert finding.record == letter().ref


@given(SUBJECTS, SUBJECTS)
def test_agreement_is_the_same_from_both_sides(one: str, other: str) -> None:
    assert agreement(one, other) == agreement(other, one)
    assert 0 <= agreement(one, other) <= 100


@given(SUBJECTS)
def test_digits_and_spaces_do_not_matter(subject: str) -> None:
    assert agreement(subject, f" {to_thai_digits(subject)} ") == 100


@given(SUBJECTS, st.dates(date(2026, 1, 1), date(2026, 12, 31)))
def test_whatever_it_says_a_letter_with_same_number_date_and_sender_is_a_double(subject: str, dated: date) -> None:
    one, other = letter(dated=dated), letter("l-2", dated=dated, subject=subject)
    assert likeness(one, other, 100) is Likeness.EXACT
