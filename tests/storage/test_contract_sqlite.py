"""The SQLite store keeps every promise of the contract."""

import json
import sqlite3
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from orqa.base.refs import RecordRef
from orqa.plugins.builtin.stores.sqlite import SqliteStore
from orqa.plugins.builtin.stores.sqlite_dialect import SqliteDialect
from orqa.storage.protocol import Store
from orqa.testing import StoreContract


class SqliteBackDoor:
    """Reads and writes the file past the store."""

    def __init__(self, path: str) -> None:
        self._path = path

    def body(self, ref: RecordRef) -> Mapping[str, Any] | None:
        connection = sqlite3.connect(self._path)
        found = connection.execute(
            "SELECT body FROM _entry WHERE kind = ? AND id = ? AND op = 'put' ORDER BY version DESC LIMIT 1",
            (ref.kind, ref.id),
        ).fetchone()
        connection.close()
        return json.loads(found[0]) if found and found[0] is not None else None

    def forge(self, ref: RecordRef, body: Mapping[str, Any]) -> None:
        connection = sqlite3.connect(self._path)
        connection.execute(
            "UPDATE _entry SET body = ?1 WHERE kind = ?2 AND id = ?3 AND version ="
            " (SELECT max(version) FROM _entry WHERE kind = ?2 AND id = ?3 AND op = 'put')",
            (json.dumps(body, ensure_ascii=False), ref.kind, ref.id),
        )
        connection.commit()
        connection.close()

    def raw(self) -> bytes:
        return b"".join(path.read_bytes() for path in sorted(Path(self._path).parent.glob("*")))


def path_of(store: Store) -> str:
    assert isinstance(store, SqliteStore)
    return store._file.path


class TestSqlite(StoreContract):
    _folder: Path
    _count = 0

    @pytest.fixture(autouse=True)
    def _in(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self._folder = tmp_path
        monkeypatch.setattr(SqliteDialect, "search_step", 5)  # small, so that few records show both sides of a step

    def open_store(self) -> SqliteStore:
        self._count += 1
        folder = self._folder / str(self._count)
        folder.mkdir()
        return SqliteStore(str(folder / "office.db"))

    def reopen(self, store: Store) -> SqliteStore:
        store.close()
        return self.open_second(store)

    def open_second(self, store: Store) -> SqliteStore:
        return SqliteStore(path_of(store))

    def open_read_only(self, store: Store) -> SqliteStore:
        return SqliteStore(path_of(store), read_only=True)

    def opener(self, store: Store) -> partial[SqliteStore]:
        return partial(SqliteStore, path_of(store))

    def back_door(self, store: Store) -> SqliteBackDoor:
        return SqliteBackDoor(path_of(store))
