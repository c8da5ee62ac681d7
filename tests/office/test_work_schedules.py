"""By which hours people work and what else days are spent with, kept in an office."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

import orqa
from orqa.domain.attendance.errors import AttendanceRefused
from orqa.domain.attendance.events import Half
from orqa.domain.attendance.service_years import ServiceLength
from orqa.office.attendance import AttendanceService
from orqa.office.errors import NotAllowed, NotFound
from orqa.office.office import Office
from orqa.rules.errors import UnknownTerm

FIRST, ON = date(2016, 10, 1), date(2026, 9, 30)


@pytest.fixture
def attendance(division: Office) -> AttendanceService:
    return division.attendance


def test_how_long_somebody_has_served(attendance: AttendanceService) -> None:
    attendance.employments.begin("E1", "civil_servant", first=FIRST)
    assert attendance.employments.service("E1", ON).value == ServiceLength(10, 0, 0)
    assert attendance.employments.service("E2").value == ServiceLength(0, 0, 0)


def test_by_which_schedule(attendance: AttendanceService) -> None:
    schedules, employments = attendance.schedules, attendance.employments
    employments.begin("E1", "civil_servant", first=FIRST, line="executive")
    employments.begin("E2", "university_employee", first=FIRST, line="academic", unit="ga")
    employments.begin("E3", "civil_servant", first=FIRST, line="support", unit="ga")
    modes = {code: schedules.of(code, ON).mode for code in ("E1", "E2", "E3")}
    assert modes == {"E1": "exempt", "E2": "load", "E3": "hours"}
    of_unit = schedules.assign("slot_0930", first=FIRST, unit="irqa")
    own = schedules.assign("slot_0730", first=date(2026, 4, 1), last=ON, person="E3", key="b")
    assert schedules.list() == (of_unit, own)
    assert (schedules.of("E3", ON).code, schedules.of("E3").code) == ("slot_0730", "slot_0930")
    assert schedules.end(own, date(2026, 4, 30)).last == date(2026, 4, 30)
    assert schedules.of("E3", ON).code == "slot_0930"


def test_what_else_days_are_spent_with(attendance: AttendanceService) -> None:
    events = attendance.events
    course = events.add("training", first=ON, person="E2", half="morning", title="อบรม", order="คำสั่ง 9/2569")
    flood = events.add("area_event", first=date(2026, 10, 5), last=date(2026, 10, 7), late_until="10:00")
    assert (course.half, flood.late_until, flood.person) == (Half.MORNING, 600, "")
    assert events.list(ON, ON) == (course,)
    assert events.list(date(2026, 10, 7), date(2026, 10, 9)) == (flood,)
    assert events.list(date(2026, 10, 1), date(2026, 10, 4)) == ()
    assert events.table(ON, ON).records(personal=True)
    assert events.withdraw(course, "เลื่อน", key="c") == events.withdraw(course, "เลื่อน", key="c")
    assert (events.list(ON, ON), events.get(course.id).withdrawn) == ((), "เลื่อน")


def test_an_office_may_set_until_when_coming_is_not_late_in_a_flood(url: str) -> None:
    with orqa.open_office(url, profile="health-department") as office:
        events = office.attendance.events
        assert events.add("area_event", first=ON, late_until="10:00").late_until == 600
        assert events.add("area_event", first=ON).late_until is None
        with pytest.raises(AttendanceRefused, match="allows 10:00"):
            events.add("area_event", first=ON, late_until="10:01")


REFUSED: list[tuple[Callable[[AttendanceService], Any], type[Exception], str]] = [
    (lambda a: a.schedules.assign("slot_0730", first=ON), AttendanceRefused, "person or for a unit"),
    (lambda a: a.schedules.assign("load", first=ON, person="E1", unit="ga"), AttendanceRefused, "for a unit"),
    (lambda a: a.schedules.assign("night", first=ON, person="E1"), UnknownTerm, "night"),
    (lambda a: a.schedules.end("none", ON), NotFound, "none"),
    (lambda a: a.events.add("party", first=ON), UnknownTerm, "party"),
    (lambda a: a.events.add("training", first=ON, person="E1", unit="ga"), AttendanceRefused, "everybody"),
    (lambda a: a.events.add("training", first=ON, last=FIRST), AttendanceRefused, "last day"),
    (lambda a: a.events.add("training", first=ON, half="evening"), ValueError, "evening"),
    (lambda a: a.events.withdraw("none", "ผิด"), NotFound, "none"),
    (lambda a: a.events.withdraw("none", " "), AttendanceRefused, "say why"),
]  # fmt: skip


@pytest.mark.parametrize(("ask", "error", "message"), REFUSED, ids=range(len(REFUSED)))
def test_refused(
    attendance: AttendanceService, ask: Callable[[AttendanceService], Any], error: type[Exception], message: str
) -> None:
    with pytest.raises(error, match=message):
        ask(attendance)
    assert (attendance.schedules.list(), attendance.events.list()) == ((), ())


def test_withdrawn_once(attendance: AttendanceService) -> None:
    course = attendance.events.add("training", first=ON)
    attendance.events.withdraw(course, "เลื่อน")
    with pytest.raises(AttendanceRefused, match="withdrawn already"):
        attendance.events.withdraw(course, "เลื่อน")


def test_who_may(division: Office) -> None:
    acting = division.acting("E2").attendance
    with pytest.raises(NotAllowed):
        acting.schedules.assign("slot_0730", first=FIRST, person="E3")
    with pytest.raises(NotAllowed):
        acting.events.add("training", first=FIRST, unit="irqa")
    assert acting.events.add("training", first=FIRST, unit="ga").unit == "ga"
