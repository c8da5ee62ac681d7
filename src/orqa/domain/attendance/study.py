"""Whether a study, training or research leave is within the rules (การพิจารณาลาไปศึกษา ฝึกอบรม วิจัย); pure.

The conditions are those of offices that send their people: years of service and of age, the share of the staff that may
be abroad, papers, guarantors. How long it may last as leave is for
:func:`~orqa.domain.attendance.leave.deciding.decide_leave`; what is owed, for :mod:`orqa.domain.attendance.bonds`.
"""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any, Final

from attrs import frozen

from orqa.base.findings import Finding, Severity
from orqa.base.months import months_after
from orqa.base.rounding import Rounding
from orqa.domain.attendance import study_findings as say
from orqa.domain.attendance.bonds import Bond, decide_factor
from orqa.domain.attendance.leave.asking import Answer
from orqa.domain.attendance.leave.papers import CONDITIONS, PAPERS, called
from orqa.domain.attendance.people import Employment
from orqa.domain.attendance.service_years import decide_service, employment_on
from orqa.domain.attendance.study_plans import Degree, Journey, StudyHistory, StudyPlan, StudyVerdict
from orqa.rules.decisions import Decision
from orqa.rules.views import Reading, View

_ONE: Final = timedelta(days=1)
_HUNDRED: Final = 100
_PROBATION, _SERVE_FIRST = "probation", "serve_before_retirement"


@frozen
class _Case:
    plan: StudyPlan
    history: StudyHistory
    reading: Reading
    employment: Employment
    owed: int

    @property
    def served_by(self) -> date:
        """Whoever comes back on the day after the leave serves the last day owed on this one."""
        return self.plan.last + timedelta(days=self.owed)

    def rule(self, name: str, **dimensions: str) -> Any:
        return self.reading.value(f"study.{name}", **dimensions)

    @property
    def place(self) -> str:
        return "abroad" if self.plan.abroad else "home"


def decide_study(plan: StudyPlan, history: StudyHistory, view: View) -> Decision[StudyVerdict]:
    """What the rules ``study.*`` say of a plan: within them, outside them, or something is missing.

    Args:
        plan: the leave that is planned.
        history: the person's service and stays abroad, and who else would be away.
        view: the rules of its first day.

    Raises:
        NotModelled: when the rules say nothing about that time.
        UnknownParameter: when the profile has no rules of study leave.
    """
    reading = view.reading()
    factor = reading.adopt(decide_factor(reading, abroad=plan.abroad))
    owed = Rounding.UP.whole(((plan.last - plan.first).days + 1) * factor, _HUNDRED)
    employment = employment_on(history.employments, plan.first)
    found = [say.NOT_IN_SERVICE.make(field="first", day=plan.first)]
    if employment is not None:
        case = _Case(plan, history, reading, employment, owed)
        found = [finding for check in _CHECKS for finding in check(case)]
    copies = tuple((one["paper"], one["copies"]) for one in reading.value("study.contract"))
    verdict = StudyVerdict(
        answer=_answer(found),
        findings=tuple(found),
        owed=owed,
        served_by=plan.last + timedelta(days=owed),
        contract=copies,
    )
    return reading.decision(verdict, {"first": plan.first, "last": plan.last, "purpose": plan.purpose})


def decide_last_report(reading: Reading, bond: Bond) -> Decision[date | None]:
    """The day by which the last report on the study is due; None while away, where it came, or where none is asked for.

    A report that was received on the day of reporting back or later is the last one; rule ``study.final_report_days``.
    """
    days: int = reading.value("study.final_report_days")
    back = bond.returned
    due = None
    if days and back is not None and not any(one.received >= back for one in bond.reports):
        due = back + timedelta(days=days)
    return reading.decision(due, {"bond": str(bond.ref), "returned": back})


def _answer(found: list[Finding]) -> Answer:
    severities = {one.severity for one in found}
    if Severity.ERROR in severities:
        return Answer.OUTSIDE_RULES
    return Answer.NEEDS if Severity.WARNING in severities else Answer.WITHIN_RULES


# ------------------------------------------------------------------ the person


def _purpose(case: _Case) -> Iterator[Finding]:
    known = case.rule("purposes")
    if case.plan.purpose not in known:
        yield say.NO_PURPOSE.make(field="purpose", purpose=case.plan.purpose, known=", ".join(known))


def _service(case: _Case) -> Iterator[Finding]:
    least: int = case.rule("least_months")
    before = case.plan.first - _ONE
    served = case.reading.adopt(decide_service(case.history.employments, case.reading.view, before)).all_months
    if served < least:
        yield say.TOO_NEW.make(field="first", months=least, found=served)


def _age(case: _Case) -> Iterator[Finding]:
    plan = case.plan
    if plan.degree is Degree.NONE or not plan.abroad:
        return
    if plan.born is None:
        yield say.NEEDS_BIRTH_DAY.make(field="born")
        return
    most: int = case.rule("age_most", degree=plan.degree.value)
    age = plan.first.year - plan.born.year - ((plan.first.month, plan.first.day) < (plan.born.month, plan.born.day))
    if age > most:
        yield say.TOO_OLD.make(field="born", age=age, most=most)


def _conditions(case: _Case) -> Iterator[Finding]:
    """What the personnel's own rules ask for: two are known from the service, the others somebody shows."""
    for condition in case.rule("conditions", personnel_type=case.employment.personnel):
        if condition in _KNOWN:
            yield from _KNOWN[condition](case)
        elif condition not in case.plan.shown:
            named = called(case.reading.view, CONDITIONS, condition)
            yield say.NEEDS_CONDITION.make(field=condition, condition=named, code=condition)


def _probation(case: _Case) -> Iterator[Finding]:
    ends = case.employment.probation_ends
    if ends is not None and ends >= case.plan.first:
        yield say.PROBATION.make(field="first", day=ends)


def _serve_first(case: _Case) -> Iterator[Finding]:
    retires = case.employment.retires
    if retires is None:
        yield say.NEEDS_RETIREMENT.make(field="retires")
    elif case.served_by >= retires:
        yield say.RETIRES_FIRST.make(field="last", served=case.served_by, retires=retires)


_KNOWN: Final = {_PROBATION: _probation, _SERVE_FIRST: _serve_first}


# ------------------------------------------------------------------ the journey


def _share(case: _Case) -> Iterator[Finding]:
    """How many of the staff may be abroad at once; short stays are left out."""
    plan, history = case.plan, case.history
    if not plan.abroad or not _counts(case, plan.journey):
        return
    away = [one for one in history.away if _counts(case, one)]
    share = case.rule("share")
    yield from _over(share["all"], len(away) + 1, history.staff)
    if plan.own_money:
        yield from _over(share["own_money"], sum(one.own_money for one in away) + 1, history.staff)


def _over(most: int, away: int, staff: int) -> Iterator[Finding]:
    if away * _HUNDRED > most * staff:
        yield say.TOO_MANY_AWAY.make(field="abroad", away=away, staff=staff, most=most)


def _counts(case: _Case, journey: Journey) -> bool:
    left_out: dict[str, int] = dict(case.rule("share_left_out"))
    if journey.own_money:
        return (journey.last - journey.first).days + 1 > left_out["own_money_days"]
    return journey.last >= months_after(journey.first, left_out["sponsored_months"])


def _again(case: _Case) -> Iterator[Finding]:
    """Whoever was abroad lately goes again only where both stays are short and others pay, or by discretion."""
    plan, rule = case.plan, case.rule("again")
    earlier = [one for one in case.history.journeys if one.last < plan.first]
    if not plan.abroad or not earlier:
        return
    last = max(earlier, key=lambda one: one.last)
    if plan.first >= months_after(last.last + _ONE, rule["soon_months"]):
        return
    were_short = last.last < months_after(last.first, rule["last_under_months"])
    is_short = plan.last < months_after(plan.first, rule["new_most_months"])
    if not (were_short and is_short and plan.from_outside):
        yield say.AGAIN_SO_SOON.make(field="discretion", last=last.last, months=rule["soon_months"])


def _papers(case: _Case) -> Iterator[Finding]:
    wanted = [*case.rule("papers", place=case.place), *(one["paper"] for one in case.rule("contract"))]
    if case.plan.permitted_to is not None:
        wanted = list(case.rule("extension")["papers"])
    for paper in wanted:
        if paper not in case.plan.papers:
            yield say.NEEDS_PAPER.make(field=paper, paper=called(case.reading.view, PAPERS, paper), code=paper)


def _guarantors(case: _Case) -> Iterator[Finding]:
    least: int = case.rule("guarantors")
    if case.plan.guarantors < least:
        yield say.NEEDS_GUARANTOR.make(field="guarantors", least=least, found=case.plan.guarantors)


# ------------------------------------------------------------------ its days


def _notice(case: _Case) -> Iterator[Finding]:
    plan = case.plan
    if plan.finishes is None:
        return
    days, found = case.rule("training_notice_days"), (plan.finishes - plan.asked_on).days
    if found < days:
        yield say.SHORT_NOTICE.make(field="asked_on", days=days, finishes=plan.finishes, found=found)


def _extension(case: _Case) -> Iterator[Finding]:
    plan, ends = case.plan, case.plan.permitted_to
    if ends is None:
        return
    if plan.asked_on > ends:
        yield say.EXTENDED_LATE.make(field="asked_on", ends=ends, asked=plan.asked_on)
    most: int = case.rule("extension")["most_months"]
    last = months_after(ends + _ONE, most) - _ONE
    if plan.last > last:
        yield say.EXTENDED_TOO_LONG.make(field="last", most=most, last=last)


def _visit_report(case: _Case) -> Iterator[Finding]:
    """Some purposes have a report by a regulation of the university itself."""
    if case.plan.purpose in case.rule("visit_report"):
        yield say.OWN_REPORT.make(field="purpose", purpose=case.plan.purpose)


def _plan_length(case: _Case) -> Iterator[Finding]:
    months: int = case.rule("plan_months", degree=case.plan.degree.value)
    if months and case.plan.permitted_to is None and case.plan.last >= months_after(case.plan.first, months):
        yield say.LONGER_THAN_PLANS.make(field="last", months=months, last=case.plan.last)


_CHECKS: Final[tuple[Callable[[_Case], Iterator[Finding]], ...]] = (
    *(_purpose, _service, _age, _conditions, _share, _again, _papers, _guarantors),
    *(_notice, _extension, _plan_length, _visit_report),
)
