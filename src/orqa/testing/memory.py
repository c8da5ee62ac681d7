"""The back door of stores that derive from :class:`orqa.storage.log.LogStore`; an example of one, too."""

import json

from attrs import evolve

from orqa.base.refs import RecordRef
from orqa.storage.log import LogStore
from orqa.storage.protocol import Body


class MemoryBackDoor:
    """Reads and writes the lines that the store holds; see :class:`orqa.testing.BackDoor`."""

    def __init__(self, store: LogStore) -> None:
        self._state = store._state  # noqa: SLF001 - a back door looks inside

    def body(self, ref: RecordRef) -> Body | None:
        """The latest stored body."""
        history = self._state.records.get(ref)
        found: Body | None = json.loads(history.lines[history.puts[-1]].text or "null") if history else None
        return found

    def forge(self, ref: RecordRef, body: Body) -> None:
        """Overwrite it in the journal and in the history."""
        history = self._state.records[ref]
        place = history.puts[-1]
        forged = evolve(history.lines[place], text=json.dumps(body, ensure_ascii=False))
        history.lines[place] = self._state.lines[forged.entry.position - 1] = forged

    def raw(self) -> bytes:
        """Everything that is held."""
        return repr(self._state).encode()
