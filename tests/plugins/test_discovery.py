"""Plugins of installed distributions, found on disk as pip leaves them."""

import sys
from importlib import import_module
from types import ModuleType
from typing import Any

import pytest

from orqa.plugins.contents import Contents
from orqa.plugins.errors import DuplicateContribution, PluginFailed
from orqa.plugins.loading import BUILTIN, Candidate, installed_plugins, load
from orqa.plugins.providers import Provider
from orqa.plugins.registry import Registry

SOUND = """
from orqa.plugins import hookimpl
from orqa.plugins.specs import ReportSpec

@hookimpl
def orqa_reports():
    yield ReportSpec(name="{name}", title="A report", factory=object)
"""


def sound(name: str) -> str:
    return SOUND.format(name=name)


def found(*names: str, **options: Any) -> Registry:
    return Registry(builtin=False, discover=True, only=names, **options)


def test_nothing_is_discovered_unless_asked(install: Any) -> None:
    install("orqa-quiet", points={"quiet": "quiet_plugin"}, quiet_plugin="raise AssertionError")
    Registry()
    assert "quiet_plugin" not in sys.modules


@pytest.mark.parametrize("name", BUILTIN)
def test_a_builtin_plugin_has_the_one_hook_that_it_is_loaded_for(name: str) -> None:
    module = import_module(f"orqa.plugins.builtin.{name}")
    assert [own for own in vars(module) if own.startswith("orqa_")] == [BUILTIN[name]]


def late(name: str, code: str, monkeypatch: pytest.MonkeyPatch) -> Contents:
    """What holds a plugin that is loaded when its hook is asked for, and one that is sound."""
    contents = Contents(block=(), strict=False)
    for plugin, source in ((name, code), ("sound_late", sound("sound"))):

        def made(plugin: str = plugin, source: str = source) -> ModuleType:
            module = ModuleType(plugin)
            monkeypatch.setitem(sys.modules, plugin, module)
            exec(source, vars(module))  # noqa: S102 - a plugin of this test
            return module

        contents.add(load(Candidate(Provider(plugin), made, "orqa_reports")))
    return contents


def test_a_late_plugin_is_loaded_when_its_hook_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    contents = late("other_late", sound("other"), monkeypatch)
    assert list(contents.sound("stores")) == []
    assert "other_late" not in sys.modules
    assert list(contents.sound("reports")) == ["other", "sound"]
    contents.add(load(Candidate(Provider("again"), lambda: sys.modules["other_late"])))
    assert [plugin.provider.plugin for plugin in contents.plugins] == ["other_late", "sound_late"]


@pytest.mark.parametrize(
    ("code", "error"), [("1 / 0", "ZeroDivisionError: division by zero"), ("x = 1", "implements no hook")]
)
def test_a_late_plugin_that_fails_harms_no_other(monkeypatch: pytest.MonkeyPatch, code: str, error: str) -> None:
    contents = late("weak_late", code, monkeypatch)
    assert list(contents.sound("reports")) == ["sound"]
    (problem,) = contents.problems()
    assert problem.provider.plugin == "weak_late"
    assert error in str(problem.finding.message)


def test_an_installed_plugin_is_found_with_its_origin(install: Any) -> None:
    install("orqa-Some.Report", "2.5", points={"some-report": "some_report_plugin"}, some_report_plugin=sound("some"))
    registry = found("some-report")
    assert list(registry.reports) == ["some"]
    (contribution,) = registry.describe()
    assert contribution.origin == "some-report (orqa-Some.Report 2.5)"
    assert not contribution.provider.builtin
    assert registry.problems == ()


def test_a_plugin_may_be_an_object_in_a_module(install: Any) -> None:
    code = (
        sound("inside")
        .replace("@hookimpl\n", "class P:\n    @hookimpl\n    ")
        .replace("def orqa_reports():\n", "def orqa_reports(self):\n    ")
    )
    install("orqa-inside", points={"inside": "inside_plugin:plugin"}, inside_plugin=code + "\nplugin = P()\n")
    assert list(found("inside").reports) == ["inside"]


@pytest.mark.parametrize(
    ("code", "error"),
    [
        ("import no_such_package_at_all", "ModuleNotFoundError: No module named 'no_such_package_at_all'"),
        ("raise SystemExit('no licence')", "SystemExit: no licence"),
        ("def (", "SyntaxError"),
        ("1 / 0", "ZeroDivisionError: division by zero"),
    ],
)
def test_a_plugin_that_fails_on_import_harms_no_other(install: Any, code: str, error: str) -> None:
    install("orqa-broken", "0.1", points={"a-broken": "broken_plugin"}, broken_plugin=code)
    install("orqa-sound", points={"z-sound": "sound_plugin"}, sound_plugin=sound("sound"))
    registry = found("a-broken", "z-sound")
    assert list(registry.reports) == ["sound"]
    (failure,) = registry.failures
    message = failure.finding.message
    assert f"the plugin a-broken (orqa-broken 0.1) did not load: {error}" in str(message)
    assert "repair, remove or block it" in str(message)
    assert "โหลดปลั๊กอิน a-broken" in message.in_language("th")
    assert failure.error is not None
    with pytest.raises(PluginFailed) as caught:
        found("a-broken", strict=True)
    assert caught.value.__cause__ is not None


def test_an_entry_point_to_nowhere(install: Any) -> None:
    install("orqa-nowhere", points={"nowhere": "nowhere_plugin:missing"}, nowhere_plugin="")
    assert [problem.code for problem in found("nowhere").problems] == ["plugin-not-loaded"]


@pytest.mark.parametrize("name", ["blocked", "Blocked", "orqa-blocked", "orqa_blocked", "ORQA.Blocked"])
def test_a_blocked_plugin_is_not_even_imported(install: Any, name: str) -> None:
    install("orqa-blocked", points={"blocked": "blocked_plugin"}, blocked_plugin=sound("blocked"))
    registry = found("blocked", block=[name])
    assert registry.describe() == registry.plugins == ()
    assert "blocked_plugin" not in sys.modules
    assert list(found("blocked").reports) == ["blocked"]


def test_a_builtin_plugin_may_be_blocked() -> None:
    registry = Registry(block="orqa.plugins.builtin.reports")
    assert registry.reports == {}
    assert "csv" in registry.renderers


def test_only_some_of_what_is_installed(install: Any) -> None:
    install("orqa-wanted", points={"w": "wanted_plugin", "v": "other_wanted_plugin"}, wanted_plugin=sound("w"))
    install("orqa-unwanted", points={"u": "unwanted_plugin"}, unwanted_plugin=sound("u"))
    assert list(found("w").reports) == ["w"]
    assert list(found("orqa-unwanted").reports) == ["u"]
    assert found().describe() == ()
    assert "other_wanted_plugin" not in sys.modules


def test_a_plugin_that_is_asked_for_and_not_installed_is_told(install: Any) -> None:
    install("orqa-here", points={"here": "here_plugin"}, here_plugin=sound("here"))
    (problem,) = found("here", "there").problems
    assert problem.code == "plugin-not-installed"
    assert "no installed plugin is called there; installed are: " in str(problem.message)
    assert "here (orqa-here 1.0)" in str(problem.message)
    with pytest.raises(PluginFailed, match="no installed plugin is called there"):
        found("there", strict=True)


def test_two_distributions_of_one_name_are_both_named(install: Any) -> None:
    install("orqa-north", "1.0", points={"north": "north_plugin"}, north_plugin=sound("same"))
    install("orqa-south", "2.0", points={"south": "south_plugin"}, south_plugin=sound("same"))
    registry = found("north", "south")
    with pytest.raises(DuplicateContribution) as caught:
        registry.report("same")
    assert str(caught.value) == (
        "both north (orqa-north 1.0) and south (orqa-south 2.0) offer the report 'same'; remove or block one of them"
    )
    assert list(found("north", "south", block=["orqa-south"]).reports) == ["same"]


def test_two_entry_points_to_one_module_are_one_plugin(install: Any) -> None:
    install("orqa-double", points={"one": "double_plugin", "two": "double_plugin"}, double_plugin=sound("double"))
    registry = found("orqa-double")
    assert list(registry.reports) == ["double"]
    assert len(registry.plugins) == 1


def test_a_distribution_whose_metadata_is_lost(install: Any) -> None:
    site = install("orqa-lost", points={"lost": "lost_plugin"}, lost_plugin=sound("lost"))
    (site / "orqa_lost-1.0.dist-info" / "METADATA").unlink()
    assert list(found("lost").reports) == ["lost"]


def test_they_are_sorted_whatever_the_path_says(install: Any) -> None:
    for name in ("orqa-c", "orqa-a", "orqa-b"):
        install(name, points={f"{name}-2": "x", f"{name}-1": "y"})
    names = [
        c.provider.plugin for c in installed_plugins() if c.provider.distribution in {"orqa-a", "orqa-b", "orqa-c"}
    ]
    assert names == ["orqa-a-1", "orqa-a-2", "orqa-b-1", "orqa-b-2", "orqa-c-1", "orqa-c-2"]
