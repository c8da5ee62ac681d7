"""Finding letters and lines of registers again: a part of the service of letters."""

from collections.abc import Iterable, Iterator
from operator import attrgetter
from typing import TYPE_CHECKING, cast

from attrs import field, frozen

from orqa.base.refs import RecordRef
from orqa.domain.correspondence.numbering import slots
from orqa.domain.correspondence.records import Letter, RegisterEntry
from orqa.domain.correspondence.references import reference_key
from orqa.domain.correspondence.secrecy import listed
from orqa.domain.correspondence.terms import kind_in_front
from orqa.office.attachments import letter_ref, letters_with
from orqa.office.correspondence.kin import missing
from orqa.office.correspondence.letter_tables import Look
from orqa.office.service import Service
from orqa.storage.protocol import Stored
from orqa.storage.query import Query, contains, equal, is_in

if TYPE_CHECKING:
    from orqa.reporting.tables import Table
    from orqa.storage.protocol import Reader


_MOST = 1_000
"""Letters that one number may find, and lines that are read at once."""


@frozen(kw_only=True)
class Found:
    """What a search found.

    Attributes:
        letters: those whose number is exactly what was asked first, then the newest.
        exact: how many of them were found by their number.
        total: how many there are in all.
        look: how their table looks.
    """

    letters: tuple[Letter, ...]
    exact: int
    total: int
    look: Look | None = field(default=None, eq=False, repr=False)

    def table(self) -> "Table":
        """The letters as a table; of secret ones only that they are there."""
        return (self.look or Look.plain()).letters(self.letters)

    def _repr_html_(self) -> str:
        return self.table()._repr_html_()


class Looking(Service):
    """Find letters and lines of registers; of what is secret, number, day and level."""

    def get(self, letter_id: str) -> Letter:
        """The letter of an id; of a secret one what lists show.

        All of a secret one shows :meth:`~orqa.office.correspondence.secrecy.Secrecy.open`.

        Raises:
            NotFound: when there is none, or it may not be seen.
            LetterDestroyed: when it was destroyed.
        """
        with self._office.reading() as reader:
            (stored,) = reader.get_many([ref := RecordRef(Letter.kind, letter_id)])
            if stored is None:
                raise missing(reader, ref)
        return self._letter(stored)

    def find(self, reference: str) -> tuple[Letter, ...]:
        """The letters with exactly this number (ที่), however it is printed; the newest first.

        Those that the office received and those that it issued. A kind in front, as in ``คำสั่ง 12/2569``, leaves out
        what the office issued of other kinds under the same number.
        """
        with self._office.reading() as reader:
            return tuple(map(self._letter, self._exactly(reader, reference, _MOST)))

    def search(self, text: str, *, limit: int = 20) -> Found:
        """Letters by number or by words: those with exactly that number first, then the newest.

        Every word must stand in the subject, the sender, the number or the note, or every one in the name or the text
        of one attachment, whose letters come last. A part of a word is enough, and spaces between Thai letters, Thai
        or Arabic digits and capitals do not matter.
        """
        numbered, worded = self._by_reference(text), contains(text)
        with self._office.reading() as reader:
            exact = self._exactly(reader, text, limit)
            page = reader.find(Letter.kind, worded, ("-recorded",), limit=limit + len(exact)).items
            total = reader.count(Letter.kind, worded)
            if exact:
                total += reader.count(Letter.kind, numbered) - reader.count(Letter.kind, numbered & worded)
                total += self._by_register_alone(exact, worded)
            attached = self._only_attached(reader, worded, numbered)
            attached = [ref for ref in attached if ref not in {stored.ref for stored in exact}]
            total += len(attached)
            last = [stored for stored in reader.get_many(attached[:limit]) if stored is not None]
        known = {stored.ref for stored in exact}
        rest = [*(stored for stored in page if stored.ref not in known), *last]
        letters = tuple(map(self._letter, [*exact, *rest][:limit]))
        return Found(letters=letters, exact=len(exact), total=total, look=Look.of(self._office))

    def entries_of(self, letters: Iterable[Letter]) -> dict[RecordRef, RegisterEntry]:
        """The register line of each letter, by letter: the first that it got, where units took it in as well."""
        found: dict[RecordRef, RegisterEntry] = {}
        for entry in self._lines([str(letter.ref) for letter in letters]):
            if entry.letter is not None:
                found.setdefault(entry.letter, entry)
        return found

    def lines_of(self, letter: Letter | str) -> tuple[RegisterEntry, ...]:
        """Every register line of a letter, or of the one with this id: the central one, and each unit's own."""
        return tuple(self._lines([str(letter_ref(letter))]))

    # ------------------------------------------------------------------ inside

    def _lines(self, letters: list[str]) -> Iterator[RegisterEntry]:
        """The lines of letters, the oldest first."""
        after = None
        while letters:
            with self._office.reading() as reader:
                page = reader.find(RegisterEntry.kind, is_in("letter", letters), ("recorded",), after, limit=_MOST)
            yield from map(self._entry, page.items)
            after = page.next
            if after is None:
                return

    def _exactly(self, reader: "Reader", text: str, limit: int) -> list[Stored]:
        """Letters with exactly a number: by their own, or by that of their line in the register; the newest first."""
        found = reader.find(Letter.kind, self._by_reference(text), ("-recorded",), limit=limit).items
        issued = [stored for stored in self._issued(reader, text) if stored not in found]
        return sorted([*found, *issued], key=attrgetter("ref.id"), reverse=True)[:limit] if issued else list(found)

    def _issued(self, reader: "Reader", text: str) -> list[Stored]:
        """Letters whose number was printed from the register."""
        kinds, text = kind_in_front(self._office.profile.vocabulary("letter-kind"), text)
        refs: dict[str, None] = {}
        for key, number in slots(self._key(text)):
            query = equal("printed_key", key) & equal("number", number)
            refs.update({str(ref): None for (ref,) in reader.rows(RegisterEntry.kind, ("letter",), query) if ref})
        found = [stored for stored in reader.get_many(list(map(RecordRef.parse, refs))) if stored is not None]
        return [stored for stored in found if not kinds or self._letter(stored).letter_kind in kinds]

    def _by_register_alone(self, found: Iterable[Stored], worded: Query) -> int:
        """How many letters neither have the number themselves nor the words: only their line tells."""
        letters = (cast("Letter", self._office.codec.decode(stored)) for stored in found)
        texts = [self._office.codec.encode(letter).text for letter in letters if letter.reference is None]
        return sum(not all(word in text for word in worded.words) for text in texts)

    def _only_attached(self, reader: "Reader", worded: Query, numbered: Query) -> list[RecordRef]:
        """Letters that are found by what is attached to them and by nothing else; the newest first."""
        found = letters_with(reader, worded)
        for query in (worded, numbered) if found else ():
            found -= {str(identity) for (identity,) in reader.rows(Letter.kind, ("id",), query)}
        return [RecordRef(Letter.kind, identity) for identity in sorted(found, reverse=True)]

    def _by_reference(self, text: str) -> Query:
        return equal("reference_key", self._key(text))

    def _key(self, text: str) -> str:
        reading = self._office.profile.at(self._office.today()).reading()
        return reference_key(text, reading.value("reference.style"))

    def _letter(self, stored: Stored) -> Letter:
        return listed(cast("Letter", self._office.codec.decode(stored)))

    def _entry(self, stored: Stored) -> RegisterEntry:
        return listed(cast("RegisterEntry", self._office.codec.decode(stored)))
