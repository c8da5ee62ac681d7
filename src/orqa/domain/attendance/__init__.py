"""Attendance and leave (การลงเวลาและการลา): who works when, what a day came to, who is away by which right.

The names below are loaded on first use.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from orqa.domain.attendance.daily import daily_results
    from orqa.domain.attendance.events import DayEvent
    from orqa.domain.attendance.results import DayResult
    from orqa.domain.attendance.schedules import Schedule

__all__ = ["DayEvent", "DayResult", "Schedule", "daily_results"]

_HOMES = {
    "daily_results": "daily",
    "DayEvent": "events",
    "DayResult": "results",
    "Schedule": "schedules",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)


def __dir__() -> list[str]:
    return __all__
