"""What the days of people come to (ผลการลงเวลา): worked out from what is kept, each time anew."""

from calendar import monthrange
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from attrs import evolve

from orqa.base.calendar import OutsideCalendar
from orqa.domain.attendance.absence import AbsenceRun, absence_runs
from orqa.domain.attendance.clock_errors import PunchesErased
from orqa.domain.attendance.lateness import decide_late_counts
from orqa.domain.attendance.leave.records import Leave
from orqa.domain.attendance.loads import WeekLoad, week_loads
from orqa.domain.attendance.roster import Roster
from orqa.office.attendance.punch_erasing import require_kept
from orqa.office.attendance.records import all_of
from orqa.office.attendance.seeing import require_leave_of, sees_leave_of
from orqa.office.deadlines import from_to
from orqa.office.service import Service
from orqa.reporting.audience import Audience
from orqa.storage.query import equal

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from orqa.base.calendar import WorkCalendar
    from orqa.domain.attendance.lateness import LateCount
    from orqa.domain.attendance.people import Employment
    from orqa.domain.attendance.results import DayResult
    from orqa.reporting.model import Report
    from orqa.reporting.tables import Table
    from orqa.rules.decisions import Decision

_ONE_DAY: Final = timedelta(days=1)
_BACK: Final = timedelta(days=31)
"""How far to look back at first for the beginning of a stretch; each time twice as far."""

DECIDED: Final = "attendance.decided_after"
"""The rule that says after how many days a day without punches counts as absence."""


class Days(Service):
    """Ask what days came to; reached as ``office.attendance.days``.

    Nothing is kept of it: punches stay as they are, and a correction counts the next time that somebody asks. One
    person's month reads that person's month.
    """

    def results(self, first: date, last: date, person: str = "") -> "list[DayResult]":
        """One result for each person and day, both days included, by person, then by day.

        They are of the people whose leave whoever acts may see: leave that is not seen would read as absence. Working
        days that are not decided yet (``attendance.decided_after``) are ``not_due``.

        Args:
            first: the first day.
            last: the last day.
            person: id or staff number; by default everybody who works here.

        Raises:
            NotFound: when there is no such person.
            NotAllowed: when whoever acts may not see the leave of the person who is named.
            OutsideCalendar: when the days are not all in the calendar.
            PunchesErased: when the punches of a day were erased, as their time was over.
            ValueError: when ``last`` is before ``first``.
        """
        attendance, office = self._office.attendance, self._office
        require_kept(office, first)
        office.calendar.count(first, last)  # where nobody works, too, days must be in the calendar
        roster = self._seen(self.roster(person), person)
        punches = (*attendance.clocks.punches(first, last, person), *attendance.reasons.punches(first, last, person))
        right, told = attendance.corrections.applied(punches, first, last, person)
        events = (
            *told,
            *roster.events(attendance.events.list(first, last)),
            *roster.leaves(self._leaves(first, last, person)),
        )
        today = office.today()
        decided = today - timedelta(days=office.rules(today).reading().value(DECIDED))
        return roster.results(
            right, events, office.calendars.of_people(roster.employments), first, last, decided=decided
        )

    def month(self, person: str, year: int, month: int) -> "list[DayResult]":
        """The days of a person's month (ผลการลงเวลารายเดือน).

        Args:
            person: id or staff number.
            year: of the common era.
            month: 1 to 12.

        Raises:
            NotFound: when there is no such person.
            OutsideCalendar: when the month is not in the calendar.
            ValueError: when there is no such month.
        """
        return self.results(date(year, month, 1), date(year, month, monthrange(year, month)[1]), person)

    def absences(self, first: date, last: date) -> tuple[AbsenceRun, ...]:
        """Stretches of absence without leave (ละทิ้งหน้าที่ราชการติดต่อกัน), the longest first; see :func:`absence_runs`.

        One that goes on from before ``first`` is counted from its beginning, so that the month that is looked at does
        not cut what is grave misconduct in two; but from no day before the first on which anybody's punch is kept.
        """
        begins, back, view = first, _BACK, self._office.rules(last)
        runs = absence_runs(self.results(begins, last), view)
        of = self._office.calendars.of_people(self._office.attendance.employments.everybody())
        while any(_may_go_on_before(run, begins, of(run.user)) for run in runs) and (
            earlier := self._kept_since(begins, back)
        ):
            try:
                runs = absence_runs(self.results(earlier, last), view)
            except (OutsideCalendar, PunchesErased):
                break
            begins, back = earlier, back * 2
        return tuple(run for run in runs if run.last >= first)

    def _kept_since(self, day: date, back: timedelta) -> date | None:
        """The first day of some before another of which a punch is kept; None for none."""
        punches = self._office.attendance.clocks.punches(day - back, day - _ONE_DAY)
        return min((punch.at.date() for punch in punches), default=None)

    def loads(self, first: date, last: date, person: str = "") -> tuple[WeekLoad, ...]:
        """The weeks of those who owe a weekly load (ภาระงานรายสัปดาห์)."""
        return week_loads(self.results(first, last, person))

    def late(self, first: date, last: date, person: str = "") -> "Decision[tuple[LateCount, ...]]":
        """Who was late on how many days (มาสาย), the most first, and the leave to be filed for it, with the rule."""
        return decide_late_counts(self.results(first, last, person), self._office.rules(last))

    def table(self, results: "Iterable[DayResult]") -> "Table":
        """Results as a table, with names."""
        from orqa.office.attendance.day_tables import day_table

        return day_table(self._office, results)

    def register(
        self, day: date, *, audience: Audience | str = Audience.INTERNAL, language: str | None = None
    ) -> "Report":
        """The attendance register of a day (บัญชีลงเวลาการปฏิบัติราชการ), to be written in any format.

        Those who came stand in the order in which they did, the late ones after the line; then everybody else, and at
        the foot how many there are of each. The public edition has the counts alone.

        Args:
            day: which day.
            audience: whom it is for.
            language: of its text; by default the office's own.

        Raises:
            OutsideCalendar: when the day is not in the calendar.
        """
        from orqa.office.attendance.day_register import day_register

        return day_register(self._office, self.results(day, day), day, language, Audience(audience))

    def roster(self, person: str = "") -> Roster:
        """People at work with their schedules; one person alone where one is named.

        Raises:
            NotFound: when there is no such person.
        """
        attendance, office = self._office.attendance, self._office
        return Roster(
            rules=office.profile.ruleset,
            structure=office.organization.structure,
            employments=self._employments(person),
            assignments=attendance.schedules.list(),
        )

    def _seen(self, roster: Roster, person: str) -> Roster:
        """The people of a roster whose days whoever acts may see."""
        if person:
            require_leave_of(self._office, self._office.organization.person(person).id)
        seen = {one: held for one, held in roster.employments.items() if sees_leave_of(self._office, one)}
        return roster if len(seen) == len(roster.employments) else evolve(roster, employments=seen)

    def _leaves(self, first: date, last: date, person: str) -> "Iterable[Leave]":
        query = from_to("last", first, date.max) & from_to("first", date.min, last)
        if person:
            query &= equal("person", self._office.organization.person(person).id)
        return all_of(self._office, Leave, query)

    def _employments(self, person: str) -> "Mapping[str, tuple[Employment, ...]]":
        employments = self._office.attendance.employments
        if not person:
            return employments.everybody()
        return {self._office.organization.person(person).id: employments.of(person)}


def _may_go_on_before(run: AbsenceRun, first: date, calendar: "WorkCalendar") -> bool:
    """Whether no working day of the person lies between the first day that was looked at and a stretch."""
    return run.first <= first or not calendar.count(first, run.first - _ONE_DAY)
