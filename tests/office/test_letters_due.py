"""What falls due with letters: answers that are owed, and numbers that nobody has used by the end of the year."""

from datetime import date, timedelta
from typing import Any

import pytest

from access_samples import KEEPER
from access_samples import fields as secret
from handling_samples import peopled, received
from orqa.office.deadlines import Deadline
from orqa.office.office import Office

TODAY, YEAR_END = date(2026, 11, 23), date(2026, 12, 31)
CODE = "อว 0655.08"


def due(office: Office, first: date, last: date) -> list[Deadline]:
    return [one for one in office.deadlines(first, last).items if one.area == "correspondence"]


def test_an_answer_is_due_until_it_is_given_or_the_letter_is_closed(office: Office) -> None:
    letters = [received(peopled(office) if number == 1 else office, number).letter for number in (1, 2, 3)]
    day = TODAY + timedelta(5)
    for letter in letters:
        office.correspondence.expect_answer(letter, day)
    found = due(office, day, day)
    assert [one.about for one in found] == [letter.ref for letter in letters]
    assert found[0].title.in_language("en") == "Answer: ขอเชิญประชุม ครั้งที่ 1"
    assert found[0].title.in_language("th") == "ตอบหนังสือ: ขอเชิญประชุม ครั้งที่ 1"
    assert due(office, TODAY, day - timedelta(1)) == due(office, day + timedelta(1), date.max) == []
    answer = office.correspondence.send(kind="external", subject="ตอบ", recipient="คณะ", unit_code=CODE)
    office.correspondence.link(answer.letter, letters[0], "reply-to")
    office.correspondence.close(letters[1], "เข้าร่วมแล้ว")
    assert [one.about for one in due(office, day, day)] == [letters[2].ref]


def test_reserved_numbers_are_due_on_the_last_day_of_their_year(office: Office, clock: Any) -> None:
    reserve, unused = office.correspondence.reserve, office.correspondence.entry
    reserve(reason="รอลงนาม", unit_code=CODE, count=3)
    reserve("order", reason="คำสั่งแต่งตั้ง", unit="qa")
    office.correspondence.bind(unused(1, register="sent"), kind="external", subject="ก", recipient="ข", unit_code=CODE)
    office.correspondence.void(unused(2, register="sent"), "ไม่ใช้")
    clock.at = clock.at.replace(year=2027)
    reserve("order", reason="ปีใหม่")
    found = due(office, YEAR_END, YEAR_END)
    assert [(one.title.in_language("th"), one.whom) for one in found] == [
        ("เลขที่ อว 0655.08/3 ในทะเบียนหนังสือส่ง ยังจองไว้เมื่อสิ้นปี: รอลงนาม", ""),
        ("เลขที่ 1/2569 ในทะเบียนคำสั่ง ยังจองไว้เมื่อสิ้นปี: คำสั่งแต่งตั้ง", "unit:qa"),
    ]
    assert "is still reserved at the end of its year: รอลงนาม" in found[0].title.in_language("en")
    assert found[0].source == found[0].about == unused(3, 2026, register="sent").ref
    assert due(office, TODAY, YEAR_END - timedelta(1)) == []
    assert [one.day for one in due(office, TODAY, date(2027, 12, 31))] == [YEAR_END, YEAR_END, date(2027, 12, 31)]


@pytest.mark.parametrize("language", ["th", "en"])
def test_of_secret_matter_only_those_who_may_see_it_are_told_and_not_what_it_is(office: Office, language: str) -> None:
    keeper = office.acting(KEEPER)
    letter = keeper.correspondence.receive(**secret(1, secrecy="ลับ")).letter
    day = TODAY + timedelta(5)
    keeper.correspondence.expect_answer(letter, day)
    keeper.correspondence.reserve("secret-sent", reason="เรื่องสอบสวน", unit_code=CODE)
    assert due(office, TODAY, YEAR_END) == []
    found = keeper.deadlines(TODAY, YEAR_END)
    assert {one.day for one in found.items} == {day, YEAR_END}
    calendar = found.to_ical(language).decode()
    assert letter.subject not in calendar
    assert "เรื่องสอบสวน" not in calendar
    assert calendar.count("(restricted)" if language == "en" else "(เรื่องลับ)") == 2
