"""Attendance in reports: the register of a day, and half years in figures; the public editions have totals alone."""

from orqa.office.attendance.day_register import day_register
from orqa.office.attendance.statistics_report import half_year_report
from orqa.office.snapshots import office_of
from orqa.reporting.context import ReportContext
from orqa.reporting.model import Report


class AttendanceRegisterReport:
    """Builds the attendance register of the last day of the period, or of the day it is made where that is earlier."""

    def build(self, context: ReportContext) -> Report:
        """The register, as :meth:`orqa.office.attendance.days.Days.register` gives it.

        Raises:
            OutsideCalendar: when the day is not in the calendar.
        """
        office, day = office_of(context), min(context.period.last, context.at.date())
        results = office.attendance.days.results(day, day)
        return day_register(office, results, day, context.language, context.audience)


class HalfYearReport:
    """Builds the figures of the half years that begin in the period, and have begun when it is made."""

    def build(self, context: ReportContext) -> Report:
        """Each half as :meth:`orqa.office.attendance.statistics.Statistics.report` gives it, the earlier first.

        Raises:
            OutsideCalendar: when a half is not in the calendar.
        """
        office = office_of(context)
        statistics = office.attendance.statistics
        spans = [span for span in statistics.halves_in(context.period) if span.first <= context.at.date()]
        found = [(span, statistics.span(span)) for span in spans]
        return half_year_report(office, found, context.audience, context.language, period=context.period_text())
