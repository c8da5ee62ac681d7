"""The built-in profiles, loaded once from their folders."""

from importlib.resources import files

import pytest

from orqa.rules.loader import load_profile
from orqa.rules.profile import Profile

_FOLDERS = files("orqa.plugins.builtin.profiles")


@pytest.fixture(scope="session")
def university() -> Profile:
    return load_profile(_FOLDERS / "thai-public-university", load_profile(_FOLDERS / "national"))


@pytest.fixture(scope="session")
def abroad() -> Profile:
    return load_profile(_FOLDERS / "example-abroad")


@pytest.fixture(scope="session")
def profiles(university: Profile, abroad: Profile) -> dict[str, Profile]:
    national = load_profile(_FOLDERS / "national")
    return {profile.name: profile for profile in (national, university, abroad)}
