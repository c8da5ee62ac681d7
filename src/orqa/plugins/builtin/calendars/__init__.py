"""Work calendars that come with orqa: their data and the code that reads them.

Listing them reads no data; the factory of each loads its module when the calendar is first asked for.
"""

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from orqa.base.language import Text
from orqa.plugins.hookspecs import hookimpl
from orqa.plugins.specs import CalendarSpec

if TYPE_CHECKING:
    from orqa.base.calendar import WorkCalendar


def _th_government(region: str | None = None, known_on: date | None = None) -> "WorkCalendar":
    from orqa.plugins.builtin.calendars import th_government

    return th_government.load(region, known_on)


def _example_abroad(region: str | None = None, known_on: date | None = None) -> "WorkCalendar":
    from orqa.plugins.builtin.calendars import example_abroad

    return example_abroad.load(region, known_on)


@hookimpl
def orqa_calendars() -> Iterator[CalendarSpec]:
    """The calendars of Thai government offices and of an invented country."""
    yield CalendarSpec(
        name="th-government",
        title=Text.of(th="ปฏิทินวันทำการของหน่วยงานราชการไทย", en="Working days of Thai government offices"),
        factory=_th_government,
    )
    yield CalendarSpec(
        name="example-abroad",
        title=Text.of(th="ปฏิทินตัวอย่างของประเทศสมมติ", en="Working days of an invented country"),
        factory=_example_abroad,
    )
