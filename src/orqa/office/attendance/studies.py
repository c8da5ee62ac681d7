"""Plans of study leave are held against the rules, with what the office knows of the person and of who is away."""

from datetime import date
from typing import TYPE_CHECKING, Any, Final

from orqa.domain.attendance.bonds import Bond
from orqa.domain.attendance.people import Employment
from orqa.domain.attendance.study import decide_study
from orqa.domain.attendance.study_plans import Journey, StudyHistory, StudyPlan
from orqa.office.attendance.records import counted
from orqa.office.attendance.seeing import require_leave_of
from orqa.office.service import Service
from orqa.storage.query import equal

if TYPE_CHECKING:
    from orqa.domain.attendance.study_plans import StudyVerdict
    from orqa.rules.decisions import Decision

FUNDING: Final = "study-funding"
"""The vocabulary of who pays for a study."""


class Studies(Service):
    """Ask whether somebody may go on study leave; reached as ``office.attendance.studies``."""

    def check(
        self, person: str, first: date, last: date, *, funding: str = "", **fields: Any
    ) -> "Decision[StudyVerdict]":
        """What the rules ``study.*`` say of a plan (ตรวจสอบหลักเกณฑ์การลาไปศึกษา); nothing is kept.

        Service and retirement are read from the person's employments, stays abroad from the contracts of everybody.

        Args:
            person: id or staff number.
            first: the first day.
            last: the last day.
            funding: code of the vocabulary ``study-funding``; it tells whether the money is the person's own.
            **fields: further fields of :class:`~orqa.domain.attendance.study_plans.StudyPlan`.

        Raises:
            NotFound: when there is no such person.
            NotAllowed: when whoever acts may not see the leave of the person.
            UnknownTerm: for a funding that the profile does not have.
            SpanReversed: when it ends before it begins.
            NotModelled: when the rules say nothing about that time.
        """
        office = self._office
        known, view = office.organization.person(person), office.rules(first)
        if funding:
            fields["own_money"] = view.vocabulary(FUNDING)[funding].extra["own_money"]
        fields.setdefault("asked_on", office.today())
        plan = StudyPlan(first=first, last=last, **fields)
        require_leave_of(office, known.id)
        working = {one.person for one in counted(office, Employment) if one.holds_on(first)}
        bonds = counted(office, Bond, equal("abroad", value=True))
        history = StudyHistory(
            employments=office.attendance.employments.of(known.id),
            journeys=tuple(self._journey(one) for one in bonds if one.person == known.id),
            staff=len(working),
            away=tuple(self._journey(one) for one in bonds if one.person != known.id and _is_away(one, first)),
        )
        return decide_study(plan, history, view)

    def _journey(self, bond: Bond) -> Journey:
        term = self._office.rules(bond.first).vocabulary(FUNDING).get(bond.funding)
        last = bond.returned or bond.permitted_to
        return Journey(first=bond.first, last=last, own_money=bool(term and term.extra["own_money"]))


def _is_away(bond: Bond, day: date) -> bool:
    """Whether somebody is abroad on a day, as far as is known."""
    return bond.first <= day <= bond.permitted_to and (bond.returned is None or bond.returned > day)
