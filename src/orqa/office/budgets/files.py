"""Files and links of spending cases, projects and overtime orders (เอกสารแนบและเรื่องที่เกี่ยวข้อง)."""

from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Final, cast

from attrs import evolve

from orqa.base.language import Text
from orqa.base.refs import RecordRef
from orqa.domain.budgets.action_plan import Project
from orqa.domain.budgets.errors import BudgetRefused
from orqa.domain.budgets.file_records import BudgetFile
from orqa.domain.budgets.overtime_orders import OvertimeOrder
from orqa.domain.budgets.records import SpendingCase
from orqa.domain.correspondence.attachments import attachment_name, file_name, media_type_of, most_bytes
from orqa.office.errors import NotFound
from orqa.office.files import replacing
from orqa.office.paging import every
from orqa.office.service import Asked, Service
from orqa.storage.blobs import PART, Blob, parts_of
from orqa.storage.errors import Conflict, StoreReadOnly
from orqa.storage.query import equal

if TYPE_CHECKING:
    from orqa.office.recorder import Save

ATTACH: Final = "budget.attach"
"""The action, as the policy has it: attach files, and link to letters and other records."""

_RECORD = Text.of(en="the record", th="รายการ")
_FILE = Text.of(en="the file", th="แฟ้ม")
_NO_FILES = Text.of(
    en="files lie with a spending case, a project or an overtime order, not with {kind}",
    th="แนบแฟ้มได้กับเรื่องขออนุมัติใช้เงิน โครงการ หรือคำสั่งปฏิบัติงานนอกเวลา ไม่ใช่ {kind}",
)
_MEANWHILE = Text.of(en="the case was changed at the same moment; look again", th="มีการแก้ไขเรื่องพร้อมกัน โปรดตรวจสอบอีกครั้ง")
_KINDS: Final = frozenset({SpendingCase.kind, Project.kind, OvertimeOrder.kind})
_WITH_FILES = SpendingCase | Project | OvertimeOrder


class BudgetFiles(Service):
    """Attach files, and link spending cases to letters and other records; reached as ``office.budgets.files``."""

    def attach(
        self,
        about: "SpendingCase | Project | OvertimeOrder | RecordRef",
        source: "str | Path | BinaryIO",
        *,
        name: str = "",
        media_type: str = "",
        key: str | None = None,
    ) -> BudgetFile:
        """Keep a file with a spending case, a project or an overtime order (แนบเอกสาร).

        Args:
            about: the record, or its reference.
            source: a path, or an open binary file.
            name: of the file; by default that of the path.
            media_type: what the bytes are; by default by the ending of the name.
            key: of the caller's choice: the same call with the same key is done once.

        Raises:
            NotFound: when there is no such record.
            BudgetRefused: when it is of another kind.
            AttachmentNameUnusable, BlobTooLarge: when the name cannot be used, or the file is too large.
            NotAllowed: when whoever acts may not; nothing is written.
            StoreReadOnly, OSError: when nothing can be written, or the file cannot be read.
        """
        office, record = self._office, self._record(about)
        if office.read_only:
            raise StoreReadOnly(office.name)
        unit = self._unit(record)
        office.require(ATTACH, unit or None)
        called = attachment_name(name or _name_of(source))
        most = most_bytes(office.rules().reading())
        with self._recorder.holding() as held, _opened(source) as opened:
            blob = held.enter_context(office.blobs.keeping(parts_of(opened), most))
            told = {"about": record.ref, "name": called, "digest": blob.digest}

            def make(save: "Save") -> BudgetFile:
                at = office.now()
                made = BudgetFile(
                    id=office.ids.next_id(at),
                    about=record.ref,
                    unit=unit,
                    name=called,
                    media_type=media_type_of(called, media_type),
                    size=blob.size,
                    digest=blob.digest,
                    attached_at=at,
                )
                save(ATTACH, at, [made])
                return evolve(made, version=1)

            return self._recorder.once(key, ATTACH, Asked(told), make, lambda made: self.get(made[0].id))

    def of(self, about: "SpendingCase | Project | OvertimeOrder | RecordRef") -> tuple[BudgetFile, ...]:
        """The files of a record, the oldest first.

        Raises:
            NotFound: when there is no such record.
            BudgetRefused: when it is of another kind.
        """
        ref = self._record(about).ref
        with self._office.reading(personal=True) as reader:
            return tuple(every(self._office, reader, BudgetFile, equal("about", str(ref))))

    def get(self, identity: str) -> BudgetFile:
        """A file by its id.

        Raises:
            NotFound: when there is none, or what it lies with may not be seen.
        """
        with self._office.reading(personal=True) as reader:
            (stored,) = reader.get_many([RecordRef(BudgetFile.kind, identity)])
            file = None if stored is None else cast("BudgetFile", self._office.codec.decode(stored))
            if file is None or reader.get_many([file.about])[0] is None:
                raise NotFound(_FILE, identity)
        return file

    def open(self, file: BudgetFile | str) -> BinaryIO:
        """The bytes of a file, to be read and closed.

        Raises:
            NotFound: when there is none.
            BlobMissing: when its bytes are not there.
            BlobDamaged: from the read that reaches the end, when they are not those that were kept.
        """
        kept = self.get(file.id if isinstance(file, BudgetFile) else file)
        return self._office.blobs.open(Blob(kept.digest, kept.size))

    def save(self, file: BudgetFile | str, folder: "str | Path") -> Path:
        """Write a file into a folder, under a free name that is like its own; the path.

        Raises:
            NotFound, BlobMissing, BlobDamaged: as of :meth:`open`; no file is left behind.
            OSError: when the folder cannot be written.
        """
        from orqa.office.attachments import free_path

        kept = self.get(file.id if isinstance(file, BudgetFile) else file)
        path = free_path(Path(folder), file_name(kept.name))
        with self.open(kept) as source, replacing(path) as out:
            while part := source.read(PART):
                out.write(part)
        return path

    def link(self, case: SpendingCase | str, *refs: RecordRef, key: str | None = None) -> SpendingCase:
        """Let a spending case go back to letters, minutes, agreements, projects, too (เชื่อมโยงเรื่อง); each once.

        Raises:
            NotFound: when there is no such case or record, or it may not be seen.
            BudgetRefused: when somebody else changed the case at the same moment.
            NotAllowed: when whoever acts may not; nothing is written.
        """
        office = self._office
        known = office.budgets.case(case)
        with office.reading(personal=True) as reader:
            for ref, stored in zip(refs, reader.get_many(refs), strict=True):
                if stored is None:
                    raise NotFound(_RECORD, str(ref))
        office.require(ATTACH, self._unit(known) or None)

        def make(save: "Save") -> SpendingCase:
            now = office.budgets.case(known.id)
            linked = evolve(now, concerns=tuple(dict.fromkeys((*now.concerns, *refs))))
            if linked == now:
                return now
            try:
                save(ATTACH, office.now(), [linked])
            except Conflict as conflict:
                if conflict.ref.kind != SpendingCase.kind:
                    raise
                raise BudgetRefused(_MEANWHILE) from conflict
            return evolve(linked, version=linked.version + 1)

        asked = Asked({"case": known.id, "refs": refs})
        return self._recorder.once(key, ATTACH, asked, make, lambda _made: office.budgets.case(known.id))

    # ------------------------------------------------------------------ inside

    def _record(self, about: "SpendingCase | Project | OvertimeOrder | RecordRef") -> _WITH_FILES:
        ref = about if isinstance(about, RecordRef) else about.ref
        if ref.kind not in _KINDS:
            raise BudgetRefused(_NO_FILES.fill(kind=ref.kind))
        with self._office.reading(personal=True) as reader:
            (stored,) = reader.get_many([ref])
        if stored is None:
            raise NotFound(_RECORD, str(ref))
        return cast("SpendingCase | Project | OvertimeOrder", self._office.codec.decode(stored))

    def _unit(self, record: _WITH_FILES) -> str:
        return self._office.budgets.line(record.line).unit if isinstance(record, SpendingCase) else record.unit


def _opened(source: "str | Path | BinaryIO") -> "nullcontext[BinaryIO] | BinaryIO":
    return Path(source).open("rb") if isinstance(source, str | Path) else nullcontext(source)


def _name_of(source: "str | Path | BinaryIO") -> str:
    named = source if isinstance(source, str | Path) else getattr(source, "name", "")
    return str(named) if isinstance(named, str | Path) else ""
