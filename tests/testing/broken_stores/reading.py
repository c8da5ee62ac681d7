"""Stores that break promises S-20 to S-39."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from attrs import evolve

from broken_stores.base import Bending, Bent, Sound, breaks
from orqa.base.refs import RecordRef
from orqa.storage.log_reader import LogReader
from orqa.storage.log_state import Latest
from orqa.storage.matching import sort_key
from orqa.storage.protocol import Access, Checkpoint, KindSpec, Op, Page, RawBody, Stored
from orqa.storage.query import ALL, Contains, Equal, In, Query, Range, Scalar, Term, starts_with


class Turning(LogReader):
    """Turns each term of a question into another."""

    def _matching(self, spec: KindSpec, query: Query) -> Iterator[Latest]:
        return super()._matching(spec, Query(tuple(map(self.turned, query.terms))))

    def turned(self, term: Term) -> Term:
        return term


class LateReader(LogReader):
    def count_by(self, kind: str, fields: Sequence[str], query: Query = ALL) -> dict[tuple[Scalar, ...], int]:
        return LogReader.count_by(evolve(self, token=self._state.position), kind, fields, query)


@breaks("s20")
class CountsWhatCameLater(Sound):
    """Asks the table instead of the snapshot."""

    reader = LateReader


@breaks("s21")
class LagsWhenAsked(Sound):
    """A replica that has not yet got the last write."""

    @contextmanager
    def read(self, access: Access, after: int | None = None) -> Iterator[LogReader]:
        with super().read(access, after) as sound:
            yield sound if after is None or after < 2 else evolve(sound, token=sound.token - 1)


class DistinctReader(LogReader):
    def get_many(self, refs: Sequence[RecordRef]) -> tuple[Stored | None, ...]:
        found = super().get_many(refs)
        return tuple(None if refs[place] in refs[:place] else found[place] for place in range(len(refs)))


@breaks("s22")
class AnswersEachOnce(Sound):
    """Gives what IN (…) gives: each once."""

    reader = DistinctReader


class CaselessReader(LogReader):
    def find(self, kind: str, query: Query = ALL, *more: Any, **parts: Any) -> Page:
        if query != starts_with("subject", "annual"):
            return super().find(kind, query, *more, **parts)
        page = super().find(kind, *more, **parts)
        subjects = {item.ref: str(item.body.get("subject") or "").lower() for item in page.items}
        return Page(tuple(item for item in page.items if subjects[item.ref].startswith("annual")), page.next)


@breaks("s23")
class FoldsCase(Sound):
    """Compares the beginnings of texts as LIKE does."""

    reader = CaselessReader


class TextReader(LogReader):
    """Sorts integers by their digits."""

    @staticmethod
    def _ordered(found: Any, pairs: Sequence[tuple[str, bool]]) -> list[Latest]:
        ordered = list(found)
        for name, descending in reversed(pairs):
            ordered.sort(key=lambda item, name=name: TextReader._key(item.value(name), name), reverse=descending)
        return ordered

    @staticmethod
    def _key(value: Scalar, name: str) -> tuple[int, Any]:
        return sort_key(value if value is None or name == "recorded" else str(value))


class LongTextReader(LogReader):
    def find(self, kind: str, query: Query = ALL, order: Sequence[str] = (), *more: Any, **parts: Any) -> Page:
        reader: LogReader = self
        if parts.get("limit") == 10_000 and order == ("-number",):
            reader = TextReader(self._state, self._kinds, self._lock, self._access, self.token)
        return LogReader.find(reader, kind, query, order, *more, **parts)


@breaks("s24")
class SortsLongListsAsText(Sound):
    """Sorts by another way when much is asked for at once, and integers by their digits."""

    reader = LongTextReader


class EagerReader(LogReader):
    def find(self, kind: str, query: Query = ALL, *more: Any, **parts: Any) -> Page:
        page = super().find(kind, query, *more, **parts)
        if page.next or len(more) < 3 or len(page.items) != more[2] or not more[0]:
            return page
        latest = self._visible(page.items[-1].ref)
        names = dict.fromkeys([*(name.lstrip("-") for name in more[0]), "recorded"])
        return Page(page.items, tuple(latest.value(name) for name in names) if latest else None)


@breaks("s25")
class PromisesAnEmptyPage(Sound):
    """A full page means that more follows."""

    reader = EagerReader


class OffsetReader(LogReader):
    def find(
        self,
        kind: str,
        query: Query = ALL,
        order: Sequence[str] = (),
        after: Sequence[Scalar] | None = None,
        limit: int = 50,
    ) -> Page:
        assert isinstance(self._state, Bent)
        counts = dict(self._state.attic)
        page = super().find(kind, query, order, after, limit)
        start = 0
        if after and (start := counts.get((tuple(order), tuple(after)), 0)):
            items = super().find(kind, query, order, limit=1000).items[start : start + limit]
            page = Page(items, page.next)
        if page.next:
            self._state.attic.append(((tuple(order), page.next), start + len(page.items)))
        return page


@breaks("s26")
class PagesByOffset(Bending):
    """Its cursors stand for counts."""

    reader = OffsetReader


class PutVersionReader(LogReader):
    def rows(self, kind: str, fields: Sequence[str], *more: Any, **parts: Any) -> Iterator[tuple[Scalar, ...]]:
        for row in super().rows(kind, ("id", *fields), *more, **parts):
            latest = self._visible(RecordRef(kind, str(row[0])))
            assert latest
            values = zip(fields, row[1:], strict=True)
            yield tuple(latest.put.entry.version if name == "version" else value for name, value in values)


@breaks("s27")
class StreamsTheVersionOfTheContent(Sound):
    """A touch leaves the version in the table as it was."""

    reader = PutVersionReader


class SortedGroupsReader(LogReader):
    def count_by(self, kind: str, fields: Sequence[str], query: Query = ALL) -> dict[tuple[Scalar, ...], int]:
        return super().count_by(kind, sorted(fields), query)


@breaks("s28")
class SortsGroups(Sound):
    """Counts by fields in the order of their names."""

    reader = SortedGroupsReader


class UnquotedReader(Turning):
    def turned(self, term: Term) -> Term:
        if isinstance(term, Equal) and term.field in {"order", "select", "text"}:
            raise RuntimeError(f'near "{term.field}": syntax error')
        return term


@breaks("s29")
class QuotesNoNames(Sound):
    """Puts the names of fields into statements as they are."""

    reader = UnquotedReader


class LenientReader(LogReader):
    def find(self, kind: str, query: Query = ALL, *more: Any, **parts: Any) -> Page:
        return Page(()) if parts.get("limit") == 0 else super().find(kind, query, *more, **parts)


@breaks("s30")
class AnswersAnything(Sound):
    """A page of no record is a page."""

    reader = LenientReader


class RenumberingReader(LogReader):
    def _matching(self, spec: KindSpec, query: Query) -> Iterator[Latest]:
        return (evolve(item, recorded=self._recorded(item)) for item in super()._matching(spec, query))

    def _recorded(self, item: Latest) -> int:
        first = self._state.records[item.ref].lines[0]
        moved = item.put.index.get("number") != first.index.get("number") and item.put.index.get("number") == 1
        return item.put.entry.position if moved else item.recorded


@breaks("s31")
class MovesWhatChanges(Sound):
    """Takes a later version for the order of recording, as INSERT OR REPLACE does."""

    reader = RenumberingReader


class EncodingReader(LogReader):
    def cells(self, prefix: str = "") -> dict[str, int]:
        prefix.encode()
        return super().cells(prefix)


@breaks("s32")
class EncodesWhateverIsAsked(Sound):
    """Hands what it is asked for to a driver as it is."""

    reader = EncodingReader


class FirstBodyReader(LogReader):
    def bodies(self, kind: str, *more: Any, **parts: Any) -> Iterator[tuple[str, int, RawBody]]:
        for identity, version, raw in super().bodies(kind, *more, **parts):
            yield identity, version, self._state.records[RecordRef(kind, identity)].lines[0].text or raw


@breaks("s92")
class StreamsFirstBodies(Sound):
    """Takes the bodies of the first versions."""

    reader = FirstBodyReader


class MovingReader(LogReader):
    def bodies(self, kind: str, *more: Any, **parts: Any) -> Iterator[tuple[str, int, RawBody]]:
        for number, found in enumerate(super().bodies(kind, *more, **parts)):
            last = self._state.records[RecordRef(kind, found[0])].lines[-1]
            later = number > 500 and last.entry.op is Op.PUT
            yield (found[0], found[1], last.text or "null") if later else found


@breaks("s96")
class FetchesLaterBodies(Sound):
    """Looks its later bodies up in the state of the moment, not of the snapshot."""

    reader = MovingReader


# ------------------------------------------------------------------ words


class WildcardReader(Turning):
    def turned(self, term: Term) -> Term:
        if not isinstance(term, Contains):
            return term
        return Contains(tuple(word for word in term.words if word.strip("%_")))


@breaks("s35")
class ObeysWildcards(Sound):
    """Gives words to LIKE as they are."""

    reader = WildcardReader


@breaks("s36")
class JoinsFields(Bending):
    """Searches the fields as one text."""

    @staticmethod
    def bent(line: Any) -> Any:
        return evolve(line, search=line.search.replace("\n", ""))


class StaleReader(LogReader):
    """Finds open records by the words of the versions before, too."""

    def _matching(self, spec: KindSpec, query: Query) -> Iterator[Latest]:
        yield from (found := list(super()._matching(spec, query)))
        seen = {latest.ref for latest in found}
        words = query.words if len(query.words) == 1 and len(query.terms) == 1 else ()
        rest = Query(tuple(term for term in query.terms if not isinstance(term, Contains)))
        for latest in super()._matching(spec, rest) if words else ():
            old = self._state.records[latest.ref].lines[0]
            if latest.ref not in seen and not latest.readers and words[0] in old.search:
                yield latest


@breaks("s37")
class KeepsOldWords(Sound):
    """Adds to the index and takes nothing out."""

    reader = StaleReader


class WordlessReader(LogReader):
    def count_by(self, kind: str, fields: Sequence[str], query: Query = ALL) -> dict[tuple[Scalar, ...], int]:
        terms = tuple(term for term in query.terms if not isinstance(term, Contains) or len(term.words) < 2)
        return super().count_by(kind, fields, Query(terms))


@breaks("s38")
class GroupsWithoutWords(Sound):
    """Counts groups without a look at the words."""

    reader = WordlessReader


class NowAfterwardsReader(LogReader):
    def find(
        self,
        kind: str,
        query: Query = ALL,
        order: Sequence[str] = (),
        after: Sequence[Scalar] | None = None,
        limit: int = 50,
    ) -> Page:
        reader = self if after is None else evolve(self, token=self._state.position)
        return LogReader.find(reader, kind, query, order, after, limit)


@breaks("s39")
class PagesThroughNow(Sound):
    """Only the first page is of the snapshot."""

    reader = NowAfterwardsReader


# ------------------------------------------------------------------ gross faults, which many tests find


class ClosedRangeReader(Turning):
    def turned(self, term: Term) -> Term:
        is_range = isinstance(term, Range) and isinstance(term.below, int)
        return evolve(term, below=term.below + 1) if is_range else term  # type: ignore[union-attr, operator, call-arg]


@breaks("s23", "s27", "s28")
class ClosesRanges(Sound):
    """Reads ``below`` as "up to"."""

    reader = ClosedRangeReader


@breaks("s24", "s25", "s26", "s27", "s39", "s96")
class SortsAsText(Sound):
    """Sorts integers by their digits."""

    reader = TextReader


class ShortReader(Turning):
    def turned(self, term: Term) -> Term:
        return Contains(tuple(w for w in term.words if len(w) > 2)) if isinstance(term, Contains) else term


@breaks("s35", "s37", "s38", "s42")
class DropsShortWords(Sound):
    """Ignores words of one or two characters, as a trigram index does."""

    reader = ShortReader


class OneAtMost(Turning):
    def turned(self, term: Term) -> Term:
        return evolve(term, values=term.values[:1]) if isinstance(term, In) else term


@breaks("s23", "s28")
class ReadsOneOfMany(Sound):
    """Of several values it looks for the first."""

    reader = OneAtMost


@breaks("s33")
class LooksOneAfterTheOther(Sound):
    """Opens the second snapshot when it is first asked."""

    @contextmanager
    def snapshot(self, *accesses: Access, after: int | None = None) -> Iterator[tuple[LogReader, ...]]:
        with super().snapshot(*accesses, after=after) as (first, *others):
            yield (first, *(evolve(other, token=2**60) for other in others))


@breaks("s34")
class LosesTheChain(Sound):
    """Tells how far the journal goes, and not what it comes to."""

    @contextmanager
    def settled(self, access: Access) -> Iterator[tuple[LogReader, Checkpoint]]:
        with super().settled(access) as (reader, end):
            yield reader, Checkpoint(end.position, "")
