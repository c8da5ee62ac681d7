"""The end of a fiscal year and the beginning of the next (การปิดปีงบประมาณ)."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from attrs import evolve, frozen

from orqa.base.date_format import day_text
from orqa.base.language import Text
from orqa.base.money import Money
from orqa.base.reasons import is_reason
from orqa.domain.budgets.errors import BudgetRefused
from orqa.domain.budgets.moves import closing
from orqa.domain.budgets.records import Basis, BudgetLine, CaseState
from orqa.domain.budgets.stages import Stage
from orqa.office.budgets.carrying import CarryingOver
from orqa.office.budgets.cells import closed_cell, line_cell
from orqa.office.budgets.lines import KEEP
from orqa.office.budgets.on_behalf import OthersMoney
from orqa.office.budgets.turns import LINES, ended_cell, of_new_lines, turns
from orqa.storage.protocol import Add
from orqa.storage.query import equal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from orqa.base.records import Record
    from orqa.base.years import Year
    from orqa.domain.budgets.moves import Held
    from orqa.domain.budgets.records import Posting, SpendingCase

CLOSE: Final = "budget.close-year"
"""The action, as the policy has it."""

EARLY: Final = "year_end.early_close"

_STILL_LENT = Text.of(
    en="advances are open on {line}; clear them, or enter them as paid, before the year is closed",
    th="รายการ {line} มีเงินยืมค้างชำระ ให้ส่งใช้หรือบันทึกเบิกจ่ายก่อนปิดปี",
)
_STILL_BOUND = Text.of(
    en="{line} still has obligated money; pay it or carry it over first",
    th="รายการ {line} ยังมีเงินผูกพัน ให้เบิกจ่ายหรือขอกันเงินก่อน",
)

_NO_LINES = Text.of(
    en="fiscal year {year} has no line that holds money; there is nothing to close",
    th="ปีงบประมาณ {year} ไม่มีรายการที่มีเงิน จึงไม่มีสิ่งที่ต้องปิด",
)
_RUNNING = Text.of(
    en="fiscal year {year} runs until {last}: what is not spent would be lost before its time; to close it all the "
    "same, say why (early)",
    th="ปีงบประมาณ {year} สิ้นสุดวันที่ {last} หากปิดก่อน เงินที่ยังไม่ได้ใช้จะพับไปก่อนกำหนด หากจำเป็นต้องปิดให้ระบุเหตุผล (early)",
)
_NEVER_EARLY = Text.of(
    en="fiscal year {year} runs until {last} and is not closed before (rule {rule})",
    th="ปีงบประมาณ {year} สิ้นสุดวันที่ {last} ปิดก่อนไม่ได้ (กฎ {rule})",
)
_STILL_ENTRUSTED = Text.of(
    en="{line} has {amount} entrusted to others; enter first what they spent and what they give back (account)",
    th="รายการ {line} มีเงินที่ให้หน่วยงานอื่นเบิกแทน {amount} ให้บันทึกผลการเบิกและยอดส่งคืนก่อน (account)",
)


@frozen(kw_only=True)
class ClosedLine:
    """What became of a line when its year was closed.

    Attributes:
        line: the line.
        lapsed: what was lost (พับไป).
        kept: own income that was not spent and stays the university's (เงินสะสม).
        carried_over: what was kept for contracts.
        paid: what was spent.
    """

    line: BudgetLine
    lapsed: Money
    kept: Money
    carried_over: Money
    paid: Money


class BudgetYears(CarryingOver, OthersMoney):
    """Close and open."""

    def close_year(self, year: "Year", *, early: str = "", key: str | None = None) -> tuple[ClosedLine, ...]:
        """Close a fiscal year: what is not spent or carried over is lost; own income stays the university's.

        Whether the money of a fund is lost is the rule ``spending.lapses``. A case that still has reserved money is
        over. A second call changes nothing.

        Args:
            year: the fiscal year.
            early: why it is closed before its last day, where the rule ``year_end.early_close`` allows that; it is
                kept with the postings.
            key: of the caller's choice: the same call with the same key is done once.

        Raises:
            BudgetRefused: when the year still runs and ``early`` says not why, no line holds money, or a line still
                has obligated or entrusted money, open advances, or money of others that was not given back or told of;
                nothing is closed then.
        """
        ending = [*turns(self._office, LINES, [year.ce], step=0), Add(ended_cell(year.ce), 1)]
        lines = [line for line in self.lines(year) if line.holds_money]
        if not lines:
            raise BudgetRefused(_NO_LINES.fill(year=self._office.written_year(year.ce)))
        balances = self.balances(year)
        for line in lines:
            self._closable(line, balances[line.id].minor)
            ending += self._settled(line, balances[line.id].minor)
        open_lines = [line for line in lines if not line.closed]
        if open_lines:
            self._may_end(year, early)

        told = {"reason": early.strip()}

        def make() -> "tuple[Sequence[Record], Sequence[Posting]]":
            ended: list[Record] = []
            postings: list[Posting] = []
            for line in open_lines:
                left, lapses = dict(balances[line.id].minor), self._lapses(line, year)
                for case, held in self._reserving(line, left):
                    moves = closing({Stage.RESERVED: held.reserved}, lapses=lapses)
                    postings.append(
                        self._entry(line, "close", moves, year.last, f"{case.id}-closed", case=case.id, **told)
                    )
                    ended.append(evolve(case, state=(CaseState.DONE if held.paid else CaseState.CANCELLED).value))
                    left[Stage.RESERVED] -= held.reserved
                if moves := closing(left, lapses=lapses):
                    postings.append(self._entry(line, "close", moves, year.last, f"{line.id}-closed", **told))
            return [*ended, *(evolve(line, closed=True) for line in open_lines)], postings

        if open_lines:
            marks = ending + [add for line in open_lines for add in self._sealed(line, balances[line.id].minor)]
            self._posted(key, {"close_year": year.ce, "early": early}, make, slice(0), CLOSE, marks)
        after = self.balances(year)
        return tuple(self._outcome(line, balances[line.id].minor, after[line.id].minor, year) for line in lines)

    def _may_end(self, year: "Year", early: str) -> None:
        """Refuse to close a year that still runs, unless the rules let it and somebody says why."""
        today = self._office.today()
        if today >= year.last:
            return
        told = {"year": self._office.written_year(year.ce), "last": day_text(year.last)}
        if self._office.rules(today).reading().value(EARLY) != "with_reason":
            raise BudgetRefused(_NEVER_EARLY.fill(rule=EARLY, **told))
        if not is_reason(early):
            raise BudgetRefused(_RUNNING.fill(**told))

    def _reserving(self, line: BudgetLine, balance: Mapping[Stage, int]) -> "list[tuple[SpendingCase, Held]]":
        """The cases of a line whose money is reserved and nothing else, so that it goes with the year."""
        if not balance.get(Stage.RESERVED):
            return []
        found = self._all_cases(equal("funded", line.id))
        cases = [case for case in found if case.state == CaseState.OPEN.value]
        helds = self.helds(cases)
        return [(case, helds[case.id]) for case in cases if helds[case.id].reserved]

    def _sealed(self, line: BudgetLine, balance: Mapping[Stage, int]) -> list[Add]:
        """What closing asks of the store: that the line is emptied of all that was looked at, and of nothing else.

        Money that was allotted, bound or lent since would stay behind on a closed line, so the store refuses then.
        """
        gone = [(stage, balance.get(stage, 0)) for stage in (Stage.APPROVED, Stage.ALLOTTED, Stage.RESERVED)]
        still = [(stage, 0) for stage in (Stage.OBLIGATED, Stage.ADVANCED, Stage.ENTRUSTED)]
        emptied = [Add(line_cell(line.id, stage), -minor, at_least=0, at_most=0) for stage, minor in (*gone, *still)]
        return [Add(closed_cell(line.id), 1, at_most=1), *emptied]

    def _closable(self, line: BudgetLine, balance: Mapping[Stage, int]) -> None:
        if balance.get(Stage.ADVANCED):
            raise BudgetRefused(_STILL_LENT.fill(line=line.code))
        if entrusted := balance.get(Stage.ENTRUSTED):
            raise BudgetRefused(_STILL_ENTRUSTED.fill(line=line.code, amount=self.money(entrusted).written()))
        if balance.get(Stage.OBLIGATED):
            raise BudgetRefused(_STILL_BOUND.fill(line=line.code))

    def _lapses(self, line: BudgetLine, year: "Year") -> bool:
        from orqa.domain.budgets.carry_over import LAPSES

        reading = self._office.rules(year.last).reading()
        if line.basis == Basis.CARRIED.value and line.fund:  # of whatever year it was, it is money of its fund
            return bool(reading.value(LAPSES, fund=line.fund) == "lapses")
        return bool(reading.value("spending.lapses", basis=line.basis))

    def _outcome(
        self, line: BudgetLine, before: Mapping[Stage, int], after: Mapping[Stage, int], year: "Year"
    ) -> ClosedLine:
        unspent = sum(before.get(stage, 0) for stage in (Stage.APPROVED, Stage.ALLOTTED, Stage.RESERVED))
        return ClosedLine(
            line=line,
            lapsed=self.money(after.get(Stage.LAPSED, 0)),
            kept=self.money(0 if self._lapses(line, year) else unspent),
            carried_over=self.money(after.get(Stage.CARRIED_OVER, 0)),
            paid=self.money(after.get(Stage.PAID, 0)),
        )

    def open_year(self, year: "Year", *, like: "Year | None" = None, key: str | None = None) -> tuple[BudgetLine, ...]:
        """Open a fiscal year with the lines of another, without money (เปิดปีงบประมาณ).

        Args:
            year: the year to be opened.
            like: the year whose lines it begins with; by default the one before. Carried-over lines, and those of
                money of others, stay there.
            key: of the caller's choice: the same call with the same key is done once.

        Returns:
            The lines that were new; none where the year has them all.

        Raises:
            BudgetRefused: when the year is closed and lacks lines of the other.
        """
        source = like.ce if like else year.ce - 1
        known = {line.code for line in self.lines(year)}
        tree = self.tree(source)
        new = [line for line in tree.walk() if line.code not in known and line.basis not in _STAY]
        ids = {line.id: _renamed(line.id, source, year.ce) for line in tree.lines.values()}

        def make() -> "tuple[Sequence[Record], Sequence[Posting]]":
            return [
                evolve(line, version=0, id=ids[line.id], year=year.ce, parent=ids.get(line.parent, ""), closed=False)
                for line in new
            ], []

        if not new:
            return ()
        self._still_open(year.ce)
        return self._posted(key, {"open_year": year.ce, "like": source}, make, slice(None), KEEP, of_new_lines(year.ce))


_STAY: Final = frozenset({Basis.CARRIED.value, Basis.ON_BEHALF.value})
"""By what money was granted whose lines no other year begins with."""


def _renamed(identity: str, source: int, target: int) -> str:
    return f"{target}{identity.removeprefix(str(source))}"
