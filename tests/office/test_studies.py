"""Plans of study leave against the rules, with what an office knows of the person and of who is away."""

from datetime import date

import pytest

from organization_samples import begun
from orqa.domain.attendance.leave.asking import Answer
from orqa.domain.attendance.study_plans import StudyVerdict
from orqa.office.errors import NotFound
from orqa.office.office import Office
from orqa.rules.errors import UnknownTerm

FIRST, LAST = date(2027, 6, 1), date(2029, 5, 31)
PAPERS = ("programme", "acceptance", "funds", "visa", "contract")


@pytest.fixture
def staffed(office: Office) -> Office:
    begun(office)
    for number in range(4, 37):
        office.organization.add_person(f"E{number}", f"E{number}")
    for number in range(1, 37):
        office.attendance.employments.begin(f"E{number}", "civil_servant", first=date(2020, 1, 6))
    return office


def check(office: Office, funding: str = "1a") -> StudyVerdict:
    ready = {"shown": {"language", "health"}, "papers": PAPERS, "guarantors": 1, "born": date(1996, 1, 15)}
    asked = {"abroad": True, "degree": "master", "funding": funding}
    return office.attendance.studies.check("E1", FIRST, LAST, **asked, **ready).value


def codes(verdict: StudyVerdict) -> list[str]:
    return [one.code for one in verdict.findings]


def test_who_is_away_counts_in_the_share_as_long_as_they_are(staffed: Office) -> None:
    bonds = staffed.attendance.bonds
    assert check(staffed).answer is Answer.WITHIN_RULES
    first = bonds.sign("E2", first=date(2026, 6, 1), last=date(2028, 5, 31), abroad=True, funding="1b")
    assert check(staffed).answer is Answer.WITHIN_RULES
    bonds.sign("E3", first=date(2026, 8, 3), last=date(2029, 5, 31), abroad=True)
    bonds.sign("E4", first=date(2026, 8, 3), last=date(2029, 5, 31))
    assert codes(check(staffed)) == ["study-too-many-away"]
    bonds.back(first, date(2027, 6, 1))
    assert check(staffed).answer is Answer.WITHIN_RULES


def test_own_money_has_a_share_of_its_own(staffed: Office) -> None:
    assert codes(check(staffed, "2")) == ["study-too-many-away"]
    with pytest.raises(UnknownTerm, match="3a"):
        check(staffed, "3a")


def test_somebody_who_came_back_lately(staffed: Office) -> None:
    bonds = staffed.attendance.bonds
    bond = bonds.sign("E1", first=date(2025, 6, 2), last=date(2026, 5, 31), abroad=True)
    assert codes(check(staffed)) == []
    bonds.back(bond, date(2026, 6, 2))
    assert check(staffed).needs == ("discretion",)


def test_of_nobody(staffed: Office) -> None:
    with pytest.raises(NotFound, match="nobody"):
        staffed.attendance.studies.check("nobody", FIRST, LAST)
