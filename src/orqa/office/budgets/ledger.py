"""Posting (การบันทึกบัญชีงบประมาณ): what every act of the budget does in the end, once, together, or not at all."""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final, TypeAlias, cast

from attrs import evolve

from orqa.base.date_format import day_text
from orqa.base.findings import Finding, FindingKind, Severity
from orqa.base.language import Text
from orqa.base.money import Money
from orqa.base.refs import RecordRef
from orqa.base.years import YearRule
from orqa.domain.budgets.errors import BudgetRefused, OverBudget
from orqa.domain.budgets.moves import Held
from orqa.domain.budgets.records import BudgetLine, Posting, SpendingCase
from orqa.domain.budgets.stages import Move, Stage, changes
from orqa.domain.budgets.trees import Balance, LineTree
from orqa.office.budgets.cells import (
    adds_of,
    balance_in,
    balances_in,
    case_prefix,
    closed_cell,
    held_in,
    line_cell,
    line_prefix,
)
from orqa.office.errors import NotFound
from orqa.office.organizing import Asked
from orqa.office.paging import every
from orqa.office.service import Service
from orqa.storage.errors import Conflict, Refused
from orqa.storage.query import Query, equal

if TYPE_CHECKING:
    from collections.abc import Callable

    from orqa.base.records import Record
    from orqa.base.years import FiscalYear, Year
    from orqa.office.office import Office
    from orqa.office.recorder import Made, Recording, Save
    from orqa.storage.protocol import Add, Reader

Amount: TypeAlias = Money | Decimal | int | str
"""Money, or an amount in baht; never a float."""

POST: Final = "budget.post"
"""The action, as the policy has it: move money."""

FIRST: Final = slice(1)
LAST: Final = slice(-1, None)
"""Which of the records that were written together are answered."""

_LINE = Text.of(en="the budget line", th="รายการงบประมาณ")
_CASE = Text.of(en="the spending case", th="เรื่องขออนุมัติใช้เงิน")
_POSTING = Text.of(en="the posting", th="รายการบัญชี")
CLOSED: Final = Text.of(en="the year of {line} is closed", th="รายการ {line} ปิดปีแล้ว")
_CLOSED_REFUND = Text.of(
    en="the year of {line} is closed; enter what comes back now as income (receive)",
    th="รายการ {line} ปิดปีแล้ว เงินที่ส่งคืนหลังจากนี้ให้บันทึกเป็นรายรับ (receive)",
)
ABOVE_GRANT: Final = Text.of(
    en="{line} has {left} that was approved and is not allotted, {asked} was asked for: {short} is missing; "
    "approve that first, or allot together with the grant",
    th="รายการ {line} มีเงินที่ได้รับอนุมัติและยังไม่จัดสรร {left} แต่ขอจัดสรร {asked} ขาด {short} "
    "ให้บันทึกการอนุมัติก่อน หรือจัดสรรพร้อมการอนุมัติ",
)
_MEANWHILE = Text.of(
    en="money moved at the same moment; look again",
    th="มีการเคลื่อนไหวของเงินพร้อมกัน โปรดตรวจสอบอีกครั้ง",
)
_ALREADY = Text.of(en="the same was entered already", th="บันทึกรายการนี้ไปแล้ว")
_OTHER_YEAR = Text.of(en="{day} lies outside the fiscal year of {line}", th="วันที่ {day} อยู่นอกปีงบประมาณของรายการ {line}")


class Ledger(Service):
    """Reads lines, cases and balances, and posts."""

    def __init__(self, office: "Office", recording: "Recording | None" = None) -> None:
        super().__init__(office, recording)
        self._seen: set[str] = set()
        self._categories: dict[str, str] = {}
        self._told: dict[tuple[Any, ...], Any] = {}

    # ------------------------------------------------------------------ reading

    def currency(self, on: date | None = None) -> str:
        """The currency that the budget is kept in."""
        return str(self._rule(on or self._office.today(), "spending.currency"))

    def fiscal_year(self, day: date) -> "Year":
        """The fiscal year that a day lies in."""
        start = self._rule(day, "years.fiscal")
        return YearRule(kind="fiscal", month=start["month"], day=start["day"], named_by=start["named_by"]).year_of(day)

    def _named(self, ce: int) -> "Year":
        """The fiscal year of a number of the common era, as lines and cases keep it."""
        return self._office.year("fiscal", self._office.written_year(ce))

    def _rule(self, day: date, key: str, **by: str) -> Any:
        """What a rule says on a day; asked at every posting, so it is kept for the days that are posted on."""
        asked = (day, key, *by.values())
        if asked not in self._told:
            if len(self._told) >= _MOST_TOLD:
                self._told.clear()
            self._told[asked] = self._office.rules(day).reading().value(key, **by)
        return self._told[asked]

    def money(self, minor: int) -> Money:
        """An amount of the ledger."""
        return Money(minor, self.currency())

    def minor(self, amount: Amount) -> int:
        """An amount in satang.

        Raises:
            FloatRefused, NotExact, AmountNotUnderstood: when it is no exact amount.
            MixedCurrencies: when it is of another currency.
        """
        zero = self.money(0)
        money = amount if isinstance(amount, Money) else Money.of(amount, zero.currency)
        return (zero + money).minor

    def line(self, line: BudgetLine | str, year: "Year | None" = None) -> BudgetLine:
        """A line by its id, or by its code in a year.

        Args:
            line: the line, its id, or its code.
            year: the fiscal year of a code; by default the one that today is in.

        Raises:
            NotFound: when there is none, or it may not be seen.
        """
        office = self._office
        identity = line.id if isinstance(line, BudgetLine) else line
        known: BudgetLine | None = self._by_id(BudgetLine, identity)
        if known is None:
            ce = (year or office.year("fiscal")).ce
            found = self.lines(ce, code=identity)
            known = found[0] if found else None
        if known is None:
            raise NotFound(_LINE, identity)
        self._seen.add(known.id)
        return known

    def _given(self, line: BudgetLine | str) -> BudgetLine:
        """A line that something is posted on: as the caller read it here, else as it is now.

        What can have changed on it since, that its year was closed, the store refuses by itself.

        Raises:
            NotFound: as of :meth:`line`.
        """
        return line if isinstance(line, BudgetLine) and line.id in self._seen else self.line(line)

    def case(self, case: SpendingCase | str) -> SpendingCase:
        """A spending case as it is now.

        Raises:
            NotFound: when there is none, or it may not be seen.
        """
        identity = case.id if isinstance(case, SpendingCase) else case
        known: SpendingCase | None = self._by_id(SpendingCase, identity)
        if known is None:
            raise NotFound(_CASE, identity)
        return known

    def posting(self, posting: Posting | str) -> Posting:
        """A posting.

        Raises:
            NotFound: when there is none, or it may not be seen.
        """
        identity = posting.id if isinstance(posting, Posting) else posting
        known: Posting | None = self._by_id(Posting, identity)
        if known is None:
            raise NotFound(_POSTING, identity)
        return known

    def _by_id(self, kind: "type[Any]", identity: str) -> Any:
        office = self._office
        with office.reading() as reader:
            (stored,) = reader.get_many([RecordRef(kind.kind, identity)])
        return None if stored is None else office.codec.decode(stored)

    def lines(self, year: "Year | int", *, code: str = "") -> tuple[BudgetLine, ...]:
        """The lines of a fiscal year, in the order of their codes."""
        query = equal("year", year if isinstance(year, int) else year.ce)
        if code:
            query &= equal("code", code)
        lines: list[BudgetLine] = self._every(BudgetLine, query)
        self._seen.update(line.id for line in lines)
        return tuple(sorted(lines, key=lambda line: line.code))

    def tree(self, year: "Year | int") -> LineTree:
        """The tree of the lines of a year."""
        return LineTree(self.lines(year))

    def postings(self, line: BudgetLine | str, year: "Year | None" = None) -> tuple[Posting, ...]:
        """What was posted on a line, in the order in which it was."""
        return tuple(self._every(Posting, equal("line", self.line(line, year).id)))

    def cases(self, line: BudgetLine | str, year: "Year | None" = None) -> tuple[SpendingCase, ...]:
        """The spending cases that a line pays."""
        return tuple(self._every(SpendingCase, equal("funded", self.line(line, year).id)))

    def _every(self, kind: "type[Any]", query: Query) -> "list[Any]":
        with self._office.reading() as reader:
            return list(every(self._office, reader, kind, query))

    def _standing(self, case_id: str) -> tuple[SpendingCase, Held, BudgetLine]:
        """A case, what it holds, and the line that holds its money, as one moment shows them.

        Raises:
            NotFound: when there is none, or it may not be seen.
        """
        decode = self._office.codec.decode
        with self._office.reading() as reader:
            (stored,) = reader.get_many([RecordRef(SpendingCase.kind, case_id)])
            if stored is None:
                raise NotFound(_CASE, case_id)
            case = cast("SpendingCase", decode(stored))
            (above,) = reader.get_many([RecordRef(BudgetLine.kind, case.funded)])
            cells = reader.cells(case_prefix(case_id))
        if above is None:
            raise NotFound(_LINE, case.funded)
        return case, held_in(cells, case_id), cast("BudgetLine", decode(above))

    def held(self, case: SpendingCase | str) -> Held:
        """What a case holds by stage."""
        identity = self.case(case).id
        with self._office.reading() as reader:
            return held_in(reader.cells(case_prefix(identity)), identity)

    def helds(self, cases: Iterable[SpendingCase]) -> dict[str, Held]:
        """What each of many cases holds by stage, at one moment, by its id."""
        with self._office.reading() as reader:
            cells = reader.cells("budget-case/")
        return {case.id: held_in(cells, case.id) for case in cases}

    def balance(self, line: BudgetLine | str, year: "Year | None" = None) -> Balance:
        """What stands on a line by stage, in satang."""
        known = self.line(line, year)
        with self._office.reading() as reader:
            return balance_in(reader.cells(line_prefix(known.id)), known.id)

    def balances(self, year: "Year | int") -> dict[str, Balance]:
        """What stands on each line of a year that holds money, by its id."""
        query = equal("year", year if isinstance(year, int) else year.ce)
        with self._office.reading() as reader:
            found = balances_in(reader.cells(line_prefix()))
            ids = [str(identity) for (identity,) in reader.rows(BudgetLine.kind, ("id",), query, ("code",))]
            untouched = [RecordRef(BudgetLine.kind, line) for line in ids if line not in found]
            bodies = (stored.body for stored in reader.get_many(untouched) if stored is not None)
            holds = [bool(body.get("holds_money", True)) for body in bodies]  # objects of them are slow to make
        found |= {ref.id: Balance() for ref, own in zip(untouched, holds, strict=True) if own}
        return {line: found[line] for line in ids if line in found}

    def funded(self, line: BudgetLine) -> BudgetLine:
        """The line that holds the money of a line.

        Raises:
            NoMoney: when neither it nor a line above it does.
        """
        return line if line.holds_money else self.tree(line.year).funded(line.id)

    def available(self, line: BudgetLine | str, on: "date | FiscalYear | None" = None) -> Money:
        """How much may still be used for a line: what the nearest line that holds money has.

        Args:
            line: the line, its id, or its code.
            on: a day of the fiscal year, or the year, of a code; by default today.

        Raises:
            NotFound: when there is no such line.
            NoMoney: when no line above it holds money.
        """
        year = self.fiscal_year(on) if isinstance(on, date) else on
        return self.money(self.balance(self.funded(self.line(line, year))).available)

    # ------------------------------------------------------------------ writing

    def _posted(  # noqa: PLR0913, PLR0917 - who writes what, and what comes of it
        self,
        key: str | None,
        asked: dict[str, Any],
        make: "Callable[[], tuple[Sequence[Record], Sequence[Posting]]]",
        which: slice,
        action: str = POST,
        marks: "Sequence[Add]" = (),
    ) -> tuple[Any, ...]:
        """Write records and postings together; ``make`` is asked once and says which.

        Returns:
            Those of them that are asked for, as they are stored.
        """

        def write(save: "Save") -> Any:
            records, postings = make()
            warns = all(self._only_warns(posting) for posting in postings)
            try:
                adds = adds_of(postings, may_fall_short=warns)
                marked = {mark.cell for mark in marks}
                adds = [*(add for add in adds if add.cell not in marked), *marks, *self._beside(postings)]
                save(action, self._office.now(), [*records, *postings], adds)
            except Refused as refused:
                raise self._why(refused, postings) from refused
            except Conflict as conflict:
                new = conflict.ref.kind in {BudgetLine.kind, Posting.kind}  # it has this id already
                raise BudgetRefused(_ALREADY if new else _MEANWHILE) from conflict
            self._seen.difference_update(record.id for record in records)
            return tuple(evolve(record, version=record.version + 1) for record in (*records, *postings)[which])

        def again(made: "Made") -> Any:
            with self._office.reading() as reader:
                return self._by_refs(made[which], reader)

        found: tuple[Any, ...] = self._recorder.once(key, action, Asked(asked), write, again)
        return found

    def _beside(self, postings: "Sequence[Posting]") -> "list[Add]":
        """What postings ask of the store beside the balances of their lines and cases."""
        del postings
        return []

    def _by_refs(self, refs: "Sequence[RecordRef]", reader: "Reader") -> tuple[Any, ...]:
        """Records that were written before, as they are now."""
        shown = reader.get_many(refs) if refs else ()
        return tuple(self._office.codec.decode(stored) for stored in shown if stored is not None)

    def _only_warns(self, posting: Posting) -> bool:
        """Whether the rules let a posting take more than is available."""
        if posting.verb in _STRICT or not any(move.source is Stage.ALLOTTED for move in posting.moves):
            return False
        if changes(posting.moves).get(Stage.ALLOTTED, 0) >= 0:
            return False
        category = self._category(posting.line)
        return bool(self._rule(posting.on, CONTROL, verb=posting.verb, category=category) == "warn")

    def _category(self, line: str) -> str:
        """By which category a line is controlled: its own, or none where it has none that the rule knows."""
        found = self._categories.get(line)
        if found is None:
            known = self._office.profile.ruleset.parameter(CONTROL).dimensions["category"]
            category = self.line(line).category
            found = self._categories[line] = category if category in known else NO_CATEGORY
        return found

    def overdrawn(self, year: "Year | int") -> tuple[Finding, ...]:
        """Lines of a year that more was taken from than they had, where the rules of control only warn (เกินวงเงิน)."""
        balances = self.balances(year)
        short = [(line, balances[line.id].available) for line in self.lines(year) if line.id in balances]
        return tuple(
            OVERDRAWN.make(record=line.ref, line=line.code, amount=self.money(-minor).written())
            for line, minor in short
            if minor < 0
        )

    def _why(self, refused: Refused, postings: "Sequence[Posting]") -> Exception:
        """What a refusal of the store means for people."""
        for posting in postings:
            line = self.line(posting.line)
            if refused.cell == closed_cell(line.id):
                return BudgetRefused((_CLOSED_REFUND if posting.verb == "refund" else CLOSED).fill(line=line.code))
            if refused.cell == line_cell(line.id, Stage.APPROVED) and posting.verb == "allot":
                return self._above_grant(line, posting)
            if refused.cell == line_cell(line.id, Stage.ALLOTTED) and refused.at_most is None:
                asked = -changes(posting.moves).get(Stage.ALLOTTED, 0)
                return OverBudget(line.code, self.money(asked), self.money(self.balance(line).available))
        return BudgetRefused(_MEANWHILE)

    def _above_grant(self, line: BudgetLine, posting: Posting) -> BudgetRefused:
        """That more was to be allotted than was granted and not allotted yet."""
        asked = self.money(-changes(posting.moves).get(Stage.APPROVED, 0))
        left = self.money(self.balance(line).minor.get(Stage.APPROVED, 0))
        if left >= asked:  # granted since
            return BudgetRefused(_MEANWHILE)
        amounts = {"left": left.written(), "asked": asked.written(), "short": (asked - left).written()}
        return BudgetRefused(ABOVE_GRANT.fill(line=line.code, **amounts))

    def _entry(
        self, line: BudgetLine, verb: str, moves: Sequence[Move], on: date | None, identity: str = "", **more: Any
    ) -> Posting:
        """A posting on a line that holds money.

        Raises:
            BudgetRefused: when the day lies outside the line's fiscal year.
        """
        office = self._office
        day = on or office.today()
        if self.fiscal_year(day).ce != line.year and verb not in _ANY_DAY:
            raise BudgetRefused(_OTHER_YEAR.fill(day=day_text(day), line=line.code))
        return Posting(
            id=identity or office.ids.next_id(office.now()),
            line=line.id,
            year=line.year,
            verb=verb,
            on=day,
            moves=tuple(moves),
            **more,
        )


_MOST_TOLD: Final = 2_000
CONTROL: Final = "spending.control"
NO_CATEGORY: Final = "none"
"""How the rule of control calls lines that name no category."""

OVERDRAWN: Final = FindingKind(
    "budget-overdrawn",
    Severity.WARNING,
    Text.of(
        en="{line} is overdrawn by {amount}: allot or transfer that much, or give something up",
        th="รายการ {line} ใช้เกินวงเงิน {amount} ให้จัดสรรหรือโอนเพิ่ม หรือยกเลิกบางเรื่อง",
    ),
)
"""More was taken from a line than it had."""

_STRICT: Final = frozenset({"allot", "transfer", "carry-over", "close"})
"""Acts that never take more than there is, whatever the rules of spending say."""

_ANY_DAY: Final = frozenset({"close", "refund", "carry-over", "clear", "reverse"})
"""Acts that may be entered after the year that they concern."""
