"""Papers and conditions of leave have names in each profile that asks for them."""

from collections.abc import Iterator
from datetime import date

import pytest

from orqa.domain.attendance.leave.papers import CONDITIONS, PAPERS, called
from orqa.plugins.registry import Registry
from orqa.rules.profile import Profile

DAY = date(2026, 11, 2)
OF_PAPERS = ("leave.papers", "leave.papers_may_be_asked", "study.papers")
OF_SERVICE = {"probation", "serve_before_retirement"}
"""Conditions that the service itself tells, with messages of their own."""

REGISTRY = Registry(builtin=True)


def asked_for(profile: Profile) -> Iterator[tuple[str, str]]:
    """Each code that some row of the rules asks for, with its vocabulary."""
    parameters = profile.ruleset.parameters
    for key in OF_PAPERS:
        yield from ((PAPERS, code) for row in parameters[key].rows for code in row.value)
    yield from ((PAPERS, one["paper"]) for row in parameters["study.contract"].rows for one in row.value)
    yield from ((PAPERS, code) for row in parameters["study.extension"].rows for code in row.value["papers"])
    yield from ((CONDITIONS, code) for row in parameters["study.conditions"].rows for code in row.value)


def test_a_code_without_a_name_is_told_as_it_is(university: Profile) -> None:
    assert str(called(university.ruleset.at(DAY), PAPERS, "own_form")) == "own_form"


@pytest.mark.parametrize("name", REGISTRY.profile_names())
def test_what_a_profile_asks_for_has_a_name_in_both_languages(name: str) -> None:
    profile = REGISTRY.profile(name)
    if "leave.papers" not in profile.ruleset.parameters:
        pytest.skip("no rules of leave")
    for vocabulary, code in asked_for(profile):
        if code in OF_SERVICE:
            continue
        assert {"th", "en"} <= set(called(profile.ruleset.at(DAY), vocabulary, code).languages), code
