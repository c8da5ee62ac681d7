"""What came with letters (สิ่งที่ส่งมาด้วย): bytes beside the store, records that name them."""

from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, cast

from attrs import evolve, frozen

from orqa.base.language import Text
from orqa.base.refs import RecordRef
from orqa.domain.correspondence.attachments import (
    attachment_name,
    file_name,
    media_type_of,
    most_bytes,
    storable_text,
)
from orqa.domain.correspondence.records import Attachment, Letter
from orqa.domain.correspondence.secrecy import listed
from orqa.office.attached_bytes import Names
from orqa.office.concerned import require_concerned
from orqa.office.errors import LETTER, NotFound
from orqa.office.files import replacing
from orqa.office.holds import explaining_holds, still_unheld, unheld
from orqa.office.openings import as_read, journal_opening
from orqa.office.paging import every
from orqa.storage.blobs import PART, Blob, parts_of
from orqa.storage.errors import StoreReadOnly
from orqa.storage.protocol import Reader
from orqa.storage.query import Query, equal

if TYPE_CHECKING:
    from orqa.office.office import Office
    from orqa.office.recorder import Made, Recording, Save

_ATTACHMENT = Text.of(en="the attachment", th="สิ่งที่ส่งมาด้วย")


@frozen(kw_only=True)
class Enclosure:
    """What is asked for by attaching a file.

    Attributes:
        letter: the letter.
        name: of the file.
        media_type: what the bytes are.
        size: how many.
        digest: their SHA-256.
        text: for search.
    """

    letter: RecordRef
    name: str
    media_type: str
    size: int
    digest: str
    text: str


@frozen
class Attaching:
    """Attaches files to letters and gives them back.

    Attributes:
        office: whose letters.
        recorder: how it writes.
    """

    office: "Office"
    recorder: "Recording"

    def attach(  # noqa: PLR0913 - what is told of a file, by name
        self,
        letter: RecordRef,
        source: "str | Path | BinaryIO",
        *,
        name: str,
        media_type: str,
        text: str,
        key: str | None,
    ) -> Attachment:
        """See :meth:`orqa.office.correspondence.enclosures.Enclosures.attach`."""
        office = self.office
        if office.read_only:
            raise StoreReadOnly(office.name)
        found = self._letter(letter)
        if self.recorder.is_writing(letter):  # who registers it in the same work may
            office.require("attachment.add", found.unit or None)
        else:
            require_concerned(office, "attachment.add", found)
        name = attachment_name(name or _name_of(source))
        most = most_bytes(office.rules().reading())
        with self.recorder.holding() as held, _opened(source) as opened:
            blob = held.enter_context(office.blobs.keeping(parts_of(opened), most))
            asked = Enclosure(
                letter=letter,
                name=name,
                media_type=media_type_of(name, media_type),
                size=blob.size,
                digest=blob.digest,
                text=storable_text(text),
            )
            return self.recorder.once(
                key, "attachment.add", asked, lambda save: self._added(asked, found, save), self._before
            )

    def of_letter(self, letter: RecordRef) -> tuple[Attachment, ...]:
        """What is attached to a letter, the oldest first."""
        with self.office.reading() as reader:
            return tuple(map(listed, every(self.office, reader, Attachment, equal("letter", str(letter)))))

    def open(self, attachment: Attachment) -> BinaryIO:
        """See :meth:`orqa.office.correspondence.enclosures.Enclosures.open_attachment`."""
        kept = self._get(attachment.ref)
        if kept.restricted is not None:
            journal_opening(self.office, self._letter(kept.letter), kept.ref)
        return self.office.blobs.open(_blob(kept))

    def save(self, attachment: Attachment, folder: Path) -> Path:
        """See :meth:`orqa.office.correspondence.enclosures.Enclosures.save_attachment`."""
        path = free_path(folder, file_name(self._get(attachment.ref).name))
        with self.open(attachment) as source, replacing(path) as out:
            while part := source.read(PART):
                out.write(part)
        return path

    def destroy(self, attachment: Attachment, reason: str) -> None:
        """See :meth:`orqa.office.correspondence.enclosures.Enclosures.destroy_attachment`."""
        at, holds = self.office.now(), (*unheld(attachment.ref), *still_unheld(attachment.letter))
        with explaining_holds(self.office, (attachment.ref, attachment.letter)):
            self.office.recorder.erase("attachment.destroy", at, [attachment], reason, adds=holds)
        self.office.once_written(lambda office: office.blobs.remove(attachment.digest, Names(office.store)))

    def _added(self, asked: Enclosure, letter: Letter, save: "Save") -> Attachment:
        """Kept from whom the letter is kept from; refused where an open one is raised at this moment."""
        at = self.office.now()
        attachment = Attachment(
            id=self.office.ids.next_id(at),
            letter=asked.letter,
            name=asked.name,
            media_type=asked.media_type,
            size=asked.size,
            digest=asked.digest,
            text=asked.text,
            attached_at=at,
            restricted=letter.restricted,
        )
        if self.recorder.is_writing(letter.ref):  # the same batch says who may see it
            save("attachment.add", at, [attachment])
        else:
            with as_read(letter) as floors:
                save("attachment.add", at, [attachment], floors)
        return evolve(attachment, version=1)

    def _before(self, made: "Made") -> Attachment:
        return self._get(made[0])

    def _get(self, ref: RecordRef) -> Attachment:
        with self.office.reading() as reader:
            (stored,) = reader.get_many([ref])
        if stored is None:
            raise NotFound(_ATTACHMENT, ref.id)
        return cast("Attachment", self.office.codec.decode(stored))

    def _letter(self, letter: RecordRef) -> Letter:
        if self.recorder.is_writing(letter):
            return cast("Letter", self.recorder.waiting(letter))
        with self.office.reading() as reader:
            (stored,) = reader.get_many([letter])
        if stored is None:
            raise NotFound(LETTER, letter.id)
        return cast("Letter", self.office.codec.decode(stored))


def letters_with(reader: Reader, words: Query) -> set[str]:
    """The ids of letters to which something with these words is attached."""
    return {str(ref).partition(":")[2] for (ref,) in reader.rows(Attachment.kind, ("letter",), words)}


def letter_ref(letter: Letter | str) -> RecordRef:
    """A letter, by itself or by its id."""
    return letter.ref if isinstance(letter, Letter) else RecordRef(Letter.kind, letter)


# ------------------------------------------------------------------ inside


def _blob(attachment: Attachment) -> Blob:
    return Blob(attachment.digest, attachment.size)


def _name_of(source: "str | Path | BinaryIO") -> str:
    named = source if isinstance(source, str | Path) else getattr(source, "name", "")
    return str(named) if isinstance(named, str | Path) else ""


def _opened(source: "str | Path | BinaryIO") -> "nullcontext[BinaryIO] | BinaryIO":
    return Path(source).open("rb") if isinstance(source, str | Path) else nullcontext(source)


def free_path(folder: Path, name: str) -> Path:
    """A path in a folder that no file has: ``scan.pdf``, ``scan (2).pdf`` and so on."""
    path, number = folder / name, 1
    while path.exists():
        number += 1
        path = folder / f"{Path(name).stem} ({number}){Path(name).suffix}"
    return path
