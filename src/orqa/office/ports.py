"""What the office needs from the outside: a clock, and what plugins contribute."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TypeAlias

from orqa.base.calendar import WorkCalendar
from orqa.base.findings import Finding, Place
from orqa.base.language import Text
from orqa.domain.attendance.punches import Punch
from orqa.office.tabular.layout import Layout
from orqa.reporting.context import ReportBuilder
from orqa.reporting.metrics import Metric
from orqa.reporting.renderer import Renderer
from orqa.rules.profile import Profile
from orqa.storage.blobs import Blobs
from orqa.storage.protocol import Store

if TYPE_CHECKING:
    from orqa.domain.quality.framework import Framework
    from orqa.office.notices import Notice

Clock: TypeAlias = Callable[[], datetime]
"""Tells the moment, with a time zone."""


class InputRow(Protocol):
    """One row of an input file, as text.

    A row may also have ``letters`` (of the columns of a sheet, by head) and ``problems`` (findings about single cells,
    by head); see :class:`orqa.plugins.rows.Row`.
    """

    @property
    def values(self) -> Mapping[str, str]:
        """What stands in each column, by the column's head."""

    @property
    def place(self) -> Place:
        """The file and the line."""


class MetricTitle(Protocol):
    """What people call a metric."""

    @property
    def title(self) -> Text:
        """Its name."""

    @property
    def unit(self) -> Text:
        """What it is measured in."""


class FrameworkTitle(Protocol):
    """What people call a framework of quality assurance."""

    @property
    def title(self) -> Text:
        """Its name."""

    @property
    def level(self) -> str:
        """What it assesses: programme, faculty, institution, agency."""


class Notifier(Protocol):
    """Delivers reminders to people; contributed as the ``factory`` of a :class:`orqa.plugins.specs.NotifierSpec`."""

    def deliver(self, notice: "Notice") -> None:
        """Deliver one message, or raise what went wrong; the same ``notice.id`` twice is one message."""


class Contributions(Protocol):
    """What the registry of plugins offers to an office; each lookup raises a LookupError that lists what there is."""

    def profile_names(self) -> tuple[str, ...]:
        """The names of all profiles."""

    def profile(self, name: str) -> Profile:
        """The profile of that name, with its parents."""

    def store(self, url: str, *, read_only: bool = False) -> Store:
        """The store of a URL, not yet looked at."""

    def blobs(self, place: str) -> Blobs:
        """Where bytes are kept: a folder of this machine, or the URL of an object store."""

    def calendar(self, name: str, region: str | None = None, known_on: date | None = None) -> WorkCalendar:
        """The calendar of working days of that name; see :meth:`orqa.plugins.registry.Registry.calendar`."""

    def renderer(self, name: str) -> Renderer:
        """The renderer of that name (``html``, ``csv`` …)."""

    def format_of(self, suffix: str) -> str | None:
        """The name of the renderer that writes files with this ending; None where there is none or more than one."""

    @property
    def metrics(self) -> Mapping[str, MetricTitle]:
        """The metrics by name, and what people call them."""

    def metric(self, name: str) -> Metric:
        """What works out that metric."""

    @property
    def qa_frameworks(self) -> Mapping[str, FrameworkTitle]:
        """The frameworks of quality assurance by id, and what people call them."""

    def framework(self, name: str, /, **profile: str) -> "Framework":
        """A framework for a profile; see :meth:`orqa.plugins.registry.Registry.framework`."""

    def notifier(self, name: str, target: str) -> Notifier:
        """The notifier of that name (``eml`` …), delivering to a target that it understands, such as a folder."""

    def report(self, name: str) -> ReportBuilder:
        """The builder of that report."""

    def read_rows(self, path: Path, format_name: str | None, layout: Layout | None) -> Iterator[InputRow | Finding]:
        """The rows of an input file, of the table that ``layout`` tells; problems of the file are findings in between.

        An error whose code begins with ``file-`` is about the file as a whole, any other about one row.
        """

    def read_punches(self, path: Path, format_name: str | None) -> Iterator[Punch | Finding] | None:
        """The punches of a time clock's file, and what is wrong with it; None where its format is one of tables."""

    def is_whole(self, path: Path, format_name: str | None) -> bool:
        """Whether no such error stands behind the first row, nor other columns; False where that is not known."""
