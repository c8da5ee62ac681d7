"""Work outside office hours at the command line."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import orqa

Runner = Callable[..., Any]
START = date(2024, 10, 1)
ORDER = ("P1", "จัดทำรายงาน", "--unit", "irqa", "--year", "2569", "--person", "E1", "--on", "1 มิ.ย. 2569")
WHEN = ("--when", "2026-06-08", "16:30", "20.30")


@pytest.fixture
def do(run: Runner, url: str, tmp_path: Path) -> Runner:
    """An office in which E1 came at 08:20 and left at 18:40 on 8 June 2026."""
    path = tmp_path / "1_attlog.dat"
    path.write_text("7\t2026-06-08 08:20:00\t1\t0\t1\t0\n7\t2026-06-08 18:40:00\t1\t0\t1\t0\n", encoding="utf-8")
    with orqa.open_office(url) as office:
        office.organization.add_unit("irqa", {"th": "กองวิเทศ", "en": "Division"}, first=START)
        office.organization.add_person("E1", "ใจดี", "มีสุข")
        for role in ("section-head", "director"):
            office.organization.add_position(f"irqa.{role}", role, unit="irqa", first=START, roles=[role])
            office.organization.add_person(role[:2], role)
            office.organization.appoint(role[:2], f"irqa.{role}", first=START)
        attendance = office.attendance
        attendance.employments.begin("E1", "university_employee", first=START, line="support", unit="irqa")
        attendance.clocks.add("gate", number="1", unit="irqa")
        attendance.clocks.add_user("gate", "7", "E1", first=START)
        attendance.clocks.import_file(path)
        office.budgets.add_line("P1", "ค่าตอบแทน", office.year("fiscal", 2569), fund="national")
        line = office.budgets.line("P1", office.year("fiscal", 2569))
        office.budgets.allot(line, 10_000, granted=False, on=date(2026, 6, 1))
    return lambda *arguments: run("--office", url, "--lang", "en", "budget", "overtime", *arguments)


def test_an_order_is_kept_paid_and_asked_for(do: Runner) -> None:
    kept = do("order", *ORDER, *WHEN, "--document", "อว 3", "--json")
    assert kept.json["times"] == ["2026-06-08 16:30–20:30"], kept.err
    order = kept.json["id"]
    told = do("pay", order)
    assert (told.code, "Total 100.00" in told.out, "mof-overtime-2550" in told.out) == (0, True, True), told.err
    data = do("pay", order, "--json").json
    assert (data["people"], data["days"][0]["minutes"]) == ({"E1": "100.00 THB"}, 130)
    assert "อว 3" in do("list").out
    asked = do("request", order, "--on", "30 มิ.ย. 2569", "--json")
    assert asked.json["amount"] == "100.00 THB", asked.err
    assert "taken back" in do("withdraw", order, "--reason", "งด").out
    refused = do("pay", order)
    assert (refused.code, "[budget-refused]" in refused.err) == (1, True)


def test_an_order_without_a_paper_is_submitted(do: Runner) -> None:
    order = do("order", *ORDER, *WHEN, "--json").json["id"]
    assert "was not approved" in do("pay", order).err
    asked = do("submit", order, "--json")
    assert asked.json["state"] == "pending", asked.err
    assert do("list", "--json").json[0]["approved"] is False


@pytest.mark.parametrize("time", ["25:00", "16.60", "24:30", "4pm", "1630"])
def test_a_time_that_is_none_is_told(do: Runner, time: str) -> None:
    result = do("order", *ORDER, "--when", "2026-06-08", time, "20:30")
    assert (result.code, "is no time: write 16:30" in result.err) == (2, True)
