"""What falls due after leave, and vacation of those who study all year."""

from datetime import date

import pytest

from organization_samples import begun
from orqa.base.years import FiscalYear
from orqa.domain.attendance.leave.records import Leave
from orqa.office.office import Office

FIRST, LAST = date(2026, 12, 1), date(2026, 12, 4)
SPAN = (date(2026, 12, 1), date(2027, 1, 31))


@pytest.fixture
def staffed(office: Office) -> Office:
    begun(office)
    for code in ("E1", "E2", "E3"):
        office.attendance.employments.begin(code, "civil_servant", first=date(2014, 6, 2))
    return office


def taken(office: Office, kind: str, *papers: str) -> Leave:
    leave = office.attendance.leave.request("E3", kind, FIRST, LAST, filed_on=date(2026, 9, 1), papers=papers)
    for head in ("E2", "E1"):
        leave = leave if leave.taken else office.acting(head).attendance.leave.permit(leave)
    return leave


def due(office: Office, leave: Leave) -> list[tuple[date, str]]:
    found = [one for one in office.deadlines(*SPAN).items if one.about == leave.ref]
    return [(one.day, one.title.in_language("en").partition(" ")[2]) for one in sorted(found, key=lambda one: one.day)]


def test_reporting_back_is_due_until_it_is_done_and_results_after_it(staffed: Office) -> None:
    leave = taken(staffed, "international_organization", "contract")
    results = (date(2027, 1, 3), "reports the results of Leave to work in an international organisation")
    back = (date(2026, 12, 19), "reports back from Leave to work in an international organisation")
    assert due(staffed, leave) == [back, results]
    staffed.attendance.leave.back(leave, date(2026, 12, 7))
    assert due(staffed, leave) == [results]


def test_more_time_for_reporting_back_from_mobilisation(staffed: Office) -> None:
    leave = taken(staffed, "military", "call")
    days = [day for day, _ in due(staffed, leave)]
    assert days == [date(2026, 12, 11), date(2026, 12, 19)]
    (one,) = (one for one in staffed.deadlines(days[0], days[0]).items if one.about == leave.ref)
    assert one.whom.startswith("person:")


def test_nothing_is_due_after_leave_that_is_asked_for_or_has_no_such_rule(staffed: Office) -> None:
    asked = staffed.attendance.leave.request("E3", "military", FIRST, LAST, filed_on=date(2026, 9, 1), papers=["call"])
    assert due(staffed, asked) == []
    staffed.attendance.leave.cancel(asked, "ไม่ต้องไป")
    assert due(staffed, taken(staffed, "personal")) == []


def test_vacation_of_those_who_study_all_year(staffed: Office) -> None:
    year = staffed.year("fiscal", 2570)
    assert isinstance(year, FiscalYear)
    bonds = staffed.attendance.bonds
    bonds.sign("E1", first=date(2026, 6, 1), last=date(2028, 5, 31), abroad=True)
    bonds.sign("E2", first=date(2026, 6, 1), last=date(2028, 5, 31))
    bonds.sign("E3", first=date(2026, 10, 2), last=date(2028, 5, 31), abroad=True)
    done = staffed.attendance.leave_years.open(year)
    ids = {code: staffed.organization.person(code).id for code in ("E1", "E2", "E3")}
    assert done.passed_over == (ids["E1"],)
    assert {one.person: one.hundredths for one in done.entries} == {ids["E2"]: 1000, ids["E3"]: 1000}


def test_whoever_comes_back_from_following_a_spouse_reports_on_the_first_working_day(staffed: Office) -> None:
    leave = taken(staffed, "accompany_spouse", "posting_order")
    assert due(staffed, leave) == [(date(2026, 12, 8), "reports back from Leave to accompany a spouse")]


def test_whoever_was_ill_needs_no_report(staffed: Office) -> None:
    assert due(staffed, taken(staffed, "sick")) == []


def test_foreign_lecturers_are_passed_over_when_years_open_and_close(staffed: Office, year_2569: FiscalYear) -> None:
    staffed.organization.add_person("F1", "Jane Doe")
    staffed.attendance.employments.begin("F1", "foreign_lecturer", first=date(2020, 6, 1))
    known = staffed.organization.person("F1").id
    assert staffed.attendance.leave_years.open(year_2569).passed_over == (known,)
    closed = staffed.attendance.leave_years.close(year_2569)
    assert closed.passed_over == (known,)
    assert known not in {one.person for one in closed.entries}


@pytest.fixture
def year_2569(staffed: Office) -> FiscalYear:
    return staffed.year("fiscal", 2569)  # type: ignore[return-value]
