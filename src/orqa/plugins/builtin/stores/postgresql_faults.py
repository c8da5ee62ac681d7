"""What PostgreSQL's error codes mean for the store's user (https://www.postgresql.org/docs/current/errcodes-appendix.html)."""

import psycopg
from psycopg import errors

from orqa.storage import reasons
from orqa.storage.errors import StorageError, StoreDamaged, StoreReadOnly, StoreUnavailable

PASSING = (errors.SerializationFailure, errors.DeadlockDetected, errors.UniqueViolation, errors.NumericValueOutOfRange)
"""Another transaction was faster, or something is wrong that a second look tells better."""

_LOCKED = (errors.LockNotAvailable, errors.QueryCanceled)
_DAMAGE = (
    errors.UndefinedTable,
    errors.UndefinedColumn,
    errors.UndefinedObject,
    errors.IntegrityConstraintViolation,
    psycopg.IntegrityError,  # every batch is checked before it is written
    errors.DataCorrupted,
    errors.IndexCorrupted,
)


def fault_of(error: Exception, store: str, timeout: float) -> StorageError:
    """The error of this library that an error of psycopg means.

    Args:
        error: as raised.
        store: how messages call the store.
        timeout: seconds for which a lock was waited for.
    """
    if isinstance(error, errors.ReadOnlySqlTransaction):
        return StoreReadOnly(store)
    if isinstance(error, _LOCKED):
        return StoreUnavailable(store, reasons.locked(timeout))
    if isinstance(error, errors.DiskFull):
        return StoreUnavailable(store, reasons.FULL)
    said = reasons.engine_says("PostgreSQL", _one_line(error))
    return StoreDamaged(store, said) if isinstance(error, _DAMAGE) else StoreUnavailable(store, said)


def is_lost(error: Exception) -> bool:
    """Whether the connection is gone, and with it the knowledge whether a commit arrived."""
    return isinstance(error, psycopg.OperationalError) and (
        error.sqlstate is None or error.sqlstate.startswith(("08", "57P"))
    )


def _one_line(error: Exception) -> str:
    """What the server says in one line, without the details, in which it repeats what rows hold."""
    primary = error.diag.message_primary if isinstance(error, psycopg.Error) else None
    return " ".join((primary or str(error)).split())
