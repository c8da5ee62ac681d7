"""Making the schema and its tables, and recognising those that are there."""

from contextlib import suppress

import psycopg
from attrs import define, field

from orqa.plugins.builtin.stores.postgresql_connection import PgConnection, Server
from orqa.plugins.builtin.stores.postgresql_tables import TABLES
from orqa.storage import reasons
from orqa.storage.errors import StoreTooNew, StoreUnavailable
from orqa.storage.sql.dialect import Connection, Row
from orqa.storage.sql.tables import FORMAT

_ALONE = "SELECT pg_advisory_xact_lock(hashtext(?))"
_TRIGRAMS = (
    "SELECT n.nspname FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace WHERE e.extname = 'pg_trgm'"
)
_WHERE = (
    "SELECT current_database(), CAST(CAST(to_regclass(?) AS OID) AS BIGINT), CAST(pg_postmaster_start_time() AS TEXT)"
)
_KNOWN = "SELECT to_regclass(?) IS NOT NULL, (SELECT count(*) FROM pg_class WHERE relnamespace = to_regnamespace(?))"


def where(connection: Connection, schema: str) -> Row | None:
    """What tells an office's tables from all others: database, number of a table, the moment the server was started."""
    return connection.execute(_WHERE, (f"{schema}._store",)).fetchone()


@define(eq=False)
class SetUp:
    """The beginning of a store, once in each program.

    Attributes:
        store: how messages call it.
        server: where it is.
        read_only: refuse to make anything.
        is_done: whether :meth:`run` went well and what it told is kept: for the caller to say.
        where: see :func:`where`, as of then.
    """

    store: str
    server: Server
    read_only: bool = field(kw_only=True)
    is_done: bool = field(default=False, init=False)
    where: Row | None = field(default=None, init=False)

    def run(self, connection: PgConnection) -> str:
        """Recognise or make the tables.

        Returns:
            the schema of the extension for trigrams, where it is of use; else nothing.

        Raises:
            StoreUnavailable: when the schema is empty and may not be filled, or is another program's.
            StoreTooNew: when a newer orqa made it.
        """
        raw = connection.raw
        raw.execute(self.server.begin())
        try:
            self._check_encoding(connection)
            if not self._is_there(connection):
                self._make(connection)
            self._check_format(connection)
            trigrams = self._trigrams(connection)
            self.where = where(connection, self.server.schema)
            raw.execute("COMMIT")
        except BaseException:
            with suppress(psycopg.Error):
                raw.execute("ROLLBACK")
            raise
        return trigrams

    def alone(self, connection: Connection) -> None:
        """Wait until no other program makes tables of this office, and keep them waiting until the transaction ends."""
        connection.execute(_ALONE, (f"orqa {self.server.schema}",))

    def _is_there(self, connection: PgConnection) -> bool:
        schema = self.server.schema
        ((found, tables),) = connection.execute(_KNOWN, (f"{schema}._store", schema)).fetchall()
        if not found and tables:
            raise StoreUnavailable(self.store, reasons.FOREIGN_SCHEMA)
        return bool(found)

    def _make(self, connection: PgConnection) -> None:
        if self.read_only:
            raise StoreUnavailable(self.store, reasons.EMPTY)
        self.alone(connection)
        if self._is_there(connection):  # another program was faster
            return
        connection.execute(f"CREATE SCHEMA IF NOT EXISTS {self.server.schema}")
        for statement in TABLES:
            connection.execute(statement)

    def _check_encoding(self, connection: PgConnection) -> None:
        ((found,),) = connection.execute("SHOW server_encoding").fetchall()
        if found != "UTF8":
            raise StoreUnavailable(self.store, reasons.not_utf8(str(found)))

    def _check_format(self, connection: PgConnection) -> None:
        row = connection.execute("SELECT value FROM _store WHERE name = 'format'").fetchone()
        found = int(row[0]) if row else 0
        if found > FORMAT:
            raise StoreTooNew("tables", found, FORMAT)

    @staticmethod
    def _trigrams(connection: PgConnection) -> str:
        """The schema of pg_trgm, where it takes Thai letters for letters: that depends on the database's locale."""
        row = connection.execute(_TRIGRAMS).fetchone()
        if row is None:
            return ""
        (schema,) = row
        ((known,),) = connection.execute(f'SELECT cardinality("{schema}".show_trgm(?)) > 0', ("กขค",)).fetchall()
        return str(schema) if known else ""
