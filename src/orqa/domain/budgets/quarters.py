"""Quarters of a fiscal year (ไตรมาส); pure."""

from datetime import date, timedelta
from itertools import pairwise
from typing import Final

from orqa.base.years import Period, Year
from orqa.rules.decisions import Decision
from orqa.rules.views import Reading

STARTS: Final = "quarter.starts"


def decide_quarters(reading: Reading, year: Year) -> Decision[tuple[Period, ...]]:
    """The quarters of a year, in order; together they are the year.

    Raises:
        ValueError: when a start is not a day of the year, or they are not in order.
    """
    starts = [_in_year(year, start["month"], start["day"]) for start in reading.value(STARTS)]
    edges = [*starts, year.last + timedelta(days=1)]
    found = tuple(Period(first, after - timedelta(days=1)) for first, after in pairwise(edges))
    return reading.decision(found, {"year": year.ce})


def _in_year(year: Year, month: int, day: int) -> date:
    first = date(year.first.year, month, day)
    return first if first >= year.first else date(year.first.year + 1, month, day)


def quarter_of(quarters: tuple[Period, ...], day: date) -> int:
    """The number of the quarter that a day is in, from 1.

    Raises:
        ValueError: when the day is in none of them.
    """
    for number, quarter in enumerate(quarters, start=1):
        if day in quarter:
            return number
    raise ValueError(f"{day} is not a day of {quarters[0].first} to {quarters[-1].last}")
