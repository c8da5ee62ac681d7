"""Attendance and leave (การลงเวลาและการลา): who works when, what a day came to, who is away by which right."""

from orqa.domain.attendance.daily import daily_results
from orqa.domain.attendance.events import DayEvent
from orqa.domain.attendance.results import DayResult
from orqa.domain.attendance.schedules import Schedule

__all__ = ["DayEvent", "DayResult", "Schedule", "daily_results"]
