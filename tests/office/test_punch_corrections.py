"""Corrected times: what a clock told wrong counts as it was once that is approved, and stays kept as it was told."""

from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from orqa.domain.attendance.errors import AttendanceRefused
from orqa.domain.organization.approvals import Approval
from orqa.office.errors import NotAllowed, NotFound
from orqa.office.office import Office

at = datetime.fromisoformat
MONDAY, TUESDAY, FRIDAY = date(2026, 11, 16), date(2026, 11, 17), date(2026, 11, 20)
TOLD, RIGHT = at("2000-01-01 00:12:33"), at("2026-11-17 08:21")
SLOW = at("2026-11-16 08:42")


@pytest.fixture
def staffed(division: Office, tmp_path: Path) -> Office:
    """The division with a clock that lost its power on Tuesday morning."""
    attendance = division.attendance
    attendance.clocks.add("gate", number="1", unit="irqa")
    for number, code in enumerate(("E1", "E2", "E3"), 1):
        attendance.employments.begin(code, "university_employee", first=date(2024, 10, 1), line="support", unit="ga")
        attendance.clocks.add_user("gate", str(number), code, first=date(2024, 10, 1))
    lines = (
        *("3\t2026-11-16 08:42:00", "3\t2026-11-16 16:31:00", "2\t2026-11-16 08:20:00", "2\t2026-11-16 16:32:00"),
        *("3\t2000-01-01 00:12:33", "3\t2026-11-17 16:35:00", "2\t2026-11-17 16:36:00", "1\t2026-11-17 16:40:00"),
    )
    path = tmp_path / "1_attlog.dat"
    path.write_text("".join(f"{line}\t1\t0\t1\t0\n" for line in lines), encoding="utf-8")
    assert attendance.clocks.import_file(path).file.doubtful == 1
    return division


def days(office: Office, code: str = "E3") -> list[tuple[str, int]]:
    return [(str(one.status), one.late) for one in office.attendance.days.results(MONDAY, TUESDAY, code)]


def filed(office: Office, told: datetime = TOLD, right: datetime = RIGHT, **more: str) -> Approval:
    return office.attendance.corrections.file("E3", "gate", told, right, "ไฟดับ", **more)


def test_a_punch_of_a_reset_clock_counts_when_it_was_once_that_is_approved(staffed: Office) -> None:
    (doubtful,) = staffed.attendance.corrections.doubtful()
    assert (doubtful.clock, doubtful.user, doubtful.told, doubtful.line) == ("gate", "3", TOLD, 5)
    request = filed(staffed, key="a")
    assert filed(staffed, key="a") == request
    assert days(staffed) == [("late", 12), ("unresolved", 0)]
    before = staffed.attendance.clocks.punches(date(2000, 1, 1), FRIDAY)
    staffed.acting("E2").approvals.approve(request)
    assert days(staffed) == [("late", 12), ("present", 0)]
    assert staffed.attendance.clocks.punches(date(2000, 1, 1), FRIDAY) == before, "what the clock told stays"
    assert days(staffed, "E2") == [("present", 0), ("unresolved", 0)]


def test_the_day_tells_the_correction_and_who_approved_it_can_be_found(staffed: Office) -> None:
    request = filed(staffed)
    staffed.acting("E2").approvals.approve(request)
    told = staffed.attendance.days.results(TUESDAY, TUESDAY, "E3")[0].explain().in_language("en")
    assert "2000-01-01 00:12:33 of the clock gate was 08:21 instead: ไฟดับ" in told
    assert str(request.about) in told
    (one,) = staffed.attendance.corrections.approved(TUESDAY, TUESDAY, "E3")
    assert (one.right, one.told, one.entered_by, one.unit) == (RIGHT, TOLD, "officer", "ga")


def test_a_punch_that_stands_in_its_month_moves(staffed: Office) -> None:
    staffed.acting("E2").approvals.approve(filed(staffed, SLOW, at("2026-11-16 08:12")))
    assert days(staffed)[0] == ("present", 0)
    assert len(staffed.attendance.clocks.punches(MONDAY, MONDAY, "E3")) == 2


def test_a_punch_moves_to_another_day(staffed: Office) -> None:
    staffed.acting("E2").approvals.approve(filed(staffed, SLOW, RIGHT))
    assert days(staffed) == [("unresolved", 0), ("present", 0)]
    assert [one.right for one in staffed.attendance.corrections.list(MONDAY, MONDAY)] == [RIGHT]


def test_a_correction_on_a_day_without_a_punch_takes_nothing_from_it(staffed: Office) -> None:
    staffed.acting("E2").approvals.approve(filed(staffed, TOLD, at("2026-11-18 08:21")))
    (found,) = staffed.attendance.days.results(date(2026, 11, 18), date(2026, 11, 18), "E3")
    assert (str(found.status), found.half) == ("unresolved", None)


@pytest.mark.parametrize(
    ("told", "right", "why"),
    [
        (at("2000-01-01 00:12:34"), RIGHT, "told no punch"),
        (at("2026-11-16 08:20"), RIGHT, "told no punch"),
        (TOLD, at("2026-11-24 08:00"), "still to come"),
        (SLOW, at("2026-11-16 08:42:30"), "that very time"),
    ],
)
def test_what_cannot_be_is_refused(staffed: Office, told: datetime, right: datetime, why: str) -> None:
    with pytest.raises(AttendanceRefused, match=why):
        filed(staffed, told, right)
    assert staffed.attendance.corrections.list(date(2000, 1, 1), FRIDAY) == ()


def test_a_punch_is_corrected_once_unless_that_was_rejected(staffed: Office) -> None:
    request = filed(staffed)
    with pytest.raises(AttendanceRefused, match="filed already"):
        filed(staffed, TOLD, at("2026-11-17 08:30"))
    staffed.acting("E2").approvals.reject(request, "ไม่มีพยาน")
    assert days(staffed)[1] == ("unresolved", 0)
    staffed.acting("E2").approvals.approve(filed(staffed, TOLD, at("2026-11-17 08:45")))
    assert days(staffed)[1] == ("late", 15)


def test_who_files_corrections(staffed: Office) -> None:
    own = staffed.acting("E3").attendance.corrections
    with pytest.raises(AttendanceRefused, match="within 1 day;"):
        own.file("E3", "gate", TOLD, RIGHT, "ไฟดับ")
    with pytest.raises(NotAllowed):
        own.file("E2", "gate", TOLD, RIGHT, "ไฟดับ")
    with pytest.raises(NotFound):
        staffed.attendance.corrections.file("E3", "door", TOLD, RIGHT, "ไฟดับ")
    with pytest.raises(AttendanceRefused, match="say why"):
        staffed.attendance.corrections.file("E3", "gate", TOLD, RIGHT, " ")


def test_somebody_files_their_own_and_sees_nobody_elses(staffed: Office, clock: Any) -> None:
    clock.at = clock.at.replace(day=18)
    own = staffed.acting("E3").attendance.corrections
    staffed.acting("E2").approvals.approve(own.file("E3", "gate", TOLD, RIGHT, "ไฟดับ"))
    assert days(staffed)[1] == ("present", 0)
    assert [one.entered_by for one in own.list(TUESDAY, TUESDAY)] == ["person"]
    assert [one.user for one in own.doubtful()] == ["3"]


def test_a_punch_of_a_file_whose_bytes_are_gone_is_not_corrected(staffed: Office) -> None:
    (file,) = staffed.attendance.clocks.files()
    staffed.blobs.remove(file.digest, lambda _: False)
    assert staffed.attendance.corrections.doubtful() == ()
    with pytest.raises(AttendanceRefused, match="told no punch"):
        filed(staffed)
