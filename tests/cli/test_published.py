"""Registers of other universities, and tables of partners, at the command line."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import orqa

Runner = Callable[..., Any]
pytestmark = pytest.mark.usefixtures("_in_november_2026")

REGISTER = """Country,Institution,Type,Start date,End date
Japan,Chiba University,MoU,1/25/2018,1/24/2027
Columbia,Sample University,MoU,3/4/2018,no end date
"""


@pytest.fixture
def do(run: Runner, url: str) -> Runner:
    with orqa.open_office(url, profile="thai-public-university") as office:
        office.partnerships.add_partner("Publishing University", country="US")
    return lambda *arguments: run("--office", url, *arguments)


def test_a_register_is_taken_in_listed_and_written_in_another_layout(do: Runner, tmp_path: Path) -> None:
    path = tmp_path / "register.csv"
    path.write_text(REGISTER, encoding="utf-8")
    taken = do("import", "published-agreements", path, "--publisher", "Publishing University", "--lang", "en")
    assert taken.code == 0
    assert "'Columbia' is not understood as a country" in taken.out
    assert "2 of 2 rows taken in" in taken.out
    again = do("import", "published-agreements", path, "--publisher", "Publishing University", "--lang", "en")
    assert "0 of 2 rows taken in; 2 there before" in again.out

    rows = do("partner", "published", "--json").json
    assert [(row["partner"], row["last_day"]) for row in rows] == [
        ("Chiba University", "2027-01-24"),
        ("Sample University", None),
    ]
    assert do("partner", "published", "chiba", "--country", "ญี่ปุ่น", "--json").json == rows[:1]
    assert "ไม่มีกำหนดสิ้นสุด" in str(rows[1]["term"])

    out = tmp_path / "out.csv"
    written = do("partner", "export-published", out, "--layout", "thai", "--lang", "th")
    assert (written.code, "เขียนข้อตกลง 2 รายการ" in written.out) == (0, True)
    assert "25 มกราคม 2561" in out.read_text(encoding="utf-8-sig")
    unknown = do("partner", "export-published", out, "--layout", "nowhere", "--lang", "en")
    assert (unknown.code, "csu" in unknown.err) == (1, True)


def test_the_mapping_keeps_whose_register_it_is(do: Runner, tmp_path: Path) -> None:
    path, mapping = tmp_path / "register.csv", tmp_path / "mapping.toml"
    path.write_text(REGISTER, encoding="utf-8")
    given = ("--publisher", "Publishing University", "--save-mapping", mapping)
    shown = do("import", "published-agreements", path, *given, "--preview", "--lang", "en")
    assert (shown.code, "Nothing was written" in shown.out) == (0, True)
    assert 'publisher" = "Publishing University"' in mapping.read_text(encoding="utf-8")
    assert do("import", "published-agreements", path, "--mapping", mapping).code == 0
    assert len(do("partner", "published", "--json").json) == 2


def test_rows_without_a_known_publisher_are_refused(do: Runner, tmp_path: Path) -> None:
    path = tmp_path / "register.csv"
    path.write_text(REGISTER, encoding="utf-8")
    done = do("import", "published-agreements", path, "--lang", "en")
    assert (done.code, "nobody told whose register this is" in done.out) == (2, True)


def test_a_table_of_partners_is_taken_in_and_matched(do: Runner, tmp_path: Path) -> None:
    path = tmp_path / "partners.csv"
    path.write_text(
        "ชื่อสถาบัน,ประเทศ,ROR\nThe PUBLISHING University,US,03vek6s52\nUniversity of Publishing,US,\n", "utf-8"
    )
    done = do("import", "partners", path, "--lang", "en")
    assert "the same words in another order" in done.out
    assert "2 of 2 rows taken in" in done.out
    shown = do("partner", "show", "03vek6s52", "--json").json
    assert shown["name"] == "Publishing University"
    assert "2 แถว" in do("import", "partners", path, "--lang", "th").out
