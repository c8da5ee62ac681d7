"""``orqa import``: tables of every kind, their previews and their mappings."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest


def test_each_kind_of_table_has_a_command(run: Callable[..., Any]) -> None:
    done = run("import", "--help")
    assert (done.code, "letters" in done.out) == (0, True)
    assert "หนังสือรับ" in run("import", "letters", "--help").out
    assert run("import", "stones", "a.csv").code == 2


def test_importing_letters_is_the_same_by_either_name(
    run: Callable[..., Any], url: str, letters: Callable[..., Path]
) -> None:
    path = letters(3)
    done = run("import", "letters", path, "--office", url)
    assert (done.code, done.out) == (0, "ลงทะเบียน 3 จาก 3 แถว เป็นเลขที่ 1–3 ไม่ได้ลง 0 แถว\n")
    again = run("letter", "import", path, "--office", url, "--json").json
    assert (again["registered"], again["known"]) == (0, 3)


@pytest.mark.parametrize(
    ("language", "new", "refused", "said"),
    [("th", "ใหม่", "ไม่รับ", "ยังไม่มีการบันทึก"), ("en", "new", "refused", "Nothing was written.")],
)
def test_a_preview_shows_rows_as_read_and_writes_nothing(  # noqa: PLR0917
    run: Callable[..., Any], url: str, letters: Callable[..., Path], language: str, new: str, refused: str, said: str
) -> None:
    path = letters(1, "อว 0655/4,32 มกราคม 2569,คณะ,=1+1,หนังสือภายนอก\n")
    done = run("import", "letters", path, "--office", url, "--preview", "--lang", language)
    assert done.code == 0
    lines = done.out.splitlines()
    assert (new in lines[-3], refused in lines[-2], lines[-1]) == (True, True, said)
    assert "[letter-dated-not-understood]" in done.err
    assert run("letter", "list", "--office", url, "--json").json == []


def test_a_preview_for_programs(run: Callable[..., Any], url: str, letters: Callable[..., Path]) -> None:
    path = letters(1)
    run("import", "letters", path, "--office", url)
    (row,) = run("import", "letters", path, "--office", url, "--preview", "--json").json["rows"]
    assert row["dated"] == "2026-01-12"
    assert row["row_line"] == 2
    assert row["letter_kind"] == {"th": "หนังสือภายนอก", "en": "External letter"}
    assert row["row_state"] == {"en": "there already", "th": "มีแล้ว"}


def test_a_mapping_is_saved_changed_and_used(run: Callable[..., Any], url: str, tmp_path: Path) -> None:
    path, saved = tmp_path / "a.csv", tmp_path / "m.toml"
    path.write_text("ที่,ลงวันที่,จาก,เรื่อง,ชนิด,ว่าด้วย\nอว 1/1,12/01/2569,คณะ,,หนังสือภายนอก,ประชุม\n", encoding="utf-8")
    done = run("import", "letters", path, "--office", url, "--preview", "--save-mapping", saved, "--lang", "en")
    assert str(saved) in done.out
    text = saved.read_text(encoding="utf-8")
    assert '"เรื่อง" = "subject"\n' in text
    assert '"ว่าด้วย" = ""\n' in text
    saved.write_text(
        text.replace('"เรื่อง" = "subject"', '"เรื่อง" = ""').replace('"ว่าด้วย" = ""', '"ว่าด้วย" = "subject"'),
        encoding="utf-8",
    )
    done = run("import", "letters", path, "--office", url, "--mapping", saved, "--json")
    assert (done.code, json.loads(done.out)["findings"]) == (0, [])
    assert run("letter", "show", "1", "--office", url, "--json").json["subject"] == "ประชุม"


@pytest.mark.parametrize(("language", "said"), [("th", "ใช้แฟ้มการจับคู่ m.toml ไม่ได้"), ("en", "m.toml cannot be used")])
def test_a_mapping_that_is_none_is_refused(  # noqa: PLR0917
    run: Callable[..., Any], url: str, letters: Callable[..., Path], tmp_path: Path, language: str, said: str
) -> None:
    (tmp_path / "m.toml").write_text("[", encoding="utf-8")
    done = run("import", "letters", letters(1), "--office", url, "--mapping", tmp_path / "m.toml", "--lang", language)
    assert (done.code, said in done.err) == (1, True)
    assert "[mapping-not-usable]" in done.err


def test_a_sheet_of_a_file_without_sheets_is_refused(
    run: Callable[..., Any], url: str, letters: Callable[..., Path]
) -> None:
    done = run("import", "letters", letters(1), "--office", url, "--sheet", "แผ่น1", "--lang", "en")
    assert (done.code, "the file has no sheet 'แผ่น1'" in done.err) == (1, True)
