"""Money that comes in, bills and remittances at the command line."""

from collections.abc import Callable
from typing import Any

import pytest

Runner = Callable[..., Any]


@pytest.fixture
def do(run: Runner, url: str) -> Runner:
    def do(*arguments: object) -> Any:
        return run("--office", url, "--lang", "en", "budget", *arguments)

    assert do("add-line", "P1", "แผนงานพื้นฐาน", "--fund", "national", "--category", "operating").code == 0
    assert do("allot", "P1", "100000", "--with-grant").code == 0
    return do


def test_money_is_received_summed_and_taken_back(do: Runner) -> None:
    assert do("receive", "tuition", "1,250.50", "ค่าธรรมเนียม", "--payer", "สมชาย").out == (
        "ค่าธรรมเนียม: 1,250.50 received, receipt no. 1\n"
    )
    made = do("receive", "sales", "๑๐๐", "หนังสือ", "--json").json
    assert (made["number"], made["amount"], made["kept"]) == (2, "100.00", "100.00")
    assert do("income", "--json").json == {"sales": "100.00", "tuition": "1250.50"}
    assert do("reverse-income", made["id"], "--reason", "ออกผิด").out == "หนังสือ: 100.00 taken back\n"
    assert "Tuition and fees" in do("income").out
    again = do("reverse-income", made["id"], "--reason", "ออกผิด")
    assert (again.code, "taken back already" in again.err) == (1, True)
    assert do("receive", "tuition", "-5", "x").code == 2
    assert do("receive", "tuition", "1.005", "x").code == 2


def test_a_bill_is_paid_and_its_tax_remitted(do: Runner) -> None:
    case = do("reserve", "P1", "10700", "จ้างพิมพ์", "--json").json["id"]
    paid = do("pay-bill", case, "10,700", "บริษัท ตัวอย่าง จำกัด", "--vat", "--penalty", "200")
    assert paid.out == "10,700.00 paid: tax 100.00, penalty 200.00, to the payee 10,400.00\n"
    waiting = do("to-remit", "--json").json
    assert [(one["what"], one["amount"]) for one in waiting] == [("withheld_tax", "100.00"), ("penalty", "200.00")]
    assert "Withheld tax" in do("to-remit", "--what", "withheld_tax").out
    assert do("remit", "withheld_tax", "--document", "นส. 1").out == "Withheld tax: 100.00 remitted, slip no. 1\n"
    empty = do("remit", "withheld_tax")
    assert (empty.code, "nothing is chosen" in empty.err) == (1, True)
