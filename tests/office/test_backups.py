"""Backups: whole, of one moment, never over an office that is in use; and restoring them."""

import sqlite3
import threading
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

import orqa
from orqa.office.backups import BackupInTheWay, BackupUnsound
from orqa.office.office import Office
from orqa.plugins.opening import open_store
from orqa.storage.errors import StoreUnavailable

LETTER: dict[str, Any] = {
    "reference": "อว 0655.08/12",
    "dated": "12 ม.ค. 2569",
    "sender": "กองกลาง",
    "subject": "ขอเชิญประชุม",
    "kind": "external",
}


def receive(office: Office, count: int = 3) -> None:
    for _ in range(count):
        office.correspondence.receive(**LETTER)


def opened(path: Path) -> Office:
    return orqa.open_office(f"sqlite:///{path}")


def subjects(office: Office) -> list[int]:
    with office.reading() as reader:
        return [int(str(number)) for (number,) in reader.rows("register-entry", ("number",))]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (folder := tmp_path / "backups").mkdir()
    return folder


def test_a_backup_is_an_office_of_its_own(office: Office, folder: Path) -> None:
    receive(office)
    told: list[tuple[str, int, int]] = []
    found = office.backup(folder / "a.db", progress=lambda *step: told.append(step))
    assert found is not None
    assert found.is_sound
    assert found.checkpoint == office.store.checkpoint()
    assert told[-1][1] == told[-1][2] > 0
    assert [path.name for path in folder.iterdir()] == ["a.db"], "nothing lies beside it"
    with opened(folder / "a.db") as again:
        assert again.store.journal() == office.store.journal()
        assert again.correspondence.search("ประชุม").total == 3
        receive(again, 1)
        assert subjects(again) == [1, 2, 3, 4]
    assert subjects(office) == [1, 2, 3]


def test_a_backup_is_copied_back(office: Office, folder: Path) -> None:
    receive(office)
    assert office.backup(str(folder / "a.db"), check=False) is None
    receive(office)
    with opened(folder / "a.db") as backup, closing(open_store(f"sqlite:///{folder}/back.db")) as restored:
        backup.copy_to(restored, "back.db")
        assert restored.checkpoint() == backup.store.checkpoint()


def test_writers_neither_wait_nor_spoil_it(clock: Any, tmp_path: Path, folder: Path) -> None:
    url = f"sqlite:///{tmp_path}/office.db"
    with orqa.open_office(url, "thai-public-university", clock=clock) as office:
        receive(office, 30)
        stop, written = threading.Event(), []

        def write() -> None:
            while not stop.is_set():
                receive(office, 1)
                written.append(len(written))

        def progress(*_: Any) -> None:  # called between pages: letters come in here, too
            receive(office, 1)

        writer = threading.Thread(target=write)
        writer.start()
        try:
            for number in range(3):
                found = office.backup(folder / f"{number}.db", progress=progress)
                assert found is not None
                assert found.is_sound
        finally:
            stop.set()
            writer.join()
        assert written
        for number in range(3):
            with opened(folder / f"{number}.db") as backup:
                numbers = subjects(backup)
                assert numbers == list(range(1, len(numbers) + 1))
                assert subjects(office)[: len(numbers)] == numbers


def test_a_file_that_is_there_is_not_written_over(office: Office, folder: Path) -> None:
    receive(office)
    path = folder / "a.db"
    path.write_text("อื่น")
    with pytest.raises(BackupInTheWay, match="is there already") as caught:
        office.backup(path)
    assert "มี" in caught.value.messages.in_language("th")
    assert path.read_text() == "อื่น"
    assert office.backup(path, replace=True) is not None
    with opened(path) as backup:
        assert subjects(backup) == [1, 2, 3]
        with pytest.raises(BackupInTheWay):
            office.backup(path, replace=True)


def test_an_office_is_not_replaced_by_its_own_backup(clock: Any, tmp_path: Path) -> None:
    path = tmp_path / "office.db"
    with orqa.open_office(f"sqlite:///{path}", "thai-public-university", clock=clock) as office:
        receive(office)
        with pytest.raises(BackupInTheWay):
            office.backup(path, replace=True)
        assert subjects(office) == [1, 2, 3]


def test_of_a_damaged_office_no_backup_is_made(clock: Any, tmp_path: Path, folder: Path) -> None:
    path, kept = tmp_path / "office.db", folder / "a.db"
    with orqa.open_office(f"sqlite:///{path}", "thai-public-university", clock=clock) as office:
        receive(office)
        office.backup(kept)
        before = kept.read_bytes()
        connection = sqlite3.connect(path)
        connection.execute("UPDATE _batch SET actor = 'ผู้อื่น' WHERE number = 4")
        connection.commit()
        connection.close()
        with pytest.raises(BackupUnsound, match="does not continue the chain") as caught:
            office.backup(kept, replace=True)
        assert "ห่วงโซ่" in caught.value.messages.in_language("th")
    assert kept.read_bytes() == before
    assert [file.name for file in folder.iterdir()] == ["a.db"]


@pytest.mark.parametrize("where", ["missing/a.db", "a.db"])
def test_what_cannot_be_written_leaves_nothing(
    office: Office, folder: Path, where: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    receive(office)

    def full(*_: Any) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        if where == "a.db":
            patch.setattr("os.fsync", full)
        with pytest.raises((OSError, StoreUnavailable)):
            office.backup(folder / where)
    assert list(folder.iterdir()) == []


def test_an_office_that_is_not_there_is_not_backed_up(folder: Path) -> None:
    with orqa.open_office(f"sqlite:///{folder}/nothing.db", read_only=True) as office, pytest.raises(StoreUnavailable):
        office.backup(folder / "a.db")
    assert list(folder.iterdir()) == []


def test_of_two_backups_at_once_the_second_is_refused(office: Office, folder: Path) -> None:
    receive(office)
    path, refused = folder / "a.db", []

    def another(*_: Any) -> None:
        if not refused:
            with pytest.raises(BackupInTheWay) as caught:
                office.backup(path, replace=True)
            refused.append(caught.value)

    assert office.backup(path, replace=True, progress=another) is not None
    assert str(refused[0]).startswith(f"{path} is being made by another backup; choose another name")
    assert "กำลังถูกสร้าง" in refused[0].messages.in_language("th")
    assert office.backup(path, replace=True) is not None, "when the first is done"
    assert [one.name for one in folder.iterdir()] == ["a.db"]
