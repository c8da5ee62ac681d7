"""What databases say differently; everything else is written once, in SQL that they share.

Statements use ``?`` for a parameter. A connection is what the Python DB API calls one, with ``execute`` and
``executemany`` of its own.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, ClassVar, Protocol, TypeAlias

from attrs import frozen

from orqa.storage.errors import StorageError
from orqa.storage.sql.tables import KindTable

Row: TypeAlias = tuple[Any, ...]


class Cursor(Protocol):
    """The rows that a statement answers."""

    def __iter__(self) -> Iterator[Row]: ...

    def fetchone(self) -> Row | None:
        """The next row, None at the end."""

    def fetchmany(self, size: int) -> list[Row]:
        """At most ``size`` of the rows that are left."""

    def fetchall(self) -> list[Row]:
        """The rows that are left."""

    def close(self) -> None:
        """Let go of the rows."""


class Connection(Protocol):
    """One conversation with the database; used by one thread at a time."""

    def execute(self, sql: str, parameters: Sequence[Any] = (), /) -> Cursor:
        """Run one statement."""

    def executemany(self, sql: str, parameters: Iterable[Sequence[Any]], /) -> Cursor:
        """Run one statement for each row of parameters."""


@frozen
class Search:
    """How the search index finds words.

    Attributes:
        tables: what to select from, with the state table as ``s``.
        narrow: the same without the state table, where the index alone can tell the matches.
        recorded: the expression that equals ``s.recorded`` and that the index gives in order.
        where: condition on the index.
        parameters: of ``where``.
        scanned: words that the index cannot find and that must be looked for in the text.
        waiting: tables and condition of the open records that the index has not taken up yet; None for none.
    """

    tables: str
    narrow: str
    recorded: str
    where: str
    parameters: tuple[Any, ...]
    scanned: tuple[str, ...] = ()
    waiting: tuple[str, str] | None = None


class Dialect(Protocol):
    """The engine's own words."""

    key_type: ClassVar[str]
    """Type and constraint of an integer primary key that the caller fills."""

    text_type: ClassVar[str]
    """Type of a column whose texts are compared by code point."""

    index_end: ClassVar[str]
    """Columns at the end of each index: ``recorded``, and more where the database answers from an index alone."""

    nested: ClassVar[str]
    """Joins two tables, the left one read first; a condition may follow."""

    joined: ClassVar[str | None]
    """Of many entries ``e``, in the order in which they are met: their bodies that are there, in UTF-8, a line each;
    how many they are; how many of them begin as a JSON object does. None where the engine does not keep to an order."""

    history: ClassVar[str]
    """The statement that answers the entries of (kind, id) in order, as :func:`orqa.storage.sql.journal.entry_of`
    reads them."""

    state: ClassVar[str | None]
    """The statement whose answer is the same only where the snapshot is; None where no short one tells."""

    errors: ClassVar[tuple[type[Exception], ...]]
    """What the driver raises."""

    search_step: ClassVar[int]
    """New records wait until the journal reaches a multiple of this, and are then taken up into the search index
    together; 0 where the database keeps its index by itself."""

    duplicate: ClassVar[type[Exception]]
    """What the driver raises for a row that a unique index has already; the transaction goes on."""

    def fault(self, error: Exception, store: str) -> StorageError:
        """The error of this library that a driver's error means."""

    def listed(self, *, integers: bool = False) -> str:
        """A table expression with one column ``item`` that holds the values of one parameter, all of one type."""

    def listing(self, values: Iterable[str | int]) -> Any:
        """The parameter of :meth:`listed`."""

    def shares(self, column: str) -> str:
        """A condition with one parameter, a :meth:`listing`: one of its values is among the words of ``column``."""

    def stream(self, connection: Connection, sql: str, parameters: Sequence[Any]) -> Cursor:
        """Run one statement whose rows may be too many for the memory."""

    def raw(self, column: str) -> str:
        """An expression for a text that is handed on unread: in UTF-8 where this saves making a text of it."""

    def holds(self, column: str) -> str:
        """A condition with one parameter: the text stands somewhere in ``column``."""

    def ordered(self, expression: str, descending: bool) -> str:  # noqa: FBT001 - reads as it is written
        """An item of ORDER BY in which no value comes before every value."""

    def insert(self, connection: Connection, statement: str, rows: Sequence[Row]) -> None:
        """Run ``INSERT … VALUES (?, …)`` for each of ``rows``, in the way that is fastest for many of them."""

    def search_tables(self, table: KindTable) -> Sequence[str]:
        """Statements that make the search index of a searchable kind; none when its text needs no more."""

    def search_take(self, table: KindTable) -> str | None:
        """The statement that takes up what was recorded behind one position, up to another; None as below."""

    def search_add(self, table: KindTable) -> str | None:
        """The statement that takes up (recorded, text) into the index; None where the database does so itself."""

    def search_drop(self, table: KindTable) -> str | None:
        """The statement that takes (recorded, text) out of it."""

    def search_gone(self, table: KindTable) -> Sequence[str]:
        """Statements that take the search index away before its table; none where it goes with the table."""

    def search_renamed(self, table: KindTable, new: KindTable) -> Sequence[str]:
        """Statements that give the search index the name that goes with the table's new name."""

    def held(self, table: KindTable) -> Sequence[str]:
        """Statements that keep others from writing the table until the transaction ends; none with one writer."""

    def search(self, connection: Connection, table: KindTable, words: Sequence[str]) -> Search | None:
        """How to find open records that hold all ``words``; None when the index is of no use."""


def made(table: KindTable, dialect: Dialect) -> tuple[str, ...]:
    """The statements that make the table of a kind with all its indexes."""
    own = table.creation(dialect.key_type, dialect.text_type, dialect.ordered, dialect.index_end)
    return (*own, *(dialect.search_tables(table) if table.spec.searchable else ()))
