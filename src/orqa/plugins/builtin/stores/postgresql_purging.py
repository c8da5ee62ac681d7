"""Bytes of erased records: PostgreSQL leaves old versions of rows in their pages until a table is rewritten.

``VACUUM FULL`` does that, for the journal and for the tables of the kinds that lost records; it needs each table for
itself while it works. An old snapshot would keep the bytes, so it waits until no open one is older than the erasure.
The server's write-ahead log keeps what it has until it is reused, archives and backups as long as they are kept.
"""

import re
import time
from collections.abc import Mapping
from typing import Any, Self

import psycopg
from attrs import define

from orqa.plugins.builtin.stores.postgresql_connection import PgConnection
from orqa.storage.sql.dialect import Row
from orqa.storage.sql.tables import PURGE, KindTable

_SEES = (
    "EXISTS (SELECT 1 FROM pg_stat_activity a WHERE a.datname = current_database() AND a.pid <> pg_backend_pid()"
    " AND a.backend_xmin IS NOT NULL AND age(a.backend_xmin) >= age(p.xmin) AND a.backend_type {} 'client backend')"
)
_DUE = f"SELECT name, value, {_SEES.format('=')}, {_SEES.format('<>')} FROM {{schema}}._store p WHERE name LIKE ?"  # noqa: S608 - constants
"""What is to be purged; whether a program, or the server's own upkeep, still holds a snapshot that shows it."""

_TRIES = 10
"""How often the server's own upkeep, or who holds a table, is waited for, by who has patience: a twentieth of a second
each time."""

_PAUSE = 0.05
_LOCKED = psycopg.errors.LockNotAvailable.sqlstate


@define(eq=False)
class Purge:
    """One try to be rid of what was erased.

    Attributes:
        connection: outside of a transaction.
        tables: of the kinds that this program knows.
        schema: of the office; names are whole, for a pooler may stand in between.
        tries: how often to look whether others are done.
    """

    connection: PgConnection
    tables: Mapping[str, KindTable]
    schema: str
    tries: int

    @classmethod
    def of(cls, connection: PgConnection, tables: Mapping[str, KindTable], schema: str, *, patient: bool) -> Self:
        """A try that waits a moment for others, or does not."""
        return cls(connection, tables, schema, _TRIES if patient else 1)

    def run(self) -> bool:
        """Do what can be done now; whether something is left."""
        due = self._due()
        ready = {name.removeprefix(PURGE): value for name, value, *seen in due if not any(seen)}
        known = {kind: self.tables[kind] for kind in ready if kind in self.tables}
        if not known or not self._rewritten([table.name for table in known.values()]):
            return bool(due)
        done = f"DELETE FROM {self.schema}._store WHERE name = ? AND value = ?"  # noqa: S608 - a checked name
        for kind in known:
            self.connection.execute(done, (PURGE + kind, ready[kind]))
        return len(known) < len(due)

    def _due(self) -> list[Row]:
        for left in range(self.tries - 1, -1, -1):
            due = self.connection.execute(_DUE.format(schema=self.schema), (f"{PURGE}%",)).fetchall()
            if not left or not any(upkeep for *_, upkeep in due):
                break
            time.sleep(_PAUSE)
        return due

    def _rewritten(self, names: list[str]) -> bool:
        """Whether nothing that was erased is left in these tables and the journal."""
        raw, left = self.connection.raw, _Left()
        raw.add_notice_handler(left.hear)
        try:
            for name in ("_entry", *names):
                if not self._rewrote(raw, name, left):
                    return False
                raw.execute(f"ANALYZE {self.schema}.{name}")
        finally:
            raw.remove_notice_handler(left.hear)
        return left.rows == 0

    def _rewrote(self, raw: "psycopg.Connection[Any]", name: str, left: "_Left") -> bool:
        for again in range(self.tries - 1, -1, -1):
            left.is_locked = False
            raw.execute(f"VACUUM (FULL, VERBOSE, SKIP_LOCKED) {self.schema}.{name}")
            if not left.is_locked:
                return True
            if again:
                time.sleep(_PAUSE)
        return False


@define
class _Left:
    """Hears from the server what it could not do.

    Attributes:
        rows: old versions that it could not leave out, for somebody might still see them.
        is_locked: whether it left a table alone, because somebody holds it or it is not ours.
    """

    rows: int = 0
    is_locked: bool = False

    def hear(self, notice: psycopg.errors.Diagnostic) -> None:
        """Take it down; the number stands in the first line of the detail, in whatever language."""
        self.is_locked |= notice.sqlstate == _LOCKED or notice.severity_nonlocalized == "WARNING"
        detail = (notice.message_detail or "").partition("\n")[0]
        self.rows += sum(map(int, re.findall(r"\d+", detail)))
