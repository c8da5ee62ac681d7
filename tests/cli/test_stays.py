"""Stays of foreigners at the command line."""

from collections.abc import Callable
from typing import Any

import pytest

import orqa

Runner = Callable[..., Any]
pytestmark = pytest.mark.usefixtures("_in_november_2026")


@pytest.fixture
def do(run: Runner, url: str) -> Runner:
    orqa.open_office(url, profile="thai-public-university").close()
    return lambda *arguments: run("--office", url, "--lang", "en", "stay", *arguments)


ANNA = ("register", "EXAMPLE, ANNA", "--group", "staff", "--visa", "non_b", "--nationality", "JP")


def test_the_way_of_a_stay(do: Runner) -> None:
    first = do(*ANNA, "--entered", "2026-10-01", "--until", "2026-12-29", "--passport", "XX1", "--json").json
    steps = [
        (("done", "XX1", "residence_notice", "--on", "2026-10-02"), "Recorded"),
        (("happened", "example, anna", "work_start", "--on", "2026-10-05"), "Recorded"),
        (("done", "XX1", "work_permit", "--on", "2026-10-10", "--until", "2027-09-30", "--number", "5/69"), "Recorded"),
        (("leave", "XX1", "--on", "2026-11-20", "--planned"), "Recorded"),
        (("due", "--within", "60"), "get a re-entry permit before leaving"),
        (("reentry", "XX1", "--on", "2026-11-10"), "Recorded"),
        (("leave", "XX1", "--on", "2026-11-20"), "Recorded"),
        (("extend", "XX1", "--on", "2026-11-21", "--until", "2027-11-21"), "while abroad"),
        (("show", "XX1"), "Not in the country"),
        (("enter", "XX1", "--on", "2026-11-25"), "Recorded"),
        (("show", "XX1"), "May stay until"),
        (("extend", "XX1", "--on", "2026-12-01", "--until", "2027-12-29"), "Recorded"),
        (("report", "XX1", "--on", "2026-12-02", "--next", "2027-03-02"), "lies before"),
        (("new-passport", "XX1", "YY2", "--on", "2026-12-03", "--until", "2036-12-02"), "Recorded"),
        (("change-visa", "YY2", "non_o", "--on", "2026-12-04"), "Recorded"),
        (("change", "YY2", "--note", "moved"), "Recorded"),
        (("list", "anna"), "Foreign staff"),
        (("show", "YY2", "--on", "2027-01-20"), "have the stamps moved to the new passport"),
        (("history", "YY2"), "--- 9"),
    ]
    for arguments, told in steps:
        result = do(*arguments)
        assert told in result.out + result.err, (arguments, result.out, result.err)
    shown = do("show", first["id"], "--on", "2027-01-20", "--json").json
    assert (shown["permission"], shown["visa"]) == ({"inside": True, "until": "2027-12-29", "stamped": True}, "non_b")
    assert {"new_passport", "new_work_permit", "report"} <= {one["step"] for one in shown["due"]}
    number = len(shown["events"])
    assert do("strike", first["id"], str(number)).code == 0
    assert len(do("history", first["id"], "--json").json[-1]["events"]) == number - 1
    assert do("list", "--on", "2026-12-10", "--json").json[0]["passport"] == "YY2"


def test_an_overstay_is_told(do: Runner) -> None:
    do(*ANNA, "--entered", "2026-10-01", "--until", "2026-11-01")
    assert "Overstayed: the fine is 500.00" in do("show", "example, anna", "--on", "2026-11-02").out


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("register", "--group", "staff", "--visa", "non_b"), "has no name"),
        (("register", "A", "--group", "spy", "--visa", "non_b"), "spy"),
        (("register", "A", "--group", "staff", "--visa", "x"), "non_b"),
        (("show", "nobody"), "was not found"),
        (("strike", "nobody", "1"), "was not found"),
    ],
)
def test_what_is_refused_says_why(do: Runner, arguments: tuple[str, ...], told: str) -> None:
    result = do(*arguments)
    assert result.code != 0
    assert told in result.out + result.err
