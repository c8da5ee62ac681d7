"""Names and shapes of the tables in PostgreSQL.

They are those of :mod:`orqa.storage.sql.tables`, with one difference: many writers must not wait for each other at the
end of one chain. So an entry gets, when it is written, a number that only says in which order entries were written
down (``_entry.position``: the batch's number from a sequence, shifted, and the entry's place in the batch). Its
position in the journal and its place in the chain come later, when somebody asks for the journal: that is a row of
``_seal``. ``_unsealed`` names the batches that still wait for it.
"""

from typing import Final

from orqa.storage.sql.tables import FORMAT

KEY_TYPE: Final = "BIGINT PRIMARY KEY"
TEXT_TYPE: Final = 'TEXT COLLATE "C"'
"""Compared by bytes of UTF-8, which is by code point."""

SHIFT: Final = 20
"""A batch's number leaves room for 2**20 entries; a larger batch takes more numbers."""

NUMBER: Final = f"nextval('_number') << {SHIFT}"
"""Behind which the entries of a batch are numbered. Asked for when all locks of the batch are held, so that of two
batches that change one cell or one record the later has the higher number."""

TABLES: Final = (
    f"CREATE TABLE _store (name {TEXT_TYPE} PRIMARY KEY, value TEXT NOT NULL)",
    (
        f"CREATE TABLE _kind (kind {TEXT_TYPE} PRIMARY KEY, fields TEXT NOT NULL, searchable INTEGER NOT NULL,"
        " schema INTEGER NOT NULL)"
    ),
    (
        f"CREATE TABLE _batch (number {KEY_TYPE}, id {TEXT_TYPE} NOT NULL UNIQUE, at TEXT NOT NULL,"
        " actor TEXT NOT NULL, action TEXT NOT NULL)"
    ),
    (
        f"CREATE TABLE _entry (position {KEY_TYPE}, batch BIGINT NOT NULL, version INTEGER NOT NULL, op TEXT NOT NULL,"
        f" kind {TEXT_TYPE} NOT NULL, id {TEXT_TYPE} NOT NULL, readers TEXT NOT NULL, salt TEXT NOT NULL,"
        " digest TEXT NOT NULL, prev TEXT NOT NULL, body TEXT, UNIQUE (kind, id, version))"
    ),
    # a sample of the values, which the planner would keep, outlives what is erased
    "ALTER TABLE _entry ALTER body SET STATISTICS 0",
    f"CREATE TABLE _seal (position {KEY_TYPE}, entry BIGINT NOT NULL UNIQUE, chain TEXT NOT NULL)",
    f"CREATE TABLE _unsealed (batch {KEY_TYPE})",
    f"CREATE TABLE _cell (name {TEXT_TYPE} PRIMARY KEY, value BIGINT NOT NULL)",
    "CREATE SEQUENCE _number",
    f"INSERT INTO _store (name, value) VALUES ('format', '{FORMAT}'), ('sealing', '')",  # noqa: S608 - a number
)
"""The statements that make an empty store in an empty schema."""

SEALING: Final = "SELECT 1 FROM _store WHERE name = 'sealing' FOR UPDATE"
"""Held by who seals, until the end of the transaction."""

JOURNAL_COLUMNS: Final = (
    "coalesce(s.position, 0), b.id, e.op, e.kind, e.id, e.version, b.at, b.actor, b.action, e.body, e.readers,"
    " e.salt, e.digest, e.prev, coalesce(s.chain, '')"
)
PART: Final = (
    f"SELECT {JOURNAL_COLUMNS} FROM _seal s JOIN _entry e ON e.position = s.entry"  # noqa: S608 - constants
    " JOIN _batch b ON b.number = e.batch WHERE s.position > ? ORDER BY s.position LIMIT ?"
)
HISTORY: Final = (
    f"SELECT {JOURNAL_COLUMNS} FROM _entry e JOIN _batch b ON b.number = e.batch"  # noqa: S608 - constants
    " LEFT JOIN _seal s ON s.entry = e.position WHERE e.kind = ? AND e.id = ? ORDER BY e.version"
)
LAST: Final = "SELECT position, chain FROM _seal ORDER BY position DESC LIMIT 1"
