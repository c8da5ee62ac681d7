"""Where an office, a store or a calendar is put together out of what plugins offer."""

from datetime import date
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

import orqa
from orqa.plugins import hookimpl
from orqa.plugins.builtin.stores.memory import MemoryStore
from orqa.plugins.errors import (
    PluginFailed,
    ProfileCycle,
    StoreUrlNotUnderstood,
    UnknownContribution,
    UnknownScheme,
)
from orqa.plugins.opening import builtin_registry, open_office, open_store, registry_with, work_calendar
from orqa.plugins.registry import Registry
from orqa.plugins.specs import ProfileSpec
from orqa.rules.errors import RuleLoadError

HEAD = """
name = "{name}"
title = {{th = "ที่นี่", en = "Here"}}
version = "1"
"""


def profile_folder(path: Path, name: str, parent: str | None = None) -> Path:
    path.mkdir()
    head = HEAD.format(name=name)
    head += (
        f'parent = "{parent}"\n'
        if parent
        else (
            'languages = ["th", "en"]\ntime_zone = "Asia/Bangkok"\ncountry = "TH"\ncurrency = "THB"\n'
            'calendar = "th-government"\nera = "buddhist"\ndigits = "thai"\n'
        )
    )
    (path / "profile.toml").write_text(head, encoding="utf-8")
    (path / "sources.toml").write_text("", encoding="utf-8")
    return path


def profiles(*specs: ProfileSpec) -> ModuleType:
    module = ModuleType("campus_plugin")
    module.orqa_profiles = hookimpl(lambda: list(specs))  # type: ignore[attr-defined]
    return module


def spec(name: str, folder: Any, parent: str | None = None) -> ProfileSpec:
    return ProfileSpec(name=name, title=name, parent=parent, factory=lambda: folder)


# ------------------------------------------------------------------ stores and offices


def test_the_package_forwards_to_here() -> None:
    assert orqa.open_office is open_office
    assert orqa.work_calendar is work_calendar


def test_a_store_by_its_url(tmp_path: Path) -> None:
    store = open_store("memory:")
    assert isinstance(store, MemoryStore)
    store.close()
    file = open_store(f"sqlite:///{tmp_path}/office.db")
    file.ensure([])
    file.close()
    assert (tmp_path / "office.db").exists()


@pytest.mark.parametrize(
    ("url", "error", "message"),
    [
        ("office.db", StoreUrlNotUnderstood, "sqlite:///office.db"),
        ("sqlite:office.db", StoreUrlNotUnderstood, "sqlite:///office.db"),
        ("mysql://x", UnknownScheme, "there are stores for memory:, postgres:, postgresql:, sqlite:"),
    ],
)
def test_a_url_that_leads_nowhere(url: str, error: type[Exception], message: str) -> None:
    with pytest.raises(error) as caught:
        open_office(url)
    assert message in str(caught.value)


def test_an_office_with_a_profile_of_ones_own(tmp_path: Path) -> None:
    folder = profile_folder(tmp_path / "here", "here", "thai-public-university")
    plugin = profiles(spec("here", folder, "thai-public-university"))
    with open_office("memory:", "here", plugins=[plugin]) as office:
        assert office.profile.name == "here"
        assert office.profile.parent == "thai-public-university"
        assert office.profile.vocabulary("letter-kind")
        assert office.name == "memory:"


def test_what_comes_with_orqa_stays_as_it_is(tmp_path: Path) -> None:
    plugin = profiles(spec("here", profile_folder(tmp_path / "here", "here", "national"), "national"))
    registry = registry_with([plugin])
    assert "here" in registry.profiles
    assert "here" not in builtin_registry().profiles
    assert registry_with(()) is builtin_registry()


def test_plugins_join_the_registry_that_is_given() -> None:
    registry = Registry(builtin=False)
    plugin = profiles()
    assert registry_with([plugin], registry) is registry
    assert registry_with([plugin], registry) is registry
    assert len(registry.plugins) == 1
    assert registry_with((), registry) is registry


def test_a_plugin_that_does_not_load_is_told_at_once() -> None:
    with pytest.raises(PluginFailed, match="no_such_plugin"):
        open_office("memory:", plugins="no_such_plugin")


# ------------------------------------------------------------------ calendars


def test_a_calendar_by_its_name() -> None:
    assert not work_calendar("th-government").is_working_day(date(2026, 1, 1))
    assert work_calendar("example-abroad").weekend == {4, 5}


def test_region_and_knowledge_reach_the_calendar() -> None:
    new_year = date(2026, 2, 17)  # of the Chinese calendar, a day off in the southern border provinces only
    assert work_calendar("th-government").is_working_day(new_year)
    assert not work_calendar("th-government", "สงขลา").is_working_day(new_year)
    assert work_calendar("th-government", known_on=date(2018, 1, 1)).known_on == date(2018, 1, 1)


def test_a_calendar_that_is_not_there() -> None:
    with pytest.raises(
        UnknownContribution, match="there is no calendar 'mars'; there are: example-abroad, th-government"
    ):
        work_calendar("mars")


# ------------------------------------------------------------------ profiles


@pytest.mark.parametrize("name", ["national", "thai-public-university", "example-abroad"])
def test_a_profile_is_loaded_once_with_its_parents(name: str) -> None:
    registry = Registry()
    profile = registry.profile(name)
    assert profile is registry.profile(name)
    assert profile.name == name
    assert (profile.parent or None) == registry.profiles[name].parent


def test_a_profile_in_a_circle(tmp_path: Path) -> None:
    registry = Registry(builtin=False)
    registry.register(profiles(spec("a", tmp_path, "b"), spec("b", tmp_path, "c"), spec("c", tmp_path, "b")))
    with pytest.raises(ProfileCycle) as caught:
        registry.profile("a")
    assert caught.value.names == ("b", "c", "b")
    assert "อ้างกันเป็นวง: b, c, b" in caught.value.message("th")


def test_a_profile_whose_parent_is_not_installed(tmp_path: Path) -> None:
    registry = Registry(builtin=False)
    registry.register(profiles(spec("a", tmp_path, "b")))
    with pytest.raises(UnknownContribution, match="there is no profile 'b'; there are: a"):
        registry.profile("a")


def test_a_profile_that_calls_itself_otherwise(tmp_path: Path) -> None:
    registry = Registry(builtin=False)
    registry.register(profiles(spec("a", profile_folder(tmp_path / "a", "other"))))
    with pytest.raises(PluginFailed) as caught:
        registry.profile("a")
    assert "the profile 'a' calls itself 'other' in profile.toml" in str(caught.value)


def test_what_is_wrong_in_a_profile_is_told_as_it_is(tmp_path: Path) -> None:
    folder = profile_folder(tmp_path / "a", "a")
    (folder / "profile.toml").write_text("name = ", encoding="utf-8")
    registry = Registry(builtin=False)
    registry.register(profiles(spec("a", folder)))
    with pytest.raises(RuleLoadError, match=r"profile\.toml"):
        registry.profile("a")


def test_a_profile_whose_folder_is_not_there(tmp_path: Path) -> None:
    registry = Registry(builtin=False)
    registry.register(profiles(spec("a", tmp_path / "nowhere")))
    with pytest.raises((PluginFailed, RuleLoadError), match=r"nowhere|profile\.toml"):
        registry.profile("a")
