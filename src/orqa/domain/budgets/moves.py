"""What each act moves (การเคลื่อนไหวของเงินในแต่ละขั้นตอน); pure.

Moving on for a smaller amount frees the rest (คืนจอง), for a larger one takes what is missing from what is available,
which the store checks.
"""

from attrs import frozen

from orqa.base.language import Text
from orqa.base.money import Money
from orqa.domain.budgets.errors import BudgetRefused
from orqa.domain.budgets.records import Posting
from orqa.domain.budgets.stages import TITLES, Move, Stage, moved

_NOT_POSITIVE = Text.of(en="an amount is above 0", th="จำนวนเงินต้องมากกว่า 0")
_NOTHING_HELD = Text.of(
    en="nothing is {stage} for this case; look at where its money stands", th="เรื่องนี้ไม่มีเงิน{stage} โปรดดูสถานะของเงิน"
)
_MORE_THAN_LENT = Text.of(
    en="evidence and money returned come to more than was lent; what is spent beyond it is a new request",
    th="ใบสำคัญรวมกับเงินสดส่งคืนเกินเงินที่ยืม ส่วนที่จ่ายเกินให้ขออนุมัติใหม่",
)
_MORE_THAN_ENTRUSTED = Text.of(
    en="what was spent and what comes back are {told}, but {held} is entrusted; what goes beyond it is a new request",
    th="ยอดที่เบิกแทนรวมกับยอดส่งคืนเป็น {told} แต่มอบให้เบิกแทน {held} ส่วนที่เกินให้ขออนุมัติใหม่",
)
_REVERSAL = Text.of(en="a reversal is not reversed; post it anew", th="ไม่กลับรายการที่เป็นการกลับรายการ ให้บันทึกใหม่")


@frozen
class Held:
    """What a spending case holds by stage, in satang."""

    reserved: int = 0
    obligated: int = 0
    advanced: int = 0
    entrusted: int = 0
    paid: int = 0

    def of(self, stage: Stage) -> int:
        """What it holds in one stage."""
        return int(getattr(self, stage.value))

    @property
    def open(self) -> int:
        """What it holds and has not paid."""
        return self.reserved + self.obligated + self.advanced + self.entrusted


def positive(minor: int) -> int:
    """The amount, where it is above 0.

    Raises:
        BudgetRefused: where not.
    """
    if minor <= 0:
        raise BudgetRefused(_NOT_POSITIVE)
    return minor


def onward(held: Held, source: Stage, target: Stage, minor: int, *, last: bool = True) -> tuple[Move, ...]:
    """What is held moves on, as much as is asked for.

    Args:
        held: what the case holds.
        source: the stage that it stands in.
        target: the stage that it goes to.
        minor: how much.
        last: whether the rest is not needed any more, so that it becomes available.

    Raises:
        BudgetRefused: when the amount is not above 0, or nothing is held.
    """
    positive(minor)
    have = held.of(source)
    if not have:
        raise BudgetRefused(_NOTHING_HELD.fill(stage=TITLES[source]))
    along = min(minor, have)
    more = moved(Stage.ALLOTTED, target, minor - along)
    rest = moved(source, Stage.ALLOTTED, have - along) if last else ()
    return (*moved(source, target, along), *more, *rest)


def cleared(held: Held, evidence: int, returned: int) -> tuple[Move, ...]:
    """An advance is accounted for: with vouchers, and with money that comes back (ส่งใช้เงินยืม).

    Raises:
        BudgetRefused: when both together are nothing, or more than was lent.
    """
    positive(evidence + returned)
    if min(evidence, returned) < 0:
        raise BudgetRefused(_NOT_POSITIVE)
    if evidence + returned > held.advanced:
        raise BudgetRefused(_MORE_THAN_LENT)
    return (*moved(Stage.ADVANCED, Stage.PAID, evidence), *moved(Stage.ADVANCED, Stage.ALLOTTED, returned))


def accounted(held: Held, spent: int, returned: int, currency: str = "THB") -> tuple[Move, ...]:
    """Another agency reports what it spent on the office's behalf, and what it gives back (เบิกแทนกัน).

    Raises:
        BudgetRefused: when both together are nothing, or more than is entrusted.
    """
    told = positive(spent + returned)
    if min(spent, returned) < 0:
        raise BudgetRefused(_NOT_POSITIVE)
    if told > held.entrusted:
        money = {"told": Money(told, currency), "held": Money(held.entrusted, currency)}
        raise BudgetRefused(_MORE_THAN_ENTRUSTED.fill(**{name: one.written() for name, one in money.items()}))
    return (*moved(Stage.ENTRUSTED, Stage.PAID, spent), *moved(Stage.ENTRUSTED, Stage.ALLOTTED, returned))


def released(held: Held) -> tuple[Move, ...]:
    """All that is held, and neither lent nor entrusted, becomes available again (คืนจอง)."""
    stages = (Stage.RESERVED, Stage.OBLIGATED)
    return tuple(move for stage in stages for move in moved(stage, Stage.ALLOTTED, held.of(stage)))


def refunded(minor: int, *, to_budget: bool) -> tuple[Move, ...]:
    """What was paid too much comes back (เบิกเกินส่งคืน): to the line, or to nobody's budget.

    Args:
        minor: how much, in satang.
        to_budget: whether it can be spent again; :func:`orqa.domain.budgets.carry_over.decide_refund` decides it.

    Raises:
        BudgetRefused: when the amount is not above 0.
    """
    target = Stage.ALLOTTED if to_budget else Stage.OUTSIDE
    return (Move(Stage.PAID, target, positive(minor)),)


def reversal(posting: Posting) -> tuple[Move, ...]:
    """What takes a posting back.

    Raises:
        BudgetRefused: when it is a reversal itself.
    """
    if posting.reverses:
        raise BudgetRefused(_REVERSAL)
    return tuple(move.turned for move in reversed(posting.moves))


def closing(balances: dict[Stage, int], *, lapses: bool) -> tuple[Move, ...]:
    """What happens at the end of a year to what was neither spent nor carried over.

    Args:
        balances: what stands on the line by stage.
        lapses: whether it is lost, as national money is; own income stays the university's.
    """
    target = Stage.LAPSED if lapses else Stage.OUTSIDE
    stages = (Stage.APPROVED, Stage.ALLOTTED, Stage.RESERVED)
    return tuple(move for stage in stages for move in moved(stage, target, balances.get(stage, 0)))
