"""Bodies that are kept as they were digested are not read to be verified; what is found is the same."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, nullcontext
from pathlib import Path

import pytest

from orqa.plugins.builtin.stores.sqlite import SqliteStore
from orqa.plugins.opening import open_store
from orqa.storage.chain import canonical
from orqa.storage.protocol import OPEN, SYSTEM, Access, Op, SpelledReader, SpelledStore
from orqa.storage.sql import journal
from orqa.storage.sql.store import SqlStore
from orqa.storage.verify import Verification, verify
from orqa.testing.stores.moving import OLD, fill
from orqa.testing.stores.setting import KINDS, note_ref
from postgresql_server import in_schema, needed, schemas


class ReadStore(SqliteStore):
    """Shows no spelling, as other stores do."""

    spelled = None  # type: ignore[assignment]


@pytest.fixture(params=["sqlite", "postgresql"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[SqlStore]:
    with schemas() if request.param == "postgresql" else nullcontext("") as schema:
        url = in_schema(needed(), schema) if schema else f"sqlite:///{tmp_path}/office.db"
        with closing(open_store(url)) as opened:
            assert isinstance(opened, SqlStore)
            opened.ensure(KINDS)
            fill(opened)
            yield opened


def test_the_spelled_journal_is_the_journal(store: SqlStore) -> None:
    assert isinstance(store, SpelledStore)
    for (entry, text), read in zip(store.spelled(), store.journal(), strict=True):
        assert text == (None if read.body is None else canonical(read.body))
        assert (entry.position, entry.chain, entry.readers) == (read.position, read.chain, read.readers)
        assert entry.body == (read.body if read.body is None or read.op is Op.ADDS else {})
    assert [entry.position for entry, _ in store.spelled(3, 2)] == [4, 5]


@pytest.mark.parametrize("access", [SYSTEM, OPEN, Access.of(*OLD)], ids=["all", "open", "some"])
def test_spelled_records_are_those_that_are_seen(store: SqlStore, access: Access) -> None:
    refs = [*map(note_ref, ("c", "a", "absent", "b", "d", "e"))]
    with store.read(access) as reader:
        assert isinstance(reader, SpelledReader)
        read = reader.get_many(refs)
        spelled = reader.spelled_many(refs)
    assert spelled == tuple(one and (one.version, one.readers, canonical(one.body)) for one in read)


def findings(path: Path, kind: type[SqliteStore]) -> Verification:
    with closing(kind(str(path))) as store:
        store.ensure(KINDS)
        return verify(store)


DAMAGE = {
    "none": "SELECT 1",
    "a body": """UPDATE _entry SET body = '{"subject":"ปลอม"}' WHERE position = 1""",
    "a body's spelling alone": "UPDATE _entry SET body = replace(body, ':', ' : ') WHERE op = 'put'",
    "a digest": "UPDATE _entry SET digest = 'x' WHERE position = 2",
    "a body that is gone": "UPDATE _entry SET body = NULL WHERE position = 1",
    "a version": "UPDATE note SET version = 7 WHERE id = 'a'",
    "readers": "UPDATE note SET _readers = 'unit:9' WHERE id = 'b'",
    "what a record shows": "UPDATE note SET _content = 1 WHERE id = 'b'",
    "a record": "DELETE FROM note WHERE id = 'b'",
}


@pytest.mark.parametrize("damage", DAMAGE)
def test_the_same_damage_is_found(tmp_path: Path, damage: str) -> None:
    path = tmp_path / "office.db"
    with closing(SqliteStore(str(path))) as store:
        store.ensure(KINDS)
        fill(store)
    with closing(sqlite3.connect(path, isolation_level=None)) as vandal:
        vandal.execute(DAMAGE[damage])
    spelled, read = findings(path, SqliteStore), findings(path, ReadStore)
    assert spelled == read
    assert spelled.is_sound is (damage in {"none", "a body's spelling alone"})


def test_bodies_that_are_as_written_are_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with closing(SqliteStore(str(tmp_path / "office.db"))) as store:
        store.ensure(KINDS)
        fill(store)
        read: list[str] = []
        body_of = journal.body_of
        monkeypatch.setattr(journal, "body_of", lambda *told: (read.append(told[2]), body_of(*told))[1])
        assert verify(store).is_sound
    assert {where.partition(":")[0] for where in read} == {"batch"}
