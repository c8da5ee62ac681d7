"""Metrics of visits and of the information service (ตัวชี้วัดการเยือนและการบริการข้อมูล)."""

from datetime import date

from orqa.domain.partnerships.enquiries import Enquiry
from orqa.domain.partnerships.visits import DIRECTIONS, Visit
from orqa.office.deadlines import from_to
from orqa.reporting.metrics import Measure, MetricContext, percent_share


class VisitsHeld:
    """The visits and delegations that were held in the period, with those received and those sent."""

    def measure(self, context: MetricContext) -> Measure:
        """Counted by their first days."""
        query = from_to("held", context.period.first, context.until)
        counted = context.counting.count_by(Visit.kind, ("direction",), query)
        parts = tuple((title, counted.get((way.value,), 0)) for way, title in DIRECTIONS.items())
        total = sum(counted.values())
        return Measure(value=total, count=total, parts=parts)


class EnquiriesInTimeShare:
    """Of the enquiries that were due by the end of the period or today, the share that was answered by its day."""

    def measure(self, context: MetricContext) -> Measure:
        """Nothing where none was due; what was closed without an answer was not answered."""
        due = from_to("due", context.period.first, context.until)
        rows = list(context.counting.rows(Enquiry.kind, ("due", "answered"), due))
        in_time = sum(answered is not None and _day(answered) <= _day(by) for by, answered in rows)
        share = percent_share(in_time, len(rows))
        return Measure(value=share, count=len(rows))


def _day(text: str) -> date:
    return date.fromisoformat(text)
