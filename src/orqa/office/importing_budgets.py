"""Taking in the table of a budget: lines with their axes, what was granted and allotted, and how far it is used."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from attrs import define, evolve, field

from orqa.base.findings import Finding, FindingKind, Place, Severity, has_errors
from orqa.base.language import Text
from orqa.base.money import Money
from orqa.domain.budgets.plan_amounts import read_amount
from orqa.domain.budgets.plans import NAMES, POSTED, REMAINING, Amount, Plan, PlanRow
from orqa.office.budgets.planning import Planned, PlannedYear
from orqa.office.tabular.findings import CELL_NOT_UNDERSTOOD, CELL_TOO_LONG
from orqa.office.tabular.tables import ColumnTable, Field, FieldType, ImportKind, TableRow, Take, Taken

if TYPE_CHECKING:
    from datetime import datetime

    from orqa.base.years import Year
    from orqa.office.office import Office
    from orqa.rules.views import Reading
    from orqa.storage.protocol import Receipt

AMOUNTS = (*POSTED, REMAINING)

TABLE = ColumnTable(
    name="budget",
    title=Text.of(en="budget lines", th="รายการงบประมาณ"),
    vocabulary="budget-field",
    fields=(
        Field("code", required=True),
        Field("title"),
        Field("parent"),
        Field("holds_money", FieldType.BOOLEAN),
        Field("year", FieldType.INTEGER),
        Field("fund", FieldType.CODE, vocabulary="fund"),
        Field("basis", FieldType.CODE, vocabulary="budget-basis"),
        Field("plan"),
        Field("output"),
        Field("project"),
        Field("activity"),
        Field("category", FieldType.CODE, vocabulary="expenditure-category"),
        Field("nature", FieldType.CODE, vocabulary="economic-nature"),
        Field("unit", FieldType.REFERENCE, kind="unit"),
        Field("owner"),
        Field("amount_unit", FieldType.CODE, vocabulary="amount-unit"),
        *(Field(name, FieldType.MONEY, raw=True) for name in AMOUNTS),
        Field("on", FieldType.DATE),
        Field("document"),
    ),
    action="budget.import",
)
"""The columns of a file of a budget; the table itself reads the amounts, to tell what is wrong with each."""

LONGEST_CODE = 32
"""Longest code of a line, in characters: it is part of the names of its numbers in the store."""

NO_YEAR = FindingKind(
    "plan-year-unknown",
    Severity.ERROR,
    Text.of(en="{year} is no fiscal year; write one such as {like}", th="{year} ไม่ใช่ปีงบประมาณ ให้เขียนเช่น {like}"),
)
TAKEN_IN = FindingKind(
    "plan-taken-in",
    Severity.INFO,
    Text.of(
        en="fiscal year {year}: {lines} lines, {sums}",
        th="ปีงบประมาณ {year}: {lines} รายการ {sums}",
    ),
)


@define
class _Sums:
    """What of one year was taken in."""

    lines: int = 0
    money: dict[str, Money] = field(factory=dict)


class TakeBudget(Take):
    """Takes in a budget as a whole or not at all, for its lines are to add up."""

    whole = True
    looks_again = True

    def __init__(self, office: "Office") -> None:
        super().__init__(office)
        self._known: set[Any] = set()
        self._plans: dict[int, Plan] = {}
        self._planned: dict[Any, Planned] = {}
        self._sums: dict[int, _Sums] = {}
        self._amounts: dict[int, Mapping[str, Amount]] = {}
        self._scale = 0

    def resolve(self, kind: str, text: str) -> str | None:
        """A unit by its code, or the code that stands on its letters."""
        del kind
        return unit_called(self.office, text)

    def look(self, rows: Sequence[TableRow], at: "datetime", reading: "Reading") -> Iterable[Taken]:
        """Decide about all rows together; those of each year are one plan."""
        del at
        found: dict[int, list[Finding]] = {row.number: [] for row in rows}
        named = {row.number: fiscal_year_of(self.office, row, found[row.number]) for row in rows}
        years = {number: year.ce if year else 0 for number, year in named.items()}
        for row in rows:
            self._amounts[row.number] = self._amounts_of(row, reading, found[row.number])
            found[row.number] += _of_code(row)
        taken: dict[int, Planned] = {}
        for ce in dict.fromkeys(ce for ce in years.values() if ce):
            mine = [row for row in rows if years[row.number] == ce and row.get("code")]
            taken |= self._of_year(ce, mine, found)
        return [self._taken(row, years[row.number], taken.get(row.number), found[row.number]) for row in rows]

    def _of_year(self, ce: int, rows: Sequence[TableRow], found: Mapping[int, list[Finding]]) -> dict[int, Planned]:
        year = PlannedYear(self.office, ce)
        drafts = [_plan_row(row, self._amounts[row.number], found[row.number]) for row in rows]
        plan = self._plans[ce] = Plan(drafts, year.lines, self.office.budgets.currency())
        for number, findings in plan.findings().items():
            found[number] += findings
        made: dict[int, Planned] = {}
        by_number = {row.number: row for row in rows}
        for row, draft in zip(rows, plan.rows, strict=True):
            above = [by_number[one.number] for one in plan.rows_above(draft)]
            made[row.number] = year.planned(row, draft, plan, above)
        made = year.with_income(made)
        for number, planned in made.items():
            found[number] += planned.findings
        return made

    def _taken(self, row: TableRow, ce: int, planned: Planned | None, found: Sequence[Finding]) -> Taken:
        if planned is None or has_errors(found):
            return Taken(findings=tuple(evolve(one, place=row.place) for one in found))
        key = (ce, row.values["code"])
        if not planned.records:
            self._known.add(key)
        self._planned[key] = planned
        return Taken(planned.records, key, tuple(evolve(one, place=row.place) for one in found), planned.adds)

    def _amounts_of(self, row: TableRow, reading: "Reading", found: list[Finding]) -> dict[str, Amount]:
        code = row.get("amount_unit")
        scale = int(reading.view.vocabulary("amount-unit")[code].extra["zeros"]) if code else 0
        self._scale = max(self._scale, scale)
        return dict(self._read(row, scale, found))

    def _read(self, row: TableRow, scale: int, found: list[Finding]) -> Iterator[tuple[str, Amount]]:
        titles, currency = self.office.profile.vocabulary(TABLE.vocabulary), self.office.budgets.currency()
        for name in AMOUNTS:
            if not (text := row.get(name)):
                continue
            title = titles[name].title
            amount = read_amount(text, title, scale, currency)
            if isinstance(amount, Amount):
                yield name, amount
            elif isinstance(amount, Finding):
                found.append(evolve(amount, field=name))
            else:
                wanted = Text.of(en="an amount such as 1,234.50", th="จำนวนเงิน เช่น 1,234.50")
                found.append(CELL_NOT_UNDERSTOOD.make(field=name, title=title, value=text[:60], wanted=wanted))

    def total(self, row: TableRow) -> Iterator[Finding]:
        """Hold the total below the rows against the lines that hold the money."""
        found: list[Finding] = []
        total = dict(self._read(row, self._scale, found))
        against = [finding for plan in self._plans.values() for finding in plan.against_total(total)]
        if len(self._plans) == 1:
            found += against
        return (evolve(one, place=row.place) for one in found)

    def known(self, keys: Collection[Any]) -> Mapping[Any, Any]:
        """Rows that say what the office holds already."""
        return {key: key for key in keys if key in self._known}

    def shown(self, row: TableRow, taken: Taken) -> Mapping[str, Any]:
        """The amounts as money."""
        del taken
        amounts = self._amounts.get(row.number, {})
        return {**row.values, **{name: amount.money for name, amount in amounts.items()}}

    def saved(self, new: Sequence[Taken], receipt: "Receipt") -> None:
        """Add up what was taken in."""
        del receipt
        for taken in new:
            ce, _ = taken.key
            sums = self._sums.setdefault(ce, _Sums())
            sums.lines += 1
            for name, money in self._planned[taken.key].posted.items():
                sums.money[name] = sums.money.get(name, Money.zero(money.currency)) + money

    def ended(self, place: Place) -> Iterator[Finding]:
        """What the lines of each year came to."""
        for ce, sums in self._sums.items():
            parts = [_SUM.fill(name=NAMES[name], money=money.written()) for name, money in sums.money.items()]
            told = Text.of(
                en=", ".join(part.in_language("en") for part in parts) or "no money",
                th=" ".join(part.in_language("th") for part in parts) or "ไม่มีเงิน",
            )
            yield TAKEN_IN.make(place=place, year=self.office.written_year(ce), lines=f"{sums.lines:,}", sums=told)


def unit_called(office: "Office", text: str) -> str | None:
    """The id of a unit by its code, or by the code that stands on its letters; None for none."""
    units = office.organization.structure.units
    if text in units:
        return text
    today = office.today()
    return next((id_ for id_, unit in units.items() if (now := unit.on(today)) and now.letter_code == text), None)


def fiscal_year_of(office: "Office", row: TableRow, found: list[Finding]) -> "Year | None":
    """The fiscal year that a row names, or this one; None, and a finding, where it names none that can be."""
    named = row.get("year")
    try:
        return office.year("fiscal", named)
    except (ValueError, OverflowError):
        like = office.written_year(office.year("fiscal").ce)
        found.append(NO_YEAR.make(field="year", year=named, like=like))
        return None


_SUM = Text.of(en="{name} {money}", th="{name} {money}")


def _of_code(row: TableRow) -> Iterator[Finding]:
    code = row.get("code", "")
    if len(code) > LONGEST_CODE:
        title = Text.of(en="Line code", th="รหัสรายการ")
        yield CELL_TOO_LONG.make(field="code", title=title, length=len(code), limit=LONGEST_CODE)


def _plan_row(row: TableRow, amounts: Mapping[str, Amount], found: Iterable[Finding]) -> PlanRow:
    return PlanRow(
        number=row.number,
        code=row.values["code"],
        parent=row.get("parent", ""),
        amounts=amounts,
        unread=frozenset(one.field for one in (*row.findings, *found)) & frozenset(AMOUNTS),
        holds=row.get("holds_money"),
        place=str(row.place),
    )


BUDGET = ImportKind(TABLE, TakeBudget)
"""The lines of a budget with their money."""
