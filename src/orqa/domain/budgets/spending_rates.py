"""Rates of spending (ร้อยละการเบิกจ่าย ร้อยละการใช้จ่าย) of what stands on lines; each with its base, pure."""

from decimal import Decimal
from typing import Final

from attrs import frozen

from orqa.base.money import Money
from orqa.domain.budgets.flows import Flow
from orqa.domain.budgets.percents import Convention
from orqa.rules.decisions import Decision
from orqa.rules.views import Reading

ADVANCES: Final = "percent.advances"
DISBURSED: Final = "disbursed"
APART: Final = "apart"


@frozen(kw_only=True)
class SpendingRates:
    """Percents of one flow; None where the base is nothing, which is not 0.

    Attributes:
        disbursement: disbursed of the budget after transfers (ร้อยละการเบิกจ่าย).
        use: committed, paid or not, of the budget after transfers (ร้อยละการใช้จ่าย รวมก่อหนี้); what is kept for next
            year stays committed.
        obligation: obligated and not yet paid, of the budget after transfers.
        of_allotment: disbursed of what was allotted, another base.
    """

    disbursement: Decimal | None
    use: Decimal | None
    obligation: Decimal | None
    of_allotment: Decimal | None


def disbursed(flow: Flow, advances: str) -> int:
    """What counts as disbursed: what was paid, and what was lent where a report counts that, too."""
    return flow.paid + (flow.advanced if advances == DISBURSED else 0)


def rates_of(flow: Flow, currency: str, convention: Convention, advances: str = APART) -> SpendingRates:
    """The rates of a flow, a parent's from its sums and never from its parts' rates.

    Args:
        flow: what was spent, and of what.
        currency: of the budget.
        convention: how percents are rounded.
        advances: ``apart``, or ``disbursed`` for a report that counts what was lent as paid.
    """

    def percent(part: int, whole: int) -> Decimal | None:
        found = convention.percent(Money(part, currency), Money(whole, currency))
        return None if found is None else shown(found, convention)

    out = disbursed(flow, advances)
    return SpendingRates(
        disbursement=percent(out, flow.budget),
        use=percent(flow.committed + flow.carried_over, flow.budget),
        obligation=percent(flow.obligated, flow.budget),
        of_allotment=percent(out, flow.usable),
    )


def shown(percent: Decimal, convention: Convention) -> Decimal:
    """A rounded percent with as many decimals as its convention prints."""
    return percent + Decimal(0).scaleb(-convention.show)


def decide_advances(reading: Reading, asked: str = "") -> Decision[str]:
    """Whether what is lent counts as disbursed: as a report asks, else as the rule says."""
    chosen: str = asked or reading.value(ADVANCES)
    return reading.decision(chosen, {"advances": asked})
