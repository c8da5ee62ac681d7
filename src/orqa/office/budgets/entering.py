"""Entering many postings at once (การบันทึกรายการจากทะเบียนคุม): good rows are posted, each bad one is a finding."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Any, Final

from attrs import define, evolve, field, frozen

from orqa.base.date_format import day_text
from orqa.base.findings import Finding, FindingKind, Severity
from orqa.base.language import Text
from orqa.base.refs import RecordRef
from orqa.domain.budgets.books import NOT_WHOLE, Book
from orqa.domain.budgets.carry_over import decide_refund
from orqa.domain.budgets.drafts import VERBS, PostingDraft
from orqa.domain.budgets.errors import BudgetRefused, OverBudget
from orqa.domain.budgets.records import BudgetLine, Posting
from orqa.domain.budgets.stages import TITLES, Move, Stage
from orqa.office.budgets.cells import adds_of
from orqa.office.budgets.feeding import IncomeLeft, feeding
from orqa.office.budgets.lines import plain
from orqa.office.keys import usable
from orqa.storage.errors import Conflict, Refused

if TYPE_CHECKING:
    from datetime import date

    from orqa.office.budgets.ledger import Ledger
    from orqa.office.office import Office
    from orqa.office.recorder import SavesAside

AT_ONCE: Final = 1_000
"""Postings that are written together."""


def _kind(code: str, en: str, th: str) -> FindingKind:
    return FindingKind(code, Severity.ERROR, Text.of(en=en, th=th))


NO_LINE = _kind(
    "posting-no-line",
    en="Row {number}: {line} is no line of fiscal year {year}; add it first, or correct the code",
    th="แถวที่ {number}: ปีงบประมาณ {year} ไม่มีรายการ {line} ให้เพิ่มรายการก่อน หรือแก้รหัส",
)
NO_MONEY = _kind(
    "posting-line-holds-no-money",
    en="Row {number}: {line} holds no money of its own; name the line above that does",
    th="แถวที่ {number}: {line} ไม่มีเงินของตัวเอง ให้ระบุรายการที่อยู่เหนือซึ่งมีเงิน",
)
CLOSED = _kind(
    "posting-year-closed",
    en="Row {number}: the year of {line} is closed; nothing is entered any more",
    th="แถวที่ {number}: รายการ {line} ปิดปีแล้ว บันทึกเพิ่มไม่ได้",
)
NO_ACT = _kind(
    "posting-no-act",
    en="Row {number}: no act moves money from {source} to {target}; enter it in two rows, or by its own call",
    th="แถวที่ {number}: ไม่มีการดำเนินการที่ย้ายเงินจาก{source}ไป{target} ให้แยกเป็นสองแถว หรือบันทึกด้วยคำสั่งเฉพาะ",
)
REFUND_ELSEWHERE = _kind(
    "posting-refund-elsewhere",
    en="Row {number}: a refund of {day} goes to {target} (rule year_end.refund), not to {asked}",
    th="แถวที่ {number}: เงินส่งคืนวันที่ {day} ต้องไปที่ {target} (กฎ year_end.refund) ไม่ใช่ {asked}",
)
NOT_COVERED = _kind("posting-not-covered", en="Row {number}: {why}", th="แถวที่ {number}: {why}")
OTHERWISE = _kind(
    "posting-entered-otherwise",
    en="Row {number} was entered under this key before, as something else; use another key, or reverse {posting}",
    th="แถวที่ {number} เคยบันทึกด้วยคีย์นี้เป็นรายการอื่น ให้ใช้คีย์อื่นหรือกลับรายการ {posting}",
)

_MEANWHILE = Text.of(
    en="money moved at the same moment; call again with the same key, what is entered stays and is not doubled",
    th="มีการเคลื่อนไหวของเงินพร้อมกัน ให้เรียกอีกครั้งด้วยคีย์เดิม รายการที่บันทึกแล้วจะไม่ซ้ำ",
)


@frozen(kw_only=True)
class Entered:
    """What became of many rows.

    Attributes:
        rows: how many there were.
        posted: how many were posted.
        known: how many had been posted under the same key before.
        findings: why the others were not, in the order of the rows.
    """

    rows: int
    posted: int
    known: int
    findings: tuple[Finding, ...]


def enter(ledger: "Ledger", office: "Office", drafts: Iterable[PostingDraft], key: str, action: str) -> Entered:
    """Enter drafts; reached as ``office.budgets.enter``, which tells the rest."""
    run = _Entering(ledger, office, plain(usable(key)))
    rows = iter(enumerate(drafts, 1))
    with office.recorder.aside() as aside:
        try:
            while chunk := list(islice(rows, AT_ONCE)):
                run.take(chunk, aside, action)
            aside.wait()
        except (Refused, Conflict) as error:
            raise BudgetRefused(_MEANWHILE) from error
    return Entered(rows=run.rows, posted=run.posted, known=run.known, findings=tuple(run.findings))


@define(eq=False)
class _Entering:
    """One call."""

    ledger: "Ledger"
    office: "Office"
    key: str
    rows: int = 0
    posted: int = 0
    known: int = 0
    findings: list[Finding] = field(factory=list)
    _book: Book = field(factory=Book)
    _lines: dict[tuple[int, str], BudgetLine] = field(factory=dict)
    _years: dict["date", int] = field(factory=dict)
    _begun: set[int] = field(factory=set)
    _income: IncomeLeft | None = None

    def take(self, rows: Sequence[tuple[int, PostingDraft]], aside: "SavesAside", action: str) -> None:
        """Post what can be posted of some rows, together."""
        self.rows += len(rows)
        new = list(self._new(rows))
        self.posted += len(new)
        if new:
            aside.save(action, self.office.now(), new, [*adds_of(new), *feeding(self.office, new, self._fed(new))])

    def _fed(self, new: Iterable[Posting]) -> dict[str, BudgetLine]:
        """The lines that are allotted to, as they were read at the beginning."""
        return {one.line: self._lines[one.year, one.line] for one in new if one.verb == "allot"}

    def _new(self, rows: Sequence[tuple[int, PostingDraft]]) -> Iterator[Posting]:
        refs = [RecordRef(Posting.kind, f"{self.key}-{number:07}") for number, _ in rows]
        with self.office.reading() as reader:
            known = reader.get_many(refs)
        for (number, draft), ref, stored in zip(rows, refs, known, strict=True):
            posting = self._posting(number, draft, ref.id, moves=stored is None)
            if posting is not None and stored is not None:
                self._again(number, posting, self.office.codec.decode(stored))
            elif posting is not None:
                yield posting

    def _again(self, number: int, posting: Posting, known: object) -> None:
        if posting == known:
            self.known += 1
        else:
            self.findings.append(OTHERWISE.make(number=number, posting=posting.id, record=posting.ref))

    def _posting(self, number: int, draft: PostingDraft, identity: str, *, moves: bool) -> Posting | None:
        """The posting of a row; where there cannot be one, a finding says why."""
        line, verb = self._line(draft), VERBS.get((draft.source, draft.target))
        told: dict[str, Any] = {"number": number, "place": draft.place, "line": draft.line}
        if line is None:
            year = self.office.written_year(self._year(draft.on))
            self.findings.append(NO_LINE.make(year=year, field="line", **told))
        elif not line.holds_money:
            self.findings.append(NO_MONEY.make(field="line", **told))
        elif verb is None:
            stages: dict[str, Any] = {"source": TITLES[draft.source], "target": TITLES[draft.target]}
            self.findings.append(NO_ACT.make(field="target", **stages, **told))
        elif draft.minor.__class__ is not int or draft.minor <= 0:
            self.findings.append(NOT_COVERED.make(field="minor", why=NOT_WHOLE.fill(minor=draft.minor), **told))
        elif moves and line.closed:
            self.findings.append(CLOSED.make(field="line", **told))
        elif verb == "refund" and draft.target is not (goes := self._refund_to(draft)):
            stages = {"target": TITLES[goes], "asked": TITLES[draft.target]}
            self.findings.append(REFUND_ELSEWHERE.make(field="target", day=day_text(draft.on), **stages, **told))
        else:
            posting = Posting(
                id=identity,
                line=line.id,
                year=line.year,
                verb=verb,
                on=draft.on,
                moves=(Move(draft.source, draft.target, draft.minor),),
                document=draft.document,
                reason=draft.reason,
            )
            if not moves or (self._let(posting, line, told) and self._covered(posting, line, draft)):
                return posting if not moves or self._moved(line, draft, told) else None
        return None

    def _let(self, posting: Posting, line: BudgetLine, told: dict[str, Any]) -> bool:
        """Whether the rules that a single posting is held to let it, too."""
        try:
            self.ledger.check_entry(line, posting.verb, posting.moves, posting.on, posting.document)
        except BudgetRefused as error:
            self.findings.append(NOT_COVERED.make(field="on", why=error.reason, **told))
            return False
        return True

    def _refund_to(self, draft: PostingDraft) -> Stage:
        """Where the rule lets a refund go, as of ``office.budgets.refund``."""
        office = self.office
        year = office.year("fiscal", office.written_year(self._year(draft.on)))
        where = decide_refund(office.rules(draft.on).reading(), refunded=draft.on, year=year).value
        return Stage.ALLOTTED if where.to_budget else Stage.OUTSIDE

    def _covered(self, posting: Posting, line: BudgetLine, draft: PostingDraft) -> bool:
        """Whether the year's own income covers an allotment, where the rules hold allotments to what came in."""
        if posting.verb != "allot":
            return True
        self._income = self._income or IncomeLeft(self.office)
        missing = self._income.missing(posting, line)
        if missing is not None:
            self.findings.append(evolve(missing, place=draft.place, field="minor"))
        return missing is None

    def _moved(self, line: BudgetLine, draft: PostingDraft, told: dict[str, Any]) -> bool:
        try:
            self._book.move(line.id, draft.source, draft.target, draft.minor)
        except OverBudget as error:
            why = OverBudget(line.code, error.asked, error.available).messages
        except BudgetRefused as error:
            why = error.reason
        else:
            return True
        self.findings.append(NOT_COVERED.make(field="minor", why=why, **told))
        return False

    def _year(self, day: "date") -> int:
        if day not in self._years:
            self._years[day] = self.ledger.fiscal_year(day).ce
        return self._years[day]

    def _line(self, draft: PostingDraft) -> BudgetLine | None:
        year = self._year(draft.on)
        if year not in self._begun:
            self._begun.add(year)
            for line in self.ledger.lines(year):
                self._lines[year, line.code] = self._lines[year, line.id] = line
            self._book.begin(self.ledger.balances(year))
        return self._lines.get((year, draft.line))
