"""One batch in PostgreSQL: any batch, in a transaction of several statements.

What most batches are, new records that take numbers, :mod:`orqa.plugins.builtin.stores.postgresql_single` writes with
one statement.
"""

import os
from collections.abc import Sequence
from typing import Any

import psycopg
from attrs import define, field

from orqa.plugins.builtin.stores.postgresql_tables import NUMBER, SHIFT
from orqa.storage.chain import digest_of_salted
from orqa.storage.errors import BadBatch, Conflict, Refused
from orqa.storage.protocol import Add, Receipt
from orqa.storage.sql.dialect import Connection, Dialect
from orqa.storage.sql.journal import Lines
from orqa.storage.sql.writing import Writing

INSERT_ENTRY = (
    "INSERT INTO _entry (position, batch, op, kind, id, version, readers, salt, digest, prev, body)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
INSERT_UNSEALED = "INSERT INTO _unsealed (batch) VALUES (?)"
_MOST = (1 << SHIFT) - 1
"""Entries behind one number."""

_ROOM = "INSERT INTO _cell (name, value) SELECT item, 0 FROM {listed} w ORDER BY item ON CONFLICT (name) DO NOTHING"
_HOLD = "SELECT c.name, c.value FROM _cell c WHERE c.name IN (SELECT item FROM {listed} w) ORDER BY c.name FOR UPDATE"


@define(eq=False)
class OpenLines(Lines):
    """The entries of one batch, numbered; their places in the journal come later.

    Attributes:
        positions: of all entries of the batch.
    """

    positions: Sequence[int] = field(kw_only=True)

    def add(  # noqa: PLR0913, PLR0917 - as the base
        self, op: str, kind: str, identity: str, version: int, readers: str, prev: str, body: bytes
    ) -> int:
        """See the base."""
        place = len(self.rows)
        position, salt = self.positions[place], self.salts[32 * place : 32 * place + 32]
        fixed = (op, kind, identity, version, readers)
        digest = digest_of_salted(salt.encode() + body)
        self.rows.append((position, self.number, *fixed, salt, digest, prev, body.decode()))
        return position

    def write(self, connection: Connection, dialect: Dialect) -> None:
        """See the base."""
        dialect.insert(connection, INSERT_ENTRY, self.rows)


@define(eq=False)
class PgWriting(Writing):
    """See the base; a statement that fails ends the transaction, so little is tried out.

    Attributes:
        look: whether to look first if new records are there already. Else a unique index says it, and ends the
            transaction: for the caller to look then.
    """

    look: bool = field(kw_only=True)

    def run(self) -> Receipt:
        """Write the batch, unless it was written before.

        Raises:
            Conflict, Refused, BadBatch: see :meth:`orqa.storage.protocol.Store.apply`.
            psycopg.errors.UniqueViolation: when the batch or a version is there, perhaps since a moment ago.
        """
        if first := self._first_receipt():
            return first
        batch = self.batch
        count = len(batch.writes) + bool(batch.adds or batch.reason)
        if not count:
            return Receipt(self._end())
        try:
            before = self._before([write for write in batch.writes if self.look or write.expected])
            numbers = self._add(batch.adds) if batch.adds else ()
        except (Conflict, Refused, BadBatch):
            if not self.look:  # the first version that is not as expected is told, of new records too
                self._before(batch.writes)
            raise
        lines = self._open_lines(count)
        lines.open(self.connection)
        self.make(lines, before, numbers)
        self.change_tables(lines)
        lines.write(self.connection, self.dialect)  # behind them: an erasure blanks what was there before
        self.connection.execute(INSERT_UNSEALED, (lines.number,))
        return Receipt(lines.number, numbers)

    def _end(self) -> int:
        return self._one("SELECT coalesce(max(position), 0) FROM _entry")

    def _one(self, sql: str) -> int:
        ((value,),) = self.connection.execute(sql).fetchall()
        return int(value)

    def _open_lines(self, count: int) -> OpenLines:
        positions: list[int] = []
        while len(positions) < count:
            base = self._one(f"SELECT {NUMBER}")
            positions += range(base + 1, base + 1 + min(count - len(positions), _MOST))
        salts = os.urandom(16 * count).hex()
        return OpenLines(self.batch, 0, "", positions[-1], salts, positions=positions)

    def _add(self, adds: Sequence[Add]) -> tuple[int, ...]:
        """See the base; cells are made and locked in the order of their names, so that nobody waits in a circle."""
        if len(adds) == 1 and not adds[0].is_bounded:
            return (self._raised(adds[0]),)
        listed, names = self.dialect.listed(), self.dialect.listing(sorted({add.cell for add in adds}))
        self.connection.execute(_ROOM.format(listed=listed), (names,))
        return super()._add(adds)

    def _raised(self, add: Add) -> int:
        try:
            return super()._raised(add)
        except psycopg.errors.NumericValueOutOfRange:
            if not self.look:  # the transaction has ended; in another one, versions are looked at first
                raise
            raise BadBatch(f"{add.cell}: {add.amount} more does not fit 64 bits") from None

    def _cells(self, names: set[str]) -> dict[str, int]:
        sql = _HOLD.format(listed=self.dialect.listed())
        return dict(self._pairs(sql, self.dialect.listing(sorted(names))))

    def _pairs(self, sql: str, names: Any) -> list[Any]:
        return self.connection.execute(sql, (names,)).fetchall()
