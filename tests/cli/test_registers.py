"""``orqa letter send``, ``reserve``, ``bind``, ``void``, ``take-in``; ``orqa register``."""

from collections.abc import Callable
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

Runner = Callable[..., Any]
YEAR = datetime.now(ZoneInfo("Asia/Bangkok")).year
BUDDHIST = YEAR + 543
THAI_YEAR = str(BUDDHIST).translate(str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙"))
LETTER = ("--kind", "external", "--subject", "ตอบ", "--to", "อธิการบดี", "--unit-code", "อว 0655.08")


@pytest.fixture
def at(run: Runner, url: str) -> Runner:
    """Run a command on the office."""
    return lambda *arguments, **changes: run(*arguments, "--office", url, **changes)


def test_what_is_sent_is_told_with_its_printed_number(at: Runner) -> None:
    done = at("letter", "send", *LETTER)
    assert (done.code, done.err) == (0, "")
    assert done.out.splitlines()[0] == f"อว ๐๖๕๕.๐๘/๑ · ทะเบียนหนังสือส่ง เลขที่ 1/{BUDDHIST}"
    assert "opm-correspondence-2526#43" in done.out
    order = at("letter", "send", "--kind", "คำสั่ง", "--subject", "แต่งตั้ง", "--lang", "en").out
    assert order.splitlines()[0] == f"๑/{THAI_YEAR} · Register of orders no. 1/{BUDDHIST}"
    notice = at("letter", "send", "--kind", "announcement", "--subject", "รับสมัคร", "--lang", "en").out
    assert notice.splitlines()[0] == f"Register of announcements, communiqués and news no. 1/{BUDDHIST}"
    special = at("letter", "send", *LETTER, "--special", "--lang", "en").out
    assert special.splitlines()[0] == "อว ๐๖๕๕.๐๘/พิเศษ · Register of sent letters, without a number"


def test_programs_read_what_was_sent_as_json(at: Runner) -> None:
    data = at("letter", "send", *LETTER, "--circular", "--key", "k", "--json").json
    assert (data["register"], data["number"], data["printed"], data["state"]) == (
        "circular",
        1,
        "อว 0655.08/ว 1",
        "registered",
    )
    assert at("letter", "send", *LETTER, "--circular", "--key", "k", "--json").json == data


def test_a_letter_is_shown_by_what_is_printed_on_it(at: Runner) -> None:
    at("letter", "send", *LETTER)
    for which in ("อว 0655.08/1", "อว.๐๖๕๕.๐๘/๑"):
        shown = at("letter", "show", which)
        assert shown.code == 0
        assert "อว 0655.08/1" in shown.out
        assert "ตอบ" in shown.out
    assert "อว 0655.08/1" in at("letter", "search", "ตอบ").out
    at("letter", "send", *LETTER, "--special")
    special = at("letter", "show", "อว 0655.08/พิเศษ", "--lang", "en").out
    assert special.splitlines()[0] == "อว 0655.08/พิเศษ · Register of sent letters, without a number"
    at("letter", "void", "1", "--reason", "ออกซ้ำ")
    void = at("letter", "show", "อว 0655.08/1", "--lang", "en").out
    assert void.splitlines()[0] == f"อว 0655.08/1 · Register of sent letters no. 1/{BUDDHIST}: void (ออกซ้ำ)"
    none = at("letter", "show", "อว 0655.08/9", "--lang", "en")
    assert (none.code, "no letter has it" in none.err) == (2, True)


def test_numbers_are_kept_bound_and_made_void(at: Runner) -> None:
    kept = at("letter", "reserve", "--register", "order", "--count", "2", "--reason", "ลงนามภายหลัง")
    assert kept.out.splitlines() == [f"{n}/{BUDDHIST} · ทะเบียนคำสั่ง เลขที่ {n}/{BUDDHIST}: จองเลข" for n in (1, 2)]
    bound = at("letter", "bind", "1", "--register", "order", "--kind", "order", "--subject", "แต่งตั้ง")
    assert bound.out.splitlines()[0] == f"๑/{THAI_YEAR} · ทะเบียนคำสั่ง เลขที่ 1/{BUDDHIST}"
    void = at("letter", "void", f"๒/{BUDDHIST}", "--register", "order", "--reason", "ไม่ใช้", "--lang", "en")
    assert void.out == f"2/{BUDDHIST} · Register of orders no. 2/{BUDDHIST}: void\n"
    again = at("letter", "bind", "2", "--register", "order", "--kind", "order", "--subject", "x", "--lang", "en")
    assert (again.code, "only a reserved one takes a letter" in again.err) == (1, True)
    assert at("letter", "void", "9", "--register", "order", "--reason", "x").code == 1
    assert at("letter", "void", "x", "--register", "order", "--reason", "x").code == 2
    assert (
        "จองเลขได้ครั้งละ 1 ถึง 100 เลข"
        in at("letter", "reserve", "--register", "order", "--count", "0", "--reason", "x").err
    )


def test_a_unit_takes_a_letter_in(at: Runner) -> None:
    at(
        "letter",
        "receive",
        "--ref",
        "กค 1/2",
        "--dated",
        "1/1/2569",
        "--from",
        "กรม",
        "--subject",
        "เข้า",
        "--kind",
        "external",
    )
    done = at("letter", "take-in", "1", "--unit", "irqa", "--json").json
    assert (done["unit"], done["number"], done["register"]) == ("irqa", 1, "received")
    again = at("letter", "take-in", "1", "--unit", "irqa", "--lang", "en")
    assert (again.code, "irqa took this letter in already" in again.err) == (1, True)


def test_the_registers_are_listed(at: Runner) -> None:
    at("letter", "send", *LETTER)
    at("letter", "reserve", "--register", "order", "--count", "3", "--reason", "r")
    at("letter", "void", "1", "--register", "order", "--reason", "x")
    listed = at("register", "list")
    assert "ทะเบียนหนังสือส่ง" in listed.out
    assert "จองไว้" in listed.out
    data = at("register", "list", "--json").json
    assert data == [
        {"register": "sent", "unit": "central", "year": YEAR, "last": 1, "lines": 1, "reserved": 0, "void": 0},
        {"register": "order", "unit": "central", "year": YEAR, "last": 3, "lines": 3, "reserved": 2, "void": 1},
    ]


def test_the_lines_of_a_register_are_shown_in_its_columns(at: Runner) -> None:
    at("letter", "send", *LETTER)
    at("letter", "reserve", "--reason", "รอลงนาม", "--unit-code", "อว 0655.08")
    shown = at("register", "show", "--register", "ทะเบียนหนังสือส่ง")
    assert "เลขทะเบียนส่ง" in shown.out
    assert "อว ๐๖๕๕.๐๘/๒" in shown.out
    assert "จองเลข: รอลงนาม" in shown.out
    assert "reserved: รอลงนาม" in at("register", "show", "--register", "sent", "--lang", "en").out
    lines = at("register", "show", "--register", "sent", "--year", BUDDHIST, "--json").json
    assert [line["state"] for line in lines] == ["reserved", "registered"]
    assert at("register", "show", "--json").json == []
    assert "เลขทะเบียนรับ" in at("register", "show").out
    unknown = at("register", "show", "--register", "x", "--lang", "en")
    assert (unknown.code, "there is no register 'x'" in unknown.err) == (1, True)


def test_a_register_is_looked_over(at: Runner) -> None:
    at("letter", "send", "--kind", "order", "--subject", "หนึ่ง")
    done = at("register", "check", "--register", "order", "--lang", "en")
    assert (done.code, done.out) == (0, "Nothing is missing and nothing is double.\n")
    at("letter", "send", "--kind", "order", "--subject", "สอง", "--dated", f"1/1/{BUDDHIST}")
    found = at("register", "check", "--register", "order")
    assert (found.code, "[register-dates-out-of-order]" in found.out) == (2, True)
    assert at("register", "check", "--register", "order", "--json").json[0]["severity"] == "warning"


def test_a_register_goes_on_behind_an_old_one(at: Runner) -> None:
    done = at("register", "continue", "120", "--register", "order", "--lang", "en")
    assert (done.code, done.out) == (0, "The next number is 121.\n")
    assert at("letter", "send", "--kind", "order", "--subject", "x", "--json").json["number"] == 121
    again = at("register", "continue", "500", "--register", "order")
    assert (again.code, "ออกเลขในระบบนี้แล้วถึงเลข 121" in again.err) == (1, True)
    assert at("register", "continue", "5", "--json").json == {"next": 6}


def test_a_unit_receives_by_itself(at: Runner) -> None:
    fields = ("--ref", "กค 1/2", "--dated", "1/1/2569", "--from", "กรม", "--subject", "เข้า", "--kind", "external")
    assert at("letter", "receive", *fields, "--unit", "irqa").code == 0
    assert [line["number"] for line in at("register", "show", "--unit", "irqa", "--json").json] == [1]
    assert at("register", "show", "--json").json == []
