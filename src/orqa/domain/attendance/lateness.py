"""Late days of people (จำนวนวันมาสาย), and what an office makes of many: leave that is to be filed for them."""

from collections.abc import Iterable

from attrs import frozen

from orqa.domain.attendance.results import DayResult
from orqa.rules.decisions import Decision
from orqa.rules.views import View

CONVERTS = "attendance.late_converts"


@frozen(kw_only=True)
class LateCount:
    """How often somebody was late.

    Attributes:
        user: who.
        days: days on which they were late.
        minutes: minutes in all.
        leave_days: days of sick leave that are to be filed for it; 0 where the office does not ask that.
    """

    user: str
    days: int
    minutes: int
    leave_days: int


def decide_late_counts(results: Iterable[DayResult], view: View) -> Decision[tuple[LateCount, ...]]:
    """Who was late on how many days, those with the most first, and what is to be filed for it.

    Args:
        results: of any people and days.
        view: the rules (``attendance.late_converts``: for how many late days one day of leave is filed; 0 for none).
    """
    reading = view.reading()
    every: int = reading.value(CONVERTS)
    minutes: dict[str, list[int]] = {}
    for one in results:
        if one.late:
            minutes.setdefault(one.user, []).append(one.late)
    counts = [
        LateCount(user=user, days=len(late), minutes=sum(late), leave_days=len(late) // every if every else 0)
        for user, late in minutes.items()
    ]
    counts.sort(key=lambda one: (-one.days, -one.minutes, one.user))
    return reading.decision(tuple(counts), {"late_converts": every})
