"""Who works by which hours on which days (บัญชีผู้ปฏิบัติงาน), and what their days come to: the records put together."""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from operator import attrgetter
from typing import TypeAlias

from attrs import evolve, field, frozen

from orqa.base.calendar import WorkCalendar
from orqa.domain.attendance.daily import daily_results
from orqa.domain.attendance.events import DayEvent, WorkEvent
from orqa.domain.attendance.home import as_proved_by
from orqa.domain.attendance.leave.away import days_away
from orqa.domain.attendance.leave.records import Leave
from orqa.domain.attendance.people import Employment
from orqa.domain.attendance.punches import Punch
from orqa.domain.attendance.results import DayResult
from orqa.domain.attendance.schedules import OFFICIAL, Schedule, ScheduleAssignment, schedule_code
from orqa.domain.attendance.service_years import employment_on
from orqa.domain.attendance.statuses import DayStatus
from orqa.domain.organization.regions import working_units
from orqa.domain.organization.structure import Structure
from orqa.rules.ruleset import RuleSet

CalendarOf: TypeAlias = Callable[[str], WorkCalendar]
"""Gives the working days of a person, by id."""

_ONE_DAY = timedelta(days=1)
_PREFIX = "attendance."


@frozen(kw_only=True, eq=False)
class Roster:
    """People at work and their schedules, of all days.

    Attributes:
        rules: of the office.
        structure: its organization.
        employments: of each person, by id.
        assignments: of schedules.
    """

    rules: RuleSet = field(repr=False)
    structure: Structure = field(repr=False)
    employments: Mapping[str, tuple[Employment, ...]] = field(repr=False)
    assignments: tuple[ScheduleAssignment, ...] = field(repr=False)

    def schedule(self, person: str, day: date) -> Schedule:
        """By which schedule a person works on a day.

        It is their own, else that of the nearest unit, else that of their line of work: executives need not use the
        clock, academic staff owe a load; else official hours.
        """
        view = self.rules.at(day)
        held = employment_on(self.employments.get(person, ()), day)
        line = view.vocabulary("personnel-line").get(held.line) if held else None
        default = OFFICIAL
        if line is not None:
            default = "exempt" if line.extra.get("exempt") else "load" if line.extra.get("load") else OFFICIAL
        code = schedule_code(self.assignments, person, self.units(person, day), day, default)
        schedule = Schedule.of(view, code)
        if held is None or held.weekly_load is None:
            return schedule
        return evolve(schedule, weekly_load=held.weekly_load)

    def units(self, person: str, day: date) -> tuple[str, ...]:
        """Ids of the unit that a person works in and those above it, the nearest first."""
        held = employment_on(self.employments.get(person, ()), day)
        return working_units(self.structure, person, held, day)

    def stretches(self, first: date, last: date) -> Iterator[tuple[date, date, Mapping[str, Schedule]]]:
        """Days in which neither people nor schedules nor rules change, with the schedule of everybody who works."""
        starts = sorted(self._cuts(first, last))
        for start, next_start in pairwise([*starts, last + _ONE_DAY]):
            working = [person for person, held in self.employments.items() if employment_on(held, start)]
            yield start, next_start - _ONE_DAY, {person: self.schedule(person, start) for person in working}

    def _cuts(self, first: date, last: date) -> set[date]:
        """The days on which something begins to hold or holds no more."""
        keys = self.rules.keys(_PREFIX)
        found = {span.first for span in self.rules.spans(keys, first, last)}
        held: list[Employment | ScheduleAssignment] = [*self.assignments]
        held += [one for stretches in self.employments.values() for one in stretches]
        found |= {one.first for one in held}
        found |= {one.last + _ONE_DAY for one in held if one.last is not None and one.last < date.max}
        return {first} | {day for day in found if first < day <= last}

    def events(self, events: Iterable[WorkEvent]) -> Iterator[DayEvent]:
        """What events make of people's days; one for a unit is one for each who works there on its first day.

        Working from home says what proves it, where rules ask for proof.
        """
        for one in events:
            view = self.rules.at(one.first)
            term = view.vocabulary("work-event")[one.event]
            status = DayStatus(term.extra["status"])
            for person in self._whom(one):
                found = DayEvent(person, one.first, one.last, status, one.event, term.title, one.half, one.late_until)
                yield from as_proved_by(found, view)

    def leaves(self, leaves: Iterable[Leave]) -> Iterator[DayEvent]:
        """What leaves make of people's days: those that were permitted, and those that wait for it."""
        for one in leaves:
            term = self.rules.at(one.first).vocabulary("leave-type").get(one.leave_type)
            yield from days_away(one, term.title if term else None)

    def _whom(self, event: WorkEvent) -> Iterable[str]:
        if not event.unit:
            return (event.person,)
        return (one for one in self.employments if event.unit in self.units(one, event.first))

    def results(  # noqa: PLR0913 - what makes the days of an office
        self,
        punches: Iterable[Punch],
        events: Iterable[DayEvent],
        calendar: WorkCalendar | CalendarOf,
        first: date,
        last: date,
        *,
        decided: date | None = None,
    ) -> list[DayResult]:
        """One result for each person and each day on which they worked here, by person, then by day.

        Args:
            punches: their ``user`` is the id of a person.
            events: leave, duty and the like, by the same ids.
            calendar: which days are worked: by everybody, or by each person.
            first: the first day.
            last: the last day.
            decided: the last day that is judged; see :func:`~orqa.domain.attendance.daily.daily_results`.

        Raises:
            OutsideCalendar: when the days are not all in the calendar.
            ValueError: when ``last`` is before ``first``.
        """
        ordered = sorted(punches, key=attrgetter("at"))
        events = tuple(events)
        found: list[DayResult] = []
        for start, end, schedules in self.stretches(first, last):
            part = _between(ordered, start, end)
            for own, theirs in _by_calendar(schedules, calendar):
                found += daily_results(part, theirs, own, events, start, end, decided=decided)
        place = {person: number for number, person in enumerate(self.employments)}
        return sorted(found, key=lambda one: (place[one.user], one.day))


def _by_calendar(
    schedules: Mapping[str, Schedule], calendar: WorkCalendar | CalendarOf
) -> Iterable[tuple[WorkCalendar, Mapping[str, Schedule]]]:
    """The schedules of those whose working days are the same, with these days."""
    if isinstance(calendar, WorkCalendar):
        return ((calendar, schedules),)
    found: dict[int, tuple[WorkCalendar, dict[str, Schedule]]] = {}
    for person, schedule in schedules.items():
        own = calendar(person)
        found.setdefault(id(own), (own, {}))[1][person] = schedule
    return found.values()


def _between(punches: Sequence[Punch], first: date, last: date) -> Sequence[Punch]:
    """Of punches in order of time, those from one day to another."""
    low, high = (
        bisect_left(punches, datetime.combine(day, time()), key=attrgetter("at")) for day in (first, last + _ONE_DAY)
    )
    return punches[low:high]
