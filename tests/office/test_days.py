"""What days come to, worked out from what an office keeps."""

from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve

from orqa.base.calendar import OutsideCalendar
from orqa.domain.attendance.absence import AbsenceRun
from orqa.domain.attendance.errors import AttendanceRefused
from orqa.domain.attendance.events import Half
from orqa.domain.attendance.leave.records import Leave, LeaveState
from orqa.domain.attendance.results import DayResult
from orqa.domain.organization.approvals import ApprovalState
from orqa.domain.organization.errors import MayNotDecide
from orqa.office.errors import NotAllowed, NotFound
from orqa.office.office import Office

MONDAY, FRIDAY = date(2026, 11, 16), date(2026, 11, 20)
Punched = Callable[..., None]


@pytest.fixture
def days(division: Office) -> Office:
    """The division with a clock, and three people at work."""
    attendance = division.attendance
    attendance.clocks.add("gate", number="1", unit="irqa")
    for number, (code, line) in enumerate([("E1", "executive"), ("E2", "support"), ("E3", "support")], 1):
        attendance.employments.begin(code, "university_employee", first=date(2024, 10, 1), line=line, unit="ga")
        attendance.clocks.add_user("gate", str(number), code, first=date(2024, 10, 1))
    return division


@pytest.fixture
def punched(days: Office, tmp_path: Path) -> Punched:
    """Import what a clock has."""

    def take(*lines: str) -> None:
        path = tmp_path / "1_attlog.dat"
        path.write_text("".join(f"{line}\t1\t0\t1\t0\n" for line in lines), encoding="utf-8")
        days.attendance.clocks.import_file(path)

    return take


def told(results: list[DayResult], code: str, office: Office) -> list[str]:
    known = office.organization.person(code).id
    return [str(one.status) for one in results if one.user == known]


def test_a_week(days: Office, punched: Punched) -> None:
    punched(
        *("2\t2026-11-16 08:25:00", "2\t2026-11-16 16:31:00", "2\t2026-11-17 08:42:00", "2\t2026-11-17 16:30:00"),
        *("2\t2026-11-18 08:20:00", "9\t2026-11-18 08:20:00"),
    )
    days.attendance.events.add("training", first=date(2026, 11, 19), person="E2")
    results = days.attendance.days.results(MONDAY, FRIDAY)
    assert told(results, "E1", days) == ["present"] * 5
    assert told(results, "E2", days) == ["present", "late", "unresolved", "training", "absent"]
    assert told(results, "E3", days) == ["absent"] * 5
    assert days.attendance.days.results(MONDAY, FRIDAY, "E2") == results[5:10]


def test_a_stretch_of_absence_is_counted_from_its_beginning(days: Office, punched: Punched) -> None:
    punched("3\t2026-10-08 08:20:00", "3\t2026-10-08 16:40:00", "1\t2026-11-02 08:20:00", "1\t2026-11-13 08:20:00")
    absences, person = days.attendance.days.absences, days.organization.person("E3").id

    def run(first: date, last: date) -> AbsenceRun:
        (found,) = [one for one in absences(first, last) if one.user == person]
        return found

    whole = run(date(2026, 10, 9), FRIDAY)
    assert (whole.first, whole.days) == (date(2026, 10, 9), 43)
    assert (whole.warn_on, whole.grave_on) == (date(2026, 10, 18), date(2026, 10, 24))
    assert run(MONDAY, FRIDAY) == run(date(2026, 11, 14), FRIDAY) == run(FRIDAY, FRIDAY) == whole
    assert run(MONDAY, MONDAY).grave_on == whole.grave_on


def test_nobody_is_absent_before_the_first_punch_that_is_kept(days: Office, punched: Punched) -> None:
    punched("2\t2026-11-16 08:25:00", "2\t2026-11-16 16:31:00")
    person = days.organization.person("E3").id
    (run,) = [one for one in days.attendance.days.absences(FRIDAY, FRIDAY) if one.user == person]
    assert (run.first, run.days, run.warn_on) == (MONDAY, 5, None)


def test_a_month_and_what_is_not_due(days: Office) -> None:
    month = days.attendance.days.month("E3", 2026, 11)
    statuses = {one.day.day: str(one.status) for one in month}
    assert len(statuses) == 30
    assert (statuses[20], statuses[21], statuses[23], statuses[30]) == ("absent", "weekend", "not_due", "not_due")
    assert {row["status"] for row in days.attendance.days.table(month).records(personal=True)}
    with pytest.raises(OutsideCalendar):
        days.attendance.days.month("E3", 2040, 1)
    with pytest.raises(NotFound):
        days.attendance.days.month("E9", 2026, 11)


def test_a_late_import_counts_the_next_time(days: Office, punched: Punched) -> None:
    assert told(days.attendance.days.results(MONDAY, MONDAY), "E3", days) == ["absent"]
    punched("3\t2026-11-16 08:25:00", "3\t2026-11-16 16:31:00")
    assert told(days.attendance.days.results(MONDAY, MONDAY), "E3", days) == ["present"]


def test_the_register_of_a_day(days: Office, punched: Punched) -> None:
    punched(
        *("1\t2026-11-16 08:50:00", "1\t2026-11-16 16:30:00", "2\t2026-11-16 08:45:00", "2\t2026-11-16 16:30:00"),
        *("3\t2026-11-16 08:29:00", "3\t2026-11-16 16:30:00"),
    )
    out = BytesIO()
    report = days.attendance.days.register(MONDAY)
    days.reports.render(report, "text", out)
    text = out.getvalue().decode()
    assert text.index("08:29") < text.index("08:50") < text.index("08:45")
    assert "บัญชีลงเวลาการปฏิบัติราชการ" in text
    assert "มาหลังเส้นแดง" in text
    assert {str(one.citation) for one in report.citations} >= {"office-hours-2502", "opm-leave-2555#11"}
    sheet, foot, signed = (section.blocks[0] for section in report.sections)
    titles = [column.title.in_language("th") for column in sheet.columns]  # type: ignore[union-attr]
    assert titles[2:6] == ["ลายมือชื่อ (มา)", "เวลามา", "ลายมือชื่อ (กลับ)", "เวลากลับ"]
    assert [(row[0].in_language("en"), row[1]) for row in foot.rows()] == [  # type: ignore[union-attr]
        *(("Staff", 3), ("Present", 3), ("Late", 1), ("Official duty", 0), ("Training", 0), ("Absent", 0)),
    ]
    assert [row[0].in_language("en") for row in signed.rows()] == ["Keeper of the register", "Director"]  # type: ignore[union-attr]
    for name in ("html", "csv", "json", "markdown"):
        days.reports.render(report, name, BytesIO())


def test_a_reason_counts_when_it_is_approved(days: Office, punched: Punched, clock: Any) -> None:
    punched("3\t2026-11-20 16:31:00")
    clock.at = clock.at.replace(day=20)
    reasons = days.acting("E3").attendance.reasons
    request = reasons.file("E3", FRIDAY, "08:25", "ลืมลงเวลา", key="a")
    assert request == reasons.file("E3", FRIDAY, "08:25", "ลืมลงเวลา", key="a")
    clock.at = clock.at.replace(day=23)
    assert told(days.attendance.days.results(FRIDAY, FRIDAY), "E3", days) == ["unresolved"]
    days.acting("E2").approvals.approve(request)
    assert told(days.attendance.days.results(FRIDAY, FRIDAY), "E3", days) == ["present"]
    assert len(days.attendance.clocks.punches(FRIDAY, FRIDAY)) == 1
    assert [one.minute for one in days.attendance.reasons.approved(FRIDAY, FRIDAY, "E3")] == [505]


def test_who_files_reasons(days: Office) -> None:
    own = days.acting("E3").attendance.reasons
    with pytest.raises(AttendanceRefused, match="within 1 day;"):
        own.file("E3", FRIDAY, "08:25", "ลืม")
    with pytest.raises(AttendanceRefused, match="still to come"):
        own.file("E3", date(2026, 11, 24), "08:25", "ลืม")
    with pytest.raises(AttendanceRefused, match="say why"):
        own.file("E3", date(2026, 11, 23), "08:25", " ")
    with pytest.raises(NotAllowed):
        own.file("E2", FRIDAY, "08:25", "ลืม")
    assert days.attendance.reasons.list(FRIDAY, FRIDAY) == ()
    days.attendance.reasons.file("E3", FRIDAY, "08:25", "เครื่องเสีย")
    (entered,) = days.attendance.reasons.list(FRIDAY, FRIDAY, "E3")
    assert (entered.entered_by, entered.unit) == ("officer", "ga")


def test_nobody_approves_their_own_reason_that_an_officer_entered(days: Office) -> None:
    request = days.attendance.reasons.file("E2", FRIDAY, "08:25", "เครื่องเสีย")
    assert request.requester == days.organization.person("E2").id
    with pytest.raises(MayNotDecide):
        days.acting("E2").approvals.approve(request)
    assert days.acting("E1").approvals.approve(request).state is ApprovalState.APPROVED


def test_leave_and_late_days(days: Office, punched: Punched) -> None:
    punched("2\t2026-11-16 08:42:00", "2\t2026-11-16 16:31:00", "2\t2026-11-17 12:58:00", "2\t2026-11-17 16:30:00")
    leave = Leave(
        id="leave-1",
        person=days.organization.person("E2").id,
        leave_type="sick",
        first=date(2026, 11, 18),
        last=date(2026, 11, 19),
        filed_on=date(2026, 11, 18),
        state=LeaveState.PERMITTED,
    )
    morning = evolve(leave, id="leave-2", first=date(2026, 11, 17), last=date(2026, 11, 17), last_half=Half.MORNING)
    asked = evolve(leave, id="leave-3", first=FRIDAY, last=FRIDAY, state=LeaveState.FILED)
    days.recorder.save("leave.keep", days.now(), (leave, morning, asked))
    results = days.attendance.days.results(MONDAY, FRIDAY)
    assert told(results, "E2", days) == ["late", "half_day_leave", "leave", "leave", "pending"]
    assert "ลาป่วย ยื่นใบลาแล้ว รออนุญาต" in results[9].explain().in_language("th")
    remarks = [
        row["remark"].in_language("en") for row in days.attendance.days.table(results[9:10]).records(personal=True)
    ]
    assert remarks == ["Sick leave (waits for permission)"]
    assert "ลาป่วย" in results[7].explain().in_language("th")
    (late,) = days.attendance.days.late(MONDAY, FRIDAY).value
    assert (late.days, late.minutes, late.leave_days) == (1, 12, 0)


def test_a_day_at_home_is_reported(days: Office) -> None:
    attendance, known = days.attendance, days.organization.person("E2").id
    with pytest.raises(AttendanceRefused, match="no day of working from home"):
        attendance.events.report("E2", MONDAY, "ตรวจหนังสือ")
    attendance.events.add("home_working", first=MONDAY, last=FRIDAY, unit="ga")
    assert told(attendance.days.results(MONDAY, MONDAY), "E2", days) == ["absent"]
    own = days.acting("E2").attendance.events.report("E2", MONDAY, "ตรวจหนังสือ", key="r1")
    assert days.acting("E2").attendance.events.report("E2", MONDAY, "ตรวจหนังสือ", key="r1") == own
    assert (own.person, own.title) == (known, "ตรวจหนังสือ")
    assert told(attendance.days.results(MONDAY, date(2026, 11, 17)), "E2", days) == ["home_working", "absent"]
    attendance.events.withdraw(own, "รายงานผิดวัน")
    assert told(attendance.days.results(MONDAY, MONDAY), "E2", days) == ["absent"]


def test_who_reports_which_day_at_home(days: Office) -> None:
    days.attendance.events.add("home_working", first=MONDAY, last=date(2026, 12, 31), person="E2")
    with pytest.raises(NotAllowed):
        days.acting("E3").attendance.events.report("E2", MONDAY, "งาน")
    with pytest.raises(AttendanceRefused, match="say what was done"):
        days.attendance.events.report("E2", MONDAY, " ")
    with pytest.raises(AttendanceRefused, match="still to come"):
        days.attendance.events.report("E2", date(2026, 12, 31), "งาน")


def test_what_follows_from_absence(days: Office, punched: Punched) -> None:
    punched("2\t2026-11-16 08:25:00", "2\t2026-11-16 16:31:00")
    (run,) = [
        one for one in days.attendance.days.absences(MONDAY, FRIDAY) if one.user == days.organization.person("E2").id
    ]
    assert (run.days, run.unpaid, run.no_step) == (4, 4, True)
    assert "csc-salary-2552" in {str(one) for one in run.citations}
