"""Entries of another store on their way in: what every store asks of them before it takes them."""

from collections.abc import Callable, Iterable
from itertools import groupby
from typing import TypeAlias

from orqa.storage import reasons
from orqa.storage.chain import canonical, digest_of, hash_of, link
from orqa.storage.errors import EntriesRefused
from orqa.storage.protocol import Checkpoint, Entry, Op

Spelled: TypeAlias = tuple[Entry, str | None]
"""An entry and its canonical body; None where it was erased."""


def spelled(entries: Iterable[Entry], end: Checkpoint, store: str) -> list[Spelled]:
    """The entries with their bodies as they are stored, once it is sure that they continue a journal.

    Args:
        entries: sealed.
        end: of the journal that takes them in.
        store: how messages call it.

    Raises:
        EntriesRefused: when one does not follow the one before, or its body is not what its digest says.
    """
    done: list[Spelled] = []
    for entry in entries:
        if entry.position != end.position + 1 or entry.chain != link(end.chain, hash_of(entry)):
            raise EntriesRefused(store, entry.position, reasons.NOT_NEXT)
        text = None if entry.body is None else canonical(entry.body)
        if text is not None and digest_of(entry.salt, text) != entry.digest:
            raise EntriesRefused(store, entry.position, reasons.OTHER_BODY)
        done.append((entry, text))
        end = Checkpoint(entry.position, entry.chain)
    return done


def batches(entries: Iterable[Spelled], known: Callable[[str], object], store: str) -> list[list[Spelled]]:
    """The entries of each batch.

    Args:
        entries: in order.
        known: whether the store has a batch of this id.
        store: how messages call it.

    Raises:
        EntriesRefused: when a batch is there already: only whole ones can be taken in.
    """
    found = [list(group) for _, group in groupby(entries, key=lambda spelled: spelled[0].batch)]
    seen: set[str] = set()
    for group in found:
        first = group[0][0]
        if first.batch in seen or known(first.batch):
            raise EntriesRefused(store, first.position, reasons.BATCH_SPLIT)
        seen.add(first.batch)
    return found


def is_gone(entry: Entry) -> bool:
    """Whether the record of an entry is destroyed: by this one, or by a later one that left this one bare."""
    return entry.op is Op.ERASE or entry.body is None
