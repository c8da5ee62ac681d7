"""Entries of another store on their way into PostgreSQL: they keep their positions, and are sealed as they come."""

from collections.abc import Iterator, Sequence
from typing import Any

from attrs import define, field

from orqa.plugins.builtin.stores.postgresql_sealing import last_seal, seal
from orqa.plugins.builtin.stores.postgresql_tables import NUMBER
from orqa.plugins.builtin.stores.postgresql_writing import INSERT_ENTRY
from orqa.storage.loading import Spelled
from orqa.storage.protocol import Checkpoint
from orqa.storage.sql.journal import INSERT_BATCH
from orqa.storage.sql.loading import Loading

_INSERT_SEAL = "INSERT INTO _seal (position, entry, chain) VALUES (?, ?, ?)"


@define(eq=False)
class PgLoading(Loading):
    """See the base."""

    _base: int = field(default=0, init=False)

    def _begin(self) -> Checkpoint:
        """The journal's end, with everything sealed that is here, and numbers for what comes."""
        while seal(self.connection, self.dialect):
            pass
        end = last_seal(self.connection)
        ((number,),) = self.connection.execute(f"SELECT {NUMBER}").fetchall()
        self._base = number - end.position
        return end

    def _end(self) -> Checkpoint:
        return last_seal(self.connection)

    def _number(self, position: int) -> int:
        return self._base + position

    def _write_journal(self, parts: Sequence[Sequence[Spelled]]) -> None:
        insert = self.dialect.insert
        insert(self.connection, INSERT_BATCH, [self._batch_row(part) for part in parts])
        insert(self.connection, INSERT_ENTRY, [row for part in parts for row in self._open_rows(part)])
        seals = [(e.position, self._number(e.position), e.chain) for part in parts for e, _ in part]
        insert(self.connection, _INSERT_SEAL, seals)

    def _open_rows(self, part: Sequence[Spelled]) -> Iterator[tuple[Any, ...]]:
        """The rows of the entries, without their places in the chain."""
        for *columns, _, body in self._rows(part):
            yield (*columns, body)
