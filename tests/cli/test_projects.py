"""Projects of the action plan at the command line."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

import orqa

Runner = Callable[..., Any]
PLAN = (
    *("--unit", "irqa", "--objective", "เข้าใจเกณฑ์", "--first", "1 ต.ค. 2569", "--last", "30 ก.ย. 2570"),
    *("--indicator", "k1", "ผู้เข้าร่วม", "at-least", "40", "คน", "--adds", "k1"),
    *("--indicator", "k2", "พึงพอใจ", "at-least", "3.51", "คะแนน", "--scale", "k2", "5"),
    *("--activity", "a1", "จัดสัมมนา", "2 ต.ค. 2569", "3 ต.ค. 2569", "--sum", "P1", "60,000"),
    *("--serves", "edpex", "4.1", "--about", "letter:letter-1", "--year", "2570"),
)


@pytest.fixture
def do(run: Runner, url: str) -> Runner:
    with orqa.open_office(url) as office:
        office.organization.add_unit("irqa", {"th": "กองวิเทศ", "en": "Division"}, first=date(2020, 1, 1))
        office.budgets.add_line("P1", "แผนงาน", office.year("fiscal", 2570))
    return lambda *arguments: run("--office", url, "--lang", "en", "project", *arguments)


def test_the_way_of_a_project(do: Runner, run: Runner, url: str) -> None:
    steps = [
        (("add", "Q-01", "สัมมนา", *PLAN), "Q-01 สัมมนา: planned, version 1"),
        (("change", "Q-01", "--title", "สัมมนาใหม่", "--year", "2570"), "สัมมนาใหม่: planned, version 2"),
        (("approve", "Q-01", "--document", "อว 1", "--year", "2570"), "approved, version 3"),
        (("overdue", "--on", "4 ต.ค. 2569"), "จัดสัมมนา"),
        (("done", "Q-01", "a1", "--on", "3 ต.ค. 2569", "--year", "2570"), "running, version 4"),
        (("overdue", "--on", "4 ต.ค. 2569"), "No activity is overdue."),
        (("result", "Q-01", "k1", "45", "--on", "3 ต.ค. 2569", "--year", "2570"), "running"),
        (
            ("result", "Q-01", "k2", "3.2", "--evidence", "letter:l2", "--year", "2570"),
            "running",
        ),
        (("close", "Q-01", "ดี", "--problems", "เวลา", "--year", "2570"), "closed, version 7"),
        (("list", "--year", "2570"), "60,000.00"),
        (("show", "Q-01", "--year", "2570"), "Closing report: ดี"),
    ]
    for arguments, told in steps:
        result = do(*arguments)
        assert result.code == 0, (arguments, result.err)
        assert told in result.out, (arguments, result.out)
    for given, found in ((("edpex",), ["Q-01"]), (("edpex", "--node", "4.1"), ["Q-01"]), (("esg-2015",), [])):
        listed = do("list", "--year", "2570", "--framework", *given, "--json")
        assert [one["code"] for one in listed.json] == found, listed.err
    shown = do("show", "Q-01", "--year", "2570", "--json").json
    assert [(one["value"], one["met"]) for one in shown["indicators"]] == [("45", True), ("3.2", False)]
    assert shown["evidence"] == ["project:2027-Q_2d01", "letter:letter-1", "letter:l2"]
    assert shown["money"]["planned"] == "60000.00 THB"
    assert [one["code"] for one in do("list", "--year", "2570", "--json").json] == ["Q-01"]
    given = ("report", "action-plan", "--kind-of-year", "fiscal", "--year", "2570", "--format", "text")
    report = run("--office", url, "--lang", "en", *given)
    assert "ผู้เข้าร่วม" in report.out, report.err


def test_what_is_refused_is_told(do: Runner) -> None:
    do("add", "Q-01", "สัมมนา", *PLAN)
    for arguments, told in (
        (("approve", "Q-01", "--year", "2570"), "name the paper"),
        (("result", "Q-01", "k1", "1", "--year", "2570"), "is planned"),
        (("submit", "Q-01", "--year", "2570"), "[no-approver]"),
        (("show", "Q-09", "--year", "2570"), "[not-found]"),
    ):
        result = do(*arguments)
        assert (result.code, told in result.err) == (1, True), result.err
    wrong = do("change", "Q-01", "--about", "letter")
    assert (wrong.code, "names no record" in wrong.err) == (2, True)
    assert do("cancel", "Q-01", "--reason", "งด", "--year", "2570", "--json").json["state"] == "cancelled"
