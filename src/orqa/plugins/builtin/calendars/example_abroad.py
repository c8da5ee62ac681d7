"""A made calendar of an invented country: Friday and Saturday are its weekend and it knows no Thai.

It is here so that nothing in orqa takes Thailand for granted, and as the smallest example of a calendar folder.
"""

from datetime import date
from functools import cache, lru_cache
from importlib.resources import files

from orqa.base.calendar import WorkCalendar
from orqa.plugins.builtin.calendars.folder import CalendarData, read_calendar


@cache
def data() -> CalendarData:
    """The data of the calendar; read once."""
    home = files("orqa.plugins.builtin.calendars") / "data"
    return read_calendar(home / "example-abroad", home / "regions-xa.toml")


@lru_cache(maxsize=16)
def load(region: str | None = None, known_on: date | None = None) -> WorkCalendar:
    """The work calendar of an office in the invented country; its regions are ``XA-N`` and ``XA-S``.

    Raises:
        UnknownRegion: when no region has that code or name.
    """
    return data().calendar(region, known_on)
