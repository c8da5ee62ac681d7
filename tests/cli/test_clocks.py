"""Time clocks at the command line."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import orqa

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
    assert "2 new punches, 0 known, 0 doubtful, 1 lines not read: 1_attlog.dat" in first.out
    assert "1_attlog.dat:3: error: " in first.out
    again = do("import", log, "--json").json
    assert (again["again"], again["new"], again["known"]) == (True, 0, 2)
    assert again["unknown"] == [{"clock": "gate", "user": "7", "punches": 2}]
    assert do("clock", "list", "--json").json[0]["place"] == "ประตูหน้า"
    assert do("clock", "files", "--json").json[0]["punches"] == 2


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
