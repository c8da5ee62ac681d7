"""What comes with letters: attached, found, read back, destroyed; bytes and records never part."""

import errno
import io
import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

import orqa
from organization_samples import begun
from orqa.domain.correspondence.records import Attachment, Letter
from orqa.office.backups import BackupUnsound
from orqa.office.errors import AttachmentsUnplaced, KeyUsedOtherwise, NotAllowed, NotFound
from orqa.office.office import Office
from orqa.plugins.errors import ExtraNeeded
from orqa.plugins.opening import open_blobs, open_store
from orqa.storage.blobs import BlobDamaged, BlobMissing, BlobTooLarge
from orqa.storage.errors import Conflict, StoreReadOnly
from orqa.storage.protocol import SYSTEM

PROFILE = "thai-public-university"


def fields(number: int = 12, **changes: Any) -> dict[str, Any]:
    return {
        "reference": f"อว 0655.08/{number}",
        "dated": "12 มกราคม 2569",
        "sender": "คณะวิศวกรรมศาสตร์",
        "subject": f"ขอเชิญประชุม ครั้งที่ {number}",
        "kind": "external",
    } | changes


@pytest.fixture
def letter(office: Office) -> Letter:
    return office.correspondence.receive(**fields()).letter


def attach(office: Office, letter: Letter, data: bytes = b"abc", **options: Any) -> Attachment:
    return office.correspondence.attach(letter, io.BytesIO(data), **{"name": "a.pdf"} | options)


def read(office: Office, attachment: Attachment) -> bytes:
    with office.correspondence.open_attachment(attachment) as source:
        return source.read()


def digests(office: Office) -> set[str]:
    return {digest for digest, _ in office.blobs.digests()}


# ------------------------------------------------------------------ attaching


@pytest.fixture
def peopled(office: Office) -> Office:
    """With a registrar R1 of the office as a whole, and a clerk F1 of a faculty, who work with different letters."""
    org, first = begun(office).organization, date(2022, 1, 1)
    org.add_unit("faculty", "คณะ", first=first)
    for code, role, unit in (("R1", "registrar", "irqa"), ("F1", "clerk", "faculty")):
        org.add_person(code, code)
        org.grant(code, role, unit=unit, first=first)
    return office


def may(office: Office, code: str, letter: Letter) -> bool:
    try:
        attach(office.acting(code), letter, name=f"{code}.pdf")
    except NotAllowed:
        return False
    return True


def test_only_those_attach_who_register_a_letter_or_work_with_it(peopled: Office) -> None:
    central = peopled.correspondence.receive(**fields(1)).letter
    assert [may(peopled, code, central) for code in ("R1", "E3", "F1")] == [True, False, False]
    peopled.correspondence.take_in(central, "ga")
    assert [may(peopled, code, central) for code in ("E3", "F1")] == [True, False]
    own = peopled.correspondence.receive(**fields(2), unit="faculty").letter
    assert [may(peopled, code, own) for code in ("R1", "E3", "F1")] == [True, False, True]


@pytest.mark.parametrize("to", ["faculty", "F1", "role:clerk@faculty"])
def test_and_those_to_whom_it_is_assigned(peopled: Office, to: str) -> None:
    letter = peopled.correspondence.receive(**fields(1)).letter
    with pytest.raises(NotAllowed) as refused:
        attach(peopled.acting("F1"), letter)
    assert "ผู้มีสิทธิ" in refused.value.message("th")
    assert peopled.correspondence.attachments(letter) == ()
    peopled.correspondence.assign(letter, to)
    assert may(peopled, "F1", letter)


def test_a_file_is_attached_and_read_back(office: Office, letter: Letter, tmp_path: Path) -> None:
    path = tmp_path / "สแกน ๑.pdf"
    path.write_bytes(b"%PDF")
    done = office.correspondence.attach(letter, path)
    assert (done.name, done.media_type, done.size) == ("สแกน ๑.pdf", "application/pdf", 4)
    assert office.correspondence.attachments(letter) == office.correspondence.attachments(letter.id) == (done,)
    assert office.correspondence.attachments(letter)[0].version == done.version == 1
    assert read(office, done) == b"%PDF"
    assert office.verify(deep=True).findings == ()


def test_attachments_come_in_the_order_of_attaching(office: Office, letter: Letter) -> None:
    other = office.correspondence.receive(**fields(13)).letter
    made = [attach(office, letter, bytes([number])) for number in range(3)]
    attach(office, other)
    assert office.correspondence.attachments(letter) == tuple(made)


def test_the_same_bytes_are_kept_once(office: Office, letter: Letter) -> None:
    made = [attach(office, letter, name=name) for name in ("a.pdf", "b.pdf")]
    assert [one.name for one in office.correspondence.attachments(letter)] == ["a.pdf", "b.pdf"]
    assert digests(office) == {made[0].digest} == {made[1].digest}


def test_threads_attach_the_same_bytes(office: Office, letter: Letter) -> None:
    with ThreadPoolExecutor(4) as pool:
        made = list(pool.map(lambda _: attach(office, letter, b"x" * 100_000), range(8)))
    assert len(digests(office)) == 1
    assert len(office.correspondence.attachments(letter)) == 8
    assert {read(office, one) for one in made} == {b"x" * 100_000}


def test_a_letter_that_is_not_there_gets_nothing(office: Office) -> None:
    with pytest.raises(NotFound):
        office.correspondence.attach("0190aaaa-0000-7000-8000-000000000000", io.BytesIO(b"abc"), name="a")
    assert digests(office) == set()


@pytest.mark.parametrize("name", ["../../x.txt", "/etc/x.txt", "a\x00/x.txt", "..\\x.txt"])
def test_names_are_no_paths(office: Office, letter: Letter, tmp_path: Path, name: str) -> None:
    done = attach(office, letter, name=name)
    folder = tmp_path / "out"
    folder.mkdir()
    saved = [office.correspondence.save_attachment(done, folder) for _ in range(2)]
    assert [path.name for path in saved] == ["x.txt", "x (2).txt"]
    assert {path.read_bytes() for path in folder.iterdir()} == {b"abc"}


def test_a_file_may_be_as_large_as_the_rule_says(office: Office, letter: Letter, monkeypatch: Any) -> None:
    monkeypatch.setattr("orqa.office.attachments.most_bytes", lambda _: 3)
    attach(office, letter, b"abc")
    with pytest.raises(BlobTooLarge, match="more than 3 bytes"):
        attach(office, letter, b"abcd")
    assert len(office.correspondence.attachments(letter)) == len(digests(office)) == 1


def test_the_rule_cites_where_it_is_from(office: Office) -> None:
    reading = office.rules().reading()
    assert reading.value("attachment.most_bytes") == 100 * 2**20


def test_a_key_attaches_once(office: Office, letter: Letter) -> None:
    first, again = (attach(office, letter, key="k") for _ in range(2))
    assert first == again
    with pytest.raises(KeyUsedOtherwise):
        attach(office, letter, b"other", key="k")
    assert office.correspondence.attachments(letter) == (first,)


def test_who_may_only_read_attaches_nothing(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/office.db"
    with orqa.open_office(url, profile=PROFILE) as office:
        letter = office.correspondence.receive(**fields()).letter
    with orqa.open_office(url, read_only=True) as office, pytest.raises(StoreReadOnly):
        attach(office, letter)
    assert not (tmp_path / "office.db.files").exists()


# ------------------------------------------------------------------ works


def test_a_letter_and_its_attachments_are_one_work(office: Office) -> None:
    with office.work("รับพร้อมเอกสาร") as work:
        done = work.correspondence.receive(**fields())
        attached = work.correspondence.attach(done.letter, io.BytesIO(b"abc"), name="a.pdf")
        assert office.sweep(timedelta(seconds=-5)) == 0
    entries = office.store.journal(office.store.checkpoint().position - 4)
    assert len({entry.batch for entry in entries}) == 1
    assert office.correspondence.attachments(done.letter) == (attached,)
    assert office.verify(deep=True).findings == ()


def test_a_work_that_is_given_up_leaves_bytes_to_be_swept(office: Office, letter: Letter) -> None:
    def block() -> None:
        with office.work("งาน") as work:
            work.correspondence.attach(letter, io.BytesIO(b"abc"), name="a.pdf")
            raise ValueError

    with pytest.raises(ValueError, match=r"^$"):
        block()
    assert office.correspondence.attachments(letter) == ()
    assert office.sweep() == 0
    assert office.sweep(timedelta(seconds=-5)) == 1
    assert digests(office) == set()


# ------------------------------------------------------------------ finding


def test_the_text_of_an_attachment_finds_its_letter(office: Office, letter: Letter) -> None:
    other = office.correspondence.receive(**fields(13, subject="กำหนดการ")).letter
    attach(office, letter, text="กำหนดการ\nห้องประชุมใหญ่", name="a.pdf")
    attach(office, letter, text="กำหนดการฉบับแก้ไข", name="b.pdf")
    found = office.correspondence.search("กำหนดการ")
    assert ([one.id for one in found.letters], found.total) == ([other.id, letter.id], 2)
    found = office.correspondence.search("ใหญ่ กำหนด")
    assert (found.letters, found.exact, found.total) == ((letter,), 0, 1)
    assert office.correspondence.search("b.pdf").letters == (letter,)
    assert office.correspondence.search("ใหญ่ แก้ไข").total == 0


def test_a_letter_is_found_once_whatever_finds_it(office: Office, letter: Letter) -> None:
    attach(office, letter, text="ขอเชิญประชุม อว 0655.08/12")
    for words in ("ขอเชิญประชุม", "อว 0655.08/12"):
        found = office.correspondence.search(words)
        assert (found.letters, found.total) == ((letter,), 1)


def test_no_more_letters_are_shown_than_asked(office: Office) -> None:
    for number in range(4):
        attach(office, office.correspondence.receive(**fields(number + 1)).letter, text="คำเฉพาะ")
    found = office.correspondence.search("คำเฉพาะ", limit=3)
    assert ([one.reference for one in found.letters], found.total) == ([f"อว 0655.08/{n}" for n in (4, 3, 2)], 4)


# ------------------------------------------------------------------ destroying


def test_bytes_go_with_the_last_record_that_names_them(office: Office, letter: Letter) -> None:
    first, second = (attach(office, letter, key=key, text="ความลับ") for key in ("a", "b"))
    office.correspondence.destroy_attachment(first, "ครบอายุการเก็บ")
    assert read(office, second) == b"abc"
    office.correspondence.destroy_attachment(second, "ครบอายุการเก็บ")
    assert digests(office) == set()
    assert office.correspondence.attachments(letter) == ()
    assert office.correspondence.search("ความลับ").total == 0
    with office.store.read(SYSTEM) as reader:
        assert reader.count("key") == 0, "the digest of what was asked for is gone, too"
    with pytest.raises(KeyUsedOtherwise, match="destroyed"):
        attach(office, letter, key="a")
    with pytest.raises(NotFound):
        office.correspondence.open_attachment(first)
    with pytest.raises(Conflict):
        office.correspondence.destroy_attachment(first, "อีกครั้ง")
    assert office.verify(deep=True).is_sound


def test_destroying_leaves_bytes_that_somebody_is_about_to_name(office: Office, letter: Letter) -> None:
    old = attach(office, letter)
    with ThreadPoolExecutor(1) as pool, office.work("งาน") as work:
        new = work.correspondence.attach(letter, io.BytesIO(b"abc"), name="b.pdf")
        pool.submit(office.correspondence.destroy_attachment, old, "ครบอายุการเก็บ").result(10)
    assert read(office, new) == b"abc"


# ------------------------------------------------------------------ damage and crashes


@pytest.fixture
def kept(tmp_path: Path) -> tuple[str, Path, Attachment]:
    url = f"sqlite:///{tmp_path}/office.db"
    with orqa.open_office(url, profile=PROFILE) as office:
        done = attach(office, office.correspondence.receive(**fields()).letter)
    (path,) = tmp_path.glob("office.db.files/blobs/*/*")
    return url, path, done


def test_damaged_bytes_are_never_handed_out_as_whole(kept: tuple[str, Path, Attachment], tmp_path: Path) -> None:
    url, path, done = kept
    path.write_bytes(b"abd")
    out = tmp_path / "out"
    out.mkdir()
    with orqa.open_office(url) as office:
        with pytest.raises(BlobDamaged):
            office.correspondence.save_attachment(done, out)
        assert list(out.iterdir()) == []
        (finding,) = office.verify(deep=True).findings
        assert office.verify().findings == ()
    assert (finding.code, finding.record) == ("attachment-bytes-damaged", done.ref)
    assert "a.pdf" in finding.message.in_language("th")


def test_missing_bytes_are_found(kept: tuple[str, Path, Attachment]) -> None:
    url, path, done = kept
    path.unlink()
    with orqa.open_office(url) as office:
        with pytest.raises(BlobMissing):
            office.correspondence.open_attachment(done)
        (finding,) = office.verify(deep=True).findings
    assert (finding.code, finding.record) == ("attachment-bytes-missing", done.ref)


def test_what_cannot_be_read_is_a_finding_and_the_rest_is_looked_at(kept: tuple[str, Path, Attachment]) -> None:
    url, path, done = kept
    path.unlink()
    path.mkdir()  # cannot be opened, not even by the superuser
    with orqa.open_office(url) as office:
        other = office.correspondence.attach(done.letter.id, io.BytesIO(b"other"), name="b.pdf")
        (path.parents[1] / other.digest[:2] / other.digest).unlink()
        found = {(finding.code, finding.record): finding for finding in office.verify(deep=True).findings}
    assert found.keys() == {("attachment-bytes-unreadable", done.ref), ("attachment-bytes-missing", other.ref)}
    assert "อ่านข้อมูลของ a.pdf" in found["attachment-bytes-unreadable", done.ref].message.in_language("th")


def test_a_place_that_cannot_be_listed_is_a_finding(
    kept: tuple[str, Path, Attachment], monkeypatch: pytest.MonkeyPatch
) -> None:
    url, path, _ = kept
    path.unlink()

    def fail(*_: object) -> None:
        raise PermissionError(errno.EACCES, "forbidden")

    with orqa.open_office(url) as office:
        monkeypatch.setattr("orqa.plugins.builtin.blobs.folder.os.scandir", fail)
        found = office.verify(deep=True).findings
    assert [finding.code for finding in found] == ["attachment-bytes-missing", "attachment-bytes-unlisted"]
    assert "แสดงรายการใน" in found[1].message.in_language("th")


CRASH = """
import io, os, sys, orqa
with orqa.open_office(sys.argv[1]) as office:
    letter = office.correspondence.entry(1).letter.id
    office.store.apply = lambda batch: os._exit(9)
    office.correspondence.attach(letter, io.BytesIO(b"never named"), name="a.pdf")
"""


def test_a_crash_between_bytes_and_batch_leaves_an_orphan_that_is_swept(kept: tuple[str, Path, Attachment]) -> None:
    url, path, done = kept
    assert subprocess.run([sys.executable, "-c", CRASH, url], check=False).returncode == 9
    with orqa.open_office(url) as office:
        assert len(digests(office)) == 2
        assert office.verify(deep=True).findings == (), "it may be about to be named"
        assert office.sweep() == 0
        old = path.stat().st_mtime - 200_000
        for file in path.parents[2].rglob("*"):
            os.utime(file, (old, old))
        (finding,) = office.verify(deep=True).findings
        assert (finding.code, finding.severity) == ("attachment-bytes-orphan", "warning")
        assert office.sweep() == 1
        assert digests(office) == {done.digest}
        assert read(office, done) == b"abc"
        assert office.verify(deep=True).findings == ()


CROWD = """
import io, itertools, sys, orqa
with orqa.open_office(sys.argv[1]) as office:
    letter = office.correspondence.entry(1).letter.id
    print("ready", flush=True)
    for number in itertools.count():
        done = office.correspondence.attach(letter, io.BytesIO(bytes([number % 3])), name="a")
        with office.correspondence.open_attachment(done) as source:
            assert source.read() == bytes([number % 3])
        if number % 4:
            office.correspondence.destroy_attachment(done, "x")
"""


def test_killed_processes_leave_no_record_without_its_bytes(kept: tuple[str, Path, Attachment]) -> None:
    """Four attach, read and destroy the same three files over and over, and are killed wherever they are."""
    url, _, _ = kept
    command = [sys.executable, "-c", CROWD, url]
    crowd = [subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) for _ in range(4)]
    for one in crowd:
        assert one.stdout is not None
        assert one.stdout.readline() == b"ready\n"
    time.sleep(1)
    for one in crowd:
        one.kill()
        _, said = one.communicate(timeout=30)
        assert (one.returncode, said) == (-9, b"")
    with orqa.open_office(url) as office:
        assert office.verify(deep=True).findings == ()
        with office.store.read(SYSTEM) as reader:
            assert reader.count("attachment") > 1


# ------------------------------------------------------------------ places


def test_an_object_store_keeps_them(shared_url: str) -> None:
    place = f"memory://orqa-{uuid4().hex}"
    with orqa.open_office(shared_url, profile=PROFILE, attachments=place) as office:
        done = attach(office, office.correspondence.receive(**fields()).letter)
        assert read(office, done) == b"abc"
        assert office.verify(deep=True).findings == ()
        assert open_blobs(shared_url, place).digests().__next__()[0] == done.digest  # type: ignore[union-attr]  # it is said
        office.correspondence.destroy_attachment(done, "ครบอายุการเก็บ")
        assert digests(office) == set()


def test_a_store_without_a_place_needs_one() -> None:
    assert open_blobs("postgresql://host/db") is None
    store = open_store("memory:")
    from orqa.plugins.opening import builtin_registry

    with Office(store, builtin_registry(), PROFILE, name="x") as office:
        letter = office.correspondence.receive(**fields()).letter
        with pytest.raises(AttachmentsUnplaced) as caught:
            attach(office, letter)
        assert caught.value.code == "attachments-unplaced"
        assert "ORQA_ATTACHMENTS" in str(caught.value)
        assert "ให้ระบุที่เก็บ" in caught.value.message("th")
        assert office.verify(deep=True).findings == ()


def test_an_extra_that_is_missing_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "fsspec.core", None)
    with pytest.raises(ExtraNeeded) as caught:
        open_blobs("memory:", "s3://office:very-secret@bucket/folder")
    assert "very-secret" not in str(caught.value)
    assert caught.value.code == "extra-needed"
    assert "pip install 'orqa[objects]'" in str(caught.value)
    assert "ให้ติดตั้ง" in caught.value.message("th")


def test_a_copy_brings_them_along(office: Office, letter: Letter, tmp_path: Path) -> None:
    done = attach(office, letter)
    gone = attach(office, letter, b"gone")
    office.correspondence.destroy_attachment(gone, "ครบอายุการเก็บ")
    url = f"sqlite:///{tmp_path}/copy.db"
    target = open_store(url)
    with pytest.raises(AttachmentsUnplaced):
        office.copy_to(target, "copy.db")
    office.copy_to(target, "copy.db", blobs=open_blobs(url))
    attach(office, letter, b"later")
    office.copy_to(target, "copy.db", blobs=open_blobs(url))
    target.close()
    with orqa.open_office(url) as copied:
        assert read(copied, done) == b"abc"
        assert len(digests(copied)) == 2
        assert copied.verify(deep=True).findings == ()


def test_a_backup_brings_them_along(office: Office, letter: Letter, tmp_path: Path) -> None:
    path = tmp_path / "backup.db"
    office.backup(path)
    assert not (tmp_path / "backup.db.files").exists()
    first = attach(office, letter)
    office.backup(path, replace=True)
    office.correspondence.destroy_attachment(first, "ครบอายุการเก็บ")
    second = attach(office, letter, b"second")
    office.backup(path, replace=True)
    with orqa.open_office(f"sqlite:///{path}") as backup:
        assert (read(backup, second), digests(backup)) == (b"second", {second.digest})
        assert backup.verify(deep=True).findings == ()


def test_a_backup_that_fails_leaves_the_earlier_one_whole(
    office: Office, letter: Letter, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "backup.db"
    first = attach(office, letter)
    office.backup(path)
    office.correspondence.destroy_attachment(first, "ครบอายุการเก็บ")
    attach(office, letter, b"second")

    def unsound(*_: object) -> None:
        raise BackupUnsound(office.name, ())

    monkeypatch.setattr("orqa.office.backups._checked", unsound)
    with pytest.raises(BackupUnsound):
        office.backup(path, replace=True)
    with orqa.open_office(f"sqlite:///{path}") as backup:
        assert read(backup, first) == b"abc"
        assert backup.verify(deep=True).is_sound


def test_no_backup_is_made_without_the_bytes(kept: tuple[str, Path, Attachment], tmp_path: Path) -> None:
    url, path, _ = kept
    path.unlink()
    with orqa.open_office(url) as office, pytest.raises(BlobMissing):
        office.backup(tmp_path / "backup.db")
    assert not (tmp_path / "backup.db").exists()
