"""What is entered into a budget book many at a time, as a register or another system has it; pure."""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Final

from attrs import field, frozen

from orqa.base.findings import Place
from orqa.domain.budgets.stages import Stage


@frozen(kw_only=True)
class PostingDraft:
    """A row of a register (แถวในทะเบียนคุม), not yet checked.

    Attributes:
        line: code or id of the line that holds the money.
        source: the stage that it leaves.
        target: the stage that it reaches.
        minor: how much, in satang.
        on: the day on which it counts; it tells the fiscal year, too.
        document: number of the paper.
        reason: why, for people.
        place: where it was read.
    """

    line: str
    source: Stage = field(converter=Stage)
    target: Stage = field(converter=Stage)
    minor: int
    on: date
    document: str = ""
    reason: str = ""
    place: Place | None = None


_ONWARD: Final = {
    "approve": {(Stage.OUTSIDE, Stage.APPROVED)},
    "allot": {(Stage.APPROVED, Stage.ALLOTTED), (Stage.OUTSIDE, Stage.ALLOTTED)},
    "reserve": {(Stage.ALLOTTED, Stage.RESERVED)},
    "obligate": {(Stage.ALLOTTED, Stage.OBLIGATED), (Stage.RESERVED, Stage.OBLIGATED)},
    "advance": {(Stage.ALLOTTED, Stage.ADVANCED), (Stage.RESERVED, Stage.ADVANCED)},
    "pay": {(source, Stage.PAID) for source in (Stage.ALLOTTED, Stage.RESERVED, Stage.OBLIGATED)},
    "clear": {(Stage.ADVANCED, Stage.PAID), (Stage.ADVANCED, Stage.ALLOTTED)},
    "entrust": {(Stage.ALLOTTED, Stage.ENTRUSTED), (Stage.RESERVED, Stage.ENTRUSTED)},
    "account": {(Stage.ENTRUSTED, Stage.PAID), (Stage.ENTRUSTED, Stage.ALLOTTED)},
    "release": {(Stage.RESERVED, Stage.ALLOTTED), (Stage.OBLIGATED, Stage.ALLOTTED)},
    "refund": {(Stage.PAID, Stage.ALLOTTED), (Stage.PAID, Stage.OUTSIDE)},
}

VERBS: Final[Mapping[tuple[Stage, Stage], str]] = MappingProxyType(
    {pair: verb for verb, pairs in _ONWARD.items() for pair in pairs}
)
"""What is done when money leaves one stage and reaches another; what is not here no single row does."""
