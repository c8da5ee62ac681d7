"""Leave from the form to the return: who asks, who permits, and what the accounts hold."""

from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, cast

import pytest

import orqa
from leave_samples import DAY, asked, employed, permitted
from organization_samples import begun
from orqa.domain.attendance.events import Half
from orqa.domain.attendance.leave import Answer, Leave, LeaveState
from orqa.domain.attendance.leave.errors import LeaveRefused, LeaveStateRefused
from orqa.domain.attendance.leave.ledger import EntryKind, LedgerEntry
from orqa.domain.organization.errors import ApprovalIsOver, MayNotDecide
from orqa.office.errors import NotAllowed, NotFound
from orqa.office.office import Office

if TYPE_CHECKING:
    from orqa.base.years import FiscalYear


@pytest.fixture
def staffed(office: Office) -> Office:
    return employed(office)


def kinds(entries: Sequence[LedgerEntry]) -> Counter[str]:
    return Counter(one.entry.value for one in entries)


def test_a_request_goes_along_its_route_and_the_last_step_permits(staffed: Office) -> None:
    leave = asked(staffed, last=date(2026, 12, 16), reason="ธุระ", key="a")
    assert (leave.state, leave.entered_by, leave.filed_on) == (LeaveState.FILED, "person", staffed.today())
    assert asked(staffed, last=date(2026, 12, 16), reason="ธุระ", key="a") == leave
    assert [task.about.kind for task in staffed.desk("E2").tasks] == ["approval"]
    assert staffed.acting("E2").attendance.leave.permit(leave).state is LeaveState.SUPPORTED
    assert staffed.attendance.leave.balance("E3", "personal").used == 0
    done = staffed.acting("E1").attendance.leave.permit(leave, "อนุญาต", key="b")
    assert done.state is LeaveState.PERMITTED
    assert staffed.acting("E1").attendance.leave.permit(leave, "อนุญาต", key="b") == done
    assert staffed.attendance.leave.balance("E3", "personal").used == 3
    (entry,) = staffed.attendance.leave.entries("E3")
    assert (entry.entry, entry.hundredths, entry.leave) == (EntryKind.USE, -300, leave.ref)
    assert staffed.verify().is_sound


def test_nobody_permits_their_own_or_another_s_step(staffed: Office) -> None:
    leave = asked(staffed)
    for who in ("E3", "E1"):
        with pytest.raises(MayNotDecide):
            staffed.acting(who).attendance.leave.permit(leave)
    assert staffed.attendance.leave.get(leave.id).state is LeaveState.FILED


def test_a_refused_leave_uses_nothing_and_waits_no_more(staffed: Office) -> None:
    leave = asked(staffed)
    refused = staffed.acting("E2").attendance.leave.refuse(leave, "งานเร่งด่วน")
    assert (refused.state, refused.ended_because) == (LeaveState.REFUSED, "งานเร่งด่วน")
    assert staffed.attendance.leave.entries("E3") == ()
    with pytest.raises(ApprovalIsOver):
        staffed.acting("E2").attendance.leave.permit(leave)
    assert asked(staffed).state is LeaveState.FILED


def test_what_can_be_no_leave_is_refused_and_nothing_is_written(staffed: Office) -> None:
    asked(staffed)
    with pytest.raises(LeaveRefused, match="overlaps"):
        asked(staffed, "sick")
    with pytest.raises(LeaveRefused, match="no working day"):
        asked(staffed, first=date(2026, 12, 19), last=date(2026, 12, 20))
    staffed.organization.add_person("E4", "E4")
    with pytest.raises(LeaveRefused, match="not in service"):
        staffed.attendance.leave.request("E4", "sick", DAY, DAY)
    with pytest.raises(NotFound):
        staffed.attendance.leave.request("nobody", "sick", DAY, DAY)
    assert len(staffed.attendance.leave.of("E3")) == 1


def test_what_is_outside_the_rules_is_told_and_a_person_decides(staffed: Office) -> None:
    late = asked(staffed, first=date(2026, 11, 16), last=date(2026, 11, 16))
    verdict = staffed.attendance.leave.check_of(late)
    assert verdict.value.answer is Answer.OUTSIDE_RULES
    assert verdict.citations
    assert permitted(staffed, late).state is LeaveState.PERMITTED
    check = staffed.attendance.leave.check("E3", "personal", DAY, DAY, last_half=Half.MORNING)
    assert (check.value.answer, check.value.used) == (Answer.WITHIN_RULES, Decimal("0.5"))


def test_for_somebody_else_only_an_officer_enters_it(staffed: Office) -> None:
    with pytest.raises(NotAllowed):
        staffed.acting("E2").attendance.leave.request("E3", "sick", DAY, DAY)
    staffed.organization.grant("E2", "personnel-officer", unit="irqa", first=date(2026, 1, 5))
    entered = staffed.acting("E2").attendance.leave.request("E3", "sick", DAY, DAY, filed_on=date(2026, 12, 15))
    assert (entered.entered_by, entered.filed_on) == ("officer", date(2026, 12, 15))


def test_days_that_are_not_taken_come_back(staffed: Office) -> None:
    leave = permitted(staffed, asked(staffed, last=date(2026, 12, 18)))
    short = staffed.attendance.leave.cut_short(leave, date(2026, 12, 15), "ถูกเรียกกลับ")
    assert (short.last, short.planned_last) == (date(2026, 12, 15), date(2026, 12, 18))
    assert staffed.attendance.leave.balance("E3", "personal").used == 2
    with pytest.raises(NotAllowed):
        staffed.acting("E3").attendance.leave.cancel(short, "ไม่ไปแล้ว")
    gone = staffed.attendance.leave.cancel(short, "ไม่ไปแล้ว")
    assert gone.state is LeaveState.CANCELLED
    assert staffed.attendance.leave.balance("E3", "personal").used == 0
    assert kinds(staffed.attendance.leave.entries("E3")) == {"use": 1, "cancel": 2}
    with pytest.raises(LeaveStateRefused):
        staffed.attendance.leave.cancel(gone, "อีกครั้ง")
    assert staffed.verify().is_sound


def test_leave_that_is_over_is_not_cancelled(staffed: Office) -> None:
    day = date(2026, 11, 16)
    leave = permitted(staffed, asked(staffed, "sick", day, day + timedelta(days=1), filed_on=day))
    over = date(2026, 11, 18)
    with pytest.raises(LeaveRefused, match="only days that are not taken") as refused:
        staffed.attendance.leave.cancel(leave, "ลงผิด", on=over)
    assert "ยกเลิกได้เฉพาะวันลาที่ยังไม่ได้หยุด" in refused.value.messages.in_language("th")
    assert staffed.attendance.leave.balance("E3", "sick").used == 2
    assert staffed.attendance.leave.cancel(leave, "มาทำงาน", on=day).state is LeaveState.CANCELLED
    assert staffed.attendance.leave.balance("E3", "sick").used == 0


def test_whoever_asked_takes_a_request_back(staffed: Office) -> None:
    leave = asked(staffed)
    gone = staffed.acting("E3").attendance.leave.cancel(leave, "เปลี่ยนใจ", key="c")
    assert staffed.acting("E3").attendance.leave.cancel(leave, "เปลี่ยนใจ", key="c") == gone
    assert (gone.state, staffed.desk("E2").tasks) == (LeaveState.CANCELLED, ())


def test_who_is_back_has_reported(staffed: Office) -> None:
    leave = permitted(staffed, asked(staffed))
    back = staffed.attendance.leave.back(leave, date(2026, 12, 15), key="b")
    assert staffed.attendance.leave.back(leave, date(2026, 12, 15), key="b") == back
    assert (back.state, back.returned_on) == (LeaveState.RETURNED, date(2026, 12, 15))
    with pytest.raises(LeaveStateRefused):
        staffed.attendance.leave.back(leave)


def test_maternity_leave_ends_the_leave_that_runs(staffed: Office) -> None:
    sick = permitted(staffed, asked(staffed, "sick", last=date(2026, 12, 18)))
    birth = asked(staffed, "maternity", date(2026, 12, 16), date(2027, 3, 15), filed_on=date(2026, 12, 16))
    permitted(staffed, birth)
    assert staffed.attendance.leave.get(sick.id).last == date(2026, 12, 15)
    assert staffed.attendance.leave.balance("E3", "sick").used == 2
    assert staffed.attendance.leave.balance("E3", "maternity").used == 90


def test_a_maternity_leave_that_is_given_up_becomes_personal_leave(staffed: Office) -> None:
    leave = permitted(staffed, asked(staffed, "maternity", last=date(2027, 3, 13)))
    given_up = staffed.attendance.leave.give_up(leave, date(2026, 12, 17), "ยังไม่คลอด", key="g")
    assert staffed.attendance.leave.give_up(leave, date(2026, 12, 17), "ยังไม่คลอด", key="g") == given_up
    gone, instead = given_up
    assert (gone.state, instead.leave_type, instead.last) == (LeaveState.CANCELLED, "personal", date(2026, 12, 16))
    assert staffed.attendance.leave.balance("E3", "maternity").used == 0
    assert staffed.attendance.leave.balance("E3", "personal").used == 3


def test_vacation_is_granted_once_a_year_and_taken_from_the_account(staffed: Office) -> None:
    years = staffed.attendance.leave_years
    first = years.open()
    assert (first.people, len(first.entries)) == (3, 3)
    assert years.open().entries == ()
    assert staffed.attendance.leave.balance("E3").balance == 10
    leave = permitted(staffed, asked(staffed, "vacation", last=date(2026, 12, 18)))
    assert staffed.attendance.leave.balance("E3").balance == 5
    assert staffed.attendance.leave.check_of(leave).value.remaining == 5


def test_days_that_are_left_are_carried_on_or_lapse_with_reasons(staffed: Office) -> None:
    year, following, last = (cast("FiscalYear", staffed.year("fiscal", named)) for named in (2568, 2569, 2570))
    years, balance = staffed.attendance.leave_years, staffed.attendance.leave.balance
    years.open(year)
    days = date(2024, 12, 16), date(2024, 12, 20)
    permitted(staffed, asked(staffed, "vacation", *days, filed_on=date(2024, 12, 2)))
    closed = years.close(year)
    assert kinds(closed.entries) == {"carry_out": 3, "carry_in": 3, "grant": 3}
    assert all(one.reason for one in closed.entries)
    assert years.close(year).entries == ()
    assert balance("E3", year=following).available == 15
    assert balance("E1", year=following).available == 20
    assert balance("E1", year=year).balance == 0
    again = years.close(following)
    assert kinds(again.entries)["lapse"] == 0
    assert balance("E1", year=last).available == 30
    assert staffed.verify().is_sound


def test_only_the_personnel_officer_closes_a_year(staffed: Office) -> None:
    with pytest.raises(NotAllowed):
        staffed.acting("E1").attendance.leave_years.open()
    staffed.organization.grant("E3", "personnel-officer", unit="irqa", first=date(2026, 1, 5))
    assert staffed.acting("E3").attendance.leave_years.open().people == 3


def either(do: Callable[[], Leave]) -> str:
    """What came of a call that may come too late."""
    try:
        return do().state.value
    except LeaveRefused as error:
        return error.code


def test_of_two_leaves_for_the_last_days_one_is_permitted(staffed: Office) -> None:
    staffed.attendance.leave_years.open()
    weeks = [(date(2026, 12, 14), date(2026, 12, 25)), (date(2027, 1, 4), date(2027, 1, 15))]
    leaves = [asked(staffed, "vacation", first, last) for first, last in weeks]
    for leave in leaves:
        staffed.acting("E2").attendance.leave.permit(leave)
    director = staffed.acting("E1").attendance.leave
    with ThreadPoolExecutor(2) as pool:
        found = pool.map(lambda leave: either(lambda: director.permit(leave)), leaves)
        assert sorted(found) == ["leave-refused", "permitted"]
    assert staffed.attendance.leave.balance("E3").balance == 0
    assert staffed.verify().is_sound


def test_of_two_programs_that_permit_the_last_days_one_does(shared_url: str, clock: Callable[[], datetime]) -> None:
    """Each with its own connection, on every store that several may use."""
    offices = [orqa.open_office(shared_url, profile="thai-public-university", clock=clock) for _ in range(2)]
    first, second = offices
    begun(first)
    first.attendance.employments.begin("E3", "university_employee", first=date(2014, 6, 2))
    first.attendance.leave_years.open()
    weeks = [(date(2026, 12, 14), date(2026, 12, 25)), (date(2027, 1, 4), date(2027, 1, 15))]
    leaves = [asked(first, "vacation", *days) for days in weeks]
    for leave in leaves:
        first.acting("E2").attendance.leave.permit(leave)
    ways = [one.acting("E1").attendance.leave for one in offices]
    with ThreadPoolExecutor(2) as pool:
        found = pool.map(lambda way, leave: either(lambda: way.permit(leave)), ways, leaves)
        assert sorted(found) == ["leave-refused", "permitted"]
    assert second.attendance.leave.balance("E3").balance == 0
    assert second.verify().is_sound
    for one in offices:
        one.close()


def test_of_two_requests_for_the_same_day_one_is_kept(staffed: Office) -> None:
    with ThreadPoolExecutor(2) as pool:
        found = pool.map(lambda kind: either(lambda: asked(staffed, kind)), ("sick", "personal"))
        assert sorted(found) == ["filed", "leave-refused"]


def test_leaves_of_some_days_are_listed(staffed: Office) -> None:
    one, two = asked(staffed), asked(staffed, "sick", date(2026, 12, 21), date(2026, 12, 23))
    leaves = staffed.attendance.leave
    assert leaves.of("E3") == (one, two)
    assert leaves.between(date(2026, 12, 22), date(2026, 12, 22)) == (two,)
    assert leaves.between(DAY, date(2026, 12, 31), state=LeaveState.PERMITTED) == ()
    with pytest.raises(NotFound):
        leaves.get("x")
