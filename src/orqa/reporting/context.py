"""What a report builder is given, and what it is."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any, Protocol

from attrs import field, frozen
from attrs.validators import instance_of

from orqa.base.calendar import WorkCalendar
from orqa.base.citations import Citation
from orqa.base.errors import NotModelled
from orqa.base.language import Text
from orqa.base.refs import RecordRef
from orqa.base.years import Period, Year
from orqa.reporting.audience import Audience
from orqa.reporting.formatting import Style
from orqa.reporting.model import Cited, Report
from orqa.rules.profile import Profile

if TYPE_CHECKING:
    from orqa.domain.quality.framework import Framework

_CALENDAR = "work calendar"
_NO_FRAMEWORKS = Text.of(en="the report was given none", th="ไม่ได้ให้เกณฑ์การประเมินแก่รายงาน")
_NONE_GIVEN = Text.of(en="the report was given none", th="ไม่ได้ให้ปฏิทินวันทำการแก่รายงาน")


class SnapshotReader(Protocol):
    """The part of a store's reader that reports need: one snapshot, for one access."""

    def rows(self, kind: str, fields: Sequence[str], query: Any = ..., order: Sequence[str] = ...) -> Iterator[Any]:
        """Stream declared fields."""

    def bodies(self, kind: str, query: Any = ..., order: Sequence[str] = ...) -> Iterator[tuple[str, int, Any]]:
        """Stream id, version and body, unread."""

    def get_many(self, refs: Sequence[RecordRef]) -> Sequence[Any]:
        """The latest versions, None where there is none to see."""

    def count(self, kind: str, query: Any = ...) -> int:
        """How many records."""

    def count_by(self, kind: str, fields: Sequence[str], query: Any = ...) -> Mapping[Any, int]:
        """How many records for each combination of values of ``fields`` that occurs."""


@frozen(kw_only=True)
class ReportContext:
    """All that a builder may use; it asks no clock and opens no store.

    Attributes:
        reader: the records that the report may show. It must stay open until the report is written, for tables
            read from it row by row. For a public report it sees open records only.
        profile: the office's rules, vocabularies and style.
        period: what time the report is about.
        at: when it is made, with a time zone; rules are read as of the period, not as of this moment.
        audience: whom it is for.
        language: of its text; by default the office's own.
        counter: a reader that sees every record, asked only how many there are, so that the report can state how
            many it leaves out; without it no number is stated.
        unnamed: a reader of what is open or of persons, whoever they are: of it a report tells numbers alone.
        tokens: what ``reader`` sees personal records by, such as leave; secret ones it never sees.
        open_calendar: gives the office's work calendar of a region, of its own for an empty one; see
            :meth:`calendar_of`.
        open_framework: gives frameworks of quality assurance; see :meth:`framework`.
    """

    reader: SnapshotReader
    profile: Profile
    period: Period
    at: datetime = field(validator=instance_of(datetime))
    audience: Audience = field(default=Audience.INTERNAL, converter=Audience)
    language: str | None = None
    counter: SnapshotReader | None = None
    unnamed: SnapshotReader | None = None
    tokens: frozenset[str] = frozenset()
    open_calendar: Callable[[str], WorkCalendar] | None = None
    open_framework: "Callable[..., Framework] | None" = None

    def framework(self, name: str, /, **profile: str) -> "Framework":
        """A framework of quality assurance, as the office's plugins have it.

        Raises:
            NotModelled: where the report is made without an office, and nobody gave any.
            UnknownContribution, UnknownProfile, FrameworkNotLoaded: when there is none that can be used.
        """
        if self.open_framework is None:
            raise NotModelled("framework", _NO_FRAMEWORKS)
        return self.open_framework(name, **profile)

    @property
    def calendar(self) -> WorkCalendar:
        """The working days of the office; errors as of :meth:`calendar_of`."""
        return self.calendar_of()

    def calendar_of(self, region: str = "") -> WorkCalendar:
        """The working days of a region of the office, by ISO 3166-2 code or name; by default of its own.

        Raises:
            NotModelled: where the report is made without an office, and nobody gave one.
            LookupError: when the office's calendar has no such region.
        """
        if self.open_calendar is None:
            raise NotModelled(_CALENDAR, _NONE_GIVEN)
        return self.open_calendar(region)

    @property
    def style(self) -> Style:
        """Language, era and digits."""
        return Style.of_profile(self.profile, self.language)

    def left_out(self, kind: str, query: Any) -> int:
        """How many records ``reader`` does not show of those that there are."""
        if self.counter is None:
            return 0
        return self.counter.count(kind, query) - self.reader.count(kind, query)

    def cite(self, citations: Iterable[Citation]) -> tuple[Cited, ...]:
        """Citations with the titles of their sources, as a report lists them."""
        return tuple(Cited(citation, self.profile.source(citation).title) for citation in citations)

    def period_text(self) -> Text:
        """The period's name and its first and last day, for the head of a report."""
        native, foreign = Style.of_profile(self.profile), Style("en")
        styles = {"en": foreign, native.language: native}
        return Text(tuple((language, self._days(style)) for language, style in styles.items()))

    def _days(self, style: Style) -> str:
        days = f"{style.date(self.period.first)} – {style.date(self.period.last)}"
        if not isinstance(self.period, Year):
            return days
        return f"{self.period.label(style.language, era=style.era, digits=style.digits)} ({days})"


class ReportBuilder(Protocol):
    """Makes one kind of report; plugins contribute it."""

    def build(self, context: ReportContext) -> Report:
        """The report; its tables read from ``context.reader`` when they are written."""
