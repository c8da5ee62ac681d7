"""Drafts reviewed, proposed, decided, sent back and recalled: a part of the service of letters."""

from typing import TYPE_CHECKING, Final

from orqa.base.language import Text
from orqa.base.refs import RecordRef
from orqa.domain.correspondence.drafting.deciding import moved, refuse_errors, require_act
from orqa.domain.correspondence.drafting.records import Draft
from orqa.domain.correspondence.drafting.states import Act, DraftState
from orqa.domain.organization.approvals import ApprovalState
from orqa.office.approvals import Approvals
from orqa.office.correspondence.drafting.delivering import Delivering
from orqa.office.correspondence.drafting.keeping import Whose
from orqa.office.correspondence.endorsing import Endorsing
from orqa.office.service import Asked

if TYPE_CHECKING:
    from datetime import datetime

    from orqa.domain.organization.approvals import Approval
    from orqa.office.correspondence.dossier import Which
    from orqa.office.recorder import Made, Save

PROPOSE: Final = "draft.propose"
ROUTE: Final = "draft.route"
REVIEW: Final = "draft.review"

_OWN = Text.of(en="somebody else than the author reviews it", th="ผู้ตรวจต้องไม่ใช่ผู้ร่าง")
_NOT_REVIEWED = Text.of(en="it is to be reviewed first", th="ต้องตรวจร่างก่อน")
_NO_REQUEST = Text.of(en="no request about it waits for a decision", th="ไม่มีเรื่องที่รอพิจารณา")


class Stepping(Delivering, Endorsing):
    """Move drafts along their route."""

    def review(self, draft: Whose, comment: str = "", *, key: str | None = None) -> Draft:
        """Say that a draft was looked over (ตรวจร่าง); somebody else than its author does.

        Raises:
            DraftStepRefused: when that does not follow, with what may be done.
            NotFound: when there is no such draft, or it may not be seen.
            NotAllowed: when whoever acts may not; nothing is written.
        """

        def change(known: Draft, at: "datetime") -> Draft:
            if known.author and known.author == self._acting_person:
                require_act(known, Act.REVIEW, reason=_OWN)
            return moved(known, Act.REVIEW, at=at, person=self._acting_person, words=comment)

        return self._draft_changed(draft, "draft.review", {"comment": comment}, key, change)

    def propose(
        self,
        letter: "Which | Draft",
        unit: str = "",
        *,
        comment: str = "",
        key: str | None = None,
    ) -> "Approval":
        """Propose a received letter, or a draft, to those who decide (เสนอ); what was sent back goes all the way anew.

        Args:
            letter: a received letter, see :meth:`~orqa.office.correspondence.endorsing.Endorsing.propose`; or a draft.
            unit: id of the unit in which the route begins; by default the draft's, else the first of whoever acts.
            comment: words for those who decide.
            key: of the caller's choice: the same call with the same key proposes once.

        Raises:
            DraftRefused: when the draft has errors (``check``); nothing is written.
            DraftStepRefused: when it does not wait for that, with what may be done.
            NotFound, NoApprover, NobodyMaySee, NotAllowed: as of
                :meth:`orqa.office.approvals.Approvals.submit`.
            LetterIsClosed, LetterIsVoid: of a received letter.
        """
        if not isinstance(letter, Draft) and not (isinstance(letter, RecordRef) and letter.kind == Draft.kind):
            return super().propose(letter, unit, key=key)
        if self._recording is None:  # neither the request nor the draft's state is left without the other
            with self._office.work(PROPOSE) as work:
                return work.correspondence.propose(letter, unit, comment=comment, key=key)
        identity = letter.id
        asked = Asked({"draft": identity, "unit": unit, "comment": comment})
        return self._recorder.once(
            key, PROPOSE, asked, lambda save: self._draft_proposed(identity, unit, comment, save), self._request_made
        )

    def approve(self, draft: Whose, comment: str = "", *, key: str | None = None) -> Draft:
        """Approve the step of a draft's route that waits (เห็นชอบ); after the last one it waits for its signature.

        Raises:
            DraftStepRefused: when no request about it waits.
            ApprovalIsOver: the same, where a key was given that stands for nothing.
            NotFound, MayNotDecide, Conflict: as of :meth:`orqa.office.approvals.Approvals.approve`.
        """
        known = self._draft(draft)
        request = self._request_waiting(known, Act.APPROVE, key)
        self._draft_approvals.approve(request, comment, key=key)
        return self._kept_draft(known.id)

    def return_(self, draft: Whose, comment: str, *, key: str | None = None) -> Draft:
        """Send a draft back to be mended (ส่งคืนแก้ไข), or say that its receiver sent it back.

        Raises:
            DraftStepRefused: when that does not follow, with what may be done.
            CommentNeeded: without a comment.
            NotFound, MayNotDecide, NotAllowed: as of :meth:`approve`.
        """
        return self._put_backwards(draft, Act.RETURN, comment, key)

    def reject(self, draft: Whose, comment: str, *, key: str | None = None) -> Draft:
        """Refuse a draft for good (ไม่อนุมัติ), give it up, or say that its receiver did not take it.

        Raises:
            DraftStepRefused, CommentNeeded, NotFound, MayNotDecide, NotAllowed: as of :meth:`return_`.
        """
        return self._put_backwards(draft, Act.REJECT, comment, key)

    def recall(self, draft: Whose, comment: str, *, key: str | None = None) -> Draft:
        """Take a draft back that was proposed or signed, or a letter that was sent out (ดึงคืน).

        Raises:
            DraftStepRefused, CommentNeeded, NotFound, MayNotDecide, NotAllowed: as of :meth:`return_`.
        """
        return self._put_backwards(draft, Act.RECALL, comment, key)

    # ------------------------------------------------------------------ inside

    @property
    def _draft_approvals(self) -> Approvals:
        return Approvals(self._office, self._recording)

    def _draft_proposed(self, identity: str, unit: str, comment: str, save: "Save") -> "Approval":
        office, known, at = self._office, self._draft(identity), self._office.now()
        require_act(known, Act.PROPOSE)
        if office.rules(at.date()).reading().value(REVIEW) == "needed" and known.state is not DraftState.REVIEWED:
            require_act(known, Act.PROPOSE, reason=_NOT_REVIEWED)
        refuse_errors(self._draft_findings(known))
        approvals, latest = self._draft_approvals, self._latest_request(known)
        if latest is not None and latest.state is ApprovalState.RETURNED:
            return approvals.resubmit(latest, comment)
        route = office.rules(at.date()).reading().value(ROUTE, letter_kind=known.letter_kind)
        request = approvals.submit(
            known, route, unit=unit or self._unit_for(known), title=None if known.restricted else known.subject
        )
        after = moved(known, Act.PROPOSE, at=at, person=self._acting_person, words=comment)
        save(PROPOSE, at, [after, *self._draft_tasks(after, at)])
        return request

    def _request_made(self, made: "Made") -> "Approval":
        ref = next((one for one in made if one.kind == Draft.kind), made[0])
        return self._draft_approvals.latest(ref) or self._draft_approvals.get(made[0].id)

    def _unit_for(self, draft: Draft) -> str:
        own = self._office.actor.units if self._office.actor else ()
        return draft.unit or next(iter((*own, *self._office.organization.on(self._office.today()).children())), "")

    def _latest_request(self, draft: Draft) -> "Approval | None":
        return self._draft_approvals.latest(draft.ref)

    def _pending_request(self, draft: Draft) -> "Approval | None":
        latest = self._latest_request(draft) if draft.version else None
        return latest if latest is not None and latest.state is ApprovalState.PENDING else None

    def _request_waiting(self, draft: Draft, act: Act, key: str | None) -> "Approval":
        """The request that waits; with a key the latest one, for the key may stand for its decision."""
        request = self._pending_request(draft) or (self._latest_request(draft) if key and draft.version else None)
        if request is None:
            require_act(draft, act)
            require_act(draft, act, reason=_NO_REQUEST)
        assert request is not None  # noqa: S101 - refused above
        return request

    def _put_backwards(self, draft: Whose, act: Act, comment: str, key: str | None) -> Draft:
        known = self._draft(draft)
        if known.letter is not None:
            return self._delivery_outcome(known, act, comment, key)
        request = self._latest_request(known)
        if request is not None and (_waits(known, request) or (key and _went_with(known, act, request))):
            ways = {Act.RETURN: "return_", Act.REJECT: "reject", Act.RECALL: "withdraw"}
            getattr(self._draft_approvals, ways[act])(request, comment, key=key)
            return self._kept_draft(known.id)
        return self._put_back(known, act, comment, key)


def _waits(draft: Draft, request: "Approval") -> bool:
    return request.state is ApprovalState.PENDING and draft.state is DraftState.PROPOSED


def _went_with(draft: Draft, act: Act, request: "Approval") -> bool:
    """Whether the last thing that was done with a draft was a decision about its request."""
    last = draft.moves[-1]
    return last.act is act and last.at in {move.at for move in request.moves}
