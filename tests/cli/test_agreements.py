"""Agreements at the command line."""

from collections.abc import Callable
from typing import Any

import pytest

import orqa

Runner = Callable[..., Any]
pytestmark = pytest.mark.usefixtures("_in_november_2026")


@pytest.fixture
def do(run: Runner, url: str) -> Runner:
    with orqa.open_office(url, profile="thai-public-university") as office:
        office.partnerships.add_partner({"en": "Example University", "th": "มหาวิทยาลัยตัวอย่าง"}, country="JP")
    return lambda *arguments: run("--office", url, "--lang", "en", "agreement", *arguments)


@pytest.mark.parametrize(
    ("printed", "shown", "listed", "kept"),
    [
        ("12/05/2567", "12 May 2024", "12 May 2024", "2024-05-12"),
        ("Nov. 2018", "November 2018", "Nov 2018", "2018-11"),
        ("๒๕๖๒", "2019", "2019", "2019"),
    ],
)
def test_a_date_is_shown_no_more_exactly_than_it_was_printed(
    do: Runner, printed: str, shown: str, listed: str, kept: str
) -> None:
    do("add", "mou", "Example University", "--title", "A", "--signed", printed, "--term", "10 years")
    lines = do("show", "A").out.splitlines()
    assert f"Signed: {shown}" in lines
    assert f"From: {shown}" in lines
    (row,) = do("list", "--json").json
    assert (row["signed"], row["starts"]) == (kept, kept)
    assert f"Japan    {listed}  " in do("list").out


def test_the_way_of_an_agreement(do: Runner) -> None:
    made = do(
        "add", "mou", "Example University", "--title", "MoU", "--signed", "12/05/2567", "--term", "5 years", "--json"
    )
    assert made.json["kind"] == "agreement"
    steps = [
        (("propose", "student_exchange", "มหาวิทยาลัยตัวอย่าง#Arts", "--title", "SEA", "--parent", "MoU"), "Recorded"),
        (("advance", "SEA", "drafting"), "Recorded"),
        (("sign", "SEA"), "it is signed once it is approved"),
        (("advance", "SEA", "legal_review", "--note", "two remarks"), "Recorded"),
        (("submit", "SEA"), ""),
        (("approve", "SEA", "--document", "สภา 5/2569", "--council"), "Recorded"),
        (("tell-commission", "SEA", "--document", "อว 9/2569"), "Recorded"),
        (("sign", "SEA", "1", "--on", "2026-11-01", "--name", "Example", "--post", "President"), "Recorded"),
        (("sign", "SEA", "--on", "2026-11-20"), "Recorded"),
        (("show", "SEA"), "signed by party 1 on 1 November 2026 Example, President"),
        (("show", "SEA"), "State: In force"),
        (("change", "SEA", "--places", "sent=4/person", "--field", "0610"), "Recorded"),
        (("change", "SEA", "--places", "4"), "needs the form sent=4"),
        (("change", "SEA", "--places", "sent=4/banana"), "choose one of: person, student_semester"),
        (("exchange", "SEA", "--unit", "banana"), "choose one of: student_semester, student_trimester"),
        (("exchange", "SEA", "--first", "2569", "--yearly-cap", "2", "--counted", "blended"), "Recorded"),
        (("show", "SEA"), "Exchange balance: counted in student-semester(s); at most 2 a year each way; also counted:"),
        (("exchange", "SEA", "--none"), "Recorded"),
        (("places", "SEA", "sent"), "give either a COUNT or --none"),
        (("places", "SEA", "sent", "3", "--mobility", "SMS", "--language", "en:B9"), "no language with a level"),
        (("places", "SEA", "sent", "3", "--mobility", "SMS", "--first", "2025/2027"), "no academic years in order"),
        (("places", "SEA", "sent", "3", "--mobility", "SMS", "--field", "610"), "no field of ISCED-F 2013"),
        (("places", "SEA", "sent", "3", "--mobility", "SMS", "--first", "2025/2026", "--total", "12"), "Recorded"),
        (("show", "SEA"), "Places: sent 3 person(s) a year (SMS, 2025/2026 – 2025/2026)"),
        (("places", "SEA", "sent", "--mobility", "SMS", "--none"), "Recorded"),
        (("places", "SEA", "sent", "--mobility", "SMS", "--none"), "no such places"),
        (("renew", "MoU", "--term", "5 years"), "Recorded"),
        (("decide-end", "MoU", "lapse"), "Recorded"),
        (("suspend", "MoU", "no funds"), "Recorded"),
        (("resume", "MoU"), "Recorded"),
        (("terminate", "MoU", "no students"), "states no notice"),
        (("supersede", "MoU", "SEA", "--on", "2026-11-20"), "Recorded"),
        (("propose", "moa", "Example University", "--title", "MoA"), "Recorded"),
        (("drop", "MoA", "no answer"), "Recorded"),
        (("list", "--state", "active"), "SEA"),
        (("list", "--kind", "moa"), "Dropped"),
        (("history", "MoU"), "superseded by"),
    ]
    for arguments, told in steps:
        done = do(*arguments)
        assert told in done.out + done.err, (arguments, done.out, done.err)
    assert do("show", "MoU", "--json").json["standing"] == "superseded"
    assert do("list", "--json").json[0]["country"]
    assert do("show", "nothing").code == 1
