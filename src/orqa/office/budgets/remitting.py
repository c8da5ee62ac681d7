"""Money that is held for others until it is passed on (เงินรอนำส่ง), with one slip for each sort."""

from datetime import date
from typing import TYPE_CHECKING, Any, Final

from attrs import evolve

from orqa.base.errors import NotModelled
from orqa.base.language import Text
from orqa.base.money import Money
from orqa.base.refs import RecordRef
from orqa.domain.budgets.errors import BudgetRefused
from orqa.domain.budgets.records import BudgetLine
from orqa.domain.budgets.remitting import decide_remit_by
from orqa.office.budgets.feeding import fed_cell, feeding
from orqa.office.budgets.ledger import Ledger
from orqa.office.errors import NotFound
from orqa.office.service import Asked
from orqa.storage.errors import Conflict, Refused
from orqa.storage.protocol import Add, Into
from orqa.storage.query import equal

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from orqa.base.records import Record
    from orqa.base.years import Year
    from orqa.domain.budgets.money_in import Remittance, RemittanceDue
    from orqa.domain.budgets.records import Posting
    from orqa.office.recorder import Made, Save


REMIT: Final = "budget.remit"
"""The action, as the policy has it: pass on what is held for others."""

_DUE = Text.of(en="the money to be remitted", th="เงินรอนำส่ง")
_NOTHING = Text.of(en="nothing is chosen to be remitted", th="ยังไม่ได้เลือกเงินที่จะนำส่ง")
_MIXED = Text.of(
    en="one slip is for one sort of money; here are {whats}: remit each apart",
    th="ใบนำส่งหนึ่งฉบับใช้กับเงินประเภทเดียว ที่เลือกมี {whats} ให้แยกนำส่ง",
)
_GONE = Text.of(en="{what} of {amount} does not wait to be remitted any more", th="{what} {amount} ไม่ได้รอนำส่งแล้ว")
_REMITTED = Text.of(en="its money was remitted already; ask the receiver for it", th="นำส่งเงินไปแล้ว ให้ขอคืนจากผู้รับเงิน")
_ALREADY = Text.of(en="it was taken back already", th="กลับรายการไปแล้ว")
_MEANWHILE = Text.of(en="money moved at the same moment; look again", th="มีการเคลื่อนไหวของเงินพร้อมกัน โปรดตรวจสอบอีกครั้ง")
_SPENT = Text.of(
    en="{left} of the income of {year} is not allotted; {asked} was to be: {short} is missing",
    th="เงินรายได้ปี {year} ที่ยังไม่จัดสรรมี {left} แต่ต้องใช้ {asked} ขาด {short}",
)


class Remitting(Ledger):
    """Pass on what belongs to others."""

    def to_remit(self, what: str = "") -> "tuple[RemittanceDue, ...]":
        """Money that waits to be remitted (เงินรอนำส่ง), what is due first at the top, what has no day at the end.

        Args:
            what: only of this sort, such as ``withheld_tax``.
        """
        from orqa.domain.budgets.money_in import DueState, RemittanceDue

        query = equal("state", DueState.WAITING.value)
        if what:
            query &= equal("what", what)
        return tuple(
            sorted(self._every(RemittanceDue, query), key=lambda due: (due.due or date.max, due.since, due.id))
        )

    def remit(
        self,
        dues: "Iterable[RemittanceDue | str]",
        *,
        on: date | None = None,
        document: str = "",
        key: str | None = None,
    ) -> "Remittance":
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
        from orqa.domain.budgets.money_in import WHAT, DueState, Remittance, RemittanceDue

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
            return [slip, *gone], [next_number("remittance", slip.year, slip.ref)]

        asked = {"remit": ids, "on": on, "document": document}
        return self._kept_first(key, REMIT, asked, make)  # type: ignore[no-any-return] # a slip

    def remittances(self, year: "Year") -> "tuple[Remittance, ...]":
        """The slips of a fiscal year, in the order of their numbers."""
        from orqa.domain.budgets.money_in import Remittance

        return tuple(sorted(self._every(Remittance, equal("year", year.ce)), key=lambda one: (one.number or 0, one.id)))

    def _due(self, identity: str) -> "RemittanceDue":
        from orqa.domain.budgets.money_in import RemittanceDue

        known: RemittanceDue | None = self._by_id(RemittanceDue, identity)
        if known is None:
            raise NotFound(_DUE, identity)
        return known

    def _cancelled(self, about: RecordRef) -> "list[RemittanceDue]":
        """What a receipt or posting that is taken back left to be remitted, which waits no more.

        Raises:
            BudgetRefused: when it was remitted.
        """
        from orqa.domain.budgets.money_in import DueState, RemittanceDue

        dues: list[RemittanceDue] = self._every(RemittanceDue, equal("about", str(about)))
        if any(due.state == DueState.REMITTED.value for due in dues):
            raise BudgetRefused(_REMITTED)
        return [evolve(due, state=DueState.CANCELLED.value) for due in dues]

    def _held_for_others(
        self, what: str, amount: Money, since: date, about: RecordRef, payee: str = ""
    ) -> "list[RemittanceDue]":
        """A new sum held for others; those of its sort that it makes due sooner are changed with it."""
        from orqa.domain.budgets.money_in import RemittanceDue

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

    def _beside(self, postings: "Sequence[Posting]", records: "Sequence[Record]") -> list[Add]:
        new = {record.id: record for record in records if isinstance(record, BudgetLine)}
        return [*super()._beside(postings, records), *feeding(self._office, postings, new)]

    def _meaning(self, refused: Refused, postings: "Sequence[Posting]") -> Exception | None:
        return self._too_little(refused) or super()._meaning(refused, postings)


def next_number(register: str, year: int, ref: RecordRef) -> Add:
    """The next number of a register of the fiscal year."""
    from orqa.domain.correspondence.numbering import CENTRAL, series_cell

    return Add(series_cell(register, CENTRAL, year), 1, None, (Into(ref, "number"),))
