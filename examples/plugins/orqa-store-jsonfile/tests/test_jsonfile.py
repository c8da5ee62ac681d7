"""The store keeps the promises of stores, and what a file of its own adds to them."""

# ruff: noqa: S101, D101, D102, D103 - tests; a back door looks inside
import itertools
import json
from pathlib import Path
from typing import Any

import orqa_store_jsonfile
import pytest
from orqa_store_jsonfile.store import JsonFileStore

from orqa.base.refs import RecordRef
from orqa.plugins.opening import open_office
from orqa.storage.errors import StoreDamaged, StoreUnavailable
from orqa.storage.protocol import Body, Store
from orqa.storage.verify import verify
from orqa.testing import StoreContract
from orqa.testing.memory import MemoryBackDoor

LETTER = {"subject": "ขอเชิญประชุม", "sender": "กองกลาง", "reference": "อว 0655.08/12", "dated": "12 ม.ค. 2568"}


class FileBackDoor(MemoryBackDoor):
    """Reads the file; forges what the store holds, as the file is only read when it is opened."""

    def __init__(self, store: JsonFileStore) -> None:
        super().__init__(store)
        self._path = store.path

    def body(self, ref: RecordRef) -> Body | None:
        latest: Any = None
        for line in self._path.read_text(encoding="utf-8").splitlines():
            for item in json.loads(line).get("batch", ()):
                entry = item["entry"]
                if (entry["kind"], entry["id"], entry["op"]) == (ref.kind, ref.id, "put"):
                    latest = json.loads(item["text"] or "null")
        return latest  # type: ignore[no-any-return]

    def raw(self) -> bytes:
        return b"".join(path.read_bytes() for path in self._path.parent.iterdir()) + super().raw()


class TestContract(StoreContract):
    machine_examples = 15
    folder: Path

    @pytest.fixture(autouse=True)
    def _in(self, tmp_path: Path) -> None:
        self.folder = tmp_path
        self.serial = itertools.count()

    def open_store(self) -> JsonFileStore:
        folder = self.folder / str(next(self.serial))
        folder.mkdir()
        return JsonFileStore(folder / "office.jsonl")

    def reopen(self, store: Store) -> JsonFileStore:
        assert isinstance(store, JsonFileStore)
        store.close()
        return JsonFileStore(store.path)

    def open_read_only(self, store: Store) -> JsonFileStore:
        assert isinstance(store, JsonFileStore)
        return JsonFileStore(store.path, read_only=True)

    def back_door(self, store: Store) -> FileBackDoor:
        assert isinstance(store, JsonFileStore)
        return FileBackDoor(store)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A file with an office of three letters in it."""
    with open_office(f"jsonfile:///{tmp_path}/office.jsonl", "national", plugins=[orqa_store_jsonfile]) as office:
        for _ in range(3):
            office.correspondence.receive(**LETTER)  # type: ignore[arg-type]
    return tmp_path / "office.jsonl"


def test_an_office_is_found_again(path: Path) -> None:
    with open_office(f"jsonfile:///{path}", plugins=[orqa_store_jsonfile]) as office:
        assert office.correspondence.receive(**LETTER).number == 4  # type: ignore[arg-type]
        assert office.correspondence.search("ขอเชิญ").total == 4
        assert office.verify().findings == ()


def test_one_program_writes_at_a_time(path: Path) -> None:
    first = JsonFileStore(path)
    with pytest.raises(StoreUnavailable, match="another program has it open to write"):
        JsonFileStore(path)
    JsonFileStore(path, read_only=True).close()
    first.close()
    JsonFileStore(path).close()


@pytest.mark.parametrize("lost", [1, 2, 100])
def test_a_batch_that_a_crash_tore_off_is_dropped(path: Path, lost: int) -> None:
    whole = path.read_bytes()
    path.write_bytes(whole[:-lost])
    store = JsonFileStore(path)
    assert path.read_bytes() == whole[: whole.rindex(b"\n", 0, -1) + 1]
    assert verify(store).findings == ()
    store.close()


@pytest.mark.parametrize("line", ["not json", "[]", '{"batch": [{}]}', '{"kinds": 1}'])
def test_a_file_that_it_did_not_write_is_refused(path: Path, line: str) -> None:
    path.write_text(f"{line}\n" + path.read_text(encoding="utf-8"), encoding="utf-8")
    with pytest.raises(StoreDamaged, match="line 1"):
        JsonFileStore(path)


def test_a_changed_file_does_not_verify(path: Path) -> None:
    path.write_text(path.read_text(encoding="utf-8").replace("กองกลาง", "กองคลัง", 1), encoding="utf-8")
    store = JsonFileStore(path, read_only=True)
    assert verify(store).findings
    store.close()


def test_there_is_nothing_to_read(tmp_path: Path) -> None:
    with pytest.raises(StoreUnavailable, match="there is no such file"):
        JsonFileStore(tmp_path / "none.jsonl", read_only=True)
    with pytest.raises(StoreUnavailable):
        JsonFileStore(tmp_path / "no folder" / "office.jsonl")
