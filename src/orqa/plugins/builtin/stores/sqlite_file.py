"""Opening the file: its own mark, the layout's version, the settings of a connection."""

import os
import sqlite3
from pathlib import Path

from attrs import frozen

from orqa.plugins.builtin.stores.sqlite_queue import WriterQueue
from orqa.storage import reasons
from orqa.storage.errors import StoreReadOnly, StoreTooNew, StoreUnavailable
from orqa.storage.sql.tables import FORMAT, tables

MARK = int.from_bytes(b"orqa")
"""The application id in the file's header: whose database it is."""

OLDEST = (3, 35, 0)
"""The oldest SQLite that is supported; three-character search came with 3.34."""

_SETTINGS = (
    "PRAGMA synchronous = FULL",  # a commit has reached the disk when it returns
    "PRAGMA secure_delete = ON",  # what is erased is overwritten
    "PRAGMA temp_store = MEMORY",  # nor does it lie in a temporary file
    "PRAGMA cache_size = -32000",  # KiB; the search index of a year of letters fits
    "PRAGMA wal_autocheckpoint = 4000",  # pages; four times the default makes steady writing a tenth faster
    "PRAGMA trusted_schema = OFF",  # a file from elsewhere runs no code
)


@frozen
class DatabaseFile:
    """A SQLite file that is a store, or becomes one.

    Attributes:
        path: of the file.
        name: how messages call it.
        read_only: open it to read only.
        timeout: seconds to wait for a lock.
        queue: of writers.
        key_type: see :class:`orqa.storage.sql.dialect.Dialect`.
    """

    path: str
    name: str
    read_only: bool
    timeout: float
    queue: WriterQueue
    key_type: str

    def open(self) -> sqlite3.Connection:
        """A connection to the store in the file; makes both where there is none and writing is allowed.

        Raises:
            StoreUnavailable: for another program's database, a missing file or folder, an old SQLite.
            StoreReadOnly: when it shall be written and its folder cannot be.
            StoreTooNew: for a layout of a newer orqa.
            sqlite3.Error: what SQLite says.
        """
        if sqlite3.sqlite_version_info < OLDEST:
            raise StoreUnavailable(
                self.name, reasons.too_old("SQLite", ".".join(map(str, OLDEST)), sqlite3.sqlite_version)
            )
        if self.read_only and not Path(self.path).exists():
            raise StoreUnavailable(self.name, reasons.MISSING)
        try:
            return self._set_up(self._connect())
        except sqlite3.OperationalError as error:
            raise self._why_not(error) from error

    def _set_up(self, connection: sqlite3.Connection) -> sqlite3.Connection:
        try:
            self._recognise(connection)
            if not self.read_only:
                connection.execute("PRAGMA journal_mode = WAL")
            for setting in _SETTINGS:
                connection.execute(setting)
        except BaseException:
            connection.close()
            raise
        return connection

    def _why_not(self, error: sqlite3.OperationalError) -> Exception:
        """The error to raise: SQLite says "unable to open" of a missing folder and of one that cannot be written."""
        folder = Path(self.path).absolute().parent
        if Path(self.path).is_dir():
            return StoreUnavailable(self.name, reasons.IS_FOLDER)
        if not folder.is_dir():
            return StoreUnavailable(self.name, reasons.NO_FOLDER)
        if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_CANTOPEN:
            return error
        return error if self.read_only or os.access(folder, os.W_OK) else StoreReadOnly(self.name)

    def _connect(self) -> sqlite3.Connection:
        mode = "rwc"
        if self.read_only:
            mode = "ro&immutable=1" if _is_still(self.path) else "ro"
        return sqlite3.connect(
            f"{Path(self.path).absolute().as_uri()}?mode={mode}",
            uri=True,
            timeout=self.timeout,
            isolation_level=None,
            check_same_thread=False,
            cached_statements=256,
        )

    def _recognise(self, connection: sqlite3.Connection) -> None:
        """Refuse what is not a store of ours; fill an empty file."""
        mark, version, tables_found = _header(connection)
        if (mark, tables_found) == (0, 0):
            if self.read_only:
                raise StoreUnavailable(self.name, reasons.EMPTY)
            self._fill(connection)
        elif mark != MARK:
            raise StoreUnavailable(self.name, reasons.FOREIGN)
        elif version > FORMAT:
            raise StoreTooNew("tables", version, FORMAT)

    def _fill(self, connection: sqlite3.Connection) -> None:
        """Make the tables, unless another process did meanwhile."""
        with self.queue.turn(self.timeout):
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("BEGIN IMMEDIATE")
            if _header(connection)[2] == 0:
                for statement in tables(self.key_type):
                    connection.execute(statement)
                connection.execute(f"PRAGMA application_id = {MARK}")
                connection.execute(f"PRAGMA user_version = {FORMAT}")
            connection.execute("COMMIT")


_HEADER = """SELECT application_id, user_version, (SELECT count(*) FROM sqlite_master)
FROM pragma_application_id, pragma_user_version"""
"""One statement sees one moment: between two, another process may have made the store."""


def _header(connection: sqlite3.Connection) -> tuple[int, int, int]:
    """Mark, version of the layout, number of tables."""
    mark, version, number = connection.execute(_HEADER).fetchone()
    return mark, version, number


def _is_still(path: str) -> bool:
    """Whether the file lies where nobody here can write, and nothing is left in its log.

    SQLite needs files of its own beside a database that others may be writing; where it cannot make them, it must
    be told that nobody is.
    """
    log = Path(f"{path}-wal")
    return not os.access(Path(path).absolute().parent, os.W_OK) and not (log.exists() and log.stat().st_size)
