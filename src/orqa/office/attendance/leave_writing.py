"""The writes of leave, which go together in one work: the leave, the request about it, the entries of its accounts."""

import math
from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from orqa.base.findings import reasons
from orqa.base.language import Text
from orqa.domain.attendance.leave import findings as say
from orqa.domain.attendance.leave.asking import LeaveRequest
from orqa.domain.attendance.leave.booking import booking_lines
from orqa.domain.attendance.leave.errors import LeaveRefused
from orqa.domain.attendance.leave.ledger import LedgerEntry
from orqa.domain.attendance.leave.records import Leave, LeaveState, moved_to
from orqa.domain.attendance.leave.turning import ended_by
from orqa.domain.organization.approvals import Approval, ApprovalState
from orqa.office.attendance.leave_accounts import adds_of, entries_of_leave, entries_of_person, turn_of
from orqa.office.attendance.leave_lists import LeaveLists
from orqa.office.attendance.leave_requests import LeaveRequests
from orqa.office.attendance.leave_settling import settled
from orqa.office.service import Asked

if TYPE_CHECKING:
    from orqa.domain.organization.people import Person
    from orqa.office.recorder import Made, Save

PERMIT: Final = "leave.permit"
CHANGE: Final = "leave.change"
"""The actions, as the policy has them: what a decision makes of a leave, and what happens later."""

_REQUEST: Final = Text.of(en="Request for leave", th="ใบลา")
"""What desks call it: which leave it is, is for those alone who may open it."""

_ALWAYS_REFUSED: Final = frozenset(
    {kind.code for kind in (say.NOT_EMPLOYED, say.NO_HALF_DAYS, say.NO_DAYS, say.OVERLAPS, say.NO_RIGHT)}
)

_NO_REQUEST = Text.of(en="nobody was asked for a decision about it", th="ไม่มีคำขอให้พิจารณา")


class LeaveWriting(LeaveLists):
    """The parts of what :class:`orqa.office.attendance.leaves.Leaves` does; each one saves once."""

    def requests_of(self, leave: Leave) -> LeaveRequests:
        """Requests of the person who goes on leave, in the same work."""
        return LeaveRequests(self._office, self._recording, leave.person)

    def request_about(self, leave: Leave) -> Approval | None:
        """The request about a leave, the latest one; None for leave that another one became."""
        return self._office.approvals.latest(leave)

    def to_decide(self, leave: Leave) -> str:
        """The id of the request about a leave.

        Raises:
            LeaveRefused: where none was ever made.
        """
        request = self.request_about(leave)
        if request is None:
            raise LeaveRefused(_NO_REQUEST)
        return request.id

    def _withdrawn(self, leave: Leave, because: str, save: "Save") -> None:
        """The request about a leave that is not wanted any more, where one still waits."""
        request = self.request_about(leave)
        if request and request.state in {ApprovalState.PENDING, ApprovalState.RETURNED}:
            self.requests_of(leave).overtaken(request, because, save)

    def possible(self, leave: Leave) -> Leave:
        """The leave, where it can be one.

        Raises:
            LeaveRefused: where another one lies on the days, the person is not in service, and so on.
        """
        found = self._decided(leave.person, LeaveRequest.of(leave)).value.findings
        against = [one for one in found if one.code in _ALWAYS_REFUSED]
        if against:
            raise LeaveRefused(reasons(against))
        return leave

    def filed(self, person: "Person", fields: dict[str, Any], action: str, filed_on: date | None) -> Leave:
        """A leave that is asked for; :class:`LeaveRefused` where it can be none."""
        office = self._office

        def make(save: "Save") -> Leave:
            turn = turn_of(office, self._recorder, person.id)
            leave = self.possible(Leave(id=office.ids.next_id(office.now()), state=LeaveState.FILED, **fields))
            save(action, office.now(), (leave,), (turn,))
            return leave

        asked = Asked({**fields, "filed_on": filed_on})
        return self._recorder.once(None, action, asked, make, lambda made: self.get(made[0].id))

    def submitted(self, leave: Leave) -> None:
        """The request about it, along the route of its type."""
        office = self._office
        verdict = self._decided(leave.person, LeaveRequest.of(leave)).value
        route: str = office.rules(leave.first).reading().value("leave.route", leave_type=leave.leave_type)
        units = office.organization.on(office.today()).units_of(leave.person)
        days = None if verdict.one_time is None else math.ceil(verdict.one_time)
        self.requests_of(leave).submit(leave, route, unit=next(iter(units), ""), title=_REQUEST, amount=days)

    def decided(self, leave: Leave, *, last: bool) -> None:
        """The leave after a step of its route: the last one permits it, and leave that it ends gives days back."""
        profile = self._office.profile
        title = profile.vocabulary("leave-type")[leave.leave_type].title.in_language(profile.language)

        def changed() -> Sequence[Leave]:
            if not last:
                return [leave if leave.state is LeaveState.SUPPORTED else moved_to(leave, LeaveState.SUPPORTED)]
            self.possible(leave)
            ends = self._decided(leave.person, LeaveRequest.of(leave)).value.ends
            others = [ended_by(self.get(other), leave.first, title) for other in ends]
            return [moved_to(leave, LeaveState.PERMITTED), *others]

        self.saved(PERMIT, {"leave": leave.id}, changed, because=title)

    def saved(
        self, action: str, asked: dict[str, Any], changed: Callable[[], Sequence[Leave]], because: str = ""
    ) -> tuple[str, ...]:
        """Write leaves as they are now, with what makes their accounts hold what they take; their ids.

        Of a leave that is cancelled before it was permitted the request is withdrawn.
        """

        def make(save: "Save") -> tuple[str, ...]:
            leaves = changed()
            entries = [entry for leave in leaves for entry in self._booked(leave, because)]
            if entries:
                entries += settled(self._office, leaves[0].person, entries, self._recorder.waiting_of(LedgerEntry))
            save(action, self._office.now(), [*leaves, *entries], adds_of(entries))
            for leave in leaves:
                if leave.state is LeaveState.CANCELLED:
                    self._withdrawn(leave, because, save)
            return tuple(leave.id for leave in leaves)

        def again(made: "Made") -> tuple[str, ...]:
            return tuple(ref.id for ref in made if ref.kind == Leave.kind)

        return self._recorder.once(None, action, Asked({**asked, "because": because}), make, again)

    def _booked(self, leave: Leave, because: str) -> list[LedgerEntry]:
        office = self._office
        taken = self._decided(leave.person, LeaveRequest.of(leave)).value.by_year if leave.taken else ()
        known = entries_of_person(office, leave.person, self._recorder.waiting_of(LedgerEntry))
        before = [one for one in known if one.leave == leave.ref and one.leave_type == leave.leave_type]
        days = {"first": leave.first, "last": leave.last, "on": leave.first}
        return entries_of_leave(office, leave, booking_lines(taken, before, because=because, **days))
