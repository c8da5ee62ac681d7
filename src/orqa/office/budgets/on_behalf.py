"""Money of other agencies that the office spends for them (รับเบิกแทนกัน): taken on, told of, given back."""

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from orqa.base.language import Text
from orqa.domain.budgets.errors import BudgetRefused
from orqa.domain.budgets.moves import positive
from orqa.domain.budgets.on_behalf import BehalfReport
from orqa.domain.budgets.records import FUND_OF, Basis, BudgetLine, Posting
from orqa.domain.budgets.stages import Move, Stage
from orqa.office.budgets.behalf_reading import BehalfReading
from orqa.office.budgets.cells import reported_cell
from orqa.office.budgets.ledger import FIRST
from orqa.office.budgets.lines import KEEP, line_id
from orqa.office.budgets.reading import Amount
from orqa.office.budgets.turns import of_new_lines
from orqa.storage.protocol import Add

if TYPE_CHECKING:
    from collections.abc import Sequence

    from orqa.base.records import Record
    from orqa.base.years import Year

GIVE_BACK: Final = "give-back"

_NO_OWNER = Text.of(en="name the agency whose money it is (owner)", th="ให้ระบุหน่วยงานเจ้าของเงิน (owner)")
_OWN_MONEY = Text.of(
    en="{line} is the office's own money; only what is spent on behalf of others is told to them",
    th="รายการ {line} เป็นเงินของหน่วยงานเอง รายงานและคืนได้เฉพาะเงินที่รับเบิกแทน",
)
_NO_PAPER = Text.of(
    en="{line} is money of {owner}: give the number of the paper by which it is told to spend it (document), such as "
    "form บท.01",
    th="รายการ {line} เป็นเงินของ{owner} ให้ระบุเลขที่หนังสือหรือแบบที่ให้เบิกแทน (document) เช่น บท.01",
)
_NOTHING = Text.of(
    en="{line}: nothing was paid since the last report, and nothing is given back",
    th="รายการ {line} ไม่มีการจ่ายเพิ่มหลังรายงานครั้งก่อน และไม่มีเงินคืน",
)
_NOT_BACK = Text.of(
    en="{line} still has {amount} of {owner}: give it back before the year is closed (report_back)",
    th="รายการ {line} ยังมีเงินของ{owner} {amount} ให้คืนก่อนปิดปี (report_back)",
)
_NOT_TOLD = Text.of(
    en="{owner} was not told of {amount} that {line} paid for it: report it before the year is closed (report_back)",
    th="ยังไม่ได้รายงาน{owner} ว่ารายการ {line} เบิกแทนแล้ว {amount} ให้รายงานก่อนปิดปี (report_back)",
)
_KEPT_REPORT = Text.of(
    en="what was given back was told to its owner; what comes from there again is allotted with its own paper",
    th="เงินที่คืนได้รายงานเจ้าของแล้ว หากได้รับกลับมาอีกให้บันทึกจัดสรรตามเอกสารใหม่",
)
_GRANTS: Final = frozenset({"approve", "allot"})
_UNPAID = (Stage.APPROVED, Stage.ALLOTTED, Stage.RESERVED)


class OthersMoney(BehalfReading):
    """Take money of others on, tell them what was spent of it, and give back what was not."""

    def take_on(  # noqa: PLR0913 - what stands in the other's paper, by name
        self,
        code: str,
        title: str,
        amount: Amount,
        owner: str,
        *,
        document: str,
        year: "Year | None" = None,
        unit: str = "",
        category: str = "",
        on: date | None = None,
        key: str | None = None,
        **axes: str,
    ) -> BudgetLine:
        """Take on to spend another agency's money on its behalf (รับเบิกแทนกัน).

        It stands on a line of its own, of the fund ``on_behalf``: so it is in no total and no rate of the office's own
        money, is transferred to no other line, and is reserved, bound, lent and paid as any other. More of it is
        allotted with :meth:`allot`, each time with the number of its paper.

        Args:
            code: code of the new line, unique in the year.
            title: what it is for.
            amount: how much may be spent.
            owner: the agency whose money it is.
            document: number of the paper that gives it, such as form บท.01.
            year: the fiscal year; by default that of today.
            unit: id of the unit that spends it.
            category: the expenditure category (งบรายจ่าย).
            on: the day; by default today.
            key: of the caller's choice: the same call with the same key is done once.
            axes: further axes of the line, as of :meth:`add_line`.

        Raises:
            BudgetRefused: when nobody or no paper is named, the amount is not above 0, or the year has the code
                already or is closed.
            UnknownTerm: when the profile has no such category or nature.
        """
        period, minor = year or self._office.year("fiscal"), positive(self.minor(amount))
        line = self._of_other(code, title, period, owner, unit=unit, category=category, **axes)
        self._by_paper(line, document)
        asked = {"code": code, "minor": minor, "owner": line.owner, "document": document, "on": on}

        def make() -> "tuple[Sequence[Record], Sequence[Posting]]":
            self._new_code(line)
            move = Move(Stage.OUTSIDE, Stage.ALLOTTED, minor)
            return [line], [self._entry(line, "allot", (move,), on, document=document)]

        (taken,) = self._posted(key, asked, make, FIRST, KEEP, of_new_lines(period.ce))
        return taken  # type: ignore[no-any-return] # a line

    def _of_other(self, code: str, title: str, year: "Year", owner: str, **axes: str) -> BudgetLine:
        who = " ".join(owner.split())
        if not who:
            raise BudgetRefused(_NO_OWNER)
        self._known(**{axis: axes.get(axis, "") for axis in ("category", "nature")})
        fund = FUND_OF[Basis.ON_BEHALF]
        fixed: dict[str, Any] = {**axes, "basis": Basis.ON_BEHALF.value, "fund": fund, "owner": who}
        return BudgetLine(id=line_id(year.ce, code), code=code, title=title, year=year.ce, **fixed)

    def report_back(
        self,
        line: BudgetLine | str,
        returned: Amount = 0,
        *,
        on: date | None = None,
        document: str = "",
        key: str | None = None,
    ) -> BehalfReport:
        """Tell the agency what was spent for it since the last time, and give back what is not needed.

        It is what the other enters with ``account``: what was spent, and what comes back.

        Args:
            line: the line, its id, or its code this year.
            returned: what is given back (คืนเงินเบิกแทน); it must be available.
            on: the day; by default today.
            document: number of the paper, such as form บท.04.
            key: of the caller's choice: the same call with the same key is done once.

        Raises:
            NotFound: when there is no such line.
            BudgetRefused: when it is the office's own money, there is nothing to tell and nothing to give back, or
                somebody else reports at the same moment.
            OverBudget: when less is available than is to be given back.
        """
        known, minor = self._theirs(line), self.minor(returned)
        if minor:
            positive(minor)
        told = self._reported()
        before, paid = told.get(known.id, 0), self.balance(known).of(Stage.PAID)
        day, identity = on or self._office.today(), self._office.ids.next_id(self._office.now())

        def make() -> "tuple[Sequence[Record], Sequence[Posting]]":
            if not minor and paid == before:
                raise BudgetRefused(_NOTHING.fill(line=known.code))
            move = Move(Stage.ALLOTTED, Stage.OUTSIDE, minor) if minor else None
            posted = [self._entry(known, GIVE_BACK, (move,), on, document=document)] if move else []
            made = BehalfReport(
                id=identity,
                line=known.id,
                year=known.year,
                owner=known.owner,
                on=day,
                spent=paid - before,
                returned=minor,
                document=document,
                posting=posted[0].id if posted else "",
            )
            return [made], posted

        asked = {"report_back": known.id, "returned": minor, "on": on, "document": document}
        # what was told before is still all that was told, or the store refuses: nobody is told of a baht twice
        mark = Add(reported_cell(known.id), paid - before, at_least=paid, at_most=paid)
        (report,) = self._posted(key, asked, make, FIRST, marks=[mark])
        return report  # type: ignore[no-any-return] # a report

    # ------------------------------------------------------------------ inside

    def _theirs(self, line: BudgetLine | str) -> BudgetLine:
        known = self._holding(line)
        if not known.owner:
            raise BudgetRefused(_OWN_MONEY.fill(line=known.code))
        return known

    def _by_paper(self, line: BudgetLine, document: str) -> None:
        """Refuse money of others that comes without its paper."""
        if line.owner and not document.strip():
            raise BudgetRefused(_NO_PAPER.fill(line=line.code, owner=line.owner))

    def check_entry(self, line: BudgetLine, verb: str, moves: "Sequence[Move]", on: date, document: str = "") -> None:
        """As of the ledger; money of others comes with its paper, too."""
        super().check_entry(line, verb, moves, on)
        if verb in _GRANTS:
            self._by_paper(line, document)

    def _may_be_granted(self, line: BudgetLine, minor: int, on: date | None, document: str) -> None:
        self._by_paper(line, document)
        super()._may_be_granted(line, minor, on, document)

    def _taken_back_with(self, posting: Posting) -> "Sequence[Record]":
        if posting.verb == GIVE_BACK:
            raise BudgetRefused(_KEPT_REPORT)
        return super()._taken_back_with(posting)

    def _settled(self, line: BudgetLine, balance: Mapping[Stage, int]) -> list[Add]:
        """Refuse to close a line of others that is not settled; what keeps it so until the year is closed."""
        if not line.owner:
            return []
        paid, told = balance.get(Stage.PAID, 0), self._reported().get(line.id, 0)
        amounts = {"left": sum(balance.get(stage, 0) for stage in _UNPAID), "untold": paid - told}
        written: dict[str, Any] = {name: self.money(minor).written() for name, minor in amounts.items()}
        if amounts["left"]:
            raise BudgetRefused(_NOT_BACK.fill(line=line.code, owner=line.owner, amount=written["left"]))
        if amounts["untold"]:
            raise BudgetRefused(_NOT_TOLD.fill(line=line.code, owner=line.owner, amount=written["untold"]))
        return [Add(reported_cell(line.id), 0, at_least=paid, at_most=paid)]
