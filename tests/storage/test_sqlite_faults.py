"""What a SQLite store says when the file, the disk or another program is in the way, and what it keeps then."""

import os
import sqlite3
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from orqa.base.refs import RecordRef
from orqa.plugins.builtin.stores.sqlite import SqliteStore
from orqa.plugins.builtin.stores.sqlite_faults import fault_of
from orqa.plugins.builtin.stores.sqlite_file import MARK
from orqa.storage.errors import StorageError, StoreDamaged, StoreReadOnly, StoreTooNew, StoreUnavailable
from orqa.storage.protocol import OPEN, SYSTEM, Add, Batch, FieldSpec, Into, KindSpec, Put
from orqa.storage.query import contains, equal
from orqa.storage.verify import verify

AT = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
NOTE = KindSpec("note", (FieldSpec("number", "integer"),), searchable=True)
SERIES = "series/received/central/2026"


def registering(name: str, size: int = 1) -> Batch:
    """A batch that gives a note the next number."""
    ref = RecordRef("note", name)
    put = Put(ref, 0, {"subject": "ทุน" * size}, {}, "ทุน" * size)
    return Batch(f"batch-{name}", "person:ab", "note.write", AT, (put,), (Add(SERIES, 1, into=(Into(ref, "number"),)),))


@pytest.fixture
def path(tmp_path: Path) -> str:
    return str(tmp_path / "office.db")


def opened(path: str, **options: float | bool) -> SqliteStore:
    store = SqliteStore(path, **options)  # type: ignore[arg-type]
    store.ensure([NOTE])
    return store


@pytest.fixture
def store(path: str) -> Iterator[SqliteStore]:
    store = opened(path, timeout=0.2)
    yield store
    store.close()


def numbers(store: SqliteStore) -> list[object]:
    with store.read(SYSTEM) as reader:
        return [number for (number,) in reader.rows("note", ("number",), order=("number",))]


def speaks(error: StorageError, thai: str, english: str) -> None:
    assert thai in error.message("th"), error.message("th")
    assert english in error.message("en"), error.message("en")


# ------------------------------------------------------------------ in use, full, read-only


def test_a_file_that_another_program_keeps_locked(store: SqliteStore, path: str) -> None:
    store.apply(registering("a"))
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(StoreUnavailable) as caught:
        store.apply(registering("b"))
    speaks(
        caught.value,
        "โปรแกรมอื่นใช้งานค้างอยู่นาน 0.2 วินาที",
        "another program kept it locked for 0.2 seconds; nothing was written",
    )
    assert numbers(store) == [1], "readers are not held up"
    other.execute("COMMIT")
    assert store.apply(registering("b")).numbers == (2,), "the same batch goes through later"


def test_a_writer_that_holds_the_queue_too_long(store: SqliteStore, path: str) -> None:
    other = opened(path)
    with other._writing(), pytest.raises(StoreUnavailable) as caught:
        store.apply(registering("a"))
    speaks(caught.value, "0.2 วินาที", "0.2 seconds")
    assert store.apply(registering("a")).numbers == (1,)
    other.close()


def test_a_full_disk_loses_nothing_and_uses_up_no_number(store: SqliteStore) -> None:
    store.apply(registering("a"))
    before = store.checkpoint()
    with store._pool.connection() as connection:
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
        connection.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(StoreUnavailable) as caught:
        store.apply(registering("b", size=20_000))
    speaks(caught.value, "เนื้อที่จัดเก็บเต็ม", "the disk is full; nothing was written")
    assert (store.checkpoint(), numbers(store)) == (before, [1])
    with store._pool.connection() as connection:
        connection.execute("PRAGMA max_page_count = 1000000")
    assert store.apply(registering("b", size=20_000)).numbers == (2,)
    assert verify(store).findings == ()


def test_a_medium_that_became_read_only(store: SqliteStore) -> None:
    with store._pool.connection() as connection:
        connection.execute("PRAGMA query_only = ON")
    with pytest.raises(StoreReadOnly) as caught:
        store.apply(registering("a"))
    speaks(caught.value, "เปิดไว้อ่านอย่างเดียว", "is read-only; nothing was written")
    assert numbers(store) == []


def test_a_store_opened_read_only_leaves_every_byte(path: str) -> None:
    with opened(path)._writing():
        pass
    first = opened(path)
    first.apply(registering("a"))
    first.close()
    before = Path(path).read_bytes()
    reader = opened(path, read_only=True)
    assert numbers(reader) == [1]
    with pytest.raises(StoreReadOnly):
        reader.apply(registering("b"))
    reader.close()
    assert Path(path).read_bytes() == before


def test_a_read_only_store_shows_a_kind_that_it_lacks_as_empty(path: str) -> None:
    opened(path).close()
    reader = SqliteStore(path, read_only=True)
    reader.ensure([NOTE, KindSpec("other", (FieldSpec("x"),), searchable=True)])
    with reader.read(OPEN) as snapshot:
        assert snapshot.find("other", contains("ทุน") & equal("x", "1"), ("-x",)).items == ()
        assert (list(snapshot.rows("other", ("x",))), snapshot.count("other")) == ([], 0)
        assert snapshot.get_many([RecordRef("other", "a")]) == (None,)
        assert snapshot.count_by("other", ("x",)) == {}
    reader.close()


def test_a_file_where_nobody_can_write_is_read_without_a_file_beside_it(
    path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = opened(path)
    first.apply(registering("a"))
    first.close()
    monkeypatch.setattr(os, "access", lambda *_: False)
    reader = opened(path, read_only=True)
    assert numbers(reader) == [1]
    assert not Path(f"{path}-shm").exists()
    reader.close()


# ------------------------------------------------------------------ files that are not what they should be


def test_a_database_of_another_program_is_refused_and_left_alone(path: str) -> None:
    other = sqlite3.connect(path)
    other.execute("CREATE TABLE accounts (id)")
    other.close()
    before = Path(path).read_bytes()
    with pytest.raises(StoreUnavailable) as caught:
        opened(path)
    speaks(caught.value, "เป็นฐานข้อมูลของโปรแกรมอื่น", "it is a database of another program; choose another file")
    assert Path(path).read_bytes() == before


def test_a_marked_database_without_tables_is_another_program_s(path: str) -> None:
    other = sqlite3.connect(path)
    other.execute("PRAGMA application_id = 7")
    other.close()
    with pytest.raises(StoreUnavailable, match="another program"):
        opened(path)


def test_a_layout_of_a_newer_orqa_is_refused(path: str) -> None:
    opened(path).close()
    other = sqlite3.connect(path)
    assert other.execute("PRAGMA application_id").fetchone() == (MARK,)
    other.execute("PRAGMA user_version = 99")
    other.close()
    with pytest.raises(StoreTooNew) as caught:
        opened(path)
    speaks(caught.value, "รุ่นโครงสร้าง 99", "at schema 99, this program knows up to 1; install the newer version")


def test_a_file_that_is_no_database(path: str) -> None:
    Path(path).write_bytes(b"%PDF-1.7 " * 1000)
    with pytest.raises(StoreDamaged) as caught:
        opened(path)
    speaks(caught.value, "SQLite แจ้งว่า file is not a database", "SQLite says: file is not a database; restore a backup")
    assert Path(path).read_bytes().startswith(b"%PDF")


def test_a_damaged_file(path: str) -> None:
    store = opened(path)
    store.apply(Batch("many", "system", "note.import", AT, tuple(registering(str(n), 9).writes[0] for n in range(300))))
    store.close()
    content = bytearray(Path(path).read_bytes())
    content[4096 * 2 :] = os.urandom(len(content) - 4096 * 2)
    Path(path).write_bytes(content)
    damaged = SqliteStore(path)
    with pytest.raises(StoreDamaged) as caught:
        damaged.ensure([NOTE])
    speaks(caught.value, "ให้กู้จากสำเนาสำรองแล้วสั่ง orqa verify", "restore a backup and run: orqa verify")
    damaged.close()


@pytest.mark.parametrize("body", ["'{'", "NULL", "x'ff'", "CAST(x'ff22' AS TEXT)"])
def test_a_body_that_is_none_is_named(store: SqliteStore, path: str, body: str) -> None:
    store.apply(registering("a"))
    vandal = sqlite3.connect(path)
    vandal.execute(f"UPDATE _entry SET body = {body} WHERE id = 'a'")
    vandal.commit()
    vandal.close()
    with store.read(SYSTEM) as reader, pytest.raises(StoreDamaged):
        reader.get_many([RecordRef("note", "a")])


@pytest.mark.parametrize(
    "change", ["op = 'steal'", "kind = 'No Kind'", "id = ''", "version = 'one'", "readers = x'ff'", "salt = x'00'"]
)
def test_an_entry_that_no_store_wrote_is_named(store: SqliteStore, path: str, change: str) -> None:
    store.apply(registering("a"))
    vandal = sqlite3.connect(path)
    vandal.execute(f"UPDATE _entry SET {change} WHERE position = 1")
    vandal.commit()
    vandal.close()
    with pytest.raises(StoreDamaged) as caught:
        store.journal()
    speaks(caught.value, "อ่านสมุดบันทึกลำดับ 1 ไม่ได้", "entry 1 of the journal cannot be read")


def test_a_table_that_somebody_dropped(store: SqliteStore, path: str) -> None:
    vandal = sqlite3.connect(path)
    vandal.execute("DROP TABLE note")
    vandal.close()
    with pytest.raises(StoreDamaged, match="no such table"):
        numbers(store)
    with pytest.raises(StoreDamaged, match="no such table"):
        store.apply(registering("a"))
    assert store.checkpoint().position == 0


@pytest.mark.parametrize("options", [{"read_only": True}, {}])
def test_a_folder_that_does_not_exist(tmp_path: Path, options: dict[str, bool]) -> None:
    with pytest.raises(StoreUnavailable):
        opened(str(tmp_path / "absent" / "office.db"), **options)
    assert not (tmp_path / "absent").exists()


def test_reading_only_makes_no_file(path: str) -> None:
    with pytest.raises(StoreUnavailable) as caught:
        opened(path, read_only=True)
    speaks(caught.value, "ไม่พบแฟ้มนี้", "there is no such file")
    assert not Path(path).exists()
    Path(path).touch()
    with pytest.raises(StoreUnavailable, match="holds no records yet"):
        opened(path, read_only=True)


@pytest.mark.parametrize("name", ["ปี ๒๕๖๙.db", "a?b=c#d%20e.db", "with 'quotes\".db", "-dash.db"])
def test_any_file_name_will_do(tmp_path: Path, name: str) -> None:
    store = opened(str(tmp_path / name))
    store.apply(registering("a"))
    store.close()
    assert (tmp_path / name).stat().st_size > 0
    again = opened(str(tmp_path / name))
    assert numbers(again) == [1]
    again.close()


def test_nothing_is_opened_before_the_first_use(path: str) -> None:
    SqliteStore(path).close()
    assert not Path(path).exists()


def test_an_old_sqlite_is_told_apart(path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite3, "sqlite_version_info", (3, 34, 1))
    with pytest.raises(StoreUnavailable) as caught:
        opened(path)
    speaks(caught.value, "ต้องใช้ SQLite 3.35.0 ขึ้นไป", "SQLite 3.35.0 or newer is needed")


# ------------------------------------------------------------------ codes


@pytest.mark.parametrize(
    ("code", "kind", "english"),
    [
        (sqlite3.SQLITE_BUSY, StoreUnavailable, "locked for 3 seconds"),
        (sqlite3.SQLITE_BUSY_SNAPSHOT, StoreUnavailable, "locked for 3 seconds"),
        (sqlite3.SQLITE_IOERR_WRITE, StoreUnavailable, "SQLite says: x"),
        (sqlite3.SQLITE_CANTOPEN, StoreUnavailable, "SQLite says: x"),
        (sqlite3.SQLITE_FULL, StoreUnavailable, "the disk is full"),
        (sqlite3.SQLITE_READONLY_DBMOVED, StoreReadOnly, "read-only"),
        (sqlite3.SQLITE_CORRUPT_VTAB, StoreDamaged, "SQLite says: x"),
        (sqlite3.SQLITE_CONSTRAINT_UNIQUE, StoreDamaged, "SQLite says: x"),
    ],
)
def test_codes_of_sqlite(code: int, kind: type[StorageError], english: str) -> None:
    error = sqlite3.OperationalError("x")
    error.sqlite_errorcode = code
    found = fault_of(error, "sqlite:///x", 3)
    assert type(found) is kind
    assert english in str(found)


@pytest.mark.parametrize(
    ("error", "kind", "english"),
    [
        (sqlite3.ProgrammingError("Cannot operate on a closed database."), StoreUnavailable, "closed database"),
        (sqlite3.OperationalError("Could not decode to UTF-8"), StoreDamaged, "UTF-8"),
        (PermissionError(13, "denied"), StoreReadOnly, "read-only"),
        (OSError(30, "Read-only file system"), StoreReadOnly, "read-only"),
        (OSError(28, "No space left on device"), StoreUnavailable, "the disk is full"),
        (OSError(5, "Input/output error"), StoreUnavailable, "Input/output error"),
        (TimeoutError("queue"), StoreUnavailable, "locked for 3 seconds"),
    ],
)
def test_errors_without_a_code(error: Exception, kind: type[StorageError], english: str) -> None:
    found = fault_of(error, "sqlite:///x", 3)
    assert type(found) is kind
    assert english in str(found)


# ------------------------------------------------------------------ threads and processes


def test_threads_that_come_and_go_share_a_connection(store: SqliteStore) -> None:
    for turn in range(20):
        thread = threading.Thread(target=store.apply, args=(registering(str(turn)),))
        thread.start()
        thread.join()
    assert numbers(store) == list(range(1, 21))
    assert len(store._pool._idle) == 1
    store.close()
    assert store._pool._idle == []


def test_a_stream_that_outlives_its_snapshot_says_so(store: SqliteStore) -> None:
    store.apply(registering("a"))
    with store.read(SYSTEM) as reader:
        rows = reader.rows("note", ("id",))
        begun = reader.rows("note", ("id",))
        assert next(begun) == ("a",)
    for stream in (rows, begun):
        with pytest.raises(StoreUnavailable) as caught:
            next(stream)
        speaks(caught.value, "ปิดการอ่านครั้งนี้ไปแล้ว", "this snapshot is closed")
    with pytest.raises(StoreUnavailable):
        reader.count("note")


def test_what_a_block_raises_is_left_as_it_is(store: SqliteStore) -> None:
    with pytest.raises(sqlite3.OperationalError, match="mine"), store.read(SYSTEM):
        raise sqlite3.OperationalError("mine")


def test_a_token_that_the_journal_has_not_reached(store: SqliteStore) -> None:
    token = store.apply(registering("a")).token
    with pytest.raises(StoreUnavailable) as caught, store.read(SYSTEM, after=token + 1):
        pass
    speaks(caught.value, "สมุดบันทึกมีถึงลำดับ 2 แต่ขอลำดับ 3", "its journal ends at 2, 3 was asked for")
