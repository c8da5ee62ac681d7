"""A request with what is known of the person, made ready for the rules to look at."""

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from decimal import Decimal
from functools import cached_property
from typing import Any, Final, TypeVar

from attrs import define

from orqa.base.calendar import OutsideCalendar, WorkCalendar
from orqa.base.language import Text
from orqa.base.years import Year, YearRule
from orqa.domain.attendance.leave.asking import LeaveHistory, LeaveRequest
from orqa.domain.attendance.leave.limits import Limit
from orqa.domain.attendance.leave.records import Leave
from orqa.domain.attendance.leave.stretches import WORKING, Stretch, days_used, runs_on, times, years_of
from orqa.domain.attendance.people import Employment
from orqa.domain.attendance.service_years import decide_service, employment_on
from orqa.rules.views import Reading

TYPES: Final = "leave-type"
VACATION: Final = "vacation"
FISCAL_YEAR, OCCASION, CAREER = "fiscal_year", "occasion", "career"
ONE_DAY: Final = timedelta(days=1)
_T = TypeVar("_T")


@define(eq=False, slots=False)
class Case:
    """One request: the rules that are asked for it, and what its days come to.

    Attributes:
        request: what is asked.
        history: what is known of the person.
        reading: of the rules; remembers each.
        calendar: of the place where the person works.
    """

    request: LeaveRequest
    history: LeaveHistory
    reading: Reading
    calendar: WorkCalendar

    # ------------------------------------------------------------------ who

    @cached_property
    def employment(self) -> Employment | None:
        """As what the person works on the first day; None where they do not."""
        return employment_on(self.history.employments, self.request.first)

    @property
    def personnel(self) -> str:
        """As which type of personnel; empty where the person does not work on the first day."""
        return self.employment.personnel if self.employment else ""

    @cached_property
    def service_months(self) -> int:
        """Whole months of unbroken service before the first day."""
        before = self.request.first - ONE_DAY
        return self.reading.adopt(decide_service(self.history.employments, self.reading.view, before)).all_months

    @cached_property
    def since(self) -> date:
        """The first day of the unbroken service; the first day of the leave where the person does not work then."""
        found = decide_service(self.history.employments, self.reading.view, self.request.first)
        self.reading.adopt(found)
        since: date | None = found.inputs["since"]
        return since or self.request.first

    def years_begun(self, year: Year) -> int:
        """Fiscal years that began with service: 0 in that in which the service began (ปีที่เริ่มรับราชการ)."""
        return max(year.ce - self.years.year_of(self.since).ce, 0)

    # ------------------------------------------------------------------ rules

    def rule(self, key: str) -> Any:
        """A rule of the type of leave."""
        return self.reading.value(key, leave_type=self.request.leave_type)

    def is_in(self, key: str) -> bool:
        """Whether the list of a rule has the type of leave; cited only where it has."""
        return self.reading.names(key, self.request.leave_type)

    def personnel_rule(self, key: str, year: Year | None = None, leave_type: str = "") -> Any:
        """A rule of the type of leave and of personnel; of a fiscal year, by default that in which the leave begins."""
        wanted = year or self.by_year[0][0]
        amounts = {"service_months": self.service_months, "years_begun": self.years_begun(wanted)}
        overs = self.reading.view.parameter(key).overs
        more = {name: amount for name, amount in amounts.items() if name in overs}
        kind = leave_type or self.request.leave_type
        return self.reading.value(key, leave_type=kind, personnel_type=self.personnel, **more)

    @property
    def is_about_birth(self) -> bool:
        """Whether filing and pay are counted from a birth."""
        return self.is_in("leave.about_birth")

    def limit(self, key: str, year: Year | None = None, leave_type: str = "") -> Limit:
        """A rule that is a limit; as :meth:`personnel_rule`.

        Raises:
            NotModelled: where it is not known.
        """
        return Limit.of(key, self.personnel_rule(key, year, leave_type))

    def title(self, leave_type: str = "") -> Text:
        """What people call a type of leave, by default the one asked for."""
        return self.reading.view.vocabulary(TYPES)[leave_type or self.request.leave_type].title

    @cached_property
    def counted(self) -> str:
        """What the type uses up: working or calendar days."""
        counted: str = self.reading.term(TYPES, self.request.leave_type).extra["counted"]
        return counted

    @cached_property
    def years(self) -> YearRule:
        """When fiscal years begin."""
        start = self.reading.value("years.fiscal")
        return YearRule(kind="fiscal", month=start["month"], day=start["day"], named_by=start["named_by"])

    # ------------------------------------------------------------------ days

    @cached_property
    def others(self) -> tuple[Leave, ...]:
        """The leaves that count besides this one."""
        return tuple(one for one in self.history.leaves if one.counts and one.id != self.request.id)

    @cached_property
    def same(self) -> tuple[Leave, ...]:
        """Those of the same type."""
        return tuple(one for one in self.others if one.leave_type == self.request.leave_type)

    @cached_property
    def used(self) -> Decimal:
        """Days as the type counts them."""
        return days_used(self.request, self.counted, self.calendar)

    @cached_property
    def by_year(self) -> tuple[tuple[Year, Decimal], ...]:
        """The same by fiscal year."""
        return tuple((year, self.in_year(self.request, year)) for year in years_of(self.request, self.years))

    def in_year(self, stretch: Stretch, year: Year) -> Decimal:
        """Days of a stretch in a fiscal year, as the type counts them."""
        return days_used(stretch, self.counted, self.calendar, year.first, year.last)

    @cached_property
    def before_in_year(self) -> Decimal:
        """Days of the same type that other leaves use in the fiscal year in which this one begins."""
        return self._own(self.by_year[0][0])

    def _own(self, year: Year) -> Decimal:
        return sum((self.in_year(one, year) for one in self.same if _meets(one, year)), Decimal(0))

    def before(self, year: Year) -> Decimal:
        """Days of the same type that other leaves use in a fiscal year, and days of others that are paid out of it."""
        return self._own(year) + sum((self._paid_out(kind, year) for kind in self._other_types), Decimal(0))

    def _paid_out(self, leave_type: str, year: Year) -> Decimal:
        """Days of another type that were paid out of the days of this one."""
        if self.personnel_rule("leave.paid_from", year, leave_type) != self.request.leave_type:
            return Decimal(0)
        paid = self.limit("leave.paid", year, leave_type)
        others = (one for one in self.others if one.leave_type == leave_type and _meets(one, year))
        return paid.days_of(sum((self.in_year(one, year) for one in others), Decimal(0)))

    @property
    def _other_types(self) -> tuple[str, ...]:
        found = {one.leave_type for one in self.others} - {self.request.leave_type}
        return tuple(sorted(found))

    @cached_property
    def chain(self) -> tuple[Leave, ...]:
        """The leaves that this one prolongs, or goes on from without a break; the first one first."""
        found: list[Leave] = []
        at: Leave | LeaveRequest = self.request
        while (earlier := self._earlier(at)) is not None:
            found.insert(0, earlier)
            at = earlier
        return tuple(found)

    def _earlier(self, at: Leave | LeaveRequest) -> Leave | None:
        earlier = (one for one in self.same if one.first < at.first)
        return next((one for one in earlier if one.id == at.extends or runs_on(one, at, self.calendar)), None)

    @cached_property
    def begun(self) -> date:
        """The first day of the leave, or of the one that it prolongs."""
        return self.chain[0].first if self.chain else self.request.first

    @cached_property
    def taken_before(self) -> Decimal:
        """Days of the leaves that this one prolongs."""
        return sum((days_used(one, self.counted, self.calendar) for one in self.chain), Decimal(0))

    @cached_property
    def occasions(self) -> tuple[tuple[Stretch, ...], ...]:
        """The times of its type, this one among them."""
        joined = self.is_in("leave.runs_on")
        near: Iterable[Stretch] = (*self.same, self.request)
        return times(near, self.calendar, joined=joined)

    @cached_property
    def one_time(self) -> tuple[Stretch, ...]:
        """The time that this one belongs to: itself, and what it runs on from or into."""
        return next(found for found in self.occasions if self.request in found)

    @cached_property
    def time_of_year(self) -> int:
        """Which time of its type it is in the fiscal year in which the time begins."""
        year = self.years.year_of(self.one_time[0].first)
        began = [found[0].first for found in self.occasions if found[0].first in year]
        return sorted(began).index(self.one_time[0].first) + 1

    @cached_property
    def working_days(self) -> Decimal | None:
        """Working days of the leave; None where they are neither used nor known."""
        return self._working((self.request,))

    @cached_property
    def one_time_days(self) -> Decimal | None:
        """Working days of the time that it belongs to; None as above."""
        return self._working(self.one_time)

    def _working(self, stretches: Iterable[Stretch]) -> Decimal | None:
        return self.where_known(lambda: sum((days_used(one, WORKING, self.calendar) for one in stretches), Decimal(0)))

    def where_known(self, ask: Callable[[], _T]) -> _T | None:
        """What the work calendar answers; None for a leave in calendar days that goes on beyond it."""
        try:
            return ask()
        except OutsideCalendar:
            if self.counted == WORKING:
                raise
            return None


def _meets(stretch: Stretch, year: Year) -> bool:
    return stretch.first <= year.last and year.first <= stretch.last
