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
        (("nominate-person", HOST, "sent", "--units", "4,5"), "'4,5' is no number"),
        (("transcript", "2569/1", "--course", "Statics=Infinity/A"), "Statics=Infinity/A"),
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


def test_what_is_known_of_somebody_is_mended(do: Runner) -> None:
    ann = ("--given-name", "Ann", "--family-name", "Exemple", "--code", "6501", "--term", "first", "--on", "2026-05-01")
    steps = [
        (("nominate-person", HOST, "sent", *ann, "--citizenship", "Nowhere"), "Nowhere"),
        (("nominate-person", HOST, "sent", *ann, "--field", "61"), "no field of ISCED-F 2013"),
        (("nominate-person", HOST, "sent", *ann, "--level", "batchelor"), "batchelor"),
        (("nominate-person", HOST, "sent", *ann, "--citizenship", "Thailand"), "2568/1 (nominated)"),
        (("change", "2568/1"), "what is to be changed?"),
        (
            ("change", "2568/1", "--family-name", "Example", "--gender", "2", "--born", "2005-01-31"),
            "2568/1 (nominated)",
        ),
        (("change", "2568/1", "--family-name-th", "ตัวอย่าง", "--level", "bachelor", "--field", "0610"), "2568/1"),
        (("change", "2568/1", "--email", "nope"), "no mail address"),
    ]
    for arguments, told in steps:
        result = do("mobility", *arguments)
        assert told in result.out + result.err, (arguments, result.out, result.err)
        assert "Traceback" not in result.err
    known = do("mobility", "show", "2568/1", "--json").json
    assert (known["level"], known["traveller"]["born"], known["traveller"]["citizenship"]) == (
        "bachelor",
        "2005-01-31",
        "TH",
    )
    assert dict(known["traveller"]["family_name"]["forms"]) == {"en": "Example", "th": "ตัวอย่าง"}
    do("mobility", "change", "2568/1", "--given-name", "Anne", "--family-name", "Sample")
    known = do("mobility", "show", "2568/1", "--json").json["traveller"]
    assert dict(known["given_name"]["forms"]) == {"en": "Anne", "th": "Anne"}
    assert dict(known["family_name"]["forms"]) == {"en": "Sample", "th": "ตัวอย่าง"}


def test_a_learning_agreement_from_proposal_to_comparison(do: Runner) -> None:
    ann = ("--given-name", "Ann", "--family-name", "Example", "--code", "6501", "--term", "first")
    days = ("--first", "2026-08-10", "--last", "2026-10-20", "--on", "2026-05-01")
    there = ("--study", "Statics=6/ST1/first/CE201", "--study", "Thai=2", "--counts", "Mechanics=3/CE201")
    swap = ("--drop", "ST1=not_available", "--add", "Dynamics=6/DY1/first/CE201/substituting-deleted")
    do("mobility", "nominate-person", HOST, "sent", *ann, *days)
    learn = [
        (("propose", "2569/1", "--study", "Statics"), "needs TITLE=CREDITS"),
        (
            ("propose", "2569/1", *there, "--on", "2026-06-01"),
            "Version 1: proposed, proposed 2026-06-01; signed by: nobody",
        ),
        (("approve", "2569/1"), "signed by: the student"),
        (("sign", "2569/1", "student", "--name", "Ann", "--on", "2026-06-02"), "signed by: the student"),
        (("sign", "2569/1", "home", "--on", "2026-06-03"), "the home institution"),
        (("sign", "2569/1", "host", "--on", "2026-06-04"), "the host"),
        (("approve", "2569/1", "--on", "2026-06-05"), "Version 1: approved"),
        (("change", "2569/1", "--drop", "ST1=extending_mobility"), "is no reason for this change of ST1"),
        (("change", "2569/1", *swap, "--on", "2026-08-12"), "Version 2: proposed"),
        (("show", "2569/1"), "added: In place of one that was dropped"),
        (("show", "2569/1"), "dropped: Not available at the host"),
        (("give-up", "2569/1", "--reason", "it is open after all"), "Version 2: dropped"),
        (("compare", "2569/1"), "take in the transcript first"),
    ]
    for arguments, told in learn:
        result = do("mobility", "learning", *arguments)
        assert told in result.out + result.err, (arguments, result.out, result.err)
    assert [one["state"] for one in do("mobility", "learning", "show", "2569/1", "--json").json["versions"]] == [
        "approved",
        "dropped",
    ]
    do("mobility", "accept", "2569/1", "--on", "2026-06-01")
    for step in ("insurance", "visa"):
        do("mobility", "step", "2569/1", step, "--document", "P-1")
    do("mobility", "arrive", "2569/1", "--on", "2026-08-12")
    do("mobility", "report-return", "2569/1", "--on", "2026-10-18")
    told = do("mobility", "transcript", "2569/1", "--course", "Statics=5/A", "--course", "Art=2")
    for one in ("ST1 has 5 ects in the transcript, 6", "Thai of the learning", "Art is not in"):
        assert one in told.out + told.err
    shown = do("mobility", "show", "2569/1")
    assert "Learning agreement: version 1, approved, hash " in shown.out
    assert "Length: 2 months and 8 days, 2026-08-12 to 2026-10-18 (as reported)" in shown.out
    assert "2569/1 was 68 days long, 72 were planned" in shown.err
    found = do("mobility", "learning", "compare", "2569/1")
    assert "Thai of the learning agreement (version 1) is not in the transcript" in found.out + found.err
    data = do("mobility", "learning", "compare", "2569/1", "--json").json
    assert [one["held"]["en"] for one in data["lines"]] == ["as agreed", "missing", "not agreed"]


def test_grades_are_kept_and_converted_and_stays_are_certified(do: Runner) -> None:
    ours = ("--scale", "A-F", "--first", "2023", "--last", "2025", "--source", "registrar")
    there = ("--partner", HOST, "--scale", "1-5", "--first", "2023", "--last", "2025", "--source", "their page")
    ann = ("--given-name", "Ann", "--family-name", "Example", "--code", "6501", "--term", "first")
    days = ("--first", "2026-08-10", "--last", "2026-12-20", "--on", "2026-05-01")
    do("mobility", "nominate-person", HOST, "sent", *ann, *days)
    steps = [
        (("grades", "convert", "5", HOST), "no grading table of Example University"),
        (("grades", "keep", *ours, "--grade", "A=10", "--grade", "B=80"), "make 90, not 100"),
        (("grades", "keep", *ours, "--grade", "A=10", "--grade", "B=90", "--fail", "F=4"), "Recorded"),
        (("grades", "keep", *there, "--grade", "5"), "needs GRADE=SHARE"),
        (("grades", "keep", *there, "--grade", "5=15", "--grade", "4=85"), "Recorded"),
        (("grades", "list", "--partner", HOST), "15.00"),
        (("grades", "convert", "5", HOST), "A: 5 is given from 0.00 to 15.00 per cent of those who passed"),
        (("grades", "convert", "5", HOST, "--span", "lowest"), "B: 5 is given"),
        (("grades", "convert", "A", "ects"), "given up for grading tables"),
        (("certify", "2569/1", "arrival", "2026-08-15", "--document", "CoA-1"), "(nominated)"),
        (("duration", "2569/1"), "4 months and 8 days"),
        (
            ("duration", "2569/1", "--scheme", "erasmus_plus"),
            "126 days by months_of_30 (erasmus_plus; by erasmus-duration",
        ),
        (("duration", "--year", "2569"), "as planned"),
    ]
    for arguments, told in steps:
        result = do("mobility", *arguments)
        assert told in result.out + result.err, (arguments, result.out, result.err)
    assert do("mobility", "grades", "convert", "5", HOST, "--json").json["overlaps"] == {"A": "10.00", "B": "5.00"}
    assert do("mobility", "duration", "2569/1", "--json").json["duration"]["days"] == 128
