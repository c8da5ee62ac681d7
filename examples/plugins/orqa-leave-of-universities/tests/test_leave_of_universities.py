"""The figures of each university are sound, cited, and are what its cases say."""

# ruff: noqa: S101, D103 - tests
import orqa_leave_of_universities as universities
import pytest

from orqa.plugins.registry import Registry
from orqa.rules.boundaries import check_boundaries
from orqa.rules.cases import check_case, load_cases, uncovered
from orqa.rules.profile import Profile


@pytest.fixture(params=universities.NAMES)
def profile(request: pytest.FixtureRequest) -> Profile:
    registry = Registry(strict=True)
    registry.register(universities)
    return registry.profile(request.param)


def test_its_figures_are_sound(profile: Profile) -> None:
    cases = load_cases(universities.folder(profile.name), profile)
    assert [finding for case in cases for finding in check_case(case, profile)] == []
    assert [*uncovered(profile, cases), *check_boundaries(profile.ruleset)] == []


def test_civil_servants_keep_the_regulation(profile: Profile) -> None:
    view = profile.at(profile.ruleset.parameter("leave.paid").rows[-1].start)
    for key in ("leave.paid", "leave.most"):
        row = view.row(key, {"leave_type": "sick", "personnel_type": "civil_servant", "service_months": 24})
        assert row.profile == "national"
