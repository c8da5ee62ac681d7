"""Half-year and yearly statistics of attendance and leave (สถิติครึ่งปีและรายปี), worked out anew or frozen with a year."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final, cast

from attrs import frozen

from orqa.base.calendar import OutsideCalendar
from orqa.base.years import FiscalYear, Period
from orqa.domain.attendance.half_years import HalfYear, LeaveFigure
from orqa.domain.attendance.leave.cases import VACATION
from orqa.domain.attendance.leave.days import to_hundredths
from orqa.domain.attendance.leave.ledger import account_of
from orqa.domain.attendance.leave.vacation import YearEnd, decide_year_end
from orqa.domain.attendance.statistics import Standing, decide_standing, halves, totals_of
from orqa.office.attendance.records import all_of
from orqa.office.service import Service
from orqa.reporting.audience import Audience
from orqa.storage.errors import Conflict
from orqa.storage.query import equal

if TYPE_CHECKING:
    from collections.abc import Iterable

    from orqa.base.calendar import WorkCalendar
    from orqa.reporting.model import Report
    from orqa.rules.decisions import Decision

FREEZE: Final = "leave.close-year"
"""The action, as the policy has it: figures are frozen when a year is closed."""


@frozen(kw_only=True)
class Lapsing:
    """Vacation that will lapse on the last day of the year unless it is taken.

    Attributes:
        person: id of the person.
        left: days that are left now.
        end: what would become of them.
    """

    person: str
    left: Decimal
    end: YearEnd


class Statistics(Service):
    """Ask what half years and years came to; reached as ``office.attendance.statistics``."""

    def half(self, half: int, year: FiscalYear | None = None, person: str = "") -> "tuple[Decision[Standing], ...]":
        """A half year against its limits, for each person who worked in it (สถิติครึ่งปี).

        Args:
            half: 1 (ครึ่งปีแรก) or 2 (ครึ่งปีหลัง).
            year: the fiscal year; by default the one that today is in.
            person: id or staff number; by default everybody.

        Raises:
            NotFound: when there is no such person.
            ValueError: when there is no such half.
            OutsideCalendar: when the half is not in the calendar.
        """
        return self.span(self.period(half, year), person)

    def span(self, span: Period, person: str = "") -> "tuple[Decision[Standing], ...]":
        """The same of any days, such as a whole fiscal year; a limit of a year counts for a whole one only.

        Raises:
            NotFound, OutsideCalendar: as of :meth:`half`.
        """
        attendance, office = self._office.attendance, self._office
        view = office.rules(span.last)
        results = attendance.days.results(span.first, span.last, person)
        employments = attendance.employments.everybody()
        of = office.calendars.of_people(employments)
        worked = {id(own): own for own in map(of, {one.user for one in results})}
        leaves = attendance.leave.between(_runs_on_from(span.first, worked.values()), span.last)
        return tuple(
            decide_standing(totals, employments.get(totals.person, ()), span, view)
            for totals in totals_of(results, leaves, span, view, of)
        )

    def over(self, half: int, year: FiscalYear | None = None) -> "tuple[Decision[Standing], ...]":
        """Those who do not keep to a limit, the worst first (ผู้ที่เกินเกณฑ์); errors as of :meth:`half`."""
        found = [one for one in self.half(half, year) if not one.value.met]
        return tuple(sorted(found, key=lambda one: (-one.value.excess, one.value.totals.person)))

    def lapsing(self, year: FiscalYear | None = None) -> tuple[Lapsing, ...]:
        """Whose vacation will lapse at the end of the year unless it is taken, the most first (วันลาพักผ่อนที่จะหมดสิทธิ).

        Nobody of a year that is closed, whose days have lapsed already.

        Args:
            year: the fiscal year; by default the one that today is in.
        """
        office, wanted = self._office, year or self._fiscal()
        following = office.attendance.leave_years.following(wanted)
        found = []
        for person, employments in office.attendance.employments.everybody().items():
            entries = office.attendance.leave.entries(person, wanted)
            account = account_of(one for one in entries if one.leave_type == VACATION)
            view = office.rules(following.first)
            end = decide_year_end(employments, account, view, year=wanted, following=following).value
            if end.lapsed > 0 and account.balance > 0:
                found.append(Lapsing(person=person, left=account.balance, end=end))
        return tuple(sorted(found, key=lambda one: (-one.end.lapsed, one.person)))

    def period(self, half: int, year: FiscalYear | None = None) -> Period:
        """The days of a half year, by the rule ``statistics.halves``.

        Raises:
            ValueError: when there is no such half.
        """
        wanted = year or self._fiscal()
        parts = halves(self._office.rules(wanted.first).reading(), wanted)
        if not 1 <= half <= len(parts):
            raise ValueError(f"half is 1 to {len(parts)}, found {half}")
        return parts[half - 1]

    def halves_in(self, period: Period) -> tuple[Period, ...]:
        """The half years that begin in a period, the earlier first."""
        office, names = self._office, range(period.first.year - 1, period.last.year + 2)
        years = (office.year("fiscal", office.written_year(name)) for name in names)
        touching = (year for year in years if year.first <= period.last and year.last >= period.first)
        found = (half for year in touching for half in halves(office.rules(year.first).reading(), year))
        return tuple(half for half in found if half.first in period)

    def freeze(self, year: FiscalYear) -> tuple[HalfYear, ...]:
        """Keep the figures of both halves of a year that is over, with the state of the rules (ปิดสถิติ).

        What is kept stays: doing it again keeps only those of people who had none yet, and so does somebody else who
        does it at the same moment. Of a half whose punches were erased, what was kept before stays.

        Args:
            year: the fiscal year.

        Raises:
            NotAllowed: when whoever acts may not; nothing is written.
            OutsideCalendar: as of :meth:`half`.
        """
        office = self._office
        office.require(FREEZE)
        numbers = range(1, len(halves(office.rules(year.first).reading(), year)) + 1)
        kept_since = office.attendance.retention.erased_before() or date.min
        wanted = [number for number in numbers if self.period(number, year).first >= kept_since]
        figures = [one for number in wanted for one in self._figures(number, year)]
        return self._kept(figures, year)

    def frozen(self, year: FiscalYear) -> tuple[HalfYear, ...]:
        """The figures that were kept of a fiscal year, by half and person."""
        kept = all_of(self._office, HalfYear, equal("year", year.ce))
        return tuple(sorted(kept, key=lambda one: (one.half, one.person)))

    def report(
        self,
        half: int,
        year: FiscalYear | None = None,
        *,
        audience: Audience | str = Audience.INTERNAL,
        language: str | None = None,
    ) -> "Report":
        """The half year as a report (รายงานสถิติครึ่งปี), to be written in any format; the public edition has totals alone.

        Args:
            half: 1 or 2.
            year: the fiscal year; by default the one that today is in.
            audience: whom it is for.
            language: of its text; by default the office's own.

        Raises:
            ValueError, OutsideCalendar: as of :meth:`half`.
        """
        from orqa.office.attendance.statistics_report import half_year_report

        wanted = year or self._fiscal()
        span = self.period(half, wanted)
        return half_year_report(self._office, [(span, self.span(span))], Audience(audience), language)

    # ------------------------------------------------------------------ inside

    def _kept(self, figures: Sequence[HalfYear], year: FiscalYear, tries: int = 5) -> tuple[HalfYear, ...]:
        known = {one.id for one in (*self.frozen(year), *self._recorder.waiting_of(HalfYear))}
        made = tuple(one for one in figures if one.id not in known)
        if not made:
            return ()
        try:
            self._recorder.save(FREEZE, self._office.now(), made)
        except Conflict:
            if tries <= 1:
                raise
            return self._kept(made, year, tries - 1)
        return made

    def _figures(self, half: int, year: FiscalYear) -> Sequence[HalfYear]:
        office, span = self._office, self.period(half, year)
        organization, at = office.organization.on(span.last), office.now()
        made = []
        for one in self.half(half, year):
            person = one.value.totals.person
            unit = next(iter(organization.units_of(person)), "")
            named: dict[str, Any] = {"id": f"{year.ce}-{half}-{person}", "year": year.ce, "half": half, "unit": unit}
            state: dict[str, Any] = {"profile": one.profile, "data_version": one.data_version, "frozen_at": at}
            made.append(HalfYear(first=span.first, last=span.last, **named, **state, **_amounts(one.value)))
        return made

    def _fiscal(self) -> FiscalYear:
        return cast("FiscalYear", self._office.year("fiscal"))


def _runs_on_from(first: date, calendars: "Iterable[WorkCalendar]") -> date:
    """The last working day before a span by the calendar that has it earliest: leave ending on it may run on."""
    return min((_last_worked(first, calendar) for calendar in calendars), default=first)


def _last_worked(first: date, calendar: "WorkCalendar") -> date:
    try:
        return next(day for day in _days_before(first) if calendar.is_working_day(day))
    except OutsideCalendar:
        return first


def _days_before(day: date) -> Iterator[date]:
    """The days before a day, the last one first."""
    while True:
        day -= timedelta(days=1)
        yield day


def _amounts(standing: Standing) -> dict[str, Any]:
    """The figures of a half year as its record keeps them."""
    totals = standing.totals
    duty = totals.official_duty + totals.training
    return {
        **{name: getattr(totals, name) for name in ("person", "due", "late", "early", "absent", "unresolved")},
        "personnel": standing.personnel,
        "present": to_hundredths(totals.present),
        "duty": to_hundredths(duty),
        "home_working": to_hundredths(totals.home_working),
        "excused": to_hundredths(totals.excused),
        "leave": tuple(
            LeaveFigure(leave_type=one.leave_type, times=one.times, hundredths=to_hundredths(one.days))
            for one in totals.leave
        ),
        "counted": to_hundredths(standing.counted),
        "left_out": to_hundredths(standing.left_out),
        "met": standing.met,
    }
