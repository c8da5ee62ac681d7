"""A draft whose number is made void: it ends with its letter."""

from typing import TYPE_CHECKING

from orqa.domain.correspondence.drafting.deciding import moved
from orqa.domain.correspondence.drafting.records import Draft
from orqa.domain.correspondence.drafting.states import Act
from orqa.office.correspondence.drafting.keeping import DraftKeeping
from orqa.office.paging import every
from orqa.storage.query import equal

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from orqa.base.records import Record
    from orqa.base.refs import RecordRef


class VoidedDrafts(DraftKeeping):
    """End drafts with their letters."""

    def voided(self, letter: "RecordRef", reason: str, at: "datetime") -> "Iterator[Record]":
        """The draft of a letter, void, and its tasks; nothing for a letter that was never drafted nor sent out."""
        with self._office.reading() as reader:
            found = list(every(self._office, reader, Draft, equal("letter", str(letter))))
        for known in found:
            yield moved(known, Act.VOID, at=at, person=self._acting_person, words=reason)
            yield from self._ended_draft_tasks(known, at)
