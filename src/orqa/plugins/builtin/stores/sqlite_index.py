"""Whether the search index of a SQLite file holds the pieces of the texts beside it: all of them, and no others.

The index is read once from its first piece to its last. Of each record only the sum of its pieces' hashes is kept,
so that a million texts fit into memory; two different lists of pieces with the same sum do not come by accident.
"""

from array import array
from collections.abc import Iterator

from orqa.base.findings import Finding, FindingKind, Severity
from orqa.base.language import Text
from orqa.base.refs import RecordRef
from orqa.storage.sql.changes import taken_up
from orqa.storage.sql.dialect import Connection, Dialect
from orqa.storage.sql.journal import last_of
from orqa.storage.sql.tables import KindTable, quoted

INDEX_DIFFERS = FindingKind(
    "search-index-differs",
    Severity.ERROR,
    Text.of(
        en="The search index does not hold the text of {what}. Copy the office into a new store, where it is made anew:"
        " orqa copy",
        th="ดัชนีค้นไม่ตรงกับข้อความของ {what} ให้คัดลอกสำนักงานไปยังที่เก็บใหม่ซึ่งจะสร้างดัชนีขึ้นใหม่ โดยสั่ง orqa copy",
    ),
)
INDEX_KEEPS = FindingKind(
    "search-index-keeps",
    Severity.ERROR,
    Text.of(
        en="The search index of {kind} holds a text for entry {position}, which is no open record. Copy the office into"
        " a new store: orqa copy",
        th="ดัชนีค้นของ {kind} ยังมีข้อความของรายการที่ {position} ซึ่งไม่ใช่เรื่องที่เปิดเผย ให้คัดลอกสำนักงานไปยังที่เก็บใหม่โดยสั่ง orqa copy",
    ),
)

_MASK = 2**64 - 1
_PIECE = 3
_PAD = "\n\n"


def check_index(connection: Connection, dialect: Dialect, table: KindTable) -> Iterator[Finding]:
    """Compare the index of a searchable kind with its texts.

    Args:
        connection: in a snapshot.
        dialect: SQLite's.
        table: of the kind.
    """
    end, _ = last_of(connection)
    sums = _sums(connection, table, end)
    rows = connection.execute(
        f"SELECT recorded, id, _text FROM {table.name} WHERE recorded <= ? AND _readers = '' AND _text <> ''",  # noqa: S608 - checked names
        (taken_up(dialect, end),),
    )
    for recorded, identity, text in rows:
        if sums[recorded] != _sum(text + _PAD):
            ref = RecordRef(table.spec.kind, identity)
            yield INDEX_DIFFERS.make(record=ref, what=str(ref))
        sums[recorded] = 0
    for position in (place for place, left in enumerate(sums) if left):
        yield INDEX_KEEPS.make(kind=table.spec.kind, position=position)


def _sums(connection: Connection, table: KindTable, end: int) -> "array[int]":
    """The sum of the hashes of all pieces that the index holds, by position of the record."""
    name = quoted(f"{table.search_name}_instances")
    index = table.search_name.replace("'", "''")
    connection.execute(f"CREATE VIRTUAL TABLE temp.{name} USING fts5vocab('main', '{index}', 'instance')")
    try:
        sums = array("Q", bytes(8 * (end + 1)))
        for piece, recorded in connection.execute(f"SELECT term, doc FROM temp.{name}"):  # noqa: S608 - as above
            if 0 <= recorded <= end:
                sums[recorded] = (sums[recorded] + hash(piece)) & _MASK
        return sums
    finally:
        connection.execute(f"DROP TABLE temp.{name}")


def _sum(text: str) -> int:
    return sum(hash(text[place : place + _PIECE]) for place in range(len(text) - _PIECE + 1)) & _MASK
