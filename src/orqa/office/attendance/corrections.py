"""Corrected times of punches are filed, and count when they are approved (การแก้เวลาที่เครื่องบันทึกผิด)."""

from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any, Final

from attrs import evolve

from orqa.base.language import Text
from orqa.domain.attendance.corrections import PunchCorrection, corrected, told_on_their_days
from orqa.domain.attendance.errors import AttendanceRefused
from orqa.domain.attendance.reasons import check_reason
from orqa.domain.organization.approvals import Approval, ApprovalState
from orqa.office.attendance.leave_requests import RequestsOfPerson
from orqa.office.attendance.punch_doubts import DoubtfulPunch, doubtful_punches
from orqa.office.attendance.punch_erasing import require_kept
from orqa.office.attendance.reasons import ENTER, FILE, ROUTE
from orqa.office.attendance.records import all_of, person_id, record_of
from orqa.office.attendance.seeing import sees_everybody
from orqa.office.deadlines import from_to
from orqa.office.service import Asked, Service
from orqa.storage.query import equal

if TYPE_CHECKING:
    from collections.abc import Iterable

    from orqa.domain.attendance.events import DayEvent
    from orqa.domain.attendance.punches import Punch
    from orqa.office.recorder import Save

_CORRECTION: Final = Text.of(en="the correction", th="การแก้เวลา")
_TITLE: Final = Text.of(en="{told} of the clock {clock} was {right}", th="เวลา {told} ของเครื่อง {clock} แก้เป็น {right}")
_NO_PUNCH: Final = Text.of(
    en="the clock {clock} told no punch of this person at {told}; see orqa attendance correction doubtful, or file a "
    "reason for a missing punch: orqa attendance reason file",
    th="เครื่อง {clock} ไม่มีการลงเวลาของบุคคลนี้เมื่อ {told} ให้ดู orqa attendance correction doubtful "
    "หรือยื่นคำชี้แจงการไม่ได้ลงเวลาด้วย orqa attendance reason file",
)
_TWICE: Final = Text.of(
    en="a correction of this punch was filed already; decide or withdraw its request first",
    th="มีการยื่นแก้เวลานี้แล้ว ให้พิจารณาหรือถอนคำขอนั้นก่อน",
)
_SAME: Final = Text.of(en="the clock told that very time", th="ตรงกับเวลาที่เครื่องบันทึกไว้แล้ว")
_STANDING: Final = frozenset({ApprovalState.PENDING, ApprovalState.RETURNED, ApprovalState.APPROVED})


class PunchCorrections(Service):
    """File when a punch was that a clock told wrong; reached as ``office.attendance.corrections``."""

    def file(  # noqa: PLR0913 - what a clock told, and what is right
        self,
        person: str,
        clock: str,
        told: datetime,
        right: datetime,
        reason: str,
        *,
        key: str | None = None,
    ) -> Approval:
        """File that a punch was at another time than its clock told (ยื่นแก้เวลา), and ask for its approval.

        It goes the way of a reason for a missing punch, the route ``attendance.reason``. When it is approved, the right
        time counts as a punch and the one that was told does not; what the clock told stays kept as it is.

        Args:
            person: id or staff number.
            clock: code of the clock.
            told: the time by the clock, without a zone, as exact as a second.
            right: when it was, to the minute.
            reason: why the clock was wrong.
            key: of the caller's choice: the same call with the same key files once.

        Raises:
            NotFound: when there is no such person or clock.
            AttendanceRefused: without a reason, for a day to come, for oneself too long ago, where the clock told no
                such punch of the person, or where a correction of it stands already.
            PunchesErased: for a day whose punches were erased.
            NoApprover: when nobody may decide; the correction is kept.
            NotAllowed: when whoever acts may not; nothing is written.
        """
        office = self._office
        known, code = person_id(office, person), office.attendance.clocks.get(clock).id
        own = office.actor is not None and office.actor.person == known
        told, right = told.replace(microsecond=0, tzinfo=None), right.replace(second=0, microsecond=0, tzinfo=None)
        check_reason(office.rules(office.today()).reading(), right.date(), reason, office.today(), own=own)
        require_kept(office, right.date())
        unit = next(iter(office.attendance.days.roster(known).units(known, right.date())), "")
        fields: dict[str, Any] = {"person": known, "unit": unit, "clock": code, "reason": reason}
        fields |= {"told_on": told.date(), "told_second": (told - datetime.combine(told.date(), time())).seconds}
        fields |= {"day": right.date(), "minute": right.hour * 60 + right.minute}
        fields["entered_by"] = "person" if own else "officer"
        action = FILE if own else ENTER
        office.require(action)

        def make(save: "Save") -> PunchCorrection:
            at = office.now()
            made = PunchCorrection(id=office.ids.next_id(at), filed_at=at, **fields)
            self._check(made)
            save(action, at, (made,))
            return evolve(made, version=1)

        made = self._recorder.once(key, action, Asked(fields), make, lambda made: self.get(made[0].id))
        title = _TITLE.fill(told=str(told), clock=code, right=f"{right:%Y-%m-%d %H:%M}")
        approvals = RequestsOfPerson(office, self._recording, known)
        return approvals.submit(made, ROUTE, unit=unit, title=title, key=f"punch-correction/{made.id}")

    def get(self, identity: str) -> PunchCorrection:
        """The correction of an id.

        Raises:
            NotFound: when there is none.
        """
        return record_of(self._office, PunchCorrection, identity, _CORRECTION)

    def list(self, first: date, last: date, person: str = "") -> tuple[PunchCorrection, ...]:
        """Corrections that concern days from one to another, by the clock or rightly; of one person where named.

        Raises:
            NotFound: when there is no such person.
        """
        query = equal("person", person_id(self._office, person)) if person else None
        found: dict[str, PunchCorrection] = {}
        for field in ("day", "told_on"):
            span = from_to(field, first, last)
            found |= {one.id: one for one in all_of(self._office, PunchCorrection, span & query if query else span)}
        return tuple(sorted(found.values(), key=lambda one: one.filed_at))

    def approved(self, first: date, last: date, person: str = "") -> tuple[PunchCorrection, ...]:
        """Those of :meth:`list` that were approved."""
        filed = self.list(first, last, person)
        if not filed:
            return ()
        agreed = equal("route", ROUTE) & equal("state", str(ApprovalState.APPROVED))
        about = {one.about for one in all_of(self._office, Approval, agreed)}
        return tuple(one for one in filed if one.ref in about)

    def doubtful(self, clock: str = "") -> tuple[DoubtfulPunch, ...]:
        """Punches whose dates cannot be right, of one clock or all (การลงเวลาที่น่าสงสัย); files are read again.

        They are of users who are, on some day, people whose leave whoever acts may see; those of users whom nobody is
        known to be are for those who may see the leave of everybody.
        """
        found = doubtful_punches(self._office, clock)
        if sees_everybody(self._office):
            return tuple(found)
        seen = {(one.clock, one.user) for one in self._office.attendance.clocks.users(clock)}
        return tuple(one for one in found if (one.clock, one.user) in seen)

    def applied(
        self, punches: "Iterable[Punch]", first: date, last: date, person: str = ""
    ) -> tuple[tuple["Punch", ...], tuple["DayEvent", ...]]:
        """Punches of people from one day to another as they are after approved corrections, and what tells of these."""
        approved = self.approved(first, last, person)
        return (corrected(punches, approved), told_on_their_days(approved)) if approved else (tuple(punches), ())

    # ------------------------------------------------------------------ inside

    def _check(self, made: PunchCorrection) -> None:
        office = self._office
        if made.told.replace(second=0) == made.right:
            raise AttendanceRefused(_SAME)
        same = [one for one in self.list(made.told_on, made.told_on, made.person) if _about(one) == _about(made)]
        if any(request.state in _STANDING for one in same for request in office.approvals.of(one.ref)):
            raise AttendanceRefused(_TWICE)
        if not (self._is_in_a_month(made) or self._is_doubtful(made)):
            raise AttendanceRefused(_NO_PUNCH.fill(clock=made.clock, told=str(made.told)))

    def _is_in_a_month(self, made: PunchCorrection) -> bool:
        punches = self._office.attendance.clocks.punches(made.told_on, made.told_on, made.person)
        return any((one.device, one.at) == (made.clock, made.told) for one in punches)

    def _is_doubtful(self, made: PunchCorrection) -> bool:
        """Whether it stands in a file, by a number that is this person's on the day on which it was."""
        users = self._office.attendance.clocks.users(made.clock, made.person)
        numbers = {one.user for one in users if one.holds_on(made.day)}
        return any(one.told == made.told and one.user in numbers for one in doubtful_punches(self._office, made.clock))


def _about(one: PunchCorrection) -> tuple[str, str, datetime]:
    return one.person, one.clock, one.told
