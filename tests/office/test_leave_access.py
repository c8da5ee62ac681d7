"""Leave tells of sickness: only the person, the heads of their units and the personnel officers see it."""

import json
from collections.abc import Callable
from datetime import date
from io import BytesIO

import pytest

from organization_samples import ENLARGED, begun
from orqa.base.years import Period
from orqa.domain.attendance.leave.records import Leave
from orqa.office.access import readers_of
from orqa.office.errors import NotAllowed, NotFound
from orqa.office.office import Office

DAY = date(2026, 11, 16)
"""A Monday that is decided already."""


@pytest.fixture
def staffed(office: Office) -> Office:
    """The division with a second section, whose head and clerk are no business of the first one."""
    begun(office)
    org = office.organization
    org.add_unit("qa", "งานประกันคุณภาพ", first=ENLARGED, parent="irqa", level="section")
    org.add_position("qa.head", "หัวหน้างาน", unit="qa", first=ENLARGED, roles=["section-head"], is_head=True)
    org.add_position("qa.clerk", "เจ้าหน้าที่", unit="qa", first=ENLARGED, roles=["clerk"])
    for code, position in (("Q1", "qa.head"), ("Q2", "qa.clerk")):
        org.add_person(code, code)
        org.appoint(code, position, first=ENLARGED)
    org.add_person("P1", "P1")
    org.grant("P1", "personnel-officer", unit="irqa", first=date(2026, 1, 5))
    for code in ("E1", "E2", "E3", "Q1", "Q2"):
        office.attendance.employments.begin(code, "civil_servant", first=date(2014, 6, 2))
    return office


@pytest.fixture
def sick(staffed: Office) -> Leave:
    leave = staffed.acting("E3").attendance.leave.request("E3", "sick", DAY, DAY, reason="ไข้หวัดใหญ่")
    for who in ("E2", "E1"):
        leave = staffed.acting(who).attendance.leave.permit(leave)
    return leave


SEES = {"E3": True, "E2": True, "E1": True, "P1": True, "Q1": False, "Q2": False}


@pytest.mark.parametrize("who", SEES)
def test_a_leave_is_seen_by_the_person_the_heads_and_the_personnel_officer(
    staffed: Office, sick: Leave, who: str
) -> None:
    mine = staffed.acting(who).attendance.leave
    if SEES[who]:
        assert mine.get(sick.id) == sick
        assert mine.of("E3") == mine.between(DAY, DAY) == (sick,)
        assert mine.balance("E3", "sick").used == 1
        assert [one.about for one in staffed.acting(who).approvals.requests()] == [sick.ref]
        return
    for asks in (
        lambda: mine.of("E3"),
        lambda: mine.entries("E3"),
        lambda: mine.balance("E3", "sick"),
        lambda: mine.check("E3", "sick", DAY, DAY),
    ):
        refused(asks)
    with pytest.raises(NotFound):
        mine.get(sick.id)
    assert mine.between(DAY, DAY) == ()
    assert staffed.acting(who).approvals.requests() == staffed.acting(who).approvals.of(sick.ref) == ()


def refused(asks: Callable[[], object]) -> None:
    with pytest.raises(NotAllowed) as error:
        asks()
    assert "ดูข้อมูลการลา" in error.value.message("th")
    assert "leave.read" in error.value.message("en")


def test_leave_that_an_officer_enters_is_the_person_s(staffed: Office) -> None:
    entered = staffed.acting("P1").attendance.leave.request("Q2", "sick", DAY, DAY)
    (request,) = staffed.acting("Q1").approvals.of(entered.ref)
    assert request.requester == entered.person
    assert staffed.acting("Q2").attendance.leave.of("Q2") == (entered,)
    assert staffed.acting("E2").approvals.of(entered.ref) == ()


def test_who_acts_for_a_head_sees_what_the_head_does(staffed: Office, sick: Leave) -> None:
    assert staffed.acting("Q2").attendance.leave.between(DAY, DAY) == ()
    today = staffed.today()
    act_for = staffed.organization.act_for
    act_for("Q2", "ga.head", basis="head-absent", first=today, last=today, order="คำสั่ง 1")
    assert staffed.acting("Q2").attendance.leave.between(DAY, DAY) == (sick,)
    assert staffed.acting("Q2", on=date(2026, 11, 24)).attendance.leave.between(DAY, DAY) == ()


def test_nobody_s_days_are_told_to_whom_the_leave_is_not(staffed: Office, sick: Leave) -> None:
    """Leave that is not seen would read as absence."""
    everybody = {staffed.organization.person(code).id: code for code in ("E1", "E2", "E3", "Q1", "Q2")}

    def people(who: str) -> set[str]:
        return {everybody[one.user] for one in staffed.acting(who).attendance.days.results(DAY, DAY)}

    assert people("P1") == set(everybody.values())
    assert people("E2") == {"E2", "E3"}
    assert (people("Q1"), people("Q2")) == ({"Q1", "Q2"}, {"Q2"})
    refused(lambda: staffed.acting("Q1").attendance.days.results(DAY, DAY, "E3"))
    refused(lambda: staffed.acting("Q1").attendance.days.month("E3", 2026, 11))
    refused(lambda: staffed.acting("Q1").attendance.statistics.span(Period(DAY, DAY), "E3"))
    assert len(staffed.acting("Q1").attendance.statistics.span(Period(DAY, DAY))) == 2
    assert sick.ref not in [one.about for one in staffed.acting("Q1").approvals.requests()]


@pytest.mark.parametrize("name", ["leave-register", "attendance-register", "half-year-attendance"])
def test_a_report_holds_what_whoever_makes_it_may_see(staffed: Office, sick: Leave, name: str) -> None:
    def told(office: Office, audience: str = "internal") -> str:
        out = BytesIO()
        period = Period(date(2026, 10, 1), DAY)
        with office.reports.open(name, period, language="th", audience=audience) as report:
            office.reports.render(report, "json", out)
        return json.dumps(json.loads(out.getvalue())["sections"], ensure_ascii=False)

    for office in (staffed, staffed.acting("P1"), staffed.acting("E2")):
        assert "E3" in told(office)
        assert "E3" not in told(office, "public")
    assert "E3" not in told(staffed.acting("Q1"))
    assert sick.id not in told(staffed.acting("Q1"))


def test_a_task_names_no_kind_of_leave(staffed: Office) -> None:
    staffed.acting("E3").attendance.leave.request("E3", "sick", DAY, DAY)
    (task,) = staffed.desk("E2").tasks
    assert str(task.title) in {"ใบลา", "Request for leave"}


def test_figures_that_are_frozen_are_seen_by_the_same(staffed: Office) -> None:
    year = staffed.year("fiscal", 2569)
    frozen = staffed.attendance.statistics.freeze(year)  # type: ignore[arg-type]
    assert len(frozen) == 10
    assert len(staffed.acting("E2").attendance.statistics.frozen(year)) == 4  # type: ignore[arg-type]
    assert len(staffed.acting("Q2").attendance.statistics.frozen(year)) == 2  # type: ignore[arg-type]


def test_the_program_sees_leave_and_nothing_secret(staffed: Office, sick: Leave) -> None:
    assert readers_of(sick) == (f"leave:person:{sick.person}", "leave:all")
    assert staffed.attendance.leave.of("E3") == (sick,)
    again = staffed.attendance.leave.back(sick, date(2026, 11, 17), key="b")
    assert staffed.attendance.leave.back(sick, date(2026, 11, 17), key="b") == again
    with staffed.reading() as reader:
        assert reader.count(Leave.kind) == 0, "where leave is not asked for, it is not in the way"
    assert not any(token.startswith(("unit:", "person:", "registrar")) for token in staffed.rights.personal.tokens)
