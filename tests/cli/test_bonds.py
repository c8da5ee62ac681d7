"""Contracts of study leave at the command line."""

from collections.abc import Callable
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
    return lambda *arguments: run("--office", url, "--lang", "en", "attendance", "bond", *arguments)


def test_the_way_of_a_contract(do: Runner) -> None:
    made = do("sign", "E1", "--first", "1 มิ.ย. 2566", "--last", "31 พ.ค. 2569", "--abroad", "--json")
    identity = made.json["id"]
    steps = [
        (("report", identity, "--received", "2023-12-01"), "0 served"),
        (("extend", identity, "--last", "2026-06-30", "--order", "คำสั่ง 1/2569"), "2252 days owed"),
        (("back", identity, "--on", "2026-07-01"), "Served by"),
        (("pause", identity, "--first", "2026-08-01", "--last", "2026-08-31", "--reason", "ลา"), "Served by"),
        (("breach", identity, "--paid", "1000000 THB", "--on", "2026-07-31"), "by study-bond-practice"),
        (("end", identity, "--on", "2026-07-31", "--reason", "ลาออก"), "31 served, 2221 left"),
        (("list", "--on", "2026-07-31"), "2,221"),
    ]
    for arguments, told in steps:
        result = do(*arguments)
        assert result.code == 0, result.err
        assert told in result.out
    breach = do("breach", identity, "--paid", "1000000 THB", "--json").json
    for paid in ("1000000", "๑,๐๐๐,๐๐๐"):
        assert do("breach", identity, "--paid", paid, "--json").json == breach, "the currency of the profile"
    assert "'lots' is not an amount" in do("breach", identity, "--paid", "lots").err
    assert do("list", "--json").json[0]["staff"] == "E1"
    assert set(breach) == {"repaid", "penalty", "interest", "total", "citations"}
    assert do("list", "--json").json[0]["left"] == 2221


def test_that_there_is_no_contract(do: Runner) -> None:
    assert do("list").out == "There is nothing to list.\n"


def test_whether_somebody_may_go(do: Runner, run: Runner, url: str) -> None:
    run("--office", url, "attendance", "employment", "begin", "E1", "civil_servant", "--first", "2020-01-06")
    plan = ("check", "E1", "--first", "2027-06-01", "--last", "2029-05-31", "--degree", "master")
    told = do(*plan, "--guarantors", "1", "--shown", "language")
    assert told.code == 0, told.err
    assert "Something is missing" in told.out
    assert "- good health is to be shown (shown: health)" in told.out
    assert "731 days of service are owed, served by 2031-06-01; contract: the contract × 1" in told.out
    found = do(*plan, "--abroad", "--born", "1996-01-15", "--json").json
    assert (found["answer"], found["contract"]) == ("outside_rules", {"contract": 1})
    assert "study-too-many-away" in {one["code"] for one in found["findings"]}
    assert "pcd-study-summary" in found["citations"]


@pytest.mark.usefixtures("do")
def test_who_works_as_what(run: Runner, url: str) -> None:
    def employ(*arguments: str) -> Any:
        return run("--office", url, "--lang", "en", "attendance", "employment", *arguments)

    identity = employ("begin", "E2", "temporary_employee", "--first", "1 มิ.ย. 2567", "--json").json["id"]
    assert "Recorded" in employ("change", identity, "--contract-ends", "30 ก.ย. 2569").out
    assert "30 Sep 2026" in employ("list", "--on", "2026-01-01").out
    (listed,) = employ("list", "--json").json
    assert (listed["id"], listed["staff"]) == (identity, "E2")
