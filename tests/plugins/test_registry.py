"""The registry: what is there, who offers it, and that what is broken harms nothing else."""

import sys
import threading
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest
from attrs import define
from hypothesis import given
from hypothesis import strategies as st

from orqa.plugins import hookimpl
from orqa.plugins.collecting import SPEC_OF
from orqa.plugins.errors import (
    AmbiguousFormat,
    DuplicateContribution,
    FormatNotRecognised,
    PluginFailed,
    UnknownContribution,
    UnknownScheme,
)
from orqa.plugins.hookspecs import HOOK_API
from orqa.plugins.registry import Registry
from orqa.plugins.specs import FormatSpec, RendererSpec, ReportSpec, StoreSpec

BUILTIN = {
    "calendars": {"example-abroad", "th-government"},
    "formats": {"csv", "json", "jsonl"},
    "metrics": {"correspondence.letters_by_kind", "correspondence.overdue"},
    "notifiers": {"eml"},
    "profiles": {"example-abroad", "national", "thai-public-university"},
    "renderers": {"csv", "html", "json", "markdown", "text"},
    "qa_frameworks": {
        "aun-qa-programme-3.0",
        "aun-qa-programme-4.0",
        "edpex",
        "esg-2015",
        "iqa-2557-faculty",
        "iqa-2557-institution",
        "iqa-2557-programme",
        "onesqa-round-3",
    },
    "reports": {"letters", "register", "year-end"},
    "stores": {"memory", "postgresql", "sqlite"},
}

NAMES = st.from_regex(r"[a-z][a-z0-9]{0,3}", fullmatch=True)


def report(name: str = "mine", **fields: Any) -> ReportSpec:
    return ReportSpec(**{"name": name, "title": name, "factory": object, **fields})


def renderer(name: str = "mine", suffix: str = ".mine") -> RendererSpec:
    return RendererSpec(name=name, title=name, media_type="text/plain", suffix=suffix, factory=object)  # type: ignore[arg-type]


def _pair(*given: Any) -> Any:
    return given


def store(name: str, *schemes: str) -> StoreSpec:
    return StoreSpec(name=name, title=name, schemes=schemes, factory=_pair)  # type: ignore[arg-type, return-value]


def file_format(name: str, *suffixes: str) -> FormatSpec:
    return FormatSpec(name=name, title=name, suffixes=suffixes, factory=object)  # type: ignore[arg-type]


def plugin(name: str = "a_plugin", **results: Any) -> ModuleType:
    """A module with a hook for each area; a callable result is the hook, anything else what it returns."""
    module = ModuleType(name)
    for area, result in results.items():
        hook = result if callable(result) else (lambda result=result: result)
        setattr(module, f"orqa_{area}", hookimpl(hook))
    return module


def codes(registry: Registry) -> list[str]:
    return [problem.code for problem in registry.problems]


# ------------------------------------------------------------------ what comes with orqa


@pytest.mark.parametrize("area", SPEC_OF)
def test_what_comes_with_orqa_comes_through_the_hooks(area: str) -> None:
    contributions = getattr(Registry(), area)
    assert set(contributions) >= BUILTIN[area]
    assert list(contributions) == sorted(contributions)
    assert all(spec.name == name and type(spec) is SPEC_OF[area] for name, spec in contributions.items())


def test_what_comes_with_orqa_is_without_fault_and_speaks_both_languages() -> None:
    registry = Registry(strict=True)
    assert registry.problems == ()
    for contribution in registry.describe():
        assert set(contribution.spec.title.languages) >= {"th", "en"}, contribution
        assert contribution.provider.builtin
        assert contribution.origin.startswith("orqa.plugins.builtin.")


def test_without_the_builtin_a_registry_is_empty() -> None:
    registry = Registry(builtin=False)
    assert registry.describe() == registry.plugins == registry.problems == ()
    with pytest.raises(UnknownContribution) as caught:
        registry.profile("national")
    assert str(caught.value) == "there is no profile 'national'; there are: –"


def test_a_mapping_cannot_be_changed() -> None:
    with pytest.raises(TypeError):
        Registry().stores["mine"] = store("mine", "mine")  # type: ignore[index]


# ------------------------------------------------------------------ registering


@given(st.lists(st.tuples(NAMES, st.sampled_from(["renderers", "reports"])), unique=True, max_size=8), st.randoms())
def test_the_order_of_loading_means_nothing(offered: list[tuple[str, str]], random: Any) -> None:
    plugins = [
        plugin(f"p_{area}_{name}", **{area: [renderer(name) if area == "renderers" else report(name)]})
        for name, area in offered
    ]
    random.shuffle(plugins)
    registry = Registry(builtin=False)
    for each in plugins:
        registry.register(each)
    assert list(registry.reports) == sorted(name for name, area in offered if area == "reports")
    assert list(registry.renderers) == sorted(name for name, area in offered if area == "renderers")
    assert registry.problems == ()


def test_a_hook_is_called_once_and_only_when_it_is_asked_for() -> None:
    calls: list[str] = []

    def reports() -> list[ReportSpec]:
        calls.append("reports")
        return [report()]

    def stores() -> list[StoreSpec]:
        calls.append("stores")
        return []

    registry = Registry(builtin=False)
    registry.register(plugin(reports=reports, stores=stores))
    assert calls == []
    for _ in range(3):
        assert "mine" in registry.reports
    assert calls == ["reports"]
    registry.register(plugin("other", reports=[report("other")]))
    assert list(registry.reports) == ["mine", "other"]
    assert registry.problems == ()
    assert calls == ["reports", "stores"]


def test_threads_share_a_registry() -> None:
    calls: list[int] = []

    def slow() -> list[ReportSpec]:
        calls.append(1)
        threading.Event().wait(0.02)
        return [report()]

    registry = Registry(builtin=False)
    registry.register(plugin(reports=slow))
    found: list[Any] = []
    threads = [threading.Thread(target=lambda: found.append(list(registry.reports))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [["mine"]] * 4
    assert calls == [1]


def test_an_object_of_a_class_may_be_a_plugin_even_one_that_cannot_be_hashed() -> None:
    @define
    class Campus:
        title: str

        @hookimpl
        def orqa_reports(self) -> list[ReportSpec]:
            return [report("campus", title=self.title)]

    registry = Registry(builtin=False)
    provider = registry.register(Campus("วิทยาเขต"))
    assert str(provider) == "Campus"
    assert str(registry.reports["campus"].title) == "วิทยาเขต"


def test_two_equal_objects_are_two_plugins() -> None:
    @define
    class Campus:
        @hookimpl
        def orqa_reports(self) -> list[ReportSpec]:
            return [report("campus")]

    registry = Registry(builtin=False)
    registry.register(Campus(), "north")
    registry.register(Campus(), "south")
    with pytest.raises(DuplicateContribution, match="both north and south offer the report 'campus'"):
        _ = registry.reports


def test_a_plugin_is_taken_once() -> None:
    registry, mine = Registry(builtin=False), plugin(reports=[report()])
    registry.register(mine)
    registry.register(mine, "again")
    assert list(registry.reports) == ["mine"]
    assert len(registry.plugins) == 1


def test_a_plugin_may_be_named_by_text(monkeypatch: pytest.MonkeyPatch) -> None:
    module = plugin("campus_plugin", reports=[report()])
    module.inner = plugin("inner", reports=[report("inner")])  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "campus_plugin", module)
    registry = Registry(builtin=False)
    assert str(registry.register("campus_plugin")) == "campus_plugin"
    registry.register("campus_plugin:inner")
    assert list(registry.reports) == ["inner", "mine"]


def test_an_implementation_may_have_another_name() -> None:
    module = ModuleType("renamed")
    module.mine = hookimpl(specname="orqa_reports")(lambda: [report()])  # type: ignore[attr-defined]
    registry = Registry(builtin=False)
    registry.register(module)
    assert list(registry.reports) == ["mine"]


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ("no_such_module", "did not load: ModuleNotFoundError: No module named 'no_such_module'"),
        ("json:no_such_object", "did not load: AttributeError"),
        (SimpleNamespace(), "implements no hook; mark its functions with orqa.plugins.hookimpl"),
        (SimpleNamespace(orqa_stores=list), "orqa_stores of the plugin SimpleNamespace is not marked"),
        (plugin(shops=[]), "does not fit the hooks of orqa: PluginValidationError: unknown hook 'orqa_shops'"),
        (plugin(reports=lambda office: [office]), "does not fit the hooks of orqa: PluginValidationError"),
    ],
)
def test_what_does_not_fit_is_refused_by_whoever_hands_it_over(given: Any, message: str) -> None:
    registry = Registry()
    with pytest.raises(PluginFailed) as caught:
        registry.register(given)
    assert message in str(caught.value)
    assert registry.problems == ()
    assert "ปลั๊กอิน" in caught.value.message("th")


# ------------------------------------------------------------------ hooks that fail


def raising(error: BaseException) -> Any:
    def hook() -> Any:
        yield report("half")
        raise error

    return hook


BROKEN: list[tuple[Any, str, str]] = [
    (raising(RuntimeError("no\n network")), "plugin-hook-failed", "RuntimeError: no network"),
    (raising(KeyError("x")), "plugin-hook-failed", "KeyError: 'x'"),
    (raising(SystemExit(1)), "plugin-hook-failed", "SystemExit: 1"),
    (raising(ValueError()), "plugin-hook-failed", "ValueError;"),
    (
        lambda: report(name="Bad Name"),
        "plugin-hook-failed",
        "ValueError: name is written like 'our-report', found 'Bad Name'",
    ),
    ([report("half"), "text"], "plugin-wrong-result", "gave str; it must give an iterable of ReportSpec"),
    ([report("half"), ReportSpec], "plugin-wrong-result", "gave ReportSpec; it must give an iterable of ReportSpec"),
    ([renderer("half")], "plugin-wrong-result", "gave RendererSpec; it must"),
    ("half", "plugin-wrong-result", "gave str; it must"),
    (7, "plugin-wrong-result", "gave int; it must"),
]


@pytest.mark.parametrize(("reports", "code", "message"), BROKEN)
def test_a_hook_that_fails_gives_nothing_and_harms_no_other(reports: Any, code: str, message: str) -> None:
    registry = Registry(builtin=False)
    registry.register(plugin("broken", reports=reports, renderers=[renderer("whole")]))
    registry.register(plugin("sound", reports=[report("sound")]))
    assert list(registry.reports) == ["sound"]
    assert list(registry.renderers) == ["whole"]
    (failure,) = registry.failures
    assert (failure.finding.code, failure.finding.field, str(failure.provider)) == (code, "orqa_reports", "broken")
    assert message in str(failure.finding.message)
    assert "orqa_reports ของปลั๊กอิน broken" in failure.finding.message.in_language("th")
    assert (failure.error is None) == (code == "plugin-wrong-result")


@pytest.mark.parametrize(("reports", "code", "message"), BROKEN)
def test_a_strict_registry_raises_the_same(reports: Any, code: str, message: str) -> None:
    del code
    registry = Registry(builtin=False, strict=True)
    registry.register(plugin("broken", reports=reports))
    with pytest.raises(PluginFailed) as caught:
        _ = registry.reports
    assert message in str(caught.value)
    assert caught.value.plugin == "broken"


def test_what_is_no_failure_of_the_plugin_comes_through() -> None:
    registry = Registry(builtin=False)
    registry.register(plugin(reports=raising(KeyboardInterrupt())))
    with pytest.raises(KeyboardInterrupt):
        _ = registry.reports


def test_a_single_descriptor_is_as_good_as_a_list_of_one_and_none_is_nothing() -> None:
    registry = Registry(builtin=False)
    registry.register(plugin("one", reports=report()))
    registry.register(plugin("none", reports=None, renderers=[]))
    assert list(registry.reports) == ["mine"]
    assert registry.problems == ()


def test_a_contribution_for_these_hooks_is_taken() -> None:
    registry = Registry(builtin=False)
    registry.register(plugin("timely", reports=[report(requires_api=HOOK_API), report("first", requires_api="1.0")]))
    assert list(registry.reports) == ["first", "mine"]
    assert registry.problems == ()


NEWER = f"1.{int(HOOK_API.partition('.')[2]) + 1}"


@pytest.mark.parametrize("required", [NEWER, "1.10", "2.0", "0.9"])
def test_a_contribution_for_other_hooks_is_left_out_alone(required: str) -> None:
    registry = Registry(builtin=False)
    registry.register(plugin("late", reports=[report("a"), report("b", requires_api=required)]))
    assert list(registry.reports) == ["a"]
    assert codes(registry) == ["plugin-other-api"]
    message = str(registry.problems[0].message)
    assert (
        f"report 'b' of the plugin late requires version {required} of the hooks; this orqa has {HOOK_API}" in message
    )


# ------------------------------------------------------------------ two of a name


def test_two_of_a_name_cannot_be_told_apart() -> None:
    registry = Registry()
    registry.register(plugin("ours", renderers=[renderer("csv")]))
    with pytest.raises(DuplicateContribution) as caught:
        registry.renderer("html")
    assert caught.value.name == "csv"
    assert {caught.value.first.split()[0], caught.value.second} == {"orqa.plugins.builtin.renderers", "ours"}
    assert "ทั้ง" in caught.value.message("th")
    assert codes(registry) == ["plugin-contribution-twice"]
    assert [c.origin for c in registry.describe() if c.spec.name == "csv" and isinstance(c.spec, RendererSpec)] == [
        caught.value.first,
        caught.value.second,
    ]
    assert "register" in registry.reports, "other hooks are whole"


def test_one_of_two_may_be_blocked() -> None:
    registry = Registry(block=["renderers/csv"])
    registry.register(plugin("ours", renderers=[renderer("ours")], formats=[file_format("ours", ".ours")]))
    assert "csv" not in registry.renderers
    assert "csv" in registry.formats, "only the renderer is blocked"


def test_a_plugin_that_offers_a_name_twice_is_told_so() -> None:
    registry = Registry(builtin=False)
    registry.register(plugin("twice", reports=[report(), report()]))
    with pytest.raises(DuplicateContribution, match="both twice and twice offer the report 'mine'"):
        registry.report("mine")


def test_two_stores_of_one_scheme() -> None:
    registry = Registry(builtin=False)
    registry.register(plugin("one", stores=[store("one", "db", "db2", "db")]))
    registry.register(plugin("two", stores=[store("two", "db")]))
    with pytest.raises(DuplicateContribution, match="both one and two offer the store 'db:'"):
        registry.store("db:x")


def test_a_strict_registry_refuses_two_of_a_name(install: Any) -> None:
    code = """
from orqa.plugins import hookimpl
from orqa.plugins.specs import ReportSpec

@hookimpl
def orqa_reports():
    yield ReportSpec(name="register", title="Mine", factory=object)
"""
    install("orqa-theirs", points={"theirs": "strict_theirs"}, strict_theirs=code)
    with pytest.raises(DuplicateContribution, match=r"and theirs \(orqa-theirs 1.0\) offer the report"):
        Registry(discover=True, only=["theirs"], strict=True)


# ------------------------------------------------------------------ looking one up


@pytest.mark.parametrize(
    ("look_up", "noun", "known"),
    [
        (lambda r: r.profile("mars"), "profile", "national"),
        (lambda r: r.calendar("mars"), "calendar", "th-government"),
        (lambda r: r.renderer("mars"), "report format", "html"),
        (lambda r: r.report("mars"), "report", "<register>-register"),
        (lambda r: r.read_rows(__import__("pathlib").Path("x.csv"), "mars"), "file format", "csv, hip-text"),
    ],
)
def test_what_is_not_there_is_answered_with_what_is(look_up: Any, noun: str, known: str) -> None:
    with pytest.raises(UnknownContribution) as caught:
        look_up(Registry())
    assert f"there is no {noun} 'mars'; there are: " in str(caught.value)
    assert known in str(caught.value)
    assert "ไม่มี" in caught.value.message("th")
    assert isinstance(caught.value, LookupError)


def test_a_store_is_chosen_by_its_scheme() -> None:
    registry = Registry(builtin=False)
    registry.register(plugin(stores=[store("mine", "mine", "ours")]))
    url, read_only = registry.store("ours:///x", read_only=True)  # type: ignore[misc]
    assert (url.scheme, url.path, read_only) == ("ours", "x", True)


def test_a_scheme_that_nobody_opens() -> None:
    with pytest.raises(UnknownScheme) as caught:
        Registry().store("mongodb://me:secret@db/x")
    assert str(caught.value).startswith("no store opens 'mongodb://me:***@db/x'; there are stores for memory:, ")
    assert "sqlite:" in caught.value.message("th")


def test_what_a_store_raises_comes_through() -> None:
    def factory(url: object, read_only: object) -> Any:
        raise ConnectionError(f"{url} {read_only}")

    registry = Registry(builtin=False)
    registry.register(plugin(stores=[StoreSpec(name="far", title="Far", schemes="far", factory=factory)]))
    with pytest.raises(ConnectionError, match="far:x False"):
        registry.store("far:x")


def test_a_factory_that_fails_is_named() -> None:
    registry = Registry(builtin=False)
    registry.register(plugin("weak", reports=[report("broken", factory=lambda: 1 / 0)]))
    with pytest.raises(PluginFailed) as caught:
        registry.report("broken")
    assert str(caught.value) == "weak: the report 'broken' failed: ZeroDivisionError: division by zero"
    assert isinstance(caught.value.__cause__, ZeroDivisionError)


def test_errors_of_orqa_come_through_a_factory() -> None:
    def factory(region: str | None, known_on: object) -> Any:
        raise UnknownScheme(f"{region} {known_on}", ())

    registry = Registry(builtin=False)
    registry.register(plugin(calendars=[SPEC_OF["calendars"](name="c", title="C", factory=factory)]))  # type: ignore[call-arg]
    with pytest.raises(UnknownScheme, match="north None"):
        registry.calendar("c", "north")


def test_the_format_goes_by_the_ending() -> None:
    from pathlib import Path

    registry = Registry(builtin=False)
    registry.register(plugin(formats=[file_format("a", ".a", ".x"), file_format("b", ".b.gz", ".x")]))
    with pytest.raises(FormatNotRecognised) as caught:
        registry.read_rows(Path("/far/letters.gz"))
    assert "'letters.gz' cannot be told by its ending; endings known: .a, .b.gz, .x" in str(caught.value)
    with pytest.raises(AmbiguousFormat, match=r"'LETTERS.X' may be any of the formats a, b"):
        registry.read_rows(Path("LETTERS.X"))


def test_the_renderer_of_an_ending() -> None:
    registry = Registry()
    assert registry.format_of(".HTML") == "html"
    assert registry.format_of(".nothing") is None
    registry.register(plugin(renderers=[renderer("other-html", ".html")]))
    assert registry.format_of(".html") is None


def test_errors_of_a_reader_name_the_plugin() -> None:
    from pathlib import Path

    class Reader:
        def read(self, path: Path) -> Any:
            yield path.name
            raise RuntimeError("torn page")

    registry = Registry(builtin=False)
    spec = FormatSpec(name="torn", title="Torn", suffixes=(".torn",), factory=Reader)
    registry.register(plugin("weak", formats=[spec]))
    rows = registry.read_rows(Path("x.torn"))
    assert next(rows) == "x.torn"  # type: ignore[comparison-overlap]
    with pytest.raises(PluginFailed, match="weak: the file format 'torn' failed: RuntimeError: torn page"):
        next(rows)


def test_a_reader_may_know_that_a_file_is_whole() -> None:
    from pathlib import Path

    class Knowing:
        def read(self, path: Path) -> Any:
            yield path.name

        def is_whole(self, path: Path) -> bool:
            if path.stem == "torn":
                raise RuntimeError("torn page")
            return path.stem == "whole"

    registry = Registry(builtin=False)
    formats = [file_format("a", ".a"), FormatSpec(name="b", title="B", suffixes=(".b",), factory=Knowing)]
    registry.register(plugin("weak", formats=formats))
    assert [registry.is_whole(Path(name)) for name in ("whole.a", "whole.b", "half.b")] == [False, True, False]
    with pytest.raises(PluginFailed, match="weak: the file format 'b' failed: RuntimeError: torn page"):
        registry.is_whole(Path("torn.b"))
