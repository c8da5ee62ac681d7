"""How money came to a line and moved on it (การเคลื่อนไหวของงบประมาณ): postings added up, by what caused them; pure.

A balance tells where money stands. A flow also tells how it came there: what was granted, what transfers brought or
took, and what left the line for no budget, so that reports can show the budget by act and after transfers.
"""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from operator import attrgetter
from typing import Final, TypeAlias

from attrs import fields, frozen

from orqa.domain.budgets.stages import KEPT, Stage


class Cause(StrEnum):
    """What kind of act moved money.

    ``budget``: granting, allotting and spending; ``transfer``: between lines (โอนเปลี่ยนแปลง); ``end``: the end of the
    year and what comes after it (ปิดปี เบิกเกินส่งคืนข้ามปี), or to what others own and is given back to them (คืนเงิน
    เบิกแทน), which make no budget smaller.
    """

    BUDGET = "budget"
    TRANSFER = "transfer"
    END = "end"


_CAUSES: Final = {"transfer": Cause.TRANSFER, "close": Cause.END, "refund": Cause.END, "give-back": Cause.END}

MoveSums: TypeAlias = Mapping[tuple[Cause, Stage, Stage], int]
"""Amounts in satang, by what caused them and from which stage they went to which."""


def cause_of(verb: str) -> Cause:
    """What kind of act a posting's verb is; of a reversal ask for the verb that it takes back."""
    return _CAUSES.get(verb, Cause.BUDGET)


@frozen(kw_only=True)
class Flow:
    """What postings come to, in satang; each baht of ``budget`` − ``returned`` is in one of the stages.

    Attributes:
        granted: by act, council or agreement, or carried over into it.
        transferred: what transfers brought, less what they took.
        returned: what left it for no budget: own income that stays the university's, refunds after the year, money of
            others that was given back.
        usable: what was made usable (จัดสรร), with transfers.
        approved: granted and not yet allotted.
        allotted: what may still be used.
        reserved: held for requests.
        obligated: bound by contracts, not paid.
        advanced: lent, not accounted for.
        entrusted: given to others to spend on the office's behalf, not reported.
        paid: spent.
        carried_over: kept for next year.
        lapsed: lost at the end of the year.
    """

    granted: int = 0
    transferred: int = 0
    returned: int = 0
    usable: int = 0
    approved: int = 0
    allotted: int = 0
    reserved: int = 0
    obligated: int = 0
    advanced: int = 0
    entrusted: int = 0
    paid: int = 0
    carried_over: int = 0
    lapsed: int = 0

    @property
    def budget(self) -> int:
        """The budget after transfers (งบประมาณหลังโอนเปลี่ยนแปลง)."""
        return self.granted + self.transferred

    @property
    def committed(self) -> int:
        """Obligated, lent, entrusted or paid: whatever is bound to somebody, each baht once (ผูกพันทั้งสิ้น)."""
        return self.obligated + self.advanced + self.entrusted + self.paid

    @property
    def used(self) -> int:
        """Reserved or committed (ใช้ไป)."""
        return self.reserved + self.committed

    @property
    def unpaid(self) -> int:
        """Obligated, lent or entrusted, and not paid (ค้างเบิก)."""
        return self.obligated + self.advanced + self.entrusted

    @property
    def left(self) -> int:
        """What is not committed (คงเหลือ): reservations are still in it."""
        return self.allotted + self.reserved

    def __add__(self, other: "Flow") -> "Flow":
        return flows_sum((self, other))

    def __bool__(self) -> bool:
        return any(getattr(self, name) for name in _NAMES)


_NAMES: Final = tuple(one.name for one in fields(Flow))
_AMOUNTS: Final = attrgetter(*_NAMES)


def flows_sum(flows: Iterable[Flow]) -> Flow:
    """Flows added up; of many faster than one after the other."""
    columns = zip(*map(_AMOUNTS, flows), strict=True)
    return Flow(**dict(zip(_NAMES, map(sum, columns), strict=False)))


def flow_of(sums: MoveSums) -> Flow:
    """The flow that summed moves make."""
    stages = dict.fromkeys(Stage, 0)
    found = dict.fromkeys(("granted", "transferred", "returned", "usable"), 0)
    for (cause, source, target), minor in sums.items():
        stages[source] -= minor
        stages[target] += minor
        into = minor * ((source is Stage.OUTSIDE) - (target is Stage.OUTSIDE))
        usable = minor * ((source in _NOT_USABLE) - (target in _NOT_USABLE))
        if cause is Cause.END:
            found["returned"] -= into
        else:
            found["granted" if cause is Cause.BUDGET else "transferred"] += into
            found["usable"] += usable
    return Flow(**found, **{stage.value: stages[stage] for stage in KEPT})


_NOT_USABLE: Final = frozenset({Stage.OUTSIDE, Stage.APPROVED})
