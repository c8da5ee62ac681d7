"""The memory store keeps every promise of the contract."""

from orqa.plugins.builtin.stores.memory import MemoryStore
from orqa.testing import StoreContract
from orqa.testing.memory import MemoryBackDoor


class TestMemory(StoreContract):
    def open_store(self) -> MemoryStore:
        return MemoryStore()

    def back_door(self, store: MemoryStore) -> MemoryBackDoor:
        return MemoryBackDoor(store)
