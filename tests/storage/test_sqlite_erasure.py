"""No byte of an erased record stays: not in tables, indexes, search index, free pages or log."""

import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from orqa.base.refs import RecordRef
from orqa.plugins.builtin.stores.sqlite import SqliteStore
from orqa.plugins.builtin.stores.sqlite_dialect import SqliteDialect
from orqa.storage.protocol import OPEN, SYSTEM, Batch, Erase, FieldSpec, KindSpec, Put, Touch, Write
from orqa.storage.query import contains
from orqa.storage.verify import verify

AT = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
NOTE = KindSpec("note", (FieldSpec("title"),), searchable=True)
PLAIN = KindSpec("plain", (FieldSpec("title"),))
HIDDEN = "ฃฆฌฐฒฬ"
"""Letters that no other text here has; every three of them are a piece of the search index."""


@pytest.fixture
def path(tmp_path: Path) -> str:
    return str(tmp_path / "office.db")


@pytest.fixture
def store(path: str) -> Iterator[SqliteStore]:
    store = SqliteStore(path)
    store.ensure([NOTE, PLAIN])
    yield store
    store.close()


def write(store: SqliteStore, name: str, *writes: Write) -> None:
    store.apply(Batch(name, "person:ab", "note.write", AT, writes))


def note(name: str, text: str, expected: int = 0, kind: str = "note", readers: tuple[str, ...] = ()) -> Put:
    index = {"title": f"{text}-title"}
    return Put(RecordRef(kind, name), expected, {**index, "text": text}, index, text if kind == "note" else "", readers)


def erase(name: str, expected: int, kind: str = "note") -> Erase:
    return Erase(RecordRef(kind, name), expected, "ครบอายุการเก็บ")


def pieces() -> list[bytes]:
    return [HIDDEN[place : place + 3].encode() for place in range(len(HIDDEN) - 2)]


def raw(path: str) -> bytes:
    return b"".join(file.read_bytes() for file in Path(path).parent.glob("office.db*"))


def traces(path: str) -> list[bytes]:
    return [piece for piece in (HIDDEN.encode(), *pieces()) if piece in raw(path)]


def indexed_pieces(path: str) -> set[str]:
    connection = sqlite3.connect(path)
    found = {term for (term,) in connection.execute("SELECT term FROM _note_text_pieces")}
    connection.close()
    return {piece for piece in found if set(piece) & set(HIDDEN)}


def due(path: str) -> list[tuple[str, str]]:
    connection = sqlite3.connect(path)
    found = connection.execute("SELECT name, value FROM _store").fetchall()
    connection.close()
    return found


def fill(store: SqliteStore) -> None:
    """The secret in several versions, among many others, in pages that are filled and freed again."""
    write(store, "secret", note("a", HIDDEN * 3))
    for turn in range(30):
        write(store, f"more {turn}", *(note(f"n{turn}-{n}", f"หนังสือ ที่ {turn * n} " * 5) for n in range(5)))
    write(store, "again", note("a", HIDDEN * 300, 1))
    write(store, "closed", note("a", "ปิด" + HIDDEN, 2, readers=("unit:1",)), note("p", HIDDEN, kind="plain"))
    write(store, "touched", Touch(RecordRef("note", "a"), 3))


@pytest.mark.parametrize("step", [1, SqliteDialect.search_step])
def test_no_trace_in_any_file(store: SqliteStore, path: str, monkeypatch: pytest.MonkeyPatch, step: int) -> None:
    monkeypatch.setattr(SqliteDialect, "search_step", step)
    fill(store)
    assert len(traces(path)) == len(pieces()) + 1, "the test sees what there is to see"
    assert indexed_pieces(path) == set(), "a restricted text is not in the search index"
    write(store, "destroyed", erase("a", 4), erase("p", 1, "plain"))
    assert traces(path) == []
    assert due(path) == []
    assert [finding.show() for finding in verify(store).findings] == []
    with store.read(OPEN) as reader:
        assert reader.count("note", contains("หนังสือ")) == 150


def test_no_trace_of_an_open_text_in_the_search_index(
    store: SqliteStore, path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(SqliteDialect, "search_step", 1)
    write(store, "one", note("a", HIDDEN), note("b", "อื่น"))
    assert indexed_pieces(path) > {piece.decode() for piece in pieces()}
    write(store, "two", erase("a", 1))
    assert (indexed_pieces(path), traces(path)) == (set(), [])
    with store.read(SYSTEM) as reader:
        assert [reader.count("note", contains(word)) for word in (HIDDEN, HIDDEN[:2], "อื่น", "อื")] == [0, 0, 1, 1]


def test_a_text_erased_while_it_waits_never_reaches_the_search_index(store: SqliteStore, path: str) -> None:
    write(store, "one", note("a", HIDDEN), note("b", "อื่น"))
    write(store, "two", erase("a", 1))
    assert (indexed_pieces(path), traces(path)) == (set(), [])
    write(store, "many", *(note(f"n{n}", "อื่น") for n in range(SqliteDialect.search_step)))
    assert indexed_pieces(path) == set()
    with store.read(OPEN) as reader:
        assert [reader.count("note", contains(word)) for word in (HIDDEN, "อื่น")] == [0, SqliteDialect.search_step + 1]


def test_texts_of_a_kind_that_is_not_declared_here_are_taken_up_too(store: SqliteStore, path: str) -> None:
    write(store, "one", note("a", HIDDEN))
    other = SqliteStore(path)
    other.ensure([PLAIN])
    write(other, "many", *(note(f"p{n}", "อื่น", kind="plain") for n in range(SqliteDialect.search_step)))
    other.close()
    assert indexed_pieces(path)
    with store.read(OPEN) as reader:
        assert reader.count("note", contains(HIDDEN)) == 1


@pytest.mark.parametrize("step", [1, 3, SqliteDialect.search_step])
def test_the_index_survives_many_erasures_among_other_writes(
    store: SqliteStore, monkeypatch: pytest.MonkeyPatch, step: int
) -> None:
    monkeypatch.setattr(SqliteDialect, "search_step", step)
    for turn in range(12):
        write(store, f"put {turn}", note(f"n{turn}", f"ทุน {turn} {HIDDEN}"))
        if turn % 3 == 0:
            write(store, f"erase {turn}", erase(f"n{turn}", 1))
    with store.read(OPEN) as reader:
        found = [item.ref.id for item in reader.find("note", contains("ทุน")).items]
        assert found == [f"n{turn}" for turn in range(12) if turn % 3]
        assert reader.count("note", contains(HIDDEN[2:4])) == 8


def test_an_older_snapshot_keeps_its_bytes_until_it_ends(store: SqliteStore, path: str) -> None:
    write(store, "one", note("a", HIDDEN))
    with store.read(SYSTEM) as reader:
        write(store, "two", erase("a", 1))
        assert reader.count("note", contains(HIDDEN)) == 1
        assert traces(path), "the snapshot still shows it"
        write(store, "meanwhile", note("b", "อื่น"))
        assert due(path) == [("purge/note", "2")]
    write(store, "three", note("c", "อื่น"))
    assert (traces(path), due(path)) == ([], [])


def test_closing_erases_what_a_snapshot_kept(store: SqliteStore, path: str) -> None:
    write(store, "one", note("a", HIDDEN))
    with store.read(SYSTEM):
        write(store, "two", erase("a", 1))
    store.close()
    assert traces(path) == []


def test_a_purge_that_a_crash_cut_short_is_taken_up_again(
    store: SqliteStore, path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(store, "one", note("a", HIDDEN))
    monkeypatch.setattr(store, "_purge", lambda: None)
    write(store, "two", erase("a", 1))
    assert traces(path), "as if the process had died here"
    again = SqliteStore(path)
    again.ensure([PLAIN])
    assert due(path) == [("purge/note", "2")], "whoever does not know the kind leaves it to others"
    again.ensure([NOTE])
    assert (traces(path), due(path)) == ([], [])
    again.close()


def test_reading_only_purges_nothing(store: SqliteStore, path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    write(store, "one", note("a", HIDDEN))
    monkeypatch.setattr(store, "_purge", lambda: None)
    write(store, "two", erase("a", 1))
    reader = SqliteStore(path, read_only=True)
    reader.ensure([NOTE])
    reader.close()
    assert due(path) == [("purge/note", "2")]


def test_the_same_erasure_again_purges_nothing(store: SqliteStore, path: str) -> None:
    write(store, "one", note("a", HIDDEN))
    write(store, "two", erase("a", 1))
    before = store.checkpoint()
    write(store, "two", erase("a", 1))
    assert (store.checkpoint(), due(path)) == (before, [])
