"""Time clocks at the command line."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import orqa
from organization_samples import begun
from orqa.office.attendance.punch_erasing import PunchRetention
from orqa.rules.decisions import Decision

Runner = Callable[..., Any]
LINES = "7\tSomchai\t2026-03-02 08:21:09\t1\t0\n7\t2026-03-02 16:31:00\t1\t0\t1\nbroken\n"


@pytest.fixture
def do(run: Runner, url: str) -> Runner:
    with orqa.open_office(url) as office:
        office.organization.add_person("6501", "สมชาย", "ใจดี")
    return lambda *arguments: run("--office", url, "--lang", "en", "attendance", *arguments)


@pytest.fixture
def log(tmp_path: Path) -> Path:
    path = tmp_path / "1_attlog.dat"
    path.write_text(LINES)
    return path


def test_the_way_of_a_file(do: Runner, log: Path) -> None:
    assert do("clock", "add", "gate", "--number", "1", "--place", "ประตูหน้า").out == "Clock gate\n"
    first = do("import", log)
    assert first.code == 2
    assert "2 new punches, 0 known, 0 doubtful, 1 line not read: 1_attlog.dat" in first.out
    assert "1_attlog.dat:3: error: " in first.out
    assert "user 7 Somchai of the clock gate punched 2 times" in first.out
    again = do("import", log, "--json").json
    assert (again["again"], again["new"], again["known"]) == (True, 0, 2)
    assert again["unknown"] == [{"clock": "gate", "user": "7", "punches": 2}]
    assert do("clock", "list", "--json").json[0]["place"] == "ประตูหน้า"
    assert do("clock", "files", "--json").json[0]["punches"] == 2
    log.write_text("8\t2026-03-02 16:31:00\t1\t0\t1\n")
    assert "user 8 of the clock gate punched 1 time from" in do("import", log).out


def test_who_a_user_is(do: Runner, log: Path) -> None:
    do("clock", "add", "gate", "--number", "1")
    do("import", log)
    assert do("user", "unknown", "--json").json[0]["punches"] == 2
    assert do("user", "add", "gate", "7", "6501", "--first", "1 มี.ค. 2569").out.startswith("User 7 of the clock gate")
    assert do("user", "unknown", "--json").json == []
    assert do("user", "end", "gate", "7", "--last", "31 มี.ค. 2569", "--json").json["last"] == "2026-03-31"
    assert do("user", "list", "--person", "6501", "--json").json[0]["person"] == "6501"
    assert "somebody else" in do("user", "add", "gate", "7", "6501", "--first", "2 มี.ค. 2569").err


def test_a_table_with_a_mapping_and_an_order_of_dates(do: Runner, tmp_path: Path) -> None:
    do("clock", "add", "gate")
    table, mapping = tmp_path / "t.csv", tmp_path / "m.toml"
    table.write_text("who,when\n7,03/02/2026 08:21\n")
    mapping.write_text('table = "punches"\n[columns]\n"who" = "user"\n"when" = "at"\n')
    result = do("import", table, "--clock", "gate", "--mapping", mapping, "--dates", "month")
    assert result.code == 0, result.err
    assert "from 2026-03-02 to 2026-03-02" in result.out


def test_a_corrected_time(run: Runner, do: Runner, url: str, tmp_path: Path) -> None:
    with orqa.open_office(url) as office:
        begun(office)
        for code in ("E1", "E2", "E3"):
            office.attendance.employments.begin(code, "university_employee", first=date(2024, 10, 1))
    do("clock", "add", "gate", "--number", "1")
    do("user", "add", "gate", "7", "E3", "--first", "2026-03-01")
    path = tmp_path / "1_attlog.dat"
    times = ("2026-03-02 16:31:00", "2000-01-01 00:12:33", "2026-03-03 16:31:00", "2026-03-04 16:31:00")
    path.write_text("".join(f"7\t{one}\t1\t0\t1\t0\n" for one in times))
    do("import", path)
    assert do("correction", "doubtful").out == "gate: user 7, 2000-01-01 00:12:33 (line 2)\n"
    assert do("correction", "doubtful", "--clock", "gate", "--json").json[0]["user"] == "7"
    asked = ("--clock", "gate", "--told", "2000-01-01 00:12:33", "--right", "2026-03-03 08:21", "--reason", "ไฟดับ")
    filed = do("correction", "file", "E3", *asked, "--json").json
    march = ("--first", "2026-03-01", "--last", "2026-03-31", "--person", "E3")
    assert "was 2026-03-03 08:21: ไฟดับ (does not count)" in do("correction", "list", *march).out
    assert run("--office", url, "approval", "approve", filed["approval"], "--as", "E2").code == 0
    assert do("correction", "list", *march, "--json").json[0]["approved"] is True
    told = do("month", "E3", "--in", "2026-03-03", "--explain").out
    assert f"punch-correction:{filed['correction']}" in told
    assert "told no punch" in do("correction", "file", "E3", *asked[:3], "2000-01-01 00:00:00", *asked[4:]).err


def test_how_long_punches_are_kept_is_the_offices_own_to_set(do: Runner) -> None:
    assert "attendance.punch_retention is not modelled: no source at hand tells how long" in do("retention", "show").err
    assert do("retention", "erase", "--reason", "เก่าแล้ว").code != 0


def test_punches_are_erased(do: Runner, log: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    do("clock", "add", "gate", "--number", "1")
    do("import", log)
    kept = Decision(date(2026, 4, 1), {}, "", "", ())
    monkeypatch.setattr(PunchRetention, "kept_since", lambda _: kept)
    assert "to be erased: 1 month (1 sheet), 0 files" in do("retention", "show").out
    assert (
        do("retention", "erase", "--reason", "ครบเวลา").out == "Erased before 2026-04-01: 1 sheet, 0 files (ครบเวลา)\n"
    )
    shown = do("retention", "show", "--json").json
    assert (shown["months"], shown["erased"][0]["sheets"]) == ([], 1)
    assert "2 punches are of days before 2026-04-01" in do("import", log).out + do("import", log).err
