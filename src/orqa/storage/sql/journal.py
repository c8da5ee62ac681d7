"""Rows of the journal: how entries are read, and how the entries of a batch are made."""

import json
from collections.abc import Callable
from types import MappingProxyType
from typing import Any, cast

from attrs import define, field

from orqa.base.refs import is_kind
from orqa.storage import reasons
from orqa.storage.errors import StoreDamaged
from orqa.storage.protocol import Batch, Body, Entry, Op
from orqa.storage.sql.dialect import Connection, Dialect, Row
from orqa.storage.sql.marks import UPGRADES, upgrades

_COLUMNS = (
    "e.position, b.id, e.op, e.kind, e.id, e.version, b.at, b.actor, b.action, e.body, e.readers,"
    " e.salt, e.digest, e.prev, e.chain"
)
_JOURNAL = f"SELECT {_COLUMNS} FROM _entry e JOIN _batch b ON b.number = e.batch"  # noqa: S608 - constants

PART = f"{_JOURNAL} WHERE e.position > ? ORDER BY e.position LIMIT ?"
"""Entries behind a position."""

HISTORY = f"{_JOURNAL} WHERE e.kind = ? AND e.id = ? ORDER BY e.version"
"""Entries of a record."""

LAST = "SELECT position, chain FROM _entry ORDER BY position DESC LIMIT 1"
"""The journal's end."""

_END_AND_UPGRADES = "SELECT (SELECT max(position) FROM _entry), (SELECT value FROM _store WHERE name = ?)"
_LAST_AND_UPGRADES = LAST.replace(" FROM", ", (SELECT value FROM _store WHERE name = ?) FROM", 1)

_TYPES = tuple((int, *(str,) * 4, int, *(str,) * 3, body, *(str,) * 5) for body in (str, type(None)))
"""Of the columns of an entry: SQLite keeps whatever a vandal puts in."""

_OPS = {op.value: op for op in Op}
_UNREAD: Body = MappingProxyType({})

_LONGEST_ID = 200

INSERT_BATCH = "INSERT INTO _batch (number, id, at, actor, action) VALUES (?, ?, ?, ?, ?)"
INSERT_ENTRY = (
    "INSERT INTO _entry (position, batch, op, kind, id, version, readers, salt, digest, prev, chain, body)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, CAST(? AS TEXT))"
)
"""Writes a line of the journal: the values are those of a row, in this order; the body is text, or in UTF-8."""


def end_of(connection: Connection) -> int:
    """The number of the newest entry, in the order in which they were written down; 0 before the first."""
    row = connection.execute("SELECT max(position) FROM _entry").fetchone()
    return (row[0] if row else 0) or 0


def end_and_upgrades(connection: Connection) -> tuple[int, int]:
    """:func:`end_of` and :func:`orqa.storage.sql.marks.upgrades`, by one statement: whoever reads needs both."""
    ((position, number),) = connection.execute(_END_AND_UPGRADES, (UPGRADES,)).fetchall()
    return position or 0, int(number or 0)


def last_of(connection: Connection) -> tuple[int, str]:
    """Position and chain hash of the last entry; 0 and empty before the first."""
    position, chain = connection.execute(LAST).fetchone() or (0, "")
    return position, chain


def last_and_upgrades(connection: Connection) -> tuple[int, str, int]:
    """:func:`last_of` and the same number: whoever writes needs both."""
    row = connection.execute(_LAST_AND_UPGRADES, (UPGRADES,)).fetchone()
    if row is None:
        return 0, "", upgrades(connection)
    position, chain, number = row
    return position, chain, int(number or 0)


_scan: Callable[[Any, int], tuple[Any, int]] = vars(json.JSONDecoder())["scan_once"]
"""Reads JSON at a place of a text and tells where it ends, in half the time of ``json.loads``, which minds blanks."""


def body_of(text: Any, store: str, where: object) -> Body:
    """The body that a column holds.

    Raises:
        StoreDamaged: when it is no body; ``where`` says whose.
    """
    try:
        body, end = _scan(text, 0)
        if end == len(text):
            return cast("Body", body)
    except (TypeError, ValueError, StopIteration):
        pass
    try:
        return cast("Body", json.loads(text))
    except (TypeError, ValueError) as error:
        raise StoreDamaged(store, reasons.no_body(str(where))) from error


def entry_of(row: Row, store: str, read: Callable[[str, str, object], Body] = body_of) -> Entry:
    """The entry that a row of :data:`PART` or :data:`HISTORY` holds.

    Args:
        row: of the journal.
        store: how messages call it.
        read: makes a body of its text.

    Raises:
        StoreDamaged: when the row was not written by a store.
    """
    position, batch, op, kind, identity, version, at, actor, action, body, readers, salt, digest, prev, chain = row
    known = _OPS.get(op) if tuple(map(type, row)) in _TYPES else None
    if known is None or not is_kind(kind) or not 0 < len(identity) <= _LONGEST_ID:
        raise StoreDamaged(store, reasons.no_entry(position))
    return Entry(
        position=position,
        batch=batch,
        op=known,
        kind=kind,
        id=identity,
        version=version,
        at=at,
        actor=actor,
        action=action,
        body=None if body is None else read(body, store, f"{kind}:{identity}"),
        readers=tuple(readers.split()),
        salt=salt,
        digest=digest,
        prev=prev,
        chain=chain,
    )


def spelled_of(row: Row, store: str) -> tuple[Entry, str | None]:
    """The same with the text of its body, which is read only of adds.

    Raises:
        StoreDamaged: as :func:`entry_of`.
    """
    return entry_of(row, store, body_of if row[2] == Op.ADDS else _unread), row[9]


def _unread(_text: str, _store: str, _where: object) -> Body:
    return _UNREAD


@define(eq=False)
class Lines:
    """The entries of one batch, sealed one by one behind the journal's end.

    Attributes:
        batch: what they belong to.
        position: of the last entry so far.
        chain: hash of the last entry so far.
        number: the batch's number, the position of its last entry.
        at: the batch's moment as the journal spells it.
        salts: random bytes, 16 for each entry, drawn at once.
        rows: made so far, for :data:`INSERT_ENTRY`.
    """

    batch: Batch
    position: int
    chain: str
    number: int
    salts: str
    at: str = field(init=False)
    _seal: Callable[..., tuple[str, str]] = field(init=False)
    rows: list[tuple[Any, ...]] = field(factory=list, init=False)

    def __attrs_post_init__(self) -> None:
        batch = self.batch
        from orqa.storage.chain import moment, sealer

        self.at = moment(batch.at)
        self._seal = sealer(batch.id, self.at, batch.actor, batch.action)

    def add(  # noqa: PLR0913, PLR0917 - these are the columns of an entry
        self, op: str, kind: str, identity: str, version: int, readers: str, prev: str, body: bytes
    ) -> int:
        """Seal one entry.

        Args:
            op: what was done, as a plain text: a driver asks adapters about a subclass.
            kind: of the record.
            identity: of the record.
            version: that is made.
            readers: joined by spaces.
            prev: hash of the record's entry before.
            body: canonical, in UTF-8.

        Returns:
            the entry's position.
        """
        rows = self.rows
        at = 32 * len(rows)
        salt = self.salts[at : at + 32]
        salted = salt.encode() + body
        digest, chain = self._seal(op, kind, identity, version, readers, salted, prev, self.chain)
        self.chain = chain
        self.position = position = self.position + 1
        exact = salted[32:]  # of its own size: what spells bodies may leave room behind them
        rows.append((position, self.number, op, kind, identity, version, readers, salt, digest, prev, chain, exact))
        return position

    def open(self, connection: Connection) -> None:
        """Put the batch into its table, before anything of it is written: a second one of its id is a duplicate."""
        batch = self.batch
        connection.execute(INSERT_BATCH, (self.number, batch.id, self.at, batch.actor, batch.action))

    def write(self, connection: Connection, dialect: Dialect) -> None:
        """Put the entries into their table."""
        dialect.insert(connection, INSERT_ENTRY, self.rows)
