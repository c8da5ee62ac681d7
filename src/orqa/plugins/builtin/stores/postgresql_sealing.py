"""Giving written entries their positions and their places in the chain.

Whoever asks for the journal seals first what is committed and not sealed yet, batch by batch in the order in which the
batches were written down. One program seals at a time, and no writer waits for it.
"""

from collections.abc import Iterator

from orqa.plugins.builtin.stores.postgresql_tables import LAST, SEALING
from orqa.storage.chain import entry_hash, link
from orqa.storage.protocol import Checkpoint
from orqa.storage.sql.dialect import Connection, Dialect, Row

AT_ONCE = 2_000
"""Batches that are sealed in one transaction."""

WAITING = "SELECT 1 FROM _unsealed LIMIT 1"
_TAKE = "DELETE FROM _unsealed WHERE batch IN (SELECT batch FROM _unsealed ORDER BY batch LIMIT ?) RETURNING batch"
_ENTRIES = (
    "SELECT e.position, b.id, e.op, e.kind, e.id, e.version, b.at, b.actor, b.action, e.readers, e.digest, e.prev"
    " FROM (SELECT unnest(CAST(? AS BIGINT[])) AS item) w JOIN _batch b ON b.number = w.item"
    " JOIN _entry e ON e.batch = b.number AND e.position > ? AND e.position <= ? ORDER BY e.position"
)
_INSERT = "INSERT INTO _seal (position, entry, chain) VALUES (?, ?, ?)"


def last_seal(connection: Connection) -> Checkpoint:
    """The journal's end; position 0 and an empty hash before the first."""
    return Checkpoint(*(connection.execute(LAST).fetchone() or (0, "")))


def seal(connection: Connection, dialect: Dialect, most: int = AT_ONCE) -> bool:
    """Seal some batches in an open transaction; whether there may be more."""
    connection.execute(SEALING)
    numbers = sorted(number for (number,) in connection.execute(_TAKE, (most,)).fetchall())
    if numbers:
        rows = connection.execute(_ENTRIES, (numbers, *_span(numbers))).fetchall()
        dialect.insert(connection, _INSERT, list(_sealed(rows, last_seal(connection))))
    return len(numbers) == most


def _span(numbers: list[int]) -> tuple[int, int]:
    """Between which positions the entries of batches may lie: a batch has the number of its last entry."""
    return 0, numbers[-1]


def _sealed(rows: list[Row], end: Checkpoint) -> Iterator[tuple[int, int, str]]:
    chain = end.chain
    for position, row in enumerate(rows, end.position + 1):
        entry, batch, op, kind, identity, version, at, actor, action, readers, digest, prev = row
        hashed = entry_hash(batch, op, kind, identity, version, at, actor, action, readers, digest, prev)
        chain = link(chain, hashed)
        yield position, entry, chain
