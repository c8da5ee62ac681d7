"""The days on which the university closes besides the holidays of government offices."""

from datetime import date

from orqa.base.calendar import WorkCalendar
from orqa.base.citations import Certainty, Citation
from orqa.base.holidays import Holiday
from orqa.base.language import Text
from orqa.plugins.opening import work_calendar

_ORDER = Citation("example-university-closing-2569")

CLOSING_DAYS = tuple(
    Holiday(
        day=day,
        name=Text.of(th="วันสถาปนามหาวิทยาลัย", en="Founding day of the university"),
        kind="campus",
        known_on=date(2025, 11, 3),
        certainty=Certainty.VERIFIED,
        sources=(_ORDER,),
    )
    for day in (date(2026, 3, 18), date(2027, 3, 18))
)
"""Each was announced on 3 November 2025."""


def load(region: str | None = None, known_on: date | None = None) -> WorkCalendar:
    """The government's calendar with the university's days; see :class:`orqa.plugins.specs.CalendarSpec`."""
    return work_calendar("th-government", region, known_on).revised(add=CLOSING_DAYS)
