"""A batch of new records worked out before its transaction begins, while the one before is still being written.

Its entries are chained to the journal's end as it will be, and its numbers go on from the cells as they will be. In the
transaction one look shows whether the journal does end so: the chain's hash is of all that was written. If somebody
else has written meanwhile, the batch is worked out anew.
"""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from attrs import define, field

from orqa.storage.protocol import Batch, Put, Receipt
from orqa.storage.sql.changes import taken_up
from orqa.storage.sql.dialect import Connection, Dialect
from orqa.storage.sql.journal import Lines, last_of
from orqa.storage.sql.making import Making
from orqa.storage.sql.writing import SET_CELL, Writing, cells_of, summed


class End(NamedTuple):
    """How a journal ends.

    Attributes:
        position: of its last entry.
        chain: hash of its last entry.
        cells: values of cells then, of those that were asked for so far.
    """

    position: int
    chain: str
    cells: Mapping[str, int]

    @classmethod
    def of(cls, connection: Connection) -> "End":
        """The end that a snapshot shows."""
        return cls(*last_of(connection), {})

    def with_cells(self, connection: Connection, dialect: Dialect, names: Iterable[str]) -> "End":
        """The same, with the values of these cells that a snapshot shows; nobody but this writer changes them."""
        found = dict.fromkeys(names, 0) | cells_of(connection, dialect, names)
        return self._replace(cells={**found, **self.cells})


def can_foresee(batch: Batch) -> bool:
    """Whether a batch only puts new records, and takes numbers that nothing refuses."""
    new = all(type(write) is Put and not write.expected for write in batch.writes)
    return new and bool(batch.writes) and not any(add.is_bounded for add in batch.adds)


@define(eq=False)
class Ahead(Making):
    """One batch that :func:`can_foresee`.

    Attributes:
        is_foreseen: whether it was written as it was worked out.
    """

    is_foreseen: bool = field(default=False, init=False)
    _end: End = field(init=False)
    _lines: Lines = field(init=False)
    _numbers: tuple[int, ...] = field(init=False)
    _values: dict[str, int] = field(init=False)

    def prepare(self, end: End) -> End:
        """Work the batch out for a journal that ends so, its cells known; and tell how it ends then.

        Raises:
            BadBatch: when a number would not fit 64 bits.
        """
        adds = self.batch.adds
        self._end, self._values = end, {add.cell: end.cells[add.cell] for add in adds}
        self._numbers = summed(adds, self._values)
        self.taken = taken_up(self.dialect, end.position)
        self._lines = lines = self.lines_behind(end.position, end.chain)
        self.make(lines, {}, self._numbers)
        return End(lines.position, lines.chain, {**end.cells, **self._values})

    def run(self, connection: Connection) -> Receipt:
        """Write it, in a transaction; see :meth:`Writing.run_behind`."""
        end = last_of(connection)
        if end != self._end[:2]:
            return Writing(self.dialect, self.tables, self.batch, connection).run_behind(*end)
        writing = Writing.of(self, connection)
        return writing.opened(self._lines, lambda lines: self._put_down(writing, lines))

    def _put_down(self, writing: Writing, lines: Lines) -> Receipt:
        writing.connection.executemany(SET_CELL, sorted(self._values.items()))
        receipt = writing.put_down(lines, self._numbers)
        self.is_foreseen = True
        return receipt
