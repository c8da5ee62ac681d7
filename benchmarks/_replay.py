"""The raw peer of an office's writes: the very rows of a store's database, written again by sqlite3 alone.

A tape is read from a SQLite file that orqa filled. The peer makes the same tables, indexes and search index from
the file's own schema, and writes the same rows, all worked out beforehand, in the same transactions. It parses
nothing, checks nothing and hashes nothing, so its time is what the database itself asks for.

One thing orqa does in another order: new texts wait until the journal is a step further, and are then taken into the
search index together. The peer puts the texts of each transaction in at once.
"""

import json
import sqlite3
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

SETTINGS = (
    "journal_mode=wal",
    "synchronous=full",
    "secure_delete=on",
    "temp_store=memory",
    "cache_size=-32000",
    "wal_autocheckpoint=4000",
)
"""Those of orqa's own connections."""

LETTERS = {"letter": True, "register_entry": False}
"""Tables of the records that are written, and whether their texts are searched."""

_SCHEMA = (
    "select m.sql from sqlite_master m join pragma_table_list l on l.name = m.tbl_name"
    " where m.sql is not null and l.type <> 'shadow' order by m.rowid"
)
_SET_CELL = "insert into _cell values (?, ?) on conflict (name) do update set value = excluded.value"
_ADD_TEXT = "insert into _{table}_text (rowid, text) values (?, ? || char(10, 10))"
_CELLS = (
    "select sum(value) from _cell where name in (select json_extract(added.value, '$[0]') from _entry"
    " join _batch b on b.number = batch, json_each(body, '$.adds') added where op = 'adds' and b.action = ?)"
)
_TAKE = (
    "insert into _{table}_text (rowid, text) select recorded, _text || char(10, 10) from {table} where recorded > ?"
    " and _text <> '' and _readers = ''"
)


class Write(NamedTuple):
    """One transaction: statements with their rows, in the order in which orqa runs them."""

    statements: list[tuple[str, list[tuple[Any, ...]]]]


def tape(path: Path, action: str, tables: Mapping[str, bool] = LETTERS) -> Iterator[Write]:
    """The transactions of ``action`` (such as ``letter.receive``) in a store's file, in order."""
    source = sqlite3.connect(path)
    numbers = source.execute("select number from _batch where action = ? order by number", (action,))
    for (number,) in numbers.fetchall():
        yield _write(source, number, tables)
    source.close()


def _write(source: sqlite3.Connection, number: int, tables: Mapping[str, bool]) -> Write:
    batch = source.execute("select * from _batch where number = ?", (number,)).fetchall()
    entries = source.execute("select * from _entry where batch = ? order by position", (number,)).fetchall()
    between = (entries[0][0], entries[-1][0])
    rows = {
        table: source.execute(f"select * from {table} where recorded between ? and ? order by recorded", between)
        for table in tables
    }
    statements = [(_insert(cursor.description, table), cursor.fetchall()) for table, cursor in rows.items()]
    for table in filter(tables.__getitem__, tables):
        searched = (
            f"select recorded, _text from {table} where recorded between ? and ? and _text <> '' and _readers = ''"
        )
        statements.append((_ADD_TEXT.format(table=table), source.execute(searched, between).fetchall()))
    statements += [(_insert_of(source, "_batch"), batch), (_insert_of(source, "_entry"), entries)]
    cells = {cell: value for cell, _, value in json.loads(entries[-1][-1]).get("adds", ())}
    statements.insert(0, (_SET_CELL, sorted(cells.items())))
    return Write(statements)


def _insert_of(source: sqlite3.Connection, table: str) -> str:
    return _insert(source.execute(f"select * from {table} limit 0").description, table)


def _insert(description: Any, table: str) -> str:
    columns = [f'"{column[0]}"' for column in description]
    return f"insert into {table} ({', '.join(columns)}) values ({', '.join('?' * len(columns))})"


class Raw:
    """A database with the tables of ``like``, written by sqlite3 alone."""

    def __init__(self, path: Path, like: Path) -> None:
        self.connection = sqlite3.connect(path, isolation_level=None, cached_statements=256)
        for setting in SETTINGS:
            self.connection.execute(f"pragma {setting}")
        source = sqlite3.connect(like)
        for (statement,) in source.execute(_SCHEMA).fetchall():
            self.connection.execute(statement)
        source.close()

    def write(self, write: Write) -> None:
        """One transaction, as a careful program would write it."""
        self.connection.execute("begin immediate")
        for statement, rows in write.statements:
            if len(rows) == 1:
                self.connection.execute(statement, rows[0])
            elif rows:
                self.connection.executemany(statement, rows)
        self.connection.execute("commit")


def counts(path: Path, action: str, step: int = 1, tables: Mapping[str, bool] = LETTERS) -> dict[str, int]:
    """Rows of each table that ``action`` wrote, and of the search index, to show that both peers did the same.

    ``step``: of orqa's search index; what waits for the next step is taken in for the count.
    """
    database = sqlite3.connect(path, isolation_level=None)
    (last,) = database.execute("select max(position) from _entry").fetchone()
    database.execute("begin")
    searched = [table for table in tables if tables[table]]
    for table in searched:
        database.execute(_TAKE.format(table=table), (last // step * step,))
    belongs = "select position from _entry join _batch b on b.number = batch where b.action = ?"
    count = {
        "_batch": "select count(*) from _batch where action = ?",
        "_entry": f"select count(*) from ({belongs})",
        **{table: f"select count(*) from {table} where recorded in ({belongs})" for table in tables},
    }
    found = {table: database.execute(sql, (action,)).fetchone()[0] for table, sql in count.items()}
    for table in searched:
        pieces = database.execute(f"select count(*), sum(doc) from _{table}_text_pieces").fetchone()
        found[f"search pieces of {table}"], found[f"search rows of {table}"] = pieces
    found["numbers"] = database.execute(_CELLS, (action,)).fetchone()[0]
    database.execute("rollback")
    database.close()
    return found
