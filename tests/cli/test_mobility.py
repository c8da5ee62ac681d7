"""Exchange and mobility at the command line."""

from collections.abc import Callable
from typing import Any

import pytest

import orqa

Runner = Callable[..., Any]
pytestmark = pytest.mark.usefixtures("_in_november_2026")
HOST = "Example University"


@pytest.fixture
def do(run: Runner, url: str) -> Runner:
    with orqa.open_office(url, profile="thai-public-university") as office:
        office.partnerships.add_partner({"en": HOST}, country="JP")
    return lambda *arguments: run("--office", url, "--lang", "en", *arguments)


def test_the_way_of_a_mobility(do: Runner) -> None:
    ann = ("--given-name", "Ann", "--family-name", "Example", "--code", "6501", "--term", "first")
    days = ("--first", "2026-08-10", "--last", "2026-12-20", "--on", "2026-05-01")
    steps = [
        (("account", HOST, "--first", "2568", "--yearly-cap", "1", "--clause", "5"), "Recorded"),
        (("account", HOST, "--per-year", "x"), "needs a sign ="),
        (("nominate-person", HOST, "sent", *ann, *days), "2569/1 (nominated); possible now: accept, decline, cancel"),
        (("nominate-person", HOST, "sent", *ann, *days), "yearly cap with what is carried over: 1 (5)"),
        (("nominate-person", HOST, "sent"), "who? Give --given-name"),
        (("nominate-person", HOST, "sent", "--units", "many"), "is no number"),
        (("decline", "2569/2", "--reason", "full"), "nothing more"),
        (("accept", "2569/1", "--on", "2026-06-01"), "(accepted)"),
        (("step", "2569/1", "insurance", "--document", "P-1"), "(accepted)"),
        (("step", "2569/1", "visa", "--waived", "not needed"), "(accepted)"),
        (("step", "2569/1", "learning_agreement", "--document", "LA-1"), "(accepted)"),
        (("award", "2569/1", "Exchange", "40000 THB", "--source", "University"), "(accepted)"),
        (("arrive", "2569/1", "--on", "2026-08-12"), "possible now: report-return"),
        (("cancel", "2569/1", "--reason", "late"), "cancel is not possible"),
        (("report-return", "2569/1", "--on", "2026-12-18", "--report", "good"), "possible now: recognise"),
        (("show", "2569/1"), "not needed: not needed"),
        (("list", "--direction", "sent", "--state", "returned"), "Ann Example"),
        (("balance", HOST), "the partner owes 1 student-semester(s)"),
        (("balance",), "sent: 1, received: 1"),
    ]
    for arguments, told in steps:
        result = do("mobility", *arguments)
        assert told in result.out + result.err, (arguments, result.out, result.err)
    assert do("mobility", "show", "2569/1", "--json").json["state"] == "returned"
    assert do("mobility", "balance", HOST, "--json").json[0]["total"] == "1"
    told = do("report", "exchange-balance", "--format", "text")
    assert "the partner owes 1 student-semester(s)" in told.out, told.err
