"""A snapshot of a SQL database, and who asks."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import chain
from typing import TypeVar

from orqa.base.refs import RecordRef
from orqa.storage import reasons
from orqa.storage.checks import ROW_FIELDS, check_page, check_query, full_order, is_storable, known_field, known_kind
from orqa.storage.errors import StoreDamaged, StoreUnavailable
from orqa.storage.joined_bodies import JoinedBodies, joined
from orqa.storage.protocol import Access, Entry, KindSpec, Page, RawBody, Stored
from orqa.storage.query import ALL, RECORDED, Query, Scalar
from orqa.storage.sql.clauses import after_prefix
from orqa.storage.sql.dialect import Connection, Cursor, Dialect, Row
from orqa.storage.sql.journal import body_of, entry_of
from orqa.storage.sql.pages import Order, behind
from orqa.storage.sql.sources import Finder, Source
from orqa.storage.sql.tables import KindTable

_T = TypeVar("_T")

_AT_ONCE = 500
"""Bodies that a stream fetches at a time."""


class SqlReader:
    """See :class:`orqa.storage.protocol.Reader`; used by one thread at a time.

    Args:
        connection: in a transaction that shows one snapshot.
        dialect: the engine's.
        store: how messages call the store.
        tables: of the declared kinds.
        specs: the declared kinds.
        present: the kinds that the database has tables for; None for all.
        access: who asks.
        token: the position that the snapshot has reached.
    """

    def __init__(  # noqa: PLR0913 - a snapshot is all of these
        self,
        connection: Connection,
        *,
        dialect: Dialect,
        store: str,
        tables: Mapping[str, KindTable],
        specs: Mapping[str, KindSpec],
        present: frozenset[str] | None,
        access: Access,
        token: int,
    ) -> None:
        self.token = token
        self._connection: Connection | None = connection
        self._dialect = dialect
        self._store = store
        self._tables = tables
        self._specs = specs
        self._present = present
        self._access = access
        self._finder = Finder(connection, dialect, access)
        self._open: list[Cursor] = []

    # ------------------------------------------------------------------ the protocol

    def get_many(self, refs: Sequence[RecordRef]) -> tuple[Stored | None, ...]:
        """See the protocol."""
        return self._each(refs, self._stored)

    def spelled_many(self, refs: Sequence[RecordRef]) -> tuple[tuple[int, tuple[str, ...], str] | None, ...]:
        """See :class:`orqa.storage.protocol.SpelledReader`."""
        return self._each(refs, lambda _, row: (row[1], tuple(row[2].split()), row[3]))

    def _each(self, refs: Sequence[RecordRef], made: Callable[[str, Row], _T]) -> tuple[_T | None, ...]:
        """What is made of the rows (id, version, readers, body) of the records that are seen, in order."""
        wanted: dict[str, list[str]] = {}
        for ref in refs:
            wanted.setdefault(known_kind(self._specs, ref.kind).kind, []).append(ref.id)
        found = {
            (kind, row[0]): made(kind, row)
            for kind, ids in wanted.items()
            for row in self._records(self._tables[kind], ids)
            if self._access.sees(row[2].split())
        }
        return tuple(found.get((ref.kind, ref.id)) for ref in refs)

    def history(self, ref: RecordRef) -> tuple[Entry, ...]:
        """See the protocol; of an erased record, those who could read it see the tombstone."""
        known_kind(self._specs, ref.kind)
        if not is_storable(ref.id):
            return ()
        entries = tuple(entry_of(row, self._store) for row in self._all(self._dialect.history, (ref.kind, ref.id)))
        return entries if entries and self._access.sees(entries[-1].readers) else ()

    def find(
        self,
        kind: str,
        query: Query = ALL,
        order: Sequence[str] = (),
        after: Sequence[Scalar] | None = None,
        limit: int = 50,
    ) -> Page:
        """See the protocol."""
        spec = known_kind(self._specs, kind)
        pairs = full_order(spec, order)
        check_page(spec, pairs, after, limit)
        rows = self._page(self._sources(spec, query), pairs, after, limit + 1)
        items = tuple(self._stored(kind, row) for row in rows[:limit])
        return Page(items, tuple(rows[limit - 1][4:]) if len(rows) > limit else None)

    def rows(
        self, kind: str, fields: Sequence[str], query: Query = ALL, order: Sequence[str] = ()
    ) -> Iterator[tuple[Scalar, ...]]:
        """See the protocol."""
        spec = known_kind(self._specs, kind)
        names = [known_field(spec, name, ROW_FIELDS) for name in fields]
        pairs = full_order(spec, order)
        sources = self._sources(spec, query)
        if not sources:
            return iter(())
        statement = self._listing(sources, names, pairs)
        width = len(names)
        found = self._stream(statement, _parameters(sources))
        return found if len(sources) == 1 and width else (row[:width] for row in found)

    def bodies(self, kind: str, query: Query = ALL, order: Sequence[str] = ()) -> Iterator[tuple[str, int, RawBody]]:
        """See the protocol."""
        parts = self._parts(self._placed(kind, query, order, ("id", "version", "_content")), _AT_ONCE)
        return chain.from_iterable(map(self._with_bodies, parts))

    def joined_bodies(self, kind: str, query: Query, order: Sequence[str], at_once: int) -> Iterator[JoinedBodies]:
        """See :class:`orqa.storage.joined_bodies.JoinsBodies`."""
        placed = self._placed(kind, query, order, ("recorded", "_content"))
        return (self._joined(kind, rows) for rows in self._parts(placed, at_once))

    def _placed(self, kind: str, query: Query, order: Sequence[str], names: Sequence[str]) -> Cursor | None:
        """Columns of the records that are found, in order; None where there is no such table."""
        spec = known_kind(self._specs, kind)
        pairs = full_order(spec, order)
        sources = self._sources(spec, query)
        if not sources:
            return None
        return self._cursor(self._listing(sources, names, pairs), _parameters(sources))

    def count(self, kind: str, query: Query = ALL) -> int:
        """See the protocol."""
        sources = self._sources(known_kind(self._specs, kind), query, bare=True, counting=True)
        return sum(self._all(f"SELECT count(*) FROM {s.tables}{s.where}", s.parameters)[0][0] for s in sources)  # noqa: S608 - checked names

    def count_by(self, kind: str, fields: Sequence[str], query: Query = ALL) -> dict[tuple[Scalar, ...], int]:
        """See the protocol."""
        spec = known_kind(self._specs, kind)
        names = [known_field(spec, name) for name in fields]
        counts: dict[tuple[Scalar, ...], int] = {}
        for source in self._sources(spec, query, counting=True):
            for *values, number in self._all(_grouped(source, names), source.parameters):
                if number:
                    counts[tuple(values)] = counts.get(tuple(values), 0) + number
        return counts

    def cells(self, prefix: str = "") -> dict[str, int]:
        """See the protocol."""
        if not is_storable(prefix):
            return {}
        end = after_prefix(prefix)
        below, bound = (" AND name < ?", (end,)) if end is not None else ("", ())
        return dict(self._all(f"SELECT name, value FROM _cell WHERE name >= ?{below} ORDER BY name", (prefix, *bound)))  # noqa: S608 - constants

    def texts(self, kind: str) -> Iterator[tuple[str, str]]:
        """See :class:`orqa.storage.protocol.ShowsTexts`."""
        (source,) = self._sources(known_kind(self._specs, kind), ALL) or (None,)
        if source is None:
            return iter(())
        statement = f"SELECT s.id, s._text FROM {source.tables}{source.where} ORDER BY s.recorded"  # noqa: S608 - checked names
        return ((identity, text) for identity, text in self._stream(statement, source.parameters))

    def close(self) -> None:
        """End the snapshot; streams that were begun raise from now on."""
        self._connection = None
        for cursor in self._open:
            cursor.close()

    # ------------------------------------------------------------------ statements

    def _sources(
        self, spec: KindSpec, query: Query, *, bare: bool = False, counting: bool = False
    ) -> tuple[Source, ...]:
        check_query(spec, query)
        if self._present is not None and spec.kind not in self._present:
            return ()
        self._live()
        return self._mapped(lambda: self._finder.sources(self._tables[spec.kind], query, bare=bare, counting=counting))

    def _records(self, table: KindTable, ids: Sequence[str]) -> list[Row]:
        kind = table.spec.kind
        if self._present is not None and kind not in self._present:
            return []
        join = self._dialect.nested
        return self._all(
            f"SELECT s.id, s.version, s._readers, c.body FROM {self._dialect.listed()} w"  # noqa: S608 - checked names
            f" {join} _entry f ON f.kind = ? AND f.id = w.item AND f.version = 1"
            f" {join} {table.name} s ON s.recorded = f.position {join} _entry c ON c.position = s._content",
            (self._dialect.listing(ids), kind),
        )

    def _with_bodies(self, places: Sequence[Row]) -> list[tuple[str, int, RawBody]]:
        """Rows are put in order while they are narrow; then bodies are fetched, many at a time."""
        dialect = self._dialect
        statement = (
            f"SELECT e.position, {dialect.raw('e.body')} FROM {dialect.listed(integers=True)} w"  # noqa: S608 - the dialect's words
            f" {dialect.nested} _entry e ON e.position = w.item"
        )
        found: dict[int, RawBody] = dict(self._all(statement, (dialect.listing(row[2] for row in places),)))
        if lost := [row[0] for row in places if row[2] not in found]:
            raise StoreDamaged(self._store, reasons.no_body(lost[0]))
        return [(row[0], row[1], found[row[2]]) for row in places]

    def _joined(self, kind: str, places: Sequence[Row]) -> JoinedBodies:
        """The bodies of some rows, joined by the engine; one by one where it cannot, or they are not all there."""
        dialect, table = self._dialect, self._tables[kind]

        def each() -> list[tuple[str, int, RawBody]]:
            statement = (
                f"SELECT s.id, s.version, s._content FROM {dialect.listed(integers=True)} w"  # noqa: S608 - checked names
                f" {dialect.nested} {table.name} s ON s.recorded = w.item"
            )
            named = {row[2]: row for row in self._all(statement, (dialect.listing(row[0] for row in places),))}
            return self._with_bodies([named[row[1]] for row in places])

        if dialect.joined is None:
            return joined(each())
        statement = (
            f"SELECT {dialect.joined} FROM {dialect.listed(integers=True)} w"  # noqa: S608 - the dialect's words
            f" {dialect.nested} _entry e ON e.position = w.item"
        )
        ((raw, found, objects),) = self._all(statement, (dialect.listing([row[1] for row in places]),))
        if found != len(places):
            return joined(each())
        return JoinedBodies(raw, found, objects == found, each)

    def _stored(self, kind: str, row: Row) -> Stored:
        identity, version, readers, body = row[:4]
        ref = RecordRef(kind, identity)
        return Stored(ref, version, body_of(body, self._store, ref), tuple(readers.split()))

    def _page(self, sources: Sequence[Source], order: Order, after: Sequence[Scalar] | None, limit: int) -> list[Row]:
        """At most ``limit`` rows (id, version, readers, body, *keys) behind the cursor."""
        rows: list[Row] = []
        for parts in zip(*(behind(source, order, after) for source in sources), strict=True):
            left = limit - len(rows)
            if left <= 0:
                break
            parameters = [value for part in parts for value in (*part.parameters, left)]
            rows += self._all(self._paged(parts, order), (*parameters, left))
        return rows

    def _paged(self, parts: Sequence[Source], order: Order) -> str:
        """Keys are found and cut first; bodies are fetched for what is left."""
        keys = ", ".join(self._item(f"k{n}", name, down) for n, (name, down) in enumerate(order))
        found = " UNION ALL ".join(f"SELECT * FROM ({self._keyed(part, order)}) k" for part in parts)  # noqa: S608 - checked names
        columns = "".join(f", p.k{n}" for n in range(len(order)))
        return (
            f"SELECT p.id, p.version, p._readers, e.body{columns} FROM ({found}) p"  # noqa: S608 - as above
            f" {self._dialect.nested} _entry e ON e.position = p._content ORDER BY {keys} LIMIT ?"
        )

    def _keyed(self, part: Source, order: Order) -> str:
        columns = ", ".join(f"{part.column(name)} AS k{n}" for n, (name, _) in enumerate(order))
        return (
            f"SELECT s.id AS id, s.version AS version, s._readers AS _readers, s._content AS _content, {columns}"  # noqa: S608 - as above
            f" FROM {part.tables}{part.where} ORDER BY {self._order(part, order)} LIMIT ?"
        )

    def _order(self, source: Source, order: Order) -> str:
        return ", ".join(self._item(source.column(name), name, down) for name, down in order)

    def _item(self, expression: str, name: str, down: bool) -> str:  # noqa: FBT001 - as the dialect's
        """An item of ORDER BY; ``recorded`` has a value always, and the order of its index says nothing of none."""
        if name != RECORDED:
            return self._dialect.ordered(expression, down)
        return f"{expression} DESC" if down else expression

    def _listing(self, sources: Sequence[Source], names: Sequence[str], order: Order) -> str:
        if len(sources) == 1:
            source = sources[0]
            columns = ", ".join(map(source.column, names)) or "NULL"
            return f"SELECT {columns} FROM {source.tables}{source.where} ORDER BY {self._order(source, order)}"  # noqa: S608 - as above
        wanted = [*names, *(name for name, _ in order)]
        parts = (_columns(source, wanted) for source in sources)
        keys = (self._item(f"c{n}", name, down) for n, (name, down) in enumerate(order, len(names)))
        return f"SELECT * FROM ({' UNION ALL '.join(parts)}) p ORDER BY {', '.join(keys)}"  # noqa: S608 - as above

    # ------------------------------------------------------------------ running them

    def _live(self) -> Connection:
        if self._connection is None:
            raise StoreUnavailable(self._store, reasons.SNAPSHOT_CLOSED)
        return self._connection

    def _mapped(self, ask: Callable[[], _T]) -> _T:
        try:
            return ask()
        except self._dialect.errors as error:
            raise self._dialect.fault(error, self._store) from error

    def _all(self, sql: str, parameters: Sequence[object]) -> list[Row]:
        connection = self._live()
        return self._mapped(lambda: connection.execute(sql, parameters).fetchall())

    def _stream(self, sql: str, parameters: Sequence[object]) -> Iterator[Row]:
        return self._flow(self._cursor(sql, parameters))

    def _cursor(self, sql: str, parameters: Sequence[object]) -> Cursor:
        connection = self._live()
        cursor = self._mapped(lambda: self._dialect.stream(connection, sql, parameters))
        self._open.append(cursor)
        return cursor

    def _parts(self, cursor: Cursor | None, at_once: int) -> Iterator[list[Row]]:
        """The rows of a stream, many at a time."""
        self._live()
        while cursor is not None and (rows := self._mapped(lambda: cursor.fetchmany(at_once))):
            yield rows
            self._live()

    def _flow(self, cursor: Cursor) -> Iterator[Row]:
        self._live()
        try:
            yield from cursor
        except self._dialect.errors as error:
            self._live()
            raise self._dialect.fault(error, self._store) from error


def _columns(source: Source, names: Sequence[str]) -> str:
    columns = ", ".join(f"{source.column(name)} AS c{n}" for n, name in enumerate(names))
    return f"SELECT {columns} FROM {source.tables}{source.where}"  # noqa: S608 - checked names


def _grouped(source: Source, names: Sequence[str]) -> str:
    keys = [source.column(name) for name in names]
    group = f" GROUP BY {', '.join(keys)}" if keys else ""
    return f"SELECT {', '.join([*keys, 'count(*)'])} FROM {source.tables}{source.where}{group}"  # noqa: S608 - checked names


def _parameters(sources: Sequence[Source]) -> tuple[object, ...]:
    return tuple(value for source in sources for value in source.parameters)
