"""Asking for money, and holding it (การขออนุมัติและการจองเงิน)."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Final

from attrs import evolve

from orqa.base.language import Text
from orqa.base.refs import RecordRef
from orqa.domain.budgets.errors import BudgetRefused, OverBudget
from orqa.domain.budgets.moves import positive
from orqa.domain.budgets.records import BudgetLine, CaseState, Posting, SpendingCase
from orqa.domain.budgets.stages import Move, Stage
from orqa.office.budgets.interim import InterimBudgets
from orqa.office.budgets.ledger import CARRIED_ID, FIRST
from orqa.office.budgets.reading import Amount
from orqa.storage.query import equal

if TYPE_CHECKING:
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
_REFUSED = Text.of(en="the request was not approved ({state}); ask anew", th="คำขอไม่ได้รับอนุมัติ ({state}) ให้ขออนุมัติใหม่")
_ABOVE_APPROVED = Text.of(
    en="{approved} was approved, this comes to {asked}: {short} is missing; ask for approval of that first",
    th="ได้รับอนุมัติ {approved} แต่รวมเป็น {asked} เกินไป {short} ให้ขออนุมัติส่วนที่เกินก่อน",
)


class Requests(InterimBudgets):
    """Ask for money, and reserve it."""

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
        if unit and self._recording is None:  # neither is left without the other
            with self._office.work(ROUTE) as work:
                return work.budgets.request(
                    line, amount, title, unit=unit, requester=requester, on=on, about=about, key=key
                )
        asks = self._office.organization.unit(unit).id if unit else ""
        case = self._new(line, amount, title, CaseState.ASKED, requester, on, tuple(about), asks)
        if (have := self.available(case.funded)).minor < case.minor:
            raise OverBudget(self.line(case.funded).code, self.money(case.minor), have)
        asked = {"line": case.line, "minor": case.minor, "title": title, "unit": unit, "on": on}
        kept: SpendingCase
        (kept,) = self._posted(key, asked, lambda: ([case], []), FIRST, ASK)
        if unit and not self._office.approvals.of(kept.ref):
            from orqa.office.approvals import Approvals

            approvals = Approvals(self._office, self._recording)
            approvals.submit(kept, ROUTE, unit=unit, title=title, amount=self.money(kept.minor))
        return kept

    def _new(  # noqa: PLR0913, PLR0917 - what a case is
        self,
        line: BudgetLine | str,
        amount: Amount,
        title: str,
        state: CaseState,
        requester: str,
        on: date | None,
        about: tuple[RecordRef, ...],
        unit: str = "",
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
            unit=unit or known.unit,
            pay_by=self._last_day(known),
        )

    def _last_day(self, line: BudgetLine) -> date | None:
        """The last day of payment of what is newly asked from money carried over: that of what was carried."""
        if not line.id.endswith(CARRIED_ID):
            return None
        return max((one.pay_by for one in self._all_cases(equal("funded", line.id)) if one.pay_by), default=None)

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
        from orqa.domain.organization.approvals import ApprovalState

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
        return self._office.approvals.latest(case)

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
