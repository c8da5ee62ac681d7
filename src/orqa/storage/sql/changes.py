"""What a batch does to the tables of current state, gathered per kind and written by few statements."""

from collections.abc import Iterable
from typing import Any

from attrs import define, field

from orqa.storage.errors import UpgradeUnfinished
from orqa.storage.protocol import KindSpec
from orqa.storage.sql.dialect import Connection, Dialect
from orqa.storage.sql.marks import is_upgrading
from orqa.storage.sql.tables import KindTable

_SEARCHABLE = "SELECT kind FROM _kind WHERE searchable = 1"
_BLANK = "UPDATE _entry SET body = NULL, salt = '' WHERE kind = ? AND id = ?"


@define(eq=False)
class Changes:
    """The changes to one kind's table; each list holds rows of parameters.

    Attributes:
        table: of the kind.
        taken: the search index holds the open texts of what was recorded up to here.
        new: rows of the table.
        changed: rows of the table, their key last.
        touched: versions and keys.
        erased: keys and ids.
        texts: keys and texts that records in the search index have now.
    """

    table: KindTable
    taken: int
    new: list[tuple[Any, ...]] = field(factory=list)
    changed: list[tuple[Any, ...]] = field(factory=list)
    touched: list[tuple[int, int]] = field(factory=list)
    erased: list[tuple[int, str]] = field(factory=list)
    texts: list[tuple[int, str]] = field(factory=list)

    def write(self, connection: Connection, dialect: Dialect) -> None:
        """Bring the table, its search index and erased entries up to date."""
        table = self.table
        if table.spec.searchable and (self.changed or self.erased):
            self._drop_texts(connection, dialect)
        dialect.insert(connection, table.insert, self.new)
        for sql, rows in ((table.update, self.changed), (table.touch, self.touched)):
            if rows:
                connection.executemany(sql, rows)
        if self.erased:
            connection.executemany(table.delete, [(recorded,) for recorded, _ in self.erased])
            if is_upgrading(connection, table.spec.kind):
                raise UpgradeUnfinished(table.spec.kind)
            connection.executemany(_BLANK, [(table.spec.kind, identity) for _, identity in self.erased])
        if self.texts and (statement := dialect.search_add(table)):
            connection.executemany(statement, self.texts)

    def _drop_texts(self, connection: Connection, dialect: Dialect) -> None:
        """Take the open texts that change out of the index, as they were put in."""
        statement = dialect.search_drop(self.table)
        if not statement:
            return
        keys = [row[-1] for row in self.changed] + [recorded for recorded, _ in self.erased]
        gone = dialect.listing([recorded for recorded in keys if recorded <= self.taken])
        found = connection.execute(
            f"SELECT s.recorded, s._text FROM {dialect.listed()} w JOIN {self.table.name} s"  # noqa: S608 - checked names
            " ON s.recorded = w.item WHERE s._readers = ''",
            (gone,),
        )
        connection.executemany(statement, _with_text(found.fetchall()))


def taken_up(dialect: Dialect, position: int) -> int:
    """Up to where search indexes hold what is recorded when the journal has reached ``position``."""
    step = dialect.search_step
    return position // step * step if step else position


def take_up(connection: Connection, dialect: Dialect, before: int, until: int) -> None:
    """Take the texts of all kinds that waited into their search indexes, those of kinds not declared here too."""
    if before == until or not dialect.search_step:
        return
    for (kind,) in connection.execute(_SEARCHABLE).fetchall():
        if statement := dialect.search_take(KindTable(KindSpec(kind, (), searchable=True))):
            connection.execute(statement, (before, until))


def _with_text(rows: Iterable[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    return [row for row in rows if row[1]]
