"""Files that belong to letters: a part of the service of letters."""

from pathlib import Path
from typing import TYPE_CHECKING

from orqa.domain.correspondence.records import Attachment, Letter
from orqa.office.attachments import Attaching, letter_ref
from orqa.office.service import Service

if TYPE_CHECKING:
    from typing import BinaryIO


class Enclosures(Service):
    """Keep files with letters (สิ่งที่ส่งมาด้วย), and give them back."""

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
            letter: the letter, or its id; in a work, a restricted one that is registered there is given itself.
            source: path of the file, or an open one, which is read to its end.
            name: its name; by default that of ``source``. Folders in it are left out.
            media_type: what the bytes are; by default by the name's ending.
            text: what stands in it, where somebody knows: it is found by
                :meth:`~orqa.office.correspondence.looking.Looking.search`.
            key: as of :meth:`receive`.

        Raises:
            NotFound: when there is no such letter, or it may not be seen.
            NotAllowed: when whoever acts may attach files for none of the units that the letter concerns: those that
                registered it, took it in or issued it, and those that have a task of it.
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
            Held: when something holds it, or its letter, back from destruction; see ``office.holds``.
            Conflict: when it was destroyed already.
            StorageError: when nothing can be written.
        """
        self._attaching.destroy(attachment, reason)

    @property
    def _attaching(self) -> Attaching:
        return Attaching(self._office, self._recorder)
