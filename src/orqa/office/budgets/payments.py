"""Paying a bill with tax taken off, and money that comes back (ภาษีหัก ณ ที่จ่าย เบิกเกินส่งคืน)."""

from datetime import date
from typing import TYPE_CHECKING, Any, Final

from attrs import frozen

from orqa.domain.budgets.moves import Held, onward
from orqa.domain.budgets.records import BudgetLine, Posting, SpendingCase
from orqa.domain.budgets.stages import Move, Stage
from orqa.office.budgets.cases import SpendingCases
from orqa.office.budgets.incomes import OwnIncome

if TYPE_CHECKING:
    from collections.abc import Sequence

    from orqa.base.records import Record
    from orqa.domain.budgets.money_in import RemittanceDue
    from orqa.domain.budgets.withholding import Bill, Payment
    from orqa.rules.decisions import Decision

NATIONAL: Final = "national"
"""The fund whose refunds go back to the treasury, as the vocabulary of funds has it."""


@frozen(kw_only=True)
class PaidBill:
    """What became of a bill.

    Attributes:
        case: the case that paid it.
        decision: gross, tax, penalty and net, with the rules that say so.
    """

    case: SpendingCase
    decision: "Decision[Payment]"

    @property
    def payment(self) -> "Payment":
        """Gross, tax, penalty and net."""
        return self.decision.value


class BillPayments(SpendingCases, OwnIncome):
    """Pay bills; what is taken off them waits to be remitted."""

    def pay_bill(  # noqa: PLR0913 - what stands on the voucher, by name
        self,
        case: SpendingCase | str,
        bill: "Bill",
        *,
        payee: str = "",
        last: bool = True,
        on: date | None = None,
        document: str = "",
        key: str | None = None,
    ) -> PaidBill:
        """Pay a bill (เบิกจ่าย): the case pays all of it, the payee gets the net, tax and penalty wait to be remitted.

        Args:
            case: the case, or its id.
            bill: what the payee asks for.
            payee: who that is.
            last: False where a further payment follows.
            on: the day; by default today.
            document: number of the voucher.
            key: of the caller's choice: the same call with the same key is done once.

        Raises:
            EstimateRefused: when an amount is negative, or the penalty leaves less than nothing.
            NotModelled: where the rate of this kind of income is not known; nothing is paid.
            OverBudget: when it is for more than is held and available.
            BudgetRefused: when nothing is held, or the year is closed.
        """
        from orqa.domain.budgets.money_in import PENALTY, WITHHELD_TAX
        from orqa.domain.budgets.withholding import decide_withholding

        decision = decide_withholding(self._office.rules(on or self._office.today()).reading(), bill)
        minor, payment = self.minor(bill.amount), decision.value

        def moves(held: Held) -> tuple[Move, ...]:
            source = Stage.OBLIGATED if held.obligated else Stage.RESERVED
            return onward(held, source, Stage.PAID, minor, last=last)

        taken_off = {WITHHELD_TAX: payment.withheld.minor, PENALTY: payment.penalty.minor}
        asked: dict[str, Any] = {"minor": minor, "last": last, "payee": payee, **taken_off}
        return PaidBill(case=self._moved(case, "pay", moves, on, document, key, **asked), decision=decision)

    def _with_it(
        self, case: SpendingCase, line: BudgetLine, posting: Posting, asked: dict[str, Any]
    ) -> "Sequence[Record]":
        """What a payment or a refund leaves to be remitted."""
        from orqa.domain.budgets.money_in import PENALTY, REFUND, WITHHELD_TAX

        more = super()._with_it(case, line, posting, asked)
        payee = str(asked.get("payee", ""))
        held = {what: int(asked.get(what) or 0) for what in (WITHHELD_TAX, PENALTY)}
        gone = any(move.target is Stage.OUTSIDE for move in posting.moves)
        if posting.verb == "refund" and (line.fund == NATIONAL or (line.owner and gone)):
            payee = payee or line.owner
            held[REFUND] = sum(move.minor for move in posting.moves)
        made: list[RemittanceDue] = []
        for what, minor in held.items():
            if minor:
                made += self._held_for_others(what, self.money(minor), posting.on, posting.ref, payee)
        return [*more, *made]

    def _taken_back_with(self, posting: Posting) -> "Sequence[Record]":
        """What a payment or a refund left to be remitted waits no more; what was remitted is asked back first."""
        return [*super()._taken_back_with(posting), *self._cancelled(posting.ref)]
