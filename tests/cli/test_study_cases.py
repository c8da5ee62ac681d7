"""Studies abroad at the command line."""

from collections.abc import Callable
from typing import Any

import pytest

import orqa
from organization_samples import ENLARGED, begun

Runner = Callable[..., Any]
pytestmark = pytest.mark.usefixtures("_in_november_2026")


@pytest.fixture
def do(run: Runner, url: str) -> Runner:
    with orqa.open_office(url, profile="thai-public-university") as office:
        begun(office)
        org = office.organization
        org.add_position("president", "อธิการบดี", unit="irqa", first=ENLARGED, roles=["president"])
        org.add_person("P1", "P1")
        org.appoint("P1", "president", first=ENLARGED)

    def do(*arguments: object, who: str = "") -> Any:
        acting = ("--as", who) if who else ()
        return run("--office", url, "--lang", "en", *acting, *arguments)

    return do


def test_the_way_of_a_study_abroad(do: Runner) -> None:
    plan = ("--first", "2027-01-04", "--last", "2027-12-31", "--degree", "master", "--country", "JP")
    case = do("study-case", "apply", *plan, "--institution", "Example University", "--json", who="E3").json["id"]
    assert "Missing before leaving: the approval" in do("study-case", "show", case).out
    assert do("study-case", "change", case, "--subject", "Statistics", "--estimate", "250000 THB", who="E3").code == 0
    request = do("study-case", "submit", case, "--json", who="E3").json["id"]
    for who in ("E1", "P1"):
        assert do("approval", "approve", request, who=who).code == 0
    bond = do(
        *("attendance", "bond", "sign", "E3", "--first", "2027-01-04", "--last", "2027-12-31", "--abroad"),
        *("--contract", "5/2569", "--json"),
    ).json["id"]
    steps = [
        (("depart", case, "--on", "2027-01-04"), "before leaving there must be the admission"),
        (("admit", case, "--on", "2026-11-20", "--number", "A-1"), "Recorded"),
        (("link", case, "--bond", f"bond:{bond}"), "Recorded"),
        (("link", case, "--bond", "nothing"), "nothing"),
        (("fund", case, "Example Foundation", "--money", "900000 THB", "--first", "2027-01-04"), "Recorded"),
        (("check", case), "days of service would be owed"),
        (("show", case), "State: approved"),
        (("depart", case, "--on", "2027-01-04"), "Recorded"),
        (("report", case, "--received", "2027-07-01", "--title", "1"), "Recorded: bond"),
        (("ask-extension", case, "--last", "2028-06-30", "--on", "2027-12-01"), "papers are missing"),
        (("extend", case), "no extension is approved"),
        (("overdue", "--on", "2028-02-01"), "reporting back to duty"),
        (("back", case, "--on", "2028-01-10"), "Recorded: bond"),
        (("show", case, "--on", "2028-01-31"), "Service: 742 days owed, 22 served, 720 left"),
        (("close", case, "--on", "2028-02-01"), "still owed"),
        (("timeline", case), "admitted by Example University A-1"),
        (("list",), "back, serving what is owed"),
        (("withdraw", case, "--reason", "x"), "possible now"),
        (("close", case, "--on", "2028-02-01", "--reason", "moved"), "Recorded"),
        (("show", case), "State: closed"),
        (("overdue",), "Nothing is overdue"),
    ]
    for arguments, told in steps:
        result = do("study-case", *arguments)
        assert told in result.out + result.err, (arguments, result.out, result.err)
    shown = do("study-case", "show", case, "--on", "2028-01-31", "--json").json
    assert (shown["state"], shown["service"]["left"], shown["overdue"]) == ("closed", 720, [])
    assert do("study-case", "overdue", "--json").json == []
    assert do("study-case", "check", case, "--json").json["owed"] == 724


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("apply", "E3", "--first", "2027-02-01", "--last", "2027-01-01"), "lies before the first"),
        (("apply", "E3", "--first", "2027-01-01", "--last", "2027-02-01", "--purpose", "tour"), "choose one of"),
        (("apply", "E9", "--first", "2027-01-01", "--last", "2027-02-01"), "was not found"),
        (("show", "nothing"), "was not found"),
    ],
)
def test_what_is_refused_says_why(do: Runner, arguments: tuple[str, ...], told: str) -> None:
    result = do("study-case", *arguments)
    assert result.code != 0
    assert told in result.out + result.err
