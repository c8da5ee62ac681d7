"""Metrics of drafts: how long papers take to their number, and which receipts nobody told."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from statistics import median
from typing import TYPE_CHECKING, Any

from orqa.domain.correspondence.drafting.records import Draft
from orqa.domain.correspondence.drafting.states import DraftState
from orqa.reporting.metrics import Measure, MetricContext
from orqa.storage.query import between, equal

if TYPE_CHECKING:
    from collections.abc import Iterator


class MedianDraftingDays:
    """The median of the calendar days from the first words to the number, of papers numbered in the period."""

    def measure(self, context: MetricContext) -> Measure:
        """None where none was; letters that were numbered without a draft took no time and are left out."""
        last = context.period.last + timedelta(days=1)
        numbered = between("numbered_on", context.period.first.isoformat(), last.isoformat())
        rows: Iterator[Any] = context.reader.rows(Draft.kind, ("opened_at", "numbered_on", "author"), numbered)
        days = [(date.fromisoformat(on) - _day(begun, context)).days for begun, on, author in rows if author]
        return Measure(value=Decimal(str(median(days))) if days else None, count=len(days))


class Unacknowledged:
    """Letters that were sent out, whose receipt should have been told in the period and was not."""

    def measure(self, context: MetricContext) -> Measure:
        """Counted of those whose day has passed; one that is due today is not late."""
        last = min(context.period.last + timedelta(days=1), context.at.date())
        late = equal("state", DraftState.DISPATCHED.value)
        late &= between("acknowledge_by", context.period.first.isoformat(), last.isoformat())
        count = context.reader.count(Draft.kind, late)
        return Measure(value=count, count=count)


def _day(moment: str, context: MetricContext) -> date:
    return datetime.fromisoformat(moment).astimezone(context.at.tzinfo).date()
