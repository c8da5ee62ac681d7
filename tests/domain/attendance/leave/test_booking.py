"""What leaves enter in the accounts: days used, days that come back, and nothing twice."""

from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from orqa.base.refs import RecordRef
from orqa.domain.attendance.leave.booking import booking_lines
from orqa.domain.attendance.leave.ledger import EntryKind, LedgerEntry, Line, account_of

FIRST, LAST, ON = date(2026, 9, 28), date(2026, 10, 2), date(2026, 9, 25)
LEAVE = RecordRef("leave", "leave-1")

days = st.dictionaries(st.sampled_from([2026, 2027]), st.integers(0, 60).map(lambda halves: Decimal(halves) / 2))


def lines(taken: dict[int, Decimal], booked: tuple[LedgerEntry, ...] = (), because: str = "") -> tuple[Line, ...]:
    return booking_lines(taken.items(), booked, first=FIRST, last=LAST, on=ON, because=because)


def entered(found: tuple[Line, ...], booked: tuple[LedgerEntry, ...] = ()) -> tuple[LedgerEntry, ...]:
    new = (one.entry_of(str(n), person="a", leave_type="sick", leave=LEAVE) for n, one in enumerate(found, len(booked)))
    return (*booked, *new)


@given(st.lists(days, min_size=1, max_size=4))
def test_the_accounts_hold_what_was_taken_last(changes: list[dict[int, Decimal]]) -> None:
    booked: tuple[LedgerEntry, ...] = ()
    for taken in changes:
        booked = entered(lines(taken, booked), booked)
    for year in (2026, 2027):
        assert account_of(one for one in booked if one.year == year).used == changes[-1].get(year, 0)
    assert lines(changes[-1], booked) == ()


def test_a_leave_over_the_end_of_the_year_is_in_two_accounts() -> None:
    found = lines({2027: Decimal(2), 2026: Decimal(3)})
    assert [(one.year, one.entry, one.hundredths) for one in found] == [
        (2026, EntryKind.USE, -300),
        (2027, EntryKind.USE, -200),
    ]
    assert found[0].reason.in_language("en") == "3 days of leave from 2026-09-28 to 2026-10-02"


def test_days_come_back_with_the_reason() -> None:
    booked = entered(lines({2026: Decimal(3), 2027: Decimal(2)}))
    (back,) = lines({2026: Decimal(3)}, booked, "ถูกเรียกกลับ")
    assert (back.year, back.entry, back.hundredths) == (2027, EntryKind.CANCEL, 200)
    assert back.reason.in_language("th").endswith("เพราะถูกเรียกกลับ")
