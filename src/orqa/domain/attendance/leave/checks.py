"""What the rules say against a request, and what it lacks; each check tells its findings."""

from collections.abc import Callable, Iterator
from decimal import ROUND_DOWN, Decimal
from typing import TYPE_CHECKING, Final, cast

from orqa.base.findings import Finding
from orqa.base.language import Text
from orqa.base.years import Year
from orqa.domain.attendance.events import Half
from orqa.domain.attendance.leave import findings as say
from orqa.domain.attendance.leave.cases import CAREER, FISCAL_YEAR, TYPES, VACATION, Case
from orqa.domain.attendance.leave.filing import birth, filing, special_circumstances
from orqa.domain.attendance.leave.limits import Limit
from orqa.domain.attendance.leave.papers import PAPERS, called
from orqa.domain.attendance.leave.records import LeaveState
from orqa.domain.attendance.leave.stretches import WORKING, overlaps, runs_on
from orqa.domain.attendance.leave.vacation import decide_vacation
from orqa.domain.attendance.service_years import employment_on

if TYPE_CHECKING:
    from datetime import date

    from orqa.base.years import FiscalYear

Check = Callable[[Case], Iterator[Finding]]

CERTIFICATE: Final = "certificate"
ABROAD: Final = "permission_abroad"
SECOND: Final = "leave.second_type_most"
_RESIGN, _SHORT_FORM = "resign", "short"
_EACH_TIME = Text.of(en="at a time", th="ครั้งหนึ่ง")


def in_service(case: Case) -> Iterator[Finding]:
    """The first and the last day lie in the service."""
    for day in dict.fromkeys((case.request.first, case.request.last)):
        if employment_on(case.history.employments, day) is None:
            yield say.NOT_EMPLOYED.make(field="first", day=day)


def halves(case: Case) -> Iterator[Finding]:
    """Half days are taken where the type has them, and some working day lies in a type that counts those."""
    request = case.request
    asked = request.first_half is Half.AFTERNOON or request.last_half is Half.MORNING
    if asked and not case.reading.term(TYPES, request.leave_type).extra["half_days"]:
        yield say.NO_HALF_DAYS.make(field="first_half", kind=case.title())
    if case.used <= 0:
        yield say.NO_DAYS.make(field="first", first=request.first, last=request.last)


def overlapping(case: Case) -> Iterator[Finding]:
    """No half day is taken twice; maternity leave ends what else runs, unless the person is back from it."""
    for other in case.others:
        if overlaps(case.request, other):
            runs = other.leave_type != case.request.leave_type and other.state is not LeaveState.RETURNED
            kind = say.ENDS_OTHER if runs and case.is_in("leave.ends_others") else say.OVERLAPS
            title = case.title(other.leave_type)
            yield kind.make(field="first", record=other.ref, kind=title, first=other.first, last=other.last)


def prolonging(case: Case) -> Iterator[Finding]:
    """What it prolongs is a leave of the same type."""
    if case.request.extends and not any(one.id == case.request.extends for one in case.same):
        yield say.NOTHING_TO_PROLONG.make(field="extends", kind=case.title(), named=case.request.extends)


def following(case: Case) -> Iterator[Finding]:
    """Leave to raise a child follows maternity leave directly."""
    wanted = case.rule("leave.follows")
    if wanted and not any(
        other.leave_type in {wanted, case.request.leave_type} and runs_on(other, case.request, case.calendar)
        for other in case.others
        if other.first < case.request.first
    ):
        yield say.DOES_NOT_FOLLOW.make(field="first", kind=case.title(wanted))


def service(case: Case) -> Iterator[Finding]:
    """Some leave is for those who have served for some time."""
    months = case.personnel_rule("leave.least_months")
    if case.service_months < months:
        yield say.TOO_SHORT_SERVICE.make(field="first", months=months, found=case.service_months)


def one_stretch(case: Case) -> Iterator[Finding]:
    """Some leave is taken in one stretch for a birth."""
    if case.request.birth is None or not case.is_in("leave.one_stretch"):
        return
    for other in case.same:
        if other.birth == case.request.birth and other not in case.chain:
            yield say.NOT_ONE_STRETCH.make(field="birth", record=other.ref, first=other.first, last=other.last)


def amount(case: Case) -> Iterator[Finding]:
    """It stays inside what the type allows: a fiscal year, a time, a career."""
    second: bool = case.request.second_type
    limit = Limit.of(SECOND, case.rule(SECOND)) if second else case.limit("leave.most")
    if limit.none:
        yield say.NO_RIGHT.make(field="leave_type", kind=case.title())
        return
    per = case.rule("leave.per")
    if per == CAREER:
        for other in case.same:
            if other not in case.chain:
                yield say.ONCE.make(field="leave_type", record=other.ref, first=other.first, last=other.last)
    yield from _by_year(case) if per == FISCAL_YEAR else _by_time(case, limit)


def at_a_time(case: Case) -> Iterator[Finding]:
    """Some universities let so many days be taken at a time; rule ``leave.once_days``."""
    most, days = case.personnel_rule("leave.once_days"), case.one_time_days
    if most and days is not None and days > most:
        asked, before = plain(case.used), plain(days - (case.working_days or 0))
        yield say.OVER_LIMIT.make(field="last", asked=asked, before=before, most=plain(Decimal(most)), span=_EACH_TIME)


def _by_year(case: Case) -> Iterator[Finding]:
    for year, used in case.by_year:
        most = most_of(case, year)
        if most is not None and case.before(year) + used > most:
            yield say.OVER_LIMIT.make(
                field="last", asked=plain(used), before=plain(case.before(year)), most=plain(most), span=_named(year)
            )


def _by_time(case: Case, limit: Limit) -> Iterator[Finding]:
    extended = Limit.of("leave.extended", case.rule("leave.extended"))
    if case.chain and not extended.none:
        limit = extended
    last = limit.last_day(case.begun)
    if last is not None and case.request.last > last:
        yield say.TOO_LONG.make(field="last", last=last, most=limit.say())
        if case.rule("leave.beyond") == _RESIGN:
            yield say.RESIGN.make(field="last", kind=case.title())
    if limit.days is not None and case.taken_before + case.used > limit.days:
        asked, before = plain(case.used), plain(case.taken_before)
        yield say.OVER_LIMIT.make(field="last", asked=asked, before=before, most=plain(limit.days), span=_EACH_TIME)


def most_of(case: Case, year: Year) -> Decimal | None:
    """The days of the limit of a fiscal year; in a first year cut to the days employed where a rule says so."""
    limit = case.limit("leave.most", year)
    if limit.days is None or case.service_months >= case.personnel_rule("leave.by_days_employed"):
        return limit.days
    since = max(year.first, case.since)
    part = limit.days * ((year.last - since).days + 1) / ((year.last - year.first).days + 1)
    return part.quantize(Decimal("0.01"), ROUND_DOWN)


def balance(case: Case) -> Iterator[Finding]:
    """Vacation is taken from its account, and not before somebody has served long enough for it."""
    if case.request.leave_type != VACATION:
        return
    begins = cast("FiscalYear", case.years.year_of(case.request.first))
    right = case.reading.adopt(decide_vacation(case.history.employments, case.reading.view, begins))
    if right.first is None or case.request.first < right.first:
        yield say.NO_VACATION_YET.make(field="first", first=case.request.first, reason=right.reason)
    for year, used in case.by_year:
        left = case.history.vacation.get(year.ce)
        if left is None:
            yield say.NEEDS_BALANCE.make(field="balance", year=year.be)
        elif used > left:
            yield say.OVER_BALANCE.make(field="last", asked=plain(used), left=plain(left), year=year.be)


def papers(case: Case) -> Iterator[Finding]:
    """What a leave of its type and length has to come with."""
    wanted = [*case.rule("leave.papers"), *([CERTIFICATE] if needs_certificate(case) else [])]
    for paper in wanted:
        if paper not in case.request.papers:
            yield say.NEEDS_PAPER.make(field=paper, paper=called(case.reading.view, PAPERS, paper), code=paper)


def on_loan(case: Case) -> Iterator[Finding]:
    """Staff on loan ask the host for some types, and the host tells the home agency; for others they ask at home."""
    if not case.request.on_loan:
        return
    if case.is_in("leave.on_loan"):
        yield say.HOST_REPORTS.make(field="on_loan", kind=case.title())
    else:
        yield say.ASK_AT_HOME.make(field="home_agency", kind=case.title())


def abroad(case: Case) -> Iterator[Finding]:
    """Going abroad during leave needs permission of its own, which some ask to be told of days before."""
    request = case.request
    if not request.abroad:
        return
    rule = case.reading.value("leave.abroad")
    if ABROAD not in request.papers:
        yield say.NEEDS_PERMISSION.make(field=ABROAD, role=rule["role"])
    left_from = "border_province" if request.from_border else "elsewhere"
    if case.reading.value("leave.abroad_form", left_from=left_from) == _SHORT_FORM:
        yield say.SHORT_FORM.make(field="abroad")
    days = rule["notice_days"]
    if days and case.calendar.add(request.filed_on, days) > request.first:
        yield say.ABROAD_LATE.make(field="filed_on", days=days, first=request.first)


def needs_certificate(case: Case) -> bool:
    """Whether a doctor's certificate is compulsory: for sick leave from so many days on, counted on, one or several."""
    if case.employment is None or not case.is_in("leave.certificate_for"):
        return False
    least: int = case.reading.value("leave.certificate_from_days", personnel_type=case.employment.personnel)
    if case.reading.value("leave.certificate_counts", personnel_type=case.employment.personnel) == WORKING:
        days = case.one_time_days
        return days is not None and days >= least
    first: date = case.one_time[0].first
    return (case.request.last - first).days + 1 >= least


def years(case: Case) -> Iterator[Finding]:
    """A leave across 30 September is counted in both years."""
    if len(case.by_year) > 1:
        yield say.CROSSES_YEARS.make(field="last", years=", ".join(str(year.be) for year, _ in case.by_year))


def _named(year: Year) -> Text:
    return Text.of(en=f"in fiscal year {year.be}", th=f"ในปีงบประมาณ {year.be}")


def plain(days: Decimal) -> str:
    """Days as people write them: 7.5, 10."""
    return f"{days.normalize():f}" if days == days.quantize(Decimal("0.01")) else f"{days:.2f}"


OF_SERVICE: Final[tuple[Check, ...]] = (
    *(
        halves,
        overlapping,
        prolonging,
        following,
        service,
        one_stretch,
        amount,
        at_a_time,
        balance,
        filing,
        special_circumstances,
        birth,
        papers,
        on_loan,
        abroad,
        years,
    ),
)
"""The checks of somebody who is in service, in the order in which they are told."""
