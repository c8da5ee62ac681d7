"""Stores that break promises S-50 to S-59: the journal."""

from collections.abc import Sequence
from datetime import UTC

from attrs import evolve

from broken_stores.base import Bending, Sound, breaks, pause, saying
from orqa.base.refs import RecordRef
from orqa.storage.chain import canonical, digest_of, hash_of, link
from orqa.storage.log_reader import LogReader
from orqa.storage.log_state import Line
from orqa.storage.protocol import Batch, Checkpoint, Entry, Op, Receipt
from orqa.storage.query import ALL, Query


@breaks("s50")
class DropsReasons(Bending):
    """Where there are adds, the journal does not tell why."""

    @staticmethod
    def bent(line: Line) -> Line:
        adds = (line.shown().body or {}).get("adds") if line.entry.op is Op.ADDS else None
        return saying(line, adds=adds, reason="") if adds else line


@breaks("s51")
class KeepsLocalTime(Sound):
    """Stores moments as the caller's clock shows them."""

    def _write(self, batch: Batch) -> Receipt:
        return super()._write(evolve(batch, at=batch.at.replace(tzinfo=UTC)))


@breaks("s52")
class GivesOneMore(Sound):
    """A part of the journal holds one entry more than was asked for."""

    def journal(self, after: int = 0, limit: int = 1000) -> Sequence[Entry]:
        return super().journal(after, limit + (limit > 0))


@breaks("s53", "s58", "s61")
class ForgetsTheDigest(Bending):
    """Takes the digest of the salt alone: a changed body does not show."""

    @staticmethod
    def bent(line: Line) -> Line:
        return evolve(line, entry=evolve(line.entry, digest=digest_of(line.entry.salt, "")))


@breaks("s54")
class SaltsAlike(Bending):
    """Has one salt for all, so that equal bodies show as equal."""

    @staticmethod
    def bent(line: Line) -> Line:
        salt = "0" * 32
        return evolve(line, entry=evolve(line.entry, salt=salt, digest=digest_of(salt, line.text or "")))


@breaks("s55")
class BeginsWithZeros(Sound):
    """Before the first entry, its chain is zeros."""

    def checkpoint(self) -> Checkpoint:
        found = super().checkpoint()
        return found if found.position else Checkpoint(0, "0" * 64)


class IdReader(LogReader):
    def history(self, ref: RecordRef) -> tuple[Entry, ...]:
        namesake = self._state.records.get(RecordRef("key", ref.id))
        more = namesake.seen_at(self.token) if namesake and super().history(ref) else ()
        return (*super().history(ref), *(line.shown() for line in more)) if ref.kind == "note" else super().history(ref)


@breaks("s56")
class MixesKinds(Sound):
    """Looks for the history of a record by its id, whatever its kind."""

    reader = IdReader


@breaks("s57")
class WritesInTwoSteps(Sound):
    """A record and its key are two transactions."""

    def apply(self, batch: Batch) -> Receipt:
        if [write.ref.kind for write in batch.writes] != ["note", "key"] or batch.adds:
            return super().apply(batch)
        receipt = super().apply(evolve(batch, writes=batch.writes[:1]))
        pause()
        with self._lock:
            return self._write(evolve(batch, writes=batch.writes[1:])) or receipt


class KeylessReader(LogReader):
    def count(self, kind: str, query: Query = ALL) -> int:
        return 0 if kind == "key" else super().count(kind, query)


@breaks("s58")
class MiscountsKeys(Sound):
    """What it shows is not what its journal says."""

    reader = KeylessReader


@breaks("s59")
class DigestsWhenAsked(Sound):
    """Works out digests and chain when somebody looks, of whatever is there then."""

    def journal(self, after: int = 0, limit: int = 1000) -> Sequence[Entry]:
        chain, done = "", []
        for entry in super().journal(0, after + limit) if limit > 0 and after >= 0 else super().journal(after, limit):
            digest = entry.digest if entry.body is None else digest_of(entry.salt, canonical(entry.body))
            chain = link(chain, hash_of(evolve(entry, digest=digest)))
            done.append(evolve(entry, digest=digest, chain=chain))
        return tuple(done[after:])
