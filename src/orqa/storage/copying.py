"""Moving an office from one store to another with its whole journal: histories, tombstones, numbers, chain."""

from collections.abc import Iterator, Sequence

from attrs import frozen

from orqa.storage.codec import Codec
from orqa.storage.errors import TargetDiffers
from orqa.storage.protocol import Checkpoint, Entry, Progress, Store

AT_ONCE = 2000
"""Entries that are taken in together; more where one batch has more."""


@frozen
class Copied:
    """What was copied.

    Attributes:
        before: how many entries the target had already.
        checkpoint: where the journals of both end, or ended at that moment.
    """

    before: int
    checkpoint: Checkpoint

    @property
    def entries(self) -> int:
        """How many were copied now."""
        return self.checkpoint.position - self.before


def copy(source: Store, target: Store, codec: Codec, *, name: str, progress: Progress | None = None) -> Copied:
    """Copy what the source holds and the target does not yet.

    The source may be written meanwhile: copied is what was written before the end was reached, and a second call
    brings the rest. Cut short anywhere, a second call goes on. The target is a store of its own afterwards: who
    writes to both has two offices.

    Args:
        source: only its journal is read, so that it may be a store that needs an upgrade.
        target: empty, or holding the beginning of what the source holds.
        codec: of the records, for the target's tables.
        name: how messages call the target.
        progress: told of ``entries``, how many the target has and how many the source had at the start.

    Raises:
        TargetDiffers: when the target holds anything else.
        UnknownKind: for records that nothing that is installed declares.
    """
    end = source.checkpoint()
    start = target.checkpoint()
    check_continues(source, start, name)
    target.ensure(codec.kinds)
    done = start
    for entries in parts(source, start.position):
        done = target.load(entries, codec.project)
        if progress:
            progress("entries", done.position, max(done.position, end.position))
    return Copied(start.position, done)


def check_continues(source: Store, end: Checkpoint, name: str) -> None:
    """Make sure that a journal which ends so is the beginning of the source's.

    Raises:
        TargetDiffers: when it is not; ``name`` says whose it is.
    """
    found = source.journal(end.position - 1, 1) if end.position else ()
    if end.position and (not found or Checkpoint(found[0].position, found[0].chain) != end):
        raise TargetDiffers(name)


def parts(source: Store, position: int) -> Iterator[Sequence[Entry]]:
    """The journal from a position on, in parts of whole batches."""
    waiting: list[Entry] = []
    while entries := source.journal(position, AT_ONCE):
        position = entries[-1].position
        waiting += entries
        whole = _whole(waiting)
        if whole:
            yield waiting[:whole]
            waiting = waiting[whole:]
    if waiting:
        yield waiting


def _whole(entries: Sequence[Entry]) -> int:
    """How many of these belong to batches that end among them: all but those of the last batch."""
    last = entries[-1].batch
    return next((place for place in range(len(entries), 0, -1) if entries[place - 1].batch != last), 0)
