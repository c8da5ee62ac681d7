"""What a batch does to the tables of current state, gathered per kind and written by few statements."""

from collections.abc import Iterable
from typing import Any

from attrs import define, field

from orqa.storage.sql.dialect import Connection, Dialect
from orqa.storage.sql.tables import KindTable

_BLANK = "UPDATE _entry SET body = NULL, salt = '' WHERE kind = ? AND id = ?"


@define(eq=False)
class Changes:
    """The changes to one kind's table; each list holds rows of parameters."""

    table: KindTable
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
        for sql, rows in ((table.insert, self.new), (table.update, self.changed), (table.touch, self.touched)):
            if rows:
                connection.executemany(sql, rows)
        if self.erased:
            connection.executemany(table.delete, [(recorded,) for recorded, _ in self.erased])
            connection.executemany(_BLANK, [(table.spec.kind, identity) for _, identity in self.erased])
        if self.texts and (statement := dialect.search_add(table)):
            connection.executemany(statement, self.texts)

    def _drop_texts(self, connection: Connection, dialect: Dialect) -> None:
        """Take the open texts that change out of the index, as they were put in."""
        statement = dialect.search_drop(self.table)
        if not statement:
            return
        gone = dialect.listing([row[-1] for row in self.changed] + [recorded for recorded, _ in self.erased])
        found = connection.execute(
            f"SELECT s.recorded, s._text FROM {dialect.listed()} w JOIN {self.table.name} s"  # noqa: S608 - checked names
            " ON s.recorded = w.item WHERE s._readers = ''",
            (gone,),
        )
        connection.executemany(statement, _with_text(found.fetchall()))


def _with_text(rows: Iterable[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    return [row for row in rows if row[1]]
