"""What holds of the accounts of leave after every step, whatever people do in which order."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any, cast
from zoneinfo import ZoneInfo

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import orqa
from leave_samples import asked, employed, permitted
from orqa.base.years import FiscalYear
from orqa.domain.attendance.events import Half
from orqa.domain.attendance.leave.errors import LeaveRefused, LeaveStateRefused
from orqa.domain.attendance.leave.ledger import Account
from orqa.domain.attendance.leave.stretches import days_used
from orqa.office.attendance.leave_accounts import account_cell
from orqa.office.office import Office

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=ZoneInfo("Asia/Bangkok"))
NAMED = (2568, 2569, 2570, 2571)
OVER = (2568, 2569)
"""Fiscal years that are over by then."""

steps = st.lists(
    st.tuples(
        st.sampled_from(["take", "take", "take", "cut", "noon", "cancel", "close", "open", "back"]),
        st.dates(date(2024, 10, 1), date(2027, 3, 31)),
        st.integers(0, 14),
    ),
    max_size=14,
)


def fiscal(office: Office, named: int) -> FiscalYear:
    return cast("FiscalYear", office.year("fiscal", named))


def account(office: Office, named: int) -> Account:
    return office.attendance.leave.balance("E3", year=fiscal(office, named))


def do(office: Office, what: str, day: date, number: int) -> Any:
    """One step; what cannot be is refused, and leaves everything as it was."""
    leaves, mine = office.attendance.leave, [one for one in office.attendance.leave.of("E3") if one.taken]
    if what == "take":
        return permitted(office, asked(office, "vacation", day, day + timedelta(days=number)))
    if what in {"close", "open"}:
        return getattr(office.attendance.leave_years, what)(fiscal(office, OVER[number % 2]))
    if not mine:
        return None
    leave = mine[number % len(mine)]
    ways = {
        "cut": lambda: leaves.cut_short(leave, leave.first, "กลับ"),
        "noon": lambda: leaves.cut_short(leave, leave.last, "กลับ", last_half=Half.MORNING),
        "cancel": lambda: leaves.cancel(leave, "ไม่ไป", on=leave.first),
        "back": lambda: leaves.back(leave, leave.last + timedelta(days=1)),
    }
    return ways[what]()


def used(office: Office, year: FiscalYear) -> Decimal:
    """Days of the year that permitted leave takes, counted from the leave itself."""
    taken = [one for one in office.attendance.leave.of("E3") if one.taken]
    counted = (days_used(one, "working_day", office.calendar, year.first, year.last) for one in taken)
    return sum(counted, Decimal(0))


def check(office: Office) -> None:
    person = office.organization.person("E3").id
    with office.reading() as reader:
        cells = reader.cells(f"leave/{person}/")
    for named in NAMED:
        year, stands = fiscal(office, named), account(office, named)
        assert stands.balance == stands.granted + stands.carried_in - stands.used - stands.lapsed - stands.carried_out
        assert min(stands.balance, stands.lapsed, stands.carried_out, stands.carried_in, stands.used) >= 0
        assert stands.used == used(office, year)
        assert stands.balance * 100 == cells.get(account_cell(person, "vacation", year.ce), 0)
    for named in NAMED[:-1]:
        assert account(office, named).carried_out == account(office, named + 1).carried_in


@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
@given(steps)
def test_accounts_hold_what_was_granted_and_carried_less_what_is_taken(wanted: list[tuple[str, date, int]]) -> None:
    with orqa.open_office("memory:", profile="thai-public-university", clock=lambda: NOW) as office:
        employed(office).attendance.leave_years.open(fiscal(office, 2568))
        for step in wanted:
            before = [account(office, named) for named in NAMED]
            try:
                do(office, *step)
            except (LeaveRefused, LeaveStateRefused):
                assert [account(office, named) for named in NAMED] == before
            check(office)
        for named in OVER:
            office.attendance.leave_years.close(fiscal(office, named))
            check(office)
        for named in OVER:
            again = office.attendance.leave_years.close(fiscal(office, named))
            assert (again.entries, again.frozen) == ((), ())
        assert office.verify().is_sound
