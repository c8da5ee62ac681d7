"""Where a draft stands, and what may follow (ขั้นตอนการร่าง ลงนาม ออกเลข และส่ง)."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from orqa.base.language import Text, joined


class DraftState(StrEnum):
    """Where a paper stands on its way."""

    DRAFT = "draft"
    REVIEWED = "reviewed"
    PROPOSED = "proposed"
    SIGNED = "signed"
    NUMBERED = "numbered"
    DISPATCHED = "dispatched"
    ACKNOWLEDGED = "acknowledged"
    FILED = "filed"
    RECALLED = "recalled"
    RETURNED = "returned"
    REJECTED = "rejected"
    VOID = "void"


STATES: Final[Mapping[DraftState, Text]] = {
    DraftState.DRAFT: Text.of(en="draft", th="ร่าง"),
    DraftState.REVIEWED: Text.of(en="reviewed", th="ตรวจร่างแล้ว"),
    DraftState.PROPOSED: Text.of(en="proposed", th="เสนอแล้ว"),
    DraftState.SIGNED: Text.of(en="signed", th="ลงนามแล้ว"),
    DraftState.NUMBERED: Text.of(en="numbered", th="ออกเลขแล้ว"),
    DraftState.DISPATCHED: Text.of(en="dispatched", th="ส่งแล้ว"),
    DraftState.ACKNOWLEDGED: Text.of(en="acknowledged", th="ผู้รับตอบรับแล้ว"),
    DraftState.FILED: Text.of(en="filed", th="เก็บแล้ว"),
    DraftState.RECALLED: Text.of(en="recalled", th="ดึงคืนแล้ว"),
    DraftState.RETURNED: Text.of(en="returned", th="ส่งคืน"),
    DraftState.REJECTED: Text.of(en="rejected", th="ไม่อนุมัติหรือไม่รับ"),
    DraftState.VOID: Text.of(en="void", th="ยกเลิกเลขแล้ว"),
}
"""What people call each state."""


class Act(StrEnum):
    """What somebody does with a draft."""

    BEGIN = "begin"
    EDIT = "edit"
    COMMENT = "comment"
    REVIEW = "review"
    PROPOSE = "propose"
    APPROVE = "approve"
    SIGN = "sign"
    NUMBER = "number"
    DISPATCH = "dispatch"
    ACKNOWLEDGE = "acknowledge"
    RECALL = "recall"
    RETURN = "return"
    REJECT = "reject"
    FILE = "file"
    VOID = "void"


ACTS: Final[Mapping[Act, Text]] = {
    Act.BEGIN: Text.of(en="begin", th="เริ่มร่าง"),
    Act.EDIT: Text.of(en="edit", th="แก้ไข"),
    Act.COMMENT: Text.of(en="comment", th="ให้ความเห็น"),
    Act.REVIEW: Text.of(en="review", th="ตรวจร่าง"),
    Act.PROPOSE: Text.of(en="propose", th="เสนอ"),
    Act.APPROVE: Text.of(en="approve", th="เห็นชอบ"),
    Act.SIGN: Text.of(en="sign", th="ลงนาม"),
    Act.NUMBER: Text.of(en="number", th="ออกเลข"),
    Act.DISPATCH: Text.of(en="dispatch", th="ส่ง"),
    Act.ACKNOWLEDGE: Text.of(en="acknowledge", th="ตอบรับ"),
    Act.RECALL: Text.of(en="recall", th="ดึงคืน"),
    Act.RETURN: Text.of(en="return", th="ส่งคืน"),
    Act.REJECT: Text.of(en="reject", th="ไม่รับหรือไม่อนุมัติ"),
    Act.FILE: Text.of(en="file", th="เก็บ"),
    Act.VOID: Text.of(en="make its number void", th="ยกเลิกเลข"),
}
"""What people call each act."""

_S, _A = DraftState, Act
_OUT = {_A.ACKNOWLEDGE: _S.ACKNOWLEDGED, _A.RETURN: _S.RETURNED, _A.REJECT: _S.REJECTED, _A.RECALL: _S.RECALLED}
_ANEW = {_A.EDIT: _S.DRAFT, _A.PROPOSE: _S.PROPOSED, _A.REJECT: _S.REJECTED}
_AGAIN = {_A.DISPATCH: _S.DISPATCHED, _A.FILE: _S.FILED, _A.VOID: _S.VOID}

BEFORE: Final[Mapping[DraftState, Mapping[Act, DraftState]]] = {
    _S.DRAFT: {_A.REVIEW: _S.REVIEWED, _A.RETURN: _S.RETURNED, **_ANEW},
    _S.REVIEWED: {_A.RETURN: _S.RETURNED, **_ANEW},
    _S.PROPOSED: {
        _A.APPROVE: _S.PROPOSED,
        _A.SIGN: _S.SIGNED,
        _A.RECALL: _S.RECALLED,
        _A.RETURN: _S.RETURNED,
        _A.REJECT: _S.REJECTED,
    },
    _S.SIGNED: {_A.NUMBER: _S.NUMBERED, _A.EDIT: _S.DRAFT, _A.RETURN: _S.RETURNED, _A.RECALL: _S.RECALLED},
    _S.RETURNED: _ANEW,
    _S.RECALLED: _ANEW,
    _S.REJECTED: {},
}
"""What may be done with a paper that has no number yet, and the state that it leads to."""

AFTER: Final[Mapping[DraftState, Mapping[Act, DraftState]]] = {
    _S.NUMBERED: {_A.DISPATCH: _S.DISPATCHED, _A.VOID: _S.VOID},
    _S.DISPATCHED: {**_OUT, _A.VOID: _S.VOID},
    _S.ACKNOWLEDGED: {_A.FILE: _S.FILED, _A.VOID: _S.VOID},
    _S.RETURNED: _AGAIN,
    _S.RECALLED: _AGAIN,
    _S.REJECTED: _AGAIN,
    _S.FILED: {_A.VOID: _S.VOID},
    _S.VOID: {},
}
"""The same of one that has a number: its text does not change any more."""


def allowed_acts(state: DraftState, *, numbered: bool, addressed: bool = True) -> Mapping[Act, DraftState]:
    """What may be done in a state, and what follows; to comment is always allowed.

    Args:
        state: where the paper stands.
        numbered: whether it has its number.
        addressed: whether its kind is addressed to somebody; of another nobody tells the receipt, so it is filed when
            it was issued.
    """
    table = AFTER if numbered else BEFORE
    acts = {**table.get(state, {}), _A.COMMENT: state}
    if numbered and not addressed and state is _S.DISPATCHED:
        acts[_A.FILE] = _S.FILED
    return acts


def titles_of_acts(acts: Mapping[Act, DraftState]) -> Text:
    """What may be done, for a message, in the order of the way."""
    return joined(ACTS[one] for one in Act if one in acts)
