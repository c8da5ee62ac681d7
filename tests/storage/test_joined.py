"""What a store in another program's transaction owes to that program, and what it needs of it."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from threading import Event, Thread
from typing import Any

import pytest

from orqa.base.refs import RecordRef
from orqa.plugins.opening import open_store
from orqa.storage.errors import (
    Conflict,
    JoiningRefused,
    NotWhileJoined,
    Refused,
    StoreReadOnly,
    StoreUnavailable,
)
from orqa.storage.protocol import SYSTEM, Add, Batch, Erase, FieldSpec, Into, KindSpec, Put, Store
from orqa.storage.query import contains
from orqa.storage.verify import verify
from postgresql_server import in_schema, needed, schemas

NOTE = KindSpec("note", (FieldSpec("title"), FieldSpec("number", "integer")), searchable=True)
AT = datetime(2026, 11, 23, tzinfo=UTC)


def batch(name: str, series: str = "series/a", text: str = "ทดสอบ") -> Batch:
    ref = RecordRef("note", name)
    put = Put(ref, 0, {"title": name, "number": None}, {"title": name}, text)
    return Batch(f"batch-{name}", "system", "test", AT, (put,), (Add(series, 1, None, (Into(ref, "number"),)),))


def nothing(do: Callable[[], object]) -> None:
    del do


class TestSqlite:
    @pytest.fixture
    def path(self, tmp_path: Path) -> Path:
        return tmp_path / "office.db"

    @pytest.fixture
    def store(self, path: Path) -> Iterator[Any]:
        with closing(open_store(f"sqlite:///{path}")) as store:
            store.ensure([NOTE])
            yield store

    @pytest.fixture
    def host(self, path: Path, store: Store) -> Iterator[sqlite3.Connection]:
        del store
        with closing(sqlite3.connect(path, isolation_level=None, timeout=0.1)) as host:
            yield host

    def test_the_hosts_own_rows_do_not_disturb(self, store: Any, host: sqlite3.Connection) -> None:
        host.row_factory = lambda _, row: {"odd": row}
        host.execute("BEGIN IMMEDIATE")
        joined = store.joined(host, nothing)
        assert joined.apply(batch("one")).numbers == (1,)
        with joined.read(SYSTEM) as reader:
            assert reader.count("note", contains("ทดสอบ")) == 1
            assert list(reader.rows("note", ["title", "number"])) == [("one", 1)]
        assert host.execute("SELECT 1").fetchone() == {"odd": (1,)}
        host.execute("COMMIT")
        assert verify(store).is_sound

    @pytest.mark.parametrize("setting", [0, 1, 2])
    def test_settings_are_as_the_host_left_them(self, store: Any, host: sqlite3.Connection, setting: int) -> None:
        host.execute(f"PRAGMA secure_delete = {['OFF', 'ON', 'FAST'][setting]}")
        host.execute("BEGIN IMMEDIATE")
        joined = store.joined(host, nothing)
        joined.apply(batch("one"))
        with pytest.raises(Conflict):
            joined.apply(Batch("again", "system", "test", AT, batch("one").writes))
        host.execute("COMMIT")
        assert host.execute("PRAGMA secure_delete").fetchone() == (setting,)

    def test_what_is_erased_there_is_gone_from_the_file(self, store: Any, host: sqlite3.Connection, path: Path) -> None:
        host.execute("PRAGMA secure_delete = OFF")
        store.apply(batch("one", text="ความลับมาก"))
        later: list[Callable[[], object]] = []
        host.execute("BEGIN IMMEDIATE")
        store.joined(host, later.append).apply(
            Batch("erase", "system", "test", AT, (Erase(RecordRef("note", "one"), 1, "test"),))
        )
        host.execute("COMMIT")
        (purge,) = later
        purge()
        files = b"".join(found.read_bytes() for found in path.parent.iterdir())
        assert "ความลับ".encode() not in files

    def test_a_transaction_that_read_an_older_state_is_told_to_begin_anew(
        self, store: Any, host: sqlite3.Connection
    ) -> None:
        host.execute("BEGIN")
        host.execute("SELECT * FROM _cell").fetchall()
        store.apply(batch("one"))
        joined = store.joined(host, nothing)
        with pytest.raises(StoreUnavailable) as caught:
            joined.apply(batch("two"))
        assert "BEGIN IMMEDIATE" in caught.value.message("en")
        assert "ให้ยกเลิกแล้วเริ่มใหม่ด้วย BEGIN IMMEDIATE" in caught.value.message("th")
        assert host.in_transaction

    def test_another_file_is_refused(self, store: Any, tmp_path: Path) -> None:
        for place in (tmp_path / "other.db", ":memory:"):
            with closing(sqlite3.connect(place, isolation_level=None)) as other:
                other.execute("BEGIN")
                with pytest.raises(JoiningRefused, match="another database or file"):
                    store.joined(other, nothing)

    def test_text_as_bytes_is_refused(self, store: Any, host: sqlite3.Connection) -> None:
        host.text_factory = bytes
        host.execute("BEGIN IMMEDIATE")
        with pytest.raises(JoiningRefused, match="text_factory"):
            store.joined(host, nothing)

    def test_no_transaction_is_refused(self, store: Any, host: sqlite3.Connection) -> None:
        with pytest.raises(JoiningRefused, match="begin one first"):
            store.joined(host, nothing)

    def test_a_kind_that_the_store_does_not_know_is_refused(self, store: Any, host: sqlite3.Connection) -> None:
        host.execute("BEGIN IMMEDIATE")
        joined = store.joined(host, nothing)
        joined.ensure([NOTE])
        with pytest.raises(NotWhileJoined, match="ensure"):
            joined.ensure([NOTE, KindSpec("other")])
        with pytest.raises(NotWhileJoined, match="settled"):
            joined.settled(SYSTEM)
        with pytest.raises(NotWhileJoined, match="load"):
            joined.load([], lambda stored: stored)

    def test_a_read_only_store_writes_nothing_there(self, path: Path, host: sqlite3.Connection) -> None:
        with closing(open_store(f"sqlite:///{path}", read_only=True)) as store:
            store.ensure([NOTE])
            host.execute("BEGIN IMMEDIATE")
            with pytest.raises(StoreReadOnly):
                store.joined(host, nothing).apply(batch("one"))  # type: ignore[attr-defined]


class TestPostgresql:
    @pytest.fixture
    def url(self) -> Iterator[str]:
        with schemas() as prefix:
            yield in_schema(needed(), prefix)

    @pytest.fixture
    def store(self, url: str) -> Iterator[Any]:
        with closing(open_store(url)) as store:
            store.ensure([NOTE])
            yield store

    @contextmanager
    def connected(self, **more: Any) -> Iterator[Any]:
        import psycopg

        with closing(psycopg.connect(needed(), **more)) as host:
            yield host

    @pytest.mark.parametrize("more", [{}, {"autocommit": True}], ids=["implicit", "autocommit"])
    def test_the_hosts_settings_are_as_before_and_do_not_disturb(self, store: Any, more: dict[str, Any]) -> None:
        import psycopg
        from psycopg.rows import dict_row

        class Odd(psycopg.adapt.Loader):
            def load(self, data: Any) -> Any:
                return ("odd", bytes(data))

        class OddText(psycopg.adapt.Dumper):
            def dump(self, obj: Any) -> Any:
                del obj
                return b"odd"

        with self.connected(row_factory=dict_row, cursor_factory=psycopg.ClientCursor, **more) as host:
            host.execute("SET search_path = pg_catalog, public; SET lock_timeout = 4321")
            host.commit()
            for kind in ("text", "int8", "int4"):
                host.adapters.register_loader(kind, Odd)
            host.adapters.register_dumper(str, OddText)
            with host.transaction():
                host.execute("SET LOCAL lock_timeout = 1234")
                joined = store.joined(host, nothing)
                assert joined.apply(batch("one")).numbers == (1,)
                with joined.read(SYSTEM) as reader:
                    streamed = reader.rows("note", ["title", "number"])
                    assert next(iter(streamed)) == ("one", 1)
                    assert reader.count("note", contains("ทดสอบ")) == 1
                    assert reader.cells() == {"series/a": 1}
                with pytest.raises(Conflict):
                    joined.apply(Batch("again", "system", "test", AT, batch("one").writes))
                shown = host.execute("SHOW lock_timeout").fetchone(), host.execute("SHOW search_path").fetchone()
                assert shown == (
                    {"lock_timeout": ("odd", b"1234ms")},
                    {"search_path": ("odd", b"pg_catalog, public")},
                )
            assert host.execute("SHOW lock_timeout").fetchone() == {"lock_timeout": ("odd", b"4321ms")}
        assert verify(store).is_sound

    @pytest.mark.parametrize("level", ["READ COMMITTED", "REPEATABLE READ", "SERIALIZABLE"])
    def test_every_isolation_level_will_do(self, store: Any, level: str) -> None:
        with self.connected(autocommit=True) as host:
            for name in ("one", "two"):
                host.execute(f"BEGIN ISOLATION LEVEL {level}")
                store.joined(host, nothing).apply(batch(name))
                host.execute("COMMIT")
        assert store.checkpoint().position == 4
        assert verify(store).is_sound

    @pytest.mark.parametrize("level", ["REPEATABLE READ", "SERIALIZABLE"])
    def test_a_strict_transaction_that_was_too_slow_is_told_to_begin_anew(self, store: Any, level: str) -> None:
        store.apply(batch("one"))
        with self.connected(autocommit=True) as host:
            host.execute(f"BEGIN ISOLATION LEVEL {level}")
            host.execute("SELECT 1")
            joined = store.joined(host, nothing)
            store.apply(batch("two"))
            with pytest.raises(StoreUnavailable) as caught:
                joined.apply(batch("three"))
            assert "repeat it" in caught.value.message("en")
            assert "แล้วทำใหม่" in caught.value.message("th")
            assert host.execute("SELECT 1").fetchone() == (1,)
            host.execute("ROLLBACK")

    def test_a_batch_that_another_program_writes_meanwhile_is_found(self, store: Any) -> None:
        with self.connected() as host:
            joined = store.joined(host, nothing)
            waiting = Event()
            other: list[Any] = []

            def same() -> None:
                waiting.set()
                other.append(store.apply(batch("one")))

            first = joined.apply(batch("one"))
            thread = Thread(target=same)
            thread.start()
            waiting.wait()
            host.commit()
            thread.join()
            assert other == [first]
            assert joined.apply(batch("one")) == first
            host.commit()
        assert verify(store).is_sound

    def test_an_open_transaction_keeps_its_own_series_only_and_says_so(self, store: Any, url: str) -> None:
        with closing(open_store(url)) as other, self.connected() as host:
            other._server = other._pool._server = _impatient(other._server)  # type: ignore[attr-defined]
            other._postgresql.timeout = 0.2  # type: ignore[attr-defined]
            other.ensure([NOTE])
            assert store.joined(host, nothing).apply(batch("one", "series/a")).numbers == (1,)
            assert other.apply(batch("two", "series/b")).numbers == (1,)
            assert other.checkpoint().position == 2
            with pytest.raises(StoreUnavailable) as caught:
                other.apply(batch("three", "series/a"))
            assert "locked for 0.2 seconds" in caught.value.message("en")
            host.rollback()
            assert other.apply(batch("three", "series/a")).numbers == (1,)
        assert verify(store).is_sound

    def test_a_host_that_waits_in_vain_can_go_on(self, url: str, store: Any) -> None:
        with closing(open_store(url)) as patient, self.connected() as first, self.connected() as second:
            patient._server = _impatient(patient._server)  # type: ignore[attr-defined]
            patient.ensure([NOTE])
            store.joined(first, nothing).apply(batch("one", "series/a"))
            joined = patient.joined(second, nothing)  # type: ignore[attr-defined]
            with pytest.raises(StoreUnavailable, match="locked"):
                joined.apply(batch("two", "series/a"))
            assert joined.apply(batch("two", "series/b")).numbers == (1,)
            second.commit()
            first.commit()
        assert verify(store).is_sound

    def test_a_refused_cell_leaves_the_transaction_usable(self, store: Any) -> None:
        with self.connected() as host:
            joined = store.joined(host, nothing)
            with pytest.raises(Refused):
                joined.apply(Batch("spend", "system", "test", AT, (), (Add("money", -5, 0),)))
            assert joined.apply(batch("one")).numbers == (1,)
            host.commit()
        assert verify(store).is_sound

    def test_another_database_is_refused(self, store: Any) -> None:
        import psycopg

        with (
            closing(psycopg.connect(needed(), dbname="postgres")) as other,
            pytest.raises(JoiningRefused, match="another database or file"),
        ):
            store.joined(other, nothing)

    def test_no_connection_of_the_stores_own_is_needed(self, store: Any, monkeypatch: pytest.MonkeyPatch) -> None:
        """Behind a pooler whose connections all serve transactions that are open, there would be none."""
        monkeypatch.setattr(store._pool, "_take", lambda: pytest.fail("asked for another connection"))
        with self.connected() as host:
            joined = store.joined(host, nothing)
            joined.apply(batch("one"))
            with joined.read(SYSTEM) as reader:
                assert reader.count("note") == 1

    def test_a_server_that_was_started_anew_is_known_again(self, store: Any) -> None:
        store._set_up.where = ("campus", 1, "before")
        with self.connected() as host:
            assert store.joined(host, nothing).apply(batch("one")).numbers == (1,)

    def test_a_failed_transaction_is_refused(self, store: Any) -> None:
        import psycopg

        with self.connected() as host:
            joined = store.joined(host, nothing)
            with pytest.raises(psycopg.Error):
                host.execute("SELECT 1 / 0")
            with pytest.raises(JoiningRefused, match="failed"):
                joined.apply(batch("one"))


def _impatient(server: Any) -> Any:
    from attrs import evolve

    return evolve(server, timeout=0.2)
