"""Letters and their registers: the service of one area (งานสารบรรณ)."""

from collections.abc import Iterable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, cast

from attrs import evolve, frozen

from orqa.base.findings import Finding
from orqa.base.language import Text
from orqa.base.refs import RecordRef
from orqa.domain.correspondence.decisions import CENTRAL, REGISTER, decide_receive, series_year
from orqa.domain.correspondence.drafts import Received, ReceivedDraft
from orqa.domain.correspondence.records import Attachment, Letter, RegisterEntry
from orqa.domain.correspondence.references import reference_key
from orqa.office.attachments import Attaching, letter_ref, letters_with
from orqa.office.errors import LetterRefused, NotFound
from orqa.office.recorder import Made, Recording, Save, Saved
from orqa.rules.decisions import Decision
from orqa.storage.protocol import Add, Into, Receipt, Stored
from orqa.storage.query import Query, contains, equal, is_in

if TYPE_CHECKING:
    from datetime import date, datetime
    from typing import BinaryIO

    from orqa.office.importing import ImportResult
    from orqa.office.office import Office
    from orqa.rules.views import Reading
    from orqa.storage.protocol import Reader

_LETTER = Text.of(en="the letter", th="หนังสือ")
_ENTRY = Text.of(en="the register number", th="เลขทะเบียน")
_LARGEST = 2**63 - 1
"""Largest integer that a store can be asked for."""


@frozen(kw_only=True)
class Registration:
    """A letter that was registered.

    Attributes:
        received: what was decided, before the number was known.
        saved: what the store answered.
    """

    received: Received
    saved: Saved

    @property
    def number(self) -> int:
        """The register number (เลขทะเบียนรับ).

        Raises:
            NumberPending: inside a work, whose numbers are taken at its end.
        """
        return self.saved.numbers[0]

    @cached_property
    def letter(self) -> Letter:
        """The letter as stored."""
        letter = cast("Letter", self.received.letter)
        return evolve(letter, version=letter.version or 1)

    @cached_property
    def entry(self) -> RegisterEntry:
        """Its line in the register, with its number; see :attr:`number`."""
        entry = cast("RegisterEntry", self.received.entry)
        return evolve(entry, version=entry.version or 1, number=self.number)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What to look at: warnings and notes, never errors."""
        return self.received.findings

    @property
    def decision(self) -> Decision[str | None]:
        """The series of the number, and the rules that it rests on (``decision.citations``)."""
        return self.received.decision


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


class Correspondence:
    """Receive letters, find them again; reached as ``office.correspondence`` or, in a work, ``work.correspondence``."""

    def __init__(self, office: "Office", recording: Recording | None = None) -> None:
        self._office = office
        self._recording = recording

    def receive(  # noqa: PLR0913 - the columns of a register line, by name
        self,
        *,
        subject: str,
        sender: str,
        reference: str | None = None,
        dated: "date | str | None" = None,
        recipient: str = "",
        kind: str = "",
        urgency: str = "",
        secrecy: str = "",
        note: str = "",
        reference_missing: str = "",
        dated_missing: str = "",
        key: str | None = None,
    ) -> Registration:
        """Register a received letter (ลงทะเบียนรับ, ข้อ 38): it gets the next number of the year, for ever.

        Args:
            subject: the matter (เรื่อง).
            sender: where it comes from (จาก).
            reference: its number (ที่) in any printed form.
            dated: its date (ลงวันที่), as a date or as printed.
            recipient: whom it is for (ถึง).
            kind: code or title of the vocabulary ``letter-kind``.
            urgency: code or title of the vocabulary ``urgency`` (ชั้นความเร็ว).
            secrecy: code or title of the vocabulary ``secrecy``; secret letters are refused here.
            note: remark (หมายเหตุ).
            reference_missing: why the paper carries no number, where it does not.
            dated_missing: why the paper carries no date, where it does not.
            key: of the caller's choice, such as the id of a web form: the same call with the same key, whenever it
                comes again, registers nothing and returns the first registration.

        Raises:
            LetterRefused: with the findings that say what is wrong; nothing is written.
            KeyNotUsable: when the key is none; nothing is written.
            KeyUsedOtherwise: when the key stands for another letter; nothing is written.
            StorageError: when the store cannot write; nothing is written.
        """
        draft = ReceivedDraft(
            reference=reference,
            dated=dated,
            sender=sender,
            recipient=recipient,
            subject=subject,
            letter_kind=kind,
            urgency=urgency,
            secrecy=secrecy,
            note=note,
            reference_missing=reference_missing,
            dated_missing=dated_missing,
        )
        return self._recorder.once(
            key,
            "letter.receive",
            draft,
            lambda save: self._registered(draft, save),
            lambda made: self._registered_before(draft, made),
        )

    def import_received(
        self, path: "str | Path", *, format_name: str | None = None, rejects: "str | Path | None" = None
    ) -> "ImportResult":
        """Register every letter of a file; see :func:`orqa.office.importing.import_received`."""
        from orqa.office.importing import import_received

        return import_received(self._office, path, format_name=format_name, rejects=rejects)

    # ------------------------------------------------------------------ attachments

    def attach(  # noqa: PLR0913 - what is told of a file, by name
        self,
        letter: Letter | str,
        source: "str | Path | BinaryIO",
        *,
        name: str = "",
        media_type: str = "",
        text: str = "",
        key: str | None = None,
    ) -> Attachment:
        """Keep a file with a letter (สิ่งที่ส่งมาด้วย); the same bytes are kept once, whatever has them.

        Args:
            letter: the letter, or its id.
            source: path of the file, or an open one, which is read to its end.
            name: its name; by default that of ``source``. Folders in it are left out.
            media_type: what the bytes are; by default by the name's ending.
            text: what stands in it, where somebody knows: it is found by :meth:`search`.
            key: as of :meth:`receive`.

        Raises:
            NotFound: when there is no such letter, or it may not be seen.
            AttachmentNameUnusable: when the name is none.
            BlobTooLarge: when the file is larger than the rule ``attachment.most_bytes`` allows.
            AttachmentsUnplaced: when nobody said where bytes are kept.
            KeyNotUsable, KeyUsedOtherwise: as of :meth:`receive`.
            OSError: when the file cannot be read.
            StorageError: when nothing can be written.
        """
        return self._attaching.attach(letter_ref(letter), source, name=name, media_type=media_type, text=text, key=key)

    def attachments(self, letter: Letter | str) -> tuple[Attachment, ...]:
        """What is attached to a letter, or to the one with this id; the oldest first."""
        return self._attaching.of_letter(letter_ref(letter))

    def open_attachment(self, attachment: Attachment) -> "BinaryIO":
        """The bytes of an attachment, to be read from first to last, some at a time.

        Raises:
            NotFound: when it was destroyed.
            BlobMissing: when the bytes are not there.
            BlobDamaged: from the read that reaches the end, when they are not those that were kept.
        """
        return self._attaching.open(attachment)

    def save_attachment(self, attachment: Attachment, folder: "str | Path") -> "Path":
        """Write an attachment into a folder, under a free name that is like its own; the path.

        Raises:
            NotFound, BlobMissing, BlobDamaged: as of :meth:`open_attachment`; no file is left behind.
            OSError: when the folder cannot be written.
        """
        return self._attaching.save(attachment, Path(folder))

    def destroy_attachment(self, attachment: Attachment, reason: str) -> None:
        """Destroy an attachment for good; its bytes go too, unless another one has the same.

        Raises:
            Conflict: when it was destroyed already.
            StorageError: when nothing can be written.
        """
        self._attaching.destroy(attachment, reason)

    def decide(self, draft: ReceivedDraft, at: "datetime", reading: "Reading | None" = None) -> Received:
        """What would become of a draft at the moment ``at``; nothing is written."""
        office = self._office
        on = at.date()
        letter_id, entry_id = office.ids.next_ids(at, 2)
        return decide_receive(
            office.profile,
            reading or office.profile.at(on).reading(),
            draft,
            on=on,
            at=at,
            letter_id=letter_id,
            entry_id=entry_id,
        )

    # ------------------------------------------------------------------ reading

    def get(self, letter_id: str) -> Letter:
        """The letter of an id.

        Raises:
            NotFound: when there is none, or it may not be seen.
        """
        with self._office.reading() as reader:
            (stored,) = reader.get_many([RecordRef(Letter.kind, letter_id)])
        if stored is None:
            raise NotFound(_LETTER, letter_id)
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
            raise NotFound(_ENTRY, f"{number}/{self._office.written_year(year)}")
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
        return {entry.letter: entry for entry in map(self._entry, page.items)}

    def current_year(self) -> int:
        """The Christian-era year of the series that numbers today's letters."""
        today = self._office.today()
        return series_year(self._office.profile.at(today).reading(), today)

    # ------------------------------------------------------------------ inside

    @property
    def _attaching(self) -> Attaching:
        return Attaching(self._office, self._recorder)

    def _only_attached(self, reader: "Reader", worded: Query, numbered: Query) -> list[RecordRef]:
        """Letters that are found by what is attached to them and by nothing else; the newest first."""
        found = letters_with(reader, worded)
        for query in (worded, numbered) if found else ():
            found -= {str(identity) for (identity,) in reader.rows(Letter.kind, ("id",), query)}
        return [RecordRef(Letter.kind, identity) for identity in sorted(found, reverse=True)]

    @property
    def _recorder(self) -> Recording:
        return self._recording or self._office.recorder

    def _registered(self, draft: ReceivedDraft, save: Save) -> Registration:
        at = self._office.now()
        received = self.decide(draft, at)
        if received.letter is None or received.entry is None:
            raise LetterRefused(received.findings)
        saved = save("letter.receive", at, (received.letter, received.entry), (number_for(received),))
        return Registration(received=received, saved=saved)

    def _registered_before(self, draft: ReceivedDraft, made: Made) -> Registration:
        """What came of a draft then, by the rules of then."""
        with self._office.reading() as reader:
            letter, entry = reader.get_many(made)
        if letter is None or entry is None:
            raise NotFound(_LETTER, made[0].id)
        known, line = self._letter(letter), self._entry(entry)
        decided = self.decide(draft, known.received_at.astimezone(self._office.zone))
        saved = Receipt(0, (cast("int", line.number),))
        return Registration(received=evolve(decided, letter=known, entry=line), saved=saved)

    def _by_reference(self, text: str) -> Query:
        reading = self._office.profile.at(self._office.today()).reading()
        return equal("reference_key", reference_key(text, reading.value("reference.style")))

    def _letter(self, stored: Stored) -> Letter:
        return cast("Letter", self._office.codec.decode(stored))

    def _entry(self, stored: Stored) -> RegisterEntry:
        return cast("RegisterEntry", self._office.codec.decode(stored))


def number_for(received: Received) -> Add:
    """The add that gives a received letter's register line its number."""
    assert received.entry is not None  # noqa: S101 - asked only for letters that are accepted
    return Add(received.series, 1, None, (Into(received.entry.ref, "number"),))


def _register(year: int) -> Query:
    """The lines of the central receive register of a series year."""
    return equal("register", REGISTER) & equal("unit", CENTRAL) & equal("year", year)
