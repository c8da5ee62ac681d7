"""How many days of allowance a trip counts (การนับวันเบี้ยเลี้ยง): whole days of 24 hours, and what is left over."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Final

from orqa.domain.budgets.estimate_errors import ONE_ZONE, RETURNS_FIRST, EstimateRefused
from orqa.rules.decisions import Decision
from orqa.rules.views import Reading

COUNTING: Final = "travel.counting"
NO_NIGHT: Final = "no_night"

_WHOLE, _HALF, _NONE = Decimal(1), Decimal("0.5"), Decimal(0)


def decide_days(
    reading: Reading, departs: datetime, returns: datetime, *, place: str, overnight: bool
) -> Decision[tuple[tuple[date, Decimal], ...]]:
    """The days of allowance: the first day of each stretch of 24 hours, and 1 or one half.

    At home, with a night away, what is left over counts a day when it is more than twelve hours; without a night, more
    than six hours are half a day. Abroad half a day counts on a trip shorter than a day. The hours are those of rule
    ``travel.counting``, and each of them exactly is not more than it.

    Args:
        reading: of the rules on the day of departure.
        departs: when the traveller leaves home or office.
        returns: when the traveller is back there.
        place: ``home`` or ``abroad``.
        overnight: whether a night is spent away; leaving before midnight alone is none.

    Raises:
        EstimateRefused: when the return is not after the departure, or only one of the times has a zone.
        NotModelled: where the rule has not begun.
    """
    span = _span(departs, returns)
    rule = reading.value(COUNTING, place=place)
    whole, rest = divmod(span, timedelta(hours=rule["day_hours"]))
    halves = (not overnight) if rule["half_when"] == NO_NIGHT else whole == 0
    parts = [*[_WHOLE] * whole, _of_rest(rest, rule["whole_over"], rule["half_over"], halves=halves)]
    starts = _starts(departs, timedelta(hours=rule["day_hours"]))
    found = tuple((day, part) for day, part in zip(starts, parts, strict=False) if part)
    return reading.decision(found, {"departs": departs, "returns": returns, "place": place, "overnight": overnight})


def _span(departs: datetime, returns: datetime) -> timedelta:
    if (departs.tzinfo is None) != (returns.tzinfo is None):
        raise EstimateRefused(ONE_ZONE)
    if returns <= departs:
        raise EstimateRefused(RETURNS_FIRST.fill(departs=departs, returns=returns))
    # Of aware times in one zone Python subtracts what the clock shows; time that passed is what counts.
    return returns - departs if departs.tzinfo is None else returns.astimezone(UTC) - departs.astimezone(UTC)


def _of_rest(rest: timedelta, whole_over: int, half_over: int, *, halves: bool) -> Decimal:
    if rest > timedelta(hours=whole_over):
        return _WHOLE
    return _HALF if halves and rest > timedelta(hours=half_over) else _NONE


def _starts(departs: datetime, step: timedelta) -> Iterator[date]:
    moment = departs
    while True:
        yield moment.date()
        moment += step
