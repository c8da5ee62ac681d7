"""A backup: one SQLite file that holds the whole office, written while the office is used."""

import errno
import os
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from orqa.base.errors import OrqaError
from orqa.base.findings import Finding
from orqa.base.language import Text, joined
from orqa.office.files import alone, placing
from orqa.storage.copying import copy
from orqa.storage.errors import UpgradeNeeded
from orqa.storage.protocol import SelfCopying, Store
from orqa.storage.verify import verify

if TYPE_CHECKING:
    from orqa.office.keeping import Kept
    from orqa.storage.blobs import Blobs
    from orqa.storage.codec import Codec
    from orqa.storage.protocol import Progress
    from orqa.storage.verify import Verification

_BESIDE = ("-wal", "-shm", "-queue", "-journal")
"""What a store of SQLite has beside its file."""


THERE = Text.of(en="there already", th="มีอยู่แล้ว")
MAKING = Text.of(en="being made by another backup", th="กำลังถูกสร้างโดยการสำรองอีกรายการหนึ่ง")


class BackupInTheWay(OrqaError, FileExistsError):
    """There is a file already where the backup shall be, or another backup is making it."""

    code: ClassVar[str] = "backup-in-the-way"
    template: ClassVar[Text] = Text.of(
        en="{file} is {state}; choose another name, or say that it shall be replaced while nobody uses it",
        th="{file} {state} ให้เลือกชื่ออื่น หรือสั่งให้แทนที่ขณะที่ไม่มีใครใช้แฟ้มนั้น",
    )

    file: str
    state: Text = THERE


class BackupUnsound(OrqaError):
    """What was written is not a sound office, because the office itself is damaged; no backup was left behind."""

    code: ClassVar[str] = "backup-unsound"
    template: ClassVar[Text] = Text.of(
        en="no backup was made of {office}, for it is damaged: {problems}. Run: orqa verify, and restore an earlier"
        " backup",
        th="ไม่ได้สำรอง {office} เพราะข้อมูลเสียหาย: {problems} ให้สั่ง orqa verify และกู้จากสำเนาก่อนหน้า",
    )

    office: str
    findings: tuple[Finding, ...]

    def shown(self) -> dict[str, object]:
        """The office and its first few problems."""
        first = joined((finding.message for finding in self.findings[:3]), "; ")
        return {"office": self.office, "problems": first}


def backup(
    store: Store, office: "Kept", path: Path, *, check: bool, progress: "Progress | None"
) -> "Verification | None":
    """Write the backup of an office's store; see :meth:`orqa.office.keeping.Kept.backup`."""
    began = datetime.now(UTC)
    with placing(path) as fresh:
        try:
            _write(store, office, fresh, progress)
            named = _bring(office, fresh, path)
            found = _checked(office, fresh) if check else None
        finally:
            for ending in _BESIDE:
                Path(f"{fresh}{ending}").unlink(missing_ok=True)
    _beside(office, path).sweep(began, named.__contains__, signs=began)  # what an earlier one had besides
    return found


@contextmanager
def way(path: Path, *, replace: bool) -> Iterator[None]:
    """Keep this name for one backup.

    A file that a program has open must not be replaced: what SQLite keeps beside it would spoil the new one. Of two
    backups at once the first would sweep away attachments that only the second names.

    Raises:
        BackupInTheWay: when a backup cannot take the name.
        FileNotFoundError: when its folder is not there.
    """
    if not path.absolute().parent.is_dir():
        raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), str(path.parent))
    with ExitStack() as held:
        try:
            held.enter_context(alone(path))
        except BlockingIOError:
            raise BackupInTheWay(str(path), MAKING) from None
        in_use = any(Path(f"{path}{ending}").exists() for ending in ("-wal", "-shm"))
        if in_use or (path.exists() and not replace):
            raise BackupInTheWay(str(path))
        yield


def _write(store: Store, office: "Kept", fresh: Path, progress: "Progress | None") -> None:
    if isinstance(store, SelfCopying):
        store.copy_into(str(fresh), progress=progress)
        return
    with closing(office.contributions.store(_url(fresh))) as target:
        copy(store, target, office.codec, name=str(fresh), progress=progress)


def _bring(office: "Kept", fresh: Path, path: Path) -> frozenset[str]:
    """Lay the bytes of attachments beside the backup and take none away, for the earlier one has the name still.

    Returns:
        the digests that the backup names.
    """
    from orqa.office.attached_bytes import NAMERS, bring, named_blobs

    with closing(office.contributions.store(_url(fresh), read_only=True)) as store:
        store.ensure([office.codec.spec(record) for record in NAMERS])
        bring(office, store, str(path), _beside(office, path))
        return frozenset(blob.digest for blob in named_blobs(store))


def _beside(office: "Kept", path: Path) -> "Blobs":
    return office.contributions.blobs(f"{path.absolute()}.files")


def _checked(office: "Kept", fresh: Path) -> "Verification":
    with closing(office.contributions.store(_url(fresh), read_only=True)) as store:
        codec: Codec | None = office.codec
        try:
            store.ensure(office.codec.kinds)
        except UpgradeNeeded:  # a backup made before the upgrade: its journal is all that can be looked at
            codec = None
        found = verify(store, codec=codec)
    if not found.is_sound:
        raise BackupUnsound(office.name, found.findings)
    return found


def _url(path: Path) -> str:
    return f"sqlite:///{path.absolute()}"
