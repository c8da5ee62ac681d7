"""The built-in profile of universities, loaded once."""

from importlib.resources import files

import pytest

from orqa.rules.loader import load_profile
from orqa.rules.profile import Profile
from orqa.rules.ruleset import RuleSet

_FOLDERS = files("orqa.plugins.builtin.profiles")


@pytest.fixture(scope="session")
def university() -> Profile:
    return load_profile(_FOLDERS / "thai-public-university", load_profile(_FOLDERS / "national"))


@pytest.fixture(scope="session")
def rules(university: Profile) -> RuleSet:
    return university.ruleset
