"""A secret letter as it is kept, and how a change of who may see it is written: with all that is kept of the letter."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, cast

from attrs import evolve

from orqa.base.records import Record
from orqa.base.refs import RecordRef
from orqa.domain.correspondence.records import Letter, RegisterEntry
from orqa.domain.organization.restriction import Restriction
from orqa.office.correspondence.kin import every, kept_like, kin_of, missing
from orqa.office.errors import WorkRefused, twice
from orqa.office.openings import guard
from orqa.office.service import Service
from orqa.storage.protocol import Add

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from orqa.storage.protocol import Reader


class SecretKeeping(Service):
    """What the services that change who may see a letter have in common."""

    def _save(
        self, action: str, at: "datetime", letter: Letter, changed: "list[Record]", adds: "Iterable[Add]" = ()
    ) -> None:
        """Write a change of who may see a letter; whoever adds to the letter at this moment is refused.

        Raises:
            WorkRefused: when something about it is written in the same work, which would be left as it is.
        """
        refs = {letter.ref, *(record.ref for record in changed)}
        if self._recorder.is_writing_about(refs):
            raise WorkRefused(twice(letter.ref))
        self._recorder.save(action, at, changed, (*adds, Add(guard(letter.ref), -1)))

    def _whole(self, reader: "Reader", ref: RecordRef) -> Letter:
        """A letter as it is kept.

        Raises:
            NotFound: where there is none to see.
        """
        (stored,) = reader.get_many([ref])
        if stored is None:
            raise missing(reader, ref)
        return cast("Letter", self._office.codec.decode(stored))

    def _all_kept_like(self, reader: "Reader", letter: Letter, now: Restriction | None) -> Iterator[Record]:
        """What is kept of a letter, for those who may see it from now on."""
        for record in kin_of(self._office, reader, letter.ref):
            yield kept_like(self._office, reader, record, letter.ref, now)
        if letter.restricted and now:
            for line in self._kept_lines(reader, letter.ref):
                yield evolve(line, restricted=now)

    def _kept_lines(self, reader: "Reader", letter: RecordRef) -> list[RegisterEntry]:
        found = every(self._office, reader, RegisterEntry, "letter", letter)
        return cast("list[RegisterEntry]", list(found))
