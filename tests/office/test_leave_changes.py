"""What becomes of leave after the request: ended by another, cut, given up, decided from the desk, refused late."""

from datetime import date
from decimal import Decimal

import pytest

from leave_samples import DAY, asked, employed, permitted
from orqa.domain.attendance.events import Half
from orqa.domain.attendance.leave import LeaveState
from orqa.domain.attendance.leave.errors import LeaveRefused, LeaveStateRefused
from orqa.domain.organization.approvals import ApprovalState
from orqa.domain.organization.errors import MayNotDecide
from orqa.office.errors import NotAllowed
from orqa.office.office import Office

WEDNESDAY, FRIDAY = date(2026, 12, 16), date(2026, 12, 18)
BIRTH = {"filed_on": WEDNESDAY}


@pytest.fixture
def staffed(office: Office) -> Office:
    return employed(office)


def used(office: Office, kind: str = "personal") -> Decimal:
    return office.attendance.leave.balance("E3", kind).used


def test_maternity_leave_shortens_a_request_that_waits_and_it_goes_on_waiting(staffed: Office) -> None:
    sick = asked(staffed, "sick", last=FRIDAY)
    permitted(staffed, asked(staffed, "maternity", WEDNESDAY, date(2027, 3, 15), **BIRTH))
    waiting = staffed.attendance.leave.get(sick.id)
    assert (waiting.state, waiting.last, waiting.planned_last) == (LeaveState.FILED, date(2026, 12, 15), FRIDAY)
    permitted(staffed, waiting)
    assert used(staffed, "sick") == 2


def test_a_request_whose_days_maternity_leave_takes_waits_no_more(staffed: Office) -> None:
    later = asked(staffed, first=FRIDAY, last=FRIDAY)
    permitted(staffed, asked(staffed, "maternity", WEDNESDAY, date(2027, 3, 15), **BIRTH))
    assert staffed.attendance.leave.get(later.id).state is LeaveState.CANCELLED
    assert [one.state for one in staffed.approvals.of(later.ref)] == [ApprovalState.WITHDRAWN]
    assert staffed.desk("E2").tasks == ()


def test_maternity_leave_cannot_end_leave_that_somebody_is_back_from(staffed: Office) -> None:
    sick = permitted(staffed, asked(staffed, "sick", last=FRIDAY))
    staffed.attendance.leave.back(sick, date(2026, 12, 21))
    with pytest.raises(LeaveRefused, match="overlaps"):
        asked(staffed, "maternity", WEDNESDAY, date(2027, 3, 15), **BIRTH)


def test_what_a_leave_became_can_be_cancelled(staffed: Office) -> None:
    leave = permitted(staffed, asked(staffed, "maternity", last=date(2027, 3, 13)))
    _, instead = staffed.attendance.leave.give_up(leave, WEDNESDAY, "ยังไม่คลอด")
    assert staffed.attendance.leave.cancel(instead, "มาทำงาน").state is LeaveState.CANCELLED
    assert used(staffed) == 0


def test_half_a_day_of_leave_comes_back(staffed: Office) -> None:
    leave = permitted(staffed, asked(staffed))
    leaves = staffed.attendance.leave
    half = leaves.cut_short(leave, DAY, "กลับมาตอนบ่าย", last_half=Half.MORNING, key="h")
    assert leaves.cut_short(leave, DAY, "กลับมาตอนบ่าย", last_half=Half.MORNING, key="h") == half
    assert (used(staffed), half.last_half) == (Decimal("0.5"), Half.MORNING)
    with pytest.raises(LeaveStateRefused):
        leaves.cut_short(half, DAY, "อีกครั้ง", last_half=Half.MORNING)
    assert leaves.back(half, DAY).state is LeaveState.RETURNED


def test_half_a_day_comes_back_only_of_leave_that_has_halves(staffed: Office) -> None:
    leave = permitted(staffed, asked(staffed, "maternity", last=date(2027, 3, 13)))
    with pytest.raises(LeaveRefused, match="not taken in half days"):
        staffed.attendance.leave.cut_short(leave, WEDNESDAY, "กลับ", last_half=Half.MORNING)
    assert used(staffed, "maternity") == 90


@pytest.mark.parametrize("day", [date(2026, 12, 1), DAY, WEDNESDAY, FRIDAY])
def test_nobody_is_back_while_the_leave_runs(staffed: Office, day: date) -> None:
    leave = permitted(staffed, asked(staffed, last=FRIDAY))
    with pytest.raises(LeaveRefused, match="the leave still runs, until 2026-12-18") as refused:
        staffed.attendance.leave.back(leave, day)
    assert "ให้ยกเลิกวันลาที่เหลือก่อน" in refused.value.message("th")
    assert staffed.attendance.leave.get(leave.id).state is LeaveState.PERMITTED


def test_who_left_meanwhile_is_not_permitted_any_more(staffed: Office) -> None:
    leave = asked(staffed, last=FRIDAY)
    (employment,) = staffed.attendance.employments.of("E3")
    staffed.attendance.employments.change(employment, last=date(2026, 12, 1))
    staffed.acting("E2").attendance.leave.permit(leave)
    with pytest.raises(LeaveRefused, match="not in service"):
        staffed.acting("E1").attendance.leave.permit(leave)
    assert staffed.acting("E1").attendance.leave.refuse(leave, "พ้นจากงาน").state is LeaveState.REFUSED


def test_an_account_that_does_not_suffice_is_named(staffed: Office) -> None:
    leave = asked(staffed, "vacation")
    staffed.acting("E2").attendance.leave.permit(leave)
    with pytest.raises(LeaveRefused, match=r"year 2570 holds 0 days.*orqa attendance open-year 2570") as refused:
        staffed.acting("E1").attendance.leave.permit(leave)
    assert "บัญชีลาพักผ่อนปีงบประมาณ 2570 คงเหลือ 0 วัน" in refused.value.message("th")


# ------------------------------------------------------------------ who decides


def test_nobody_permits_their_own_leave_that_an_officer_entered(staffed: Office) -> None:
    staffed.organization.grant("E3", "personnel-officer", unit="irqa", first=date(2026, 1, 5))
    staffed.organization.grant("E2", "director", unit="irqa", first=date(2026, 1, 5))
    entered = staffed.acting("E3").attendance.leave.request("E1", "personal", DAY, DAY)
    with pytest.raises(MayNotDecide):
        staffed.acting("E1").attendance.leave.permit(entered)
    (request,) = staffed.approvals.of(entered.ref)
    assert request.requester == entered.person
    assert staffed.acting("E3").attendance.leave.cancel(entered, "ลงผิด").state is LeaveState.CANCELLED


def test_only_the_person_and_an_officer_take_a_request_back(staffed: Office) -> None:
    leave = asked(staffed)
    with pytest.raises(NotAllowed):
        staffed.acting("E2").attendance.leave.cancel(leave, "ไม่ให้ไป")
    assert staffed.attendance.leave.get(leave.id).state is LeaveState.FILED
    assert staffed.acting("E3").attendance.leave.cancel(leave, "ไม่ไป").state is LeaveState.CANCELLED
    with pytest.raises(LeaveStateRefused):
        staffed.acting("E3").attendance.leave.cancel(leave, "อีกครั้ง")


def test_a_request_decided_from_the_desk_moves_its_leave(staffed: Office) -> None:
    leave, other, third = (
        asked(staffed),
        asked(staffed, first=FRIDAY, last=FRIDAY),
        asked(staffed, "sick", WEDNESDAY, WEDNESDAY),
    )
    requests = [staffed.approvals.of(one.ref)[0].id for one in (leave, other, third)]
    staffed.acting("E2").approvals.approve(requests[0])
    assert staffed.acting("E1").approvals.approve(requests[0], key="k").state is ApprovalState.APPROVED
    assert staffed.acting("E1").approvals.approve(requests[0], key="k").state is ApprovalState.APPROVED
    assert staffed.acting("E2").approvals.reject(requests[1], "งานด่วน").state is ApprovalState.REJECTED
    assert staffed.acting("E3").approvals.withdraw(requests[2], "หายแล้ว").state is ApprovalState.WITHDRAWN
    states = [staffed.attendance.leave.get(one.id).state for one in (leave, other, third)]
    assert states == [LeaveState.PERMITTED, LeaveState.REFUSED, LeaveState.CANCELLED]
    assert used(staffed) == 1


def test_a_request_sent_back_for_mending_is_asked_again_and_permitted(staffed: Office) -> None:
    leave = asked(staffed)
    (request,) = staffed.approvals.of(leave.ref)
    staffed.acting("E2").approvals.return_(request, "ขาดใบรับรอง")
    staffed.acting("E3").approvals.resubmit(request)
    assert permitted(staffed, leave).state is LeaveState.PERMITTED


# ------------------------------------------------------------------ with others, in one work


def test_in_a_work_each_call_tells_what_it_will_leave(staffed: Office) -> None:
    with staffed.work("ลาและยกเลิก") as work:
        made = work.attendance.leave.request("E3", "personal", DAY, DAY)
        assert (made.state, made.version) == (LeaveState.FILED, 1)
    assert staffed.attendance.leave.get(made.id) == made
    leave = permitted(staffed, made)
    with staffed.work("กลับ") as work:
        assert work.attendance.leave.cancel(leave, "ไม่ไป").state is LeaveState.CANCELLED
    assert used(staffed) == 0
    assert staffed.verify().is_sound


@pytest.mark.parametrize("called_back", [False, True])
def test_leave_ends_on_the_day_before_the_return_or_the_journey(staffed: Office, called_back: bool) -> None:  # noqa: FBT001
    leave = permitted(staffed, asked(staffed, last=FRIDAY))
    ended = staffed.attendance.leave.end_early(leave, WEDNESDAY, "งานด่วน", called_back=called_back)
    assert (ended.last, ended.planned_last) == (date(2026, 12, 15), FRIDAY)
    assert used(staffed) == 2


def test_what_a_request_was_asked_with_is_looked_at_when_it_is_permitted(staffed: Office) -> None:
    flood = asked(staffed, last=WEDNESDAY, filed_on=date(2026, 12, 17), special=True)
    told = {one.code for one in staffed.attendance.leave.check_of(flood).value.findings}
    assert "leave-special-circumstances" in told
    assert "leave-filed-late" not in told
