"""The memory store keeps every promise of the contract."""

import json
from collections.abc import Mapping
from typing import Any

from attrs import evolve

from orqa.base.refs import RecordRef
from orqa.plugins.builtin.stores.memory import MemoryStore
from orqa.testing import StoreContract


class MemoryBackDoor:
    """Reads and writes the lines that the store holds."""

    def __init__(self, store: MemoryStore) -> None:
        self._state = store._state

    def body(self, ref: RecordRef) -> Mapping[str, Any] | None:
        history = self._state.records.get(ref)
        return json.loads(history.lines[history.puts[-1]].text or "null") if history else None

    def forge(self, ref: RecordRef, body: Mapping[str, Any]) -> None:
        history = self._state.records[ref]
        place = history.puts[-1]
        forged = evolve(history.lines[place], text=json.dumps(body, ensure_ascii=False))
        history.lines[place] = self._state.lines[forged.entry.position - 1] = forged

    def raw(self) -> bytes:
        return repr(self._state).encode()


class TestMemory(StoreContract):
    def open_store(self) -> MemoryStore:
        return MemoryStore()

    def back_door(self, store: MemoryStore) -> MemoryBackDoor:
        return MemoryBackDoor(store)
