"""Metrics of attendance and leave: counted from columns, no body is read but those of entries of one year."""

from typing import Any

from orqa.domain.attendance.half_years import HalfYear
from orqa.domain.attendance.leave.records import Leave, LeaveState
from orqa.reporting.metrics import Measure, MetricContext, percent_share
from orqa.storage.query import between, equal, is_in

_TAKEN = (LeaveState.PERMITTED.value, LeaveState.RETURNED.value)


class LeavesByType:
    """Leaves that were permitted and began in the period, and how many of each type."""

    def measure(self, context: MetricContext) -> Measure:
        """Counted by the first day; the parts are the types that were taken, most first."""
        first, last = context.period.first.isoformat(), context.period.last.isoformat()
        query = between("first", first, f"{last}~") & is_in("state", _TAKEN)
        counted = context.reader.count_by(Leave.kind, ("leave_type",), query)
        kinds: Any = context.profile.vocabularies.get("leave-type", {})
        terms = {code: kinds.get(str(code)) for (code,) in counted}
        parts = [(terms[code].title, number) for (code,), number in counted.items() if terms[code]]
        return Measure(
            value=sum(counted.values()),
            count=sum(counted.values()),
            parts=tuple(sorted(parts, key=lambda part: (-part[1], str(part[0])))),
            citations=tuple(cited for term in terms.values() if term for cited in term.citations),
        )


class WithinLimitsShare:
    """Of the half years that were frozen when the fiscal year was closed, the share that keeps to every limit."""

    def measure(self, context: MetricContext) -> Measure:
        """Nothing where no figures were frozen in that year."""
        counted = context.reader.count_by(HalfYear.kind, ("met",), equal("year", context.period.ce))
        everybody = sum(counted.values())
        within = sum(number for (met,), number in counted.items() if met)
        share = percent_share(within, everybody)
        return Measure(value=share, count=everybody)
