"""The result of one day of one person (ผลการลงเวลารายวัน)."""

from datetime import date, datetime
from typing import NamedTuple

from orqa.base.citations import Citation
from orqa.base.language import Text
from orqa.domain.attendance.events import DayEvent, Half
from orqa.domain.attendance.schedules import Schedule
from orqa.domain.attendance.statuses import DayStatus


class DayResult(NamedTuple):
    """What a day of somebody came to; a tuple, for a year of an office has them by the hundred thousand.

    Attributes:
        user: whose, as the punches name them.
        day: which day.
        status: what it came to.
        first_in: the first punch that counts; None for none.
        last_out: the last one; the same as the first where there is one only.
        late: minutes late, from the hour at which work was to begin.
        early: minutes that were left before its end.
        worked: minutes from the first to the last punch, lunch left out; what counts of them, for a load.
        events: leave, duty and the like of that day.
        schedule: by which it was judged.
    """

    user: str
    day: date
    status: DayStatus
    first_in: datetime | None
    last_out: datetime | None
    late: int
    early: int
    worked: int
    events: tuple[DayEvent, ...]
    schedule: Schedule

    @property
    def leave(self) -> str:
        """Code of the leave of that day, half a day among them; empty for none."""
        return next((one.code for one in self.events if one.status is DayStatus.LEAVE), "")

    @property
    def half(self) -> Half | None:
        """Which half of the day was leave, duty or the like; None for none or the whole day."""
        halves = {one.half for one in self.events if one.takes}
        return halves.pop() if len(halves) == 1 and Half.WHOLE not in halves else None

    @property
    def citations(self) -> tuple[Citation, ...]:
        """The clauses that the schedule rests on."""
        return self.schedule.citations

    def explain(self) -> Text:
        """Why the day came to that, in Thai and English; worked out when asked.

        >>> result.explain().in_language("en")                                       # doctest: +SKIP
        'late 12 minutes: in 08:42, work begins 08:30, courtesy 0; Official hours, 08:30 to 16:30; rules …'
        """
        from orqa.domain.attendance.explaining import explanation

        return explanation(self)
