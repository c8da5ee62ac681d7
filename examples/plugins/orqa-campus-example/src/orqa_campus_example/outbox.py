"""Reminders for the campus chat: one line of JSON for each message, in a file that its robot reads."""

import json
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from orqa.office.notices import Notice


class ChatOutbox:
    """Appends to the file that is its target."""

    def __init__(self, target: str) -> None:
        self._path = Path(target)

    def deliver(self, notice: "Notice") -> None:
        """Append the message; one that is there already, by its id, is not appended again."""
        known = self._path.read_text(encoding="utf-8").splitlines() if self._path.exists() else []
        if any(json.loads(line)["id"] == notice.id for line in known):
            return
        message = {"id": notice.id, "to": notice.address, "text": "\n".join([notice.subject, *notice.lines])}
        with self._path.open("a", encoding="utf-8") as out:
            out.write(json.dumps(message, ensure_ascii=False) + "\n")
