"""Secret letters (หนังสือลับ): opened, shared, raised and lowered; a part of the service of letters."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, cast

from attrs import evolve, frozen

from orqa.domain.correspondence.numbering import secret_register, series_year
from orqa.domain.correspondence.records import Attachment, Letter, LetterOpening, RegisterEntry
from orqa.domain.correspondence.secrecy import lowered, raised, with_level
from orqa.domain.organization.restriction import Restriction
from orqa.office.attachments import letter_ref
from orqa.office.correspondence.kin import every
from orqa.office.correspondence.level_changes import sheets_after
from orqa.office.correspondence.secrecy_changes import NO_REGISTER, SecrecyRefused, checked, handled, new_line, numbers
from orqa.office.correspondence.sharing import Sharing
from orqa.office.openings import journal_opening

if TYPE_CHECKING:
    from datetime import datetime

    from orqa.base.records import Record
    from orqa.rules.views import Reading
    from orqa.storage.protocol import Add, Reader


@frozen(kw_only=True)
class Opened:
    """A letter that was opened, with all that lists do not show of a secret one.

    Attributes:
        letter: the letter.
        entries: its lines in registers, that of its number first.
        attachments: what came with it, the oldest first.
        opening: what the journal keeps of it; None of a letter that is open to all.
    """

    letter: Letter
    entries: tuple[RegisterEntry, ...]
    attachments: tuple[Attachment, ...]
    opening: LetterOpening | None


class Secrecy(Sharing):
    """Open secret letters, and change who may."""

    def open(self, letter: Letter | str) -> Opened:
        """Open a letter (เปิดหนังสือ): of a secret one this is an act of its own, which the journal keeps.

        Lists, searches and reports never show the subject of a secret letter, whoever asks.

        Args:
            letter: the letter, or its id.

        Raises:
            NotFound: when there is no such letter, or whoever acts may not see it.
            StorageError: when the opening cannot be written down; then nothing is shown.
            WorkRefused: inside the block of a work of this office, where it would be written down only later.
        """
        ref = letter_ref(letter)
        with self._office.reading() as reader:
            found = self._whole(reader, ref)
            entries = tuple(cast("Iterator[RegisterEntry]", every(self._office, reader, RegisterEntry, "letter", ref)))
            attached = tuple(cast("Iterator[Attachment]", every(self._office, reader, Attachment, "letter", ref)))
        opening = journal_opening(self._office, found) if found.restricted else None
        return Opened(letter=found, entries=entries, attachments=attached, opening=opening)

    def openings(self, letter: Letter | str) -> tuple[LetterOpening, ...]:
        """Who opened a secret letter, and when; the first first.

        Raises:
            NotFound: when there is no such letter, or whoever acts may not see it.
        """
        ref = letter_ref(letter)
        with self._office.reading() as reader:
            self._whole(reader, ref)
            return tuple(cast("Iterator[LetterOpening]", every(self._office, reader, LetterOpening, "letter", ref)))

    def raise_secrecy(
        self, letter: Letter | str, level: str, reason: str, *, units: Iterable[str] = (), persons: Iterable[str] = ()
    ) -> None:
        """Raise a letter to a higher level (กำหนดหรือปรับเพิ่มชั้นความลับ), with all that is kept of it.

        One that was open to all goes with its lines into the registers of secret matter. In the ordinary ones stays
        its number with the day, and that it is secret.

        Args:
            letter: the letter, or its id.
            level: code or title of the vocabulary ``secrecy``.
            reason: why, and by whose order.
            units: ids of the units whose people may see it, as far as they are cleared.
            persons: ids or staff codes of people who may.

        Raises:
            NotAllowed: when whoever acts is no registrar of secret information, by the policy, or not cleared for it.
            NotFound: when there is no such letter or person, or it may not be seen.
            SecrecyRefused: when the level is not known or no higher one, no reason is given, or there is no such unit.
        """
        self._office.require("secret.raise")
        units = tuple(units)
        self._check_units(units)
        known = [self._office.organization.person(person).id for person in persons]
        at, reading = self._office.now(), self._office.rules().reading()
        with self._office.reading() as reader:
            found = self._whole(reader, letter_ref(letter))
            term = checked(reading, found, level, reason, up=True)
            shared = found.restricted or Restriction(rank=1)
            now = evolve(shared.shared_with(units=units, persons=known), rank=term.extra["rank"])
            changed: list[Record] = [with_level(found, term, now), *self._all_kept_like(reader, found, now)]
            adds: list[Add] = []
            if found.restricted is None:
                moved = list(self._moved(reader, found, reason, now, at))
                changed += [*moved, *handled(changed, found, now, at.tzinfo)]
                adds = numbers(line for line in moved if line.restricted)
            changed = list(sheets_after(self._office, changed, term, reason, at, now))
        self._save("secret.raise", at, found, changed, adds)

    def lower_secrecy(self, letter: Letter | str, level: str, order: str) -> None:
        """Lower a letter to a lower level, or cancel it (ปรับลดหรือยกเลิกชั้นความลับ), with all that is kept of it.

        One that is open to all from now on stands in the ordinary register again, under its number there; one that
        never did gets the next number. Its line in the register of secret matter stays for those who saw it.

        Args:
            letter: the letter, or its id.
            level: code or title of the vocabulary ``secrecy``.
            order: the order of the authority that set the level.

        Raises:
            NotAllowed, NotFound, SecrecyRefused: as of :meth:`raise_secrecy`.
        """
        self._office.require("secret.lower")
        at, reading = self._office.now(), self._office.rules().reading()
        with self._office.reading() as reader:
            found = self._whole(reader, letter_ref(letter))
            term = checked(reading, found, level, order, up=False)
            rank = term.extra["rank"]
            now = evolve(found.restricted, rank=rank) if found.restricted and rank else None
            changed: list[Record] = [with_level(found, term, now), *self._all_kept_like(reader, found, now)]
            adds: list[Add] = []
            if now is None:
                opened = list(self._opened(reader, reading, found, order, at))
                changed += opened
                adds = numbers(line for line in opened if not line.version)
            changed = list(sheets_after(self._office, changed, term, order, at, now))
        self._save("secret.lower", at, found, changed, adds)

    # ------------------------------------------------------------------ inside

    def _moved(
        self, reader: "Reader", letter: Letter, reason: str, now: Restriction, at: "datetime"
    ) -> Iterator[RegisterEntry]:
        """The lines of a letter that was open to all: those that go, and those that stay."""
        on = at.date()
        reading = self._office.profile.at(on).reading()
        for line in self._kept_lines(reader, letter.ref):
            if line.restricted is not None:  # it was secret before
                continue
            register = secret_register(reading, line.register)
            if not register:
                raise SecrecyRefused(NO_REGISTER.fill(register=line.register))
            yield from raised(
                line,
                register=register,
                year=series_year(reading, on, register),
                on=on,
                reason=reason,
                restriction=now,
                stub=self._office.ids.next_id(at),
            )

    def _opened(
        self, reader: "Reader", reading: "Reading", letter: Letter, order: str, at: "datetime"
    ) -> Iterator[RegisterEntry]:
        """The lines of a letter that is secret no longer; those that were opened before are left."""
        for line in self._kept_lines(reader, letter.ref):
            stays = self._left(reader, line)
            if stays is None and line.raised_from is None and line.state != "lowered":
                stays = new_line(reading, line, at, self._office.ids.next_id(at))
            if stays is not None:
                yield from lowered(line, letter.ref, stays, order)

    def _left(self, reader: "Reader", line: RegisterEntry) -> RegisterEntry | None:
        """The line that another one left behind in the ordinary register, where it still stands there."""
        if line.raised_from is None:
            return None
        (stored,) = reader.get_many([line.raised_from])
        left = cast("RegisterEntry", self._office.codec.decode(stored)) if stored else None
        return left if left is not None and left.letter is None else None
