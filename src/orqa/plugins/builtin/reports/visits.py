"""Visits, activities and trips of a year, and the enquiries with how fast they were answered, as reports."""

from collections.abc import Sequence

from attrs import evolve

from orqa.base.language import Text
from orqa.domain.partnerships.activities import STATES as ACTIVITY_STATES
from orqa.domain.partnerships.activities import ActivityState
from orqa.domain.partnerships.official_trips import STATES as TRIP_STATES
from orqa.domain.partnerships.official_trips import TripState
from orqa.domain.partnerships.visits import STATES as VISIT_STATES
from orqa.domain.partnerships.visits import VisitState
from orqa.office.snapshots import office_of
from orqa.reporting.audience import Audience
from orqa.reporting.context import ReportContext
from orqa.reporting.model import Fact, Report, Section
from orqa.reporting.tables import Table

_VISITS = Text.of(en="Visits, activities and trips abroad", th="การเยือน กิจกรรมความร่วมมือ และการไปราชการต่างประเทศ")
_OF_VISITS = Text.of(en="Visits and delegations", th="การเยือนและคณะผู้แทน")
_OF_ACTIVITIES = Text.of(en="Activities of cooperation", th="กิจกรรมความร่วมมือ")
_OF_TRIPS = Text.of(en="Trips abroad", th="การไปราชการต่างประเทศ")
_ENQUIRIES = Text.of(en="Enquiries and their answers", th="เรื่องสอบถามและการตอบ")
_RECEIVED = Text.of(en="Received", th="รับเรื่อง")
_ANSWERED = Text.of(en="Answered, of these in time", th="ตอบแล้ว ในจำนวนนี้ทันกำหนด")
_MEDIAN = Text.of(en="Days to the first answer, median", th="จำนวนวันจนตอบครั้งแรก มัธยฐาน")
_TENTH = Text.of(en="Days within which nine in ten were answered", th="เก้าในสิบเรื่องตอบภายใน (วัน)")


_UNSETTLED = (
    *(VISIT_STATES[state] for state in (VisitState.PLANNED, VisitState.CONFIRMED, VisitState.CANCELLED)),
    *(ACTIVITY_STATES[state] for state in (ActivityState.PLANNED, ActivityState.CANCELLED)),
    *(TRIP_STATES[state] for state in (TripState.PLANNED, TripState.CANCELLED)),
)
"""States of visits, activities and trips that are told to nobody outside."""


class VisitsReport:
    """Builds the visits, activities and trips that begin in the period.

    The public edition names no person, tells nothing that somebody wrote in words of their own, for a name may stand
    there, and leaves out what is only planned, waits for permission or was cancelled.
    """

    def build(self, context: ReportContext) -> Report:
        """As the registers of the service have them; inside, those planned or cancelled stand with their state."""
        partnerships = office_of(context).partnerships
        days = (context.period.first, context.period.last)
        parts: tuple[tuple[Text, Table], ...] = (
            (_OF_VISITS, partnerships.visits.table(*days)),
            (_OF_ACTIVITIES, partnerships.activities.table(*days)),
            (_OF_TRIPS, partnerships.trips.table(*days)),
        )
        if context.audience is Audience.PUBLIC:
            parts = tuple((title, _settled(table)) for title, table in parts)
        left_out = sum(table.left_out for _, table in parts)
        sections = tuple(Section((table,), title) for title, table in parts)
        return _report(context, "visits", _VISITS, sections, left_out=left_out)


class EnquiriesReport:
    """Builds the enquiries that came in the period; the public edition tells neither who asked nor what."""

    def build(self, context: ReportContext) -> Report:
        """With the median and the 90th percentile of the days to the first answer."""
        enquiries = office_of(context).partnerships.enquiries
        days = (context.period.first, context.period.last)
        found = enquiries.times(*days)
        told = (
            (_RECEIVED, str(found.received)),
            (_ANSWERED, f"{found.answered}, {found.in_time}"),
            (_MEDIAN, "–" if found.median is None else str(found.median)),
            (_TENTH, "–" if found.slowest_tenth is None else str(found.slowest_tenth)),
        )
        facts = [Fact(title, Text.of(en=value, th=value)) for title, value in told]
        table = enquiries.table(*days)
        return _report(context, "enquiries", _ENQUIRIES, (Section((table,)),), facts, left_out=table.left_out)


def _settled(table: Table) -> Table:
    """The rows of a table whose state is none of those that are told to nobody outside."""
    names = [column.name for column in table.columns]
    if "state" not in names:
        return table
    place, rows = names.index("state"), list(table.rows())
    kept = [row for row in rows if row[place] not in _UNSETTLED]
    return evolve(table, rows=lambda: iter(kept), left_out=table.left_out + len(rows) - len(kept))


def _report(  # noqa: PLR0913 - what two reports share
    context: ReportContext,
    name: str,
    title: Text,
    sections: tuple[Section, ...],
    facts: Sequence[Fact] = (),
    *,
    left_out: int,
) -> Report:
    return Report(
        name=name,
        title=title,
        sections=sections,
        facts=tuple(facts),
        left_out=left_out,
        style=context.style,
        audience=context.audience,
        period=context.period_text(),
        made_at=context.at,
        profile=context.profile.name,
        data_version=context.profile.data_version,
    )
