"""Transfers between lines (การโอนเปลี่ยนแปลงงบประมาณ): what may move, whose agreement it needs, no circles."""

from collections import deque
from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from attrs import evolve, frozen

from orqa.base.errors import NotModelled
from orqa.base.findings import Severity
from orqa.base.language import Text, joined
from orqa.domain.budgets.errors import AgreementNeeded, BudgetRefused
from orqa.domain.budgets.moves import positive
from orqa.domain.budgets.records import FUND_OF, BudgetLine, Posting
from orqa.domain.budgets.stages import Move, Stage
from orqa.office.budgets.ledger import Ledger
from orqa.office.budgets.reading import Amount
from orqa.storage.query import equal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from orqa.base.records import Record
    from orqa.domain.budgets.transfers import End
    from orqa.domain.budgets.verdicts import Verdict
    from orqa.rules.decisions import Decision

CIRCLE: Final = "transfer.circle"

_SAME = Text.of(en="money is transferred to another line", th="ต้องโอนไปยังรายการอื่น")
_OTHER_FUND = Text.of(
    en="{source} and {target} are of different funds or years", th="{source} กับ {target} เป็นคนละแหล่งเงินหรือคนละปี"
)
_OTHER_OWNER = Text.of(
    en="{source} and {target} are money of different agencies; each gives and gets back its own",
    th="{source} กับ {target} เป็นเงินของคนละหน่วยงาน โอนระหว่างกันไม่ได้",
)
_CIRCLE = Text.of(
    en="money came the other way this year: {way}; reverse that transfer instead of sending the money around",
    th="ปีนี้มีการโอนสวนทางกันแล้ว: {way} ให้กลับรายการโอนเดิมแทนการโอนวนกลับ",
)
_WAY = Text.of(en="{source} → {target} {amount}", th="{source} → {target} {amount}")
_NO_CATEGORY = Text.of(
    en="{line} names no expenditure category, and what may move depends on it",
    th="รายการ {line} ไม่ได้ระบุงบรายจ่าย ซึ่งเป็นตัวกำหนดว่าโอนได้หรือไม่",
)
_TRANSFER = Text.of(en="transferring {amount} from {source} to {target}", th="การโอน {amount} จาก {source} ไป {target}")
_OWN_RULES = Text.of(en="whoever decides by the university's own rules", th="ผู้มีอำนาจตามระเบียบของมหาวิทยาลัย")


@frozen
class _Ends:
    giver: BudgetLine
    taker: BudgetLine
    minor: int


class BudgetTransfers(Ledger):
    """Move available money between lines, as far as the rules let it."""

    def check_transfer(  # noqa: PLR0913 - what stands on the form, by name
        self,
        source: BudgetLine | str,
        target: BudgetLine | str,
        amount: Amount,
        *,
        use: str = "other",
        unit_price: Amount | None = None,
        on: date | None = None,
    ) -> "Decision[Verdict]":
        """What the rules say of a transfer, without making it: allowed, whose agreement it needs, or refused.

        Args:
            source: the line, its id, or its code this year; the nearest one that holds money gives.
            target: likewise, the one that gets it.
            amount: how much.
            use: what it is for: ``other``, ``durable``, ``land_or_works``, ``travel_abroad`` that was not in the plan,
                ``binds_later_years``, ``secret``, ``new_plan_or_project``.
            unit_price: of ``durable`` and ``land_or_works``.
            on: the day; by default today.

        Raises:
            NotFound: when there is no such line.
            BudgetRefused: when both are the same, of other funds or years, or a line names no category.
            NotModelled: where the rules of the fund are not known, as those of a university's own income.
            UnknownDimension: when there is no such use.
        """
        return self._decided(self._ends(source, target, amount), use, unit_price, on or self._office.today())

    def transfer(  # noqa: PLR0913 - what stands on the form, by name
        self,
        source: BudgetLine | str,
        target: BudgetLine | str,
        amount: Amount,
        *,
        reason: str,
        use: str = "other",
        unit_price: Amount | None = None,
        agreed: str = "",
        on: date | None = None,
        document: str = "",
        key: str | None = None,
    ) -> tuple[Posting, Posting]:
        """Move available money to another line of the same fund and year (โอนเปลี่ยนแปลง).

        Args:
            source: as of :meth:`check_transfer`, like the further ones that it has.
            target: the line that gets it.
            amount: how much.
            reason: why.
            use: what it is for.
            unit_price: of ``durable`` and ``land_or_works``.
            agreed: number of the document by which those agreed whose agreement the rules ask for; where the rules of
                the fund are not known, by which the university decided.
            on: the day; by default today.
            document: number of the form.
            key: of the caller's choice: the same call with the same key is done once.

        Returns:
            The postings on both lines, each of which names the other.

        Raises:
            NotFound: when there is no such line.
            AgreementNeeded: when the rules ask for somebody's agreement and ``agreed`` names none.
            OverBudget: when the source has less available; its budget does not matter.
            BudgetRefused: when both are the same, of other funds or years, the rules refuse it, money came the
                other way this year, or the year is closed.
        """
        ends, day = self._ends(source, target, amount), on or self._office.today()
        asked = {"source": ends.giver.id, "target": ends.taker.id, "minor": ends.minor, "on": on, "document": document}
        told = {"document": document, "reason": reason, "agreed": agreed}

        def make() -> "tuple[Sequence[Record], Sequence[Posting]]":
            self._refuse_circle(ends, day)
            self._agreed(ends, use, unit_price, day, agreed)
            out = self._entry(ends.giver, "transfer", (Move(Stage.ALLOTTED, Stage.OUTSIDE, ends.minor),), on, **told)
            moves = (Move(Stage.OUTSIDE, Stage.ALLOTTED, ends.minor),)
            into = self._entry(ends.taker, "transfer", moves, on, pair=out.id, **told)
            return [], [evolve(out, pair=into.id), into]

        out, into = self._posted(key, {**asked, **told, "use": use}, make, slice(-2, None))
        return out, into

    def _ends(self, source: BudgetLine | str, target: BudgetLine | str, amount: Amount) -> _Ends:
        minor = positive(self.minor(amount))
        giver, taker = self.funded(self._given(source)), self.funded(self._given(target))
        if giver.id == taker.id:
            raise BudgetRefused(_SAME)
        if (giver.fund, giver.year) != (taker.fund, taker.year):
            raise BudgetRefused(_OTHER_FUND.fill(source=giver.code, target=taker.code))
        if giver.owner != taker.owner:
            raise BudgetRefused(_OTHER_OWNER.fill(source=giver.code, target=taker.code))
        for one, other in ((giver, taker), (taker, giver)):
            if other.category and not one.category:
                raise BudgetRefused(_NO_CATEGORY.fill(line=one.code))
        return _Ends(giver, taker, minor)

    def _decided(self, ends: _Ends, use: str, unit_price: Amount | None, day: date) -> "Decision[Verdict]":
        from orqa.domain.budgets.transfers import TransferRequest, decide_transfer

        request = TransferRequest(
            source=_end(ends.giver),
            target=_end(ends.taker),
            amount=self.money(ends.minor),
            available=self.available(ends.giver),
            use=use,
            unit_price=None if unit_price is None else self.money(self.minor(unit_price)),
            on=day,
        )
        return decide_transfer(self._office.rules(day).reading(), request)

    def _agreed(self, ends: _Ends, use: str, unit_price: Amount | None, day: date, agreed: str) -> None:
        """Go on where the rules allow it, or those agreed whose agreement they ask for."""
        from orqa.domain.budgets.transfers import ABOVE_AVAILABLE
        from orqa.domain.budgets.verdicts import Answer, who

        amount = self.money(ends.minor).written()
        what = _TRANSFER.fill(amount=amount, source=ends.giver.code, target=ends.taker.code)
        try:
            decision = self._decided(ends, use, unit_price, day)
        except NotModelled as unknown:
            if agreed:
                return
            raise AgreementNeeded(what, (_OWN_RULES,), (), unknown.messages) from unknown
        found = decision.value
        wrong = [
            one.message
            for one in found.findings
            if one.severity is Severity.ERROR and one.code != ABOVE_AVAILABLE.code  # the store refuses it, with figures
        ]
        if wrong:
            raise BudgetRefused(joined(wrong, "; "))
        if found.answer is Answer.NEEDS_AGREEMENT and not agreed:
            why = joined((one.message for one in found.findings), "; ")
            raise AgreementNeeded(what, tuple(map(who, found.agreements)), decision.citations, why)

    # ------------------------------------------------------------------ circles

    def _refuse_circle(self, ends: _Ends, day: date) -> None:
        """Refuse to send money where some came from this year, directly or by way of others."""
        if self._office.rules(day).reading().value(CIRCLE) != "block":
            return
        given: dict[str, dict[str, int]] = {}
        for out, into in self._transfers(ends.giver.year):
            minor = sum(move.minor for move in into.moves)
            of_line = given.setdefault(out.line, {})
            of_line[into.line] = of_line.get(into.line, 0) + minor
        way = _way(given, ends.taker.id, ends.giver.id)
        if way:
            codes = {line.id: line.code for line in self.lines(ends.giver.year)}
            shown = [
                _WAY.fill(source=codes[a], target=codes[b], amount=self.money(given[a][b]).written())
                for a, b in reversed(tuple(pairwise(way)))  # what brought it here first: that is what is reversed
            ]
            raise BudgetRefused(_CIRCLE.fill(way=joined(shown)))

    def _transfers(self, year: int) -> Iterator[tuple[Posting, Posting]]:
        """The transfers of a year that nobody took back, as what went out and what came in."""
        found = {one.id: one for one in self._every(Posting, equal("year", year) & equal("verb", "transfer"))}
        back = {one.reverses for one in self._every(Posting, equal("year", year) & equal("verb", "reverse"))}
        for one in found.values():
            if one.pair in found and one.moves[0].source is Stage.ALLOTTED and not back & {one.id, one.pair}:
                yield one, found[one.pair]


def _end(line: BudgetLine) -> "End":
    from orqa.domain.budgets.transfers import End

    return End(
        item=line.code,
        plan=line.plan,
        agency="",
        expenditure_category=line.category,
        fund=line.fund or FUND_OF[line.basis],
        fiscal_year=line.year,
    )


def _way(given: dict[str, dict[str, int]], start: str, goal: str) -> tuple[str, ...]:
    """The shortest way by which money went from one line to another; none where it did not."""
    ways: deque[tuple[str, ...]] = deque([(start,)])
    seen = {start}
    while ways:
        way = ways.popleft()
        for line in given.get(way[-1], ()):
            if line == goal:
                return (*way, line)
            if line not in seen:
                seen.add(line)
                ways.append((*way, line))
    return ()
