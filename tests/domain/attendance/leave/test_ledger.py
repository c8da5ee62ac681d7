"""Accounts of leave: the balance is the sum of the entries, whatever they are."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orqa.base.language import Text
from orqa.base.refs import RecordRef
from orqa.domain.attendance.leave.days import to_days, to_hundredths
from orqa.domain.attendance.leave.ledger import Account, EntryKind, LedgerEntry, Line, account_of, entries_of

ON = date(2026, 3, 2)
WHY = Text.of(en="why", th="เหตุผล")

entries = st.builds(
    LedgerEntry,
    id=st.text(max_size=3),
    person=st.sampled_from(["a", "b"]),
    leave_type=st.sampled_from(["sick", "vacation"]),
    year=st.sampled_from([2026, 2027]),
    entry=st.sampled_from(EntryKind),
    hundredths=st.integers(-3000, 3000),
    on=st.just(ON),
)


@given(st.lists(entries, max_size=20))
def test_the_balance_is_the_sum_of_the_entries(found: list[LedgerEntry]) -> None:
    assert account_of(found).balance == to_days(sum(one.hundredths for one in found))


@given(st.lists(entries, max_size=20))
def test_every_entry_is_in_one_account(found: list[LedgerEntry]) -> None:
    accounts = [
        entries_of(found, person=person, leave_type=leave_type, year=year)
        for person in ("a", "b")
        for leave_type in ("sick", "vacation")
        for year in (2026, 2027)
    ]
    assert sum(map(len, accounts)) == len(found)
    assert sum(account_of(one).balance for one in accounts) == account_of(found).balance


@given(st.integers(-(10**9), 10**9))
def test_hundredths_come_back(hundredths: int) -> None:
    assert to_hundredths(to_days(hundredths)) == hundredths


@pytest.mark.parametrize("days", [Decimal("0.001"), Decimal("-1.005")])
def test_finer_than_a_hundredth_is_refused(days: Decimal) -> None:
    with pytest.raises(ValueError, match="two decimals at most"):
        to_hundredths(days)


def test_a_year_of_vacation() -> None:
    lines = [
        (EntryKind.CARRY_IN, 500),
        (EntryKind.GRANT, 1000),
        (EntryKind.USE, -350),
        (EntryKind.CANCEL, 100),
        (EntryKind.LAPSE, -250),
        (EntryKind.CARRY_OUT, -1000),
    ]
    account = account_of(Line(year=2026, entry=kind, hundredths=n, on=ON, reason=WHY) for kind, n in lines)
    assert account == Account(
        granted=Decimal(10), carried_in=Decimal(5), used=Decimal("2.5"), lapsed=Decimal("2.5"), carried_out=Decimal(10)
    )
    assert (account.available, account.balance) == (Decimal(15), Decimal(0))


def test_a_line_becomes_somebody_s_entry() -> None:
    line = Line(year=2026, entry=EntryKind.USE, hundredths=-100, on=ON, reason=WHY)
    leave = RecordRef("leave", "leave-1")
    entry = line.entry_of("entry-1", person="a", leave_type="sick", leave=leave)
    assert entry == LedgerEntry(
        id="entry-1", person="a", leave_type="sick", year=2026, entry=EntryKind.USE,
        hundredths=-100, on=ON, leave=leave, reason=WHY,
    )  # fmt: skip
