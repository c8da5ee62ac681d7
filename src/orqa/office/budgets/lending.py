"""Advances (เงินยืม): lent as far as the rules let it, accounted for by a day, and how long they are overdue."""

from datetime import date
from typing import TYPE_CHECKING

from attrs import frozen

from orqa.base.findings import Severity
from orqa.base.language import Text, joined
from orqa.base.money import Money
from orqa.domain.budgets.errors import BudgetRefused
from orqa.domain.budgets.moves import Held, cleared, onward
from orqa.domain.budgets.records import FUND_OF, CaseState, SpendingCase
from orqa.domain.budgets.stages import Move, Stage
from orqa.office.budgets.cases import SpendingCases
from orqa.office.budgets.reading import Amount
from orqa.office.budgets.turns import ADVANCES, turns
from orqa.storage.query import equal

if TYPE_CHECKING:
    from collections.abc import Callable

    from orqa.domain.budgets.advances import Age
    from orqa.domain.budgets.verdicts import Verdict
    from orqa.rules.decisions import Decision
    from orqa.storage.query import Query

_NO_RETURN = Text.of(
    en="an advance for travel is accounted for by the day of return: give it (returns), or the last day (due)",
    th="เงินยืมเพื่อเดินทางนับกำหนดส่งใช้จากวันกลับ ให้ระบุวันกลับ (returns) หรือวันครบกำหนด (due)",
)


@frozen(kw_only=True)
class OpenAdvance:
    """An advance that is not accounted for (ลูกหนี้เงินยืม).

    Attributes:
        case: the case; its requester is the borrower, ``due`` the last day for accounting.
        amount: what is still lent.
        age: how many days it is overdue, and in which step of ageing.
    """

    case: SpendingCase
    amount: Money
    age: "Age"


class Lending(SpendingCases):
    """Lend, account for what was lent, and tell what is overdue."""

    def check_advance(self, case: SpendingCase | str, amount: Amount, *, on: date | None = None) -> "Decision[Verdict]":
        """What the rules say of lending for a case: open advances, limit, notice.

        Args:
            case: the case, or its id; its requester is the borrower.
            amount: how much is to be lent.
            on: the day on which it is needed; by default today.

        Raises:
            NotFound: when there is no such case.
        """
        from orqa.domain.budgets.advances import AdvanceRequest, decide_new_advance

        now, _, line = self._standing(case.id if isinstance(case, SpendingCase) else case)
        day = on or self._office.today()
        request = AdvanceRequest(
            amount=self.money(self.minor(amount)),
            asked=min(now.on, day),
            needed=day,
            open_advances=len([one for one in self._lent_to(now.requester, self._all_cases) if one.id != now.id]),
            fund=line.fund or FUND_OF[line.basis],
        )
        return decide_new_advance(self._office.rules(day).reading(), self._office.calendar, request)

    def advance(  # noqa: PLR0913 - what stands in the loan contract, by name
        self,
        case: SpendingCase | str,
        amount: Amount,
        *,
        contract: str = "",
        purpose: str = "other",
        returns: date | None = None,
        due: date | None = None,
        last: bool = True,
        on: date | None = None,
        document: str = "",
        key: str | None = None,
    ) -> SpendingCase:
        """Lend reserved money to whoever will spend it (เงินยืม); whoever asked for the case is the borrower.

        It waits on the borrower's desk, and among what falls due, until it is accounted for.

        Args:
            case: the case, or its id.
            amount: how much is lent.
            contract: number of the loan contract (สัญญาการยืมเงิน).
            purpose: ``travel``, ``travel_abroad``, ``take_up_post`` or ``other``.
            returns: the day of return, from which travel counts.
            due: the day by which it is to be accounted for; by default as the rules say (``advance.clear``).
            last: False where more is lent, or ordered, for the same case.
            on: the day; by default today.
            document: number of the paper.
            key: of the caller's choice: the same call with the same key is done once.

        Raises:
            OverBudget: when it is for more than is reserved and available.
            BudgetRefused: when nothing is reserved, the borrower has another advance that is not cleared, it is above
                the limit of the rules, the day of return is not told of travel, or the year is closed.
            UnknownDimension: when there is no such purpose.
        """
        minor, identity = self.minor(amount), case.id if isinstance(case, SpendingCase) else case
        day = on or self._office.today()
        due = due or self._clear_by(purpose, day, returns)
        if due is None:
            raise BudgetRefused(_NO_RETURN)
        borrower = self.case(identity).requester
        marks = turns(self._office, ADVANCES, [borrower]) if borrower else ()

        def moves(held: Held) -> tuple[Move, ...]:
            found = onward(held, Stage.RESERVED, Stage.ADVANCED, minor, last=last)
            verdict = self.check_advance(identity, self.money(minor), on=on).value
            wrong = [one.message for one in verdict.findings if one.severity is Severity.ERROR]
            if wrong:
                raise BudgetRefused(joined(wrong, "; "))
            return found

        asked = {"minor": minor, "contract": contract, "due": due, "last": last}
        return self._moved(case, "advance", moves, on, document, key, marks, **asked)

    def _clear_by(self, purpose: str, received: date, returned: date | None) -> date | None:
        from orqa.domain.budgets.advances import decide_clear_by

        office = self._office
        reading = office.rules(received).reading()
        decision = decide_clear_by(reading, office.calendar, purpose=purpose, received=received, returned=returned)
        return decision.value

    def clear(  # noqa: PLR0913 - what stands on the clearing slip, by name
        self,
        case: SpendingCase | str,
        evidence: Amount,
        returned: Amount = 0,
        *,
        on: date | None = None,
        document: str = "",
        key: str | None = None,
    ) -> SpendingCase:
        """Account for an advance (ส่งใช้เงินยืม): with vouchers, and with money that comes back.

        Args:
            case: the case, or its id.
            evidence: what the vouchers come to.
            returned: money that comes back, which is available again.
            on: the day; by default today.
            document: number of the slip.
            key: of the caller's choice: the same call with the same key is done once.

        Raises:
            BudgetRefused: when both come to more than was lent: what is spent beyond it is a new request.
        """
        spent, back = self.minor(evidence), self.minor(returned)
        return self._moved(
            case, "clear", lambda held: cleared(held, spent, back), on, document, key, minor=spent, returned=back
        )

    def advances(self, on: date | None = None, *, borrower: str = "") -> tuple[OpenAdvance, ...]:
        """Advances that are not accounted for and may be seen, the longest overdue first (อายุลูกหนี้เงินยืม).

        Args:
            on: the day by which they are overdue; by default today.
            borrower: id or staff number: only those of this person.
        """
        from orqa.domain.budgets.advances import Age, decide_ageing

        office, day = self._office, on or self._office.today()
        whose = office.organization.person(borrower).id if borrower else None
        lent = self._lent_to(whose, lambda query: self._every(SpendingCase, query))
        helds, reading = self.helds(lent), office.rules(day).reading()
        found = [
            OpenAdvance(
                case=one,
                amount=self.money(helds[one.id].advanced),
                age=decide_ageing(reading, due=one.due, on=day).value if one.due else Age(days=0, step=0),
            )
            for one in lent
        ]
        return tuple(sorted(found, key=lambda one: (one.case.due or date.max, one.case.id)))

    def advances_left_out(self) -> int:
        """How many open cases there are besides, that whoever acts may not see; advances may be among them."""
        return self._left_out(equal("state", CaseState.OPEN.value))

    def _lent_to(self, person: str | None, found: "Callable[[Query], list[SpendingCase]]") -> list[SpendingCase]:
        """The cases of a borrower in which something is lent; of all for None, of nobody's where none is named."""
        if person == "":
            return []
        query = equal("state", CaseState.OPEN.value)
        if person is not None:
            query &= equal("requester", person)
        cases = found(query)
        helds = self.helds(cases)
        return [one for one in cases if helds[one.id].advanced]
