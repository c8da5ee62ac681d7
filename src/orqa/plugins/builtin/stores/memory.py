"""The store ``memory:``: nothing is kept when it is closed; for tests, trials and notebooks."""

from orqa.storage.log import LogStore


class MemoryStore(LogStore):
    """Holds everything in this process."""

    def __init__(self, *, read_only: bool = False) -> None:
        super().__init__("memory:", read_only=read_only)
