"""Requests that go along a route (การขออนุมัติ): one kind of record for every area; pure, without store or clock."""

from datetime import datetime
from enum import StrEnum
from typing import ClassVar

from attrs import evolve, field, frozen
from attrs.validators import ge, instance_of, min_len, optional

from orqa.base.language import Text
from orqa.base.markers import indexed, personal
from orqa.base.money import Money
from orqa.base.records import Record, shown_by
from orqa.base.refs import RecordRef
from orqa.domain.organization.errors import ApprovalIsOver
from orqa.domain.organization.restriction import Restriction
from orqa.domain.organization.routes import RouteStep


class ApprovalState(StrEnum):
    """``pending``: a step waits; ``returned``: whoever asked must mend it; the others are the end."""

    PENDING = "pending"
    RETURNED = "returned"
    APPROVED = "approved"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"


class Verdict(StrEnum):
    """What somebody decided at a step, or whoever asked did."""

    APPROVED = "approved"
    RETURNED = "returned"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"
    RESUBMITTED = "resubmitted"


@frozen(kw_only=True)
class Move:
    """One thing that happened to a request (เกษียน): who decided what, as what, and wrote which words.

    Attributes:
        step: place of the step in the route, from 0.
        verdict: what was decided.
        person: id of the person.
        position: what they signed as, with the wording of acting; empty where they have no post for it.
        comment: their words (ความเห็น).
        at: when.
    """

    step: int = field(validator=[instance_of(int), ge(0)])
    verdict: Verdict = field(converter=Verdict)
    person: str = ""
    position: Text | None = None
    comment: str = ""
    at: datetime


@frozen(kw_only=True)
class Approval(Record):
    """A request and what became of it (คำขออนุมัติ, การเสนอ).

    Attributes:
        route: area and kind, such as ``letter.received``.
        about: the record that it is about.
        unit: id of the unit that asks.
        requester: id of the person who asks; empty where a program does.
        title: what people call it; None where only those who may open the record may know.
        count: the amount, where it is a number of days or pieces.
        amount: the amount, where it is money.
        steps: as they were decided on the day of the request.
        step: the one that waits, from 0.
        state: pending, returned, approved, rejected or withdrawn.
        moves: what happened, the oldest first.
        opened_at: when it was asked for.
        restricted: who alone may know of it.
    """

    kind: ClassVar[str] = "approval"
    __repr__ = shown_by("route", "about", "state")

    route: str = field(validator=instance_of(str), metadata=indexed())
    about: RecordRef = field(validator=instance_of(RecordRef), metadata=indexed())
    unit: str = field(validator=instance_of(str), metadata=indexed())
    requester: str = field(default="", metadata=indexed() | personal())
    title: Text | None = field(default=None, metadata=personal())
    count: int | None = None
    amount: Money | None = None
    steps: tuple[RouteStep, ...] = field(validator=[instance_of(tuple), min_len(1)])
    step: int = field(default=0, validator=[instance_of(int), ge(0)])
    state: ApprovalState = field(default=ApprovalState.PENDING, converter=ApprovalState, metadata=indexed())
    moves: tuple[Move, ...] = field(default=(), metadata=personal())
    opened_at: datetime = field(validator=instance_of(datetime), metadata=indexed())
    restricted: Restriction | None = field(default=None, validator=optional(instance_of(Restriction)))

    @property
    def waits_for(self) -> RouteStep | None:
        """The step that waits; None where none does."""
        return self.steps[self.step] if self.state is ApprovalState.PENDING else None


def moved_on(approval: Approval, move: Move) -> Approval:
    """The request after a move; an approved step hands it to the next one, the last one approves it.

    Raises:
        ApprovalIsOver: when it does not wait for such a move.
    """
    awaited = ApprovalState.RETURNED if move.verdict is Verdict.RESUBMITTED else ApprovalState.PENDING
    withdrawn_back = move.verdict is Verdict.WITHDRAWN and approval.state is ApprovalState.RETURNED
    if approval.state is not awaited and not withdrawn_back:
        raise ApprovalIsOver(str(approval.ref), approval.state.value)
    step, state = approval.step, ApprovalState.PENDING
    match move.verdict:
        case Verdict.APPROVED:
            step += 1
            if step == len(approval.steps):
                step, state = approval.step, ApprovalState.APPROVED
        case Verdict.RESUBMITTED:
            step = 0
        case verdict:
            state = ApprovalState(verdict.value)
    return evolve(approval, step=step, state=state, moves=(*approval.moves, move))
