"""Years of leave: opened and closed once, by however many, changed later, and begun from a paper register."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime
from decimal import Decimal
from typing import Any, cast

import pytest

import orqa
from leave_samples import asked, employed, permitted
from orqa.base.years import FiscalYear
from orqa.domain.attendance.leave.errors import LeaveRefused, LeaveYearRefused
from orqa.domain.attendance.leave.ledger import Account
from orqa.office.errors import NotAllowed
from orqa.office.office import Office

SEPTEMBER, OCTOBER = date(2026, 9, 28), date(2026, 10, 26)


def fiscal(office: Office, named: int) -> FiscalYear:
    return cast("FiscalYear", office.year("fiscal", named))


def account(office: Office, named: int, code: str = "E3") -> Account:
    return office.attendance.leave.balance(code, year=fiscal(office, named))


@pytest.fixture
def staffed(office: Office) -> Office:
    """With accounts of fiscal year 2569, which is over."""
    employed(office).attendance.leave_years.open(fiscal(office, 2569))
    return office


@pytest.fixture
def closed(staffed: Office) -> Office:
    """The same after the year was closed."""
    staffed.attendance.leave_years.close(fiscal(staffed, 2569))
    return staffed


def test_a_year_is_not_closed_before_its_last_day(staffed: Office) -> None:
    with pytest.raises(LeaveYearRefused, match="runs until 2027-09-30; close it on that day or later") as refused:
        staffed.attendance.leave_years.close(fiscal(staffed, 2570))
    assert "ให้ปิดในวันนั้นหรือหลังจากนั้น" in refused.value.message("th")
    assert account(staffed, 2571) == Account()


def test_of_many_who_open_and_close_at_once_each_day_is_entered_once(
    shared_url: str, clock: Callable[[], datetime]
) -> None:
    offices = [orqa.open_office(shared_url, profile="thai-public-university", clock=clock) for _ in range(4)]
    first = employed(offices[0])
    year = fiscal(first, 2569)
    for name in ("open", "close"):
        with ThreadPoolExecutor(4) as pool:
            list(pool.map(lambda one: getattr(one.attendance.leave_years, name)(year), offices))  # noqa: B023
    assert account(first, 2569) == Account(granted=Decimal(10), carried_out=Decimal(10))
    assert account(first, 2570) == Account(granted=Decimal(10), carried_in=Decimal(10))
    assert first.verify().is_sound
    for one in offices:
        one.close()


def test_in_one_work_a_year_is_opened_once(office: Office) -> None:
    employed(office)
    with office.work("ตั้งวันลา") as work:
        for _ in range(2):
            work.attendance.leave_years.open(fiscal(office, 2569))
    assert account(office, 2569).granted == 10


def test_leave_that_is_entered_late_is_taken_out_of_the_closed_year(closed: Office) -> None:
    late = asked(closed, "vacation", SEPTEMBER, date(2026, 9, 30), filed_on=date(2026, 9, 21))
    verdict = closed.attendance.leave.check_of(late).value
    assert (verdict.within_rules, verdict.remaining) == (True, 7)
    permitted(closed, late)
    assert account(closed, 2569) == Account(granted=Decimal(10), used=Decimal(3), carried_out=Decimal(7))
    assert account(closed, 2570).carried_in == 7
    assert closed.attendance.leave_years.close(fiscal(closed, 2569)).entries == ()
    closed.attendance.leave.cut_short(late, SEPTEMBER, "กลับก่อน")
    assert (account(closed, 2569).carried_out, account(closed, 2570).carried_in) == (9, 9)
    assert closed.attendance.leave_years.close(fiscal(closed, 2569)).entries == ()
    assert closed.verify().is_sound


def test_late_leave_cannot_take_days_that_were_taken_in_the_next_year(closed: Office) -> None:
    permitted(closed, asked(closed, "vacation", date(2026, 12, 14), date(2027, 1, 11)))
    left = account(closed, 2570).balance
    assert 0 < left < 5
    late = asked(closed, "vacation", date(2026, 9, 21), date(2026, 9, 25), filed_on=date(2026, 9, 18))
    verdict = closed.attendance.leave.check_of(late).value
    assert [one.code for one in verdict.findings] == ["leave-over-balance"]
    closed.acting("E2").attendance.leave.permit(late)
    with pytest.raises(LeaveRefused, match="fiscal year 2570 holds"):
        closed.acting("E1").attendance.leave.permit(late)
    assert account(closed, 2570).balance == left


def test_what_had_lapsed_is_taken_first(closed: Office) -> None:
    years = closed.attendance.leave_years
    for named in (2567, 2568):
        years.open(fiscal(closed, named))
        years.close(fiscal(closed, named))
    years.close(fiscal(closed, 2569))
    years.close(fiscal(closed, 2569))
    before = account(closed, 2569)
    assert (before.available, before.carried_out, before.lapsed) == (30, 20, 10)
    permitted(closed, asked(closed, "vacation", SEPTEMBER, date(2026, 9, 30), filed_on=date(2026, 9, 21)))
    after = account(closed, 2569)
    assert (after.carried_out, after.lapsed, after.balance) == (20, 7, 0)
    assert account(closed, 2570).carried_in == 20


# ------------------------------------------------------------------ from paper


def test_days_saved_before_are_brought_in_once(staffed: Office) -> None:
    years = staffed.attendance.leave_years

    def bring() -> Account:
        return years.bring_in("E3", "7.5", fiscal(staffed, 2570), because="ทะเบียนเดิม", key="b")

    assert bring() == bring() == Account(carried_in=Decimal("7.5"))
    (entry,) = staffed.attendance.leave.entries("E3", fiscal(staffed, 2570))
    assert "ทะเบียนเดิม" in str(entry.reason)
    with pytest.raises(LeaveYearRefused, match="already"):
        years.bring_in("E3", 1, fiscal(staffed, 2570), because="อีก")
    with pytest.raises(NotAllowed):  # whoever may not is not told of accounts of others either
        staffed.acting("E2").attendance.leave_years.bring_in("E3", 1, fiscal(staffed, 2570), because="อีก")
    years.open()
    assert account(staffed, 2570).balance == Decimal("17.5")
    assert staffed.verify().is_sound


@pytest.mark.parametrize(
    ("days", "told"),
    [
        *(("many", "many is no number"), ("0", "no number"), ("-1", "no number"), ("1.3", "no number")),
        *(("NaN", "no number"), ("20.5", "more than the 20 that may be carried"), ("1e9", "more than")),
    ],
)
def test_days_that_cannot_have_been_saved_are_refused(staffed: Office, days: str, told: str) -> None:
    with pytest.raises(LeaveYearRefused, match=told):
        staffed.attendance.leave_years.bring_in("E3", days, because="ทะเบียนเดิม")


def test_who_was_not_there_has_saved_nothing(staffed: Office, clock: Any) -> None:
    staffed.organization.add_person("E4", "E4")
    staffed.attendance.employments.begin("E4", "civil_servant", first=clock.at.date())
    with pytest.raises(LeaveYearRefused, match="more than the 0 that may be carried"):
        staffed.attendance.leave_years.bring_in("E4", "0.5", because="ทะเบียนเดิม")
