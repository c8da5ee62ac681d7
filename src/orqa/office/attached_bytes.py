"""All bytes that an office keeps beside its store: which records name, which are there, how a copy gets them."""

import heapq
from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING, cast

from attrs import frozen

from orqa.base.findings import Finding, FindingKind, Severity
from orqa.base.language import Text
from orqa.base.refs import RecordRef
from orqa.domain.attendance.clocks import PunchFile
from orqa.domain.budgets.file_records import BudgetFile
from orqa.domain.correspondence.records import Attachment
from orqa.domain.partnerships.file_records import PartnershipFile
from orqa.office.errors import AttachmentsUnplaced
from orqa.storage.blobs import Blob, BlobDamaged, BlobMissing, Blobs, parts_of
from orqa.storage.errors import StorageError, StoreUnavailable
from orqa.storage.protocol import SYSTEM, Store
from orqa.storage.query import equal

if TYPE_CHECKING:
    from orqa.office.keeping import Kept

NAMERS = (Attachment, PunchFile, BudgetFile, PartnershipFile)
"""The records that name bytes, each by the fields ``digest``, ``size`` and ``name``."""

_KINDS = tuple(record.kind for record in NAMERS)
_PAGE = 500
_KEPT_FROM = Text.of(en="a restricted attachment", th="สิ่งที่ส่งมาด้วยซึ่งจำกัดการเข้าถึง")

MISSING = FindingKind(
    "attachment-bytes-missing",
    Severity.ERROR,
    Text.of(
        en="The bytes of {name} ({what}) are not in {kept_in}. Restore them from a backup",
        th="ไม่พบข้อมูลของ {name} ({what}) ใน {kept_in} ให้กู้จากสำเนาสำรอง",
    ),
)
DAMAGED = FindingKind(
    "attachment-bytes-damaged",
    Severity.ERROR,
    Text.of(
        en="The bytes of {name} ({what}) in {kept_in} are not those that were kept. Restore them from a backup",
        th="ข้อมูลของ {name} ({what}) ใน {kept_in} ไม่ตรงกับที่เก็บไว้ ให้กู้จากสำเนาสำรอง",
    ),
)
UNREADABLE = FindingKind(
    "attachment-bytes-unreadable",
    Severity.ERROR,
    Text.of(
        en="The bytes of {name} ({what}) in {kept_in} cannot be read: {reason}",
        th="อ่านข้อมูลของ {name} ({what}) ใน {kept_in} ไม่ได้: {reason}",
    ),
)
UNLISTED = FindingKind(
    "attachment-bytes-unlisted",
    Severity.ERROR,
    Text.of(
        en="What {kept_in} holds cannot be listed, and so not be looked at for what no record names: {reason}",
        th="แสดงรายการใน {kept_in} ไม่ได้ จึงตรวจหาข้อมูลที่ไม่มีระเบียนใดอ้างถึงไม่ได้: {reason}",
    ),
)
ORPHAN = FindingKind(
    "attachment-bytes-orphan",
    Severity.WARNING,
    Text.of(
        en="{kept_in} holds the bytes {digest}, which no record names. Remove what is left behind: orqa sweep",
        th="{kept_in} มีข้อมูล {digest} ที่ไม่มีระเบียนใดอ้างถึง ให้ลบข้อมูลที่ค้างอยู่โดยสั่ง orqa sweep",
    ),
)


@frozen
class Names:
    """Tells whether a record of a store names bytes, looked up anew each time."""

    store: Store

    def __call__(self, digest: str) -> bool:
        """Whether one does."""
        with self.store.read(SYSTEM) as reader:
            return any(reader.count(kind, equal("digest", digest)) for kind in _KINDS)


def named_blobs(store: Store) -> Iterator[Blob]:
    """All that the records of a store name, each once."""
    with store.read(SYSTEM) as reader:
        of_kinds = [reader.rows(kind, ("digest", "size"), order=("digest",)) for kind in _KINDS]
        before = ""
        for digest, size in heapq.merge(*of_kinds):
            if digest != before:
                before = str(digest)
                yield Blob(before, cast("int", size))


def bring(office: "Kept", target: Store, name: str, into: Blobs | None) -> None:
    """Copy the bytes that a copy of an office names and has not yet.

    What was destroyed in the office since the copy was made is left out.

    Args:
        office: the original.
        target: the copy.
        name: how messages call the copy.
        into: where the copy's bytes are kept.

    Raises:
        AttachmentsUnplaced: when there are any, and nobody said where they are or shall be.
        BlobMissing, BlobDamaged: when some are not as they were kept; those before it are copied.
    """
    wanted = list(named_blobs(target))
    if not wanted:
        return
    if into is None:
        raise AttachmentsUnplaced(name)
    there = {digest for digest, _ in into.digests()}
    for blob in wanted:
        if blob.digest not in there:
            _bring(office, blob, into)


def _bring(office: "Kept", blob: Blob, into: Blobs) -> None:
    try:
        with office.blobs.open(blob) as source, into.keeping(parts_of(source)):
            pass
    except BlobMissing:
        if Names(office.store)(blob.digest):
            raise


def check(store: Store, blobs: Blobs, before: datetime) -> Iterator[Finding]:
    """What is wrong with the bytes of a store's attachments; all of them are read.

    Args:
        store: whose records name them.
        blobs: where they are.
        before: bytes that no record names are told when they were written before this; later ones may be about
            to be named.
    """
    names = Names(store)
    named = set()
    for blob in named_blobs(store):
        named.add(blob.digest)
        try:
            blobs.check(blob)
        except (BlobMissing, BlobDamaged, StoreUnavailable) as error:
            yield from (_told(error, ref, name, blobs.place) for ref, name in _of(store, blob))
    try:
        listed = list(blobs.digests())
    except StoreUnavailable as error:
        yield UNLISTED.make(kept_in=blobs.place, reason=error.reason)
        return
    for digest, at in listed:
        if at < before and digest not in named and not names(digest):
            yield ORPHAN.make(kept_in=blobs.place, digest=digest)


def _told(error: StorageError, ref: RecordRef, name: Text | str, place: str) -> Finding:
    if isinstance(error, StoreUnavailable):
        return UNREADABLE.make(record=ref, name=name, what=ref, kept_in=place, reason=error.reason)
    kind = MISSING if isinstance(error, BlobMissing) else DAMAGED
    return kind.make(record=ref, name=name, what=ref, kept_in=place)


def _of(store: Store, blob: Blob) -> list[tuple[RecordRef, Text | str]]:
    """The attachments that name bytes, with their names; none where they were destroyed meanwhile.

    Findings are read by many, so the name of one that is kept from anybody is not told.
    """
    with store.read(SYSTEM) as reader:
        pages = [reader.find(kind, equal("digest", blob.digest), limit=_PAGE).items for kind in _KINDS]
    return [(one.ref, _KEPT_FROM if one.readers else str(one.body["name"])) for page in pages for one in page]
