"""Punches, reasons, duty, bonds, employments: seen by the person, the heads of their units and those who keep them."""

import io
import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from organization_samples import ENLARGED, begun
from orqa.base.years import Period
from orqa.domain.attendance.bonds import Bond
from orqa.domain.attendance.clocks import ClockUser, PunchFile, PunchSheet
from orqa.domain.attendance.events import WorkEvent
from orqa.domain.attendance.people import Employment
from orqa.domain.attendance.reasons import PunchReason
from orqa.domain.attendance.statuses import DayStatus
from orqa.office.access import ALL_LEAVE
from orqa.office.errors import NotAllowed, NotFound
from orqa.office.office import Office
from orqa.storage.protocol import OPEN, Access

DAY, REASONED = date(2026, 11, 18), date(2026, 11, 19)
KINDS = (Employment, Bond, WorkEvent, PunchReason, ClockUser, PunchSheet, PunchFile)
SEES = {"E3": True, "E2": True, "E1": True, "P1": True, "Q1": False, "Q2": False}


@pytest.fixture
def staffed(office: Office, tmp_path: Path) -> Office:
    """The clerk E3 with all that there is of days, and a second section, which none of it concerns."""
    begun(office)
    org, attendance = office.organization, office.attendance
    org.add_unit("qa", "งานประกันคุณภาพ", first=ENLARGED, parent="irqa", level="section")
    org.add_position("qa.head", "หัวหน้างาน", unit="qa", first=ENLARGED, roles=["section-head"], is_head=True)
    org.add_position("qa.clerk", "เจ้าหน้าที่", unit="qa", first=ENLARGED, roles=["clerk"])
    for code, position in (("Q1", "qa.head"), ("Q2", "qa.clerk")):
        org.add_person(code, code)
        org.appoint(code, position, first=ENLARGED)
    org.add_person("P1", "P1")
    org.grant("P1", "personnel-officer", unit="irqa", first=date(2026, 1, 5))
    attendance.employments.begin("E3", "civil_servant", first=date(2014, 6, 2))
    attendance.bonds.sign("E3", first=date(2027, 6, 1), last=date(2028, 5, 31))
    attendance.events.add("training", first=date(2026, 11, 17), person="E3")
    attendance.events.add("official_duty", first=date(2026, 11, 16))
    attendance.clocks.add("gate", number="1")
    attendance.clocks.add_user("gate", "7", "E3", first=date(2026, 1, 1))
    log = tmp_path / "1_attlog.dat"
    log.write_text(f"7\t{DAY} 08:21:09\t1\t0\t1\t0\n7\t{DAY} 16:31:00\t1\t1\t1\t0\n")
    attendance.clocks.import_file(log)
    attendance.reasons.file("E3", REASONED, "08:25", "ท้องเสีย")
    return office


def looks(office: Office) -> list[Callable[[], object]]:
    """Every way to ask for what there is of E3 by name."""
    at = office.attendance
    return [
        lambda: at.employments.of("E3"),
        lambda: at.employments.service("E3", DAY),
        lambda: at.bonds.list("E3"),
        lambda: at.clocks.users(person="E3"),
        lambda: at.clocks.punches(DAY, DAY, "E3"),
        lambda: at.days.results(DAY, DAY, "E3"),
        lambda: at.schedules.of("E3", DAY),
        lambda: at.studies.check("E3", date(2027, 6, 1), date(2028, 5, 31)),
    ]


@pytest.mark.parametrize("who", SEES)
def test_they_are_seen_by_the_person_the_heads_and_the_personnel_officer(staffed: Office, who: str) -> None:
    mine = staffed.acting(who).attendance
    (bond,), (training, duty) = staffed.attendance.bonds.list(), staffed.attendance.events.list()
    (reason,) = staffed.attendance.reasons.list(REASONED, REASONED)
    everything = (
        (mine.bonds.list(), bond),
        (mine.reasons.list(REASONED, REASONED), reason),
        (tuple(one.user for one in mine.clocks.punches(DAY, DAY)), bond.person),
        (tuple(mine.employments.everybody()), bond.person),
        (tuple(one.person for one in mine.clocks.users()), bond.person),
        (tuple(one.about for one in staffed.acting(who).approvals.requests()), reason.ref),
    )
    assert duty in mine.events.list(), "what is for everybody, everybody sees"
    assert (training in mine.events.list()) is SEES[who]
    for found, wanted in everything:
        assert (wanted in found) is SEES[who]
    for ask in looks(staffed.acting(who)):
        if SEES[who]:
            ask()
        else:
            with pytest.raises(NotAllowed, match=r"leave\.read"):
                ask()
    if not SEES[who]:
        for get, one in ((mine.bonds.get, bond), (mine.events.get, training), (mine.reasons.get, reason)):
            with pytest.raises(NotFound):
                get(one.id)  # type: ignore[operator]


def test_a_head_has_the_days_of_their_people_also_in_a_report(staffed: Office) -> None:
    head = staffed.acting("E2")
    (day,) = head.attendance.days.results(DAY, DAY, "E3")
    assert (day.status, day.first_in and day.first_in.hour) == (DayStatus.PRESENT, 8)
    for who, told in (("E2", True), ("Q1", False)):
        out = io.BytesIO()
        with staffed.acting(who).reports.open("attendance-register", Period(DAY, DAY)) as report:
            staffed.reports.render(report, "json", out)
        assert ("08:21" in json.dumps(json.loads(out.getvalue()), ensure_ascii=False)) is told


def test_whoever_reads_what_is_open_reads_none_of_it(staffed: Office) -> None:
    for access, kinds in ((OPEN, {WorkEvent}), (Access.of(ALL_LEAVE), set(KINDS))):
        with staffed.store.read(access) as reader:
            seen = {kind for kind in KINDS if reader.find(kind.kind).items}
        assert seen == kinds
    with staffed.acting("Q1").reading() as reader:
        assert [one.body["event"] for one in reader.find(WorkEvent.kind).items] == ["official_duty"]
        assert not reader.find(PunchSheet.kind).items


def test_unknown_users_are_for_those_who_keep_them(staffed: Office) -> None:
    assert staffed.acting("P1").attendance.clocks.unknown() == ()
    assert len(staffed.acting("P1").attendance.clocks.files()) == 1
    for who in ("E2", "Q1"):
        assert staffed.acting(who).attendance.clocks.files() == ()
        with pytest.raises(NotAllowed):
            staffed.acting(who).attendance.clocks.unknown()


def test_what_is_decided_does_not_depend_on_who_asks(staffed: Office) -> None:
    """The region of somebody whose employment is not shown counts all the same."""
    staffed.organization.add_unit("hat-yai", "วิทยาเขต", first=ENLARGED, region="TH-90")
    (held,) = staffed.attendance.employments.of("E3")
    staffed.attendance.employments.change(held, unit="hat-yai")
    chinese_new_year = date(2026, 2, 17)
    assert staffed.calendar.is_working_day(chinese_new_year)
    assert not staffed.acting("Q1").calendars.of_person(held.person).is_working_day(chinese_new_year)


def test_the_task_to_decide_about_a_reason_does_not_tell_it(staffed: Office) -> None:
    (task,) = [one for one in staffed.acting("E2").desk().tasks if one.area == "attendance"]
    assert "ท้องเสีย" not in str(task)
