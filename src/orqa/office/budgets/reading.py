"""Reading the book of a budget: its lines, spending cases, postings and balances (การอ่านบัญชีงบประมาณ)."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final, TypeAlias, cast

from orqa.base.language import Text
from orqa.base.money import Money
from orqa.base.refs import RecordRef
from orqa.domain.budgets.errors import BudgetRefused
from orqa.domain.budgets.moves import Held
from orqa.domain.budgets.records import BudgetLine, Posting, SpendingCase
from orqa.domain.budgets.trees import Balance, LineTree
from orqa.office.access import UNNAMED
from orqa.office.budgets.cells import balance_in, balances_in, case_prefix, held_in, line_prefix
from orqa.office.errors import NotFound, WorkRefused, twice
from orqa.office.paging import every
from orqa.office.service import Service
from orqa.storage.query import Query, equal

if TYPE_CHECKING:
    from orqa.base.years import FiscalYear, Year
    from orqa.office.office import Office
    from orqa.office.recorder import Recording

Amount: TypeAlias = Money | Decimal | int | str
"""Money, or an amount in baht; never a float."""

LARGEST: Final = 10**15
"""Satang of one amount: thousands of them still add up in the 64 bits of a number of the store."""

_TOO_LARGE = Text.of(
    en="{amount} is more than one entry can hold, {most}: look for a digit too many",
    th="{amount} มากกว่าที่บันทึกได้ต่อรายการ {most} โปรดตรวจว่าพิมพ์ตัวเลขเกินหรือไม่",
)
_MOST_TOLD: Final = 2_000
_LINE = Text.of(en="the budget line", th="รายการงบประมาณ")
_CASE = Text.of(en="the spending case", th="เรื่องขออนุมัติใช้เงิน")
_POSTING = Text.of(en="the posting", th="รายการบัญชี")


class BookReading(Service):
    """Reads lines, cases and balances."""

    def __init__(self, office: "Office", recording: "Recording | None" = None) -> None:
        super().__init__(office, recording)
        self._seen: set[str] = set()
        self._told: dict[tuple[Any, ...], Any] = {}

    def currency(self, on: date | None = None) -> str:
        """The currency that the budget is kept in."""
        return str(self._rule(on or self._office.today(), "spending.currency"))

    def fiscal_year(self, day: date) -> "Year":
        """The fiscal year that a day lies in."""
        from orqa.base.years import YearRule

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
            BudgetRefused: when it is more than the store can add up.
        """
        zero = self.money(0)
        money = amount if isinstance(amount, Money) else Money.of(amount, zero.currency)
        minor = (zero + money).minor
        if abs(minor) > LARGEST:
            raise BudgetRefused(_TOO_LARGE.fill(amount=money.written(), most=self.money(LARGEST).written()))
        return minor

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
            WorkRefused: inside of the work that makes it: it is there once that has ended.
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
        office, ref = self._office, RecordRef(kind.kind, identity)
        if self._recorder.waiting(ref) is not None:  # what is made in a work is there once the work has ended
            raise WorkRefused(twice(ref))
        with office.reading(personal=kind is SpendingCase) as reader:
            (stored,) = reader.get_many([ref])
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
        """The spending cases that a line pays, as far as they may be seen; what they come to, balances tell."""
        return tuple(self._every(SpendingCase, equal("funded", self.line(line, year).id)))

    def cases_left_out(self, line: BudgetLine | str, year: "Year | None" = None) -> int:
        """How many cases a line pays besides, that whoever acts may not see."""
        return self._left_out(equal("funded", self.line(line, year).id))

    def _left_out(self, query: Query) -> int:
        """How many cases a query would find besides, if whoever acts might see them."""
        with self._office.store.snapshot(self._office.rights.personal, UNNAMED) as (reader, counter):
            there, seen = counter.count(SpendingCase.kind, query), reader.count(SpendingCase.kind, query)
        return max(0, there - seen)

    def _every(self, kind: "type[Any]", query: Query) -> "list[Any]":
        with self._office.reading(personal=kind is SpendingCase) as reader:
            return list(every(self._office, reader, kind, query))

    def _all_cases(self, query: Query) -> list[SpendingCase]:
        """Cases, whoever acts: to count or to decide by, never to be shown."""
        with self._office.store.read(UNNAMED) as reader:
            return list(every(self._office, reader, SpendingCase, query))

    def _standing(self, case_id: str) -> tuple[SpendingCase, Held, BudgetLine]:
        """A case, what it holds, and the line that holds its money, as one moment shows them.

        Raises:
            NotFound: when there is none, or it may not be seen.
        """
        decode, ref = self._office.codec.decode, RecordRef(SpendingCase.kind, case_id)
        if self._recorder.waiting(ref) is not None:
            raise WorkRefused(twice(ref))
        with self._office.reading(personal=True) as reader:
            (stored,) = reader.get_many([ref])
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
