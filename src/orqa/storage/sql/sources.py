"""Where the records of a question come from: one source, or the search index and what it may not hold.

Sources never share a record, so their counts add up and their rows are put together with UNION ALL.
"""

from collections.abc import Sequence
from typing import Any

from attrs import define, evolve, field, frozen

from orqa.storage.checks import is_storable
from orqa.storage.protocol import Access
from orqa.storage.query import RECORDED, Query
from orqa.storage.sql.clauses import Clause, clauses
from orqa.storage.sql.dialect import Connection, Dialect, Search
from orqa.storage.sql.tables import KindTable, quoted


@frozen
class Source:
    """Tables and conditions; the state table is ``s``.

    Attributes:
        tables: what stands after FROM.
        recorded: the expression of the order of recording.
        conditions: joined with AND.
    """

    tables: str
    recorded: str
    conditions: tuple[Clause, ...]

    @property
    def where(self) -> str:
        """The WHERE clause, with a space before it; nothing without a condition."""
        return f" WHERE {' AND '.join(sql for sql, _ in self.conditions)}" if self.conditions else ""

    @property
    def parameters(self) -> tuple[Any, ...]:
        """Of the conditions, in order."""
        return tuple(value for _, values in self.conditions for value in values)

    def column(self, name: str) -> str:
        """A declared field, ``id``, ``version`` or ``recorded``."""
        return self.recorded if name == RECORDED else f"s.{quoted(name)}"

    def limited(self, more: Sequence[Clause]) -> "Source":
        """The same with further conditions."""
        return evolve(self, conditions=(*self.conditions, *more))


@define(eq=False)
class Finder:
    """Makes the sources of questions to one snapshot.

    Attributes:
        connection: in a snapshot.
        dialect: the engine's.
        access: who asks.
    """

    connection: Connection
    dialect: Dialect
    access: Access
    _seen: dict[str, tuple[str, ...]] = field(factory=dict, init=False)

    def sources(
        self, table: KindTable, query: Query, *, bare: bool = False, counting: bool = False
    ) -> tuple[Source, ...]:
        """The visible records that ``query`` asks for.

        Args:
            table: of their kind.
            query: which.
            bare: no column is asked for.
            counting: all of them will be gone through.
        """
        filters = tuple(clauses(query, self.dialect))
        words = query.words
        search = self.dialect.search(self.connection, table, words) if words else None
        if search is None:
            return (_scan(table, (*self._sees(table, counting=counting), *filters, *self._holds(words))),)
        found = self._found(search, filters, bare=bare)
        read = (*filters, *self._holds(words))
        sources = [found]
        if search.waiting:
            tables, condition = search.waiting
            sources.append(Source(tables, "s.recorded", ((condition, ()), *read)))
        if restricted := self._sees_restricted(table):
            sources.append(_scan(table, (*restricted, *read)))
        return tuple(sources)

    def _found(self, search: Search, filters: Sequence[Clause], *, bare: bool) -> Source:
        """The open records in the search index."""
        conditions = ((search.where, search.parameters), *filters, *self._holds(search.scanned))
        narrow = bare and len(conditions) == 1
        return Source(search.narrow if narrow else search.tables, search.recorded, conditions)

    def _holds(self, words: Sequence[str]) -> tuple[Clause, ...]:
        return tuple((self.dialect.holds("s._text"), (word,)) for word in words)

    def _sees(self, table: KindTable, *, counting: bool) -> tuple[Clause, ...]:
        """The condition that the access sees a record; none for one that sees everything.

        To look up the sets of readers first is of use where thousands of restricted records are counted. The few on a
        page are looked at one by one, for the sets may be many more than these.
        """
        if self.access.everything:
            return ()
        tokens = sorted(filter(is_storable, self.access.tokens))
        listed = self._seen_sets(table) if counting else tokens
        if not listed:
            return (("s._readers = ''", ()),)
        restricted = self._one_of_sets() if counting else self.dialect.shares("s._readers")
        return ((f"(s._readers = '' OR {restricted})", (self.dialect.listing(listed),)),)

    def _sees_restricted(self, table: KindTable) -> tuple[Clause, ...]:
        """The condition that a record is restricted and the access sees it; none when it sees no such record."""
        restricted: Clause = ("s._readers <> ''", ())
        if self.access.everything:
            return (restricted,)
        seen = self._seen_sets(table)
        return (restricted, (self._one_of_sets(), (self.dialect.listing(seen),))) if seen else ()

    def _one_of_sets(self) -> str:
        return f"s._readers IN (SELECT item FROM {self.dialect.listed()} w)"  # noqa: S608 - the dialect's words

    def _seen_sets(self, table: KindTable) -> tuple[str, ...]:
        """The sets of readers, as stored, that share a token with the access; looked up once a snapshot."""
        if not self.access.tokens:
            return ()
        seen = self._seen.get(table.name)
        if seen is None:
            seen = self._seen[table.name] = tuple(r for r in self._sets(table) if self.access.sees(r.split()))
        return seen

    def _sets(self, table: KindTable) -> tuple[str, ...]:
        """All sets of readers; kept as long as nothing is written, since there may be hundreds."""
        state = self.dialect.state and self.connection.execute(self.dialect.state).fetchone()
        known, sets = table.known_sets
        if state is None or state != known:
            sets = tuple(readers for (readers,) in self.connection.execute(table.reader_sets))
            table.known_sets = (state, sets)
        return sets


def _scan(table: KindTable, conditions: tuple[Clause, ...]) -> Source:
    return Source(f"{table.name} s", "s.recorded", conditions)
