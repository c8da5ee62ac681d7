"""What a folder of files adds to the promises of stores: which files there are, and what is wrong with them."""

# ruff: noqa: S101, D103, SLF001 - tests
import errno
import json
import os
import stat
import subprocess
import sys
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import orqa_store_jsonfolder
import pytest
from orqa_store_jsonfolder import folder as folder_module
from orqa_store_jsonfolder.folder import FORMAT, Folder
from orqa_store_jsonfolder.store import JsonFolderStore

from orqa.plugins.opening import open_office
from orqa.storage.errors import BadBatch, StoreDamaged, StoreReadOnly, StoreTooNew, StoreUnavailable, UpgradeNeeded
from orqa.storage.protocol import SYSTEM, Erase, FieldSpec, KindSpec
from orqa.storage.query import contains
from orqa.storage.verify import verify
from orqa.testing.stores.moving import project
from orqa.testing.stores.setting import KINDS, NOTE, batch, get, note, note_ref, put

LETTER = {"subject": "ขอเชิญประชุม", "sender": "กองกลาง", "reference": "อว 0655.08/12", "dated": "12 ม.ค. 2568"}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A folder with three notes, each of a batch of its own."""
    store = opened(tmp_path / "office")
    for name in "abc":
        put(store, note(name, subject=f"ทุน {name}"))
    store.close()
    return tmp_path / "office"


def opened(path: Path, **how: Any) -> JsonFolderStore:
    store = JsonFolderStore(path, **how)
    store.ensure(KINDS)
    return store


def names(path: Path) -> list[str]:
    return sorted(file.relative_to(path).as_posix() for file in path.rglob("*") if file.is_file())


def test_an_office_is_found_again(tmp_path: Path) -> None:
    url = f"jsonfolder:///{tmp_path}/office"
    with open_office(url, "national", plugins=[orqa_store_jsonfolder]) as office:
        for _ in range(3):
            office.correspondence.receive(**LETTER)
    with open_office(url, plugins=[orqa_store_jsonfolder]) as office:
        assert office.correspondence.receive(**LETTER).number == 4
        assert office.correspondence.search("ขอเชิญ").total == 4
        assert office.verify().findings == ()


def test_each_batch_is_a_file_that_people_can_read(path: Path) -> None:
    assert names(path) == [".lock", *(f"journal/{n:012}.json" for n in (1, 2, 3)), "orqa.json"]
    text = (path / "journal" / "000000000002.json").read_text(encoding="utf-8")
    assert '"subject": "ทุน b"' in text
    assert text.endswith("}\n")
    document = json.loads(text)
    assert text == json.dumps(document, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    assert (document["actor"], document["entries"][0]["position"]) == ("person:สมชาย", 2)
    assert document["entries"][0]["index"] == {"subject": "ทุน b", "number": None, "day": None}


def test_only_what_is_erased_is_written_anew(path: Path) -> None:
    before = {name: (path / name).read_bytes() for name in names(path)}
    store = opened(path)
    put(store, Erase(note_ref("b"), 1, "ครบอายุ"))
    changed = [name for name, data in before.items() if (path / name).read_bytes() != data]
    assert changed == ["journal/000000000002.json"]
    assert b"\xe0\xb8\x97\xe0\xb8\xb8\xe0\xb8\x99" not in (path / changed[0]).read_bytes()
    store.close()
    assert verify(opened(path, read_only=True)).findings == ()


# ------------------------------------------------------------------ several handles


def test_handles_take_up_what_the_others_write_and_erase(path: Path) -> None:
    first, second = opened(path), opened(path)
    reader = opened(path, read_only=True)
    put(first, note("d"))
    put(second, Erase(note_ref("a"), 1, "ครบอายุ"), note("d", 1, n=1))
    for store in (first, second, reader):
        found = get(store, "d")
        assert found is not None
        assert (found.version, get(store, "a")) == (2, None)
        assert verify(store).findings == ()
    assert "ทุน a" not in repr(first._state)


def test_a_snapshot_stays_as_it_was_while_another_handle_erases(path: Path) -> None:
    first, second = opened(path), opened(path)
    with first.read(SYSTEM) as reader:
        put(second, Erase(note_ref("a"), 1, "ครบอายุ"))
        assert get(first, "a") is None
        (stored,) = reader.get_many([note_ref("a")])
        assert stored is not None
        assert stored.body == {"subject": "ทุน a"}


def test_who_waits_too_long_for_a_turn_is_told(path: Path) -> None:
    first, second = opened(path), opened(path, timeout=0.05)
    with first.turn():
        assert get(second, "a") is not None, "readers do not wait"
        with pytest.raises(StoreUnavailable, match=r"kept it locked for 0\.05 seconds") as caught:
            put(second, note("d"))
    assert "โปรแกรมอื่นใช้งานค้างอยู่นาน 0.05 วินาที" in caught.value.message("th")
    put(second, note("d"))


# ------------------------------------------------------------------ crashes


class Cut(BaseException):
    """The power fails."""


def fail_after(steps: int, patch: pytest.MonkeyPatch) -> list[int]:
    """Let the power fail at one of the steps by which files reach the disk; of the file being written half is there.

    Gives back how many steps are still to go.
    """
    left, sound_sync, sound_replace = [steps], os.fsync, Path.replace

    def step() -> None:
        if not left[0]:
            raise Cut
        left[0] -= 1

    def sync(number: int) -> None:
        if not left[0] and stat.S_ISREG(os.fstat(number).st_mode):
            os.ftruncate(number, os.fstat(number).st_size // 2)
        step()
        sound_sync(number)

    def replace(path: Path, target: Path) -> Path:
        step()
        return sound_replace(path, target)

    patch.setattr(os, "fsync", sync)
    patch.setattr(Path, "replace", replace)
    return left


@pytest.mark.parametrize("steps", range(10))
def test_a_crash_leaves_what_was_before_or_all_of_the_batch(
    path: Path, steps: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The batch erases two records of two files: each of three files is written, named, and its name kept."""
    store = opened(path)
    erasing = batch(Erase(note_ref("a"), 1, "ครบอายุ"), Erase(note_ref("c"), 1, "ครบอายุ"), note("d"))
    with monkeypatch.context() as patch:
        left = fail_after(steps, patch)
        with pytest.raises(Cut) if steps < 9 else nullcontext():
            store.apply(erasing)
        assert left == [0], "nine steps, and no more"
    again = opened(path)
    there = steps > 1  # from its name on
    assert (get(again, "a") is None, get(again, "c") is None, get(again, "d") is not None) == (there,) * 3
    assert verify(again).findings == ()
    assert all("ทุน".encode() not in (path / f"journal/{n:012}.json").read_bytes() for n in (1, 3) if there)
    assert not list(path.rglob("*.new"))
    again.apply(erasing)
    assert again.checkpoint().position == 6


def test_a_full_disk_leaves_nothing_behind(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = opened(path)
    before = names(path)

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(StoreUnavailable, match="the disk is full; nothing was written") as caught:
        put(store, note("d"))
    assert "เนื้อที่จัดเก็บเต็ม" in caught.value.message("th")
    assert names(path) == before
    monkeypatch.undo()
    put(store, note("d"))
    assert verify(store).findings == ()


def test_a_body_that_no_file_can_hold_is_refused(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """How deep a document may be depends on the version of Python."""
    store, before = opened(path), names(path)

    def too_deep(_: dict[str, Any]) -> str:
        raise RecursionError

    monkeypatch.setattr(folder_module, "text_of", too_deep)
    with pytest.raises(BadBatch, match="nested too deeply"):
        put(store, note("deep"))
    assert names(path) == before


# ------------------------------------------------------------------ what is wrong with a folder


@pytest.mark.parametrize("text", ["", "{", "[]", '{"batch": "x"}', '{"entries": [{}]}', "\udc80"])
def test_a_torn_file_is_named(path: Path, text: str) -> None:
    file = path / "journal" / "000000000002.json"
    file.write_bytes(text.encode(errors="surrogateescape"))
    with pytest.raises(StoreDamaged, match=r"damaged: journal/000000000002\.json cannot be read") as caught:
        JsonFolderStore(path)
    assert "เสียหาย: อ่านแฟ้ม journal/000000000002.json ไม่ได้" in caught.value.message("th")


def test_a_missing_file_is_named(path: Path) -> None:
    (path / "journal" / "000000000002.json").unlink()
    with pytest.raises(StoreDamaged, match=r"journal/000000000002\.json is missing, later files are there") as caught:
        JsonFolderStore(path, read_only=True)
    assert "ไม่มีแฟ้ม journal/000000000002.json ทั้งที่มีแฟ้มถัดไป" in caught.value.message("th")


def test_a_file_that_a_listing_misses_is_not_missing(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Systems list a folder piece by piece: of two files that are added meanwhile, it may show the second alone."""
    listed = Folder.files

    def beside_writers(folder: Folder) -> tuple[dict[int, Path], list[Path]]:
        for name in "de":
            with monkeypatch.context() as patch:
                patch.setattr(Folder, "files", listed)
                put(opened(path), note(name))
        batches, others = listed(folder)
        return {first: file for first, file in batches.items() if first != 4}, others

    monkeypatch.setattr(Folder, "files", beside_writers)
    store = JsonFolderStore(path)
    monkeypatch.undo()
    store.ensure(KINDS)
    assert [get(store, name) is not None for name in "abcde"] == [True] * 5


def test_a_file_of_other_entries_is_named(path: Path) -> None:
    folder = path / "journal"
    (folder / "000000000003.json").replace(folder / "000000000002.json")
    with pytest.raises(StoreDamaged, match="does not hold the entries from 2 on") as caught:
        JsonFolderStore(path)
    assert "ไม่ได้เก็บรายการตั้งแต่ลำดับ 2" in caught.value.message("th")


def test_nobody_writes_behind_a_file_that_was_taken_away(path: Path) -> None:
    store = opened(path)
    (path / "journal" / "000000000003.json").unlink()
    with pytest.raises(StoreDamaged, match=r"000000000003\.json is missing"):
        put(store, note("d"))
    assert [finding.code for finding in verify(store).findings] == ["batch-file-changed"]


@pytest.mark.parametrize("name", ["notes.txt", "000000000009.json~", "000000000003 (1).json", "3.json"])
def test_verifying_names_files_that_nobody_reads(path: Path, name: str) -> None:
    (path / "journal" / name).write_text("{}", encoding="utf-8")
    found = verify(opened(path))
    assert found.is_sound
    (strange,) = found.findings
    assert strange.show().startswith(f"warning: journal/{name} is not a file of the office; nobody reads it.")
    assert "ไม่ใช่แฟ้มของสำนักงาน" in strange.show("th")


def test_verifying_looks_at_the_files_and_not_at_what_was_read_once(path: Path) -> None:
    store = opened(path)
    file = path / "journal" / "000000000002.json"
    file.write_text(file.read_text(encoding="utf-8").replace("ทุน b", "ทุน ข"), encoding="utf-8")
    (found,) = verify(store).findings
    assert found.show().startswith("error: journal/000000000002.json is gone or not what was read from it")
    assert "หายไปหรือไม่ตรงกับที่อ่านไว้" in found.show("th")
    assert "journal-body-changed" in {finding.code for finding in verify(opened(path)).findings}


def test_verifying_goes_well_while_another_process_erases(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store, other = opened(path), opened(path)
    sound = Folder.read
    left = [note_ref("a"), note_ref("c")]

    def read(folder: Folder, first: int) -> Any:
        if left and folder is store.folder and first == 2:
            put(other, Erase(left.pop(), 1, "ครบอายุ"))
        return sound(folder, first)

    monkeypatch.setattr(Folder, "read", read)
    assert store.check() == ()
    assert store.check() == ()
    assert left == []


# ------------------------------------------------------------------ opening


def test_what_is_no_folder_of_an_office_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    (tmp_path / "foreign").mkdir()
    (tmp_path / "foreign" / "report.odt").write_text("x", encoding="utf-8")
    for name, english, thai in (
        ("file", "it is a file, not a folder", "เป็นแฟ้ม ไม่ใช่โฟลเดอร์"),
        ("foreign", "holds files of something else; choose an empty one", "มีแฟ้มอื่นอยู่ ให้เลือกโฟลเดอร์ว่าง"),
        ("none/office", "the folder that it lies in is not there", "ไม่พบโฟลเดอร์ที่จะสร้าง"),
    ):
        with pytest.raises(StoreUnavailable, match=english) as caught:
            JsonFolderStore(tmp_path / name)
        assert thai in caught.value.message("th")
    assert names(tmp_path) == ["file", "foreign/report.odt"], "nothing was written"
    with pytest.raises(StoreUnavailable, match="there is no such folder of orqa"):
        JsonFolderStore(tmp_path / "none", read_only=True)


def test_an_empty_folder_under_version_control_becomes_an_office(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / ".gitignore").write_text(".lock\n", encoding="utf-8")
    put(opened(tmp_path), note("a"))
    assert "journal/000000000001.json" in names(tmp_path)


def test_a_folder_of_a_later_version_is_refused(path: Path) -> None:
    (path / "orqa.json").write_text(json.dumps({"format": FORMAT + 1, "kinds": "?"}), encoding="utf-8")
    with pytest.raises(StoreTooNew, match=f"files at schema {FORMAT + 1}"):
        JsonFolderStore(path)


def test_kinds_are_remembered(path: Path) -> None:
    store = JsonFolderStore(path)
    with pytest.raises(UpgradeNeeded):
        store.ensure([KindSpec("note", (*NOTE.fields, FieldSpec("more")))])
    before = (path / "orqa.json").read_bytes()
    store.ensure([NOTE])
    assert (path / "orqa.json").read_bytes() == before


def test_a_folder_that_cannot_be_written_is_read_only(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = opened(path)

    def refused(*_: Any) -> int:
        raise OSError(errno.EROFS, "Read-only file system")

    monkeypatch.setattr(os, "open", refused)
    with pytest.raises(StoreReadOnly):
        put(store, note("d"))
    with pytest.raises(StoreReadOnly):
        JsonFolderStore(path)
    assert get(opened(path, read_only=True), "a") is not None


def test_what_is_written_is_on_the_disk_before_it_has_its_name(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The file first, then its name, then the folder that holds the name; only then is anybody told."""
    done: list[str] = []
    sync, replace = os.fsync, Path.replace

    def synced(number: int) -> None:
        done.append("folder" if stat.S_ISDIR(os.fstat(number).st_mode) else "file")
        sync(number)

    def renamed(file: Path, target: Path) -> Path:
        done.append(f"{file.name} is {target.name}")
        return replace(file, target)

    store = opened(path)
    monkeypatch.setattr(os, "fsync", synced)
    monkeypatch.setattr(Path, "replace", renamed)
    put(store, note("d"))
    assert done == ["file", ".000000000004.json.new is 000000000004.json", "folder"]


def test_reading_only_leaves_no_file(path: Path) -> None:
    (path / ".lock").unlink()
    store = opened(path, read_only=True)
    assert verify(store).findings == ()
    assert ".lock" not in names(path)


FORKED = """
import os, sys
from orqa_store_jsonfolder.store import JsonFolderStore
from orqa.testing.stores.setting import KINDS, batch
from orqa.storage.protocol import SYSTEM, Add

store = JsonFolderStore(sys.argv[1])
store.ensure(KINDS)
child = os.fork()
for turn in range(20):
    store.apply(batch(id=f"{child > 0}-{turn}", adds=[Add("series/x", 1)]))
if child:
    os.waitpid(child, 0)
    with store.read(SYSTEM) as reader:
        print(reader.cells())
"""


def test_a_forked_process_goes_on_writing(path: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(map(str, sys.path))}
    done = subprocess.run(  # noqa: S603 - our own interpreter
        [sys.executable, "-c", FORKED, str(path)], capture_output=True, text=True, check=False, env=environment
    )
    assert (done.stdout, done.stderr) == ("{'series/x': 40}\n", "")


def test_between_two_shapes_a_folder_fits_no_program(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    grown = KindSpec(NOTE.kind, (*NOTE.fields, FieldSpec("more")), searchable=True)
    old, new = opened(path), JsonFolderStore(path)
    written = new.folder.replace
    left = iter((1,))

    def replace(_: Folder, lines: Any) -> None:
        next(left)
        written(lines)

    with monkeypatch.context() as patch:
        patch.setattr(Folder, "replace", replace)
        with pytest.raises(StopIteration):
            new.upgrade([grown], project)
    new.close()
    for kinds in (KINDS, [grown]):
        other = JsonFolderStore(path)
        with pytest.raises(UpgradeNeeded):
            other.ensure(kinds)
        other.close()
    for act in (lambda: put(old, note("d")), lambda: get(old, "a")):
        with pytest.raises(UpgradeNeeded):
            act()
    old.close()
    again = JsonFolderStore(path)
    again.upgrade([grown, *KINDS[1:]], project)
    put(again, note("d", subject="ทุน d"))
    with again.read(SYSTEM) as reader:
        assert reader.count("note", contains("ทุน")) == 4
    assert verify(again).findings == ()
    again.close()
