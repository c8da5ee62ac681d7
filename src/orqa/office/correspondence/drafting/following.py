"""A draft moves with the request about it, in the same batch, wherever the request is decided."""

from typing import TYPE_CHECKING, Any, Final

from orqa.domain.correspondence.drafting.deciding import moved
from orqa.domain.correspondence.drafting.records import Draft
from orqa.domain.correspondence.drafting.states import Act, allowed_acts
from orqa.domain.organization.approvals import Approval, ApprovalState, Move, Verdict
from orqa.office.correspondence.drafting.keeping import DraftKeeping

if TYPE_CHECKING:
    from collections.abc import Sequence

    from orqa.base.records import Record

SIGN: Final = "draft.sign"
_ACTS: Final = {
    Verdict.APPROVED: Act.APPROVE,
    Verdict.RETURNED: Act.RETURN,
    Verdict.REJECTED: Act.REJECT,
    Verdict.WITHDRAWN: Act.RECALL,
    Verdict.RESUBMITTED: Act.PROPOSE,
}


class Following(DraftKeeping):
    """Move drafts with their requests."""

    def moved_with(self, request: Approval, move: Move) -> "Sequence[Record]":
        """What is written together with a move of a request: nothing where it is about no draft.

        After the last approval a task waits for the signature. Mending is asked for by the request itself.
        """
        if request.about.kind != Draft.kind:
            return ()
        known = self._draft(request.about)
        act = _ACTS[move.verdict]
        if act not in allowed_acts(known.state, numbered=known.letter is not None):
            act = Act.COMMENT  # such as a request that is withdrawn after it was sent back
        told: dict[str, Any] = {"person": move.person, "words": move.comment, "position": move.position}
        after = moved(known, act, at=move.at, **told)
        ended = self._ended_draft_tasks(after, move.at)
        if request.state is not ApprovalState.APPROVED:
            return (after, *ended)
        return (after, *ended, self._draft_task(after, move.at, SIGN, request.steps[-1].whom))
