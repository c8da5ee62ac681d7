"""Storing letters and the register of what is in force, at the command line, in both languages."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Runner = Callable[..., Any]

pytestmark = pytest.mark.usefixtures("_in_november_2026")


@pytest.fixture
def office(run: Runner, tmp_path: Path) -> tuple[object, ...]:
    url = f"sqlite:///{tmp_path}/office.db"
    assert run("init", url, "--profile", "thai-public-university").code == 0
    given = ("--ref", "กค 0402/7", "--dated", "3 พฤศจิกายน 2569", "--from", "กรมตัวอย่าง", "--kind", "external")
    assert run("letter", "receive", *given, "--subject", "แจ้งหลักเกณฑ์", "--office", url).code == 0
    return ("--office", url)


def test_a_letter_is_filed_moved_and_found(run: Runner, office: tuple[object, ...]) -> None:
    assert run("file-plan", "add", "๑", "บุคคล", "--en", "Personnel", *office, "--lang", "en").code == 0
    refused = run("store", "put", 1, "--code", "2", *office, "--lang", "en")
    assert refused.code != 0
    assert "no code '2'" in refused.err
    assert "ไม่มีรหัส '2'" in run("store", "put", 1, "--code", "2", *office, "--lang", "th").err
    done = run("store", "put", 1, "--code", "1", "--place", "ตู้ 1", *office, "--lang", "en")
    assert done.out == "stored after work, no. 1/2569, file 1, ตู้ 1\n"
    moved = run("store", "move", 1, "ตู้ 2", *office, "--lang", "th")
    assert moved.out == "เก็บเมื่อปฏิบัติเสร็จแล้ว ลำดับที่ 1/2569 รหัสแฟ้ม 1 ที่ ตู้ 2\n"
    noted = run("store", "condition", 1, "damaged", "--note", "น้ำท่วม", *office, "--json").json
    assert (noted["condition"], noted["place"], noted["number"]) == ("damaged", "ตู้ 2", 1)
    assert run("store", "show", 1, *office, "--json").json == noted
    assert "ชำรุด" in run("store", "register", *office, "--lang", "th").out
    assert run("store", "transfer-list", *office, "--json").json[0]["reference"] == "กค 0402/7"
    assert run("file-plan", "end", "1", "2026-12-31", *office).code == 0
    (code,) = run("file-plan", "list", *office, "--json").json
    assert (code["code"], code["letters"], code["last"]) == ("1", 1, "2026-12-31")


def test_what_is_in_force_is_kept_and_told(run: Runner, office: tuple[object, ...]) -> None:
    for title, made in (("ระเบียบ ก พ.ศ. 2560", "2017-01-01"), ("ระเบียบ ก พ.ศ. 2565", "2022-01-01")):
        assert run("in-force", "add", "--kind", "rule", "--title", title, "--made", made, *office).code == 0
    old, new = "ระเบียบ ก พ.ศ. 2560", "ระเบียบ ก พ.ศ. 2565"
    done = run("in-force", "change", new, "replaces", old, *office, "--json").json
    assert done["kind"] == "instrument-change"
    on = run("in-force", "list", "--on", "2020-01-01", *office, "--json").json
    assert [row["title"] for row in on] == [old]
    assert [row["title"] for row in run("in-force", "list", *office, "--json").json] == [new]
    circle = run("in-force", "change", old, "amends", new, "--on", "2023-01-01", *office, "--lang", "en")
    assert "in a circle" in circle.err
    assert "ใช้แทน" in run("in-force", "history", old, *office, "--lang", "th").out
    assert run("in-force", "undo", done["id"], "--reason", "ผิด", *office).code == 0
    assert len(run("in-force", "list", *office, "--json").json) == 2
    assert run("in-force", "withdraw", new, "--reason", "ลงผิด", *office).code == 0
    assert [row["title"] for row in run("in-force", "list", "--all", *office, "--json").json] == [old]


def test_a_letter_is_lent_called_back_and_given_back(run: Runner, office: tuple[object, ...]) -> None:
    people = (("H1", "หัวหน้า", "section-head"), ("D1", "ผู้อำนวยการ", "director"))
    assert run("unit", "add", "irqa", "กอง", "--first", "2020-01-01", *office).code == 0
    for code, name, role in people:
        assert run("person", "add", code, name, "--family", "ตัวอย่าง", *office).code == 0
        assert run("grant", code, role, "--unit", "irqa", "--first", "2020-01-01", *office).code == 0
    refused = run("loan", "lend", 1, "H1", "--purpose", " ", *office, "--lang", "en")
    assert "for which official work" in refused.err
    lent = run("loan", "lend", 1, "H1", "--purpose", "ตรวจสอบ", "--permitted-by", "D1", *office, "--json").json
    assert (lent["due"], lent["is_out"]) == ("2026-12-12", True)
    assert "opm-correspondence-2526#62.4" in lent["citations"]
    assert "กำหนดส่งคืน" in run("loan", "renew", lent["loan"], "2026-12-30", *office, "--lang", "th").out
    recalled = run("loan", "recall", lent["loan"], "--reason", "ผู้ตรวจสอบ", "--by", "2026-12-01", *office, "--json")
    assert recalled.json["due"] == "2026-12-01"
    assert len(run("loan", "overdue", "--on", "2026-12-02", *office, "--json").json) == 1
    assert "หัวหน้า ตัวอย่าง" in run("loan", "list", "--out", "--letter", 1, *office, "--lang", "th").out
    assert "back on" in run("loan", "return", lent["loan"], *office, "--lang", "en").out
    viewed = run("loan", "view", 1, "ผู้วิจัย", "--purpose", "วิจัย", "--permitted-by", "D1", *office, "--lang", "en")
    assert viewed.out.startswith("Viewing ")
    assert "#65" in viewed.out
