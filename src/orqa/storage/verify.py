"""Whether a store still holds what was written: checked through the protocol alone, for every store alike."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice

from attrs import frozen

from orqa.base.findings import Finding, FindingKind, Severity, has_errors
from orqa.base.language import Text
from orqa.base.refs import RecordRef
from orqa.storage.chain import digest_of, hash_of
from orqa.storage.codec import Codec
from orqa.storage.errors import UnknownKind
from orqa.storage.protocol import (
    SYSTEM,
    Checkpoint,
    Entry,
    IndexChecking,
    Op,
    Reader,
    SelfChecking,
    SpelledReader,
    SpelledStore,
    Store,
)
from orqa.storage.verify_checks import (
    CHECKPOINT_DIFFERS,
    COUNT_DIFFERS,
    JOURNAL_SHORT,
    CellsCheck,
    JournalCheck,
    RecordsCheck,
    Run,
    compare,
    step_of,
)
from orqa.storage.verify_columns import check_columns
from orqa.storage.verify_parts import Parts
from orqa.storage.verify_search import check_search

KIND_UNKNOWN = FindingKind(
    "kind-not-declared",
    Severity.WARNING,
    Text.of(
        en="Records of kind {kind} were not compared: nothing that is installed declares it",
        th="ไม่ได้เทียบรายการชนิด {kind} เพราะไม่มีส่วนใดที่ติดตั้งไว้ประกาศชนิดนี้",
    ),
)
MORE = FindingKind(
    "more-findings",
    Severity.INFO,
    Text.of(en="There is more than these {most} findings", th="ยังมีข้อสังเกตมากกว่า {most} ข้อนี้"),
)

_PAGE = 1000
_CHUNK = 500


@frozen
class Verification:
    """What was found.

    Attributes:
        findings: in the order of the journal, then of the records; empty when all is sound.
        entries: how many entries were checked.
        checkpoint: where the journal ended; keep it elsewhere and give it back as ``expected`` or ``since``.
    """

    findings: tuple[Finding, ...]
    entries: int
    checkpoint: Checkpoint

    @property
    def is_sound(self) -> bool:
        """Whether nothing that was checked is wrong."""
        return not has_errors(self.findings)


def verify(  # noqa: PLR0913 - what is checked, from where, how far
    store: Store,
    since: Checkpoint | None = None,
    *,
    expected: Iterable[Checkpoint] = (),
    codec: Codec | None = None,
    deep: bool = False,
    at_once: int = 100_000,
    most: int = 100,
) -> Verification:
    """Check the journal, and what the store shows against it, as of now; writers may go on meanwhile.

    Positions, digests, each record's versions and their links, the chain, kept checkpoints, every record as
    shown against its last entry, every cell against its adds, register numbers one by one; with a codec every
    column too, for only the record's class knows what belongs in it; and what the store finds by itself.

    Args:
        store: open, with the kinds ensured.
        since: a checkpoint that is trusted: check only what came after it (and that it is still there).
        expected: checkpoints kept from earlier; only these can show a journal that was rewritten as a whole.
        codec: of the records; without one, the columns that lists and queries read are not compared.
        deep: with a codec, compare the search texts and the search index, too; takes several times as long.
        at_once: about how many records are kept in mind; what the journal tells of others waits in temporary files.
        most: stop collecting after this many findings.
    """
    kept = [*expected, since] if since else list(expected)
    with store.settled(SYSTEM) as (reader, end):
        kinds = [spec.kind for spec in codec.kinds] if codec else []
        visit = _Visit(store, reader, end, since or Checkpoint(0, ""), at_once, kinds)
        columns = check_columns(reader, codec) if codec else ()
        search = _search(store, reader, codec) if codec and deep else ()
        findings = list(islice(chain(_of_itself(store), visit.findings(kept), columns, search), most + 1))
    if len(findings) > most:
        findings[most:] = [MORE.make(most=most)]
    return Verification(tuple(findings), visit.entries, visit.checkpoint)


def _of_itself(store: Store) -> Iterable[Finding]:
    """What a store that can check its own files finds; see :class:`orqa.storage.protocol.SelfChecking`."""
    return store.check() if isinstance(store, SelfChecking) else ()


def _search(store: Store, reader: Reader, codec: Codec) -> Iterator[Finding]:
    yield from check_search(reader, codec)
    if isinstance(store, IndexChecking):
        yield from store.check_index()


class _Visit:
    """One verification of one snapshot."""

    def __init__(  # noqa: PLR0913, PLR0917 - what is visited, from where, how far
        self,
        store: Store,
        reader: Reader,
        end: Checkpoint,
        start: Checkpoint,
        at_once: int,
        kinds: Iterable[str],
    ) -> None:
        self._store = store
        self._reader = reader
        self._end = end.position
        self._start = start
        self._parts = max(0, self._end - start.position) // at_once + 1
        self._alive = Counter(dict.fromkeys(kinds, 0))
        self._known: dict[str, bool] = {}
        self._reached = JournalCheck(start.position, start.chain)
        self.entries = 0

    def findings(self, kept: Iterable[Checkpoint]) -> Iterator[Finding]:
        """All of them; the first part of the records is checked while the journal goes by."""
        with Parts(self._parts) as parts:
            records = RecordsCheck(self._from_start)
            yield from self._journal(kept, records, parts)
            yield from self._all_shown(records)
            for steps in parts.rest():
                records = RecordsCheck(self._from_start)
                for step in steps:
                    yield from records.see(step)
                yield from self._all_shown(records)
        if self._from_start:
            yield from self._counts()
        yield from (KIND_UNKNOWN.make(kind=kind) for kind, known in sorted(self._known.items()) if not known)

    @property
    def checkpoint(self) -> Checkpoint:
        """Where the journal that was checked ends."""
        return self._reached.checkpoint

    @property
    def _from_start(self) -> bool:
        return self._start.position == 0

    def _journal(self, kept: Iterable[Checkpoint], records: RecordsCheck, parts: Parts) -> Iterator[Finding]:
        chains: dict[int, set[str]] = {}
        for checkpoint in kept:
            if checkpoint.position > self._start.position:
                chains.setdefault(checkpoint.position, set()).add(checkpoint.chain)
        yield from self._begin(kept)
        journal = self._reached = JournalCheck(self._start.position, self._start.chain, chains)
        cells = CellsCheck(self._from_start)
        for entry, digested in self._entries():
            self.entries += 1
            hashed = hash_of(entry)
            yield from journal.see(entry, hashed, digested=digested)
            if entry.op is Op.ADDS:
                yield from cells.see(entry)
            elif not parts.keeps(step := step_of(entry, hashed)):
                yield from records.see(step)
        yield from journal.end(self._end)
        yield from cells.end(self._reader.cells())

    def _begin(self, kept: Iterable[Checkpoint]) -> Iterator[Finding]:
        """Kept checkpoints at or before the start: their own entries must still be there."""
        for checkpoint in kept:
            if 0 < checkpoint.position <= self._start.position:
                found = self._store.journal(checkpoint.position - 1, 1)
                if not found or found[0].position != checkpoint.position:
                    yield JOURNAL_SHORT.make(position=checkpoint.position, found=self._end)
                elif found[0].chain != checkpoint.chain:
                    yield CHECKPOINT_DIFFERS.make(position=checkpoint.position)

    def _all_shown(self, check: RecordsCheck) -> Iterator[Finding]:
        runs = iter(check.runs.items())
        while chunk := [(RecordRef(*key), run) for key, run in islice(runs, _CHUNK)]:
            yield from self._shown(chunk)

    def _shown(self, chunk: list[tuple[RecordRef, Run]]) -> Iterator[Finding]:
        """What the reader shows of these records."""
        for ref, run in chunk:
            self._alive[ref.kind] += not run.erased
        known = [(ref, run) for ref, run in chunk if self._knows(ref.kind)]
        known = self._not_as_told(known)
        asked = [ref for ref, run in known if run.erased or not run.bare]  # what is gone, a reader may refuse to show
        shown = dict(zip(asked, self._reader.get_many(asked), strict=True))
        for ref, run in known:
            found = list(compare(ref, run, shown.get(ref)))
            if found and not (run.bare and self._is_erased_now(ref)):
                yield from found

    def _not_as_told(self, known: list[tuple[RecordRef, Run]]) -> list[tuple[RecordRef, Run]]:
        """Those of these records that are to be looked at closely: the others are to the letter what was written."""
        if not isinstance(self._reader, SpelledReader):
            return known
        whole = {ref: run for ref, run in known if run.digest and not run.bare and not run.erased}
        shown = self._reader.spelled_many([*whole])
        told = {ref for (ref, run), found in zip(whole.items(), shown, strict=True) if _is_told(run, found)}
        return [pair for pair in known if pair[0] not in told]

    def _knows(self, kind: str) -> bool:
        """Whether the store was told of the kind; asked once for each."""
        if kind not in self._known:
            try:
                self._reader.count(kind)
            except UnknownKind:
                self._known[kind] = False
            else:
                self._known[kind] = True
        return self._known[kind]

    def _is_erased_now(self, ref: RecordRef) -> bool:
        """Whether the record was destroyed while verification ran."""
        with self._store.read(SYSTEM) as reader:
            history = reader.history(ref)
        return bool(history) and history[-1].op is Op.ERASE

    def _counts(self) -> Iterator[Finding]:
        for kind, expected in sorted(self._alive.items()):
            if self._knows(kind) and (found := self._reader.count(kind)) != expected:
                yield COUNT_DIFFERS.make(kind=kind, found=found, expected=expected)

    def _entries(self) -> Iterator[tuple[Entry, bool]]:
        """The journal from the start to the snapshot's end, and whether the body was found to be as written."""
        position = self._start.position
        while entries := self._part(position):
            for entry, digested in entries:
                if entry.position > self._end:
                    return
                yield entry, digested
            position = max(position + 1, entries[-1][0].position)

    def _part(self, after: int) -> Sequence[tuple[Entry, bool]]:
        """A part of the journal. A body that is spelled as it was when it was digested need not be read."""
        store = self._store
        if not isinstance(store, SpelledStore):
            return [(entry, False) for entry in store.journal(after, _PAGE)]
        told = store.spelled(after, _PAGE)
        known = [(entry, text is not None and digest_of(entry.salt, text) == entry.digest) for entry, text in told]
        if all(digested or entry.body is None for entry, digested in known):
            return known
        return [(entry, False) for entry in store.journal(after, len(told))]


def _is_told(run: Run, shown: tuple[int, tuple[str, ...], str] | None) -> bool:
    """Whether what is shown of a record is what its entries say."""
    if shown is None or (run.version, run.readers) != shown[:2]:
        return False
    return digest_of(run.salt, shown[2]) == run.digest
