"""An interim budget (งบประมาณไปพลางก่อน): its limit, and the act that takes its place once it is in force."""

from datetime import date
from typing import TYPE_CHECKING, Final

from attrs import evolve

from orqa.base.errors import NotModelled
from orqa.base.language import Text
from orqa.domain.budgets.errors import BudgetRefused
from orqa.domain.budgets.interim import SHARE, decide_interim_limit
from orqa.domain.budgets.moves import positive
from orqa.domain.budgets.rates import known as is_known
from orqa.domain.budgets.records import Basis, BudgetLine
from orqa.domain.budgets.stages import Move, Stage, changes, moved
from orqa.office.budgets.ledger import FIRST
from orqa.office.budgets.lines import BudgetLines
from orqa.office.budgets.reading import Amount
from orqa.office.budgets.turns import GRANTS, turns

if TYPE_CHECKING:
    from collections.abc import Sequence

    from orqa.base.money import Money
    from orqa.base.records import Record
    from orqa.domain.budgets.records import Posting
    from orqa.rules.decisions import Decision
    from orqa.storage.protocol import Add

_NOT_INTERIM = Text.of(
    en="{line} is not granted by an interim budget; enter what was granted further (approve)",
    th="รายการ {line} ไม่ได้ใช้งบประมาณไปพลางก่อน ให้บันทึกเงินที่ได้รับเพิ่ม (approve)",
)
_NO_YEAR_BEFORE = Text.of(
    en="the year before has no line {line}: an interim budget spends on what it granted",
    th="ปีก่อนไม่มีรายการ {line} งบประมาณไปพลางก่อนใช้ตามรายการของปีก่อน",
)
_ABOVE_LIMIT = Text.of(
    en="{line} may have {limit} of an interim budget (rule interim.share), this comes to {asked}: {short} is missing",
    th="รายการ {line} ใช้งบประมาณไปพลางก่อนได้ {limit} (กฎ interim.share) แต่รวมเป็น {asked} เกินไป {short}",
)
_USED = Text.of(
    en="the act grants {line} {amount}, of what it had {over} is to be taken back and only {free} is free: give up or "
    "transfer {short} first",
    th="พ.ร.บ. ให้รายการ {line} {amount} ต้องลดลง {over} แต่มีเงินว่าง {free} ให้ยกเลิกหรือโอนมา {short} ก่อน",
)


class InterimBudgets(BudgetLines):
    """Hold grants to the interim limit, and put the act in their place."""

    def interim_limit(self, line: BudgetLine | str, *, on: date | None = None) -> "Decision[Money]":
        """How much a line may be granted by an interim budget (วงเงินไปพลางก่อน), of what it had in the year before.

        Args:
            line: the line, its id, or its code this year.
            on: the day of the grant; by default today.

        Raises:
            NotFound: when there is no such line.
            BudgetRefused: when its money is not of an interim budget, or the year before has no line of its code.
            NotModelled: where the share is not known: set the rule ``interim.share`` in your profile.
        """
        known, reading = self._interim(line), self._office.rules(on or self._office.today()).reading()
        is_known(reading, SHARE)
        before = self.lines(known.year - 1, code=known.code)
        if not before:
            raise BudgetRefused(_NO_YEAR_BEFORE.fill(line=known.code))
        return decide_interim_limit(reading, self.money(self._granted_to(before[0])))

    def enact(
        self,
        line: BudgetLine | str,
        amount: Amount,
        *,
        on: date | None = None,
        document: str = "",
        key: str | None = None,
    ) -> BudgetLine:
        """Enter what the annual act grants to a line that an interim budget was granted to: the act takes its place.

        What was allotted and spent in the meantime counts as of the act. What the act grants beyond the interim
        grants is approved; what it grants less is taken back from what is neither allotted nor used.

        Args:
            line: the line, its id, or its code this year.
            amount: all that the act grants to it.
            on: the day; by default today.
            document: number of the act or notice.
            key: of the caller's choice: the same call with the same key is done once.

        Raises:
            NotFound: when there is no such line.
            BudgetRefused: when its money is not of an interim budget, the amount is not above 0, less than it is used
                already, or the year is closed.
        """
        minor, known = positive(self.minor(amount)), self.line(line)

        def make() -> "tuple[Sequence[Record], Sequence[Posting]]":
            now = self._interim(known.id)
            change = minor - self._granted_to(now)
            moves = moved(Stage.OUTSIDE, Stage.APPROVED, change) if change >= 0 else self._less(now, minor, -change)
            posted = [self._entry(now, "enact", moves, on, document=document)] if moves else []
            return [evolve(now, basis=Basis.ACT.value)], posted

        asked = {"enact": known.id, "minor": minor, "on": on, "document": document}
        (enacted,) = self._posted(key, asked, make, FIRST, marks=self._grant_turn(known))
        return enacted  # type: ignore[no-any-return] # a line

    def _interim(self, line: BudgetLine | str) -> BudgetLine:
        known = self.line(line)
        if known.basis != Basis.INTERIM.value:
            raise BudgetRefused(_NOT_INTERIM.fill(line=known.code))
        return known

    def _grant_turn(self, line: BudgetLine) -> "list[Add]":
        """Grants of an interim budget, and the act that replaces them, look at each other's sums: one at a time."""
        return turns(self._office, GRANTS, [line.id]) if line.basis == Basis.INTERIM.value else []

    def _granted_to(self, line: BudgetLine) -> int:
        """What was granted to a line, less what was taken back of it; transfers are no grants."""
        found = self.postings(line)
        grants = {one.id for one in found if one.verb in _GRANTS}
        return sum(-changes(one.moves).get(Stage.OUTSIDE, 0) for one in found if {one.id, one.reverses} & grants)

    def _less(self, line: BudgetLine, minor: int, over: int) -> tuple[Move, ...]:
        """What is taken back where the act grants less: what is not allotted, then what is allotted and free."""
        has = self.balance(line)
        approved = min(over, has.of(Stage.APPROVED))
        if (free := has.of(Stage.APPROVED) + has.of(Stage.ALLOTTED)) < over:
            told = {"amount": minor, "over": over, "free": free, "short": over - free}
            raise BudgetRefused(
                _USED.fill(line=line.code, **{name: self.money(one).written() for name, one in told.items()})
            )
        rest = moved(Stage.ALLOTTED, Stage.OUTSIDE, over - approved)
        return (*moved(Stage.APPROVED, Stage.OUTSIDE, approved), *rest)

    def _may_be_granted(self, line: BudgetLine, minor: int, on: date | None, document: str) -> None:
        """Hold a grant of an interim budget to its limit, where the share is known."""
        super()._may_be_granted(line, minor, on, document)
        if line.basis != Basis.INTERIM.value:
            return
        try:
            limit = self.interim_limit(line, on=on).value
        except NotModelled:
            return
        asked = self.money(self._granted_to(line) + minor)
        if asked > limit:
            told = {"limit": limit.written(), "asked": asked.written(), "short": (asked - limit).written()}
            raise BudgetRefused(_ABOVE_LIMIT.fill(line=line.code, **told))


_GRANTS: Final = frozenset({"approve", "allot", "enact"})
