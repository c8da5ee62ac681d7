"""Posting (การบันทึกบัญชีงบประมาณ): what every act of the budget does in the end, once, together, or not at all."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from attrs import evolve

from orqa.base.date_format import day_text
from orqa.base.findings import Finding, FindingKind, Severity
from orqa.base.language import Text
from orqa.domain.budgets.errors import BudgetRefused, OverBudget
from orqa.domain.budgets.records import BudgetLine, Posting
from orqa.domain.budgets.stages import Move, Stage, changes
from orqa.office.budgets.cells import (
    adds_of,
    closed_cell,
    line_cell,
)
from orqa.office.budgets.reading import BookReading
from orqa.office.service import Asked
from orqa.storage.errors import Conflict, Refused

if TYPE_CHECKING:
    from collections.abc import Callable

    from orqa.base.records import Record
    from orqa.base.refs import RecordRef
    from orqa.base.years import Year
    from orqa.office.office import Office
    from orqa.office.recorder import Made, Recording, Save
    from orqa.storage.protocol import Add, Reader

POST: Final = "budget.post"
"""The action, as the policy has it: move money."""

FIRST: Final = slice(1)
LAST: Final = slice(-1, None)
"""Which of the records that were written together are answered."""

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
_BEFORE_YEAR = Text.of(
    en="{day} lies before the fiscal year of {line}; nothing can come back before it was paid or lent",
    th="วันที่ {day} อยู่ก่อนปีงบประมาณของรายการ {line} ยังไม่มีการจ่ายหรือยืมเงินจึงส่งคืนไม่ได้",
)
_AHEAD = Text.of(
    en="{day} has not come, today is {today}: enter it on the day, or correct the year (rule {rule})",
    th="ยังไม่ถึงวันที่ {day} วันนี้คือ {today} ให้บันทึกในวันนั้นหรือแก้ปีให้ถูกต้อง (กฎ {rule})",
)
_KEPT_FOR = Text.of(
    en="{line} holds money that was carried over for its contracts: it is not allotted, transferred, reserved or "
    "added to for anything else; what is left lapses (rule {rule})",
    th="รายการ {line} เป็นเงินกันเหลื่อมปีสำหรับสัญญาเดิม จัดสรร โอน จอง หรือนำไปใช้เพิ่มในเรื่องอื่นไม่ได้ ส่วนที่เหลือพับไป (กฎ {rule})",
)
_OTHER_YEAR = Text.of(en="{day} lies outside the fiscal year of {line}", th="วันที่ {day} อยู่นอกปีงบประมาณของรายการ {line}")


class Ledger(BookReading):
    """Posts."""

    def __init__(self, office: "Office", recording: "Recording | None" = None) -> None:
        super().__init__(office, recording)
        self._categories: dict[str, str] = {}

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
                adds = [*(add for add in adds if add.cell not in marked), *marks, *self._beside(postings, records)]
                self._recorder.explain(lambda refused: self._meaning(refused, postings))
                save(action, self._office.now(), [*records, *postings], adds)
            except Refused as refused:
                raise self._why(refused, postings) from refused
            except Conflict as conflict:
                new = conflict.ref.kind in {BudgetLine.kind, Posting.kind}  # it has this id already
                raise BudgetRefused(_ALREADY if new else _MEANWHILE) from conflict
            self._seen.difference_update(record.id for record in records)
            return tuple(evolve(record, version=record.version + 1) for record in (*records, *postings)[which])

        def again(made: "Made") -> Any:
            with self._office.reading(personal=True) as reader:
                return self._by_refs(made[which], reader)

        found: tuple[Any, ...] = self._recorder.once(key, action, Asked(asked), write, again)
        return found

    def _beside(self, postings: "Sequence[Posting]", records: "Sequence[Record]") -> "list[Add]":
        """What postings, written with records, ask of the store beside the balances of their lines and cases."""
        del postings, records
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
        return self._meaning(refused, postings) or BudgetRefused(_MEANWHILE)

    def _meaning(self, refused: Refused, postings: "Sequence[Posting]") -> Exception | None:
        """What a refusal means where it is about these postings; None where it is not."""
        for posting in postings:
            line = self._by_id(BudgetLine, posting.line)
            if line is None:  # it is new, so that nothing stands on it
                continue
            if refused.cell == closed_cell(line.id):
                return BudgetRefused((_CLOSED_REFUND if posting.verb == "refund" else CLOSED).fill(line=line.code))
            if refused.cell == line_cell(line.id, Stage.APPROVED) and posting.verb == "allot":
                return self._above_grant(line, posting)
            if refused.cell == line_cell(line.id, Stage.ALLOTTED) and refused.at_most is None:
                return OverBudget(line.code, self.money(-refused.amount), self.money(refused.value))
        return None

    def _above_grant(self, line: BudgetLine, posting: Posting) -> BudgetRefused:
        """That more was to be allotted than was granted and not allotted yet."""
        asked = self.money(-changes(posting.moves).get(Stage.APPROVED, 0))
        left = self.money(self.balance(line).minor.get(Stage.APPROVED, 0))
        if left >= asked:  # granted since
            return BudgetRefused(_MEANWHILE)
        amounts = {"left": left.written(), "asked": asked.written(), "short": (asked - left).written()}
        return BudgetRefused(ABOVE_GRANT.fill(line=line.code, **amounts))

    def check_entry(self, line: BudgetLine, verb: str, moves: Sequence[Move], on: date, document: str = "") -> None:
        """Go on where a posting of a line's own fiscal year is let by the rules on days to come and on carried money.

        Args:
            line: the line.
            verb: what is to be done.
            moves: what it moves.
            on: the day on which it counts.
            document: number of its paper.

        Raises:
            BudgetRefused: when the day has not come, money of the year before would be used for something else, or
                money of another agency comes without its paper; the rule is named.
        """
        del document
        self._check_ahead(verb, on)
        if line.id.endswith(CARRIED_ID):
            self._check_purpose(line, verb, moves, on)

    def _entry(
        self, line: BudgetLine, verb: str, moves: Sequence[Move], on: date | None, identity: str = "", **more: Any
    ) -> Posting:
        """A posting on a line that holds money.

        Raises:
            BudgetRefused: when the day lies outside the line's fiscal year or has not come, or money of the year before
                would be used for something else.
        """
        office = self._office
        day = on or office.today()
        self._check_day(line, verb, day)
        if line.id.endswith(CARRIED_ID):
            self._check_purpose(line, verb, moves, day)
        return Posting(
            id=identity or office.ids.next_id(office.now()),
            line=line.id,
            year=line.year,
            verb=verb,
            on=day,
            moves=tuple(moves),
            **more,
        )

    def _check_day(self, line: BudgetLine, verb: str, day: date) -> None:
        """Refuse a day on which this cannot have been done."""
        year = self.fiscal_year(day).ce
        if year != line.year and verb not in _ANY_DAY:
            raise BudgetRefused(_OTHER_YEAR.fill(day=day_text(day), line=line.code))
        if year < line.year and verb in _AFTERWARDS:
            raise BudgetRefused(_BEFORE_YEAR.fill(day=day_text(day), line=line.code))
        self._check_ahead(verb, day)

    def _check_ahead(self, verb: str, day: date) -> None:
        """Refuse to tell of a day to come what happened on it, where the rule says so."""
        today = self._office.today()
        if day > today and verb in _HAPPENED and self._rule(today, AHEAD) == "block":
            raise BudgetRefused(_AHEAD.fill(day=day_text(day), today=day_text(today), rule=AHEAD))

    def _check_purpose(self, line: BudgetLine, verb: str, moves: Sequence[Move], on: date) -> None:
        """Refuse what uses money that was carried over for something else, where the rule says so."""
        if self._other_use(line, verb, moves, on) == "block":
            raise BudgetRefused(_KEPT_FOR.fill(line=line.code, rule=CARRIED_USE))

    def _other_use(self, line: BudgetLine, verb: str, moves: Sequence[Move], on: date) -> str:
        """What the rule says on a day of a use of carried money: ``block``, ``warn``, ``allow``; empty for no such."""
        takes = changes(moves).get(Stage.ALLOTTED, 0) < 0
        act = verb if verb in _OTHER_USES else "exceed" if takes and verb not in _GIVING_BACK else ""
        if not act:
            return ""
        return str(self._rule(on, CARRIED_USE, fund=line.fund, act=_OTHER_USES.get(act, act)))


CONTROL: Final = "spending.control"
AHEAD: Final = "spending.ahead"
CARRIED_USE: Final = "year_end.carried_use"
CARRIED_ID: Final = "-carried"
"""What the id of a line ends with that was made for money carried over."""

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

_STRICT: Final = frozenset({"allot", "enact", "transfer", "carry-over", "close", "give-back"})
"""Acts that never take more than there is, whatever the rules of spending say."""

_ANY_DAY: Final = frozenset({"close", "refund", "carry-over", "clear", "reverse"})
"""Acts that may be entered after the year that they concern."""

_AFTERWARDS: Final = frozenset({"refund", "clear"})
"""Acts of those that follow a payment or an advance, so that they are never before the year."""

_HAPPENED: Final = frozenset({"advance", "clear", "account", "pay", "refund"})
"""Acts that tell what happened to money; others may be entered for a day to come."""

_OTHER_USES: Final = {"approve": "allot", "allot": "allot", "transfer": "transfer", "reserve": "reserve"}
_GIVING_BACK: Final = frozenset({"reverse", "close", "carry-over"})
