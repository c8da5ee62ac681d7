"""Working days: `WorkCalendar.count` and `.add` against a bare prefix-sum function, numpy and holidays.

All peers get the calendar of Thai government offices with the same days off; their answers are compared first.
"""

import random
import sys
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from itertools import accumulate
from typing import Any

from _duel import duel, show

from orqa.plugins.builtin.calendars import th_government

ONE = timedelta(days=1)
CALENDAR = th_government.load()
OFF = [h.day for h in CALENDAR.holidays()]
BARE, ORQA = "bare prefix sums", "orqa"
Call = Callable[[Any, Any], Any]


def bare() -> tuple[Call, Call]:
    """The least that can answer: no check of bounds or types, positive steps only."""
    base = CALENDAR.first.toordinal()
    every = [date.fromordinal(n) for n in range(base, CALENDAR.last.toordinal() + 1)]
    open_ = [day.weekday() < 5 and day not in set(OFF) for day in every]
    sums = [0, *accumulate(open_)]
    working = [day for day, is_open in zip(every, open_, strict=True) if is_open]

    def count(first: date, last: date, sums: list[int] = sums, base: int = base) -> int:
        return sums[last.toordinal() - base + 1] - sums[first.toordinal() - base]

    def add(day: date, n: int, sums: list[int] = sums, base: int = base, working: list[date] = working) -> date:
        return working[sums[day.toordinal() - base + 1] + n - 1]

    return count, add


def peers() -> dict[str, tuple[Call, Call]]:
    found: dict[str, tuple[Call, Call]] = {BARE: bare(), ORQA: (CALENDAR.count, CALENDAR.add)}
    try:
        import numpy as np
    except ImportError:
        print("peer numpy not installed")
    else:
        week = np.busdaycalendar(holidays=[str(day) for day in OFF])
        found["numpy, one call"] = (
            lambda a, b: int(np.busday_count(a, b + ONE, busdaycal=week)),
            lambda a, n: np.busday_offset(a, n, roll="backward", busdaycal=week).item(),
        )
    try:
        import holidays
    except ImportError:
        print("peer holidays not installed")
    else:
        theirs = holidays.country_holidays("TH", years=range(CALENDAR.first.year, CALENDAR.last.year + 1))
        theirs.expand = False
        theirs.clear()
        theirs.update(dict.fromkeys(OFF, "off"))
        found["holidays"] = (theirs.get_working_days_count, theirs.get_nth_working_day)
    return found


def agree(calls: dict[str, Call], cases: Iterable[tuple[Any, Any]]) -> None:
    for case in cases:
        answers = {name: call(*case) for name, call in calls.items()}
        assert len(set(answers.values())) == 1, (case, answers)


def race(title: str, calls: dict[str, Call], cases: list[tuple[Any, Any]], goal: str) -> None:
    agree(calls, cases)

    def over(call: Call) -> Callable[[], None]:
        def go() -> None:
            for a, b in cases:
                call(a, b)

        return go

    results = duel({name: over(call) for name, call in calls.items()}, per=len(cases))
    show(title, results, BARE)
    ours = results[ORQA]
    met = ", ".join(f"{name} takes {seconds / ours:.1f} times as long" for name, seconds in results.items())
    print(f"  {met}\n  goal: {goal}")


def spans(number: int, shortest: int, longest: int) -> list[tuple[date, date]]:
    chance = random.Random(7)
    starts = (date(2020, 1, 1) + ONE * chance.randrange(2000) for _ in range(number))
    return [(first, first + ONE * chance.randint(shortest, longest)) for first in starts]


def main() -> None:
    found = peers()
    counts, adds = ({name: pair[i] for name, pair in found.items()} for i in (0, 1))
    floor = "within 1.5 of the bare function; 20 times faster than numpy"
    race("count, spans of 30 days", counts, spans(400, 30, 30), f"{floor}; 100 times faster than holidays")
    race("count, spans of a year", counts, spans(100, 365, 365), f"{floor}; 2,000 times faster than holidays")
    steps = [(first, (last - first).days) for first, last in spans(400, 1, 60)]
    race("add 1 to 60 working days", adds, steps, f"{floor}; 100 times faster than holidays")


if __name__ == "__main__":
    sys.exit(main())
