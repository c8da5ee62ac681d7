"""Where an agreement stands (สถานะของข้อตกลง): what is kept of it, and what that means on a day."""

from enum import StrEnum
from types import MappingProxyType
from typing import Final


class AgreementState(StrEnum):
    """The states of an agreement; the vocabulary ``agreement-state`` has what people call them.

    ``active``, ``renewal_notice`` and most often ``expired`` and ``terminated`` are not kept: they follow from a signed
    agreement and the day, see :meth:`orqa.domain.partnerships.agreements.Agreement.standing`.
    """

    PROPOSED = "proposed"
    DRAFTING = "drafting"
    LEGAL_REVIEW = "legal_review"
    OUTSIDE_OPINION = "outside_opinion"
    APPROVAL = "approval"
    APPROVED = "approved"
    SIGNED = "signed"
    ACTIVE = "active"
    RENEWAL_NOTICE = "renewal_notice"
    SUSPENDED = "suspended"
    TERMINATING = "terminating"
    EXPIRED = "expired"
    TERMINATED = "terminated"
    SUPERSEDED = "superseded"
    DROPPED = "dropped"


_S = AgreementState

NEXT: Final = MappingProxyType(
    {
        _S.PROPOSED: (_S.DRAFTING, _S.DROPPED),
        _S.DRAFTING: (_S.LEGAL_REVIEW, _S.DROPPED),
        _S.LEGAL_REVIEW: (_S.DRAFTING, _S.APPROVAL, _S.OUTSIDE_OPINION, _S.DROPPED),
        _S.OUTSIDE_OPINION: (_S.DRAFTING, _S.APPROVAL, _S.DROPPED),
        _S.APPROVAL: (_S.APPROVED, _S.DRAFTING, _S.DROPPED),
        _S.APPROVED: (_S.SIGNED, _S.DROPPED),
        _S.SIGNED: (_S.ACTIVE,),
        _S.ACTIVE: (_S.RENEWAL_NOTICE, _S.SUSPENDED, _S.TERMINATING, _S.SUPERSEDED, _S.EXPIRED),
        _S.RENEWAL_NOTICE: (_S.ACTIVE, _S.SUSPENDED, _S.SUPERSEDED, _S.EXPIRED, _S.TERMINATING),
        _S.SUSPENDED: (_S.ACTIVE, _S.TERMINATING, _S.EXPIRED),
        _S.TERMINATING: (_S.TERMINATED,),
        _S.EXPIRED: (_S.SUPERSEDED,),
        _S.TERMINATED: (),
        _S.SUPERSEDED: (),
        _S.DROPPED: (),
    }
)
"""What an agreement may become from where it stands."""

IN_FORCE: Final = frozenset({_S.ACTIVE, _S.RENEWAL_NOTICE, _S.TERMINATING})
"""The states in which an agreement is in force."""

IN_THE_MAKING: Final = (_S.PROPOSED, _S.DRAFTING, _S.LEGAL_REVIEW, _S.OUTSIDE_OPINION, _S.APPROVAL, _S.APPROVED)
"""The states before all parties have signed, in their order."""

HELD: Final = (_S.SIGNED.value, _S.SUSPENDED.value, _S.TERMINATING.value)
"""What is kept of those that hold or will: whether they do on a day, their dates say."""
