"""Spending cases name people: their unit and those of finance see them; sums and decisions count all."""

import io
from datetime import date
from typing import Any

import pytest

from organization_samples import ENLARGED, begun
from orqa.base.money import Money
from orqa.domain.budgets.paper_records import BudgetPaper
from orqa.domain.budgets.papers import AskedLine
from orqa.domain.budgets.records import SpendingCase
from orqa.domain.organization.approvals import Approval
from orqa.office.budgets.lending import OpenAdvance
from orqa.office.errors import NotFound, WorkRefused
from orqa.office.office import Office
from orqa.storage.protocol import OPEN, SYSTEM, Batch
from orqa.storage.query import Query

KINDS = (SpendingCase.kind, BudgetPaper.kind)


@pytest.fixture
def kept(office: Office) -> Office:
    """An advance of E3, of the section ``ga``; beside its people stand those of ``qa``, and a finance officer."""
    org = begun(office).organization
    org.add_unit("qa", "งานประกันคุณภาพ", first=ENLARGED, parent="irqa", level="section")
    org.add_position("qa.head", "หัวหน้างาน", unit="qa", first=ENLARGED, roles=["section-head"], is_head=True)
    for code in ("Q1", "F1"):
        org.add_person(code, code)
    org.appoint("Q1", "qa.head", first=ENLARGED)
    org.grant("F1", "finance-officer", unit="irqa", first=date(2026, 1, 5))
    budgets = office.budgets
    budgets.add_line("P1", "งานพื้นฐาน", office.year("fiscal"), fund="national", unit="ga")
    budgets.allot("P1", 100_000, granted=False)
    case = budgets.advance(budgets.reserve("P1", 5_000, "ไปราชการของนายตัวอย่าง", requester="E3"), 5_000, contract="ย. 1")
    blanks = dict.fromkeys(
        ("addressed_to", "borrower", "position", "unit", "proposed_by", "approver", "approved_on"), "x"
    )
    lines = [AskedLine(title="ค่าเบี้ยเลี้ยง", amount=Money.of(5_000, "THB"))]
    budgets.papers.issue("advance", case, lines=lines, given=blanks)
    budgets.files.attach(case, io.BytesIO(b"bill"), name="ใบเสร็จ.pdf")
    return office


def the_case(office: Office) -> SpendingCase:
    (case,) = office.budgets.cases("P1")
    return case


SEES = {"E1": 1, "E2": 1, "E3": 1, "F1": 1, "Q1": 0}


@pytest.mark.parametrize("who", SEES)
def test_the_borrower_the_unit_and_finance_see_a_case(kept: Office, who: str) -> None:
    mine, there = kept.acting(who), the_case(kept)
    assert len(mine.budgets.cases("P1")) == len(mine.budgets.advances()) == SEES[who]
    assert mine.budgets.cases_left_out("P1") == mine.budgets.advances_left_out() == 1 - SEES[who]
    if SEES[who]:
        assert len(mine.budgets.papers.of(there)) == 1
        with mine.budgets.files.open(mine.budgets.files.of(there)[0].id) as bill:
            assert bill.read() == b"bill"
        return
    for ask in (mine.budgets.case, mine.budgets.held, mine.budgets.papers.of):
        with pytest.raises(NotFound):
            ask(there.id)
    paper = kept.budgets.papers.of(there)[0]
    with pytest.raises(NotFound):
        mine.budgets.papers.get(paper.id)
    with pytest.raises(NotFound):
        mine.budgets.files.of(there)
    for take in (mine.budgets.files.get, mine.budgets.files.open, lambda one: mine.budgets.files.save(one, ".")):
        with pytest.raises(NotFound, match="file"):
            take(kept.budgets.files.of(there)[0].id)


@pytest.mark.parametrize("who", SEES)
def test_what_waits_for_a_borrower_is_told_to_those_who_see_the_case(kept: Office, who: str) -> None:
    (task,) = kept.desk("E3").tasks
    mine = kept.acting(who)
    if SEES[who]:
        assert mine.tasks.get(task.id) == task
        return
    for ask in (mine.tasks.get, mine.tasks.done, lambda one: mine.tasks.move(one, "E1")):
        with pytest.raises(NotFound, match="task"):
            ask(task.id)
    due = [str(one) for one in mine.deadlines(kept.today(), date(2027, 9, 30)).items]
    assert not [one for one in due if "นายตัวอย่าง" in one or task.id in one]


@pytest.mark.parametrize("who", ["Q1", "E3"])
def test_sums_and_numbers_are_the_same_whoever_asks(kept: Office, who: str) -> None:
    mine, year = kept.acting(who), kept.year("fiscal")
    assert mine.budgets.balance("P1") == kept.budgets.balance("P1")
    assert mine.budgets.available("P1") == kept.budgets.available("P1")
    for name in ("budget.commitment_rate", "budget.disbursement_rate", "budget.overdue_advances"):
        assert mine.metrics.value(name, year) == kept.metrics.value(name, year)
    rows = [list(one.budgets.compare(year).tables[0].rows()) for one in (mine, kept)]
    assert rows[0] == rows[1]


def test_a_register_tells_amounts_of_all_and_names_what_may_be_seen(kept: Office) -> None:
    def told(office: Office) -> list[Any]:
        return list(office.budgets.register("P1", language="th").tables[0].rows())

    assert "นายตัวอย่าง" in str(told(kept.acting("E3")))
    assert "นายตัวอย่าง" not in str(told(kept.acting("Q1")))
    assert [row[2:] for row in told(kept.acting("E3"))] == [row[2:] for row in told(kept.acting("Q1"))]


def test_an_open_advance_of_another_unit_keeps_a_second_one_back(kept: Office) -> None:
    budgets = kept.budgets
    budgets.add_line("P2", "งานอื่น", kept.year("fiscal"), fund="national", unit="qa")
    budgets.allot("P2", 1_000, granted=False)
    second = budgets.reserve("P2", 500, "อื่น", requester="E3")
    (finding,) = kept.acting("Q1").budgets.check_advance(second, 500).value.findings
    assert finding.code == "advance-open"


def test_a_request_is_seen_by_whoever_decides_it(kept: Office) -> None:
    kept.acting("E3").budgets.request("P1", 100, "วัสดุ", unit="ga")
    case = next(one for one in kept.budgets.cases("P1") if one.state == "asked")
    assert case.unit == "ga"
    (asked,) = kept.approvals.of(case.ref)
    assert kept.acting("E1").approvals.get(asked.id) == asked
    with pytest.raises(NotFound):
        kept.acting("Q1").approvals.get(asked.id)


def test_an_office_that_kept_them_open_is_mended(kept: Office) -> None:
    with kept.store.read(SYSTEM) as reader:
        found = [stored for kind in KINDS for stored in reader.find(kind, Query(), (), None, 100).items]
    puts = tuple(kept.codec.encode(kept.codec.decode(stored), readers=()) for stored in found)
    at = kept.now()
    kept.store.apply(Batch(kept.ids.next_id(at), "test", "test", at, puts))
    from orqa.office.readers_mending import mend_readers

    assert mend_readers(kept) == dict.fromkeys(KINDS, 1)
    assert not mend_readers(kept)
    with kept.store.read(OPEN) as reader:
        assert not any(reader.count(kind, Query()) for kind in (*KINDS, Approval.kind))


def test_a_case_of_a_work_is_moved_on_once_the_work_has_ended(kept: Office) -> None:
    def in_one_work() -> None:
        with kept.work("ทดสอบ") as work:
            work.budgets.pay(work.budgets.reserve("P1", 10, "วัสดุ"), 10)

    with pytest.raises(WorkRefused, match="spending-case") as refused:
        in_one_work()
    assert refused.value.messages.in_language("th") != refused.value.messages.in_language("en")
    assert len(kept.budgets.cases("P1")) == 1


def test_an_advance_is_told_with_its_case(kept: Office) -> None:
    (lent,) = kept.acting("E3").budgets.advances()
    assert isinstance(lent, OpenAdvance)
    assert (lent.case.unit, str(lent.amount)) == ("ga", "5000.00 THB")
