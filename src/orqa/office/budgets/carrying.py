"""Money of one fiscal year that is paid in the next (กันเงินไว้เบิกเหลื่อมปี), as far as the rules let it."""

from datetime import date
from typing import TYPE_CHECKING, Any, Final

from attrs import evolve

from orqa.base.findings import Finding, FindingKind, Severity
from orqa.base.language import Text, joined
from orqa.domain.budgets.errors import AgreementNeeded, BudgetRefused
from orqa.domain.budgets.records import FUND_OF, Basis, BudgetLine, CaseState, Posting, SpendingCase
from orqa.domain.budgets.stages import VERBS, Move, Stage, moved
from orqa.office.budgets.ledger import CARRIED_ID, CARRIED_USE, FIRST
from orqa.office.budgets.payments import BillPayments
from orqa.storage.query import equal

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from orqa.base.records import Record
    from orqa.base.years import Year
    from orqa.domain.budgets.carry_over import Balance
    from orqa.domain.budgets.moves import Held
    from orqa.domain.budgets.verdicts import Verdict
    from orqa.rules.decisions import Decision

_NOTHING = Text.of(
    en="this case holds neither obligated nor reserved money that could be carried over",
    th="เรื่องนี้ไม่มีเงินผูกพันหรือเงินจองที่จะกันได้",
)
_CARRIED = Text.of(en="carrying {amount} of {line} over", th="การกันเงิน {amount} ของรายการ {line}")
_LONGER = Text.of(en="paying {amount} of {line} later", th="การขยายเวลาเบิกจ่าย {amount} ของรายการ {line}")
_ONCE = Text.of(
    en="{line} is money of the year before already: what is not paid of it lapses",
    th="รายการ {line} เป็นเงินกันของปีก่อนแล้ว ส่วนที่ไม่ได้เบิกพับไป",
)
_NOT_CARRIED = Text.of(
    en="this case has no money of the year before with a last day of payment",
    th="เรื่องนี้ไม่มีเงินกันเหลื่อมปีที่มีกำหนดวันเบิกจ่าย",
)


USED_OTHERWISE: Final = FindingKind(
    "carried-used-otherwise",
    Severity.WARNING,
    Text.of(
        en="{line} holds money that was carried over for its contracts: {verb} {amount} for something else "
        "(rule {rule}). Reverse it, or keep the approval with it",
        th="รายการ {line} เป็นเงินกันเหลื่อมปีสำหรับสัญญาเดิม แต่{verb} {amount} ในเรื่องอื่น (กฎ {rule}) "
        "ให้กลับรายการหรือเก็บหลักฐานการอนุมัติไว้",
    ),
)
"""Carried-over money was used for something else, where the rules let it and tell."""


class CarryingOver(BillPayments):
    """Carry a case into the next year, and let it be paid later."""

    def check_carry_over(
        self, case: SpendingCase | str, *, on: date | None = None, ends: date | None = None
    ) -> "Decision[Verdict]":
        """What the rules say of carrying a case over: allowed until when, whose agreement it needs, or refused.

        Args:
            case: the case, or its id.
            on: the day on which it is kept; by default today.
            ends: the last day of the agreement, for money of a grant.

        Raises:
            NotFound: when there is no such case.
            BudgetRefused: when it holds nothing that could be carried over.
        """
        now, held, line = self._standing(case.id if isinstance(case, SpendingCase) else case)
        return self._carriable(now, held, line, on or self._office.today(), ends)

    def carry_over(  # noqa: PLR0913 - what stands on the list, by name
        self,
        case: SpendingCase | str,
        *,
        on: date | None = None,
        document: str = "",
        agreed: str = "",
        ends: date | None = None,
        key: str | None = None,
    ) -> SpendingCase:
        """Keep the obligated money of a case for the next year (กันเงินไว้เบิกเหลื่อมปี).

        It leaves the year's line for good, and stands obligated on a line of the next year for money carried over, of
        which there is one for each line that something is carried over from. Of a case without a contract the reserved
        money is carried, where those agreed whom the rules name.

        Args:
            case: the case, or its id.
            on: the day; by default today. National money is kept within its year.
            document: number of the list.
            agreed: number of the document by which those agreed whose agreement the rules ask for.
            ends: the last day of the agreement, for money of a grant.
            key: of the caller's choice: the same call with the same key is done once.

        Returns:
            The case of the next year, with the last day on which it may be paid.

        Raises:
            AgreementNeeded: when the rules ask for somebody's agreement and ``agreed`` names none.
            BudgetRefused: when nothing is held, or the rules say that it lapses.
        """
        known = self.case(case)

        def make() -> "tuple[Sequence[Record], Sequence[Posting]]":
            now, held, old = self._standing(known.id)
            verdict = self._carriable(now, held, old, on or self._office.today(), ends)
            stage, minor = _kept(held)
            what = _CARRIED.fill(amount=self.money(minor).written(), line=old.code)
            self._go_on(verdict, what, agreed)
            new, is_new = self._carried_line(old)
            rest = moved(Stage.RESERVED, Stage.ALLOTTED, held.reserved) if stage is Stage.OBLIGATED else ()
            out = self._of_case(now, old, "carry-over", (Move(stage, Stage.CARRIED_OVER, minor), *rest), on, document)
            still = evolve(now, state=CaseState.OPEN.value if held.advanced or held.entrusted else CaseState.DONE.value)
            again = evolve(self._again(now, new, minor), pay_by=verdict.value.until, agreed=agreed)
            into = self._entry(new, "carry-over", (Move(Stage.OUTSIDE, stage, minor),), on, case=again.id)
            pairs = ((out, into.id), (into, out.id))
            posted = [evolve(one, pair=pair, document=document, agreed=agreed) for one, pair in pairs]
            return [again, still, *([new] if is_new else [])], posted

        asked = {"carry_over": known.id, "on": on, "document": document, "agreed": agreed, "ends": ends}
        (carried,) = self._posted(key, asked, make, FIRST)
        return carried  # type: ignore[no-any-return] # a case

    def extend(self, case: SpendingCase | str, *, agreed: str, key: str | None = None) -> SpendingCase:
        """Let money that was carried over be paid later, once those agreed whom the rules name (ขยายเวลาเบิกจ่าย).

        Args:
            case: the case of the next year, or its id.
            agreed: number of the document by which they agreed.
            key: of the caller's choice: the same call with the same key is done once.

        Raises:
            AgreementNeeded: when ``agreed`` is empty.
            BudgetRefused: when it was not carried over, or has no last day of payment.
        """
        from orqa.domain.budgets.carry_over import decide_carry_over

        known = self.case(case)

        def make() -> "tuple[Sequence[Record], Sequence[Posting]]":
            now, held, line = self._standing(known.id)
            if now.pay_by is None or not held.open:
                raise BudgetRefused(_NOT_CARRIED)
            year = self._before(line)
            # it was carried, so that it was kept and, as the rules asked, committed within its year
            kept = self._balance(line, now.minor, year, year.last, reserved=True, ends=None)
            decision = decide_carry_over(self._office.rules(year.last).reading(), evolve(kept, extension="second"))
            what = _LONGER.fill(amount=self.money(held.open).written(), line=line.code)
            self._go_on(decision, what, agreed)
            return [evolve(now, pay_by=decision.value.until, agreed=agreed)], []

        (extended,) = self._posted(key, {"extend": known.id, "agreed": agreed}, make, FIRST)
        return extended  # type: ignore[no-any-return] # a case

    def used_otherwise(self, year: "Year | int") -> tuple[Finding, ...]:
        """What was posted on carried-over money of a year besides its contracts, where the rules only warn.

        What was taken back is left out; see the rule ``year_end.carried_use``.
        """
        carried = (line for line in self.lines(year) if line.id.endswith(CARRIED_ID))
        return tuple(finding for line in carried for finding in self._used_otherwise(line))

    def _used_otherwise(self, line: BudgetLine) -> "Iterator[Finding]":
        posted = self.postings(line)
        back = {one.reverses for one in posted}
        for one in posted:
            if one.id not in back and self._other_use(line, one.verb, one.moves, one.on) == "warn":
                amount = self.money(max(move.minor for move in one.moves)).written()
                verb = VERBS.get(one.verb, one.verb)
                yield USED_OTHERWISE.make(record=one.ref, line=line.code, verb=verb, amount=amount, rule=CARRIED_USE)

    # ------------------------------------------------------------------ inside

    def _carriable(
        self, case: SpendingCase, held: "Held", line: BudgetLine, day: date, ends: date | None
    ) -> "Decision[Verdict]":
        from orqa.domain.budgets.carry_over import decide_carry_over

        stage, minor = _kept(held)
        if not minor:
            raise BudgetRefused(_NOTHING)
        if line.basis == Basis.CARRIED.value and case.pay_by is not None:
            raise BudgetRefused(_ONCE.fill(line=line.code))
        year = self._named(line.year)
        since = self._obligated_on(case) if stage is Stage.OBLIGATED else None
        balance = self._balance(line, minor, year, since, reserved=day <= year.last, ends=ends)
        return decide_carry_over(self._office.rules(year.last).reading(), balance)

    def _balance(  # noqa: PLR0913 - what is left, by its parts
        self, line: BudgetLine, minor: int, year: "Year", obligated: date | None, *, reserved: bool, ends: date | None
    ) -> "Balance":
        from orqa.domain.budgets.carry_over import Balance

        fund = line.fund or FUND_OF[line.basis]
        return Balance(
            amount=self.money(minor), year=year, fund=fund, obligated=obligated, reserved=reserved, ends=ends
        )

    def _before(self, line: BudgetLine) -> "Year":
        return self._named(line.year - 1)

    def _obligated_on(self, case: SpendingCase) -> date | None:
        """The day on which a case was first bound by what is still there."""
        posted: list[Posting] = self._every(Posting, equal("case", case.id))
        back = {one.reverses for one in posted}
        days = [one.on for one in posted if one.id not in back and any(m.target is Stage.OBLIGATED for m in one.moves)]
        return min(days, default=None)

    def _go_on(self, decision: "Decision[Verdict]", what: Text, agreed: str) -> None:
        """Go on where the rules allow it, or those agreed whose agreement they ask for."""
        from orqa.domain.budgets.verdicts import Answer, who

        found = decision.value
        wrong = [one.message for one in found.findings if one.severity is Severity.ERROR]
        if wrong:
            raise BudgetRefused(joined(wrong, "; "))
        if found.answer is Answer.NEEDS_AGREEMENT and not agreed:
            names = tuple(map(who, found.agreements))
            why = joined([one.message for one in found.findings] or [what], "; ")
            raise AgreementNeeded(what, names, decision.citations, why)

    def _again(self, case: SpendingCase, line: BudgetLine, minor: int) -> SpendingCase:
        identity = f"{case.id}-{line.year}"
        fields: dict[str, Any] = {"id": identity, "line": line.id, "funded": line.id, "year": line.year, "minor": minor}
        return evolve(case, version=0, state=CaseState.OPEN.value, due=None, **fields)

    def _carried_line(self, line: BudgetLine) -> tuple[BudgetLine, bool]:
        """The line of the next year for money carried over from a line, and whether it is new."""
        identity = f"{line.id}{CARRIED_ID}"
        known: BudgetLine | None = self._by_id(BudgetLine, identity)
        if known is not None:
            return known, False
        fields: dict[str, Any] = {"id": identity, "year": line.year + 1, "parent": "", "basis": Basis.CARRIED.value}
        fields["fund"] = line.fund or FUND_OF[line.basis]
        return evolve(line, version=0, code=f"{line.code}/{self._office.written_year(line.year)}", **fields), True


def _kept(held: "Held") -> tuple[Stage, int]:
    """What is carried over: what is obligated, else what is reserved."""
    return (Stage.OBLIGATED, held.obligated) if held.obligated else (Stage.RESERVED, held.reserved)
