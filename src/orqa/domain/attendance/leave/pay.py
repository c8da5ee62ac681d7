"""How much of a leave is paid (การได้รับเงินเดือนหรือค่าจ้างระหว่างลา); pure."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

from attrs import frozen

from orqa.base.errors import NotModelled
from orqa.base.findings import Finding
from orqa.base.years import Year
from orqa.domain.attendance.leave import findings as say
from orqa.domain.attendance.leave.cases import FISCAL_YEAR, Case
from orqa.domain.attendance.leave.checks import plain
from orqa.domain.attendance.leave.limits import Limit
from orqa.domain.attendance.leave.stretches import days_used

_ZERO = Decimal(0)


@frozen
class Pay:
    """What of a leave is paid.

    Attributes:
        full: days with full pay; None where it is not known.
        half: days with half pay.
        unpaid: days without pay; None where it is not known.
        findings: what else to know.
    """

    full: Decimal | None = None
    half: Decimal = _ZERO
    unpaid: Decimal | None = None
    findings: tuple[Finding, ...] = ()


def pay_of(case: Case) -> Pay:
    """What of the leave is paid by the rules ``leave.paid``, ``leave.paid_half`` and those beside them."""
    try:
        parts = [(_limits(case, year), earlier, used) for year, earlier, used in _parts(case)]
    except NotModelled as error:
        return Pay(findings=(say.PAY_NOT_KNOWN.make(field="paid", reason=error.reason),))
    paid = by_half = _ZERO
    for (full, half), earlier, used in parts:
        in_full = _within(full, earlier, used)
        paid += in_full
        by_half += _half(full, half, earlier, used)
    paid = min(paid, _left_to_pay_from(case))
    unpaid = case.used - paid - by_half
    return Pay(paid, by_half, unpaid, tuple(_more(case, unpaid)))


def _limits(case: Case, year: Year) -> tuple[Limit, Limit]:
    """What is paid in full of a fiscal year, and what by half after that."""
    if not _is_paid(case):
        return Limit(none=True), Limit(none=True)
    return case.limit("leave.paid", year), case.limit("leave.paid_half", year)


def _left_to_pay_from(case: Case) -> Decimal:
    """How many days may be paid out of another type, for leave that is paid so; all days for any other."""
    source: str = case.personnel_rule("leave.paid_from")
    if not source:
        return case.used
    year = case.by_year[0][0]
    limit = case.limit("leave.paid", year, source)
    used = (case.in_year(one, year) for one in case.others if one.leave_type == source and one.last >= year.first)
    return case.used if limit.days is None else max(limit.days - sum(used, _ZERO), _ZERO)


def _within(limit: Limit, earlier: Decimal, used: Decimal) -> Decimal:
    """How many of ``used`` days a limit holds after ``earlier`` ones."""
    return limit.days_of(earlier + used) - limit.days_of(earlier)


def _half(full: Limit, half: Limit, earlier: Decimal, used: Decimal) -> Decimal:
    """How many of the days lie in the stretch of half pay behind that of full pay."""
    begins, reached = full.days_of(earlier + used), earlier + used
    ends = begins + half.days_of(reached - begins)
    return max(min(reached, ends) - max(earlier, begins), _ZERO)


def _parts(case: Case) -> Iterator[tuple[Year, Decimal, Decimal]]:
    """Days taken before and days that may be paid: by fiscal year, or of the whole time by the year it begins in."""
    last = _paid_until(case)
    if case.rule("leave.per") == FISCAL_YEAR:
        for year, used in case.by_year:
            yield year, case.before(year), used
    else:
        yield case.by_year[0][0], case.taken_before, days_used(case.request, case.counted, case.calendar, last=last)


def _paid_until(case: Case) -> date:
    """The last day that is paid, for leave about a birth."""
    if not case.is_about_birth or case.request.birth is None:
        return date.max
    return case.request.birth + timedelta(days=case.reading.value("leave.after_birth", of="paid_within"))


def _is_paid(case: Case) -> bool:
    """Whether service and contract are long enough for it to be paid at all."""
    if case.service_months < case.personnel_rule("leave.paid_least_months"):
        return False
    least = case.personnel_rule("leave.paid_if_contract_months")
    employment = case.employment
    if not least or employment is None or employment.contract_ends is None:
        return True
    return (Limit(months=least).last_day(employment.first) or date.max) <= employment.contract_ends


def _more(case: Case, unpaid: Decimal) -> Iterator[Finding]:
    more = case.limit("leave.paid_more")
    if unpaid > 0 and more.days:
        yield say.MORE_PAY.make(field="paid", unpaid=plain(unpaid), most=plain(more.days))
