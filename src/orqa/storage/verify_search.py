"""Whether searching finds what it should: the search text beside each record, and the index over it."""

from collections.abc import Iterator
from itertools import islice

from orqa.base.findings import Finding, FindingKind, Severity
from orqa.base.language import Text
from orqa.base.refs import RecordRef
from orqa.storage.codec import Codec
from orqa.storage.errors import StorageError
from orqa.storage.protocol import Reader, ShowsTexts
from orqa.storage.query import contains

TEXT_DIFFERS = FindingKind(
    "search-text-differs",
    Severity.ERROR,
    Text.of(
        en="{what}: search reads another text than the record says. Copy the office into a new store, where it is made"
        " anew: orqa copy",
        th="{what}: ข้อความสำหรับค้นไม่ตรงกับตัวเรื่อง ให้คัดลอกสำนักงานไปยังที่เก็บใหม่ซึ่งจะสร้างขึ้นใหม่ โดยสั่ง orqa copy",
    ),
)
NOT_FOUND = FindingKind(
    "search-misses-record",
    Severity.ERROR,
    Text.of(
        en="{what} is not found by its own words. Copy the office into a new store, where the search index is made"
        " anew: orqa copy",
        th="ค้น {what} ด้วยคำของเรื่องเองไม่พบ ให้คัดลอกสำนักงานไปยังที่เก็บใหม่ซึ่งจะสร้างดัชนีขึ้นใหม่ โดยสั่ง orqa copy",
    ),
)

ASKED = 300
"""Records of a kind, spread evenly, for whose words the search is asked: to find each of a million would take hours."""

_CHUNK = 500
_WORDS = 3


def check_search(reader: Reader, codec: Codec) -> Iterator[Finding]:
    """Compare each record's search text with what its body says, and ask for records by their own words.

    Args:
        reader: a snapshot that sees everything.
        codec: of the records whose kinds the store was told.
    """
    for spec in codec.kinds:
        if spec.searchable:
            yield from _check_kind(reader, codec, spec.kind)


def _check_kind(reader: Reader, codec: Codec, kind: str) -> Iterator[Finding]:
    step = max(1, reader.count(kind) // ASKED)
    place = 0
    texts = _texts(reader, kind)
    while chunk := list(islice(texts, _CHUNK)):
        refs = [RecordRef(kind, identity) for identity, _ in chunk]
        for ref, stored, (_, text) in zip(refs, reader.get_many(refs), chunk, strict=True):
            place += 1
            if stored is None:
                continue  # told by the journal's own check
            try:
                expected = codec.project(stored).text
            except StorageError:
                continue  # told by the check of columns
            if text is not None and text != expected:
                yield TEXT_DIFFERS.make(record=ref, what=str(ref))
            elif place % step == 0 and not _finds(reader, ref, expected):
                yield NOT_FOUND.make(record=ref, what=str(ref))


def _texts(reader: Reader, kind: str) -> Iterator[tuple[str, str | None]]:
    """The ids of a kind, with the search texts where the store shows them."""
    if isinstance(reader, ShowsTexts):
        return reader.texts(kind)
    return ((str(identity), None) for (identity,) in reader.rows(kind, ("id",)))


def _finds(reader: Reader, ref: RecordRef, text: str) -> bool:
    """Whether its longest words, which few others have, find it."""
    words = sorted(text.split(), key=len)[-_WORDS:]
    return any(identity == ref.id for (identity,) in reader.rows(ref.kind, ("id",), contains(" ".join(words))))
