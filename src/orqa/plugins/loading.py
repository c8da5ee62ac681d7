"""Finding plugins and fitting them to the hooks: one at a time, so that one that is broken harms no other."""

import sys
from functools import cached_property
from importlib import import_module
from typing import TYPE_CHECKING, Any, TypeAlias

import pluggy
from attrs import define, field, frozen

from orqa._version import __version__
from orqa.plugins import hookspecs
from orqa.plugins.errors import PluginFailed
from orqa.plugins.providers import (
    NO_HOOK,
    NOT_INSTALLED,
    NOT_LOADED,
    NOT_MARKED,
    NOT_VALID,
    Problem,
    Provider,
    told,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator
    from importlib.metadata import EntryPoint

BUILTIN = {
    "calendars": "orqa_calendars",
    "formats": "orqa_formats",
    "frameworks": "orqa_qa_frameworks",
    "metrics": "orqa_metrics",
    "notifiers": "orqa_notifiers",
    "profiles": "orqa_profiles",
    "renderers": "orqa_renderers",
    "reports": "orqa_reports",
    "stores": "orqa_stores",
}
"""The plugins that come with orqa, packages of :mod:`orqa.plugins.builtin`, and the one hook of each."""

CRASHES = (Exception, SystemExit)
"""What a plugin may throw at us; the rest (Ctrl-C, no memory) is not about the plugin."""


@frozen
class Candidate:
    """A plugin that may be loaded; finding it has imported nothing.

    Attributes:
        provider: how messages name it.
        load: gives the plugin.
        hook: the one hook that it has, where that is known beforehand: it is loaded when that is first asked for.
    """

    provider: Provider
    load: "Callable[[], Any]"
    hook: str = ""

    def is_called(self, names: "Collection[str]") -> bool:
        """Whether the plugin or its distribution is among ``names``; ``-``, ``_``, ``.`` and case do not matter."""
        own = {_plain(self.provider.plugin), _plain(self.provider.distribution)}
        return any(_plain(name) in own for name in names if name)


@define(eq=False)
class LoadedPlugin:
    """A plugin that fits the hooks. It has its own manager, so calling a hook on it calls nothing else."""

    provider: Provider
    plugin: Any
    manager: pluggy.PluginManager = field(repr=False)

    def is_made_of(self, plugin: Any) -> bool:
        """Whether it is this module or object."""
        return self.plugin is plugin

    def implements(self, hook: str) -> bool:
        """Whether the plugin has this hook."""
        return bool(getattr(self.manager.hook, hook).get_hookimpls())

    def call(self, hook: str) -> list[Any]:
        """Call this plugin's implementation of a hook."""
        results: list[Any] = getattr(self.manager.hook, hook)()
        return results


@define(eq=False, slots=False)
class LatePlugin:
    """A module of one hook that is loaded when that hook is first asked for."""

    candidate: Candidate

    @property
    def provider(self) -> Provider:
        """How messages name it."""
        return self.candidate.provider

    def is_made_of(self, plugin: Any) -> bool:
        """Whether it is this module."""
        return plugin is not None and plugin is sys.modules.get(self.provider.plugin)

    def implements(self, hook: str) -> bool:
        """Whether the plugin has this hook."""
        return hook == self.candidate.hook

    def call(self, hook: str) -> list[Any]:
        """Call the plugin's implementation of a hook.

        Raises:
            PluginFailed: when it cannot be loaded or does not fit the hooks.
        """
        return self._loaded.call(hook)

    @cached_property
    def _loaded(self) -> LoadedPlugin:
        loaded = _loaded(self.candidate)
        if isinstance(loaded, Problem):
            raise failed(loaded) from loaded.error
        return loaded


Plugin: TypeAlias = LoadedPlugin | LatePlugin
"""A plugin that a registry holds."""


def builtin_plugins() -> "Iterator[Candidate]":
    """The plugins that come with orqa."""
    for name, hook in BUILTIN.items():
        module = f"orqa.plugins.builtin.{name}"
        provider = Provider(module, "orqa", __version__, builtin=True)
        yield Candidate(provider, lambda module=module: import_module(module), hook)  # type: ignore[misc]


def installed_plugins() -> "list[Candidate]":
    """The plugins of installed distributions (entry-point group ``orqa``), sorted; none is imported."""
    from importlib import metadata

    found = [Candidate(_provider(point), point.load) for point in metadata.entry_points(group=hookspecs.PROJECT)]
    return sorted(found, key=lambda candidate: (candidate.provider.distribution, candidate.provider.plugin))


def missing(names: "Iterable[str]", candidates: "Collection[Candidate]") -> "Iterator[Problem]":
    """A problem for each name that no candidate has."""
    known = ", ".join(str(candidate.provider) for candidate in candidates) or "–"
    for name in names:
        if not any(candidate.is_called([name]) for candidate in candidates):
            provider = Provider(name)
            yield Problem(provider, NOT_INSTALLED.make(provider=provider, known=known))


def given_plugin(plugin: Any, name: str | None) -> Candidate:
    """A plugin that a program hands over: a module, an object, or the text ``package.module[:object]``."""
    if isinstance(plugin, str):
        from importlib import metadata

        point = metadata.EntryPoint(name or plugin, plugin, hookspecs.PROJECT)
        return Candidate(Provider(point.name), point.load)
    own_name = getattr(plugin, "__name__", None) or type(plugin).__name__
    return Candidate(Provider(name or str(own_name)), lambda: plugin)


def load(candidate: Candidate) -> "Plugin | Problem":
    """Load a plugin and fit it to the hooks, now or when its one hook is asked for."""
    return LatePlugin(candidate) if candidate.hook else _loaded(candidate)


def _loaded(candidate: Candidate) -> "LoadedPlugin | Problem":
    provider = candidate.provider
    try:
        plugin = candidate.load()
    except CRASHES as error:
        return Problem(provider, NOT_LOADED.make(provider=provider, error=told(error)), error)
    return _fit(provider, plugin)


def _fit(provider: Provider, plugin: Any) -> "LoadedPlugin | Problem":
    manager = pluggy.PluginManager(hookspecs.PROJECT)
    manager.add_hookspecs(hookspecs)
    hooks = {name for name in vars(manager.hook) if not name.startswith("_")}
    try:
        manager.register(plugin, provider.plugin)
        manager.check_pending()
    except CRASHES as error:
        return Problem(provider, NOT_VALID.make(provider=provider, error=told(error)), error)
    marked = {caller.name for caller in manager.get_hookcallers(plugin) or ()}
    for hook in sorted(hooks - marked):
        if callable(getattr(plugin, hook, None)):
            return Problem(provider, NOT_MARKED.make(field=hook, provider=provider, hook=hook))
    if not marked:
        return Problem(provider, NO_HOOK.make(provider=provider))
    return LoadedPlugin(provider, plugin, manager)


def failed(problem: Problem) -> PluginFailed:
    """The problem as an error, for those who want no half measures."""
    return PluginFailed(str(problem.provider), problem.finding.message)


def _provider(point: "EntryPoint") -> Provider:
    distribution = point.dist
    if distribution is None:
        return Provider(point.name)
    return Provider(point.name, distribution.name or "", distribution.version or "")  # None where METADATA is lost


def _plain(name: str) -> str:
    """A name as package tools compare it."""
    return name.lower().replace("_", "-").replace(".", "-")
