"""The hooks: what a plugin may contribute to orqa.

A plugin is a module (or an object) with one or more of these functions, marked with :data:`hookimpl`::

    from orqa.plugins import hookimpl
    from orqa.plugins.specs import CalendarSpec

    @hookimpl
    def orqa_calendars():
        yield CalendarSpec(name="our-campus", title="Our campus", factory=load)

and named in the ``pyproject.toml`` of its distribution::

    [project.entry-points.orqa]
    our-campus = "our_package.plugin"

Hooks are called once, when the registry is first asked; each implementation is called alone, and one that fails
leaves the others whole. Results are sorted by name: the order in which plugins load means nothing.
"""

from typing import TYPE_CHECKING

import pluggy

if TYPE_CHECKING:
    from collections.abc import Iterable

    from orqa.plugins.specs import (
        CalendarSpec,
        FormatSpec,
        FrameworkSpec,
        MetricSpec,
        NotifierSpec,
        ProfileSpec,
        RendererSpec,
        ReportSpec,
        StoreSpec,
    )

PROJECT = "orqa"
"""The name of the hooks' project; also the entry-point group of plugins."""

HOOK_API = "1.1"
"""Version of the hooks, apart from orqa's own.

The first number grows when a plugin must be changed, the second when hooks or fields are added. A contribution that
requires a newer version, or another first number, is left out and listed among the registry's problems.
"""

_hookspec = pluggy.HookspecMarker(PROJECT)

hookimpl = pluggy.HookimplMarker(PROJECT)
"""Marks a function of a plugin as the implementation of the hook with its name."""


@_hookspec
def orqa_stores() -> "Iterable[StoreSpec]":  # type: ignore[empty-body]
    """Contribute places to keep records, chosen by the scheme of the office's URL.

    The factory is called when an office is opened, with the URL and whether it may only be read. Prove the store
    with :class:`orqa.testing.StoreContract`.

    Example::

        def _open(url: StoreUrl, read_only: bool) -> Store:
            return FolderStore(url.path, read_only=read_only)

        @hookimpl
        def orqa_stores():
            yield StoreSpec(name="folder", title={"en": "JSON files in a folder", "th": "แฟ้ม JSON ในโฟลเดอร์"},
                            schemes=("folder",), factory=_open)
    """


@_hookspec
def orqa_renderers() -> "Iterable[RendererSpec]":  # type: ignore[empty-body]
    """Contribute formats that reports are written in.

    The factory is called each time a report is written. A renderer knows no report: it writes what any report holds.

    Example::

        @hookimpl
        def orqa_renderers():
            yield RendererSpec(name="rst", title="reStructuredText", media_type="text/x-rst", suffix=".rst",
                               factory=RstRenderer)
    """


@_hookspec
def orqa_reports() -> "Iterable[ReportSpec]":  # type: ignore[empty-body]
    """Contribute reports that an office can make.

    The factory is called each time the report is made. A report knows no format: it returns the neutral model.

    Example::

        @hookimpl
        def orqa_reports():
            yield ReportSpec(name="letters-by-sender", title={"en": "Letters by sender", "th": "หนังสือตามผู้ส่ง"},
                             factory=LettersBySender)
    """


@_hookspec
def orqa_profiles() -> "Iterable[ProfileSpec]":  # type: ignore[empty-body]
    """Contribute countries or institutions as data: rules, lists of codes, language, calendar.

    The factory is called when the profile, or one laid over it, is first used; it gives the folder of its files.

    Example::

        @hookimpl
        def orqa_profiles():
            yield ProfileSpec(name="our-university", title={"en": "Our University", "th": "มหาวิทยาลัยของเรา"},
                              parent="thai-public-university", factory=lambda: files("our_package") / "profile")
    """


@_hookspec
def orqa_calendars() -> "Iterable[CalendarSpec]":  # type: ignore[empty-body]
    """Contribute calendars of working days.

    The factory is called with a region and the day by whose knowledge to answer, either of them None.

    Example::

        def _load(region: str | None, known_on: date | None) -> WorkCalendar:
            return WorkCalendar.from_holidays(HOLIDAYS, first=date(2026, 1, 1), last=date(2026, 12, 31),
                                              region=region, known_on=known_on)

        @hookimpl
        def orqa_calendars():
            yield CalendarSpec(name="our-campus", title={"en": "Our campus", "th": "วิทยาเขตของเรา"}, factory=_load)
    """


@_hookspec
def orqa_formats() -> "Iterable[FormatSpec]":  # type: ignore[empty-body]
    """Contribute formats that input files are read from.

    The factory is called each time a file is read. A problem of the file is a finding between the rows, not an error.

    Example::

        @hookimpl
        def orqa_formats():
            yield FormatSpec(name="tsv", title={"en": "Tab-separated values", "th": "ตารางคั่นด้วยแท็บ"},
                             suffixes=(".tsv",), factory=TsvReader)
    """


@_hookspec
def orqa_metrics() -> "Iterable[MetricSpec]":  # type: ignore[empty-body]
    """Contribute named numbers of an office and a year.

    The factory is called each time the metric is asked for. A metric reads one snapshot of what whoever asks may see,
    asks no clock, and tells how many things it counted and by which rules.

    Example::

        @hookimpl
        def orqa_metrics():
            yield MetricSpec(name="letters.from_abroad", title={"en": "Letters from abroad", "th": "หนังสือจากต่างประเทศ"},
                             unit={"en": "letters", "th": "ฉบับ"}, factory=LettersFromAbroad)
    """


@_hookspec
def orqa_qa_frameworks() -> "Iterable[FrameworkSpec]":  # type: ignore[empty-body]
    """Contribute frameworks of quality assurance, each as a file of data.

    The factory is called when the framework is first loaded; it gives the folder of its file. Prove it with
    :class:`orqa.testing.FrameworkContract`.

    Example::

        @hookimpl
        def orqa_qa_frameworks():
            yield FrameworkSpec(name="our-iqa", title={"en": "Our own framework", "th": "กรอบของเรา"},
                                level="programme", file="our-iqa.toml",
                                factory=lambda: files("our_package") / "frameworks")
    """


@_hookspec
def orqa_notifiers() -> "Iterable[NotifierSpec]":  # type: ignore[empty-body]
    r"""Contribute ways to deliver reminders to people.

    The factory is called with a target that it understands, such as a folder or a URL, whenever reminders are sent.

    Example::

        class Spool:
            def __init__(self, target):
                self.path = Path(target)

            def deliver(self, notice):
                self.path.joinpath(f"{notice.id}.txt").write_text("\n".join(notice.lines), encoding="utf-8")

        @hookimpl
        def orqa_notifiers():
            yield NotifierSpec(name="spool", title={"en": "Text files", "th": "แฟ้มข้อความ"}, factory=Spool)
    """
