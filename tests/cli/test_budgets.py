"""Budgets at the command line: a year from the grant to the close, and amounts that are none."""

from collections.abc import Callable
from typing import Any

import pytest

import orqa
from organization_samples import begun

Runner = Callable[..., Any]


@pytest.fixture
def do(run: Runner, url: str) -> Runner:
    """Run a command of the budget in an office with a plan of 100,000 baht, and a line of own income."""

    def do(*arguments: object) -> Any:
        return run("--office", url, "--lang", "en", "budget", *arguments)

    for line in (
        ("P1", "แผนงานพื้นฐาน", "--fund", "national", "--category", "operating"),
        ("P1.1", "วัสดุ", "--under", "P1", "--draws"),
        ("R1", "เงินรายได้", "--fund", "own_income", "--basis", "council"),
    ):
        assert do("add-line", *line).code == 0
    assert do("approve", "P1", "120,000", "--document", "พ.ร.บ.").code == 0
    assert do("allot", "P1", "๑๐๐,๐๐๐.๐๐", "--document", "ที่ 1").code == 0
    assert do("allot", "R1", "50000", "--with-grant").code == 0
    return do


def held(do: Runner, line: str = "P1") -> dict[str, str]:
    """What stands on a line, by stage, where anything does."""
    balance = do("balance", line, "--json").json["balance"]
    return {stage: amount for stage, amount in balance.items() if amount != "0.00"}


def test_a_case_goes_from_the_reservation_to_the_last_payment(do: Runner) -> None:
    assert do("available", "P1.1").out == "P1.1: 100,000.00 available, on P1\n"
    made = do("reserve", "P1.1", "60,000", "จัดสัมมนา", "--json").json
    assert (made["state"], made["held"]["reserved"], made["line"], made["funded"]) == ("open", "60000.00", "P1.1", "P1")
    case = made["id"]
    told = do("obligate", case, "50,000", "--contract", "สั่งซื้อ 1")
    assert "open; obligated 50,000.00" in told.out
    assert "Contract: สั่งซื้อ 1" in told.out
    assert do("pay", case, "20,000", "--more", "--json").json["held"]["paid"] == "20000.00"
    assert "done; paid 50,000.00" in do("pay", case, "30,000").out
    assert "paid 49,900.00" in do("refund", case, "100").out
    assert held(do) == {"approved": "20000.00", "allotted": "50100.00", "paid": "49900.00"}
    shown = do("show", case, "--json").json
    assert [one["verb"] for one in shown["postings"]] == ["reserve", "obligate", "pay", "pay", "refund"]
    assert "P1: obligated 50,000.00 reserved → obligated, 10,000.00 reserved → available" in do("show", case).out


def test_an_advance_is_lent_and_accounted_for(do: Runner) -> None:
    case = do("reserve", "P1", "5000", "ไปราชการ", "--json").json["id"]
    lent = do("advance", case, "5000", "--contract", "ย. 1", "--due", "31 ธ.ค. 2700", "--json").json
    assert (lent["due"], lent["held"]["advanced"]) == ("2157-12-31", "5000.00")
    (one,) = do("advances", "--on", "2158-01-10", "--json").json
    assert (one["lent"], one["days"], one["step"]) == ("5000.00", 10, 1)
    assert do("advances", "--overdue").out == "There is nothing to list.\n"
    assert "ย. 1" in do("advances", "--overdue", "--on", "2158-01-10").out
    refused = do("release", case, "--reason", "x")
    assert (refused.code, "an advance is open" in refused.err) == (1, True)
    assert "done; paid 4,500.00" in do("clear", case, "๔,๕๐๐", "500").out
    assert [one["state"] for one in do("cases", "P1.1", "--json").json] == ["done"]
    assert "ไปราชการ" in do("cases", "P1", "--state", "done").out
    assert do("cases", "P1", "--state", "open").out == ""


def test_a_request_waits_until_its_money_is_reserved(do: Runner, url: str) -> None:
    with orqa.open_office(url) as office:
        begun(office)
    asked = do("request", "P1.1", "7,000", "จัดประชุม", "--unit", "ga", "--as", "E3", "--json").json
    assert asked["state"] == "asked"
    refused = do("reserve", asked["id"])
    assert (refused.code, "not approved yet" in refused.err) == (1, True)
    with orqa.open_office(url) as office:
        for who in ("E2", "E1"):
            head = office.acting(who)
            head.approvals.approve(head.approvals.of(office.budgets.case(asked["id"]).ref)[0])
    assert "open; reserved 7,000.00" in do("reserve", asked["id"]).out
    assert "given up" in do("release", asked["id"], "--reason", "ไม่จัดแล้ว").out
    assert do("request", "P1", "1", "x", "--about", "letter").code == 2


def test_more_than_there_is_is_refused_with_the_figures(do: Runner) -> None:
    refused = do("reserve", "P1.1", "100,000.01", "เกิน")
    assert refused.code == 1
    assert "P1 has 100,000.00 available, 100,000.01 was asked for: 0.01 is missing [over-budget]" in refused.err
    assert do("reserve", "P1.1", "100,000", "ครบ").code == 0


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        ("-5", "an amount is above 0, found -5"),
        ("-๑,๐๐๐.๕๐", "an amount is above 0, found -๑,๐๐๐.๕๐"),
        ("0", "an amount is above 0, found 0"),
        ("1e3", "is not an amount"),
        ("nan", "is not an amount"),
        ("1,00", "is not an amount"),
        ("1.005", "1.005 has a fraction of the smallest unit: write at most 2 decimals"),
    ],
)
def test_what_is_no_amount_is_told_and_nothing_is_posted(do: Runner, amount: str, words: str) -> None:
    before = do("lines", "--json").json
    for command in (("allot", "P1", amount), ("reserve", "P1", amount, "x"), ("transfer", "P1", "R1", amount)):
        told = do(*command, *(["--reason", "x"] if command[0] == "transfer" else []))
        assert (told.code, words in told.err.replace("\n", " ")) == (2, True), told.err
    assert do("lines", "--json").json == before


@pytest.mark.parametrize(
    ("command", "words"),
    [
        (("add-line", "P9", "x", "--category", "persnnel"), "the nearest: personnel"),
        (("add-line", "P1", "x"), "has a line P1 already"),
        (("allot", "P1.1", "5"), "allot to P1"),
        (("allot", "P7", "5"), "P7"),
        (("transfer", "P1", "R1", "5", "--reason", "x"), "fund"),
        (("pay", "nothing", "5"), "nothing"),
        (("allot", "P1", "5", "--on", "2001-01-01"), "outside the fiscal year of P1"),
    ],
)
def test_what_cannot_be_is_refused_in_words(do: Runner, command: tuple[str, ...], words: str) -> None:
    refused = do(*command)
    assert (refused.code, words in refused.err) == (1, True), refused.err
    assert held(do) == {"approved": "20000.00", "allotted": "100000.00"}


def test_a_reservation_of_a_line_needs_its_amount_and_title(do: Runner) -> None:
    assert do("reserve", "P1").code == 2
    assert do("reserve", "P1", "5").code == 2


def test_the_same_key_posts_once_and_a_posting_is_taken_back(do: Runner) -> None:
    first, again = (do("allot", "P1", "5,000", "--key", "notice-2", "--json").json for _ in range(2))
    assert first == again
    assert first["moves"] == [{"from": "approved", "to": "allotted", "amount": "5000.00"}]
    back = do("reverse", first["id"], "--reason", "ผิดรายการ").out
    assert "P1: reversed 5,000.00 available → approved" in back
    assert held(do)["allotted"] == "100000.00"


def test_lines_are_shown_with_what_stands_on_each_and_rolled_up(do: Runner) -> None:
    do("add-line", "P1.2", "จ้างเหมา", "--under", "P1")
    do("allot", "P1.2", "10", "--with-grant")
    plain, rolled = (do("lines", *how, "--json").json for how in ((), ("--rolled",)))
    assert [one["code"] for one in plain] == ["P1", "P1.1", "P1.2", "R1"]
    assert (plain[0]["total"], rolled[0]["total"]) == ("120000.00", "120010.00")
    printed = do("lines").out
    assert "100,000.00" in printed
    assert "lapsed" not in printed
    assert "available: 100,000.00" in do("show", "P1").out
    assert [one["verb"] for one in do("show", "P1", "--json").json["postings"]] == ["approve", "allot"]


def test_a_year_is_carried_over_closed_and_the_next_one_opened(do: Runner, url: str) -> None:
    with orqa.open_office(url) as office:
        year = office.written_year(office.year("fiscal").ce)
    do("allot", "P1", "20,000")
    case = do("reserve", "P1", "110,000", "จ้างทำเว็บไซต์", "--json").json["id"]
    do("obligate", case, "110,000", "--contract", "จ. 1")
    refused = do("close-year", year, "--early", "ยุบหน่วยงาน")
    assert (refused.code, "still has obligated money" in refused.err) == (1, True)
    carried = do("carry-over", case, "--json").json
    assert (carried["held"]["obligated"], carried["line"]) == ("110000.00", f"P1/{year}")
    refused = do("close-year", year)
    assert (refused.code, f"fiscal year {year} runs until" in refused.err) == (1, True)
    refused = do("close-year", year + 7)
    assert (refused.code, f"fiscal year {year + 7} has no line that holds money" in refused.err) == (1, True)
    early = ("--early", "ยุบหน่วยงาน")
    closed = {one["line"]: one for one in do("close-year", year, *early, "--json").json}
    assert closed["P1"] == {
        "line": "P1", "paid": "0.00", "carried_over": "110000.00", "lapsed": "10000.00", "kept": "0.00",
    }  # fmt: skip
    assert closed["R1"]["kept"] == "50000.00"
    assert "10,000.00" in do("close-year", year).out
    refused = do("allot", "P1", "5", "--with-grant")
    assert (refused.code, "the year of P1 is closed" in refused.err) == (1, True)
    assert "3 new lines" in do("open-year", year + 1).out
    assert do("open-year", year + 1, "--like", year, "--json").json == []
    assert do("available", "P1", "--year", year + 1, "--json").json["available"] == "0.00"


def test_a_quarter_is_allotted_by_its_plan(do: Runner) -> None:
    do("approve", "P1", "80,000")  # with 100,000 of 200,000 allotted before
    assert do("plan", "P1").code == 1
    told = do("plan", "P1", "๑๑๐,๐๐๐", "30,000", "0", "60,000", "--document", "อว 1")
    assert told.code == 0
    assert (
        "Quarter 1: planned 110,000.00, so far 110,000.00; left to allot 10,000.00, disbursed so far 0.00" in told.out
    )
    assert "P1: allotted 10,000.00 approved → available" in do("allot", "P1", "--quarter", "1").out
    refused = do("allot", "P1", "30,000.01", "--quarter", "2")
    assert (refused.code, "leaves 30,000.00, 30,000.01 was asked for" in refused.err) == (1, True)
    assert do("plan", "P1", "110000", "90000", "0", "0").code == 1
    assert "Changed: เลื่อน" in do("plan", "P1", "110000", "90000", "0", "0", "--reason", "เลื่อน").out
    shown = do("plan", "P1", "--json").json
    assert (shown["line"], shown["reason"]) == ("P1", "เลื่อน")
    assert shown["quarters"][1] == {
        "quarter": 2, "planned": "90000.00", "until": "200000.00", "left": "90000.00", "paid": "0.00",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("P1",), "say how much as AMOUNT, or which quarter of the plan with --quarter"),
        (("P1", "--quarter", "1", "--with-grant"), "leave --with-grant out"),
    ],
)
def test_how_much_is_allotted_has_to_be_said(do: Runner, arguments: tuple[str, ...], said: str) -> None:
    refused = do("allot", *arguments)
    assert (refused.code, said in refused.err) == (2, True)


def test_others_spend_on_behalf_of_the_office(do: Runner) -> None:
    case = do("reserve", "P1", "5000", "ปรับปรุงห้อง", "--json").json["id"]
    told = do("entrust", case, "4000", "สำนักงานก่อสร้าง", "--document", "บท. 1")
    assert "open; entrusted to others 4,000.00" in told.out
    assert "Spent on our behalf by: สำนักงานก่อสร้าง" in told.out
    refused = do("account", case, "4000.01")
    assert (refused.code, "4,000.01, but 4,000.00 is entrusted" in refused.err) == (1, True)
    reported = do("account", case, "3,500", "500", "--json").json
    assert (reported["state"], reported["spender"]) == ("done", "สำนักงานก่อสร้าง")
    assert (reported["held"]["paid"], reported["held"]["entrusted"]) == ("3500.00", "0.00")
    assert held(do) == {"approved": "20000.00", "allotted": "96500.00", "paid": "3500.00"}


def test_the_act_takes_the_place_of_an_interim_budget(do: Runner) -> None:
    do("add-line", "I", "ไปพลางก่อน", "--fund", "national", "--basis", "interim")
    do("allot", "I", "100", "--with-grant")
    assert "I: replaced by the act 50.00 outside → approved" in do("enact", "I", "150", "--document", "พ.ร.บ.").out
    refused = do("enact", "I", "150")
    assert (refused.code, "not granted by an interim budget" in refused.err) == (1, True)
    do("add-line", "J", "ไปพลางก่อน", "--fund", "national", "--basis", "interim")
    do("allot", "J", "100", "--with-grant")
    assert "J: the act grants what was granted already" in do("enact", "J", "100").out
