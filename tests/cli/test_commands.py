"""``orqa init``, ``verify``, ``report``, ``rules`` and ``plugins``."""

import csv
import io
import json
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from orqa.cli.root import _COMMANDS

Runner = Callable[..., Any]
KEY = "register.restart"
RULE = (KEY, "--for", "register=received")


# ------------------------------------------------------------------ all of them

EVERY = [
    *((name,) for name in _COMMANDS),
    *(("letter", name) for name in ("receive", "list", "show", "search", "import")),
    *(("rules", name) for name in ("show", "list", "overdue")),
]


@pytest.mark.parametrize("command", EVERY, ids=" ".join)
def test_every_command_has_help(run: Runner, command: tuple[str, ...]) -> None:
    done = run(*command, "--help")
    assert done.code == 0
    assert done.out.startswith("Usage: orqa " + " ".join(command))
    assert run(*command, "-h") == done


def test_the_help_of_all_names_each_command(run: Runner) -> None:
    done = run("--help")
    for name in _COMMANDS:
        assert f"  {name}  " in done.out or f"  {name} " in done.out
    assert run().code == 2, "no command was asked for"
    assert run("nonsense").code == 2


def test_the_version_is_told(run: Runner) -> None:
    from orqa import __version__

    assert run("--version").out.strip().endswith(__version__)


# ------------------------------------------------------------------ init


def test_an_office_is_begun_once(run: Runner, tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/office.db"
    done = run("init", url, "--profile", "thai-public-university")
    assert (done.code, done.out) == (0, f"สำนักงานใน {url} พร้อมใช้งาน ใช้โปรไฟล์ thai-public-university\n")
    before = run("verify", url, "--json").json
    again = run("init", url, "--lang", "en", "--json")
    assert again.json == {"office": url, "profile": "thai-public-university"}
    assert run("verify", url, "--json").json == before


@pytest.mark.parametrize(
    ("profile", "code", "word"),
    [
        ("example-abroad", "other-profile", "thai-public-university"),
        ("thai", "other-profile", "thai-public-university"),
    ],
)
def test_an_office_keeps_its_profile(run: Runner, url: str, profile: str, code: str, word: str) -> None:
    done = run("init", url, "--profile", profile)
    assert done.code == 1
    assert f"[{code}]" in done.err
    assert word in done.err


def test_a_new_office_needs_a_profile_that_there_is(run: Runner, tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/office.db"
    done = run("init", url, "--profile", "thai")
    assert done.code == 1
    assert "thai-public-university" in done.err
    assert "[unknown-contribution]" in done.err
    needed = run("init", url)
    assert (needed.code, "[profile-needed]" in needed.err, "thai-public-university" in needed.err) == (1, True, True)


# ------------------------------------------------------------------ verify


def test_a_sound_office_is_told_with_its_checkpoint(run: Runner, filled: str) -> None:
    done = run("verify", filled, "--lang", "en")
    assert done.code == 0
    assert done.out.startswith("Sound: 10 entries checked. Checkpoint to keep elsewhere: 10:")
    point = done.out.split()[-1]
    data = run("verify", "--office", filled, "--json").json
    assert (data["sound"], data["entries"], data["findings"]) == (True, 10, [])
    assert point == f"{data['checkpoint']['position']}:{data['checkpoint']['chain']}"
    assert run("verify", filled, "--expect", point).code == 0


def test_a_rewritten_journal_is_found_by_its_checkpoint(run: Runner, filled: str) -> None:
    done = run("verify", filled, "--expect", f"5:{'0' * 64}", "--expect", f"99:{'0' * 64}")
    assert done.code == 1
    assert "ไม่ถูกต้อง" in done.out.splitlines()[-1]
    data = run("verify", filled, "--expect", f"5:{'0' * 64}", "--json")
    assert (data.code, data.json["sound"]) == (1, False)


@pytest.mark.parametrize("text", ["x", "5", ":abc", "5:", "-1:abc", "๕:abc", "9" * 30 + ":abc"])
def test_what_is_no_checkpoint_is_told_or_found_wrong(run: Runner, filled: str, text: str) -> None:
    done = run("verify", filled, "--expect", text)
    assert done.code in {1, 2}
    assert "Traceback" not in done.err


def test_a_changed_letter_makes_the_office_unsound(run: Runner, filled: str) -> None:
    path = filled.removeprefix("sqlite:///")
    with sqlite3.connect(path) as other:
        other.execute("UPDATE _entry SET body = replace(body, 'การเงิน', 'การทอง')")
    other.close()
    done = run("verify", filled, "--lang", "en")
    assert done.code == 1
    assert "NOT SOUND" in done.out.splitlines()[-1]
    assert "restore a backup" in done.out
    assert len(done.out.splitlines()) > 1, "each problem is told"


def test_verify_writes_nothing(run: Runner, filled: str) -> None:
    path = Path(filled.removeprefix("sqlite:///"))
    before = path.read_bytes()
    assert run("verify", filled).code == 0
    assert path.read_bytes() == before


def test_a_file_that_is_no_office_does_not_verify(run: Runner, tmp_path: Path) -> None:
    other = tmp_path / "photos.db"
    with sqlite3.connect(other) as connection:
        connection.execute("CREATE TABLE photos (id)")
    connection.close()
    (tmp_path / "text.db").write_text("no database, but long enough to be one" * 30, encoding="utf-8")
    for name, code in (("photos", "store-unavailable"), ("text", "store-damaged"), ("none", "store-unavailable")):
        done = run("verify", f"sqlite:///{tmp_path}/{name}.db", "--lang", "en")
        assert (done.code, done.out) == (1, "")
        assert f"[{code}]" in done.err


# ------------------------------------------------------------------ report


def test_the_register_is_printed_as_text(run: Runner, filled: str) -> None:
    done = run("report", "--office", filled)
    assert done.code == 0
    assert done.out.startswith("ทะเบียนหนังสือรับ\n")
    assert run("report", "received-register", "--office", filled, "--format", "text").out.count("คณะวิศวกรรมศาสตร์") == 3


def test_the_register_is_printed_as_json_for_programs(run: Runner, filled: str) -> None:
    assert run("report", "--office", filled, "--json").json["report"] == "received-register"
    rows = list(csv.reader(io.StringIO(run("report", "--office", filled, "--format", "csv").out)))
    assert len(rows) == 4


@pytest.mark.parametrize(
    ("name", "begins"),
    [("r.txt", "ทะเบียน"), ("r.md", "# "), ("r.CSV", "\ufeff"), ("r.json", "{"), ("r.html", "<!"), ("r", "ทะเบียน")],
)
def test_the_ending_of_a_file_tells_its_format(
    run: Runner, filled: str, tmp_path: Path, name: str, begins: str
) -> None:
    path = tmp_path / "รายงาน" / name
    path.parent.mkdir()
    done = run("report", "--office", filled, "--out", path)
    assert (done.code, done.out) == (0, f"เขียนแล้ว: {path}\n")
    assert path.read_text(encoding="utf-8").lower().startswith(begins.lower())


def test_an_ending_that_tells_nothing_is_not_guessed(run: Runner, filled: str, tmp_path: Path) -> None:
    path = tmp_path / "register.pdf"
    done = run("report", "--office", filled, "--out", path, "--lang", "en")
    assert done.code == 2
    assert "files that end in .pdf; name it with --format" in done.err
    assert not path.exists()
    assert run("report", "--office", filled, "--out", path, "--format", "text", "--json").json == {
        "report": "received-register",
        "format": "text",
        "path": str(path),
    }


def test_a_public_register_has_no_senders(run: Runner, filled: str) -> None:
    done = run("report", "--office", filled, "--audience", "public")
    assert "คณะวิศวกรรมศาสตร์" not in done.out
    assert "รายงานการเงิน" in done.out


def test_a_report_is_of_a_year_of_the_office_s_era(run: Runner, filled: str) -> None:
    assert "๒๕๖๐" in run("report", "--office", filled, "--year", 2560).out.splitlines()[2]
    fiscal = run("report", "--office", filled, "--kind-of-year", "fiscal", "--year", 2560, "--lang", "en").out
    assert "1 October 2016 – 30 September 2017" in fiscal
    early = run("report", "--office", filled, "--year", 2500, "--lang", "en")
    assert early.code == 1
    assert "[not-modelled]" in early.err
    assert run("report", "--office", filled, "--year", "9" * 20).code == 2


@pytest.mark.parametrize(
    ("arguments", "code", "word"),
    [
        (("annual",), 1, "<register>-register"),
        (("--format", "pdf"), 1, "csv, html, json, markdown, text"),
        (("--out", "/nowhere/at/all/r.html"), 1, "/nowhere/at/all"),
        (("--audience", "press"), 2, "internal"),
        (("--kind-of-year", "moon"), 2, "fiscal"),
    ],
)
def test_a_report_that_cannot_be_is_told(
    run: Runner, filled: str, arguments: tuple[str, ...], code: int, word: str
) -> None:
    done = run("report", "--office", filled, *arguments)
    assert (done.code, done.out) == (code, "")
    assert word in done.err


# ------------------------------------------------------------------ rules


def test_a_rule_is_shown_with_clause_source_certainty_and_history(run: Runner) -> None:
    thai = run("rules", "show", *RULE, "--on", "๓๑/๐๑/๒๕๖๙").out
    for said in (
        "ณ วันที่ ๓๑ มกราคม ๒๕๖๙",
        "calendar_year",
        "opm-correspondence-2526#38.2",
        "ที่มา",
        "ประวัติ",
        "ตั้งแต่ ๑ มิ.ย. ๒๖",
    ):
        assert said in thai
    english = run("rules", "show", *RULE, "--on", "2026-01-31", "--lang", "en").out
    for said in ("On 31 January 2026", "Clause: opm-correspondence-2526#38.2", "Certainty: known", "History:"):
        assert said in english


def test_a_rule_as_json(run: Runner) -> None:
    data = run("rules", "show", *RULE, "--on", "2026-01-31", "--json").json
    (answer,) = data["answers"]
    assert (data["key"], data["on"], answer["status"], answer["value"]) == (
        KEY,
        "2026-01-31",
        "in-force",
        "calendar_year",
    )
    assert answer["citations"] == ["opm-correspondence-2526#38.2"]
    assert data["sources"]["opm-correspondence-2526"]["title"]["th"].startswith("ระเบียบสำนักนายกรัฐมนตรี")
    assert data["history"][0]["from"] == "1983-06-01"


def test_a_scale_is_shown_step_by_step(run: Runner) -> None:
    dims = ("--for", "leave_type=sick", "--for", "personnel_type=temporary_employee")
    asked = ("rules", "show", "leave.paid", *dims, "--on", "2026-01-31", "--lang", "en")
    shown = run(*asked).out
    assert "\n  years_begun = 0+; days = 8\n  years_begun = 1+; days = 15\n" in shown
    assert "Scale(" not in shown
    (answer,) = run(*asked, "--json").json["answers"]
    assert answer["value"] == {"over": "years_begun", "scale": [[0, {"days": 8}], [1, {"days": 15}]]}


def test_a_rule_before_its_first_day_is_not_modelled(run: Runner) -> None:
    done = run("rules", "show", *RULE, "--on", "1980-01-01", "--lang", "en")
    assert done.code == 0
    assert "not modelled" in done.out
    assert run("rules", "show", *RULE, "--on", "1980-01-01", "--json").json["answers"][0]["status"] == "not-modelled"


@pytest.mark.parametrize(("language", "said"), [("th", "ไม่มีกฎเกณฑ์"), ("en", "has no rule")])
def test_an_unknown_rule_is_told_with_near_names(run: Runner, language: str, said: str) -> None:
    done = run("rules", "show", "register.restrat", "--lang", language)
    assert (done.code, done.out) == (1, "")
    assert KEY in done.err
    assert "[unknown-parameter]" in done.err
    assert said in done.err


@pytest.mark.parametrize(
    "arguments",
    [("--on", "31/02/2569"), ("--on", "tomorrow"), ("--for", "nonsense"), ("--known-on", "x")],
)
def test_options_of_rules_that_cannot_be_are_told(run: Runner, arguments: tuple[str, str]) -> None:
    done = run("rules", "show", *RULE, *arguments)
    assert done.code == 2
    assert arguments[0].lstrip("-") in done.err


def test_a_dimension_that_a_rule_has_not_is_told(run: Runner) -> None:
    done = run("rules", "show", KEY, "--for", "personnel=civil_servant")
    assert done.code == 1
    assert "personnel" in done.err
    assert "Traceback" not in done.err


def test_rules_are_listed_by_the_beginning_of_their_keys(run: Runner) -> None:
    every = [rule["key"] for rule in run("rules", "list", "--json").json]
    some = [rule["key"] for rule in run("rules", "list", "register.", "--json").json]
    assert KEY in some
    assert some == [key for key in every if key.startswith("register.")]
    assert len(some) < len(every)
    assert "เลขทะเบียนเริ่มใหม่เมื่อใด" in run("rules", "list").out
    assert run("rules", "list", "no.such.").code == 0


def test_rules_that_nobody_checked_lately_are_listed(run: Runner) -> None:
    rows = run("rules", "overdue", "--json").json
    assert all(row["citations"] for row in rows)
    assert KEY in {row["key"] for row in rows}
    assert "ไม่เคย" in run("rules", "overdue").out
    assert "never" in run("rules", "overdue", "--lang", "en").out
    assert len(run("rules", "overdue", "--months", "0", "--json").json) >= len(rows)
    assert run("rules", "overdue", "--months", "-1").code == 2


def test_rules_of_another_profile(run: Runner) -> None:
    done = run("rules", "list", "--profile", "example-abroad")
    assert done.code == 0
    assert not any("\u0e00" <= character <= "\u0e7f" for character in done.out)
    missing = run("rules", "list", "--profile", "abroad")
    assert missing.code == 1
    assert "example-abroad" in missing.err


# ------------------------------------------------------------------ plugins


def test_what_is_installed_is_listed(run: Runner) -> None:
    data = run("plugins", "--json").json
    names = {(item["noun"], item["name"]) for item in data["contributions"]}
    assert {("store", "sqlite"), ("profile", "thai-public-university"), ("report", "register")} <= names
    assert data["problems"] == []
    thai = run("plugins", "--lang", "th").out
    assert "ที่เก็บข้อมูล" in thai
    assert json.dumps(data)
