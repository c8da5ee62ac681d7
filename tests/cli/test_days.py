"""Days, registers and reasons at the command line."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import orqa

Do = Callable[..., str]


@pytest.fixture
def do(run: Callable[..., Any], url: str) -> Do:
    """Run a command of attendance, in English, in an office with a head of section and one person at work."""
    with orqa.open_office(url, profile="thai-public-university") as office:
        org = office.organization
        org.add_unit("ga", "งานบริหารงานทั่วไป", first=date(2003, 4, 1))
        org.add_person("E1", "ใจดี", "มีสุข")
        org.add_person("E2", "สมใจ", "รักงาน")
        org.add_position("ga.head", "หัวหน้างาน", unit="ga", first=date(2003, 4, 1), roles=["section-head"], is_head=True)
        org.appoint("E2", "ga.head", first=date(2021, 10, 1))
        office.attendance.employments.begin("E1", "civil_servant", first=date(2016, 10, 1), unit="ga")
    return lambda *words: str(run("--office", url, "--lang", "en", "attendance", *words).out)


def test_day_month_and_absences(do: Do, tmp_path: Path) -> None:
    assert "absent" in do("day", "--on", "2026-01-05")
    written = tmp_path / "register.html"
    assert "Written" in do("day", "--on", "2026-01-05", "--out", str(written))
    assert "absent" in written.read_text(encoding="utf-8")
    assert "absent" in do("month", "E1", "--in", "2026-01-05")
    assert "2026-01-05 absent; no punch and nothing filed" in do("month", "E1", "--in", "2026-01-05", "--explain")
    days = json.loads(do("month", "E1", "--in", "2026-01-05", "--explain", "--json"))
    assert len(days) == 31
    assert "grave misconduct since" in do("absences", "--first", "2026-01-05", "--last", "2026-01-30")
    (run,) = json.loads(do("absences", "--first", "2026-01-05", "--last", "2026-01-09", "--json"))
    assert (run["days"], run["grave_on"]) == (5, None)


@pytest.fixture
def punched(do: Do, url: str, tmp_path: Path) -> Do:
    """Two of them come late on a Monday; one owes a weekly load."""
    log = tmp_path / "1_attlog.dat"
    lines = ("1\t2026-01-05 08:42:00", "1\t2026-01-05 16:31:00", "2\t2026-01-05 09:30:00", "2\t2026-01-05 16:30:00")
    log.write_text("".join(f"{line}\t1\t0\t1\t0\n" for line in lines), encoding="utf-8")
    first = date(2016, 10, 1)
    with orqa.open_office(url, attachments=str(tmp_path / "bytes")) as office:
        office.organization.add_person("E3", "สมคิด", "สอนดี")
        office.attendance.employments.begin("E3", "university_employee", first=first, line="academic", unit="ga")
        office.attendance.clocks.add("gate", number="1")
        for user, code in (("1", "E1"), ("2", "E3")):
            office.attendance.clocks.add_user("gate", user, code, first=first)
        office.attendance.clocks.import_file(log)
    return do


def test_late_days(punched: Do) -> None:
    days = ("--first", "2026-01-05", "--last", "2026-01-09")
    told = punched("late", *days)
    assert "ใจดี มีสุข" in told
    assert "สมคิด" not in told, "who owes a load is never late"
    assert "by " in told.splitlines()[-1]
    assert json.loads(punched("late", *days, "--json")) == [
        {"staff": "E1", "person": {"th": "ใจดี มีสุข"}, "days": 1, "minutes": 12, "leave_days": 0}
    ]
    assert json.loads(punched("late", *days, "--person", "E3", "--json")) == []


def test_weekly_loads(punched: Do) -> None:
    days = ("--first", "2026-01-05", "--last", "2026-01-18")
    weeks = json.loads(punched("loads", *days, "--json"))
    assert [(one["monday"], one["worked"], one["missing"]) for one in weeks] == [
        ("2026-01-05", 360, 2100 - 360),
        ("2026-01-12", 0, 2100),
    ]
    short = json.loads(punched("loads", *days, "--short", "--json"))
    assert [one["monday"] for one in short] == ["2026-01-12", "2026-01-05"]
    assert "สมคิด สอนดี" in punched("loads", *days, "--person", "E3")
    assert json.loads(punched("loads", *days, "--person", "E1", "--json")) == []


def test_reasons(do: Do) -> None:
    filed = json.loads(do("reason", "file", "E1", "2026-01-05", "08:25", "--reason", "no power", "--json"))
    assert filed["approval"]
    assert "08:25 no power (does not count)" in do("reason", "list", "--first", "2026-01-05", "--last", "2026-01-05")
    (listed,) = json.loads(do("reason", "list", "--first", "2026-01-05", "--last", "2026-01-05", "--json"))
    assert (listed["clock"], listed["approved"]) == ("08:25", False)


@pytest.mark.parametrize(
    "words",
    [
        ("reason", "file", "E1", "2026-01-05", "25:00", "--reason", "no power"),
        ("event", "add", "area_event", "--first", "2026-01-05", "--late-until", "25:00"),
    ],
)
def test_what_is_no_time_of_the_day_is_told(run: Callable[..., Any], do: Do, url: str, words: tuple[str, ...]) -> None:
    told = run("--office", url, "--lang", "en", "attendance", *words)
    assert (told.code, do("event", "list", "--first", "2026-01-05", "--last", "2026-01-05", "--json")) == (1, "[]\n")
    assert "25:00 is no time of the day; write it as 08:25" in told.err


def test_that_nobody_was_absent(do: Do) -> None:
    days = ("--first", "2025-12-06", "--last", "2025-12-07")
    assert do("absences", *days) == "Nobody was absent without leave.\n"
