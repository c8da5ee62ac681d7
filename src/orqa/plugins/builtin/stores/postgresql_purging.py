"""Bytes of erased records: PostgreSQL leaves old versions of rows in their pages until a table is rewritten.

``VACUUM FULL`` does that, for the journal and for the tables of the kinds that lost records; it needs each table for
itself while it works. An old snapshot would keep the bytes, so it waits until no open one is older than the erasure.
The server's write-ahead log keeps what it has until it is reused, archives and backups as long as they are kept.
"""

import re
import time
from collections.abc import Mapping

import psycopg
from attrs import define

from orqa.plugins.builtin.stores.postgresql_connection import PgConnection
from orqa.storage.sql.dialect import Row
from orqa.storage.sql.tables import PURGE, KindTable

_SEES = (
    "EXISTS (SELECT 1 FROM pg_stat_activity a WHERE a.datname = current_database() AND a.pid <> pg_backend_pid()"
    " AND a.backend_xmin IS NOT NULL AND age(a.backend_xmin) >= age(p.xmin) AND a.backend_type {} 'client backend')"
)
_DUE = f"SELECT name, value, {_SEES.format('=')}, {_SEES.format('<>')} FROM _store p WHERE name LIKE ?"  # noqa: S608 - constants
"""What is to be purged; whether a program, or the server's own upkeep, still holds a snapshot that shows it."""

_UPKEEP = 20
"""How often the server's own upkeep, which takes a moment, is waited for."""

_PATIENCE = "2s"
"""How long everybody may wait for a table that somebody is reading."""


@define(eq=False)
class Purge:
    """One try to be rid of what was erased.

    Attributes:
        connection: outside of a transaction.
        tables: of the kinds that this program knows.
        pooled: whether settings of the conversation reach others.
    """

    connection: PgConnection
    tables: Mapping[str, KindTable]
    pooled: bool

    def run(self) -> bool:
        """Do what can be done now; whether something is left."""
        due = self._due() if not self.pooled else []
        ready = {name.removeprefix(PURGE): value for name, value, *seen in due if not any(seen)}
        known = {kind: self.tables[kind] for kind in ready if kind in self.tables}
        if not known or not self._rewritten([table.name for table in known.values()]):
            return bool(due)
        for kind in known:
            self.connection.execute("DELETE FROM _store WHERE name = ? AND value = ?", (PURGE + kind, ready[kind]))
        return len(known) < len(due)

    def _due(self) -> list[Row]:
        for _ in range(_UPKEEP):
            due = self.connection.execute(_DUE, (f"{PURGE}%",)).fetchall()
            if not any(upkeep for *_, upkeep in due):
                break
            time.sleep(0.1)
        return due

    def _rewritten(self, names: list[str]) -> bool:
        """Whether nothing that was erased is left in these tables and the journal."""
        raw, left = self.connection.raw, _Left()
        raw.add_notice_handler(left.hear)
        try:
            raw.execute(f"SET lock_timeout = '{_PATIENCE}'")
            for name in ("_entry", *names):
                raw.execute(f"VACUUM (FULL, VERBOSE) {name}")
                raw.execute(f"ANALYZE {name}")
        except (psycopg.errors.LockNotAvailable, psycopg.errors.InsufficientPrivilege):
            return False
        finally:
            raw.remove_notice_handler(left.hear)
            raw.execute("RESET lock_timeout")
        return left.rows == 0


@define
class _Left:
    """Hears from the server how many old versions it could not leave out: somebody might still see them."""

    rows: int = 0

    def hear(self, notice: psycopg.errors.Diagnostic) -> None:
        """Count; the number stands in the first line of the detail, in whatever language."""
        detail = (notice.message_detail or "").partition("\n")[0]
        self.rows += sum(map(int, re.findall(r"\d+", detail)))
