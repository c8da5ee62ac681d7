"""Deep verification compares what search reads with what the records say, in every store."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, ClassVar

import pytest
from attrs import evolve, field, frozen

from orqa.base.findings import Finding
from orqa.base.markers import indexed, searchable
from orqa.base.records import Record
from orqa.plugins.builtin.stores.memory import MemoryStore
from orqa.plugins.builtin.stores.sqlite import SqliteStore
from orqa.plugins.builtin.stores.sqlite_dialect import SqliteDialect
from orqa.plugins.opening import open_store
from orqa.storage import verify_search
from orqa.storage.codec import Codec
from orqa.storage.log_reader import LogReader
from orqa.storage.protocol import Access, Erase, Store
from orqa.storage.query import ALL, Query
from orqa.storage.verify import verify
from orqa.testing.stores.moving import fill
from orqa.testing.stores.setting import KINDS, note, note_ref, put
from postgresql_server import in_schema, needed, schemas


@frozen(kw_only=True)
class Note(Record):
    kind: ClassVar[str] = "note"
    subject: str | None = field(default=None, metadata=indexed() | searchable())
    number: int | None = field(default=None, metadata=indexed())
    day: str | None = field(default=None, metadata=indexed())


CODEC = Codec([Note])


@pytest.fixture(params=["memory", "sqlite", "postgresql"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """Each built-in store, empty."""
    if request.param == "postgresql":
        with schemas() as prefix, closing(open_store(in_schema(needed(), f"{prefix}_1"))) as opened:
            yield opened
        return
    with closing(MemoryStore() if request.param == "memory" else SqliteStore(str(tmp_path / "office.db"))) as opened:
        yield opened


@pytest.fixture(autouse=True)
def _small_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(SqliteDialect, "search_step", 4)


def filled(store: Store) -> Store:
    store.ensure(KINDS)
    fill(store)
    put(store, *(note(f"n{number}", subject=f"เรื่องที่ {number} two words") for number in range(9)), note("empty"))
    put(store, note("n1", 1, subject="เปลี่ยนแล้ว"), Erase(note_ref("n2"), 1, "ครบอายุ"), note("n9", subject="ท้ายสุด"))
    return store


def found(store: Store, *, deep: bool = True) -> list[Finding]:
    return list(verify(store, codec=CODEC, deep=deep).findings)


def codes(store: Store) -> dict[str, set[str]]:
    """Which findings there are, and of which records."""
    told: dict[str, set[str]] = {}
    for finding in found(store):
        told.setdefault(finding.code, set()).add(finding.record.id if finding.record else "")
    return told


def test_a_sound_store_is_deeply_sound(store: Store) -> None:
    assert found(filled(store)) == []


@contextmanager
def vandal(path: Path) -> Iterator[sqlite3.Connection]:
    connection = sqlite3.connect(path)
    with connection:
        yield connection
    connection.close()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "office.db"
    filled(SqliteStore(str(path))).close()
    return path


LOSE = (
    "INSERT INTO _note_text (_note_text, rowid, text)"
    " SELECT 'delete', recorded, _text || char(10, 10) FROM note WHERE id = 'n3'"
)
SWAP = "INSERT INTO _note_text (rowid, text) SELECT recorded, 'อื่น' || char(10, 10) FROM note WHERE id = 'n3'"
KEEP = "INSERT INTO _note_text (rowid, text) SELECT position, 'ลบแล้ว' FROM _entry WHERE id = 'n2' AND version = 1"


@pytest.mark.parametrize(
    ("statements", "expected"),
    [
        ([LOSE], {"search-misses-record": {"n3"}, "search-index-differs": {"n3"}}),
        ([SWAP], {"search-index-differs": {"n3"}}),
        ([LOSE, SWAP], {"search-misses-record": {"n3"}, "search-index-differs": {"n3"}}),
        ([KEEP], {"search-index-keeps": {""}}),
        (
            ["UPDATE note SET _text = 'อื่น' WHERE id = 'n3'"],
            {"search-text-differs": {"n3"}, "search-index-differs": {"n3"}},
        ),
        (["UPDATE note SET _text = 'ลับ' WHERE id = 'b'"], {"search-text-differs": {"b"}}),
    ],
    ids=["lost", "too-much", "another", "destroyed", "text", "restricted-text"],
)
def test_what_search_reads_is_compared_with_the_records(
    path: Path, statements: list[str], expected: dict[str, set[str]]
) -> None:
    with vandal(path) as connection:
        for statement in statements:
            connection.execute(statement)
    with closing(SqliteStore(str(path), read_only=True)) as store:
        store.ensure(KINDS)
        assert found(store, deep=False) == [], "only the deep look sees it"
        assert codes(store) == expected


def test_the_findings_say_what_and_where(path: Path) -> None:
    with vandal(path) as connection:
        connection.execute(LOSE)
        connection.execute(KEEP)
    with closing(SqliteStore(str(path))) as store:
        store.ensure(KINDS)
        messages = {finding.code: finding.message for finding in found(store)}
    misses, differs, keeps = (messages[f"search-{code}"] for code in ("misses-record", "index-differs", "index-keeps"))
    assert misses.in_language("en").startswith("note:n3 is not found by its own words")
    assert differs.in_language("th").startswith("ดัชนีค้นไม่ตรงกับข้อความของ note:n3")
    assert "of note holds a text for entry" in keeps.in_language("en")
    assert all("orqa copy" in text.in_language("th") for text in messages.values())


def test_a_text_that_is_not_the_record_s_is_found_in_any_store() -> None:
    store = MemoryStore()
    filled(store)
    history = store._state.records[note_ref("n3")]
    history.lines[0] = evolve(history.lines[0], search="อื่น")
    assert codes(store) == {"search-text-differs": {"n3"}}


class Deaf(MemoryStore):
    """Shows no texts, and its search knows nothing of n4."""

    @contextmanager
    def read(self, access: Access, after: int | None = None) -> Iterator[Any]:
        with super().read(access, after) as reader:
            yield Silent(reader)


class Silent:
    def __init__(self, reader: LogReader) -> None:
        self._reader = reader

    def __getattr__(self, name: str) -> Any:
        if name == "texts":
            raise AttributeError(name)
        return getattr(self._reader, name)

    def rows(self, kind: str, fields: Any, query: Query = ALL, order: Any = ()) -> Iterator[Any]:
        rows = self._reader.rows(kind, fields, query, order)
        return (row for row in rows if not (query.words and row[0] == "n4"))


def test_a_search_that_misses_a_record_is_found_though_nothing_shows_the_index() -> None:
    store = Deaf()
    filled(store)
    assert codes(store) == {"search-misses-record": {"n4"}}


def test_of_many_records_some_are_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(verify_search, "ASKED", 4)
    store = Deaf()
    filled(store)
    asked: list[str] = []
    finds = verify_search._finds

    def counted(reader: Any, ref: Any, text: str) -> bool:
        asked.append(ref.id)
        return finds(reader, ref, text)

    monkeypatch.setattr(verify_search, "_finds", counted)
    found(store)
    assert 4 <= len(asked) <= 5
    assert len(set(asked)) == len(asked)
