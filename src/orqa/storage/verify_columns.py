"""Whether what lists and searches read still agrees with the records: the columns beside the bodies."""

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any

from orqa.base.findings import Finding, FindingKind, Severity
from orqa.base.language import Text
from orqa.base.refs import RecordRef
from orqa.storage.codec import Codec
from orqa.storage.errors import StorageError
from orqa.storage.protocol import KindSpec, Reader

COLUMN_DIFFERS = FindingKind(
    "record-column-differs",
    Severity.ERROR,
    Text.of(
        en="{what}: lists show {found!r} as {column}, the record says {expected!r}. Restore a backup",
        th="{what}: รายการค้นแสดง {column} เป็น {found!r} แต่ตัวเรื่องเป็น {expected!r} ให้กู้จากสำเนาสำรอง",
    ),
)
RECORD_UNREADABLE = FindingKind(
    "record-unreadable",
    Severity.ERROR,
    Text.of(en="{what} cannot be read: {error}", th="อ่าน {what} ไม่ได้: {error}"),
)

_CHUNK = 500


def check_columns(reader: Reader, codec: Codec) -> Iterator[Finding]:
    """Compare each declared column of each record with what the record's body says.

    Args:
        reader: a snapshot that sees everything.
        codec: of the records whose kinds the store was told.
    """
    for spec in codec.kinds:
        names = tuple(declared.name for declared in spec.fields)
        rows = reader.rows(spec.kind, ("id", *names))
        while chunk := list(islice(rows, _CHUNK)):
            yield from _compared(reader, codec, spec, names, chunk)


def _compared(
    reader: Reader, codec: Codec, spec: KindSpec, names: Sequence[str], rows: Sequence[Sequence[Any]]
) -> Iterator[Finding]:
    refs = [RecordRef(spec.kind, str(row[0])) for row in rows]
    for ref, row, stored in zip(refs, rows, reader.get_many(refs), strict=True):
        if stored is None:
            continue  # what lists show and the journal does not know is told by the journal's own check
        try:
            index = codec.project(stored).index
        except StorageError as error:
            yield RECORD_UNREADABLE.make(record=ref, what=str(ref), error=error.messages)
            continue
        for name, found in zip(names, row[1:], strict=True):
            if found != index[name]:
                yield COLUMN_DIFFERS.make(
                    record=ref, field=name, what=str(ref), column=name, found=found, expected=index[name]
                )
