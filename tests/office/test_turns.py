"""What was looked at before it is written is still so when it is: of two at the same moment one is refused."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier

import pytest

from organization_samples import begun
from orqa.base.errors import OrqaError
from orqa.base.language import Text
from orqa.base.refs import RecordRef
from orqa.domain.attendance.clock_errors import ClockRefused
from orqa.domain.attendance.employment_errors import EmploymentRefused
from orqa.office.attendance.clocks import Clocks
from orqa.office.attendance.employments import Employments
from orqa.office.attendance.leave_years import LeaveYears
from orqa.office.office import Office
from orqa.office.turns import unless_changed
from orqa.storage.errors import Conflict, Refused

FIRST = date(2024, 6, 1)


@pytest.fixture
def staffed(office: Office) -> Office:
    begun(office)
    office.attendance.clocks.add("gate", number="1")
    return office


def together(monkeypatch: pytest.MonkeyPatch, owner: type, name: str) -> None:
    """Two threads that call a method leave it at the same moment, the first time."""
    barrier, waits, looked = Barrier(2), iter((True, True)), getattr(owner, name)

    def looks(self: object, *args: object) -> object:
        found = looked(self, *args)
        if next(waits, False):
            barrier.wait(10)
        return found

    monkeypatch.setattr(owner, name, looks)


def both(*calls: Callable[[], object]) -> list[str]:
    """What came of two calls, each in its thread."""

    def outcome(call: Callable[[], object]) -> str:
        try:
            call()
        except OrqaError as error:
            return error.code
        return "done"

    with ThreadPoolExecutor(2) as pool:
        return sorted(pool.map(outcome, calls))


def test_of_two_stretches_of_a_person_that_overlap_one_is_kept(
    staffed: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    together(monkeypatch, Employments, "_check")
    begin = staffed.attendance.employments.begin
    kinds = ("civil_servant", "university_employee")
    found = both(*(lambda kind=kind: begin("E2", kind, first=FIRST) for kind in kinds))  # type: ignore[misc]
    assert found == ["done", "employment-refused"]
    assert len(staffed.attendance.employments.of("E2")) == 1
    assert staffed.verify().is_sound


def test_a_stretch_is_not_prolonged_into_one_that_begins_meanwhile(
    staffed: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    employments = staffed.attendance.employments
    old = employments.begin("E2", "temporary_employee", first=FIRST, last=date(2024, 9, 30))
    together(monkeypatch, Employments, "_check")
    found = both(
        lambda: employments.change(old, last=date(2024, 12, 31)),
        lambda: employments.begin("E2", "civil_servant", first=date(2024, 10, 1)),
    )
    assert found == ["done", "employment-refused"]


def test_stretches_of_two_people_do_not_stand_in_each_other_s_way(
    staffed: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    together(monkeypatch, Employments, "_check")
    begin = staffed.attendance.employments.begin
    found = both(*(lambda who=who: begin(who, "civil_servant", first=FIRST) for who in ("E2", "E3")))  # type: ignore[misc]
    assert found == ["done", "done"]


def test_of_two_people_who_are_said_to_be_a_user_one_is(staffed: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    together(monkeypatch, Clocks, "_refuse_taken")
    add = staffed.attendance.clocks.add_user
    found = both(*(lambda who=who: add("gate", "7", who, first=FIRST) for who in ("E2", "E3")))  # type: ignore[misc]
    assert found == ["clock-refused", "done"]
    assert len(staffed.attendance.clocks.users("gate")) == 1


def test_two_who_open_a_year_at_the_same_moment_grant_once(staffed: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    for who in ("E2", "E3"):
        staffed.attendance.employments.begin(who, "civil_servant", first=date(2014, 6, 2))
    together(monkeypatch, LeaveYears, "_of_people")
    assert both(*[staffed.attendance.leave_years.open] * 2) == ["done", "done"]
    assert [staffed.attendance.leave.balance(who).granted for who in ("E2", "E3")] == [10, 10]
    assert staffed.verify().is_sound


def test_within_a_work_earlier_calls_are_seen(staffed: Office) -> None:
    with staffed.work("บรรจุ") as work:
        work.attendance.employments.begin("E2", "civil_servant", first=FIRST)
        with pytest.raises(EmploymentRefused, match="works from 2024-06-01 on already"):
            work.attendance.employments.begin("E2", "university_employee", first=FIRST)
        work.attendance.employments.begin("E3", "civil_servant", first=FIRST, last=date(2024, 6, 30))
        work.attendance.employments.begin("E3", "civil_servant", first=date(2024, 7, 1))
        work.attendance.clocks.add_user("gate", "7", "E2", first=FIRST)
        with pytest.raises(ClockRefused, match="is somebody else"):
            work.attendance.clocks.add_user("gate", "7", "E3", first=FIRST)
    assert len(staffed.attendance.employments.of("E3")) == 2


def test_a_work_that_somebody_overtakes_is_refused_at_its_end(staffed: Office) -> None:
    begin = staffed.attendance.employments.begin

    def overtaken() -> None:
        with ThreadPoolExecutor(1) as pool, staffed.work("บรรจุ") as work:
            work.attendance.employments.begin("E1", "civil_servant", first=FIRST)
            pool.submit(begin, "E1", "university_employee", first=FIRST).result()

    with pytest.raises(Refused):
        overtaken()
    assert [one.personnel for one in staffed.attendance.employments.of("E1")] == ["university_employee"]


def test_a_year_that_is_opened_twice_in_a_work_grants_once(staffed: Office) -> None:
    staffed.attendance.employments.begin("E2", "civil_servant", first=date(2014, 6, 2))
    with staffed.work("เปิดปี") as work:
        work.attendance.leave_years.open()
        assert work.attendance.leave_years.open().entries == ()
    assert staffed.attendance.leave.balance("E2").granted == 10


@pytest.mark.parametrize(("kind", "code"), [("person", "clock-refused"), ("unit", "conflict")])
def test_a_record_of_the_kind_that_changed_since_is_told_and_no_other(kind: str, code: str) -> None:
    changed = Conflict(RecordRef("person", "E1"), 1, 2)
    with pytest.raises(OrqaError) as told, unless_changed(kind, ClockRefused(Text.of(en="look again", th="ดูใหม่"))):
        raise changed
    assert told.value.code == code
    assert changed in {told.value, told.value.__cause__}
