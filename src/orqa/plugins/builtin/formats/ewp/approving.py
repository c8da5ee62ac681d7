"""Whether what a partner approved is what our agreement says now (การเห็นชอบข้อตกลง)."""

from collections.abc import Iterable, Iterator
from enum import StrEnum

from attrs import frozen

from orqa.base.language import Text
from orqa.domain.partnerships.cooperation import Agreement
from orqa.domain.partnerships.cooperation_bodies import AgreementApproval
from orqa.plugins.builtin.formats.ewp.composing import write_iias
from orqa.plugins.builtin.formats.ewp.hashes import conditions_hash


class ApprovalStanding(StrEnum):
    """How an agreement stands to its approval."""

    APPROVED = "approved"
    CHANGED = "changed"
    OPEN = "open"
    STRAY = "stray"

    @property
    def told(self) -> Text:
        """In words."""
        return _TITLES[self]


_TITLES = {
    ApprovalStanding.APPROVED: Text.of(en="approved as it stands", th="เห็นชอบแล้วตามข้อความปัจจุบัน"),
    ApprovalStanding.CHANGED: Text.of(
        en="changed since it was approved; ask for approval again", th="แก้ไขหลังจากเห็นชอบ ต้องขอความเห็นชอบใหม่"
    ),
    ApprovalStanding.OPEN: Text.of(en="not approved yet", th="ยังไม่ได้เห็นชอบ"),
    ApprovalStanding.STRAY: Text.of(en="approved, and no agreement of ours", th="มีการเห็นชอบ แต่ไม่พบข้อตกลงของเรา"),
}


@frozen
class Approved:
    """An agreement of ours by its id, and how it stands to the partner's approval."""

    agreement_id: str
    standing: ApprovalStanding
    code: str = ""


def judge_approvals(agreements: Iterable[Agreement], approvals: Iterable[AgreementApproval]) -> Iterator[Approved]:
    """How each of our agreements stands, then the approvals that belong to none of them.

    Hashes are worked out anew from the text; the one that an agreement prints is not believed.

    Args:
        agreements: our own copies, of one version each; our partner entry is the first.
        approvals: what the partner answered.
    """
    left = {one.agreement_id: one for one in approvals}
    for agreement in agreements:
        owner = agreement.partners[0] if agreement.partners else None
        known = (owner and owner.agreement_id) or ""
        found = left.pop(known, None)
        code = (owner and owner.code) or ""
        if found is None:
            yield Approved(known, ApprovalStanding.OPEN, code)
            continue
        same = (found.approved_hash or "").strip() == _hash(agreement)
        yield Approved(known, ApprovalStanding.APPROVED if same else ApprovalStanding.CHANGED, code)
    for agreement_id in left:
        yield Approved(agreement_id or "", ApprovalStanding.STRAY)


def _hash(agreement: Agreement) -> str:
    version = agreement.version
    return conditions_hash(agreement.written or write_iias([agreement], version), version)
