"""From the row of a table of a budget to its line, its postings, and a case for what is used of it already."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from hashlib import sha256
from typing import TYPE_CHECKING, Any, Final

from attrs import evolve, field, frozen

from orqa.base.date_format import day_text
from orqa.base.findings import Finding, has_errors
from orqa.base.language import Text
from orqa.base.money import Money
from orqa.base.records import Record
from orqa.base.refs import RecordRef
from orqa.domain.budgets.errors import BudgetRefused
from orqa.domain.budgets.plans import ALLOTTED, APPROVED, USED
from orqa.domain.budgets.records import AXES, FUND_OF, Basis, BudgetLine, CaseState, Posting, SpendingCase
from orqa.domain.budgets.stages import TITLES, Move, Stage
from orqa.office.budgets.cells import adds_of
from orqa.office.budgets.feeding import IncomeLeft, feeding
from orqa.office.budgets.lines import inherited, line_id
from orqa.office.budgets.planned_findings import (
    NO_TITLE,
    NOT_GRANTED,
    NOT_LET,
    OF_OTHERS,
    OTHER_YEAR,
    OTHERWISE,
    POSTED_OTHERWISE,
    YEAR_CLOSED,
)
from orqa.office.budgets.turns import of_new_lines
from orqa.storage.protocol import Add

if TYPE_CHECKING:
    from orqa.domain.budgets.plans import Plan, PlanRow
    from orqa.office.office import Office
    from orqa.office.tabular.tables import TableRow

OPENING: Final = "open"
"""The verb of what was used of a line before the office kept its budget here (ยอดยกมา)."""

_OPENING = Text.of(en="Used before the budget was kept here", th="ยอดที่ใช้ไปก่อนเริ่มบันทึกในระบบ")


_OPENED: Final = {Stage.RESERVED: "reserve", Stage.ADVANCED: "advance", Stage.PAID: "pay"}
"""As which act the rules look at what was used already; a contract may be of a day to come."""


@frozen(kw_only=True)
class Planned:
    """What a row becomes.

    Attributes:
        records: new records; none where the office holds all of it already.
        adds: what its postings ask of the store.
        posted: the amounts that are posted, by name.
        findings: what is wrong with it.
    """

    records: tuple[Record, ...] = ()
    adds: tuple[Add, ...] = ()
    posted: Mapping[str, Money] = field(factory=dict)
    findings: tuple[Finding, ...] = ()


class PlannedYear:
    """The lines of one fiscal year, to which rows of a table are added.

    Args:
        office: where they are kept.
        ce: common-era name of the year.
    """

    def __init__(self, office: "Office", ce: int) -> None:
        self._budgets = budgets = office.budgets
        self._office = office
        self.ce = ce
        self.year = office.year("fiscal", office.written_year(ce))
        self.lines = {line.code: line for line in budgets.lines(ce)}
        self._closed = any(line.closed for line in self.lines.values())
        self._balances = budgets.balances(ce)

    def planned(self, row: "TableRow", draft: "PlanRow", plan: "Plan", above: "Sequence[TableRow]") -> Planned:
        """What a row becomes, under the rows above it; one with errors of its own is only looked at."""
        known = self.lines.get(draft.code)
        line = known or self._line(row, draft, plan, above)
        found = [*self._of_line(row, line, known), *self._of_day(row)]
        document = row.get("document", "")
        postings, case = self._postings(line, plan.to_post(draft), self._day(row), document)
        new = []
        for posting in postings:
            held = self._posting(posting.id) if known else None
            if held is None:
                new.append(posting)
            elif held.moves != posting.moves:
                found.append(self._posted_otherwise(line, held, posting))
        if not has_errors(found) and not has_errors(row.findings):
            found += self._granted(line, new)
            found += self._not_let(line, new)
        records = (*(() if known else (line,)), *([case] if case and new and new[-1].case else ()), *new)
        amounts = {name: money for name, money in plan.to_post(draft).items() if new}
        return Planned(records=records, adds=tuple(adds_of(new)), posted=amounts, findings=tuple(found))

    def with_income(self, made: Mapping[int, Planned]) -> dict[int, Planned]:
        """The rows, the first with what all together ask of the year's own income."""
        records = [record for planned in made.values() for record in planned.records]
        lines = {record.id: record for record in records if isinstance(record, BudgetLine)}
        left, found = IncomeLeft(self._office), dict(made)
        for number, planned in made.items():
            new = [one for one in planned.records if isinstance(one, Posting)]
            missing = [left.missing(one, lines.get(one.line) or self._kept(one.line)) for one in new]
            short = tuple(evolve(one, field=ALLOTTED) for one in missing if one is not None)
            found[number] = evolve(planned, findings=(*planned.findings, *short))
        adds = self._turns(lines)
        adds += feeding(self._office, [one for one in records if isinstance(one, Posting)], lines)
        first = next((number for number, planned in made.items() if planned.records), None)
        if first is None or not adds:
            return found
        return {**found, first: evolve(found[first], adds=(*found[first].adds, *adds))}

    def _turns(self, new: Mapping[str, BudgetLine]) -> list[Add]:
        """New lines ask, together once, that nobody closes their year meanwhile."""
        return of_new_lines(self.ce) if new else []

    def _kept(self, line: str) -> BudgetLine:
        return next(one for one in self.lines.values() if one.id == line)

    # ------------------------------------------------------------------ the line

    def _line(self, row: "TableRow", draft: "PlanRow", plan: "Plan", above: "Sequence[TableRow]") -> BudgetLine:
        given: dict[str, Any] = {"title": row.get("title") or "", "basis": row.get("basis") or Basis.ACT.value}
        parent = self.lines.get(draft.parent)
        top = above[-1] if above else row
        axes: dict[str, str] = {}
        for one in (row, *above):
            axes = {name: one.values[name] for name in AXES if one.get(name)} | axes
        given |= inherited(axes, self.lines.get(top.get("parent", "")))
        return BudgetLine(
            id=line_id(self.ce, draft.code),
            code=draft.code,
            year=self.ce,
            parent=parent.id if parent else line_id(self.ce, draft.parent) if draft.parent else "",
            holds_money=plan.holds_money(draft),
            **given,
        )

    def _of_line(self, row: "TableRow", line: BudgetLine, known: BudgetLine | None) -> Iterator[Finding]:
        code = row.values["code"]
        if known is None and not row.get("title"):
            yield NO_TITLE.make(field="title", code=code)
        if known.closed if known else self._closed:
            yield YEAR_CLOSED.make(field="year", code=code, year=self._office.written_year(self.ce))
        if FUND_OF[Basis.ON_BEHALF] in {line.fund, FUND_OF[line.basis]} and not (line.owner and row.get("document")):
            yield OF_OTHERS.make(field="owner" if not line.owner else "document", code=code)
        if known is None:
            return
        differs = tuple(self._differences(row, known))
        if differs:
            yield OTHERWISE.make(field="code", code=code, differs=", ".join(differs))

    def _differences(self, row: "TableRow", known: BudgetLine) -> Iterator[str]:
        for name in ("title", "basis", *AXES):
            if row.get(name) and row.values[name] != getattr(known, name):
                yield getattr(known, name) or "–"
        above = next((line.code for line in self.lines.values() if line.id == known.parent), "")
        if row.get("parent") and row.values["parent"] != above:
            yield above or "–"
        holds = row.get("holds_money")
        if holds is not None and holds != known.holds_money:
            yield "holds money" if known.holds_money else "holds no money"

    # ------------------------------------------------------------------ the money

    def _day(self, row: "TableRow") -> date:
        today = self._office.today()
        day: date = row.get("on") or (today if today in self.year else self.year.first)
        return day

    def _of_day(self, row: "TableRow") -> Iterator[Finding]:
        day = self._day(row)
        if day not in self.year:
            yield OTHER_YEAR.make(field="on", day=day_text(day), year=self._office.written_year(self.ce))

    def _postings(
        self, line: BudgetLine, amounts: Mapping[str, Money], on: date, document: str
    ) -> tuple[list[Posting], SpendingCase | None]:
        """What the amounts post: granted, allotted, and, in a case, used."""
        made: list[Posting] = []

        def post(verb: str, moves: Sequence[Move], case: str = "") -> None:
            identity = f"{line.id}-{verb}-{_short(document)}"
            fields: dict[str, Any] = {"line": line.id, "year": self.ce, "document": document, "case": case}
            made.append(Posting(id=identity, verb=verb, on=on, moves=tuple(moves), **fields))

        if APPROVED in amounts:
            post("approve", [Move(Stage.OUTSIDE, Stage.APPROVED, amounts[APPROVED].minor)])
        if ALLOTTED in amounts:
            source = Stage.APPROVED if APPROVED in amounts or self._approved(line) else Stage.OUTSIDE
            post("allot", [Move(source, Stage.ALLOTTED, amounts[ALLOTTED].minor)])
        used = [(Stage(name), amounts[name].minor) for name in USED if name in amounts]
        if not used:
            return made, None
        case = self._case(line, used, on, document)
        post(OPENING, [Move(Stage.ALLOTTED, stage, minor) for stage, minor in used], case.id)
        return made, case

    def _case(self, line: BudgetLine, used: Sequence[tuple[Stage, int]], on: date, document: str) -> SpendingCase:
        is_open = any(stage is not Stage.PAID for stage, _ in used)
        return SpendingCase(
            id=f"{line.id}-{OPENING}-{_short(document)}",
            line=line.id,
            funded=line.id,
            year=self.ce,
            title=_OPENING.in_language(self._office.profile.language),
            minor=sum(minor for _, minor in used),
            state=(CaseState.OPEN if is_open else CaseState.DONE).value,
            on=on,
            contract=document,
            unit=line.unit,
        )

    def _approved(self, line: BudgetLine) -> int:
        """What was granted to a line that is kept, and is not yet allotted."""
        balance = self._balances.get(line.id)
        return balance.of(Stage.APPROVED) if balance else 0

    def _granted(self, line: BudgetLine, new: Sequence[Posting]) -> Iterator[Finding]:
        """Whether no more is allotted of a kept line than is left of what was granted to it."""
        moves = [move for posting in new for move in posting.moves]
        asked = sum(move.minor for move in moves if move.source is Stage.APPROVED)
        left = self._approved(line) + sum(move.minor for move in moves if move.target is Stage.APPROVED)
        if asked > left:
            told = {"allotted": asked, "approved": left, "short": asked - left}
            written: dict[str, Any] = {name: self._budgets.money(minor).written() for name, minor in told.items()}
            yield NOT_GRANTED.make(field=ALLOTTED, code=line.code, **written)

    def _not_let(self, line: BudgetLine, new: Sequence[Posting]) -> Iterator[Finding]:
        """What the rules that a single posting is held to do not let: days to come, carried money, money of others."""
        for posting in new:
            used = [move.target for move in posting.moves] if posting.verb == OPENING else []
            verbs = [_OPENED[stage] for stage in used if stage in _OPENED] or [posting.verb]
            for verb in verbs:
                try:
                    self._budgets.check_entry(line, verb, posting.moves, posting.on, posting.document)
                except BudgetRefused as error:
                    yield NOT_LET.make(field="on", code=line.code, why=error.reason)
                    return

    def _posting(self, identity: str) -> Posting | None:
        with self._office.reading() as reader:
            (stored,) = reader.get_many([RecordRef(Posting.kind, identity)])
        held = None if stored is None else self._office.codec.decode(stored)
        return held if isinstance(held, Posting) else None

    def _posted_otherwise(self, line: BudgetLine, held: Posting, posting: Posting) -> Finding:
        def written(one: Posting) -> str:
            return ", ".join(
                f"{TITLES[move.target].in_language('th')} {self._budgets.money(move.minor).written()}"
                for move in one.moves
            )

        what = {"approve": TITLES[Stage.APPROVED], "allot": Text.of(en="allotted", th="จัดสรร")}
        return POSTED_OTHERWISE.make(
            field="document",
            code=line.code,
            what=what.get(posting.verb, _OPENING),
            document=posting.document or "–",
            had=written(held),
            have=written(posting),
        )


def _short(document: str) -> str:
    """A document number as part of an id: short, and none without one."""
    return sha256(document.encode()).hexdigest()[:12] if document else "first"
