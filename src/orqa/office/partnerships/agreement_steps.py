"""What is done with an agreement from its proposal to its end (วงจรของข้อตกลง)."""

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Final

from attrs import evolve

from orqa.base.language import Text
from orqa.base.partial import Precision
from orqa.domain.organization.approvals import Approval, ApprovalState
from orqa.domain.partnerships.agreement_moves import (
    approved,
    intended,
    moved,
    renewed,
    resumed,
    signed,
    superseded,
    suspended,
    terminated,
)
from orqa.domain.partnerships.agreement_parts import AgreementMove, PrintedDate, Signature
from orqa.domain.partnerships.agreement_states import AgreementState
from orqa.domain.partnerships.agreements import Agreement
from orqa.domain.partnerships.errors import AgreementRefused
from orqa.domain.partnerships.terms import read_term
from orqa.office.approval_lists import state_of
from orqa.office.organizing import Changed
from orqa.office.partnerships.agreement_findings import late_notice
from orqa.office.partnerships.agreement_given import Day, printed, refuse_to_come
from orqa.office.partnerships.agreements import Agreements

if TYPE_CHECKING:
    from collections.abc import Callable

    from orqa.rules.decisions import Decision

ROUTE: Final = "agreement.route"
STAGES: Final = tuple(
    one.value for one in (AgreementState.DRAFTING, AgreementState.LEGAL_REVIEW, AgreementState.OUTSIDE_OPINION)
)
"""The stages that a text goes through before it is put to whoever approves."""

_NO_STAGE = Text.of(
    en="{stage!r} is none of the stages before approval: {known}", th="ไม่มีขั้น {stage!r} ก่อนการอนุมัติ ให้เลือกจาก: {known}"
)
_NO_DOCUMENT = Text.of(
    en="name the paper: an agreement is approved by a document, or by a request along its route",
    th="โปรดระบุเลขที่เอกสาร การอนุมัติข้อตกลงต้องมีเอกสารหรือคำขอตามลำดับการเสนอ",
)
_WAITS = Text.of(
    en="its request is {state}; it is approved once the request is", th="คำขออนุมัติอยู่ในสถานะ {state} ต้องอนุมัติคำขอก่อน"
)
_NO_REASON = Text.of(en="say why", th="โปรดระบุเหตุผล")
_NO_INTENTION = Text.of(en="decide either renew or lapse, not {found!r}", th="ให้ระบุ renew หรือ lapse ไม่ใช่ {found!r}")
_NO_SIGNING_DAY = Text.of(
    en="a signature has a day; a month or a year alone does not tell which signature was the last",
    th="การลงนามต้องระบุวัน เดือนหรือปีเพียงอย่างเดียวไม่บอกว่าฝ่ายใดลงนามหลังสุด",
)
_NO_LENGTH = Text.of(en="{term!r} is no length, such as 5 years", th="{term!r} ไม่ใช่ระยะเวลา เช่น 5 ปี")
_UNTOLD = Text.of(en="no approval of the council is kept of it", th="ไม่มีบันทึกการอนุมัติของสภามหาวิทยาลัย")


class AgreementSteps(Agreements):
    """Bring agreements from proposal to signature, and follow them to their end; a part of ``office.partnerships``.

    Each of these keeps the day and the paper. ``on`` is by default today; ``key`` of the caller's choice does the same
    call once. All raise NotFound and AgreementRefused where there is no such agreement or it does not stand so, and
    NotAllowed where whoever acts may not; nothing is written then.
    """

    def advance(
        self, which: Agreement | str, stage: str, *, on: date | None = None, note: str = "", key: str | None = None
    ) -> Changed[Agreement]:
        """Bring a text to one of :data:`STAGES`, those before approval (ยกร่าง ตรวจร่าง ขอความเห็น)."""
        if stage not in STAGES:
            raise AgreementRefused(_NO_STAGE.fill(stage=stage, known=", ".join(STAGES)))
        return self._moved(which, AgreementState(stage), "advance", on, note, key=key)

    def approval_route(self, which: Agreement | str) -> "Decision[str]":
        """By which route an agreement is approved, by its kind, level and counterpart (เส้นทางการอนุมัติ)."""
        known = self._agreement_of(which)
        reading = self._office.rules().reading()
        told = {"agreement_kind": known.agreement_kind, "level": known.level, "counterpart": known.counterpart}
        return reading.decision(reading.value(ROUTE, **told), told)

    def submit_agreement(self, which: Agreement | str, *, unit: str = "", on: date | None = None) -> Approval:
        """Put an agreement to whoever approves it, along its route (เสนอขออนุมัติข้อตกลง).

        Args:
            which: the agreement, or what ``agreement`` finds it by; its text has been looked over.
            unit: code of the unit that asks; by default the one that keeps it.
            on: the day; by default today.

        Raises:
            RouteUnknown, NoApprover: as of :meth:`orqa.office.approvals.Approvals.submit`.
        """
        if self._recording is None:  # neither is left without the other
            with self._office.work(ROUTE) as work:
                return work.partnerships.submit_agreement(which, unit=unit, on=on)
        from orqa.office.approvals import Approvals

        known = self._agreement_of(which)
        move = AgreementMove(act="submit", on=on or self._office.today())
        put = moved(known, AgreementState.APPROVAL, move, self.state_titles)
        approvals = Approvals(self._office, self._recording)
        count = sum(one.act == "submit" for one in known.moves)
        asked = approvals.submit(
            known,
            self.approval_route(known).value,
            unit=unit or known.unit,
            title=known.title or None,
            key=f"{known.id}/submit/{count}",
        )
        self._agreement_changed(known, {"submit": known.id, "count": count}, lambda _: put, f"{known.id}/put/{count}")
        return asked

    def approve(  # noqa: PLR0913 - what is told of an approval, by name
        self,
        which: Agreement | str,
        *,
        document: str = "",
        council: bool = False,
        on: date | None = None,
        note: str = "",
        key: str | None = None,
    ) -> Changed[Agreement]:
        """Enter that an agreement was approved (อนุมัติข้อตกลง): along its route, or on paper.

        Args:
            which: the agreement, or what ``agreement`` finds it by.
            document: number of the paper, such as a resolution; needed where no request was made here.
            council: whether the university council approved it; the commission is told within the time of the rule.
            on: the day; by default today.
            note: what else is to be known.
            key: of the caller's choice.
        """
        known = self._agreement_of(which)
        request = self._office.approvals.latest(known, withdrawn=False)
        if not document.strip():
            if request is None:
                raise AgreementRefused(_NO_DOCUMENT)
            if request.state is not ApprovalState.APPROVED:
                raise AgreementRefused(_WAITS.fill(state=state_of(self._office, request)))
        move = self._move("approve", on, note, document)
        asked = {"approve": known.id, "document": document, "council": council, "on": on, "note": note}
        return self._agreement_changed(
            known, asked, lambda now: approved(now, move, self.state_titles, council=council), key
        )

    def sign(  # noqa: PLR0913 - what is told of a signature, by name
        self,
        which: Agreement | str,
        party: int | None = None,
        *,
        on: Day = None,
        name: str = "",
        post: str = "",
        document: str = "",
        key: str | None = None,
    ) -> Changed[Agreement]:
        """Enter that a party signed, or all that had not (ลงนาม); it is signed once all have, on the latest day.

        Args:
            which: the agreement, or what ``agreement`` finds it by.
            party: the place of the party, from 1, the university; None for all that have not signed.
            on: the day; by default today.
            name: who signed; personal data.
            post: as what.
            document: the paper.
            key: of the caller's choice.
        """
        known = self._agreement_of(which)
        day = printed(on) or PrintedDate.of(self._office.today())
        if day is None or day.day is None or day.day.precision is not Precision.DAY:
            raise AgreementRefused(_NO_SIGNING_DAY)
        refuse_to_come(day, self._office.today())
        move = self._move("sign", day.first, name, document)
        asked = {"sign": known.id, "party": party, "on": str(day.day), "name": name, "post": post, "document": document}

        def change(now: Agreement) -> Agreement:
            held = {one.party for one in now.signatures}
            places = [at for at in range(len(now.parties)) if at not in held] if party is None else [party - 1]
            made = tuple(Signature(party=max(at, 0), signed=day, name=name, post=post) for at in places)
            return signed(now, made, move, self.state_titles)

        return self._agreement_changed(known, asked, change, key)

    def renew(  # noqa: PLR0913 - what is told of a renewal, by name
        self,
        which: Agreement | str,
        *,
        until: date | None = None,
        term: str = "",
        on: date | None = None,
        document: str = "",
        key: str | None = None,
    ) -> Changed[Agreement]:
        """Prolong the same agreement (ต่ออายุข้อตกลงฉบับเดิม); a new one that takes its place is :meth:`supersede`.

        Args:
            which: one that is in force.
            until: its new last day.
            term: else for how long from its end, as printed: ``5 years``.
            on: the day on which that was agreed; by default today.
            document: the addendum or letter.
            key: of the caller's choice.
        """
        months = None
        if term.strip():
            months = read_term(term).months
            if months is None:
                raise AgreementRefused(_NO_LENGTH.fill(term=term[:60]))
        move = self._move("renew", on, "", document)
        asked = {"renew": self._agreement_of(which).id, "until": until, "term": term, "on": on, "document": document}
        return self._agreement_changed(
            which, asked, lambda now: renewed(now, move, self.state_titles, until=until, months=months), key
        )

    def terminate(  # noqa: PLR0913 - what is told of a notice, by name
        self,
        which: Agreement | str,
        reason: str,
        *,
        last: date | None = None,
        on: date | None = None,
        document: str = "",
        key: str | None = None,
    ) -> Changed[Agreement]:
        """Enter that notice of termination was given (บอกเลิกข้อตกลง); what began under it is finished.

        Args:
            which: one that is in force.
            reason: why.
            last: its last day; by default the end of the stated notice, and of one that is prolonged of itself the end
                of its term.
            on: the day of the notice; by default today.
            document: the letter.
            key: of the caller's choice.

        Returns:
            The agreement, with a finding where the notice came too late for the running term.
        """
        move = self._move("terminate", on, self._reason(reason), document)
        before = self._agreement_of(which)
        asked = {"terminate": before.id, "reason": reason, "last": last, "on": on, "document": document}
        made = self._agreement_changed(
            before, asked, lambda now: terminated(now, move, self.state_titles, last=last), key
        )
        late = tuple(late_notice(before, made.record)) if last is None else ()
        return evolve(made, findings=(*late, *made.findings))

    def suspend(
        self, which: Agreement | str, reason: str, *, on: date | None = None, key: str | None = None
    ) -> Changed[Agreement]:
        """Put an agreement out of use for a time (ระงับข้อตกลงชั่วคราว); :meth:`resume` ends that."""
        move = self._move("suspend", on, self._reason(reason))
        asked = {"suspend": self._agreement_of(which).id, "reason": reason, "on": on}
        return self._agreement_changed(which, asked, lambda now: suspended(now, move, self.state_titles), key)

    def resume(
        self, which: Agreement | str, *, on: date | None = None, note: str = "", key: str | None = None
    ) -> Changed[Agreement]:
        """Put a suspended agreement in use again (กลับมาใช้ข้อตกลง)."""
        move = self._move("resume", on, note)
        asked = {"resume": self._agreement_of(which).id, "on": on, "note": note}
        return self._agreement_changed(which, asked, lambda now: resumed(now, move, self.state_titles), key)

    def drop(
        self, which: Agreement | str, reason: str, *, on: date | None = None, key: str | None = None
    ) -> Changed[Agreement]:
        """Give up an agreement in the making (ยุติการจัดทำข้อตกลง)."""
        return self._moved(which, AgreementState.DROPPED, "drop", on, self._reason(reason), key=key)

    def supersede(
        self, which: Agreement | str, by: Agreement | str, *, on: date | None = None, key: str | None = None
    ) -> Changed[Agreement]:
        """Say that a new agreement takes the place of another (มีฉบับใหม่แทน): the one relation of two that follow.

        Args:
            which: the earlier one.
            by: the new one.
            on: the first day of the new one; by default the day on which that is in force, else today.
            key: of the caller's choice.
        """
        new = self._agreement_of(by)
        move = self._move("supersede", on or new.starts_on, new.number or new.title)
        asked = {"supersede": self._agreement_of(which).id, "by": new.id, "on": on}
        return self._agreement_changed(which, asked, lambda now: superseded(now, new, move, self.state_titles), key)

    def decide_end(
        self,
        which: Agreement | str,
        intention: str,
        *,
        on: date | None = None,
        note: str = "",
        key: str | None = None,
    ) -> Changed[Agreement]:
        """Decide about the end of an agreement: ``renew`` or ``lapse`` (ตัดสินใจต่ออายุหรือปล่อยให้สิ้นสุด)."""
        if intention not in {"renew", "lapse"}:
            raise AgreementRefused(_NO_INTENTION.fill(found=intention))
        move = self._move("decide_end", on, note)
        asked = {"intend": self._agreement_of(which).id, "intention": intention, "on": on, "note": note}
        return self._agreement_changed(which, asked, lambda now: intended(now, intention, move, self.state_titles), key)

    def tell_commission(
        self, which: Agreement | str, *, on: date | None = None, document: str = "", key: str | None = None
    ) -> Changed[Agreement]:
        """Enter that the commission was told of the council's approval (แจ้งคณะกรรมการการอุดมศึกษา)."""
        move = self._move("tell", on, "", document)

        def change(now: Agreement) -> Agreement:
            if not now.council:
                raise AgreementRefused(_UNTOLD)
            return evolve(now, told_on=move.on, moves=(*now.moves, move))

        asked = {"tell": self._agreement_of(which).id, "on": on, "document": document}
        return self._agreement_changed(which, asked, change, key)

    @property
    def state_titles(self) -> Mapping[str, Text]:
        """What people call each state of an agreement."""
        terms = self._office.rules().vocabulary("agreement-state").terms
        return {code: term.title for code, term in terms.items()}

    # ------------------------------------------------------------------ inside

    def _move(self, act: str, on: date | None, note: str = "", document: str = "") -> AgreementMove:
        return AgreementMove(act=act, on=on or self._office.today(), note=note.strip(), document=document.strip())

    def _moved(  # noqa: PLR0913 - as of the calls
        self,
        which: Agreement | str,
        to: AgreementState,
        act: str,
        on: date | None,
        note: str,
        *,
        key: str | None,
    ) -> Changed[Agreement]:
        move = self._move(act, on, note)
        asked = {act: self._agreement_of(which).id, "to": to.value, "on": on, "note": note}
        change: Callable[[Agreement], Agreement] = lambda now: moved(now, to, move, self.state_titles)  # noqa: E731
        return self._agreement_changed(which, asked, change, key)

    def _reason(self, reason: str) -> str:
        if not reason.strip():
            raise AgreementRefused(_NO_REASON)
        return reason
