"""What a half year or a year of somebody came to, and whether it keeps to the limits (สถิติการลาและการมาสาย); pure."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from attrs import frozen

from orqa.base.calendar import WorkCalendar
from orqa.base.language import Text
from orqa.base.years import Period
from orqa.domain.attendance.judging import HALVES, taken
from orqa.domain.attendance.leave.records import Leave
from orqa.domain.attendance.leave.stretches import days_used, times
from orqa.domain.attendance.people import Employment
from orqa.domain.attendance.results import DayResult
from orqa.domain.attendance.roster import CalendarOf
from orqa.domain.attendance.service_years import length_between
from orqa.domain.attendance.statuses import DayStatus
from orqa.rules.decisions import Decision
from orqa.rules.views import Reading, View

if TYPE_CHECKING:
    from collections.abc import Mapping

_ZERO: Final = Decimal(0)
_YEAR: Final = "fiscal_year"
_MONTHS_OF_YEAR: Final = 12
_ONE_DAY: Final = timedelta(days=1)
_FREE: Final = frozenset({DayStatus.HOLIDAY, DayStatus.WEEKEND, DayStatus.NOT_DUE})
_CAME: Final = frozenset(
    {*(DayStatus.PRESENT, DayStatus.LATE, DayStatus.EARLY_EXIT, DayStatus.LATE_AND_EARLY), DayStatus.HALF_DAY_LEAVE}
)


@frozen(kw_only=True)
class LeaveTotal:
    """Leave of one type.

    Attributes:
        leave_type: code of the vocabulary ``leave-type``.
        times: how many times (ครั้ง) began in the span.
        days: days in it, as the type counts them.
    """

    leave_type: str
    times: int
    days: Decimal


@frozen(kw_only=True)
class Totals:
    """What the days of somebody came to in a span; days, half days as 0.5.

    Attributes:
        person: id of the person.
        due: working days that are over (วันทำการ).
        present: days at work (มาปฏิบัติราชการ), late ones among them; half a day where leave or duty took the other half.
        late: days on which they were late (มาสาย).
        early: days on which they left early (กลับก่อน).
        official_duty: days on official duty (ไปราชการ).
        training: days of training (อบรม).
        home_working: days worked from elsewhere (ปฏิบัติงานนอกสถานที่ตั้ง).
        excused: days of special circumstances (พฤติการณ์พิเศษ).
        absent: days with absence without leave (ขาดราชการ), half a day counted as one.
        unresolved: days that are not clear yet, or whose leave waits for permission (ยังไม่ชัดเจน);
            half a day counted as one.
        leave: by type, those that were taken.
    """

    person: str
    due: int
    present: Decimal
    late: int
    early: int
    official_duty: Decimal
    training: Decimal
    home_working: Decimal
    excused: Decimal
    absent: int
    unresolved: int
    leave: tuple[LeaveTotal, ...]

    def leave_days(self, types: Iterable[str]) -> Decimal:
        """Days of leave of some types."""
        wanted = frozenset(types)
        return sum((one.days for one in self.leave if one.leave_type in wanted), Decimal(0))

    def leave_times(self, types: Iterable[str]) -> int:
        """Times of leave of some types."""
        wanted = frozenset(types)
        return sum(one.times for one in self.leave if one.leave_type in wanted)


@frozen(kw_only=True)
class Check:
    """One limit, and what was found.

    Attributes:
        name: ``times``, ``days``, ``late``, ``absent`` or ``months``.
        found: how much there is.
        limit: how much there may be; of months, how many there must be.
        met: whether it is kept to.
        discretion: whether somebody may still allow it where it is not (ผู้มีอำนาจอาจพิจารณา), for excellent work.
    """

    name: str
    found: Decimal
    limit: Decimal
    met: bool
    discretion: bool = False


TITLES: Final = {
    "times": Text.of(th="ครั้งที่ลา", en="times of leave"),
    "days": Text.of(th="วันลาที่นับ", en="days of leave that count"),
    "late": Text.of(th="วันมาสาย", en="late days"),
    "absent": Text.of(th="วันขาดราชการ", en="days of absence"),
    "months": Text.of(th="เดือนที่ปฏิบัติงาน", en="months of service"),
}
"""What people call each limit."""

AT_LEAST: Final = frozenset({"months"})
"""The limits of which there must be so much at least; of the others there may be so much at most."""


@frozen(kw_only=True)
class Standing:
    """How a half year of somebody stands against the limits.

    Attributes:
        totals: what the days came to.
        personnel: type of personnel at the end of the span; empty for none.
        times: times of leave that count.
        counted: days of leave that count.
        left_out: days of leave that are left out of them.
        checks: each limit that is set for this type of personnel and a span as long as this one.
        barred: ratings of the work that are out of reach (ระดับผลการประเมินที่ไม่อาจได้รับ), by the name of what is over.
        points: points for discipline (คะแนนวินัยการลาและมาสาย); None where none are given for so much.
    """

    totals: Totals
    personnel: str
    times: int
    counted: Decimal
    left_out: Decimal
    checks: tuple[Check, ...]
    barred: tuple[tuple[str, Text], ...] = ()
    points: int | None = None

    @property
    def met(self) -> bool:
        """Whether every limit is kept to."""
        return all(check.met for check in self.checks)

    @property
    def excess(self) -> Decimal:
        """By how many times its limit the worst is exceeded; 0 where all are kept to. Of months, what is missing."""
        return max((_excess(check) for check in self.checks if not check.met), default=Decimal(0))


def halves(reading: Reading, year: Period) -> tuple[Period, ...]:
    """The halves of a fiscal year (ครึ่งปีแรก ครึ่งปีหลัง), by the rule ``statistics.halves``."""
    starts = [_in_year(year, one["month"], one["day"]) for one in reading.value("statistics.halves")]
    ends = [*(date.fromordinal(start.toordinal() - 1) for start in starts[1:]), year.last]
    return tuple(Period(first, last) for first, last in zip(starts, ends, strict=True))


def totals_of(
    results: Iterable[DayResult],
    leaves: Iterable[Leave],
    span: Period,
    view: View,
    calendar: WorkCalendar | CalendarOf,
) -> tuple[Totals, ...]:
    """What a span of days came to, for each person who has results in it, in their order.

    Args:
        results: of any people, of the days of the span.
        leaves: of the same people; those that were not permitted do not count. Leave that ended just before the span is
            among them where leave in it runs on from there: then that time began before it.
        span: the first and the last day.
        view: the rules.
        calendar: of the place where all of them work, or of each person.
    """
    by_person: dict[str, list[DayResult]] = {}
    for one in results:
        by_person.setdefault(one.user, []).append(one)
    taken: dict[str, list[Leave]] = {}
    for leave in leaves:
        taken.setdefault(leave.person, []).append(leave)
    calendar_of: CalendarOf = (lambda _person: calendar) if isinstance(calendar, WorkCalendar) else calendar
    return tuple(
        _totals(person, days, _leave_totals(taken.get(person, ()), span, view, calendar_of(person)))
        for person, days in by_person.items()
    )


def decide_standing(totals: Totals, employments: Sequence[Employment], span: Period, view: View) -> Decision[Standing]:
    """How a half year stands against the limits, with the clauses.

    Args:
        totals: what it came to.
        employments: of the person.
        span: the half year.
        view: the rules of its last day.
    """
    reading = view.reading()
    held = max((one for one in employments if one.first <= span.last), key=lambda one: one.first, default=None)
    personnel = held.personnel if held else ""
    counted = totals.leave_days(reading.value("statistics.counted"))
    left_out = totals.leave_days(reading.value("statistics.left_out"))
    found = _found(reading, totals, counted)
    standing = Standing(
        totals=totals,
        personnel=personnel,
        times=int(found["times"]),
        counted=counted,
        left_out=left_out,
        checks=tuple(_checks(reading, found, personnel, span, _months(employments, span))),
        barred=tuple(_barred(reading, found)),
        points=_points(reading, found),
    )
    return reading.decision(standing, {"person": totals.person, "first": span.first, "last": span.last})


# ------------------------------------------------------------------ inside


def _totals(person: str, days: Sequence[DayResult], leave: tuple[LeaveTotal, ...]) -> Totals:
    due = [one for one in days if one.status not in _FREE]
    statuses = Counter(one.status for one in due)
    halves = Counter(status for one in due for status in _halves(one))
    return Totals(
        person=person,
        due=len(due),
        present=Decimal(halves[DayStatus.PRESENT]) / 2,
        late=sum(1 for one in due if one.late),
        early=sum(1 for one in due if one.early),
        official_duty=Decimal(halves[DayStatus.OFFICIAL_DUTY]) / 2,
        training=Decimal(halves[DayStatus.TRAINING]) / 2,
        home_working=Decimal(halves[DayStatus.HOME_WORKING]) / 2,
        excused=Decimal(halves[DayStatus.EXCUSED]) / 2,
        absent=statuses[DayStatus.ABSENT],
        unresolved=statuses[DayStatus.UNRESOLVED] + statuses[DayStatus.PENDING],
        leave=leave,
    )


def _halves(one: DayResult) -> tuple[DayStatus, DayStatus]:
    """What each half of a working day came to: what took it, else whether the person was there."""
    rest = DayStatus.PRESENT if one.status in _CAME else one.status
    if not one.events:
        return rest, rest
    morning, afternoon = (taken(one.events, half) or rest for half in HALVES)
    return morning, afternoon


def _leave_totals(leaves: Sequence[Leave], span: Period, view: View, calendar: WorkCalendar) -> tuple[LeaveTotal, ...]:
    kinds = view.vocabulary("leave-type")
    joined = frozenset(view.reading().value("leave.runs_on"))
    by_type: dict[str, list[Leave]] = {}
    for one in leaves:
        if one.taken:
            by_type.setdefault(one.leave_type, []).append(one)
    found = (
        LeaveTotal(
            leave_type=kind,
            times=sum(1 for time in times(own, calendar, joined=kind in joined) if time[0].first in span),
            days=sum(
                (days_used(one, kinds[kind].extra["counted"], calendar, span.first, span.last) for one in own), _ZERO
            ),
        )
        for kind, own in by_type.items()
    )
    return tuple(sorted((one for one in found if one.times or one.days), key=lambda one: one.leave_type))


def _found(reading: Reading, totals: Totals, counted: Decimal) -> dict[str, Decimal]:
    """What is held against the limits, by its name."""
    times_found = totals.leave_times(reading.value("statistics.counted"))
    return {
        "times": Decimal(times_found),
        "days": counted,
        "late": Decimal(totals.late),
        "absent": Decimal(totals.absent),
    }


def _checks(
    reading: Reading, found: "Mapping[str, Decimal]", personnel: str, span: Period, months: int
) -> Iterable[Check]:
    if not personnel:
        return
    most: Mapping[str, Any] = reading.value("statistics.most", personnel_type=personnel)
    if most.get("per") != _YEAR or _is_year(span):
        for name, amount in found.items():
            if name in most:
                met, enough = amount <= most[name], found["days"] <= most.get("days_at_discretion", -1)
                yield Check(name=name, found=amount, limit=Decimal(most[name]), met=met, discretion=enough and not met)
    least = reading.value("statistics.least_months", personnel_type=personnel)
    if least["per"] != _YEAR or _is_year(span):
        yield Check(name="months", found=Decimal(months), limit=Decimal(least["months"]), met=months >= least["months"])


def _is_year(span: Period) -> bool:
    return length_between(span.first, span.last).all_months >= _MONTHS_OF_YEAR


def _barred(reading: Reading, found: "Mapping[str, Decimal]") -> Iterable[tuple[str, Text]]:
    for bar in reading.value("statistics.rating_bars"):
        if found[bar["name"]] > bar["over"]:
            yield bar["name"], bar["title"]


def _points(reading: Reading, found: "Mapping[str, Decimal]") -> int | None:
    """Points by how often somebody was on leave or late; the first are for never."""
    points: Sequence[int] = reading.value("statistics.points")
    times_found = int(found["times"] + found["late"])
    return points[times_found] if times_found < len(points) else None


def _months(employments: Sequence[Employment], span: Period) -> int:
    """Whole months of service inside a span; stretches without a day between them are one."""
    parts: list[tuple[date, date]] = []
    for one in sorted(employments, key=lambda one: one.first):
        first, last = max(one.first, span.first), min(one.last or span.last, span.last)
        if first > last:
            continue
        if parts and parts[-1][1] + _ONE_DAY >= first:
            parts[-1] = parts[-1][0], max(parts[-1][1], last)
        else:
            parts.append((first, last))
    return sum(length_between(first, last).all_months for first, last in parts)


def _excess(check: Check) -> Decimal:
    if check.name in AT_LEAST:
        return check.limit - check.found
    return check.found / check.limit if check.limit else check.found + 1


def _in_year(year: Period, month: int, day: int) -> date:
    """The day of the year's span that has this month and day."""
    first = date(year.first.year, month, day)
    return first if first >= year.first else date(year.first.year + 1, month, day)
