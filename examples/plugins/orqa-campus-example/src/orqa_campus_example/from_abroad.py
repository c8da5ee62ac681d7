"""Which share of the year's letters came from abroad: their numbers are in Latin letters."""

import re
from datetime import datetime, time, timedelta
from decimal import Decimal

from orqa.domain.correspondence.records import Letter
from orqa.reporting.metrics import Measure, MetricContext
from orqa.storage.chain import moment
from orqa.storage.query import between, equal

_LATIN = re.compile("[a-z]").search
_TENTH = Decimal("0.1")


class FromAbroad:
    """Of the letters that were received in the year."""

    def measure(self, context: MetricContext) -> Measure:
        """Counted by the number that the sender printed; None where no letter came."""
        days = context.period.first, context.period.last + timedelta(days=1)
        midnights = (moment(datetime.combine(day, time(), context.at.tzinfo)) for day in days)
        received = equal("direction", "received") & between("received_at", *midnights)
        keys = [key for (key,) in context.reader.rows(Letter.kind, ("reference_key",), received)]
        abroad = sum(bool(key and _LATIN(key)) for key in keys)
        share = (Decimal(100 * abroad) / len(keys)).quantize(_TENTH) if keys else None
        return Measure(value=share, count=len(keys))
