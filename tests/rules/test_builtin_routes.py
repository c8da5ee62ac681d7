"""The routes of every profile that ships with orqa can be gone, and name only roles and levels that there are."""

from datetime import date

import pytest

from orqa.domain.organization.routes import RULE, check_line, routes
from orqa.plugins.builtin.profiles import orqa_profiles
from orqa.rules.errors import UnknownParameter
from orqa.rules.loader import load_profile
from orqa.rules.profile import Profile

ON = date(2026, 11, 23)


def profiles() -> dict[str, Profile]:
    """Those that have routes: a profile of another country need not."""
    loaded: dict[str, Profile] = {}
    for spec in orqa_profiles():
        loaded[spec.name] = load_profile(spec.factory(), loaded[spec.parent] if spec.parent else None)
    return {name: profile for name, profile in loaded.items() if has_routes(profile)}


def has_routes(profile: Profile) -> bool:
    try:
        return bool(routes(profile.at(ON).reading()))
    except UnknownParameter:
        return False


PROFILES = profiles()


def test_the_profiles_of_this_country_have_routes() -> None:
    assert {"national", "thai-public-university"} <= PROFILES.keys()


@pytest.mark.parametrize("name", PROFILES)
def test_the_routes_of_a_profile_can_be_gone(name: str) -> None:
    profile = PROFILES[name]
    reading = profile.at(ON).reading()
    roles, levels = profile.vocabulary("role"), profile.vocabularies.get("unit-level", {})
    for route in routes(reading):
        for number, line in enumerate(reading.value(RULE, route=route), 1):
            check_line(route, number, line)
            assert {line["role"], line.get("substitute", line["role"])} <= roles.keys(), route
            assert set(line.get("levels", ())) <= levels.keys(), route
