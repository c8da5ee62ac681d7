"""What the table ``_store`` remembers of work that takes more than one transaction."""

from orqa.storage.sql.dialect import Connection

UPGRADE = "upgrade/"
"""Begins, with a kind behind it, the row that says that a second table of the kind is being filled.

Its value is JSON: fields, searchable and schema as they shall be, and the serial number of the table.
"""

UPGRADES = "upgrades"
"""Counts each beginning and each end of a table's being built anew; below 0 while one is under way."""

SET = "INSERT INTO _store (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value"
"""Of (name, value)."""

GET = "SELECT value FROM _store WHERE name = ?"
DROP = "DELETE FROM _store WHERE name = ?"


def upgrades(connection: Connection) -> int:
    """What :data:`UPGRADES` says: a store that finds another number than before asks what changed.

    While it is below 0, the number is not to be relied on: a table may take another's place at any moment, so who
    writes looks once more when the table is his.
    """
    row = connection.execute(GET, (UPGRADES,)).fetchone()
    return int(row[0]) if row else 0


def count_upgrade(connection: Connection) -> None:
    """Count one more beginning or end, after the row of the kind was written or dropped."""
    number = abs(upgrades(connection)) + 1
    under_way = connection.execute("SELECT 1 FROM _store WHERE name > ? AND name < ?", (UPGRADE, UPGRADE[:-1] + "0"))
    connection.execute(SET, (UPGRADES, str(-number if under_way.fetchone() else number)))


def is_upgrading(connection: Connection, kind: str) -> bool:
    """Whether a second table of the kind is being filled."""
    return connection.execute(GET, (UPGRADE + kind,)).fetchone() is not None
