"""Holds at the command line."""

from collections.abc import Callable
from typing import Any

Runner = Callable[..., Any]


def test_a_hold_is_placed_listed_and_lifted(run: Runner, filled: str) -> None:
    office = ("--office", filled)
    assert run("hold", "list", *office, ORQA_LANG="en").out == "Nothing is held.\n"
    done = run("--json", "hold", "place", "2", *office, "--cause", "case", "--reason", "คดีดำ 1/2569").json
    assert (done["cause"], done["active"], done["about"].partition(":")[0]) == ("case", True, "letter")
    listed = run("hold", "list", "2", *office, ORQA_LANG="en").out
    assert "Evidence in a case" in listed
    assert "คดีดำ 1/2569" in listed
    assert run("--json", "hold", "list", "1", *office).json == []
    lifted = run("hold", "lift", done["id"], *office, "--reason", "ถึงที่สุด", ORQA_LANG="en")
    assert lifted.out == f"No longer held by {done['id']}: {done['about']}\n"
    assert run("hold", "list", *office, ORQA_LANG="th").out == "ไม่มีรายการที่ยับยั้งการทำลาย\n"


def test_any_record_is_named_by_kind_and_id(run: Runner, filled: str) -> None:
    office = ("--office", filled)
    about = run("--json", "hold", "place", "1", *office, "--cause", "use", "--reason", "ใช้").json["about"]
    placed = run("hold", "place", about, *office, "--cause", "audit", "--reason", "ตรวจ", ORQA_LANG="en")
    assert placed.out.startswith(f"Held: {about} (")
    assert len(run("--json", "hold", "list", about, *office).json) == 2
    refused = run("hold", "place", about, *office, "--cause", "whim", "--reason", "ลอง", ORQA_LANG="en")
    assert refused.code == 1
    assert "there is no cause 'whim'" in refused.err
