"""What the table ``_store`` remembers of work that takes more than one transaction."""

from orqa.storage.sql.dialect import Connection

UPGRADE = "upgrade/"
"""Begins, with a kind behind it, the row that says that a second table of the kind is being filled.

Its value is JSON: fields, searchable and schema as they shall be, and the serial number of the table.
"""

UPGRADES = "upgrades"
"""Counts how many times the table of some kind was built anew."""

SET = "INSERT INTO _store (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value"
"""Of (name, value)."""

GET = "SELECT value FROM _store WHERE name = ?"
DROP = "DELETE FROM _store WHERE name = ?"


def upgrades(connection: Connection) -> int:
    """How many times a table was built anew: a store that finds another number than before asks what changed."""
    row = connection.execute(GET, (UPGRADES,)).fetchone()
    return int(row[0]) if row else 0


def is_upgrading(connection: Connection, kind: str) -> bool:
    """Whether a second table of the kind is being filled."""
    return connection.execute(GET, (UPGRADE + kind,)).fetchone() is not None
