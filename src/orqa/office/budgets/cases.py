"""Spending cases: asked for, reserved, obligated or advanced, paid, cleared, refunded (การใช้จ่ายงบประมาณ)."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from attrs import evolve

from orqa.base.date_format import day_text
from orqa.base.language import Text
from orqa.base.refs import RecordRef
from orqa.domain.budgets.carry_over import decide_refund
from orqa.domain.budgets.errors import BudgetRefused, OverBudget
from orqa.domain.budgets.moves import Held, onward, positive, refunded, released
from orqa.domain.budgets.records import BudgetLine, CaseState, Posting, SpendingCase
from orqa.domain.budgets.stages import OPEN, Move, Stage, changes
from orqa.domain.organization.approvals import ApprovalState
from orqa.domain.organization.routes import decide_route
from orqa.office.budgets.ledger import FIRST, Amount
from orqa.office.budgets.lines import BudgetLines
from orqa.office.budgets.reminders import reminded

if TYPE_CHECKING:
    from collections.abc import Callable

    from orqa.base.records import Record
    from orqa.domain.organization.approvals import Approval

ASK: Final = "budget.ask"
"""The action, as the policy has it: ask for money."""

ROUTE: Final = "budget.request"
"""The route by which a request is decided."""

_NOT_ASKED = Text.of(en="this case does not wait for its money to be reserved", th="เรื่องนี้ไม่ได้รอจองเงิน")
_NOT_APPROVED = Text.of(
    en="the request was not approved yet; it waits for a decision along its route",
    th="ยังไม่ได้รับอนุมัติ อยู่ระหว่างการพิจารณาตามลำดับ",
)
_OVER = Text.of(en="this case is over", th="เรื่องนี้สิ้นสุดแล้ว")
_LENT = Text.of(en="an advance is open; it is cleared first", th="ยังมีเงินยืมค้างชำระ ต้องส่งใช้ก่อน")
_ENTRUSTED = Text.of(
    en="{amount} is entrusted to others; enter first what they spent and what they give back (account)",
    th="มอบให้หน่วยงานอื่นเบิกแทน {amount} ให้บันทึกผลการเบิกและยอดส่งคืนก่อน (account)",
)
_REFUSED = Text.of(en="the request was not approved ({state}); ask anew", th="คำขอไม่ได้รับอนุมัติ ({state}) ให้ขออนุมัติใหม่")
_ABOVE_APPROVED = Text.of(
    en="{approved} was approved, this comes to {asked}: {short} is missing; ask for approval of that first",
    th="ได้รับอนุมัติ {approved} แต่รวมเป็น {asked} เกินไป {short} ให้ขออนุมัติส่วนที่เกินก่อน",
)
_PAID_LATE = Text.of(
    en="the last day for paying this was {day}; it lapses unless the time is extended (extend)",
    th="ครบกำหนดเบิกจ่ายเมื่อ {day} เงินพับไปหากไม่ได้ขยายเวลา (extend)",
)
_MORE_THAN_PAID = Text.of(en="no more comes back than was paid", th="ส่งคืนเกินเงินที่จ่ายไปไม่ได้")


class SpendingCases(BudgetLines):
    """Move money for a purpose, from the request to the last payment."""

    def request(  # noqa: PLR0913 - what stands on the memo, by name
        self,
        line: BudgetLine | str,
        amount: Amount,
        title: str,
        *,
        unit: str = "",
        requester: str = "",
        on: date | None = None,
        about: Iterable[RecordRef] = (),
        key: str | None = None,
    ) -> SpendingCase:
        """Ask for approval to spend (ขออนุมัติหลักการ); no money is held until it is reserved.

        Args:
            line: the line, its id, or its code this year.
            amount: how much.
            title: what for.
            unit: code of the unit that asks; with it the request goes along the route ``budget.request``.
            requester: id or staff number of whoever asks; by default who acts.
            on: the day; by default today.
            about: letters, minutes, agreements that it goes back to.
            key: of the caller's choice: the same call with the same key is done once.

        Raises:
            NotFound: when there is no such line.
            OverBudget: when less is available now.
            RouteUnknown, NoApprover: as of :meth:`orqa.office.approvals.Approvals.submit`.
        """
        case = self._new(line, amount, title, CaseState.ASKED, requester, on, tuple(about))
        if (have := self.available(case.funded)).minor < case.minor:
            raise OverBudget(self.line(case.funded).code, self.money(case.minor), have)
        if unit:
            self._check_route(case, unit)
        asked = {"line": case.line, "minor": case.minor, "title": title, "unit": unit, "on": on}
        kept: SpendingCase
        (kept,) = self._posted(key, asked, lambda: ([case], []), FIRST, ASK)
        if unit and not self._office.approvals.of(kept.ref):
            self._office.approvals.submit(kept, ROUTE, unit=unit, title=title, amount=self.money(kept.minor))
        return kept

    def _check_route(self, case: SpendingCase, unit: str) -> None:
        """Refuse a request that no route takes, before it is written: without one it would need no approval."""
        office, day = self._office, self._office.today()
        requester = office.actor.person if office.actor else ""
        organization, amount = office.organization.on(day), self.money(case.minor)
        decide_route(office.rules(day).reading(), organization, ROUTE, unit=unit, requester=requester, amount=amount)

    def _new(  # noqa: PLR0913, PLR0917 - what a case is
        self,
        line: BudgetLine | str,
        amount: Amount,
        title: str,
        state: CaseState,
        requester: str,
        on: date | None,
        about: tuple[RecordRef, ...],
    ) -> SpendingCase:
        office, known = self._office, self._given(line)
        who = requester or (office.actor.person if office.actor else "")
        return SpendingCase(
            id=office.ids.next_id(office.now()),
            line=known.id,
            funded=self.funded(known).id,
            year=known.year,
            title=title,
            minor=positive(self.minor(amount)),
            state=state.value,
            on=on or office.today(),
            requester=office.organization.person(who).id if who else "",
            concerns=about,
        )

    def reserve(  # noqa: PLR0913 - what stands on the memo, by name
        self,
        what: SpendingCase | BudgetLine | str,
        amount: Amount | None = None,
        title: str = "",
        *,
        requester: str = "",
        on: date | None = None,
        document: str = "",
        about: Iterable[RecordRef] = (),
        key: str | None = None,
    ) -> SpendingCase:
        """Hold money (จองเงิน): for a case whose request was approved, or for a new one.

        Args:
            what: the case, or the line for a new one.
            amount: how much; by default what the case asked for.
            title: what for, of a new case.
            requester: id or staff number of whoever asks.
            about: letters, minutes, agreements that it goes back to.
            on: the day; by default today.
            document: number of the approval.
            key: of the caller's choice: the same call with the same key is done once.

        Raises:
            OverBudget: when less is available; the check and the posting are one, so that no two pass it together.
            BudgetRefused: when the request waits for a decision or was refused, or the year is closed.
        """
        known = self._case_or_none(what)
        if known is None:
            line = self._given(what.line if isinstance(what, SpendingCase) else what)
            case = self._new(line, amount or 0, title, CaseState.OPEN, requester, on, tuple(about))
        else:
            line, case = self.line(known.funded), self._approved(known, amount)
        payer = line if line.id == case.funded else self.line(case.funded)
        asked = {"reserve": case.line, "case": known.id if known else "", "minor": case.minor, "title": case.title}

        def make() -> "tuple[Sequence[Record], Sequence[Posting]]":
            moves = (Move(Stage.ALLOTTED, Stage.RESERVED, case.minor),)
            return [case], [self._of_case(case, payer, "reserve", moves, on, document)]

        (reserved,) = self._posted(key, {**asked, "on": on, "document": document}, make, FIRST)
        return reserved  # type: ignore[no-any-return] # a case

    def _case_or_none(self, what: SpendingCase | BudgetLine | str) -> SpendingCase | None:
        if isinstance(what, BudgetLine):
            return None
        known: SpendingCase | None = self._by_id(SpendingCase, what.id if isinstance(what, SpendingCase) else what)
        return known

    def _approved(self, case: SpendingCase, amount: Amount | None) -> SpendingCase:
        """The case, open, where its request was approved or needed no decision."""
        if case.state != CaseState.ASKED.value:
            raise BudgetRefused(_NOT_ASKED)
        request = self._request_of(case)
        if request is not None and request.state in {ApprovalState.REJECTED, ApprovalState.WITHDRAWN}:
            raise BudgetRefused(_REFUSED.fill(state=request.state.value))
        if request is not None and request.state is not ApprovalState.APPROVED:
            raise BudgetRefused(_NOT_APPROVED)
        minor = case.minor if amount is None else positive(self.minor(amount))
        self._within_approved(case, minor)
        return evolve(case, state=CaseState.OPEN.value, minor=minor)

    def _request_of(self, case: SpendingCase) -> "Approval | None":
        """The latest request for a case; None where it went along no route."""
        return max(self._office.approvals.of(case.ref), key=lambda one: one.opened_at, default=None)

    def _within_approved(self, case: SpendingCase, minor: int) -> None:
        """Refuse what comes to more than was approved, where it went along a route: the rest has nobody's approval."""
        request = self._request_of(case)
        if request is not None and request.amount is not None and minor > request.amount.minor:
            money = {"approved": request.amount, "asked": self.money(minor)}
            short = money["asked"] - money["approved"]
            raise BudgetRefused(
                _ABOVE_APPROVED.fill(**{n: m.written() for n, m in money.items()}, short=short.written())
            )

    def _of_case(  # noqa: PLR0913, PLR0917 - what stands in a posting of a case
        self,
        case: SpendingCase,
        line: BudgetLine,
        verb: str,
        moves: Sequence[Move],
        on: date | None,
        document: str,
        reason: str = "",
    ) -> Posting:
        asked_of = case.line if case.line != case.funded else ""
        more = {"case": case.id, "asked_of": asked_of, "document": document, "reason": reason}
        return self._entry(line, verb, moves, on, **more)

    # ------------------------------------------------------------------ moving on

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
        **asked: Any,
    ) -> SpendingCase:
        identity = case.id if isinstance(case, SpendingCase) else case
        told = {"case": identity, "verb": verb, "on": on, "document": document, **asked}

        def make() -> "tuple[Sequence[Record], Sequence[Posting]]":
            now, held, line = self._standing(identity)
            if now.state in _ENDED and verb != "refund":
                raise BudgetRefused(_OVER)
            found = moves(held)
            self._still_covered(now, held, found, verb, on)
            posting = self._of_case(now, line, verb, found, on, document, str(asked.get("reason", "")))
            after = self._as_it_is(now, held, found, verb, asked)
            lent = held.advanced + changes(found).get(Stage.ADVANCED, 0)
            tasks = tuple(reminded(self._office, after, lent)) if lent or held.advanced else ()
            return [after, *tasks, *self._with_it(now, line, posting, asked)], [posting] if found else []

        (moved,) = self._posted(key, told, make, FIRST)
        return moved  # type: ignore[no-any-return] # a case

    def _still_covered(self, case: SpendingCase, held: Held, moves: Sequence[Move], verb: str, on: date | None) -> None:
        """Refuse what goes beyond what was approved, and what is paid after the last day for money carried over."""
        if case.pay_by and verb in _SPENDING and (on or self._office.today()) > case.pay_by:
            raise BudgetRefused(_PAID_LATE.fill(day=day_text(case.pay_by)))
        if changes(moves).get(Stage.ALLOTTED, 0) < 0:
            self._within_approved(case, held.open + held.paid - changes(moves)[Stage.ALLOTTED])

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
