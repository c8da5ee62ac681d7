"""Stores that break promises S-40 to S-47: who sees what."""

from collections.abc import Iterator, Sequence

from attrs import evolve

from broken_stores.base import Sound, breaks
from orqa.base.refs import RecordRef
from orqa.base.thai import search_key
from orqa.storage.log_reader import LogReader
from orqa.storage.log_state import Latest
from orqa.storage.protocol import OPEN, SYSTEM, Entry, KindSpec, Op, Page
from orqa.storage.query import ALL, Contains, Query, Scalar


class SeeingReader(LogReader):
    def count(self, kind: str, query: Query = ALL) -> int:
        return LogReader.count(evolve(self, access=SYSTEM), kind, query)


@breaks("s33", "s40", "s45")
class CountsHiddenRecords(Sound):
    """Ignores the readers when it counts."""

    reader = SeeingReader


class LooseReader(LogReader):
    def _visible(self, ref: RecordRef) -> Latest | None:
        record = self._state.records.get(ref)
        latest = record.latest_at(self.token) if record else None
        joined = " ".join(latest.readers) if latest else ""
        return latest if any(token in joined for token in self._access.tokens) else super()._visible(ref)


@breaks("s40")
class MatchesPartsOfTokens(Sound):
    """Looks for a token anywhere in the readers."""

    reader = LooseReader


class TouchedReader(LogReader):
    def history(self, ref: RecordRef) -> tuple[Entry, ...]:
        entries = LogReader.history(evolve(self, access=SYSTEM), ref)
        deciding = entries[:1] if entries and entries[-1].op is Op.TOUCH else entries[-1:]
        return entries if all(self._access.sees(entry.readers) for entry in deciding) else ()


@breaks("s41")
class ForgetsReadersAtTouch(Sound):
    """Shows the history of a touched record to whoever saw its first version."""

    reader = TouchedReader


class OpenAloneReader(LogReader):
    def _matching(self, spec: KindSpec, query: Query) -> Iterator[Latest]:
        mixed = len(query.terms) > 1 and any(isinstance(term, Contains) for term in query.terms)
        return LogReader._matching(evolve(self, access=OPEN) if mixed else self, spec, query)


@breaks("s42")
class SearchesOpenRecordsAlone(Sound):
    """Words and other terms together find open records only, whoever asks."""

    reader = OpenAloneReader


class FilteringReader(LogReader):
    def find(
        self,
        kind: str,
        query: Query = ALL,
        order: Sequence[str] = (),
        after: Sequence[Scalar] | None = None,
        limit: int = 50,
    ) -> Page:
        everything = LogReader.find(evolve(self, access=SYSTEM), kind, query, order, after, limit)
        return evolve(everything, items=tuple(item for item in everything.items if self._access.sees(item.readers)))


@breaks("s44")
class HidesAfterPaging(Sound):
    """Cuts a page first and leaves out of it what may not be seen."""

    reader = FilteringReader


class PresentReadersReader(LogReader):
    def _visible(self, ref: RecordRef) -> Latest | None:
        found = LogReader._visible(evolve(self, access=SYSTEM), ref)
        now = self._state.records[ref].latest_at(self._state.position) if found else None
        return found if found and self._access.sees((now or found).readers) else None


@breaks("s45")
class AsksWhoMaySeeNow(Sound):
    """Asks for the readers of now, whatever the snapshot is of."""

    reader = PresentReadersReader


class OpenTombsReader(LogReader):
    def history(self, ref: RecordRef) -> tuple[Entry, ...]:
        record = self._state.records.get(ref)
        erased = record is not None and record.is_erased
        return LogReader.history(evolve(self, access=SYSTEM) if erased else self, ref)


@breaks("s46")
class OpensTombs(Sound):
    """Nothing is left of an erased record, so why hide that it was there?"""

    reader = OpenTombsReader


class FoldingReader(LogReader):
    def _matching(self, spec: KindSpec, query: Query) -> Iterator[Latest]:
        found = LogReader._matching(evolve(self, access=SYSTEM), spec, query)
        tokens = set(map(search_key, self._access.tokens))
        return (
            latest
            for latest in found
            if self._access.sees(latest.readers)
            or ("หน่วย" in "".join(tokens) and tokens & set(map(search_key, latest.readers)))
        )


@breaks("s47")
class FoldsTokens(Sound):
    """Takes Thai and Arabic digits in tokens for the same."""

    reader = FoldingReader
