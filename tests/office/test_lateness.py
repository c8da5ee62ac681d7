"""What is late with letters, and how fast they are dealt with."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date
from decimal import Decimal

import pytest

from handling_samples import peopled, received
from orqa.office.office import Office

By = Callable[[date], AbstractContextManager[None]]


@pytest.fixture
def office(office: Office) -> Office:  # type: ignore[misc] # the one of conftest, with people
    return peopled(office)


def test_what_is_late_is_told_the_oldest_first(office: Office, by: By) -> None:
    letters = office.correspondence
    first, second, third = (received(office, number).letter for number in (1, 2, 3))
    letters.assign(first, ["S1", "ga"], due=date(2026, 11, 25))
    letters.circulate(second, "S2", due=date(2026, 11, 24))
    letters.expect_answer(third, date(2026, 11, 26))
    assert letters.overdue(date(2026, 11, 24)) == (), "on its day nothing is late"
    late = letters.overdue(date(2026, 11, 28))
    assert [(one.what, one.letter, one.days) for one in late] == [
        ("letter.acknowledge", second.ref, 4),
        ("letter.handle", first.ref, 3),
        ("letter.handle", first.ref, 3),
        ("letter.answer", third.ref, 2),
    ]
    rows = list(letters.overdue_table(date(2026, 11, 28)).records(personal=True))
    assert [row["subject"] for row in rows] == [f"ขอเชิญประชุม ครั้งที่ {number}" for number in (2, 1, 1, 3)]
    assert {str(row["whom"].in_language("th")) for row in rows[1:3]} == {"ใจดี มีสุข", "งานบริหารทั่วไป"}
    assert (str(rows[0]["what"].in_language("th")), rows[3]["whom"]) == ("รับทราบหนังสือเวียน", None)
    with by(date(2026, 11, 28)):
        letters.close(first, "เสร็จ")
        letters.link(letters.send(kind="order", subject="ตอบ", recipient="ก").letter, third, "reply-to")
        office.acting("S2").correspondence.acknowledge(letters.circulations()[0])
        assert letters.overdue() == ()


def test_times_are_told_by_urgency_the_most_urgent_first(office: Office, by: By) -> None:
    letters = office.correspondence
    urgent = [received(office, number, urgency="ด่วน").letter for number in range(1, 4)]
    plain = received(office, 4).letter
    letters.expect_answer(urgent[0], date(2026, 11, 24))
    letters.expect_answer(urgent[1], date(2026, 11, 24))
    letters.expect_answer(plain, date(2026, 12, 31))
    letters.link(letters.send(kind="order", subject="ตอบ", recipient="ก").letter, urgent[0], "reply-to")
    for day, letter in ((23, urgent[0]), (25, urgent[1]), (30, urgent[2])):
        with by(date(2026, 11, day)):
            letters.close(letter, "เสร็จ")
    with by(date(2026, 12, 1)):
        letters.close(plain, "เสร็จ")
        found = letters.response_times()
        assert [(one.urgency, one.days.count, one.days.median, one.days.ninth) for one in found] == [
            ("urgent", 3, Decimal(2), 7),
            (plain.urgency, 1, Decimal(8), 8),
        ]
        assert [(one.asked, one.in_time) for one in found] == [(2, 1), (0, 0)]
        table = list(letters.response_table().records())
        assert [str(row["urgency"].in_language("th")) for row in table] == ["ด่วน", "ปกติ"]
    assert letters.response_times(office.year("calendar", 2568)) == ()


@pytest.mark.parametrize("name", ["response-times", "overdue-letters", "circulars"])
def test_the_reports_tell_the_same_and_no_name_in_public(office: Office, by: By, name: str, tmp_path: object) -> None:
    letters = office.correspondence
    letter = received(office).letter
    letters.assign(letter, "S1", due=date(2026, 11, 23))
    letters.circulate(letter, ["S1", "S2"], due=date(2026, 11, 23))
    with by(date(2026, 11, 30)):
        letters.close(received(office, 13).letter, "เสร็จ")
        for audience in ("internal", "public"):
            path = office.reports.write(name, "text", f"{tmp_path}/{name}.{audience}.txt", audience=audience)
            text = path.read_text(encoding="utf-8")
            assert len(text) > 100
            assert ("ใจดี มีสุข" in text) == (name == "overdue-letters" and audience == "internal")
            assert ("ขอเชิญประชุม" in text) <= (audience == "internal")
