"""Money that comes in (เงินรายได้): receipts with numbers, and what of it the university keeps."""

from datetime import date
from typing import TYPE_CHECKING, Final

from attrs import evolve

from orqa.base.language import Text
from orqa.base.money import Money
from orqa.domain.budgets.errors import BudgetRefused
from orqa.domain.budgets.moves import positive
from orqa.domain.budgets.remitting import decide_kept
from orqa.office.budgets.feeding import fed_cell, received_cell
from orqa.office.budgets.reading import Amount
from orqa.office.budgets.remitting import Remitting, next_number
from orqa.office.errors import NotFound
from orqa.storage.protocol import Add
from orqa.storage.query import equal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from orqa.base.records import Record
    from orqa.base.years import Year
    from orqa.domain.budgets.money_in import IncomeReceipt


RECEIVE: Final = "budget.receive"
"""The action, as the policy has it: take money in, and take a receipt back."""

_RECEIPT = Text.of(en="the receipt", th="ใบเสร็จรับเงิน")
_IS_REVERSAL = Text.of(
    en="a reversal is not reversed; enter the receipt anew", th="ไม่กลับรายการที่เป็นการกลับรายการ ให้บันทึกใหม่"
)


class OwnIncome(Remitting):
    """Take money in."""

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
    ) -> "IncomeReceipt":
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
        from orqa.domain.budgets.money_in import IncomeReceipt

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
                adds.append(next_number("income-receipt", receipt.year, receipt.ref))
            return [receipt, *dues], adds

        return self._kept_first(key, RECEIVE, {**asked, "unit": unit}, make)  # type: ignore[no-any-return] # a receipt

    def reverse_income(self, receipt: "IncomeReceipt | str", reason: str, *, key: str | None = None) -> "IncomeReceipt":
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

    def income(self, receipt: "IncomeReceipt | str") -> "IncomeReceipt":
        """A receipt.

        Raises:
            NotFound: when there is none, or it may not be seen.
        """
        from orqa.domain.budgets.money_in import IncomeReceipt

        identity = receipt.id if isinstance(receipt, IncomeReceipt) else receipt
        known: IncomeReceipt | None = self._by_id(IncomeReceipt, identity)
        if known is None:
            raise NotFound(_RECEIPT, identity)
        return known

    def incomes(self, year: "Year", *, source: str = "") -> "tuple[IncomeReceipt, ...]":
        """The receipts of a fiscal year, and what takes them back, by their days."""
        from orqa.domain.budgets.money_in import IncomeReceipt

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

    def _waits_for_income(self, day: date) -> bool:
        return bool(self._office.rules(day).reading().value("income.feeds") == "received")
