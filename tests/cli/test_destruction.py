"""A destruction list carried through at the command line."""

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from itertools import count
from typing import Any
from zoneinfo import ZoneInfo

import pytest

import orqa
from destruction_samples import filled
from orqa.office import office as offices

Runner = Callable[..., Any]
BANGKOK = ZoneInfo("Asia/Bangkok")


class Hand:
    """A clock that the test sets for every office of this process."""

    at = datetime(2026, 3, 2, 9, tzinfo=BANGKOK)


@pytest.fixture
def hand(monkeypatch: pytest.MonkeyPatch) -> Hand:
    set_, looks = Hand(), count()
    monkeypatch.setattr(offices, "system_clock", lambda: set_.at + timedelta(milliseconds=next(looks)))
    return set_


@pytest.fixture
def office(url: str, hand: Hand) -> Iterator[tuple[str, ...]]:
    with orqa.open_office(url, clock=lambda: hand.at) as office:
        filled(office, hand, 3)
    hand.at = datetime(2028, 2, 1, 9, tzinfo=BANGKOK)
    return ("--office", url, "--as", "R1")


def test_a_list_is_carried_through(run: Runner, office: tuple[str, ...]) -> None:
    def done(*arguments: object) -> str:
        given = run("destruction", *arguments, *office, ORQA_LANG="en")
        assert given.code == 0, given.err
        return str(given.out)

    assert done("survey", 2570, "--unit", "irqa") == "Destruction list 1/2570: listed, 3 letters\nKept longer: 0\n"
    done("appoint", "1/2570", "--chair", "D1", "--member", "S1", "--member", "S2", "--order", "9/2571")
    for member in ("D1", "S1", "S2"):
        done("opine", "1/2570", member, "destroy")
    for member in ("S1", "S2"):
        done("opine", "1/2570", member, "keep", "--line", 2, "--until", 2580, "--note", "ยังใช้")
    assert "considered by the committee" in done("report", "1/2570")
    shown = done("show", "1/2570")
    assert "until 2580" in shown or "until 2037" in shown
    approval = done("submit", "1/2570").split()[-1]
    for head in ("D1", "P1"):
        approved = run("approval", "approve", approval, "--office", office[1], "--as", head, ORQA_LANG="en")
        assert approved.code == 0, approved.err
    assert "have time until" in done("send", "1/2570", "--letter", "อว 0655/1")
    early = run("destruction", "carry-out", "1/2570", "--method", "shredded", *office, ORQA_LANG="en")
    assert early.code == 1
    assert "time to answer until" in early.err
    assert "with the National Archives" in done("list")
    done("take-out", "1/2570", 3, "--state", "reserved", "--note", "มีคุณค่า")
    assert "cleared for destruction" in done("answer", "1/2570", "เห็นชอบนอกนั้น")
    assert done("check", "1/2570") == "Nothing stands in the way.\n"
    assert "Destroyed: 1 letter\n" in done("carry-out", "1/2570", "--method", "shredded")
    assert "destroyed and recorded" in done("record", "1/2570", "แฟ้ม 1")
    assert done("mask", "1/2569", "--reason", "ขอให้ลบ", "--cite", "personal-data-2562#33") == "Masked: register no. 1\n"
    gone = run("letter", "show", "1/2569", *office, ORQA_LANG="en")
    assert gone.code == 1
    assert "was destroyed on" in gone.err
    assert run("verify", office[1]).code == 0


def test_a_list_tells_itself_as_json(run: Runner, office: tuple[str, ...]) -> None:
    made = run("--json", "destruction", "survey", 2570, *office).json
    assert (made["name"], made["state"], made["lines"], made["kept"], made["findings"]) == (
        "1/2570",
        "listed",
        3,
        0,
        [],
    )
    shown = run("--json", "destruction", "show", "1/2570", *office).json
    assert [row["seq"] for row in shown["rows"]] == [1, 2, 3]
    assert run("--json", "destruction", "list", *office).json[0]["id"] == made["id"]
    assert run("--json", "destruction", "withdraw", "1/2570", "--reason", "ทำใหม่", *office).json["state"] == "withdrawn"


def test_retention_is_told_and_marked(run: Runner, office: tuple[str, ...]) -> None:
    shown = run("letter", "retention", "show", "1/2569", *office, ORQA_LANG="en").out
    assert shown.startswith(
        "Keep until the end of 2570: Ordinary matters that come up all the time: 1 year after 2026\n"
    )
    assert "opm-correspondence-2526#57.5" in shown
    told = run("--json", "letter", "retention", "mark", "1/2569", "--until", 2590, "--reason", "ใช้", *office).json
    assert (told["outcome"], told["until"], told["hand_over"]) == ("until", 2047, 2046)
    told = run("--json", "letter", "retention", "mark", "2/2569", "--never", "--reason", "ใช้", *office).json
    assert told["outcome"] == "forever"
    told = run("--json", "letter", "retention", "class", "3/2569", "--class", "copy", "--reason", "ใช้", *office).json
    assert told["until"] == 2031
    assert run("--json", "letter", "retention", "forecast", *office).json == {
        "years": {"2031": 1, "2047": 1},
        "others": {"forever": 1},
    }
    assert "Kept until a year" in run("letter", "retention", "forecast", *office, ORQA_LANG="en").out


def test_old_letters_are_handed_over(run: Runner, office: tuple[str, ...], hand: Hand) -> None:
    hand.at = datetime(2046, 2, 1, 9, tzinfo=BANGKOK)
    assert len(run("--json", "letter", "retention", "of-age", 2589, *office).json) == 3
    assert run("letter", "retention", "hand-over", "1/2569", "--paper", "บัญชี 1", *office, ORQA_LANG="en").out == (
        "Handed over: 1 letter\n"
    )
    assert (
        run("letter", "retention", "keep-here", "2/2569", "--reason", "ใช้", *office, ORQA_LANG="en").out
        == "Kept here\n"
    )
    assert "ขอเชิญประชุม ครั้งที่ 3" in run("letter", "retention", "of-age", 2589, *office).out
    assert "ขอเชิญประชุม ครั้งที่ 2" in run("letter", "retention", "of-age", 2589, "--kept", *office).out
    assert date(2046, 1, 1) < hand.at.date()
