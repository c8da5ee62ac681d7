"""Asking plugins what they offer: each hook once, each plugin alone, and nothing from one that half fails."""

from typing import TYPE_CHECKING, Any

from attrs import define, field, frozen

from orqa.base.language import Text
from orqa.plugins.hookspecs import HOOK_API
from orqa.plugins.loading import CRASHES, Plugin
from orqa.plugins.providers import HOOK_FAILED, OTHER_API, TWICE, WRONG_RESULT, Problem, Provider, told
from orqa.plugins.specs import (
    CalendarSpec,
    FormatSpec,
    FrameworkSpec,
    MetricSpec,
    NotifierSpec,
    ProfileSpec,
    RendererSpec,
    ReportSpec,
    Spec,
    StoreSpec,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

SPEC_OF: dict[str, type[Spec]] = {
    "calendars": CalendarSpec,
    "formats": FormatSpec,
    "metrics": MetricSpec,
    "notifiers": NotifierSpec,
    "profiles": ProfileSpec,
    "qa_frameworks": FrameworkSpec,
    "renderers": RendererSpec,
    "reports": ReportSpec,
    "stores": StoreSpec,
}
"""What each hook gives; the hook of ``stores`` is ``orqa_stores``."""

HOOK_OF = {spec: f"orqa_{area}" for area, spec in SPEC_OF.items()}


@frozen
class Contribution:
    """What a plugin offers, with its origin."""

    spec: Spec
    provider: Provider

    @property
    def origin(self) -> str:
        """The plugin, with the distribution that it comes from."""
        return str(self.provider)

    def is_called(self, names: "Collection[str]") -> bool:
        """Whether ``names`` hold this one contribution, as ``renderers/csv``."""
        area = next(area for area, kind in SPEC_OF.items() if isinstance(self.spec, kind))
        return f"{area}/{self.spec.name}" in names


@define(eq=False)
class Collected:
    """What one plugin answered to one hook, and what was wrong with it."""

    contributions: list[Contribution] = field(factory=list)
    problems: list[Problem] = field(factory=list)


def collect(plugin: Plugin, area: str) -> Collected:
    """Ask a plugin for its contributions to an area."""
    hook, provider = f"orqa_{area}", plugin.provider
    if not plugin.implements(hook):
        return Collected()
    try:
        found = [item for result in plugin.call(hook) for item in _items(result)]
    except CRASHES as error:
        failure = HOOK_FAILED.make(field=hook, provider=provider, hook=hook, error=told(error))
        return Collected(problems=[Problem(provider, failure, error)])
    return _sorted_out(found, area, hook, provider)


def _sorted_out(found: list[Any], area: str, hook: str, provider: Provider) -> Collected:
    """What of an answer can be used: nothing where anything in it is no descriptor of the hook."""
    collected, expected = Collected(), SPEC_OF[area]
    for item in found:
        if not isinstance(item, expected):
            return Collected(problems=[_wrong(item, expected, hook, provider)])
        if _fits(item.requires_api, HOOK_API):
            collected.contributions.append(Contribution(item, provider))
        else:
            collected.problems.append(_other_api(item, provider, hook))
    return collected


@frozen
class Clash:
    """Two contributions that claim the same name, or two stores the same scheme."""

    noun: Text
    name: str
    first: Contribution
    second: Contribution

    def problem(self) -> Problem:
        """The clash as a problem of the second."""
        hook = HOOK_OF[type(self.second.spec)]
        values: dict[str, Any] = {
            "provider": self.first.provider,
            "other": self.second.provider,
            "noun": self.noun,
            "name": self.name,
        }
        return Problem(self.second.provider, TWICE.make(field=hook, **values))


def clashes(contributions: "Iterable[Contribution]") -> "Iterator[Clash]":
    """Every contribution to an area that claims what an earlier one has."""
    seen: dict[tuple[str, str], Contribution] = {}
    for given in contributions:
        for claim in _claims(given.spec):
            first = seen.setdefault(claim, given)
            if first is not given:
                yield Clash(given.spec.noun, claim[1], first, given)


def _claims(spec: Spec) -> "Iterator[tuple[str, str]]":
    yield "name", spec.name
    if isinstance(spec, StoreSpec):
        yield from (("scheme", f"{scheme}:") for scheme in dict.fromkeys(spec.schemes))


def _items(result: Any) -> list[Any]:
    """All of a result at once: what a generator raises late is raised here; what is no iterable is wrong as a whole."""
    return list(result) if hasattr(result, "__iter__") and not isinstance(result, str) else [result]


def _fits(required: str, present: str) -> bool:
    """Whether a contribution written for one version of the hooks works with another."""
    (major, minor), (our_major, our_minor) = (tuple(map(int, version.split("."))) for version in (required, present))
    return major == our_major and minor <= our_minor


def _other_api(spec: Spec, provider: Provider, hook: str) -> Problem:
    values: dict[str, Any] = {"provider": provider, "noun": spec.noun, "name": spec.name}
    return Problem(provider, OTHER_API.make(field=hook, required=spec.requires_api, present=HOOK_API, **values))


def _wrong(item: Any, expected: type[Spec], hook: str, provider: Provider) -> Problem:
    found = item.__name__ if isinstance(item, type) else type(item).__name__
    values: dict[str, Any] = {"provider": provider, "found": found, "expected": expected.__name__}
    return Problem(provider, WRONG_RESULT.make(field=hook, hook=hook, **values))
