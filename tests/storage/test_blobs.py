"""Bytes by their SHA-256: whole or not at all, once, never other bytes, never removed from under somebody."""

import errno
import hashlib
import os
import resource
import signal
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from orqa.plugins.builtin.blobs.folder import FolderFiles
from orqa.plugins.builtin.blobs.memory import MemoryFiles
from orqa.plugins.builtin.blobs.objects import ObjectFiles
from orqa.storage.blobs import PART, Blob, BlobDamaged, BlobMissing, Blobs, BlobTooLarge
from orqa.storage.errors import StoreReadOnly, StoreUnavailable

PLACES: dict[str, Callable[[Path], Any]] = {
    "memory": lambda _: MemoryFiles(),
    "folder": lambda folder: FolderFiles(folder / "x.files"),
    "objects": lambda _: ObjectFiles(f"memory://orqa-{uuid4().hex}/deep"),
}
LATER = timedelta(seconds=5)


@pytest.fixture(params=PLACES)
def files(request: pytest.FixtureRequest, tmp_path: Path) -> Any:
    return PLACES[request.param](tmp_path)


@pytest.fixture
def blobs(files: Any) -> Blobs:
    return Blobs(files)


def kept(blobs: Blobs, data: bytes) -> Blob:
    with blobs.keeping([data]) as blob:
        return blob


def name(digest: str) -> str:
    return f"blobs/{digest[:2]}/{digest}"


def names(files: Any) -> list[str]:
    return [found for folder in ("blobs/", "incoming/", "claims/", "removing/") for found, _ in files.list(folder)]


def nobody(_digest: str) -> bool:
    return False


@given(parts=st.lists(st.binary(max_size=300), max_size=5), read=st.integers(1, 400))
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_is_kept_is_read(blobs: Blobs, parts: list[bytes], read: int) -> None:
    data = b"".join(parts)
    with blobs.keeping(parts) as blob:
        assert blob == Blob(hashlib.sha256(data).hexdigest(), len(data))
    with blobs.open(blob) as source:
        assert b"".join(iter(lambda: source.read(read), b"")) == data
    blobs.check(blob)


def test_the_same_bytes_are_kept_once_and_nothing_else_is_left(blobs: Blobs, files: Any) -> None:
    first, again = kept(blobs, b"abc"), kept(blobs, b"abc")
    assert first == again
    assert names(files) == [name(first.digest)]


def test_many_bytes_are_never_in_memory_at_once(tmp_path: Path) -> None:
    folder = Blobs(FolderFiles(tmp_path / "x.files"))
    seen = 0

    def parts() -> Iterator[bytes]:
        nonlocal seen
        for _ in range(8):
            written = sum(path.stat().st_size for path in tmp_path.rglob("incoming/*"))
            assert written >= seen - PART
            seen += PART
            yield bytes(PART)

    with folder.keeping(parts()) as blob:
        assert blob.size == 8 * PART
    with folder.open(blob) as source:
        assert len(source.read(10)) == 10


@pytest.mark.parametrize("size", [0, 9, 10, 11])
def test_there_may_be_so_many_bytes(blobs: Blobs, files: Any, size: int) -> None:
    if size <= 10:
        with blobs.keeping([bytes(size)], 10) as blob:
            assert blob.size == size
        return
    with pytest.raises(BlobTooLarge) as caught, blobs.keeping([bytes(5), bytes(6)], 10):
        pass
    assert caught.value.code == "attachment-too-large"
    assert "more than 10 bytes" in str(caught.value)
    assert "เกิน 10 ไบต์" in caught.value.message("th")
    assert names(files) == []


@pytest.mark.parametrize("found", [b"abd", b"ab", b"abcd", b""])
def test_other_bytes_are_told(blobs: Blobs, files: Any, found: bytes) -> None:
    blob = kept(blobs, b"abc")
    files.delete(name(blob.digest))
    files.write(name(blob.digest), [found])
    with pytest.raises(BlobDamaged) as caught, blobs.open(blob) as source:
        source.read()
    assert caught.value.code == "attachment-damaged"
    assert blob.digest in str(caught.value)
    assert "ไม่ตรงกับที่เก็บไว้" in caught.value.message("th")


def test_keeping_damaged_bytes_anew_mends_them(blobs: Blobs, files: Any) -> None:
    blob = kept(blobs, b"abc")
    files.write("incoming/x", [b"abd"])
    files.rename("incoming/x", name(blob.digest))
    kept(blobs, b"abc")
    blobs.check(blob)


def test_missing_bytes_are_told(blobs: Blobs) -> None:
    with pytest.raises(BlobMissing) as caught:
        blobs.open(Blob("0" * 64, 3))
    assert caught.value.code == "attachment-missing"
    assert "restore them from a backup" in str(caught.value)
    assert "ไม่พบข้อมูล" in caught.value.message("th")


@pytest.mark.parametrize("digest", ["../../etc/passwd", "", "A" * 64, "0" * 63, "0" * 62 + "/.", "0" * 64 + "\0"])
def test_only_a_digest_becomes_a_name(blobs: Blobs, digest: str) -> None:
    with pytest.raises(ValueError, match="64 hex digits"):
        blobs.open(Blob(digest, 1))


# ------------------------------------------------------------------ removing


def test_bytes_that_nobody_names_are_removed(blobs: Blobs, files: Any) -> None:
    blob = kept(blobs, b"abc")
    assert not blobs.remove(blob.digest, lambda digest: digest == blob.digest)
    assert blobs.remove(blob.digest, nobody)
    assert names(files) == []
    assert blobs.remove(blob.digest, nobody)


def test_bytes_that_somebody_is_about_to_name_stay(blobs: Blobs) -> None:
    with blobs.keeping([b"abc"]) as blob:
        assert not blobs.remove(blob.digest, nobody)
        assert blobs.sweep(datetime.now(UTC) + LATER, nobody, signs=datetime.now(UTC) - LATER) == 0
    blobs.check(blob)


def test_who_keeps_waits_for_who_removes(blobs: Blobs) -> None:
    """The remover has found no claim when the other begins: it gives way, and the other's bytes outlive it."""
    blob = kept(blobs, b"abc")
    began = threading.Event()

    def is_named(_digest: str) -> bool:
        began.set()
        keeper.join(0.2)
        return False

    def keep() -> None:
        began.wait()
        kept(blobs, b"abc")

    keeper = threading.Thread(target=keep)
    keeper.start()
    assert not blobs.remove(blob.digest, is_named)
    keeper.join(10)
    assert not keeper.is_alive()
    blobs.check(blob)


def test_who_has_lost_its_mark_removes_nothing(blobs: Blobs, files: Any) -> None:
    """The look at the records takes so long that a sweep clears the mark, and others keep and name the bytes."""
    blob = kept(blobs, b"abc")

    def is_named(_digest: str) -> bool:
        blobs.sweep(datetime.now(UTC) - LATER, nobody, signs=datetime.now(UTC) + LATER)
        kept(blobs, b"abc")
        return False

    assert not blobs.remove(blob.digest, is_named)
    blobs.check(blob)
    assert names(files) == [name(blob.digest)]


def test_a_mark_of_who_was_killed_stops_others_until_it_is_swept(
    blobs: Blobs, files: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("orqa.storage.blobs._PATIENCE", 0.05)
    blob = kept(blobs, b"abc")
    mark = f"removing/{blob.digest}.dead"
    files.write(mark, ())
    with pytest.raises(StoreUnavailable, match="orqa sweep") as caught:
        kept(blobs, b"abc")
    assert "กำลังถูกลบ" in caught.value.message("th")
    assert names(files) == [name(blob.digest), mark]
    blobs.sweep(datetime.now(UTC) - LATER, nobody, signs=datetime.now(UTC) + LATER)
    assert kept(blobs, b"abc") == blob
    assert names(files) == [name(blob.digest)]


def test_named_bytes_outlive_threads_that_keep_and_remove(blobs: Blobs) -> None:
    """One hundred times each: keep and name, unname and remove; what is named at the end is there."""
    named: dict[int, bool] = {}

    def work(number: int) -> None:
        for _ in range(10):
            with blobs.keeping([b"abc"]):
                named[number] = True
            blobs.check(Blob(hashlib.sha256(b"abc").hexdigest(), 3))
            if number:
                del named[number]
                blobs.remove(hashlib.sha256(b"abc").hexdigest(), lambda _: bool(named))

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(work, range(4)))
    blobs.check(kept(blobs, b"abc"))


def test_sweeping_removes_what_was_left_behind_long_ago(blobs: Blobs, files: Any) -> None:
    orphan, wanted = kept(blobs, b"orphan"), kept(blobs, b"named")
    for left in ("incoming/dead", f"claims/{orphan.digest}.dead", f"removing/{orphan.digest}.dead"):
        files.write(left, [b"x"])
    is_named = {wanted.digest}.__contains__
    before, after = datetime.now(UTC) - LATER, datetime.now(UTC) + LATER
    assert blobs.sweep(before, is_named, signs=before) == 0
    assert len(names(files)) == 5
    assert blobs.sweep(after, is_named, signs=before) == 0, "somebody is about to name it"
    assert blobs.sweep(after, is_named, signs=after) == 1
    assert names(files) == [name(wanted.digest)]


def test_all_that_is_kept_is_listed(blobs: Blobs) -> None:
    wanted = {kept(blobs, bytes([number])).digest for number in range(20)}
    assert {digest for digest, _ in blobs.digests()} == wanted
    assert all(abs(datetime.now(UTC) - at) < timedelta(minutes=5) for _, at in blobs.digests())


# ------------------------------------------------------------------ a folder's faults


def test_a_folder_is_made_when_it_is_needed(tmp_path: Path) -> None:
    blobs = Blobs(FolderFiles(tmp_path / "deep" / "x.files"))
    assert list(blobs.digests()) == []
    assert blobs.sweep(datetime.now(UTC), nobody, signs=datetime.now(UTC)) == 0
    assert not (tmp_path / "deep").exists()
    kept(blobs, b"abc")
    assert (tmp_path / "deep" / "x.files" / "blobs").is_dir()


def test_a_full_disk_is_told_and_nothing_is_left(tmp_path: Path) -> None:
    blobs = Blobs(FolderFiles(tmp_path / "x.files"))
    kept(blobs, b"abc")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    ignored = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (10_000, before[1]))
    try:
        with pytest.raises(StoreUnavailable, match="the disk is full") as caught:
            kept(blobs, bytes(20_000))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, ignored)
    assert "เนื้อที่จัดเก็บเต็ม" in caught.value.message("th")
    assert len([path for path in tmp_path.rglob("*") if path.is_file()]) == 1


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is read-only for the superuser")
def test_a_folder_that_may_not_be_written_is_told(tmp_path: Path) -> None:
    folder = tmp_path / "x.files"
    folder.mkdir(mode=0o500)
    with pytest.raises(StoreReadOnly):
        kept(Blobs(FolderFiles(folder)), b"abc")


def test_a_file_in_the_way_is_told(tmp_path: Path) -> None:
    (tmp_path / "x.files").write_text("")
    with pytest.raises(StoreUnavailable, match=r"x\.files"):
        kept(Blobs(FolderFiles(tmp_path / "x.files")), b"abc")


def test_an_error_of_the_source_leaves_nothing(blobs: Blobs, files: Any) -> None:
    def parts() -> Iterator[bytes]:
        yield b"abc"
        raise RuntimeError("no more")

    with pytest.raises(RuntimeError), blobs.keeping(parts()):
        pass
    assert names(files) == []


def test_an_error_of_the_source_is_not_told_as_one_of_the_place(blobs: Blobs, files: Any) -> None:
    def parts() -> Iterator[bytes]:
        yield b"abc"
        raise PermissionError(errno.EACCES, "the source")

    with pytest.raises(PermissionError, match="the source"), blobs.keeping(parts()):
        pass
    assert names(files) == []


@pytest.mark.parametrize("code", [errno.EACCES, errno.EIO])
def test_what_cannot_be_opened_or_read_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int) -> None:
    def fail(*_: object, **__: object) -> None:
        raise OSError(code, os.strerror(code))

    blobs = Blobs(FolderFiles(tmp_path / "x.files"))
    blob = kept(blobs, b"abc")
    opened = SimpleNamespace(read=fail, close=lambda: None)
    for thing, called, instead, call in (
        (Path, "open", fail, lambda: blobs.open(blob)),
        (Path, "open", lambda *_: opened, lambda: blobs.check(blob)),
        (os, "scandir", fail, lambda: list(blobs.digests())),
    ):
        with monkeypatch.context() as patch:
            patch.setattr(thing, called, instead)
            with pytest.raises(StoreUnavailable, match=os.strerror(code)):
                call()
    blobs.check(blob)


# ------------------------------------------------------------------ an object store's faults


def test_no_password_is_shown() -> None:
    files = ObjectFiles("memory://office:very-secret@host/files")
    assert files.place == "memory://office:***@host/files"
    with pytest.raises(BlobMissing) as caught:
        Blobs(files).open(Blob("0" * 64, 3))
    assert "very-secret" not in str(caught.value)


def test_an_object_that_cannot_be_opened_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise PermissionError(errno.EACCES, "forbidden")

    files = ObjectFiles(f"memory://orqa-{uuid4().hex}")
    blob = kept(Blobs(files), b"abc")
    monkeypatch.setattr(files._system, "open", fail)
    with pytest.raises(StoreUnavailable, match="forbidden"):
        Blobs(files).open(blob)
