"""``orqa letter``: receive, list, show, search and import."""

import csv
import json
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

Runner = Callable[..., Any]
YEAR = datetime.now(ZoneInfo("Asia/Bangkok")).year
BUDDHIST = YEAR + 543
LETTER = ("--dated", "12 มกราคม 2569", "--from", "คณะ", "--subject", "ขอเชิญประชุม", "--kind", "external")


# ------------------------------------------------------------------ receive


def test_a_letter_is_registered_and_the_rule_is_named(run: Runner, url: str) -> None:
    done = run("letter", "receive", "--office", url, "--ref", "อว 0655/1", *LETTER)
    assert (done.code, done.err) == (0, "")
    assert done.out.splitlines()[0] == f"ลงทะเบียนรับเลขที่ 1/{BUDDHIST}"
    assert "opm-correspondence-2526#38.2" in done.out


def test_a_letter_is_registered_in_english_too(run: Runner, url: str) -> None:
    done = run("letter", "receive", "--office", url, "--lang", "en", "--ref", "อว 0655/1", *LETTER)
    assert done.out.splitlines()[0] == f"Registered as no. 1/{BUDDHIST}"


def test_a_key_registers_a_letter_once(run: Runner, url: str) -> None:
    keyed = ("letter", "receive", "--office", url, "--json", "--key", "k1", "--ref", "อว 0655/1")
    first, again = (run(*keyed, *LETTER) for _ in range(2))
    assert (first.json, first.json["number"]) == (again.json, 1)
    other = run(*keyed, *LETTER, "--note", "ด่วน")
    assert (other.code, "'k1'" in other.err, "ใช้คีย์ใหม่" in other.err) == (1, True, True)


def test_programs_read_json(run: Runner, url: str) -> None:
    done = run("--json", "letter", "receive", "--office", url, "--ref", "อว ๐๖๕๕/๑", *LETTER)
    data = done.json
    assert (data["number"], data["year"], data["dated"]) == (1, YEAR, "2026-01-12")
    assert (data["reference"], data["subject"], data["from"]) == ("อว ๐๖๕๕/๑", "ขอเชิญประชุม", "คณะ")
    assert "opm-correspondence-2526#38.2" in data["citations"]
    assert data["findings"] == []


def test_warnings_go_to_the_error_output_and_json_stays_json(run: Runner, url: str) -> None:
    future = ("--ref", "อว 0655/1", "--dated", "1 มกราคม 2690", *LETTER[2:])
    plain = run("letter", "receive", "--office", url, *future)
    assert plain.code == 0
    assert "คำเตือน" in plain.err
    assert "[letter-dated-" in plain.err
    data = run("letter", "receive", "--office", url, "--json", *future).json
    assert [finding["severity"] for finding in data["findings"]] == ["warning"] * 2
    assert data["findings"][1]["code"] == "letter-double"  # of the one that was registered just before
    assert set(data["findings"][0]["message"]) == {"th", "en"}


@pytest.mark.parametrize(("language", "said"), [("th", "ไม่ได้ลงทะเบียนหนังสือ"), ("en", "the letter was not registered")])
def test_a_refused_letter_is_told_in_either_language(run: Runner, url: str, language: str, said: str) -> None:
    done = run("letter", "receive", "--office", url, "--lang", language, "--ref", "อว 1/1", *LETTER[:-1], "telegram")
    assert (done.code, done.out) == (1, "")
    assert done.err.startswith(f"orqa: {said}")
    assert "telegram" in done.err
    assert done.err.rstrip().endswith("[letter-refused]")
    assert run("letter", "list", "--office", url, "--json").json == []


def test_a_reason_stands_in_for_number_and_date(run: Runner, url: str) -> None:
    given = ("--from", "คณะ", "--subject", "ก", "--kind", "external")
    assert run("letter", "receive", "--office", url, *given).code == 1
    reasons = ("--no-reference", "ไม่มีเลขที่", "--no-date", "ไม่ลงวันที่")
    assert run("letter", "receive", "--office", url, *given, *reasons).code == 0
    shown = run("letter", "show", "1", "--office", url).out
    assert "ที่: ไม่มีเลขที่" in shown
    assert "ลงวันที่: ไม่ลงวันที่" in shown


def test_what_must_be_given_is_asked_for(run: Runner, url: str) -> None:
    done = run("letter", "receive", "--office", url, "--from", "คณะ")
    assert done.code == 2
    assert "--subject" in done.err


# ------------------------------------------------------------------ list, show, search


def test_the_register_is_listed_newest_first(run: Runner, filled: str) -> None:
    done = run("letter", "list", "--office", filled)
    lines = done.out.splitlines()
    assert done.code == 0
    assert "เลขทะเบียนรับ" in lines[0]
    assert [line.split()[0] for line in lines[2:]] == ["๓", "๒", "๑"]
    assert [entry["number"] for entry in run("letter", "list", "--office", filled, "--json").json] == [3, 2, 1]


def test_a_list_can_be_short_and_of_another_year(run: Runner, filled: str) -> None:
    assert len(run("letter", "list", "--office", filled, "--limit", 1, "--json").json) == 1
    for year in (YEAR, BUDDHIST):
        assert len(run("letter", "list", "--office", filled, "--year", year, "--json").json) == 3
    assert run("letter", "list", "--office", filled, "--year", 2560, "--json").json == []
    assert run("letter", "list", "--office", filled, "--year", 2560).code == 0


@pytest.mark.parametrize(
    "option",
    [
        ("--limit", "0"),
        ("--limit", "9" * 30),
        ("--limit", "many"),
        ("--year", "9" * 30),
        ("--year", "0"),
        ("--year", "-1"),
        ("--lang", "de"),
    ],
)
def test_options_that_cannot_be_are_told(run: Runner, filled: str, option: tuple[str, str]) -> None:
    done = run("letter", "list", "--office", filled, *option)
    assert done.code == 2
    assert option[0] in done.err


@pytest.mark.parametrize("which", ["2", "๒", f"2/{BUDDHIST}", f"2/{YEAR}", f" 2 / {BUDDHIST} "])
def test_a_letter_is_shown_by_its_register_number(run: Runner, filled: str, which: str) -> None:
    done = run("letter", "show", which, "--office", filled)
    assert done.code == 0
    assert "เรื่อง: รายงานการเงิน" in done.out
    assert "ลงวันที่: ๑๒ มกราคม ๒๕๖๙" in done.out


def test_a_letter_is_shown_by_its_id(run: Runner, filled: str) -> None:
    data = run("letter", "show", "1", "--office", filled, "--json").json
    again = run("letter", "show", data["id"], "--office", filled, "--json").json
    assert data == again
    assert data["register"]["number"] == 1
    assert data["kind"] == "external"


@pytest.mark.parametrize(
    ("which", "code", "thai", "english"),
    [
        ("99", 1, f"ไม่พบ เลขทะเบียน 99/{BUDDHIST}", f"register number 99/{BUDDHIST} was not found"),
        ("12/2560", 1, "ไม่พบ เลขทะเบียน 12/2560", "register number 12/2560 was not found"),
        ("0190b7d6-0000-7000-8000-000000000000", 1, "ไม่พบ หนังสือ 0190", "the letter 0190"),
        ("abc", 2, "'abc' ไม่ใช่เลขทะเบียน", "'abc' is no register number"),
        ("1/2/3", 2, "ไม่ใช่เลขทะเบียน", "is no register number"),
        ("9" * 30, 2, "ไม่ใช่เลขทะเบียน", "is no register number"),
        ("-- -1", 2, "ไม่ใช่เลขทะเบียน", "is no register number"),
    ],
)
def test_a_letter_that_is_not_there_is_told(  # noqa: PLR0917 - what is varied
    run: Runner, filled: str, which: str, code: int, thai: str, english: str
) -> None:
    arguments = ("letter", "show", "--office", filled)
    for language, said in (("th", thai), ("en", english)):
        done = run(*arguments, "--lang", language, *which.split(" "))
        assert done.code == code
        assert said in done.err


def test_search_counts_what_it_finds(run: Runner, filled: str) -> None:
    done = run("letter", "search", "การ", "--office", filled)
    assert done.code == 0
    assert done.out.splitlines()[-1] == "พบ 3 ฉบับ แสดง 3 ฉบับ"
    data = run("letter", "search", "การเงิน", "--office", filled, "--json").json
    assert (data["total"], data["exact"]) == (1, 0)
    assert data["letters"][0]["subject"] == "รายงานการเงิน"


def test_search_knows_a_number_in_several_words(run: Runner, filled: str) -> None:
    data = run("--office", filled, "letter", "search", "อว", "0655/ว", "2", "--json").json
    assert data["exact"] == 1
    assert data["letters"][0]["subject"] == "รายงานการเงิน"


def test_search_of_what_is_nowhere_finds_nothing(run: Runner, filled: str) -> None:
    done = run("letter", "search", "ไดโนเสาร์", "--office", filled)
    assert (done.code, done.out.splitlines()[-1]) == (0, "พบ 0 ฉบับ แสดง 0 ฉบับ")
    assert run("letter", "search", "--office", filled).code == 2, "nothing was asked for"


@pytest.mark.parametrize("words", ["'; DROP TABLE letter; --", '"', "*", "%_", "AND OR NOT", "\u200b", "(", "a:b"])
def test_search_takes_every_sign_for_itself(run: Runner, filled: str, words: str) -> None:
    done = run("letter", "search", "--office", filled, "--json", "--", words)
    assert done.code == 0
    assert done.json["total"] in {0, 3}
    assert len(run("letter", "list", "--office", filled, "--json").json) == 3


# ------------------------------------------------------------------ where options stand


def test_options_may_stand_before_and_after_the_command(run: Runner, filled: str) -> None:
    before = run("--office", filled, "--lang", "en", "--json", "letter", "list")
    after = run("letter", "list", "--office", filled, "--lang", "en", "--json")
    assert before == after
    assert len(before.json) == 3


def test_the_option_nearest_to_the_command_wins(run: Runner, filled: str, tmp_path: Path) -> None:
    done = run(
        "--office",
        f"sqlite:///{tmp_path}/none.db",
        "--lang",
        "th",
        "letter",
        "list",
        "--office",
        filled,
        "--lang",
        "en",
    )
    assert done.code == 0
    assert "Register no." in done.out


def test_office_and_language_come_from_the_environment(run: Runner, filled: str) -> None:
    done = run("letter", "list", ORQA_OFFICE=filled, ORQA_LANG="en")
    assert done.code == 0
    assert "Register no." in done.out
    assert "เลขทะเบียนรับ" in run("letter", "list", "--lang", "th", ORQA_OFFICE=filled, ORQA_LANG="en").out


@pytest.mark.parametrize("command", [("letter", "list"), ("letter", "search", "x"), ("report",), ("verify",)])
@pytest.mark.parametrize(("language", "said"), [("th", "สำนักงานใด"), ("en", "which office?")])
def test_where_no_office_is_named_it_is_asked_for(
    run: Runner, command: tuple[str, ...], language: str, said: str
) -> None:
    done = run(*command, "--lang", language)
    assert done.code == 2
    assert said in done.err
    assert "ORQA_OFFICE" in done.err


@pytest.mark.parametrize(
    ("office", "code", "thai"),
    [
        ("office.db", "store-url-not-understood", "ไม่ใช่ URL"),
        ("nosuchdb://user:secret@host/x", "unknown-scheme", "ไม่มีที่เก็บข้อมูล"),
        ("sqlite:////nowhere/at/all/office.db", "store-unavailable", "ไม่พบ"),
    ],
)
def test_an_office_that_cannot_be_opened_is_told(run: Runner, office: str, code: str, thai: str) -> None:
    for command in (("letter", "list"), ("letter", "receive", "--from", "ก", "--subject", "ข")):
        done = run(*command, "--office", office, "--lang", "th")
        assert done.code == 1
        assert thai in done.err
        assert f"[{code}]" in done.err
        assert "secret" not in done.err
        assert "Traceback" not in done.err


def test_a_mistyped_office_leaves_no_file(run: Runner, tmp_path: Path) -> None:
    done = run("letter", "receive", "--office", f"sqlite:///{tmp_path}/typo.db", "--ref", "1", *LETTER)
    assert done.code == 1
    assert "there is no such file" in done.err
    assert list(tmp_path.iterdir()) == []


# ------------------------------------------------------------------ import


def test_import_tells_what_became_of_the_file(run: Runner, url: str, letters: Callable[..., Path]) -> None:
    path = letters(3, "อว 0655/4,,คณะ,ไม่มีวันที่,หนังสือภายนอก\n")
    done = run("letter", "import", path, "--office", url)
    assert done.code == 2
    *findings, told = done.out.splitlines()
    assert told == "ลงทะเบียน 3 จาก 4 แถว เป็นเลขที่ 1–3 ไม่ได้ลง 1 แถว"
    (finding,) = findings
    assert finding.startswith("a.csv:5:ลงวันที่: ผิดพลาด: ไม่มีวันที่ของหนังสือ")
    assert finding.endswith(" [letter-field-missing-without-reason]")
    assert done.err == "", "a short import has no progress to tell"


def test_import_of_good_rows_ends_well_and_can_be_repeated(run: Runner, url: str, letters: Callable[..., Path]) -> None:
    path = letters(3)
    assert run("letter", "import", path, "--office", url, "--lang", "en").out == (
        "3 of 3 rows registered as no. 1–3; 0 not registered\n"
    )
    again = run("letter", "import", path, "--office", url, "--lang", "en")
    assert again.code == 0
    assert again.out.splitlines()[-1] == "0 of 3 rows registered; 3 registered before; 0 not registered"


def test_import_tells_programs_all_of_it(run: Runner, url: str, letters: Callable[..., Path]) -> None:
    path = letters(2, "อว 0655/4,12 มกราคม 2569,,ไม่มีผู้ส่ง,หนังสือภายนอก\n")
    done = run("letter", "import", path, "--office", url, "--json", "--rejects", path.with_name("rejects.csv"))
    assert done.code == 2
    (finding,) = done.json.pop("findings")
    assert done.json | {"findings": []} == {
        "rows": 3,
        "registered": 2,
        "numbers": [[1, 2]],
        "known": 0,
        "refused": 1,
        "findings": [],
    }
    assert (finding["file"], finding["line"], finding["column"], finding["field"]) == ("a.csv", 4, "จาก", "sender")
    assert finding["severity"] == "error"
    assert finding["citations"]


def test_rejects_are_written_mended_and_imported(run: Runner, url: str, letters: Callable[..., Path]) -> None:
    path = letters(1, "อว 0655/4,,คณะ,=1+1,หนังสือภายนอก\n")
    rejects = path.with_name("rejects.csv")
    done = run("letter", "import", path, "--office", url, "--rejects", rejects)
    assert str(rejects) in done.out.splitlines()[-1]
    with rejects.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    rows[1][1] = "13 มกราคม 2569"
    with rejects.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    mended = run("letter", "import", rejects, "--office", url)
    assert (mended.code, mended.out) == (0, "ลงทะเบียน 1 จาก 1 แถว เป็นเลขที่ 2 ไม่ได้ลง 0 แถว\n")
    assert run("letter", "show", "2", "--office", url, "--json").json["subject"] == "=1+1"


@pytest.mark.parametrize(("language", "said"), [("th", "ไม่ได้นำเข้า a.csv"), ("en", "a.csv was not imported")])
def test_a_file_that_is_not_whole_is_refused(
    run: Runner, url: str, letters: Callable[..., Path], language: str, said: str
) -> None:
    path = letters(3, 'อว 0655/4,"12 มกราคม')
    before = run("verify", url, "--json").json["checkpoint"]
    done = run("letter", "import", path, "--office", url, "--lang", language)
    assert (done.code, done.out) == (1, "")
    assert said in done.err
    assert "a.csv:5" in done.err
    assert run("verify", url, "--json").json["checkpoint"] == before


def test_files_that_are_no_input_are_told(run: Runner, url: str, tmp_path: Path) -> None:
    assert run("letter", "import", tmp_path / "none.csv", "--office", url).code == 2
    assert run("letter", "import", tmp_path, "--office", url).code == 2
    other = tmp_path / "letters.docx"
    other.write_bytes(b"PK\x03\x04")
    done = run("letter", "import", other, "--office", url)
    assert done.code == 1
    assert "[format-not-recognised]" in done.err
    done = run("letter", "import", other, "--office", url, "--format", "csv")
    assert "[file-refused]" in done.err
    done = run("letter", "import", other, "--office", url, "--format", "docx")
    assert "[unknown-contribution]" in done.err


@pytest.mark.parametrize(("language", "said"), [("th", "ใช้ {file} ไม่ได้"), ("en", "{file}: ")])
def test_rejects_that_cannot_be_written_stop_the_import(
    run: Runner, url: str, letters: Callable[..., Path], language: str, said: str
) -> None:
    folder = Path("/nowhere/at/all")
    done = run("letter", "import", letters(3), "--office", url, "--rejects", folder / "rejects.csv", "--lang", language)
    assert done.code == 1
    assert said.format(file=folder).partition("{")[0].split(str(folder))[0] in done.err
    assert str(folder) in done.err
    assert "[file-unusable]" in done.err
    assert run("letter", "list", "--office", url, "--json").json == []


def test_a_long_import_tells_how_far_it_is(
    run: Runner, url: str, letters: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("orqa.office.tabular.importing.BATCH", 10)
    done = run("letter", "import", letters(25), "--office", url, "--lang", "en", "--json")
    assert done.err.splitlines() == ["10 rows read …", "20 rows read …", "25 rows read …"]
    assert json.loads(done.out)["registered"] == 25


@pytest.mark.parametrize(
    ("error", "code"), [(KeyboardInterrupt(), 1), (OSError(28, "No space left on device", "/x"), 1)], ids=str
)
def test_an_import_that_broke_off_says_how_to_go_on(  # noqa: PLR0917 - fixtures
    run: Runner,
    url: str,
    letters: Callable[..., Path],
    monkeypatch: pytest.MonkeyPatch,
    error: BaseException,
    code: int,
) -> None:
    path, batches = letters(25), 0
    monkeypatch.setattr("orqa.office.tabular.importing.BATCH", 10)
    from orqa.office.correspondence import Correspondence

    decide = Correspondence.decide_each

    def breaking(*arguments: Any) -> Any:
        nonlocal batches
        batches += 1
        if batches == 2:
            raise error
        return decide(*arguments)

    monkeypatch.setattr(Correspondence, "decide_each", breaking)
    done = run("letter", "import", path, "--office", url, "--lang", "en")
    assert done.code == code
    assert "The import broke off after 10 rows" in done.err
    assert "import the file again to go on" in done.err
    monkeypatch.setattr(Correspondence, "decide_each", decide)
    again = run("letter", "import", path, "--office", url, "--json").json
    assert (again["registered"], again["known"]) == (15, 10)
    assert run("verify", url).code == 0


# ------------------------------------------------------------------ attachments


def test_files_are_attached_listed_found_and_saved(run: Runner, url: str, tmp_path: Path) -> None:
    run("letter", "receive", "--office", url, "--ref", "อว 0655/1", *LETTER)
    names = ("สแกน.pdf", "กำหนดการ.txt")
    for name in names:
        (tmp_path / name).write_text(name, encoding="utf-8")
    files = [str(tmp_path / name) for name in names]
    done = run("letter", "attach", "--office", url, "1", files[0], "--text", files[1])
    assert (done.code, done.out.splitlines()[0]) == (0, "แนบ สแกน.pdf ขนาด 16 ไบต์แล้ว")
    assert run("letter", "attach", "--office", url, "1", files[1]).code == 0
    assert len(run("letter", "search", "--office", url, "--json", "กำหนดการ").json["letters"]) == 1
    plain = run("letter", "attachments", "--office", url, "--lang", "en", "1")
    assert ("Name" in plain.out, "application/pdf" in plain.out) == (True, True)
    out = tmp_path / "out"
    out.mkdir()
    listed = run("letter", "attachments", "--office", url, "--json", f"1/{BUDDHIST}", "--save", str(out)).json
    assert [(one["name"], one["saved"]) for one in listed] == [(name, str(out / name)) for name in names]
    assert {path.name: path.read_text(encoding="utf-8") for path in out.iterdir()} == {name: name for name in names}
    assert (tmp_path / "office.db.files" / "blobs").is_dir() or "office.db" not in url


@pytest.mark.parametrize(("language", "said"), [("en", "--text is of one file"), ("th", "--text ใช้กับแฟ้มเดียว")])
def test_a_text_is_of_one_file(run: Runner, url: str, tmp_path: Path, language: str, said: str) -> None:
    run("letter", "receive", "--office", url, "--ref", "อว 0655/1", *LETTER)
    files = [str(tmp_path / name) for name in ("a.txt", "b.txt")]
    for file in files:
        Path(file).write_text("a", encoding="utf-8")
    refused = run("letter", "attach", "--office", url, "--lang", language, "1", *files, "--text", files[0])
    assert (refused.code, said in refused.err) == (2, True)
    assert run("letter", "attachments", "--office", url, "--json", "1").json == []


def test_the_place_of_attachments_may_be_named(run: Runner, url: str, tmp_path: Path) -> None:
    run("letter", "receive", "--office", url, "--ref", "อว 0655/1", *LETTER)
    (tmp_path / "a.txt").write_text("a", encoding="utf-8")
    there = ("--attachments", str(tmp_path / "there"))
    assert run(*there, "letter", "attach", "--office", url, "1", str(tmp_path / "a.txt")).code == 0
    assert len([path for path in (tmp_path / "there").rglob("*") if path.is_file()]) == 1
    assert run("sweep", url, "--lang", "en").out == "Removed: 0\n"
    assert run(*there, "sweep", url, "--json").json == {"removed": 0}
    assert run("verify", url, "--deep").code == 1
    assert run(*there, "verify", url, "--deep").code == 0
