"""Files that lie with records (เอกสารแนบ): bytes beside the store, records that name them; one way for every area."""

from abc import abstractmethod
from collections.abc import Collection
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, ClassVar, Final, Generic, TypeVar, cast

from attrs import evolve

from orqa.base.language import Text
from orqa.base.records import Record
from orqa.base.refs import RecordRef
from orqa.domain.correspondence.attachments import attachment_name, file_name, media_type_of, most_bytes
from orqa.domain.organization.kept_files import KeptFile
from orqa.office.errors import NotFound
from orqa.office.files import replacing
from orqa.office.paging import every
from orqa.office.service import Asked, Service
from orqa.storage.blobs import PART, Blob, parts_of
from orqa.storage.errors import StoreReadOnly
from orqa.storage.query import equal

if TYPE_CHECKING:
    from orqa.base.errors import OrqaError
    from orqa.office.recorder import Save

F = TypeVar("F", bound=KeptFile)

RECORD: Final = Text.of(en="the record", th="รายการ")
_FILE = Text.of(en="the file", th="แฟ้ม")


class KeptFiles(Service, Generic[F]):
    """Attach files to records of an area, and give them back: whoever sees the record sees its files.

    Attributes:
        made_of: the class of the records that name files.
        action: the action, as the policy has it.
        kinds: the kinds of records that files may lie with.
    """

    made_of: ClassVar[type[Any]]
    action: ClassVar[str]
    kinds: ClassVar[Collection[str]]

    def attach(
        self,
        about: Record | RecordRef,
        source: "str | Path | BinaryIO",
        *,
        name: str = "",
        media_type: str = "",
        key: str | None = None,
    ) -> F:
        """Keep a file with a record (แนบเอกสาร).

        Args:
            about: the record, or its reference.
            source: a path, or an open binary file.
            name: of the file; by default that of the path.
            media_type: what the bytes are; by default by the ending of the name.
            key: of the caller's choice: the same call with the same key is done once.

        Raises:
            NotFound: when there is no such record.
            OrqaError: when it is of a kind that no files lie with here.
            AttachmentNameUnusable, BlobTooLarge: when the name cannot be used, or the file is too large.
            NotAllowed: when whoever acts may not; nothing is written.
            StoreReadOnly, OSError: when nothing can be written, or the file cannot be read.
        """
        office, record = self._office, self._record(about)
        if office.read_only:
            raise StoreReadOnly(office.name)
        unit = self._unit(record)
        office.require(self.action, unit or None)
        called = attachment_name(name or _name_of(source))
        most = most_bytes(office.rules().reading())
        with self._recorder.holding() as held, _opened(source) as opened:
            blob = held.enter_context(office.blobs.keeping(parts_of(opened), most))
            told = {"about": record.ref, "name": called, "digest": blob.digest}

            def make(save: "Save") -> F:
                at = office.now()
                made: F = self.made_of(
                    id=office.ids.next_id(at),
                    about=record.ref,
                    unit=unit,
                    name=called,
                    media_type=media_type_of(called, media_type),
                    size=blob.size,
                    digest=blob.digest,
                    attached_at=at,
                )
                save(self.action, at, [made])
                return evolve(made, version=1)

            return self._recorder.once(key, self.action, Asked(told), make, lambda made: self.get(made[0].id))

    def of(self, about: Record | RecordRef) -> tuple[F, ...]:
        """The files of a record, the oldest first.

        Raises:
            NotFound: when there is no such record.
            OrqaError: when it is of a kind that no files lie with here.
        """
        ref = self._record(about).ref
        with self._office.reading(personal=True) as reader:
            return tuple(every(self._office, reader, self.made_of, equal("about", str(ref))))

    def get(self, identity: str) -> F:
        """A file by its id.

        Raises:
            NotFound: when there is none, or what it lies with may not be seen.
        """
        with self._office.reading(personal=True) as reader:
            (stored,) = reader.get_many([RecordRef(self.made_of.kind, identity)])
            file = None if stored is None else cast("F", self._office.codec.decode(stored))
            if file is None or reader.get_many([file.about])[0] is None:
                raise NotFound(_FILE, identity)
        return file

    def open(self, file: F | str) -> BinaryIO:
        """The bytes of a file, to be read and closed.

        Raises:
            NotFound: when there is none.
            BlobMissing: when its bytes are not there.
            BlobDamaged: from the read that reaches the end, when they are not those that were kept.
        """
        kept = self.get(file.id if isinstance(file, KeptFile) else file)
        return self._office.blobs.open(Blob(kept.digest, kept.size))

    def save(self, file: F | str, folder: "str | Path") -> Path:
        """Write a file into a folder, under a free name that is like its own; the path.

        Raises:
            NotFound, BlobMissing, BlobDamaged: as of :meth:`open`; no file is left behind.
            OSError: when the folder cannot be written.
        """
        from orqa.office.attachments import free_path

        kept = self.get(file.id if isinstance(file, KeptFile) else file)
        path = free_path(Path(folder), file_name(kept.name))
        with self.open(kept) as source, replacing(path) as out:
            while part := source.read(PART):
                out.write(part)
        return path

    # ------------------------------------------------------------------ inside

    @abstractmethod
    def _refused(self, kind: str) -> "OrqaError":
        """Why no file lies with a kind."""

    def _unit(self, record: Any) -> str:
        """The unit that a file of a record belongs to."""
        return str(record.unit)

    def _record(self, about: Record | RecordRef) -> Record:
        ref = about if isinstance(about, RecordRef) else about.ref
        if ref.kind not in self.kinds:
            raise self._refused(ref.kind)
        with self._office.reading(personal=True) as reader:
            (stored,) = reader.get_many([ref])
        if stored is None:
            raise NotFound(RECORD, str(ref))
        return self._office.codec.decode(stored)


def _opened(source: "str | Path | BinaryIO") -> "nullcontext[BinaryIO] | BinaryIO":
    return Path(source).open("rb") if isinstance(source, str | Path) else nullcontext(source)


def _name_of(source: "str | Path | BinaryIO") -> str:
    named = source if isinstance(source, str | Path) else getattr(source, "name", "")
    return str(named) if isinstance(named, str | Path) else ""
