"""Leave is asked for, permitted along its route, cut short, cancelled, and ends with the return (การลา)."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from typing import Final

from orqa.base.language import Text
from orqa.domain.attendance.events import Half
from orqa.domain.attendance.leave.checks import plain
from orqa.domain.attendance.leave.days import to_days
from orqa.domain.attendance.leave.errors import LeaveRefused
from orqa.domain.attendance.leave.records import Leave, cut_short, refused, returned, taken_back
from orqa.domain.attendance.leave.returning import decide_early_end
from orqa.domain.attendance.leave.turning import decide_giving_up
from orqa.domain.organization.approvals import ApprovalState
from orqa.office.attendance.leave_accounts import account_of_cell
from orqa.office.attendance.leave_lists import LEAVE, LeaveLists
from orqa.office.attendance.leave_writing import CHANGE, PERMIT, LeaveWriting
from orqa.office.attendance.records import left_as
from orqa.storage.errors import Refused

ASK: Final = "leave.ask"
ENTER: Final = "leave.enter"
"""The actions, as the policy has them: for oneself, and for somebody else."""

_ASKED, _PERMITTED, _REFUSED = "leave.request", "leave.permit", "leave.refuse"
_CANCELLED, _CUT_SHORT, _GIVEN_UP, _BACK = "leave.cancel", "leave.cut-short", "leave.give-up", "leave.back"
"""Why several writes go together, for the journal."""

_MEANWHILE = Text.of(
    en="another leave of the same person was entered at the same moment; look again",
    th="มีการบันทึกการลาของบุคคลเดียวกันพร้อมกัน โปรดตรวจสอบอีกครั้ง",
)
_NOT_ENOUGH = Text.of(
    en="the account of {kind} of fiscal year {year} holds {left} {left:day|days}, which is not enough; take fewer, or "
    "where the days of that year were not granted yet, open it first: orqa attendance open-year {year}",
    th="บัญชี{kind}ปีงบประมาณ {year} คงเหลือ {left} วัน ซึ่งไม่พอ ให้ลาน้อยลง "
    "หรือหากยังไม่ได้ตั้งวันลาของปีนั้น ให้ตั้งก่อนด้วยคำสั่ง orqa attendance open-year {year}",
)


class Leaves(LeaveLists):
    """Ask for leave, permit it, and keep what became of it; reached as ``office.attendance.leave``.

    The rules say what is within them (``check``); a person permits, along the route ``leave.…`` of the profile. The
    days of a permitted leave are in the account in the same moment, and no two leaves take the same last day.
    """

    # ------------------------------------------------------------------ asking

    def request(  # noqa: PLR0913 - what stands on the form, by name
        self,
        person: str,
        leave_type: str,
        first: date,
        last: date,
        *,
        first_half: Half = Half.WHOLE,
        last_half: Half = Half.WHOLE,
        filed_on: date | None = None,
        urgent: bool = False,
        papers: Iterable[str] = (),
        birth: date | None = None,
        extends: str = "",
        on_loan: bool = False,
        abroad: bool = False,
        from_border: bool = False,
        special: bool = False,
        called_on: date | None = None,
        second_type: bool = False,
        reason: str = "",
        contact: str = "",
        key: str | None = None,
    ) -> Leave:
        """Ask for leave (ยื่นใบลา); a decision about it is waited for at once.

        Args:
            person: id or staff number; for somebody else it is entered by an officer.
            leave_type: code of the vocabulary ``leave-type``.
            first: the first day.
            last: the last day.
            first_half: ``afternoon`` where the first day begins at noon.
            last_half: ``morning`` where the last day ends at noon.
            filed_on: the day on the form; by default today.
            urgent: whether the person had to stop before permission.
            papers: codes of what lies with it, such as ``certificate``.
            birth: the day of the birth, for leave about one.
            extends: id of the leave that it prolongs.
            on_loan: whether the person works at another agency for the time (ไปช่วยราชการ).
            abroad: whether the person goes abroad meanwhile (ไปต่างประเทศระหว่างลา).
            from_border: whether they leave from a border province.
            special: whether special circumstances kept the person away (พฤติการณ์พิเศษ).
            called_on: the day of a call to mobilisation.
            second_type: whether it is work of the second type in an international organisation.
            reason: why.
            contact: where the person can be reached.
            key: of the caller's choice: the same call with the same key asks once.

        Raises:
            NotFound: when there is no such person.
            LeaveRefused: when it can be no leave: another one lies on the days, the person is not in service, there is
                no working day, or this type of personnel has none of it.
            RouteUnknown, NoApprover: as of :meth:`orqa.office.approvals.Approvals.submit`.
            NotAllowed: when whoever acts may not; nothing is written.
        """
        office = self._office
        known = office.organization.person(person)
        own = self._is_own(known.id)
        fields = {"first_half": Half(first_half), "last_half": Half(last_half), "filed_on": filed_on or office.today()}
        fields |= {"leave_type": leave_type, "first": first, "last": last, "urgent": urgent, "birth": birth}
        fields |= {"papers": tuple(papers), "extends": extends, "reason": reason, "contact": contact}
        fields |= {"person": known.id, "entered_by": "person" if own else "officer"}
        fields |= {"on_loan": on_loan, "abroad": abroad}
        fields |= {"from_border": from_border, "special": special, "called_on": called_on, "second_type": second_type}
        with self._together(_ASKED, key) as inner:
            leave = inner.filed(known, fields, ASK if own else ENTER, filed_on)
            inner.submitted(leave)
        return self._left(leave.id)

    # ------------------------------------------------------------------ deciding

    def permit(self, leave: Leave | str, comment: str = "", *, key: str | None = None) -> Leave:
        """Approve the step of the route that waits (เห็นควร, อนุญาต); the last one permits the leave and uses its days.

        Maternity leave ends what other leave runs on its first day; days of that come back.

        Args:
            leave: the leave, or its id.
            comment: words for whoever reads it.
            key: as of :meth:`request`.

        Raises:
            NotFound: when there is no such leave.
            MayNotDecide: when whoever acts does not hold the step's role today, or asked themselves.
            ApprovalIsOver: when no decision is waited for any more.
            LeaveRefused: when the days left no longer suffice, it can be no leave any more, or somebody was faster.
        """
        known = self._of(leave)
        with self._together(_PERMITTED, key) as inner:
            approval = inner.requests_of(known).approve(inner.to_decide(known), comment)
            inner.decided(known, last=approval.state is ApprovalState.APPROVED)
        return self._left(known.id)

    def refuse(self, leave: Leave | str, comment: str, *, key: str | None = None) -> Leave:
        """Refuse it for good (ไม่อนุญาต); errors as of :meth:`permit`.

        Raises:
            CommentNeeded: without a comment.
        """
        known = self._of(leave)
        with self._together(_REFUSED, key) as inner:
            inner.requests_of(known).reject(inner.to_decide(known), comment)
            inner.saved(PERMIT, {"leave": known.id}, lambda: [refused(known, comment)])
        return self._left(known.id)

    # ------------------------------------------------------------------ afterwards

    def cancel(self, leave: Leave | str, because: str, *, on: date | None = None, key: str | None = None) -> Leave:
        """Take a leave back that is not taken (ยกเลิกวันลา): a request is withdrawn, days of a permitted one come back.

        Days that are taken stay so: leave that is over is not cancelled, and what runs is cut short where somebody is
        back. Figures that were frozen do not change.

        Args:
            leave: the leave, or its id.
            because: why.
            on: the day on which that is asked for, as it stands on the paper; by default today.
            key: as of :meth:`request`.

        Raises:
            NotFound: when there is no such leave.
            LeaveStateRefused: when it was refused, cancelled or returned from already.
            LeaveRefused: when it was permitted and all its days are over by then.
            NotAllowed: when whoever acts may not; nothing is written.
        """
        known = self._of(leave)
        with self._together(_CANCELLED, key) as inner:
            request = inner.request_about(known)
            waits = request is not None and request.state is not ApprovalState.APPROVED
            action = ASK if waits and self._is_own(known.person) else CHANGE
            day = on or self._office.today()
            inner.saved(action, {"leave": known.id, "on": on}, lambda: [taken_back(known, day, because)], because)
        return self._left(known.id)

    def cut_short(
        self,
        leave: Leave | str,
        last: date,
        because: str,
        *,
        last_half: Half = Half.WHOLE,
        key: str | None = None,
    ) -> Leave:
        """End a permitted leave earlier (ยกเลิกวันลาบางส่วน, ถูกเรียกกลับ); the days after its new end come back.

        Args:
            leave: the leave, or its id.
            last: its last day now.
            because: why.
            last_half: ``morning`` where the person was back at noon of that day.
            key: as of :meth:`request`.

        Raises:
            NotFound: when there is no such leave.
            LeaveStateRefused: when it is not permitted, or would not end after its beginning and before its end.
            LeaveRefused: when such leave is not taken in half days.
            NotAllowed: when whoever acts may not; nothing is written.
        """
        known, half = self._of(leave), Half(last_half)
        asked = {"leave": known.id, "last": last, "half": half.value}
        with self._together(_CUT_SHORT, key) as inner:
            inner.saved(CHANGE, asked, lambda: [inner.possible(cut_short(known, last, because, half))], because)
        return self._left(known.id)

    def end_early(
        self, leave: Leave | str, on: date, because: str, *, called_back: bool = False, key: str | None = None
    ) -> Leave:
        """End a permitted leave before a return (กลับก่อนกำหนด, ถูกเรียกกลับ); rule ``leave.ends_before``.

        Args:
            leave: the leave, or its id.
            on: the day of return to work; of the journey back for whoever is called back.
            because: why.
            called_back: whether the person is called back to work.
            key: as of :meth:`request`.

        Raises:
            NotFound, LeaveStateRefused, NotAllowed: as of :meth:`cut_short`.
        """
        last = decide_early_end(self._office.rules(on).reading(), on, called_back=called_back).value
        return self.cut_short(leave, last, because, key=key)

    def give_up(self, leave: Leave | str, back_on: date, because: str, *, key: str | None = None) -> tuple[Leave, ...]:
        """End a leave whose reason fell away: days of a maternity leave that were taken become personal leave (ข้อ 19).

        Args:
            leave: the leave, or its id.
            back_on: the day on which the person is back.
            because: why.
            key: as of :meth:`request`.

        Returns:
            The leave as it is now, and the one that its days became, where they did.

        Raises:
            NotFound: when there is no such leave.
            LeaveStateRefused: when it is not permitted, or was over by then.
            NotAllowed: when whoever acts may not; nothing is written.
        """
        office, known = self._office, self._of(leave)

        def turned() -> list[Leave]:
            new_id, view = office.ids.next_id(office.now()), office.rules(known.first)
            found = decide_giving_up(known, view, back_on=back_on, because=because, new_id=new_id).value
            return [found.given_up, *([found.instead] if found.instead else [])]

        with self._together(_GIVEN_UP, key) as inner:
            made = inner.saved(CHANGE, {"leave": known.id, "back": back_on}, turned, because)
        return tuple(map(self._left, made))

    def back(self, leave: Leave | str, on: date | None = None, *, key: str | None = None) -> Leave:
        """Keep that the person reported back (รายงานตัวกลับเข้าปฏิบัติราชการ), by default today.

        Raises:
            NotFound: when there is no such leave.
            LeaveStateRefused: when it is not permitted, or they are back already.
            LeaveRefused: for a day on which the leave still runs: end it earlier first.
            NotAllowed: when whoever acts may not; nothing is written.
        """
        known, day = self._of(leave), on or self._office.today()
        with self._together(_BACK, key) as inner:
            inner.saved(CHANGE, {"leave": known.id, "back": on}, lambda: [returned(known, day)])
        return self._left(known.id)

    # ------------------------------------------------------------------ inside

    @contextmanager
    def _together(self, reason: str, key: str | None) -> Iterator[LeaveWriting]:
        """What is written within is written together, or nothing of it.

        Raises:
            LeaveRefused: where the store refuses, for somebody was faster or days ran out.
        """
        if self._recording is not None:
            yield self.writing
            return
        try:
            with self._office.work(reason, key=key) as work:
                yield work.attendance.leave.writing
        except Refused as error:
            raise LeaveRefused(self._why(error)) from error

    @property
    def writing(self) -> LeaveWriting:
        """The parts that the calls above are made of."""
        return LeaveWriting(self._office, self._recording)

    def _is_own(self, person: str) -> bool:
        """Whether whoever acts is the person, or a program."""
        return self._office.actor is None or self._office.actor.person == person

    def _left(self, identity: str) -> Leave:
        """The leave as the call leaves it."""
        return left_as(self._office, self._recorder, Leave, identity, LEAVE)

    def _why(self, error: Refused) -> Text:
        """What a bound that the store keeps stands for."""
        account = account_of_cell(error.cell)
        if account is None:
            return _MEANWHILE
        leave_type, year = account
        title = self._office.profile.vocabulary("leave-type")[leave_type].title
        year_text = self._office.written_year(year)
        return _NOT_ENOUGH.fill(kind=title, year=year_text, left=plain(to_days(error.value)))
