"""What a store is: one way to write, one snapshot to read; plain JSON-like data on both sides.

What is malformed whatever the store holds, :mod:`orqa.storage.checks` refuses for all stores alike.
``docs/reference/store-contract.md`` numbers the promises; :class:`orqa.testing.StoreContract` tests them.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from enum import StrEnum
from functools import cached_property
from typing import Any, Literal, Protocol, TypeAlias, runtime_checkable

from attrs import field, frozen

from orqa.base.findings import Finding
from orqa.base.refs import RecordRef
from orqa.storage.query import ALL, Query, Scalar

Body: TypeAlias = Mapping[str, Any]
"""JSON-like data without floats: None, bool, int, str, lists and dicts with text keys."""

RawBody: TypeAlias = str | bytes
"""A body as the store keeps it: JSON as text or in UTF-8, whichever costs the store less."""

# ------------------------------------------------------------------ what is written


class BodyColumns(Mapping[str, Scalar]):
    """The values of declared fields where each is what stands in the body under its name; nothing is copied.

    Attributes:
        body: whose.
        names: of the fields; all of them stand in the body.
    """

    __slots__ = ("body", "names")

    def __init__(self, body: Body, names: tuple[str, ...]) -> None:
        self.body = body
        self.names = names

    def __getitem__(self, name: str) -> Scalar:
        if name not in self.names:
            raise KeyError(name)
        value: Scalar = self.body[name]
        return value

    def get(self, name: str, default: Any = None) -> Any:
        """See :class:`collections.abc.Mapping`."""
        return self.body[name] if name in self.names else default

    def __iter__(self) -> Iterator[str]:
        return iter(self.names)

    def __len__(self) -> int:
        return len(self.names)

    def __repr__(self) -> str:
        return repr(dict(self))


@frozen
class Put:
    """Store a version of a record.

    Attributes:
        ref: the record.
        expected: the version it has now; 0 for a new one. Another version is a :class:`Conflict`.
        body: the stored form.
        index: values of the declared fields, for columns; every declared field that is missing is None.
        text: search keys of the searchable fields, joined by newlines.
        readers: tokens of those who may see it; empty means open to all.
    """

    ref: RecordRef
    expected: int
    body: Body
    index: Mapping[str, Scalar] = field(factory=dict)
    text: str = ""
    readers: tuple[str, ...] = ()


@frozen
class Touch:
    """Raise a record's version and leave its content: the owner of an invariant over several records.

    Two batches that touch the same version cannot both succeed.
    """

    ref: RecordRef
    expected: int


@frozen
class Erase:
    """Lawful destruction: drop body, salt, index and text of all versions; digests and a tombstone stay.

    The tombstone is a version of its own; a record takes no further write after it (:class:`BadBatch`).
    """

    ref: RecordRef
    expected: int
    reason: str


Write: TypeAlias = Put | Touch | Erase


@frozen
class Into:
    """Where a cell's new value goes: a top-level ``field`` of a record that the same batch puts.

    Where the kind declares the field, its column gets the value too.
    """

    ref: RecordRef
    field: str


@frozen
class Add:
    """Change a cell, a named integer that begins at 0, in the batch's transaction.

    Attributes:
        cell: name of 1 to 200 characters, such as ``series/received/central/2026``.
        amount: added; may be negative or 0 (0 with a bound is a check).
        at_least: the floor; the new value may not be below it, else :class:`Refused`.
        into: fields that receive the new value.
        at_most: the ceiling; the new value may not be above it, else :class:`Refused`.
    """

    cell: str
    amount: int
    at_least: int | None = None
    into: tuple[Into, ...] = ()
    at_most: int | None = None

    @property
    def is_bounded(self) -> bool:
        """Whether it has a floor or a ceiling: the value must be looked at before it is changed."""
        return self.at_least is not None or self.at_most is not None


@frozen
class Batch:
    """What is written together or not at all; plain data, so a store may retry it.

    Attributes:
        id: made by the caller; the same id a second time changes nothing and returns the first receipt.
        actor: who does it, such as ``person:somchai`` or ``system``.
        action: what is done, such as ``letter.receive``; in the journal of every entry.
        at: when, with a time zone; stored in UTC with microseconds.
        writes: each record at most once.
        adds: applied after the writes, in the order of their cells' names.
        reason: why, for the journal.
    """

    id: str
    actor: str
    action: str
    at: datetime
    writes: tuple[Write, ...] = ()
    adds: tuple[Add, ...] = ()
    reason: str = ""


@frozen
class Receipt:
    """What ``apply`` answers.

    Attributes:
        token: give it to ``read(after=…)`` to be sure to see this batch; it grows, and means nothing else.
        numbers: the value of the cell after each add, in the order of ``Batch.adds``.
    """

    token: int
    numbers: tuple[int, ...] = ()


# ------------------------------------------------------------------ what is read


@frozen
class Access:
    """Who reads: a record is visible when its readers are empty or share a token with this.

    There is no default on purpose: every read says for whom.
    """

    tokens: frozenset[str] = frozenset()
    everything: bool = False

    @classmethod
    def of(cls, *tokens: str) -> "Access":
        """The access of somebody who holds these tokens."""
        return cls(frozenset(tokens))

    def sees(self, readers: Sequence[str]) -> bool:
        """Whether a record with these readers is visible."""
        return self.everything or not readers or not self.tokens.isdisjoint(readers)


OPEN = Access()
"""Sees open records only."""

SYSTEM = Access(everything=True)
"""Sees all: verification, copies, backups; never a person's request."""


@frozen
class Stored:
    """The latest version of a record."""

    ref: RecordRef
    version: int
    body: Body
    readers: tuple[str, ...] = ()


@frozen
class Projection:
    """What lists and searches read of a record: it follows from the body alone.

    Attributes:
        index: values of the declared fields.
        text: search keys of the searchable fields, joined by newlines.
    """

    index: Mapping[str, Scalar]
    text: str = ""


Project: TypeAlias = Callable[[Stored], Projection]
"""Works out a record's columns and search text; stores know no class of records, so they are told how."""


@frozen
class Page:
    """A part of a list, and the cursor of the next part (None at the end)."""

    items: tuple[Stored, ...]
    next: tuple[Scalar, ...] | None = None


class Op(StrEnum):
    """What an entry did: ``put``, ``touch``, ``erase`` of a record, or the ``adds`` of a batch."""

    PUT = "put"
    TOUCH = "touch"
    ERASE = "erase"
    ADDS = "adds"


@frozen(kw_only=True)
class Entry:
    """One line of the append-only table that is journal and history at once.

    Attributes:
        position: 1, 2, 3 … once sealed, which ``journal()`` and ``checkpoint()`` see to.
        batch: id of the batch.
        op: what was done.
        kind: kind of the record; ``batch`` for the adds of a batch.
        id: id of the record; the batch's id for its adds.
        version: the version made; 1 for adds.
        at: UTC, ``2026-11-23T02:00:00.000000Z``.
        actor: from the batch.
        action: from the batch.
        body: the stored form; ``{}`` of a touch; ``{"reason": …}`` of an erase;
            ``{"adds": [[cell, amount, value], …], "reason": …}`` of adds, in the order of the batch; None once erased.
        readers: readers of the record at this version; a touch and an erase leave them as they were.
        salt: 32 hex digits mixed into the digest; empty once erased.
        digest: SHA-256 (hex) of salt and canonical body.
        prev: hash (see :func:`orqa.storage.chain.entry_hash`) of the record's entry before; empty for the first.
        chain: SHA-256 (hex) over the chain so far and this entry's hash.
    """

    position: int
    batch: str
    op: Op
    kind: str
    id: str
    version: int
    at: str
    actor: str
    action: str
    body: Body | None
    readers: tuple[str, ...]
    salt: str
    digest: str
    prev: str
    chain: str


@frozen
class Checkpoint:
    """The journal's end: keep it elsewhere, and a rewritten journal shows."""

    position: int
    chain: str


# ------------------------------------------------------------------ what a store is told


@frozen
class FieldSpec:
    """A declared field: what may be queried, ordered and counted by."""

    name: str
    type: Literal["text", "integer"] = "text"


def _as_tuples(groups: Iterable[Iterable[str]]) -> tuple[tuple[str, ...], ...]:
    """Also of what JSON makes of tuples."""
    return tuple(map(tuple, groups))


@frozen
class KindSpec:
    """A kind of record as stores see it.

    Attributes:
        kind: its name.
        fields: that are declared.
        searchable: whether it has a search text.
        schema: version of the bodies.
        indexes: hints: groups of two or more declared fields that are asked for together. A store may build an index
            for each, or ignore them; no answer changes by them.
    """

    kind: str
    fields: tuple[FieldSpec, ...] = ()
    searchable: bool = False
    schema: int = 1
    indexes: tuple[tuple[str, ...], ...] = field(default=(), converter=_as_tuples)

    @cached_property
    def types(self) -> Mapping[str, str]:
        """The type of each declared field, by its name."""
        return {declared.name: declared.type for declared in self.fields}

    @cached_property
    def shapes(self) -> dict[tuple[Any, ...], Any]:
        """Kept by :mod:`orqa.storage.plain`: what records look like that were found right, and where to look."""
        return {}


Progress: TypeAlias = Callable[[str, int, int], None]
"""Told of a long work as it goes: on what (a kind, or a word), how much is done, of how much."""


class Reader(Protocol):
    """One snapshot: nothing that is written meanwhile shows. Lists never hold erased records."""

    @property
    def token(self) -> int:
        """Given to ``read(after=…)``, it opens a snapshot that shows at least what this one shows."""

    def get_many(self, refs: Sequence[RecordRef]) -> tuple[Stored | None, ...]:
        """The latest versions, in the order of ``refs``; None where absent, erased or not visible."""

    def history(self, ref: RecordRef) -> tuple[Entry, ...]:
        """All entries of a record from version 1 on; none where the latest version is not visible."""

    def find(
        self,
        kind: str,
        query: Query = ALL,
        order: Sequence[str] = (),
        after: Sequence[Scalar] | None = None,
        limit: int = 50,
    ) -> Page:
        """A page of records.

        Args:
            kind: which kind.
            query: which records.
            order: declared fields or ``recorded``, each with ``-`` before it to descend; None comes before every
                value; ``recorded`` is appended where it is missing.
            after: the cursor of the page before, a tuple of key values.
            limit: how many at most, 1 or more; 32 bits hold it.

        Raises:
            UnknownKind: for a kind or field that ``ensure`` was not told.
            BadQuery: for a value of another type than the field's, a cursor of another order, too many terms.
        """

    def rows(
        self, kind: str, fields: Sequence[str], query: Query = ALL, order: Sequence[str] = ()
    ) -> Iterator[tuple[Scalar, ...]]:
        """Stream declared fields (also ``id``, ``version``) without touching bodies, in the snapshot."""

    def bodies(self, kind: str, query: Query = ALL, order: Sequence[str] = ()) -> Iterator[tuple[str, int, RawBody]]:
        """Stream id, version and body of the records that ``find`` would find, unread, in the snapshot.

        For whole registers: a million records need no more memory than a thousand, and whoever wants few of their
        fields reads just these.
        """

    def count(self, kind: str, query: Query = ALL) -> int:
        """How many records."""

    def count_by(self, kind: str, fields: Sequence[str], query: Query = ALL) -> dict[tuple[Scalar, ...], int]:
        """How many records for each combination of values of ``fields`` that occurs."""

    def cells(self, prefix: str = "") -> dict[str, int]:
        """The cells whose name begins with ``prefix``, by name."""


class Store(Protocol):
    """What every backend offers. Safe to use from several threads."""

    @property
    def capabilities(self) -> frozenset[str]:
        """What the store can do beyond the promises that hold for all; see the kit for the names."""

    def ensure(self, kinds: Sequence[KindSpec]) -> None:
        """Make room for these kinds; a second call with the same kinds does nothing.

        Raises:
            UpgradeNeeded: when the store was built with other fields, or holds records of an older schema.
            StoreTooNew: when the store holds a newer schema.
        """

    def upgrade(self, kinds: Sequence[KindSpec], project: Project, *, progress: Progress | None = None) -> None:
        """Build what lists and searches read anew for the kinds that changed; the journal stays as it is.

        Other kinds can be used meanwhile. These can too, by programs that know them as they were; once the new shape
        is there, such a program is refused with ``UpgradeNeeded`` or ``StoreTooNew``. Cut short anywhere, a second
        call goes on where the first stopped. Afterwards the kinds are ensured.

        Args:
            kinds: as they shall be.
            project: works out columns and search text by the new classes.
            progress: told of the kind, the records done and all its records.

        Raises:
            StoreTooNew: when the store holds a newer schema; nothing was begun.
            StoreReadOnly, StoreUnavailable: as they say.
        """

    def apply(self, batch: Batch) -> Receipt:
        """Write all of the batch, durably, or nothing.

        Raises:
            Conflict: a version differs from ``expected``.
            Refused: a cell would fall below its floor.
            BadBatch, UnknownKind, StoreReadOnly, StoreUnavailable: as they say.
        """

    def load(self, entries: Sequence[Entry], project: Project) -> Checkpoint:
        """Take in entries of another store exactly as they are, durably; a crash leaves whole batches of them.

        Positions, salts, digests and the chain go on from here; records, cells and the ids of batches become what
        the entries say. What was erased there is erased here.

        Args:
            entries: sealed; whole batches in the order of the journal, the first one behind the journal's end.
            project: works out the columns and search text of their records, whose kinds are ensured.

        Returns:
            where the journal ends now.

        Raises:
            EntriesRefused: when they do not continue this journal, or a body is not what its digest says.
            UnknownKind, StoreReadOnly, StoreUnavailable: as they say.
        """

    def read(self, access: Access, after: int | None = None) -> AbstractContextManager[Reader]:
        """Open a snapshot for ``access`` that holds at least the batch whose token is ``after``."""

    def snapshot(self, *accesses: Access, after: int | None = None) -> AbstractContextManager[tuple[Reader, ...]]:
        """Open one snapshot for several who look at it: a reader for each access, all of the same moment."""

    def settled(self, access: Access) -> AbstractContextManager[tuple[Reader, Checkpoint]]:
        """A snapshot, and the checkpoint of the journal that it stands at: it shows these entries and no others."""

    def journal(self, after: int = 0, limit: int = 1000) -> Sequence[Entry]:
        """Sealed entries with a position above ``after``; never later one at or below a position once shown."""

    def checkpoint(self) -> Checkpoint:
        """Position and chain hash of the last sealed entry; position 0 and an empty hash when there is none."""

    def close(self) -> None:
        """Release files and connections; later calls raise :class:`StoreUnavailable`."""


@runtime_checkable
class SelfChecking(Protocol):
    """A store that can look over its own files, beyond what the protocol shows."""

    def check(self) -> tuple[Finding, ...]:
        """What is wrong with files, pages and indexes; nothing when all is sound."""


@runtime_checkable
class ShowsTexts(Protocol):
    """A reader that can show the search text that the store keeps beside each record, for verification."""

    def texts(self, kind: str) -> Iterator[tuple[str, str]]:
        """Id and search text of each record of a searchable kind that the access sees."""


@runtime_checkable
class SpelledStore(Protocol):
    """A store that can show its journal without reading the bodies; verification asks for no more, and is faster."""

    def spelled(self, after: int = 0, limit: int = 1000) -> Sequence[tuple[Entry, str | None]]:
        """As :meth:`Store.journal`; each entry with the text that its body is kept as (None where it was erased).

        Only the bodies of adds are read; in place of others stands an empty one.
        """


@runtime_checkable
class SpelledReader(Protocol):
    """A reader that can show records without reading the bodies; the same for records."""

    def spelled_many(self, refs: Sequence[RecordRef]) -> tuple[tuple[int, tuple[str, ...], str] | None, ...]:
        """As :meth:`Reader.get_many`: version, readers, and the text that the body is kept as."""


@runtime_checkable
class IndexChecking(Protocol):
    """A store whose search index can be compared with the texts that it was made from."""

    def check_index(self) -> Iterator[Finding]:
        """What differs; takes its time."""


AfterCommit: TypeAlias = Callable[[Callable[[], object]], object]
"""Takes what is to be done once the host's transaction is committed, such as Django's ``transaction.on_commit``."""


@runtime_checkable
class Joinable(Protocol):
    """A store that can take part in a transaction of another program, the host, in the same database."""

    def joined(self, connection: Any, on_commit: AfterCommit) -> Store:
        """A handle on the store whose batches are written when the host commits, and are not when it rolls back.

        Each ``apply`` is a savepoint: one that is refused leaves the host's transaction as it was before. Reading shows
        what the host's transaction shows. ``ensure`` makes nothing, ``close`` ends nothing of the host's; ``upgrade``,
        ``load``, ``journal``, ``checkpoint`` and ``settled`` are refused. It is used by the thread that uses the
        connection.

        Args:
            connection: the driver's own, with a transaction open.
            on_commit: is given what is to be done after the commit: the purge of erased bytes.

        Raises:
            JoiningRefused: for a connection that leads elsewhere or has no transaction open.
        """


@runtime_checkable
class SelfCopying(Protocol):
    """A store that can write a copy of itself faster than entry by entry: a file of SQLite, as of one moment."""

    def copy_into(self, path: str, *, progress: Progress | None = None) -> None:
        """Write the copy into a new file; nobody who writes meanwhile waits for it.

        Args:
            path: of the file.
            progress: told of ``pages``, how many are written and how many there are.
        """
