"""The store keeps the promises of stores, at its capabilities."""

# ruff: noqa: S101, D101, D102 - tests
import itertools
import json
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from orqa_store_jsonfolder.store import JsonFolderStore

from orqa.base.refs import RecordRef
from orqa.storage.protocol import Body, Store
from orqa.testing import StoreContract
from orqa.testing.memory import MemoryBackDoor


class FolderBackDoor(MemoryBackDoor):
    """Reads the files; forges them and what the store holds, as a file is only read once."""

    def __init__(self, store: JsonFolderStore) -> None:
        super().__init__(store)
        self._path = store.folder.path

    def body(self, ref: RecordRef) -> Body | None:
        entries = [item for _, _, item in self._entries(ref)]
        return entries[-1]["body"] if entries else None

    def forge(self, ref: RecordRef, body: Body) -> None:
        super().forge(ref, body)
        path, document, item = self._entries(ref)[-1]
        item["body"] = dict(body)
        path.write_text(json.dumps(document, ensure_ascii=False), encoding="utf-8")

    def raw(self) -> bytes:
        return b"".join(path.read_bytes() for path in self._path.rglob("*") if path.is_file()) + super().raw()

    def _entries(self, ref: RecordRef) -> list[tuple[Path, Any, Any]]:
        found = []
        for path in sorted((self._path / "journal").glob("*.json")):
            document = json.loads(path.read_text(encoding="utf-8"))
            wanted = (ref.kind, ref.id, "put")
            items = [item for item in document["entries"] if (item["kind"], item["id"], item["op"]) == wanted]
            found += [(path, document, item) for item in items]
        return found


class TestContract(StoreContract):
    machine_examples = 15
    parent: Path

    @pytest.fixture(autouse=True)
    def _in(self, tmp_path: Path) -> None:
        self.parent = tmp_path
        self.serial = itertools.count()

    def open_store(self) -> JsonFolderStore:
        return JsonFolderStore(self.parent / str(next(self.serial)))

    def reopen(self, store: Store) -> Store:
        store.close()
        return self.open_second(store)

    def open_second(self, store: Store) -> JsonFolderStore:
        return JsonFolderStore(self._path(store))

    def open_read_only(self, store: Store) -> JsonFolderStore:
        return JsonFolderStore(self._path(store), read_only=True)

    def opener(self, store: Store) -> partial[JsonFolderStore]:
        return partial(JsonFolderStore, self._path(store))

    def back_door(self, store: Store) -> FolderBackDoor:
        assert isinstance(store, JsonFolderStore)
        return FolderBackDoor(store)

    @staticmethod
    def _path(store: Store) -> Path:
        assert isinstance(store, JsonFolderStore)
        return store.folder.path
