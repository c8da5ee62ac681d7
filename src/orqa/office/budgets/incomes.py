"""Money that comes in (เงินรายได้): receipts with numbers, what the university keeps, and what is held for others."""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from attrs import evolve

from orqa.base.errors import NotModelled
from orqa.base.language import Text
from orqa.base.money import Money
from orqa.base.refs import RecordRef
from orqa.domain.budgets.errors import BudgetRefused
from orqa.domain.budgets.money_in import WHAT, DueState, IncomeReceipt, Remittance, RemittanceDue
from orqa.domain.budgets.moves import positive
from orqa.domain.budgets.remitting import decide_kept, decide_remit_by
from orqa.domain.correspondence.numbering import CENTRAL, series_cell
from orqa.office.budgets.feeding import fed_cell, feeding, received_cell
from orqa.office.budgets.ledger import Amount, Ledger
from orqa.office.errors import NotFound
from orqa.office.organizing import Asked
from orqa.storage.errors import Conflict, Refused
from orqa.storage.protocol import Add, Into
from orqa.storage.query import equal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from orqa.base.records import Record
    from orqa.base.years import Year
    from orqa.domain.budgets.records import Posting
    from orqa.office.recorder import Made, Save

RECEIVE: Final = "budget.receive"
"""The action, as the policy has it: take money in, and take a receipt back."""

REMIT: Final = "budget.remit"
"""The action, as the policy has it: pass on what is held for others."""

_RECEIPT = Text.of(en="the receipt", th="ใบเสร็จรับเงิน")
_DUE = Text.of(en="the money to be remitted", th="เงินรอนำส่ง")
_NOTHING = Text.of(en="nothing is chosen to be remitted", th="ยังไม่ได้เลือกเงินที่จะนำส่ง")
_MIXED = Text.of(
    en="one slip is for one sort of money; here are {whats}: remit each apart",
    th="ใบนำส่งหนึ่งฉบับใช้กับเงินประเภทเดียว ที่เลือกมี {whats} ให้แยกนำส่ง",
)
_GONE = Text.of(en="{what} of {amount} does not wait to be remitted any more", th="{what} {amount} ไม่ได้รอนำส่งแล้ว")
_IS_REVERSAL = Text.of(
    en="a reversal is not reversed; enter the receipt anew", th="ไม่กลับรายการที่เป็นการกลับรายการ ให้บันทึกใหม่"
)
_REMITTED = Text.of(en="its money was remitted already; ask the receiver for it", th="นำส่งเงินไปแล้ว ให้ขอคืนจากผู้รับเงิน")
_ALREADY = Text.of(en="it was taken back already", th="กลับรายการไปแล้ว")
_MEANWHILE = Text.of(en="money moved at the same moment; look again", th="มีการเคลื่อนไหวของเงินพร้อมกัน โปรดตรวจสอบอีกครั้ง")
_SPENT = Text.of(
    en="{left} of the income of {year} is not allotted; {asked} was to be: {short} is missing",
    th="เงินรายได้ปี {year} ที่ยังไม่จัดสรรมี {left} แต่ต้องใช้ {asked} ขาด {short}",
)


class OwnIncome(Ledger):
    """Take money in, and pass on what belongs to others."""

    def receive_income(  # noqa: PLR0913 - what stands on the receipt, by name
        self,
        source: str,
        amount: Amount,
        title: str,
        *,
        payer: str = "",
        unit: str = "",
        on: date | None = None,
        document: str = "",
        key: str | None = None,
    ) -> IncomeReceipt:
        """Take money in (รับเงิน); the payer gets a receipt with the next number where its source has one.

        Args:
            source: code of the source of income (ประเภทรายรับ).
            amount: how much.
            title: what for.
            payer: who paid.
            unit: id of the unit that it came to.
            on: the day; by default today.
            document: number of the paper that it goes back to.
            key: of the caller's choice: the same call with the same key is done once.

        Returns:
            The receipt; inside a work its number is known once the work has ended.

        Raises:
            UnknownTerm: when there is no such source.
            BudgetRefused: when the amount is not above 0.
            NotAllowed: when whoever acts may not; nothing is written.
        """
        office, day, minor = self._office, on or self._office.today(), positive(self.minor(amount))
        reading = office.rules(day).reading()
        term = reading.term("income-source", source)
        parted = decide_kept(reading, source, self.money(minor)).value
        receipt = IncomeReceipt(
            id=office.ids.next_id(office.now()),
            year=self.fiscal_year(day).ce,
            on=day,
            source=source,
            minor=minor,
            kept=parted.kept.minor,
            title=title,
            payer=payer,
            unit=unit,
            document=document,
        )
        asked = {"source": source, "minor": minor, "title": title, "payer": payer, "on": on, "document": document}

        def make() -> "tuple[Sequence[Record], Sequence[Add]]":
            dues = self._held_for_others(parted.what, parted.passed_on, day, receipt.ref) if parted.passed_on else []
            adds = [Add(received_cell(receipt.year, source), minor), Add(fed_cell(receipt.year), receipt.kept)]
            if term.extra.get("receipt"):
                adds.append(_next("income-receipt", receipt.year, receipt.ref))
            return [receipt, *dues], adds

        return self._kept_first(key, RECEIVE, {**asked, "unit": unit}, make)  # type: ignore[no-any-return] # a receipt

    def reverse_income(self, receipt: IncomeReceipt | str, reason: str, *, key: str | None = None) -> IncomeReceipt:
        """Take a receipt back (ยกเลิกใบเสร็จรับเงิน): a further record does, and the number stays used.

        Raises:
            NotFound: when there is no such receipt.
            BudgetRefused: when it is a reversal, was taken back, its money was remitted, or is allotted already.
        """
        known = self.income(receipt)
        if known.reverses:
            raise BudgetRefused(_IS_REVERSAL)

        def make() -> "tuple[Sequence[Record], Sequence[Add]]":
            dues = self._cancelled(known.ref)
            back = evolve(
                known,
                id=f"{known.id}-reversed",
                version=0,
                number=None,
                on=self._office.today(),
                minor=-known.minor,
                kept=-known.kept,
                reverses=known.id,
                reason=reason,
            )
            adds = [
                Add(received_cell(known.year, known.source), -known.minor),
                Add(fed_cell(known.year), -known.kept, at_least=0 if self._waits_for_income(known.on) else None),
            ]
            return [back, *dues], adds

        asked = {"reverse_income": known.id, "reason": reason}
        return self._kept_first(key, RECEIVE, asked, make)  # type: ignore[no-any-return] # a receipt

    def income(self, receipt: IncomeReceipt | str) -> IncomeReceipt:
        """A receipt.

        Raises:
            NotFound: when there is none, or it may not be seen.
        """
        identity = receipt.id if isinstance(receipt, IncomeReceipt) else receipt
        known: IncomeReceipt | None = self._by_id(IncomeReceipt, identity)
        if known is None:
            raise NotFound(_RECEIPT, identity)
        return known

    def incomes(self, year: "Year", *, source: str = "") -> tuple[IncomeReceipt, ...]:
        """The receipts of a fiscal year, and what takes them back, by their days."""
        query = equal("year", year.ce)
        if source:
            query &= equal("source", source)
        return tuple(sorted(self._every(IncomeReceipt, query), key=lambda one: (one.on, one.number or 0, one.id)))

    def income_balances(self, year: "Year") -> dict[str, Money]:
        """What came in of each source in a fiscal year, less what was taken back; sources without any left out."""
        prefix = received_cell(year.ce, "")
        with self._office.reading() as reader:
            cells = reader.cells(prefix)
        return {cell.removeprefix(prefix): self.money(minor) for cell, minor in sorted(cells.items()) if minor}

    def income_left(self, year: "Year") -> Money:
        """How much of a year's income that the university keeps is not yet allotted; below 0 where more was.

        It bounds allotments of own income where the rule ``income.feeds`` says ``received``.
        """
        cell = fed_cell(year.ce)
        with self._office.reading() as reader:
            return self.money(reader.cells(cell).get(cell, 0))

    # ------------------------------------------------------------------ what is held for others

    def to_remit(self, what: str = "") -> tuple[RemittanceDue, ...]:
        """Money that waits to be remitted (เงินรอนำส่ง), what is due first at the top, what has no day at the end.

        Args:
            what: only of this sort, such as ``withheld_tax``.
        """
        query = equal("state", DueState.WAITING.value)
        if what:
            query &= equal("what", what)
        return tuple(
            sorted(self._every(RemittanceDue, query), key=lambda due: (due.due or date.max, due.since, due.id))
        )

    def remit(
        self,
        dues: Iterable[RemittanceDue | str],
        *,
        on: date | None = None,
        document: str = "",
        key: str | None = None,
    ) -> Remittance:
        """Pass on money that is held for others, with one slip (นำส่งเงิน).

        Args:
            dues: what :meth:`to_remit` told, or its ids; all of one sort.
            on: the day; by default today.
            document: number that the receiver gave it.
            key: of the caller's choice: the same call with the same key is done once.

        Raises:
            NotFound: when there is no such money.
            BudgetRefused: when there is none, it is of several sorts, or it was remitted or taken back before.
        """
        office, day = self._office, on or self._office.today()
        ids = tuple(due.id if isinstance(due, RemittanceDue) else due for due in dues)
        if not ids:
            raise BudgetRefused(_NOTHING)

        def make() -> "tuple[Sequence[Record], Sequence[Add]]":
            chosen = [self._due(identity) for identity in dict.fromkeys(ids)]
            sorts = dict.fromkeys(due.what for due in chosen)
            if len(sorts) > 1:
                raise BudgetRefused(_MIXED.fill(whats=", ".join(str(WHAT[what]) for what in sorts)))
            for due in chosen:
                if due.state != DueState.WAITING.value:
                    raise BudgetRefused(_GONE.fill(what=WHAT[due.what], amount=self.money(due.minor).written()))
            slip = Remittance(
                id=office.ids.next_id(office.now()),
                what=chosen[0].what,
                year=self.fiscal_year(day).ce,
                on=day,
                minor=sum(due.minor for due in chosen),
                document=document,
            )
            gone = [evolve(due, state=DueState.REMITTED.value, remittance=slip.id) for due in chosen]
            return [slip, *gone], [_next("remittance", slip.year, slip.ref)]

        asked = {"remit": ids, "on": on, "document": document}
        return self._kept_first(key, REMIT, asked, make)  # type: ignore[no-any-return] # a slip

    def remittances(self, year: "Year") -> tuple[Remittance, ...]:
        """The slips of a fiscal year, in the order of their numbers."""
        return tuple(sorted(self._every(Remittance, equal("year", year.ce)), key=lambda one: (one.number or 0, one.id)))

    def _due(self, identity: str) -> RemittanceDue:
        known: RemittanceDue | None = self._by_id(RemittanceDue, identity)
        if known is None:
            raise NotFound(_DUE, identity)
        return known

    def _cancelled(self, about: RecordRef) -> list[RemittanceDue]:
        """What a receipt or posting that is taken back left to be remitted, which waits no more.

        Raises:
            BudgetRefused: when it was remitted.
        """
        dues: list[RemittanceDue] = self._every(RemittanceDue, equal("about", str(about)))
        if any(due.state == DueState.REMITTED.value for due in dues):
            raise BudgetRefused(_REMITTED)
        return [evolve(due, state=DueState.CANCELLED.value) for due in dues]

    def _held_for_others(
        self, what: str, amount: Money, since: date, about: RecordRef, payee: str = ""
    ) -> list[RemittanceDue]:
        """A new sum held for others; those of its sort that it makes due sooner are changed with it."""
        waiting = self.to_remit(what)
        held = amount + Money.total((self.money(one.minor) for one in waiting), amount.currency)
        due = self._remit_by(what, since, held)
        new = RemittanceDue(
            id=f"{about.id}-{what}", what=what, minor=amount.minor, since=since, due=due, about=about, payee=payee
        )
        sooner = [evolve(one, due=due) for one in waiting if due and one.due and due < one.due]
        return [new, *sooner]

    def _remit_by(self, what: str, since: date, held: Money) -> date | None:
        try:
            reading = self._office.rules(since).reading()
            return decide_remit_by(reading, what, since, held, self._office.calendar).value
        except NotModelled:
            return None

    # ------------------------------------------------------------------ writing

    def _waits_for_income(self, day: date) -> bool:
        return bool(self._office.rules(day).reading().value("income.feeds") == "received")

    def _kept_first(self, key: str | None, action: str, asked: dict[str, Any], make: Any) -> Any:
        """Write records and numbers together, and answer the first record, with its number where that is known."""

        def write(save: "Save") -> Any:
            records, adds = make()
            try:
                saved = save(action, self._office.now(), records, adds)
            except Refused as refused:
                raise self._too_little(refused) or BudgetRefused(_MEANWHILE) from refused
            except Conflict as conflict:
                again = conflict.ref.id.endswith("-reversed")
                raise BudgetRefused(_ALREADY if again else _MEANWHILE) from conflict
            first = evolve(records[0], version=records[0].version + 1)
            numbered = bool(adds) and adds[-1].into
            return evolve(first, number=saved.numbers[-1]) if numbered and hasattr(saved, "token") else first

        def again(made: "Made") -> Any:
            with self._office.reading() as reader:
                return self._by_refs(made[:1], reader)[0]

        return self._recorder.once(key, action, Asked(asked), write, again)

    def _too_little(self, refused: Refused) -> BudgetRefused | None:
        """That more of a year's income was to be allotted, or taken back, than is left."""
        if not refused.cell.startswith(fed_cell("")):
            return None
        ce = int(refused.cell.removeprefix(fed_cell("")))
        left = self.money(refused.value)
        asked = self.money(-refused.amount)
        return BudgetRefused(
            _SPENT.fill(
                year=self._office.written_year(ce),
                left=left.written(),
                asked=asked.written(),
                short=(asked - left).written(),
            )
        )

    def _beside(self, postings: "Sequence[Posting]") -> list[Add]:
        return [*super()._beside(postings), *feeding(self._office, postings)]

    def _why(self, refused: Refused, postings: "Sequence[Posting]") -> Exception:
        return self._too_little(refused) or super()._why(refused, postings)


def _next(register: str, year: int, ref: RecordRef) -> Add:
    """The next number of a register of the fiscal year."""
    return Add(series_cell(register, CENTRAL, year), 1, None, (Into(ref, "number"),))
