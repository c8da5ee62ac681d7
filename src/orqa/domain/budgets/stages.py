"""The stages of money (สถานะของเงิน), and how it moves from one to another; pure.

Each baht stands in one stage of one line. Nothing is ever added up twice, because a posting only moves.
"""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Final

from attrs import field, frozen
from attrs.validators import instance_of

from orqa.base.language import Text


class Stage(StrEnum):
    """Where a baht stands.

    ``outside``: not in the line: not yet granted, or gone; ``approved``: granted, not yet allotted (ได้รับอนุมัติ);
    ``allotted``: may be spent (ได้รับจัดสรร); ``reserved``: a request was approved (จอง, กันเงิน); ``obligated``: there is
    a contract or an order (ก่อหนี้ผูกพัน); ``advanced``: lent to somebody who has yet to account for it (เงินยืม);
    ``entrusted``: another agency or unit spends it on the office's behalf and has yet to report (เบิกแทนกัน); ``paid``:
    spent (เบิกจ่าย); ``carried_over``: kept for next year (กันไว้เบิกเหลื่อมปี); ``lapsed``: lost at the end of the year
    (พับไป).
    """

    OUTSIDE = "outside"
    APPROVED = "approved"
    ALLOTTED = "allotted"
    RESERVED = "reserved"
    OBLIGATED = "obligated"
    ADVANCED = "advanced"
    ENTRUSTED = "entrusted"
    PAID = "paid"
    CARRIED_OVER = "carried_over"
    LAPSED = "lapsed"


TITLES: Final[Mapping[Stage, Text]] = {
    Stage.OUTSIDE: Text.of(en="outside", th="นอกรายการ"),
    Stage.APPROVED: Text.of(en="approved", th="ได้รับอนุมัติ"),
    Stage.ALLOTTED: Text.of(en="available", th="คงเหลือ"),
    Stage.RESERVED: Text.of(en="reserved", th="จอง"),
    Stage.OBLIGATED: Text.of(en="obligated", th="ผูกพัน"),
    Stage.ADVANCED: Text.of(en="advanced", th="เงินยืม"),
    Stage.ENTRUSTED: Text.of(en="entrusted to others", th="เบิกแทนกัน"),
    Stage.PAID: Text.of(en="paid", th="เบิกจ่าย"),
    Stage.CARRIED_OVER: Text.of(en="carried over", th="กันเหลื่อมปี"),
    Stage.LAPSED: Text.of(en="lapsed", th="พับไป"),
}
"""What people call each stage; what is allotted and not yet used is what is available."""

VERBS: Final[Mapping[str, Text]] = {
    "approve": Text.of(en="approved", th="ได้รับอนุมัติ"),
    "enact": Text.of(en="replaced by the act", th="ปรับตาม พ.ร.บ."),
    "allot": Text.of(en="allotted", th="จัดสรร"),
    "transfer": Text.of(en="transferred", th="โอนเปลี่ยนแปลง"),
    "reserve": Text.of(en="reserved", th="จอง"),
    "obligate": Text.of(en="obligated", th="ก่อหนี้ผูกพัน"),
    "advance": Text.of(en="advanced", th="จ่ายเงินยืม"),
    "clear": Text.of(en="accounted for", th="ส่งใช้เงินยืม"),
    "entrust": Text.of(en="entrusted to others", th="ให้เบิกแทนกัน"),
    "account": Text.of(en="reported by others", th="รายงานผลเบิกแทนกัน"),
    "pay": Text.of(en="paid", th="เบิกจ่าย"),
    "refund": Text.of(en="refunded", th="เบิกเกินส่งคืน"),
    "release": Text.of(en="given up", th="คืนจอง"),
    "reverse": Text.of(en="reversed", th="กลับรายการ"),
    "give-back": Text.of(en="given back to its owner", th="คืนเงินเบิกแทน"),
    "carry-over": Text.of(en="carried over", th="กันเงินเหลื่อมปี"),
    "close": Text.of(en="closed", th="ปิดปี"),
}
"""What people call what was done, by the verb of a posting."""

OPEN: Final = (Stage.RESERVED, Stage.OBLIGATED, Stage.ADVANCED, Stage.ENTRUSTED)
"""Stages of money that a spending case holds and has not yet paid."""

KEPT: Final = tuple(stage for stage in Stage if stage is not Stage.OUTSIDE)
"""Stages that a line has a balance of."""


@frozen
class Move:
    """An amount that leaves one stage and reaches another.

    Attributes:
        source: where it stood.
        target: where it stands now.
        minor: how much, in satang; above 0.
    """

    source: Stage = field(converter=Stage)
    target: Stage = field(converter=Stage)
    minor: int = field(validator=instance_of(int))

    @minor.validator
    def _check_minor(self, _attribute: object, minor: int) -> None:
        if isinstance(minor, bool) or minor <= 0:
            raise ValueError(f"a move is of an amount above 0, found {minor}")

    def __attrs_post_init__(self) -> None:
        if self.source is self.target:
            raise ValueError(f"a move goes to another stage, found {self.source} twice")

    @property
    def turned(self) -> "Move":
        """The move back."""
        return Move(self.target, self.source, self.minor)


def moved(source: Stage, target: Stage, minor: int) -> tuple[Move, ...]:
    """A move, or none where there is nothing to move."""
    return (Move(source, target, minor),) if minor else ()


def changes(moves: Iterable[Move]) -> dict[Stage, int]:
    """By how much moves change each stage, those that change nothing left out; they always add up to nothing."""
    found = dict.fromkeys(Stage, 0)
    for move in moves:
        found[move.source] -= move.minor
        found[move.target] += move.minor
    return {stage: change for stage, change in found.items() if change}
