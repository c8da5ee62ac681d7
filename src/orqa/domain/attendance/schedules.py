"""Schedules (ตารางเวลาทำงาน): by which hours and thresholds somebody's days are judged, and who follows which."""

import re
from collections.abc import Iterable
from datetime import date
from typing import Any, ClassVar

from attrs import field, frozen
from attrs.validators import instance_of, optional

from orqa.base.citations import Citation
from orqa.base.language import Text
from orqa.base.markers import indexed, personal
from orqa.base.records import Record
from orqa.domain.attendance.errors import AttendanceRefused
from orqa.domain.organization.people import holds_on
from orqa.rules.views import Reading, View

_text = instance_of(str)
_TIME = re.compile(r"(?:[01]\d|2[0-3]):[0-5]\d", re.ASCII)
_TOO_SHORT = Text.of(
    en="{title} has {found} {found:minute|minutes} of work a day without lunch, {least} {least:is|are} the least; "
    "correct its hours",
    th="{title} ทำงานวันละ {found} นาทีไม่รวมพักกลางวัน ต้องไม่น้อยกว่า {least} นาที โปรดแก้เวลาของตาราง",
)
_NO_TIME = Text.of(
    en="{clock} is no time of the day; write it as 08:25", th="{clock} ไม่ใช่เวลา ให้เขียนเป็นชั่วโมงและนาทีสองหลัก เช่น 08:25"
)
DAY_MINUTES = 24 * 60
OFFICIAL = "official"
"""The schedule of whoever was assigned none."""


@frozen(kw_only=True)
class Schedule:
    """Hours and thresholds of one schedule under the rules of a day; times are minutes of the day.

    Attributes:
        code: of the vocabulary ``work-schedule``.
        title: what people call it.
        mode: ``hours``, ``exempt`` (the clock need not be used) or ``load`` (a weekly load instead of hours).
        start: when work begins.
        end: when it ends.
        lunch_first: when lunch begins.
        lunch_last: when it ends.
        half_in: with the morning off, by when to be in.
        half_out: with the afternoon off, from when on one may leave.
        arriving: courtesy minutes on arriving.
        leaving: courtesy minutes on leaving.
        half_day_after: minutes late from which half a day of leave is to be filed; 0 where that is not in use.
        seconds_count: whether 08:30:59 is after 08:30.
        pairing: ``first_last`` or ``lunch``.
        repeat_seconds: seconds within which punches count as one.
        window_first: the first minute at which punches count.
        window_last: the last such minute.
        sign_in: the minute by which to come; whoever comes later, without leave, is absent. The end of the day where
            that is not in use.
        daily_load: the most minutes that count of a day towards a load.
        weekly_load: minutes owed a week, for a load.
        citations: the clauses that all this rests on.
        keys: the rules that it was read from.
    """

    code: str
    title: Text
    mode: str
    start: int
    end: int
    lunch_first: int
    lunch_last: int
    half_in: int
    half_out: int
    arriving: int
    leaving: int
    half_day_after: int
    seconds_count: bool
    pairing: str
    repeat_seconds: int
    window_first: int
    window_last: int
    sign_in: int
    daily_load: int
    weekly_load: int
    citations: tuple[Citation, ...] = field(default=(), repr=False)
    keys: tuple[str, ...] = field(default=(), repr=False)

    @property
    def net_minutes(self) -> int:
        """Minutes of work from the beginning to the end, lunch left out."""
        return self.end - self.start - max(0, min(self.end, self.lunch_last) - max(self.start, self.lunch_first))

    @classmethod
    def of(cls, view: View, code: str = OFFICIAL) -> "Schedule":
        """The schedule of a code by the rules of a view (``attendance.*``); the same object each time.

        Raises:
            UnknownTerm: when the vocabulary ``work-schedule`` has no such code.
            NotModelled: when the rules have not begun.
        """
        return view.reading().once(_read, code)


def _read(reading: Reading, code: str) -> Schedule:
    term = reading.term("work-schedule", code)

    def rule(name: str) -> Any:
        return reading.value(f"attendance.{name}", work_schedule=code)

    hours, lunch, half = rule("hours"), rule("lunch"), rule("half_day")
    courtesy, window, load = rule("courtesy_minutes"), rule("window"), reading.value("attendance.load")
    sign_in: str = rule("sign_in")
    settings = {
        "half_day_after": rule("late_is_half_day"),
        "seconds_count": reading.value("attendance.seconds_count"),
        "pairing": rule("pairing"),
        "repeat_seconds": reading.value("attendance.repeat_seconds"),
    }
    read = reading.decision(None, {})
    return Schedule(
        code=code,
        title=term.title,
        mode=term.extra["mode"],
        start=minutes_of(hours["first"]),
        end=minutes_of(hours["last"]),
        lunch_first=minutes_of(lunch["first"]),
        lunch_last=minutes_of(lunch["last"]),
        half_in=minutes_of(half["in_by"]),
        half_out=minutes_of(half["out_from"]),
        arriving=courtesy["arriving"],
        leaving=courtesy["leaving"],
        window_first=minutes_of(window["first"]),
        window_last=minutes_of(window["last"]),
        sign_in=minutes_of(sign_in) if sign_in else DAY_MINUTES,
        daily_load=load["daily"],
        weekly_load=load["weekly"],
        citations=read.citations,
        keys=read.keys,
        **settings,
    )


def check_hours(reading: Reading, schedule: Schedule) -> None:
    """Go on where a day by a schedule of fixed hours is long enough, lunch left out; rule ``attendance.net_minutes``.

    Raises:
        AttendanceRefused: where it is not.
    """
    least: int = reading.value("attendance.net_minutes")
    if schedule.mode == "hours" and schedule.net_minutes < least:
        raise AttendanceRefused(_TOO_SHORT.fill(title=schedule.title, found=schedule.net_minutes, least=least))


def minutes_of(spelled: str) -> int:
    """The minute of the day of a time as rules spell it: 510 for ``08:30``.

    Raises:
        ValueError: when it is no time of that form.
    """
    if not _TIME.fullmatch(spelled):
        raise ValueError(f"a time is written HH:MM, found {spelled!r}")
    return int(spelled[:2]) * 60 + int(spelled[3:])


def minute_told(clock: str) -> int:
    """The minute of the day of a time that somebody told, as of :func:`minutes_of`.

    Raises:
        AttendanceRefused: when it is no time of that form.
    """
    try:
        return minutes_of(clock)
    except ValueError:
        raise AttendanceRefused(_NO_TIME.fill(clock=clock)) from None


def clock_of(minute: int) -> str:
    """A minute of the day as people write it: ``08:30``."""
    return f"{minute // 60:02}:{minute % 60:02}"


@frozen(kw_only=True)
class ScheduleAssignment(Record):
    """That a person or a unit follows a schedule (การกำหนดเวลาทำงาน), such as a staggered slot that was chosen.

    Attributes:
        schedule: code of the vocabulary ``work-schedule``.
        person: id of the person; empty where it is for a unit.
        unit: id of the unit and those below; empty where it is for a person.
        first: the first day.
        last: the last day; None until further notice.
        order: the order or permission.
    """

    kind: ClassVar[str] = "schedule-assignment"

    schedule: str = field(validator=_text, metadata=indexed())
    person: str = field(default="", validator=_text, metadata=indexed() | personal())
    unit: str = field(default="", validator=_text, metadata=indexed())
    first: date = field(validator=instance_of(date), metadata=indexed())
    last: date | None = field(default=None, validator=optional(instance_of(date)))
    order: str = field(default="", validator=_text)

    def holds_on(self, day: date) -> bool:
        """Whether it holds on a day."""
        return holds_on(self.first, self.last, day)


def schedule_code(
    assignments: Iterable[ScheduleAssignment], person: str, units: Iterable[str], day: date, default: str = OFFICIAL
) -> str:
    """Which schedule a person follows on a day: their own, else that of the nearest unit, else ``default``.

    Args:
        assignments: of anybody.
        person: id.
        units: ids of the person's unit and those above it, the nearest first.
        day: which day; of several that hold, the one that began last answers.
        default: for whom nothing was assigned.
    """
    held = sorted((one for one in assignments if one.holds_on(day)), key=lambda one: one.first, reverse=True)
    own = next((one.schedule for one in held if one.person == person), None)
    of_units = (one.schedule for unit in units for one in held if not one.person and one.unit == unit)
    return own or next(of_units, default)
