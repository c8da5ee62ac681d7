"""Leaves and their accounts as they stand: looked at, and held against the rules (ทะเบียนการลา วันลาคงเหลือ)."""

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Final

from orqa.base.language import Text
from orqa.domain.attendance.leave.asking import LeaveHistory, LeaveRequest
from orqa.domain.attendance.leave.cases import VACATION
from orqa.domain.attendance.leave.deciding import decide_leave
from orqa.domain.attendance.leave.ledger import Account, LedgerEntry, account_of
from orqa.domain.attendance.leave.records import Leave, LeaveState
from orqa.office.attendance.leave_accounts import entries_of_person, vacation_left
from orqa.office.attendance.records import record_of
from orqa.office.attendance.seeing import require_leave_of
from orqa.office.paging import every
from orqa.office.service import Service
from orqa.storage.query import between, equal

if TYPE_CHECKING:
    from orqa.base.years import Year
    from orqa.domain.attendance.leave.asking import LeaveVerdict
    from orqa.rules.decisions import Decision

_ONE_DAY: Final = timedelta(days=1)
LEAVE = Text.of(en="the leave", th="ใบลา")


class LeaveLists(Service):
    """This side of :class:`orqa.office.attendance.leaves.Leaves`: what it shows."""

    def check(self, person: str, leave_type: str, first: date, last: date, **fields: Any) -> "Decision[LeaveVerdict]":
        """What the rules say of a leave, without asking for it.

        Args:
            person: id or staff number.
            leave_type: code of the vocabulary ``leave-type``.
            first: the first day.
            last: the last day.
            **fields: further fields of :class:`~orqa.domain.attendance.leave.asking.LeaveRequest`.

        Raises:
            NotFound: when there is no such person.
            NotAllowed: when whoever acts may not see their leave.
            SpanReversed: when it ends before it begins.
            NotModelled: when no rule tells how long such leave may be.
        """
        known = self._office.organization.person(person)
        require_leave_of(self._office, known.id)
        fields.setdefault("filed_on", self._office.today())
        return self._decided(known.id, LeaveRequest(leave_type=leave_type, first=first, last=last, **fields))

    def check_of(self, leave: Leave | str) -> "Decision[LeaveVerdict]":
        """What the rules say of a leave that is kept, as things stand now.

        Raises:
            NotFound: when there is no such leave.
        """
        known = self._of(leave)
        return self._decided(known.person, LeaveRequest.of(known))

    def get(self, identity: str) -> Leave:
        """The leave of an id.

        Raises:
            NotFound: when there is none.
        """
        return record_of(self._office, Leave, identity, LEAVE)

    def of(self, person: str) -> tuple[Leave, ...]:
        """Every leave of a person (id or staff number), the earliest first.

        Raises:
            NotFound: when there is no such person.
            NotAllowed: when whoever acts may not see their leave.
        """
        known = self._office.organization.person(person)
        require_leave_of(self._office, known.id)
        return self._leaves(known.id)

    def between(self, first: date, last: date, *, state: LeaveState | None = None) -> tuple[Leave, ...]:
        """The leaves that have a day from ``first`` to ``last``, by their first day (ทะเบียนการลา)."""
        query = between("first", None, (last + _ONE_DAY).isoformat()) & between("last", first.isoformat(), None)
        if state:
            query &= equal("state", state.value)
        with self._office.reading(personal=True) as reader:
            return tuple(every(self._office, reader, Leave, query, ("first",)))

    def entries(self, person: str, year: "Year | None" = None) -> "tuple[LedgerEntry, ...]":
        """The entries of a person's accounts, by default of the fiscal year that today is in.

        Raises:
            NotFound: when there is no such person.
            NotAllowed: when whoever acts may not see their leave.
        """
        known, wanted = self._office.organization.person(person), (year or self._office.year("fiscal")).ce
        require_leave_of(self._office, known.id)
        return tuple(one for one in entries_of_person(self._office, known.id) if one.year == wanted)

    def balance(self, person: str, leave_type: str = VACATION, year: "Year | None" = None) -> Account:
        """How an account stands (วันลาคงเหลือ): what was granted, carried in, used and lapsed, and what is left.

        Args:
            person: id or staff number.
            leave_type: code of the vocabulary ``leave-type``.
            year: the fiscal year; by default the one that today is in.

        Raises:
            NotFound: when there is no such person.
            UnknownTerm: when there is no such type of leave.
            NotAllowed: when whoever acts may not see their leave.
        """
        known = self._office.profile.vocabulary("leave-type")[leave_type].code
        return account_of(one for one in self.entries(person, year) if one.leave_type == known)

    # ------------------------------------------------------------------ inside

    def _of(self, leave: Leave | str) -> Leave:
        return self.get(leave if isinstance(leave, str) else leave.id)

    def _leaves(self, person: str) -> tuple[Leave, ...]:
        waiting = {one.id: one for one in self._recorder.waiting_of(Leave) if one.person == person}
        with self._office.reading(personal=True) as reader:
            stored = [
                one for one in every(self._office, reader, Leave, equal("person", person)) if one.id not in waiting
            ]
        return tuple(sorted((*stored, *waiting.values()), key=lambda one: one.first))

    def _decided(self, person: str, request: LeaveRequest) -> "Decision[LeaveVerdict]":
        office = self._office
        entries = entries_of_person(office, person, self._recorder.waiting_of(LedgerEntry))
        employments = office.attendance.employments.of(person)
        history = LeaveHistory(
            employments=employments,
            leaves=self._leaves(person),
            vacation=vacation_left(entries, but=request.id),
        )
        calendar = office.calendars.of_person(person, employments)
        return decide_leave(request, history, office.rules(request.first), calendar=calendar)
