"""Who works as what: kept, changed, told, and what falls due with it."""

from datetime import date

import pytest

from organization_samples import begun
from orqa.domain.attendance.employment_errors import EmploymentRefused
from orqa.office.attendance.employments import Employments
from orqa.office.errors import NotAllowed, NotFound
from orqa.office.office import Office
from orqa.rules.errors import UnknownTerm

FIRST = date(2024, 6, 1)


@pytest.fixture
def employments(office: Office) -> Employments:
    begun(office)
    return office.attendance.employments


def test_a_stretch_is_kept_with_the_unit_of_the_post(employments: Employments) -> None:
    made = employments.begin("E2", "university_employee", first=FIRST, line="support", key="a")
    assert made == employments.get(made.id)
    assert made == employments.begin("E2", "university_employee", first=FIRST, line="support", key="a")
    assert (made.unit, employments.of("E2"), employments.of("E1")) == ("ga", (made,), ())


def test_a_change_of_type_begins_a_new_stretch(employments: Employments, office: Office) -> None:
    old = employments.begin("E2", "temporary_employee", first=FIRST, contract_ends=date(2024, 9, 30))
    with pytest.raises(EmploymentRefused, match="works from 2024-06-01 on already"):
        employments.begin("E2", "university_employee", first=date(2024, 10, 1))
    ended = employments.change(old, last=date(2024, 9, 30))
    new = employments.begin("E2", "university_employee", first=date(2024, 10, 1), probation_ends=date(2025, 3, 31))
    assert employments.everybody() == {old.person: (ended, new)}
    due = [(one.day, one.title.in_language("en")) for one in office.deadlines(FIRST, date(2026, 1, 1)).items]
    assert [day for day, _ in due] == [date(2024, 9, 30), date(2024, 9, 30), date(2025, 3, 31)]
    assert due[-1][1].endswith("probation ends")
    (row,) = employments.table(date(2025, 1, 1)).records(personal=True)
    assert row["id"] == new.id


def test_what_cannot_be_is_refused(employments: Employments) -> None:
    made = employments.begin("E2", "university_employee", first=FIRST)
    with pytest.raises(EmploymentRefused, match="lies before the first"):
        employments.change(made, last=date(2024, 5, 31))
    with pytest.raises(EmploymentRefused, match="no first to change"):
        employments.change(made, first=FIRST)
    with pytest.raises(UnknownTerm):
        employments.begin("E3", "wizard", first=FIRST)
    with pytest.raises(NotFound):
        employments.begin("nobody", "university_employee", first=FIRST)
    with pytest.raises(NotFound):
        employments.get("x")


def test_only_the_personnel_officer_keeps_them(employments: Employments, office: Office) -> None:
    assert employments.of("E3") == ()
    with pytest.raises(NotAllowed):
        office.acting("E3").attendance.employments.begin("E3", "university_employee", first=FIRST)
    office.organization.grant("E3", "personnel-officer", unit="irqa", first=date(2026, 1, 1))
    assert office.acting("E3").attendance.employments.begin("E2", "civil_servant", first=FIRST).version == 1


def test_retirement_falls_due_on_its_day(employments: Employments, office: Office) -> None:
    day = date(2030, 10, 1)
    employments.begin("E2", "civil_servant", first=FIRST, retires=day)
    (due,) = office.deadlines(day, day).items
    assert due.title.in_language("th").endswith("เกษียณอายุ")
