"""Reasons for missing punches are filed, and count when they are approved (คำชี้แจงการไม่ได้ลงเวลา)."""

from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any, Final

from attrs import evolve

from orqa.base.language import Text
from orqa.domain.attendance.punches import Punch
from orqa.domain.attendance.reasons import PunchReason, check_reason
from orqa.domain.attendance.schedules import clock_of, minute_told
from orqa.domain.organization.approvals import Approval, ApprovalState
from orqa.office.attendance.leave_requests import RequestsOfPerson
from orqa.office.attendance.punch_erasing import require_kept
from orqa.office.attendance.records import all_of, person_id, record_of
from orqa.office.deadlines import from_to
from orqa.office.service import Asked, Service
from orqa.storage.query import equal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from orqa.office.recorder import Save

FILE: Final = "punch-reason.file"
ENTER: Final = "punch-reason.enter"
"""The actions, as the policy has them: for oneself, and for others."""

ROUTE: Final = "attendance.reason"
"""The route in the rule ``routes.steps``."""

_REASON = Text.of(en="the reason", th="คำชี้แจง")
_TITLE = Text.of(en="No punch on {day} at {clock}", th="ไม่ได้ลงเวลาวันที่ {day} เวลา {clock}")


class PunchReasons(Service):
    """File reasons for missing punches; reached as ``office.attendance.reasons``."""

    def file(self, person: str, day: date, clock: str, reason: str, *, key: str | None = None) -> Approval:
        """File that somebody came or left at a time that no clock took (ยื่นคำชี้แจง), and ask for its approval.

        The request goes along the route ``attendance.reason``; when it is approved, the time counts as a punch.
        Punches themselves stay as they are.

        Args:
            person: id or staff number.
            day: which day.
            clock: the time, as ``08:25``.
            reason: why there is no punch.
            key: of the caller's choice: the same call with the same key files once.

        Raises:
            NotFound: when there is no such person.
            AttendanceRefused: without a reason, for a time that is none, a day to come, or for oneself too long ago.
            PunchesErased: for a day whose punches were erased.
            NoApprover: when nobody may decide; the reason is kept.
            NotAllowed: when whoever acts may not; nothing is written.
        """
        office = self._office
        known = person_id(office, person)
        own = office.actor is not None and office.actor.person == known
        today = office.today()
        check_reason(office.rules(today).reading(), day, reason, today, own=own)
        require_kept(office, day)
        unit = next(iter(office.attendance.days.roster(known).units(known, day)), "")
        fields: dict[str, Any] = {"person": known, "unit": unit, "day": day, "minute": minute_told(clock)}
        fields |= {"reason": reason, "entered_by": "person" if own else "officer"}
        action = FILE if own else ENTER

        def make(save: "Save") -> PunchReason:
            at = office.now()
            made = PunchReason(id=office.ids.next_id(at), filed_at=at, **fields)
            save(action, at, (made,))
            return evolve(made, version=1)

        made = self._recorder.once(key, action, Asked(fields), make, lambda made: self.get(made[0].id))
        title = _TITLE.fill(day=day, clock=clock_of(made.minute))
        approvals = RequestsOfPerson(office, self._recording, known)
        return approvals.submit(made, ROUTE, unit=unit, title=title, key=f"punch-reason/{made.id}")

    def get(self, identity: str) -> PunchReason:
        """The reason of an id.

        Raises:
            NotFound: when there is none.
        """
        return record_of(self._office, PunchReason, identity, _REASON)

    def list(self, first: date, last: date, person: str = "") -> tuple[PunchReason, ...]:
        """Reasons about days from one to another, both included; of one person (id or staff number) where named.

        Raises:
            NotFound: when there is no such person.
        """
        query = from_to("day", first, last)
        if person:
            query &= equal("person", person_id(self._office, person))
        return all_of(self._office, PunchReason, query)

    def approved(self, first: date, last: date, person: str = "") -> tuple[PunchReason, ...]:
        """Those of :meth:`list` that were approved."""
        filed = self.list(first, last, person)
        if not filed:
            return ()
        agreed = equal("route", ROUTE) & equal("state", str(ApprovalState.APPROVED))
        about = {one.about.id for one in all_of(self._office, Approval, agreed)}
        return tuple(one for one in filed if one.id in about)

    def punches(self, first: date, last: date, person: str = "") -> "Iterator[Punch]":
        """What approved reasons stand for, as punches of nobody's clock."""
        for one in self.approved(first, last, person):
            yield Punch(one.person, datetime.combine(one.day, time()) + timedelta(minutes=one.minute))
