"""Metrics of letters: how many, how late, how fast, answered and acknowledged in time.

They are counted from columns; only when a circular was acknowledged stands in the bodies of tasks, read in parts.
"""

from collections import Counter
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from itertools import islice
from statistics import median
from typing import TYPE_CHECKING, Any, Final

from orqa.base.citations import Citation
from orqa.base.language import Text
from orqa.base.refs import RecordRef
from orqa.domain.correspondence.circulation import ACKNOWLEDGE
from orqa.domain.correspondence.deadlines import ANSWER_DAYS, DUE_DAYS
from orqa.domain.correspondence.handling import Handling
from orqa.domain.correspondence.records import Letter
from orqa.domain.organization.tasks import Task, TaskState
from orqa.reporting.metrics import Measure, MetricContext, percent_share
from orqa.storage.chain import moment
from orqa.storage.query import Query, between, equal, is_in

if TYPE_CHECKING:
    from collections.abc import Iterator

_AT_ONCE: Final = 500
NOT_TOLD: Final = Text.of(th="ไม่ระบุ", en="Not told")


class LettersByKind:
    """Letters that were received in the period, by the office's time zone, and how many of each kind."""

    def measure(self, context: MetricContext) -> Measure:
        """Counted by ``received_at``; the parts are the kinds that came, most first."""
        query = equal("direction", "received") & _moments(context)
        counted = context.reader.count_by(Letter.kind, ("letter_kind",), query)
        kinds = context.profile.vocabulary("letter-kind")
        terms = {code: kinds.get(str(code)) for (code,) in counted}
        parts = [(term.title if (term := terms[code]) else NOT_TOLD, count) for (code,), count in counted.items()]
        return Measure(
            value=sum(counted.values()),
            count=sum(counted.values()),
            parts=tuple(sorted(parts, key=lambda part: (-part[1], str(part[0])))),
            citations=tuple(cited for term in terms.values() if term for cited in term.citations),
        )


class Overdue:
    """Tasks of letters whose due day in the period has passed, and that nobody ended."""

    def measure(self, context: MetricContext) -> Measure:
        """Counted of all open tasks that were due in the period; one that is due today is not late."""
        waiting = equal("area", "correspondence") & equal("action", "letter.handle")
        waiting &= equal("state", TaskState.OPEN.value)
        due = waiting & _days("due", context.period.first, context.period.last)
        late = waiting & between("due", context.period.first.isoformat(), _late_before(context))
        return Measure(
            value=context.reader.count(Task.kind, late),
            count=context.reader.count(Task.kind, due),
            citations=_cited(context, DUE_DAYS),
        )


class MedianHandlingDays:
    """The median of the calendar days from registering to closing, of letters that were closed in the period."""

    def measure(self, context: MetricContext) -> Measure:
        """None where none was closed; a letter that is closed on the day it came took 0 days."""
        closed = _days("closed_on", context.period.first, context.period.last)
        rows: Iterator[Any] = context.reader.rows(Handling.kind, ("received_on", "closed_on"), closed)
        days = [(date.fromisoformat(last) - date.fromisoformat(first)).days for first, last in rows]
        return Measure(value=Decimal(str(median(days))) if days else None, count=len(days))


class AnsweredInTimeShare:
    """The share of letters asking for an answer in the period that were answered by their day."""

    def measure(self, context: MetricContext) -> Measure:
        """Of those whose day of answering lies in the period and has passed, or that are answered; None for none."""
        owed = _days("answer_by", context.period.first, context.period.last)
        rows: Iterator[Any] = context.reader.rows(Handling.kind, ("answer_by", "answered_on"), owed)
        today = context.at.date().isoformat()
        told = [(by, on) for by, on in rows if on is not None or by < today]
        in_time = sum(on is not None and on <= by for by, on in told)
        share = percent_share(in_time, len(told))
        return Measure(value=share, count=len(told), citations=_cited(context, ANSWER_DAYS))


class AcknowledgedInTimeShare:
    """The share of receivers of circulars who were to acknowledge by a day of the period and did so by then."""

    def measure(self, context: MetricContext) -> Measure:
        """Of those who acknowledged or whose day has passed; not of those no longer waited for by their day."""
        first, last = context.period.first, context.period.last
        asked, told = equal("action", ACKNOWLEDGE), Counter[bool]()
        late = equal("state", TaskState.OPEN.value) & between("due", first.isoformat(), _late_before(context))
        told[False] = context.reader.count(Task.kind, asked & late)
        over = is_in("state", [TaskState.DONE.value, TaskState.WITHDRAWN.value]) & _days("due", first, last)
        ended = context.reader.rows(Task.kind, ("id", "due", "state"), asked & over)
        while part := list(islice(ended, _AT_ONCE)):
            refs = [RecordRef(Task.kind, str(identity)) for identity, _, _ in part]
            for (_, due, state), stored in zip(part, context.reader.get_many(refs), strict=True):
                if stored is not None:
                    in_time = _day_of(stored.body["ended_at"], context) <= str(due)
                    told[in_time] += not in_time or state == TaskState.DONE.value
        return Measure(value=percent_share(told[True], told.total()), count=told.total())


def _day_of(written: object, context: MetricContext) -> str:
    """The day of a moment, by the office's time zone."""
    return datetime.fromisoformat(str(written)).astimezone(context.at.tzinfo).date().isoformat()


def _late_before(context: MetricContext) -> str:
    return min(context.period.last + timedelta(days=1), context.at.date()).isoformat()


def _days(name: str, first: date, last: date) -> Query:
    """A day from ``first`` to ``last``, both included."""
    return between(name, first.isoformat(), (last + timedelta(days=1)).isoformat())


def _moments(context: MetricContext) -> Query:
    """From the first midnight of the period, in the office's zone, to its last."""
    days = context.period.first, context.period.last + timedelta(days=1)
    return between("received_at", *(moment(datetime.combine(day, time(), context.at.tzinfo)) for day in days))


def _cited(context: MetricContext, key: str) -> tuple[Citation, ...]:
    """The clauses of a rule on the last day of the period that has begun; none where the profile lacks the rule."""
    parameters = context.profile.ruleset.parameters
    if key not in parameters:
        return ()
    rows = [row for row in parameters[key].rows if row.start <= context.until]
    return tuple(cited for row in rows for cited in row.citations)
