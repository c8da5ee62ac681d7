"""Whether a leave is within the rules (การตรวจสอบใบลาตามระเบียบ); pure. Only a person permits it."""

from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal

from orqa.base.calendar import WorkCalendar
from orqa.base.findings import Finding, Severity
from orqa.domain.attendance.leave import findings as say
from orqa.domain.attendance.leave.asking import Answer, LeaveHistory, LeaveRequest, LeaveVerdict
from orqa.domain.attendance.leave.cases import FISCAL_YEAR, VACATION, Case
from orqa.domain.attendance.leave.checks import OF_SERVICE, in_service, most_of, needs_certificate
from orqa.domain.attendance.leave.pay import Pay, pay_of
from orqa.domain.attendance.leave.returning import due_after
from orqa.domain.attendance.leave.stretches import calendar_days
from orqa.rules.decisions import Decision
from orqa.rules.views import View


def decide_leave(
    request: LeaveRequest, history: LeaveHistory, view: View, *, calendar: WorkCalendar
) -> Decision[LeaveVerdict]:
    """What the rules of a day say of a leave: within them, outside them, or something is missing.

    Args:
        request: the leave that is asked for.
        history: the person's service and leaves, and the balance of vacation.
        view: the rules, as a rule of the first day of the leave.
        calendar: of the place where the person works.

    Raises:
        NotModelled: where no rule tells how long somebody of this type may be on such leave, or the calendar does not
            reach the days.
        UnknownTerm: when there is no such type of leave.
        UnknownParameter: when the profile has no rules of leave.
    """
    case = Case(request, history, view.reading(), calendar)
    found = list(in_service(case))
    pay = Pay()
    if case.employment is not None:
        found += (one for check in OF_SERVICE for one in check(case))
        pay = pay_of(case)
        found += pay.findings
    verdict = _verdict(case, found, pay)
    inputs = {"leave_type": request.leave_type, "first": request.first, "last": request.last}
    return case.reading.decision(verdict, inputs)


def _verdict(case: Case, found: list[Finding], pay: Pay) -> LeaveVerdict:
    in_service = case.employment is not None
    due = due_after(case.reading, case.request.leave_type, case.request.last)
    return LeaveVerdict(
        answer=_answer(found),
        findings=tuple(found),
        needs=tuple(one.field for one in found if one.severity is Severity.WARNING),
        used=case.used,
        by_year=tuple((year.ce, used) for year, used in case.by_year),
        working_days=case.working_days,
        calendar_days=calendar_days(case.request),
        remaining=_remaining(case) if in_service else None,
        paid=pay.full,
        half_paid=pay.half,
        unpaid=pay.unpaid,
        times=case.time_of_year,
        taken_before=case.before_in_year,
        one_time=case.one_time_days,
        certificate=needs_certificate(case),
        permits=_permits(case),
        begin_by=_begin_by(case),
        report_by=due.report_by or case.where_known(lambda: case.calendar.add(case.request.last, 1)),
        report_latest=due.report_latest,
        results_by=due.results_by,
        on_paper=not case.is_in("leave.electronic"),
        ends=tuple(one.record.id for one in found if one.code == say.ENDS_OTHER.code and one.record),
        another_may_sign=case.is_in("leave.another_may_sign"),
        may_be_asked=tuple(case.rule("leave.papers_may_be_asked")),
    )


def _answer(found: Iterable[Finding]) -> Answer:
    severities = {one.severity for one in found}
    if Severity.ERROR in severities:
        return Answer.OUTSIDE_RULES
    return Answer.NEEDS if Severity.WARNING in severities else Answer.WITHIN_RULES


def _remaining(case: Case) -> Decimal | None:
    """What is left after the leave, of the year in which it ends or of its time; None where nothing is counted down."""
    year, used = case.by_year[-1]
    if case.request.leave_type == VACATION:
        left = case.history.vacation.get(year.ce)
        return None if left is None else left - used
    limit = case.limit("leave.most")
    if limit.days is None or limit.none:
        return None
    if case.rule("leave.per") == FISCAL_YEAR:
        most = most_of(case, year)
        return None if most is None else most - case.before(year) - used
    return limit.days - case.taken_before - case.used


def _permits(case: Case) -> str:
    """The first level that may permit a time of so many working days."""
    days = case.one_time_days
    for level in case.rule("leave.permit"):
        if "up_to" not in level or (days is not None and days <= level["up_to"]):
            return str(level["role"])
    return ""


def _begin_by(case: Case) -> date | None:
    days: int = case.rule("leave.begin_days")
    return case.request.first + timedelta(days=days) if days else None
