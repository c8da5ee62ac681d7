"""Where everything is put together: an office out of a store, a profile and plugins."""

from functools import cache
from typing import TYPE_CHECKING, Any

from orqa.plugins.registry import Registry
from orqa.plugins.urls import StoreUrl

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from orqa.base.calendar import WorkCalendar
    from orqa.domain.quality.framework import Framework
    from orqa.office.office import Office
    from orqa.office.ports import Clock
    from orqa.storage.blobs import Blobs
    from orqa.storage.protocol import Store


@cache
def builtin_registry() -> Registry:
    """What comes with orqa and nothing else; made once and shared, so never register anything in it."""
    return Registry()


def open_office(  # noqa: PLR0913 - the one place where an office is put together
    url: str,
    profile: str | None = None,
    *,
    plugins: "Iterable[Any]" = (),
    read_only: bool = False,
    clock: "Clock | None" = None,
    registry: Registry | None = None,
    attachments: "str | Blobs | None" = None,
) -> "Office":
    """Open the office that is kept in a store, or begin one there.

    Args:
        url: where it is kept: ``memory:`` for a trial, ``sqlite:///office.db`` for a file.
        profile: name of the profile of rules; may be left out where the store holds an office.
        plugins: plugins of your program: modules, objects, or text such as ``"our_package.plugin"``.
        read_only: change nothing.
        clock: tells the moment; by default the machine's.
        registry: where plugins come from. By default what comes with orqa; ``Registry(discover=True)`` adds
            what is installed.
        attachments: where the bytes of attachments are kept: a folder, the URL of an object store such as
            ``s3://bucket/folder``, or an object. By default beside a file of SQLite, in the folder ``office.db.files``,
            and in memory where the office is; other stores have no place of their own.

    Raises:
        StoreUrlNotUnderstood: when ``url`` is none.
        ExtraNeeded: when ``attachments`` is a URL and fsspec is not installed.
        UnknownScheme: when no plugin offers a store for it.
        PluginFailed: when one of ``plugins`` cannot be used.
    """
    from orqa.office.office import Office, system_clock

    contributions = registry_with(plugins, registry)
    where = StoreUrl.parse(url)
    return Office(
        open_store(where, contributions, read_only=read_only),
        contributions,
        profile,
        name=where.shown,
        clock=clock or system_clock,
        read_only=read_only,
        blobs=open_blobs(where, attachments),
        look=None if read_only else lambda: open_store(where, contributions, read_only=True),
    )


def open_blobs(url: str | StoreUrl, attachments: "str | Blobs | None" = None) -> "Blobs | None":
    """Where the attachments of a store are kept: where somebody says, else beside it; None where neither is.

    Args:
        url: of the store.
        attachments: as of :func:`open_office`.
    """
    from orqa.plugins.places import blobs_at, blobs_beside

    if attachments is None:
        return blobs_beside(StoreUrl.parse(url) if isinstance(url, str) else url)
    return blobs_at(attachments) if isinstance(attachments, str) else attachments


def open_store(url: str | StoreUrl, registry: Registry | None = None, *, read_only: bool = False) -> "Store":
    """Open a store by itself, as backup and repair do; see :meth:`orqa.plugins.registry.Registry.store`."""
    return (registry or builtin_registry()).store(url, read_only=read_only)


def work_calendar(
    name: str, region: str | None = None, known_on: "date | None" = None, *, registry: Registry | None = None
) -> "WorkCalendar":
    """A calendar of working days, such as ``th-government``.

    >>> from datetime import date
    >>> work_calendar("th-government").is_working_day(date(2026, 1, 1))
    False

    Args:
        name: which calendar.
        region: where the office stands, by ISO 3166-2 code or name; None counts nationwide days off only.
        known_on: answer by what was known on that day; None uses all that is known.
        registry: where plugins come from; by default what comes with orqa.

    Raises:
        UnknownContribution: when no plugin offers the calendar; the message lists those there are.
    """
    return (registry or builtin_registry()).calendar(name, region, known_on)


def load_framework(name: str, /, *, registry: Registry | None = None, **profile: str) -> "Framework":
    """A framework of quality assurance (กรอบการประกันคุณภาพ) for a profile.

    >>> load_framework("aun-qa-programme-4.0").root.title.in_language("en")
    'Overall'

    Args:
        name: its id, such as ``iqa-2557-programme``.
        registry: where plugins come from; by default what comes with orqa.
        profile: the dimensions of its identity, such as ``degree="master"``; others stay at their defaults.

    Raises:
        UnknownContribution: when no plugin offers it; the message lists those there are.
        UnknownProfile: when the framework has no such profile.
        FrameworkNotLoaded: when its files cannot be used; the findings say where and why.
    """
    return (registry or builtin_registry()).framework(name, **profile)


def registry_with(plugins: "Iterable[Any]", registry: Registry | None = None) -> Registry:
    """A registry that holds ``plugins`` too; they are registered in ``registry`` where one is given."""
    given = [plugins] if isinstance(plugins, str) else list(plugins)
    if not given:
        return registry or builtin_registry()
    registry = registry or Registry()
    for plugin in given:
        registry.register(plugin)
    return registry
