"""A snapshot of a log store: a position, and who asks."""

import threading
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from attrs import frozen

from orqa.base.refs import RecordRef
from orqa.storage.checks import ROW_FIELDS, check_page, full_order, known_field, known_kind
from orqa.storage.log_state import Latest, State
from orqa.storage.matching import is_after, matcher, sort_key
from orqa.storage.protocol import Access, Entry, KindSpec, Page, RawBody, Stored
from orqa.storage.query import ALL, Query, Scalar


@frozen(eq=False)
class LogReader:
    """See :class:`orqa.storage.protocol.Reader`."""

    _state: State
    _kinds: Mapping[str, KindSpec]
    _lock: threading.RLock
    _access: Access
    token: int

    def get_many(self, refs: Sequence[RecordRef]) -> tuple[Stored | None, ...]:
        """See the protocol."""
        found = (self._visible(ref) for ref in refs)
        return tuple(latest.stored() if latest else None for latest in found)

    def history(self, ref: RecordRef) -> tuple[Entry, ...]:
        """See the protocol; of an erased record, those who could read it see the tombstone."""
        known_kind(self._kinds, ref.kind)
        record = self._state.records.get(ref)
        lines = record.seen_at(self.token) if record else ()
        if not lines or not self._access.sees(lines[-1].entry.readers):
            return ()
        return tuple(line.shown() for line in lines)

    def find(
        self,
        kind: str,
        query: Query = ALL,
        order: Sequence[str] = (),
        after: Sequence[Scalar] | None = None,
        limit: int = 50,
    ) -> Page:
        """See the protocol."""
        spec = known_kind(self._kinds, kind)
        pairs = full_order(spec, order)
        check_page(spec, pairs, after, limit)
        names = [name for name, _ in pairs]
        found = self._ordered(self._matching(spec, query), pairs)
        if after is not None:
            found = [latest for latest in found if is_after([latest.value(n) for n in names], after, pairs)]
        items = found[:limit]
        more = len(found) > limit
        return Page(
            tuple(latest.stored() for latest in items),
            tuple(items[-1].value(name) for name in names) if more else None,
        )

    def rows(
        self, kind: str, fields: Sequence[str], query: Query = ALL, order: Sequence[str] = ()
    ) -> Iterator[tuple[Scalar, ...]]:
        """See the protocol."""
        spec = known_kind(self._kinds, kind)
        names = [known_field(spec, name, ROW_FIELDS) for name in fields]
        found = self._ordered(self._matching(spec, query), full_order(spec, order))
        return (tuple(latest.value(name) for name in names) for latest in found)

    def bodies(self, kind: str, query: Query = ALL, order: Sequence[str] = ()) -> Iterator[tuple[str, int, RawBody]]:
        """See the protocol."""
        spec = known_kind(self._kinds, kind)
        found = self._ordered(self._matching(spec, query), full_order(spec, order))
        return ((latest.ref.id, latest.version, latest.put.text or "null") for latest in found)

    def count(self, kind: str, query: Query = ALL) -> int:
        """See the protocol."""
        return sum(1 for _ in self._matching(known_kind(self._kinds, kind), query))

    def count_by(self, kind: str, fields: Sequence[str], query: Query = ALL) -> dict[tuple[Scalar, ...], int]:
        """See the protocol."""
        spec = known_kind(self._kinds, kind)
        names = [known_field(spec, name) for name in fields]
        return dict(Counter(tuple(map(latest.value, names)) for latest in self._matching(spec, query)))

    def cells(self, prefix: str = "") -> dict[str, int]:
        """See the protocol."""
        with self._lock:
            names = self._state.cell_names(prefix)
        values = ((name, self._state.cell(name, self.token)) for name in names)
        return {name: value for name, value in values if value is not None}

    def texts(self, kind: str) -> Iterator[tuple[str, str]]:
        """See :class:`orqa.storage.protocol.ShowsTexts`."""
        found = self._matching(known_kind(self._kinds, kind), ALL)
        return ((latest.ref.id, latest.put.search) for latest in found)

    def _visible(self, ref: RecordRef) -> Latest | None:
        known_kind(self._kinds, ref.kind)
        record = self._state.records.get(ref)
        latest = record.latest_at(self.token) if record else None
        return latest if latest and self._access.sees(latest.readers) else None

    def _matching(self, spec: KindSpec, query: Query) -> Iterator[Latest]:
        """Visible records in the order of recording; the query is checked at once, not on first use."""
        matches = matcher(spec, query)
        return (
            latest
            for latest in self._all(spec.kind)
            if self._access.sees(latest.readers) and matches(latest.put.index, latest.put.search)
        )

    def _all(self, kind: str) -> Iterator[Latest]:
        for record in self._state.tables.get(kind, ()):
            if record.lines[0].entry.position > self.token:
                return
            if latest := record.latest_at(self.token):
                yield latest

    @staticmethod
    def _ordered(found: Iterable[Latest], pairs: Sequence[tuple[str, bool]]) -> list[Latest]:
        ordered = list(found)
        for name, descending in reversed(pairs):
            ordered.sort(key=lambda latest, name=name: sort_key(latest.value(name)), reverse=descending)  # type: ignore[misc]
        return ordered
