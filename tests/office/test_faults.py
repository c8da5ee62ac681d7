"""Stores that cannot be used and letters that cannot be right: a clear word, and nothing half written."""

import resource
import shutil
import signal
import sqlite3
import subprocess
import sys
import textwrap
import threading
from collections.abc import Callable, Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

import orqa
from orqa.office.correspondence.importing import import_received
from orqa.office.errors import LetterRefused, OtherProfile, ProfileNeeded
from orqa.office.office import Office
from orqa.plugins.builtin.stores.sqlite import SqliteStore
from orqa.plugins.opening import builtin_registry
from orqa.storage.errors import StorageError, StoreDamaged, StoreReadOnly, StoreTooNew, StoreUnavailable

BANGKOK = ZoneInfo("Asia/Bangkok")
PROFILE = "thai-public-university"
HEAD = "ที่,ลงวันที่,จาก,เรื่อง,ชนิด\n"


def fields(n: int = 1, **changes: Any) -> dict[str, Any]:
    return {
        "reference": f"อว 0655/{n}",
        "dated": "12 มกราคม 2569",
        "sender": "คณะวิศวกรรมศาสตร์",
        "subject": f"ขอเชิญประชุม ครั้งที่ {n}",
        "kind": "external",
    } | changes


def letters(path: Path, count: int) -> Path:
    rows = (f"อว 0655/{n},12 มกราคม 2569,คณะวิศวกรรมศาสตร์,เรื่องที่ {n},หนังสือภายนอก\n" for n in range(1, count + 1))
    path.write_text(HEAD + "".join(rows), encoding="utf-8")
    return path


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A file with an office of three letters in it."""
    file = tmp_path / "office.db"
    with orqa.open_office(f"sqlite:///{file}", profile=PROFILE) as office:
        for n in (1, 2, 3):
            office.correspondence.receive(**fields(n))
    return file


def opened(path: Path, **options: Any) -> Office:
    """An office that waits for no lock longer than a test may."""
    store = SqliteStore(str(path), timeout=0.2)
    return Office(store, builtin_registry(), None, name=f"sqlite:///{path}", **options)


def numbers(path: Path) -> list[int | None]:
    """The register's numbers; the office must be sound."""
    with orqa.open_office(f"sqlite:///{path}", read_only=True) as office:
        assert office.verify().findings == ()
        return sorted(entry.number or 0 for entry in office.correspondence.entries(limit=100_000))


# ------------------------------------------------------------------ locked


@pytest.fixture
def locked(path: Path) -> Iterator[sqlite3.Connection]:
    """Another program that holds the database and does not let go."""
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    yield other
    other.close()


def test_a_locked_database_is_told_and_nothing_is_written(path: Path, locked: sqlite3.Connection) -> None:
    with opened(path) as office:
        with pytest.raises(StoreUnavailable) as caught:
            office.correspondence.receive(**fields(4))
        assert "kept it locked for 0.2 seconds; nothing was written" in str(caught.value)
        assert "ใช้งานค้างอยู่นาน 0.2 วินาที ไม่มีการบันทึกใด ๆ" in caught.value.message("th")
        locked.execute("ROLLBACK")
        assert office.correspondence.receive(**fields(4)).number == 4
    assert numbers(path) == [1, 2, 3, 4]


def test_a_locked_database_can_be_read(path: Path, locked: sqlite3.Connection) -> None:
    assert locked.in_transaction
    with opened(path) as office:
        assert len(office.correspondence.entries()) == 3


def test_an_import_into_a_locked_database_goes_on_later(path: Path, locked: sqlite3.Connection, tmp_path: Path) -> None:
    file = letters(tmp_path / "a.csv", 20)
    with opened(path) as office:
        with pytest.raises(StoreUnavailable):
            import_received(office, file, rejects=tmp_path / "rejects.csv")
        assert not (tmp_path / "rejects.csv").exists()
        locked.execute("ROLLBACK")
        assert import_received(office, file).numbers == ((4, 23),)
    assert numbers(path) == list(range(1, 24))


def test_beginning_an_office_in_a_locked_file_leaves_no_office(tmp_path: Path) -> None:
    file = tmp_path / "office.db"
    other = sqlite3.connect(file, isolation_level=None)
    other.execute("PRAGMA journal_mode = DELETE")
    other.execute("BEGIN EXCLUSIVE")
    store = SqliteStore(str(file), timeout=0.2)
    with Office(store, builtin_registry(), PROFILE, name="office") as office, pytest.raises(StoreUnavailable):
        _ = office.profile
    other.close()
    with orqa.open_office(f"sqlite:///{file}", profile=PROFILE) as office:
        assert office.correspondence.receive(**fields()).number == 1


# ------------------------------------------------------------------ read only


def test_an_office_that_is_opened_to_read_is_not_written(path: Path) -> None:
    content = path.read_bytes()
    with orqa.open_office(f"sqlite:///{path}", read_only=True) as office:
        before = office.store.checkpoint()
        with pytest.raises(StoreReadOnly) as caught:
            office.correspondence.receive(**fields(4))
        assert "is read-only; nothing was written" in str(caught.value)
        assert "เปิดไว้อ่านอย่างเดียว" in caught.value.message("th")
        with pytest.raises(StoreReadOnly):
            import_received(office, letters(path.with_name("a.csv"), 2))
        assert office.store.checkpoint() == before
        assert office.correspondence.search("ประชุม").total == 3
    assert path.read_bytes() == content


def isolated(script: str, *arguments: object, size: str = "64m") -> str:
    """Run a script in a mount namespace of its own, with a small disk at its first argument; what it printed."""
    setup = f'mount -t tmpfs -o size={size} tmpfs "$1" && exec "$0" -c "$2" "$@"'
    command = ["unshare", "--mount", "sh", "-c", setup, sys.executable, *map(str, arguments[:1]), script]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def can_mount() -> bool:
    """Whether this machine lets tests mount a disk of their own (Linux, as root)."""
    if shutil.which("unshare") is None:
        return False
    probe = ["unshare", "--mount", "sh", "-c", "mount -t tmpfs tmpfs /mnt"]
    return subprocess.run(probe, capture_output=True, timeout=10, check=False).returncode == 0


needs_mount = pytest.mark.skipif(not can_mount(), reason="this machine lets tests mount no disk")

PRELUDE = """
    import os, subprocess, sys
    from pathlib import Path
    import orqa
    from orqa.base.errors import OrqaError
    folder = Path(sys.argv[1])
    url = f"sqlite:///{folder}/office.db"
    def receive(office, n, subject="ขอเชิญประชุม"):
        return office.correspondence.receive(
            reference=f"อว 0655/{n}", dated="12 มกราคม 2569", sender="คณะ", subject=subject, kind="external"
        ).number
    def begin():
        return orqa.open_office(url, profile="thai-public-university")
"""


@needs_mount
def test_a_disk_that_may_not_be_written_is_told(tmp_path: Path) -> None:
    script = textwrap.dedent(PRELUDE) + textwrap.dedent("""
        with begin() as office:
            print(receive(office, 1))
        subprocess.run(["mount", "-o", "remount,ro", str(folder)], check=True)
        with orqa.open_office(url) as office:
            try:
                receive(office, 2)
            except OrqaError as error:
                print(error.code, error.message("th"))
        with orqa.open_office(url, read_only=True) as office:
            print(len(office.correspondence.entries()), office.verify().is_sound)
        subprocess.run(["mount", "-o", "remount,rw", str(folder)], check=True)
        with orqa.open_office(url) as office:
            print(receive(office, 2), office.verify().is_sound)
    """)
    first, told, read, after = isolated(script, tmp_path).splitlines()
    assert (first, read, after) == ("1", "1 True", "2 True")
    assert told.startswith("store-read-only ")
    assert "อ่านอย่างเดียว" in told


@needs_mount
def test_a_full_disk_is_told_and_the_register_goes_on_without_a_gap(tmp_path: Path) -> None:
    script = textwrap.dedent(PRELUDE) + textwrap.dedent("""
        done = 0
        with begin() as office:
            told = None
            while told is None:
                try:
                    done = receive(office, done + 1, "ก" * 1900)
                except OrqaError as error:
                    told = error
            print(told.code, told.message("en"), sep="|")
            held = [entry.number for entry in office.correspondence.entries(limit=10000)]
            print(held == list(range(done, 0, -1)), office.verify().is_sound)
        subprocess.run(["mount", "-o", "remount,size=64m", str(folder)], check=True)
        with orqa.open_office(url) as office:
            print(receive(office, done + 1) == done + 1, office.verify().is_sound)
    """)
    told, before, after = isolated(script, tmp_path, size="6m").splitlines()
    code, message = told.split("|")
    assert code == "store-unavailable"
    assert message.endswith("the disk is full; nothing was written")
    assert (before, after) == ("True True", "True True")


@needs_mount
def test_a_report_that_does_not_fit_on_the_disk_leaves_no_file(tmp_path: Path) -> None:
    script = textwrap.dedent(PRELUDE) + textwrap.dedent("""
        with orqa.open_office("memory:", profile="thai-public-university") as office:
            for n in range(1, 120):
                receive(office, n, "ก" * 1900)
            (folder / "old.html").write_text("as it was")
            try:
                office.reports.write("received-register", "html", folder / "old.html")
            except OSError as error:
                print(error.strerror)
            print([(file.name, file.read_text()) for file in folder.iterdir()])
    """)
    told, files = isolated(script, tmp_path, size="100k").splitlines()
    assert told == "No space left on device"
    assert files == "[('old.html', 'as it was')]"


def test_a_file_that_may_not_grow_is_told(tmp_path: Path) -> None:
    """Where no disk can be mounted: the system refuses to make files larger."""
    script = textwrap.dedent(PRELUDE) + textwrap.dedent("""
        import resource
        with begin() as office:
            first = receive(office, 1)
            resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, resource.RLIM_INFINITY))
            done, told = first, None
            while told is None:
                try:
                    done = receive(office, done + 1, "ก" * 1900)
                except OrqaError as error:
                    told = error
            print(told.code)
            resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
            print(receive(office, done + 1) == done + 1, office.verify().is_sound)
    """)
    done = subprocess.run(
        [sys.executable, "-c", script, str(tmp_path)], capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines() == ["store-unavailable", "True True"]
    assert resource.getrlimit(resource.RLIMIT_FSIZE)[0] != 300_000


# ------------------------------------------------------------------ not a store


def other_program(path: Path) -> None:
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE photos (id INTEGER)")
    other.close()


def newer(path: Path) -> None:
    with orqa.open_office(f"sqlite:///{path}", profile=PROFILE) as office:
        _ = office.profile
    with sqlite3.connect(path) as other:
        other.execute("PRAGMA user_version = 99")
    other.close()


@pytest.mark.parametrize("read_only", [False, True])
@pytest.mark.parametrize(
    ("make", "error", "english", "thai"),
    [
        (
            lambda path: path.write_bytes(b"this is a letter, no database\n" * 40),
            StorageError,
            "office.db",
            "office.db",
        ),
        (other_program, StoreUnavailable, "a database of another program", "โปรแกรมอื่น"),
        (newer, StoreTooNew, "install the newer version", "รุ่นใหม่กว่า"),
        (lambda path: path.mkdir(), StoreUnavailable, "it is a folder, not a file", "เป็นโฟลเดอร์"),
    ],
    ids=["text", "another program's", "newer", "folder"],
)
def test_what_is_no_store_is_left_alone(  # noqa: PLR0917 - what is varied
    tmp_path: Path,
    make: Callable[[Path], object],
    error: type[StorageError],
    english: str,
    thai: str,
    read_only: bool,  # noqa: FBT001 - varied too
) -> None:
    path = tmp_path / "office.db"
    make(path)
    content = path.read_bytes() if path.is_file() else b""
    url = f"sqlite:///{path}"
    with orqa.open_office(url, profile=PROFILE, read_only=read_only) as office, pytest.raises(error) as caught:
        office.correspondence.entries()
    assert english in str(caught.value)
    assert thai in caught.value.message("th")
    assert content == (path.read_bytes() if path.is_file() else b"")


def test_a_mistyped_path_makes_no_file(tmp_path: Path) -> None:
    with orqa.open_office(f"sqlite:///{tmp_path}/typo.db") as office, pytest.raises(StoreUnavailable) as caught:
        office.correspondence.receive(**fields())
    assert "there is no such file" in str(caught.value)
    assert "ไม่พบแฟ้มนี้" in caught.value.message("th")
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/none/office.db"
    with orqa.open_office(url, profile=PROFILE) as office, pytest.raises(StoreUnavailable) as caught:
        _ = office.profile
    assert "none/office.db cannot be used now: its folder is not there" in str(caught.value)
    assert "ไม่พบโฟลเดอร์ของแฟ้มนี้" in caught.value.message("th")


def test_an_empty_file_is_no_office_and_may_become_one(tmp_path: Path) -> None:
    path = tmp_path / "office.db"
    path.touch()
    with orqa.open_office(f"sqlite:///{path}") as office, pytest.raises(StorageError, match="holds no"):
        office.correspondence.entries()
    assert path.stat().st_size == 0
    with orqa.open_office(f"sqlite:///{path}", profile=PROFILE) as office:
        assert office.correspondence.receive(**fields()).number == 1


# ------------------------------------------------------------------ damaged


def damage(path: Path, how: str) -> None:
    content = bytearray(path.read_bytes())
    if how == "cut":
        del content[len(content) // 2 :]
    else:
        with sqlite3.connect(path) as other:
            (page,) = other.execute("SELECT rootpage FROM sqlite_master WHERE name = ?", (how,)).fetchone()
        other.close()
        content[(page - 1) * 4096 : page * 4096] = b"\xff" * 4096
    path.write_bytes(bytes(content))


@pytest.mark.parametrize("how", ["cut", "_entry", "letter", "_letter_text_data"])
def test_a_damaged_file_is_told_as_such(path: Path, how: str) -> None:
    damage(path, how)
    with opened(path) as office, pytest.raises(StoreDamaged) as caught:  # noqa: PT012 - somewhere on the way
        office.correspondence.search("ประชุม")
        office.verify()
        office.correspondence.receive(**fields(4))
    assert "is damaged" in str(caught.value)
    assert "กู้จากสำเนาสำรอง" in caught.value.message("th")


def test_a_changed_letter_is_found(path: Path) -> None:
    with opened(path) as office:
        assert office.verify().is_sound
    with sqlite3.connect(path) as other:
        other.execute("UPDATE _entry SET body = replace(body, 'ครั้งที่ 2', 'ครั้งที่ 9') WHERE kind = 'letter'")
    other.close()
    with opened(path) as office:
        result = office.verify()
    assert not result.is_sound
    assert all(finding.message.in_language("th") != finding.message.in_language("en") for finding in result.findings)


# ------------------------------------------------------------------ killed


def test_a_program_that_is_killed_while_it_imports_leaves_a_sound_register(tmp_path: Path) -> None:
    url, file = f"sqlite:///{tmp_path}/office.db", letters(tmp_path / "a.csv", 400)
    script = textwrap.dedent("""
        import sys, orqa
        from orqa.office.correspondence import importing
        from orqa.office.tabular import importing as tabular
        tabular.BATCH = 5
        with orqa.open_office(sys.argv[1], profile="thai-public-university") as office:
            importing.import_received(office, sys.argv[2], progress=lambda rows: print(rows, flush=True))
    """)
    with subprocess.Popen([sys.executable, "-c", script, url, file], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        for _ in range(3):
            process.stdout.readline()
        process.send_signal(signal.SIGKILL)
    kept = len(numbers(tmp_path / "office.db"))
    assert 15 <= kept < 400
    assert kept % 5 == 0
    with orqa.open_office(url) as office:
        result = import_received(office, file)
        assert (result.registered, result.known) == (400 - kept, kept)
    assert numbers(tmp_path / "office.db") == list(range(1, 401))


def test_many_threads_get_numbers_without_gap_or_double(tmp_path: Path) -> None:
    given: list[int] = []
    with orqa.open_office(f"sqlite:///{tmp_path}/office.db", profile=PROFILE) as office:

        def work(first: int) -> None:
            given.extend(office.correspondence.receive(**fields(first + n)).number for n in range(8))

        threads = [threading.Thread(target=work, args=(100 * n,)) for n in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert sorted(given) == numbers(tmp_path / "office.db") == list(range(1, 33))


# ------------------------------------------------------------------ beginning an office


class Racing:
    """A store in which somebody else begins an office between our look and our write."""

    def __init__(self, store: Any, profile: str) -> None:
        self._store, self._profile = store, profile

    def __getattr__(self, name: str) -> Any:
        return getattr(self._store, name)

    def apply(self, batch: Any) -> Any:
        if self._profile:
            profile, self._profile = self._profile, ""
            _ = Office(self._store, builtin_registry(), profile, name="other").profile
        return self._store.apply(batch)


def test_of_two_that_begin_an_office_at_once_both_have_it(url: str) -> None:
    store = builtin_registry().store(url)
    with Office(Racing(store, PROFILE), builtin_registry(), PROFILE, name="office") as office:
        assert office.profile.name == PROFILE
        assert office.correspondence.receive(**fields()).number == 1
        assert office.verify().is_sound


def test_of_two_that_begin_different_offices_at_once_one_is_told(url: str) -> None:
    store = builtin_registry().store(url)
    with Office(Racing(store, "example-abroad"), builtin_registry(), PROFILE, name="office") as office:
        with pytest.raises(OtherProfile) as caught:
            _ = office.profile
        assert (caught.value.found, caught.value.asked) == ("example-abroad", PROFILE)


def test_a_store_without_an_office_asks_for_a_profile(tmp_path: Path) -> None:
    path = tmp_path / "office.db"
    SqliteStore(str(path)).ensure(())
    with orqa.open_office(f"sqlite:///{path}") as office, pytest.raises(ProfileNeeded, match=PROFILE):
        office.correspondence.entries()


# ------------------------------------------------------------------ letters that cannot be right


@pytest.mark.parametrize(
    ("changes", "code", "thai"),
    [
        ({"subject": "ก" * 1_000_000}, "letter-field-too-long", "1,000,000"),
        ({"sender": "ก" * 1_000_000}, "letter-field-too-long", "1,000,000"),
        ({"reference": "9" * 1_000_000}, "letter-field-too-long", "1,000,000"),
        ({"note": "ก" * 1_000_000}, "letter-field-too-long", "1,000,000"),
        ({"kind": "โทรเลข"}, "letter-kind-unknown", "โทรเลข"),
        ({"kind": "x" * 1_000_000}, "letter-field-too-long", "1,000,000"),
        ({"urgency": "เร็วมาก"}, "letter-urgency-unknown", "เร็วมาก"),
        ({"secrecy": "ลับที่สุด"}, "letter-secret", "ลับที่สุด"),
        ({"dated": "๓๑ กุมภาพันธ์ ๒๕๖๙"}, "letter-dated-not-understood", "๓๑ กุมภาพันธ์ ๒๕๖๙"),
        ({"dated": "1" * 1_000_000}, "letter-field-too-long", "1,000,000"),
        ({"subject": "\u200b\x00\u2060"}, "letter-field-missing", "ไม่มีเรื่อง"),
    ],
)
def test_a_letter_that_cannot_be_right_takes_no_number(
    office: Office, changes: dict[str, Any], code: str, thai: str
) -> None:
    before = office.store.checkpoint()
    with pytest.raises(LetterRefused) as caught:
        office.correspondence.receive(**fields(**changes))
    assert code in {finding.code for finding in caught.value.findings}
    assert thai in caught.value.message("th")
    assert len(str(caught.value)) < 2_000, "a message repeats no megabyte"
    assert office.store.checkpoint() == before
    assert office.correspondence.receive(**fields()).number == 1


FUTURE = ["24 พฤศจิกายน 2569", "1 มกราคม 2669", date(9999, 12, 31), datetime(9999, 12, 31, 23, 59, tzinfo=BANGKOK)]


@pytest.mark.parametrize("dated", FUTURE)
def test_a_letter_from_the_future_is_kept_and_told(office: Office, dated: Any) -> None:
    done = office.correspondence.receive(**fields(dated=dated))
    assert done.number == 1
    assert {finding.code for finding in done.findings} & {"letter-dated-in-future", "letter-dated-implausible"}
    assert done.entry.year == 2026, "the number is of the year of registering"
    assert office.verify().is_sound


@pytest.mark.parametrize("text", ["\ud800", "x\udfffy", "\x00" * 50, "\ufffe\uffff"])
def test_characters_that_no_file_can_hold_break_nothing(office: Office, text: str) -> None:
    office.correspondence.receive(**fields(subject=f"ขอเชิญ{text}ประชุม", note=text))
    assert office.verify().is_sound
    assert office.correspondence.search("ประชุม").total == 1
    office.correspondence.search(text)
    office.correspondence.find(text)


def test_numbers_beyond_any_register_are_not_found(office: Office) -> None:
    for number, year in ((2**63, None), (-(2**70), None), (1, 2**64), (0, 0)):
        with pytest.raises(LookupError):
            office.correspondence.entry(number, year)
