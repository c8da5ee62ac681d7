"""What a clock that lost its power or its memory leaves among punches: days that cannot be, and breaks in the order.

A clock writes its lines as they happen. One that lost its power begins again at its first day, and goes on there until
somebody sets it: those lines stand between later ones. They are real punches with a wrong date, so they are told and
kept, and nobody sorts them into a month by that date.
"""

from bisect import bisect_right
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from enum import StrEnum
from itertools import islice
from operator import attrgetter, le

from attrs import frozen

from orqa.domain.attendance.punches import Punch

EARLIEST = date(2001, 1, 1)
"""The first plausible day where nobody says another: clocks count from 2000, so that one never set tells that year."""

LATEST = date(2099, 12, 31)
"""The last plausible day where nobody says another, which should be the day after the file was fetched."""

NEAR = timedelta(days=1)
"""How far a line may stand from its place in the order: clocks are set back by minutes, never by days."""

_IN_ORDER = 0.8
"""The share of lines that must be in order before a line out of order says anything about the clock."""


class Fault(StrEnum):
    """``range``: the day is not plausible; ``order``: it stands among lines of quite other days."""

    RANGE = "range"
    ORDER = "order"


@frozen
class Doubt:
    """A punch whose date the clock cannot have had right.

    Attributes:
        place: position among the punches, from 0.
        fault: why.
        before: when the last line before it that is in order was written; None where there is none, and for ``range``.
        after: likewise the first behind it.
    """

    place: int
    fault: Fault
    before: datetime | None = None
    after: datetime | None = None


def doubts(punches: Sequence[Punch], earliest: date = EARLIEST, latest: date = LATEST) -> list[Doubt]:
    """The punches of one clock whose dates cannot be right, in the order in which they stand.

    Args:
        punches: of one clock, in the order in which it wrote them; of a file in another order only the range is looked
            at.
        earliest: the first plausible day, such as the one on which the clock was installed.
        latest: the last plausible day, such as tomorrow.
    """
    times = [punch.at for punch in punches]
    first, end = datetime.combine(earliest, datetime.min.time()), datetime.combine(latest, datetime.max.time())
    if not times or (first <= min(times) and max(times) <= end):
        return [Doubt(at, Fault.ORDER, before, after) for at, before, after in _strays(times)]
    out = [Doubt(place, Fault.RANGE) for place, at in enumerate(times) if not first <= at <= end]
    places = [place for place, at in enumerate(times) if first <= at <= end]
    strays = _strays([times[place] for place in places])
    out += [Doubt(places[at], Fault.ORDER, before, after) for at, before, after in strays]
    return sorted(out, key=attrgetter("place"))


def _strays(times: list[datetime]) -> list[tuple[int, datetime | None, datetime | None]]:
    """The positions of times that stand far from their place, each with its neighbours that are in order."""
    if all(map(le, times, islice(times, 1, None))):
        return []
    chain = _longest_run(times)
    if len(chain) < _IN_ORDER * len(times):
        return []
    found, behind = [], 0
    for at, time in enumerate(times):
        if behind < len(chain) and chain[behind] == at:
            behind += 1
            continue
        before = times[chain[behind - 1]] if behind else None
        after = times[chain[behind]] if behind < len(chain) else None
        if (before is not None and time < before - NEAR) or (after is not None and time > after + NEAR):
            found.append((at, before, after))
    return found


def _longest_run(times: list[datetime]) -> list[int]:
    """The positions of a longest series of times that never goes back (patience sorting)."""
    tails: list[datetime] = []
    ends: list[int] = []
    earlier: list[int] = []
    for at, time in enumerate(times):
        pile = len(tails) if not tails or tails[-1] <= time else bisect_right(tails, time)
        earlier.append(ends[pile - 1] if pile else -1)
        if pile == len(tails):
            tails.append(time)
            ends.append(at)
        else:
            tails[pile], ends[pile] = time, at
    return _back(ends[-1] if ends else -1, earlier)


def _back(at: int, earlier: list[int]) -> list[int]:
    run = []
    while at >= 0:
        run.append(at)
        at = earlier[at]
    run.reverse()
    return run
