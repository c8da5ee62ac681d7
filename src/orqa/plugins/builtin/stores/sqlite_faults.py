"""What SQLite's error codes mean for the store's user (https://www.sqlite.org/rescode.html), and the system's."""

import errno
import sqlite3

from orqa.storage import reasons
from orqa.storage.errors import StorageError, StoreDamaged, StoreReadOnly, StoreUnavailable

_PRIMARY = 0xFF
_DAMAGE = frozenset(
    {
        sqlite3.SQLITE_ERROR,  # a table is missing or has other columns
        sqlite3.SQLITE_CORRUPT,
        sqlite3.SQLITE_NOTADB,
        sqlite3.SQLITE_CONSTRAINT,  # every batch is checked before it is written
        sqlite3.SQLITE_MISMATCH,
    }
)


def fault_of(error: Exception, store: str, timeout: float) -> StorageError:
    """The error of this library that an error of :mod:`sqlite3`, or of the queue's file, means.

    Args:
        error: as raised.
        store: how messages call the store.
        timeout: seconds for which a lock was waited for.
    """
    if isinstance(error, OSError):
        return _fault_of_file(error, store, timeout)
    code = getattr(error, "sqlite_errorcode", _without_code(error)) & _PRIMARY
    if code == sqlite3.SQLITE_READONLY:
        return StoreReadOnly(store)
    if code in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_PROTOCOL}:
        return StoreUnavailable(store, reasons.locked(timeout))
    if code == sqlite3.SQLITE_FULL:
        return StoreUnavailable(store, reasons.FULL)
    said = reasons.engine_says("SQLite", str(error))
    return StoreDamaged(store, said) if code in _DAMAGE else StoreUnavailable(store, said)


def _without_code(error: Exception) -> int:
    """For what Python's module finds by itself: text that is no UTF-8, or a connection that is closed."""
    return sqlite3.SQLITE_CORRUPT if isinstance(error, sqlite3.OperationalError) else sqlite3.SQLITE_MISUSE


def _fault_of_file(error: OSError, store: str, timeout: float) -> StorageError:
    if isinstance(error, PermissionError) or error.errno == errno.EROFS:
        return StoreReadOnly(store)
    if isinstance(error, TimeoutError):
        return StoreUnavailable(store, reasons.locked(timeout))
    return StoreUnavailable(store, reasons.FULL if error.errno == errno.ENOSPC else reasons.system_says(str(error)))
