"""Spending cases on their way: obligated, paid, refunded, given up (การใช้จ่ายงบประมาณ)."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from attrs import evolve

from orqa.base.date_format import day_text
from orqa.base.language import Text
from orqa.domain.budgets.errors import BudgetRefused
from orqa.domain.budgets.moves import Held, onward, refunded, released
from orqa.domain.budgets.records import BudgetLine, CaseState, Posting, SpendingCase
from orqa.domain.budgets.stages import OPEN, Move, Stage, changes
from orqa.office.budgets.ledger import FIRST, POST
from orqa.office.budgets.reading import Amount
from orqa.office.budgets.reminders import reminded
from orqa.office.budgets.requests import Requests

if TYPE_CHECKING:
    from collections.abc import Callable

    from orqa.base.records import Record
    from orqa.storage.protocol import Add


_OVER = Text.of(en="this case is over", th="เรื่องนี้สิ้นสุดแล้ว")
_LENT = Text.of(en="an advance is open; it is cleared first", th="ยังมีเงินยืมค้างชำระ ต้องส่งใช้ก่อน")
_ENTRUSTED = Text.of(
    en="{amount} is entrusted to others; enter first what they spent and what they give back (account)",
    th="มอบให้หน่วยงานอื่นเบิกแทน {amount} ให้บันทึกผลการเบิกและยอดส่งคืนก่อน (account)",
)
_PAID_LATE = Text.of(
    en="the last day for paying this was {day}; it lapses unless the time is extended (extend)",
    th="ครบกำหนดเบิกจ่ายเมื่อ {day} เงินพับไปหากไม่ได้ขยายเวลา (extend)",
)
_WITHOUT_PAPER = Text.of(
    en="the last day for paying this was {day}, before today: what was paid until then is entered with the number of "
    "its paper (document; rule {rule})",
    th="ครบกำหนดเบิกจ่ายเมื่อ {day} ซึ่งผ่านมาแล้ว รายการที่จ่ายก่อนวันนั้นให้ระบุเลขที่เอกสารประกอบ (document กฎ {rule})",
)
_ENTERED_LATE = Text.of(
    en="the last day for paying this was {day}, and nothing is entered for it afterwards (rule {rule})",
    th="ครบกำหนดเบิกจ่ายเมื่อ {day} และไม่ให้บันทึกย้อนหลัง (กฎ {rule})",
)
LATE_ENTRY: Final = "year_end.late_entry"
_MORE_THAN_PAID = Text.of(en="no more comes back than was paid", th="ส่งคืนเกินเงินที่จ่ายไปไม่ได้")


class SpendingCases(Requests):
    """Move money for a purpose, from the reservation to the last payment."""

    def obligate(  # noqa: PLR0913 - what stands in the order, by name
        self,
        case: SpendingCase | str,
        amount: Amount,
        *,
        contract: str = "",
        last: bool = True,
        on: date | None = None,
        document: str = "",
        key: str | None = None,
    ) -> SpendingCase:
        """Enter an order or contract (ก่อหนี้ผูกพัน) for a case that holds money.

        Args:
            case: the case, or its id.
            amount: what the contract is for; less frees the rest, more takes what is missing from what is available.
            contract: its number.
            last: False where another contract for the same case follows, so that the rest stays reserved.
            on: the day; by default today.
            document: number of the paper.
            key: of the caller's choice: the same call with the same key is done once.

        Raises:
            OverBudget: when it is for more than is reserved and available.
            BudgetRefused: when nothing is reserved, or the year is closed.
        """
        minor = self.minor(amount)

        def moves(held: Held) -> tuple[Move, ...]:
            return onward(held, Stage.RESERVED, Stage.OBLIGATED, minor, last=last)

        return self._moved(case, "obligate", moves, on, document, key, minor=minor, contract=contract, last=last)

    def pay(  # noqa: PLR0913 - what stands on the voucher, by name
        self,
        case: SpendingCase | str,
        amount: Amount,
        *,
        last: bool = True,
        on: date | None = None,
        document: str = "",
        key: str | None = None,
    ) -> SpendingCase:
        """Pay (เบิกจ่าย) what is obligated, or what is reserved where there is no contract.

        Arguments and errors as of :meth:`obligate`; ``last`` False where a further payment follows.
        """
        minor = self.minor(amount)

        def moves(held: Held) -> tuple[Move, ...]:
            source = Stage.OBLIGATED if held.obligated else Stage.RESERVED
            return onward(held, source, Stage.PAID, minor, last=last)

        return self._moved(case, "pay", moves, on, document, key, minor=minor, last=last)

    def refund(  # noqa: PLR0913 - what stands on the slip, by name
        self,
        case: SpendingCase | str,
        amount: Amount,
        *,
        on: date | None = None,
        document: str = "",
        reason: str = "",
        key: str | None = None,
    ) -> SpendingCase:
        """Money that was paid too much comes back (เบิกเกินส่งคืน).

        Where it goes is the rule ``year_end.refund``: within the fiscal year it is available again, later it belongs to
        no budget of the office.

        Raises:
            BudgetRefused: when more comes back than was paid.
            NotModelled: for a day on which the rule has not begun.
        """
        from orqa.domain.budgets.carry_over import decide_refund

        minor, known = self.minor(amount), self.case(case)
        day = on or self._office.today()
        where = decide_refund(self._office.rules(day).reading(), refunded=day, year=self._named(known.year)).value

        def moves(held: Held) -> tuple[Move, ...]:
            if minor > held.paid:
                raise BudgetRefused(_MORE_THAN_PAID)
            return refunded(minor, to_budget=where.to_budget)

        return self._moved(known, "refund", moves, on, document, key, minor=minor, reason=reason)

    def release(self, case: SpendingCase | str, reason: str, *, key: str | None = None) -> SpendingCase:
        """Give a case up (ยกเลิก): what is held and not lent becomes available again.

        Raises:
            BudgetRefused: when an advance is open, others have yet to report on it, or the case is over.
        """

        def moves(held: Held) -> tuple[Move, ...]:
            if held.advanced:
                raise BudgetRefused(_LENT)
            if held.entrusted:
                raise BudgetRefused(_ENTRUSTED.fill(amount=self.money(held.entrusted).written()))
            return released(held)

        return self._moved(case, "release", moves, None, "", key, reason=reason)

    def _moved(  # noqa: PLR0913, PLR0917 - the acts above, by position
        self,
        case: SpendingCase | str,
        verb: str,
        moves: "Callable[[Held], tuple[Move, ...]]",
        on: date | None,
        document: str,
        key: str | None,
        marks: "Sequence[Add]" = (),
        **asked: Any,
    ) -> SpendingCase:
        identity = case.id if isinstance(case, SpendingCase) else case
        told = {"case": identity, "verb": verb, "on": on, "document": document, **asked}

        def make() -> "tuple[Sequence[Record], Sequence[Posting]]":
            now, held, line = self._standing(identity)
            if now.state in _ENDED and verb != "refund":
                raise BudgetRefused(_OVER)
            found = moves(held)
            self._still_covered(now, held, found)
            self._in_time(now, verb, on, document)
            posting = self._of_case(now, line, verb, found, on, document, str(asked.get("reason", "")))
            after = self._as_it_is(now, held, found, verb, asked)
            lent = held.advanced + changes(found).get(Stage.ADVANCED, 0)
            tasks = tuple(reminded(self._office, after, lent)) if lent or held.advanced else ()
            return [after, *tasks, *self._with_it(now, line, posting, asked)], [posting] if found else []

        (moved,) = self._posted(key, told, make, FIRST, POST, marks)
        return moved  # type: ignore[no-any-return] # a case

    def _still_covered(self, case: SpendingCase, held: Held, moves: Sequence[Move]) -> None:
        """Refuse what goes beyond what was approved."""
        if changes(moves).get(Stage.ALLOTTED, 0) < 0:
            self._within_approved(case, held.open + held.paid - changes(moves)[Stage.ALLOTTED])

    def _in_time(self, case: SpendingCase, verb: str, on: date | None, document: str) -> None:
        """Refuse to pay money carried over after its last day, and to enter later what no paper shows to be in time."""
        today = self._office.today()
        if case.pay_by is None or verb not in _SPENDING or max(today, on or today) <= case.pay_by:
            return
        told = {"day": day_text(case.pay_by)}
        if (on or today) > case.pay_by:
            raise BudgetRefused(_PAID_LATE.fill(**told))
        asks = self._rule(today, LATE_ENTRY)
        if asks == "block" or (asks == "document" and not document.strip()):
            raise BudgetRefused((_ENTERED_LATE if asks == "block" else _WITHOUT_PAPER).fill(rule=LATE_ENTRY, **told))

    def _with_it(
        self, case: SpendingCase, line: BudgetLine, posting: Posting, asked: dict[str, Any]
    ) -> "Sequence[Record]":
        """What is kept beside a posting of a case."""
        del case, line, posting, asked
        return ()

    def _as_it_is(
        self, case: SpendingCase, held: Held, moves: Sequence[Move], verb: str, asked: dict[str, Any]
    ) -> SpendingCase:
        """The case after the moves: done once nothing is held any more."""
        still = held.open + sum(_opens(move) for move in moves)
        lent = held.advanced + changes(moves).get(Stage.ADVANCED, 0)
        state = CaseState.CANCELLED if verb == "release" and not held.paid else CaseState.DONE
        return evolve(
            case,
            state=case.state if still or verb == "refund" else state.value,
            contract=str(asked.get("contract") or case.contract),
            spender=str(asked.get("spender") or case.spender),
            due=asked.get("due") or (case.due if lent else None),
        )


_ENDED: Final = frozenset({CaseState.DONE.value, CaseState.REFUSED.value, CaseState.CANCELLED.value})
_SPENDING: Final = frozenset({"obligate", "advance", "entrust", "pay"})


def _opens(move: Move) -> int:
    """By how much a move changes what a case holds and has not paid."""
    return move.minor * ((move.target in OPEN) - (move.source in OPEN))
