"""Papers of spending cases: shown as fields, issued with a number, kept as they were (เอกสารการเบิกจ่าย)."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Final, cast

from attrs import evolve

from orqa.base.findings import has_errors, reasons
from orqa.base.language import Text
from orqa.base.refs import RecordRef
from orqa.domain.budgets.advances import CLEAR, agreement_notes, decide_clear_by
from orqa.domain.budgets.errors import BudgetRefused
from orqa.domain.budgets.paper_records import BudgetPaper
from orqa.domain.budgets.papers import (
    AskedLine,
    Paper,
    PaperKind,
    PaperValue,
    Voucher,
    check_lines,
    check_vouchers,
    cover_lines,
    decide_consent,
    decide_number,
    decide_paper,
)
from orqa.domain.budgets.records import Posting
from orqa.domain.budgets.withholding import decide_taken_off
from orqa.office.budgets.paper_facts import advance_facts, cover_facts, facts_of
from orqa.office.errors import NotFound
from orqa.office.paging import every
from orqa.office.service import Asked, Service
from orqa.rules.views import Reading
from orqa.storage.protocol import Add, Into
from orqa.storage.query import equal

if TYPE_CHECKING:
    from orqa.base.findings import Finding
    from orqa.domain.budgets.records import SpendingCase
    from orqa.office.recorder import Save
    from orqa.reporting.tables import Table
    from orqa.rules.decisions import Decision

ISSUE: Final = "budget.paper"
"""The action, as the policy has it: give a paper its number."""

_PAPER = Text.of(en="the paper", th="เอกสาร")
_OTHER_YEAR = Text.of(
    en="the paper is dated outside the fiscal year of its case", th="วันที่ของเอกสารอยู่นอกปีงบประมาณของเรื่อง"
)
_UNLIKE = Text.of(
    en="lines are told of a request or an advance, vouchers of a cover sheet",
    th="ระบุรายการได้ในบันทึกขออนุมัติและสัญญายืมเงิน ใบสำคัญได้ในงบหน้า",
)


class Papers(Service):
    """Papers of spending cases; reached as ``office.budgets.papers``. Their layout is not said here."""

    def show(  # noqa: PLR0913 - what a paper says besides what is known, by name
        self,
        kind: PaperKind | str,
        case: "SpendingCase | str",
        *,
        lines: Iterable[AskedLine] = (),
        vouchers: Iterable[Voucher] = (),
        given: Mapping[str, PaperValue] | None = None,
        purpose: str = "other",
        returns: date | None = None,
        on: date | None = None,
    ) -> "Decision[Paper]":
        """A paper of a case as fields in the order of its form, with what is missing.

        Args:
            kind: ``request``, ``approval``, ``advance`` or ``voucher``.
            case: the case, or its id.
            lines: of a request or an advance: what the amount is for.
            vouchers: of a cover sheet.
            given: further fields, by name, such as ``addressed_to``; they stand before what is known.
            purpose: of an advance, by which it falls due: ``travel``, ``travel_abroad``, ``take_up_post`` or ``other``.
            returns: of an advance for travel: the day of return.
            on: the day of the paper; by default today.

        Raises:
            NotFound: when there is no such case.
            BudgetRefused: when a field is given that the form has not, or lines are none of it.
            NotModelled: where a rule has not begun, or the calendar does not reach a due day.
            UnknownDimension: when there is no such purpose.
        """
        office, known, paper = self._office, self._office.budgets.case(case), PaperKind(kind)
        day, asked, billed = on or office.today(), tuple(lines), tuple(vouchers)
        if (billed and paper is not PaperKind.VOUCHER) or (asked and paper not in _WITH_LINES):
            raise BudgetRefused(_UNLIKE)
        reading = office.rules(day).reading()
        facts = facts_of(office, known, day) | {"lines": asked, "number": self._number_of(paper, known)}
        found: tuple[Finding, ...] = check_lines(paper, asked, office.budgets.money(known.minor))
        if paper is PaperKind.ADVANCE:
            facts |= self._of_advance(reading, known, day, purpose, returns)
            due, year = facts["due"], office.year("fiscal", office.written_year(known.year))
            last = due if isinstance(due, date) else None
            found += tuple(agreement_notes(reading, purpose=purpose, year=year, due=last))
        if paper is PaperKind.VOUCHER:
            held = office.budgets.held(known)
            taxed = [reading.adopt(decide_taken_off(reading.view.reading(), one)) for one in billed]
            cover = cover_lines(taxed, office.budgets.currency())
            facts |= cover_facts(cover, office.budgets.currency())
            found = check_vouchers(paper, cover, office.budgets.money(held.open + held.paid))
        decision = decide_paper(reading, paper, facts, given)
        return evolve(decision, value=evolve(decision.value, findings=(*decision.value.findings, *found)))

    def issue(  # noqa: PLR0913 - as of show
        self,
        kind: PaperKind | str,
        case: "SpendingCase | str",
        *,
        lines: Iterable[AskedLine] = (),
        vouchers: Iterable[Voucher] = (),
        given: Mapping[str, PaperValue] | None = None,
        purpose: str = "other",
        returns: date | None = None,
        on: date | None = None,
        key: str | None = None,
    ) -> BudgetPaper:
        """Issue a paper (ออกเอกสาร): it takes the next number of its series, and is kept as it is now.

        Arguments as of :meth:`show`; ``key`` is of the caller's choice: the same call with the same key is done once.

        Raises:
            BudgetRefused: when something that it needs is missing or contradicts itself, or its day lies in another
                fiscal year than its case.
            NotAllowed: when whoever acts may not; nothing is written.
            NotFound, NotModelled, UnknownDimension: as of :meth:`show`.
        """
        office, known, paper = self._office, self._office.budgets.case(case), PaperKind(kind)
        asked, billed, day = tuple(lines), tuple(vouchers), on or office.today()
        how = {"purpose": purpose, "returns": returns, "given": dict(given or {})}

        def make(save: "Save") -> BudgetPaper:
            shown = self.show(
                paper, known, lines=asked, vouchers=billed, given=given, purpose=purpose, returns=returns, on=day
            ).value
            if has_errors(shown.findings):
                raise BudgetRefused(reasons(shown.findings))
            if office.budgets.fiscal_year(day).ce != known.year:
                raise BudgetRefused(_OTHER_YEAR)
            record, adds = self._record(shown, known, day)
            save(ISSUE, office.now(), [record], adds)
            return self.get(record.id) if self._recording is None else record

        told = {"paper": paper.value, "case": known.id, "lines": asked, "vouchers": billed, "on": on, **how}
        return self._recorder.once(key, ISSUE, Asked(told), make, lambda made: self.get(made[0].id))

    def get(self, identity: str) -> BudgetPaper:
        """A paper that was issued, by its id.

        Raises:
            NotFound: when there is none.
        """
        with self._office.reading(personal=True) as reader:
            (stored,) = reader.get_many([RecordRef(BudgetPaper.kind, identity)])
        if stored is None:
            raise NotFound(_PAPER, identity)
        return cast("BudgetPaper", self._office.codec.decode(stored))

    def of(self, case: "SpendingCase | str") -> tuple[BudgetPaper, ...]:
        """The papers that were issued of a case, the oldest first.

        Raises:
            NotFound: when there is no such case.
        """
        known = self._office.budgets.case(case)
        with self._office.reading(personal=True) as reader:
            return tuple(every(self._office, reader, BudgetPaper, equal("case", known.id)))

    def tables(self, paper: Paper) -> "tuple[Table, ...]":
        """A paper as tables: its fields, then each list of lines that it has."""
        from orqa.office.budgets.paper_tables import paper_tables

        return tuple(paper_tables(self._office, paper))

    # ------------------------------------------------------------------ inside

    def _of_advance(
        self, reading: Reading, case: "SpendingCase", day: date, purpose: str, returns: date | None
    ) -> dict[str, PaperValue]:
        office = self._office
        facts = dict(advance_facts(office, case, self._postings(case)))
        received = facts["received_on"]
        start = received if isinstance(received, date) else day
        due = (
            case.due
            or decide_clear_by(reading, office.calendar, purpose=purpose, received=start, returned=returns).value
        )
        days = reading.value(CLEAR, purpose=purpose)["days"]
        borrowed: PaperValue = Text.from_value({office.profile.language: office.budgets.line(case.funded).title})
        return facts | {
            "due": due,
            "consent": decide_consent(reading, days).value,
            "signed_on": day,
            "borrowed_from": borrowed,
        }

    def _postings(self, case: "SpendingCase") -> tuple[Posting, ...]:
        with self._office.reading(personal=True) as reader:
            return tuple(every(self._office, reader, Posting, equal("case", case.id)))

    def _number_of(self, paper: PaperKind, case: "SpendingCase") -> str | None:
        """The number of the paper that was issued last of this kind."""
        issued = [one for one in self.of(case) if one.paper == paper.value]
        return issued[-1].printed_number or None if issued else None

    def _record(self, paper: Paper, case: "SpendingCase", day: date) -> tuple[BudgetPaper, tuple[Add, ...]]:
        from orqa.office.budgets.paper_tables import kept_fields

        office = self._office
        series = decide_number(office.rules(day).reading(), paper.kind).value
        record = BudgetPaper(
            id=office.ids.next_id(office.now()),
            paper=paper.kind.value,
            case=case.id,
            year=case.year,
            series=series[0] if series else "",
            printed=series[1].replace("{year}", str(office.written_year(case.year))) if series else "",
            on=day,
            requester=case.requester,
            unit=case.unit,
            fields=tuple(kept_fields(office, paper)),
        )
        if series is None:
            return record, ()
        cell = f"series/budget-paper/{series[0]}/{case.year}"
        return record, (Add(cell, 1, None, (Into(record.ref, "number"),)),)


_WITH_LINES: Final = frozenset({PaperKind.REQUEST, PaperKind.ADVANCE})
