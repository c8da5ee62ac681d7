"""What is done with a letter: it goes forward, and back only by being opened again."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orqa.base.refs import RecordRef
from orqa.domain.correspondence.errors import LetterIsClosed, LetterIsOpen
from orqa.domain.correspondence.handling import (
    Handling,
    HandlingState,
    answered,
    begun,
    closed,
    is_unanswered,
    refuse_closed,
    reopened,
)
from orqa.domain.correspondence.records import Letter
from orqa.domain.organization.restriction import Restriction

AT = datetime(2026, 11, 23, 2, tzinfo=UTC)
ON = date(2026, 11, 23)
LETTER = Letter(id="l-1", subject="ขอข้อมูล", received_at=AT)
DAYS = st.dates(date(2026, 11, 23), date(2027, 12, 31))


def test_it_begins_open_and_is_told_by_the_letters_id() -> None:
    handling = begun(LETTER, ON, "irqa")
    assert (handling.id, handling.letter, handling.unit, handling.received_on) == ("l-1", LETTER.ref, "irqa", ON)
    assert handling.is_open
    assert handling.days is None


def test_that_of_a_restricted_letter_is_restricted_alike() -> None:
    kept = Restriction(rank=1, units=("irqa",))
    assert begun(Letter(id="l", subject="ลับ", received_at=AT, restricted=kept), ON).restricted == kept


def test_closing_keeps_day_person_and_result() -> None:
    done = closed(begun(LETTER, ON), on=date(2026, 11, 30), by="person:p-1", result="ตอบแล้ว")
    assert (done.state, done.closed_on, done.closed_by, done.result) == (
        HandlingState.CLOSED,
        date(2026, 11, 30),
        "person:p-1",
        "ตอบแล้ว",
    )
    assert done.days == 7


def test_a_closed_letter_is_not_closed_again() -> None:
    done = closed(begun(LETTER, ON), on=ON, result="ทราบ")
    with pytest.raises(LetterIsClosed) as told:
        closed(done, on=ON)
    assert told.value.message("en") == (
        "the letter l-1 was closed on 2026-11-23; to go on with it, open it again: reopen(letter, reason)"
    )
    assert told.value.message("th").startswith("หนังสือ l-1 ปิดเรื่องแล้วเมื่อ 23 พ.ย. 69 หากจะดำเนินการต่อ")
    with pytest.raises(LetterIsClosed):
        refuse_closed(done)


def test_only_a_closed_letter_is_opened_again() -> None:
    with pytest.raises(LetterIsOpen) as told:
        reopened(begun(LETTER, ON), reason="ขอเอกสารเพิ่ม")
    assert told.value.message("en").startswith("the letter l-1 is not closed")
    assert told.value.message("th").startswith("หนังสือ l-1 ยังไม่ปิดเรื่อง")


def test_opening_again_counts_and_keeps_the_reason() -> None:
    again = reopened(closed(begun(LETTER, ON), on=ON, by="x", result="ทราบ"), reason="ขอเอกสารเพิ่ม")
    assert again.is_open
    assert (again.closed_on, again.closed_by, again.result) == (None, "", "")
    assert (again.reopened, again.reason) == (1, "ขอเอกสารเพิ่ม")


@given(st.lists(st.sampled_from(["close", "reopen", "answer"]), max_size=20))
def test_the_state_never_goes_back_without_being_opened_again(steps: list[str]) -> None:
    handling, opened = begun(LETTER, ON), 0
    for step in steps:
        was_open = handling.is_open
        try:
            if step == "close":
                handling = closed(handling, on=ON)
            elif step == "reopen":
                handling, opened = reopened(handling, reason="ผิด"), opened + 1
            else:
                handling = answered(handling, ON)
        except (LetterIsClosed, LetterIsOpen):
            assert was_open is (step == "reopen")
        assert was_open or not handling.is_open or step == "reopen"
        assert handling.reopened == opened
        assert (handling.closed_on is None) is handling.is_open


@given(st.lists(DAYS, min_size=1, max_size=5))
def test_the_first_answer_is_the_one_that_counts(days: list[date]) -> None:
    handling = begun(LETTER, ON)
    for day in days:
        handling = answered(handling, day)
    assert handling.answered_on == min(days)
    assert answered(handling, None).answered_on is None


@pytest.mark.parametrize(
    ("asked", "answer", "is_closed", "expected"),
    [
        (True, False, False, True),
        (False, False, False, False),
        (True, True, False, False),
        (True, False, True, False),
    ],
)
def test_an_answer_is_owed(*, asked: bool, answer: bool, is_closed: bool, expected: bool) -> None:
    handling = Handling(
        id="l-1",
        letter=RecordRef("letter", "l-1"),
        received_on=ON,
        answer_by=ON + timedelta(days=15) if asked else None,
        answered_on=ON if answer else None,
    )
    assert is_unanswered(closed(handling, on=ON) if is_closed else handling) is expected


def test_a_moment_needs_a_time_zone() -> None:
    with pytest.raises(ValueError, match="deliver_by needs a time zone"):
        Handling(id="l", letter=LETTER.ref, received_on=ON, deliver_by=datetime(2026, 1, 1))  # noqa: DTZ001
