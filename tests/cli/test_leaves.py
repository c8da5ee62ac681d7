"""Leave at the command line, from the form to the close of a year."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

import orqa
from organization_samples import begun

Runner = Callable[..., Any]
pytestmark = pytest.mark.usefixtures("_in_november_2026")


@pytest.fixture
def do(run: Runner, url: str) -> Runner:
    with orqa.open_office(url) as office:
        begun(office)
        for code in ("E1", "E2", "E3"):
            office.attendance.employments.begin(code, "university_employee", first=date(2014, 6, 2))
    return lambda *arguments: run("--office", url, "--lang", "en", "attendance", *arguments)


def test_the_way_of_a_leave(do: Runner) -> None:
    assert "3 people, 3 entries" in do("open-year", "2570").out
    asked = ("leave", "request", "E3", "vacation", "--first", "14 ธ.ค. 2569", "--last", "2026-12-18", "--as", "E3")
    made = do(*asked, "--json").json
    assert (made["state"], made["answer"], made["used"], made["remaining"]) == ("filed", "within_rules", "5", "5")
    identity = made["id"]
    assert "supported" in do("leave", "approve", identity, "--as", "E2").out
    assert do("leave", "approve", identity, "--as", "E2").code != 0
    assert "permitted" in do("leave", "approve", identity, "--as", "E1").out
    assert "5 used, 0 lapsed, 0 carried on, 5 left" in do("leave", "balance", "E3", "--year", "2570").out
    assert "to 2026-12-15" in do("leave", "cut-short", identity, "--last", "2026-12-15", "--because", "งาน").out
    assert "back at work" in do("leave", "back", identity, "--on", "2026-12-16").out
    assert do("leave", "list", "E3", "--json").json[0]["state"] == "returned"
    assert "back at work" in do("leave", "list", "E3").out
    assert do("leave", "balance", "E3", "--year", "2570", "--json").json["left"] == "8"


def test_what_else_a_check_tells(do: Runner) -> None:
    asked = ("leave", "check", "E3", "maternity", "--first", "2026-12-14", "--filed-on", "2026-12-01")
    told = do(*asked, "--on-loan", "--abroad").out
    assert "staff on loan ask the host agency for Maternity leave" in told
    assert "needs the permission of the president" in told
    assert "The signed form on paper is needed" in told
    assert do(*asked, "--json").json["on_paper"] is True


def test_what_a_check_was_told_is_kept_with_a_request(do: Runner) -> None:
    """What is found again of it, when it is decided about, is what its check had told."""
    asked = ("leave", "request", "E3", "maternity", "--first", "2026-12-14", "--filed-on", "2026-11-25")
    told = do(*asked, "--on-loan", "--abroad", "--as", "E3")
    assert "staff on loan ask the host agency for Maternity leave" in told.out, told.err
    assert "needs the permission of the president" in told.out
    plain = ("leave", "request", "E2", "sick", "--first", "2026-12-14", "--as", "E2")
    assert "host agency" not in do(*plain).out


def test_who_studies_abroad_all_year_is_passed_over(do: Runner) -> None:
    do("bond", "sign", "E2", "--first", "2026-06-01", "--last", "2028-05-31", "--abroad")
    told = do("open-year", "2570").out
    assert "3 people, 2 entries" in told
    assert "- E2: no rule tells whether there is vacation, on study leave all year" in told
    assert len(do("open-year", "2570", "--json").json["passed_over"]) == 1


def test_years_are_closed_when_they_are_over(do: Runner) -> None:
    do("open-year", "2568")
    assert "3 people, 9 entries, 6 half-year figures frozen" in do("close-year", "2568").out
    assert do("close-year", "2568", "--json").json["entries"] == []
    assert do("leave", "balance", "E3", "--year", "2569", "--json").json["left"] == "20"
    late = (
        "leave",
        "request",
        "E3",
        "sick",
        "--first",
        "2025-03-10",
        "--last",
        "2025-03-12",
        "--filed-on",
        "2025-03-10",
    )
    made = do(*late, "--as", "E3", "--json").json["id"]
    do("leave", "approve", made, "--as", "E2")
    frozen = "Note: the figures of half 1 of fiscal year 2568 are frozen and stay as they were"
    assert frozen in do("leave", "approve", made, "--as", "E1").err
    assert "only days that are not taken" in do("leave", "cancel", made, "--because", "came to work").err
    shorter = do("leave", "cut-short", made, "--last", "2025-03-11", "--because", "well again")
    assert (shorter.code, frozen in shorter.err) == (0, True)
    assert frozen in do("leave", "cancel", made, "--on", "2025-03-10", "--because", "came to work").err
    refused = do("close-year", "2699")
    assert refused.code != 0
    assert "fiscal year 2699 runs until 2156-09-30; close it on that day or later" in refused.err


def test_days_saved_before_are_entered_by_hand(do: Runner) -> None:
    told = do("carry-in", "E3", "7.5", "--year", "2570", "--because", "the paper register")
    assert "7.5 carried in, 0 granted, 0 used, 0 lapsed, 0 carried on, 7.5 left" in told.out
    assert "0 days used" in do("leave", "balance", "E3", "--type", "sick").out
    assert "left" not in do("leave", "balance", "E3", "--type", "sick", "--json").json
    assert "the nearest: sick" in do("leave", "balance", "E3", "--type", "sik").err
    again = do("carry-in", "E3", "many", "--because", "?")
    assert again.code != 0
    assert "many is no number of days in halves" in again.err


@pytest.mark.parametrize("year", ["99999", "0"])
def test_a_year_that_no_calendar_has_is_told(do: Runner, year: str) -> None:
    carried = ("carry-in", "E3", "1", "--because", "the paper register", "--year", year)
    balance = ("leave", "balance", "E3", "--year", year)
    for words in (("open-year", year), ("close-year", year), ("stats", year), carried, balance):
        told = do(*words)
        assert (told.code, "is not in the range" in told.err) == (2, True), words


def test_what_the_rules_say_is_told_with_its_clauses(do: Runner) -> None:
    told = do("leave", "check", "E3", "personal", "--first", "2026-12-14", "--until-noon")
    assert "Within the rules: 0.5 days used, 0.5 paid, 44.5 left (by " in told.out
    form = (
        "before in the year: 0 days; this is time 1. Half pay 0, no pay 0.",
        "division to permit; back by 2026-12-15.",
    )
    assert [words for words in form if words not in told.out] == []
    data = do(
        "leave", "check", "E3", "ordination_or_hajj", "--first", "2026-12-14", "--last", "2027-03-31", "--json"
    ).json
    assert (data["unpaid"], data["by_year"], data["permits"]) == ("0", {"2027": "108"}, "president")
    assert (data["begin_by"], data["report_by"], data["times"]) == ("2026-12-24", "2027-03-31", 1)
    late = do("leave", "check", "E3", "personal", "--first", "2026-11-16")
    assert "Outside the rules" in late.out
    assert "it was filed on" in late.out


def test_a_leave_is_refused_cancelled_or_given_up(do: Runner) -> None:
    def ask(kind: str, *days: str) -> str:
        made = do("leave", "request", "E3", kind, *days, "--as", "E3", "--json").json
        return str(made["id"])

    one = ask("sick", "--first", "2026-12-14", "--from-noon")
    assert "refused" in do("leave", "refuse", one, "--comment", "no", "--as", "E2").out
    two = ask("sick", "--first", "2026-12-14")
    assert "cancelled" in do("leave", "cancel", two, "--because", "well again", "--as", "E3").out
    three = ask("maternity", "--first", "2026-12-14", "--last", "2027-03-13")
    for who in ("E2", "E1"):
        assert do("leave", "approve", three, "--as", who).code == 0
    given = do("leave", "give-up", three, "--back-on", "2026-12-17", "--because", "not born")
    assert ["cancelled" in line for line in given.out.splitlines()] == [True, False]
    assert "Personal leave" in given.out


def test_what_can_be_no_leave_is_told(do: Runner) -> None:
    told = do("leave", "request", "E3", "sick", "--first", "2026-12-19", "--last", "2026-12-20")
    assert told.code != 0
    assert "no working day" in told.err


def test_a_half_year_is_told_with_who_is_over_and_what_lapses(do: Runner) -> None:
    told = do("stats", "2569", "--half", "2")
    assert "Half-year statistics of attendance and leave" in told.out
    assert "not within: days of absence" in told.out
    public = do("stats", "2569", "--half", "2", "--public").out
    assert "Units in total" in public
    assert "Each person" not in public
    over = do("stats", "2569", "--half", "2", "--over")
    assert "E1 (E1): days of absence" in over.out
    assert do("stats", "2569", "--over", "--json").json[0]["checks"]["absent"]["met"] is False
    do("open-year", "2570")
    assert do("stats", "2570", "--lapsing").out == "No vacation will lapse.\n"
    assert do("stats", "2570", "--lapsing", "--json").json == []
    assert "6 half-year figures frozen" in do("close-year", "2569").out


def test_leave_that_ends_early_and_what_a_check_tells_besides(do: Runner) -> None:
    do("open-year", "2570")
    asked = ("leave", "request", "E3", "vacation", "--first", "2026-12-14", "--last", "2026-12-18", "--as", "E3")
    identity = do(*asked, "--json").json["id"]
    for head in ("E2", "E1"):
        do("leave", "approve", identity, "--as", head)
    assert "to 2026-12-15" in do("leave", "end-early", identity, "--on", "2026-12-16", "--because", "งาน").out
    sick = do("leave", "check", "E3", "sick", "--first", "2026-12-21", "--filed-on", "2026-12-22")
    assert "somebody else may sign the form" in sick.out
    assert "whoever permits may ask for: a doctor's certificate, an examination by a government doctor" in sick.out
    flood = ("--first", "2026-12-21", "--filed-on", "2026-12-22", "--special", "--abroad", "--from-border")
    codes = {one["code"] for one in do("leave", "check", "E3", "personal", *flood, "--json").json["findings"]}
    assert {"leave-special-circumstances", "leave-abroad-short-form"} <= codes


def test_days_at_home_at_the_command_line(do: Runner) -> None:
    do("event", "add", "home_working", "--first", "2026-11-16", "--person", "E3")
    assert do("event", "report", "E3", "2026-11-16", "--text", "ตรวจหนังสือ").code == 0
    october = ("event", "ordered", "--first", "2026-10-13", "--last", "2026-10-31")
    assert "TH-10 (cabinet-home-days-2569)" in do(*october).out
    days = do(*october, "--json").json
    assert [one["day"] for one in days] == ["2026-10-14", "2026-10-15"]
    assert "nowhere" in do(*october, "--unit", "nowhere").err
