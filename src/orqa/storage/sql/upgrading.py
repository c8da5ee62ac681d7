"""Building the table of a kind anew while the office goes on.

A second table is filled beside the old one, some hundred records in each transaction, and takes its place when both
hold the same versions. All that is remembered is one row of ``_store``, so a program that is killed leaves nothing
that the next one could not go on with. Whoever writes the kind meanwhile writes the old table; what they changed is
found by its version and done again. Only destruction has to wait: its text would survive in the second table.

The last transaction compares all versions, and drops the old table with all its bytes overwritten: other writers wait
for it some four microseconds a record, four seconds for a million.
"""

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager

from attrs import define

from orqa.base.refs import RecordRef
from orqa.storage.protocol import KindSpec, Progress, Project, Stored
from orqa.storage.sql.changes import Changes, taken_up
from orqa.storage.sql.dialect import Connection, Dialect, Row, made
from orqa.storage.sql.journal import body_of, end_of
from orqa.storage.sql.marks import DROP, GET, SET, UPGRADE, count_upgrade, upgrades
from orqa.storage.sql.tables import KindTable, Shape, row_of, spec_of

_HOLD = "UPDATE _store SET value = value WHERE name = ? RETURNING value"
_END = 2**63 - 1
"""Behind every record."""

_RESHAPE = "UPDATE _kind SET fields = ?, searchable = ?, schema = ? WHERE kind = ?"


@define(eq=False)
class Upgrade:
    """One kind on its way to its new shape.

    Attributes:
        writing: opens a transaction that writes.
        dialect: the engine's.
        store: how messages call the store.
        spec: the kind as it shall be.
        project: works out columns and search text.
        at_once: records in a transaction.
    """

    writing: Callable[[], AbstractContextManager[Connection]]
    dialect: Dialect
    store: str
    spec: KindSpec
    project: Project
    at_once: int

    def run(self, progress: Progress | None = None) -> None:
        """Do it, or what is left of it; nothing when the table has the shape."""
        for done, total in self._steps():
            if progress:
                progress(self.spec.kind, done, total)

    def _steps(self) -> Iterator[tuple[int, int]]:
        """Transaction by transaction: how many records are done, and of how many."""
        with self.writing() as connection:
            if not self._begin(connection):
                return
            total, done = (_count(connection, table) for table in self._tables(connection))
        taken = self.at_once
        while taken == self.at_once:
            with self.writing() as connection:
                taken = self._filled(connection)
            done += taken
            yield done, max(done, total)
        while self._is_behind():
            pass
        yield max(done, total), max(done, total)

    # ------------------------------------------------------------------ what is remembered

    @property
    def _name(self) -> str:
        return UPGRADE + self.spec.kind

    def _begin(self, connection: Connection) -> bool:
        """Make the second table, unless it is there; False when the kind has its shape already."""
        old, _ = self._tables(connection)
        wanted = Shape.of(self.spec)
        if Shape.of(old.spec) == wanted and not connection.execute(GET, (self._name,)).fetchone():
            return False
        self._run(connection, self.dialect.held(old))  # two programs that begin at once wait for each other
        (old, second), begun = self._tables(connection), connection.execute(GET, (self._name,)).fetchone()
        has_shape = Shape.of(old.spec) == wanted
        if begun and (has_shape or Shape.of(second.spec) != wanted):
            self._run(connection, self._gone(second))
            connection.execute(DROP, (self._name,))
            count_upgrade(connection)
            begun = None
        if not (has_shape or begun):
            self._make(connection)
        return not has_shape

    def _make(self, connection: Connection) -> None:
        serial = abs(upgrades(connection)) + 1
        connection.execute(SET, (self._name, json.dumps([*row_of(self.spec)[1:], serial])))
        count_upgrade(connection)
        _, new = self._tables(connection)
        self._run(connection, made(new, self.dialect))

    def _is_ours(self, connection: Connection) -> bool:
        """Whether this upgrade still goes on; nobody else goes on with it in this transaction."""
        row = connection.execute(_HOLD, (self._name,)).fetchone()
        return row is not None and Shape.read(*json.loads(row[0])[:3]) == Shape.of(self.spec)

    def _tables(self, connection: Connection) -> tuple[KindTable, KindTable]:
        """The table as it is, and the second one."""
        kind = self.spec.kind
        shape = connection.execute("SELECT fields, searchable, schema FROM _kind WHERE kind = ?", (kind,)).fetchone()
        begun = connection.execute(GET, (self._name,)).fetchone()
        *planned, serial = json.loads(begun[0]) if begun else (*row_of(self.spec)[1:], 0)
        return KindTable(spec_of(kind, *(shape or ()))), KindTable(spec_of(kind, *planned), serial, is_second=True)

    # ------------------------------------------------------------------ filling

    def _filled(self, connection: Connection) -> int:
        """Take over the next records; how many."""
        if not self._is_ours(connection):  # another program went on with it and is through
            return 0
        old, new = self._tables(connection)
        rows = connection.execute(
            f"{_contents(old)} WHERE s.recorded > (SELECT coalesce(max(recorded), 0) FROM {new.name})"  # noqa: S608 - checked names
            " AND s.recorded <= ? ORDER BY s.recorded LIMIT ?",
            (self._taken(connection), self.at_once),
        ).fetchall()
        self._write(connection, new, rows, ())
        return len(rows)

    def _is_behind(self) -> bool:
        """Do again what was written meanwhile; where that was little, put the second table in its place."""
        with self.writing() as connection:
            if not self._is_ours(connection):
                return False
            old, new = self._tables(connection)
            self._run(connection, self.dialect.held(old))
            taken = self._taken(connection)
            if self._caught_up(connection, old, new, 0, taken) == self.at_once:
                return True
            while self._caught_up(connection, old, new, taken, _END) == self.at_once:
                pass
            self._swap(connection, old, new)
            return False

    def _taken(self, connection: Connection) -> int:
        """Up to where search indexes hold what is recorded.

        What was recorded later is taken over at the very end, so that the index of the second table holds the texts
        of all that is in it, whenever that is.
        """
        return taken_up(self.dialect, end_of(connection))

    def _caught_up(self, connection: Connection, old: KindTable, new: KindTable, after: int, until: int) -> int:
        """Do again some of the records whose versions differ, of those recorded between two positions; how many."""
        differing = (
            f"{_contents(old, ', n.recorded')} LEFT JOIN {new.name} n ON n.recorded = s.recorded"
            " WHERE s.recorded > ? AND s.recorded <= ? AND (n.recorded IS NULL OR n.version <> s.version) LIMIT ?"
        )
        rows = connection.execute(differing, (after, until, self.at_once)).fetchall()
        fresh, known = ([row for row in rows if (row[6] is None) is missing] for missing in (True, False))
        self._write(connection, new, fresh, known)
        return len(rows)

    def _write(self, connection: Connection, new: KindTable, fresh: Sequence[Row], known: Sequence[Row]) -> None:
        changes = Changes(new, self._taken(connection))
        for rows, place in ((fresh, changes.new), (known, changes.changed)):
            for recorded, identity, version, content, readers, body, *_ in rows:
                ref = RecordRef(self.spec.kind, identity)
                stored = Stored(ref, version, body_of(body, self.store, ref), tuple(readers.split()))
                shown = self.project(stored)
                row = new.row(version, content, readers, shown)
                place.append((recorded, identity, *row) if rows is fresh else (*row, recorded))
                if new.spec.searchable and shown.text and not readers and recorded <= changes.taken:
                    changes.texts.append((recorded, shown.text))
        changes.write(connection, self.dialect)

    # ------------------------------------------------------------------ changing places

    def _swap(self, connection: Connection, old: KindTable, new: KindTable) -> None:
        self._run(connection, self._gone(old))
        placed = KindTable(new.spec, new.serial)
        connection.execute(f"ALTER TABLE {new.name} RENAME TO {placed.name}")
        if new.spec.searchable:
            self._run(connection, self.dialect.search_renamed(new, placed))
        connection.execute(_RESHAPE, (*row_of(self.spec)[1:], self.spec.kind))
        connection.execute(DROP, (self._name,))
        count_upgrade(connection)

    def _gone(self, table: KindTable) -> list[str]:
        search = self.dialect.search_gone(table) if table.spec.searchable else ()
        return [*search, f"DROP TABLE {table.name}"]

    @staticmethod
    def _run(connection: Connection, statements: Sequence[str]) -> None:
        for statement in statements:
            connection.execute(statement)


def _count(connection: Connection, table: KindTable) -> int:
    row = connection.execute(f"SELECT count(*) FROM {table.name}").fetchone()  # noqa: S608 - checked names
    return int(row[0]) if row else 0


def _contents(table: KindTable, more: str = "") -> str:
    """Records of a table with their bodies."""
    return (
        f"SELECT s.recorded, s.id, s.version, s._content, s._readers, e.body{more}"  # noqa: S608 - checked names
        f" FROM {table.name} s JOIN _entry e ON e.position = s._content"
    )
