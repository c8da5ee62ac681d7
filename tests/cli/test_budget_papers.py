"""Papers of spending cases at the command line."""

from collections.abc import Callable
from typing import Any

import pytest

import orqa

Runner = Callable[..., Any]
GIVEN = ("addressed_to", "borrower", "position", "unit", "proposed_by", "approver", "approved_on")
SET = [part for name in GIVEN for part in ("--set", name, "ก")]


@pytest.fixture
def case(url: str) -> str:
    with orqa.open_office(url) as office:
        office.budgets.add_line("P1", "งบสัมมนา", office.year("fiscal"), fund="national")
        office.budgets.allot("P1", 10_000, granted=False)
        return office.budgets.reserve("P1", 6_000, "ไปราชการ").id


@pytest.fixture
def do(run: Runner, url: str) -> Runner:
    return lambda *arguments: run("--office", url, "--lang", "en", "budget", *arguments)


def test_a_paper_is_shown_and_issued(do: Runner, case: str) -> None:
    shown = do("paper", "advance", case)
    assert (shown.code, "หกพันบาทถ้วน" in shown.out, "tell it as borrower" in shown.out) == (0, True, True), shown.err
    refused = do("paper", "advance", case, "--issue")
    assert (refused.code, "[budget-refused]" in refused.err) == (1, True)
    issued = do("paper", "advance", case, "--line", "เบี้ยเลี้ยง", "6000", *SET, "--issue", "--json")
    assert issued.json["number"].startswith("ย. 1/"), issued.err
    told = do("paper", "advance", case, "--line", "เบี้ยเลี้ยง", "6000", *SET, "--json").json
    assert [one["code"] for one in told["findings"]] == ["advance-copies"]
    fields = {one["field"]: one["value"] for one in told["fields"]}
    assert (fields["number"], fields["amount"]) == (issued.json["number"], "6000.00 THB")
    assert fields["lines"] == [{"title": "เบี้ยเลี้ยง", "amount": "6000.00 THB"}]
    assert "advance-form-8500" in told["citations"]
    assert issued.json["number"] in do("papers", case).out
    assert [one["paper"] for one in do("papers", case, "--json").json] == ["advance"]


def test_a_cover_sheet_sums_vouchers_up(do: Runner, case: str) -> None:
    vouchers = ("--voucher", "ร้าน ก", "วัสดุ", "1,000", "10", "--voucher", "ร้าน ก", "วัสดุ", "500", "0")
    told = do("paper", "voucher", case, *vouchers, "--json").json
    fields = {one["field"]: one["value"] for one in told["fields"]}
    assert fields["net"] == "1490.00 THB"
    (line,) = fields["payees"]
    assert (line["amount"], line["withheld"]) == ("1500.00 THB", "10.00 THB")
    assert "ร้าน ก" in do("paper", "voucher", case, *vouchers).out


def test_the_tax_of_a_voucher_is_worked_out_by_the_payee(do: Runner, case: str) -> None:
    vouchers = ("--voucher", "บริษัท ก", "วัสดุ", "1,070", "juristic-vat", "--voucher", "นาย ข", "จ้าง", "300", "natural")
    told = do("paper", "voucher", case, *vouchers, "--json").json
    fields = {one["field"]: one["value"] for one in told["fields"]}
    assert fields["net"] == "1360.00 THB"
    assert sorted(line["withheld"] for line in fields["payees"]) == ["0.00 THB", "10.00 THB"]  # 1 % before the tax
