"""Finding letters and lines of registers again: a part of the service of letters."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, cast

from attrs import frozen

from orqa.base.refs import RecordRef
from orqa.domain.correspondence.numbering import CENTRAL, RECEIVED, series_year
from orqa.domain.correspondence.records import Letter, RegisterEntry
from orqa.domain.correspondence.references import reference_key
from orqa.office.attachments import letters_with
from orqa.office.errors import ENTRY, LETTER, NotFound
from orqa.office.service import Service
from orqa.storage.protocol import Stored
from orqa.storage.query import Query, contains, equal, is_in

if TYPE_CHECKING:
    from orqa.storage.protocol import Reader

_LARGEST = 2**63 - 1
"""Largest integer that a store can be asked for."""


@frozen(kw_only=True)
class Found:
    """What a search found.

    Attributes:
        letters: those whose number is exactly what was asked first, then the newest.
        exact: how many of them were found by their number.
        total: how many there are in all.
    """

    letters: tuple[Letter, ...]
    exact: int
    total: int


class Looking(Service):
    """Find letters and lines of registers."""

    def get(self, letter_id: str) -> Letter:
        """The letter of an id.

        Raises:
            NotFound: when there is none, or it may not be seen.
        """
        with self._office.reading() as reader:
            (stored,) = reader.get_many([RecordRef(Letter.kind, letter_id)])
        if stored is None:
            raise NotFound(LETTER, letter_id)
        return self._letter(stored)

    def entry(self, number: int, year: int | None = None) -> RegisterEntry:
        """The line of the receive register with a number.

        Args:
            number: the register number.
            year: Christian-era year of the series; by default the one of today.

        Raises:
            NotFound: when there is no such line.
        """
        year = year if year is not None else self.current_year()
        items: tuple[Stored, ...] = ()
        if max(abs(year), abs(number)) <= _LARGEST:
            with self._office.reading() as reader:
                items = reader.find(RegisterEntry.kind, _register(year) & equal("number", number), limit=1).items
        if not items:
            raise NotFound(ENTRY, f"{number}/{self._office.written_year(year)}")
        return self._entry(items[0])

    def entries(self, year: int | None = None, *, limit: int = 50) -> tuple[RegisterEntry, ...]:
        """The newest lines of the receive register of a series year (by default today's), newest first."""
        year = year if year is not None else self.current_year()
        with self._office.reading() as reader:
            page = reader.find(RegisterEntry.kind, _register(year), ("-number",), limit=limit)
        return tuple(map(self._entry, page.items))

    def find(self, reference: str) -> tuple[Letter, ...]:
        """The letters with exactly this number (ที่), however it is printed; the newest first."""
        with self._office.reading() as reader:
            page = reader.find(Letter.kind, self._by_reference(reference), ("-recorded",), limit=1000)
        return tuple(map(self._letter, page.items))

    def search(self, text: str, *, limit: int = 20) -> Found:
        """Letters by number or by words: those with exactly that number first, then the newest.

        Every word must stand in the subject, the sender, the number or the note, or every one in the name or the text
        of one attachment, whose letters come last. A part of a word is enough, and spaces between Thai letters, Thai
        or Arabic digits and capitals do not matter.
        """
        numbered, worded = self._by_reference(text), contains(text)
        with self._office.reading() as reader:
            exact = reader.find(Letter.kind, numbered, ("-recorded",), limit=limit).items
            page = reader.find(Letter.kind, worded, ("-recorded",), limit=limit + len(exact)).items
            total = reader.count(Letter.kind, worded)
            if exact:
                total += reader.count(Letter.kind, numbered) - reader.count(Letter.kind, numbered & worded)
            attached = self._only_attached(reader, worded, numbered)
            total += len(attached)
            last = [stored for stored in reader.get_many(attached[:limit]) if stored is not None]
        known = {stored.ref for stored in exact}
        rest = [*(stored for stored in page if stored.ref not in known), *last]
        letters = tuple(map(self._letter, [*exact, *rest][:limit]))
        return Found(letters=letters, exact=len(exact), total=total)

    def entries_of(self, letters: Iterable[Letter]) -> dict[RecordRef, RegisterEntry]:
        """The register lines of letters, by letter."""
        refs = [str(letter.ref) for letter in letters]
        if not refs:
            return {}
        with self._office.reading() as reader:
            page = reader.find(RegisterEntry.kind, is_in("letter", refs), limit=len(refs))
        return {entry.letter: entry for entry in map(self._entry, page.items) if entry.letter}

    def current_year(self) -> int:
        """The Christian-era year of the series that numbers today's letters."""
        today = self._office.today()
        return series_year(self._office.profile.at(today).reading(), today)

    # ------------------------------------------------------------------ inside

    def _only_attached(self, reader: "Reader", worded: Query, numbered: Query) -> list[RecordRef]:
        """Letters that are found by what is attached to them and by nothing else; the newest first."""
        found = letters_with(reader, worded)
        for query in (worded, numbered) if found else ():
            found -= {str(identity) for (identity,) in reader.rows(Letter.kind, ("id",), query)}
        return [RecordRef(Letter.kind, identity) for identity in sorted(found, reverse=True)]

    def _by_reference(self, text: str) -> Query:
        reading = self._office.profile.at(self._office.today()).reading()
        return equal("reference_key", reference_key(text, reading.value("reference.style")))

    def _letter(self, stored: Stored) -> Letter:
        return cast("Letter", self._office.codec.decode(stored))

    def _entry(self, stored: Stored) -> RegisterEntry:
        return cast("RegisterEntry", self._office.codec.decode(stored))


def _register(year: int) -> Query:
    """The lines of the central receive register of a series year."""
    return equal("register", RECEIVED) & equal("unit", CENTRAL) & equal("year", year)
