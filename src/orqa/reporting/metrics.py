"""Metrics (ตัวชี้วัดการปฏิบัติงาน): named numbers of an office and a period, each with what it counted and rests on."""

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from typing import Protocol, TypeAlias

from attrs import field, frozen
from attrs.validators import instance_of

from orqa.base.citations import Citation
from orqa.base.language import Text
from orqa.base.money import Money
from orqa.base.years import Year
from orqa.reporting.context import SnapshotReader
from orqa.rules.profile import Profile

Number: TypeAlias = int | Decimal | Money
"""What a metric measures in: a count, an amount, a share of a hundred."""


@frozen(kw_only=True)
class MetricContext:
    """All that a metric is worked out from; it asks no clock and opens no store.

    Attributes:
        reader: one snapshot of what whoever asks may see.
        counter: the same moment with what is of persons and they may not see: what comes of it is a number alone.
            Without it, numbers count what ``reader`` shows.
        profile: the office's rules and vocabularies.
        period: the year that it is about, of one kind: calendar, fiscal or academic.
        at: the moment of asking, in the office's time zone: what is still to come is not late yet.
    """

    reader: SnapshotReader
    profile: Profile
    period: Year = field(validator=instance_of(Year))
    at: datetime = field(validator=instance_of(datetime))
    counter: SnapshotReader | None = None

    @property
    def counting(self) -> SnapshotReader:
        """What to count by, where a number tells nothing of a person."""
        return self.counter or self.reader

    @property
    def until(self) -> date:
        """The last day of the period that has begun: its last, or today."""
        return min(self.period.last, self.at.date())


_HUNDRED, _TENTH = 100, Decimal("0.1")


def percent_share(part: int, whole: int) -> Decimal | None:
    """A part of a whole in per cent, to a tenth; None of nothing, which is not 0.

    >>> percent_share(1, 3), percent_share(0, 0)
    (Decimal('33.3'), None)
    """
    return (Decimal(part * _HUNDRED) / whole).quantize(_TENTH) if whole else None


def _once(citations: Iterable[Citation]) -> tuple[Citation, ...]:
    return tuple(dict.fromkeys(citations))


@frozen(kw_only=True)
class Measure:
    """What a metric measured.

    Attributes:
        value: the number in the metric's unit; None where there is nothing to measure, which is not 0.
        count: how many things it rests on.
        parts: the same number by what it is made up of, such as kinds of letter, in an order that means something.
        citations: the rules that it rests on.
    """

    value: Number | None
    count: int
    parts: tuple[tuple[Text, Number], ...] = ()
    citations: tuple[Citation, ...] = field(default=(), converter=_once)


class Metric(Protocol):
    """Works out one metric; contributed by plugins."""

    def measure(self, context: MetricContext) -> Measure:
        """The number of a period."""
