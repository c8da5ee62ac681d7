"""Requests about leave (คำขออนุญาตลา): of whoever goes on leave, and decided together with the leave itself."""

from typing import TYPE_CHECKING

from orqa.domain.attendance.leave.records import Leave
from orqa.domain.organization.approvals import Approval, Verdict
from orqa.office.approval_lists import APPROVAL
from orqa.office.approvals import Approvals
from orqa.office.attendance.records import left_as

if TYPE_CHECKING:
    from collections.abc import Callable

    from orqa.office.office import Office
    from orqa.office.recorder import Recording, Save


class RequestsOfPerson(Approvals):
    """Requests of a person, also where an officer enters what they are about: nobody decides about their own."""

    def __init__(self, office: "Office", recording: "Recording | None", person: str) -> None:
        super().__init__(office, recording)
        self._person = person

    @property
    def _asker(self) -> str:
        return self._person


class LeaveRequests(RequestsOfPerson):
    """Requests as the service of leave makes and moves them, in the same work as the leave.

    Who may take one back is what the service of leave checks, by the action that it writes the leave with.
    """

    def _check_asker(self, approval: Approval) -> None:
        del approval

    def overtaken(self, approval: Approval, because: str, save: "Save") -> None:
        """Withdraw a request together with the leave that it is about."""
        self._move("approval.ask", approval.id, Verdict.WITHDRAWN, because, save)

    def _decided_by_area(self, identity: str, verdict: Verdict, comment: str, key: str | None) -> Approval | None:
        del identity, verdict, comment, key
        return None


def decided_with_its_leave(  # noqa: PLR0913, PLR0917 - as approvals ask
    office: "Office", recording: "Recording | None", approval: Approval, verdict: Verdict, comment: str, key: str | None
) -> Approval | None:
    """A request about leave after a verdict that moves the leave, too; None for any other request and verdict.

    Whoever decides from the desk needs not know that it is leave: its days are used all the same.
    """
    from orqa.office.attendance.leaves import Leaves

    if approval.about.kind != Leave.kind or verdict in {Verdict.RETURNED, Verdict.RESUBMITTED}:
        return None
    leaves = Leaves(office, recording)
    ways: dict[Verdict, Callable[..., Leave]] = {
        Verdict.APPROVED: leaves.permit,
        Verdict.REJECTED: leaves.refuse,
        Verdict.WITHDRAWN: leaves.cancel,
    }
    ways[verdict](approval.about.id, comment, key=key)
    return left_as(office, recording or office.recorder, Approval, approval.id, APPROVAL)
