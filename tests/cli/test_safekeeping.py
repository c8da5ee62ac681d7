"""Keeping an office over the years, from the command line."""

import re
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve

from orqa.office.record_types import RECORD_TYPES, UPCASTS
from orqa.plugins.builtin.stores.sqlite import SqliteStore
from orqa.storage.codec import Codec

Runner = Callable[..., Any]
CODEC = Codec(RECORD_TYPES, UPCASTS)


@pytest.fixture
def earlier(filled: str) -> str:
    """An office as a program left it that knew fewer fields of letters."""
    store = SqliteStore(filled.removeprefix("sqlite:///"))
    kinds = [evolve(spec, fields=spec.fields[:2]) if spec.kind == "letter" else spec for spec in CODEC.kinds]
    store.upgrade(kinds, CODEC.project)
    store.close()
    return filled


def test_an_office_of_an_earlier_version_is_brought_up_to_date(earlier: str, run: Runner) -> None:
    for language, said in (("en", "orqa upgrade URL"), ("th", "orqa upgrade URL")):
        refused = run("--lang", language, "verify", earlier)
        assert (refused.code, refused.out) == (1, "")
        assert "letter" in refused.err
        assert said in refused.err
    done = run("--lang", "en", "upgrade", earlier)
    assert (done.code, done.err) == (0, "")
    assert done.out.endswith("is up to date; built anew: letter.\n")
    assert run("verify", earlier).code == 0
    again = run("upgrade", ORQA_OFFICE=earlier)
    assert again.out.endswith("เป็นรุ่นปัจจุบันอยู่แล้ว\n")


def test_before_an_upgrade_there_is_a_checkpoint_a_backup_and_a_copy(earlier: str, tmp_path: Path, run: Runner) -> None:
    checkpoint = run("checkpoint", earlier)
    assert checkpoint.code == 0
    backup, target = tmp_path / "backup.db", f"sqlite:///{tmp_path}/copy.db"
    assert run("--lang", "en", "backup", earlier, backup).out.endswith(checkpoint.out)
    assert run("copy", earlier, target).code == 0
    assert run("verify", target, "--deep", "--expect", checkpoint.out.strip()).code == 0
    assert run("verify", f"sqlite:///{backup}").code == 1, "the backup is as the office was"
    assert run("upgrade", f"sqlite:///{backup}").code == 0
    assert run("verify", f"sqlite:///{backup}", "--deep", "--expect", checkpoint.out.strip()).code == 0


def test_the_upgrade_for_programs(earlier: str, run: Runner) -> None:
    assert run("upgrade", earlier, "--json").json == {"office": earlier, "upgraded": {"letter": 3}, "readers": {}}


def test_in_a_terminal_it_is_told_how_far_it_is(earlier: str, run: Runner, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("click.testing._NamedTextIOWrapper.isatty", lambda _: True)
    assert "letter: 3/3" in run("upgrade", earlier).err
    assert "letter" not in run("upgrade", earlier, "--json").err


def test_a_mistyped_url_leaves_nothing_behind(tmp_path: Path, run: Runner) -> None:
    done = run("--lang", "en", "upgrade", f"sqlite:///{tmp_path}/nothing.db")
    assert (done.code, list(tmp_path.iterdir())) == (1, [])
    assert "there is no such file" in done.err


# ------------------------------------------------------------------ copy


def test_an_office_is_copied_and_the_copy_verified(filled: str, tmp_path: Path, run: Runner) -> None:
    target = f"sqlite:///{tmp_path}/copy.db"
    done = run("--lang", "en", "copy", filled, target)
    assert (done.code, done.err) == (0, "")
    assert f"from {filled} to {target}, which had 0." in done.out
    assert done.out.endswith("The copy is sound.\n")
    journals = [run("letter", "list", "--office", url).out for url in (filled, target)]
    assert journals[0] == journals[1] != ""
    again = run("copy", filled, target)
    assert (again.code, "คัดลอก 0 รายการ" in again.out) == (0, True)


def test_a_copy_for_programs(filled: str, tmp_path: Path, run: Runner) -> None:
    target = f"sqlite:///{tmp_path}/copy.db"
    told = run("copy", filled, target, "--json").json
    assert (told["source"], told["target"], told["before"], told["entries"]) == (filled, target, 0, told["position"])
    assert told["verified"]["checkpoint"] == {"position": told["position"], "chain": told["chain"]}
    assert run("copy", filled, target, "--json", "--no-verify").json["verified"] is None


def test_nothing_is_copied_over_another_office(filled: str, tmp_path: Path, run: Runner) -> None:
    target = f"sqlite:///{tmp_path}/copy.db"
    assert run("init", target, "--profile", "national").code == 0
    before = run("verify", target).out
    refused = run("--lang", "en", "copy", filled, target)
    assert refused.code == 1
    assert "choose an empty store [copy-target-differs]" in refused.err
    assert run("verify", target).out == before


def test_what_is_not_there_is_not_copied(tmp_path: Path, run: Runner) -> None:
    refused = run("--lang", "en", "copy", f"sqlite:///{tmp_path}/nothing.db", f"sqlite:///{tmp_path}/copy.db")
    assert (refused.code, list(tmp_path.iterdir())) == (1, [])
    empty = run("--lang", "en", "copy", "memory:", f"sqlite:///{tmp_path}/copy.db")
    assert (empty.code, "it holds no records yet" in empty.err, list(tmp_path.iterdir())) == (1, True, [])


def test_a_copy_of_a_damaged_office_is_refused(filled: str, tmp_path: Path, run: Runner) -> None:
    connection = sqlite3.connect(filled.removeprefix("sqlite:///"))
    connection.execute("UPDATE _entry SET body = '{\"subject\":\"ปลอม\"}' WHERE kind = 'letter' AND version = 1")
    connection.commit()
    connection.close()
    refused = run("--lang", "en", "copy", filled, f"sqlite:///{tmp_path}/copy.db")
    assert refused.code == 1
    assert "its content is not what was written; run: orqa verify on the source [entries-refused]" in refused.err


# ------------------------------------------------------------------ backup


def test_an_office_is_backed_up_and_restored(filled: str, tmp_path: Path, run: Runner) -> None:
    file = tmp_path / "backup.db"
    done = run("--lang", "en", "backup", filled, file)
    assert (done.code, done.err) == (0, "")
    checkpoint = done.out.split()[-1]
    assert re.match(rf"{re.escape(str(filled))} is backed up in {re.escape(str(file))}, \d\.\d MB\. ", done.out)
    assert run("verify", filled, "--expect", checkpoint).code == 0
    assert run("verify", f"sqlite:///{file}", "--expect", checkpoint).code == 0
    restored = f"sqlite:///{tmp_path}/restored.db"
    assert run("copy", f"sqlite:///{file}", restored).code == 0
    listed = [run("letter", "list", "--office", url).out for url in (filled, restored)]
    assert listed[0] == listed[1] != ""


def test_a_backup_for_programs_and_in_thai(filled: str, tmp_path: Path, run: Runner) -> None:
    told = run("backup", tmp_path / "a.db", "--json", ORQA_OFFICE=filled).json
    assert (told["office"], told["file"]) == (filled, str(tmp_path / "a.db"))
    assert told["verified"]["sound"] is True
    assert told["bytes"] == (tmp_path / "a.db").stat().st_size
    quick = run("backup", "--no-verify", tmp_path / "b.db", ORQA_OFFICE=filled)
    assert quick.out.endswith("ยังไม่ได้ตรวจสำเนา\n")


def test_a_backup_does_not_replace_a_file_unless_told(filled: str, tmp_path: Path, run: Runner) -> None:
    file = tmp_path / "a.db"
    assert run("backup", filled, file).code == 0
    refused = run("--lang", "en", "backup", filled, file)
    assert (refused.code, "is there already" in refused.err) == (1, True)
    assert run("backup", filled, file, "--replace").code == 0


@pytest.mark.parametrize(
    ("names", "code"), [((), 2), (("memory:", "a", "b"), 2), (("missing.db",), 2), (("memory:", "a.db"), 1)]
)
def test_backups_that_are_not_understood(names: tuple[str, ...], code: int, tmp_path: Path, run: Runner) -> None:
    assert run("backup", *names).code == code
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_not_there(filled: str, tmp_path: Path, run: Runner) -> None:
    refused = run("--lang", "en", "backup", filled, tmp_path / "missing" / "a.db")
    assert refused.code == 1
    assert "missing: No such file or directory [file-unusable]" in refused.err
