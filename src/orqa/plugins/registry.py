"""The registry: which plugins there are, what they offer, and what is wrong with them."""

import threading
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, TypeVar, cast

from orqa.plugins.collecting import SPEC_OF, Contribution
from orqa.plugins.contents import Contents
from orqa.plugins.errors import AmbiguousFormat, FormatNotRecognised, UnknownContribution, UnknownScheme
from orqa.plugins.frameworks import LoadedFrameworks
from orqa.plugins.loading import builtin_plugins, failed, given_plugin, installed_plugins, load, missing
from orqa.plugins.making import blamed, load_with_parents
from orqa.plugins.providers import Problem, Provider
from orqa.plugins.specs import (
    CalendarSpec,
    FormatSpec,
    FrameworkSpec,
    LayoutReader,
    MetricSpec,
    NotifierSpec,
    ProfileSpec,
    PunchReader,
    RendererSpec,
    ReportSpec,
    Spec,
    StoreSpec,
    WholenessReader,
)
from orqa.plugins.urls import StoreUrl

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date
    from pathlib import Path

    from orqa.base.calendar import WorkCalendar
    from orqa.base.findings import Finding
    from orqa.domain.attendance.punches import Punch
    from orqa.domain.quality.framework import Framework
    from orqa.office.ports import Notifier
    from orqa.office.tabular.layout import Layout
    from orqa.plugins.loading import Candidate
    from orqa.plugins.rows import Row
    from orqa.reporting.context import ReportBuilder
    from orqa.reporting.metrics import Metric
    from orqa.reporting.renderer import Renderer
    from orqa.rules.profile import Profile
    from orqa.storage.blobs import Blobs
    from orqa.storage.protocol import Store

S = TypeVar("S", bound=Spec)


class Registry:
    """Holds plugins and what they offer. Make one yourself: nothing is loaded when orqa is imported.

    A plugin that cannot be loaded, or a hook of it that fails, is left out and listed in :attr:`problems`; the
    others are whole. Threads may share a registry.

    >>> registry = Registry()
    >>> "csv" in registry.formats, registry.problems
    (True, ())

    Args:
        builtin: take in what comes with orqa; without it the registry begins empty.
        discover: take in installed distributions that name a plugin in the entry-point group ``orqa``.
        only: of the installed ones, those of these names (of plugins or distributions); None takes all.
        block: plugins and distributions that shall not even be imported, and single contributions, written
            ``renderers/csv``, that shall not be used.
        strict: raise the first problem, and look for all of them at once; for authors of plugins and their tests.

    Raises:
        PluginFailed: when the registry is strict and a plugin cannot be used.
        DuplicateContribution: when the registry is strict and two contributions have the same name.
    """

    def __init__(
        self,
        *,
        builtin: bool = True,
        discover: bool = False,
        only: "Iterable[str] | None" = None,
        block: "Iterable[str]" = (),
        strict: bool = False,
    ) -> None:
        self._lock = threading.RLock()
        self._profiles: dict[str, Profile] = {}
        self._loaded_frameworks = LoadedFrameworks()
        self._block = frozenset([block] if isinstance(block, str) else block)
        self._contents = Contents(self._block, strict)
        candidates = list(builtin_plugins()) if builtin else []
        if discover:
            candidates += self._discover(only)
        for candidate in candidates:
            if not candidate.is_called(self._block):
                self._contents.add(load(candidate))
        if strict:
            for area in SPEC_OF:
                self._contents.sound(area)

    def register(self, plugin: Any, name: str | None = None) -> Provider:
        """Take in a plugin of your own program.

        Args:
            plugin: a module or an object with marked functions, or the text ``package.module[:object]``.
            name: what messages call it; by default its own name.

        Raises:
            PluginFailed: when it cannot be loaded or does not fit the hooks.
        """
        loaded = load(given_plugin(plugin, name))
        if isinstance(loaded, Problem):
            raise failed(loaded) from loaded.error
        self._contents.add(loaded)
        return loaded.provider

    # ------------------------------------------------------------------ what there is

    @property
    def stores(self) -> "Mapping[str, StoreSpec]":
        """The stores by name, sorted.

        This and its like ask the plugins at the first use.

        Raises:
            DuplicateContribution: when two have the same name or scheme.
        """
        return self._specs("stores", StoreSpec)

    @property
    def renderers(self) -> "Mapping[str, RendererSpec]":
        """The formats that reports are written in, by name."""
        return self._specs("renderers", RendererSpec)

    @property
    def reports(self) -> "Mapping[str, ReportSpec]":
        """The reports by name."""
        return self._specs("reports", ReportSpec)

    @property
    def metrics(self) -> "Mapping[str, MetricSpec]":
        """The metrics by name."""
        return self._specs("metrics", MetricSpec)

    @property
    def notifiers(self) -> "Mapping[str, NotifierSpec]":
        """The ways to deliver reminders, by name."""
        return self._specs("notifiers", NotifierSpec)

    @property
    def profiles(self) -> "Mapping[str, ProfileSpec]":
        """The profiles by name."""
        return self._specs("profiles", ProfileSpec)

    @property
    def qa_frameworks(self) -> "Mapping[str, FrameworkSpec]":
        """The frameworks of quality assurance by id."""
        return self._specs("qa_frameworks", FrameworkSpec)

    @property
    def calendars(self) -> "Mapping[str, CalendarSpec]":
        """The calendars of working days by name."""
        return self._specs("calendars", CalendarSpec)

    @property
    def formats(self) -> "Mapping[str, FormatSpec]":
        """The formats of input files by name."""
        return self._specs("formats", FormatSpec)

    @property
    def plugins(self) -> tuple[Provider, ...]:
        """The plugins that were loaded, in that order."""
        return tuple(plugin.provider for plugin in self._contents.plugins)

    @property
    def problems(self) -> "tuple[Finding, ...]":
        """What is wrong with plugins, as findings; every plugin is asked for all it offers."""
        return tuple(problem.finding for problem in self.failures)

    @property
    def failures(self) -> tuple[Problem, ...]:
        """The problems with the plugin that each concerns and what it raised."""
        return tuple(self._contents.problems())

    def describe(self) -> tuple[Contribution, ...]:
        """Every contribution with its origin, by hook and name; of two with the same name both."""
        return tuple(given for area in SPEC_OF for given in self._contents.all(area))

    # ------------------------------------------------------------------ one of them

    def store(self, url: str | StoreUrl, *, read_only: bool = False) -> "Store":
        """The store of a URL. What it raises comes through as it is.

        Raises:
            StoreUrlNotUnderstood: when ``url`` is none.
            UnknownScheme: when no plugin offers a store for it.
        """
        url = StoreUrl.parse(url) if isinstance(url, str) else url
        by_scheme = {scheme: spec for spec in self.stores.values() for scheme in spec.schemes}
        try:
            spec = by_scheme[url.scheme]
        except KeyError:
            raise UnknownScheme(url.shown, tuple(f"{scheme}:" for scheme in sorted(by_scheme))) from None
        return spec.factory(url, read_only)

    def blobs(self, place: str) -> "Blobs":
        """Where bytes are kept; see :func:`orqa.plugins.places.blobs_at`."""
        from orqa.plugins.places import blobs_at

        return blobs_at(place)

    def profile_names(self) -> tuple[str, ...]:
        """The names of all profiles."""
        return tuple(self.profiles)

    def profile(self, name: str) -> "Profile":
        """A profile with its parents; loaded once.

        Raises:
            UnknownContribution: when no plugin offers it or one of its parents.
            RuleLoadError: when its files cannot be used.
        """
        with self._lock:
            return load_with_parents(name, lambda wanted: self._one("profiles", wanted), self._profiles)

    def calendar(self, name: str, region: str | None = None, known_on: "date | None" = None) -> "WorkCalendar":
        """A calendar of working days.

        Args:
            name: which calendar.
            region: where the office stands, by ISO 3166-2 code or name; None counts nationwide days off only.
            known_on: answer by what was known on that day; None uses all that is known.

        Raises:
            UnknownContribution: when no plugin offers it.
        """
        contribution = self._one("calendars", name)
        with blamed(contribution):
            return cast("CalendarSpec", contribution.spec).factory(region, known_on)

    def framework(self, name: str, /, **profile: str) -> "Framework":
        """A framework for a profile; loaded once for each.

        Raises:
            UnknownContribution: when no plugin offers it.
            UnknownProfile: when it has no such profile.
            FrameworkNotLoaded: when its files cannot be used.
        """
        return self._loaded_frameworks.get(self._one("qa_frameworks", name), profile)

    def renderer(self, name: str) -> "Renderer":
        """The renderer of a name (``html``, ``csv`` …); when it fails at its work, it names its plugin.

        Raises:
            UnknownContribution: when no plugin offers it.
        """
        from orqa.plugins.blaming import BlamedRenderer

        contribution = self._one("renderers", name)
        with blamed(contribution):
            return BlamedRenderer(contribution, cast("RendererSpec", contribution.spec).factory())

    def format_of(self, suffix: str) -> str | None:
        """The renderer that writes files with this ending (``.html``); None where there is none or more than one."""
        names = [spec.name for spec in self.renderers.values() if spec.suffix == suffix.lower()]
        return names[0] if len(names) == 1 else None

    def report(self, name: str) -> "ReportBuilder":
        """The builder of a report; when it fails at its work, it names its plugin.

        Raises:
            UnknownContribution: when no plugin offers it.
        """
        from orqa.plugins.blaming import BlamedBuilder

        contribution, terms = self._report(name)
        with blamed(contribution):
            return BlamedBuilder(contribution, cast("ReportSpec", contribution.spec).factory(*terms))

    def metric(self, name: str) -> "Metric":
        """What works out a metric; when it fails at its work, it names its plugin.

        Raises:
            UnknownContribution: when no plugin offers it.
        """
        from orqa.plugins.blaming import BlamedMetric

        contribution = self._one("metrics", name)
        with blamed(contribution):
            return BlamedMetric(contribution, cast("MetricSpec", contribution.spec).factory())

    def notifier(self, name: str, target: str) -> "Notifier":
        """A way to deliver reminders; when it fails at its work, it names its plugin.

        Args:
            name: which.
            target: what it delivers to: a folder, an address, as it understands it.

        Raises:
            UnknownContribution: when no plugin offers it.
        """
        from orqa.plugins.blaming import BlamedNotifier

        contribution = self._one("notifiers", name)
        with blamed(contribution, OSError):
            return BlamedNotifier(contribution, cast("NotifierSpec", contribution.spec).factory(target))

    def _report(self, name: str) -> tuple[Contribution, tuple[str, ...]]:
        """The report of a name, and the term that it is asked for, where there is one of each term."""
        if name not in self.reports:
            for spec in self.reports.values():
                if spec.of_each and (term := name.removesuffix(f"-{spec.name}")) != name:
                    return self._one("reports", spec.name), (term,)
            known = (f"<{spec.of_each}>-{spec.name}" if spec.of_each else spec.name for spec in self.reports.values())
            raise UnknownContribution(ReportSpec.noun, name, tuple(known))
        return self._one("reports", name), ()

    def read_rows(
        self, path: "Path", format_name: str | None = None, layout: "Layout | None" = None
    ) -> "Iterator[Row | Finding]":
        """The rows of an input file as they are asked for; problems of the file are findings in between.

        Args:
            path: the file.
            format_name: its format; None goes by the ending of its name.
            layout: which table of the file is wanted, and how its head is known; readers that know of one table
                only, whose head is certain, are not told.

        Raises:
            UnknownContribution: when no plugin offers the format.
            FormatNotRecognised: when the ending tells none.
            AmbiguousFormat: when the ending tells more than one.
            OSError: when the file cannot be opened, at the first row.
        """
        return _read(self._one("formats", format_name or self._format_of_file(path)), path, layout)

    def read_punches(self, path: "Path", format_name: str | None = None) -> "Iterator[Punch | Finding] | None":
        """The punches of a time clock's file as they are asked for; None where its format is one of tables.

        Raises:
            UnknownContribution, FormatNotRecognised, AmbiguousFormat: as :meth:`read_rows`.
            OSError: when the file cannot be opened, at the first punch.
        """
        contribution = self._one("formats", format_name or self._format_of_file(path))
        with blamed(contribution, OSError):
            reader = cast("FormatSpec", contribution.spec).factory()
        return _punches(contribution, reader, path) if isinstance(reader, PunchReader) else None

    def is_whole(self, path: "Path", format_name: str | None = None) -> bool:
        """Whether the reader knows that nothing behind the first row makes the file unusable; False where unknown.

        Raises:
            UnknownContribution, FormatNotRecognised, AmbiguousFormat, OSError: as :meth:`read_rows`.
        """
        contribution = self._one("formats", format_name or self._format_of_file(path))
        with blamed(contribution, OSError):
            reader = cast("FormatSpec", contribution.spec).factory()
            return isinstance(reader, WholenessReader) and reader.is_whole(path)

    # ------------------------------------------------------------------ inside

    def _discover(self, only: "Iterable[str] | None") -> "list[Candidate]":
        found = installed_plugins()
        if only is None:
            return found
        names = [only] if isinstance(only, str) else list(only)
        for problem in missing(names, found):
            self._contents.note(problem)
        return [candidate for candidate in found if candidate.is_called(names)]

    def _specs(self, area: str, kind: type[S]) -> "Mapping[str, S]":
        sound = self._contents.sound(area)
        return MappingProxyType({name: given.spec for name, given in sound.items() if isinstance(given.spec, kind)})

    def _one(self, area: str, name: str) -> Contribution:
        contributions = self._contents.sound(area)
        try:
            return contributions[name]
        except KeyError:
            raise UnknownContribution(SPEC_OF[area].noun, name, tuple(contributions)) from None

    def _format_of_file(self, path: "Path") -> str:
        file = path.name.lower()
        suffixes = {suffix: spec.name for spec in self.formats.values() for suffix in spec.suffixes}
        names = [spec.name for spec in self.formats.values() if file.endswith(tuple(spec.suffixes))]
        if not names:
            raise FormatNotRecognised(path.name, tuple(sorted(suffixes)))
        if len(names) > 1:
            raise AmbiguousFormat(path.name, tuple(names))
        return names[0]


def _read(contribution: Contribution, path: "Path", layout: "Layout | None") -> "Iterator[Row | Finding]":
    with blamed(contribution, OSError):  # a file that is not there is no fault of the plugin
        reader = cast("FormatSpec", contribution.spec).factory()
        if layout is not None and isinstance(reader, LayoutReader):
            yield from reader.read_table(path, layout)
        else:
            yield from reader.read(path)


def _punches(contribution: Contribution, reader: PunchReader, path: "Path") -> "Iterator[Punch | Finding]":
    with blamed(contribution, OSError):
        yield from reader.read_punches(path)
