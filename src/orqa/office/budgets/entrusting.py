"""Spending on behalf (เบิกแทนกัน): another agency or unit spends the office's money, and reports what it spent."""

from datetime import date
from typing import Any

from orqa.base.language import Text
from orqa.base.money import Money
from orqa.domain.budgets.errors import BudgetRefused
from orqa.domain.budgets.moves import Held, accounted, onward
from orqa.domain.budgets.records import CaseState, SpendingCase
from orqa.domain.budgets.stages import Move, Stage
from orqa.office.budgets.cases import SpendingCases
from orqa.office.budgets.reading import Amount
from orqa.storage.query import equal

_NOBODY = Text.of(en="name the agency or unit that spends it (spender)", th="ให้ระบุหน่วยงานที่จะเบิกแทน (spender)")
_ANOTHER = Text.of(
    en="{spender} spends the money of this case; make a case of its own for {other}",
    th="เรื่องนี้ให้ {spender} เบิกแทนแล้ว ให้ตั้งเรื่องใหม่สำหรับ {other}",
)


class Entrusting(SpendingCases):
    """Let others spend on the office's behalf, and enter what they report."""

    def entrust(  # noqa: PLR0913 - what stands in the authority to spend, by name
        self,
        case: SpendingCase | str,
        amount: Amount,
        spender: str,
        *,
        contract: str = "",
        last: bool = True,
        on: date | None = None,
        document: str = "",
        key: str | None = None,
    ) -> SpendingCase:
        """Give reserved money to another agency or unit to spend on the office's behalf (ให้เบิกแทนกัน).

        It is not available any more, and stays in the line's budget and reports until the other reports.

        Args:
            case: the case, or its id.
            amount: how much; less frees the rest, more takes what is missing from what is available.
            spender: who spends it; one for each case.
            contract: number of the authority to spend, as the other knows it.
            last: False where more is ordered or entrusted for the same case, so that the rest stays reserved.
            on: the day; by default today.
            document: number of the paper, such as บท.01.
            key: of the caller's choice: the same call with the same key is done once.

        Raises:
            NotFound: when there is no such case.
            OverBudget: when it is more than is reserved and available.
            BudgetRefused: when nothing is reserved, nobody is named, another spends for the case, or the
                year is closed.
        """
        minor, who = self.minor(amount), " ".join(spender.split())
        if not who:
            raise BudgetRefused(_NOBODY)
        identity = case.id if isinstance(case, SpendingCase) else case

        def moves(held: Held) -> tuple[Move, ...]:
            now = self.case(identity)
            if now.spender not in {"", who} and (held.entrusted or held.paid):
                raise BudgetRefused(_ANOTHER.fill(spender=now.spender, other=who))
            return onward(held, Stage.RESERVED, Stage.ENTRUSTED, minor, last=last)

        asked: dict[str, Any] = {"minor": minor, "contract": contract, "spender": who, "last": last}
        return self._moved(identity, "entrust", moves, on, document, key, **asked)

    def account(  # noqa: PLR0913 - what stands in the report, by name
        self,
        case: SpendingCase | str,
        spent: Amount,
        returned: Amount = 0,
        *,
        on: date | None = None,
        document: str = "",
        key: str | None = None,
    ) -> SpendingCase:
        """Enter what another agency reports (รายงานผลการเบิกแทนกัน): what it spent counts as paid, the rest comes back.

        Args:
            case: the case, or its id.
            spent: what it spent on the office's behalf.
            returned: what it gives back, which is available again.
            on: the day; by default today.
            document: number of the report.
            key: of the caller's choice: the same call with the same key is done once.

        Raises:
            NotFound: when there is no such case.
            BudgetRefused: when both together are nothing, or more than is entrusted.
        """
        paid, back = self.minor(spent), self.minor(returned)

        def moves(held: Held) -> tuple[Move, ...]:
            return accounted(held, paid, back, self.currency())

        return self._moved(case, "account", moves, on, document, key, minor=paid, returned=back)

    def entrusted(self, spender: str = "") -> tuple[tuple[SpendingCase, Money], ...]:
        """Cases whose money others have yet to report on, with how much, in the order of asking.

        Args:
            spender: only what this agency or unit spends.
        """
        found: list[SpendingCase] = self._every(SpendingCase, equal("state", CaseState.OPEN.value))
        mine = [one for one in found if one.spender and spender in {"", one.spender}]
        helds = self.helds(mine)
        return tuple(
            (one, self.money(helds[one.id].entrusted))
            for one in sorted(mine, key=lambda one: (one.on, one.id))
            if helds[one.id].entrusted
        )
