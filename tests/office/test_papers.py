"""Papers of spending cases in an office: what is known stands in them, what is missing is told, numbers have no gap."""

import threading
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import orqa
from handling_samples import peopled, received
from orqa.base.findings import Severity
from orqa.base.money import Money
from orqa.domain.budgets.errors import BudgetRefused
from orqa.domain.budgets.papers import AskedLine, ClearedLine, Voucher
from orqa.domain.budgets.records import SpendingCase
from orqa.office.budgets.papers import Papers
from orqa.office.errors import NotAllowed, NotFound
from orqa.office.office import Office

START = date(2020, 1, 1)
TOLD = {"addressed_to": "อธิการบดี", "proposed_by": "หัวหน้างานการเงิน", "approver": "ผู้อำนวยการ", "approved_on": START}
LINES = [AskedLine(title="ค่าเบี้ยเลี้ยง", amount=Money.of(6_000, "THB"))]


@pytest.fixture
def office(tmp_path: Path, clock: Any) -> Iterator[Office]:
    with orqa.open_office(f"sqlite:///{tmp_path}/o.db", profile="thai-public-university", clock=clock) as office:
        yield founded(office)


def founded(office: Office) -> Office:
    """A budget of 100,000 baht, and S1 with a post."""
    peopled(office)
    org, budgets, year = office.organization, office.budgets, office.year("fiscal", 2570)
    org.add_position("ga.officer", {"th": "เจ้าหน้าที่บริหารงานทั่วไป", "en": "Officer"}, unit="ga", first=START)
    org.appoint("S1", "ga.officer", first=START)
    budgets.add_line("P1", "งบสัมมนา", year, fund="national", category="operating", plan="แผนงานพื้นฐาน", unit="irqa")
    budgets.allot("P1", 100_000, granted=False)
    return office


@pytest.fixture
def papers(office: Office) -> Papers:
    return office.budgets.papers


@pytest.fixture
def case(office: Office) -> SpendingCase:
    letter = received(office).letter
    return office.budgets.reserve("P1", 6_000, "ไปราชการเชียงใหม่", requester="S1", about=[letter.ref])


def test_a_request_tells_what_the_books_know(papers: Papers, case: SpendingCase) -> None:
    paper = papers.show("request", case, given={"addressed_to": "อธิการบดี", "reason": "ประชุม"}).value
    shown = {one.name: str(one.value) for one in paper.fields if not one.empty}
    assert paper.findings == ()
    assert shown["amount_words"] == "หกพันบาทถ้วน"
    assert (shown["available"], shown["left"]) == ("100000.00 THB", "94000.00 THB")
    assert (shown["position"], shown["fund"], shown["line"]) == ("Officer", "National budget", "P1 งบสัมมนา")
    assert shown["concerns"].startswith("Received letters") or "1/2569" in shown["concerns"]


def test_an_approval_memo_tells_who_approved_along_the_route(office: Office) -> None:
    asked = office.acting("S1").budgets.request("P1", 6_000, "ไปราชการ", unit="ga")
    missing = {one.field for one in office.budgets.papers.show("approval", asked).value.findings}
    assert missing == {"approver", "approver_position", "approved_on"}
    request, director = office.approvals.of(asked.ref)[0], office.acting("D1")
    while request.state.value == "pending":
        request = director.approvals.approve(request, "เห็นชอบ")
    paper = office.budgets.papers.show("approval", asked).value
    assert (str(paper.value("approver")), paper.value("approved_on")) == ("D1 Sample", date(2026, 11, 23))
    assert "เห็นชอบ" in str(paper.value("comment"))


def test_an_advance_falls_due_by_its_purpose_and_the_return(papers: Papers, case: SpendingCase) -> None:
    travel = papers.show("advance", case, purpose="travel", returns=date(2026, 12, 4))
    assert travel.value.value("due") == date(2026, 12, 19)
    assert "advance-pages" in {str(one) for one in travel.citations}
    assert "due" in {one.field for one in papers.show("advance", case, purpose="travel").value.findings}
    assert papers.show("advance", case).value.value("due") == date(2026, 12, 23)


def test_an_agreement_tells_its_copies_and_how_long_it_is_used_across_the_year(
    papers: Papers, case: SpendingCase
) -> None:
    def notes(returns: date, on: date) -> dict[str, str]:
        paper = papers.show("advance", case, purpose="travel", returns=returns, on=on)
        assert {"advance.copies"} <= set(paper.keys)
        return {one.code: one.show("en") for one in paper.value.findings if one.severity is Severity.INFO}

    within = notes(date(2027, 9, 15), date(2027, 9, 1))
    assert "in 2 copies" in within["advance-copies"]
    assert "advance-crosses-year" not in within, "due on the last day of the year"
    across = notes(date(2027, 9, 16), date(2027, 9, 1))
    assert "ends on 2027-09-30" in across["advance-crosses-year"]
    assert "use it until 2027-12-30" in across["advance-crosses-year"]


def test_an_agreement_is_issued_cleared_and_shows_both(office: Office, papers: Papers, case: SpendingCase) -> None:
    issued = papers.issue("advance", case, lines=LINES, given=TOLD, key="a")
    assert (issued.number, issued.printed_number) == (1, "ย. 1/2570")
    assert papers.issue("advance", case, lines=LINES, given=TOLD, key="a") == issued
    kept = {one.name: one.value for one in issued.fields}
    assert (kept["approved_on"], kept["amount"]) == ("๑ มกราคม ๒๕๖๓", "6,000.00")
    office.budgets.advance(case, 6_000, contract=issued.printed_number, due=date(2026, 12, 23))
    office.budgets.clear(case, 4_000, 500, document="บร. 1")
    shown = papers.show("advance", case).value
    (cleared,) = shown.value("cleared")  # type: ignore[misc]
    assert isinstance(cleared, ClearedLine)
    assert (str(cleared.left), cleared.document) == ("1500.00 THB", "บร. 1")
    assert (shown.value("number"), shown.value("received_on")) == ("ย. 1/2570", date(2026, 11, 23))
    fields, back = papers.tables(shown)
    assert (str(fields.title), len(list(back.rows()))) == ("Advance agreement", 1)
    assert papers.get(issued.id) == issued
    assert papers.of(case) == (issued,)
    assert office.verify(deep=True).findings == ()


def test_a_cover_sheet_comes_to_no_more_than_the_case_holds(papers: Papers, case: SpendingCase) -> None:
    told = {"approver": "ผู้อำนวยการ", "approved_on": START}
    vouchers = [
        Voucher(payee="ร้าน ก", expense="วัสดุ", amount=Money.of(4_000, "THB"), withheld=Money.of(40, "THB")),
        Voucher(payee="ร้าน ข", expense="วัสดุ", amount=Money.of(2_000, "THB")),
    ]
    paper = papers.show("voucher", case, vouchers=vouchers, given=told).value
    assert (str(paper.value("net")), paper.value("amount_words")) == ("5960.00 THB", "ห้าพันเก้าร้อยหกสิบบาทถ้วน")
    assert papers.issue("voucher", case, vouchers=vouchers, given=told).printed_number == "บค. 1/2570"
    more = [*vouchers, Voucher(payee="ค", expense="x", amount=Money.of("0.01", "THB"))]
    with pytest.raises(BudgetRefused, match=r"the vouchers come to 6,000\.01"):
        papers.issue("voucher", case, vouchers=more, given=told)


def test_nothing_is_issued_with_something_missing(papers: Papers, case: SpendingCase) -> None:
    with pytest.raises(BudgetRefused, match="Submitted to is missing; tell it as addressed_to"):
        papers.issue("advance", case, lines=LINES)
    wrong = [AskedLine(title="x", amount=Money.of(5_999, "THB"))]
    with pytest.raises(BudgetRefused, match=r"the lines come to 5,999\.00"):
        papers.issue("advance", case, lines=wrong, given=TOLD)
    with pytest.raises(BudgetRefused, match="outside the fiscal year"):
        papers.issue("advance", case, lines=LINES, given=TOLD, on=date(2027, 10, 1))
    with pytest.raises(BudgetRefused, match="vouchers of a cover sheet"):
        papers.show("voucher", case, lines=LINES)
    assert papers.of(case) == ()
    assert papers.issue("advance", case, lines=LINES, given=TOLD).number == 1
    with pytest.raises(NotFound):
        papers.get("no-such")


def test_who_may_issue(office: Office, case: SpendingCase) -> None:
    with pytest.raises(NotAllowed):
        office.acting("S1").budgets.papers.issue("advance", case, lines=LINES, given=TOLD)
    assert office.acting("S1").budgets.papers.show("advance", case).value.fields


def test_numbers_have_no_gap_whoever_issues_at_once(office: Office, case: SpendingCase) -> None:
    def issue() -> None:
        office.budgets.papers.issue("advance", case, lines=LINES, given=TOLD)

    threads = [threading.Thread(target=issue) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(one.number or 0 for one in office.budgets.papers.of(case)) == [1, 2, 3, 4, 5, 6]
    assert office.verify(deep=True).findings == ()
