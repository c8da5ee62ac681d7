"""The working days of Thai government offices (ปฏิทินวันทำการของหน่วยงานราชการ), 2562 (2019) to 2570 (2027).

The list is that of the Office of the Prime Minister's announcements with the days that the cabinet added, moved and
cancelled. 2570 is provisional: no cabinet list was found when the data were last checked. The bank list is
another list, and วันแรงงานแห่งชาติ (1 May) is no government holiday.
"""

from datetime import date
from functools import cache, lru_cache
from importlib.resources import files

from orqa.base.calendar import WorkCalendar
from orqa.plugins.builtin.calendars.folder import CalendarData, read_calendar


@cache
def data() -> CalendarData:
    """The data of the calendar: entries, gaps, sources and regions; read once."""
    home = files("orqa.plugins.builtin.calendars") / "data"
    return read_calendar(home / "th-government", home / "regions-th.toml")


@lru_cache(maxsize=128)
def load(region: str | None = None, known_on: date | None = None) -> WorkCalendar:
    """The work calendar of a government office.

    >>> load("TH-90").is_working_day(date(2026, 2, 17)), load().is_working_day(date(2026, 2, 17))
    (False, True)

    Args:
        region: the province of the office: ``"TH-90"``, ``"สงขลา"`` or ``"Songkhla"``; or a part of the country,
            ``"ภาคใต้"``, for days off that all its provinces have. None counts nationwide days off only.
        known_on: answer by what was known on that day; None uses all that is known.

    Raises:
        UnknownRegion: when no province or part of the country has that code or name.
    """
    return data().calendar(region, known_on)
