"""Working from home (การปฏิบัติงานนอกสถานที่ตั้ง): what proves a day of it, and days on which the cabinet ordered it."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Final

from attrs import frozen

from orqa.domain.attendance.events import DayEvent
from orqa.domain.attendance.statuses import DayStatus
from orqa.rules.decisions import Decision
from orqa.rules.views import View

RULE: Final = "attendance.home_working"
ORDERED: Final = "attendance.home_days"
HOME_REPORT: Final = "home_report"
"""The code of the vocabulary ``work-event`` for a report of what was done at home on a day."""

CHECK_IN, REPORT, ANY = "check_in", "report", "any"


@frozen(kw_only=True)
class OrderedDay:
    """A day on which the cabinet had people work from home; it is no holiday.

    Attributes:
        day: which.
        regions: provinces by ISO 3166-2 where it was ordered.
    """

    day: date
    regions: tuple[str, ...]

    def is_for(self, covers: frozenset[str]) -> bool:
        """Whether it was ordered in each of the provinces where a unit stands; yes without any."""
        return covers.issubset(self.regions)


def as_proved_by(event: DayEvent, view: View) -> Iterator[DayEvent]:
    """An event with what proves it, by the rules of its first day; nothing of a report that proves nothing there."""
    if event.status is not DayStatus.HOME_WORKING:
        yield event
        return
    proof = view.reading().value(RULE)["proof"]
    if event.code != HOME_REPORT:
        yield event._replace(unproved=(ANY if CHECK_IN in proof else REPORT) if proof else "")
    elif REPORT in proof:
        yield event


def as_proved(events: tuple[DayEvent, ...], moments: Sequence[datetime]) -> tuple[DayEvent, ...]:
    """The events of a day as they count: working from home that neither punch nor report proves is absence."""
    unproved = [one for one in events if one.unproved == REPORT or (one.unproved and not moments)]
    if not unproved or any(one.code == HOME_REPORT for one in events):
        return events
    return tuple(one._replace(status=DayStatus.ABSENT) if one in unproved else one for one in events)


def ordered_days(view: View, first: date, last: date) -> Decision[tuple[OrderedDay, ...]]:
    """The days from one to another on which the cabinet had people work from home, both included."""
    reading = view.reading()
    found = [OrderedDay(day=one["day"], regions=tuple(one["regions"])) for one in reading.value(ORDERED)]
    within = tuple(one for one in found if first <= one.day <= last)
    return reading.decision(within, {"first": first, "last": last})
