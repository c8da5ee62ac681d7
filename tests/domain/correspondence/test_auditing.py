"""Looking a register over: what is missing, double, beyond the series or out of order."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orqa.base.refs import RecordRef
from orqa.domain.correspondence.auditing import BEYOND, DISORDER, DOUBLE, HOLE, Numbered, audit
from orqa.domain.correspondence.records import RegisterEntry

DAY = date(2026, 1, 1)


def line(number: int, days: int | None = 0, state: str = "registered") -> Numbered:
    dated = None if days is None else DAY + timedelta(days=days)
    return Numbered(RecordRef("register-entry", f"e{number}"), number, state, dated)


def found(lines: list[Numbered], last: int, *, issued: bool = True) -> list[str]:
    return [finding.code for finding in audit(lines, last, issued=issued)]


@pytest.mark.parametrize(
    ("lines", "last", "codes"),
    [
        ([], 0, []),
        ([line(1), line(2)], 2, []),
        ([], 2, [HOLE]),
        ([line(2)], 2, [HOLE]),
        ([line(1)], 3, [HOLE]),
        ([line(1), line(1), line(2)], 2, [DOUBLE]),
        ([line(1), line(2)], 1, [BEYOND]),
        ([line(1, 5), line(2, 3), line(3, 6)], 3, [DISORDER]),
        ([line(1, 5), line(2, 3, "void"), line(3, None), line(4, 4, "reserved")], 4, []),
    ],
)
def test_what_is_found(lines: list[Numbered], last: int, codes: list[Any]) -> None:
    assert found(lines, last) == [kind.code for kind in codes]


def test_dates_of_received_letters_are_their_senders_business() -> None:
    assert found([line(1, 5), line(2, 3)], 2, issued=False) == []


def test_the_messages_name_the_numbers() -> None:
    hole, double = audit([line(1), line(1), line(4)], 4, issued=True), None
    double, hole = list(hole)
    assert "the number 1 of the register stands in more than one row" in double.message.in_language("en")
    assert "เลข 1 ในทะเบียนมีมากกว่าหนึ่งรายการ" in double.message.in_language("th")
    assert "the numbers 2 to 3 of the register have no row" in hole.message.in_language("en")
    assert "เลข 2 ถึง 3 ไม่มีรายการ" in hole.message.in_language("th")


@given(st.integers(0, 50), st.sets(st.integers(1, 50)))
def test_exactly_the_missing_numbers_are_told(last: int, missing: set[int]) -> None:
    lines = [line(number) for number in range(1, last + 1) if number not in missing]
    told: set[int] = set()
    for finding in audit(lines, last, issued=True):
        words = finding.message.in_language("en").split()
        told |= set(range(int(words[2]), int(words[4]) + 1))
    assert told == missing & set(range(1, last + 1))


def test_a_line_of_a_register_says_what_counts() -> None:
    entry = RegisterEntry(id="e1", year=2026, number=3, registered_on=DAY, dated=DAY)
    assert Numbered.of(entry) == Numbered(entry.ref, 3, "registered", DAY)
