"""By when a leave is asked for (การเสนอใบลา): the form, haste, calls, special circumstances, and births; pure."""

from collections.abc import Iterator
from datetime import date, timedelta

from orqa.base.findings import Finding
from orqa.domain.attendance.leave import findings as say
from orqa.domain.attendance.leave.cases import ONE_DAY, Case

_BEFORE, _SAME_DAY = "before", "same_day"


def filing(case: Case) -> Iterator[Finding]:
    """It is asked for in time; urgent leave of some types may begin before, and its form follows."""
    by, filed = _file_by(case), case.request.filed_on
    if by is None:
        return
    if filed > by:
        yield _late(case, by)
        return
    notice, found = case.rule("leave.notice_days"), (case.request.first - filed).days
    if notice and found < notice and case.request.called_on is None:
        yield say.SHORT_NOTICE.make(field="discretion", days=notice, found=found)


def _file_by(case: Case) -> date | None:
    """The last day for asking; None where the calendar does not tell it."""
    request, rule = case.request, case.rule("leave.file_by")
    called: int = case.rule("leave.within_days_of_call")
    if called and request.called_on is not None:
        return request.called_on + timedelta(days=called)
    if rule == _BEFORE and not is_special(case):
        return request.first - ONE_DAY
    if rule == _SAME_DAY:
        return request.first
    return case.where_known(lambda: case.calendar.add(request.last, 1))


def _late(case: Case, by: date) -> Finding:
    """An urgent leave is told in any way, and its form follows so many working days after it (ข้อ 12)."""
    request = case.request
    if request.urgent and case.is_in("leave.urgent"):
        days: int = case.reading.value("leave.form_follows_days")
        form_by = case.where_known(lambda: case.calendar.add(request.last, days))
        if form_by is None or request.filed_on <= form_by:
            return say.URGENT.make(field="filed_on", filed=request.filed_on, by=by)
        by = max(by, form_by)
    return say.FILED_LATE.make(field="filed_on", filed=request.filed_on, by=by)


def is_special(case: Case) -> bool:
    """Whether it is asked for because special circumstances kept the person away, by a type that has that."""
    return case.request.special and case.is_in("leave.special_circumstances")


def special_circumstances(case: Case) -> Iterator[Finding]:
    """Whoever was kept away by what befell an area reports it; accepted days are not leave (ข้อ 16)."""
    if not case.request.special:
        return
    if is_special(case):
        yield say.SPECIAL.make(field="special", kind=case.title())
        return
    kinds = ", ".join(case.reading.value("leave.special_circumstances"))
    yield say.NOT_FOR_SPECIAL.make(field="leave_type", kind=case.title(), known=kinds)


def birth(case: Case) -> Iterator[Finding]:
    """Leave to assist a wife is about a birth, and is asked for within some days of it."""
    if not case.is_about_birth:
        return
    if case.request.birth is None:
        yield say.NEEDS_BIRTH.make(field="birth")
        return
    by = case.request.birth + timedelta(days=case.reading.value("leave.after_birth", of="filed_within"))
    if case.request.filed_on > by:
        yield say.FILED_LATE.make(field="filed_on", filed=case.request.filed_on, by=by)
