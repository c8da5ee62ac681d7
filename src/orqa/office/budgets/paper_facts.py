"""What is known of a spending case, by the names of the fields of its papers (ข้อมูลประกอบเอกสารการเบิกจ่าย)."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING

from orqa.base.language import Text, joined
from orqa.base.money import Money
from orqa.domain.budgets.papers import ClearedLine, CoverLine, PaperValue
from orqa.domain.budgets.records import BudgetLine, CaseState, Posting, SpendingCase
from orqa.domain.budgets.stages import Stage, changes
from orqa.domain.organization.approvals import Approval, ApprovalState, Verdict
from orqa.office.about import names_of
from orqa.office.naming import term_title

if TYPE_CHECKING:
    from orqa.office.office import Office


def facts_of(office: "Office", case: SpendingCase, on: date) -> dict[str, PaperValue]:
    """The facts of a case on the day of a paper: what for, from what, how much, who asks, who approved."""
    line, amount = office.budgets.line(case.line), office.budgets.money(case.minor)
    facts: dict[str, PaperValue] = {
        "date": on,
        "request_date": case.on,
        "subject": case.title,
        "purpose": case.title,
        "amount": amount,
        "amount_words": amount.words,
        "concerns": _concerns(office, case),
        **_line_facts(office, line),
        **_room(office, case, amount),
        **_asker(office, case, line, on),
        **_approved(office, case),
    }
    return facts


def _line_facts(office: "Office", line: BudgetLine) -> Mapping[str, PaperValue]:
    axes = {name: value or None for name, value in (("plan", line.plan), ("output", line.output))}
    axes |= {"activity": line.activity or None, "project": line.project or None}
    named = {"fund": line.fund, "expenditure-category": line.category}
    fund, category = (term_title(office.profile, name, code) if code else None for name, code in named.items())
    return {"line": f"{line.code} {line.title}", "fund": fund, "category": category, **axes}


def _room(office: "Office", case: SpendingCase, amount: Money) -> Mapping[str, PaperValue]:
    """What is available before the case, and what is left: for one that holds money that is added back."""
    available = office.budgets.available(case.funded)
    if case.state == CaseState.ASKED.value:
        return {"available": available, "left": available - amount}
    held = office.budgets.held(case)
    return {"available": available + office.budgets.money(held.open + held.paid), "left": available}


def _asker(office: "Office", case: SpendingCase, line: BudgetLine, on: date) -> Mapping[str, PaperValue]:
    now = office.organization.on(on)
    person = now.structure.people.get(case.requester)
    held = now.positions_of(case.requester) if person else ()
    units = now.units_of(case.requester) if person else ()
    unit = now.unit(next(iter(units), line.unit))
    name = person.name if person else None
    post = now.title_of(held[0].position) if held else None
    return {"requester": name, "borrower": name, "position": post, "unit": unit.title if unit else None}


def _approved(office: "Office", case: SpendingCase) -> Mapping[str, PaperValue]:
    """Who approved the case along its route, as what, when, and with which words."""
    approved = [one for one in office.approvals.of(case.ref) if one.state is ApprovalState.APPROVED]
    if not approved:
        return {}
    request = max(approved, key=lambda one: one.opened_at)
    last = [move for move in request.moves if move.verdict is Verdict.APPROVED][-1]
    person = office.organization.structure.people.get(last.person)
    return {
        "approver": person.name if person else None,
        "approver_position": last.position,
        "approved_on": last.at.astimezone(office.now().tzinfo).date(),
        "comment": _comments(request),
    }


def _comments(request: Approval) -> str | None:
    return "; ".join(move.comment for move in request.moves if move.comment) or None


def _concerns(office: "Office", case: SpendingCase) -> Text | None:
    if not case.concerns:
        return None
    names = names_of(office, case.concerns)
    told = (names.get(ref, str(ref)) for ref in case.concerns)
    return joined([one if isinstance(one, Text) else Text.of(en=one) for one in told])


def cover_facts(lines: tuple[CoverLine, ...], currency: str) -> Mapping[str, PaperValue]:
    """The sums of a cover sheet; nothing where there is no voucher."""
    if not lines:
        return {"amount": None, "amount_words": None}
    amount, withheld, penalty, net = (
        Money.total((getattr(one, name) for one in lines), currency)
        for name in ("amount", "withheld", "penalty", "net")
    )
    sums: dict[str, PaperValue] = {"amount": amount, "withheld": withheld, "penalty": penalty, "net": net}
    return {**sums, "payees": lines, "amount_words": net.words}


def advance_facts(office: "Office", case: SpendingCase, postings: Iterable[Posting]) -> Mapping[str, PaperValue]:
    """When the money of an advance was handed out, and how it was cleared."""
    own = [one for one in postings if one.case == case.id]
    undone = {one.reverses for one in own if one.reverses}
    own = [one for one in own if not one.reverses and one.id not in undone]
    received = next((one.on for one in own if one.verb == "advance"), None)
    return {"received_on": received, "cleared": tuple(_cleared(office, own))}


def _cleared(office: "Office", postings: Iterable[Posting]) -> Iterator[ClearedLine]:
    money, lent = office.budgets.money, 0
    for one in postings:
        change = changes(one.moves)
        lent += change.get(Stage.ADVANCED, 0)
        if one.verb == "clear":
            evidence, returned = change.get(Stage.PAID, 0), change.get(Stage.ALLOTTED, 0)
            shown = {"evidence": money(evidence), "returned": money(returned), "left": money(lent)}
            yield ClearedLine(on=one.on, document=one.document, **shown)
