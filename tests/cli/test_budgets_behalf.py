"""Money of other agencies at the command line."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Runner = Callable[..., Any]
OWNER = "สพฐ."


@pytest.fixture
def do(run: Runner, url: str) -> Runner:
    def do(*arguments: object) -> Any:
        return run("--office", url, "--lang", "en", "budget", *arguments)

    return do


def test_money_is_taken_on_spent_and_told_of(do: Runner, tmp_path: Path) -> None:
    taken = do("take-on", "G1", "อบรมครู", "๔๐,๐๐๐", OWNER, "--document", "บท. 1")
    assert taken.out == f"G1: 40,000.00 of {OWNER} to spend on its behalf\n"
    case = do("reserve", "G1", "30,000", "จัดอบรม", "--json").json["id"]
    assert do("pay", case, "28,500").code == 0
    told = do("report-back", "G1", "11,500", "--document", "บท. 4", "--json")
    assert {"spent": "28500.00", "returned": "11500.00", "owner": OWNER}.items() <= told.json.items()
    said = do("report-back", "G1")
    assert (said.code, "nothing was paid since" in said.err) == (1, True)
    out = tmp_path / "statement.csv"
    assert do("on-behalf", OWNER, "--out", out).code == 0
    assert "28500" in out.read_text(encoding="utf-8-sig")
    assert "Money spent on behalf of other agencies" in do("on-behalf", "--format", "text").out


def test_a_missing_paper_and_an_unknown_owner_are_refused(do: Runner) -> None:
    refused = do("take-on", "G1", "อบรมครู", "40,000", OWNER)
    assert (refused.code, "give the number of the paper" in refused.err) == (1, True)
    assert "is money of" in do("on-behalf", OWNER).err
