"""A made-up year of punches, and the peers that judge its days by the same full specification.

A day of a person is one row: user, day, status, first and last punch, minutes late, early and worked. Hours 08:30 to
16:30, lunch 12:00 to 13:00 left out of the minutes worked. In this order: a day off is `holiday` or `weekend`; whole
leave, then whole duty, then two halves of leave make the day `leave` or `official_duty`; no punch is `absent`; all
punches within 60 seconds are `unresolved`; half a day of leave moves the hour (in by 13:00, out from 12:00); what is
neither late nor early is `half_day_leave` with such a half, else `present`.
"""

import random
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from orqa.base.calendar import WorkCalendar
from orqa.domain.attendance import DayEvent, DayResult, Schedule
from orqa.domain.attendance.events import Half
from orqa.domain.attendance.punches import Punch
from orqa.domain.attendance.statuses import DayStatus
from orqa.plugins.builtin.calendars import th_government
from orqa.plugins.opening import builtin_registry

Row = tuple[Any, ...]
FIRST, LAST = date(2024, 10, 1), date(2025, 9, 30)
CALENDAR: WorkCalendar = th_government.load()
SCHEDULE = Schedule.of(builtin_registry().profile("thai-public-university").at(FIRST))
ONE = timedelta(1)


def days(first: date = FIRST, last: date = LAST) -> list[date]:
    return [date.fromordinal(n) for n in range(first.toordinal(), last.toordinal() + 1)]


def made_year(staff: int = 500) -> tuple[list[Punch], list[DayEvent], list[str]]:
    """Punches in the order of time, events, and the users."""
    chance = random.Random(11)
    users = [str(1000 + number) for number in range(staff)]
    events = [event for user in users for event in _made_events(chance, user)]
    away = {
        (event.user, event.first + ONE * n)
        for event in events
        if event.half is Half.WHOLE
        for n in range((event.last - event.first).days + 1)
    }
    punches = []
    for day in days():
        works = CALENDAR.is_working_day(day)
        for user in users:
            came = works and chance.random() > (0.97 if (user, day) in away else 0.015)
            if came or chance.random() < 0.02:
                punches += _made_day(chance, user, day)
    punches.sort(key=lambda punch: punch.at)
    return punches, events, users


def _made_events(chance: random.Random, user: str) -> Iterable[DayEvent]:
    for _ in range(chance.randrange(2, 7)):
        first = FIRST + ONE * chance.randrange(365)
        status = DayStatus.LEAVE if chance.random() < 0.7 else DayStatus.OFFICIAL_DUTY
        yield DayEvent(user, first, min(LAST, first + ONE * chance.randrange(5)), status, "sick")
    for _ in range(chance.randrange(4)):
        day = FIRST + ONE * chance.randrange(365)
        yield DayEvent(user, day, day, DayStatus.LEAVE, "personal", half=chance.choice((Half.MORNING, Half.AFTERNOON)))


def _made_day(chance: random.Random, user: str, day: date) -> list[Punch]:
    midnight = datetime.combine(day, time())
    came = midnight + timedelta(seconds=int(chance.gauss(8.2 * 3600, 1200)))
    left = midnight + timedelta(seconds=int(chance.gauss(16.8 * 3600, 1500)))
    noon = midnight + timedelta(hours=12, minutes=chance.randrange(30))
    kind = chance.random()
    moments = [came] if kind < 0.01 else [came, left]
    if kind > 0.55:
        moments.append(came + timedelta(seconds=20) if kind < 0.75 else noon)
    if kind > 0.85:
        moments.append(noon + timedelta(hours=1))
    return [Punch(user, moment, "1", 0, 1) for moment in moments]


def rows(results: Iterable[DayResult]) -> list[Row]:
    return [(*one[:2], str(one.status), *one[3:8]) for one in results]


# ---------------------------------------------------------------- a loop by hand


def by_hand(  # noqa: C901, PLR0912, PLR0915 - all in one place, as a tuned loop is
    punches: Sequence[Punch], events: Iterable[DayEvent], users: Sequence[str], first: date, last: date
) -> list[Row]:
    """What somebody writes who wants it as fast as pure Python goes, with every number of the office in it."""
    low, high = first.toordinal(), last.toordinal()
    base_of = {user: number << 22 for number, user in enumerate(users)}
    firsts: dict[int, datetime] = {}
    lasts: dict[int, datetime] = {}
    keep = firsts.setdefault
    for punch in sorted(punches, key=lambda one: one.at):
        at = punch.at
        number = at.toordinal()
        if low <= number <= high:
            key = base_of[punch.user] + number
            keep(key, at)
            lasts[key] = at
    marks: dict[int, int] = {}  # 1 leave, 2 duty, 4 leave in the morning, 8 in the afternoon
    for event in events:
        mark = 1 if event.status == "leave" else 2
        mark = {"whole": mark, "morning": 4, "afternoon": 8}[event.half]
        base = base_of[event.user]
        for number in range(max(low, event.first.toordinal()), min(high, event.last.toordinal()) + 1):
            marks[base + number] = marks.get(base + number, 0) | mark
    working = set(CALENDAR.working_days(first, last))
    plan = [
        (day.toordinal(), day, "" if day in working else "weekend" if day.weekday() > 4 else "holiday")
        for day in days(first, last)
    ]
    found: list[Row] = []
    append = found.append
    for user in users:
        base = base_of[user]
        for number, day, off in plan:
            key = base + number
            came_in = firsts.get(key)
            mark = marks.get(key, 0)
            whole = "leave" if mark & 1 else "official_duty" if mark & 2 else "leave" if mark & 12 == 12 else ""
            status = off or whole
            if came_in is None:
                append((user, day, status or "absent", None, None, 0, 0, 0))
                continue
            out = lasts[key]
            came = came_in.hour * 60 + came_in.minute
            left = out.hour * 60 + out.minute
            lunch = (left if left < 780 else 780) - (came if came > 720 else 720)  # noqa: FURB136 - a call costs more
            worked = left - came - (lunch if lunch > 0 else 0)  # noqa: FURB136
            if worked < 0:  # noqa: PLR1730
                worked = 0
            late = early = 0
            if status:
                pass
            elif left - came < 2 and (out - came_in).total_seconds() <= 60:
                status = "unresolved"
            else:
                start = 780 if mark & 4 else 510
                end = 720 if mark & 8 else 990
                if came > start:
                    late = came - start
                if left < end:
                    early = end - left
                if late:
                    status = "late_and_early" if early else "late"
                elif early:
                    status = "early_exit"
                else:
                    status = "half_day_leave" if mark & 12 else "present"
            append((user, day, status, came_in, out, late, early, worked))
    return found


# ---------------------------------------------------------------- pandas and polars


def by_pandas(
    punches: Sequence[Punch], events: Sequence[DayEvent], users: Sequence[str], first: date, last: date
) -> Any:
    """The same with pandas, column by column; gives a frame."""
    import numpy as np
    import pandas as pd

    punched = pd.DataFrame({"user": [one.user for one in punches], "at": [one.at for one in punches]})
    punched["day"] = punched["at"].dt.normalize()
    ends = punched.groupby(["user", "day"], sort=False)["at"].agg(["min", "max"]).reset_index()
    span = pd.DataFrame({"day": pd.date_range(first, last)})
    off = np.where(span["day"].dt.weekday > 4, "weekend", "holiday")
    working = pd.to_datetime(list(CALENDAR.working_days(first, last)))
    span["off"] = np.where(span["day"].isin(working), "", off)
    grid = pd.DataFrame({"user": list(users)}).merge(span, how="cross")
    happened = pd.DataFrame(
        {
            "user": [one.user for one in events],
            "day": [pd.date_range(one.first, one.last) for one in events],
            "whole_leave": [one.status == "leave" and one.half == "whole" for one in events],
            "whole_duty": [one.status != "leave" and one.half == "whole" for one in events],
            "morning": [one.half == "morning" for one in events],
            "afternoon": [one.half == "afternoon" for one in events],
        }
    ).explode("day")
    happened["day"] = pd.to_datetime(happened["day"])
    marks = happened.groupby(["user", "day"]).any().reset_index()
    all_ = grid.merge(ends, how="left", on=["user", "day"]).merge(marks, how="left", on=["user", "day"])
    flags = ["whole_leave", "whole_duty", "morning", "afternoon"]
    all_[flags] = all_[flags].eq(True)  # noqa: FBT003 - what was not merged is no flag
    came, left = (all_[end].dt.hour * 60 + all_[end].dt.minute for end in ("min", "max"))
    lunch = (left.clip(upper=780) - came.clip(lower=720)).clip(lower=0)
    worked = (left - came - lunch).clip(lower=0).fillna(0).astype(int)
    start, end = np.where(all_["morning"], 780, 510), np.where(all_["afternoon"], 720, 990)
    late, early = (came - start).clip(lower=0), (end - left).clip(lower=0)
    single = (all_["max"] - all_["min"]) <= pd.Timedelta(seconds=60)
    half = all_["morning"] | all_["afternoon"]
    chosen = [
        (all_["off"] != "", all_["off"]),
        (all_["whole_leave"], "leave"),
        (all_["whole_duty"], "official_duty"),
        (all_["morning"] & all_["afternoon"], "leave"),
        (all_["min"].isna(), "absent"),
        (single, "unresolved"),
        ((late > 0) & (early > 0), "late_and_early"),
        (late > 0, "late"),
        (early > 0, "early_exit"),
        (half, "half_day_leave"),
    ]
    all_["status"] = np.select([test for test, _ in chosen], [value for _, value in chosen], "present")
    timed = all_["status"].isin(["late", "early_exit", "late_and_early"])
    all_["late"] = np.where(timed, late, 0).astype(int)
    all_["early"] = np.where(timed, early, 0).astype(int)
    all_["worked"] = worked
    return all_[["user", "day", "status", "min", "max", "late", "early", "worked"]]


def of_pandas(frame: Any) -> list[Row]:
    """Its rows as plain Python objects, which is what the others give."""
    columns = [frame["user"].tolist(), list(frame["day"].dt.date), frame["status"].tolist()]
    columns += [_moments(frame["min"]), _moments(frame["max"])]
    columns += [frame[name].tolist() for name in ("late", "early", "worked")]
    return list(zip(*columns, strict=True))


def _moments(column: Any) -> list[datetime | None]:
    there = column.notna().tolist()
    return [moment if known else None for moment, known in zip(column.dt.to_pydatetime(), there, strict=True)]


def by_polars(
    punches: Sequence[Punch], events: Sequence[DayEvent], users: Sequence[str], first: date, last: date
) -> list[Row]:
    """The same with polars, one lazy plan; gives plain Python objects."""
    import polars as pl

    col, lit, when = pl.col, pl.lit, pl.when
    punched = pl.LazyFrame({"user": [one.user for one in punches], "at": [one.at for one in punches]})
    ends = punched.group_by("user", col("at").dt.date().alias("day")).agg(
        col("at").min().alias("min"), col("at").max().alias("max")
    )
    span = pl.LazyFrame({"day": days(first, last)}).with_columns(
        off=when(col("day").is_in(list(CALENDAR.working_days(first, last))))
        .then(lit(""))
        .when(col("day").dt.weekday() > 5)
        .then(lit("weekend"))
        .otherwise(lit("holiday"))
    )
    grid = pl.LazyFrame({"user": list(users)}).with_row_index("place").join(span, how="cross")
    kinds = {"whole_leave": ("leave", "whole"), "whole_duty": ("official_duty", "whole")}
    kinds |= {"morning": ("leave", "morning"), "afternoon": ("leave", "afternoon")}
    schema = {"user": pl.String, "first": pl.Date, "last": pl.Date, "status": pl.String, "half": pl.String}
    told = [(one.user, one.first, one.last, str(one.status), str(one.half)) for one in events]
    marks = (
        pl.LazyFrame(told, schema=schema, orient="row")
        .with_columns(day=pl.date_ranges("first", "last"))
        .explode("day")
        .group_by("user", "day")
        .agg(
            ((col("status") == status) & (col("half") == half)).any().alias(name)
            for name, (status, half) in kinds.items()
        )
    )
    both = grid.join(ends, how="left", on=["user", "day"]).join(marks, how="left", on=["user", "day"])
    both = both.with_columns(col(name).fill_null(value=False) for name in kinds)

    def minute(name: str) -> Any:
        return col(name).dt.hour().cast(pl.Int32) * 60 + col(name).dt.minute()

    def above(amount: Any) -> Any:
        return pl.max_horizontal(amount, 0)

    lunch = above(pl.min_horizontal(minute("max"), 780) - pl.max_horizontal(minute("min"), 720))
    judged = both.with_columns(
        late=above(minute("min") - when(col("morning")).then(780).otherwise(510)),
        early=above(when(col("afternoon")).then(720).otherwise(990) - minute("max")),
        worked=above(minute("max") - minute("min") - lunch).fill_null(0),
    ).with_columns(
        status=when(col("off") != "")
        .then(col("off"))
        .when(col("whole_leave"))
        .then(lit("leave"))
        .when(col("whole_duty"))
        .then(lit("official_duty"))
        .when(col("morning") & col("afternoon"))
        .then(lit("leave"))
        .when(col("min").is_null())
        .then(lit("absent"))
        .when(col("max") - col("min") <= pl.duration(seconds=60))
        .then(lit("unresolved"))
        .when((col("late") > 0) & (col("early") > 0))
        .then(lit("late_and_early"))
        .when(col("late") > 0)
        .then(lit("late"))
        .when(col("early") > 0)
        .then(lit("early_exit"))
        .when(col("morning") | col("afternoon"))
        .then(lit("half_day_leave"))
        .otherwise(lit("present"))
    )
    timed = col("status").is_in(["late", "early_exit", "late_and_early"])
    shown = judged.with_columns(when(timed).then(col(name)).otherwise(0).alias(name) for name in ("late", "early"))
    shown = shown.sort("place", "day").select("user", "day", "status", "min", "max", "late", "early", "worked")
    return shown.collect().rows()
