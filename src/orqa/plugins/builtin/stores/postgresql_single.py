"""What most batches are, in one statement and one round trip: new records that take numbers.

The statement raises the cells, asks for the batch's number, writes entries, rows and the adds, and answers the numbers.
Where the cells' new values go, into bodies and columns, the database puts them in, and works out the digests. So a cell
stays locked for one statement only, however far away the server is.

What is not as it should be (the batch is known, a record is there, the tables were built anew) makes the statement
fail or do nothing; :class:`~orqa.plugins.builtin.stores.postgresql_writing.PgWriting` then finds out what it is.
"""

import os
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from attrs import define, field

from orqa.plugins.builtin.stores.postgresql_tables import NUMBER
from orqa.storage.chain import canonical, moment
from orqa.storage.checks import ADDS_KIND
from orqa.storage.protocol import Batch, Op, Put, Receipt
from orqa.storage.sql.dialect import Connection
from orqa.storage.sql.making import adds_body
from orqa.storage.sql.marks import UPGRADES
from orqa.storage.sql.tables import KindTable, quoted

_MOST_WRITES = 12
_MOST_CELLS = 4
_FILLED = re.compile(r'"@([0-9a-f]{32})(\d)@"')


class _Row(NamedTuple):
    """The shape of one record: its table's name, whether it has text, and the cell of each column that gets one."""

    table: str
    has_text: bool
    columns: tuple[tuple[str, str, int], ...]
    """Name, type, and the number of the cell or -1 for a parameter."""
    cells: tuple[int, ...]
    """Of the body, in the order in which their values stand in it."""


@lru_cache(maxsize=256)
def _statement(cells: int, rows: tuple[_Row, ...], adds: tuple[int, ...] | None) -> str:
    """The statement for batches of one shape; ``adds``: cells in the body of the entry of the adds, None for none."""
    count = len(rows) + (adds is not None)
    drawn = ", ".join(f"c{n}" for n in range(cells)) or "g"
    parts = [
        f"g AS (SELECT 1 WHERE coalesce((SELECT value FROM _store WHERE name = '{UPGRADES}'), '0') = ?)",  # noqa: S608 - constants
        *(_cell(n) for n in range(cells)),
        f"n AS MATERIALIZED (SELECT {NUMBER} AS base FROM {drawn})",  # noqa: S608 - constants
        f"b AS (INSERT INTO _batch (number, id, at, actor, action) SELECT base + {count}, ?, ?, ?, ? FROM n)",  # noqa: S608 - constants
        _entries(cells, rows, adds, count),
        *(_record(place, row) for place, row in enumerate(rows, 1)),
        f"u AS (INSERT INTO _unsealed (batch) SELECT base + {count} FROM n)",  # noqa: S608 - constants
    ]
    values = "".join(f", c{n}.value" for n in range(cells))
    source = ", ".join(["n", *(f"c{n}" for n in range(cells))])
    return f"WITH {', '.join(parts)} SELECT n.base + {count}{values} FROM {source}"  # noqa: S608 - constants


def _cell(number: int) -> str:
    return (
        f"c{number} AS (INSERT INTO _cell AS c (name, value) SELECT ?, CAST(? AS BIGINT)"  # noqa: S608 - constants
        f" FROM {f'c{number - 1}' if number else 'g'}"
        " ON CONFLICT (name) DO UPDATE SET value = c.value + excluded.value RETURNING value)"
    )


def _entries(cells: int, rows: Sequence[_Row], adds: tuple[int, ...] | None, count: int) -> str:
    lines = [f"({place}, '{Op.PUT}', ?, ?, ?, ?, {_body(row.cells)})" for place, row in enumerate(rows, 1)]
    if adds is not None:
        lines.append(f"({count}, '{Op.ADDS}', ?, ?, ?, ?, {_body(adds)})")
    source = ", ".join(["n", *(f"c{n}" for n in range(cells))])
    return (
        "e AS (INSERT INTO _entry (position, batch, op, kind, id, version, readers, salt, digest, prev, body)"  # noqa: S608 - constants
        f" SELECT n.base + l.place, n.base + {count}, l.op, l.kind, l.id, 1, l.readers, l.salt,"
        " encode(sha256(convert_to(l.salt || l.body, 'UTF8')), 'hex'), '', l.body"
        f" FROM {source}, LATERAL (VALUES {', '.join(lines)}) AS l (place, op, kind, id, readers, salt, body))"
    )


def _body(cells: tuple[int, ...]) -> str:
    return "CAST(? AS TEXT)" + "".join(f" || c{cell}.value || CAST(? AS TEXT)" for cell in cells)


def _record(place: int, row: _Row) -> str:
    names = ["recorded", "id", "version", "_content", "_readers", *(["_text"] if row.has_text else [])]
    values = [f"n.base + {place}", "?", "1", f"n.base + {place}", "?", *(["?"] if row.has_text else [])]
    for name, kind, cell in row.columns:
        names.append(quoted(name))
        values.append(f"c{cell}.value" if cell >= 0 else f"CAST(? AS {kind})")
    taken = sorted({cell for _, _, cell in row.columns if cell >= 0})
    source = ", ".join(["n", *(f"c{n}" for n in taken)])
    return f"r{place} AS (INSERT INTO {row.table} ({', '.join(names)}) SELECT {', '.join(values)} FROM {source})"  # noqa: S608 - checked names


@define(eq=False)
class Single:
    """One batch that one statement can write.

    Attributes:
        batch: of new records, each cell raised once and without bounds.
        tables: of the declared kinds.
        upgrades: how often tables were built anew, as far as this program knows.
    """

    batch: Batch
    tables: Mapping[str, KindTable]
    upgrades: int
    _mark: str = field(factory=lambda: os.urandom(16).hex(), init=False)

    @staticmethod
    def takes(batch: Batch) -> bool:
        """Whether the batch is of this sort."""
        if not 0 < len(batch.writes) <= _MOST_WRITES or len(batch.adds) > _MOST_CELLS:
            return False
        if len({add.cell for add in batch.adds}) < len(batch.adds):
            return False
        if any(add.is_bounded for add in batch.adds):
            return False
        return all(isinstance(write, Put) and not write.expected for write in batch.writes)

    def run(self, connection: Connection) -> Receipt | None:
        """Write the batch; None when nothing was written and somebody must look why."""
        order = sorted(range(len(self.batch.adds)), key=lambda place: self.batch.adds[place].cell)
        place_of = {place: number for number, place in enumerate(order)}
        puts = [write for write in self.batch.writes if isinstance(write, Put)]
        made = [self._made(put, place_of) for put in puts]
        tail = self._adds(place_of)
        sql = _statement(len(order), tuple(row for row, _, _ in made), tail and tail[0])
        answer = connection.execute(sql, tuple(self._parameters(order, made, tail))).fetchone()
        if answer is None:
            return None
        return Receipt(answer[0], tuple(answer[1 + place_of[place]] for place in range(len(order))))

    def _parameters(self, order: Sequence[int], made: Sequence[Any], tail: Any) -> Iterator[Any]:
        batch = self.batch
        yield str(self.upgrades)
        for place in order:
            yield from (batch.adds[place].cell, batch.adds[place].amount)
        yield from (batch.id, moment(batch.at), batch.actor, batch.action)
        for _, entry, _ in made:
            yield from entry
        if tail:
            yield from tail[1]
        for _, _, values in made:
            yield from values

    def _made(self, put: Put, place_of: Mapping[int, int]) -> tuple[_Row, list[Any], list[Any]]:
        """The shape of a record, the parameters of its entry, and those of its row."""
        table, readers = self.tables[put.ref.kind], " ".join(put.readers)
        filled = self._filled(put, place_of)
        cells, parts = self._split(canonical({**put.body, **{name: self._note(n) for name, n in filled.items()}}))
        columns = tuple((f.name, _TYPES[f.type], filled.get(f.name, -1)) for f in table.spec.fields)
        text = [put.text] if table.spec.searchable else []
        given = [put.index.get(name) for name, _, cell in columns if cell < 0]
        entry = [put.ref.kind, put.ref.id, readers, os.urandom(16).hex(), *parts]
        row = _Row(table.name, table.spec.searchable, columns, cells)
        return row, entry, [put.ref.id, readers, *text, *given]

    def _filled(self, put: Put, place_of: Mapping[int, int]) -> dict[str, int]:
        """The fields of a record that receive a cell's value, and the number of the cell."""
        return {
            into.field: place_of[place]
            for place, add in enumerate(self.batch.adds)
            for into in add.into
            if into.ref == put.ref
        }

    def _adds(self, place_of: Mapping[int, int]) -> tuple[tuple[int, ...], list[Any]] | None:
        """The cells in the body of the entry of the adds, and the entry's parameters."""
        batch = self.batch
        if not (batch.adds or batch.reason):
            return None
        numbers: Any = [self._note(place_of[place]) for place in range(len(batch.adds))]
        cells, parts = self._split(canonical(adds_body(batch, numbers)))
        return cells, [ADDS_KIND, batch.id, "", os.urandom(16).hex(), *parts]

    def _note(self, cell: int) -> str:
        """What stands in a body where the value of a cell will be; nobody can guess it."""
        return f"@{self._mark}{cell}@"

    def _split(self, text: str) -> tuple[tuple[int, ...], list[str]]:
        """The cells in a body, and the text before, between and behind their places."""
        cells, parts, end = [], [], 0
        for found in _FILLED.finditer(text):
            if found[1] == self._mark:
                parts.append(text[end : found.start()])
                cells.append(int(found[2]))
                end = found.end()
        return tuple(cells), [*parts, text[end:]]


_TYPES = {"text": "TEXT", "integer": "BIGINT"}
