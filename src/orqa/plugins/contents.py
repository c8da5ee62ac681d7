"""The plugins that a registry holds, and what they offer, asked for once."""

import threading
from typing import TYPE_CHECKING

from attrs import define, field

from orqa.plugins.collecting import SPEC_OF, Collected, clashes, collect
from orqa.plugins.errors import DuplicateContribution
from orqa.plugins.loading import LatePlugin, Plugin, failed
from orqa.plugins.providers import Problem

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from orqa.plugins.collecting import Contribution


@define(eq=False)
class Contents:
    """Plugins in the order of loading, and the answers of each to the hooks.

    Attributes:
        block: contributions to leave out, written ``renderers/csv``.
        strict: raise the first problem instead of keeping it.
        plugins: the plugins that fit the hooks.
    """

    block: "Collection[str]"
    strict: bool
    plugins: list[Plugin] = field(factory=list)
    _problems: list[Problem] = field(factory=list)
    _answers: dict[tuple[int, str], Collected] = field(factory=dict)
    _lock: threading.RLock = field(factory=threading.RLock)

    def add(self, loaded: Plugin | Problem) -> None:
        """Take a plugin in; one that is here already, under whatever name, is not taken twice."""
        with self._lock:
            if isinstance(loaded, Problem):
                self.note(loaded)
            elif isinstance(loaded, LatePlugin) or not any(known.is_made_of(loaded.plugin) for known in self.plugins):
                self.plugins.append(loaded)

    def note(self, problem: Problem) -> None:
        """Keep a problem, or raise it where the registry is strict.

        Raises:
            PluginFailed: when the registry is strict.
        """
        if self.strict:
            raise failed(problem) from problem.error
        self._problems.append(problem)

    def all(self, area: str) -> "list[Contribution]":
        """Every contribution to an area, sorted by name and origin; of two with the same name both."""
        with self._lock:
            found = [given for plugin in self.plugins for given in self._ask(plugin, area).contributions]
        kept = [given for given in found if not given.is_called(self.block)]
        return sorted(kept, key=lambda given: (given.spec.name, given.origin))

    def sound(self, area: str) -> "dict[str, Contribution]":
        """The contributions to an area by name.

        Raises:
            DuplicateContribution: when two have the same name, or two stores the same scheme.
        """
        found = self.all(area)
        for clash in clashes(found):
            raise DuplicateContribution(clash.noun, clash.name, clash.first.origin, clash.second.origin)
        return {given.spec.name: given for given in found}

    def problems(self) -> "Iterator[Problem]":
        """Everything that is wrong; every plugin is asked for all it offers."""
        for area in SPEC_OF:
            everything = self.all(area)
            yield from (clash.problem() for clash in clashes(everything))
        yield from self._problems

    def _ask(self, plugin: Plugin, area: str) -> Collected:
        key = (id(plugin), area)
        if key not in self._answers:
            self._answers[key] = collected = collect(plugin, area)
            for problem in collected.problems:
                self.note(problem)
        return self._answers[key]
