"""The figures of each university are sound, cited, and are what its cases say."""

# ruff: noqa: S101, D103 - tests
from datetime import date

import orqa_leave_of_universities as universities
import pytest

import orqa
from orqa.domain.attendance.leave import LeaveHistory, LeaveRequest, decide_leave
from orqa.domain.attendance.people import Employment
from orqa.plugins.registry import Registry
from orqa.rules.boundaries import check_boundaries
from orqa.rules.cases import check_case, load_cases, uncovered
from orqa.rules.profile import Profile


def named(name: str) -> Profile:
    registry = Registry(strict=True)
    registry.register(universities)
    return registry.profile(name)


@pytest.fixture(params=universities.NAMES)
def profile(request: pytest.FixtureRequest) -> Profile:
    return named(request.param)


def test_its_figures_are_sound(profile: Profile) -> None:
    cases = load_cases(universities.folder(profile.name), profile)
    assert [finding for case in cases for finding in check_case(case, profile)] == []
    assert [*uncovered(profile, cases), *check_boundaries(profile.ruleset)] == []


def test_civil_servants_keep_the_regulation(profile: Profile) -> None:
    view = profile.at(profile.ruleset.parameter("leave.paid").rows[-1].start)
    for key in ("leave.paid", "leave.most"):
        row = view.row(key, {"leave_type": "sick", "personnel_type": "civil_servant", "service_months": 24})
        assert row.profile == "national"


@pytest.mark.parametrize(
    ("name", "last", "pay"),
    [
        ("chulalongkorn", date(2026, 7, 15), (30, 0, 0)),
        ("chulalongkorn", date(2026, 7, 16), (30, 1, 0)),
        ("chulalongkorn", date(2026, 9, 2), (30, 30, 1)),
        ("khon-kaen", date(2026, 9, 2), (60, 0, 1)),
        ("uttaradit", date(2026, 7, 27), (35, 0, 3)),
    ],
)
def test_what_of_a_long_illness_is_paid(name: str, last: date, pay: tuple[int, int, int]) -> None:
    employment = Employment(id="e", person="p", personnel="university_employee", first=date(2015, 1, 5))
    first = date(2026, 6, 4)
    request = LeaveRequest(leave_type="sick", first=first, last=last, filed_on=first, papers=["certificate"])
    history, calendar = LeaveHistory(employments=[employment]), orqa.work_calendar("th-government")
    found = decide_leave(request, history, named(name).at(first), calendar=calendar).value
    assert (found.paid, found.half_paid, found.unpaid) == pay
