"""Lines of the budget, what is granted and allotted to them, and taking a posting back."""

from datetime import date
from typing import TYPE_CHECKING, Any, Final

from attrs import evolve

from orqa.base.language import Text
from orqa.domain.budgets.errors import BudgetRefused
from orqa.domain.budgets.moves import positive, reversal
from orqa.domain.budgets.records import AXES, FUND_OF, Basis, BudgetLine, CaseState, Posting
from orqa.domain.budgets.stages import OPEN, Move, Stage, changes
from orqa.office.budgets.cells import closed_cell
from orqa.office.budgets.ledger import FIRST, LAST, Ledger
from orqa.office.budgets.reading import Amount
from orqa.office.budgets.reminders import reminded
from orqa.office.budgets.turns import of_new_lines

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from orqa.base.records import Record
    from orqa.base.years import Year
    from orqa.storage.protocol import Add

KEEP: Final = "budget.keep"
"""The action, as the policy has it: keep which lines there are."""

VOCABULARIES: Final = {"fund": "fund", "category": "expenditure-category", "nature": "economic-nature"}
"""By which vocabulary of the profile an axis of a line is kept; the others are the university's own words."""


def inherited(axes: "Mapping[str, str]", above: BudgetLine | None) -> dict[str, str]:
    """The axes of a line: what is said of it, else what is so of the line above."""
    return {name: axes.get(name) or (getattr(above, name) if above else "") for name in AXES}


_TWICE = Text.of(en="the year has a line {code} already", th="ปีนี้มีรายการ {code} แล้ว")
_OF_OTHERS = Text.of(
    en="money of another agency is taken on with its owner and its paper (take_on)",
    th="เงินของหน่วยงานอื่นให้รับเบิกแทนพร้อมระบุเจ้าของเงินและเอกสาร (take_on)",
)
_OTHER_YEAR = Text.of(en="the line above is of another fiscal year", th="รายการที่อยู่เหนือเป็นของปีงบประมาณอื่น")
_NO_MONEY = Text.of(
    en="{line} holds no money of its own; allot to {funded}", th="{line} ไม่มีเงินของตัวเอง ให้จัดสรรที่ {funded}"
)
_YEAR_CLOSED = Text.of(
    en="fiscal year {year} is closed; keep the line in a year that is open",
    th="ปีงบประมาณ {year} ปิดแล้ว ให้เปิดรายการในปีที่ยังไม่ปิด",
)
_REVERSED = Text.of(en="it was reversed already", th="กลับรายการไปแล้ว")


class BudgetLines(Ledger):
    """Keep lines and what stands on them."""

    def add_line(  # noqa: PLR0913 - what a line is, by name
        self,
        code: str,
        title: str,
        year: "Year",
        *,
        parent: BudgetLine | str = "",
        holds_money: bool = True,
        fund: str = "",
        basis: str = Basis.ACT.value,
        plan: str = "",
        output: str = "",
        project: str = "",
        activity: str = "",
        category: str = "",
        nature: str = "",
        unit: str = "",
        key: str | None = None,
    ) -> BudgetLine:
        """Keep a line of a fiscal year's budget (เปิดรายการงบประมาณ).

        An axis that is not given, from the fund to the unit, is that of the line above.

        Args:
            code: its code, unique in the year.
            title: what it is called.
            year: the fiscal year.
            parent: the line above.
            holds_money: False for a line that draws on the nearest line above.
            fund: code of the fund (แหล่งเงิน).
            basis: by what its money is granted; see :class:`~orqa.domain.budgets.records.Basis`.
            plan: the plan (แผนงาน).
            output: the output or project under the plan (ผลผลิต โครงการ).
            project: the project of the unit's own action plan.
            activity: the activity (กิจกรรม).
            category: the expenditure category (งบรายจ่าย).
            nature: recurrent or investment.
            unit: id of the unit that it is allotted to.
            key: of the caller's choice: the same call with the same key is done once.

        Raises:
            BudgetRefused: when the year has the code already or is closed, the line above is of another year, or it is
                money of another agency; see :meth:`~orqa.office.budgets.on_behalf.OthersMoney.take_on`.
            NotFound: when there is no such line above.
            UnknownTerm: when the profile has no such fund, category or nature.
            NotAllowed: when whoever acts may not; nothing is written.
        """
        self._known(fund=fund, category=category, nature=nature)
        above = self.line(parent, year) if parent else None
        if above is not None and above.year != year.ce:
            raise BudgetRefused(_OTHER_YEAR)
        fields: dict[str, Any] = {"code": code, "title": title, "year": year.ce, "holds_money": holds_money}
        axes = {"fund": fund, "plan": plan, "output": output, "project": project}
        axes |= {"activity": activity, "category": category, "nature": nature, "unit": unit}
        fields |= {"parent": above.id if above else "", "basis": basis, **inherited(axes, above)}
        if FUND_OF[Basis.ON_BEHALF] in {fields["fund"], FUND_OF[basis]} and not fields["owner"]:
            raise BudgetRefused(_OF_OTHERS)

        def make() -> "tuple[Sequence[Record], Sequence[Posting]]":
            line = BudgetLine(id=line_id(year.ce, code), **fields)
            self._new_code(line)
            return [line], []

        (line,) = self._posted(key, fields, make, FIRST, KEEP, of_new_lines(year.ce))
        self._seen.add(line.id)
        return line  # type: ignore[no-any-return] # a line

    def _new_code(self, line: BudgetLine) -> None:
        """Refuse a line whose code its year has already, or whose year is closed."""
        if self.lines(line.year, code=line.code):
            raise BudgetRefused(_TWICE.fill(code=line.code))
        self._still_open(line.year)

    def _still_open(self, ce: int) -> None:
        """Refuse a new line of a year that was closed: what is allotted to it would never be closed."""
        with self._office.reading() as reader:
            closed = any(reader.cells(closed_cell(line_id(ce, ""))).values())
        if closed:
            raise BudgetRefused(_YEAR_CLOSED.fill(year=self._office.written_year(ce)))

    def _known(self, **axes: str) -> None:
        """Refuse a code that the profile's vocabulary of the axis does not have."""
        for axis, code in axes.items():
            if code:
                _ = self._office.profile.vocabulary(VOCABULARIES[axis])[code]

    def approve(  # noqa: PLR0913 - what stands on the paper, by name
        self,
        line: BudgetLine | str,
        amount: Amount,
        *,
        on: date | None = None,
        document: str = "",
        reason: str = "",
        key: str | None = None,
    ) -> Posting:
        """Enter what was granted by act, council or agreement (ได้รับอนุมัติ); it is spent only once it is allotted.

        Raises:
            NotFound: when there is no such line.
            BudgetRefused: when the line holds no money, the amount is not above 0, or the year is closed.
        """
        return self._granted(line, amount, "approve", (Stage.OUTSIDE, Stage.APPROVED), on, document, reason, key)

    def allot(  # noqa: PLR0913 - what stands on the paper, by name
        self,
        line: BudgetLine | str,
        amount: Amount,
        *,
        on: date | None = None,
        document: str = "",
        reason: str = "",
        granted: bool = True,
        key: str | None = None,
    ) -> Posting:
        """Allot money to a line (จัดสรร): from what was granted to it, or together with the grant.

        Args:
            line: the line, its id, or its code this year.
            amount: how much.
            on: the day; by default today.
            document: number of the notice.
            reason: why.
            granted: False where grant and allotment come as one, so that nothing was approved before.
            key: of the caller's choice: the same call with the same key is done once.

        Raises:
            NotFound: when there is no such line.
            BudgetRefused: when the line holds no money, less was granted, or the year is closed.
        """
        source = Stage.APPROVED if granted else Stage.OUTSIDE
        return self._granted(line, amount, "allot", (source, Stage.ALLOTTED), on, document, reason, key)

    def _granted(  # noqa: PLR0913, PLR0917 - the two above, by position
        self,
        line: BudgetLine | str,
        amount: Amount,
        verb: str,
        stages: tuple[Stage, Stage],
        on: date | None,
        document: str,
        reason: str,
        key: str | None,
    ) -> Posting:
        known, minor = self._holding(line), positive(self.minor(amount))
        asked = {"line": known.id, "minor": minor, "verb": verb, "on": on, "document": document, "reason": reason}

        def make() -> "tuple[Sequence[Record], Sequence[Posting]]":
            if stages[0] is Stage.OUTSIDE:
                self._may_be_granted(known, minor, on, document)
            moves = (Move(*stages, minor),)
            return [], [self._entry(known, verb, moves, on, document=document, reason=reason)]

        turn = self._grant_turn(known) if stages[0] is Stage.OUTSIDE else []
        (posting,) = self._posted(key, asked, make, LAST, marks=turn)
        return posting  # type: ignore[no-any-return] # a posting

    def _grant_turn(self, line: BudgetLine) -> "list[Add]":
        """What a grant asks of the store beside the balances."""
        del line
        return []

    def _may_be_granted(self, line: BudgetLine, minor: int, on: date | None, document: str) -> None:
        """Refuse a grant that what the money is granted by does not let."""

    def _holding(self, line: BudgetLine | str) -> BudgetLine:
        """A line that money may be granted or allotted to.

        Raises:
            NotFound: when there is no such line.
            BudgetRefused: when it holds no money of its own.
        """
        known = self._given(line)
        if not known.holds_money:
            raise BudgetRefused(_NO_MONEY.fill(line=known.code, funded=self.funded(known).code))
        return known

    def reverse(self, posting: Posting | str, reason: str, *, key: str | None = None) -> tuple[Posting, ...]:
        """Take a posting back (กลับรายการ): a further one moves the money where it came from.

        Of a transfer, and of money that was carried over, both sides are taken back. A case that holds money again is
        open again.

        Raises:
            NotFound: when there is no such posting.
            BudgetRefused: when it is a reversal, was reversed, or its money has moved on or was remitted.
            OverBudget: when what it allotted is used already.
        """
        known = self.posting(posting)
        both = (known, self.posting(known.pair)) if known.pair else (known,)
        if any(other.reverses == known.id for other in self.postings(known.line)):
            raise BudgetRefused(_REVERSED)

        def make() -> "tuple[Sequence[Record], Sequence[Posting]]":
            entries = [
                self._entry(
                    self.line(one.line),
                    "reverse",
                    reversal(one),
                    None,
                    f"{one.id}-reversed",
                    case=one.case,
                    reverses=one.id,
                    reason=reason,
                )
                for one in both
            ]
            cases = [record for one in both if one.case for record in self._case_after(one)]
            return [*cases, *(record for one in both for record in self._taken_back_with(one))], entries

        asked = {"reverse": known.id, "reason": reason}
        return self._posted(key, asked, make, slice(-len(both), None))

    def _taken_back_with(self, posting: Posting) -> "Sequence[Record]":
        """What was kept beside a posting and is taken back with it."""
        del posting
        return ()

    def _case_after(self, posting: Posting) -> "Iterator[Record]":
        """The case of a posting that is taken back, open again where it holds money, and its task where it is lent."""
        case, held, _ = self._standing(posting.case)
        change = changes(reversal(posting))
        after = {stage: held.of(stage) + change.get(stage, 0) for stage in (*OPEN, Stage.PAID)}
        nothing = CaseState.DONE if after[Stage.PAID] else CaseState.CANCELLED
        state = CaseState.OPEN if any(after[stage] for stage in OPEN) else nothing
        lent = after[Stage.ADVANCED]
        still = evolve(case, state=state.value, due=case.due if lent else None)
        yield still
        if lent or held.advanced:
            yield from reminded(self._office, still, lent)


def line_id(year: int, code: str) -> str:
    """The id of a line: two lines of a year with one code would have one id, so the store keeps one."""
    return f"{year}-{plain(code)}"


def plain(code: str) -> str:
    """A code as part of an id."""
    return "".join(sign if sign.isascii() and sign.isalnum() else f"_{ord(sign):x}" for sign in code)
